"""The time that series ask for: the ladder over their coming dates, whole groups of series among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from il_desktop.commands.block_rows import record_overrides
from il_desktop.commands.feed_times import busy_met
from il_desktop.commands.held_time import SchoolFacts, held_blocks, series_rule
from il_desktop.commands.series_rows import is_whole_day, local_span, rows_of
from il_desktop.domain import recurrence
from il_desktop.domain.blocks import BlockRef, Protection
from il_desktop.domain.clock import wall_now
from il_desktop.domain.errors import ProtectedTimeConflict
from il_desktop.domain.protection import Conflict, Demand, OverrideReason, check_move, displaced, is_met
from il_desktop.domain.recurrence import Occurrence, SeriesRule
from il_desktop.domain.walltime import Span
from il_desktop.models.schedule import BlockSeries
from il_desktop.store.transaction import Tx

CHECKED_DAYS = 28  # so far ahead is a series checked against protected time; what lies beyond shows as an overlap
CHECKED_DATES = 20


class Movers(NamedTuple):
    """What changes its place together, and is therefore in nobody's way: rows, and series from a date on."""

    rows: frozenset[str] = frozenset()
    series: Mapping[str, date] = {}

    def has(self, ref: BlockRef) -> bool:
        """Tell whether a block is one of them."""
        since = self.series.get(ref.series_id or "")
        return ref.block_id in self.rows or (since is not None and ref.on is not None and ref.on >= since)


def movers(session: Session, series: Mapping[str, date], rows: Iterable[str] = ()) -> Movers:
    """Return what moves when these series do, each from its date on, beside single rows."""
    stored = {row.id for key, since in series.items() for row in rows_of(session, key, since)}
    return Movers(frozenset(rows) | stored, series)


def places_asked(
    tx: Tx, rule: SeriesRule, own: BlockSeries | None, together: Movers, facts: SchoolFacts
) -> list[tuple[Span, list[Conflict]]]:
    """Return where a series' coming dates lie, and what each meets of all that does not move with it.

    Minutes that the series itself holds already are not asked for again.
    """
    today = wall_now(tx.clock, facts.settings.tz).day
    first = max(rule.starts.day, today)
    items = recurrence.occurrences(rule, first, first + timedelta(days=CHECKED_DAYS - 1), facts.calendar)
    asked: list[tuple[Span, list[Conflict]]] = []
    for item in items[:CHECKED_DATES]:
        if is_whole_day(item):
            continue
        span = local_span(rule, item, facts)
        ref = BlockRef(None, own.id, item.on, item.period_code) if own else None
        held = held_blocks(tx.session, span, facts)
        asked.append(
            (span, check_move([one for one in held if one.ref == ref or not together.has(one.ref)], ref, span))
        )
    return asked


def take_places(
    tx: Tx, rule: SeriesRule, own: BlockSeries | None, override: OverrideReason | None, facts: SchoolFacts
) -> tuple[list[Conflict], list[Span]]:
    """Ask the ladder for the coming dates of a series and record what gives way; raise ProtectedTimeConflict.

    Return what gives way by itself and the places of the dates: it makes room once the series is written.
    """
    asked = places_asked(tx, rule, own, movers(tx.session, {own.id: date.min} if own else {}), facts)
    found = [conflict for _, conflicts in asked for conflict in conflicts]
    firm = [conflict for conflict in found if conflict.demand is not Demand.NOTHING]
    if not is_met(found, override):
        raise ProtectedTimeConflict(tuple(firm))
    written = sum(
        record_overrides(tx.session, [conflict for conflict in conflicts if conflict in firm], span, override, facts)
        for span, conflicts in asked
    )
    elsewhere = busy_met(tx.session, [span for span, _ in asked], facts)
    giving = displaced(found)
    tx.say(overrides=written or None, gave_way=len(giving) or None, elsewhere=elsewhere or None)
    return giving, [span for span, _ in asked]


def immovable(series: BlockSeries, item: Occurrence, facts: SchoolFacts) -> tuple[Conflict, ...]:
    """Return the conflict of an Immovable series with its own change; nothing for any other."""
    if series.protection != Protection.IMMOVABLE:
        return ()
    span = local_span(series_rule(series), item, facts)
    key = BlockRef(None, series.id, item.on, item.period_code).key
    return (Conflict(key, series.title, Protection.IMMOVABLE, span, span.minutes),)


def refuse_immovable(series: BlockSeries, item: Occurrence, facts: SchoolFacts) -> None:
    """Raise ProtectedTimeConflict for an Immovable series: it is given another level first."""
    stuck = immovable(series, item, facts)
    if stuck:
        raise ProtectedTimeConflict(stuck)
