"""What may displace what: the ladder from Open to Immovable. Answers with conflicts, never raises, never writes.

Open and Flexible blocks give way without a question, Firm ones ask for consent, Guarded ones for a reason, Immovable
ones refuse. Who asks, and what is recorded, is decided by commands and views.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import IntEnum, StrEnum
from typing import Protocol

from il_desktop.domain.blocks import BlockRef, Protection
from il_desktop.domain.light import NamedTuple
from il_desktop.domain.walltime import Span, WallTime, merge

GRID_MIN = 15
# These blocks no longer claim their time: it was given up, or something else already took it.
GIVEN_UP = frozenset({"cancelled", "missed", "replaced"})


class DisplacementReason(StrEnum):
    """Why protected time was given away; the codes are stored, their labels are words."""

    SAFETY = "safety"
    STUDENT_BEHAVIOR = "student_behavior"
    FAMILY = "family"
    STAFF_QUESTION = "staff_question"
    STAFF_ABSENCE = "staff_absence"
    TEACHER_ABSENT = "teacher_absent"
    DISTRICT = "district"
    FACILITIES_IT = "facilities_it"
    MEETING_OVERRUN = "meeting_overrun"
    OWN_CHOICE = "own_choice"
    OTHER = "other"


class Demand(IntEnum):
    """What has to happen before a placement is accepted; a higher demand includes the lower ones."""

    NOTHING = 0
    CONSENT = 1
    REASON = 2
    REFUSED = 3


DEMANDS = {
    Protection.OPEN: Demand.NOTHING,
    Protection.FLEXIBLE: Demand.NOTHING,
    Protection.FIRM: Demand.CONSENT,
    Protection.GUARDED: Demand.REASON,
    Protection.IMMOVABLE: Demand.REFUSED,
}


class Conflict(NamedTuple):
    """A planned block that the wanted time meets. `minutes` is how much of it would be lost."""

    block_key: str
    title: str
    protection: Protection
    span: Span
    minutes: int

    @property
    def demand(self) -> Demand:
        """What this block asks for."""
        return DEMANDS[self.protection]


class OverrideReason(NamedTuple):
    """The user's answer to a conflict; without a reason it is consent only, which Firm blocks accept."""

    reason: DisplacementReason | None = None
    note: str = ""


class Held(Protocol):
    """A block that claims time, as the rules need it; a `BlockCard` is one."""

    @property
    def ref(self) -> BlockRef:
        """The block's name."""
        ...

    @property
    def title(self) -> str:
        """The words on it."""
        ...

    @property
    def protection(self) -> Protection:
        """How firmly it holds."""
        ...

    @property
    def span(self) -> Span:
        """The time it claims."""
        ...

    @property
    def all_day(self) -> bool:
        """Whether it stands above the hours and claims none of them."""
        ...

    @property
    def state(self) -> str:
        """Planned or what became of it."""
        ...


def claims_time(block: Held) -> bool:
    """Tell whether a block still claims its hours."""
    return not block.all_day and block.state not in GIVEN_UP


def check_move(blocks: Iterable[Held], ref: BlockRef | None, span: Span) -> list[Conflict]:
    """Return every block that `span` would meet, the firmest first; `ref` is the block that goes there, None if new.

    Blocks that give way by themselves are listed too: what is displaced must be seen. Only minutes that the block does
    not already share count, so that a nudge inside an accepted overlap asks nothing again. An Immovable block that is
    itself moved meets itself.
    """
    claiming = [block for block in blocks if claims_time(block)]
    own = next((block for block in claiming if block.ref == ref), None)
    found: list[Conflict] = []
    for block in claiming:
        if block is own:
            if block.protection is Protection.IMMOVABLE and block.span != span:
                found.append(_conflict(block, block.span.minutes))
            continue
        lost = _shared(block.span, span) - (_shared(block.span, own.span) if own else 0)
        if lost > 0:
            found.append(_conflict(block, lost))
    return sorted(found, key=lambda conflict: (-conflict.protection, conflict.span, conflict.block_key))


