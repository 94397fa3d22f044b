"""When a block reminds: what is due at a moment, what waits, and when to look again. By the school's clocks only.

A reminder is due from its lead before the start until the block is over: after a sleep of the computer nothing piles up
that is past. A mark holds for the start it was made for, so that a moved block reminds again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from il_desktop.domain.blocks import Protection
from il_desktop.domain.walltime import Span, WallTime

LONGEST_LEAD_MIN = 40_320  # four weeks, as calendars have it


class Reminder(NamedTuple):
    """A block that wants to be announced, `lead_min` before its start.

    `source` is its id, or `series@date` while it is no row.
    """

    source: str
    title: str
    span: Span
    lead_min: int
    protection: Protection = Protection.FLEXIBLE
    all_day: bool = False
    place: str = ""


class Mark(NamedTuple):
    """What was done about a reminder whose block began at `starts`."""

    starts: WallTime
    snoozed_until: WallTime | None = None
    is_done: bool = False


class Due(NamedTuple):
    """Reminders to show now, the next start first; how many wait for a Guarded block to end; when to look again."""

    shown: tuple[Reminder, ...]
    waiting: int = 0
    next_at: WallTime | None = None


def moment_of(reminder: Reminder, *, work_start_min: int) -> WallTime:
    """Return when a reminder comes up first; a whole day counts from the beginning of work."""
    return start_of(reminder, work_start_min=work_start_min).plus(-reminder.lead_min)


def start_of(reminder: Reminder, *, work_start_min: int) -> WallTime:
    """Return the moment that a reminder leads up to."""
    start = reminder.span.start
    return WallTime(start.day, work_start_min) if reminder.all_day else start


def due_now(
    reminders: Iterable[Reminder],
    marks: Mapping[str, Mark],
    now: WallTime,
    *,
    work_start_min: int,
    quiet: Iterable[Span] = (),
) -> Due:
    """Return what is due at `now`. `quiet` are Guarded blocks during which reminders wait, Immovable ones excepted."""
    hush = _hush(quiet, now)
    shown: list[Reminder] = []
    waiting = 0
    ahead: list[WallTime] = []
    for reminder in reminders:
        mark = marks.get(reminder.source)
        if mark is not None and mark.starts != reminder.span.start:
            mark = None
        if reminder.span.end <= now or (mark is not None and mark.is_done):
            continue
        at = mark.snoozed_until if mark is not None and mark.snoozed_until is not None else None
        at = at or moment_of(reminder, work_start_min=work_start_min)
        if at > now:
            ahead.append(at)
        elif hush is not None and reminder.protection < Protection.IMMOVABLE and reminder.span != hush:
            waiting += 1
            ahead.append(hush.end)
        else:
            shown.append(reminder)
            ahead.append(reminder.span.end)
    shown.sort(key=lambda one: (one.span.start, one.title, one.source))
    return Due(tuple(shown), waiting, min(ahead, default=None))


def _hush(quiet: Iterable[Span], now: WallTime) -> Span | None:
    """Return the Guarded block that runs now, the one that ends last."""
    running = [span for span in quiet if span.contains(now)]
    return max(running, key=lambda span: span.end, default=None)


def minutes_until(reminder: Reminder, now: WallTime, *, work_start_min: int) -> int:
    """Return how many minutes are left to the start, negative once it began."""
    return now.until(start_of(reminder, work_start_min=work_start_min))


def snooze_choices(minutes: int) -> tuple[int, ...]:
    """Return the minutes by which a reminder can be put off; 0 is until the start, offered while it is ahead."""
    return tuple(choice for choice in (5, 10) if minutes <= 0 or choice < minutes) + ((0,) if minutes > 0 else ())
