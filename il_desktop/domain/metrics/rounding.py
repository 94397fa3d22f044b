"""Exact numbers in, shown numbers out: all is computed in fractions and rounded half up once, for display only."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def exact(value: float | str | Fraction | Decimal) -> Fraction:
    """Return the fraction a person means: 24.6 is 246/10, not its binary neighbour; raise ValueError for no number."""
    if isinstance(value, Fraction):
        return value
    number = Decimal(str(value))
    if not number.is_finite():
        raise ValueError(value)
    return Fraction(number)


def half_up(value: Fraction, digits: int = 1) -> Fraction:
    """Round to `digits` decimals, a half away from zero, as people do on paper."""
    scale = 10**digits
    size, sign = abs(value) * scale, 1 if value >= 0 else -1
    return sign * Fraction((2 * size.numerator + size.denominator) // (2 * size.denominator), scale)


def shown(value: Fraction, digits: int = 1) -> str:
    """Return the rounded number as text with exactly `digits` decimals; a rounded zero has no minus."""
    rounded = half_up(value, digits)
    whole = abs(rounded) * 10**digits
    text = str(int(whole)).rjust(digits + 1, "0")
    sign = "-" if rounded < 0 else ""
    return f"{sign}{text[: len(text) - digits]}.{text[len(text) - digits :]}" if digits else f"{sign}{text}"


def shown_short(value: Fraction, digits: int = 1) -> str:
    """Return the rounded number as text without decimals that are zero: 42, 24.6."""
    text = shown(value, digits)
    return text.rstrip("0").rstrip(".") if "." in text else text
