"""What was read from a calendar file, as frozen records that also pass between processes as JSON."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from il_desktop.domain.walltime import Span, WallTime
from il_desktop.interchange.ics.findings import Finding


class Repeat(NamedTuple):
    """When an event repeats: RRULE text without its end, the end, and the dates left out."""

    rule: str
    until_on: date | None = None
    times: int | None = None  # RFC 5545's COUNT; the name `count` is a tuple's own
    holes: tuple[date, ...] = ()


class Incoming(NamedTuple):
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
    remind_min: int | None = None  # minutes before the start, of the first alarm that can be kept
    created: str = ""  # instants as `_at` columns hold them, empty when the file does not say
    modified: str = ""


class CalendarRead(NamedTuple):
    """All events of a file in file order, with remarks on the file itself and counts of parts that are no events."""

    events: tuple[Incoming, ...]
    findings: tuple[Finding, ...] = ()
    others: tuple[tuple[str, int], ...] = ()


def to_json(read: CalendarRead) -> dict[str, Any]:
    """Return plain lists and texts."""
    return {
        "events": [_event_to_json(event) for event in read.events],
        "findings": read.findings,
        "others": read.others,
    }


def from_json(data: dict[str, Any]) -> CalendarRead:
    """Rebuild the records and check every value; raise ValueError, KeyError or TypeError for anything odd."""
    return CalendarRead(
        tuple(_event_from_json(*event) for event in data["events"]),
        tuple(_finding(*finding) for finding in data["findings"]),
        tuple((str(name), int(count)) for name, count in data["others"]),
    )


def _event_to_json(event: Incoming) -> list[Any]:
    span, repeat, override = event.span, event.repeat, event.override_on
    return [
        *event[:6],
        [span.start.iso(), span.end.iso()] if span else None,
        *event[7:9],
        _repeat_to_json(repeat) if repeat else None,
        override.isoformat() if override else None,
        *event[11:],
    ]


def _repeat_to_json(repeat: Repeat) -> list[Any]:
    until = repeat.until_on.isoformat() if repeat.until_on else None
    return [repeat.rule, until, repeat.times, [day.isoformat() for day in repeat.holes]]


def _event_from_json(*values: Any) -> Incoming:
    key, line, uid, summary, place, note, span, tz, all_day, repeat, override, series_key, *rest = values
    categories, is_free, sequence, findings, refusal, is_extra, remind_min, created, modified = rest
    texts = (key, uid, summary, place, note, tz, series_key, created, modified)
    if not all(type(text) is str for text in texts):
        raise TypeError(key)
    return Incoming(
        key,
        int(line),
        uid,
        summary,
        place,
        note,
        Span(WallTime.parse(span[0]), WallTime.parse(span[1])) if span else None,
        tz,
        bool(all_day),
        _repeat(*repeat) if repeat else None,
        date.fromisoformat(override) if override else None,
        series_key,
        tuple(str(category) for category in categories),
        bool(is_free),
        int(sequence),
        tuple(_finding(*finding) for finding in findings),
        _finding(*refusal) if refusal else None,
        bool(is_extra),
        None if remind_min is None else int(remind_min),
        created,
        modified,
    )


def _repeat(rule: str, until: str | None, times: int | None, holes: list[str]) -> Repeat:
    days = tuple(date.fromisoformat(day) for day in holes)
    return Repeat(str(rule), date.fromisoformat(until) if until else None, None if times is None else int(times), days)


def _finding(code: str, value: str) -> Finding:
    return Finding(str(code), str(value))
