"""The words of the shelf: what a thing is called, why it lies there, how many places would fit."""

from __future__ import annotations

from datetime import date

from il_desktop.domain.protection import DisplacementReason
from il_desktop.domain.shelf import ShelfItem, ShelfKind
from il_desktop.wording.format import ENGLISH, Words, count_text, day_text, duration_text
from il_desktop.wording.reasons import REASONS

KINDS = {ShelfKind.TALK: "Talks", ShelfKind.VISIT: "Visits", ShelfKind.DEBT: "To make up", ShelfKind.TASK: "Tasks",
         ShelfKind.HABIT: "Habits"}  # fmt: skip


def shelf_title(item: ShelfItem) -> str:
    """Return what the thing is called, and the block it becomes."""
    if item.ref.kind is ShelfKind.TALK:
        return f"Talk {item.name}"
    if item.ref.kind is ShelfKind.VISIT:
        return f"Visit {item.name}"
    return item.name


def shelf_reason(item: ShelfItem, today: date, words: Words = ENGLISH) -> str:
    """Say why it lies there and by when it wants a place."""
    moment, due = item.moment, item.due
    if item.ref.kind is ShelfKind.DEBT and moment is not None:
        why = REASONS[DisplacementReason(item.source)]
        return f"make up {day_text(moment.day, words)}: {why}"
    if item.ref.kind is ShelfKind.VISIT and due is not None:
        meant = f"{day_text(due, words)}, {item.period}" if item.period else day_text(due, words)
        return f"was meant for {meant}" if due < today else f"meant for {meant}"
    if item.ref.kind is ShelfKind.HABIT:
        best = f"; best on {words.short_weekdays[item.weekday]}" if item.weekday is not None else ""
        return f"{item.done} of {item.wanted} this week{best}"
    when = _due_text(due, today, words)
    if item.ref.kind is ShelfKind.TALK and moment is not None:
        visited = "today’s" if moment.day == today else f"{words.short_weekdays[moment.day.weekday()]}’s"
        if (today - moment.day).days > 6:
            visited = f"the {day_text(moment.day, words)}"
        return f"after {visited} visit; {when}"
    return when


def is_late(item: ShelfItem, today: date) -> bool:
    """Tell whether its day has gone by."""
    return item.due is not None and item.due < today


def _due_text(due: date | None, today: date, words: Words) -> str:
    if due is None:
        return "no date"
    if due == today:
        return "due today"
    return f"was due {day_text(due, words)}" if due < today else f"due {day_text(due, words)}"


def fits_text(places: int) -> str:
    """Say how many places of the shown days are long enough."""
    return f"{count_text(places, 'place fits', 'places fit')}" if places else "no place fits"


def shelf_spoken(item: ShelfItem, today: date, places: int, words: Words = ENGLISH) -> str:
    """Say a row for a screen reader."""
    reason = shelf_reason(item, today, words)
    return f"{shelf_title(item)}, {duration_text(item.minutes)}, {reason}, {fits_text(places)}"
