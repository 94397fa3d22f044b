"""Readings and their import in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from il_desktop.domain.metrics.rounding import exact, shown_short
from il_desktop.wording.format import ENGLISH, Words, count_text, date_text, list_text

if TYPE_CHECKING:
    from il_desktop.domain.reading_plan import ReadingFacts, ReadingItem

FIELD_WORDS: Mapping[str, str] = {
    "measure": "Measure",
    "window": "Window",
    "read_on": "Day",
    "group_dim": "Kind of group",
    "group_name": "Group",
    "grade": "Grade",
    "level": "Level",
    "numerator": "How many",
    "denominator": "Out of",
    "percent": "Percent",
    "value": "Value",
}
OUTCOMES: Mapping[str, str] = {"new": "is added", "changed": "is changed", "unchanged": "stays as it is"}
_FEW = 8


def numbers_text(numerator: int | None, denominator: int | None, value: float | None) -> str:
    """Write counts or a value: `38 of 71`, `2.1`."""
    if denominator is not None:
        return f"{numerator} of {denominator}"
    return "" if value is None else shown_short(exact(value), 4)


def reading_name(facts: ReadingFacts, words: Words = ENGLISH) -> str:
    """Name a reading by measure, day and whom it is of."""
    parts = [facts.measure, date_text(facts.read_on, words)]
    if facts.grade:
        parts.append(f"grade {facts.grade}")
    parts += [text for text in (facts.group_name, facts.level) if text]
    return ", ".join(parts)


def change_text(item: ReadingItem) -> str:
    """Write what a reading was and what it becomes."""
    before = numbers_text(*item.before[1:]) if item.before is not None else ""
    return f"{before} → {numbers_text(*item.facts.numbers)}"


def open_windows_sentence(window: str, measures: Sequence[str]) -> str:
    """Say which measures were not read in a window that is long over."""
    shown = list_text([*measures[:3], f"{len(measures) - 3} more"] if len(measures) > 3 else list(measures))
    verb = "has" if len(measures) == 1 else "have"
    return f"{shown} {verb} no reading for {window}, which closed more than 10 school days ago."


def left_out_sentence(lines: Sequence[int]) -> str:
    """Say which lines told no number."""
    if len(lines) > _FEW:
        return f"{count_text(len(lines), 'line', 'lines')} tell no number and are left out."
    if len(lines) == 1:
        return f"Line {lines[0]} tells no number and is left out."
    return f"Lines {list_text([str(line) for line in lines])} tell no number and are left out."
