"""What an importer built from Outlook's documents reads from our exports is what the app itself shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from il_desktop import bootstrap
from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.interchange.ics.records import Audience, ExportEvent, ExportSeries, ExportSource, Face
from il_desktop.interchange.ics.write import join, plan_export, write_calendar
from il_desktop.queries.agenda import AgendaItem, agenda
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.cards import cards_between
from il_desktop.queries.export_data import export_source
from il_desktop.queries.settings import settings
from tests.interchange import outlook_model as outlook

US_ZONES = (
    "America/New_York", "America/Detroit", "America/Kentucky/Louisville", "America/Kentucky/Monticello",
    "America/Indiana/Indianapolis", "America/Indiana/Vincennes", "America/Indiana/Winamac", "America/Indiana/Marengo",
    "America/Indiana/Petersburg", "America/Indiana/Vevay", "America/Indiana/Tell_City", "America/Indiana/Knox",
    "America/Chicago", "America/Menominee", "America/North_Dakota/Center", "America/North_Dakota/New_Salem",
    "America/North_Dakota/Beulah", "America/Denver", "America/Boise", "America/Phoenix", "America/Los_Angeles",
    "America/Anchorage", "America/Juneau", "America/Sitka", "America/Metlakatla", "America/Yakutat", "America/Nome",
    "America/Adak", "Pacific/Honolulu", "America/Puerto_Rico", "Pacific/Guam", "Pacific/Pago_Pago",
)  # fmt: skip
OTHERS = ("Europe/Berlin", "Australia/Sydney")
FIRST, LAST = date(2025, 7, 1), date(2026, 6, 30)
MADE = datetime(2025, 7, 1, tzinfo=UTC)
MEETING = Face("plc_meeting", "PLC", Category.INSTRUCTIONAL, Protection.FIRM)
_BUSY = {Protection.OPEN: "FREE", Protection.FLEXIBLE: "TENTATIVE"}


@pytest.fixture(scope="module")
def year(tmp_path_factory) -> Iterator[tuple[ExportSource, list[tuple[AgendaItem, bool]]]]:
    """A sample school year: what goes into an export, and the app's own agenda with the buffers marked."""
    path = tmp_path_factory.mktemp("outlook") / "year.ildesk"
    bootstrap.create_sample(path, size="full")
    desk = bootstrap.open_desk(path, read_only=True)
    try:
        calendar, tz = desk.cached(school_calendar), desk.cached(settings).tz
        source = desk.read(export_source, FIRST, LAST, calendar, tz)
        cards = desk.read(cards_between, FIRST, (LAST - FIRST).days + 1, calendar)
        buffers = {(card.occurrence or card.ref).key for card in cards if card.is_buffer}
        items = desk.read(agenda, FIRST, LAST, calendar)
        yield source, [(item, item.uid in buffers) for item in items if item.state != "cancelled"]
    finally:
        desk.close()


@pytest.mark.parametrize("audience", [Audience.ME, Audience.OFFICE, Audience.STAFF])
def test_outlook_reads_the_sample_year_as_the_app_shows_it(year, audience):
    source, items = year
    reading = outlook.read(join(write_calendar(plan_export(source, audience))))
    assert reading.refused == []
    assert reading.remarks == []
    own = sorted(_own(item, audience, is_buffer=is_buffer) for item, is_buffer in items)
    assert len(own) > 500
    assert [(each.start, each.end, each.subject, each.busy) for each in reading.appointments] == own


def test_outlook_reads_the_public_calendar_without_a_loss(year):
    source, _ = year
    reading = outlook.read(join(write_calendar(plan_export(source, Audience.PUBLIC))))
    assert reading.refused == reading.remarks == []
    expected = {(event.span.start.day.isoformat(), event.face.title) for event in source.school}
    assert expected <= {(each.start, each.subject) for each in reading.appointments}
    assert {each.busy for each in reading.appointments} == {"FREE"}


@pytest.mark.parametrize("tz", US_ZONES + OTHERS)
def test_no_hour_of_five_years_is_wrong(tz):
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(5 * 365 + 1)]
    instances = tuple(
        ExportEvent(f"s@{on}", MEETING, Span.of(WallTime(on, 540), 45), tz, MADE, MADE, on=on) for on in days
    )
    series = ExportSeries("s", MEETING, "FREQ=DAILY", WallTime(days[0], 540), 45, tz, MADE, MADE, instances)
    data = join(write_calendar(plan_export(ExportSource((), (series,)), Audience.ME)))
    assert data.count(b"BEGIN:VEVENT") == 1
    starts = [each.start for each in outlook.read(data).appointments]
    zone = ZoneInfo(tz)
    right = [datetime(day.year, day.month, day.day, 9, tzinfo=zone).astimezone(UTC) for day in days]
    assert starts == [moment.strftime("%Y-%m-%dT%H:%MZ") for moment in right]


def _own(item: AgendaItem, audience: Audience, *, is_buffer: bool) -> tuple[str, str, str, str]:
    busy = "BUSY" if is_buffer else _BUSY.get(item.protection, "BUSY")
    if item.protection is Protection.IMMOVABLE and item.activity_type in ("district", "personal") and not is_buffer:
        busy = "OOF"
    if item.all_day:
        start, end = item.start.day.isoformat(), item.end.day.isoformat()
    else:
        start, end = (_utc(text) for text in (item.start_iso, item.end_iso))
    return start, end, _subject(item, audience, busy, is_buffer=is_buffer), busy


