"""Staff lists as offices keep them, each with the trouble it is known for: nobody is lost, nobody is made up."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

from il_desktop.interchange.csv_roster import best_sheet, plan_roster, plan_table
from il_desktop.interchange.roster_columns import guess_columns
from il_desktop.interchange.roster_plan import KnownPerson, PersonFacts, RosterItem, RosterOutcome, RosterPlan
from il_desktop.interchange.sheet_table import read_sheets
from tests.interchange.xls_file import Sheet, xls_bytes

ANA = PersonFacts(given="Ana", family="Diaz", email="ana.diaz@school.example", external_ref="7")


def planned(path: Path, known: Sequence[KnownPerson] = ()) -> RosterPlan:
    table = best_sheet(read_sheets(path))
    return plan_table(table, guess_columns(table), known)


def people(plan: RosterPlan) -> list[str]:
    return [item.facts.full_name for item in plan.items]


def by_name(plan: RosterPlan) -> dict[str, RosterItem]:
    return {item.facts.full_name: item for item in plan.items}


def workbook(
    path: Path, rows: Sequence[Sequence[object]], hidden_columns: Sequence[int] = (), hidden_rows: Sequence[int] = ()
) -> Path:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Staff")
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    for column in hidden_columns:
        sheet.set_column(column, column, None, None, {"hidden": True})
    for row in hidden_rows:
        sheet.set_row(row, None, None, {"hidden": True})
    book.close()
    path.write_bytes(out.getvalue())
    return path


def test_an_old_xls_with_a_merged_title_two_heading_rows_and_dates(tmp_path: Path) -> None:
    rows = [
        ["MAPLE HOLLOW - STAFF 2025-26"],
        [],
        ["Name", None, "Job", None, "Hired"],
        ["Last Name", "First Name", "Title", "Dept."],
        ["Núñez", "Zoë", "Teacher", "Math", date(2019, 8, 12)],
        ["王", "芳", "Teacher", "Art", date(2020, 1, 2)],
        ["O'Brien", "Siobhán", "Assistant Principal", None, date(2011, 7, 1)],
        ["Total: 3"],
    ]
    old = Sheet("Old", [["Last Name", "First Name"], ["Gone", "Gary"]], is_hidden=True)
    path = tmp_path / "staff.xls"
    path.write_bytes(xls_bytes(Sheet("Staff", rows, merged=[(0, 0, 0, 4), (2, 2, 0, 1), (2, 2, 2, 3)]), old))
    plan = planned(path)
    assert people(plan) == ["Zoë Núñez", "芳 王", "Siobhán O'Brien"]
    first = plan.items[0].facts
    assert (first.hired_on, first.department, first.kind) == (date(2019, 8, 12), "Math", "teacher")
    assert plan.items[2].facts.kind == "administrator"
    assert [one.line for one in plan.others] == [8]


def test_an_old_xls_whose_department_is_merged_down_the_side(tmp_path: Path) -> None:
    rows = [["Department", "Teacher", "E-mail"], ["Science", "Lee, Bo", "bo@s.org"], [None, "Diaz, Ana", "ana@s.org"]]
    path = tmp_path / "staff.xls"
    path.write_bytes(xls_bytes(Sheet("Sheet1", rows, merged=[(1, 2, 0, 0)])))
    assert {name: item.facts.department for name, item in by_name(planned(path)).items()} == {
        "Bo Lee": "Science",
        "Ana Diaz": "Science",
    }


def test_last_first_middle_with_suffixes_and_titles() -> None:
    plan = plan_roster(
        'Staff Member,Email\n"King, Martin Luther, Jr.",mk@s.org\n"Dr. Okoye, Adaeze N.",ao@s.org\n'
        '"de la Cruz, María José",mc@s.org\n"Smith III, Robert",rs@s.org\n"Mrs. Van Dyke, Ellen",ev@s.org\n',
        (),
    )
    assert [(item.facts.given, item.facts.family) for item in plan.items] == [
        ("Martin Luther", "King Jr."), ("Adaeze N.", "Okoye"), ("María José", "de la Cruz"), ("Robert", "Smith III"),
        ("Ellen", "Van Dyke"),
    ]  # fmt: skip


def test_departments_as_rows_of_their_own_become_nobody(tmp_path: Path) -> None:
    rows = [
        ["Name", "Email", "Room"],
        ["ENGLISH DEPARTMENT", "", ""],
        ["Ana Diaz", "ana@s.org", 101.0],
        ["Bo Lee", "bo@s.org", 102.0],
        ["Science Dept.", "", ""],
        ["Cy Young", "cy@s.org", 201.0],
        ["Social Studies", "", ""],
        ["Bill English", "", ""],
    ]
    plan = planned(workbook(tmp_path / "sections.xlsx", rows))
    assert people(plan) == ["Ana Diaz", "Bo Lee", "Cy Young", "Bill English"]
    assert [one.line for one in plan.others] == [2, 5, 7]


def test_the_e_mail_is_the_key_when_a_name_has_changed() -> None:
    known = (KnownPerson("p7", ANA),)
    (item,) = plan_roster("E-mail address,Full name\nANA.DIAZ@school.example,Ana Whitfield\n", known).items
    assert (item.person_id, item.matched_by, item.outcome) == ("p7", "email", RosterOutcome.CHANGED)
    assert ("family", "Diaz", "Whitfield") in [(one.field, one.before, one.after) for one in item.changes]


def test_numbers_kept_as_text_and_as_numbers_are_one_number(tmp_path: Path) -> None:
    rows = [["Employee ID", "Last", "First"], [7.0, "Diaz", "Ana"], ["0012", "Lee", "Bo"], ["13.0", "Young", "Cy"]]
    plan = planned(workbook(tmp_path / "numbers.xlsx", rows), (KnownPerson("p7", ANA),))
    assert by_name(plan)["Ana Diaz"].person_id == "p7"
    assert by_name(plan)["Bo Lee"].facts.external_ref == "0012"
    assert by_name(plan)["Cy Young"].facts.external_ref == "13"


def test_hidden_columns_and_rows_are_read_like_the_others(tmp_path: Path) -> None:
    rows = [["Last", "First", "Employee ID", "Email"], ["Diaz", "Ana", 7.0, "a@s.org"], ["Lee", "Bo", 8.0, "b@s.org"]]
    plan = planned(workbook(tmp_path / "hidden.xlsx", rows, hidden_columns=[2], hidden_rows=[2]))
    assert {name: item.facts.external_ref for name, item in by_name(plan).items()} == {"Ana Diaz": "7", "Bo Lee": "8"}


def test_semicolons_in_latin_1_with_german_headings() -> None:
    plan = plan_roster("Nachname;Vorname;E-Mail\nMüller;Jürgen;j@s.org\nGößl;Bärbel;b@s.org\n".encode("latin-1"), ())
    assert people(plan) == ["Jürgen Müller", "Bärbel Gößl"]
    assert plan.encoding_guessed


def test_tabs_with_blank_columns_between_and_a_stray_comma() -> None:
    plan = plan_roster("First\t\tLast\t\tDept\nAna\t\tDiaz\t\tMath, Science\nBo\t\tLee\t\t\n", ())
    assert people(plan) == ["Ana Diaz", "Bo Lee"]
    assert plan.items[0].facts.department == "Math, Science"


def test_names_in_five_scripts_stay_as_written() -> None:
    plan = plan_roster(
        "Surname,Given name,Email\n王,小明,w@s.org\nكريم,ليلى,l@s.org\nכהן,אבי,a@s.org\nИванова,Ольга,o@s.org\n"
        "Nguyễn,Thị Mai,n@s.org\n".encode("utf-16"),
        (),
    )
    assert [(item.facts.family, item.facts.given) for item in plan.items] == [
        ("王", "小明"), ("كريم", "ليلى"), ("כהן", "אבי"), ("Иванова", "Ольга"), ("Nguyễn", "Thị Mai"),
    ]  # fmt: skip


def test_a_person_said_twice_for_two_rooms_comes_once_and_namesakes_are_asked_about() -> None:
    plan = plan_roster(
        "Name,Email,Room\nAna Diaz,ana@s.org,101\nAna Diaz,ANA@s.org,102\n"
        "Chris Kim,ck1@s.org,1\nChris Kim,ck2@s.org,2\n",
        (),
    )
    assert people(plan) == ["Ana Diaz", "Chris Kim", "Chris Kim"]
    assert [(one.line, one.reason) for one in plan.others] == [(3, "same_person")]
    assert [item.outcome for item in plan.items].count(RosterOutcome.ASK) == 1


def test_footers_notes_and_vacancies_are_nobody() -> None:
    plan = plan_roster(
        "Staff,Position,Ext\nAna Diaz,Teacher,101\nTBD,Teacher,102\nVACANT,Counselor,\nBo Lee,Custodian,7\n,,\n"
        "* on leave until March,,\nPrinted 8/14/2025 7:02 AM,,\nPage 1 of 2,,\n",
        (),
    )
    assert people(plan) == ["Ana Diaz", "Bo Lee"]


def test_headings_repeated_on_every_printed_page_are_no_people() -> None:
    page = "Last Name,First Name,Grade Level\n"
    plan = plan_roster(f"{page}Diaz,Ana,K\nLee,Bo,1st\n{page}Young,Cy,6-8\n", ())
    assert people(plan) == ["Ana Diaz", "Bo Lee", "Cy Young"]
    assert [item.facts.grades for item in plan.items] == [("K",), ("1",), ("6", "7", "8")]
    assert [one.reason for one in plan.others] == ["headings"]


def test_names_in_capitals_stay_as_the_office_wrote_them() -> None:
    plan = plan_roster(
        'EMPLOYEE NAME,FTE,HIRE DATE\n"DIAZ, ANA MARIA (ANNIE)",1.0,08/12/2019\n"O\'BRIEN, SIOBHAN",0.6,15/08/2017\n',
        (),
    )
    first, second = plan.items
    assert (first.facts.given, first.facts.family, first.facts.contract) == ("ANA MARIA", "DIAZ", "full")
    assert first.facts.shown_as == ""  # in capitals a bracket may as well hold a remark, such as (LOA)
    assert (second.facts.full_name, second.facts.contract) == ("SIOBHAN O'BRIEN", "part")
    assert (first.facts.hired_on, second.facts.hired_on) == (date(2019, 12, 8), date(2017, 8, 15))
