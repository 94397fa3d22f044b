"""Numbers as lists of results write them: counts, counts of counts, percentages of a number, and numbers withheld."""

from __future__ import annotations

import re
from fractions import Fraction

from il_desktop.domain.light import NamedTuple

_WITHHELD = frozenset({
    "*", "**", "***", "n/a", "na", "#n/a", "nan", "null", "-", "--", "\N{EN DASH}", "\N{EM DASH}", "s", "tfs",
    "ps", "dns",
    "suppressed", "masked", "redacted", "hidden", "notavailable", "insufficientdata", "toofew", "toofewstudents",
})  # fmt: skip
_ROUGH = re.compile(r"n?[<>\N{LESS-THAN OR EQUAL TO}\N{GREATER-THAN OR EQUAL TO}]=?\d+(?:\.\d+)?%?")  # <10, >=95 %
COUNTS = re.compile(r"(\d[\d,]*)\s*(?:/|of|out of)\s*(\d[\d,]*)", re.IGNORECASE)
_BLANKS = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
_BLANK = str.maketrans(_BLANKS, " " * len(_BLANKS))
_APART = re.compile(r"[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_POINTED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
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
    """Tell whether a cell says that its number is not told, or tells it only roughly."""
    if text[:1].isdecimal():
        return False
    bare = text.casefold().replace(" ", "")
    return bare in _WITHHELD or bool(_ROUGH.fullmatch(bare))


def count_of(heading: str, text: str, *, has_decimal_commas: bool = False) -> int:
    """Read a whole number of people; raises BadCell."""
    if text.isdecimal():
        number = int(text)
    else:
        bare = text.translate(_BLANK)
        is_pointed = has_decimal_commas and "," not in bare and bool(_POINTED.fullmatch(bare))
        bare = bare.replace(".", "") if is_pointed else bare
        found = number_of(heading, bare)  # in a count a comma before three digits parts thousands everywhere
        if found.denominator != 1 or found < 0:
            raise BadCell(column=heading, value=text, reason="not_a_count")
        number = int(found)
    if number > _LARGEST:
        raise BadCell(column=heading, value=text, reason="too_large")
    return number


def number_of(heading: str, text: str, *, has_decimal_commas: bool = False) -> Fraction:
    """Read a number with a decimal point or comma, thousands apart or not; raises BadCell."""
    bare = text.translate(_BLANK)
    bare = bare.replace(" ", "") if _APART.fullmatch(bare) else bare
    if _GROUPED.fullmatch(bare) and not (has_decimal_commas and bare.count(",") == 1 and "." not in bare):
        bare = bare.replace(",", "")
    elif has_decimal_commas and "," in bare and _POINTED.fullmatch(bare):
        bare = bare.replace(".", "")
    if not _PLAIN.fullmatch(bare):
        raise BadCell(column=heading, value=text, reason="not_a_number")
    number = Fraction(bare.replace(",", "."))
    if abs(number) > _LARGEST:
        raise BadCell(column=heading, value=text, reason="too_large")
    return number


def of_percent(heading: str, text: str, out_of: int | None) -> Cell:
    """Find the whole number of people a percentage of `out_of` stands for; as exact as the percentage is written."""
    bare = text.translate(_BLANK).rstrip("% ")
    percent = number_of(heading, bare)
    if not 0 <= percent <= 100:
        raise BadCell(column=heading, value=text, reason="outside_whole")
    if not out_of:
        raise BadCell(column=heading, value=text, reason="needs_both")
    part = (2 * percent.numerator * out_of + 100 * percent.denominator) // (200 * percent.denominator)
    if abs(Fraction(100 * part, out_of) - percent) > Fraction(51, 100 * 10 ** _decimals(bare)):
        raise BadCell(column=heading, value=text, reason="not_of_n")
    return Cell(heading, text, int(part), out_of)


def is_percent_of(text: str, part: int, whole: int) -> bool:
    """Tell whether a percentage, or a share of 1, says the same as the counts beside it, as far as it is written."""
    bare = text.translate(_BLANK).rstrip("% ")
    if not _PLAIN.fullmatch(bare):
        return False
    said, step = Fraction(bare.replace(",", ".")), Fraction(51, 100 * 10 ** _decimals(bare))
    share = Fraction(part, whole)
    return abs(100 * share - said) <= step or ("%" not in text and abs(share - said) <= step)


def _decimals(bare: str) -> int:
    return len(bare.replace(",", ".").partition(".")[2])


def checked(cell: Cell) -> Cell:
    """Return counts that are a part of a whole; raises BadCell."""
    if not cell.denominator:
        raise BadCell(column=cell.heading, value=cell.text, reason="nobody")
    if (cell.numerator or 0) > cell.denominator:
        raise BadCell(column=cell.heading, value=cell.text, reason="outside_whole")
    return cell
