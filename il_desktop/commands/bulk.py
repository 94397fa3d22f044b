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
from il_desktop.commands.held_time import HeldBlock, SchoolFacts, held_blocks
from il_desktop.commands.schedule import copied, put_at
from il_desktop.domain.blocks import BlockRef, Protection
from il_desktop.domain.errors import ProtectedTimeConflict
from il_desktop.domain.protection import Conflict, Demand, OverrideReason, check_move, displaced, is_met
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.models.schedule import TimeBlock
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

_Met = dict[str, tuple[Conflict, Span]]  # by the key of the block in the way: the conflict, and who met it first


@operation("blocks.move")
def move_blocks(
    tx: Tx, moves: Sequence[tuple[BlockRef, WallTime]], *, override: OverrideReason | None = None
) -> list[str]:
    """Move blocks to other starts, lengths kept; return their ids in the given order.

    Blocks that move together are never in each other's way. Raises ProtectedTimeConflict with everything that asks for
    more than `override` gives, an Immovable block among the moved ones included.
    """
    facts = SchoolFacts(tx.session)
    rows = [block_of(tx.session, ref, facts) for ref, _ in moves]
    tx.session.flush()  # the ladder looks at rows, and occurrences have just become some
    old = [span_of(row, facts) for row in rows]
    new = [_target(row, span, start) for row, span, (_, start) in zip(rows, old, moves, strict=True)]
    stuck = [row for row, was, span in zip(rows, old, new, strict=True) if was != span and _is_immovable(row)]
    met = _met(tx, list(zip(rows, old, new, strict=True)), facts)
    overrides, gave_way = _settle(tx, met, [itself(row, facts) for row in stuck], override, facts)
    for row, span in zip(rows, new, strict=True):
        put_at(row, span, facts)
    _say_moved(tx, old, new, overrides, gave_way)
    tx.say(repeating=sum(row.series_id is not None for row in rows) or None)
    if override is None:
        tx.merge_key(f"nudge:blocks:{len(rows)}:{min((row.id for row in rows), default='')}")
    return [row.id for row in rows]


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
    met = _met(tx, [(row, None, span) for row, span in made], facts)
    overrides, gave_way = _settle(tx, met, [], override, facts)
    tx.say(count=len(made), overrides=overrides or None, gave_way=gave_way or None)
    return [row.id for row, _ in made]


@operation("blocks.delete")
def delete_blocks(tx: Tx, refs: Sequence[BlockRef]) -> None:
    """Take blocks off the calendar; when one is Immovable, none is, and ProtectedTimeConflict names all such."""
    facts = SchoolFacts(tx.session)
    rows = [block_of(tx.session, ref, facts) for ref in refs]
    stuck = tuple(itself(row, facts) for row in rows if _is_immovable(row))
    if stuck:
        raise ProtectedTimeConflict(stuck)
    tx.say(count=len(rows))
    for row in rows:
        take_off(tx, row)


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


def _is_immovable(row: TimeBlock) -> bool:
    return row.protection == Protection.IMMOVABLE


def _settle(
    tx: Tx, met: _Met, stuck: Sequence[Conflict], override: OverrideReason | None, facts: SchoolFacts
) -> tuple[int, int]:
    """Record what gives way; return how many for a reason and how many by themselves.

    Raises ProtectedTimeConflict with all that asks for more than the answer gives.
    """
    conflicts = [*stuck, *(conflict for conflict, _ in met.values())]
    firm = [conflict for conflict in conflicts if conflict.demand is not Demand.NOTHING]
    if not is_met(conflicts, override):
        raise ProtectedTimeConflict(tuple(sorted(firm, key=lambda one: (-one.protection, one.span, one.block_key))))
    overrides = sum(
        record_overrides(tx.session, [conflict], span, override, facts)
        for conflict, span in met.values()
        if conflict.demand is not Demand.NOTHING
    )
    return overrides, len(displaced(conflicts))


def _met(tx: Tx, places: Iterable[tuple[TimeBlock, Span | None, Span]], facts: SchoolFacts) -> _Met:
    """Return what the new places meet apart from the blocks themselves, each once with all minutes it would lose."""
    places = list(places)
    ours = {row.id for row, _, _ in places}
    met: _Met = {}
    for row, old, new in places:
        if row.all_day or old == new:
            continue
        others = [held for held in held_blocks(tx.session, new, facts) if held.ref.block_id not in ours]
        own = [HeldBlock(BlockRef(row.id), row.title, Protection.OPEN, old, state=row.state)] if old else []
        for conflict in check_move([*own, *others], BlockRef(row.id), new):
            known = met.get(conflict.block_key)
            minutes = conflict.minutes + (known[0].minutes if known else 0)
            first = known[1] if known else new
            met[conflict.block_key] = conflict._replace(minutes=min(minutes, conflict.span.minutes)), first
    return met


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
