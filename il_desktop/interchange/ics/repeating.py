"""An event that repeats, adds dates, or changes a date of a series: its rule, exceptions and place in the series."""

from __future__ import annotations

from il_desktop.domain.walltime import MINUTES_PER_DAY
from il_desktop.interchange.ics import more_dates
from il_desktop.interchange.ics.components import Component
from il_desktop.interchange.ics.event_times import at_home, repeating_at_home
from il_desktop.interchange.ics.findings import Finding
from il_desktop.interchange.ics.incoming import Incoming, Repeat
from il_desktop.interchange.ics.read_rule import read_rule
from il_desktop.interchange.ics.room import Room
from il_desktop.interchange.ics.values import Unreadable, read_moment
from il_desktop.interchange.ics.zone_resolver import ZoneResolver


def with_repeats(
    component: Component, event: Incoming, left_out: int, resolver: ZoneResolver, room: Room
) -> list[Incoming]:
    """Return the event with its repetition, and one more record for each date that cannot be part of it.

    `left_out` dates of the repetition lie before the years we keep.
    """
    extra, said = more_dates.extra_dates(component, event, resolver, room)
    rule = component.first("RRULE")
    if rule is None:
        said += [Finding("exrule", found.value[:80]) for found in component.every("EXRULE")]
        return [event._replace(findings=(*event.findings, *said)) if said else event, *extra]
    event = repeating_at_home(event, resolver)
    if event.span is None:
        return [event]
    found = read_rule(rule.value, event.span.start, event.tz, done=left_out)
    findings = (*event.findings, *found.findings, *said)
    if found.rule is None:
        findings = tuple(found for found in findings if found.code != "zone_kept")
        findings += tuple(Finding("second_rule", each.value[:80]) for each in component.every("RRULE")[1:])
        return [at_home(event._replace(findings=findings), resolver), *extra]
    days, unread = more_dates.holes(component, event, resolver)
    repeat = Repeat(found.rule, found.until_on, found.times)
    taken, ruled = more_dates.ruled_out(component, event, repeat, room)
    repeat = repeat._replace(holes=tuple(sorted(days | taken)))
    seconds, doubled = more_dates.second_rules(component, event, repeat, room)
    event = event._replace(findings=(*findings, *unread, *ruled, *doubled))
    if event.span and event.span.minutes > MINUTES_PER_DAY:
        return [*more_dates.spread(event, repeat, room), *extra]
    return [event._replace(repeat=repeat), *seconds, *extra]


def as_override(component: Component, event: Incoming, resolver: ZoneResolver, master_tz: str) -> Incoming:
    """Return the event as the changed date of its series, which is kept in the zone `master_tz`."""
    changed = component.first("RECURRENCE-ID")
    if changed is None:
        return event
    if component.first("RRULE"):
        event = at_home(event, resolver)  # a repeating exception is no thing: its one date counts
    findings = (*event.findings, *resolver.taken_notes())
    try:
        on = more_dates.local_date(read_moment(changed), master_tz or event.tz, resolver)
    except Unreadable as error:
        return event._replace(findings=(*findings, error.finding, Finding("instance_unreadable")))
    if changed.params.get("RANGE", "").upper() == "THISANDFUTURE":
        findings = (*findings, Finding("this_and_future", on.isoformat()))
    method = component.parent.text("METHOD").upper() if component.parent else ""
    is_cancelled = method == "CANCEL" or component.text("STATUS").upper() == "CANCELLED"
    return event._replace(
        key=f"{event.key}#{on}",
        series_key=event.key,
        override_on=on,
        findings=findings,
        refusal=Finding("instance_cancelled", on.isoformat()) if is_cancelled else None,
    )
