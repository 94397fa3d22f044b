"""A calendar that goes out, comes into an empty file and goes out again is the same, byte for byte."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from il_desktop import bootstrap, commands
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.blocks import BlockRef, Protection
from il_desktop.domain.series_draft import SeriesDraft
from il_desktop.domain.walltime import WallTime
from il_desktop.interchange.ics.read import read_calendar
from il_desktop.interchange.ics.records import Audience, Scope
from il_desktop.interchange.ics.write import join, plan_export, write_calendar
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.export_data import export_source
from il_desktop.queries.import_known import import_preview
from il_desktop.queries.settings import settings

TERM = (date(2026, 1, 20), date(2026, 6, 8))
YEAR = (date(2025, 7, 1), date(2026, 6, 30))


def _export(desk, days: tuple[date, date], scope: Scope) -> bytes:
    source = desk.read(export_source, *days, desk.cached(school_calendar), desk.cached(settings).tz, scope)
    return join(write_calendar(plan_export(source, Audience.ME)))


def _without_stamps(data: bytes) -> list[bytes]:
    return [line for line in data.split(b"\r\n") if not line.startswith(b"DTSTAMP:")]


def _come_back(data: bytes, tmp_path: Path, days: tuple[date, date], scope: Scope) -> bytes:
    other = tmp_path / "other.ildesk"
    bootstrap.create_file(other)
    desk = bootstrap.open_desk(other)
    try:
        read = read_calendar(data, tmp_path / "a.ics", desk.cached(settings).tz)
        preview = desk.read(import_preview, read, "a.ics")
        desk.run(commands.transfer.import_events, preview)
        again = desk.read(import_preview, read, "a.ics")
        assert again.writes == ()
        return _export(desk, days, scope)
    finally:
        desk.close()


PLAIN = Scope(with_alarms=True)


def _busy_file(desk, *, with_people: bool) -> None:
    """Fill a file with everything that an export treats in a way of its own."""
    ada = desk.run(commands.people.add_person, "Ada", "Okafor")

    def add(title: str, rule: str, start: str, **values) -> str:
        draft = SeriesDraft(title, "plc_meeting", WallTime.parse(start), 45, rule, on_no_school="keep", **values)
        return desk.run(commands.series.create_series, draft)

    weekly = add(
        "Weekly, äöü; with, signs",
        "FREQ=WEEKLY;BYDAY=MO",
        "2026-01-26T09:00",
        remind_min=10,
        people=(ada,) if with_people else (),
    )
    for on, start in (("2026-02-02", "2026-02-03T10:30"), ("2026-03-09", "2026-04-20T14:00")):  # in its place, and out
        ref = BlockRef(series_id=weekly, on=date.fromisoformat(on))
        desk.run(commands.schedule.move_block, ref, WallTime.parse(start))
    desk.run(commands.schedule.delete_block, BlockRef(series_id=weekly, on=date(2026, 2, 16)))
    other = BlockRef(series_id=weekly, on=date(2026, 3, 23))
    desk.run(commands.schedule.edit_block, other, activity_type="budget", remind_min=None)
    add("Two a month", "FREQ=MONTHLY;BYDAY=2TU,4TU", "2026-01-27T13:00", place="Room 4")
    add("Every third week", "FREQ=WEEKLY;INTERVAL=3;BYDAY=WE,FR", "2026-01-28T07:15")
    add("Berlin", "FREQ=WEEKLY;BYDAY=TH", "2026-02-05T10:00", tz="Europe/Berlin")
    add("No pattern", "FREQ=MONTHLY;BYMONTHDAY=29,30,31", "2026-01-29T12:00")
    for number, (start, minutes, values) in enumerate(
        (
            ("2026-02-10T08:00", 30, {"is_buffer": True}),
            ("2026-02-11T00:00", 2880, {"all_day": True}),
            ("2026-03-07T23:30", 300, {"protection": Protection.OPEN}),
            ("2026-03-12T15:00", 20, {"protection": Protection.IMMOVABLE, "remind_min": 0, "place": "Gym"}),
        )
    ):
        begin = WallTime.parse(start)
        draft = BlockDraft(f"Single {number}", "family_other", begin, begin.plus(minutes), **values)
        desk.run(commands.schedule.create_block, draft)


def _import(desk, data: bytes, path: Path) -> None:
    read = read_calendar(data, path, desk.cached(settings).tz)
    desk.run(commands.transfer.import_events, desk.read(import_preview, read, path.name))


@pytest.mark.parametrize("names", [False, True])
def test_every_kind_of_entry_comes_back_byte_for_byte(desk, tmp_path, names):
    _busy_file(desk, with_people=not names)  # who is named comes back as a note, and notes never go out
    scope = Scope(with_names=names, with_alarms=True)
    data = _export(desk, TERM, scope)
    for sign in (b"RECURRENCE-ID", b"EXDATE", b"BYSETPOS", b"VALARM", b"VALUE=DATE", b"Buffer", b"TZID=Europe/Berlin"):
        assert sign in data
    assert _without_stamps(_come_back(data, tmp_path, TERM, scope)) == _without_stamps(data)


def test_what_another_program_wrote_keeps_its_identity(desk, tmp_path):
    event = (
        "BEGIN:VEVENT\r\nUID:{0}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;TZID=America/New_York:20260202T{1}0000\r\n"
        "DTEND;TZID=America/New_York:20260202T{1}3000\r\nSUMMARY:x\r\n{2}END:VEVENT\r\n"
    )
    events = event.format("one@example.org", "09", "") + event.format("040000008200E0#2026", "10", "")
    events += event.format("three", "11", "RRULE:FREQ=WEEKLY;COUNT=5\r\n")
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n"
    _import(desk, f"{head}{events}END:VCALENDAR\r\n".encode(), tmp_path / "x.ics")
    data = _export(desk, TERM, PLAIN)
    uids = {line.removeprefix(b"UID:") for line in data.split(b"\r\n") if line.startswith(b"UID:")}
    assert uids == {b"one@example.org", b"040000008200E0#2026", b"three"}
    assert _without_stamps(_come_back(data, tmp_path, TERM, PLAIN)) == _without_stamps(data)


@pytest.mark.parametrize("scope", [PLAIN, Scope(with_names=True, with_alarms=True)], ids=["plain", "names"])
def test_a_term_comes_back_byte_for_byte(sample_desk, tmp_path, scope):
    data = _export(sample_desk, TERM, scope)
    assert data.count(b"BEGIN:VEVENT") > 3
    assert _without_stamps(_come_back(data, tmp_path, TERM, scope)) == _without_stamps(data)


@pytest.mark.slow
def test_the_whole_sample_year_comes_back_byte_for_byte(full_sample_path, tmp_path):
    desk = bootstrap.open_desk(full_sample_path, read_only=True)
    try:
        data = _export(desk, YEAR, PLAIN)
    finally:
        desk.close()
    assert data.count(b"BEGIN:VEVENT") > 1000
    assert _without_stamps(_come_back(data, tmp_path, YEAR, PLAIN)) == _without_stamps(data)
