"""VTIMEZONE that Outlook computes with: one STANDARD and one DAYLIGHT part with a yearly rule each, or nothing.

Outlook reads only TZID, DTSTART, RRULE and the offsets of a part (MS-OXCICAL 2.1.3.1.1.19). A zone whose changes follow
no such rule in every year asked for gets no text; its events then go out as single events in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from il_desktop.domain import zones

YEARS_AHEAD = 7  # "4th" and "last" weekday look alike in short windows: the rule must hold this much longer
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class _Change:
    """A clock change: the wall time before it (`local`) and the offsets on both sides, in seconds."""

    local: datetime
    before: int
    after: int


@lru_cache(maxsize=64)
def zone_lines(tz: str, first_year: int, last_year: int) -> tuple[str, ...] | None:
    """Return the lines of the VTIMEZONE valid from `first_year` to `last_year`, or None when no yearly rule fits."""
    last = last_year + YEARS_AHEAD
    changes = _changes(zones.zone(tz), first_year, last)
    if not changes:
        offset = _offset(zones.zone(tz), datetime(first_year, 1, 1, tzinfo=UTC))
        return _wrap(tz, _part("STANDARD", datetime(1970, 1, 1), None, offset, offset))  # noqa: DTZ001  wall time
    parts: list[str] = []
    kinds = {change.after for change in changes}
    if len(kinds) != 2 or len(changes) != 2 * (last - first_year + 1):
        return None
    for name, after in (("STANDARD", min(kinds)), ("DAYLIGHT", max(kinds))):
        part = _yearly_part(name, [change for change in changes if change.after == after])
        if part is None:
            return None
        parts += part
    return _wrap(tz, parts)


def _wrap(tz: str, parts: list[str]) -> tuple[str, ...]:
    return ("BEGIN:VTIMEZONE", f"TZID:{tz}", *parts, "END:VTIMEZONE")


def _yearly_part(name: str, changes: list[_Change]) -> list[str] | None:
    first = changes[0]
    if any(
        (change.local.time(), change.local.month, change.local.weekday(), change.before)
        != (first.local.time(), first.local.month, first.local.weekday(), first.before)
        for change in changes
    ):
        return None
    for position in (1, 2, 3, 4, -1):
        if all(_nth(change.local, position) == change.local.date() for change in changes):
            break
    else:
        return None
    day = _nth(first.local.replace(year=1970), position, first.local.weekday())
    start = first.local.replace(year=1970, month=day.month, day=day.day)
    rule = f"FREQ=YEARLY;BYDAY={position}{_WEEKDAYS[first.local.weekday()]};BYMONTH={first.local.month}"
    return _part(name, start, rule, first.before, first.after)


def _part(name: str, start: datetime, rule: str | None, before: int, after: int) -> list[str]:
    lines = [f"BEGIN:{name}", f"DTSTART:{start:%Y%m%dT%H%M%S}"]
    if rule:
        lines.append(f"RRULE:{rule}")
    return [*lines, f"TZOFFSETFROM:{_offset_text(before)}", f"TZOFFSETTO:{_offset_text(after)}", f"END:{name}"]


def _offset_text(seconds: int) -> str:
    sign = "-" if seconds < 0 else "+"
    hours, rest = divmod(abs(seconds), 3600)
    minutes, odd = divmod(rest, 60)
    return f"{sign}{hours:02d}{minutes:02d}" + (f"{odd:02d}" if odd else "")


def _nth(local: datetime, position: int, weekday: int | None = None) -> date:
    """Return the date of the `position`-th (or last, -1) given weekday in the month of `local`."""
    wanted = local.weekday() if weekday is None else weekday
    if position > 0:
        first = date(local.year, local.month, 1)
        return first + timedelta(days=(wanted - first.weekday()) % 7 + 7 * (position - 1))
    next_month = date(local.year + local.month // 12, local.month % 12 + 1, 1)
    last = next_month - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - wanted) % 7)


def _offset(zone: ZoneInfo, instant: datetime) -> int:
    return int((instant.astimezone(zone).utcoffset() or timedelta()).total_seconds())


def _changes(zone: ZoneInfo, first_year: int, last_year: int) -> list[_Change]:
    """Find every change from the first to the last year: weekly steps, then halving the week down to the second."""
    found: list[_Change] = []
    low = datetime(first_year, 1, 1, tzinfo=UTC)
    end = datetime(last_year + 1, 1, 1, tzinfo=UTC)
    before = _offset(zone, low)
    while low < end:
        high = min(low + timedelta(days=7), end)
        after = _offset(zone, high)
        if after != before:
            found.append(_change_between(zone, low, high))
        low, before = high, after
    return found


def _change_between(zone: ZoneInfo, low: datetime, high: datetime) -> _Change:
    before, after = _offset(zone, low), _offset(zone, high)
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=int((high - low).total_seconds()) // 2)
        if _offset(zone, middle) == before:
            low = middle
        else:
            high = middle
    wall = (high + timedelta(seconds=before)).replace(tzinfo=None)
    return _Change(wall, before, after)
