"""A staff list is read to the letter, its bad lines are named, and nobody is merged on a guess."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.errors import BadFile, BadLines
from il_desktop.interchange.csv_roster import plan_roster, plan_table
from il_desktop.interchange.csv_table import read_table
from il_desktop.interchange.roster_columns import guess_columns
from il_desktop.interchange.roster_plan import KnownPerson, PersonFacts, RosterOutcome
from il_desktop.wording.problem_reasons import FILE_REASONS, VALUE_REASONS

GOOD = """Employee ID,Last Name,First Name,Email,Job Title,Grade,Hire Date,Room
1001,Nguyễn,Ana,ana@school.org,Math Teacher,9-10,8/12/2019,B12
1002,O'Neil,Sam,sam@school.org,Assistant Principal,,2015-07-01,
"""


def test_usual_columns_are_found_and_read():
    plan = plan_roster(GOOD.encode(), ())
    first, second = plan.items
    assert (first.facts.given, first.facts.family, first.facts.email) == ("Ana", "Nguyễn", "ana@school.org")
    assert first.facts.grades == ("9", "10")
    assert first.facts.hired_on == date(2019, 8, 12)
    assert first.facts.external_ref == "1001"
    assert (first.facts.kind, second.facts.kind) == ("teacher", "administrator")
    assert {item.outcome for item in plan.items} == {RosterOutcome.NEW}
    assert plan.ignored_columns == ("Room",)


def test_five_bad_lines_are_named_and_nothing_is_planned():
    lines = ["Name,Email,Role,Hired,Birthday"]
    lines += [f"Person {chr(65 + n)}{chr(97 + n)}x,p{n}@s.org,teacher,2020-08-01,03-04" for n in range(20)]
    lines[3] = "Ann Bee,not-a-mail,teacher,2020-08-01,"
    lines[7] = "Bo Cee,bo@s.org,wizard,2020-08-01,"
    lines[11] = "Cy Dee,cy@s.org,teacher,31/31/2020,"
    lines[15] = ",di@s.org,teacher,2020-08-01,"
    lines[19] = "Ed Eff,ed@s.org,teacher,2020-08-01,02-30"
    with pytest.raises(BadLines) as caught:
        plan_roster("\r\n".join(lines).encode(), ())
    found = {(problem.line, problem.column, problem.reason) for problem in caught.value.lines}
    assert found == {
        (4, "Email", "not_an_email"),
        (8, "Role", "unknown_role"),
        (12, "Hired", "not_a_date"),
        (16, "Name", "empty"),
        (20, "Birthday", "not_a_date"),
    }


def test_line_numbers_count_lines_inside_quotes():
    text = 'Name,Email\n"Ann\nBee",a@s.org\nBo Cee,nonsense\n'
    with pytest.raises(BadLines) as caught:
        plan_roster(text, ())
    assert [problem.line for problem in caught.value.lines] == [4]


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "empty"), (b"PK\x03\x04\x00\x00\x00binary\x00", "not_a_table"), (b"Email\na@b.org\n", "no_header")],
)
def test_a_file_that_is_no_staff_list_is_refused_as_a_whole(data, reason):
    with pytest.raises(BadFile) as caught:
        plan_roster(data, ())
    assert caught.value.reason == reason


def test_an_open_quote_names_its_line():
    with pytest.raises(BadLines) as caught:
        plan_roster('Name,Email\nAnn Bee,a@s.org\n"Bo Cee,b@s.org\nCy Dee,c@s.org\n', ())
    assert [(problem.line, problem.reason) for problem in caught.value.lines] == [(3, "open_quote")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_keep_accents(encoding):
    plan = plan_roster("Name;Email\nZoë Çelik;z@s.org\n".encode(encoding), ())
    assert plan.items[0].facts.full_name == "Zoë Çelik"
    assert plan.encoding_guessed is (encoding == "cp1252")


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_every_usual_delimiter_is_found(mark):
    text = mark.join(("Family", "Given", "Grade")) + "\n" + mark.join(("Diaz", "Ana", "3"))
    assert plan_roster(text, ()).items[0].facts.full_name == "Ana Diaz"


def test_a_pasted_list_without_headings_is_understood():
    plan = plan_roster("Diaz, Ana\tana@s.org\nLee, Bo\tbo@s.org\n", ())
    assert [item.facts.full_name for item in plan.items] == ["Ana Diaz", "Bo Lee"]
    assert plan.items[0].facts.email == "ana@s.org"


def _known(**values) -> KnownPerson:
    return KnownPerson(values.pop("id", "p1"), PersonFacts(**values))


def test_number_beats_mail_beats_name():
    known = (
        _known(id="by-ref", given="X", family="Y", external_ref="7"),
        _known(id="by-mail", given="Q", family="R", email="ANN@s.org"),
        _known(id="by-name", given="Ann", family="Bee"),
    )
    rows = "ID,Name,Email\n7,Ann Bee,ann@s.org\n,Bea Cee,ann@s.org"
    with pytest.raises(BadLines):  # two people with one mail
        plan_roster(rows, known)
    plan = plan_roster("ID,Name,Email\n7,Ann Bee,other@s.org\n,Ann Bee,ann@s.org\n,ann bee,\n", known)
    assert [(item.person_id, item.matched_by) for item in plan.items] == [
        ("by-ref", "external_ref"),
        ("by-mail", "email"),
        ("by-name", "name"),
    ]


def test_the_same_list_twice_changes_nothing():
    first = plan_roster(GOOD, ())
    known = tuple(KnownPerson(f"p{item.line}", item.facts) for item in first.writes)
    second = plan_roster(GOOD, known)
    assert {item.outcome for item in second.items} == {RosterOutcome.UNCHANGED}
    assert second.writes == ()


def test_what_the_list_does_not_say_is_kept():
    known = (_known(given="Ana", family="Diaz", email="a@s.org", department="Math", hired_on=date(2010, 1, 2)),)
    (item,) = plan_roster("Name,Email,Department\nAna Diaz,a@s.org,Science\n", known).items
    assert item.outcome is RosterOutcome.CHANGED
    assert [(change.field, change.before, change.after) for change in item.changes] == [
        ("department", "Math", "Science")
    ]
    assert item.facts.hired_on == date(2010, 1, 2)


def test_a_similar_name_asks_and_is_not_written():
    known = (_known(given="Katherine", family="Johnson"),)
    plan = plan_roster("Name\nKatharine Johnson\nBo Lee\n", known)
    assert [item.outcome for item in plan.items] == [RosterOutcome.ASK, RosterOutcome.NEW]
    assert [item.line for item in plan.writes] == [3]
    assert [item.line for item in plan.as_new(2).writes] == [2, 3]


def test_a_mapping_can_be_changed_by_hand():
    table = read_table("A,B\nAna Diaz,Math\n", Path("x.csv"))
    columns = guess_columns(table)
    assert columns.has_headings is False
    changed = columns.with_field(0, "department").with_field(1, "name")
    assert changed.fields == ("department", "name")


def test_a_formula_guard_is_taken_off_again():
    plan = plan_roster("Name,Department\nAna Diaz,'=SUM(A1)\n", ())
    assert plan.items[0].facts.department == "=SUM(A1)"


@pytest.mark.parametrize(
    ("row", "reason"),
    [("Cher,", "half_a_name"), (",", "empty"), (f"{'a' * 121} Bee,", "too_long"), (f"Ann Bee,{'d' * 121}", "too_long")],
)
def test_what_no_person_can_hold_is_a_named_line(row, reason):
    with pytest.raises(BadLines) as caught:
        plan_roster(f"Name,Department,Email\nAna Diaz,Math,a@b.org\n{row},c@d.org\n", ())
    assert [(problem.line, problem.reason) for problem in caught.value.lines] == [(3, reason)]


def test_every_reason_for_a_bad_line_or_file_has_words():
    lines = {"not_an_email", "not_a_date", "unknown_role", "unknown_contract", "half_a_name", "empty", "too_long"}
    lines |= {"twice_in_file", "open_quote", "too_many_columns"}
    assert lines <= VALUE_REASONS.keys()
    assert {"empty", "not_a_table", "no_header", "too_large", "too_many_rows"} <= FILE_REASONS.keys()


@given(st.binary(max_size=400))
def test_no_bytes_end_in_anything_but_a_plan_or_a_named_problem(data):
    try:
        plan = plan_roster(data, ())
    except (BadFile, BadLines):
        return
    assert all(item.facts.given and item.facts.family for item in plan.items)


def test_the_order_of_day_and_month_is_read_from_the_column_itself():
    text = "Name,Hired\nAnn Bee,8/5/2017\nBo Cee,8/15/2017\n"
    table = read_table(text, Path("x.csv"))
    plan = plan_table(table, guess_columns(table), (), day_first=True)
    assert [item.facts.hired_on for item in plan.items] == [date(2017, 8, 5), date(2017, 8, 15)]


@pytest.mark.parametrize(
    ("cell", "grades"),
    [("6th, 7th", ("6", "7")), ("Gr. 6-8", ("6", "7", "8")), ("2025-06-08", ("6", "7", "8")), ("K", ("K",))],
)
def test_grades_as_people_type_them(cell, grades):
    (item,) = plan_roster(f'Name,Grade\nAnn Bee,"{cell}"\n', ()).items
    assert item.facts.grades == grades


def test_lessons_under_position_are_no_role_and_stay_out():
    plan = plan_roster("Name,Position\nAnn Bee,Math 7\nBo Cee,Band\nCy Dee,Teacher\n", ())
    assert plan.ignored_columns == ("Position",)


def test_somebody_who_had_left_asks_by_name_and_is_back_by_number():
    left = PersonFacts("Ann", "Bee", external_ref="7", active_to=date(2024, 6, 30))
    known = (KnownPerson("ann", left, has_left=True),)
    (by_name,) = plan_roster("Name\nAnn Bee\n", known).items
    assert (by_name.outcome, by_name.near) == (RosterOutcome.ASK, ("ann",))
    (by_number,) = plan_roster("Name,ID\nAnn Bee,7\n", known).items
    assert by_number.facts.active_to is None
    assert [change.field for change in by_number.changes] == ["active_to"]
    plan = plan_roster("Name\nAnn Bee\n", known).as_known(2, known[0])
    assert plan.writes[0].facts.active_to is None


def test_a_former_name_finds_its_person_and_changes_nothing():
    known = (KnownPerson("sarah", PersonFacts("Sarah", "Jones"), aliases=("Sarah Miller",)),)
    (item,) = plan_roster('Name\n"MILLER, SARAH"\n', known).items
    assert (item.outcome, item.person_id) == (RosterOutcome.UNCHANGED, "sarah")


def test_initials_and_short_forms_of_a_known_name_ask():
    known = (_known(given="Marcus", family="Chen"), _known(id="p2", given="Emily", family="Chen"))
    outcomes = [item.outcome for item in plan_roster("Name\nM. Chen\nAnna Chen\n", known).items]
    assert outcomes == [RosterOutcome.ASK, RosterOutcome.NEW]
