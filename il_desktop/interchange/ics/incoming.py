"""What was read from a calendar file, as frozen records that also pass between processes as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from il_desktop.domain.light import NamedTuple
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


def to_json(value: Any) -> bytes:
    """Return records as JSON: each a list of its fields, dates as YYYY-MM-DD."""
    return json.dumps(value, default=date.isoformat, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "replace"
    )


def from_json(data: list[Any]) -> CalendarRead:
    """Rebuild what was read and check every value; raise ValueError, KeyError or TypeError for anything odd."""
    rows, findings, others = data
    fields = zip(Incoming._fields, zip(*rows, strict=True), strict=True) if rows else ()
    columns = [_column(name, values) for name, values in fields]
    return CalendarRead(
        tuple(map(Incoming._make, zip(*columns, strict=True))),
        tuple(_finding(*finding) for finding in findings),
        tuple((_text(name), _number(count)) for name, count in others),
    )


_TEXTS = ("key", "uid", "summary", "place", "note", "tz", "series_key", "created", "modified")
_TYPES: dict[str, frozenset[type]] = {
    **dict.fromkeys(_TEXTS, frozenset({str})),
    **dict.fromkeys(("line", "sequence"), frozenset({int})),
    **dict.fromkeys(("all_day", "is_free", "is_extra"), frozenset({bool})),
    "remind_min": frozenset({int, type(None)}),
}


def _column(name: str, values: Iterable[Any]) -> Iterable[Any]:
    """Return one field of all events: of plain values only their types are looked at, thousands at once."""
    if name in _BUILT:
        build, empty = _BUILT[name]
        return [build(value) if value else empty for value in values]
    if not set(map(type, values)) <= _TYPES[name]:
        raise TypeError(name)
    return values


def _span(value: list[Any]) -> Span:
    (first, minute), (last, end) = value
    return Span(WallTime(_day(first), _number(minute)), WallTime(_day(last), _number(end)))


def _repeat(value: list[Any]) -> Repeat:
    rule, until, times, holes = value
    end = None if until is None else _day(until)
    return Repeat(_text(rule), end, None if times is None else _number(times), tuple(map(_day, holes)))


def _finding(code: str, value: str) -> Finding:
    return Finding(_text(code), _text(value))


def _text(value: object) -> str:
    if type(value) is not str:
        raise TypeError(value)
    return value


def _number(value: object) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value


_day = lru_cache(maxsize=4096)(date.fromisoformat)

# What the other fields are made by, and what they are where nothing is said.
_BUILT: dict[str, tuple[Callable[[Any], Any], tuple[()] | None]] = {
    "span": (_span, None),
    "repeat": (_repeat, None),
    "override_on": (_day, None),
    "categories": (lambda names: tuple(map(_text, names)), ()),
    "findings": (lambda found: tuple(_finding(*each) for each in found), ()),
    "refusal": (lambda found: _finding(*found), None),
}
