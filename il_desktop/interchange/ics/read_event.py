"""One VEVENT to one record: its times, texts, rule and exceptions. What cannot be kept is said."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from il_desktop.domain.recurrence import SeriesRule, dates
from il_desktop.domain.text import TITLE_MAX, clean_line, clean_text
from il_desktop.domain.walltime import MINUTES_PER_DAY, Span, WallTime
from il_desktop.interchange.ics.components import Component, Property
from il_desktop.interchange.ics.findings import Finding
from il_desktop.interchange.ics.incoming import Incoming, Repeat
from il_desktop.interchange.ics.read_rule import read_rule
from il_desktop.interchange.ics.values import Moment, Unreadable, read_duration, read_list, read_moment, read_text
from il_desktop.interchange.ics.zone_resolver import ZoneResolver

MAX_EXTRA_DATES = 5_000
SPREAD_DAYS = 366
SHORT_MIN = 15  # an event without length is shown as long as this
_IGNORED_METHODS = frozenset({"REPLY", "COUNTER", "REFRESH", "DECLINECOUNTER"})


def read_event(component: Component, resolver: ZoneResolver) -> list[Incoming]:
    """Return the event, and one more record for each additional date it names; a refused event has its reason."""
    draft = _texts(component)
    refusal = _refusal_of(component, draft)
    if refusal and not component.first("DTSTART"):
        return [replace(draft, refusal=refusal)]
    try:
        placed = _times(component, draft, resolver)
    except Unreadable as error:
        return [replace(draft, refusal=refusal or error.finding)]
    if refusal:
        return [replace(placed, refusal=refusal)]
    return _with_repeats(component, placed, resolver)


def _texts(component: Component) -> Incoming:
    summary = clean_line(read_text(component.first("SUMMARY")))
    findings = tuple(Finding(code) for code in component.mended)
    if not component.is_closed:
        findings = (*findings, Finding("not_closed"))
    if len(summary) > TITLE_MAX:
        findings = (*findings, Finding("title_cut", summary[:40]))
        summary = summary[: TITLE_MAX - 1] + "…"
    sequence = component.text("SEQUENCE")
    return Incoming(
        key="",
        line=component.line,
        uid=clean_line(component.text("UID"))[:900],
        summary=summary or "Untitled event",
        place=clean_line(read_text(component.first("LOCATION")))[:TITLE_MAX],
        note=clean_text(read_text(component.first("DESCRIPTION"))),
        categories=tuple(clean_line(name) for found in component.every("CATEGORIES") for name in read_list(found)),
        is_free=_is_free(component),
        sequence=int(sequence) if sequence.isdigit() and len(sequence) < 10 else 0,
        findings=findings,
    )


def _is_free(component: Component) -> bool:
    """Tell what the busy status says, or TRANSP where there is none (MS-OXCICAL: the status wins)."""
    status = component.text("X-MICROSOFT-CDO-BUSYSTATUS").upper()
    return status == "FREE" if status else component.text("TRANSP").upper() == "TRANSPARENT"


def _refusal_of(component: Component, draft: Incoming) -> Finding | None:
    method = component.parent.text("METHOD").upper() if component.parent else ""
    if method in _IGNORED_METHODS:
        return Finding("reply", method)
    is_cancelled = method == "CANCEL" or component.text("STATUS").upper() == "CANCELLED"
    if is_cancelled and not component.first("RECURRENCE-ID"):
        return Finding("cancelled", draft.summary[:80])
    if component.first("DTSTART") is None:
        return Finding("no_start")
    return None


def _times(component: Component, draft: Incoming, resolver: ZoneResolver) -> Incoming:
    start_property = component.first("DTSTART")
    if start_property is None:
        raise Unreadable(Finding("no_start"))
    start = read_moment(start_property)
    placed = resolver.place(start)
    end, findings = _end(component, start, placed.wall, placed.tz, resolver)
    findings = (*draft.findings, *start.findings, *placed.findings, *findings)
    all_day = start.is_date
    if not all_day and _is_flagged_all_day(component) and placed.wall.minute == 0 and end.minute == 0:
        all_day, findings = True, (*findings, Finding("flagged_all_day"))
    span = Span(placed.wall, end)
    event = replace(_identified(draft, span), span=span, tz=placed.tz, all_day=all_day, findings=findings)
    if all_day:
        return replace(event, tz=resolver.school)
    return event if component.first("RRULE") else _at_home(event, resolver)


def _end(
    component: Component, start: Moment, wall: WallTime, tz: str, resolver: ZoneResolver
) -> tuple[WallTime, tuple[Finding, ...]]:
    """Return the end: DTEND, else DURATION, else the standard's default; an end not after the start is mended."""
    default = wall.plus(MINUTES_PER_DAY if start.is_date else SHORT_MIN)
    end_property, duration = component.first("DTEND"), component.first("DURATION")
    try:
        if end_property is not None:
            end = read_moment(end_property)
            # An end without a zone beside a start that has one means the start's zone.
            if not end.tzid and end.offset is None and not end.is_date:
                found, findings = end.wall, end.findings
            else:
                found, findings = (end.wall if end.is_date else resolver.same_instant(end, tz)), end.findings
        elif duration is not None:
            length = read_duration(duration.value)
            found, findings = wall.plus(int(length.total_seconds() // 60)), ()
        else:
            return default, () if start.is_date else (Finding("no_end", str(SHORT_MIN)),)
    except Unreadable as error:
        return default, (error.finding, Finding("no_end", str(SHORT_MIN)))
    if found > wall:
        return found, findings
    if start.is_date and found == wall:
        return default, findings  # many programs write one day as its own end
    return default, (*findings, Finding("end_not_after_start" if found < wall else "no_length", str(SHORT_MIN)))


def _at_home(event: Incoming, resolver: ZoneResolver) -> Incoming:
    """Write a single event in the school's zone: the same instants, on the clock the week is drawn by."""
    if event.span is None or event.tz == resolver.school:
        return event
    start, end = (resolver.at_school(moment, event.tz) for moment in (event.span.start, event.span.end))
    return replace(event, span=Span(start, end) if end > start else Span.of(start, SHORT_MIN), tz=resolver.school)


def _repeating_at_home(event: Incoming, resolver: ZoneResolver) -> Incoming:
    """Write a repetition in the school's zone where both clocks keep step all year and the day stays the same."""
    if event.span is None or event.tz == resolver.school:
        return event
    shift = resolver.steady_shift(event.tz, event.span.start)
    start = event.span.start.plus(shift or 0)
    if shift is None or start.day != event.span.start.day:
        return replace(event, findings=(*event.findings, Finding("zone_kept", event.tz)))
    return replace(event, span=Span.of(start, event.span.minutes), tz=resolver.school)


def _is_flagged_all_day(component: Component) -> bool:
    return "TRUE" in {component.text(f"X-{name}-ALLDAYEVENT").upper() for name in ("MICROSOFT-CDO", "FUNAMBOL")}


def _identified(draft: Incoming, span: Span) -> Incoming:
    """Name the event by its UID, else by its content."""
    if draft.uid:
        return replace(draft, key=f"ics:{draft.uid}")
    content = "\n".join((draft.summary, draft.place, span.start.iso(), span.end.iso()))
    return replace(draft, key=f"ics-content:{hashlib.sha256(content.encode()).hexdigest()[:32]}")


def _with_repeats(component: Component, event: Incoming, resolver: ZoneResolver) -> list[Incoming]:
    assert event.span is not None  # noqa: S101  _times has set it
    changed = component.first("RECURRENCE-ID")
    if changed is not None:
        if component.first("RRULE"):
            event = _at_home(event, resolver)  # a repeating exception is no thing: its one date counts
        return [_as_override(component, event, changed, resolver)]
    extra, findings = _extra_dates(component, event, resolver)
    rules = component.every("RRULE")
    if component.first("EXRULE"):
        findings = (*findings, Finding("exrule"))
    if not rules:
        return [replace(event, findings=(*event.findings, *findings)), *extra]
    event = _repeating_at_home(event, resolver)
    assert event.span is not None  # noqa: S101  as above
    found = read_rule(rules[0].value, event.span.start, event.span.minutes, event.tz)
    if len(rules) > 1:
        findings = (*findings, Finding("second_rule", rules[1].value[:80]))
    findings = (*event.findings, *found.findings, *findings)
    if found.rule is None:
        findings = tuple(found for found in findings if found.code != "zone_kept")
        return [_at_home(replace(event, findings=findings), resolver), *extra]
    holes, unread = _holes(component, event, resolver)
    repeat = Repeat(found.rule, found.until_on, found.count, holes)
    event = replace(event, findings=(*findings, *unread))
    if event.span and event.span.minutes > MINUTES_PER_DAY:
        return [*_spread(event, repeat), *extra]
    return [replace(event, repeat=repeat), *extra]


def _as_override(component: Component, event: Incoming, changed: Property, resolver: ZoneResolver) -> Incoming:
    findings = event.findings
    try:
        on = _local_date(read_moment(changed), event.tz, resolver)
    except Unreadable as error:
        return replace(event, findings=(*findings, error.finding))
    if changed.params.get("RANGE", "").upper() == "THISANDFUTURE":
        findings = (*findings, Finding("this_and_future"))
    method = component.parent.text("METHOD").upper() if component.parent else ""
    refusal = None
    if method == "CANCEL" or component.text("STATUS").upper() == "CANCELLED":
        refusal = Finding("instance_cancelled", on.isoformat())
    return replace(
        event, key=f"{event.key}#{on}", series_key=event.key, override_on=on, findings=findings, refusal=refusal
    )


def _holes(
    component: Component, event: Incoming, resolver: ZoneResolver
) -> tuple[tuple[date, ...], tuple[Finding, ...]]:
    days: set[date] = set()
    findings: list[Finding] = []
    named, is_cut = _named_dates(component, "EXDATE")
    if is_cut:
        findings.append(Finding("too_many_dates", str(MAX_EXTRA_DATES)))
    for found, value in named:
        try:
            days.add(_local_date(read_moment(found, value), event.tz, resolver))
        except Unreadable as error:
            findings.append(Finding("hole_unreadable", error.finding.value))
    return tuple(sorted(days)), tuple(findings)


def _named_dates(component: Component, name: str) -> tuple[list[tuple[Property, str]], bool]:
    """Return the first `MAX_EXTRA_DATES` values of all properties of a name, and whether there were more."""
    values = ((found, value) for found in component.every(name) for value in found.value.split(","))
    named = list(islice(values, MAX_EXTRA_DATES + 1))
    return named[:MAX_EXTRA_DATES], len(named) > MAX_EXTRA_DATES


def _extra_dates(
    component: Component, event: Incoming, resolver: ZoneResolver
) -> tuple[list[Incoming], tuple[Finding, ...]]:
    """Return RDATEs as events of their own, with the event's length unless a period gives another start and end."""
    extra: dict[WallTime, Incoming] = {}
    findings: list[Finding] = []
    named, is_cut = _named_dates(component, "RDATE")
    if is_cut:
        findings.append(Finding("too_many_dates", str(MAX_EXTRA_DATES)))
    for found, value in named:
        try:
            moment = read_moment(found, value.partition("/")[0])
            start = WallTime(moment.wall.day, event.span.start.minute) if moment.is_date and event.span else None
            start = start or resolver.same_instant(moment, event.tz)
        except Unreadable as error:
            findings.append(Finding("extra_date_unreadable", error.finding.value))
            continue
        span = Span.of(start, event.span.minutes if event.span else SHORT_MIN)
        if event.span and start != event.span.start:
            key = f"{event.key}#+{start.iso()}"
            date_alone = replace(event, key=key, span=span, findings=(), is_extra=True)
            extra[start] = _at_home(date_alone, resolver)
    return list(extra.values()), tuple(findings)


def _local_date(moment: Moment, tz: str, resolver: ZoneResolver) -> date:
    """Return the date a moment has in the event's own zone: exceptions are matched by date, whatever zone they name."""
    if moment.is_date or (moment.offset is None and not moment.tzid):
        return moment.wall.day
    return resolver.same_instant(moment, tz).day


def _spread(event: Incoming, repeat: Repeat) -> list[Incoming]:
    """Write a repetition longer than a day out as single events for a year: a series holds at most one day each."""
    assert event.span is not None  # noqa: S101  only placed events repeat
    start = event.span.start
    series = SeriesRule("rrule", repeat.rule, start, MINUTES_PER_DAY, event.tz, repeat.until_on, repeat.count)
    last = start.day + timedelta(days=SPREAD_DAYS)
    found = [on for on in dates(series, start.day, last) or [] if on not in repeat.holes]
    first = replace(event, findings=(*event.findings, Finding("long_repeat", str(SPREAD_DAYS))))
    others = [
        replace(
            event,
            key=f"{event.key}#+{on}",
            span=Span.of(WallTime(on, start.minute), event.span.minutes),
            findings=(),
            is_extra=True,
        )
        for on in found
        if on != start.day
    ]
    return [first, *others]
