"""What is done to several blocks at once: move, copy, delete, protect. Each is one step, by the rules of single blocks.

What is in the way of any of them comes in one list, and nothing is written until all of it is answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from il_desktop.commands.block_rows import (
    block_of,
    checked_span,
    found_block,
    itself,
    record_overrides,
    span_of,
    take_off,
)
from il_desktop.commands.bulk_series import Move, Wanted, earliest, is_date, moved_series, wanted
from il_desktop.commands.feed_times import busy_met
from il_desktop.commands.held_time import HeldBlock, SchoolFacts, held_blocks
from il_desktop.commands.making_room import make_room
from il_desktop.commands.schedule import copied, put_at
from il_desktop.commands.series_change import SeriesChange, delete_from, key_of, splits_at, write
from il_desktop.commands.series_places import Movers, immovable, movers, places_asked
from il_desktop.commands.series_rows import is_whole_day
from il_desktop.domain.blocks import BlockRef, Protection, Scope
from il_desktop.domain.errors import ProtectedTimeConflict
from il_desktop.domain.protection import Conflict, Demand, OverrideReason, check_move, displaced, is_met
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.models.schedule import TimeBlock
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx


class _Met:
    """What is in the way of several places: each block once, with all minutes it would lose and who met it first."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[Conflict, Span]] = {}
        self.taken: list[Span] = []

    def add(self, conflicts: Iterable[Conflict], place: Span) -> None:
        """Take up what one place meets."""
        self.taken.append(place)
        for conflict in conflicts:
            known, first = self.found.get(conflict.block_key, (None, place))
            minutes = conflict.minutes + (known.minutes if known else 0)
            self.found[conflict.block_key] = conflict._replace(minutes=min(minutes, conflict.span.minutes)), first


@operation("blocks.move")
def move_blocks(
    tx: Tx, moves: Sequence[Move], *, scope: Scope = Scope.THIS, override: OverrideReason | None = None
) -> list[str]:
    """Move blocks to other starts, lengths kept; return their keys in the given order.

    `scope` says how much of their series the repeating dates stand for. What moves together is never in each other's
    way. Raises ProtectedTimeConflict with everything that asks for more than `override` gives, an Immovable block among
    the moved ones included; BadValue for a series that cannot go there.
    """
    facts = SchoolFacts(tx.session)
    dates = wanted(tx.session, [move for move in moves if scope is not Scope.THIS and is_date(move[0])], facts)
    changes = moved_series(dates, scope, facts)
    rest = moves if scope is Scope.THIS else [move for move in moves if not is_date(move[0])]
    rows = [block_of(tx.session, ref, facts) for ref, _ in rest]
    tx.session.flush()  # the ladder looks at rows, and occurrences have just become some
    old = [span_of(row, facts) for row in rows]
    new = [_target(row, span, start) for row, span, (_, start) in zip(rows, old, rest, strict=True)]
    stuck = [
        itself(row, facts) for row, was, span in zip(rows, old, new, strict=True) if was != span and _is_fixed(row)
    ]
    stuck += [conflict for change in changes for conflict in immovable(change.series, change.item, facts)]
    together = movers(tx.session, {change.series.id: change.since for change in changes}, [row.id for row in rows])
    met = _met(tx, list(zip(rows, old, new, strict=True)), together, facts)
    _meet_series(tx, met, changes, together, facts)
    overrides, giving = _settle(tx, met, stuck, override, facts)
    keys = _written(tx, changes, dates, facts)
    for row, span in zip(rows, new, strict=True):
        put_at(row, span, facts)
    make_room(tx, giving, met.taken, facts)
    _say_moved(tx, [*(one.old for one in dates), *old], [*(one.new for one in dates), *new], overrides, len(giving))
    timed = [one.new for one in dates if not is_whole_day(one.found.item)]
    timed += [span for row, span in zip(rows, new, strict=True) if not row.all_day]
    tx.say(elsewhere=busy_met(tx.session, timed, facts) or None)
    _say_repeating(tx, rows, changes)
    _say_scope(tx, [change.splits for change in changes])
    if override is None and not changes:
        tx.merge_key(f"nudge:blocks:{len(rows)}:{min((row.id for row in rows), default='')}")
    keys |= {ref: row.id for (ref, _), row in zip(rest, rows, strict=True)}
    return [keys[ref] for ref, _ in moves]


@operation("blocks.copy")
def copy_blocks(
    tx: Tx, copies: Sequence[tuple[BlockRef, WallTime]], *, override: OverrideReason | None = None
) -> list[str]:
    """Put copies of blocks at other starts, goals and people included; return their ids in the given order.

    Copies belong to no series and are never in each other's way; everything else in the way is asked about at once.
    """
    facts = SchoolFacts(tx.session)
    made: list[tuple[TimeBlock, Span]] = []
    for ref, start in copies:
        source = found_block(tx.session, ref, facts)
        old = span_of(source, facts)
        span = _target(source, old, start)
        made.append((copied(tx.session, source, span, facts), span))
    together = Movers(frozenset(row.id for row, _ in made))
    met = _met(tx, [(row, None, span) for row, span in made], together, facts)
    overrides, giving = _settle(tx, met, [], override, facts)
    make_room(tx, giving, met.taken, facts)
    elsewhere = busy_met(tx.session, [span for row, span in made if not row.all_day], facts)
    tx.say(count=len(made), overrides=overrides or None, gave_way=len(giving) or None, elsewhere=elsewhere or None)
    return [row.id for row, _ in made]


