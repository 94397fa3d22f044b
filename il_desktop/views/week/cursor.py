"""Where the grid's own focus stands and where an arrow key takes it: blocks and free quarters, day by day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.walltime import MINUTES_PER_DAY, Span, WallTime
from il_desktop.queries.week import BlockCard, WeekView

STEP_MIN = 15
DEFAULT_MIN = 30


class Cursor(NamedTuple):
    """A place on the grid: a block by its key, else the free quarter that begins at the minute."""

    day: date
    minute: int
    key: str = ""

    @property
    def slot(self) -> Span:
        """The quarter of an hour at the cursor."""
        return Span.of(WallTime(self.day, min(self.minute, MINUTES_PER_DAY - STEP_MIN)), STEP_MIN)


def first_stop(view: WeekView, now: WallTime) -> Cursor:
    """Return where the focus begins: the block or quarter of the present moment, else of 8:00 on the first day."""
    days = [day.school.day for day in view.days]
    if now.day in days:
        return place_at(view, now.day, now.minute)
    return place_at(view, days[0], 8 * 60)


def default_span(cards: Iterable[BlockCard], moment: WallTime) -> Span:
    """Return the span a click into an empty slot stands for: half an hour, or less up to the next block."""
    span = Span.of(WallTime(moment.day, moment.minute - moment.minute % STEP_MIN), DEFAULT_MIN)
    for card in cards:
        if not card.all_day and span.start < card.span.start < span.end:
            span = Span(span.start, card.span.start)
    return span


def step(view: WeekView, here: Cursor, direction: str, bounds: tuple[int, int]) -> Cursor:
    """Return the next place up, down, left, right, home or end; left and right may leave the shown days."""
    if direction in ("left", "right"):
        return place_at(view, here.day + timedelta(days=1 if direction == "right" else -1), here.minute)
    stops = _stops(view, here.day, bounds)
    if not stops:
        return here
    if direction in ("home", "end"):
        return stops[0 if direction == "home" else -1]
    place = _index(stops, here)
    if place is None:
        later = [stop for stop in stops if stop.minute > here.minute]
        earlier = [stop for stop in stops if stop.minute < here.minute]
        candidates = later[:1] if direction == "down" else earlier[-1:]
        return candidates[0] if candidates else here
    return stops[max(0, min(len(stops) - 1, place + (1 if direction == "down" else -1)))]


def _index(stops: list[Cursor], here: Cursor) -> int | None:
    for index, stop in enumerate(stops):
        if (stop.key and stop.key == here.key) or (not stop.key and not here.key and stop.minute == here.minute):
            return index
    return None


def _stops(view: WeekView, day: date, bounds: tuple[int, int]) -> list[Cursor]:
    """Return all places of a day from top to bottom: all-day blocks, then blocks and free quarters by time."""
    cards = _cards(view, day)
    lane = [Cursor(day, 0, card.key) for card in view.cards if card.all_day and day in card.span.days()]
    taken = [_minutes(card, day) for card in cards]
    slots = [
        Cursor(day, minute)
        for minute in range(bounds[0] - bounds[0] % STEP_MIN, bounds[1], STEP_MIN)
        if not any(start < minute + STEP_MIN and minute < end for start, end in taken)
    ]
    blocks = [Cursor(day, _minutes(card, day)[0], card.key) for card in cards]
    return lane + sorted(slots + blocks, key=lambda stop: stop.minute)


def place_at(view: WeekView, day: date, minute: int) -> Cursor:
    """Return the block that covers a minute of a day, else the free quarter."""
    for card in _cards(view, day):
        start, end = _minutes(card, day)
        if start <= minute < end:
            return Cursor(day, start, card.key)
    return Cursor(day, minute - minute % STEP_MIN)


def _cards(view: WeekView, day: date) -> list[BlockCard]:
    return [card for card in view.cards if not card.all_day and day in card.span.days()]


def _minutes(card: BlockCard, day: date) -> tuple[int, int]:
    start = card.span.start.minute if card.span.start.day == day else 0
    end = card.span.end.minute if card.span.end.day == day else MINUTES_PER_DAY
    return start, end
