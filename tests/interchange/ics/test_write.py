"""The exported bytes keep the profile, and two independent programs read the same instances as the app."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from il_desktop.domain import zones
from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.interchange.ics.identity import imported_uid, uid_of
from il_desktop.interchange.ics.records import Audience, ExportEvent, ExportSeries, ExportSource, Face
from il_desktop.interchange.ics.text import escape, fold, shorten
from il_desktop.interchange.ics.write import join, plan_export, write_calendar
from tests.interchange import outlook_model as outlook

TZ = "America/New_York"
MADE = datetime(2025, 7, 1, 12, 30, 15, tzinfo=UTC)
CHANGED = datetime(2025, 9, 2, 8, 0, 0, tzinfo=UTC)
PLC = Face("plc_meeting", "PLC, grade or department meeting", Category.INSTRUCTIONAL, Protection.GUARDED)
VISIT = Face("visit_quick", "Quick visit, walkthrough", Category.INSTRUCTIONAL, Protection.FIRM)
GOLDEN = Path(__file__).parent / "golden" / "small.ics"


def _event(source: str, start: str, minutes: int = 45, face: Face = PLC, tz: str = TZ, **values) -> ExportEvent:
    return ExportEvent(source, face, Span.of(WallTime.parse(start), minutes), tz, CHANGED, MADE, **values)


def _weekly(first: date, count: int, *, minute: int = 540, rule: str | None = None, tz: str = TZ, skip=(), **values):
    days = [first + timedelta(weeks=week) for week in range(count)]
    instances = tuple(
        _event(f"s1@{on}", WallTime(on, minute).iso(), tz=tz, on=on) for on in days if on not in skip
    ) + tuple(values.get("extra", ()))
    text = rule or f"FREQ=WEEKLY;BYDAY={('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU')[first.weekday()]}"
    ordered = tuple(sorted(instances, key=lambda event: event.span))
    return ExportSeries("s1", PLC, text, WallTime(first, minute), 45, tz, CHANGED, MADE, ordered)


def _bytes(*events: ExportEvent, series=(), audience=Audience.ME, names=frozenset()) -> bytes:
    source = ExportSource(tuple(events), tuple(series), names=names)
    return join(write_calendar(plan_export(source, audience)))


def _own(source: ExportSource) -> list[tuple[str, str]]:
    events = [*source.events, *(event for series in source.series for event in series.instances)]
    return sorted(_as_utc(event) for event in events)


def _as_utc(event: ExportEvent) -> tuple[str, str]:
    if event.all_day:
        return event.span.start.day.isoformat(), event.span.end.day.isoformat()
    start, end = (zones.to_instant(moment, event.tz) for moment in (event.span.start, event.span.end))
    return start.strftime("%Y-%m-%dT%H:%M"), end.strftime("%Y-%m-%dT%H:%M")


def _full_source() -> ExportSource:
    """Nine months over both clock changes: a series with a holiday and a moved date, A/B singles, an all-day event."""
    holiday, moved = date(2025, 12, 22), date(2026, 2, 2)
    extra = (_event(f"s1@{moved}", "2026-02-03T10:30", on=moved),)
    weekly = _weekly(date(2025, 9, 8), 38, skip=(holiday, moved), extra=extra)
    ab_days = [date(2025, 10, 1) + timedelta(days=offset) for offset in (0, 2, 6, 8, 12, 14)]
    ab = tuple(_event(f"s2@{on}@P3", WallTime(on, 600).iso(), on=on, face=VISIT) for on in ab_days)
    school = ExportSeries("s2", VISIT, None, WallTime(ab_days[0], 600), 45, TZ, CHANGED, MADE, ab)
    fortnight_days = [date(2025, 9, 9) + timedelta(weeks=2 * n) for n in range(15)]
    fortnight = ExportSeries(
        "s3",
        VISIT,
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
        WallTime(fortnight_days[0], 780),
        30,
        TZ,
        CHANGED,
        MADE,
        tuple(_event(f"s3@{on}", WallTime(on, 780).iso(), 30, VISIT, on=on) for on in fortnight_days),
    )
    second_tuesdays = [date(2025, 9, 9), date(2025, 10, 14), date(2025, 11, 11), date(2025, 12, 9), date(2026, 1, 13)]
    monthly = ExportSeries(
        "s4",
        PLC,
        "FREQ=MONTHLY;BYDAY=2TU",
        WallTime(second_tuesdays[0], 900),
        60,
        TZ,
        CHANGED,
        MADE,
        tuple(_event(f"s4@{on}", WallTime(on, 900).iso(), 60, on=on) for on in second_tuesdays),
    )
    all_day = _event("d1", "2026-03-06T00:00", 1440, all_day=True)
    return ExportSource((_event("b1", "2025-11-02T23:30", 90), all_day), (weekly, school, fortnight, monthly))


def test_two_independent_programs_read_the_apps_own_instances(libical, vobject_instances):
    source = _full_source()
    data = join(write_calendar(plan_export(source, Audience.ME)))
    assert vobject_instances(data) == _own(source)
    read = libical(data)
    assert [tuple(pair) for pair in read["instances"]] == _own(source)
    # RFC 5546 wants an organizer in METHOD:PUBLISH; ours leaves it out on purpose, and that is the only fault found.
    assert read["errors"] == 1


@pytest.mark.parametrize("first", [date(2025, 10, 27), date(2026, 3, 2)])
def test_monday_nine_stays_nine_over_the_clock_change(first, libical, vobject_instances):
    series = _weekly(first, 3)
    data = _bytes(series=[series])
    expected = _own(ExportSource((), (series,)))
    assert b"RRULE:FREQ=WEEKLY;UNTIL=" in data
    assert len({start[11:] for start, _ in expected}) == 2  # 13:00 and 14:00 UTC
    assert vobject_instances(data) == expected
    assert [tuple(pair) for pair in libical(data)["instances"]] == expected


def test_the_golden_file_is_written_byte_for_byte():
    assert join(write_calendar(plan_export(_full_source(), Audience.ME))) == GOLDEN.read_bytes()


def test_the_same_data_gives_the_same_bytes_in_any_order():
    source = _full_source()
    turned = ExportSource(source.events[::-1], source.series[::-1])
    assert join(write_calendar(plan_export(source, Audience.ME))) == join(
        write_calendar(plan_export(turned, Audience.ME))
    )


@pytest.mark.parametrize("audience", Audience)
def test_bytes_keep_the_profile(audience):
    data = join(write_calendar(plan_export(_full_source(), audience)))
    assert data.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert b"\r\nMETHOD:PUBLISH\r\n" in data
    for never in (b"ORGANIZER", b"ATTENDEE", b"ATTACH", b"\r\nRDATE", b"EXRULE", b"COUNT=", b"DURATION", b"VALARM"):
        assert never not in data


def test_a_hole_becomes_an_exdate_and_a_moved_date_a_changed_instance():
    data = _bytes(series=[_full_source().series[0]])
    assert b"\r\nEXDATE;TZID=America/New_York:20251222T090000\r\n" in data
    assert data.count(b"BEGIN:VEVENT") == 2
    assert b"RECURRENCE-ID;TZID=America/New_York:20260202T090000\r\n" in data
    assert b"DTSTART;TZID=America/New_York:20260203T103000\r\n" in data
    assert len(set(re.findall(rb"UID:(.*)\r\n", data))) == 1


@pytest.mark.parametrize("to", ["2026-02-09T11:00", "2026-01-26T12:00", "2026-02-10T08:00", "2026-02-08T23:30"])
def test_a_date_that_leaves_its_place_between_its_neighbours_goes_out_alone(to):
    on = date(2026, 2, 2)
    minutes = 660 if to.endswith("23:30") else 45  # into the next one
    extra = (_event(f"s1@{on}", to, minutes, on=on),)
    series = _weekly(date(2026, 1, 5), 12, skip=(on,), extra=extra)
    data = _bytes(series=[series])
    assert b"RECURRENCE-ID" not in data
    assert b"EXDATE;TZID=America/New_York:20260202T090000\r\n" in data
    reading = outlook.read(data)
    assert reading.refused == reading.remarks == []
    own = [start + "Z" for start, _ in _own(ExportSource((), (series,)))]
    assert [each.start for each in reading.appointments] == own


def test_a_changed_instance_that_the_public_may_not_see_is_a_gap():
    on = date(2026, 2, 2)
    fair = replace(PLC, is_public=True, title="Fair")
    days = [date(2026, 1, 5) + timedelta(weeks=week) for week in range(8)]
    instances = tuple(
        _event(f"s1@{day}", WallTime(day, 540).iso(), on=day, face=PLC if day == on else fair) for day in days
    )
    series = ExportSeries("s1", fair, "FREQ=WEEKLY", WallTime(days[0], 540), 45, TZ, CHANGED, MADE, instances)
    data = _bytes(series=[series], audience=Audience.PUBLIC)
    assert b"RECURRENCE-ID" not in data
    assert b"EXDATE;TZID=America/New_York:20260202T090000\r\n" in data


def test_what_was_imported_keeps_its_identity_in_the_own_calendar_alone():
    event = _event("b1", "2026-01-05T09:00", uid="obrien-talk@example.org")
    assert b"UID:obrien-talk@example.org\r\n" in _bytes(event)
    for audience in set(Audience) - {Audience.ME}:
        assert b"obrien" not in _bytes(event, audience=audience)
    assert uid_of("s1@2026-01-05", Audience.ME, known="x@y") == "x-20260105@y"
    assert [imported_uid(key) for key in ("ics:a@b", "ics:a@b#2026-01-05", "ics:a~0f", "ics-content:1", None)] == [
        "a@b", "", "", "", "",
    ]  # fmt: skip


def test_windows_names_of_zones_are_written_where_asked():
    source = ExportSource((), (_weekly(date(2026, 1, 5), 4),))
    plan = replace(plan_export(source, Audience.ME), windows_names=True)
    data = join(write_calendar(plan))
    assert b"TZID:Eastern Standard Time\r\n" in data
    assert b"DTSTART;TZID=Eastern Standard Time:20260105T090000\r\n" in data
    assert b"America/" not in data
    assert next(each.start for each in outlook.read(data).appointments) == "2026-01-05T14:00Z"


@pytest.mark.parametrize(("audience", "is_there"), [(Audience.ME, True), (Audience.OFFICE, False)])
def test_a_reminder_is_one_alarm_and_mine_alone(audience, is_there):
    data = _bytes(_event("b1", "2026-01-05T09:00", face=replace(PLC, remind_min=15)), audience=audience)
    alarm = b"BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Reminder\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\nEND:VEVENT"
    assert (alarm in data) is is_there
    assert data.count(b"VALARM") == 2 * is_there
    assert [each.alarm_min for each in outlook.read(data).appointments] == [15 if is_there else None]


@pytest.mark.parametrize(
    ("face", "busy"),
    [
        (replace(VISIT, protection=Protection.FLEXIBLE, has_room=True), "FREE"),
        (replace(VISIT, protection=Protection.FLEXIBLE), "TENTATIVE"),
        (Face("district", "District", Category.MANAGEMENT, Protection.IMMOVABLE), "OOF"),
        (Face("district", "District", Category.MANAGEMENT, Protection.FIRM), "BUSY"),
        (Face("office_work", "Office", Category.MANAGEMENT, Protection.OPEN, is_buffer=True), "BUSY"),
    ],
)
def test_busy_status_follows_the_table(face, busy):
    transp = "TRANSPARENT" if busy == "FREE" else "OPAQUE"
    text = f"TRANSP:{transp}\r\nX-MICROSOFT-CDO-BUSYSTATUS:{busy}\r\n"
    assert text in _bytes(_event("b1", "2026-01-05T09:00", face=face)).decode()


NAMED = Face(
    "plc_meeting", "PLC", Category.INSTRUCTIONAL, Protection.GUARDED,
    title="Plan with Okafor", shows_names=True, place="Room 12", people=("Ada Okafor",),
)  # fmt: skip


def test_names_go_to_me_and_the_office_alone_and_only_where_they_were_read():
    for audience in Audience:
        data = _bytes(_event("b1", "2026-01-05T09:00", face=NAMED), audience=audience)
        assert (b"SUMMARY:Plan with Okafor\r\n" in data) is (audience in (Audience.ME, Audience.OFFICE))
        assert (b"LOCATION:Room 12\r\n" in data) is (audience in (Audience.ME, Audience.OFFICE))
        assert (b"kafor" in data) is (audience in (Audience.ME, Audience.OFFICE))
    personal = replace(NAMED, category=Category.PERSONAL)
    assert b"kafor" not in _bytes(_event("b1", "2026-01-05T09:00", face=personal), audience=Audience.OFFICE)


@pytest.mark.parametrize(
    ("rule", "written"),
    [
        ("FREQ=WEEKLY;BYDAY=MO", "BYDAY=MO;WKST=SU"),
        ("FREQ=WEEKLY", "BYDAY=MO;WKST=SU"),
        ("FREQ=DAILY;INTERVAL=7", "INTERVAL=7"),
        ("FREQ=DAILY;BYDAY=MO", "BYDAY=MO;WKST=SU"),
    ],
)
def test_shapes_of_outlook_go_out_as_rules(rule, written):
    data = _bytes(series=[_weekly(date(2026, 1, 5), 4, rule=rule)])
    (line,) = re.findall(rb"RRULE:FREQ=\w+;UNTIL=20260126T140000Z;(.*)\r\n", data.partition(b"BEGIN:VEVENT")[2])
    assert line.decode() == written


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=2TU,4TU",
        "FREQ=MONTHLY;BYMONTHDAY=1,15",
        "FREQ=MONTHLY;BYMONTHDAY=30",
        "FREQ=HOURLY",
        "FREQ=YEARLY;BYWEEKNO=3",
        "rubbish",
        None,
    ],
)
def test_anything_else_goes_out_as_single_events(rule):
    series = _weekly(
        date(2026, 1, 5), 12, skip=[date(2026, 1, 5) + timedelta(weeks=n) for n in (1, 2, 4, 6, 7, 8, 9, 10)]
    )
    other = ExportSeries("s1", PLC, rule, series.starts, 45, TZ, CHANGED, MADE, series.instances)
    data = _bytes(series=[other])
    assert data.count(b"BEGIN:VEVENT") == 4
    assert b"BEGIN:VTIMEZONE" not in data
    assert b"RRULE" not in data


def test_a_zone_that_fits_no_rule_goes_out_in_utc():
    data = _bytes(series=[_weekly(date(2026, 1, 5), 4, tz="Africa/Casablanca")])
    assert data.count(b"DTSTART:2026") == 4
    assert b"TZID" not in data


def test_a_series_full_of_holes_goes_out_as_single_events():
    skip = [date(2026, 1, 5) + timedelta(weeks=week) for week in (1, 3, 5)]
    assert b"RRULE" not in _bytes(series=[_weekly(date(2026, 1, 5), 8, skip=skip)])


def test_identities_are_stable_and_differ_by_audience():
    assert uid_of("b1", Audience.ME) == uid_of("b1", Audience.ME)
    assert len({uid_of("b1", audience) for audience in Audience}) == 4
    assert uid_of("s1@2026-01-05", Audience.ME) == uid_of("s1", Audience.ME).replace("@", "-20260105@")
    assert uid_of("s1@2026-01-05@P3", Audience.ME).endswith("-20260105-P3@il-desktop")


def test_an_occurrence_keeps_its_identity_when_it_goes_out_alone():
    on = date(2026, 2, 2)
    extra = (_event(f"s1@{on}", "2026-02-10T10:30", on=on),)
    data = _bytes(series=[_weekly(date(2026, 1, 5), 12, skip=(on,), extra=extra)]).decode()
    series_uid = uid_of("s1", Audience.ME)
    assert f"UID:{series_uid.replace('@', '-20260202@')}" in data.replace("\r\n ", "")


def test_stamps_are_the_last_change_never_now():
    data = _bytes(_event("b1", "2026-01-05T09:00"))
    assert b"DTSTAMP:20250902T080000Z\r\nCREATED:20250701T123015Z\r\nLAST-MODIFIED:20250902T080000Z\r\n" in data


@pytest.mark.parametrize(
    ("level", "busy", "transp", "priority"),
    [
        (Protection.OPEN, "FREE", "TRANSPARENT", 5),
        (Protection.FLEXIBLE, "TENTATIVE", "OPAQUE", 5),
        (Protection.FIRM, "BUSY", "OPAQUE", 5),
        (Protection.GUARDED, "BUSY", "OPAQUE", 1),
        (Protection.IMMOVABLE, "BUSY", "OPAQUE", 1),
    ],
)
def test_busy_status_and_transparency_agree(level, busy, transp, priority):
    data = _bytes(
        _event("b1", "2026-01-05T09:00", face=Face("office_work", "Office", Category.MANAGEMENT, level))
    ).decode()
    assert f"TRANSP:{transp}\r\nX-MICROSOFT-CDO-BUSYSTATUS:{busy}\r\n" in data
    assert f"PRIORITY:{priority}\r\n" in data


def test_each_audience_sees_its_own_words():
    event = _event("b1", "2026-01-05T09:00", face=VISIT)
    shown = {audience: _bytes(event, audience=audience).decode() for audience in Audience}
    assert "SUMMARY:Quick visit\\, walkthrough\r\n" in shown[Audience.ME]
    assert "CLASS:PRIVATE" in shown[Audience.ME]
    assert "SUMMARY:Classroom visits\r\n" in shown[Audience.OFFICE]
    assert "CLASS:PUBLIC" in shown[Audience.OFFICE]
    assert "SUMMARY:In classrooms\r\n" in shown[Audience.STAFF]
    assert "CATEGORIES" not in shown[Audience.STAFF]
    assert "VEVENT" not in shown[Audience.PUBLIC]


def test_a_name_in_a_type_or_public_title_does_not_go_out():
    named = Face("x", "Talk with Okafor", Category.MANAGEMENT, Protection.FIRM, is_public=True, title="Okafor's party")
    for audience in Audience:
        data = _bytes(_event("b1", "2026-01-05T09:00", face=named), audience=audience, names=frozenset({"okafor"}))
        assert b"kafor" not in data
        assert b"SUMMARY:" in data


def test_a_line_break_in_a_title_injects_nothing():
    evil = Face("x", "a\r\nATTENDEE:mailto:x@y\rb\u2028c\x07;,\\", Category.MANAGEMENT, Protection.FIRM)
    data = _bytes(_event("b1", "2026-01-05T09:00", face=evil)).decode()
    assert "\r\nATTENDEE" not in data
    assert "SUMMARY:a\\nATTENDEE:mailto:x@y\\nb c\\;\\,\\\\\r\n" in data


@given(st.text(max_size=300))
@settings(max_examples=150)
def test_folding_never_cuts_a_character_and_joins_back(text):
    line = "SUMMARY:" + escape(text)
    folded = fold(line)
    assert folded.replace("\r\n ", "") == line
    assert all(len(piece.encode()) <= 75 for piece in folded.split("\r\n"))


@given(st.text(min_size=1, max_size=600))
def test_a_long_summary_is_cut_at_255(text):
    assert len(shorten(text)) <= 255
    assert shorten(text) == text or shorten(text).endswith("…")