@operation("blocks.delete")
def delete_blocks(tx: Tx, refs: Sequence[BlockRef], scope: Scope = Scope.THIS) -> None:
    """Take blocks off the calendar, of repeating ones as much as `scope` says; what is on record of a series stays.

    When one is Immovable, nothing goes, and ProtectedTimeConflict names all such.
    """
    facts = SchoolFacts(tx.session)
    repeating = [ref for ref in refs if scope is not Scope.THIS and _series_of(tx, ref)]
    found = earliest(tx.session, repeating, facts)
    rows = [block_of(tx.session, ref, facts) for ref in refs if ref not in repeating]
    stuck = [itself(row, facts) for row in rows if _is_fixed(row)]
    stuck += [conflict for one in found for conflict in immovable(one.series, one.item, facts)]
    if stuck:
        raise ProtectedTimeConflict(tuple(stuck))
    tx.say(count=len(refs))
    _say_repeating(tx, rows, found)
    ends = [splits_at(one, scope, facts) for one in found]
    _say_scope(tx, ends)
    for row in rows:
        take_off(tx, row)
    for one, is_end in zip(found, ends, strict=True):
        delete_from(tx, one.series, one.item.on if is_end else None)


@operation("blocks.protect")
def set_protection_of(tx: Tx, refs: Sequence[BlockRef], level: Protection) -> list[str]:
    """Set how firmly blocks hold their time; return their ids in the given order."""
    facts = SchoolFacts(tx.session)
    rows = [block_of(tx.session, ref, facts) for ref in refs]
    for row in rows:
        row.protection = int(Protection(level))
    tx.say(count=len(rows), level=int(level))
    return [row.id for row in rows]


def _target(row: TimeBlock, old: Span, start: WallTime) -> Span:
    span = old.moved_to(WallTime(start.day, 0) if row.all_day else start)
    return checked_span(span.start, span.end, all_day=row.all_day)


def _is_fixed(row: TimeBlock) -> bool:
    return row.protection == Protection.IMMOVABLE


def _settle(
    tx: Tx, met: _Met, stuck: Sequence[Conflict], override: OverrideReason | None, facts: SchoolFacts
) -> tuple[int, list[Conflict]]:
    """Record what gives way for a reason; return how many, and what does by itself.

    Raises ProtectedTimeConflict with all that asks for more than the answer gives.
    """
    conflicts = [*stuck, *(conflict for conflict, _ in met.found.values())]
    firm = [conflict for conflict in conflicts if conflict.demand is not Demand.NOTHING]
    if not is_met(conflicts, override):
        raise ProtectedTimeConflict(tuple(sorted(firm, key=lambda one: (-one.protection, one.span, one.block_key))))
    overrides = sum(
        record_overrides(tx.session, [conflict], span, override, facts)
        for conflict, span in met.found.values()
        if conflict.demand is not Demand.NOTHING
    )
    return overrides, displaced(conflicts)


def _met(tx: Tx, places: Iterable[tuple[TimeBlock, Span | None, Span]], together: Movers, facts: SchoolFacts) -> _Met:
    """Return what the new places meet apart from what moves too, each once with all minutes it would lose."""
    met = _Met()
    for row, old, new in places:
        if row.all_day or old == new:
            continue
        others = [held for held in held_blocks(tx.session, new, facts) if not together.has(held.ref)]
        own = [HeldBlock(BlockRef(row.id), row.title, Protection.OPEN, old, state=row.state)] if old else []
        met.add(check_move([*own, *others], BlockRef(row.id), new), new)
    return met


def _meet_series(tx: Tx, met: _Met, changes: Iterable[SeriesChange], together: Movers, facts: SchoolFacts) -> None:
    """Add what the coming dates of moved series meet."""
    for change in changes:
        for span, conflicts in places_asked(tx, change.rule, change.series, together, facts):
            met.add(conflicts, span)


def _written(
    tx: Tx, changes: Iterable[SeriesChange], dates: Sequence[Wanted], facts: SchoolFacts
) -> dict[BlockRef, str]:
    """Write the changed series; return the keys that their dates have now."""
    keys: dict[BlockRef, str] = {}
    for change in changes:
        target = write(tx.session, change, {}, facts)
        for one in dates:
            if one.found.series is change.series:
                name = change.name_after((one.found.item.on, one.found.item.period_code), facts)
                keys[one.found.ref] = key_of(tx.session, target, name or (change.rule.starts.day, None))
    return keys


def _series_of(tx: Tx, ref: BlockRef) -> str | None:
    row = tx.session.get(TimeBlock, ref.block_id) if ref.block_id else None
    return row.series_id if row is not None else ref.series_id


def _say_repeating(tx: Tx, rows: Iterable[TimeBlock], series: Sequence[object]) -> None:
    """Tell how many dates of series went alone, when no series went along."""
    alone = sum(row.series_id is not None for row in rows)
    tx.say(repeating=alone if alone and not series else None)


def _say_scope(tx: Tx, splits: Sequence[bool]) -> None:
    """Tell how much of the series went along."""
    if splits:
        tx.say(scope=str(Scope.FOLLOWING if any(splits) else Scope.ALL))


def _say_moved(tx: Tx, old: Sequence[Span], new: Sequence[Span], overrides: int, gave_way: int) -> None:
    """Tell how far, when all went the same way; minutes otherwise differ and only the number is told."""
    ways = {was.start.until(span.start) for was, span in zip(old, new, strict=True)}
    is_same = len(ways) == 1
    tx.say(
        count=len(new),
        from_start=old[0].start.iso() if is_same else None,
        to_start=new[0].start.iso() if is_same else None,
        overrides=overrides or None,
        gave_way=gave_way or None,
    )
