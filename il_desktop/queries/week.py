"""What the week page shows: days, blocks, totals. Reads rows and expands series; drawing and rules live elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from il_desktop.domain.blocks import BlockRef, Category, GoalShare, Protection
from il_desktop.domain.school import SchoolDay
from il_desktop.domain.walltime import Span


@dataclass(frozen=True, slots=True)
class BlockCard:
    """One block as a calendar shows it. `state` is planned, kept, shortened, moved, replaced, missed or cancelled."""

    ref: BlockRef
    title: str
    activity_key: str
    activity_name: str
    category: Category
    protection: Protection
    span: Span
    tz: str
    all_day: bool = False
    is_buffer: bool = False
    is_repeating: bool = False
    state: str = "planned"
    place: str = ""
    origin: str = "manual"
    goals: tuple[GoalShare, ...] = ()

    @property
    def key(self) -> str:
        """The block's key, see `BlockRef.key`."""
        return self.ref.key


@dataclass(frozen=True, slots=True)
class DayTotals:
    """Minutes of one day. Protected = planned instructional minutes at Guarded or higher inside instructional hours."""

    protected_planned: int = 0
    protected_kept: int = 0
    protected_unknown: int = 0
    instructional: int = 0
    management: int = 0
    personal: int = 0


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One column: the resolved school day and its totals."""

    school: SchoolDay
    totals: DayTotals


@dataclass(frozen=True, slots=True)
class GoalMinutes:
    """Planned minutes that went to one top goal in the shown days; `goal_id` empty means no goal."""

    goal_id: str
    rank: int | None
    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class WeekView:
    """Everything the week page draws for `days` consecutive dates; `cards` sorted by start, all-day cards included."""

    days: tuple[WeekDay, ...]
    cards: tuple[BlockCard, ...]
    goals: tuple[GoalMinutes, ...] = ()

    @property
    def first(self) -> date:
        """The first date shown."""
        return self.days[0].school.day
