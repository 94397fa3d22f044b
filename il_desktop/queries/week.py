"""What the week page shows: days, blocks, totals. Reads rows and expands series; drawing and rules live elsewhere.

At most three statements, whatever the age or size of the file: blocks with what happened, series with the dates that
became rows, and the goals that are mentioned.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import Any

from il_desktop.domain import recurrence
from il_desktop.domain.blocks import BlockRef, Category, GoalShare, Protection
from il_desktop.domain.metrics.protected_time import PlannedBlock, protected_minutes
from il_desktop.domain.metrics.time_shares import split_minutes
from il_desktop.domain.school import SchoolCalendar, SchoolDay
from il_desktop.domain.settings import Settings
from il_desktop.domain.walltime import MINUTES_PER_DAY, Span, WallTime, union_minutes
from il_desktop.store.reader import Reader


@dataclass(frozen=True, slots=True)
class BlockCard:
    """One block as a calendar shows it. `state` is planned, kept, shortened, moved, replaced, missed or cancelled."""

    ref: BlockRef
    title: str
    activity_key: str
    activity_name: str
    category: Category
    protection: Protection
    span: Span
    tz: str
    all_day: bool = False
    is_buffer: bool = False
    is_repeating: bool = False
    state: str = "planned"
    place: str = ""
    origin: str = "manual"
    goals: tuple[GoalShare, ...] = ()

    @property
    def key(self) -> str:
        """The block's key, see `BlockRef.key`."""
        return self.ref.key


@dataclass(frozen=True, slots=True)
class DayTotals:
    """Minutes of one day. Protected = planned instructional minutes at Guarded or higher inside instructional hours."""

    protected_planned: int = 0
    protected_kept: int = 0
    protected_unknown: int = 0
    instructional: int = 0
    management: int = 0
    personal: int = 0


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One column: the resolved school day and its totals."""

    school: SchoolDay
    totals: DayTotals


@dataclass(frozen=True, slots=True)
class GoalMinutes:
    """Planned minutes that went to one top goal in the shown days; `goal_id` empty means no goal."""

    goal_id: str
    rank: int | None
    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class WeekView:
    """Everything the week page draws for `days` consecutive dates; `cards` sorted by start, all-day cards included."""

    days: tuple[WeekDay, ...]
    cards: tuple[BlockCard, ...]
    goals: tuple[GoalMinutes, ...] = ()

    @property
    def first(self) -> date:
        """The first date shown."""
        return self.days[0].school.day


@dataclass(frozen=True, slots=True)
class _Series:
    """A decoded series: its rule and what every card of it has in common."""

    id: str
    rule: recurrence.SeriesRule
    title: str
    activity: tuple[str, str, Category]
    protection: Protection
    is_buffer: bool
    goals: tuple[GoalShare, ...]


_SHARES = """(
    SELECT json_group_array(json_array(goal_id, share_pct))
    FROM (SELECT g.goal_id, g.share_pct FROM block_goal g WHERE g.block_id = b.id ORDER BY g.pos)
)"""
_BLOCK = f"""
    SELECT b.id, b.title, a.key, a.name, a.category, b.protection, b.starts_local, b.ends_local, b.tz, b.all_day,
           b.is_buffer, b.series_id, b.state, b.place, b.origin, {_SHARES}
    FROM time_block b JOIN activity_type a ON a.id = b.activity_type_id
"""  # noqa: S608  nothing but our own constant is put in
# Blocks of one day are found by their start; those over midnight have a small index of their own, so that a block of
# several months costs nothing where it does not belong. The condition must read exactly like the index's.
_SAME_DAY = "b.starts_local >= :first AND b.starts_local < :after AND b.state <> 'cancelled'"
_OVER_MIDNIGHT = """
    substr(b.starts_local, 1, 10) <> substr(b.ends_local, 1, 10)
    AND b.ends_local > :first AND b.starts_local < :first AND b.state <> 'cancelled'
"""
_HAPPENED = """
    SELECT NULL, '', '', '', a.category, 0, x.starts_local, x.ends_local, x.tz, 0, 0, NULL, '', '', '', ''
    FROM actual x JOIN activity_type a ON a.id = x.activity_type_id
    WHERE x.starts_local >= :before AND x.starts_local < :after AND x.ends_local > :first AND x.source <> 'study'
    AND a.category = 'I'
