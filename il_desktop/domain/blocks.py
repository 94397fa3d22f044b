"""Words of the schedule that every room shares: protection levels, categories, how a block is named."""

from __future__ import annotations

from datetime import date
from enum import IntEnum, StrEnum

from il_desktop.domain.light import NamedTuple


class Protection(IntEnum):
    """How firmly a block holds its time, from 0 Open to 4 Immovable."""

    OPEN = 0
    FLEXIBLE = 1
    FIRM = 2
    GUARDED = 3
    IMMOVABLE = 4


class Category(StrEnum):
    """The three kinds of a principal's time; the letters are stored."""

    INSTRUCTIONAL = "I"
    MANAGEMENT = "M"
    PERSONAL = "P"


class Scope(StrEnum):
    """How much of a series a change is meant for."""

    THIS = "this"
    FOLLOWING = "following"
    ALL = "all"


class BlockRef(NamedTuple):
    """Names one block on the calendar: a stored row, or an occurrence of a series that is no row yet.

    Exactly one of `block_id` and `series_id` is set; an occurrence also has `on` (its original date) and, for rules by
    bell period, `period_code`.
    """

    block_id: str | None = None
    series_id: str | None = None
    on: date | None = None
    period_code: str | None = None

    @property
    def key(self) -> str:
        """A text that is unique in the file, stable until the occurrence becomes a row."""
        if self.block_id:
            return self.block_id
        period = f"@{self.period_code}" if self.period_code else ""
        return f"{self.series_id}@{self.on}{period}"

    @classmethod
    def parse(cls, key: str) -> BlockRef:
        """Read `key` back; raise ValueError for anything else."""
        if "@" not in key:
            return cls(block_id=key)
        series_id, day, *period = key.split("@")
        return cls(series_id=series_id, on=date.fromisoformat(day), period_code=period[0] if period else None)


class GoalShare(NamedTuple):
    """Part of a block's minutes that goes to a goal, 1-100 percent."""

    goal_id: str
    share_pct: int
