"""Flexible blocks make room for what is put on them: the next start that is free, in the same step; else a debt.

Open ones are left lying: they claim nothing. What is over, or was reconciled, stays where it was.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from il_desktop.commands.block_rows import block_of, span_of
from il_desktop.commands.feed_times import busy_times
from il_desktop.commands.held_time import HeldBlock, SchoolFacts, held_blocks
from il_desktop.commands.schedule import put_at
from il_desktop.domain.blocks import BlockRef, Category, Protection
from il_desktop.domain.clock import wall_now
from il_desktop.domain.protection import Conflict, DisplacementReason, Held, check_move, next_free_span
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.models.schedule import ActivityType, Interruption, TimeBlock
from il_desktop.store.transaction import Tx

# A meal, a duty or a huddle is of its day; on another one it is no use to anybody.
SAME_DAY = frozenset({"huddle_review", "student_supervision", "personal"})


def make_room(tx: Tx, taken: Span, mover: BlockRef | None, facts: SchoolFacts) -> None:
    """Move every Flexible block that lies where `mover` is put, None for a new one, and say so in the step.

    A plan that is accepted has found everybody's place itself.
    """
    if tx.op.startswith("plan."):
        return
    now = wall_now(tx.clock, facts.settings.tz)
    conflicts = check_move(held_blocks(tx.session, taken, facts), mover, taken)
    room = _Room(tx, taken, mover, facts, now)
    for conflict in conflicts:
        if conflict.protection is Protection.FLEXIBLE and conflict.span.end > now:
            room.leave(conflict)
    if room.moved or room.owed:
        block, start = [*room.moved, *((each, None) for each in room.owed)][0]
        tx.say(room=len(room.moved) or None, room_owed=len(room.owed) or None, room_block=block, room_start=start)


@dataclass(slots=True)
class _Room:
    """What has to leave for one placement, and where it went."""

    tx: Tx
    taken: Span
    mover: BlockRef | None
    facts: SchoolFacts
    now: WallTime
    moved: list[tuple[str, str]] = field(default_factory=list)
    owed: list[str] = field(default_factory=list)

    def leave(self, conflict: Conflict) -> None:
        """Find a block its next start, or leave its minutes on the shelf."""
        session = self.tx.session
        block = block_of(session, BlockRef.parse(conflict.block_key), self.facts)
        session.add(block)
        session.flush()  # the ladder looks at rows, and an occurrence may just have become one
        kind = session.get_one(ActivityType, block.activity_type_id)
        if block.state != "planned":
            return
        place = self._next_start(block, kind.key)
        if place is not None:
            put_at(block, place, self.facts)
            self.moved.append((block.id, place.start.iso()))
        elif kind.category != Category.PERSONAL:
            self._owe(block, conflict)
            self.owed.append(block.id)
        session.flush()

    def _next_start(self, block: TimeBlock, activity_key: str) -> Span | None:
        """Return the next free place in the rest of the week; of what belongs to its day, of the day."""
        facts, settings = self.facts, self.facts.settings
        span = span_of(block, facts)
        wanted = span.moved_to(max(span.start, self.now))
        first = wanted.start.day
        left = 0 if activity_key in SAME_DAY else 6 - (first.weekday() - settings.first_weekday) % 7
        dates = [first + timedelta(days=number) for number in range(left + 1)]
        days = [day for day in dates if day == span.start.day or facts.calendar.day(day).is_contact_day]
        around = Span(WallTime(first, 0), WallTime(dates[-1] + timedelta(days=1), 0))
        leaving = (BlockRef(block.id), self.mover)
        session = self.tx.session
        others: list[Held] = [each for each in held_blocks(session, around, facts) if each.ref not in leaving]
        others += [*busy_times(session, around, facts), HeldBlock(BlockRef("new"), "", Protection.GUARDED, self.taken)]
        return next_free_span(
            others, wanted, days, work_start_min=settings.work_start_min, work_end_min=settings.work_end_min
        )

    def _owe(self, block: TimeBlock, conflict: Conflict) -> None:
        """Leave the lost minutes on the shelf; a block that lost all of its time is replaced."""
        self.tx.session.add(
            Interruption(
                kind="override",
                block_id=block.id,
                at_local=max(conflict.span.start, self.taken.start),
                minutes=conflict.minutes,
                source=DisplacementReason.OTHER.value,
                level=block.protection,
                planned_min=conflict.span.minutes,
                debt="open" if block.make_up_for_id is None else "made_up",
            )
        )
        if conflict.minutes >= conflict.span.minutes:
            block.state, block.reconciled_at = "replaced", self.tx.session.info["now"]
