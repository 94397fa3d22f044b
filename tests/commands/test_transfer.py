"""A calendar comes in as one step that can be undone, and coming in again it changes nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from il_desktop import commands
from il_desktop.bootstrap import open_desk
from il_desktop.domain.blocks import Protection
from il_desktop.domain.errors import ReadOnlyFile
from il_desktop.interchange.ics.preview import ImportOutcome, ImportPreview
from il_desktop.interchange.ics.read import read_calendar
from il_desktop.interchange.ics.records import Audience
from il_desktop.interchange.ics.write import join, plan_export, write_calendar
from il_desktop.queries.agenda import agenda
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.export_data import export_source
from il_desktop.queries.import_known import import_preview
from il_desktop.wording.steps import step_sentence

FILES = Path(__file__).parents[1] / "interchange" / "files"
TZ = "America/New_York"


def _preview(desk, data: bytes, name: str = "x.ics") -> ImportPreview:
    return desk.read(import_preview, read_calendar(data, Path(name), TZ), name)


def _import(desk, name: str) -> ImportPreview:
    preview = _preview(desk, (FILES / f"{name}.ics").read_bytes())
    if preview.writes:
        desk.run(commands.transfer.import_events, preview)
    return preview


def _agenda(desk, first: str = "2026-01-01", last: str = "2026-03-31") -> list[tuple[str, str, bool]]:
    calendar = desk.cached(school_calendar)
    found = desk.read(agenda, date.fromisoformat(first), date.fromisoformat(last), calendar)
    return [(item.title, item.start.iso(), item.all_day) for item in found]


@pytest.mark.parametrize(
    "name", ["override", "override-cancelled", "exdates", "rdates", "all-day-yearly", "long-repeat", "no-uid"]
)
def test_a_second_import_changes_nothing_and_undo_takes_all_back(desk, name):
    assert _agenda(desk) == []
    _import(desk, name)
    imported = _agenda(desk)
    assert _import(desk, name).writes == ()
    desk.undo()
    assert _agenda(desk) == []
    desk.redo()
    assert _agenda(desk) == imported


def test_exceptions_and_changed_dates_stand_where_the_sender_put_them(desk):
    _import(desk, "override")
    council = [start for title, start, _ in _agenda(desk) if "ouncil" in title]
    assert council == [
        "2026-01-12T09:00",
        "2026-01-20T11:00",
        "2026-01-26T09:00",
        "2026-02-02T09:00",
        "2026-02-09T09:00",
        "2026-02-16T09:00",
    ]


def test_dates_left_out_stay_away(desk):
    _import(desk, "exdates")
    council = [start for title, start, _ in _agenda(desk) if title == "Parent council"]
    assert council == ["2026-01-12T09:00", "2026-02-09T09:00", "2026-02-16T09:00"]


def test_a_changed_file_changes_the_block_and_nothing_else(desk):
    _import(desk, "plain")
    text = (FILES / "plain.ics").read_bytes().replace(b"20260112T140000Z", b"20260112T153000Z", 1)
    preview = _preview(desk, text.replace(b"20260112T150000Z", b"20260112T160000Z", 1))
    assert [(item.outcome.value, item.changes) for item in preview.items] == [("changed", ("time",)), ("unchanged", ())]
    desk.run(commands.transfer.import_events, preview)
    assert _agenda(desk) == [
        ("Good neighbour", "2026-01-12T09:00", False),
        ("Parent council", "2026-01-12T10:30", False),
    ]


def test_the_step_says_how_many(desk):
    _import(desk, "plain")
    undo = desk.history().undo
    assert undo is not None
    assert step_sentence(undo) == "Imported 2 events"


@pytest.mark.parametrize(("name", "level"), [("plain", Protection.FIRM), ("all-day-yearly", Protection.OPEN)])
def test_imported_blocks_get_type_and_level_by_a_plain_rule(desk, name, level):
    _import(desk, name)
    found = desk.read(agenda, date(2026, 1, 12), date(2026, 1, 12), desk.cached(school_calendar))
    rules = {item.title: (item.activity_type, item.protection) for item in found}
    assert rules.pop("Good neighbour") == ("operations_meeting", Protection.FIRM)
    assert list(rules.values()) == [("operations_meeting", level)]


def test_a_preview_that_is_written_twice_adds_nothing_the_second_time(desk):
    preview = _import(desk, "override")
    before = _agenda(desk)
    assert desk.run(commands.transfer.import_events, preview) == 0
    assert _agenda(desk) == before


def test_an_own_export_that_comes_back_is_nothing_new(sample_desk):
    data = _export(sample_desk)
    preview = _preview(sample_desk, data)
    assert preview.count(ImportOutcome.UNCHANGED) == len(preview.items) > 0


def test_an_export_read_by_another_file_gives_the_same_hours(sample_desk, desk):
    preview = _preview(desk, _export(sample_desk))
    desk.run(commands.transfer.import_events, preview)
    calendar = sample_desk.cached(school_calendar)
    first, last = date(2025, 10, 27), date(2025, 11, 7)  # over a clock change
    theirs = sorted((item.start_iso, item.end_iso) for item in sample_desk.read(agenda, first, last, calendar))
    ours = sorted(
        (item.start_iso, item.end_iso) for item in desk.read(agenda, first, last, desk.cached(school_calendar))
    )
    assert ours == theirs
    assert len(ours) > 20


def _export(desk, audience: Audience = Audience.ME) -> bytes:
    source = desk.read(export_source, date(2025, 7, 1), date(2026, 6, 30), desk.cached(school_calendar), TZ)
    return join(write_calendar(plan_export(source, audience)))


def test_an_export_is_noted_and_undo_leaves_the_note(desk):
    desk.run(commands.exports.log_export, "week.ics", "0" * 64, "office")
    assert desk.history().undo is None
    query = "SELECT kind, audience, file_name, with_names FROM export_batch"
    assert desk.read(lambda reader: reader.rows(query)) == [("ics", "office", "week.ics", 0)]


def test_a_file_opened_for_reading_takes_no_import(empty_file, desk):
    other = open_desk(empty_file, read_only=True)
    try:
        with pytest.raises(ReadOnlyFile):
            _import(other, "plain")
    finally:
        other.close()
