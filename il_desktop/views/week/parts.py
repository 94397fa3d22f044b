"""Blocks cut into days: which minutes of which date each one claims. Done once a week; places and sums use it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.light import NamedTuple
from il_desktop.domain.walltime import MINUTES_PER_DAY
from il_desktop.queries.week import BlockCard, WeekView

_DAY = timedelta(days=1)


class DayPart(NamedTuple):
    """The part of a block on one date, minutes of the day, end (up to 1440) not included."""

    key: str
    card: BlockCard
    start: int
    end: int
    begins: bool = True
    finishes: bool = True


class Parts(NamedTuple):
    """A week's blocks by day, and those that stand above the hours: all-day ones and whole days."""

    by_day: dict[date, list[DayPart]]
    whole_days: list[BlockCard]

    def on(self, day: date) -> list[DayPart]:
        """Return the parts of one date."""
        return self.by_day.get(day, [])


def cut(view: WeekView) -> Parts:
    """Cut a week's blocks into days."""
    by_day: dict[date, list[DayPart]] = {}
    whole_days: list[BlockCard] = []
    for card in view.cards:
        start, end = card.span.start, card.span.end
        if card.all_day:
            whole_days.append(card)
        elif start.day == end.day:
            by_day.setdefault(start.day, []).append(DayPart(card.key, card, start.minute, end.minute))
        elif card.span.minutes >= MINUTES_PER_DAY:
            whole_days.append(card)
        else:
            first = DayPart(card.key, card, start.minute, MINUTES_PER_DAY, finishes=end.minute == 0)
            by_day.setdefault(start.day, []).append(first)
            if end.minute:
                by_day.setdefault(start.day + _DAY, []).append(DayPart(card.key, card, 0, end.minute, begins=False))
    return Parts(by_day, whole_days)


def protected(parts: Iterable[DayPart]) -> list[tuple[int, int]]:
    """Return start and end of the Guarded or firmer instructional parts."""
    return [
        (part.start, part.end)
        for part in parts
        if part.card.category is Category.INSTRUCTIONAL and part.card.protection >= Protection.GUARDED
    ]


def covered(pairs: Iterable[tuple[int, int]], start: int, end: int) -> int:
    """Return how many minutes between start and end lie in at least one pair."""
    total, reach = 0, start
    for low, high in sorted(pairs):
        begin, stop = max(low, reach), min(high, end)
        if stop > begin:
            total += stop - begin
            reach = stop
    return total
