"""What several VEVENTs of one file say about one series: doubles, dates cancelled, changes of all later dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from il_desktop.interchange.ics.findings import Finding
from il_desktop.interchange.ics.incoming import Incoming

Kept = list[Incoming]


def without_doubles(events: Iterable[Incoming]) -> Kept:
    """Settle events of the same name: equal ones are one, the higher SEQUENCE wins, else both stay under two names."""
    kept: dict[str, int] = {}
    result: Kept = []
    for event in events:
        other = kept.setdefault(event.key, len(result)) if event.refusal is None else len(result)
        if other == len(result):
            result.append(event)
            continue
        first = result[other]
        if _content(first) == _content(event):
            result.append(event._replace(refusal=Finding("same_as", str(first.line))))
        elif first.sequence == event.sequence:
            result.append(_named_apart(event, first))
        else:
            older, newer = sorted((first, event), key=lambda each: each.sequence)
            result[other] = newer
            result.append(older._replace(refusal=Finding("older_version", str(newer.line))))
    return result


def with_holes(events: Kept) -> Kept:
    """Leave the dates that an entry of their own cancels out of their series."""
    cancelled: dict[str, set[date]] = {}
    for event in events:
        if event.override_on and event.refusal and event.refusal.code == "instance_cancelled":
            cancelled.setdefault(event.series_key, set()).add(event.override_on)
    if not cancelled:
        return events
    return [
        event._replace(repeat=event.repeat._replace(holes=tuple(sorted({*event.repeat.holes, *cancelled[event.key]}))))
        if event.repeat and event.key in cancelled
        else event
        for event in events
    ]


def is_for_later(event: Incoming) -> bool:
    """Tell whether a changed date stands for all later dates too."""
    return event.override_on is not None and any(finding.code == "this_and_future" for finding in event.findings)


def _named_apart(event: Incoming, first: Incoming) -> Incoming:
    import hashlib  # noqa: PLC0415  few calendars need it

    digest = hashlib.sha256(repr(_content(event)).encode()).hexdigest()[:12]
    found = Finding("uid_twice", str(first.line))
    # One date of a series has one place: a second change of it stands on its own.
    return event._replace(
        key=f"{event.key}~{digest}", findings=(*event.findings, found), override_on=None, series_key=""
    )


def _content(event: Incoming) -> tuple[object, ...]:
    return (event.summary, event.place, event.note, event.span, event.tz, event.all_day, event.repeat)
