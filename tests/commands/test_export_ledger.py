"""The ledger knows every date that Outlook has: what is new, what changed, what to delete there first."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.blocks import BlockRef, Protection
from il_desktop.domain.walltime import WallTime
from il_desktop.interchange.ics.ledger import Choice
from il_desktop.interchange.ics.records import Audience
from il_desktop.interchange.ics.write import join, write_calendar
from il_desktop.queries.agenda import agenda
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.export_prepare import Prepared, Wish, prepare
from il_desktop.queries.settings import settings
from tests.interchange import outlook_model as outlook

TODAY = date(2026, 1, 16)
WEEK = (date(2026, 1, 19), date(2026, 1, 23))
NEXT = (date(2026, 1, 26), date(2026, 1, 30))
CANARY = "walnutcanary"


def _prepare(desk, choice: Choice | None, days=WEEK, audience: Audience = Audience.ME) -> Prepared:
    wish = Wish(*days, audience, choice)
    calendar, tz = desk.cached(school_calendar), desk.cached(settings).tz
    return desk.read(prepare, wish, calendar=calendar, tz=tz, today=TODAY)


def _export(desk, choice: Choice, days=WEEK, audience: Audience = Audience.ME) -> Prepared:
    prepared = _prepare(desk, choice, days, audience)
    desk.run(commands.exports.note_export, prepared.note("x.ics", "0" * 64))
    return prepared


def _starts(prepared: Prepared) -> list[str]:
    reading = outlook.read(join(write_calendar(prepared.plan)))
    assert reading.refused == reading.remarks == []
    return [each.start for each in reading.appointments]


def _add(desk, start: str, title: str = "Science fair") -> str:
    begin = WallTime.parse(start)
    return desk.run(commands.schedule.create_block, BlockDraft(title, "community", begin, begin.plus(60)))


def _movable(desk):
    items = desk.read(agenda, *WEEK, desk.cached(school_calendar))
    return next(item for item in items if not item.all_day and item.protection <= Protection.FLEXIBLE)


def test_files_of_different_weeks_add_up_to_every_date_once(sample_desk):
    both = (WEEK[0], NEXT[1])
    everything = _starts(_prepare(sample_desk, Choice.ALL, both))
    one, two = _export(sample_desk, Choice.NEW), _export(sample_desk, Choice.NEW, both)
    assert sorted(_starts(one) + _starts(two)) == everything
    assert _prepare(sample_desk, Choice.NEW, both).plan.count == 0
    uids = [line for each in (one, two) for line in "".join(write_calendar(each.plan)).split("\r\n") if "UID:" in line]
    assert len(uids) == len(set(uids))


def test_a_moved_block_is_written_again_with_the_next_revision_and_its_old_entry_is_listed(sample_desk):
    _export(sample_desk, Choice.NEW)
    item = _movable(sample_desk)
    sample_desk.run(commands.schedule.move_block, item.ref, WallTime.at(item.start.day, 19))
    prepared = _prepare(sample_desk, Choice.CHANGED)
    (old,) = prepared.delete_first
    assert (old.entry.start, old.entry.title, old.tag) == (item.start.iso(), item.activity_name, "IL 2026-01-16 a")
    text = "".join(write_calendar(prepared.plan))
    assert text.count("BEGIN:VEVENT") == 1
    assert "\r\nSEQUENCE:1\r\n" in text
    assert "IL 2026-01-16 b" in text
    _export(sample_desk, Choice.CHANGED)
    assert _prepare(sample_desk, Choice.CHANGED).plan.count == 0
    assert "SEQUENCE:1" in "".join(write_calendar(_prepare(sample_desk, Choice.ALL).plan))


def test_a_cancelled_date_stays_listed_until_it_is_ticked(sample_desk):
    _export(sample_desk, Choice.NEW)
    item = _movable(sample_desk)
    sample_desk.run(commands.schedule.delete_block, item.ref)
    for _ in range(2):
        (old,) = _export(sample_desk, Choice.CHANGED).delete_first
        assert old.entry.start == item.start.iso()
    # Also from an export of other dates: Outlook still has it.
    (old,) = _prepare(sample_desk, Choice.CHANGED, NEXT).delete_first
    assert sample_desk.run(commands.exports.tick_deleted, [old.id]) == 1
    assert _prepare(sample_desk, Choice.CHANGED).delete_first == ()


def test_a_whole_calendar_takes_the_place_of_all_that_went_out(sample_desk):
    _export(sample_desk, Choice.NEW)
    _export(sample_desk, Choice.ALL, NEXT)
    assert len(_prepare(sample_desk, Choice.NEW).delta.new) > 3
    assert _prepare(sample_desk, Choice.NEW, NEXT).delta.new == ()


def test_a_whole_calendar_bears_its_tag_as_name_and_others_have_none(desk):
    _add(desk, "2026-01-20T09:00")
    texts = {choice: "".join(write_calendar(_prepare(desk, choice).plan)) for choice in (None, *Choice)}
    named = {choice for choice, text in texts.items() if "\r\nX-WR-CALNAME:IL 2026-01-16 a\r\n" in text}
    assert named == {Choice.ALL}
    assert outlook.read(texts[Choice.ALL].encode()).refused == []


def test_only_new_leaves_out_what_changed(desk):
    ref = _add(desk, "2026-01-20T09:00")
    _export(desk, Choice.NEW)
    _add(desk, "2026-01-21T09:00")
    desk.run(commands.schedule.move_block, BlockRef(block_id=ref), WallTime.parse("2026-01-20T10:00"))
    prepared = _prepare(desk, Choice.NEW)
    assert _starts(prepared) == ["2026-01-21T14:00Z"]
    assert len(prepared.delta.changed) == 1


def test_audiences_have_a_ledger_each(desk):
    _add(desk, "2026-01-20T09:00")
    _export(desk, Choice.NEW)
    assert len(_prepare(desk, Choice.NEW, audience=Audience.OFFICE).delta.new) == 1


def test_undo_leaves_the_ledger_alone(desk):
    _add(desk, "2026-01-20T09:00")
    _export(desk, Choice.NEW)
    desk.undo()
    assert desk.read(lambda reader: reader.value("SELECT count(*) FROM exported_event")) == 1
    assert len(_prepare(desk, Choice.CHANGED).delete_first) == 1


def test_a_plain_copy_bears_no_tag_and_is_not_remembered(desk):
    _add(desk, "2026-01-20T09:00")
    prepared = _prepare(desk, None)
    assert prepared.note("x.ics", "0" * 64) is None
    assert "IL 2026" not in "".join(write_calendar(prepared.plan))


@pytest.mark.parametrize("audience", Audience)
def test_neither_the_file_nor_the_ledger_holds_a_private_word(sample_desk, audience):
    for item in sample_desk.read(agenda, *WEEK, sample_desk.cached(school_calendar))[:8]:
        sample_desk.run(commands.schedule.edit_block, item.ref, title=CANARY, note=CANARY, place=CANARY)
    prepared = _export(sample_desk, Choice.ALL, audience=audience)
    assert CANARY not in "".join(write_calendar(prepared.plan)).replace("\r\n ", "").casefold()
    assert CANARY not in repr(prepared.preflight)
    rows = sample_desk.read(lambda reader: reader.rows("SELECT source_ref, uid, target FROM exported_event"))
    assert CANARY not in repr(rows)
