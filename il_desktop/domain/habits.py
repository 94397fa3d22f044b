"""Habits: repeating wishes without a fixed time, so many times a week; they wait on the shelf for their places."""

from __future__ import annotations

import re

from il_desktop.domain.light import NamedTuple

SET_NAME = "Habits"  # kept beside the Ideal weeks: what has a set name is no live series
MOST_A_WEEK = 14
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class HabitDraft(NamedTuple):
    """A habit as it is wished for; minutes of the day for the window, None for any time or any day."""

    title: str
    activity: str
    per_week: int
    minutes: int
    low: int | None = None
    high: int | None = None
    shortest: int | None = None
    longest: int | None = None
    weekday: int | None = None


def rule_text(weekday: int | None) -> str:
    """Return the weekly rule that keeps the ideal day."""
    return "FREQ=WEEKLY" if weekday is None else f"FREQ=WEEKLY;BYDAY={_DAYS[weekday]}"


def ideal_day(rule: str) -> int | None:
    """Return the ideal weekday of a rule, None for any."""
    found = re.search(r"BYDAY=([A-Z]{2})", rule)
    return _DAYS.index(found[1]) if found and found[1] in _DAYS else None
