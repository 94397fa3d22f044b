"""Numbers as lists of results write them: counts, counts of counts, percentages of a number, and numbers withheld."""

from __future__ import annotations

import re
from fractions import Fraction

from il_desktop.domain.light import NamedTuple

_WITHHELD = frozenset(
    {"*", "**", "***", "n/a", "na", "-", "--", "\N{EN DASH}", "\N{EM DASH}", "s", "<5", "<10", "n<10", "n<5", "tfs"}
)
COUNTS = re.compile(r"(\d[\d,]*)\s*(?:/|of|out of)\s*(\d[\d,]*)", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d+(?:[.,]\d+)?")
_LARGEST = 10**9


class BadCell(ValueError):
    """A cell that cannot be taken; `reason` is a code of `LineProblem`."""

    def __init__(self, *, column: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.value, self.reason = column, value, reason


class Cell(NamedTuple):
    """One number of a row before it is a reading: counts, a value, or nothing that is told."""

    heading: str
    text: str
    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None
    window: str = ""
    level: str = ""


def is_withheld(text: str) -> bool:
    """Tell whether a cell says that its number is not told."""
    return text.casefold().replace(" ", "") in _WITHHELD


def count_of(heading: str, text: str) -> int:
    """Read a whole number of people; raises BadCell."""
    plain = text.replace(",", "")
    if not plain.isdecimal():
        number = number_of(heading, text)
        if number.denominator != 1 or number < 0:
            raise BadCell(column=heading, value=text, reason="not_a_count")
        return int(number)
    if int(plain) > _LARGEST:
        raise BadCell(column=heading, value=text, reason="too_large")
    return int(plain)


def number_of(heading: str, text: str) -> Fraction:
    """Read a number with a decimal point or comma, thousands apart or not; raises BadCell."""
    if not _NUMBER.fullmatch(text):
        raise BadCell(column=heading, value=text, reason="not_a_number")
    is_grouped = bool(re.fullmatch(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", text))
    number = Fraction(text.replace(",", "") if is_grouped else text.replace(",", "."))
    if abs(number) > _LARGEST:
        raise BadCell(column=heading, value=text, reason="too_large")
    return number


def of_percent(heading: str, text: str, out_of: int | None) -> Cell:
    """Find the whole number of people a percentage of `out_of` stands for; as exact as the percentage is written."""
    bare = text.rstrip("%").strip()
    percent = number_of(heading, bare)
    if not 0 <= percent <= 100:
        raise BadCell(column=heading, value=text, reason="outside_whole")
    if not out_of:
        raise BadCell(column=heading, value=text, reason="needs_both")
    part = (2 * percent.numerator * out_of + 100 * percent.denominator) // (200 * percent.denominator)
    decimals = len(bare.replace(",", ".").partition(".")[2])
    if abs(Fraction(100 * part, out_of) - percent) > Fraction(51, 100 * 10**decimals):
        raise BadCell(column=heading, value=text, reason="not_of_n")
    return Cell(heading, text, int(part), out_of)


def checked(cell: Cell) -> Cell:
    """Return counts that are a part of a whole; raises BadCell."""
    if not cell.denominator:
        raise BadCell(column=cell.heading, value=cell.text, reason="nobody")
    if (cell.numerator or 0) > cell.denominator:
        raise BadCell(column=cell.heading, value=cell.text, reason="outside_whole")
    return cell
