"""A model of how Outlook and Exchange read a calendar file, written from MS-OXCICAL and MS-STANOICAL alone.

It shares no code with the exporter. What those documents call unsupported is refused here, what they read in part is
read in the same part: two yearly dates for a zone, exceptions by date, busy status before TRANSP, one alarm in
absolute minutes, 255 characters of subject. It shows conformity to the documents, not to Outlook.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tests.interchange.outlook_lines import Component, Line, Refused, components, naive, utc
from tests.interchange.outlook_patterns import pattern
from tests.interchange.outlook_zones import Zone, zone_of

SUBJECT_LIMIT = 255


_BUSY = {"FREE", "TENTATIVE", "BUSY", "OOF"}


@dataclass(frozen=True, order=True)
class Appointment:
    """One instance in the importer's calendar: UTC instants as ISO text, dates for whole days."""

    start: str
    end: str
    subject: str
    busy: str
    uid: str = field(compare=False)
    alarm_min: int | None = field(default=None, compare=False)


@dataclass
class Reading:
    """What one file leaves behind in the calendar, and what was lost on the way."""

    appointments: list[Appointment] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read(data: bytes) -> Reading:
    """Import one file."""
    reading = Reading()
    if data.startswith(b"\xef\xbb\xbf"):
        reading.remarks.append("byte-order mark")
    if b"\n" in data.replace(b"\r\n", b"") or b"\r" in data.replace(b"\r\n", b""):
        reading.remarks.append("line end that is not CRLF")
    if any(len(line) > 75 for line in data.split(b"\r\n")):
        reading.remarks.append("line longer than 75 octets")
    calendars, header = components(data.decode("utf-8-sig"))
    if len(calendars) != 1:
        raise Refused(what="not exactly one VCALENDAR")
    if header[:2] != ["VERSION", "PRODID"] or "METHOD" not in header:
        raise Refused(what="VERSION, PRODID and METHOD come before the first component")
    if calendars[0].text("METHOD") != "PUBLISH":
        raise Refused(what="only PUBLISH leaves appointments without an invitation")
    zones = {}
    for part in (each for each in calendars[0].inside if each.name == "VTIMEZONE"):
        zones[part.text("TZID")] = zone_of(part, reading.remarks)
    _events([each for each in calendars[0].inside if each.name == "VEVENT"], zones, reading)
    reading.appointments.sort()
    return reading


def _events(events: list[Component], zones: dict[str, Zone], reading: Reading) -> None:
    masters = [event for event in events if not event.first("RECURRENCE-ID")]
    moved = [event for event in events if event.first("RECURRENCE-ID")]
    seen: set[str] = set()
    for event in masters:
        uid = event.text("UID")
        try:
            _allowed(event, seen, reading)
            seen.add(uid)
            own = [each for each in moved if each.text("UID") == uid]
            found = _series(event, own, zones, reading) if event.first("RRULE") else [_single(event, zones)]
            reading.appointments += found
        except Refused as reason:
            reading.refused.append(f"{uid}: {reason}")
    reading.refused += [
        f"{each.text('UID')}: an instance without its series" for each in moved if each.text("UID") not in seen
    ]


def _allowed(event: Component, seen: set[str], reading: Reading) -> None:
    if event.text("UID") in seen | {""}:
        raise Refused(what="no UID of its own")
    for name in ("ORGANIZER", "ATTENDEE", "RDATE", "EXRULE", "DURATION"):
        if event.first(name):
            raise Refused(what=f"{name} in an appointment")
    for name in ("RRULE", "UID", "DTSTART", "DTEND", "SUMMARY", "EXDATE", "CATEGORIES"):
        if len(event.all(name)) > 1:
            raise Refused(what=f"{name} twice")
    expected = "TRANSPARENT" if event.text("X-MICROSOFT-CDO-BUSYSTATUS") == "FREE" else "OPAQUE"
    if event.first("X-MICROSOFT-CDO-BUSYSTATUS") and event.text("TRANSP") != expected:
        reading.remarks.append("busy status and TRANSP differ")


def _single(event: Component, zones: dict[str, Zone]) -> Appointment:
    start, end = event.first("DTSTART"), event.first("DTEND")
    if start is None or end is None:
        raise Refused(what="no start or no end")
    if start.params.get("VALUE") == "DATE":
        if end.params.get("VALUE") != "DATE" or end.value <= start.value:
            raise Refused(what="a whole day that ends before it starts")
        return _appointment(event, _day(start.value).isoformat(), _day(end.value).isoformat())
    begin, finish = _instant(start, zones), _instant(end, zones)
    if finish < begin:
        raise Refused(what="it ends before it starts")
    return _appointment(event, _shown(begin), _shown(finish))


