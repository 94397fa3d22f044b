from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.errors import BadFile, BadLines, InputProblem
from il_desktop.interchange.csv_timetable import SchoolWords, plan_timetable, read_timetable, sections_of
from il_desktop.interchange.roster_plan import KnownPerson, PersonFacts

SOURCE = Path("timetable.csv")
KNOWN = SchoolWords(
    (
        KnownPerson("chen-m", PersonFacts("Marcus", "Chen", email="marcus.chen@example.org")),
        KnownPerson("chen-e", PersonFacts("Emily", "Chen", external_ref="T10")),
        KnownPerson("nunez", PersonFacts("Zoë", "Núñez")),
        KnownPerson("twin-1", PersonFacts("Ana", "Diaz")),
        KnownPerson("twin-2", PersonFacts("Ana", "Diaz")),
    ),
    ("A", "B"),
    ("ADV", "P1", "P2"),
)
HEAD = "Teacher,Day,Period,Kind,Class,Room\n"


def plan(text: str):
    return plan_timetable(HEAD + text, SOURCE, KNOWN)


def test_rows_become_slots_by_letter_weekday_or_every_day():
    found = plan(
        "Marcus Chen,A,P1,teach,Math 6,102\n"
        "marcus.chen@example.org,B day,2,planning,,\n"
        "T10,Wed,ADV,duty,,\n"
        '"Nunez, Zoe",,P2,,Science 6,103\n'
    )
    facts = [(s.line, s.person_id, s.day_type, s.weekday, s.period_code, s.kind, s.section) for s in found.slots]
    assert facts == [
        (2, "chen-m", "A", None, "P1", "teach", "Math 6"),
        (3, "chen-m", "B", None, "P2", "plan", ""),
        (4, "chen-e", None, 2, "ADV", "duty", ""),
        (5, "nunez", None, None, "P2", "teach", "Science 6"),
    ]
    assert (found.lessons, len(found.people)) == (2, 3)


@pytest.mark.parametrize("day", ["1", "Day 1", "1 day"])
def test_numbered_day_types_are_read_with_or_without_the_word(day):
    known = SchoolWords(KNOWN.people, ("1", "2"), KNOWN.periods)
    found = plan_timetable(f"{HEAD}T10,{day},P1,plan,,\n", SOURCE, known)
    assert found.slots[0].day_type == "1"


def test_two_teachers_of_one_class_share_it_and_two_rooms_are_two_classes():
    found = plan("Marcus Chen,A,P1,teach,Math 6,102\nT10,A,P1,teach,Math 6,102\nZoë Núñez,A,P1,teach,Math 6,103\n")
    assert sections_of(found.slots) == (("Math 6", "102"), ("Math 6", "103"))


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("Nobody Here,A,P1,plan,,", "teacher", "unknown"),
        (",A,P1,plan,,", "teacher", "empty"),
        ("Ana Diaz,A,P1,plan,,", "teacher", "ambiguous"),
        ("T10,Z,P1,plan,,", "day", "unknown_day"),
        ("T10,T,P1,plan,,", "day", "unknown_day"),
        ("T10,A,P9,plan,,", "period", "unknown_period"),
        ("T10,A,,plan,,", "period", "empty"),
        ("T10,A,P1,nap,,", "kind", "unknown_slot"),
        ("T10,A,P1,,,", "kind", "empty"),
        ("T10,A,P1,teach,,", "class", "empty"),
        ("T10,A,P1,teach,Art," + "9" * 61, "room", "too_long"),
    ],
)
def test_a_bad_row_is_named_with_line_and_column(row, column, reason):
    with pytest.raises(BadLines) as refused:
        plan(f"Marcus Chen,A,P1,plan,,\n{row}\n")
    assert [(p.line, p.column, p.reason) for p in refused.value.lines] == [(3, column, reason)]


def test_every_bad_line_is_named_at_once():
    with pytest.raises(BadLines) as refused:
        plan("Nobody,Z,P1,plan,,\nT10,A,P1,plan,,\nT10,A,P1,lunch,,\n")
    assert [(p.line, p.reason) for p in refused.value.lines] == [
        (2, "unknown"),
        (2, "unknown_day"),
        (4, "twice_in_file"),
    ]


@pytest.mark.parametrize("text", ["", "some,thing\n1,2\n", HEAD, "Teacher,Room\nT10,1\n"])
def test_what_is_no_timetable_is_refused(text):
    with pytest.raises(BadFile):
        plan_timetable(text, SOURCE, KNOWN)


def test_columns_nobody_knows_are_named():
    text = "Teacher;Period;Day;Class;Seats\nT10;P1;A;Art;24\n"
    assert plan_timetable(text, SOURCE, KNOWN).ignored_columns == ("Seats",)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(BadFile):
        read_timetable(tmp_path / "gone.csv", KNOWN)


@given(st.text(max_size=200) | st.binary(max_size=200))
def test_any_bytes_are_a_plan_or_a_problem_for_the_user(data):
    with contextlib.suppress(InputProblem):
        assert plan_timetable(data, SOURCE, KNOWN).slots
