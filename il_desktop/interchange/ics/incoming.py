"""What was read from a calendar file, as frozen records that also pass between processes as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from il_desktop.domain.walltime import Span, WallTime
from il_desktop.interchange.ics.findings import Finding


@dataclass(frozen=True, slots=True)
class Repeat:
    """When an event repeats: RRULE text without its end, the end, and the dates left out."""

    rule: str
    until_on: date | None = None
    count: int | None = None
    holes: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Incoming:
    """One VEVENT (or one more date of it). `refusal` set means it cannot be brought in; `span` is None then at most.

    `key` names the event in the file for ever: by UID, or by content where there is none. `override_on` is the original
    date of a changed instance; `key` is then its series' key with that date.
    """

    key: str
    line: int
    uid: str = ""
    summary: str = ""
    place: str = ""
    note: str = ""
    span: Span | None = None
    tz: str = "UTC"
    all_day: bool = False
    repeat: Repeat | None = None
    override_on: date | None = None
    series_key: str = ""
    categories: tuple[str, ...] = ()
    is_free: bool = False  # the sender says that the time is not taken
    sequence: int = 0
    findings: tuple[Finding, ...] = ()
    refusal: Finding | None = None
    is_extra: bool = False  # an additional date of another event, not a VEVENT of its own


@dataclass(frozen=True, slots=True)
class CalendarRead:
    """All events of a file in file order, with remarks on the file itself and counts of parts that are no events."""

    events: tuple[Incoming, ...]
    findings: tuple[Finding, ...] = ()
    others: tuple[tuple[str, int], ...] = ()


def to_json(read: CalendarRead) -> dict[str, Any]:
    """Return plain lists and texts."""
    return {
        "events": [_event_to_json(event) for event in read.events],
        "findings": [list(finding) for finding in read.findings],
        "others": [list(other) for other in read.others],
    }


def from_json(data: dict[str, Any]) -> CalendarRead:
    """Rebuild the records and check every value; raise ValueError, KeyError or TypeError for anything odd."""
    return CalendarRead(
        tuple(_event_from_json(event) for event in data["events"]),
        tuple(_finding(finding) for finding in data["findings"]),
        tuple((str(name), int(count)) for name, count in data["others"]),
    )


def _event_to_json(event: Incoming) -> dict[str, Any]:
    data: dict[str, Any] = {
        "key": event.key,
        "line": event.line,
        "uid": event.uid,
        "summary": event.summary,
        "place": event.place,
        "note": event.note,
        "tz": event.tz,
        "all_day": event.all_day,
        "series_key": event.series_key,
        "categories": list(event.categories),
        "is_free": event.is_free,
        "sequence": event.sequence,
        "findings": [list(finding) for finding in event.findings],
        "is_extra": event.is_extra,
    }
    if event.span:
        data["span"] = [event.span.start.iso(), event.span.end.iso()]
    if event.override_on:
        data["override_on"] = event.override_on.isoformat()
    if event.refusal:
        data["refusal"] = list(event.refusal)
    if event.repeat:
        repeat = event.repeat
        until = repeat.until_on.isoformat() if repeat.until_on else None
        data["repeat"] = [repeat.rule, until, repeat.count, [day.isoformat() for day in repeat.holes]]
    return data


def _event_from_json(data: dict[str, Any]) -> Incoming:
    span, repeat = data.get("span"), data.get("repeat")
    override, refusal = data.get("override_on"), data.get("refusal")
    return Incoming(
        key=str(data["key"]),
        line=int(data["line"]),
        uid=str(data["uid"]),
        summary=str(data["summary"]),
        place=str(data["place"]),
        note=str(data["note"]),
        span=Span(WallTime.parse(span[0]), WallTime.parse(span[1])) if span else None,
        tz=str(data["tz"]),
        all_day=bool(data["all_day"]),
        repeat=_repeat(*repeat) if repeat else None,
        override_on=date.fromisoformat(override) if override else None,
        series_key=str(data["series_key"]),
        categories=tuple(str(category) for category in data["categories"]),
        is_free=bool(data["is_free"]),
        sequence=int(data["sequence"]),
        findings=tuple(_finding(finding) for finding in data["findings"]),
        refusal=_finding(refusal) if refusal else None,
        is_extra=bool(data["is_extra"]),
    )


def _repeat(rule: str, until: str | None, count: int | None, holes: list[str]) -> Repeat:
    days = tuple(date.fromisoformat(day) for day in holes)
    return Repeat(str(rule), date.fromisoformat(until) if until else None, None if count is None else int(count), days)


def _finding(pair: list[str]) -> Finding:
    code, value = pair
    return Finding(str(code), str(value))
