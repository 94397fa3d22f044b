"""What gives way makes room in the same step: Flexible time at the next free start, else as a debt; Open ends.

Of an Open block the longest stretch that is left stays, from a quarter of an hour up; it owes nothing. What is over,
was reconciled or came in from another calendar stays where it was. Called once the new places are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from il_desktop.commands.block_rows import MADE_UP, block_of, span_of, take_off
from il_desktop.commands.feed_times import busy_times
from il_desktop.commands.held_time import HeldBlock, SchoolFacts, held_blocks
from il_desktop.commands.lowered_levels import as_before_lowering
from il_desktop.commands.schedule import put_at
from il_desktop.domain.activity_types import SAME_DAY
from il_desktop.domain.blocks import BlockRef, Category, Protection
from il_desktop.domain.clock import wall_now
from il_desktop.domain.protection import (
    Conflict,
    DisplacementReason,
    Held,
    check_move,
    displaced,
    longest_rest,
    next_free_span,
)
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.models.schedule import ActivityType, BlockSeries, Interruption, TimeBlock
from il_desktop.store.transaction import Tx


def make_room(tx: Tx, giving: Iterable[Conflict], taken: Sequence[Span], facts: SchoolFacts) -> None:
    """Let what gives way without a question leave the spans that were taken, and say so in the step.

    Make-up blocks that the step has planned take their places too.
    """
    made_up: list[TimeBlock] = tx.session.info.pop(MADE_UP, [])
    room = _Room(tx, facts, wall_now(tx.clock, facts.settings.tz))
    room.clear(giving, taken)
    room.clear_under(made_up)
    room.say()
    if made_up:
        tx.say(make_ups=len(made_up), make_up=made_up[0].starts_local.iso())


def room_under(tx: Tx, blocks: Sequence[TimeBlock], facts: SchoolFacts) -> None:
    """Let what gives way leave the places where blocks were put without a question, and say so in the step."""
    room = _Room(tx, facts, wall_now(tx.clock, facts.settings.tz))
    room.clear_under(blocks)
    room.say()


@dataclass(slots=True)
class _Room:
    """What has to leave in one step, and what became of it: `moved` with the new start, `owed`, `ended`."""

    tx: Tx
    facts: SchoolFacts
    now: WallTime
    moved: list[tuple[str, str]] = field(default_factory=list)
    owed: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)

    def clear(self, giving: Iterable[Conflict], taken: Sequence[Span]) -> None:
        """Let each block leave, once however many spans meet it."""
        for conflict in {each.block_key: each for each in giving}.values():
            if conflict.span.end > self.now:
                self.tx.session.flush()  # the ladder looks at rows, and what was put may have become one just now
                self._leave(conflict, taken)

    def clear_under(self, blocks: Sequence[TimeBlock]) -> None:
        """Let whatever lies where blocks are leave; these are in nobody's way among each other."""
        if not blocks:
            return
        self.tx.session.flush()
        own = {block.id for block in blocks}
        for block in blocks:
            span = span_of(block, self.facts)
            others = [each for each in held_blocks(self.tx.session, span, self.facts) if each.ref.block_id not in own]
            met = as_before_lowering(self.tx.session, check_move(others, None, span))
            self.clear(displaced(met), [span])

    def say(self) -> None:
        """Name in the step the one that had to leave, or how many."""
        named = [*self.moved, *((each, None) for each in (*self.owed, *self.ended))]
        if named:
            block, start = named[0]
            self.tx.say(
                room=len(self.moved) or None, room_owed=len(self.owed) or None, room_ended=len(self.ended) or None,
                room_block=block, room_start=start,
            )  # fmt: skip

    def _leave(self, conflict: Conflict, taken: Sequence[Span]) -> None:
        is_open = conflict.protection is Protection.OPEN
        if not is_open and self.tx.op.startswith("plan."):
            return  # a plan that is accepted has found everybody's place itself
        block = block_of(self.tx.session, BlockRef.parse(conflict.block_key), self.facts)
        self.tx.session.flush()
        if block.state != "planned" or (is_open and self._is_brought_in(block)):
            return
        if is_open:
            self._end(block, conflict, taken)
        else:
            self._move_on(block, conflict, taken)
        self.tx.session.flush()

    def _is_brought_in(self, block: TimeBlock) -> bool:
        """Tell whether a block is an entry of another calendar, that shows it as free: it stays as it is there."""
        series = self.tx.session.get(BlockSeries, block.series_id) if block.series_id else None
        return block.import_key is not None or (series is not None and series.import_key is not None)

    def _end(self, block: TimeBlock, conflict: Conflict, taken: Sequence[Span]) -> None:
        rest = longest_rest(conflict.span, taken)
        self.ended.append(block.id)
        if rest is None:
            take_off(self.tx, block)
        else:
            put_at(block, rest, self.facts)

    def _move_on(self, block: TimeBlock, conflict: Conflict, taken: Sequence[Span]) -> None:
        kind = self.tx.session.get_one(ActivityType, block.activity_type_id)
        place = self._next_start(block, kind.key, taken)
        if place is not None:
            put_at(block, place, self.facts)
            self.moved.append((block.id, place.start.iso()))
        elif kind.category != Category.PERSONAL:
            self._owe(block, conflict, taken)
            self.owed.append(block.id)

    def _next_start(self, block: TimeBlock, activity_key: str, taken: Sequence[Span]) -> Span | None:
        """Return the next free place in the rest of the week; of what belongs to its day, of the day."""
        facts, settings = self.facts, self.facts.settings
        span = span_of(block, facts)
        wanted = span.moved_to(max(span.start, self.now))
        first = wanted.start.day
        left = 0 if activity_key in SAME_DAY else 6 - (first.weekday() - settings.first_weekday) % 7
        dates = [first + timedelta(days=number) for number in range(left + 1)]
        days = [day for day in dates if day == span.start.day or facts.calendar.is_work_day(day)]
        around = Span(WallTime(first, 0), WallTime(dates[-1] + timedelta(days=1), 0))
        session, own = self.tx.session, BlockRef(block.id)
        others: list[Held] = [each for each in held_blocks(session, around, facts) if each.ref != own]
        # What was put there holds its place whatever its level.
        others += [HeldBlock(BlockRef("new"), "", Protection.GUARDED, each) for each in taken]
        others += busy_times(session, around, facts)
        return next_free_span(
            others, wanted, days, work_start_min=settings.work_start_min, work_end_min=settings.work_end_min
        )

    def _owe(self, block: TimeBlock, conflict: Conflict, taken: Sequence[Span]) -> None:
        """Leave the lost minutes on the shelf; a block that lost all of its time is replaced."""
        first = min(span.start for span in taken if span.overlaps(conflict.span))
        self.tx.session.add(
            Interruption(
                kind="override",
                block_id=block.id,
                at_local=max(conflict.span.start, first),
                minutes=conflict.minutes,
                source=DisplacementReason.OTHER.value,
                level=block.protection,
                planned_min=conflict.span.minutes,
                debt="open" if block.make_up_for_id is None else "made_up",
            )
        )
        if conflict.minutes >= conflict.span.minutes:
            block.state, block.reconciled_at = "replaced", self.tx.session.info["now"]
