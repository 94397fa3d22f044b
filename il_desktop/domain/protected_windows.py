"""Protected windows: the hours of the week a school keeps for instruction; of one term, day type or weekday, or all.

What lies in a window is decided here; that something in it asks before it gives way is the ladder's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from il_desktop.domain.errors import BadValue
from il_desktop.domain.school import SchoolDay
from il_desktop.domain.walltime import MINUTES_PER_DAY, Span, WallTime, merge

SHORTEST_MIN = 15


class Window(NamedTuple):
    """Minutes of the day from `from_min` to `to_min`. None means every weekday, every day type, the whole year."""

    from_min: int
    to_min: int
    weekday: int | None = None
    day_type: str | None = None
    first: date | None = None
    last: date | None = None

    def is_on(self, day: SchoolDay) -> bool:
        """Tell whether the window stands on a date; only contact days have windows."""
        return (
            day.is_contact_day
            and self.weekday in (None, day.day.weekday())
            and self.day_type in (None, day.day_type)
            and (self.first is None or self.first <= day.day)
            and (self.last is None or day.day <= self.last)
        )


class WindowDraft(NamedTuple):
    """A window as it is edited; an empty id is a new one."""

    id: str
    from_min: int
    to_min: int
    weekday: int | None = None
    day_type: str = ""
    term_id: str = ""


def windows_on(windows: Iterable[Window], day: SchoolDay) -> tuple[Span, ...]:
    """Return the protected stretches of a date, merged and in order."""
    midnight = WallTime(day.day, 0)
    spans = (
        Span(midnight.plus(window.from_min), midnight.plus(window.to_min)) for window in windows if window.is_on(day)
    )
    return tuple(merge(spans))


def checked(drafts: Sequence[WindowDraft]) -> tuple[WindowDraft, ...]:
    """Return the drafts; raise BadValue for one that ends before it begins, is too short, or stands there twice."""
    seen = set()
    for draft in drafts:
        if not 0 <= draft.from_min < MINUTES_PER_DAY:
            raise BadValue(field="start", value=str(draft.from_min), reason="not_a_time")
        if draft.to_min <= draft.from_min or draft.to_min > MINUTES_PER_DAY:
            raise BadValue(field="end", value=str(draft.to_min), reason="end_before_start")
        if draft.to_min - draft.from_min < SHORTEST_MIN:
            raise BadValue(field="end", value=str(draft.to_min), reason="too_short", limit=SHORTEST_MIN)
        if draft[1:] in seen:
            raise BadValue(field="start", value=str(draft.from_min), reason="duplicate")
        seen.add(draft[1:])
    return tuple(drafts)
