from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.domain.errors import BadValue, HasChildren, NotFound
from il_desktop.interchange.csv_timetable import SlotFacts, TimetablePlan
from il_desktop.models.people import Person
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.timetable import lessons
from il_desktop.store.operation import operation
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


def put(desk, who: str, kind, first: date = FIRST, **more) -> None:
    desk.run(commands.timetable.set_slot, who, "P1", kind, first, day_type="A", **more)


def section(desk, title: str = "Robotics", room: str = "301") -> str:
    year = desk.read(lambda reader: reader.value("SELECT id FROM calendar_span WHERE kind = 'year'"))
    return desk.run(commands.timetable.add_section, year, title, room=room)


def test_a_slot_changed_from_a_date_on_leaves_the_days_before_it(sample_desk):
    who = person(sample_desk, "Marcus", "Chen")
    old = day_of(sample_desk, who, BEFORE)
    put(sample_desk, who, "teach", section_id=section(sample_desk))
    assert (
        step_sentence(sample_desk.history().undo) == "Set P1 on A days of Marcus Chen to “Robotics”, from Fri 16 Jan on"
    )
    assert day_of(sample_desk, who, BEFORE) == old
    assert day_of(sample_desk, who, FIRST) == old | {"P1": ("teach", "Robotics", "301")}
    put(sample_desk, who, "duty")
    assert day_of(sample_desk, who, FIRST)["P1"] == ("duty", "", "")
    put(sample_desk, who, None)
    assert step_sentence(sample_desk.history().undo).startswith("Set P1 on A days of Marcus Chen to nothing known")
    assert "P1" not in day_of(sample_desk, who, FIRST)
    for _ in range(3):
        sample_desk.undo()
    assert day_of(sample_desk, who, FIRST) == old


def test_a_change_planned_for_later_still_comes(sample_desk):
    who, later = person(sample_desk, "Marcus", "Chen"), date(2026, 3, 2)
    put(sample_desk, who, "duty", later)
    put(sample_desk, who, "plan")
    found = [day_of(sample_desk, who, day)["P1"][0] for day in (FIRST, date(2026, 2, 26), date(2026, 3, 3), later)]
    kinds = [sample_desk.cached(school_calendar).day(day).day_type for day in (date(2026, 3, 3), later)]
    assert found[0] == "plan"
    assert "duty" in {kind for kind, letter in zip(found[2:], kinds, strict=True) if letter == "A"}


def test_a_lesson_needs_a_class_and_a_class_in_use_stays(sample_desk):
    who, key = person(sample_desk, "Marcus", "Chen"), section(sample_desk)
    with pytest.raises(BadValue):
        put(sample_desk, who, "teach")
    with pytest.raises(BadValue):
        put(sample_desk, who, "nap")
    with pytest.raises(NotFound):
        put(sample_desk, "nobody", "plan")
    put(sample_desk, who, "teach", section_id=key)
    with pytest.raises(HasChildren):
        sample_desk.run(commands.timetable.delete_section, key)
    sample_desk.run(commands.timetable.edit_section, key, title="Robotics 2", room="302")
    assert day_of(sample_desk, who, FIRST)["P1"] == ("teach", "Robotics 2", "302")
    assert step_sentence(sample_desk.history().undo) == "Changed the class “Robotics 2”"
    put(sample_desk, who, "plan")
    sample_desk.run(commands.timetable.delete_section, section(sample_desk, "Spare"))
    with pytest.raises(BadValue):
        section(sample_desk, " ")


def test_a_part_timer_has_no_lessons_on_the_other_days(sample_desk):
    who = person(sample_desk, "Marcus", "Chen")
    sample_desk.run(set_works_on, who, ("B",))
    assert day_of(sample_desk, who, FIRST) == {}
    assert day_of(sample_desk, who, date(2026, 1, 15)) != {}
    sample_desk.run(set_works_on, who, (3,))  # Thursdays
    assert day_of(sample_desk, who, date(2026, 1, 15)) != {}
    assert day_of(sample_desk, who, date(2026, 1, 14)) == {}


@operation("test.works_on")
def set_works_on(tx, person_id: str, days: tuple) -> None:
    tx.session.get(Person, person_id).works_on = days
