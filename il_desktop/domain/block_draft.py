"""A block as a dialog, a drag or a line of text wants it, before it is checked and saved."""

from __future__ import annotations

from dataclasses import dataclass

from il_desktop.domain.blocks import GoalShare, Protection
from il_desktop.domain.walltime import WallTime

MIN_MINUTES = 5
MAX_MINUTES = 1440
MAX_WHOLE_DAYS = 366


@dataclass(frozen=True, slots=True)
class BlockDraft:
    """A wanted block. `activity_type` is an id or a key; no level means the activity type's, no zone the school's.

    With `all_day` the dates alone count: from the start's midnight to the midnight after the last minute. `people` are
    ids, `remind_min` minutes before the start (None for no reminder); a `period_code` ties the block to that period.
    """

    title: str
    activity_type: str
    start: WallTime
    end: WallTime
    protection: Protection | None = None
    tz: str = ""
    place: str = ""
    note: str = ""
    is_public: bool = False
    all_day: bool = False
    is_buffer: bool = False
    goals: tuple[GoalShare, ...] = ()
    origin: str = "manual"
    people: tuple[str, ...] = ()
    remind_min: int | None = None
    period_code: str = ""
