from __future__ import annotations

from datetime import date

from il_desktop import commands
from il_desktop.interchange.oneroster import read_oneroster
from il_desktop.interchange.roster_plan import RosterOutcome
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.oneroster import known_school
from il_desktop.queries.timetable import lessons
from il_desktop.wording.steps import step_sentence
from tests.interchange.oneroster_export import TABLES, write_zip

TODAY = date(2026, 1, 16)  # an A day
SPRING_A, SPRING_B = date(2026, 1, 21), date(2026, 1, 20)


def plan_of(desk, path):
    return read_oneroster(path, desk.read(known_school, TODAY))


def person(desk, given: str, family: str) -> str:
    sql = "SELECT id FROM person WHERE given = ? AND family = ?"
    return desk.read(lambda reader: reader.value(sql, (given, family)))


def day_of(desk, who: str, day: date) -> dict[str, tuple[str, str, str]]:
    cards = desk.read(lessons, who, day, desk.cached(school_calendar))
    return {card.period_code: (card.kind, card.section, card.room) for card in cards}


def dump(desk) -> list:
    tables = ("person", "calendar_span", "section", "timetable_slot")
    return [desk.read(lambda reader, t=t: reader.rows(f"SELECT * FROM {t} ORDER BY id")) for t in tables]  # noqa: S608  ours


def test_an_export_brings_people_classes_rooms_and_lessons_as_one_step(sample_desk, tmp_path):
    before = dump(sample_desk)
    plan = plan_of(sample_desk, write_zip(tmp_path / "export.zip"))
    assert plan.students_left_out == 1
    assert not plan.refused
    sample_desk.run(commands.oneroster.import_oneroster, plan)
    assert step_sentence(sample_desk.history().undo) == "Imported a OneRoster export: 1 person, 2 classes and 3 lessons"
    nadia = person(sample_desk, "Nadia", "Winter")
    assert day_of(sample_desk, nadia, TODAY) == {"P1": ("teach", "Robotics 6", "301")}
    both = {"P2": ("teach", "Robotics 7", "302"), "P3": ("teach", "Robotics 7", "302")}
    assert day_of(sample_desk, nadia, SPRING_B) == both
    assert day_of(sample_desk, nadia, SPRING_A) == both | {"P1": ("teach", "Robotics 6", "301")}
    row = "SELECT subject, grade, room, external_ref FROM section WHERE title = ?"
    found = [sample_desk.read(lambda reader, t=t: reader.row(row, (t,))) for t in ("Robotics 6", "Robotics 7")]
    assert found == [("STEM", "6", "301", "k1"), ("STEM", "6-7", "302", "k2")]
    sample_desk.undo()
    assert dump(sample_desk) == before


def test_the_same_export_twice_changes_nothing(sample_desk, tmp_path):
    path = write_zip(tmp_path / "export.zip")
    sample_desk.run(commands.oneroster.import_oneroster, plan_of(sample_desk, path))
    again = plan_of(sample_desk, path)
    assert not again.writes
    assert again.count(RosterOutcome.UNCHANGED) == 6


def test_a_moved_class_changes_its_teacher_alone_and_leaves_planning_where_it_was(sample_desk, tmp_path):
    marcus, emily = person(sample_desk, "Marcus", "Chen"), person(sample_desk, "Emily", "Chen")
    old, other = day_of(sample_desk, marcus, TODAY), day_of(sample_desk, emily, TODAY)
    email = sample_desk.read(lambda r: r.value("SELECT email FROM person WHERE id = ?", (marcus,)))
    users = TABLES["users"].replace("Nadia,Winter,,,nadia.winter@example.org", f"Marcus,Chen,,,{email}")
    sample_desk.run(
        commands.oneroster.import_oneroster, plan_of(sample_desk, write_zip(tmp_path / "e.zip", users=users))
    )
    new = day_of(sample_desk, marcus, TODAY)
    assert new["P1"] == ("teach", "Robotics 6", "301")
    assert {code: card for code, card in new.items() if card[0] != "teach"} == {
        code: card for code, card in old.items() if card[0] != "teach"
    }
    assert day_of(sample_desk, marcus, date(2026, 1, 14)) == old
    assert day_of(sample_desk, emily, TODAY) == other


def test_an_empty_file_gets_its_first_year_and_term(desk, tmp_path):
    plan = plan_of(desk, write_zip(tmp_path / "export.zip"))
    desk.run(commands.oneroster.import_oneroster, plan)
    years = desk.cached(school_calendar)
    assert years.years[0].first == date(2025, 8, 18)
    assert [span.name for span in years.rules.spans if span.kind == "term"] == ["Spring"]
    assert desk.read(lambda reader: reader.value("SELECT count(*) FROM section")) == 2
    desk.undo()
    assert desk.read(lambda reader: reader.value("SELECT count(*) FROM person")) == 0


def test_without_its_years_the_classes_of_an_empty_file_stay_out(desk, tmp_path):
    plan = plan_of(desk, write_zip(tmp_path / "export.zip"))
    desk.run(commands.oneroster.import_oneroster, plan, take_dates=False)
    assert not desk.cached(school_calendar).years
    assert desk.read(lambda reader: reader.value("SELECT count(*) FROM section")) == 0
    assert desk.read(lambda reader: reader.value("SELECT count(*) FROM person")) == 2
