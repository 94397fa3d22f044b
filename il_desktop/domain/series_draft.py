"""A repeating block as it is wanted, before it is checked and saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from il_desktop.domain.blocks import GoalShare, Protection
from il_desktop.domain.walltime import WallTime


@dataclass(frozen=True, slots=True)
class SeriesDraft:
    """A wanted series. `rule_kind` is rrule or school; `starts` is its first occurrence, `minutes` its length.

    No level means the activity type's, no zone the school's. `on_no_school` is skip, keep or next_contact_day.
    """

    title: str
    activity_type: str
    rule_kind: str
    rule: str
    starts: WallTime
    minutes: int
    until_on: date | None = None
    count: int | None = None
    protection: Protection | None = None
    tz: str = ""
    on_no_school: str = "skip"
    goals: tuple[GoalShare, ...] = ()
