"""The text of one resource: compared by what it means, and edited so that all we do not know of stays as it is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from il_desktop.domain import zones
from il_desktop.domain.errors import BadFile
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.interchange.ics.incoming import CalendarRead, Incoming
from il_desktop.interchange.ics.read import read_calendar
from il_desktop.interchange.ics.text import escape, fold

MAX_TEXT = 256 * 1024  # of one resource; larger ones stay on the server alone
TIME, WORDS, LOOK = "time", "words", "look"
GROUPS = (TIME, WORDS, LOOK)
_DIGEST = 16  # letters for each group
_GROUP_OF = {
    **dict.fromkeys(("DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE", "RDATE", "RECURRENCE-ID"), TIME),
    **dict.fromkeys(("SUMMARY", "DESCRIPTION", "LOCATION"), WORDS),
    **dict.fromkeys(
        (
            "CATEGORIES",
            "CLASS",
            "STATUS",
            "TRANSP",
            "PRIORITY",
            "X-MICROSOFT-CDO-BUSYSTATUS",
            "X-MICROSOFT-CDO-IMPORTANCE",
        ),
        LOOK,
    ),
}
_NAME = re.compile(r"\s*([A-Za-z0-9-]+)")
_TITLE = re.compile(r"^SUMMARY:(.*?)\r?$", re.MULTILINE)
_ESCAPED = re.compile(r"\\(.)")
_STAMPS = frozenset({"DTSTAMP", "LAST-MODIFIED"})
_REPEATS = frozenset({"RRULE", "EXDATE", "RDATE", "EXRULE"})
_TIMES = frozenset({"DTSTART", "DTEND", "DURATION", "RECURRENCE-ID"})


class Instance(NamedTuple):
    """Where one date of a repetition now is; without a span it does not take place."""

    on: date
    span: Span | None
    tz: str
    all_day: bool = False


class OwnResource(NamedTuple):
    """One of our resources, ready to be compared and sent."""

    uid: str
    digest: str
    text: str


@dataclass(slots=True)
class _Event:
    """A VEVENT as unfolded lines, BEGIN and END left out; `depth_of` is 1 for lines of parts inside it."""

    lines: list[str]

    def own(self) -> list[tuple[int, str, str]]:
        """Return position, name and line of the properties that are the event's own."""
        found: list[tuple[int, str, str]] = []
        depth = 0
        for index, line in enumerate(self.lines):
            name = name_of(line)
            if name == "BEGIN":
                depth += 1
            elif name == "END":
                depth -= 1
            elif not depth:
                found.append((index, name, line))
        return found

    def value(self, name: str) -> str:
        return next((line.rpartition(":")[2].strip() for _, key, line in self.own() if key == name), "")

    def line(self, name: str) -> str:
        return next((line for _, key, line in self.own() if key == name), "")

    def without(self, names: Collection[str]) -> _Event:
        dropped = {index for index, name, _ in self.own() if name in names}
        return _Event([line for index, line in enumerate(self.lines) if index not in dropped])

    def grouped(self, group: str) -> list[str]:
        return [line for _, name, line in self.own() if _GROUP_OF.get(name) == group]


