"""The ledger of a synchronisation: written many at a time."""

from __future__ import annotations

from dataclasses import replace

from il_desktop import commands
from il_desktop.domain.ids import new_id
from il_desktop.interchange.caldav.plan import Base, Note
from il_desktop.queries import sync
from tests.syncing.world import FIRST, LAST, set_up
from tests.work_count import calls_of

ITEMS = 200
MOST_CALLS = 1000  # for each item: one question and one flush for an item alone make 1,600


def items(count: int) -> list[Base]:
    return [Base(new_id(), f"/x/{n}.ics", f"u{n}", new_id(), None, "d", "pushing") for n in range(count)]


def test_items_are_written_many_at_a_time(desk):
    set_up(desk, "http://127.0.0.1/x/")
    (feed,) = desk.read(sync.calendars)
    new = items(ITEMS)
    _, calls = calls_of(lambda: desk.run(commands.sync.note_items, feed.id, new))
    assert calls < ITEMS * MOST_CALLS
    settled = [replace(each, state="synced", etag='"1"', note=Note(seen="text")) for each in new]
    _, calls = calls_of(lambda: desk.run(commands.sync.note_items, feed.id, settled, [settled[0].id]))
    assert calls < ITEMS * MOST_CALLS
    assert desk.read(sync.items, feed.id, FIRST, LAST) == sorted(settled[1:], key=lambda each: each.href)


def test_an_item_at_a_known_address_is_written_over_whatever_its_name(desk):
    set_up(desk, "http://127.0.0.1/x/")
    (feed,) = desk.read(sync.calendars)
    (first,) = items(1)
    desk.run(commands.sync.note_items, feed.id, [first])
    again = replace(first, id=new_id(), uid="other", etag='"2"')
    desk.run(commands.sync.note_items, feed.id, [again, replace(again, etag='"3"')])
    (found,) = desk.read(sync.items, feed.id, FIRST, LAST)
    assert (found.id, found.uid, found.etag) == (first.id, "other", '"3"')
