"""The school calendar in words: kinds of days and dates, one day as a sentence, what a change would do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from il_desktop.domain.reanchor import Fallout
from il_desktop.domain.school import ONE_DAY, DayKind, SchoolDay
from il_desktop.domain.window_links import WindowLinks
from il_desktop.wording.format import Words, count_text, day_text, list_text, long_day_text

KIND_WORDS = {
    DayKind.INSTRUCTION: "instruction day",
    DayKind.STAFF_ONLY: "staff day",
    DayKind.HOLIDAY: "holiday",
    DayKind.WEATHER: "weather day",
    DayKind.TESTING: "testing day",
    DayKind.WEEKEND: "weekend",
    DayKind.OUTSIDE: "outside the school year",
}
SPAN_WORDS = {
    "year": "School year",
    "term": "Term",
    "holiday": "Holiday",
    "staff_only": "Staff day",
    "testing": "Testing",
    "special": "Special day",
    "window": "Assessment window",
    "absence": "Absence",
}

SLOT_WORDS = {
    "teach": "Lesson",
    "plan": "Planning",
    "lunch": "Lunch",
    "team": "Team time",
    "duty": "Duty",
    "off": "Not at school",
}
PERIOD_WORDS = {"period": "Lesson", "advisory": "Advisory", "assembly": "Assembly", "test": "Test"}


def kind_text(day: SchoolDay) -> str:
    """Say what a date is in a few words: `A day, Early release bells`, `Holiday: Labor Day`."""
    if not day.is_contact_day:
        word = KIND_WORDS[day.kind].capitalize()
        return f"{word}: {day.name}" if day.name else word
    parts = [f"{day.day_type} day" if day.day_type else "School day"]
    if day.kind is DayKind.TESTING:
        parts.append("testing")
    if day.bells is not None and day.bells.name:
        parts.append(f"{day.bells.name} bells")
    if day.name:
        parts.append(day.name)
    return ", ".join(parts)


def day_sentence(day: SchoolDay, words: Words) -> str:
    """Say a date for a screen reader: `Monday 26 January, B day, Regular bells, school day 96`."""
    number = f", school day {day.number}" if day.number else ""
    return f"{long_day_text(day.day, words)}, {kind_text(day)}{number}"


def fallout_sentence(found: Fallout) -> str:
    """Say what a change would do: `14 blocks move, 3 visits lose their lesson, 2 deadlines move`."""
    parts: list[str] = []
    if found.moves:
        parts.append(count_text(len(found.moves), "block moves", "blocks move"))
    if found.lost_lessons:
        parts.append(count_text(len(found.lost_lessons), "visit loses its lesson", "visits lose their lesson"))
    if found.deadlines:
        parts.append(count_text(found.deadlines, "deadline moves", "deadlines move"))
    if found.lost_periods:
        parts.append(count_text(len(found.lost_periods), "block loses its period", "blocks lose their period"))
    if found.stays:
        parts.append(count_text(len(found.stays), "block stays by the clock", "blocks stay by the clock"))
    later = found.letters
    letters = f"{count_text(later, 'date gets', 'dates get')} another letter" if later else ""
    if not parts:
        return f"Nothing planned moves; {letters}." if letters else "Nothing planned moves."
    return f"{list_text([*parts, letters] if letters else parts)}."


def window_sentence(found: WindowLinks, words: Words) -> str:
    """List what hangs on an assessment window, a line each; nothing when nothing does."""
    kinds = (
        ("Goals", "due ", found.goals),
        ("Tests", "due ", found.tests),
        ("Professional development", "", found.sessions),
        ("Units", "review ", found.units),
    )
    lines: list[str] = []
    for name, when, rows in kinds:
        lines += [f"{name}:"] if rows else []
        lines += [f"\N{BULLET} {each.title}{f', {when}{day_text(each.on, words)}' if each.on else ''}" for each in rows]
    return "\n".join(["Linked to this window. Look whether these still fit.", *lines]) if lines else ""


def column_text(day_type: str | None, weekday: int | None, words: Words, *, is_worked: bool = True) -> str:
    """Name a column of a timetable: `A day`, `Monday`, `Every day`; of a part-timer also `A day, not here`."""
    name = f"{day_type} day" if day_type else words.weekdays[weekday] if weekday is not None else "Every day"
    return name if is_worked else f"{name}, not here"


def times_choices(dates: Sequence[date | None], now: date | None, words: Words) -> list[tuple[str, str]]:
    """Name the times a schedule had, has and will have, by the date each began on (None: from the beginning)."""
    found: list[tuple[str, str]] = []
    for place, first in enumerate(dates):
        beyond = dates[place + 1] if place + 1 < len(dates) else None
        start = f"From {day_text(first, words, year=True)} on" if first else "From the beginning"
        end = f" until {day_text(beyond - ONE_DAY, words, year=True)}" if beyond else ""
        found.append((first.isoformat() if first else "", f"{start}{end}{', in force' if first == now else ''}"))
    return found


def year_sentence(year: str, total: int, letters: Sequence[tuple[str, int]], terms: Sequence[tuple[str, int]]) -> str:
    """Count a year: `2025-26: 180 instruction days, A 90, B 90. Semester 1: 91, Semester 2: 89.`."""
    counts = "".join(f", {letter} {number}" for letter, number in letters) if len(letters) > 1 else ""
    whole = f"{year}: {count_text(total, 'instruction day', 'instruction days')}{counts}."
    parts = ", ".join(f"{name} {number}" for name, number in terms)
    return f"{whole} {parts}." if parts else whole


def timetable_sentence(counts: tuple[int, int, int, int], first: str, ignored: Sequence[str] = ()) -> str:
    """Say what bringing in a timetable does; `counts` are its lines, people, lessons and classes."""
    lines, people, lessons, classes = counts
    parted = f"{count_text(lessons, 'lesson', 'lessons')} in {count_text(classes, 'class', 'classes')}"
    whole = f"{count_text(lines, 'line', 'lines')} for {count_text(people, 'person', 'people')}: {parted}."
    ends = f"They hold from {first} on; what these people have now ends the day before. Everybody else stays as is."
    return f"{whole} {ends}" + (f" Not used: {', '.join(ignored)}." if ignored else "")
