"""The base timetable of the 42 teachers: what each does in every period of an A and a B day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from il_desktop.sample.book import Book, row_id
from il_desktop.sample.people import TEACHERS, Teacher, person_id
from il_desktop.sample.year import FIRST, YEAR_ID

_RANGES = (
    ("1-4", "TPMLTTTT", "TPTLTTTT"), ("5-8", "TPTLTTTT", "TPMLTTTT"), ("9-12", "TTTTLTPM", "TTTTLTPT"),
    ("13-16", "TTTTLTPT", "TTTTLTPM"), ("17-20", "PMTTTLTT", "PTTTTLTT"), ("21-24", "PTTTTLTT", "PMTTTLTT"),
    ("25", "PTTLTTTT", "PTTLTTTT"), ("26", "TPTTLTTT", "TPTTLTTT"), ("27", "TTPTTLTT", "TTPTTLTT"),
    ("28", "TTTLPTTT", "TTTLPTTT"), ("29", "TTTTLTPT", "TTTTLTPT"), ("30", "TTTTTLTP", "TTTTTLTP"),
    ("31", "TTPLTTTT", "TTPLTTTT"), ("32", "TTTTLTTP", "TTTTLTTP"), ("33", "TTTLPTTT", "TTTLPTTP"),
    ("34", "TTTTLPTP", "TTTTLPTT"), ("35", "TTTPTLTT", "TTTPTLTP"), ("36", "TTTLPTTP", "TTTLPTTT"),
    ("37", "TTTTLPTT", "TTTTLPTP"), ("38", "TTTPTLTP", "TTTPTLTT"), ("39", "TTTLPTTT", "TTTLPTTP"),
    ("40", "TTTTLPTP", "TTTTLPTT"), ("41", "TTTPTLTT", "TTTPTLTP"), ("42", "TTTLPTTP", "TTTLPTTT"),
)  # fmt: skip
_KINDS = {"T": "teach", "P": "plan", "L": "lunch", "M": "team", "-": "off"}
PART_TIMER, CO_TEACHER, CO_TAUGHT_WITH = 38, 25, 2
LEAVE_TEACHER, LEAVE_FROM, LEAVE_TO = 7, date(2025, 11, 3), date(2026, 2, 27)


@dataclass(frozen=True, slots=True)
class Lesson:
    """Where and with whom a teacher is in one period."""

    period: str
    section_id: str
    title: str


def _base() -> dict[int, dict[str, str]]:
    rows: dict[int, dict[str, str]] = {}
    for numbers, a_row, b_row in _RANGES:
        first, _, last = numbers.partition("-")
        for number in range(int(first), int(last or first) + 1):
            rows[number] = {"A": a_row, "B": b_row}
    return rows


BASE = _base()  # as printed; the part-timer's A row is still full here
ROWS = BASE | {PART_TIMER: {"A": "--------", "B": BASE[PART_TIMER]["B"]}}


def room(teacher: Teacher) -> str:
    """Return the room number: 101 to 142 in teacher order."""
    return str(100 + teacher.number)


def section_key(number: int, period: str) -> str:
    """Return the key of the section a teacher has in a period; co-teachers share one."""
    owner = CO_TAUGHT_WITH if number == CO_TEACHER and period == "P5" else number
    return f"section:T{owner:02d}:{period}"


def section_title(teacher: Teacher, period: str) -> str:
    """Return what a section is called, for example `Math 6, P3`."""
    grade = f" {teacher.grade}" if teacher.grade else ""
    return f"{teacher.subject}{grade}, {period}"


def lessons(number: int, letter: str) -> tuple[Lesson, ...]:
    """Return what a teacher teaches on a day of this letter, by period."""
    teacher = TEACHERS[number - 1]
    return tuple(
        Lesson(f"P{p}", row_id(section_key(number, f"P{p}")), section_title(teacher, f"P{p}"))
        for p, kind in enumerate(ROWS[number][letter], 1)
        if kind == "T"
    )


def planning(number: int, letter: str) -> tuple[str, ...]:
    """Return the planning periods of a teacher on a day of this letter."""
    return tuple(f"P{p}" for p, kind in enumerate(ROWS[number][letter], 1) if kind == "P")


def is_away(number: int, day: date) -> bool:
    """Tell whether a teacher is on leave on a date."""
    return number == LEAVE_TEACHER and LEAVE_FROM <= day <= LEAVE_TO


def fill(book: Book) -> None:
    """Add sections, slots, the substitute's slots and the leave."""
    for teacher in TEACHERS:
        taught = {lesson.period for letter in "AB" for lesson in lessons(teacher.number, letter)}
        for period in sorted(taught):
            key = section_key(teacher.number, period)
            if key.startswith(f"section:{teacher.key}"):
                book.add(
                    "section", key, year_id=YEAR_ID, title=section_title(teacher, period), subject=teacher.subject,
                    grade=str(teacher.grade) if teacher.grade else None, room=room(teacher),
                    external_ref=f"{teacher.key}-{period}",
                )  # fmt: skip
        _add_slots(book, teacher.key, teacher.number, FIRST, None)
    _add_slots(book, "moss", LEAVE_TEACHER, LEAVE_FROM, LEAVE_TO, kinds="T")
    book.add(
        "calendar_span", f"absence:T{LEAVE_TEACHER:02d}", kind="absence", name="Leave", from_on=LEAVE_FROM,
        to_on=LEAVE_TO, year_id=YEAR_ID, person_id=person_id(f"T{LEAVE_TEACHER:02d}"), substitute_id=person_id("moss"),
    )  # fmt: skip


def _add_slots(book: Book, person: str, number: int, start: date, end: date | None, *, kinds: str = "TPLM-") -> None:
    for letter, row in ROWS[number].items():
        for p, kind in enumerate(row, 1):
            if kind not in kinds:
                continue
            book.add(
                "timetable_slot", f"timetable_slot:{person}:{letter}:P{p}:{start}", person_id=person_id(person),
                section_id=row_id(section_key(number, f"P{p}")) if kind == "T" else None, day_type=letter,
                period_code=f"P{p}", kind=_KINDS[kind], from_on=start, to_on=end,
            )  # fmt: skip
