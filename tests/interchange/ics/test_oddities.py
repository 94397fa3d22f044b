"""Oddities of real programs, one small event each: when it happens, what is said of it, and its neighbour survives."""

from __future__ import annotations

import json
import re
import warnings
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import icalendar
import pytest

from il_desktop.domain.errors import BadFile
from il_desktop.domain.zones import zone
from il_desktop.interchange.ics.incoming import CalendarRead, Incoming, from_json, to_json
from il_desktop.interchange.ics.matching import match
from il_desktop.interchange.ics.read import read_calendar
from il_desktop.interchange.ics.zone_names import LIKELY
from il_desktop.wording.import_findings import SENTENCES
from tests.work_count import calls_of

SCHOOL = "America/New_York"
GOOD = "BEGIN:VEVENT\nUID:good\nDTSTART:20260112T140000Z\nDTEND:20260112T150000Z\nSUMMARY:Good neighbour\nEND:VEVENT\n"
NEW_YORK = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:DAYLIGHT
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
DTSTART:20070311T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
DTSTART:20071104T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD
END:VTIMEZONE
"""


def _file(*events: str, head: str = "") -> bytes:
    bodies = "".join(f"BEGIN:VEVENT\nUID:e@example.org\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{bodies}{GOOD}END:VCALENDAR\n".replace("\n", "\r\n").encode()


def _read(data: bytes) -> CalendarRead:
    return read_calendar(data, Path("odd.ics"), SCHOOL)


def _one(*events: str, head: str = "") -> Incoming:
    read = _read(_file(*events, head=head))
    assert [event.summary for event in read.events if event.uid == "good"] == ["Good neighbour"]
    return read.events[0]


def _codes(event: Incoming) -> set[str]:
    return {finding.code for finding in (*event.findings, *([event.refusal] if event.refusal else []))}


NAMES = [
    ("/mozilla.org/20050126_1/America/New_York", "09:00", "zone_named"),
    ("/freeassociation.sourceforge.net/Tzfile/America/New_York", "09:00", "zone_named"),
    ("/freeassociation.sourceforge.net/UTC", "05:00", "zone_named"),
    ("/softwarestudio.org/Olson_20011030_5/Europe/Berlin", "03:00", "zone_named"),
    ("America/New York", "09:00", "zone_named"),
    ("Eastern Daylight Time", "09:00", "zone_named"),
    ("(GMT-05.00) Eastern Time (US & Canada)", "09:00", "zone_named"),
    ("GMT -0500 (Standard) / GMT -0400 (Daylight)", "09:00", "zone_named"),
    ("GMT+0100", "04:00", "zone_by_offset"),
    ("GMT+01:00", "04:00", "zone_by_offset"),
    ("UTC+1", "04:00", "zone_by_offset"),
    ("-05:00", "10:00", "zone_by_offset"),
    ("(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien", "03:00", "zone_named"),
    ("(UTC+09:00) Osaka, Sapporo, Tokyo", "20:00", "zone_named"),
    ("Mitteleuropäische Zeit", "03:00", "zone_named"),
    ("Romance Standard Time", "03:00", "zone_named"),
    ("PST", "12:00", "zone_named"),
    ("Etc/GMT-1", "04:00", ""),
    ("Europe/Nowhere", "09:00", "zone_unknown"),
]


@pytest.mark.parametrize("quote", ["", '"'])
@pytest.mark.parametrize(("name", "clock", "code"), NAMES)
def test_a_zone_is_found_by_whatever_name_a_program_gives_it(name, clock, code, quote):
    event = _one(f"DTSTART;TZID={quote}{name}{quote}:20260712T090000\nDURATION:PT1H")
    assert event.span is not None
    assert event.span.start.iso()[11:] == clock
    assert _codes(event) == ({code} if code else set())


@pytest.mark.parametrize("name", ["Customized Time Zone", "My zone 1", "tzone://Microsoft/Custom", "Est (É.-U.)"])
def test_an_unknown_name_is_read_by_its_rules(name):
    event = _one(f"DTSTART;TZID={name}:20260712T090000\nDURATION:PT1H", head=NEW_YORK.format(name=name))
    assert event.span is not None
    assert (event.span.start.iso(), event.tz) == ("2026-07-12T09:00", SCHOOL)
    assert _codes(event) == {"zone_by_rules"}


def test_two_calendars_in_one_file_may_use_one_name_for_two_zones():
    body = "BEGIN:VEVENT\nUID:{0}\nDTSTART;TZID=Custom:20260712T090000\nDURATION:PT1H\nEND:VEVENT\n"
    zone = NEW_YORK.format(name="Custom")
    tokyo = zone.replace("-0500", "+0900").replace("-0400", "+0900")
    parts = ((zone, 1), (tokyo, 2))
    text = "".join(f"BEGIN:VCALENDAR\n{each}{body.format(uid)}END:VCALENDAR\n" for each, uid in parts)
    starts = [event.span.start.iso() for event in _read(text.encode()).events if event.span]
    assert starts == ["2026-07-12T09:00", "2026-07-11T20:00"]


TIMES = [
    ("DTSTART;VALUE=DATE:19500312\nRRULE:FREQ=YEARLY", "1970-03-12T00:00", {"begun_earlier"}),
    ("DTSTART;VALUE=DATE:16040229\nRRULE:FREQ=YEARLY", "1972-02-29T00:00", {"begun_earlier"}),
    ("DTSTART:19690720T201700Z\nDURATION:PT1H", "", {"year"}),
    ("DTSTART:00010101T000000Z", "", {"year"}),
    ("DTSTART:20260101T120000Z\nDTEND:99991231T235959Z", "2026-01-01T07:00", {"year", "no_end"}),
    ("DTSTART:20261231T235960Z\nDTEND:20270101T010000Z", "2026-12-31T18:59", {"seconds_cut"}),
    ("DTSTART:20260112T090000Z\nDURATION:-PT1H", "2026-01-12T04:00", {"end_not_after_start"}),
    ("DTSTART:20260112T090000Z\nDTEND:", "2026-01-12T04:00", {"not_a_time", "no_end"}),
    ("DTSTART;VALUE=DATE:20260112\nDTEND:20260112T170000Z", "2026-01-12T00:00", {"whole_days"}),
    ("DTSTART;VALUE=DATE:20260112T000000", "2026-01-12T00:00", {"time_mended"}),
    ("DTSTART;TZID=America/New_York:20260112", "2026-01-12T00:00", {"whole_days"}),
    ("DTSTART;TZID=America/Chicago:20260112T090000Z\nDURATION:PT1H", "2026-01-12T04:00", {"zone_beside_utc"}),
    ("DTSTART:20261101T063000Z\nDURATION:PT2H", "2026-11-01T01:30", {"second_hour"}),
    ("DTSTART;TZID=America/New_York:20261101T013000\nDURATION:PT2H", "2026-11-01T01:30", {"twice_hour"}),
    ("DTSTART:20260112T090000-0800\nDURATION:PT1H", "2026-01-12T12:00", {"time_mended"}),
    ("DTSTART:  20260112T140000Z  \nDURATION:PT1H", "2026-01-12T09:00", set()),
    ("DTSTART:20260112t140000z\nDURATION:PT1H", "2026-01-12T09:00", {"time_mended"}),
    ("DTSTART:20260112T140000Z\nDTSTART:20260113T140000Z\nDURATION:PT1H", "2026-01-12T09:00", set()),
    ("DTSTART:01/12/2026 9:00 AM", "", {"not_a_time"}),
]


@pytest.mark.parametrize(("text", "start", "codes"), TIMES)
def test_odd_times_are_read_or_refused_and_never_moved_in_silence(text, start, codes):
    event = _one(text)
    assert (event.span.start.iso() if event.span else "") == start
    assert _codes(event) == codes


RULES = [
    ("RSCALE=GREGORIAN;SKIP=OMIT;FREQ=WEEKLY", None, set()),
    ("RSCALE=GREGORIAN;SKIP=FORWARD;FREQ=MONTHLY;BYMONTHDAY=31", "", {"rule_unreadable"}),
    ("FREQ=DAILY;UNTIL=99991231T235959Z", None, set()),
    ("FREQ=DAILY;UNTIL=2026-01-20", date(2026, 1, 20), set()),
    ("FREQ=DAILY;UNTIL=20260120T", date(2026, 1, 20), set()),
    ("FREQ=DAILY;FREQ=DAILY", None, set()),
    ("FREQ=WEEKLY;BYDAY=MO,;", None, set()),
    ("FREQ=DAILY;BYHOUR=9;BYMINUTE=0;BYSECOND=0", None, set()),
    ("FREQ=DAILY;BYHOUR=9,10", "", {"rule_unreadable"}),
    ("FREQ=YEARLY;BYEASTER=0", "", {"rule_unreadable"}),
    ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "", {"rule_unreadable"}),
    ("FREQ=YEARLY;BYWEEKNO=3;BYDAY=MO", None, set()),
    ("W1 MO WE #10", "", {"rule_unreadable"}),
]


@pytest.mark.parametrize(("rule", "until", "codes"), RULES)
def test_odd_rules_are_kept_or_happen_once_and_it_is_said(rule, until, codes):
    event = _one(f"DTSTART;TZID=America/New_York:20260112T090000\nDURATION:PT1H\nRRULE:{rule}")
    assert _codes(event) == codes
    assert (event.repeat.until_on if event.repeat else "") == until


SERIES = "DTSTART;TZID={tz}:20260112T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY{more}\nSUMMARY:S"
CHANGE = "RECURRENCE-ID;{range}TZID={tz}:20260126T090000\nDTSTART;TZID={tz}:{day}T110000\nDURATION:PT1H\nSUMMARY:S2"


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize(
    ("more", "day", "rule", "times"),
    [("", "20260126", "FREQ=WEEKLY", None), (";BYDAY=MO;COUNT=6", "20260128", "FREQ=WEEKLY;BYDAY=WE", 4)],
)
def test_a_change_of_all_later_dates_splits_the_series(more, day, rule, times, is_first):
    series = SERIES.format(tz=SCHOOL, more=more)
    change = CHANGE.format(range="RANGE=THISANDFUTURE;", tz=SCHOOL, day=day)
    events = _read(_file(*((change, series) if is_first else (series, change)))).events
    old, new = (events[1], events[0]) if is_first else events[:2]
    assert old.repeat is not None
    assert new.repeat is not None
    assert (old.repeat.until_on, old.repeat.times) == (date(2026, 1, 25), None)
    assert (new.repeat.rule, new.repeat.times, new.override_on) == (rule, times, None)
    assert "split_from" in _codes(new)


def test_an_end_for_all_later_dates_ends_the_series():
    change = CHANGE.format(range="RANGE=THISANDFUTURE;", tz=SCHOOL, day="20260126") + "\nSTATUS:CANCELLED"
    old = _read(_file(SERIES.format(tz=SCHOOL, more=""), change)).events[0]
    assert old.repeat is not None
    assert old.repeat.until_on == date(2026, 1, 25)


@pytest.mark.parametrize("changed", ["TZID=Asia/Tokyo:20260126T090000", "VALUE=DATE:20260126"])
def test_a_changed_date_is_named_on_the_clock_of_its_series(changed):
    series = SERIES.format(tz="Asia/Tokyo", more="")
    change = f"RECURRENCE-ID;{changed}\nDTSTART:20260126T020000Z\nDURATION:PT1H"
    old, new = _read(_file(series, change)).events[:2]
    assert old.tz == "Asia/Tokyo"
    assert (new.override_on, new.tz) == (date(2026, 1, 26), SCHOOL)


def test_exception_rules_and_second_rules_are_written_out():
    rules = "RRULE:FREQ=DAILY;COUNT=10\nRRULE:FREQ=WEEKLY;COUNT=3\nEXRULE:FREQ=DAILY;INTERVAL=3;COUNT=2"
    read = _read(_file(f"DTSTART;VALUE=DATE:20260112\n{rules}"))
    first = read.events[0]
    (second,) = (event for event in read.events if event.is_extra)
    assert first.repeat is not None
    assert second.repeat is not None
    assert first.repeat.holes == (date(2026, 1, 12), date(2026, 1, 15))
    assert second.repeat.holes == (date(2026, 1, 12), date(2026, 1, 19))  # the first rule has them
    assert _codes(first) == {"exrule_written", "second_rule_kept"}


def test_periods_keep_their_own_length():
    periods = "20260113T140000Z/PT2H,20260114T140000Z/20260114T170000Z"
    text = f"DTSTART:20260112T140000Z\nDURATION:PT1H\nRDATE;VALUE=PERIOD:{periods}"
    extra = [event.span for event in _read(_file(text)).events if event.is_extra]
    assert [span.minutes for span in extra if span] == [120, 180]


def test_sentences_below_a_description_stay_in_it():
    event = _one("DTSTART:20260112T140000Z\nDURATION:PT1H\nDESCRIPTION:Hello\nhttps://x.org/y\nAgenda: one")
    assert event.note == "Hello\nhttps://x.org/y\nAgenda: one"


def test_the_first_alarm_that_only_shows_or_sounds_is_kept():
    mail = "BEGIN:VALARM\nTRIGGER:-PT5M\nACTION:EMAIL\nEND:VALARM\n"
    shown = "BEGIN:VALARM\nTRIGGER:-PT15M\nACTION:DISPLAY\nEND:VALARM"
    assert _one(f"DTSTART:20260112T140000Z\nDURATION:PT1H\n{mail}{shown}").remind_min == 15


def test_two_thousand_guests_do_not_hide_the_end():
    guests = "\n".join(f"ATTENDEE:mailto:a{number}@example.org" for number in range(2_500))
    event = _one(f"DTSTART:20260112T140000Z\n{guests}\nDTEND:20260112T150000Z")
    assert event.span is not None
    assert event.span.minutes == 60


BOMBS = {
    "spread": "DTSTART;VALUE=DATE:20260112\nDTEND;VALUE=DATE:20260212\nRRULE:FREQ=DAILY",
    "rules": "DTSTART;VALUE=DATE:20260112\nRRULE:FREQ=DAILY\nRRULE:FREQ=DAILY;INTERVAL=2\nEXRULE:FREQ=DAILY;INTERVAL=3",
    "old": "DTSTART;VALUE=DATE:00010112\nRRULE:FREQ=DAILY;COUNT=10000000",
    "weeks": "DTSTART;VALUE=DATE:20260112\nRRULE:FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;INTERVAL=40",
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_a_file_makes_us_write_out_is_bounded(name):
    events = [BOMBS[name].replace("DTSTART", f"SUMMARY:{number}\nDTSTART", 1) for number in range(1_000)]
    read, calls = calls_of(lambda: _read(_file(*events)))
    assert calls < 6_000_000
    assert len(match(read, {}).shown) == 1_001


def _instants(data: bytes) -> list[datetime] | None:
    """Return what icalendar says of every start that names a zone or UTC, None where it gives the file up."""
    icalendar.use_zoneinfo()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = [entry.get("DTSTART").dt for entry in icalendar.Calendar.from_ical(data).walk("VEVENT")]
        except Exception:  # noqa: BLE001  the oracle may raise anything for a broken file: then it says nothing
            return None
    return found


def test_random_damage_loses_no_event_and_moves_none_in_silence():
    random = Random(5)
    seeds = [path.read_bytes() for path in sorted((Path(__file__).parents[1] / "files").glob("*.ics"))]
    for round_ in range(1_500):
        data = bytearray(random.choice(seeds))
        for _ in range(random.randint(1, 4)):
            if data:
                at = random.randrange(len(data))
                data[at : at + random.choice((0, 1, 1, 2))] = random.choice(
                    (b"", b"\n", b":", b";", b"Z", b"9", b"\xff")
                )
        _check(bytes(data), round_)


def _check(data: bytes, round_: int) -> None:
    try:
        read = _read(data)
    except BadFile:
        return
    assert from_json(json.loads(to_json(read))) == read, round_
    shown = match(read, {}).shown
    begun = len(re.findall(rb"(?im)^BEGIN:VEVENT[ \t]*$", data.replace(b"\r", b"\n")))
    assert len(shown) >= min(begun, 1), round_
    assert all(item.event.span or item.event.refusal for item in shown), round_
    assert {finding.code for item in shown for finding in item.findings} <= SENTENCES.keys()
    theirs = _instants(data)
    if theirs is None or len(theirs) != len(shown):
        return
    for moment, item in zip(theirs, shown, strict=True):
        is_instant = isinstance(moment, datetime) and moment.tzinfo is not None
        if is_instant and item.start and not item.findings:
            assert datetime.fromisoformat(item.start).astimezone(UTC) == moment.astimezone(UTC).replace(second=0), (
                round_
            )


def test_a_name_a_blank_line_and_then_its_folded_value_are_one_line() -> None:
    plain = "SUMMARY:Christmas\nDTSTART;VALUE=DATE:20261225\nCATEGORIES:Holiday"
    spread = "SUMMARY\n\n :Christmas\nDTSTART\n\n ;VALUE=DATE\n :20261225\nCATEGORIES\n :Holiday"
    event = _one(spread)
    assert (event.summary, event.span.start.day, event.all_day) == ("Christmas", date(2026, 12, 25), True)
    data = _file(plain).replace(b"BEGIN:VEVENT\r\nUID:e", b"BEGIN:VEVENT\r\nUID\r\n\r\n :e")
    assert [found.uid for found in _read(data).events] == ["e@example.org", "good"]


def test_a_known_beginning_of_a_line_is_known_only_with_its_colon_and_only_before_a_date() -> None:
    zone = "(UTC-05:00) Eastern Time (US & Canada)"
    first = f"DTSTART;TZID={zone}:20260112T090000\nDTEND;TZID={zone}:20260112T100000\nSUMMARY:Minutes\nDESCRIPTION:One"
    again = f"{first.replace('0112T', '0113T')}\nSUMMARY\nDTSTART;TZID=(UTC-05"
    events = _read(_file(first, again)).events
    assert [event.span.start.iso() for event in events[:2]] == ["2026-01-12T09:00", "2026-01-13T09:00"]
    assert [event.note for event in events[:2]] == ["One", "One\nSUMMARY"]


@pytest.mark.parametrize("mark", ["20260112T0900", "20260112T090060", "20260112t090000", "20260112T09000Z"])
def test_a_time_that_is_nearly_as_the_standard_says_is_looked_at_longer(mark: str) -> None:
    event = _one(f"DTSTART:20260110T090000\nDURATION:PT1H\nDTSTART:{mark}\nRDATE:{mark}")
    assert event.span is not None
    assert event.span.start.iso() == "2026-01-10T09:00"
    assert _codes(_one(f"DTSTART:{mark}\nDURATION:PT1H")) & {"time_mended", "seconds_cut", "not_a_time"}


@pytest.mark.parametrize("fold", ["\n ", "\n\t", ""])
def test_an_attachment_of_ten_megabytes_costs_no_event(fold: str) -> None:
    piece = "QUJD" * 18
    attachment = f"ATTACH;ENCODING=BASE64;VALUE=BINARY:{fold.join([piece] * 145_000)}"
    event = _one(f"DTSTART:20260112T140000Z\n{attachment}\nDTEND:20260112T150000Z\nDESCRIPTION:Bring it")
    assert (event.note, event.span and event.span.minutes) == ("Bring it", 60)


def test_escapes_are_taken_off_once_beside_escaped_backslashes_too() -> None:
    said = (r"SUMMARY:a\, b\; c\: d\"e\"", r"DESCRIPTION:C:\\new\nD:\\\\x\,y\N1")
    event = _one("\n".join(("DTSTART:20260112T140000Z", *said)))
    assert event.summary == 'a, b; c: d"e"'
    assert event.note == "C:\\new\nD:\\\\x,y\n1"


def test_a_megabyte_of_blanks_before_a_calendar_is_passed_over() -> None:
    read, calls = calls_of(lambda: _read(b" \t" * 500_000 + _file("DTSTART:20260112T140000Z")))
    assert [event.uid for event in read.events] == ["e@example.org", "good"]
    assert calls < 10_000


def _zone(name: str, parts: str) -> str:
    return f"BEGIN:VTIMEZONE\nTZID:{name}\n{parts}END:VTIMEZONE\n"


def _standard(begins: str, offset: str, more: str = "") -> str:
    return f"BEGIN:STANDARD\nDTSTART:{begins}\nTZOFFSETFROM:{offset}\nTZOFFSETTO:{offset}\n{more}END:STANDARD\n"


_OFFSETS = [f"+0{number % 9}{number % 60:02}" for number in range(900)]
_ERAS = [_standard(f"20{at % 30:02}0101T000000", f"+0{at % 9}00") for at in range(3_000)]
_CHANGES = "RDATE:" + "20260101T000000," * 40_000 + "\n"
ZONE_BOMBS = {
    "hundreds of zones": "".join(_zone(f"Z{at}", _standard("19700101T000000", _OFFSETS[at])) for at in range(900)),
    "an era a line": _zone("Z0", "".join(_ERAS)),
    "a change a second": _zone("Z0", _standard("19700101T000000", "+0100", _CHANGES)),
}


@pytest.mark.parametrize("name", ZONE_BOMBS)
def test_the_work_for_the_zones_of_a_file_is_bounded(name: str) -> None:
    zones = "Z{0}" if name == "hundreds of zones" else "Z0"
    events = [
        f"SUMMARY:{at}\nDTSTART;TZID={zones.format(at)}:20{20 + at % 60}0112T090000\nDURATION:PT1H" for at in range(900)
    ]
    read, calls = calls_of(lambda: _read(_file(*events, head=ZONE_BOMBS[name])))
    assert calls < 4_000_000
    assert len([event for event in read.events if event.span]) == 901


def test_python_is_asked_for_a_zone_once() -> None:
    assert all(zone(name) is zone(name) for name in LIKELY)
