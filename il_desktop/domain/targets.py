"""The range of protected minutes to aim for: a week's, a month's, and the next stair-step. Never all of the time.

A target is a range on purpose: managing is work too, and nothing turns red below it. A step is only proposed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

STEP_MIN = 30
WEEKS_TO_MEET = 3
GRID_MIN = 15
DAYS_A_WEEK = 5
CEILING_PCT = 50  # of the work hours; where the source levels its steps off


class TargetRange(NamedTuple):
    """Minutes from `low` to `high`, both included."""

    low: int
    high: int

    def is_met(self, minutes: int) -> bool:
        """Tell whether at least the lower end was reached."""
        return minutes >= self.low

    def raised(self, step: int) -> TargetRange:
        """Return the range moved up by a step."""
        return TargetRange(self.low + step, self.high + step)


def month_range(week: TargetRange, contact_days: int) -> TargetRange:
    """Return what a week's range means for a month with so many contact days, on the 15-minute grid."""
    return TargetRange(*(_on_grid(minutes * contact_days, DAYS_A_WEEK) for minutes in week))


def ceiling(work_minutes_a_week: int) -> int:
    """Return the most that a step may ask for: half of the work hours of a week."""
    return work_minutes_a_week * CEILING_PCT // 100 // GRID_MIN * GRID_MIN


def next_step(
    week: TargetRange, kept: Sequence[int], *, most: int, step: int = STEP_MIN, weeks: int = WEEKS_TO_MEET
) -> TargetRange | None:
    """Return the next range when the last `weeks` closed weeks all met this one, else None.

    `kept` are the minutes of closed weeks, the latest last. The upper end never passes `most`.
    """
    if len(kept) < weeks or not all(week.is_met(minutes) for minutes in kept[-weeks:]):
        return None
    raised = week.raised(min(step, most - week.high))
    return raised if raised.low > week.low else None


def _on_grid(minutes: int, parts: int) -> int:
    """Divide and round half up to the grid."""
    unit = parts * GRID_MIN
    return (2 * minutes + unit) // (2 * unit) * GRID_MIN
