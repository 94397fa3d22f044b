"""A VTIMEZONE as a file defines it: its offset at a local time, by its own rules. One object a file."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.walltime import WallTime
from il_desktop.interchange.ics.components import Component
from il_desktop.interchange.ics.values import Unreadable, read_moment

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MAX_ONSETS = 500  # of one line
_MAX_ERAS = 500
_LATEST = 10_000  # minutes, beyond every offset


class _Era(NamedTuple):
    """One STANDARD or DAYLIGHT part: fixed onsets, and a yearly rule if it has one."""

    onsets: tuple[WallTime, ...]
    before: int
    after: int
    rule: _YearlyRule | None = None

    def yearly(self, years: Iterable[int]) -> list[WallTime]:
        """Return the onsets of its rule in some years."""
        if self.rule is None:
            return []
        found = (self.rule.onset(year, self.onsets[0]) for year in years)
        return [onset for onset in found if onset and self.onsets[0] <= onset]


class _YearlyRule(NamedTuple):
    """A change that comes every year on the `place`-th weekday of a month, or on the weekday on or after a day."""

    month: int
    weekday: int | None
    place: int = 0
    on_or_after: int = 0
    until: date | None = None

    def onset(self, year: int, first: WallTime) -> WallTime | None:
        """Return the onset of a year, None when the rule has ended or has no such day."""
        day = self._day(year, first)
        return WallTime(day, first.minute) if day and (self.until is None or day <= self.until) else None

    def _day(self, year: int, first: WallTime) -> date | None:
        if self.weekday is None:
            return _safe_date(year, self.month, self.on_or_after or first.day.day)
        if self.place < 0:
            last = date(year + self.month // 12, self.month % 12 + 1, 1) - timedelta(days=1)
            return last - timedelta(days=(last.weekday() - self.weekday) % 7 + 7 * (-self.place - 1))
        begin = _safe_date(year, self.month, self.on_or_after or 1)
        if begin is None:
            return None
        weeks = 7 * (self.place - 1) if self.place else 0
        return begin + timedelta(days=(self.weekday - begin.weekday()) % 7 + weeks)


class ForeignZone:
    """The zone that one VTIMEZONE of one file describes."""

    def __init__(self, component: Component) -> None:
        self._eras = [era for part in component.parts[:_MAX_ERAS] if (era := _read_era(part))]
        self._fixed = sorted((onset, era.after) for era in self._eras for onset in era.onsets)
        self._years: dict[int, list[tuple[WallTime, int]]] = {}
        self._weeks: dict[int, tuple[int, ...]] = {}

    @property
    def is_computable(self) -> bool:
        """Whether at least one part gave an offset."""
        return bool(self._eras)

    def offset(self, moment: WallTime) -> int:
        """Return minutes east of UTC at a local time; before the first change the offset it left."""
        changes = self._changes(moment.day.year)
        place = bisect_right(changes, (moment, _LATEST))
        if place:
            return changes[place - 1][1]
        earliest = min(self._eras, key=lambda era: era.onsets[0])
        return earliest.after if len(self._eras) == 1 else earliest.before

    def weeks(self, year: int) -> tuple[int, ...]:
        """Return its offsets at noon, a day a week through a year."""
        if year not in self._weeks:
            self._weeks[year] = tuple(map(self.offset, noons(year)))
        return self._weeks[year]

    def _changes(self, year: int) -> list[tuple[WallTime, int]]:
        """Return in order what matters for a year: changes of it and the year before, and the last fixed one before."""
        if year not in self._years:
            begin = max(0, bisect_left(self._fixed, (WallTime(date(year - 1, 1, 1), 0), -_LATEST)) - 1)
            ruled = ((onset, era.after) for era in self._eras for onset in era.yearly((year - 1, year)))
            self._years[year] = sorted([*self._fixed[begin:], *ruled])
        return self._years[year]


@lru_cache(maxsize=256)
def noons(year: int) -> tuple[WallTime, ...]:
    """Return a moment in each week of a year, by which zones are compared."""
    return tuple(WallTime(date(year, 1, 1) + timedelta(days=days), 720) for days in range(0, 364, 7))


def _read_era(part: Component) -> _Era | None:
    after, start = _read_offset(part.text("TZOFFSETTO")), part.first("DTSTART")
    if after is None or start is None or part.name not in {"STANDARD", "DAYLIGHT"}:
        return None
    before = _read_offset(part.text("TZOFFSETFROM"))
    try:
        first = read_moment(start._replace(value=re.sub(r"^(1[0-8]|19[0-6])\d\d?(?=\d{4})", "1970", start.value))).wall
        onsets = [first]
        for found in part.every("RDATE")[:_MAX_ONSETS]:
            onsets += [read_moment(found, value.split("/")[0]).wall for value in found.value.split(",")[:_MAX_ONSETS]]
    except Unreadable:
        return None
    rule = part.text("RRULE")
    yearly = _read_rule(rule) if rule else None
    if rule and yearly is None:
        return None  # SECONDLY and other rubbish: the name has to do
    return _Era(tuple(sorted(onsets)), after if before is None else before, after, yearly)


def _read_rule(text: str) -> _YearlyRule | None:
    parts = dict(piece.split("=", 1) for piece in text.upper().replace(" ", "").split(";") if "=" in piece)
    month, by_day, month_days = parts.get("BYMONTH", ""), parts.get("BYDAY", ""), parts.get("BYMONTHDAY", "")
    if parts.get("FREQ") != "YEARLY" or parts.get("INTERVAL", "1") != "1" or not month.isdigit():
        return None
    day = re.fullmatch(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)", by_day)
    numbers = [int(number) for number in month_days.split(",") if number.isdigit()]
    if not 1 <= int(month) <= 12 or (by_day and not day) or (month_days and not numbers):
        return None
    return _YearlyRule(
        month=int(month),
        weekday=_WEEKDAYS.index(day[2]) if day else None,
        place=int(day[1] or 0) if day else 0,
        on_or_after=min(numbers, default=0),
        until=_read_until(parts.get("UNTIL", "")),
    )


def _read_until(text: str) -> date | None:
    return _safe_date(int(text[:4]), int(text[4:6]), int(text[6:8])) if re.match(r"\d{8}", text) else None


def _read_offset(text: str) -> int | None:
    match = re.fullmatch(r"([+-]?)(\d\d?):?(\d\d)(?::?\d\d)?", text)
    if not match or int(match[2]) > 15 or int(match[3]) > 59:
        return None
    return (-1 if match[1] == "-" else 1) * (int(match[2]) * 60 + int(match[3]))


def _safe_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
