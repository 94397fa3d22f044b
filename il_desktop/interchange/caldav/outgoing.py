"""Our blocks as resources: one for each block and each series, under the identity that exports give them.

The texts are those of the export for the same audience: what may not leave does not leave here either.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from il_desktop.interchange.caldav.resource import OwnResource, join_series, own_resource
from il_desktop.interchange.ics.records import Audience, ExportEvent, ExportSeries, ExportSource
from il_desktop.interchange.ics.rules import SeriesPart
from il_desktop.interchange.ics.write import ExportPlan, plan_export, write_calendar


class Outgoing(NamedTuple):
    """One resource of ours. `source` is a block's id, a series' id, or `<series>@<date>` for a date that goes alone."""

    source: str
    uid: str
    digest: str
    text: str


def outgoing(source: ExportSource, audience: Audience) -> Iterator[Outgoing]:
    """Yield the resources of everything that an audience may see, each identity once."""
    singles = plan_export(replace(source, series=()), audience)
    for event in singles.singles:
        yield _single(singles, event)
    for series in source.series:
        yield from _series(source, series, audience)


def _series(source: ExportSource, series: ExportSeries, audience: Audience) -> Iterator[Outgoing]:
    plan = plan_export(replace(source, events=(), school=(), series=(series,)), audience)
    is_one = len(plan.parts) == 1 and not plan.parts[0].suffix
    inside = _own_dates(plan.parts[0]) if is_one else frozenset[date]()
    changed = [event for event in plan.singles if event.on in inside and event.source.count("@") == 1]
    for part in plan.parts:
        made = _resource(replace(plan, parts=(part,), singles=()))
        if is_one and changed:
            singles = [(_single(plan, event).text, event.on) for event in changed if event.on]
            made = own_resource(join_series(made.text, singles))
        name = f"{series.source}{part.suffix}" if part.suffix else series.source
        yield Outgoing(name, *made)
    alone = {event.source for event in changed}
    for event in plan.singles:
        if event.source not in alone:
            yield _single(plan, event)


def _own_dates(part: SeriesPart) -> frozenset[date]:
    """Return the dates that the rule has and leaves out: an event may take the place of one."""
    return frozenset(part.holes)


def _single(plan: ExportPlan, event: ExportEvent) -> Outgoing:
    return Outgoing(event.source, *_resource(replace(plan, parts=(), singles=(event,), zones=())))


def _resource(plan: ExportPlan) -> OwnResource:
    return own_resource("".join(write_calendar(plan)))
