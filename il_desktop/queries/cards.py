"""Blocks as a calendar shows them: stored rows and expanded series, merged.

Two statements, whatever the age or size of the file: blocks with what happened, and series with the dates that became
rows. A row that came from a series stands in for its occurrence; a cancelled one hides it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from il_desktop.domain import recurrence
from il_desktop.domain.blocks import BlockRef, Category, GoalShare, Protection
from il_desktop.domain.errors import BadValue
from il_desktop.domain.light import NamedTuple
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.walltime import MINUTES_PER_DAY, Span, WallTime
from il_desktop.store.reader import Reader


class BlockCard(NamedTuple):
    """One block as a calendar shows it. `state` is planned, kept, shortened, moved, replaced, missed or cancelled.

    `span` is told by the school's clocks, whatever zone the block was planned in; `tz` is the zone it is told in.
    `occurrence` names the date of a series that the block is, or was before it became a row: it never changes.
    """

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
    occurrence: BlockRef | None = None

    @property
    def key(self) -> str:
        """The block's key, see `BlockRef.key`."""
        return self.ref.key


class _Series(NamedTuple):
    """A decoded series: its rule and what every card of it has in common; `may_cross` midnight into another date."""

    id: str
    rule: recurrence.SeriesRule
    title: str
    activity: tuple[str, str, Category]
    protection: Protection
    is_buffer: bool
    goals: tuple[GoalShare, ...]
    may_cross: bool
    place: str = ""


FIRST_DATE, LAST_DATE = date(1900, 1, 1), date(2200, 12, 31)
LONGEST_VIEW = 366 * 30
_SHARES = """(
    SELECT json_group_array(json_array(goal_id, share_pct))
    FROM (SELECT g.goal_id, g.share_pct FROM block_goal g WHERE g.block_id = b.id ORDER BY g.pos)
)"""
_BLOCK = f"""
    SELECT b.id, b.title, a.key, a.name, a.category, b.protection, b.starts_local, b.ends_local, b.tz, b.all_day,
           b.is_buffer, b.series_id, b.occurrence_on, b.period_code, b.state, b.place, b.origin, {_SHARES}
    FROM time_block b JOIN activity_type a ON a.id = b.activity_type_id
"""  # noqa: S608  nothing but our own constant is put in
# Blocks are found by their start, from one day before to one day after: a block of another zone, or over midnight, may
# touch the dates from there. What begins earlier still is over midnight and has a small index of its own, so that a
# block of several months costs nothing where it does not belong; the condition must read exactly like the index's.
_TOUCHES = "(b.tz <> :tz OR (b.ends_local > :first AND b.starts_local < :after)) AND b.state <> 'cancelled'"
_NEAR = f"b.starts_local >= :before AND b.starts_local < :beyond AND {_TOUCHES}"
_LONG_BEFORE = f"""
    substr(b.starts_local, 1, 10) <> substr(b.ends_local, 1, 10)
    AND b.ends_local > :before AND b.starts_local < :before AND {_TOUCHES}
"""
_HAPPENED = """
    SELECT NULL, '', '', '', a.category, 0, x.starts_local, x.ends_local, x.tz, 0, 0, NULL, NULL, NULL, '', '', '', ''
    FROM actual x JOIN activity_type a ON a.id = x.activity_type_id
    WHERE x.starts_local >= :before AND x.starts_local < :beyond AND x.source <> 'study' AND a.category = 'I'
"""
_BLOCKS = f"{_BLOCK} WHERE {_NEAR} UNION ALL {_BLOCK} WHERE {_LONG_BEFORE} UNION ALL {_HAPPENED}"
_SERIES = """
    SELECT (SELECT json_group_array(t.occurrence_on || '@' || ifnull(t.period_code, '')) FROM time_block t
            WHERE t.series_id = s.id AND t.occurrence_on BETWEEN :lookback AND :next),
           s.id, s.rule_kind, s.rule, s.starts_local, s.duration_min, s.tz, s.until_on, s.count, s.on_no_school,
           s.title, a.key, a.name, a.category, s.protection, s.is_buffer, s.goal_shares, s.place
    FROM block_series s JOIN activity_type a ON a.id = s.activity_type_id
    WHERE s.set_name IS NULL AND s.starts_local < :beyond AND (s.until_on IS NULL OR s.until_on >= :lookback)
"""


