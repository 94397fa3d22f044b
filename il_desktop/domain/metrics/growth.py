"""How much a measure has grown in past school years, and whether a target asks for more than ever before.

A hint for the person who sets a target, never a refusal: a school may know why this year is different.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from il_desktop.domain.light import NamedTuple

YEARS_BACK = 3


class YearGrowth(NamedTuple):
    """What a school year changed, in the measure's unit: positive is better, whichever way the measure turns."""

    year: str
    change: Fraction


class Asked(NamedTuple):
    """What a target asks for a year beside the best of the past; both positive is better."""

    a_year: Fraction
    best: YearGrowth
    years: int

    @property
    def is_above(self) -> bool:
        """Tell whether more is asked than any past year brought."""
        return self.a_year > self.best.change


def growths(years: Iterable[tuple[str, list[Fraction]]], better: str) -> tuple[YearGrowth, ...]:
    """Return what each year changed, oldest first; `years` are (name, readings in order), oldest first.

    A year counts from the last reading of the year before, else from its own first one; one reading alone says nothing.
    """
    found: list[YearGrowth] = []
    before: Fraction | None = None
    for name, values in years:
        if not values:
            continue
        start = before if before is not None else values[0] if len(values) > 1 else None
        if start is not None:
            change = values[-1] - start
            found.append(YearGrowth(name, change if better == "up" else -change))
        before = values[-1]
    return tuple(found)


def asked(change: Fraction, years: Fraction, past: tuple[YearGrowth, ...]) -> Asked | None:
    """Compare a wanted improvement over so many years with the best of the last three; None without a past."""
    recent = past[-YEARS_BACK:]
    if not recent:
        return None
    best = max(recent, key=lambda growth: growth.change)
    return Asked(change / max(years, Fraction(1)), best, len(recent))