@dataclass(slots=True)
class _Calendar:
    """A resource taken apart: lines before, between and after its events are kept in their order."""

    head: list[str]
    zones: list[list[str]]
    events: list[_Event]
    others: list[list[str]]

    def text(self) -> str:
        lines = [*self.head, *(line for zone in self.zones for line in zone)]
        for event in self.events:
            lines += ["BEGIN:VEVENT", *event.lines, "END:VEVENT"]
        lines += [line for other in self.others for line in other]
        return "".join(f"{fold(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def name_of(line: str) -> str:
    """Return a content line's name in capitals."""
    found = _NAME.match(line)
    return found[1].upper() if found else ""


def read_resource(text: str, href: str, school_tz: str) -> CalendarRead | None:
    """Read what a resource says; None when it is no calendar or too large to be brought in."""
    data = text.encode()
    if len(data) > MAX_TEXT:
        return None
    try:
        return read_calendar(data, Path(href.rstrip("/").rsplit("/", 1)[-1] or "resource"), school_tz)
    except BadFile:
        return None


def uid_in(text: str) -> str:
    """Return the UID of the first event, empty when there is none."""
    events = _take_apart(text).events
    return events[0].value("UID")[:1000] if events else ""


def same_meaning(one: str, other: str, school_tz: str) -> bool:
    """Tell whether two texts of a resource say the same, however they are written."""
    is_written_alike = one.replace("\r\n", "\n") == other.replace("\r\n", "\n")  # XML leaves one sign of two
    return is_written_alike or _meaning(one, school_tz) == _meaning(other, school_tz)


def same_times(one: str, other: str, school_tz: str) -> bool:
    """Tell whether two texts of a resource have the same dates and hours, whatever they say of them."""
    return _meaning(one, school_tz, words=False) == _meaning(other, school_tz, words=False)


def without_times(digest: str) -> str:
    """Return a digest from which the times always differ, and nothing else does."""
    return f"{'-' * _DIGEST}{digest[_DIGEST:]}"


def digest_of(*parts: str) -> str:
    """Return one digest for some texts, each with its own place, see `changed_groups`."""
    return "".join(hashlib.sha256(part.encode()).hexdigest()[:_DIGEST] for part in parts)


def changed_groups(before: str, now: str) -> frozenset[str]:
    """Return the groups in which two digests differ; all for one of another form."""
    if len(before) != len(now):
        return frozenset(GROUPS)
    pieces = {name: slice(n * _DIGEST, (n + 1) * _DIGEST) for n, name in enumerate(GROUPS)}
    return frozenset(name for name, piece in pieces.items() if before[piece] != now[piece])


def own_resource(text: str) -> OwnResource:
    """Return an exported calendar as a resource: no METHOD, no name (RFC 4791, 4.1)."""
    calendar = _take_apart(text)
    calendar.head = [line for line in calendar.head if name_of(line) not in {"METHOD", "X-WR-CALNAME"}]
    events = calendar.events
    return OwnResource(events[0].value("UID")[:1000] if events else "", _digest(events), calendar.text())


def own_title(text: str) -> str:
    """Return the title of one of our own resources: written without parameters, one escape for each sign."""
    found = _TITLE.search(_unfolded(text))
    return _ESCAPED.sub(lambda sign: "\n" if sign[1] in "nN" else sign[1], found[1]) if found else ""


def join_series(master: str, overrides: Iterable[tuple[str, date]]) -> str:
    """Return one resource from a repeating event and single events that take the place of its dates."""
    calendar = _take_apart(master)
    event = calendar.events[0]
    start, uid = event.line("DTSTART"), event.line("UID")
    moved: set[str] = set()
    for text, on in sorted(overrides, key=lambda pair: pair[1]):
        moment = _on_date(start, on)
        moved.add(moment.rpartition(":")[2])
        single = _take_apart(text).events[0].without({"UID"})
        calendar.events.append(_Event([uid, f"RECURRENCE-ID{moment.removeprefix('DTSTART')}", *single.lines]))
    event.lines = [line for line in (_without_dates(line, moved) for line in event.lines) if line]
    return calendar.text()


def patched(seen: str, ours: str, groups: Collection[str]) -> str:
    """Return the server's text with the changed groups of ours in it; everything else of theirs is kept."""
    theirs, mine = _take_apart(seen), _take_apart(ours)
    by_key = {event.value("RECURRENCE-ID"): event for event in mine.events}
    kept: list[_Event] = []
    for event in theirs.events:
        own = by_key.pop(event.value("RECURRENCE-ID"), None)
        if own is not None:
            kept.append(_with_groups(event, own, groups))
        elif TIME not in groups or not event.value("RECURRENCE-ID"):
            kept.append(event)
    if TIME in groups:
        kept += by_key.values()
        known = {_zone_name(zone) for zone in theirs.zones}
        theirs.zones += [zone for zone in mine.zones if _zone_name(zone) not in known]
    theirs.events = kept
    return theirs.text()


def with_single(seen: str, instance: Instance, title: str | None, stamp: datetime) -> str:
    """Return their single event at another time, with another title unless it is None."""
    theirs = _take_apart(seen)
    event = theirs.events[0].without({"DTSTART", "DTEND", "DURATION", "DTSTAMP", "LAST-MODIFIED"})
    if title is not None:
        event = event.without({"SUMMARY"})
        event.lines.append(f"SUMMARY:{escape(title)}")
    event.lines += [*_times(instance), *_stamps(stamp)]
    theirs.events[0] = _raised(event)
    return theirs.text()


def with_instances(seen: str, instances: Iterable[Instance], stamp: datetime) -> str:
    """Return their repeating event with some dates moved or left out; dates not named stay as they are."""
    theirs = _take_apart(seen)
    master = next(event for event in theirs.events if not event.value("RECURRENCE-ID"))
    start = master.line("DTSTART")
    for instance in instances:
        moment = _on_date(start, instance.on)
        key = moment.rpartition(":")[2]
        own = next((event for event in theirs.events if event.value("RECURRENCE-ID") == key), None)
        if own is not None:
            theirs.events.remove(own)
        if instance.span is None:
            master.lines.append(f"EXDATE{moment.removeprefix('DTSTART')}")
            continue
        dropped = _REPEATS | _TIMES | _STAMPS
        single = (own or master).without(dropped)
        head = [f"RECURRENCE-ID{moment.removeprefix('DTSTART')}", *_times(instance), *_stamps(stamp)]
        theirs.events.append(_Event([*head, *single.lines]))
    place = theirs.events.index(master)
    master = master.without(_STAMPS)
    master.lines += _stamps(stamp)
    theirs.events[place] = _raised(master)
    return theirs.text()


def facts(event: Incoming, *, words: bool = True) -> tuple[object, ...]:
    """Return what an event says, for comparison; without its words what it says of time."""
    refusal = event.refusal.code if event.refusal else ""
    span = event.span and (_instant(event, event.span.start), _instant(event, event.span.end))
    said = (event.summary, event.place, event.note) if words else ()
    return (event.key, span, event.all_day, event.repeat, event.override_on, *said, refusal)


def _meaning(text: str, school_tz: str, *, words: bool = True) -> object:
    read = read_resource(text, "", school_tz)
    return text if read is None else sorted(repr(facts(event, words=words)) for event in read.events)


def _instant(event: Incoming, moment: WallTime) -> str:
    return moment.iso() if event.all_day else zones.instant_text(zones.to_instant(moment, event.tz))


def _digest(events: Iterable[_Event]) -> str:
    """Return what changes when time, words or look of our own text do; stamps do not count."""
    lines: dict[str, list[str]] = {group: [] for group in GROUPS}
    for event in events:
        for _, name, line in event.own():
            if name in _GROUP_OF:
                lines[_GROUP_OF[name]].append(line)
    return digest_of(*("\n".join(sorted(lines[group])) for group in GROUPS))


def _unfolded(text: str) -> str:
    return re.sub(r"\r?\n[ \t]", "", text.replace("\r\r\n", "\r\n"))


def _take_apart(text: str) -> _Calendar:
    lines = [line for line in re.split(r"\r?\n", _unfolded(text)) if line.strip()]
    calendar = _Calendar([], [], [], [])
    open_part: list[str] = []
    depth = 0
    for line in lines:
        name, value = name_of(line), line.partition(":")[2].strip().upper()
        if name == "BEGIN" and value != "VCALENDAR":
            depth += 1
        if depth:
            open_part.append(line)
        elif name != "END":
            calendar.head.append(line)
        if name == "END" and depth:
            depth -= 1
            if not depth:
                _file_part(calendar, open_part)
                open_part = []
    return calendar


def _file_part(calendar: _Calendar, lines: list[str]) -> None:
    kind = lines[0].partition(":")[2].strip().upper()
    if kind == "VEVENT":
        calendar.events.append(_Event(lines[1:-1]))
    else:
        (calendar.zones if kind == "VTIMEZONE" else calendar.others).append(lines)


def _with_groups(event: _Event, own: _Event, groups: Collection[str]) -> _Event:
    names = {name for name, group in _GROUP_OF.items() if group in groups}
    changed = event.without(names | _STAMPS)
    for group in GROUPS:
        if group in groups:
            changed.lines += own.grouped(group)
    changed.lines += [line for _, name, line in own.own() if name in _STAMPS]
    return _raised(changed)


def _raised(event: _Event) -> _Event:
    """Count the change: other programs take the higher SEQUENCE for the newer version."""
    number = event.value("SEQUENCE")
    raised = event.without({"SEQUENCE"})
    raised.lines.append(f"SEQUENCE:{int(number) + 1 if number.isdigit() and len(number) < 9 else 1}")
    return raised


def _on_date(start: str, on: date) -> str:
    """Return a DTSTART line for the same time on another date."""
    head, _, value = start.rpartition(":")
    return f"{head}:{on:%Y%m%d}{value[8:]}"


def _without_dates(line: str, moved: set[str]) -> str:
    if name_of(line) != "EXDATE":
        return line
    head, _, values = line.rpartition(":")
    kept = [value for value in values.split(",") if value not in moved]
    return f"{head}:{','.join(kept)}" if kept else ""


def _times(instance: Instance) -> list[str]:
    span = instance.span
    if span is None:
        return []
    if instance.all_day:
        return [f"DTSTART;VALUE=DATE:{span.start.day:%Y%m%d}", f"DTEND;VALUE=DATE:{span.end.day:%Y%m%d}"]
    start, end = (zones.to_instant(moment, instance.tz) for moment in (span.start, span.end))
    return [f"DTSTART:{start:%Y%m%dT%H%M%SZ}", f"DTEND:{end:%Y%m%dT%H%M%SZ}"]


def _stamps(stamp: datetime) -> list[str]:
    return [f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}", f"LAST-MODIFIED:{stamp:%Y%m%dT%H%M%SZ}"]


def _zone_name(lines: Iterable[str]) -> str:
    return next((line.partition(":")[2] for line in lines if name_of(line) == "TZID"), "")


def instances_digest(instances: Mapping[date, Instance]) -> str:
    """Return a text that changes when a date of a repetition moves or falls out."""
    return "\n".join(
        f"{on} {each.span.start.iso() if each.span else ''} {each.span.end.iso() if each.span else ''} {each.tz}"
        for on, each in sorted(instances.items())
    )
