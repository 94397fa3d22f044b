"""Words of lists of results that mean one thing in many spellings: windows, days, grades, rows of totals."""

from __future__ import annotations

import re
from datetime import date

from il_desktop.domain.reading_plan import KnownWindow, ReadingBasis
from il_desktop.domain.text import search_key
from il_desktop.interchange.roster_values import read_date

ALL = frozenset({
    "all", "all students", "all groups", "total", "totals", "grand total", "school total", "overall", "school",
    "whole school", "schoolwide", "everyone", "all grades",
})  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d{2}")
_SCHOOL_YEAR = re.compile(r"((?:19|20)\d{2})\s*[-/\N{EN DASH}]\s*(?:(?:19|20)\d{2}|\d{2})\b")
_SEASONS = {"boy": "fall", "moy": "winter", "eoy": "spring", "autumn": "fall", "fall": "autumn"}  # other words for them
_JULY = 7  # a school year begins in this month at the earliest
_GRADE = re.compile(r"(?:grade|gr\.?|year)?\s*0*(\d{1,2})(?:st|nd|rd|th)?(?:\s+grade)?", re.IGNORECASE)
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:[AP]M)?Z?$", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s-]+([A-Za-z]{3,9})\.?,?[\s-]+(\d{4}|\d{2})")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip


def is_total(key: str) -> bool:
    """Tell whether a search key names a sum over several measures or windows: `grand total`, `fall total`."""
    return key in ("total", "totals", "grand total") or key.endswith(" total")


def grade_of(text: str) -> str:
    """Return a grade in one spelling: `8` for 08, Grade 8 and 8th; others as they are, nothing for all grades."""
    match = _GRADE.fullmatch(text.strip())
    return match[1] if match else "" if search_key(text) in ALL else text


def day_of(text: str, *, day_first: bool) -> date:
    """Read a day as programs write it, with a time behind it or a month's name; raises ValueError."""
    bare = _TIME.sub("", text).strip()
    if match := _YEAR_FIRST.fullmatch(bare):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _MONTH_FIRST.fullmatch(bare):
        return date(int(match[3]), _month(match[1]), int(match[2]))
    if match := _DAY_FIRST.fullmatch(bare):
        year = int(match[3])
        return date(year + 2000 if year < 100 else year, _month(match[2]), int(match[1]))
    return read_date(bare, day_first=day_first)


def _month(name: str) -> int:
    found = [number for number, month in enumerate(_MONTHS, start=1) if month.startswith(name.lower())]
    if len(found) != 1:
        raise ValueError(name)
    return found[0]


def find_window(name: str, basis: ReadingBasis) -> KnownWindow | None:
    """Find a window by its name, and by its year or school year where one is written; else the newest that has begun.

    "Fall 2025-2026" began in 2025 and "Winter 2025-26" in 2026; of "Winter 2025" the next January is taken too.
    """
    span = _SCHOOL_YEAR.search(name)
    years = [int(found) for found in _YEAR.findall(name)]
    bare = _YEAR.sub("", name if span is None else name.replace(span[0], "")).strip(" -/_,()")
    wanted = {search_key(bare), search_key(name)}
    found = [one for one in basis.windows if search_key(one.name) in wanted]
    found = found or [one for one in basis.windows if search_key(one.name) == _SEASONS.get(search_key(bare))]
    if span is not None:
        first = date(int(span[1]), _JULY, 1)
        found = [one for one in found if first <= one.first < first.replace(year=first.year + 1)]
    elif years:
        exact = [one for one in found if one.first.year == years[-1]]
        found = exact or [one for one in found if one.first.year == years[0] + 1]
    begun = [one for one in found if one.first <= basis.today]
    return max(begun or found, key=lambda one: one.first, default=None)
