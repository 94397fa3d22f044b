"""What the week page shows: days, blocks, totals. Drawing and rules live elsewhere.

At most three statements: two for the cards (`cards`), one for the goals that are mentioned.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from il_desktop.domain.blocks import Category
from il_desktop.domain.light import NamedTuple
from il_desktop.domain.metrics.protected_time import PlannedBlock, protected_minutes
from il_desktop.domain.metrics.time_shares import split_minutes
from il_desktop.domain.school import SchoolCalendar, SchoolDay
from il_desktop.domain.walltime import MINUTES_PER_DAY, Span, WallTime
from il_desktop.queries.cards import BlockCard, cards_between, read_cards
from il_desktop.store.reader import Reader

__all__ = [
    "BlockCard",
    "DayTotals",
    "GoalMinutes",
    "WeekDay",
    "WeekView",
    "cards_between",
    "protected_by_day",
    "view_of",
    "week_view",
]


class DayTotals(NamedTuple):
    """Minutes of one day. Protected = planned instructional minutes at Guarded or higher inside instructional hours."""

    protected_planned: int = 0
    protected_kept: int = 0
    protected_unknown: int = 0
    instructional: int = 0
    management: int = 0
    personal: int = 0


class WeekDay(NamedTuple):
    """One column: the resolved school day and its totals."""

    school: SchoolDay
    totals: DayTotals


class GoalMinutes(NamedTuple):
    """Planned minutes that went to one top goal in the shown days; `goal_id` empty means no goal."""

    goal_id: str
    rank: int | None
    title: str
    minutes: int


class WeekView(NamedTuple):
    """Everything the week page draws for `days` consecutive dates; `cards` sorted by start, all-day cards included."""

    days: tuple[WeekDay, ...]
    cards: tuple[BlockCard, ...]
    goals: tuple[GoalMinutes, ...] = ()

    @property
    def first(self) -> date:
        """The first date shown."""
        return self.days[0].school.day


_TOP_GOALS = """
    WITH RECURSIVE up(id, node) AS (
        SELECT value, value FROM json_each(?)
        UNION SELECT up.id, g.parent_id FROM up JOIN goal g ON g.id = up.node WHERE g.parent_id IS NOT NULL
    )
    SELECT up.id, g.id, g.rank, g.title FROM up JOIN goal g ON g.id = up.node WHERE g.parent_id IS NULL
"""
_NO_GOAL: tuple[str, int | None, str] = ("", None, "")


def week_view(
    reader: Reader, first: date, days: int, calendar: SchoolCalendar, *, now: WallTime | None = None
) -> WeekView:
    """Return `days` dates from `first` on. With `now`, past minutes that nobody recorded are told as unknown."""
    cards, happened = read_cards(reader, first, days, calendar)
    return view_of(reader, cards, happened, (first, days), calendar, now=now)


def view_of(
    reader: Reader,
    cards: Sequence[BlockCard],
    happened: Sequence[Span],
    shown: tuple[date, int],
    calendar: SchoolCalendar,
    *,
    now: WallTime | None = None,
) -> WeekView:
    """Return some dates, first and count, with these blocks and these instructional spans that happened."""
    first, days = shown
    dates = [first + timedelta(days=number) for number in range(days)]
    by_day = _by_day(cards)
    columns = tuple(
        WeekDay(calendar.day(day), _totals(calendar.instructional_span(day), day, by_day.get(day, ()), happened, now))
        for day in dates
    )
    whole = Span(WallTime(first, 0), WallTime(dates[-1] + timedelta(days=1), 0))
    return WeekView(columns, tuple(cards), _goal_minutes(reader, cards, whole))


def protected_by_day(reader: Reader, first: date, days: int, calendar: SchoolCalendar) -> dict[date, int]:
    """Return the planned protected minutes of each date, for shading a month."""
    cards, _ = read_cards(reader, first, days, calendar)
    dates = [first + timedelta(days=number) for number in range(days)]
    by_day = _by_day(cards)
    return {
        day: protected_minutes(calendar.instructional_span(day), _planned(by_day.get(day, ())), ()).planned
        for day in dates
    }


def _by_day(cards: Iterable[BlockCard]) -> dict[date, list[BlockCard]]:
    """Put cards to the dates whose minutes they claim; whole-day cards stand above the hours."""
    by_day: dict[date, list[BlockCard]] = {}
    for card in cards:
        if not card.all_day:
            for day in card.span.days() if card.span.start.day != card.span.end.day else (card.span.start.day,):
                by_day.setdefault(day, []).append(card)
    return by_day


def _planned(cards: Iterable[BlockCard]) -> list[PlannedBlock]:
    return [PlannedBlock(card.span, card.category, card.protection, card.state == "planned") for card in cards]


def _totals(
    hours: Span | None, day: date, cards: Iterable[BlockCard], happened: Sequence[Span], now: WallTime | None
) -> DayTotals:
    whole = Span.whole_day(day)
    protected = protected_minutes(hours, _planned(cards), (span for span in happened if span.overlaps(whole)), now)
    minutes: dict[Category, list[tuple[int, int]]] = {category: [] for category in Category}
    for card in cards:
        start, end = card.span.start, card.span.end
        begin = start.minute if start.day == day else 0
        minutes[card.category].append((begin, end.minute if end.day == day else MINUTES_PER_DAY))
    return DayTotals(
        protected.planned,
        protected.kept,
        protected.unknown,
        _covered(minutes[Category.INSTRUCTIONAL]),
        _covered(minutes[Category.MANAGEMENT]),
        _covered(minutes[Category.PERSONAL]),
    )


def _covered(pairs: list[tuple[int, int]]) -> int:
    """Return how many minutes of one day lie in at least one pair."""
    covered = reach = 0
    for start, end in sorted(pairs):
        if end > reach:
            covered += end - max(start, reach)
            reach = end
    return covered


def _goal_minutes(reader: Reader, cards: Iterable[BlockCard], shown: Span) -> tuple[GoalMinutes, ...]:
    """Sum the planned minutes by top goal, "no goal" last; personal time counts only where it serves a goal."""
    timed = [card for card in cards if not card.all_day and (card.goals or card.category is not Category.PERSONAL)]
    ids = sorted({share.goal_id for card in timed for share in card.goals})
    tops = {row[0]: row[1:] for row in reader.rows(_TOP_GOALS, (json.dumps(ids),))} if ids else {}
    sums: dict[tuple[str, int | None, str], int] = {_NO_GOAL: 0}
    for card in timed:
        span = card.span
        inside = span if span.start >= shown.start and span.end <= shown.end else span.meet(shown)
        minutes = inside.minutes if inside else 0
        if not card.goals:
            sums[_NO_GOAL] += minutes
            continue
        tops_of_card = [tops.get(share.goal_id, _NO_GOAL) for share in card.goals]
        parts = split_minutes(minutes, [share.share_pct for share in card.goals])
        for top, part in zip((*tops_of_card, _NO_GOAL), parts, strict=True):
            sums[top] = sums.get(top, 0) + part
    rows = [GoalMinutes(goal_id, rank, title, minutes) for (goal_id, rank, title), minutes in sums.items() if minutes]
    return tuple(sorted(rows, key=lambda row: (not row.goal_id, row.rank is None, row.rank or 0, row.title)))
