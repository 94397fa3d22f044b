"""Protected hours: the windows, the week's and month's meter, what is likely to be kept, and how tight it is.

Facts for the Review page, the Today card and the windows' editor; formulas are the domain's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.forecast import Ahead, Forecast, Key, Tried, forecast, keep_rates
from il_desktop.domain.metrics.protected_time import PlannedBlock, ProtectedMinutes, protected_minutes
from il_desktop.domain.metrics.slack import places_left, tightest
from il_desktop.domain.protected_windows import Window, windows_on
from il_desktop.domain.protection import GIVEN_UP, claims_time
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.settings import Settings
from il_desktop.domain.targets import TargetRange, ceiling, month_range, next_step
from il_desktop.domain.walltime import Span, WallTime, overlap_minutes, union_minutes
from il_desktop.queries.cards import BlockCard, read_cards
from il_desktop.queries.feeds import busy
from il_desktop.store.reader import Reader

HISTORY = timedelta(weeks=8)
_WINDOWS = """
    SELECT w.id, w.from_min, w.to_min, w.weekday, ifnull(w.day_type, ''), ifnull(w.term_id, ''), t.name, t.from_on,
      t.to_on
    FROM protected_window w LEFT JOIN calendar_span t ON t.id = w.term_id
    ORDER BY t.from_on, w.weekday, w.day_type, w.from_min
"""
_TRIED = """
    SELECT b.starts_local, b.protection, b.state = 'kept' FROM time_block b
    JOIN activity_type a ON a.id = b.activity_type_id
    WHERE a.category = 'I' AND b.protection >= 3 AND b.all_day = 0 AND b.state NOT IN ('planned', 'cancelled')
      AND b.starts_local >= ? AND b.starts_local < ?
"""
_CLOSED = """
    SELECT actual_instr_min FROM review WHERE kind = 'week' AND closed_at IS NOT NULL AND actual_instr_min IS NOT NULL
      AND from_on < ? ORDER BY from_on DESC LIMIT 8
"""
_TERMS = "SELECT id, name FROM calendar_span WHERE kind = 'term' ORDER BY from_on"


class WindowRow(NamedTuple):
    """A protected window as it is stored; an empty term or day type means all of them."""

    id: str
    from_min: int
    to_min: int
    weekday: int | None
    day_type: str
    term_id: str
    term: str


@dataclass(frozen=True, slots=True)
class Meter:
    """Protected minutes of some dates: kept | still protected | unknown, and the white space kept as a reserve.

    `blocks` are those still ahead, `places` how many other places each of them has left this week.
    """

    first: date
    days: int
    minutes: ProtectedMinutes
    ahead: int
    reserve: int
    target: TargetRange
    likely: Forecast
    blocks: tuple[BlockCard, ...] = ()
    places: tuple[int, ...] = ()
    clashes: tuple[tuple[BlockCard, str], ...] = ()  # with the title of what a subscribed calendar holds there

    @property
    def tight(self) -> tuple[int, int]:
        """How few other places the tightest blocks have, and how many blocks are that tight."""
        return tightest(self.places)


def windows(reader: Reader) -> tuple[WindowRow, ...]:
    """Return the protected windows, by term, weekday and hour."""
    return tuple(
        WindowRow(id_, start, end, weekday, day_type, term_id, term or "")
        for id_, start, end, weekday, day_type, term_id, term, _first, _last in reader.rows(_WINDOWS)
    )


def terms(reader: Reader) -> tuple[tuple[str, str], ...]:
    """Return id and name of every term."""
    return tuple((id_, name) for id_, name in reader.rows(_TERMS))


def week_meter(reader: Reader, first: date, now: WallTime, calendar: SchoolCalendar, settings: Settings) -> Meter:
    """Return the meter of the week from `first` on; what subscribed calendars hold takes places too."""
    cards, happened = read_cards(reader, first, 7, calendar)
    target = TargetRange(settings.protected_target_low_min, settings.protected_target_high_min)
    meter = _meter(reader, cards, happened, (first, 7), now, calendar, target)
    hours = _hours(_windows(reader), first, 7, now, calendar)
    taken = [card.span for card in cards if claims_time(card) and card.protection >= Protection.FLEXIBLE]
    spans = [card.span for card in meter.blocks]
    others = [item for item in busy(reader, first, first + timedelta(days=6), settings.tz) if item.is_busy]
    there = [item for item in others if not item.all_day]
    places = places_left(spans, hours, [*taken, *(item.span for item in there)], now)
    clashes = tuple((card, item.title) for item in there for card in meter.blocks if card.span.overlaps(item.span))
    return replace(meter, places=tuple(places), clashes=clashes)


def likely_kept(
    reader: Reader, cards: Sequence[BlockCard], happened: Sequence[Span], first: date, now: WallTime,
    calendar: SchoolCalendar,
) -> Forecast:  # fmt: skip
    """Return what is likely to be kept of the protected minutes of a week that holds these blocks."""
    return _meter(reader, cards, happened, (first, 7), now, calendar, TargetRange(0, 0)).likely


def month_meter(reader: Reader, day: date, now: WallTime, calendar: SchoolCalendar, settings: Settings) -> Meter:
    """Return the meter of the calendar month that holds a date; its target follows from the month's contact days."""
    first = day.replace(day=1)
    days = ((first + timedelta(days=31)).replace(day=1) - first).days
    cards, happened = read_cards(reader, first, days, calendar)
    contact = calendar.contact_days_between(first - timedelta(days=1), first + timedelta(days=days - 1))
    week = TargetRange(settings.protected_target_low_min, settings.protected_target_high_min)
    return _meter(reader, cards, happened, (first, days), now, calendar, month_range(week, contact))


