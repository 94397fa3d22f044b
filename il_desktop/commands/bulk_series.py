"""What becomes of series when dates of them are moved or deleted with others: each series once, all dates alike.

Plans only what `commands.bulk` asks about and writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from il_desktop.commands.block_rows import checked_span
from il_desktop.commands.held_time import SchoolFacts, occurrence, series_rule
from il_desktop.commands.series_change import RuleStep, SeriesChange, changed_rule, splits_at
from il_desktop.commands.series_rows import Located, is_whole_day, local_span, located
from il_desktop.domain.blocks import BlockRef, Scope
from il_desktop.domain.recurrence import SeriesRule
from il_desktop.domain.series_edit import tail_from, weekdays_of, with_own_end
from il_desktop.domain.walltime import Span, WallTime

Move = tuple[BlockRef, WallTime]


class Wanted(NamedTuple):
    """A date of a series, where its rule has it, and where it is to go."""

    found: Located
    old: Span
    new: Span


def is_date(ref: BlockRef) -> bool:
    """Tell whether a reference names a date as its rule has it; one that went its own way is a block like others."""
    return ref.series_id is not None and ref.block_id is None


def wanted(session: Session, moves: Iterable[Move], facts: SchoolFacts) -> list[Wanted]:
    """Return the dates among some moves and where they go, lengths kept; raise NotFound or BadValue."""
    dates: list[Wanted] = []
    for ref, start in moves:
        found = located(session, ref, facts)
        whole = is_whole_day(found.item)
        old = local_span(series_rule(found.series), found.item, facts)
        new = old.moved_to(WallTime(start.day, 0) if whole else start)
        dates.append(Wanted(found, old, checked_span(new.start, new.end, all_day=whole)))
    return dates


def moved_series(dates: Sequence[Wanted], scope: Scope, facts: SchoolFacts) -> list[SeriesChange]:
    """Return what each series of the dates becomes, from its earliest one on or altogether; raise BadValue."""
    by_series: dict[str, list[Wanted]] = {}
    for one in sorted(dates, key=lambda one: one.found.item.on):
        by_series.setdefault(one.found.series.id, []).append(one)
    return [_moved(same, scope, facts) for same in by_series.values()]


def earliest(session: Session, refs: Iterable[BlockRef], facts: SchoolFacts) -> list[Located]:
    """Return the earliest of the named dates of each series."""
    first: dict[str, Located] = {}
    for found in sorted((located(session, ref, facts) for ref in refs), key=lambda found: found.item.on):
        first.setdefault(found.series.id, found)
    return list(first.values())


def _moved(dates: list[Wanted], scope: Scope, facts: SchoolFacts) -> SeriesChange:
    """Move one series: as its earliest date goes, weekday by weekday where a week has several of them chosen."""
    first = dates[0].found
    old, splits = with_own_end(series_rule(first.series)), splits_at(first, scope, facts)
    rule = tail_from(old, first.item.on, facts.calendar) if splits else old
    pending = {dates[0].found.item.on.weekday(): dates[0]}
    if weekdays_of(rule) and dates[0].old.start.day != dates[0].new.start.day:
        pending = {one.found.item.on.weekday(): one for one in reversed(dates)}
    steps: list[RuleStep] = []
    while pending:
        one = pending.pop(_free_to_go(pending, rule))
        item = occurrence(rule, one.found.ref, facts)
        if item is None:
            continue  # an earlier step took it along
        new, days = changed_rule(rule, item, {"start": one.new.start, "end": one.new.end}, facts)
        steps.append(RuleStep(rule if steps else old, new, days, item.on))
        rule = new
    return SeriesChange(first.series, first.item, splits, tuple(steps))


def _free_to_go(pending: dict[int, Wanted], rule: SeriesRule) -> int:
    """Return a weekday whose place no other weekday of the rule has, so that two never become one on the way."""
    taken = set(weekdays_of(rule))
    free = (day for day, one in pending.items() if one.new.start.day.weekday() not in taken - {day})
    return next(free, next(iter(pending)))
