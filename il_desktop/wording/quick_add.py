"""What quick add understood, in words: when, how often, and the questions about what is not sure."""

from __future__ import annotations

from collections.abc import Callable

from il_desktop.domain.quick_add import Choice, Doubt, QuickBlock
from il_desktop.domain.recurrence import SeriesRule
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.walltime import Span
from il_desktop.wording.format import Words, clock_text, day_text, span_text
from il_desktop.wording.repeat import PLACES, repeat_text


def when_text(block: QuickBlock, words: Words) -> str:
    """Return the full date and time: `Tue 20 Jan 2026 9:00-9:30 AM` with an en dash, or `…, all day`."""
    if block.start is None:
        return ""
    if block.all_day:
        return f"{day_text(block.start.day, words, year=True)}, all day"
    text = span_text(Span.of(block.start, block.minutes), words)
    day, year = day_text(block.start.day, words), day_text(block.start.day, words, year=True)
    return text.replace(day, year, 1)


def rule_text(block: QuickBlock, words: Words, calendar: SchoolCalendar) -> str:
    """Return how often a block repeats, with its end; empty for a single one."""
    if not block.is_series or block.start is None:
        return ""
    rules = calendar.rules
    rule = SeriesRule(block.rule_kind, block.rule, block.start, block.minutes, rules.tz, block.until_on)
    text = repeat_text(rule, words, bells={one.id: one.name for one in rules.bells}, spans=rules.spans)
    return text[:1].upper() + text[1:]


def doubt_text(doubt: Doubt, words: Words) -> str:
    """Return the sentence for a doubt."""
    if doubt.code in _WITH_DAY and doubt.day is not None:
        return _WITH_DAY[doubt.code].format(day=day_text(doubt.day, words, year=True), text=doubt.text)
    if doubt.code == "no_school" and doubt.day is not None:
        name = f": {doubt.text}" if doubt.text else ""
        return f"There is no school on {day_text(doubt.day, words, year=True)}{name}."
    if doubt.code == "part_of_day" and doubt.key.isdigit():
        return f"No clock time was said: {doubt.text} is taken to begin at {clock_text(int(doubt.key), words)}."
    if doubt.code == "about" and doubt.key.isdigit():
        return f"About then: the block begins at {clock_text(int(doubt.key), words)} sharp."
    return _SENTENCES.get(doubt.code, "This was not understood.").format(text=doubt.text)


def choice_text(doubt: Doubt, choice: Choice, words: Words) -> str:
    """Return what a choice means."""
    if choice.day is not None:
        return day_text(choice.day, words, year=True)
    if doubt.code == "end_or_length":
        return f"{choice.minute} min"
    if choice.minute is not None:
        return clock_text(choice.minute, words)
    return _CHOICES.get(choice.key, _same)(choice)


def _same(choice: Choice) -> str:
    return choice.text


_CHOICES: dict[str, Callable[[Choice], str]] = {
    "weeks": lambda choice: f"Every {choice.text} weeks",
    "month": lambda choice: f"The {PLACES.get(int(choice.text), choice.text)} of the month",
    "hour": lambda _choice: "The hour",
    "number": lambda _choice: "Part of the title",
}
_WITH_DAY = {
    "moved_on": "That time is over today: moved to {day}.",
    "next_year": "That date is over this year: read as {day}.",
    "no_period": "{day} has no such period.",
    "past_day": "{day} is over.",
    "after_end": "Nothing falls on a day up to {day}.",
    "no_time": "At what time on {day}?",
}
_SENTENCES = {
    "which_person": "Which “{text}”?",
    "unknown_person": "“{text}” is not on the roster; the name stays in the title.",
    "which_goal": "Which goal?",
    "unknown_goal": "No open goal fits; the block is linked to none.",
    "half_of_day": "Morning or evening?",
    "date_order": "Which date?",
    "weekday_or_date": "Weekday and date do not fit. Which one counts?",
    "until_month": "Until the month begins, or to its end?",
    "until_order": "Until which date?",
    "start_order": "From which date on?",
    "several_periods": "Several periods with others between: add them one by one.",
    "second_or_other": "Every so many weeks, or once a month?",
    "end_or_length": "End and length do not fit. Which one counts?",
    "hour_or_number": "Is “{text}” an hour?",
    "said_twice": "“{text}” was said beside another one and is left in the title.",
    "two_kinds": "The tag outweighs “{text}”.",
    "no_day": "When? A day or a time is missing.",
    "no_time": "At what time?",
    "no_period": "There is no such period.",
    "no_such_date": "There is no such date.",
    "past_day": "That day is over.",
    "several_days": "Several days, but once each: write “every”, or add them one by one.",
    "no_such_rule": "A repeat like this cannot be kept. Say it for one weekday.",
    "after_end": "The end lies before the first day.",
    "not_found": "No day of the next year fits.",
}