def step_up(reader: Reader, first: date, settings: Settings) -> TargetRange | None:
    """Return the next stair-step when the weeks closed before `first` met the range, else None."""
    kept = [row[0] for row in reader.rows(_CLOSED, (first.isoformat(),))][::-1]
    week = TargetRange(settings.protected_target_low_min, settings.protected_target_high_min)
    return next_step(week, kept, most=ceiling(5 * (settings.work_end_min - settings.work_start_min)))


def _meter(
    reader: Reader,
    cards: Sequence[BlockCard],
    happened: Sequence[Span],
    dates: tuple[date, int],
    now: WallTime,
    calendar: SchoolCalendar,
    target: TargetRange,
) -> Meter:
    first, days = dates
    minutes, ahead, reserve = ProtectedMinutes(), [], 0
    blocks: list[tuple[BlockCard, Span]] = []
    for day in (first + timedelta(days=number) for number in range(days)):
        hours = calendar.instructional_span(day)
        today = [card for card in cards if card.span.start.day == day and not card.all_day]
        planned = [PlannedBlock(card.span, card.category, card.protection, card.state == "planned") for card in today]
        whole = Span.whole_day(day)
        spans = [span for span in happened if span.overlaps(whole)]
        minutes = minutes.plus(protected_minutes(hours, planned, spans, now))
        for card in today:
            inside = card.span.meet(hours) if hours and _is_protected(card) else None
            if inside is not None and card.state == "planned" and card.span.end > now:
                ahead.append(inside)
                blocks.append((card, inside))
            if card.is_buffer and card.state not in GIVEN_UP and card.span.end > now:
                reserve += card.span.minutes
    coming = [Ahead(_key(card.span.start, card.protection), span.minutes) for card, span in blocks]
    likely = forecast(minutes.kept, coming, _rates(reader, now) if coming else {})
    return Meter(first, days, minutes, union_minutes(ahead), reserve, target, likely, tuple(card for card, _ in blocks))


def _is_protected(card: BlockCard) -> bool:
    return card.category is Category.INSTRUCTIONAL and card.protection >= Protection.GUARDED


def _rates(reader: Reader, now: WallTime) -> dict[Key, tuple[int, int]]:
    rows = reader.rows(_TRIED, ((now.day - HISTORY).isoformat(), now.iso()))
    return keep_rates(Tried(_key(WallTime.parse(start), level), bool(kept)) for start, level, kept in rows)


def _key(start: WallTime, level: int) -> Key:
    return start.day.weekday(), start.hour, int(level)


def _windows(reader: Reader) -> list[Window]:
    return [
        Window(
            start,
            end,
            weekday,
            day_type or None,
            date.fromisoformat(first) if first else None,
            date.fromisoformat(last) if last else None,
        )
        for _, start, end, weekday, day_type, _, _, first, last in reader.rows(_WINDOWS)
    ]


def _hours(kept_for: Sequence[Window], first: date, days: int, now: WallTime, calendar: SchoolCalendar) -> list[Span]:
    """Return where protected time may lie from now on: the windows, or the instructional hours of a day without."""
    found: list[Span] = []
    for day in (first + timedelta(days=number) for number in range(days)):
        hours = calendar.instructional_span(day) if day >= now.day else None
        if hours is not None:
            found += windows_on(kept_for, calendar.day(day)) or (hours,)
    return found


def unprotected_in_windows(reader: Reader, first: date, days: int, calendar: SchoolCalendar) -> tuple[int, int]:
    """Return the minutes of the windows of some dates, and how many of them hold protected instructional time."""
    kept_for = _windows(reader)
    cards, _ = read_cards(reader, first, days, calendar)
    dates = [first + timedelta(days=number) for number in range(days)]
    spans = [span for day in dates for span in windows_on(kept_for, calendar.day(day))]
    used = [card.span for card in cards if _is_protected(card) and claims_time(card)]
    return union_minutes(spans), overlap_minutes(spans, used)
