"""The printed week in words: as a page to draw, and as a paper of one table a day. Names as its reader was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.school import DayKind
from il_desktop.domain.walltime import MINUTES_PER_DAY
from il_desktop.reports.paper import Column, Heading, Paper, Part, Table, Text
from il_desktop.reports.week_sheet import SheetBlock, SheetDay, WeekSheet
from il_desktop.wording.format import ENGLISH, Words, clock_text, days_text, hours_text, long_day_text
from il_desktop.wording.problems import LEVEL_NAMES

if TYPE_CHECKING:
    from il_desktop.domain.printed_week import PrintDay, PrintedWeek, PrintLine
    from il_desktop.domain.school import SchoolDay

CATEGORIES = {
    Category.INSTRUCTIONAL: "Instructional",
    Category.MANAGEMENT: "Management",
    Category.PERSONAL: "Personal",
}
_READERS = {"me": "For me", "office": "For the front office", "staff": "For the staff", "public": "For everybody"}
_OFF = {DayKind.HOLIDAY, DayKind.WEATHER, DayKind.WEEKEND}


def week_sheet(
    found: PrintedWeek, work: tuple[int, int], week_number: int, *, size: str = "letter", words: Words = ENGLISH
) -> WeekSheet:
    """Return the page to draw; `work` are the first and last minute of the work day, wider where blocks need it."""
    days = tuple(_day(day, words) for day in found.days)
    blocks = [block for day in days for block in day.blocks]
    start = min([work[0], *(block.start for block in blocks)]) // 60 * 60
    end = -(-max([work[1], *(block.end for block in blocks)]) // 60) * 60
    marks = tuple((minute, clock_text(minute, words)) for minute in range(start, end + 1, 60))
    kinds = tuple((kind.value, name) for kind, name in CATEGORIES.items()) if _is_near(found) else ()
    levels = tuple((int(level), name) for level, name in LEVEL_NAMES.items()) if _is_near(found) else ()
    title, subtitle = _title(found, words), _subtitle(found, week_number)
    return WeekSheet(title, subtitle, _footer(found), days, (start, end), marks, kinds, levels, size)


def week_paper(found: PrintedWeek, week_number: int, *, size: str = "letter", words: Words = ENGLISH) -> Paper:
    """Return the same week as a paper: a heading and a table for each day."""
    parts: list[Part] = []
    for day in found.days:
        note = ", ".join(filter(None, (_letter(day.school), _note(day.school))))
        parts.append(Heading(long_day_text(day.school.day, words), 2))
        if note:
            parts.append(Text(note, "muted"))
        if day.lines:
            columns = (Column("When", 1.3), Column("What", 3), Column("Where", 1.2), Column("Kind and hold", 1.8))
            count = 4 if _is_near(found) else 2
            rows = tuple(_row(line, day, words)[:count] for line in day.lines)
            parts.append(Table("Blocks", columns[:count], rows))
        else:
            parts.append(Text("Nothing is planned."))
    return Paper(_title(found, words), tuple(parts), _subtitle(found, week_number), _footer(found), size)


def _title(found: PrintedWeek, words: Words) -> str:
    first, last = found.days[0].school.day, found.days[-1].school.day
    return long_day_text(first, words) if first == last else days_text(first, last, words)


def _subtitle(found: PrintedWeek, week_number: int) -> str:
    return " · ".join(filter(None, (found.school_name, f"School week {week_number}" if week_number else "")))


def _footer(found: PrintedWeek) -> str:
    if found.with_names:
        return f"{_READERS[found.audience]}, with names: keep it with you."
    return f"{_READERS[found.audience]}, without names: general words only."


def _day(day: PrintDay, words: Words) -> SheetDay:
    school = day.school
    name = f"{words.short_weekdays[school.day.weekday()]} {school.day.day}"
    whole = tuple(line.words for line in day.lines if line.all_day)
    blocks = tuple(_block(line, day, words) for line in day.lines if not line.all_day)
    periods = tuple((period.code, period.start_min, period.end_min) for period in school.periods)
    return SheetDay(name, school.day_type or "", _note(school), school.kind in _OFF, whole, blocks, periods)


def _block(line: PrintLine, day: PrintDay, words: Words) -> SheetBlock:
    start, end = _minutes(line, day)
    kind = line.category.value if line.category is not None else ""
    level = int(Protection.FIRM if line.level is None else line.level)
    return SheetBlock(start, end, _hours(line, day, words), line.words, line.place, kind, level, line.is_buffer)


def _row(line: PrintLine, day: PrintDay, words: Words) -> tuple[str, ...]:
    kind = "Buffer" if line.is_buffer else CATEGORIES[line.category] if line.category is not None else ""
    level = LEVEL_NAMES[line.level] if line.level is not None else ""
    return _hours(line, day, words), line.words, line.place, ", ".join(filter(None, (kind, level)))


def _is_near(found: PrintedWeek) -> bool:
    """Tell whether kind and protection concern the reader."""
    return found.audience in ("me", "office")


def _minutes(line: PrintLine, day: PrintDay) -> tuple[int, int]:
    """Return the part of a block that lies on a day."""
    start = line.span.start.minute if line.span.start.day == day.school.day else 0
    return start, line.span.end.minute if line.span.end.day == day.school.day else MINUTES_PER_DAY


def _hours(line: PrintLine, day: PrintDay, words: Words) -> str:
    return "all day" if line.all_day else hours_text(*_minutes(line, day), words)


def _letter(school: SchoolDay) -> str:
    return f"{school.day_type} day" if school.day_type else ""


def _note(school: SchoolDay) -> str:
    """Say what is special about a date, else by which bells it goes."""
    return school.name or (f"{school.bells.name} bells" if school.bells is not None else "")
