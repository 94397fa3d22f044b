"""Blocks that want to be announced around now, what was done about them, and the Guarded time that keeps them waiting.

Read when something changes and at each due moment, never every minute.
"""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.protection import claims_time
from il_desktop.domain.reminders import Due, Mark, Reminder, due_now
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.settings import Settings
from il_desktop.domain.walltime import MINUTES_PER_DAY, Span, WallTime
from il_desktop.queries.cards import BlockCard, cards_between, reminding_occurrences
from il_desktop.store.reader import Reader

_BLOCKS = """
    SELECT id, title, starts_local, ends_local, tz, all_day, protection, remind_min, place
    FROM time_block
    WHERE remind_min IS NOT NULL AND state = 'planned' AND starts_local >= :since AND starts_local < :until
"""
_LEADS = "SELECT id, remind_min FROM block_series WHERE remind_min IS NOT NULL AND set_name IS NULL"
_MARKS = "SELECT source_ref, starts_local, snoozed_until, is_done FROM reminder_mark WHERE starts_local >= :since"
_LONGEST = "SELECT max(remind_min) FROM time_block WHERE remind_min IS NOT NULL AND starts_local >= :since"


class NextUp(NamedTuple):
    """The running block, and the next one of the day."""

    running: BlockCard | None
    coming: BlockCard | None


def due_reminders(reader: Reader, now: WallTime, calendar: SchoolCalendar, settings: Settings) -> Due:
    """Return what is due now, what waits, and when to look again."""
    since = f"{now.day - timedelta(days=1)}T00:00"
    leads: dict[str, int] = dict(reader.rows(_LEADS))
    longest = max([reader.value(_LONGEST, {"since": since}) or 0, *leads.values()])
    ahead = 2 + longest // MINUTES_PER_DAY
    found = _stored(reader, since, f"{now.day + timedelta(days=ahead)}T00:00", calendar)
    if leads:
        first = now.day - timedelta(days=1)
        found += [
            Reminder(card.key, card.title, card.span, leads[series_id], card.protection, card.all_day, card.place)
            for card in reminding_occurrences(reader, first, ahead + 1, calendar)
            if (series_id := card.ref.series_id) is not None
        ]
    if not found:
        return Due(())
    marks = {
        source: Mark(WallTime.parse(starts), WallTime.parse(until) if until else None, bool(done))
        for source, starts, until, done in reader.rows(_MARKS, {"since": since})
    }
    quiet = _guarded(reader, now, calendar) if settings.remind_quiet else []
    return due_now(found, marks, now, work_start_min=settings.work_start_min, quiet=quiet)


def next_up(reader: Reader, now: WallTime, calendar: SchoolCalendar) -> NextUp:
    """Return what runs now and what comes next today."""
    cards = [card for card in cards_between(reader, now.day, 1, calendar) if claims_time(card)]
    running = next((card for card in cards if card.span.contains(now)), None)
    return NextUp(running, next((card for card in cards if card.span.start > now), None))


def _stored(reader: Reader, since: str, until: str, calendar: SchoolCalendar) -> list[Reminder]:
    found = []
    for row in reader.rows(_BLOCKS, {"since": since, "until": until}):
        block_id, title, starts, ends, tz, all_day, level, lead, place = row
        span = Span(WallTime.parse(starts), WallTime.parse(ends))
        if tz != calendar.rules.tz and not all_day:
            span, _ = calendar.local(span, tz)
        found.append(Reminder(block_id, title, span, lead, Protection(level), bool(all_day), place or ""))
    return found


def _guarded(reader: Reader, now: WallTime, calendar: SchoolCalendar) -> list[Span]:
    """Return the Guarded instructional blocks of today."""
    return [
        card.span
        for card in cards_between(reader, now.day, 1, calendar)
        if claims_time(card) and card.protection is Protection.GUARDED and card.category is Category.INSTRUCTIONAL
    ]
