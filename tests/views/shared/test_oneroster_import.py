from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from il_desktop.views.people.roster_import import RosterImport
from il_desktop.views.school.page import SchoolPage
from tests.interchange.oneroster_export import TABLES, write_zip


def answered(qtbot, ask, count: int = 1) -> str:
    qtbot.waitUntil(lambda: len(ask.asked) >= count)
    return ask.asked[count - 1]


def test_the_school_page_shows_what_an_export_does_and_imports_it_as_one_step(qtbot, sample_shell, ask, tmp_path):
    page = SchoolPage(sample_shell)
    qtbot.addWidget(page)
    page.refresh()
    classes = TABLES["classes"].replace("1(A)", "99")
    ask.files = [write_zip(tmp_path / "export.zip", classes=classes)]
    ask.choices = ["import"]
    page.import_timetable()
    said = answered(qtbot, ask, 2)
    assert said.startswith("1 new person, 2 new classes and other lessons for 1 person. 1 line cannot be used")
    assert "New people: Nadia Winter." in said
    assert "classes.csv, line 2, periods: “99” no bell schedule has a period of this name." in said
    assert sample_shell.desk.history().undo.op == "oneroster.import"


def test_an_export_of_several_schools_asks_which(qtbot, sample_shell, ask, tmp_path):
    orgs = TABLES["orgs"] + "o2,active,2025-08-01,Oak Ridge High School,school,OR,\n"
    importer = RosterImport(sample_shell)
    qtbot.addWidget(importer)
    ask.texts, ask.choices = ["Maple Hollow Middle School"], [""]
    importer.take_file(write_zip(tmp_path / "export.zip", orgs=orgs))
    assert "Oak Ridge High School" in answered(qtbot, ask)
    assert "New people: Nadia Winter." in answered(qtbot, ask, 2)


def test_a_zip_that_is_no_export_says_which_tables_are_missing(qtbot, sample_shell, ask, tmp_path):
    importer = RosterImport(sample_shell)
    qtbot.addWidget(importer)
    importer.take_file(write_zip(tmp_path / "export.zip", classes=""))
    qtbot.waitUntil(lambda: "classes.csv" in sample_shell.messages.last)
    assert not ask.asked


def test_an_export_is_brought_in_line_by_line(qtbot, sample_shell, ask, tmp_path):
    importer = RosterImport(sample_shell)
    qtbot.addWidget(importer)
    ask.choices = ["lines"]
    importer.take_file(write_zip(tmp_path / "export.zip"))
    qtbot.waitUntil(lambda: importer._exports.lines is not None)
    lines = importer._exports.lines
    assert lines.kinds.key == "people"
    assert lines.go.isEnabled()
    lines.kinds.chosen.emit("classes")
    lines.kinds.set_key("classes")
    lines.list.tick("class:k2", is_on=False)
    assert "1 new class" in lines.said.text()
    QTest.mouseClick(lines.go, Qt.MouseButton.LeftButton)
    titles = sample_shell.desk.read(
        lambda reader: reader.rows("SELECT title FROM section WHERE external_ref LIKE 'k_'")
    )
    assert titles == [("Robotics 6",)]
    assert sample_shell.desk.history().undo.op == "oneroster.import"


def test_nothing_ticked_imports_nothing(qtbot, sample_shell, ask, tmp_path):
    importer = RosterImport(sample_shell)
    qtbot.addWidget(importer)
    ask.choices = ["lines"]
    importer.take_file(write_zip(tmp_path / "export.zip"))
    qtbot.waitUntil(lambda: importer._exports.lines is not None)
    lines = importer._exports.lines
    for kind in ("people", "dates", "classes", "lessons"):
        lines.kinds.set_key(kind)
        lines.kinds.chosen.emit(kind)
        for line in lines._shown[kind]:
            lines.list.tick(line.key, is_on=False)
    assert lines.said.text().startswith("Nothing is new or changed.")
    assert not lines.go.isEnabled()
    lines.reject()