def _utc(text: str) -> str:
    return datetime.fromisoformat(text).astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def _subject(item: AgendaItem, audience: Audience, busy: str, *, is_buffer: bool) -> str:
    is_visit, is_personal = item.activity_type.startswith("visit"), item.category is Category.PERSONAL
    if audience is Audience.ME:
        return item.activity_name
    if audience is Audience.OFFICE:
        return "Classroom visits" if is_visit else "Personal" if is_personal else item.activity_name
    if busy == "FREE":
        return "Available"
    if is_visit or item.activity_type in ("work_with_students", "learning_behavior", "model_teach"):
        return "In classrooms"
    if is_personal or item.activity_type.startswith(("district", "community")):
        return "Away"
    desk = ("office_work", "budget", "schedules_testing", "own_learning", "huddle_review", "curriculum")
    return "Busy" if is_buffer or item.activity_type.startswith(desk) else "Meeting"


# The model itself: it must be able to refuse, else its agreement says nothing.

_ZONE = (
    "BEGIN:VTIMEZONE\nTZID:NY\nBEGIN:STANDARD\nDTSTART:19701101T020000\nRRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\n"
    "TZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:19700308T020000\n"
    "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
)
_TIMES = "DTSTART;TZID=NY:20260105T090000\nDTEND;TZID=NY:20260105T094500\n"


def _file(*events: str, zone: str = _ZONE) -> bytes:
    body = "".join(f"BEGIN:VEVENT\nUID:{number}\n{event}END:VEVENT\n" for number, event in enumerate(events))
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nMETHOD:PUBLISH\n{zone}{body}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=2TU;UNTIL=20260601T000000Z",
        "FREQ=MONTHLY;BYMONTHDAY=1,15;UNTIL=20260601T000000Z",
        "FREQ=MONTHLY;BYMONTHDAY=30;UNTIL=20260601T000000Z",
        "FREQ=WEEKLY;BYDAY=MO;INTERVAL=2;UNTIL=20260601T000000Z",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;WKST=SU;UNTIL=20260601T000000Z",
        "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260601T000000Z",
        "FREQ=YEARLY;BYWEEKNO=3;UNTIL=20280601T000000Z",
        "FREQ=HOURLY;COUNT=5",
        "FREQ=DAILY;COUNT=1000",
        "FREQ=DAILY;COUNT=5;UNTIL=20260601T000000Z",
    ],
)
def test_the_model_refuses_rules_outside_the_templates(rule):
    reading = outlook.read(_file(f"{_TIMES}RRULE:{rule}\n"))
    assert reading.appointments == []
    assert len(reading.refused) == 1


def test_the_model_takes_the_zone_part_with_the_largest_start():
    old = "BEGIN:DAYLIGHT\nDTSTART:19670430T020000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=4\nTZOFFSETFROM:-0500\n"
    zone = _ZONE.replace("BEGIN:STANDARD", f"{old}TZOFFSETTO:-0400\nEND:DAYLIGHT\nBEGIN:STANDARD")
    rule = "RRULE:FREQ=MONTHLY;BYMONTHDAY=5;UNTIL=20260405T130000Z\n"
    starts = [each.start for each in outlook.read(_file(f"{_TIMES}{rule}", zone=zone)).appointments]
    assert starts[2:] == ["2026-03-05T14:00Z", "2026-04-05T13:00Z"]


def test_the_model_drops_exceptions_by_date_and_tells_of_those_that_hit_nothing():
    rule = "RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3\nEXDATE;TZID=NY:20260112T000000,20260113T090000\n"
    reading = outlook.read(_file(_TIMES + rule))
    assert [each.start[:10] for each in reading.appointments] == ["2026-01-05", "2026-01-19"]
    assert reading.remarks == ["EXDATE without an instance"]


@pytest.mark.parametrize(("to", "is_taken"), [("20260113T100000", True), ("20260119T100000", False)])
def test_the_model_keeps_a_moved_instance_between_its_neighbours(to, is_taken):
    master = f"{_TIMES}RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3\n"
    moved = f"RECURRENCE-ID;TZID=NY:20260112T090000\nDTSTART;TZID=NY:{to}\nDTEND;TZID=NY:{to[:9]}110000\n"
    data = _file(master, moved).replace(b"UID:1", b"UID:0")
    reading = outlook.read(data)
    assert bool(reading.refused) is not is_taken
    assert ("2026-01-13T15:00Z" in [each.start for each in reading.appointments]) is is_taken


def test_the_model_believes_the_busy_status_and_the_alarm_without_its_sign():
    event = (
        "DTSTART:20260105T140000Z\nDTEND:20260105T150000Z\nSUMMARY:" + "x" * 300 + "\nTRANSP:OPAQUE\n"
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE\nBEGIN:VALARM\nTRIGGER:PT10M\nEND:VALARM\n"
    )
    reading = outlook.read(_file(event))
    (read,) = reading.appointments
    assert (read.busy, read.alarm_min, len(read.subject)) == ("FREE", 10, 255)
    assert "busy status and TRANSP differ" in reading.remarks


def test_the_model_reads_no_calendar_property_behind_a_component():
    data = _file(f"{_TIMES}").replace(b"METHOD:PUBLISH\r\n", b"").replace(b"END:VCAL", b"METHOD:PUBLISH\r\nEND:VCAL")
    with pytest.raises(outlook.Refused):
        outlook.read(data)
