"""Calendars as other programs write them: every event comes in at its right time, beside a neighbour that does too.

All texts are ours, in the manner of Outlook, Exchange, Google, Apple, Thunderbird, Zimbra, Notes, school systems and
calendars copied out of pages and mails.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from il_desktop.interchange.ics.incoming import Incoming
from il_desktop.interchange.ics.read import read_calendar

SCHOOL = "America/New_York"
TIMED = "DTSTART;TZID={0}:20260713T090000\nDTEND;TZID={0}:20260713T100000\nSUMMARY:S"
HERE = TIMED.format(SCHOOL)
GOOD = "BEGIN:VEVENT\nUID:good\nDTSTART:20260112T140000Z\nDTEND:20260112T150000Z\nSUMMARY:Good\nEND:VEVENT\n"
NINE, NOON = ("2026-07-13T09:00", "2026-07-13T10:00"), ("2026-07-13T12:00", "2026-07-13T13:00")
DAY = ("2026-07-13T00:00", "2026-07-14T00:00")
PACIFIC = (
    "BEGIN:STANDARD\nDTSTART:16010101T020000\nTZOFFSETFROM:-0700\nTZOFFSETTO:-0800\n"
    "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\nEND:STANDARD\n"
    "BEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:-0800\nTZOFFSETTO:-0700\n"
    "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\nEND:DAYLIGHT\n"
)
DATED = (
    "BEGIN:STANDARD\nDTSTART:20251102T020000\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nEND:STANDARD\n"
    "BEGIN:DAYLIGHT\nDTSTART:20260308T020000\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nEND:DAYLIGHT\n"
)


def _event(body: str, uid: str = "UID:e\n") -> str:
    return f"BEGIN:VEVENT\n{uid}{body}\nEND:VEVENT\n"


def _calendar(*parts: str, head: str = "VERSION:2.0\nPRODID:x\n") -> str:
    return f"BEGIN:VCALENDAR\n{head}{''.join(parts)}END:VCALENDAR\n"


FLOATING = HERE.replace(f";TZID={SCHOOL}", "")
PLAIN = _calendar(_event(HERE), GOOD)


def _zone(name: str, rules: str = PACIFIC) -> str:
    return f"BEGIN:VTIMEZONE\nTZID:{name}\n{rules}END:VTIMEZONE\n"


def _read(text: str | bytes) -> list[Incoming]:
    """Return the events but the good neighbour, which has to be right."""
    data = text if isinstance(text, bytes) else text.replace("\n", "\r\n").encode()
    events = read_calendar(data, Path("x.ics"), SCHOOL).events
    (good,) = [event for event in events if event.uid == "good"]
    assert good.span is not None
    assert (good.span.start.iso(), good.refusal) == ("2026-01-12T09:00", None)
    return [event for event in events if event.uid != "good"]


def _times(text: str | bytes) -> tuple[str, str] | None:
    event = _read(text)[0]
    if event.span is None or event.refusal:
        return None
    assert event.tz == SCHOOL
    return (event.span.start.iso(), event.span.end.iso())


BYTES = {
    "UTF-16 LE with mark": b"\xff\xfe" + PLAIN.encode("utf-16-le"),
    "UTF-16 BE with mark": b"\xfe\xff" + PLAIN.encode("utf-16-be"),
    "UTF-16 BE without": PLAIN.encode("utf-16-be"),
    "UTF-32": PLAIN.encode("utf-32"),
    "Latin-1": PLAIN.replace("SUMMARY:S", "SUMMARY:Café").encode("latin-1"),
    "marks inside": PLAIN.replace("BEGIN:VEVENT", "\ufeffBEGIN:VEVENT").encode(),
    "no width before a name": PLAIN.replace("DTSTART", "\u200bDTSTART").encode(),
    "hard space before a value": PLAIN.replace("DTEND:2", "DTEND:\u00a02").encode(),
    "CR alone": PLAIN.replace("\n", "\r").encode(),
    "doubled line ends": PLAIN.replace("\n", "\r\r\n").encode(),
    "control characters": PLAIN.replace("SUMMARY:", "\x0bSUMMARY:\x00").encode(),
    "line separators": PLAIN.replace("SUMMARY:S", "SUMMARY:S\u2028T").encode(),
}
LINES = {
    "each line indented": "\n".join(f"  {line}" for line in PLAIN.split("\n")),
    "indented with folds": "\n".join(
        f"\t{line}" for line in PLAIN.replace(":20260713T09", ":2026\n 0713T09").split("\n")
    ),
    "blanks behind": "\n".join(f"{line}  " for line in PLAIN.split("\n")),
    "tab folds": PLAIN.replace("SUMMARY:", "SUMMARY\n\t:").replace(":20260713T09", ":2026\n\t0713T09"),
    "a blank too many in a fold": PLAIN.replace(":20260713T09", ":2026\n  0713T09"),
    "a fold in a name": PLAIN.replace("DTSTART", "DTST\n ART"),
    "small letters": PLAIN.replace("BEGIN", "begin").replace("DTSTART", "dtstart").replace("TZID=", "tzid="),
    "blanks round marks": PLAIN.replace(";TZID=", "; TZID = ").replace("BEGIN:VEVENT", "BEGIN : VEVENT"),
    "a line of 300 KB": PLAIN.replace("SUMMARY:S", f"SUMMARY:S\nDESCRIPTION:{'x' * 300_000}"),
    "a head of a mail": f"MIME-Version: 1.0\nContent-Type: text/calendar\n\n{PLAIN}\n--boundary--\n",
    "a warning of a server": f"<br />\n<b>Warning</b>: foo in <b>x.php</b> on line <b>3</b><br />\n{PLAIN}",
    "no calendar round it": _event(HERE) + GOOD,
    "no end": PLAIN.replace("END:VCALENDAR\n", ""),
    "two calendars on one line": _calendar(_event(HERE)).rstrip("\n") + _calendar(GOOD),
    "broken off inside": _calendar(GOOD, _event(HERE))[:-30],
    "an event in an event": _calendar(f"BEGIN:VEVENT\nUID:e\n{HERE}\n", GOOD),
    "swapped ends": _calendar(
        f"BEGIN:VEVENT\nUID:e\n{HERE}\nBEGIN:VALARM\nTRIGGER:-PT5M\nEND:VEVENT\nEND:VALARM\n", GOOD
    ),
    "the alarm first": _calendar(
        f"BEGIN:VEVENT\nBEGIN:VALARM\nSUMMARY:a\nEND:VALARM\nUID:e\n{HERE}\nEND:VEVENT\n", GOOD
    ),
    "an event in a task": _calendar(f"BEGIN:VTODO\nUID:t\n{_event(HERE)}END:VTODO\n", GOOD),
    "no name": _calendar("BEGIN:\nEND:\n", _event(HERE), GOOD),
    "no identity": _calendar(_event(HERE, uid=""), GOOD),
    "rubbish between": _calendar(_event(HERE), "%%%%\n{json:true}\n:colon\n;semi\n", GOOD),
    "markup on lines of its own": PLAIN.replace("SUMMARY:S", 'SUMMARY:S\nX-ALT-DESC:<p>\nhtml line\n"q"\n=eq'),
    "BEGIN in a text": PLAIN.replace(
        "SUMMARY:S", "SUMMARY:S\nDESCRIPTION:\\nBEGIN:VEVENT\nEND of day: yes\nBegin: now"
    ),
    "a quote never closed": PLAIN.replace("SUMMARY:S", 'SUMMARY:S\nATTENDEE;CN="Zoe:mailto:a@b\nLOCATION:Room'),
    "8-bit in quotes": PLAIN.replace("SUMMARY:S", 'SUMMARY:S\nATTENDEE;CN="Zoë; Núñez: x":mailto:a@b'),
    "empty parameters": PLAIN.replace("SUMMARY:", 'SUMMARY;LANGUAGE=;X-A="":'),
}
ZONES = [
    "Eastern Standard Time", '"Eastern Standard Time"', "Eastern Daylight Time", "US/Eastern", "US-Eastern", "EST5EDT",
    "America/New York", "America/new_york", "America-New_York", "/freeassociation.sourceforge.net/America/New_York",
    "/mozilla.org/20050126_1/America/New_York", "/citadel.org/20250101_1/America/New_York", "posix/America/New_York",
    "(UTC-05:00) Eastern Time (US & Canada)", '"(UTC-05:00) Eastern Time (US & Canada)"', "Eastern", "EDT",
    "(GMT-05.00) Eastern Time (US & Canada)", '"GMT -0500 (Standard) / GMT -0400 (Daylight)"', "Etc/GMT+4", "-04:00",
    "(UTC-05:00) Estados Unidos y Canadá (hora del Este)", "Eastern Time - New York", "UTC-4", "GMT-4", "UTC-04:00",
]  # fmt: skip
RULES = [
    "Pacific Standard Time", "Pacific Standard Time (Mexico)", "tzone://Microsoft/Custom", "Customized Time Zone",
    "(UTC-08:00) Pacific Time (US & Canada); Tijuana", "Pacific Time (US & Canada), Tijuana", "custom:1",
]  # fmt: skip
CALENDARS = {
    "zones after the events": (_calendar(_event(TIMED.format("My Zone")), GOOD, _zone("My Zone")), NOON),
    "zones without a rule": (_calendar(_zone("My Zone", DATED), _event(TIMED.format("My Zone")), GOOD), NINE),
    "a quoted name in the zone": (_calendar(_zone('"My Zone"'), _event(TIMED.format("My Zone")), GOOD), NOON),
    "another case": (_calendar(_zone(" my zone "), _event(TIMED.format("My Zone")), GOOD), NOON),
    "X-WR-TIMEZONE alone": (_calendar(_event(FLOATING), GOOD, head="X-WR-TIMEZONE:US/Pacific\n"), NOON),
    "X-WR-TIMEZONE at the end": (_calendar(_event(FLOATING), GOOD, "X-WR-TIMEZONE:US/Pacific\n"), NOON),
    "TIMEZONE-ID": (_calendar(_event(FLOATING), GOOD, head="TIMEZONE-ID:US/Pacific\n"), NOON),
    "a zone nobody names": (_calendar(_zone("US/Pacific"), _event(FLOATING), GOOD), NINE),
    "vCalendar": (
        _calendar(
            _event("DTSTART:20260713T130000Z\nDTEND:20260713T140000Z\nSUMMARY;ENCODING=QUOTED-PRINTABLE:=C3=A9=\n s"),
            GOOD, head="VERSION:1.0\nTZ:-05\nDAYLIGHT:TRUE;-04;20260308T020000;20261101T020000;EST;EDT\n",
        ), NINE,
    ),
}  # fmt: skip
MOMENTS = {
    "DTSTART:20260713t130000z\nDTEND:20260713t140000z": NINE,
    "DTSTART:20260713T090000-0400\nDTEND:20260713T100000-0400": NINE,
    "DTSTART:2026-07-13T09:00:00-04:00\nDTEND:2026-07-13T14:00:00.000Z": NINE,
    f"DTSTART;TZID={SCHOOL}:20260713 090000\nDTEND;TZID={SCHOOL}:20260713T1000": NINE,
    f"DTSTART;VALUE=DATE-TIME;TZID={SCHOOL}:20260713T090000\nDTEND:20260713T140000Z": NINE,
    f"DTSTART;TZID={SCHOOL}:20260713T090000\nDTEND;TZID=America/Chicago:20260713T090000": NINE,
    f"DTSTART;TZID={SCHOOL}:20260713T090000\nDTEND:20260713T100000": NINE,
    f"DTSTART;TZID={SCHOOL}:20260713T090000\nDURATION: P0DT1H0M0S ": NINE,
    f"DTSTART;TZID={SCHOOL}:20260713T090000\nDURATION:P1H": NINE,
    f"DTSTART;TZID={SCHOOL}:20260713T090000\nDURATION:P1M": ("2026-07-13T09:00", "2026-07-13T09:15"),
    f"DTSTART;TZID={SCHOOL}:20260713T090000\nDURATION:-PT1H": ("2026-07-13T09:00", "2026-07-13T09:15"),
    f"DTSTART;TZID={SCHOOL}:20260713T230000\nDTEND;TZID={SCHOOL}:20260713T240000": ("2026-07-13T23:00", DAY[1]),
    f"DTSTART;TZID={SCHOOL}:20260713T090000\nDTEND;VALUE=DATE:20260714": ("2026-07-13T09:00", DAY[1]),
    f"DTSTART;TZID={SCHOOL};VALUE=DATE:20260713\nDTEND;TZID={SCHOOL};VALUE=DATE:20260714": DAY,
    "DTSTART:20260713\nDTEND:20260714": DAY,
    "DTSTART;VALUE=DATE:20260713Z\nDTEND;VALUE=DATE:20260714Z": DAY,
    "DTSTART;VALUE=DATE:2026-07-13": DAY,
    "DTSTART;VALUE=DATE:20260713\nDTEND:20260713T100000": DAY,
    "DTSTART:20260713T000000\nDTEND:20260714T000000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE": DAY,
    "DTSTART:20260230T090000Z": None,
    "DTSTART:": None,
}
SERIES = f"{HERE}\nRRULE:FREQ=WEEKLY;COUNT=4"
CHANGES = [
    "RECURRENCE-ID;VALUE=DATE:20260720", "RECURRENCE-ID:20260720T130000Z", "RECURRENCE-ID:20260720T090000",
    "RECURRENCE-ID;TZID=Asia/Tokyo:20260720T220000", "RECURRENCE-ID;TZID=Eastern Standard Time:20260720T090000",
    "RECURRENCE-ID:20260720T000000", "RECURRENCE-ID;RANGE=THISANDPRIOR:20260720T130000Z",
]  # fmt: skip
HOLES = {
    "EXDATE:20260720T130000Z": 1, "EXDATE;VALUE=DATE:20260720": 1, "EXDATE:20260720": 1, "EXDATE:": 0,
    f"EXDATE;TZID={SCHOOL}:20260720T090000, 20260727T090000": 2, "EXDATE;TZID=Asia/Tokyo:20260720T220000": 1,
    f"EXDATE;TZID={SCHOOL}:20260720T090000;20260727T090000": 2, "EXDATE;TZID=Asia/Tokyo:20260721T030000": 1,
    "EXDATE:20260721T010000Z": 1, "EXDATE:20260720T130000Z,": 1, "EXDATE:20260720T000000": 1,
    f"EXDATE;TZID={SCHOOL}:20260720": 1,
}  # fmt: skip


@pytest.mark.parametrize("name", BYTES)
def test_bytes(name: str) -> None:
    assert _times(BYTES[name]) == NINE


@pytest.mark.parametrize("name", LINES)
def test_lines_and_structure(name: str) -> None:
    assert _times(LINES[name]) == NINE


@pytest.mark.parametrize("name", ZONES)
def test_names_of_zones(name: str) -> None:
    assert _times(_calendar(_event(TIMED.format(name)), GOOD)) == NINE


@pytest.mark.parametrize("name", RULES)
def test_zones_with_their_rules(name: str) -> None:
    assert _times(_calendar(_zone(name), _event(TIMED.format(f'"{name}"')), GOOD)) == NOON


@pytest.mark.parametrize("name", CALENDARS)
def test_zones_of_calendars(name: str) -> None:
    text, times = CALENDARS[name]
    assert _times(text) == times


@pytest.mark.parametrize("moments", MOMENTS)
def test_times(moments: str) -> None:
    assert _times(_calendar(_event(f"{moments}\nSUMMARY:S"), GOOD)) == MOMENTS[moments]


@pytest.mark.parametrize("change", CHANGES)
def test_changed_dates_are_found_in_their_series(change: str) -> None:
    moved = _event(f"{change}\nDTSTART;TZID={SCHOOL}:20260720T110000\nDURATION:PT1H\nSUMMARY:S")
    events = _read(_calendar(_event(SERIES), moved, GOOD))
    assert [(event.override_on, event.refusal) for event in events] == [(None, None), (date(2026, 7, 20), None)]


@pytest.mark.parametrize("line", HOLES)
def test_dates_left_out(line: str) -> None:
    repeat = _read(_calendar(_event(f"{SERIES}\n{line}"), GOOD))[0].repeat
    assert repeat is not None
    assert repeat.holes == (date(2026, 7, 20), date(2026, 7, 27))[: HOLES[line]]
