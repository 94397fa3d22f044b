"""A calendar that comes in again: what the user made of it stays, what the sender changed since comes in."""

from __future__ import annotations

from pathlib import Path

import pytest

from il_desktop import commands
from il_desktop.domain.blocks import BlockRef
from il_desktop.domain.errors import BadFile
from il_desktop.domain.walltime import WallTime
from il_desktop.interchange.ics.preview import ImportPreview
from il_desktop.interchange.ics.read import read_calendar
from il_desktop.queries.import_known import import_preview

FILES = Path(__file__).parents[1] / "interchange" / "files"
TZ = "America/New_York"
COUNCIL = (FILES / "plain.ics").read_bytes()


def _preview(desk, data: bytes) -> ImportPreview:
    return desk.read(import_preview, read_calendar(data, Path("x.ics"), TZ), "x.ics")


def _bring_in(desk, data: bytes = COUNCIL, **options) -> ImportPreview:
    preview = _preview(desk, data)
    if preview.writes:
        desk.run(commands.transfer.import_events, preview, **options)
    return preview


def _later(data: bytes, hour: bytes = b"16") -> bytes:
    return data.replace(b"20260112T140000Z", b"20260112T" + hour + b"0000Z", 1).replace(
        b"20260112T150000Z", b"20260112T" + hour + b"3000Z", 1
    )


def _council(desk) -> tuple[str, str, str]:
    query = "SELECT id, title, starts_local FROM time_block WHERE import_key NOT LIKE '%good%'"
    return desk.read(lambda reader: reader.row(query))


def _move(desk) -> None:
    ref = BlockRef(_council(desk)[0])
    desk.run(commands.schedule.move_block, ref, WallTime.parse("2026-01-13T15:00"))


def test_a_block_the_user_moved_stays_where_it_was_put(desk):
    _bring_in(desk)
    _move(desk)
    again = _preview(desk, COUNCIL)
    assert [item.outcome.value for item in again.items] == ["unchanged", "unchanged"]
    assert _council(desk)[2] == "2026-01-13T15:00"


def test_a_new_title_comes_in_and_the_users_own_time_stays(desk):
    _bring_in(desk)
    _move(desk)
    again = _bring_in(desk, COUNCIL.replace(b"Parent council", b"Parent evening"))
    assert [item.changes for item in again.items] == [("title",), ()]
    assert _council(desk)[1:] == ("Parent evening", "2026-01-13T15:00")


@pytest.mark.parametrize(("theirs", "start"), [(False, "2026-01-13T15:00"), (True, "2026-01-12T11:00")])
def test_where_both_moved_it_the_users_time_stays_unless_theirs_is_asked_for(desk, theirs, start):
    _bring_in(desk)
    _move(desk)
    again = _bring_in(desk, _later(COUNCIL), theirs=theirs)
    (conflict,) = again.items[0].conflicts
    assert conflict.field == "time"
    assert conflict.mine.startswith("2026-01-13T15:00")
    assert conflict.theirs.startswith("2026-01-12T11:00")
    assert again.items[0].outcome.value == "changed"
    assert _council(desk)[2] == start
    assert _preview(desk, _later(COUNCIL)).writes == ()  # asked once


def test_one_undo_takes_a_second_import_back(desk):
    _bring_in(desk)
    _bring_in(desk, _later(COUNCIL))
    assert _council(desk)[2] == "2026-01-12T11:00"
    desk.undo()
    assert _council(desk)[2] == "2026-01-12T09:00"


def test_an_event_its_sender_calls_off_is_cancelled_here_and_said(desk):
    _bring_in(desk)
    off = COUNCIL.replace(b"SUMMARY:Parent council", b"STATUS:CANCELLED\r\nSUMMARY:Parent council")
    assert [item.changes for item in _bring_in(desk, off).items] == [("cancelled",), ()]
    assert (
        desk.read(lambda reader: reader.value("SELECT state FROM time_block WHERE state <> 'planned'")) == "cancelled"
    )
    assert _preview(desk, off).writes == ()


@pytest.mark.parametrize("path", sorted(FILES.glob("*.ics")), ids=lambda path: path.stem)
def test_no_file_changes_anything_the_second_time(desk, path):
    try:
        _bring_in(desk, path.read_bytes())
    except BadFile:
        return
    again = _preview(desk, path.read_bytes())
    assert again.writes == ()
    assert not [item for item in again.items if item.conflicts]


def test_a_date_changed_twice_in_one_file_is_two_entries_and_stays_so(desk):
    head = "BEGIN:VEVENT\nUID:s@example.org\n"
    series = f"{head}DTSTART:20260112T140000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=4\nSUMMARY:S\nEND:VEVENT\n"
    change = f"{head}RECURRENCE-ID:20260119T140000Z\nDTSTART:20260119T160000Z\nDURATION:PT1H\nSUMMARY:A\nEND:VEVENT\n"
    text = f"BEGIN:VCALENDAR\n{series}{change}{change.replace('SUMMARY:A', 'SUMMARY:B')}END:VCALENDAR\n"
    assert [item.outcome.value for item in _bring_in(desk, text.encode()).shown] == ["new", "new", "new"]
    assert _preview(desk, text.encode()).writes == ()
