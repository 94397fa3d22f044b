"""Wall time to instant and back: the only code that knows about clock changes.

A wall time that a clock change skips means the first minute after the gap; one that happens twice means the first
(our choice).
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from il_desktop.domain.walltime import WallTime


def is_zone(name: str) -> bool:
    """Tell whether `name` is an IANA zone we can compute with; never opens a path that a file names."""
    return name in available_timezones()


@lru_cache(maxsize=1024)
def zone(name: str) -> ZoneInfo:
    """Return the IANA zone; raise ValueError when there is none of that name.

    Python remembers eight zones and reads the ninth from the disk each time it is asked for: here all are remembered.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(name) from error


def to_instant(moment: WallTime, tz: str) -> datetime:
    """Return the UTC instant of a wall time in an IANA zone."""
    local = datetime.combine(moment.day, time(moment.hour, moment.minute % 60), tzinfo=zone(tz))
    instant = local.astimezone(UTC)
    if instant.astimezone(zone(tz)).replace(tzinfo=None) == local.replace(tzinfo=None):
        return instant
    return _after_gap(local)


def to_wall(instant: datetime, tz: str) -> WallTime:
    """Return the wall time an aware instant has in an IANA zone, whole minutes, seconds cut."""
    local = instant.astimezone(zone(tz))
    return WallTime(local.date(), local.hour * 60 + local.minute)


def offset_minutes(moment: WallTime, tz: str) -> int:
    """Minutes east of UTC that are in force at a wall time."""
    local = to_instant(moment, tz).astimezone(zone(tz))
    offset = local.utcoffset() or timedelta()
    return int(offset.total_seconds() // 60)


def iso_with_offset(moment: WallTime, tz: str) -> str:
    """Return ISO 8601 with the offset in force, for example `2026-01-16T08:11:00-05:00`."""
    return to_instant(moment, tz).astimezone(zone(tz)).isoformat()


def instant_text(instant: datetime) -> str:
    """Return an aware instant as `_at` columns hold it, `YYYY-MM-DDTHH:MM:SS.ffffffZ`; text order is time order."""
    return f"{instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def parse_instant(text: str) -> datetime:
    """Read an instant that says its offset, ISO 8601 (`Z` or `+HH:MM`); raise ValueError for anything else."""
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(text)
    return instant.astimezone(UTC)


def _after_gap(local: datetime) -> datetime:
    before = local.replace(fold=0).utcoffset() or timedelta()
    after = local.replace(fold=1).utcoffset() or timedelta()
    # In a gap fold=0 answers with the offset before the change and fold=1 with the one after it. The gap ends
    # where both agree: step to the first valid minute.
    low, high = sorted((before, after))
    probe = local
    for _ in range(int((high - low).total_seconds() // 60)):
        probe += timedelta(minutes=1)
        instant = probe.astimezone(UTC)
        if instant.astimezone(probe.tzinfo).replace(tzinfo=None) == probe.replace(tzinfo=None):
            return instant
    return local.astimezone(UTC)
