"""What an event says beside its first rule: dates left out, dates added, a second rule, a rule of exceptions.

All of it is bounded: 5,000 named dates an event, and rules are written out for ten years at most.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice

from il_desktop.domain.recurrence import BadRule, SeriesRule, dates
from il_desktop.domain.walltime import MINUTES_PER_DAY, Span, WallTime
from il_desktop.interchange.ics.components import Component
from il_desktop.interchange.ics.event_times import SHORT_MIN, at_home
from il_desktop.interchange.ics.findings import Finding
from il_desktop.interchange.ics.incoming import Incoming, Repeat
from il_desktop.interchange.ics.properties import Property
from il_desktop.interchange.ics.read_rule import read_rule
from il_desktop.interchange.ics.room import Room
from il_desktop.interchange.ics.values import Moment, Unreadable, read_duration, read_moment
from il_desktop.interchange.ics.zone_resolver import ZoneResolver

MAX_EXTRA_DATES = 5_000
MAX_HOLES = 1_000  # dates that rules leave out, each becomes a row
RULE_DAYS = 3_660  # how far rules that cannot be kept are written out
SPREAD_DAYS = 366


def local_date(moment: Moment, tz: str, resolver: ZoneResolver) -> date:
    """Return the date a moment has in the event's own zone: exceptions are matched by date, whatever zone they name."""
    if moment.is_date or (moment.offset is None and not moment.tzid):
        return moment.wall.day
    return resolver.same_instant(moment, tz).day


def holes(component: Component, event: Incoming, resolver: ZoneResolver) -> tuple[set[date], list[Finding]]:
    """Return the dates that EXDATE leaves out."""
    days: set[date] = set()
    named, findings = _named_dates(component, "EXDATE")
    for found, value in named:
        try:
            days.add(local_date(read_moment(found, value), event.tz, resolver))
        except Unreadable as error:
            findings.append(Finding("hole_unreadable", error.finding.value))
    return days, findings


def ruled_out(component: Component, event: Incoming, repeat: Repeat, room: Room) -> tuple[set[date], list[Finding]]:
    """Return the dates of `repeat` that EXRULEs take away, written out."""
    found: set[date] = set()
    findings: list[Finding] = []
    for rule in component.every("EXRULE"):
        days = _days_of(_read(rule.value, event), event, room)
        kept = _days_of(repeat, event, room)
        if days is None or kept is None:
            findings.append(Finding("exrule", rule.value[:80]))
            continue
        both = sorted(set(days) & set(kept))[:MAX_HOLES]
        found.update(both)
        findings.append(Finding("exrule_written", both[-1].isoformat() if both else event_day(event).isoformat()))
    return found, findings


def second_rules(
    component: Component, event: Incoming, repeat: Repeat, room: Room
) -> tuple[list[Incoming], list[Finding]]:
    """Return further RRULEs as series of their own, without the dates that an earlier rule already has."""
    extra: list[Incoming] = []
    findings: list[Finding] = []
    rules = component.every("RRULE")[1:]
    taken = set(_days_of(repeat, event, room) or ()) if rules else set()
    for place, rule in enumerate(rules, 2):
        second = _read(rule.value, event)
        days = _days_of(second, event, room)
        doubled = tuple(sorted(taken.intersection(days or ())))
        if second is None or days is None or len(doubled) > MAX_HOLES or not room.take(1):
            findings.append(Finding("second_rule", rule.value[:80]))
            continue
        taken.update(days)
        left_out = tuple(sorted({*doubled, *repeat.holes}.intersection(days)))
        again = second._replace(holes=left_out)
        extra.append(event._replace(key=f"{event.key}~{place}", repeat=again, findings=(), is_extra=True))
        findings.append(Finding("second_rule_kept", rule.value[:80]))
    return extra, findings


