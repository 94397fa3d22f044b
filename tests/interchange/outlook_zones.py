"""Zones as the model of Outlook keeps them: two offsets and two dates of the year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from tests.interchange.outlook_lines import DAYS, Component, Refused, naive


@dataclass(frozen=True)
class YearlyDate:
    """A clock change as a TIME_ZONE_INFORMATION has it: month, weekday, place (5 is the last), local time before it."""

    month: int
    weekday: int
    place: int
    at: timedelta

    @cache  # noqa: B019  a dozen changes at most
    def in_year(self, year: int) -> datetime:
        first = datetime(year, self.month, 1)
        day = first + timedelta(days=(self.weekday - first.weekday()) % 7 + 7 * (self.place - 1))
        while day.month != self.month:
            day -= timedelta(days=7)
        return day + self.at


@dataclass(frozen=True)
class Zone:
    """Two offsets and the two dates of the year between which each holds; no dates: one offset for ever."""

    standard: timedelta
    daylight: timedelta
    to_standard: YearlyDate | None = None
    to_daylight: YearlyDate | None = None

    def utc(self, local: datetime) -> datetime:
        return (local - self.offset(local)).replace(tzinfo=UTC)

    def offset(self, local: datetime) -> timedelta:
        if self.to_standard is None or self.to_daylight is None:
            return self.standard
        summer, winter = self.to_daylight.in_year(local.year), self.to_standard.in_year(local.year)
        if summer < winter:
            return self.daylight if summer <= local < winter else self.standard
        return self.standard if winter <= local < summer else self.daylight

    def local(self, instant: datetime) -> datetime:
        naive = instant.replace(tzinfo=None)
        for offset in (self.daylight, self.standard):
            if self.offset(naive + offset) == offset:
                return naive + offset
        return naive + self.standard


def zone_of(component: Component, remarks: list[str]) -> Zone:
    """Approximate: of each kind the part with the largest DTSTART, its rule as one date of the year."""
    newest: dict[str, Component] = {}
    for part in component.inside:
        if not part.first("TZOFFSETTO") or not part.first("TZOFFSETFROM"):
            raise Refused(what="a zone part without offsets")
        known = newest.get(part.name)
        if known is None or known.text("DTSTART") <= part.text("DTSTART"):
            newest[part.name] = part
    if "STANDARD" not in newest:
        raise Refused(what="a zone without STANDARD")
    standard = _offset(newest["STANDARD"].text("TZOFFSETTO"))
    if "DAYLIGHT" not in newest:
        if newest["STANDARD"].first("RRULE"):
            remarks.append("a yearly rule without the other part")
        return Zone(standard, standard)
    daylight = _offset(newest["DAYLIGHT"].text("TZOFFSETTO"))
    if daylight <= standard:
        remarks.append("daylight time is not the larger offset")
    return Zone(standard, daylight, _yearly(newest["STANDARD"]), _yearly(newest["DAYLIGHT"]))


def _yearly(part: Component) -> YearlyDate:
    found = re.fullmatch(r"FREQ=YEARLY;BYDAY=([1-4]|-1)(MO|TU|WE|TH|FR|SA|SU);BYMONTH=(\d{1,2})", part.text("RRULE"))
    if not found:
        raise Refused(what=f"zone rule {part.text('RRULE')!r}")
    start = naive(part.text("DTSTART"))
    place = 5 if found[1] == "-1" else int(found[1])
    change = YearlyDate(
        int(found[3]), DAYS.index(found[2]), place, start - datetime(start.year, start.month, start.day)
    )
    if change.in_year(start.year) != start:
        raise Refused(what="DTSTART of a zone part is not a date of its rule")
    return change


def _offset(text: str) -> timedelta:
    minutes = int(text[1:3]) * 60 + int(text[3:5])
    return timedelta(minutes=-minutes if text[0] == "-" else minutes)