def cards_between(reader: Reader, first: date, days: int, calendar: SchoolCalendar) -> list[BlockCard]:
    """Return the blocks that touch `days` dates from `first` on, sorted by time, cancelled ones left out."""
    return read_cards(reader, first, days, calendar)[0]


def read_cards(reader: Reader, first: date, days: int, calendar: SchoolCalendar) -> tuple[list[BlockCard], list[Span]]:
    """Return the cards of `days` dates and the instructional spans that really happened on them.

    Raises BadValue for dates no school file can be about: the days around them must exist too.
    """
    shown, params = _window(first, days, calendar)
    cards: list[BlockCard] = []
    happened: list[Span] = []
    for row in reader.rows(_BLOCKS, params):
        span, tz = Span(WallTime.parse(row[6]), WallTime.parse(row[7])), row[8]
        if tz != calendar.rules.tz and not row[9]:
            span, tz = calendar.local(span, tz)
            if not span.overlaps(shown):
                continue
        if row[0] is None:
            happened.append(span)
        else:
            cards.append(_stored_card(row, span, tz))
    cards += _occurrences(reader, _SERIES, shown, params, calendar)
    cards.sort(key=_in_order)
    return cards, happened


def goal_occurrences(reader: Reader, first: date, days: int, calendar: SchoolCalendar) -> list[BlockCard]:
    """Return occurrences that are no rows yet and serve a goal, in no order; cheap where no series does."""
    shown, params = _window(first, days, calendar)
    return _occurrences(reader, f"{_SERIES} AND s.goal_shares <> '[]'", shown, params, calendar)


def titled_occurrences(
    reader: Reader, titles: Sequence[str], first: date, days: int, calendar: SchoolCalendar
) -> list[BlockCard]:
    """Return occurrences of series with these titles that are no rows yet, in no order."""
    shown, params = _window(first, days, calendar)
    named = f"{_SERIES} AND s.title IN (SELECT value FROM json_each(:titles))"  # noqa: S608  our own constant
    return _occurrences(reader, named, shown, {**params, "titles": json.dumps(titles)}, calendar)


def reminding_occurrences(reader: Reader, first: date, days: int, calendar: SchoolCalendar) -> list[BlockCard]:
    """Return occurrences of series that remind and that are no rows yet, in no order."""
    shown, params = _window(first, days, calendar)
    return _occurrences(reader, f"{_SERIES} AND s.remind_min IS NOT NULL", shown, params, calendar)


def _window(first: date, days: int, calendar: SchoolCalendar) -> tuple[Span, dict[str, str]]:
    """Return the dates as a span and as the values the statements name; raise BadValue for impossible ones."""
    one_day = timedelta(days=1)
    if not FIRST_DATE <= first <= LAST_DATE or days > LONGEST_VIEW:
        raise BadValue(field="date", value=str(first), reason="too_small" if first < FIRST_DATE else "too_large")
    last = first + timedelta(days=days - 1)
    # What a holiday moved on belongs to an earlier date than the one it is shown on.
    before = calendar.add_contact_days(first, -1)
    lookback = min(first - one_day, before + one_day) if before else first - one_day
    shown = Span(WallTime(first, 0), WallTime(last + one_day, 0))
    return shown, {
        "first": shown.start.iso(),
        "after": shown.end.iso(),
        "before": f"{first - one_day}T00:00",
        "beyond": f"{last + 2 * one_day}T00:00",
        "next": str(last + one_day),
        "lookback": lookback.isoformat(),
        "tz": calendar.rules.tz,
    }


