"""Reads a whole calendar file: every event on its own, so that a bad one never loses its neighbours."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from il_desktop.interchange.ics.components import Component, parse_components
from il_desktop.interchange.ics.decode import decode_lines
from il_desktop.interchange.ics.findings import Finding
from il_desktop.interchange.ics.incoming import CalendarRead, Incoming
from il_desktop.interchange.ics.read_event import read_event
from il_desktop.interchange.ics.room import MAX_EXTRA, Room
from il_desktop.interchange.ics.series_changes import is_for_later, with_holes, without_doubles
from il_desktop.interchange.ics.zone_resolver import ZoneResolver

_STRUCTURE = frozenset({"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM"})


def read_calendar(data: bytes, source: Path, school_tz: str) -> CalendarRead:
    """Read all events of a file; raise BadFile when it is no calendar. Times without a zone count in `school_tz`."""
    decoded = decode_lines(data, source)
    roots, findings = parse_components(decoded.lines)
    resolver = ZoneResolver(school_tz, roots)
    components = [component for root in roots for component in root.walk()]
    events, extra = _read_all([component for component in components if component.name == "VEVENT"], resolver)
    others = Counter(component.name for component in components if component.name not in _STRUCTURE)
    file_findings = [*decoded.findings, *findings]
    if len(extra) >= MAX_EXTRA:
        file_findings.append(Finding("too_many_dates", str(MAX_EXTRA)))
    if not events:
        file_findings.append(Finding("no_events"))
    settled = with_holes(without_doubles([*events, *extra]))
    if any(map(is_for_later, settled)):
        from il_desktop.interchange.ics.later_changes import with_later_changes  # noqa: PLC0415  rare

        settled = with_later_changes(settled)
    return CalendarRead(tuple(settled), tuple(file_findings), tuple(sorted(others.items())))


def _read_all(components: list[Component], resolver: ZoneResolver) -> tuple[list[Incoming], list[Incoming]]:
    """Return one record a component in file order, and the additional dates; series are read before their changes."""
    found: dict[int, Incoming] = {}
    extra: list[Incoming] = []
    room = Room()
    zones: dict[str, str] = {}  # of the series, by their key
    changes: list[tuple[int, Component]] = []
    for place, component in enumerate(components):
        if component.first("RECURRENCE-ID") is not None:
            changes.append((place, component))
            continue
        event, *dates = _read_one(component, resolver, room)
        found[place] = event
        extra += dates
        if event.repeat:
            zones.setdefault(component.text("UID"), event.tz)
    for place, component in changes:
        event, *dates = _read_one(component, resolver, room, zones.get(component.text("UID"), ""))
        found[place] = event
        extra += dates
    return [found[place] for place in range(len(components))], extra


def _read_one(component: Component, resolver: ZoneResolver, room: Room, master_tz: str = "") -> list[Incoming]:
    try:
        return read_event(component, resolver, room, master_tz)
    except (ValueError, OverflowError, ArithmeticError, LookupError) as error:
        # Dates at the edge of the calendar overflow in many places; the event is named and the rest goes on.
        refusal = Finding("event_unreadable", type(error).__name__)
        return [
            Incoming("", component.line, component.text("UID")[:255], component.text("SUMMARY")[:255], refusal=refusal)
        ]
