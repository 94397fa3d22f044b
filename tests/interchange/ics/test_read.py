"""One small file for each kind of defect: what comes out, and that its neighbour always survives."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from il_desktop.domain import zones
from il_desktop.domain.errors import BadFile
from il_desktop.interchange.ics.incoming import CalendarRead, Incoming, from_json, to_json
from il_desktop.interchange.ics.matching import match
from il_desktop.interchange.ics.read import read_calendar
from il_desktop.wording.import_findings import SENTENCES
from tests.work_count import calls_of

FILES = Path(__file__).parents[1] / "files"
SCHOOL = "America/New_York"
NINE = "2026-01-12T09:00-10:00"


def _read(name: str, school: str = SCHOOL) -> CalendarRead:
    path = FILES / f"{name}.ics"
    return read_calendar(path.read_bytes(), path, school)


def _shown(event: Incoming) -> str:
    if event.span is None:
        return ""
    start, end = event.span.start.iso(), event.span.end.iso()
    if event.all_day:
        return f"{start[:10]}/{end[:10]}"
    return f"{start}-{end[11:]}" if start[:10] == end[:10] else f"{start}-{end}"


def _first(name: str) -> Incoming:
    return next(event for event in _read(name).events if event.summary != "Good neighbour")


# name of the file, title, when, codes of the event's findings
KEPT = [
    ("plain", "Parent council", NINE, ()),
    ("utf8-bom", "Café “q”", NINE, ()),
    ("junk-before", "Parent council", NINE, ()),
    ("utf16-le-bom", "Café “q”", NINE, ()),
    ("utf16-be-no-bom", "Café “q”", NINE, ()),
    ("cp1252", "Café “q”", NINE, ("cp1252",)),
    ("fold-in-character", "Zoë und Ärger", NINE, ()),
    ("cr-only", "Parent council", NINE, ()),
    ("lf-only", "Parent council", NINE, ()),
    ("control-characters", "Parent council", NINE, ()),
    ("unindented-text", "Parent council", NINE, ("text_joined",)),
    ("quoted-printable", "Café meeting", NINE, ()),
    ("lower-case", "Parent council", NINE, ()),
    ("escapes", "One, two; three\\ four, five six", NINE, ()),
    ("missing-end-vevent", "Parent council", NINE, ("not_closed",)),
    ("truncated", "Cut off", NINE, ("not_closed",)),
    ("swapped-end", "Parent council", NINE, ()),
    ("two-calendars", "Parent council", NINE, ()),
    ("properties-after-events", "Parent council", "2026-01-12T11:00-12:00", ("zone_of_calendar",)),
    ("no-uid", "Parent council", NINE, ()),
    ("iso-start", "Parent council", NINE, ("time_mended", "time_mended")),
    ("date-without-value", "Parent council", "2026-01-12/2026-01-14", ()),
    ("all-day-flag", "Parent council", "2026-01-12/2026-01-13", ("flagged_all_day",)),
    ("end-before-start", "Parent council", "2026-01-12T09:00-09:15", ("end_not_after_start",)),
    ("no-end", "Parent council", "2026-01-12T09:00-09:15", ("no_end",)),
    ("duration", "Parent council", "2026-01-12T09:00-10:30", ()),
    ("hour-24", "Parent council", "2026-01-12T00:00-01:00", ("midnight_24",)),
    ("skipped-hour", "Parent council", "2026-03-08T03:00-04:00", ("skipped_hour",)),
    ("windows-zone", "Parent council", NINE, ("zone_named",)),
    ("display-name-zone", "Parent council", NINE, ("zone_named",)),
    ("custom-zone", "Parent council", NINE, ("zone_by_rules",)),
    ("custom-zone-tokyo", "Parent council", NINE, ("zone_by_rules",)),
    ("custom-zone-undefined", "Parent council", NINE, ("zone_unknown",)),
    ("name-and-rules-disagree", "Parent council", NINE, ("zone_disagrees",)),
    ("offset-name", "Parent council", NINE, ("zone_by_offset",)),
    ("us-eastern", "Parent council", NINE, ("zone_named",)),
    ("microsoft-utc", "Parent council", NINE, ("zone_named",)),
    ("vendor-prefix", "Parent council", NINE, ("zone_named",)),
    ("evil-zone-name", "Parent council", NINE, ("zone_unknown",)),
    ("floating", "Parent council", NINE, ("zone_floating",)),
    ("x-wr-timezone", "Parent council", NINE, ("zone_of_calendar",)),
    ("vtimezone-secondly", "Parent council", NINE, ("zone_unknown",)),
    ("rule-typo", "Parent council", NINE, ("rule_unreadable",)),
    ("rule-interval-0", "Parent council", NINE, ("rule_unreadable",)),
    ("rule-count-until", "Parent council", NINE, ("rule_unreadable",)),
    ("rule-bad-day", "Parent council", NINE, ("rule_unreadable",)),
    ("rule-secondly", "Parent council", NINE, ("rule_too_fine",)),
    ("rule-until-before-start", "Parent council", NINE, ("rule_ended_before",)),
    ("rule-huge-count", "Parent council", NINE, ("rule_shortened",)),
    ("start-not-in-rule", "Parent council", NINE, ("start_not_in_rule",)),
    ("exrule-and-second-rule", "Parent council", NINE, ("exrule_written", "second_rule_kept")),
    ("override-without-series", "Parent council", "2026-01-20T11:00-12:00", ()),
    ("all-day-yearly", "Founder's day", "2026-01-12/2026-01-13", ()),
    ("long-repeat", "Parent council", "2026-01-12/2026-01-15", ("long_repeat",)),
    ("method-request", "Parent council", NINE, ()),
    ("active-content", "Parent council", NINE, ()),
]
REFUSED = [
    ("truncated-without-start", "no_start"),
    ("no-start", "no_start"),
    ("unreadable-start", "not_a_time"),
    ("year-1601", "year"),
    ("cancelled", "cancelled"),
    ("method-reply", "reply"),
]
NO_CALENDAR = [("not-a-calendar", "not_a_calendar"), ("zip-renamed", "not_a_calendar"), ("empty", "empty")]
OTHERS = {
    "deep-nesting",
    "exdates",
    "long-title",
    "only-todo",
    "override",
    "override-cancelled",
    "override-utc",
    "rdates",
    "rule-spaces",
    "rule-until-utc",
    "same-event-twice",
    "same-uid-different",
    "same-uid-newer",
    "todo-and-unknown",
}


def test_every_file_of_oddities_has_its_expectation():
    named = {case[0] for case in (*KEPT, *REFUSED, *NO_CALENDAR)} | OTHERS
    assert {path.stem for path in FILES.glob("*.ics")} == named


@pytest.mark.parametrize(("name", "title", "when", "codes"), KEPT, ids=[case[0] for case in KEPT])
def test_the_event_is_kept_and_said_how(name, title, when, codes):
    event = _first(name)
    assert (event.summary, _shown(event), event.tz) == (title, when, SCHOOL)
    assert tuple(finding.code for finding in event.findings) == codes
    assert event.refusal is None


@pytest.mark.parametrize(("name", "code"), REFUSED)
def test_the_event_is_refused_with_its_reason(name, code):
    event = _first(name)
    assert event.refusal is not None
    assert event.refusal.code == code


@pytest.mark.parametrize(("name", "reason"), NO_CALENDAR)
def test_what_is_no_calendar_is_refused_as_a_whole(name, reason):
    with pytest.raises(BadFile) as caught:
        _read(name)
    assert caught.value.reason == reason


WITHOUT_NEIGHBOUR = {"only-todo", "method-reply", *(name for name, _ in NO_CALENDAR)}


@pytest.mark.parametrize("name", sorted({path.stem for path in FILES.glob("*.ics")} - WITHOUT_NEIGHBOUR))
def test_the_neighbour_always_survives(name):
    (good,) = (event for event in _read(name).events if event.uid == "good@example.org")
    assert (good.summary, _shown(good), good.refusal, good.findings) == ("Good neighbour", NINE, None, ())


@pytest.mark.parametrize("first", ["custom-zone", "custom-zone-tokyo", "custom-zone-undefined"])
@pytest.mark.parametrize("second", ["custom-zone", "custom-zone-tokyo"])
def test_no_zone_leaks_from_one_file_to_the_next(first, second):
    _read(first)
    assert _shown(_first(second)) == NINE


def test_a_series_keeps_rule_end_and_exceptions():
    exceptions = _first("exdates").repeat
    assert exceptions is not None
    assert (exceptions.rule, exceptions.times) == ("FREQ=WEEKLY;BYDAY=MO", 6)
    assert exceptions.holes == (date(2026, 1, 19), date(2026, 1, 26), date(2026, 2, 2))
    spaced, until = _first("rule-spaces").repeat, _first("rule-until-utc").repeat
    assert spaced is not None
    assert until is not None
    assert (spaced.rule, spaced.until_on) == ("FREQ=WEEKLY;BYDAY=MO,WE", date(2026, 2, 1))
    assert until.until_on == date(2026, 1, 16)  # midnight UTC is 19:00 of the day before in New York


@pytest.mark.parametrize("name", ["override", "override-utc"])
def test_a_changed_date_is_an_item_of_its_own(name):
    series, moved, _ = _read(name).events
    assert (moved.series_key, moved.override_on) == (series.key, date(2026, 1, 19))
    assert _shown(moved) == "2026-01-20T11:00-12:00"


def test_a_cancelled_date_is_left_out_of_its_series():
    series, cancelled, _ = _read("override-cancelled").events
    assert series.repeat is not None
    assert series.repeat.holes == (date(2026, 1, 19),)
    preview = match(_read("override-cancelled"), {})
    assert [item.outcome.value for item in preview.items] == ["new", "unchanged", "new"]
    assert cancelled.refusal is not None


def test_additional_dates_are_events_but_not_items():
    preview = match(_read("rdates"), {})
    written = [_shown(item.event) for item in preview.writes if item.event.summary == "Parent council"]
    assert written == [NINE, "2026-01-14T09:00-10:00", "2026-01-16T13:00-14:00"]
    assert len(preview.shown) == 2


HEAD, TAIL = b"BEGIN:VCALENDAR\r\n", b"END:VCALENDAR\r\n"
START = b"BEGIN:VEVENT\r\nUID:%d\r\nDTSTART:20260112T140000Z\r\n"


@pytest.mark.parametrize(
    ("bomb", "code"),
    [
        (b"BEGIN:X\r\n" * 50_000, "too_deep"),
        (START % 1 + b"DESCRIPTION:" + b"x" * 1_100_000 + b"\r\n", "line_too_long"),
        (START % 1 + b"no property here\r\n" * 20_000, "unindented_line"),
        (START % 1 + b"DESCRIPTION:<html>" + b"<script" * 9_000 + b"\r\n", "end_missing"),
        (START % 1 + b"DTEND;X=" + b":1" * 50_000 + b"\r\n", "end_missing"),
        (START % 1 + b'X-A;P="' * 10_000 + b"\r\n", "end_missing"),
        (START % 1 + b"RRULE:FREQ=DAILY\r\n" * 20_000, "end_missing"),
    ],
    ids=["nesting", "line", "junk", "tags", "colons", "quotes", "rules"],
)
def test_a_bomb_is_cut_and_its_neighbour_survives(bomb, code):
    good = START % 2 + b"SUMMARY:Good neighbour\r\nEND:VEVENT\r\n"
    read, calls = calls_of(lambda: read_calendar(HEAD + bomb + good + TAIL, Path("x.ics"), SCHOOL))
    assert calls < 2_000_000
    assert code in {finding.code for finding in read.findings}
    assert len(read.findings) < 50
    assert [event.summary for event in read.events if event.refusal is None][-1] == "Good neighbour"


def test_more_events_than_we_read_are_said():
    read = read_calendar(HEAD + (START % 1 + b"END:VEVENT\r\n") * 20_002 + TAIL, Path("x.ics"), SCHOOL)
    assert [finding.code for finding in read.findings] == ["too_many_components"]
    assert len(read.events) == 19_999


def test_the_same_identity_twice():
    twice = match(_read("same-event-twice"), {})
    assert [item.outcome.value for item in twice.items] == ["new", "unchanged", "new"]
    newer = _read("same-uid-newer").events
    assert [event.summary for event in newer if event.refusal is None] == ["Moved council", "Good neighbour"]
    both = _read("same-uid-different").events
    assert len({event.key for event in both if event.refusal is None}) == 3


def test_other_parts_are_counted_not_imported():
    assert _read("todo-and-unknown").others == (("VTODO", 1), ("X-THING", 1))
    only = _read("only-todo")
    assert only.events == ()
    assert [finding.code for finding in only.findings] == ["no_events"]


def test_active_content_is_inert_text():
    event = _first("active-content")
    assert event.note == "Hello you"
    assert "file:" not in repr(event)


def test_a_long_title_is_cut_with_a_remark():
    event = _first("long-title")
    assert len(event.summary) == 255
    assert [finding.code for finding in event.findings] == ["title_cut"]


def test_every_remark_has_a_sentence():
    for path in FILES.glob("*.ics"):
        try:
            read = read_calendar(path.read_bytes(), path, SCHOOL)
        except BadFile:
            continue
        codes = {finding.code for event in read.events for finding in event.findings}
        codes |= {event.refusal.code for event in read.events if event.refusal}
        codes |= {finding.code for finding in read.findings}
        assert codes <= SENTENCES.keys()


def test_records_survive_the_way_between_processes():
    for name in ("exdates", "override", "no-start", "rdates", "todo-and-unknown", "cp1252"):
        read = _read(name)
        assert from_json(json.loads(to_json(read))) == read


@pytest.mark.parametrize(
    "name", ["plain", "windows-zone", "custom-zone-tokyo", "quoted-printable", "duration", "exdates"]
)
def test_icalendar_agrees_on_the_instant(name):
    icalendar.use_zoneinfo()
    calendar = icalendar.Calendar.from_ical((FILES / f"{name}.ics").read_bytes())
    theirs = calendar.walk("VEVENT")[0].decoded("dtstart")
    ours = _first(name)
    assert ours.span is not None
    assert zones.to_instant(ours.span.start, ours.tz) == theirs


PIECES = st.sampled_from(
    [
        b"BEGIN:VEVENT\r\n",
        b"END:VEVENT\r\n",
        b"BEGIN:VCALENDAR\r\n",
        b"END:VCALENDAR\r\n",
        b"UID:x\r\n",
        b"\xff\x00",
        b" \r\n",
        b"DTSTART:20260112T090000Z\r\n",
        b"RRULE:FREQ=DAILY\r\n",
        b"DTEND;TZID=x:20260112\r\n",
        b"SUMMARY:y\r\n",
        b":;=\r\n",
        b"DURATION:P1D\r\n",
        b"EXDATE:20260113\r\n",
        b"RECURRENCE-ID:20260112\r\n",
        b"TZID:x\r\n",
        b"BEGIN:VTIMEZONE\r\n",
    ]
)


@given(st.lists(PIECES | st.binary(max_size=8), max_size=30))
@settings(max_examples=300)
def test_no_bytes_end_in_anything_but_records_or_a_named_problem(pieces):
    try:
        read = read_calendar(b"BEGIN:VCALENDAR\r\n" + b"".join(pieces), Path("x.ics"), SCHOOL)
    except BadFile:
        return
    assert from_json(json.loads(to_json(read))) == read
    assert all(event.span or event.refusal for event in read.events)


def test_cutting_a_file_anywhere_keeps_the_events_before_the_cut():
    data = (FILES / "override.ics").read_bytes()
    whole = _read("override").events
    ends = [index for index in range(len(data)) if data.startswith(b"END:VEVENT\r\n", index)]
    for cut in range(ends[0] + 12, len(data), 7):
        first = read_calendar(data[:cut], Path("x.ics"), SCHOOL).events[0]
        assert (first.summary, first.span, first.repeat) == (whole[0].summary, whole[0].span, whole[0].repeat)


@pytest.mark.parametrize(("name", "rule"), [("RDATE", ""), ("EXDATE", "RRULE:FREQ=DAILY\r\n")])
def test_two_hundred_thousand_dates_are_capped_with_a_sentence_and_cost_little(name, rule):
    days = [f"20260112T{number // 3600 % 24:02}{number // 60 % 60:02}{number % 60:02}" for number in range(200_000)]
    lines = "".join(f"{name}:{','.join(days[start : start + 4000])}\r\n" for start in range(0, 200_000, 4000))
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:many\r\nSUMMARY:Many\r\n"
        f"DTSTART:20260112T090000\r\nDTEND:20260112T093000\r\n{rule}{lines}END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    read, calls = calls_of(lambda: read_calendar(text.encode(), Path("many.ics"), SCHOOL))
    assert calls < 1_000_000
    assert len(read.events) <= 5001
    codes = [finding.code for event in read.events for finding in event.findings]
    assert "too_many_dates" in [*codes, *(finding.code for finding in read.findings)]
