"""The published calendar: made from the file beside the window, written only where it differs from what lies there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from il_desktop.interchange import files
from il_desktop.interchange.ics.records import Audience
from il_desktop.interchange.ics.write import join, plan_export, write_calendar
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.export_data import export_source
from il_desktop.queries.settings import settings
from il_desktop.store.reader import Reader

# What a published calendar is made of.
TABLES = frozenset(
    {
        "activity_type",
        "bell_schedule",
        "bell_times",
        "block_series",
        "calendar_span",
        "day_override",
        "person",
        "setting",
        "time_block",
    }
)
_DAYS_BACK = 30
_YEAR_END = """
    SELECT max(to_on) FROM calendar_span WHERE kind = 'year' AND to_on >= :today AND from_on <= date(:today, '+90 days')
"""
_DAYS_AHEAD = 365  # in a file without a school year


@dataclass(frozen=True, slots=True)
class Published:
    """The calendar as it stands now, and whether the file had to be written."""

    data: bytes
    sha256: str
    is_new: bool


def publish(school: Path, today: date, target: Path | None) -> Published:
    """Make the calendar of a school file and put it into `target`; for a thread of its own.

    Raises BadFile `cannot_write`: what lay there before is unchanged then.
    """
    reader = Reader(school)
    try:
        with reader.snapshot():
            data = feed_bytes(reader, today)
    finally:
        reader.close()
    is_new = target is not None and not _lies_there(target, data)
    if target is not None and is_new:
        files.write_private(target, [data])
    return Published(data, hashlib.sha256(data).hexdigest(), is_new)


def feed_bytes(reader: Reader, today: date) -> bytes:
    """Return the calendar from thirty days ago to the end of the school year, for the audience that is set."""
    values = settings(reader)
    audience = Audience(values.feed_audience)
    first, last = feed_dates(reader, today)
    source = export_source(reader, first, last, school_calendar(reader), values.tz)
    plan = plan_export(source, audience)
    plan = replace(plan, name=values.school_name, is_feed=True, windows_names=values.windows_zone_names)
    return join(write_calendar(plan))


def feed_dates(reader: Reader, today: date) -> tuple[date, date]:
    """Return the first and last day of the published calendar; the first one is a Monday, so it seldom changes."""
    first = today - timedelta(days=_DAYS_BACK)
    end = reader.value(_YEAR_END, {"today": today.isoformat()})
    last = date.fromisoformat(end) if end else today + timedelta(days=_DAYS_AHEAD)
    return first - timedelta(days=first.weekday()), last


def _lies_there(target: Path, data: bytes) -> bool:
    try:
        return target.stat().st_size == len(data) and target.read_bytes() == data
    except OSError:
        return False
