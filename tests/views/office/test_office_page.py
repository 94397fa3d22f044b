"""The Front office page: a board goes out, a file comes in, each proposal gets one answer."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest

from il_desktop import commands
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.blocks import Protection
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.interchange.ics.feed_rows import FeedRow
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.week import cards_between
from il_desktop.views.office.page import OfficePage

MONDAY = "2026-01-19"


def proposal(**fields: object) -> dict[str, object]:
    return {
        "uid": str(uuid4()), "author": "Ms. Diaz", "made_at": "2026-01-16T14:05:00Z", "base": 0, "action": "add",
        "title": "Parent", "day": MONDAY, "start": "09:00", "minutes": 30, **fields,
    }  # fmt: skip


@pytest.fixture
def page(open_window, desk, ask, tmp_path) -> OfficePage:
    start = WallTime.parse(f"{MONDAY}T09:00")
    draft = BlockDraft("Visit", "office_work", start, start.plus(45), protection=Protection.GUARDED)
    desk.run(commands.schedule.create_block, draft)
    window = open_window(desk, "office")
    path = tmp_path / "p.json"
    items = [proposal(), proposal(start="13:00", title="Bus company")]
    path.write_text(json.dumps({"kind": "il-desktop office proposals", "version": 1, "proposals": items}))
    ask.files += [path]
    assert window.current.empty.isVisible()
    window.shell.actions.action("office.take_in").trigger()
    assert isinstance(window.current, OfficePage)
    return window.current


def on_monday(desk) -> list[str]:
    day = WallTime.parse(f"{MONDAY}T00:00").day
    return [f"{card.title} {card.span.start.iso()[11:]}" for card in
            desk.read(cards_between, day, 1, desk.cached(school_calendar))]  # fmt: skip


def test_a_free_place_is_accepted_by_one_key_and_undone_in_one_step(desk, page) -> None:
    assert page.head_sentence() == "2 proposals wait, 0 answered."
    uid = next(uid for uid, row in page.rows.items() if row.proposal.title == "Bus company")
    page.show_key(uid)
    page.shell.actions.action("office.accept").trigger()
    assert on_monday(desk) == ["Visit 09:00", "Bus company 13:00"]
    assert page.head_sentence() == "1 proposal waits, 1 answered."
    desk.undo()
    page.shell.hub.flush()
    assert page.head_sentence() == "2 proposals wait, 0 answered."


def test_protected_time_asks_its_reason_and_another_slot_needs_none(desk, page) -> None:
    uid = next(uid for uid, row in page.rows.items() if row.proposal.title == "Parent")
    page.show_key(uid)
    assert "is protected (30 min). Choose a reason" in page.told.text()
    page.do_accept()
    assert on_monday(desk) == ["Visit 09:00"]
    assert [page.place.itemData(place) for place in range(page.place.count())][:2] == [
        f"{MONDAY}T09:00", f"{MONDAY}T09:45",
    ]  # fmt: skip
    page.place.setCurrentIndex(1)
    page.do_accept()
    assert on_monday(desk) == ["Visit 09:00", "Parent 09:45"]


def test_the_places_offered_leave_the_hours_of_other_calendars_alone(desk, page) -> None:
    feed_id = desk.run(commands.feeds.add_feed, "District", "https://example.org/d.ics")
    span = Span(WallTime.parse(f"{MONDAY}T09:30"), WallTime.parse(f"{MONDAY}T11:00"))
    held = FeedRow("ics:1", "Board", span, "America/New_York", rule="", holes=(), is_busy=True, all_day=False)
    desk.run(commands.feeds.take_refresh, feed_id, [held])
    page.shell.hub.flush()
    uid = next(uid for uid, row in page.rows.items() if row.proposal.title == "Parent")
    page.show_key(uid)
    offered = [page.place.itemData(place) for place in range(page.place.count())]
    assert offered == [f"{MONDAY}T09:00", f"{MONDAY}T11:00", f"{MONDAY}T11:30", f"{MONDAY}T12:00"]


def test_declining_keeps_the_word_and_the_board_carries_it(desk, page, ask, tmp_path) -> None:
    uid = page.chosen_id or next(iter(page.rows))
    page.show_key(uid)
    page.said.setText("Please call")
    page.do_decline()
    assert page.rows[uid].state == "declined"
    ask.files.append(tmp_path / "board.json")
    page.shell.actions.action("office.board").trigger()
    told = json.loads((tmp_path / "board.json").read_text())
    assert ("declined", "Please call") in [(answer["state"], answer["said"]) for answer in told["answers"]]
    assert "Visit" not in json.dumps(told["blocks"])
    assert desk.read(lambda reader: reader.value("SELECT count(*) FROM export_batch WHERE kind = 'json'")) == 1


def test_a_hostile_file_is_refused_with_a_sentence(page, ask, tmp_path) -> None:
    path = tmp_path / "bad.json"
    path.write_text("{")
    ask.files.append(path)
    page.do_take_in()
    assert len(page.rows) == 2
