"""A model of how Outlook and Exchange read a calendar file, written from MS-OXCICAL and MS-STANOICAL alone.

It shares no code with the exporter. What those documents call unsupported is refused here, what they read in part is
read in the same part: two yearly dates for a zone, exceptions by date, busy status before TRANSP, one alarm in
absolute minutes, 255 characters of subject. It shows conformity to the documents, not to Outlook.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKDAYS = frozenset(range(5))
SUBJECT_LIMIT = 255
DAY = timedelta(days=1)
_TEMPLATES = (
    ("FREQ=DAILY", "INTERVAL"),
    ("FREQ=WEEKLY", "BYDAY", "INTERVAL", "WKST"),
    ("FREQ=MONTHLY", "BYMONTHDAY", "INTERVAL"),
    ("FREQ=MONTHLY", "BYDAY", "BYSETPOS", "INTERVAL"),
    ("FREQ=YEARLY", "BYMONTHDAY", "BYMONTH"),
    ("FREQ=YEARLY", "BYDAY", "BYSETPOS", "BYMONTH"),
)
_OPTIONAL = {"INTERVAL", "WKST"}
_BUSY = {"FREE", "TENTATIVE", "BUSY", "OOF"}


class Refused(ValueError):
    """Outlook would not take the object."""

    def __init__(self, what: str) -> None:
        super().__init__(what)


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


@dataclass(frozen=True)
class Line:
    """A content line: name, parameters, raw value."""

    name: str
    params: dict[str, str]
    value: str


@dataclass
class Component:
    """A BEGIN/END pair with its lines and the components inside it."""

    name: str
    lines: list[Line] = field(default_factory=list)
    inside: list[Component] = field(default_factory=list)

    def first(self, name: str) -> Line | None:
        return next((line for line in self.lines if line.name == name), None)

    def all(self, name: str) -> list[Line]:
        return [line for line in self.lines if line.name == name]

    def text(self, name: str, missing: str = "") -> str:
        line = self.first(name)
        return missing if line is None else line.value


@dataclass(frozen=True)
class YearlyDate:
    """A clock change as a TIME_ZONE_INFORMATION has it: month, weekday, place (5 is the last), local time before it."""

    month: int
    weekday: int
    place: int
    at: timedelta

    @cache  # noqa: B019  a dozen changes at most
    def in_year(self, year: int) -> datetime:
        first = datetime(year, self.month, 1)
        day = first + timedelta(days=(self.weekday - first.weekday()) % 7 + 7 * (self.place - 1))
        while day.month != self.month:
            day -= timedelta(days=7)
        return day + self.at


@dataclass(frozen=True)
class Zone:
    """Two offsets and the two dates of the year between which each holds; no dates: one offset for ever."""

    standard: timedelta
    daylight: timedelta
    to_standard: YearlyDate | None = None
    to_daylight: YearlyDate | None = None

    def utc(self, local: datetime) -> datetime:
        return (local - self.offset(local)).replace(tzinfo=UTC)

    def offset(self, local: datetime) -> timedelta:
        if self.to_standard is None or self.to_daylight is None:
            return self.standard
        summer, winter = self.to_daylight.in_year(local.year), self.to_standard.in_year(local.year)
        if summer < winter:
            return self.daylight if summer <= local < winter else self.standard
        return self.standard if winter <= local < summer else self.daylight

    def local(self, instant: datetime) -> datetime:
        naive = instant.replace(tzinfo=None)
        for offset in (self.daylight, self.standard):
            if self.offset(naive + offset) == offset:
                return naive + offset
        return naive + self.standard


def read(data: bytes) -> Reading:
    """Import one file."""
    reading = Reading()
    if data.startswith(b"\xef\xbb\xbf"):
        reading.remarks.append("byte-order mark")
    if b"\n" in data.replace(b"\r\n", b"") or b"\r" in data.replace(b"\r\n", b""):
        reading.remarks.append("line end that is not CRLF")
    if any(len(line) > 75 for line in data.split(b"\r\n")):
        reading.remarks.append("line longer than 75 octets")
    calendars, header = _components(data.decode("utf-8-sig"))
    if len(calendars) != 1:
        raise Refused(what="not exactly one VCALENDAR")
    if header[:2] != ["VERSION", "PRODID"] or "METHOD" not in header:
        raise Refused(what="VERSION, PRODID and METHOD come before the first component")
    if calendars[0].text("METHOD") != "PUBLISH":
        raise Refused(what="only PUBLISH leaves appointments without an invitation")
    zones = {}
    for part in (each for each in calendars[0].inside if each.name == "VTIMEZONE"):
        zones[part.text("TZID")] = _zone(part, reading)
    _events([each for each in calendars[0].inside if each.name == "VEVENT"], zones, reading)
    reading.appointments.sort()
    return reading


def _components(text: str) -> tuple[list[Component], list[str]]:
    """Return the calendars, and the names of the lines that stand before the first component inside the first."""
    top = Component("")
    stack = [top]
    header: list[str] = []
    for raw in text.replace("\r\n ", "").replace("\r\n\t", "").split("\r\n"):
        if not raw:
            continue
        line = _line(raw)
        if line.name == "BEGIN":
            stack.append(Component(line.value))
            stack[-2].inside.append(stack[-1])
        elif line.name == "END":
            if stack.pop().name != line.value:
                raise Refused(what="BEGIN and END do not match")
        elif len(stack) == 2 and stack[1].inside:
            continue  # calendar properties behind a component are not read
        else:
            stack[-1].lines.append(line)
            if len(stack) == 2:
                header.append(line.name)
    if len(stack) != 1:
        raise Refused(what="a component is open at the end")
    return top.inside, header


def _line(raw: str) -> Line:
    head, colon, value = raw.partition(":")
    if not colon:
        raise Refused(what=f"no content line: {raw}")
    name, *params = head.split(";")
    return Line(name, dict(param.split("=", 1) for param in params), value)


def _zone(component: Component, reading: Reading) -> Zone:
    """Approximate: of each kind the part with the largest DTSTART, its rule as one date of the year."""
    newest: dict[str, Component] = {}
    for part in component.inside:
        if not part.first("TZOFFSETTO") or not part.first("TZOFFSETFROM"):
            raise Refused(what="a zone part without offsets")
        known = newest.get(part.name)
        if known is None or known.text("DTSTART") <= part.text("DTSTART"):
            newest[part.name] = part
    if "STANDARD" not in newest:
        raise Refused(what="a zone without STANDARD")
    standard = _offset(newest["STANDARD"].text("TZOFFSETTO"))
    if "DAYLIGHT" not in newest:
        if newest["STANDARD"].first("RRULE"):
            reading.remarks.append("a yearly rule without the other part")
        return Zone(standard, standard)
    daylight = _offset(newest["DAYLIGHT"].text("TZOFFSETTO"))
    if daylight <= standard:
        reading.remarks.append("daylight time is not the larger offset")
    return Zone(standard, daylight, _yearly(newest["STANDARD"]), _yearly(newest["DAYLIGHT"]))


def _yearly(part: Component) -> YearlyDate:
    found = re.fullmatch(r"FREQ=YEARLY;BYDAY=([1-4]|-1)(MO|TU|WE|TH|FR|SA|SU);BYMONTH=(\d{1,2})", part.text("RRULE"))
    if not found:
        raise Refused(what=f"zone rule {part.text('RRULE')!r}")
    start = _naive(part.text("DTSTART"))
    place = 5 if found[1] == "-1" else int(found[1])
    change = YearlyDate(
        int(found[3]), DAYS.index(found[2]), place, start - datetime(start.year, start.month, start.day)
    )
    if change.in_year(start.year) != start:
        raise Refused(what="DTSTART of a zone part is not a date of its rule")
    return change


def _offset(text: str) -> timedelta:
    minutes = int(text[1:3]) * 60 + int(text[3:5])
    return timedelta(minutes=-minutes if text[0] == "-" else minutes)


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
    begin, length = _naive(start.value), _naive(end.value) - _naive(start.value)
    days = _pattern(event.text("RRULE"), begin, zone, length)
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
    gone = {_naive(value).date() for value in values}
    if gone - days:
        reading.remarks.append("EXDATE without an instance")
    return gone


def _move(kept: dict[date, tuple[datetime, timedelta, Component]], change: Component, zone: Zone, tzid: str) -> None:
    """Move an instance: it stays between its neighbours, overlaps none, and no two stand on one day."""
    of, start, end = (change.first(name) for name in ("RECURRENCE-ID", "DTSTART", "DTEND"))
    if of is None or start is None or end is None or {of.params.get("TZID"), start.params.get("TZID")} != {tzid}:
        raise Refused(what="a moved instance in another zone")
    day, begin, finish = _naive(of.value).date(), _naive(start.value), _naive(end.value)
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


def _pattern(rule: str, begin: datetime, zone: Zone, length: timedelta) -> list[date]:
    """Return the dates of a rule that has one of the templates; refuse every other."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    if len(parts) != rule.count(";") + 1 or not {"UNTIL", "COUNT"} & set(parts) or {"UNTIL", "COUNT"} <= set(parts):
        raise Refused(what=f"rule {rule}")
    names = [name for name in parts if name not in ("UNTIL", "COUNT", "FREQ")]
    if not any(_has_form(template, parts["FREQ"], names) for template in _TEMPLATES):
        raise Refused(what=f"rule {rule}")
    _check_values(parts, rule)
    step = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 28, "YEARLY": 365}[parts["FREQ"]] * int(parts.get("INTERVAL", "1"))
    if length >= timedelta(days=1 if "," in parts.get("BYDAY", "") else step):
        raise Refused(what="an instance as long as the interval")
    last = date.max
    if "UNTIL" in parts:
        until = parts["UNTIL"]
        last = (zone.local(_utc(until)) if until.endswith("Z") else _naive(until)).date()
    return _days(parts, begin.date(), last, int(parts.get("COUNT", "0")))