"""
_BLOCKS = f"{_BLOCK} WHERE {_SAME_DAY} UNION ALL {_BLOCK} WHERE {_OVER_MIDNIGHT} UNION ALL {_HAPPENED}"
_SERIES = """
    SELECT (SELECT json_group_array(t.occurrence_on || '@' || ifnull(t.period_code, '')) FROM time_block t
            WHERE t.series_id = s.id AND t.occurrence_on BETWEEN :lookback AND :last),
           s.id, s.rule_kind, s.rule, s.starts_local, s.duration_min, s.tz, s.until_on, s.count, s.on_no_school,
           s.title, a.key, a.name, a.category, s.protection, s.is_buffer, s.goal_shares
    FROM block_series s JOIN activity_type a ON a.id = s.activity_type_id
    WHERE s.set_name IS NULL AND s.starts_local < :after AND (s.until_on IS NULL OR s.until_on >= :lookback)
"""
_TOP_GOALS = """
    WITH RECURSIVE up(id, node) AS (
        SELECT value, value FROM json_each(?)
        UNION SELECT up.id, g.parent_id FROM up JOIN goal g ON g.id = up.node WHERE g.parent_id IS NOT NULL
    )
    SELECT up.id, g.id, g.rank, g.title FROM up JOIN goal g ON g.id = up.node WHERE g.parent_id IS NULL
