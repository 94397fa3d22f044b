"""The table for Outlook's import wizard: its own column names, the dates of the reader's Windows, no formula."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from python_calamine import CalamineWorkbook

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.interchange.csv_events import DateForm, guarded, write_csv
from il_desktop.interchange.csv_table import read_table, strip_guard
from il_desktop.interchange.event_table import COLUMNS, event_rows
from il_desktop.interchange.ics.records import Audience, ExportEvent, ExportSource, Face
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.export_files import Kind, as_bytes, pieces
from il_desktop.queries.export_prepare import Wish, prepare
from il_desktop.queries.settings import settings
from tests.interchange import outlook_model as outlook

TZ = "America/New_York"
MADE = datetime(2025, 7, 1, tzinfo=UTC)
PLC = Face("plc_meeting", 'PLC, grade "meeting"', Category.INSTRUCTIONAL, Protection.GUARDED, remind_min=15)


def _event(start: str, minutes: int = 45, face: Face = PLC, tz: str = TZ, **values) -> ExportEvent:
    return ExportEvent(start, face, Span.of(WallTime.parse(start), minutes), tz, MADE, MADE, **values)


def _read(*events: ExportEvent, form: DateForm = DateForm.US, audience: Audience = Audience.ME) -> list[dict[str, str]]:
    text = "".join(write_csv(event_rows(ExportSource(events, ()), audience, TZ), form))
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_the_columns_are_outlooks_own_and_every_cell_is_quoted():
    text = "".join(write_csv(event_rows(ExportSource((_event("2026-01-16T13:05"),), ()), Audience.ME, TZ)))
    head, row = text.removeprefix("\ufeff").split("\r\n")[:2]
    assert head == ",".join(f'"{name}"' for name in COLUMNS)
    assert row == (
        '"PLC, grade ""meeting""","01/16/2026","1:05:00 PM","01/16/2026","1:50:00 PM","False","True","01/16/2026",'
        '"12:50:00 PM","Instructional;Protection: Guarded","","","High","True","Private","2"'
    )


@pytest.mark.parametrize(
    ("form", "day", "clock"),
    [
        (DateForm.US, "02/01/2026", "12:00:00 AM"),
        (DateForm.UK, "01/02/2026", "00:00:00"),
        (DateForm.ISO, "2026-02-01", "00:00:00"),
    ],
)
def test_dates_and_times_are_written_as_windows_writes_them_there(form, day, clock):
    (row,) = _read(_event("2026-02-01T00:00", 12 * 60), form=form)
    assert (row["Start Date"], row["Start Time"]) == (day, clock)
    assert row["End Time"] == ("12:00:00 PM" if form is DateForm.US else "12:00:00")


def test_a_whole_day_ends_at_the_midnight_after_it():
    (row,) = _read(_event("2026-03-06T00:00", 1440, all_day=True), form=DateForm.ISO)
    assert (row["All day event"], row["Start Date"], row["End Date"]) == ("True", "2026-03-06", "2026-03-07")


def test_a_block_of_another_zone_stands_at_the_schools_time():
    (row,) = _read(_event("2026-03-20T15:00", tz="Europe/Berlin"), form=DateForm.ISO)
    assert row["Start Time"] == "10:00:00"  # New York is on daylight time already, Berlin is not


def test_other_readers_get_no_reminder_and_no_private_mark():
    (row,) = _read(_event("2026-01-16T13:05"), audience=Audience.STAFF)
    assert (row["Subject"], row["Reminder on/off"], row["Private"], row["Categories"]) == (
        "Meeting",
        "False",
        "False",
        "",
    )


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "  =1", "\uff1d1", "\r\nx"])
def test_what_a_spreadsheet_would_compute_is_guarded_and_read_back_as_it_was(text):
    assert guarded(text) == f"'{text}"
    assert strip_guard(guarded(text)) == text
    face = replace(PLC, title=text, shows_names=True)
    (row,) = _read(_event("2026-01-16T13:05", face=face))
    assert row["Subject"] == f"'{text}"


@pytest.mark.parametrize("text", ["Plan", "a=b", "3-5", "'quoted", ""])
def test_other_texts_stay_as_they_are(text):
    assert strip_guard(guarded(text)) == text
    assert guarded(text) == text


def test_our_own_reader_takes_the_guard_off_again(tmp_path):
    face = replace(PLC, title="=SUM(A1)", shows_names=True)
    data = "".join(write_csv(event_rows(ExportSource((_event("2026-01-16T13:05", face=face),), ()), Audience.ME, TZ)))
    table = read_table(data.encode(), tmp_path / "x.csv")
    assert table.rows[1].cells[0] == "=SUM(A1)"


@pytest.mark.parametrize("audience", Audience)
def test_table_and_workbook_say_what_the_calendar_says(sample_desk, audience):
    tz = sample_desk.cached(settings).tz
    wish = Wish(date(2026, 1, 5), date(2026, 3, 31), audience)
    calendar = sample_desk.cached(school_calendar)
    prepared = sample_desk.read(prepare, wish, calendar=calendar, tz=tz, today=date(2026, 1, 16))
    ics, table, book = (as_bytes(pieces(prepared, kind, tz=tz, form=DateForm.ISO)) for kind in Kind)
    shown = sorted(each.subject for each in outlook.read(ics).appointments)
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))
    assert sorted(row["Subject"] for row in rows) == shown
    assert len(shown) == prepared.preflight.total > 0
    head, *cells = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert head == [*COLUMNS[:-1], "Shown as"]
    assert [row[0] for row in cells] == [row["Subject"] for row in rows]
    assert [row[1].isoformat() for row in cells] == [row["Start Date"] for row in rows]
    assert {row[-1] for row in cells} <= {"Free", "Tentative", "Busy", "Away"}
    again = as_bytes(pieces(prepared, Kind.XLSX, tz=tz))
    assert again == book  # the same data, the same bytes
