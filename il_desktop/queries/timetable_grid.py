"""One person's timetable as a grid of periods by days, and the classes there are: for changing it by hand."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.timetable import works_on
from il_desktop.domain.timetable_rows import days_worked
from il_desktop.store.reader import Reader

_SLOTS = """
    SELECT t.period_code, t.day_type, t.weekday, t.kind, t.section_id, ifnull(s.title, ''), ifnull(s.room, '')
    FROM timetable_slot AS t LEFT JOIN section AS s ON s.id = t.section_id
    WHERE t.person_id = :person AND t.from_on <= :day AND (t.to_on IS NULL OR t.to_on >= :day) ORDER BY t.from_on
"""
_SECTIONS = """
    SELECT id, title, ifnull(subject, ''), ifnull(grade, ''), ifnull(room, '') FROM section
    WHERE year_id = ? ORDER BY title, room
"""
_WORKS = "SELECT works_on FROM person WHERE id = ?"
_SCHOOL_WEEK = 5


class SectionRow(NamedTuple):
    """One class of a school year."""

    id: str
    title: str
    subject: str = ""
    grade: str = ""
    room: str = ""


class GridColumn(NamedTuple):
    """One day type or one weekday (0 Monday); both None where all days are alike. `is_worked` tells part-timers."""

    day_type: str | None = None
    weekday: int | None = None
    is_worked: bool = True


class GridCell(NamedTuple):
    """What is done in a period of a column; `is_own` when it was said of this very column, not of every day."""

    kind: str
    section_id: str | None = None
    section: str = ""
    room: str = ""
    is_own: bool = True


class TimetableGrid(NamedTuple):
    """The grid on one date. `cells` go by period and number of the column; what is not known is not there."""

    periods: tuple[str, ...]
    columns: tuple[GridColumn, ...]
    cells: dict[tuple[str, int], GridCell]
    sections: tuple[SectionRow, ...]
    has_weekdays: bool = False


def timetable_grid(
    reader: Reader, person_id: str, year_id: str, day: date, calendar: SchoolCalendar, *, by_weekday: bool = False
) -> TimetableGrid:
    """Return what a person does in each period as it stands on a date; by letters unless weekdays are asked for."""
    rules = calendar.rules
    rows = reader.rows(_SLOTS, {"person": person_id, "day": day.isoformat()})
    worked = days_worked(reader.value(_WORKS, (person_id,)) or "[]")
    weekdays = [GridColumn(None, number, works_on(worked, None, number)) for number in range(_SCHOOL_WEEK)]
    letters = [GridColumn(letter, None, works_on(worked, letter, None)) for letter in rules.cycle.types]
    columns = weekdays if by_weekday or not letters else letters
    regular = next((bells.on(day) for bells in rules.bells if bells.id == rules.default_bells), None)
    codes = [period.code for period in regular.periods] if regular else []
    codes += sorted({row[0] for row in rows} - set(codes))
    cells: dict[tuple[str, int], GridCell] = {}
    for code, letter, weekday, kind, section_id, title, room in rows:
        for number, column in enumerate(columns):
            is_own = (letter, weekday) == (column.day_type, column.weekday)
            is_every = letter is None and weekday is None
            known = cells.get((code, number))
            if is_own or (is_every and (known is None or not known.is_own)):
                cells[code, number] = GridCell(kind, section_id, title, room, is_own)
    return TimetableGrid(
        tuple(codes),
        tuple(columns),
        cells,
        tuple(SectionRow(*row) for row in reader.rows(_SECTIONS, (year_id,))),
        any(row[2] is not None for row in rows),
    )