"""
_IN_ORDER = attrgetter("span", "ref.key")
_NO_GOAL: tuple[str, int | None, str] = ("", None, "")


def week_view(
    reader: Reader,
    first: date,
    days: int,
    calendar: SchoolCalendar,
    settings: Settings,
    *,
    now: WallTime | None = None,
) -> WeekView:
    """Return `days` dates from `first` on. With `now`, past minutes that nobody recorded are told as unknown."""
    del settings  # the totals follow the bells, not the work hours
    cards, happened = _read(reader, first, days, calendar)
    dates = [first + timedelta(days=number) for number in range(days)]
    columns = tuple(
        WeekDay(calendar.day(day), _totals(calendar.instructional_span(day), day, cards, happened, now))
        for day in dates
    )
    shown = Span(WallTime(first, 0), WallTime(dates[-1] + timedelta(days=1), 0))
    return WeekView(columns, tuple(cards), _goal_minutes(reader, cards, shown))


def cards_between(reader: Reader, first: date, days: int, calendar: SchoolCalendar) -> list[BlockCard]:
    """Return the blocks that touch `days` dates from `first` on, sorted by time, cancelled ones left out."""
    return _read(reader, first, days, calendar)[0]


def protected_by_day(reader: Reader, first: date, days: int, calendar: SchoolCalendar) -> dict[date, int]:
    """Return the planned protected minutes of each date, for shading a month."""
    cards, _ = _read(reader, first, days, calendar)
    dates = [first + timedelta(days=number) for number in range(days)]
    return {
        day: protected_minutes(calendar.instructional_span(day), _planned(_on(cards, day)), ()).planned for day in dates
    }


def _read(reader: Reader, first: date, days: int, calendar: SchoolCalendar) -> tuple[list[BlockCard], list[Span]]:
    """Return the cards and the instructional spans that really happened."""
    one_day = timedelta(days=1)
    last = first + timedelta(days=days - 1)
    # What a holiday moved on belongs to an earlier date than the one it is shown on.
    before = calendar.add_contact_days(first, -1)
    lookback = min(first - one_day, before + one_day) if before else first - one_day
    params = {
        "first": f"{first}T00:00",
        "after": f"{last + one_day}T00:00",
        "before": f"{first - one_day}T00:00",
        "last": last.isoformat(),
        "lookback": lookback.isoformat(),
    }
    cards: list[BlockCard] = []
    happened: list[Span] = []
    for row in reader.rows(_BLOCKS, params):
        if row[0] is None:
            happened.append(Span(WallTime.parse(row[6]), WallTime.parse(row[7])))
        else:
            cards.append(_stored_card(row))
    for stored, *columns in reader.rows(_SERIES, params):
        taken = frozenset(json.loads(stored)) if stored != "[]" else frozenset()
        cards += _expanded(_series(*columns), first, last, calendar, taken)
    cards.sort(key=_IN_ORDER)
    return cards, happened


def _stored_card(row: Sequence[Any]) -> BlockCard:
    (block_id, title, key, name, category, level, starts, ends, tz, all_day, is_buffer, series_id, state, place, origin,
     shares) = row  # fmt: skip
    return BlockCard(
        ref=BlockRef(block_id),
        title=title,
        activity_key=key,
        activity_name=name,
        category=Category(category),
        protection=Protection(level),
        span=Span(WallTime.parse(starts), WallTime.parse(ends)),
        tz=tz,
        all_day=bool(all_day),
        is_buffer=bool(is_buffer),
        is_repeating=series_id is not None,
        state=state,
        place=place or "",
        origin=origin,
        goals=_shares(shares),
    )


def _shares(text: str) -> tuple[GoalShare, ...]:
    return () if text == "[]" else tuple(GoalShare(goal_id, share) for goal_id, share in json.loads(text))


@lru_cache(maxsize=4096)
def _series(series_id: str, *columns: Any) -> _Series:
    """Decode a series once: the same row comes back at every change of the week."""
    (kind, rule, starts, minutes, tz, until_on, count, on_no_school, title, key, name, category, level, is_buffer,
     shares) = columns  # fmt: skip
    until = date.fromisoformat(until_on) if until_on else None
    return _Series(
        series_id,
        recurrence.SeriesRule(kind, rule, WallTime.parse(starts), minutes, tz, until, count, on_no_school),
        title,
        (key, name, Category(category)),
        Protection(level),
        bool(is_buffer),
        tuple(GoalShare(item["goal_id"], item["share_pct"]) for item in json.loads(shares)),
    )


def _expanded(
    series: _Series, first: date, last: date, calendar: SchoolCalendar, taken: frozenset[str]
) -> Iterable[BlockCard]:
    """Yield the occurrences that are no rows yet."""
    key, name, category = series.activity
    crosses = series.rule.starts.minute + series.rule.minutes > MINUTES_PER_DAY
    begin = first - timedelta(days=1) if crosses else first
    for on, start, minutes, period_code in recurrence.occurrences(series.rule, begin, last, calendar):
        if taken and f"{on}@{period_code or ''}" in taken:
            continue
        if crosses and start.plus(minutes).day < first:
            continue
        yield BlockCard(
            ref=BlockRef(None, series.id, on, period_code),
            title=series.title,
            activity_key=key,
            activity_name=name,
            category=category,
            protection=series.protection,
            span=Span.of(start, minutes),
            tz=series.rule.tz,
            # Imported whole days (birthdays, holidays) repeat as midnight to midnight.
            all_day=start.minute == 0 and minutes == MINUTES_PER_DAY,
            is_buffer=series.is_buffer,
            is_repeating=True,
            origin="series",
            goals=series.goals,
        )


def _on(cards: Iterable[BlockCard], day: date) -> list[BlockCard]:
    """Return the cards that claim minutes of a date; whole-day cards stand above the hours."""
    return [card for card in cards if not card.all_day and card.span.start.day <= day <= card.span.end.day]


def _planned(cards: Iterable[BlockCard]) -> list[PlannedBlock]:
    return [PlannedBlock(card.span, card.category, card.protection, card.state == "planned") for card in cards]


def _totals(
    hours: Span | None, day: date, cards: Sequence[BlockCard], happened: Sequence[Span], now: WallTime | None
) -> DayTotals:
    mine = _on(cards, day)
    whole = Span.whole_day(day)
    protected = protected_minutes(hours, _planned(mine), (span for span in happened if span.overlaps(whole)), now)
    by_category = {
        category: union_minutes(
            shared for card in mine if card.category is category and (shared := card.span.meet(whole)) is not None
        )
        for category in Category
    }
    return DayTotals(
        protected.planned,
        protected.kept,
        protected.unknown,
        by_category[Category.INSTRUCTIONAL],
        by_category[Category.MANAGEMENT],
        by_category[Category.PERSONAL],
    )


def _goal_minutes(reader: Reader, cards: Iterable[BlockCard], shown: Span) -> tuple[GoalMinutes, ...]:
    """Sum the planned minutes by top goal, "no goal" last; personal time counts only where it serves a goal."""
    timed = [card for card in cards if not card.all_day and (card.goals or card.category is not Category.PERSONAL)]
    ids = sorted({share.goal_id for card in timed for share in card.goals})
    tops = {row[0]: row[1:] for row in reader.rows(_TOP_GOALS, (json.dumps(ids),))} if ids else {}
    sums: dict[tuple[str, int | None, str], int] = {}
    for card in timed:
        shared = card.span.meet(shown)
        parts = split_minutes(shared.minutes if shared else 0, [share.share_pct for share in card.goals])
        tops_of_card = [tops.get(share.goal_id, _NO_GOAL) for share in card.goals]
        for top, part in zip((*tops_of_card, _NO_GOAL), parts, strict=True):
            sums[top] = sums.get(top, 0) + part
    rows = [GoalMinutes(goal_id, rank, title, minutes) for (goal_id, rank, title), minutes in sums.items() if minutes]
    return tuple(sorted(rows, key=lambda row: (not row.goal_id, row.rank is None, row.rank or 0, row.title)))
