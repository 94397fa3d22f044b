from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.domain.errors import BadValue, NotFound
from il_desktop.interchange.csv_timetable import SlotFacts, TimetablePlan
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.timetable import lessons
from il_desktop.wording.steps import step_sentence

BEFORE, FIRST = date(2026, 1, 14), date(2026, 1, 16)  # both A days


def person(desk, given: str, family: str) -> str:
    sql = "SELECT id FROM person WHERE given = ? AND family = ?"
    return desk.read(lambda reader: reader.value(sql, (given, family)))


def day_of(desk, who: str, day: date) -> dict[str, tuple[str, str, str]]:
    cards = desk.read(lessons, who, day, desk.cached(school_calendar))
    return {card.period_code: (card.kind, card.section, card.room) for card in cards}


def plan(who: str, *more: SlotFacts) -> TimetablePlan:
    return TimetablePlan("t.csv", (SlotFacts(2, who, "P1", "teach", "A", None, "Robotics", "301"), *more))


def test_a_new_timetable_holds_from_its_date_and_the_old_one_until_then(sample_desk):
    who, other = person(sample_desk, "Marcus", "Chen"), person(sample_desk, "Emily", "Chen")
    old, untouched = day_of(sample_desk, who, BEFORE), day_of(sample_desk, other, FIRST)
    assert sample_desk.cached(school_calendar).day(BEFORE).day_type == "A"
    sample_desk.run(commands.timetable.import_timetable, plan(who), FIRST)
    assert step_sentence(sample_desk.history().undo) == "Imported the timetable of 1 person, from Fri 16 Jan on"
    assert day_of(sample_desk, who, FIRST) == {"P1": ("teach", "Robotics", "301")}
    assert day_of(sample_desk, who, BEFORE) == old
    assert day_of(sample_desk, other, FIRST) == untouched
    sample_desk.undo()
    assert day_of(sample_desk, who, FIRST) == old


def test_the_same_timetable_twice_is_the_same_and_makes_no_second_class(sample_desk):
    who = person(sample_desk, "Marcus", "Chen")
    for _ in range(2):
        sample_desk.run(commands.timetable.import_timetable, plan(who), FIRST)
    assert day_of(sample_desk, who, FIRST) == {"P1": ("teach", "Robotics", "301")}
    count = "SELECT count(*) FROM section WHERE title = 'Robotics'"
    assert sample_desk.read(lambda reader: reader.value(count)) == 1


def test_a_date_outside_the_years_and_a_person_gone_are_refused(sample_desk):
    with pytest.raises(BadValue):
        sample_desk.run(
            commands.timetable.import_timetable, plan(person(sample_desk, "Marcus", "Chen")), date(2026, 7, 4)
        )
    with pytest.raises(NotFound):
        sample_desk.run(commands.timetable.import_timetable, plan("nobody"), FIRST)
