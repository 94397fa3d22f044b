"""A staff list brought in on the people page: mapped, previewed, decided, undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from il_desktop.interchange.roster_plan import RosterOutcome
from il_desktop.queries.people import roster
from il_desktop.views.people.page import PeoplePage
from il_desktop.views.shared.shell import Shell
from tests.interchange.messy_staff import messy_workbook
from tests.views.people.people_page import open_page, problems, shown

GOOD = "First name,Last name,E-mail,Department\nNora,Feld,nora.feld@example.org,Music\nSam,Ortiz,sam@example.org,PE\n"
BAD = "\n".join(
    [
        "First name,Last name,E-mail,Hired",
        "Hannah,Brooks,hannah.brooks@example.org,2017-08-15",
        ",,nobody@example.org,2017-08-15",
        "Nora,Feld,not an email,2025-08-15",
        "Sam,Ortiz,sam@example.org,soon",
        "Max,Ortiz,max@example.org,2020-13-40",
        "Eva,Ortiz,eva,2020-01-04",
    ]
)


def test_staff_list_is_brought_in_after_a_dry_run(page: PeoplePage, ask, tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_text(GOOD, encoding="utf-8")
    ask.files = [path]
    page.shell.actions.action("people.import").trigger()
    QTest.mouseClick(page.rooms.importer.source.choose, Qt.MouseButton.LeftButton)
    assert page.rooms.importer.status._text == "2 new"
    assert len(page.shell.desk.read(roster, page.shell.today()).rows) == 49
    QTest.keyClick(page.rooms.importer.run_button, Qt.Key.Key_Space)
    assert {"Nora Feld", "Sam Ortiz"} <= set(shown(page))
    page.shell.desk.undo()
    page.shell.hub.flush()
    assert "Nora Feld" not in shown(page)


def test_bad_lines_are_named_and_nothing_can_be_imported(page: PeoplePage, tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_text(BAD, encoding="utf-8")
    page.start_import()
    page.rooms.importer.take_file(path)
    lines = [page.rooms.importer.model.index(row, 0).data() for row in range(page.rooms.importer.model.rowCount())]
    assert lines == ["3", "4", "5", "6", "7"]
    assert page.rooms.importer.status._text == "Lines 3, 4, 5, 6 and 7 need a correction"
    assert not page.rooms.importer.run_button.isEnabled()
    assert page.rooms.importer.plan is None


def test_pasted_rows_and_a_mended_mapping(page: PeoplePage) -> None:
    page.show_key("import")
    page.rooms.importer.source.paste.setPlainText("Who\tWhere\nNora Feld\tMusic\n")
    QTest.mouseClick(page.rooms.importer.source.read_paste, Qt.MouseButton.LeftButton)
    mapping = page.rooms.importer.mapping
    combos = [combo for combo in mapping._mapping.findChildren(QComboBox) if not combo.isHidden()]
    combos[0].setCurrentIndex(combos[0].findData("name"))
    combos[0].activated.emit(combos[0].currentIndex())
    combos[1].setCurrentIndex(combos[1].findData("department"))
    combos[1].activated.emit(combos[1].currentIndex())
    mapping.headings.setCurrentIndex(1)
    mapping.headings.activated.emit(1)
    assert page.rooms.importer.plan is not None
    assert [item.facts.full_name for item in page.rooms.importer.plan.items] == ["Nora Feld"]
    assert page.rooms.importer.run_button.isEnabled()


def test_name_like_one_we_know_waits_for_a_decision(page: PeoplePage, tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_text("First name,Last name\nMarcus,Chenn\n", encoding="utf-8")
    page.start_import()
    page.rooms.importer.take_file(path)
    assert not page.rooms.importer.run_button.isEnabled()
    page.rooms.importer.preview.setCurrentIndex(page.rooms.importer.model.index(0, 0))
    QTest.mouseClick(page.rooms.importer.as_new, Qt.MouseButton.LeftButton)
    assert page.rooms.importer.run_button.isEnabled()
    assert page.rooms.importer.run_button.text() == "Import 1 person"


def test_unreadable_file_is_refused_with_a_sentence(page: PeoplePage, tmp_path: Path) -> None:
    seen = problems(page.shell)
    page.start_import()
    page.rooms.importer.take_file(tmp_path / "missing.csv")
    assert "missing.csv" in seen[0]


def test_empty_file_offers_the_import(qtbot, shell: Shell) -> None:
    page = open_page(qtbot, shell)
    assert page.empty.isVisible()
    assert page.empty.button is not None
    QTest.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert page.rooms.importer.isVisible()
    QTest.mouseClick(page.rooms.importer.source.cancel, Qt.MouseButton.LeftButton)
    assert page.empty.isVisible()


@pytest.mark.parametrize(("name", "is_taken"), [("staff.csv", True), ("photo.png", False)])
def test_list_dropped_on_the_page_starts_the_import(
    page: PeoplePage, tmp_path: Path, name: str, is_taken: bool
) -> None:
    path = tmp_path / name
    path.write_text(GOOD, encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, mime, left, none)
    page.dropEvent(event)
    assert page.rooms.is_importing is is_taken


def test_a_messy_workbook_is_previewed_decided_and_undone(page: PeoplePage, qtbot, tmp_path: Path) -> None:
    path = tmp_path / "Staff 25-26.xlsx"
    path.write_bytes(messy_workbook())
    page.start_import()
    importer = page.rooms.importer
    importer.take_file(path)
    qtbot.waitUntil(lambda: importer.plan is not None, timeout=15_000)
    assert importer.mapping.sheet.currentText() == "Staff 25-26"
    assert "1 new" not in importer.status._text
    lines = {importer.model.index(row, 0).data(): row for row in range(importer.model.rowCount())}
    assert importer.model.index(lines["13"], 3).data() == "a position without a person"
    assert importer.model.index(lines["12"], 3).data() == "the same person as in line 11"
    asked = [item.line for item in importer.plan.items if item.outcome is RosterOutcome.ASK]
    while any(item.outcome is RosterOutcome.ASK for item in importer.plan.items):
        importer.preview.setCurrentIndex(importer.model.index(0, 0))
        item = importer._item()
        assert item is not None
        QTest.mouseClick(importer.same if item.near else importer.leave_out, Qt.MouseButton.LeftButton)
    assert 20 in asked
    before = page.shell.desk.read(roster, page.shell.today())
    importer.run_button.click()
    page.shell.hub.flush()
    assert {"Jane Abbott", "María de la Cruz"} <= set(shown(page))
    page.shell.desk.undo()
    assert page.shell.desk.read(roster, page.shell.today()) == before


def test_lines_that_cannot_be_read_may_be_left_out(page: PeoplePage, tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_text(BAD, encoding="utf-8")
    page.start_import()
    page.rooms.importer.take_file(path)
    QTest.mouseClick(page.rooms.importer.without_bad, Qt.MouseButton.LeftButton)
    assert page.rooms.importer.plan is not None
    assert {problem.line for problem in page.rooms.importer.plan.refused} == {3, 4, 5, 6, 7}
    assert "5 lines left out" in page.rooms.importer.detail.text()


def test_who_is_not_in_the_list_leaves_with_a_last_day(page: PeoplePage, ask, tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_text("Name,Role\nNew Coach,Coach\n", encoding="utf-8")
    page.start_import()
    page.rooms.importer.take_file(path)
    assert "Vera Hale is not in the list and stays on the roster." in page.rooms.importer.detail.text()
    ask.texts = ["15 Jan 2026"]
    QTest.mouseClick(page.rooms.importer.leavers, Qt.MouseButton.LeftButton)
    page.rooms.importer.run_button.click()
    page.shell.hub.flush()
    page.group.chosen.emit("left")
    assert shown(page) == ["Vera Hale"]
    page.shell.desk.undo()
    page.shell.hub.flush()
    assert shown(page) == []


def test_a_workbook_with_macros_is_refused_with_a_sentence(page: PeoplePage, qtbot, tmp_path: Path) -> None:
    seen = problems(page.shell)
    path = tmp_path / "staff.xlsm"
    path.write_bytes(messy_workbook())
    page.start_import()
    page.rooms.importer.take_file(path)
    qtbot.waitUntil(lambda: bool(seen), timeout=15_000)
    assert "holds macros" in seen[0]
    assert page.rooms.importer.plan is None
