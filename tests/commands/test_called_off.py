"""What a sender calls off is taken off in the import's step; what the user made of it stays and is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.blocks import BlockRef
from il_desktop.domain.walltime import WallTime
from il_desktop.interchange.ics.preview import ImportItem, ImportPreview
from il_desktop.interchange.ics.read import read_calendar
from il_desktop.queries.agenda import agenda
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.import_known import import_preview

TZ = "America/New_York"
SERIES = "UID:s@example.org\nDTSTART:20260112T140000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=4\nSUMMARY:Choir"
CHANGED = "UID:s@example.org\nRECURRENCE-ID:20260119T140000Z\nDTSTART:20260119T160000Z\nDURATION:PT1H\nSUMMARY:Choir"
OFF = "UID:s@example.org\nDTSTART:20260112T140000Z\nSTATUS:CANCELLED\nSEQUENCE:3\nSUMMARY:Choir"
SINGLE = "UID:one@example.org\nDTSTART:20260113T140000Z\nDURATION:PT1H\nSUMMARY:Council"
DAYS = ["2026-01-12T09:00", "2026-01-19T09:00", "2026-01-26T09:00", "2026-02-02T09:00"]


def _date_off(day: str) -> str:
    return f"UID:s@example.org\nRECURRENCE-ID:{day}T140000Z\nDTSTART:{day}T140000Z\nSTATUS:CANCELLED\nSUMMARY:Choir"


def _file(*events: str, head: str = "") -> bytes:
    bodies = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\n{head}{bodies}END:VCALENDAR\n".encode()


def _preview(desk: Desk, data: bytes) -> ImportPreview:
    return desk.read(import_preview, read_calendar(data, Path("x.ics"), TZ), "x.ics")


def _bring_in(desk: Desk, data: bytes, **options: bool) -> ImportItem:
    preview = _preview(desk, data)
    if preview.writes:
        desk.run(commands.transfer.import_events, preview, **options)
    return preview.shown[0]


def _starts(desk: Desk, title: str = "Choir") -> list[str]:
    found = desk.read(agenda, date(2026, 1, 1), date(2026, 3, 31), desk.cached(school_calendar))
    return [item.start.iso() for item in found if item.title == title]


def _series_ref(desk: Desk, on: date) -> BlockRef:
    return BlockRef(None, desk.read(lambda reader: reader.value("SELECT id FROM block_series")), on)


@pytest.mark.parametrize(
    "data", [_file(OFF), _file(OFF.replace("STATUS:CANCELLED\n", ""), head="METHOD:CANCEL\n")], ids=["status", "method"]
)
def test_a_series_called_off_is_taken_off_and_one_undo_brings_it_back(desk: Desk, data: bytes) -> None:
    _bring_in(desk, _file(SERIES, CHANGED))
    before = _starts(desk)
    item = _bring_in(desk, data)
    assert (item.outcome.value, item.changes, item.findings[0].code) == ("changed", ("cancelled",), "cancelled")
    assert _starts(desk) == []
    assert _preview(desk, data).writes == ()
    desk.undo()
    assert _starts(desk) == before


def test_dates_of_the_series_that_are_the_users_own_stay_as_blocks(desk: Desk) -> None:
    _bring_in(desk, _file(SERIES))
    desk.run(commands.schedule.move_block, _series_ref(desk, date(2026, 1, 26)), WallTime.parse("2026-01-27T15:00"))
    item = _bring_in(desk, _file(OFF))
    assert [found.code for found in item.findings] == ["cancelled", "own_dates_kept"]
    assert item.findings[1].value == "2026-01-26"
    assert _starts(desk) == ["2026-01-27T15:00"]


@pytest.mark.parametrize("theirs", [False, True])
def test_a_series_the_user_changed_stays_unless_theirs_is_asked_for(desk: Desk, *, theirs: bool) -> None:
    _bring_in(desk, _file(SERIES))
    ref = _series_ref(desk, date(2026, 1, 12))
    desk.run(commands.series.edit_series, ref, commands.series.Scope.ALL, title="My choir")
    item = _bring_in(desk, _file(OFF), theirs=theirs)
    assert [(each.field, each.mine, each.theirs) for each in item.conflicts] == [("cancelled", "title", "cancelled")]
    assert _starts(desk, "My choir") == ([] if theirs else DAYS)
    assert _preview(desk, _file(OFF)).writes == ()  # asked once


def test_one_date_called_off_leaves_its_series(desk: Desk) -> None:
    _bring_in(desk, _file(SERIES))
    item = _bring_in(desk, _file(_date_off("20260119")))
    assert (item.outcome.value, item.changes) == ("changed", ("cancelled",))
    assert _starts(desk) == [DAYS[0], *DAYS[2:]]
    assert _preview(desk, _file(_date_off("20260119"))).shown[0].outcome.value == "unchanged"
    desk.undo()
    assert _starts(desk) == DAYS


def test_one_date_that_was_changed_before_is_called_off_alone_or_beside_its_series(desk: Desk) -> None:
    for data in (_file(_date_off("20260119")), _file(SERIES, _date_off("20260119"))):
        _bring_in(desk, _file(SERIES, CHANGED))
        assert "2026-01-19T11:00" in _starts(desk)
        _bring_in(desk, data)
        assert _starts(desk) == [DAYS[0], *DAYS[2:]]
        assert _preview(desk, data).writes == ()
        desk.undo()
        desk.undo()


@pytest.mark.parametrize("theirs", [False, True])
def test_a_date_the_user_moved_stays_unless_theirs_is_asked_for(desk: Desk, *, theirs: bool) -> None:
    _bring_in(desk, _file(SERIES))
    desk.run(commands.schedule.move_block, _series_ref(desk, date(2026, 1, 19)), WallTime.parse("2026-01-20T15:00"))
    item = _bring_in(desk, _file(_date_off("20260119")), theirs=theirs)
    assert item.conflicts[0].field == "cancelled"
    assert ("2026-01-20T15:00" in _starts(desk)) is not theirs
    assert _preview(desk, _file(_date_off("20260119"))).writes == ()


def test_a_date_the_series_never_had_and_an_unknown_series_change_nothing(desk: Desk) -> None:
    _bring_in(desk, _file(SERIES))
    for event in (_date_off("20260120"), _date_off("20260119").replace("s@", "other@"), OFF.replace("s@", "other@")):
        assert _bring_in(desk, _file(event)).outcome.value == "refused"
    assert _starts(desk) == DAYS


def test_a_block_the_user_changed_stays_and_is_said(desk: Desk) -> None:
    _bring_in(desk, _file(SINGLE))
    key = desk.read(lambda reader: reader.value("SELECT id FROM time_block"))
    desk.run(commands.schedule.move_block, BlockRef(key), WallTime.parse("2026-01-14T15:00"))
    off = _file(SINGLE.replace("SUMMARY", "STATUS:CANCELLED\nSUMMARY"))
    item = _bring_in(desk, off)
    assert [(each.mine, each.theirs) for each in item.conflicts] == [("time", "cancelled")]
    assert _starts(desk, "Council") == ["2026-01-14T15:00"]
    assert _preview(desk, off).writes == ()


def test_what_was_called_off_and_is_on_again_comes_back(desk: Desk) -> None:
    _bring_in(desk, _file(SINGLE))
    _bring_in(desk, _file(SINGLE.replace("SUMMARY", "STATUS:CANCELLED\nSUMMARY")))
    assert _starts(desk, "Council") == []
    item = _bring_in(desk, _file(SINGLE.replace("T14", "T15")))
    assert (item.outcome.value, item.changes) == ("changed", ("on again",))
    assert _starts(desk, "Council") == ["2026-01-13T10:00"]
    assert _preview(desk, _file(SINGLE.replace("T14", "T15"))).writes == ()