def _occurrences(
    reader: Reader, sql: str, shown: Span, params: dict[str, str], calendar: SchoolCalendar
) -> list[BlockCard]:
    found: list[BlockCard] = []
    for stored, *columns in reader.rows(sql, params):
        taken = frozenset(json.loads(stored)) if stored != "[]" else frozenset()
        found += _expanded(_series(*columns), shown, calendar, taken)
    return found


def _stored_card(row: Sequence[Any], span: Span, tz: str) -> BlockCard:
    block_id, title, key, name, category, level, _, _, _, all_day, is_buffer, *rest = row
    series_id, on, period_code, state, place, origin, shares = rest
    return BlockCard(
        ref=BlockRef(block_id),
        title=title,
        activity_key=key,
        activity_name=name,
        category=Category(category),
        protection=Protection(level),
        span=span,
        tz=tz,
        all_day=bool(all_day),
        is_buffer=bool(is_buffer),
        is_repeating=series_id is not None,
        state=state,
        place=place or "",
        origin=origin,
        goals=_shares(shares),
        occurrence=BlockRef(None, series_id, date.fromisoformat(on), period_code) if series_id else None,
    )


def _shares(text: str) -> tuple[GoalShare, ...]:
    return () if text == "[]" else tuple(GoalShare(goal_id, share) for goal_id, share in json.loads(text))


@lru_cache(maxsize=4096)
def _series(series_id: str, *columns: Any) -> _Series:
    """Decode a series once: the same row comes back at every change of the week."""
    (kind, rule, starts, minutes, tz, until_on, count, on_no_school, title, key, name, category, level, is_buffer,
     shares, place) = columns  # fmt: skip
    until = date.fromisoformat(until_on) if until_on else None
    when = recurrence.SeriesRule(kind, rule, WallTime.parse(starts), minutes, tz, until, count, on_no_school)
    return _Series(
        series_id,
        when,
        title,
        (key, name, Category(category)),
        Protection(level),
        bool(is_buffer),
        tuple(GoalShare(item["goal_id"], item["share_pct"]) for item in json.loads(shares)),
        when.starts.minute + minutes > MINUTES_PER_DAY or when.may_have_hours,
        place or "",
    )


def _expanded(series: _Series, shown: Span, calendar: SchoolCalendar, taken: frozenset[str]) -> Iterable[BlockCard]:
    """Yield the occurrences that are no rows yet."""
    key, name, category = series.activity
    rule = series.rule
    first, last = shown.start.day, shown.end.day - timedelta(days=1)
    # These may touch the dates from the day before or after; all others lie where their date is.
    is_near = series.may_cross or rule.tz != calendar.rules.tz
    if is_near:
        first, last = first - timedelta(days=1), last + timedelta(days=1)
    for on, start, minutes, period_code in recurrence.occurrences(rule, first, last, calendar):
        if taken and f"{on}@{period_code or ''}" in taken:
            continue
        # Imported whole days (birthdays, holidays) repeat as midnight to midnight.
        all_day = start.minute == 0 and minutes == MINUTES_PER_DAY
        span, tz = Span.of(start, minutes), rule.tz
        if is_near:
            if not all_day:
                span, tz = calendar.local(span, tz)
            if not span.overlaps(shown):
                continue
        ref = BlockRef(None, series.id, on, period_code)
        yield BlockCard(
            ref=ref,
            title=series.title,
            activity_key=key,
            activity_name=name,
            category=category,
            protection=series.protection,
            span=span,
            tz=tz,
            all_day=all_day,
            is_buffer=series.is_buffer,
            is_repeating=True,
            place=series.place,
            origin="series",
            goals=series.goals,
            occurrence=ref,
        )


def _in_order(card: BlockCard) -> tuple[date, int, date, int, str]:
    """Sort by start, end and name; plain values compare many times faster than spans."""
    start, end = card.span.start, card.span.end
    return start.day, start.minute, end.day, end.minute, card.ref.key
