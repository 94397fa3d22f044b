"""The Ideal week in words: what a stretch is wanted for, and the honest sentence about a real week."""

from __future__ import annotations

from collections.abc import Iterable

from il_desktop.domain.blocks import Category
from il_desktop.domain.ideal import DAY_TYPE, Band, DayComparison
from il_desktop.wording.format import ENGLISH, Words, count_text, duration_text, hours_text

WANTS = {
    Category.INSTRUCTIONAL: "Instruction",
    Category.MANAGEMENT: "Management",
    Category.PERSONAL: "Personal",
}


def column_text(column: str, words: Words = ENGLISH) -> str:
    """Name a column: a weekday, or `A day`."""
    if column.startswith(DAY_TYPE):
        return f"{column.removeprefix(DAY_TYPE)} day"
    return words.short_weekdays[int(column)]


def band_text(column: str, band: Band, words: Words = ENGLISH) -> str:
    """Say a band: `Mon 9:00–11:00 for instruction, exclusive`."""
    only = ", exclusive" if band.is_exclusive else ""
    hours = hours_text(band.start, band.end, words)
    return f"{column_text(column, words)} {hours} for {WANTS[band.wants].lower()}{only}"


def honest_text(days: Iterable[DayComparison]) -> str:
    """Say how a week's plan stands beside the Ideal week; says so when nothing is painted."""
    days = list(days)
    wanted = sum(day.wanted[Category.INSTRUCTIONAL] for day in days)
    fitting = sum(day.fitting[Category.INSTRUCTIONAL] for day in days)
    against = sum(day.against for day in days)
    if not any(sum(day.wanted.values()) for day in days):
        return "Nothing is painted for these days, so there is nothing to compare with."
    parts = []
    if wanted:
        parts.append(f"{_hours(fitting)} of the {_hours(wanted)} meant for instruction are planned so.")
    parts.append(
        f"{_hours(against)} of exclusive time are planned for something else."
        if against
        else "Exclusive time holds nothing else."
    )
    return " ".join(parts)


def applied_text(made: int, skipped: int) -> str:
    """Say what applying did."""
    blocks = count_text(made, "block", "blocks")
    if not skipped:
        return f"Made {blocks} from the Ideal week"
    return f"Made {blocks} from the Ideal week; {skipped} left out, their time is taken or gone"


def _hours(minutes: int) -> str:
    return duration_text(minutes) if minutes else "0 min"
