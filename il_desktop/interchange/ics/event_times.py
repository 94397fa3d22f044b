"""When one VEVENT happens: start, end and zone, brought to the school's clock. What had to be mended is said."""

from __future__ import annotations

from datetime import timedelta

from il_desktop.domain.walltime import MINUTES_PER_DAY, Span, WallTime
from il_desktop.interchange.ics.components import Component
from il_desktop.interchange.ics.findings import Finding
from il_desktop.interchange.ics.incoming import Incoming
from il_desktop.interchange.ics.values import MIN_YEAR, Moment, Unreadable, read_duration, read_moment
from il_desktop.interchange.ics.zone_resolver import ZoneResolver

SHORT_MIN = 15  # an event without length is shown as long as this


def event_times(component: Component, draft: Incoming, resolver: ZoneResolver) -> tuple[Incoming, int]:
    """Return the draft with its times, and how many dates of its repetition lie before the years we keep.

    Raises Unreadable when there is no start that can be read.
    """
    start_property = component.first("DTSTART")
    if start_property is None:
        raise Unreadable(Finding("no_start"))
    start = read_moment(start_property, first_year=1)
    forward, before, said = 0, 0, ()
    if start.wall.day.year < MIN_YEAR:
        from il_desktop.interchange.ics.read_rule import brought_forward  # noqa: PLC0415  birthdays

        forward, before, said = brought_forward(component.first("RRULE"), start)
        start = start._replace(wall=WallTime(start.wall.day + timedelta(days=forward), start.wall.minute))
    placed = resolver.place(start)
    end, findings = _end(component, start, placed, forward, resolver)
    findings = (*draft.findings, *start.findings, *placed.findings, *said, *findings)
    all_day, span = start.is_date, Span(placed.wall, end)
    if not all_day and placed.wall.minute == 0 and end.minute == 0 and _is_flagged_all_day(component):
        all_day, findings = True, (*findings, Finding("flagged_all_day"))
    if all_day and end.minute:  # a date as the start, a time as the end
        span = Span(placed.wall, WallTime(end.day + timedelta(days=1), 0))
        findings = (*findings, Finding("whole_days"))
    if start.is_date and "TZID" in start_property.params and "VALUE" not in start_property.params:
        findings = (*findings, Finding("whole_days"))
    tz = resolver.school if all_day else placed.tz
    event = draft._replace(span=span, tz=tz, all_day=all_day, findings=findings)
    if not all_day and not component.first("RRULE"):
        event = at_home(event, resolver)
    return event, before


def at_home(event: Incoming, resolver: ZoneResolver) -> Incoming:
    """Write a single event in the school's zone: the same instants, on the clock the week is drawn by."""
    if event.span is None or event.tz == resolver.school:
        return event
    start, end = (resolver.at_school(moment, event.tz) for moment in (event.span.start, event.span.end))
    return event._replace(span=Span(start, end) if end > start else Span.of(start, SHORT_MIN), tz=resolver.school)


def repeating_at_home(event: Incoming, resolver: ZoneResolver) -> Incoming:
    """Write a repetition in the school's zone where both clocks keep step all year and the day stays the same."""
    if event.span is None or event.tz == resolver.school:
        return event
    shift = resolver.steady_shift(event.tz, event.span.start)
    start = event.span.start.plus(shift or 0)
    if shift is None or start.day != event.span.start.day:
        return event._replace(findings=(*event.findings, Finding("zone_kept", event.tz)))
    return event._replace(span=Span.of(start, event.span.minutes), tz=resolver.school)


def _end(
    component: Component,
    start: Moment,
    placed_start: tuple[WallTime, str, object],
    forward: int,
    resolver: ZoneResolver,
) -> tuple[WallTime, tuple[Finding, ...]]:
    """Return the end: DTEND, else DURATION, else the standard's default; an end not after the start is mended."""
    wall, tz, _ = placed_start
    end_property, duration = component.first("DTEND"), component.first("DURATION")
    findings: tuple[Finding, ...] = ()
    try:
        if end_property is not None:
            end = read_moment(end_property, first_year=1 if forward else MIN_YEAR)
            if forward:
                end = end._replace(wall=WallTime(end.wall.day + timedelta(days=forward), end.wall.minute))
            found, findings = _end_wall(end, tz, resolver), end.findings
        elif duration is not None:
            length = read_duration(duration.value)
            found = wall.plus(int(length.total_seconds() // 60))
        else:
            return _default_end(wall, start), () if start.is_date else (Finding("no_end", str(SHORT_MIN)),)
    except Unreadable as error:
        return _default_end(wall, start), (error.finding, Finding("no_end", str(SHORT_MIN)))
    if found > wall:
        return found, findings
    default = _default_end(wall, start)
    if start.is_date and found == wall:
        return default, findings  # many programs write one day as its own end
    return default, (*findings, Finding("end_not_after_start" if found < wall else "no_length", str(SHORT_MIN)))


def _default_end(wall: WallTime, start: Moment) -> WallTime:
    return wall.plus(MINUTES_PER_DAY if start.is_date else SHORT_MIN)


def _end_wall(end: Moment, tz: str, resolver: ZoneResolver) -> WallTime:
    """Return the end on the start's clock: an end without a zone beside a start that has one means the start's."""
    is_plain = end.is_date or (not end.tzid and end.offset is None)
    return end.wall if is_plain else resolver.same_instant(end, tz)


def _is_flagged_all_day(component: Component) -> bool:
    flags = (component.first(f"X-{name}-ALLDAYEVENT") for name in ("MICROSOFT-CDO", "FUNAMBOL"))
    return any(flag is not None and flag.value.strip().upper() == "TRUE" for flag in flags)