def _series(event: Component, moved: list[Component], zones: dict[str, Zone], reading: Reading) -> list[Appointment]:
    start, end = event.first("DTSTART"), event.first("DTEND")
    if start is None or end is None or "TZID" not in start.params or start.params != end.params:
        raise Refused(what="a series needs a zone at both ends")
    zone = zones.get(start.params["TZID"])
    if zone is None:
        raise Refused(what="the zone's VTIMEZONE is missing")
    begin, length = naive(start.value), naive(end.value) - naive(start.value)
    days = pattern(event.text("RRULE"), begin, zone, length)
    if not days or days[0] != begin.date():
        raise Refused(what="DTSTART is not the first instance")
    gone = _gone(event, start, set(days), reading)
    kept = {day: (datetime.combine(day, begin.time()), length, event) for day in days if day not in gone}
    for change in moved:
        _move(kept, change, zone, start.params["TZID"])
    return [
        _appointment(source, _shown(zone.utc(moment)), _shown(zone.utc(moment + span)))
        for moment, span, source in kept.values()
    ]


def _gone(event: Component, start: Line, days: set[date], reading: Reading) -> set[date]:
    line = event.first("EXDATE")
    if line is None:
        return set()
    if line.params != start.params:
        raise Refused(what="EXDATE in another form than DTSTART")
    values = line.value.split(",")
    if values != sorted(values):
        reading.remarks.append("EXDATE not in order")
    gone = {naive(value).date() for value in values}
    if gone - days:
        reading.remarks.append("EXDATE without an instance")
    return gone


def _move(kept: dict[date, tuple[datetime, timedelta, Component]], change: Component, zone: Zone, tzid: str) -> None:
    """Move an instance: it stays between its neighbours, overlaps none, and no two stand on one day."""
    of, start, end = (change.first(name) for name in ("RECURRENCE-ID", "DTSTART", "DTEND"))
    if of is None or start is None or end is None or {of.params.get("TZID"), start.params.get("TZID")} != {tzid}:
        raise Refused(what="a moved instance in another zone")
    day, begin, finish = naive(of.value).date(), naive(start.value), naive(end.value)
    if day not in kept:
        raise Refused(what="a moved instance that the series does not have")
    order = sorted(kept)
    at = order.index(day)
    for neighbour in (*order[at - 1 : at][:1], *order[at + 1 : at + 2]):
        other, length, _ = kept[neighbour]
        is_before = neighbour < day
        overlaps = other + length > begin if is_before else finish > other
        if overlaps or other.date() == begin.date():
            raise Refused(what="a moved instance leaves its place between its neighbours")
    kept[day] = (begin, finish - begin, change)


def _appointment(event: Component, start: str, end: str) -> Appointment:
    busy = event.text("X-MICROSOFT-CDO-BUSYSTATUS")
    if busy not in _BUSY:
        busy = "FREE" if event.text("TRANSP") == "TRANSPARENT" else "BUSY"
    subject = re.sub(r"\\([nN,;\\])", lambda found: "\n" if found[1] in "nN" else found[1], event.text("SUMMARY"))
    return Appointment(start, end, subject[:SUBJECT_LIMIT], busy, event.text("UID"), _alarm(event))


def _alarm(event: Component) -> int | None:
    """Return the first alarm's minutes; the sign is not looked at, so one after the start rings before it."""
    alarm = next((each for each in event.inside if each.name == "VALARM"), None)
    found = re.fullmatch(r"[-+]?PT(?:(\d+)H)?(?:(\d+)M)?", alarm.text("TRIGGER")) if alarm else None
    return int(found[1] or 0) * 60 + int(found[2] or 0) if found else None


def _instant(line: Line, zones: dict[str, Zone]) -> datetime:
    if line.value.endswith("Z"):
        return utc(line.value)
    zone = zones.get(line.params.get("TZID", ""))
    if zone is None:
        raise Refused(what="a time without a zone")
    return zone.utc(naive(line.value))


def _day(text: str) -> date:
    return datetime.strptime(text, "%Y%m%d").date()


def _shown(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%dT%H:%MZ")
