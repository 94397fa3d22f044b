"""Rows behind repeating blocks: found by an occurrence, its stored exceptions, the time it asks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from il_desktop.commands.block_rows import is_mentioned, known_people, put_people, put_shares
from il_desktop.commands.held_time import SchoolFacts, occurrence, series_rule
from il_desktop.domain.blocks import BlockRef, GoalShare
from il_desktop.domain.errors import NotFound
from il_desktop.domain.recurrence import Occurrence, SeriesRule
from il_desktop.domain.series_edit import Name
from il_desktop.domain.walltime import MINUTES_PER_DAY, Span
from il_desktop.models.goals import Goal
from il_desktop.models.schedule import BlockSeries, TimeBlock
from il_desktop.store.transaction import Tx

LOOKS = ("title", "activity_type_id", "protection", "is_buffer", "place", "note", "is_public", "remind_min")


class Located(NamedTuple):
    """One occurrence: its series, where the rule has it, and its row if it is one."""

    series: BlockSeries
    item: Occurrence
    row: TimeBlock | None

    @property
    def ref(self) -> BlockRef:
        """The occurrence's name."""
        return BlockRef(None, self.series.id, self.item.on, self.item.period_code)


@dataclass(frozen=True, slots=True)
class Look:
    """What occurrences take over from their series."""

    values: tuple[object, ...]
    shares: tuple[tuple[str, int], ...]
    people: tuple[str, ...]

    @classmethod
    def of(cls, series: BlockSeries) -> Look:
        """Read it from a series."""
        shares = tuple((share["goal_id"], share["share_pct"]) for share in series.goal_shares)
        return cls(tuple(getattr(series, name) for name in LOOKS), shares, tuple(series.people))


def located(session: Session, ref: BlockRef, facts: SchoolFacts) -> Located:
    """Return the occurrence that a reference names; raise NotFound for single blocks and dates the rule has not."""
    row = session.get(TimeBlock, ref.block_id) if ref.block_id else None
    if row is not None and row.series_id is not None and row.occurrence_on is not None:
        ref = BlockRef(None, row.series_id, row.occurrence_on, row.period_code)
    series = session.get(BlockSeries, ref.series_id) if ref.series_id else None
    item = occurrence(series_rule(series), ref, facts) if series is not None else None
    if series is None or item is None:
        raise NotFound(kind="block_series", key=ref.key)
    if row is None:
        row = next((row for row in rows_of(session, series.id) if name_of(row) == (item.on, item.period_code)), None)
    return Located(series, item, row)


def rows_of(session: Session, series_id: str, since: date = date.min) -> list[TimeBlock]:
    """Return the stored occurrences of a series from a date on, cancelled ones included."""
    wanted = select(TimeBlock).where(TimeBlock.series_id == series_id, TimeBlock.occurrence_on >= since)
    return list(session.scalars(wanted.order_by(TimeBlock.occurrence_on, TimeBlock.period_code)))


def name_of(row: TimeBlock) -> Name:
    """Return the name a stored occurrence has in its series."""
    return row.occurrence_on or date.min, row.period_code


def place_of(rule: SeriesRule, name: Name, facts: SchoolFacts) -> Span | None:
    """Return where the rule has an occurrence, by the school's clocks."""
    item = occurrence(rule, BlockRef(None, "", name[0], name[1]), facts)
    return None if item is None else local_span(rule, item, facts)


def local_span(rule: SeriesRule, item: Occurrence, facts: SchoolFacts) -> Span:
    """Return an occurrence's time as the school's clocks show it."""
    return facts.local(Span.of(item.start, item.minutes), rule.tz, all_day=is_whole_day(item))


def is_whole_day(item: Occurrence) -> bool:
    """Tell whether an occurrence is midnight to midnight."""
    return item.start.minute == 0 and item.minutes == MINUTES_PER_DAY


def let_go(session: Session, row: TimeBlock) -> None:
    """Take a stored occurrence out of its series: what was decided or recorded stays as a block of its own."""
    if row.state == "cancelled" and not is_mentioned(session, row.id):
        session.delete(row)
        return
    row.series_id, row.occurrence_on = None, None
    if row.origin == "series":
        row.origin = "manual"


def drop(tx: Tx, row: TimeBlock) -> None:
    """Delete a stored occurrence with its series; what others point to, or what is on record, stays by itself."""
    if row.state in ("planned", "cancelled") and not is_mentioned(tx.session, row.id):
        tx.session.delete(row)
        return
    if row.state == "planned":
        row.state, row.reconciled_at = "cancelled", tx.clock.now()
    row.series_id, row.occurrence_on = None, None


def rename(session: Session, rows: Iterable[TimeBlock], names: dict[Name, Name | None], kind: str) -> None:
    """Give stored occurrences their new names, one by one in an order in which no two ever share one."""
    waiting = [row for row in rows if name_of(row) in names and names[name_of(row)] != name_of(row)]
    for row in [row for row in waiting if names[name_of(row)] is None]:
        waiting.remove(row)
        let_go(session, row)
    session.flush()
    while waiting:
        taken = {name_of(row) for row in waiting}
        row = next((row for row in waiting if names[name_of(row)] not in taken - {name_of(row)}), waiting[0])
        waiting.remove(row)
        target = names[name_of(row)]
        if target is None or target in taken - {name_of(row)}:
            let_go(session, row)
        else:
            row.occurrence_on = target[0]
            if row.period_code != target[1]:
                row.period_code, row.anchor = target[1], "period" if target[1] and kind == "school" else "clock"
        session.flush()


def follow(session: Session, row: TimeBlock, old: Look, new: Look, places: tuple[Span | None, Span | None]) -> None:
    """Let a planned row take over what changed in its series, where the row was not given something of its own.

    `places` are where the rule had the occurrence and where it has it now.
    """
    if row.state != "planned":
        return
    for name, before, after in zip(LOOKS, old.values, new.values, strict=True):
        if getattr(row, name) == before and before != after:
            setattr(row, name, after)
    if old.shares != new.shares and tuple((link.goal_id, link.share_pct) for link in row.goals) == old.shares:
        known = [share for share in new.shares if session.get(Goal, share[0]) is not None]
        put_shares(session, row, [GoalShare(*share) for share in known])
    if old.people != new.people and tuple(link.person_id for link in row.people) == known_people(session, old.people):
        put_people(session, row, known_people(session, new.people))
    was, now = places
    if was is not None and now is not None and Span(row.starts_local, row.ends_local) == was:
        row.starts_local, row.ends_local = now.start, now.end
