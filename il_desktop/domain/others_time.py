"""When the people of other calendars are busy: kept entries expanded for some days. Pure; warns, never displaces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from il_desktop.domain import zones
from il_desktop.domain.blocks import BlockRef, Protection
from il_desktop.domain.light import NamedTuple
from il_desktop.domain.recurrence import SeriesRule, occurrences
from il_desktop.domain.school import CalendarRules, SchoolCalendar
from il_desktop.domain.walltime import Span, WallTime

_NO_SCHOOL = SchoolCalendar(CalendarRules())
_ONE_DAY = timedelta(days=1)


class FeedEntry(NamedTuple):
    """One stored event of a calendar that is shown."""

    feed_id: str
    feed_name: str
    color_key: str
    title: str
    span: Span
    tz: str
    all_day: bool
    rule: str
    holes: frozenset[date]
    is_busy: bool


class Busy(NamedTuple):
    """One time in somebody else's calendar, on the school's clock.

    The rules of free places take it as a block that nobody here may move: Firm where it is busy, else Open.
    """

    feed_name: str
    color_key: str
    title: str
    span: Span
    all_day: bool
    is_busy: bool

    @property
    def ref(self) -> BlockRef:
        """A name that no block has."""
        return BlockRef(f"feed:{self.feed_name}:{self.span.start.iso()}")

    @property
    def protection(self) -> Protection:
        """How firmly it holds."""
        return Protection.FIRM if self.is_busy else Protection.OPEN

    @property
    def state(self) -> str:
        """It is always still to come."""
        return "planned"


def busy_of(found: Iterable[FeedEntry], first: date, last: date, tz: str) -> list[Busy]:
    """Expand kept entries for some days, both included, in order, on the clock of `tz`."""
    begin, end = WallTime(first, 0), WallTime(last + _ONE_DAY, 0)
    result: list[Busy] = []
    for entry in found:
        if not entry.rule and (entry.span.end.day < first - _ONE_DAY or entry.span.start.day > last + _ONE_DAY):
            continue
        for span in _spans(entry, first, last):
            shown = span if entry.all_day or entry.tz == tz else _in_zone(span, entry.tz, tz)
            if shown.start < end and begin < shown.end:
                result.append(Busy(entry.feed_name, entry.color_key, entry.title, shown, entry.all_day, entry.is_busy))
    return sorted(result, key=lambda each: (each.span.start, each.title))


def met_of(busy: Iterable[Busy], spans: Sequence[Span]) -> list[Busy]:
    """Return the busy times with hours that any of some spans meets; whole days stand above the hours."""
    return [
        each for each in busy if each.is_busy and not each.all_day and any(each.span.overlaps(span) for span in spans)
    ]


def _spans(entry: FeedEntry, first: date, last: date) -> list[Span]:
    if not entry.rule:
        return [entry.span]
    minutes = entry.span.minutes
    series = SeriesRule("rrule", entry.rule, entry.span.start, minutes, entry.tz)
    reach = timedelta(days=1 + minutes // 1440)
    found = occurrences(series, first - reach, last + _ONE_DAY, _NO_SCHOOL)
    return [Span.of(one.start, minutes) for one in found if one.on not in entry.holes]


def _in_zone(span: Span, tz: str, to: str) -> Span:
    start = zones.to_wall(zones.to_instant(span.start, tz), to)
    end = zones.to_wall(zones.to_instant(span.end, tz), to)
    return Span(start, end) if start < end else Span.of(start, span.minutes)
