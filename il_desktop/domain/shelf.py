"""The shelf: what wants a place in the week and has none. Names things, picks their kind of time, finds free time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.protection import GRID_MIN, Held, claims_time
from il_desktop.domain.walltime import MINUTES_PER_DAY, Span, WallTime, merge

TALK_MIN = 15
MARK = "shelf:"
_VISIT_TYPES = {
    "informal_observation": "visit_observation",
    "formal_observation": "formal_evaluation",
    "model_lesson": "model_teach",
    "co_teach": "model_teach",
    "lab": "coaching",
}
TASK_TYPE = "office_work"


class ShelfKind(StrEnum):
    """What can lie on the shelf, in the order it is shown: people who wait come first."""

    TALK = "talk"
    VISIT = "visit"
    DEBT = "debt"
    TASK = "task"
    HABIT = "habit"


class ShelfRef(NamedTuple):
    """Names one thing on the shelf: a visit to plan or one that wants its talk, an override to make up, a task."""

    kind: ShelfKind
    id: str

    @property
    def key(self) -> str:
        """A text that no block has for a key."""
        return f"{MARK}{self.kind}:{self.id}"

    @classmethod
    def parse(cls, key: str) -> ShelfRef:
        """Read `key` back; raise ValueError for anything else."""
        if not key.startswith(MARK):
            raise ValueError(key)
        kind, _, row_id = key.removeprefix(MARK).partition(":")
        return cls(ShelfKind(kind), row_id)


class ShelfItem(NamedTuple):
    """One thing that wants a place.

    `name` is a person's or the thing's own; `due` the date it should be done by; `moment` when a visit was or is meant
    to be, or when the lost minutes were lost; `source` why they were lost; `activity` the key, name, category and level
    of the block it becomes. A habit has `done` of `wanted` places this week, and perhaps an ideal `weekday`.
    """

    ref: ShelfRef
    name: str
    minutes: int
    activity: tuple[str, str, Category, Protection]
    due: date | None = None
    moment: WallTime | None = None
    period: str = ""
    source: str = ""
    done: int = 0
    wanted: int = 0
    weekday: int | None = None


def visit_type(kind: str) -> str:
    """Return the activity type of a kind of visit."""
    return _VISIT_TYPES.get(kind, "visit_quick")


def talk_type(kind: str) -> str:
    """Return the activity type of a kind of feedback."""
    return f"feedback_{kind}"


def make_up_minutes(lost: int) -> int:
    """Return how long a make-up block is: the lost minutes, up to a multiple of 15, at least 15."""
    return min(max(GRID_MIN, -(-lost // GRID_MIN) * GRID_MIN), MINUTES_PER_DAY)


def free_gaps(
    blocks: Iterable[Held], days: Sequence[date], *, work_start_min: int, work_end_min: int, now: WallTime
) -> list[Span]:
    """Return the stretches of the work hours of some days, from now on, in which no block claims its time."""
    taken = merge(block.span for block in blocks if claims_time(block))
    gaps: list[Span] = []
    for day in sorted(days):
        here, end = WallTime(day, work_start_min), WallTime(day, 0).plus(work_end_min)
        here = max(here, now.plus(-now.minute % GRID_MIN))
        for span in taken:
            if span.end <= here or span.start >= end:
                continue
            if span.start > here:
                gaps.append(Span(here, span.start))
            here = max(here, span.end)
        if here < end:
            gaps.append(Span(here, end))
    return gaps


def fitting(gaps: Iterable[Span], minutes: int) -> list[Span]:
    """Return the gaps that are long enough."""
    return [gap for gap in gaps if gap.minutes >= minutes]