def _has_form(template: tuple[str, ...], freq: str, names: list[str]) -> bool:
    wanted = [name for name in template[1:] if name not in _OPTIONAL or name in names]
    return template[0] == f"FREQ={freq}" and names == wanted


def _check_values(parts: dict[str, str], rule: str) -> None:
    days = parts.get("BYDAY", "MO").split(",")
    fits = (
        set(days) <= set(DAYS)
        and parts.get("BYSETPOS", "1") in ("1", "2", "3", "4", "-1")
        and parts.get("BYMONTHDAY", "1") in (*map(str, range(1, 29)), "-1")
        and parts.get("BYMONTH", "1") in map(str, range(1, 13))
        and 1 <= int(parts.get("INTERVAL", "1")) <= 99
        and len(parts.get("COUNT", "1")) <= 3
        and (parts["FREQ"] != "WEEKLY" or parts.get("INTERVAL", "1") == "1" or parts.get("WKST") == "SU")
        and (parts["FREQ"] == "WEEKLY" or len(days) == 1 or {DAYS.index(day) for day in days} == WORKDAYS)
    )
    if not fits:
        raise Refused(what=f"rule {rule}")


def _days(parts: dict[str, str], first: date, last: date, count: int) -> list[date]:
    """Look at every date once: slow, and as plain as the documents."""
    found: list[date] = []
    interval = int(parts.get("INTERVAL", "1"))
    weekdays = {DAYS.index(day) for day in parts["BYDAY"].split(",")} if "BYDAY" in parts else set()
    sunday = first - timedelta(days=(first.weekday() + 1) % 7)
    day = first
    while day <= last and (not count or len(found) < count) and (day - first).days < 40_000:
        months = (day.year - first.year) * 12 + day.month - first.month
        if parts["FREQ"] == "DAILY":
            fits = (day - first).days % interval == 0
        elif parts["FREQ"] == "WEEKLY":
            fits = (day - sunday).days // 7 % interval == 0 and day.weekday() in weekdays
        elif parts["FREQ"] == "MONTHLY":
            fits = months % interval == 0 and _is_place(day, parts, weekdays)
        else:
            fits = day.month == int(parts["BYMONTH"]) and _is_place(day, parts, weekdays)
        if fits:
            found.append(day)
        day += DAY
    return found


def _is_place(day: date, parts: dict[str, str], weekdays: set[int]) -> bool:
    if "BYMONTHDAY" in parts:
        wanted = int(parts["BYMONTHDAY"])
        return (day + DAY).month != day.month if wanted == -1 else day.day == wanted
    if day.weekday() not in weekdays:
        return False
    place = int(parts["BYSETPOS"])
    step = DAY if place > 0 else -DAY
    before = 0
    probe = day
    while probe.month == day.month:
        before += probe.weekday() in weekdays
        probe -= step
    return before == abs(place)


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
        return _utc(line.value)
    zone = zones.get(line.params.get("TZID", ""))
    if zone is None:
        raise Refused(what="a time without a zone")
    return zone.utc(_naive(line.value))


def _naive(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y%m%dT%H%M%S")
    except ValueError as error:
        raise Refused(what=f"time {text!r}") from error


def _utc(text: str) -> datetime:
    return _naive(text.removesuffix("Z")).replace(tzinfo=UTC)


def _day(text: str) -> date:
    return datetime.strptime(text, "%Y%m%d").date()


def _shown(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%dT%H:%MZ")
