"""The words of reminders: what comes up and when, what was put off."""

from __future__ import annotations

from il_desktop.domain.reminders import Reminder, minutes_until
from il_desktop.domain.walltime import MINUTES_PER_DAY, WallTime
from il_desktop.wording.format import ENGLISH, Words, clock_text, count_text, day_text, duration_text, hours_text


def reminder_text(reminder: Reminder, now: WallTime, work_start_min: int, words: Words = ENGLISH) -> str:
    """Say when it begins and where: `in 8 min, 12:44-12:59, Room 4` with an en dash; the title stands beside it."""
    left = minutes_until(reminder, now, work_start_min=work_start_min)
    parts = [_left_text(reminder, left, now, words)]
    if not reminder.all_day:
        minute = reminder.span.start.minute
        parts.append(hours_text(minute, minute + reminder.span.minutes, words))
    return ", ".join([*parts, *filter(None, [reminder.place])])


def _left_text(reminder: Reminder, left: int, now: WallTime, words: Words) -> str:
    day = reminder.span.start.day
    if reminder.all_day:
        return "all day today" if day <= now.day else f"all day {day_text(day, words)}"
    if left >= MINUTES_PER_DAY or (left > 0 and day != now.day and left > 180):
        return f"on {day_text(day, words)}"
    if left > 0:
        return f"in {duration_text(left)}"
    return "now" if left > -1 else f"began {duration_text(-left)} ago"


def put_off_text(reminder: Reminder, until: WallTime | None, words: Words = ENGLISH) -> str:
    """Say that a reminder comes back at a moment, or no more."""
    if until is None:
        return f"The reminder of {reminder.title} is done."
    return f"{reminder.title}: reminded again at {clock_text(until.minute, words)}."


def snooze_text(minutes: int) -> str:
    """Return the words of a choice; 0 is until the start."""
    return f"In {count_text(minutes, 'minute', 'minutes')}" if minutes else "When it begins"


def more_text(count: int) -> str:
    """Say how many further reminders wait behind the one shown."""
    return f"and {count_text(count, 'more', 'more')}" if count else ""
