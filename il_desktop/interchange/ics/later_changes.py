"""Changes meant for all later dates of a series: the rest becomes a series of its own."""

from __future__ import annotations

from datetime import date, timedelta

from il_desktop.domain.recurrence.shapes import WEEKDAYS, rule_parts
from il_desktop.domain.walltime import MINUTES_PER_DAY
from il_desktop.interchange.ics.findings import Finding
from il_desktop.interchange.ics.incoming import Incoming, Repeat
from il_desktop.interchange.ics.more_dates import dates_before
from il_desktop.interchange.ics.series_changes import Kept, is_for_later


def with_later_changes(events: Kept) -> Kept:
    """Split a series where a change is meant for all later dates: the rest becomes a series of its own."""
    places = [place for place, event in enumerate(events) if is_for_later(event)]
    result = list(events)
    masters = {event.key: place for place, event in enumerate(result) if event.repeat and event.refusal is None}
    for place in sorted(places, key=lambda each: result[each].override_on or date.min):
        change = result[place]
        master = masters.get(change.series_key)
        split = _split(result[master], change) if master is not None else None
        if split is None or master is None:
            continue  # the finding `this_and_future` says that this date alone was changed
        result[master], result[place] = split
        if result[place].repeat:
            masters[change.series_key] = place  # a later change splits the rest again
        _join_rest(result, change, result[place])
    return result


def _split(master: Incoming, change: Incoming) -> tuple[Incoming, Incoming] | None:
    """Return the series up to the change and the series from it on, None where the rule cannot be carried over."""
    on, repeat = change.override_on, master.repeat
    if on is None or repeat is None or master.span is None or change.span is None:
        return None
    done = dates_before(repeat, master, on)
    if not done:
        return None
    earlier = master._replace(
        repeat=repeat._replace(
            until_on=on - timedelta(days=1), times=None, holes=tuple(day for day in repeat.holes if day < on)
        ),
        findings=(*master.findings, Finding("split_before", on.isoformat())),
    )
    if change.refusal:
        return earlier, change
    days = (change.span.start.day - on).days
    rule = _moved_rule(repeat.rule, days)
    left = None if repeat.times is None else repeat.times - done
    if rule is None or (left is not None and left < 1) or change.span.minutes > MINUTES_PER_DAY:
        return None
    moved = timedelta(days=days)
    later = Repeat(
        rule,
        repeat.until_on + moved if repeat.until_on else None,
        left,
        tuple(day + moved for day in repeat.holes if day > on),
    )
    findings = tuple(
        Finding("split_from", on.isoformat()) if finding.code == "this_and_future" else finding
        for finding in change.findings
    )
    key = f"{master.key}#+{on}"
    return earlier, change._replace(key=key, series_key="", override_on=None, repeat=later, findings=findings)


def _moved_rule(rule: str, days: int) -> str | None:
    """Return the rule with its weekdays moved on by some days; None for rules that name days of a month or year."""
    if not days:
        return rule
    parts = rule_parts(rule)
    if parts.get("FREQ") not in ("DAILY", "WEEKLY") or not parts.keys() <= {"FREQ", "INTERVAL", "BYDAY", "WKST"}:
        return None
    named = parts.get("BYDAY", "").split(",") if "BYDAY" in parts else []
    if parts.get("INTERVAL", "1") != "1" and len(named) > 1:
        return None
    if named:
        parts["BYDAY"] = ",".join(WEEKDAYS[(WEEKDAYS.index(day) + days) % 7] for day in named)
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _join_rest(events: Kept, change: Incoming, rest: Incoming) -> None:
    """Let changed dates after the split belong to the part they fall into now."""
    if change.override_on is None or rest.span is None:
        return
    days = (rest.span.start.day - change.override_on).days
    for place, event in enumerate(events):
        is_later = event.override_on is not None and event.override_on > change.override_on
        if is_later and event.series_key == change.series_key and rest.repeat and not is_for_later(event):
            on = event.override_on + timedelta(days=days) if event.override_on else None
            events[place] = event._replace(series_key=rest.key, override_on=on)
