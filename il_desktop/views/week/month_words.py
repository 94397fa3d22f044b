"""What a day of the month, and a block on it, says: to a screen reader, and in tool tips."""

from __future__ import annotations

from il_desktop.queries.week import BlockCard
from il_desktop.views.week import tip
from il_desktop.views.week.month_paint import DayLook
from il_desktop.wording.format import Words, count_text, duration_text, hours_text, long_day_text


def day_words(shown: DayLook, blocks: int, words: Words) -> str:
    """Say a day: date, letter, what is special or its bells, protected minutes, number of blocks."""
    school = shown.day.school
    parts = [
        f"{words.short_weekdays[school.day.weekday()]} {school.day.day} {words.months[school.day.month - 1]}",
        f"{school.day_type} day" if school.day_type else "",
        school.name or (school.bells.name if school.bells else ""),
        _protected(shown, "protected kept"),
        count_text(blocks, "block", "blocks") if blocks else "no blocks",
        "today" if shown.summary.is_today else "",
    ]
    return ", ".join(part for part in parts if part)


def day_tip(shown: DayLook, words: Words) -> str:
    """Say in a tool tip what a day's cell may have had no room for."""
    lines = (tip.day_tip(shown.day, words), _protected(shown, "protected time kept"))
    return "\n".join(line for line in lines if line)


def block_words(card: BlockCard, words: Words) -> str:
    """Say a block: date, hours, title, level."""
    start = card.span.start.minute
    hours = "all day" if card.all_day else hours_text(start, start + card.span.minutes, words)
    return f"{long_day_text(card.span.start.day, words)}, {hours}, {card.title}, {card.protection.name.lower()}"


def _protected(shown: DayLook, what: str) -> str:
    totals = shown.summary.totals
    if not totals.protected_planned:
        return ""
    return f"{duration_text(totals.protected_kept)} of {duration_text(totals.protected_planned)} {what}"