def extra_dates(
    component: Component, event: Incoming, resolver: ZoneResolver, room: Room
) -> tuple[list[Incoming], list[Finding]]:
    """Return RDATEs as events of their own, with the event's length unless a period gives another end."""
    extra: dict[WallTime, Incoming] = {}
    named, findings = _named_dates(component, "RDATE")
    if event.span is None or not named:
        return [], findings
    given = room.take(len(named))
    if given < len(named):
        findings.append(Finding("too_many_dates", str(given)))
    for found, value in named[:given]:
        try:
            span = _extra_span(found, value, event, event.span, resolver)
        except (Unreadable, ValueError) as error:
            said = error.finding.value if isinstance(error, Unreadable) else value[:40]
            findings.append(Finding("extra_date_unreadable", said))
            continue
        if span.start != event.span.start:
            key = f"{event.key}#+{span.start.iso()}"
            alone = event._replace(key=key, span=span, findings=(), is_extra=True)
            extra[span.start] = at_home(alone, resolver)
    return list(extra.values()), findings


def spread(event: Incoming, repeat: Repeat, room: Room) -> list[Incoming]:
    """Write a repetition longer than a day out as single events for a year: a series holds at most one day each."""
    span = event.span
    if span is None:
        return [event]
    start, last = span.start, span.start.day + timedelta(days=SPREAD_DAYS)
    found = [on for on in dates(_series(repeat, event), start.day, last) or [] if on not in repeat.holes]
    later = [on for on in found if on != start.day]
    later = later[: room.take(len(later))]
    first = event._replace(findings=(*event.findings, Finding("long_repeat", (later or [start.day])[-1].isoformat())))
    others = (
        event._replace(
            key=f"{event.key}#+{on}", span=Span.of(WallTime(on, start.minute), span.minutes), findings=(), is_extra=True
        )
        for on in later
    )
    return [first, *others]


def event_day(event: Incoming) -> date:
    """Return the day an event with times begins."""
    return event.span.start.day if event.span else date.min


def dates_before(repeat: Repeat, event: Incoming, day: date) -> int | None:
    """Count the dates of a repetition before a day, dates left out among them; None when that cannot be told."""
    try:
        found = dates(_series(repeat, event), event_day(event), day - timedelta(days=1))
    except BadRule:
        return None
    return None if found is None else len(found)


def _extra_span(found: Property, value: str, event: Incoming, own: Span, resolver: ZoneResolver) -> Span:
    first, mark, last = value.partition("/")
    moment = read_moment(found, first)
    is_same_clock = moment.is_date and not event.all_day
    start = WallTime(moment.wall.day, own.start.minute) if is_same_clock else resolver.same_instant(moment, event.tz)
    if not mark:
        return Span.of(start, own.minutes)
    if last.strip().upper().startswith(("P", "+P")):
        return Span.of(start, max(SHORT_MIN, int(read_duration(last).total_seconds() // 60)))
    return Span(start, resolver.same_instant(read_moment(found, last), event.tz))


def _named_dates(component: Component, name: str) -> tuple[list[tuple[Property, str]], list[Finding]]:
    """Return the first `MAX_EXTRA_DATES` values of all properties of a name, and whether there were more."""
    if component.first(name) is None:
        return [], []
    # A line of a megabyte is not split further than its dates are taken.
    values = (
        (found, value)
        for found in component.every(name)
        for value in found.value.replace(";", ",").split(",", MAX_EXTRA_DATES + 1)[: MAX_EXTRA_DATES + 1]
        if value.strip()
    )
    named = list(islice(values, MAX_EXTRA_DATES + 1))
    is_cut = len(named) > MAX_EXTRA_DATES
    return named[:MAX_EXTRA_DATES], [Finding("too_many_dates", str(MAX_EXTRA_DATES))] if is_cut else []


def _read(text: str, event: Incoming) -> Repeat | None:
    if event.span is None:
        return None
    found = read_rule(text, event.span.start, event.tz)
    return Repeat(found.rule, found.until_on, found.times) if found.rule else None


def _days_of(repeat: Repeat | None, event: Incoming, room: Room) -> list[date] | None:
    """Return the dates of ten years, None when the rule cannot be read or the file names too many already."""
    if repeat is None or room.written <= 0:
        return None
    first = event_day(event)
    found = dates(_series(repeat, event), first, first + timedelta(days=RULE_DAYS))
    room.written -= len(found or ())
    return found


def _series(repeat: Repeat, event: Incoming) -> SeriesRule:
    start = event.span.start if event.span else WallTime(date.min, 0)
    return SeriesRule("rrule", repeat.rule, start, MINUTES_PER_DAY, event.tz, repeat.until_on, repeat.times)
