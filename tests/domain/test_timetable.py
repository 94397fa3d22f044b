from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.timetable import Absence, Slot, Timetable
from tests.domain import maple_hollow

CALENDAR = maple_hollow.calendar()
FIRST = date(2025, 8, 18)
A_DAY, B_DAY = CALENDAR.day(date(2026, 1, 16)), CALENDAR.day(date(2026, 1, 20))


def row(person: str, letter: str, kinds: str, **extra) -> list[Slot]:
    names = {"T": "teach", "P": "plan", "L": "lunch", "-": "off"}
    return [
        Slot(person, f"P{n}", names[kind], extra.get("first", FIRST), extra.get("last"), letter, None,
             f"{person}-P{n}" if kind == "T" else None)
        for n, kind in enumerate(kinds, 1)
    ]  # fmt: skip


def kinds(timetable: Timetable, person: str, day) -> str:
    return " ".join(lesson.kind for lesson in timetable.lessons(person, day))


def test_the_days_letter_chooses_the_row():
    timetable = Timetable(row("t", "A", "TPTLTTTT") + row("t", "B", "PTTLTTTT"))
    assert (A_DAY.day_type, B_DAY.day_type) == ("A", "B")
    assert timetable.teaches("t", A_DAY, "P1")
    assert not timetable.teaches("t", B_DAY, "P1")
    assert timetable.lesson("t", B_DAY, "P1").kind == "plan"


def test_a_part_timer_has_no_lesson_on_the_days_off():
    timetable = Timetable(row("t", "A", "--------") + row("t", "B", "TTTPTLTT"))
    assert kinds(timetable, "t", A_DAY) == "off " * 7 + "off"
    assert not any(timetable.teaches("t", A_DAY, f"P{n}") for n in range(1, 9))
    assert timetable.teaches("t", B_DAY, "P1")


def test_an_absence_takes_the_lessons_away_and_gives_them_to_the_substitute():
    absence = Absence("t", date(2026, 1, 5), date(2026, 1, 31), "sub")
    timetable = Timetable(row("t", "A", "TPTLTTTT"), [absence])
    assert set(kinds(timetable, "t", A_DAY).split()) == {"away"}
    assert not timetable.teaches("t", A_DAY, "P1")
    stands_in = timetable.lesson("sub", A_DAY, "P1")
    assert (stands_in.kind, stands_in.section_id, stands_in.for_id) == ("teach", "t-P1", "t")
    assert timetable.lesson("sub", A_DAY, "P2") is None
    assert timetable.periods_of("t-P1", A_DAY)[0].code == "P1"


def test_a_substitute_keeps_an_own_lesson_in_the_same_period():
    absence = Absence("t", FIRST, date(2026, 6, 8), "sub")
    timetable = Timetable([*row("t", "A", "TT------"), *row("sub", "A", "T-------")], [absence])
    assert timetable.lesson("sub", A_DAY, "P1").for_id is None


def test_the_newest_slot_in_force_wins_and_ends_by_its_date():
    old, new = row("t", "A", "TTTTTTTT"), row("t", "A", "PPPPPPPP", first=date(2026, 1, 1), last=date(2026, 1, 16))
    timetable = Timetable(old + new)
    assert timetable.lesson("t", A_DAY, "P1").kind == "plan"
    assert timetable.lesson("t", CALENDAR.day(date(2026, 1, 21)), "P1").kind == "teach"


def test_a_weekday_slot_beats_a_letter():
    friday = Slot("t", "P1", "duty", FIRST, None, None, 4)
    timetable = Timetable([*row("t", "A", "TTTTTTTT"), friday])
    assert timetable.lesson("t", A_DAY, "P1").kind == "duty"


def test_nobody_has_a_lesson_on_a_day_without_students():
    timetable = Timetable(row("t", "A", "TTTTTTTT"))
    for day in (date(2026, 1, 17), date(2026, 1, 19), date(2026, 1, 27), date(2026, 7, 1)):
        assert timetable.lessons("t", CALENDAR.day(day)) == ()


@given(st.dates(date(2025, 8, 1), date(2026, 6, 30)), st.text("TPL-", min_size=8, max_size=8))
def test_lessons_lie_in_the_days_periods_in_order(day, kinds_of_row):
    school_day = CALENDAR.day(day)
    timetable = Timetable(row("t", "A", kinds_of_row) + row("t", "B", kinds_of_row[::-1]))
    found = timetable.lessons("t", school_day)
    assert [lesson.period for lesson in found] == [p for p in school_day.periods if p.code.startswith("P")]
