"""The habits of a file, and how often each has a place this week."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.habits import HabitDraft, ideal_day
from il_desktop.domain.protection import GIVEN_UP
from il_desktop.store.reader import Reader

_GIVEN_UP = ", ".join(f"'{state}'" for state in sorted(GIVEN_UP))
_HABITS = f"""
    SELECT s.id, s.title, a.key, s.per_week, s.duration_min, s.place_from_min, s.place_to_min, s.min_min, s.max_min,
      s.rule, a.name, a.category, s.protection,
      (SELECT count(*) FROM time_block b WHERE b.series_id = s.id AND b.occurrence_on >= ? AND b.occurrence_on < ?
        AND b.state NOT IN ({_GIVEN_UP}))
    FROM block_series s JOIN activity_type a ON a.id = s.activity_type_id
    WHERE s.per_week IS NOT NULL AND (s.until_on IS NULL OR s.until_on >= ?) ORDER BY s.title, s.id
"""  # noqa: S608  ours


class HabitRow(NamedTuple):
    """A habit with the kind of its time; `placed` counts this week's blocks."""

    id: str
    draft: HabitDraft
    activity: tuple[str, str, Category, Protection]
    placed: int


def habits(reader: Reader, today: date) -> tuple[HabitRow, ...]:
    """Return the habits by title, counted for the week that holds a date."""
    first = today - timedelta(days=today.weekday())
    dates = (first.isoformat(), (first + timedelta(days=7)).isoformat(), today.isoformat())
    return tuple(
        HabitRow(
            id_, HabitDraft(title, key, times, minutes, low, high, shortest, longest, ideal_day(rule)),
            (key, name, Category(category), Protection(level)), placed,
        )
        for id_, title, key, times, minutes, low, high, shortest, longest, rule, name, category, level, placed
        in reader.rows(_HABITS, dates)
    )  # fmt: skip
