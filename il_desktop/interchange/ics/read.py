"""Reads a whole calendar file: every event on its own, so that a bad one never loses its neighbours."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

from il_desktop.interchange.ics.components import Component, parse_components
from il_desktop.interchange.ics.decode import decode_lines
from il_desktop.interchange.ics.findings import Finding
from il_desktop.interchange.ics.incoming import CalendarRead, Incoming
from il_desktop.interchange.ics.read_event import read_event
from il_desktop.interchange.ics.zone_resolver import ZoneResolver

MAX_EXTRA = 20_000  # additional dates of events, all in all
_STRUCTURE = frozenset({"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM"})


def read_calendar(data: bytes, source: Path, school_tz: str) -> CalendarRead:
    """Read all events of a file; raise BadFile when it is no calendar. Times without a zone count in `school_tz`."""
    decoded = decode_lines(data, source)
    roots, findings = parse_components(decoded.lines)
    resolver = ZoneResolver(school_tz, roots)
    components = [component for root in roots for component in root.walk()]
    events: list[Incoming] = []
    extra: list[Incoming] = []
    for component in components:
        if component.name == "VEVENT":
            event, *dates = _read_one(component, resolver)
            events.append(event)
            extra += dates
    others = Counter(component.name for component in components if component.name not in _STRUCTURE)
    file_findings = [*decoded.findings, *findings]
    if len(extra) > MAX_EXTRA:
        file_findings.append(Finding("too_many_dates", str(MAX_EXTRA)))
    if not events:
        file_findings.append(Finding("no_events"))
    return CalendarRead(
        tuple(_with_holes(_without_doubles([*events, *extra[:MAX_EXTRA]]))),
        tuple(file_findings),
        tuple(sorted(others.items())),
    )


def _read_one(component: Component, resolver: ZoneResolver) -> list[Incoming]:
    try:
        return read_event(component, resolver)
    except (ValueError, OverflowError, ArithmeticError, LookupError) as error:
        # Dates at the edge of the calendar overflow in many places; the event is named and the rest goes on.
        refusal = Finding("event_unreadable", type(error).__name__)
        return [
            Incoming("", component.line, component.text("UID")[:255], component.text("SUMMARY")[:255], refusal=refusal)
        ]


def _without_doubles(events: list[Incoming]) -> list[Incoming]:
    """Settle events of the same name: equal ones are one, the higher SEQUENCE wins, else both stay under two names."""
    kept: dict[str, int] = {}
    result: list[Incoming] = []
    for event in events:
        other = kept.get(event.key) if event.refusal is None else None
        if other is None:
            if event.refusal is None:
                kept[event.key] = len(result)
            result.append(event)
            continue
        first = result[other]
        if _content(first) == _content(event):
            result.append(replace(event, refusal=Finding("same_as", str(first.line))))
        elif first.sequence == event.sequence:
            digest = hashlib.sha256(repr(_content(event)).encode()).hexdigest()[:12]
            found = Finding("uid_twice", str(first.line))
            result.append(replace(event, key=f"{event.key}~{digest}", findings=(*event.findings, found)))
        else:
            older, newer = sorted((first, event), key=lambda each: each.sequence)
            result[other] = newer
            result.append(replace(older, refusal=Finding("older_version", str(newer.line))))
    return result


def _with_holes(events: list[Incoming]) -> list[Incoming]:
    """Leave the dates that an entry of their own cancels out of their series."""
    cancelled: dict[str, set[date]] = {}
    for event in events:
        if event.override_on and event.refusal and event.refusal.code == "instance_cancelled":
            cancelled.setdefault(event.series_key, set()).add(event.override_on)
    return [
        replace(event, repeat=replace(event.repeat, holes=tuple(sorted({*event.repeat.holes, *cancelled[event.key]}))))
        if event.repeat and event.key in cancelled
        else event
        for event in events
    ]


def _content(event: Incoming) -> tuple[object, ...]:
    return (event.summary, event.place, event.note, event.span, event.tz, event.all_day, event.repeat)
