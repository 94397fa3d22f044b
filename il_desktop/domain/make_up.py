"""The block that makes up for displaced protected time: how long, where, and what becomes of the debt.

Seven rules: the size is what was lost, in quarter hours, a visit whole; it goes to the rest of the week or the next
five contact days, never onto Firm or firmer time; to the cheapest start, at the same level, linked; without a place the
debt waits; displaced again, the first debt stays; at the end of the term it is lost. Decides, never writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from il_desktop.domain.blocks import Protection
from il_desktop.domain.protection import GRID_MIN, Held, claims_time
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.walltime import Span, WallTime

CONTACT_DAYS = 5
# The price of a start, in points; the smallest wins, ties go to the earlier start.
A_DAY_LATER = 10
AN_HOUR_AWAY = 4
OUTSIDE_WINDOWS = 30
OVER_FLEXIBLE = 40  # it gives way without a question, but finding it a place is work
VISITS = ("visit_quick", "visit_observation")


class DayRoom(NamedTuple):
    """Where a make-up may go on one date: the hours, and the stretches that are kept for instruction."""

    hours: Span
    windows: tuple[Span, ...] = ()


def size(lost: int, planned: int, activity_key: str) -> int:
    """Return how long the make-up must be: lost minutes up to a multiple of 15, at least 15; a visit whole."""
    minutes = planned if activity_key in VISITS else lost
    return max(GRID_MIN, -(-minutes // GRID_MIN) * GRID_MIN)


def candidate_days(calendar: SchoolCalendar, now: WallTime, week_ends: date) -> list[date]:
    """Return the contact days that may take it: the rest of the week, then five more, up to the end of the term."""
    last = calendar.add_contact_days(max(now.day, week_ends), CONTACT_DAYS) or week_ends
    ends = term_end(calendar, now.day)
    if ends is not None:
        last = min(last, ends)
    days = (now.day + timedelta(days=number) for number in range((last - now.day).days + 1))
    return [day for day in days if calendar.day(day).is_contact_day]


def term_end(calendar: SchoolCalendar, day: date) -> date | None:
    """Return the last date of the term, or of the school year where there are no terms, that holds a date."""
    spans = [span for span in calendar.rules.spans if span.holds(day)]
    for kind in ("term", "year"):
        found = [span.last for span in spans if span.kind == kind]
        if found:
            return min(found)
    return None


def place(length: int, lost: Span, rooms: Sequence[DayRoom], blocks: Iterable[Held], now: WallTime) -> Span | None:
    """Return the cheapest place, None when there is none; `blocks` are all that claim time around there."""
    claiming = [block for block in blocks if claims_time(block)]
    firm = [block.span for block in claiming if block.protection >= Protection.FIRM]
    soft = [block.span for block in claiming if block.protection is Protection.FLEXIBLE]
    best: tuple[int, WallTime] | None = None
    for late, room in enumerate(rooms):
        start = _on_grid(max(room.hours.start, now))
        while start.plus(length) <= room.hours.end:
            wanted = Span.of(start, length)
            if not any(span.overlaps(wanted) for span in firm):
                price = (_price(wanted, lost, room, soft) + late * A_DAY_LATER, start)
                best = min(best, price) if best else price
            start = start.plus(GRID_MIN)
    return Span.of(best[1], length) if best else None


def debt_now(stored: str, lost_on: date, today: date, calendar: SchoolCalendar, *, is_placed: bool = False) -> str:
    """Return what a stored debt is by now: an open one is lost after its term, unless a make-up stands planned."""
    if stored not in ("open", "partly") or is_placed:
        return stored
    ends = term_end(calendar, lost_on)
    return "lost" if ends is not None and today > ends else stored


def settled(made_up: int, owed: int) -> str:
    """Return what a debt becomes when its make-up was held for so many minutes."""
    if made_up <= 0:
        return "open"
    return "made_up" if made_up >= owed else "partly"


def _price(wanted: Span, lost: Span, room: DayRoom, soft: Iterable[Span]) -> int:
    points = abs(wanted.start.minute - lost.start.minute) * AN_HOUR_AWAY // 60
    if room.windows and not any(each.start <= wanted.start and wanted.end <= each.end for each in room.windows):
        points += OUTSIDE_WINDOWS
    return points + OVER_FLEXIBLE * sum(span.overlaps(wanted) for span in soft)


def _on_grid(moment: WallTime) -> WallTime:
    over = moment.minute % GRID_MIN
    return moment.plus(GRID_MIN - over) if over else moment
