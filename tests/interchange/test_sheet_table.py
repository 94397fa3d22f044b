"""Workbooks of real life are read to the letter; hostile ones are refused with a sentence and nothing else happens."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from il_desktop.domain.errors import BadFile
from il_desktop.interchange.csv_roster import best_sheet, plan_table
from il_desktop.interchange.roster_columns import guess_columns
from il_desktop.interchange.roster_plan import KnownPerson, PersonFacts, RosterOutcome
from il_desktop.interchange.sheet_table import read_sheets
from il_desktop.wording.problems import problem_sentence
from tests.interchange.messy_staff import messy_workbook


@pytest.fixture(scope="module")
def messy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("messy") / "Staff 25-26.xlsx"
    path.write_bytes(messy_workbook())
    return path


def test_a_messy_staff_sheet_is_mapped_and_clean(messy: Path) -> None:
    sheets = read_sheets(messy)
    assert [sheet.sheet for sheet in sheets] == ["READ ME", "Staff 25-26", "Rooms"]
    table = best_sheet(sheets)
    assert table.sheet == "Staff 25-26"
    columns = guess_columns(table)
    assert columns.fields == (
        "family", "given", "email", None, "department", "hired_on", "external_ref", None, None, None,
    )  # fmt: skip
    plan = plan_table(table, columns, ())
    people = {item.line: item for item in plan.items}
    assert [item.facts.full_name for item in plan.items] == [
        "Jane Abbott", "Zoë Núñez", "Liam O'Brien", "María de la Cruz", "芳 王", "ليلى حداد", "Kevin Lee", "Kevin Lee",
    ]  # fmt: skip
    assert (people[7].facts.hired_on, people[8].facts.hired_on) == (date(2019, 8, 12), date(2019, 8, 12))
    assert (people[7].facts.external_ref, people[8].facts.external_ref) == ("40011", "40012")
    assert people[8].facts.department == "Kindergarten"
    assert {line for line, item in people.items() if item.outcome is RosterOutcome.ASK} == {20}
    assert people[20].twin == 19
    assert [(one.line, one.reason) for one in plan.others] == [
        (6, "note"), (10, "note"), (12, "same_person"), (13, "vacant"), (15, "headings"), (23, "note"), (24, "note"),
    ]  # fmt: skip
    assert "Notes" in plan.ignored_columns
    assert not any("allergy" in str(item.facts) for item in plan.items)


def test_the_messy_sheet_brought_in_twice_changes_nothing(messy: Path) -> None:
    table = best_sheet(read_sheets(messy))
    columns = guess_columns(table)
    first = plan_table(table, columns, ())
    known = tuple(KnownPerson(f"p{item.line}", item.facts) for item in first.writes)
    second = plan_table(table, columns, known)
    assert second.writes == ()
    assert second.missing == ()
    assert [item.line for item in second.with_outcome(RosterOutcome.ASK)] == [20]


def test_people_missing_from_the_list_are_told_and_others_are_not(messy: Path) -> None:
    table = best_sheet(read_sheets(messy))
    known = (
        KnownPerson("gone", PersonFacts("Olga", "Petrov")),
        KnownPerson("office", PersonFacts("Ana", "Fox", kind="support_staff")),
        KnownPerson("left", PersonFacts("Ida", "Old"), has_left=True),
        KnownPerson("jane", PersonFacts("JANE", "ABBOTT", external_ref="40011")),
    )
    plan = plan_table(table, guess_columns(table), known)
    assert plan.missing == ("gone",)
    jane = next(item for item in plan.items if item.person_id == "jane")
    assert {change.field for change in jane.changes} == {"email", "department", "hired_on"}


def _zip(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def _far_cell() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write("A1", "Name")
    sheet.write("XFD1048576", "x")
    book.close()
    return out.getvalue()


def _many_rows() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for row in range(20_010):
        sheet.write(row, 0, "x")
    book.close()
    return out.getvalue()


HOSTILE = {
    "bomb.xlsx": (_zip(xl__sheet1=b"\0" * (160 * 1024 * 1024)), "too_large"),
    "far.xlsx": (_far_cell(), "too_large"),
    "rows.xlsx": (_many_rows(), "too_many_rows"),
    "macro.xlsx": (_zip(**{"xl__vbaProject.bin": b"x"}), "macros"),
    "macro.xlsm": (messy_workbook(), "macros"),
    "basic.ods": (_zip(**{"Basic__Standard__Module1.xml": b"x"}), "macros"),
    "text.xlsx": (b"Name,Email\nAnn Bee,a@b.org\n", "not_a_workbook"),
    "cut.xlsx": (messy_workbook()[:2000], "unreadable"),
    "empty.xlsx": (_zip(a=b""), "unreadable"),
    "ole.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "unreadable"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_or_broken_workbook_is_refused_with_a_sentence(name: str, tmp_path: Path) -> None:
    data, reason = HOSTILE[name]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(BadFile) as caught:
        read_sheets(path)
    assert caught.value.reason == reason
    assert "cannot be used." not in problem_sentence(caught.value)


def test_a_reader_that_takes_too_long_is_stopped(messy: Path) -> None:
    with pytest.raises(BadFile) as caught:
        read_sheets(messy, seconds=0.001)
    assert caught.value.reason == "too_slow"


def test_saved_values_are_read_and_no_formula_is_worked_out(tmp_path: Path) -> None:
    path = tmp_path / "sums.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_row("A1", ["Name", "Email"])
    sheet.write_formula("A2", '=B9&"x"', None, "Ana Diaz")
    sheet.write_formula("B2", "=1/0", None, "#DIV/0!")
    book.close()
    (table,) = read_sheets(path)
    (item,) = plan_table(table, guess_columns(table), ()).items
    assert (item.facts.full_name, item.facts.email) == ("Ana Diaz", "")


_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
_KIND = "application/vnd.oasis.opendocument.spreadsheet"


def _ods(rows: str) -> bytes:
    """Return an OpenDocument workbook with the rows in its one sheet."""
    content = (
        f'<office:document-content {_SPACES} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Staff">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", _KIND)
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_KIND}"/></manifest:manifest>',
        )
    return out.getvalue()


def _row(*texts: str) -> str:
    cells = (
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in texts
    )
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def test_an_open_document_list_is_read_and_its_endless_empty_rows_cost_nothing(tmp_path: Path) -> None:
    path = tmp_path / "staff.ods"
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    path.write_bytes(_ods(_row("Staff list") + _row("Name", "E-mail") + _row("Diaz, Ana", "ana@example.org") + empty))
    (table,) = read_sheets(path)
    (item,) = plan_table(table, guess_columns(table), ()).items
    assert (item.line, item.facts.full_name, item.facts.email) == (3, "Ana Diaz", "ana@example.org")


def test_an_open_document_with_endless_full_rows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "staff.ods"
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="16384">'
    path.write_bytes(
        _ods(
            f'<table:table-row table:number-rows-repeated="1048570">{cell}<text:p>x</text:p>'
            "</table:table-cell></table:table-row>"
        )
    )
    with pytest.raises(BadFile) as caught:
        read_sheets(path)
    assert caught.value.reason in ("too_large", "unreadable", "too_many_columns", "too_slow")