def demand(conflicts: Iterable[Conflict]) -> Demand:
    """Return the highest demand of the conflicts."""
    return max((conflict.demand for conflict in conflicts), default=Demand.NOTHING)


def is_met(conflicts: Iterable[Conflict], answer: OverrideReason | None) -> bool:
    """Tell whether the user's answer is enough for all conflicts."""
    wanted = demand(conflicts)
    if wanted is Demand.NOTHING:
        return True
    if wanted is Demand.REFUSED or answer is None:
        return False
    return wanted is Demand.CONSENT or answer.reason is not None


def displaced(conflicts: Iterable[Conflict]) -> list[Conflict]:
    """Return the blocks that give way without a question."""
    return [conflict for conflict in conflicts if conflict.demand is Demand.NOTHING]


def longest_rest(span: Span, taken: Iterable[Span]) -> Span | None:
    """Return the longest stretch of a span that others leave, the earlier of equal ones; None below a quarter hour."""
    here, pieces = span.start, list[Span]()
    for each in merge(taken):
        if here < each.start:
            pieces.append(Span(here, min(each.start, span.end)))
        here = max(here, each.end)
        if here >= span.end:
            break
    else:
        pieces.append(Span(here, span.end))
    longest = max(pieces, key=lambda piece: piece.minutes, default=None)
    return longest if longest is not None and longest.minutes >= GRID_MIN else None


def next_free_span(
    blocks: Iterable[Held],
    wanted: Span,
    days: Sequence[date],
    *,
    work_start_min: int,
    work_end_min: int,
) -> Span | None:
    """Return the first free place of the same length, from the wanted start on, in the work hours of the given days.

    Free means: no block that claims its time lies there, Open ones left aside. Starts lie on the 15-minute grid or
    where a block ends.
    """
    taken = sorted(block.span for block in blocks if claims_time(block) and block.protection is not Protection.OPEN)
    length = wanted.minutes
    for day in sorted(days):
        end_of_work = WallTime(day, 0).plus(work_end_min)
        start = max(WallTime(day, work_start_min), _on_grid(wanted.start))
        while start.plus(length) <= end_of_work:
            place = Span.of(start, length)
            blocking = next((span for span in taken if span.overlaps(place)), None)
            if blocking is None:
                return place
            start = max(blocking.end, start)
    return None


def next_free_shift(
    blocks: Iterable[Held],
    wanted: Sequence[Span],
    days: Sequence[date],
    *,
    work_start_min: int,
    work_end_min: int,
) -> int | None:
    """Return by how many minutes several blocks move together to the first place that is free for all of them.

    The first of them leads, on the 15-minute grid of the given days; all stay inside the work hours of these days.
    """
    taken = merge(block.span for block in blocks if claims_time(block) and block.protection is not Protection.OPEN)
    allowed = set(days)
    lead = wanted[0].start

    def is_free(span: Span) -> bool:
        first = WallTime(span.start.day, work_start_min)
        last = WallTime(span.start.day, 0).plus(work_end_min)
        is_inside = span.start.day in allowed and span.start >= first and span.end <= last
        return is_inside and not any(other.overlaps(span) for other in taken)

    for day in sorted(days):
        start = max(WallTime(day, work_start_min), _on_grid(lead))
        while start.day == day and start.minute < work_end_min:
            shift = lead.until(start)
            if all(is_free(span.moved_to(span.start.plus(shift))) for span in wanted):
                return shift
            start = start.plus(GRID_MIN)
    return None


def _on_grid(moment: WallTime) -> WallTime:
    over = moment.minute % GRID_MIN
    return moment.plus(GRID_MIN - over) if over else moment


def _shared(left: Span, right: Span) -> int:
    meet = left.meet(right)
    return meet.minutes if meet else 0


def _conflict(block: Held, minutes: int) -> Conflict:
    return Conflict(block.ref.key, block.title, block.protection, block.span, minutes)
