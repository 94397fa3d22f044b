"""The lines of an accepted plan on their way into the file: all looked at again, then let go, moved and added."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from il_desktop.commands import make_up_rows, shelf
from il_desktop.commands.block_rows import activity_type_of, found_block, span_of, take_off
from il_desktop.commands.held_time import SchoolFacts, held_blocks
from il_desktop.commands.lowered_levels import as_before_lowering
from il_desktop.commands.making_room import room_under
from il_desktop.commands.schedule import copied, create_block, put_at
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.blocks import BlockRef, Protection
from il_desktop.domain.clock import FixedClock, wall_now
from il_desktop.domain.errors import NotFound, PlanOutdated
from il_desktop.domain.proposal import Action, Line, Loss, Proposal, Work
from il_desktop.domain.protection import DisplacementReason, check_move
from il_desktop.domain.shelf import MARK, ShelfKind, ShelfRef
from il_desktop.domain.walltime import Span
from il_desktop.models.people import Person
from il_desktop.models.schedule import Interruption, TimeBlock
from il_desktop.models.teamwork import Task
from il_desktop.models.visits import Feedback, Visit
from il_desktop.store.transaction import Tx

LONGEST_NOTE_MIN = 480
_STAYS = (Action.LOSE, Action.LEVEL)


def _reason(line: Line) -> str:
    """Return the reason of time that nobody took: the teacher is away, or the school is closed."""
    is_away = any(note.code == "away" for note in line.notes)
    return (DisplacementReason.TEACHER_ABSENT if is_away else DisplacementReason.OTHER).value


def _shelf_ref(line: Line) -> ShelfRef | None:
    """Return the thing of the shelf that a line places, None for what nobody planned yet."""
    if line.wanted.work is Work.HABIT:
        return ShelfRef(ShelfKind.HABIT, line.wanted.ref)
    return ShelfRef.parse(line.wanted.ref) if line.wanted.ref.startswith(MARK) else None


class Acceptance:
    """One proposal on its way into the file. `lowered` names afterwards what lost its Guarded or Immovable level."""

    def __init__(self, tx: Tx, proposal: Proposal, lines: Sequence[Line]) -> None:
        self._tx, self._session, self._proposal, self._lines = tx, tx.session, proposal, lines
        self._facts = SchoolFacts(tx.session)
        self._now = wall_now(FixedClock(tx.clock.now()), self._facts.settings.tz)
        self._rows: dict[str, TimeBlock] = {}
        self._blocks: dict[str, TimeBlock] = {}  # what lines became
        self._lost: list[TimeBlock] = []  # what took the time that is lost
        self._outdated: dict[str, str] = {}  # lines that cannot be done, and what is in their way
        self.lowered: list[str] = []

    def run(self) -> None:
        """Look at everything again, then let go, move and add. Raises PlanOutdated with all that cannot be done."""
        for line in self._lines:
            row = self._standing(line) if line.before is not None else None
            if row is not None:
                self._rows[line.key] = row
        self._session.flush()  # the ladder looks at rows, and an occurrence may just have become one
        self._check()
        if self._outdated:
            raise PlanOutdated(tuple(dict.fromkeys(self._outdated.values())), tuple(self._outdated))
        for line in self._lines:
            self._do(line)
        self._session.flush()
        for line in self._lines:
            if line.action is Action.ADD:
                self._add(line)
        room_under(self._tx, [*self._blocks.values(), *self._lost], self._facts)

    def _do(self, line: Line) -> None:
        """Do what a line asks of a block that is there."""
        if line.action is Action.LOSE:
            self._lose(line)
        elif line.is_hit and self._is_recorded(line):
            self._replace(line)
        elif line.action is Action.DROP:
            self._drop(line)
        elif line.action is Action.MOVE:
            self._move(line)
        if line.level is not None and line.action is not Action.DROP:
            self._set_level(line, line.level)

    # looking again

    def _standing(self, line: Line) -> TimeBlock | None:
        """Return the row of a block that is still where the proposal saw it; one that is not is noted down."""
        try:
            row = found_block(self._session, BlockRef.parse(line.wanted.ref), self._facts)
        except NotFound:
            self._outdated[line.key] = line.wanted.title
            return None
        self._session.add(row)
        if row.state != "planned" or span_of(row, self._facts) != line.before or self._is_locked(row, line):
            self._outdated[line.key] = row.title
        return row

    def _is_locked(self, row: TimeBlock, line: Line) -> bool:
        """Tell whether a block ahead is Immovable and nobody unlocked it."""
        is_ahead = line.before is not None and line.before.end > self._now
        is_wanted_elsewhere = line.action in (Action.MOVE, Action.DROP) and line.level is None
        return is_ahead and is_wanted_elsewhere and row.protection == Protection.IMMOVABLE

    def _check(self) -> None:
        """Note down what wants a place that is over, met by another one, or held by what does not simply give way.

        What only changes its level stays where it is and holds its time as it did.
        """
        mine = {self._rows[line.key].id for line in self._lines if line.key in self._rows and line.action not in _STAYS}
        places = [(line, line.after) for line in self._lines if line.after and line.action not in _STAYS]
        for number, (line, span) in enumerate(places):
            held = [one for one in held_blocks(self._session, span, self._facts) if one.ref.block_id not in mine]
            met = as_before_lowering(self._session, check_move(held, None, span))
            others = [one for one in met if one.protection > Protection.OPEN]
            is_met = any(other.overlaps(span) for _, other in places[:number])
            is_lost = any(loss.span.overlaps(span) for loss in self._proposal.losses)
            if others or is_met or is_lost or span.start < self._now:
                self._outdated.setdefault(line.key, others[0].title if others else line.wanted.title)

    # doing

    def _is_recorded(self, line: Line) -> bool:
        """Tell whether the ledger wants to know: protected time, and everything that is over by now."""
        before = line.before
        is_over = before is not None and before.end <= self._now
        return is_over or line.wanted.protection >= Protection.GUARDED

    def _loss_of(self, span: Span) -> Loss | None:
        return next((loss for loss in self._proposal.losses if loss.span.overlaps(span)), None)

    def _replace(self, line: Line) -> None:
        """Let a block whose time is gone stand as lost, with its reason, and put its make-up where the plan says."""
        row, before = self._rows[line.key], line.before
        loss = self._loss_of(before) if before is not None else None
        if before is None:
            return
        row.state = "missed" if before.end <= self._now else "replaced"
        row.reconciled_at = self._tx.clock.now()
        debt = None
        if line.wanted.protection >= Protection.GUARDED:
            own = Interruption(
                kind="override",
                block_id=row.id,
                at_local=max(before.start, loss.span.start) if loss else before.start,
                minutes=before.minutes,
                source=loss.reason if loss else _reason(line),
                level=row.protection,
                planned_min=before.minutes,
                debt="open" if row.make_up_for_id is None else "made_up",
            )
            self._session.add(own)
            self._session.flush()
            debt = make_up_rows.first_debt(self._session, row, own)
        if line.after is None:
            return
        block = copied(self._session, row, line.after, self._facts)
        block.origin = "planner"
        block.make_up_for_id = debt.id if debt is not None else row.make_up_for_id
        self._session.flush()
        for table in (Task, Visit, Feedback):
            for thing in self._session.scalars(select(table).where(table.block_id == row.id)):
                thing.block_id = block.id
        self._blocks[line.key] = block
        self._follow(line, block)

    def _drop(self, line: Line) -> None:
        row = self._rows[line.key]
        for table in (Task, Visit, Feedback):
            for thing in self._session.scalars(select(table).where(table.block_id == row.id)):
                thing.block_id = None
        row.make_up_for_id = None
        self._session.flush()
        take_off(self._tx, row)

    def _move(self, line: Line) -> None:
        row = self._rows[line.key]
        if line.after is not None:
            put_at(row, line.after, self._facts)
        self._blocks[line.key] = row
        self._follow(line, row)

    def _set_level(self, line: Line, level: Protection) -> None:
        block = self._blocks.get(line.key) or self._rows[line.key]
        if level < Protection.GUARDED <= block.protection:
            self.lowered.append(block.id)
        block.protection = int(level)

    def _follow(self, line: Line, block: TimeBlock) -> None:
        """Let the visit that a block stands for know its new time, lesson and second teacher."""
        for visit in self._session.scalars(select(Visit).where(Visit.block_id == block.id, Visit.state == "planned")):
            visit.starts_local = block.starts_local
            self._tell_lesson(visit, line)

    def _tell_lesson(self, visit: Visit, line: Line) -> None:
        visit.period_code = line.period_code or None
        visit.section_id = line.section_id or None
        is_there = line.backup_id and self._session.get(Person, line.backup_id) is not None
        visit.backup_id = line.backup_id if is_there else None

    def _lose(self, line: Line) -> None:
        """Write down what took the time: ahead as a block, past as an interruption."""
        span, reason = line.after, line.notes[0].text
        if span is None:
            return
        if span.end <= self._now:
            minutes = min(span.minutes, LONGEST_NOTE_MIN)
            self._session.add(Interruption(kind="interruption", at_local=span.start, minutes=minutes, source=reason))
        elif line.wanted.title:
            kind = activity_type_of(self._session, line.wanted.activity_key)
            block = TimeBlock(
                title=line.wanted.title,
                activity_type_id=kind.id,
                protection=int(Protection.FIRM),
                origin="planner",
                starts_local=span.start,
                ends_local=span.end,
                tz=self._facts.settings.tz,
            )
            self._session.add(block)
            self._lost.append(block)

    def _add(self, line: Line) -> None:
        work, span = line.wanted.work, line.after
        if span is None:
            return
        ref = _shelf_ref(line)
        if ref is not None:
            block_id = shelf.place(self._tx, ref, span.start, line.wanted.title)
            block = self._session.get_one(TimeBlock, block_id)
            block.ends_local = span.end
        else:
            block = self._made(line, span)
        block.origin = "planner"
        self._blocks[line.key] = block
        if work is Work.VISIT and ref is None:
            self._plan_visit(line, block, span)
        elif work is Work.TALK and ref is None:
            self._plan_talk(line, block)
        else:
            self._follow(line, block)

    def _made(self, line: Line, span: Span) -> TimeBlock:
        wanted = line.wanted
        people = (wanted.person_id,) if wanted.person_id else ()
        draft = BlockDraft(
            wanted.title, wanted.activity_key, span.start, span.end, wanted.protection, is_buffer=wanted.is_buffer,
            origin="planner", people=people, goals=line.goals,
        )  # fmt: skip
        return self._session.get_one(TimeBlock, create_block(self._tx, draft))

    def _plan_visit(self, line: Line, block: TimeBlock, span: Span) -> None:
        visit = Visit(
            person_id=line.wanted.person_id,
            visitor_id=self._facts.settings.principal_id,
            kind="quick_visit",
            starts_local=span.start,
            duration_min=span.minutes,
            block_id=block.id,
        )
        self._tell_lesson(visit, line)
        self._session.add(visit)
        self._session.flush()

    def _plan_talk(self, line: Line, block: TimeBlock) -> None:
        first = self._blocks.get(line.wanted.with_key)
        visit = self._session.scalars(select(Visit).where(Visit.block_id == first.id)).first() if first else None
        if visit is None:
            raise PlanOutdated((line.wanted.title,), (line.key,))
        self._session.add(Feedback(visit_id=visit.id, person_id=visit.person_id, kind="reflective", block_id=block.id))
