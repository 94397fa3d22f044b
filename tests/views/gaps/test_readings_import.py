"""Results brought in from the window: preview, mapping, bad lines by number, stop, one step to undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from il_desktop.views.gaps.page import GapsPage
from il_desktop.views.gaps.readings_import import ReadingsImport
from il_desktop.views.shared import long_save
from il_desktop.views.shared.shell import Shell

GOOD = (
    "Test,Student group,Winter %,Winter N\nReading proficiency,Grade 6,50%,200\nReading proficiency,Grade 7,51%,200\n"
)
BAD = "Measure,Date,Number,Out of\n" + "".join(
    f"Reading proficiency,{day},4,8\n" for day in ("2025-09-01", "soon", "x", "y", "z", "q")
)


def readings(shell: Shell) -> int:
    return shell.desk.read(lambda reader: reader.value("SELECT count(*) FROM reading"))


@pytest.fixture
def page(qtbot, sample_shell: Shell) -> GapsPage:
    made = GapsPage(sample_shell)
    qtbot.addWidget(made)
    sample_shell.actions.set_page(made.page_id)
    made.resize(1180, 720)
    made.show()
    made.show_key("import")
    return made


@pytest.fixture
def importer(page: GapsPage) -> ReadingsImport:
    assert page.importer is not None
    return page.importer


def read(qtbot, importer: ReadingsImport, text: str) -> None:
    importer.paste.setPlainText(text)
    importer.read_paste.click()
    qtbot.waitUntil(lambda: not importer.is_busy)


def test_a_list_is_previewed_and_brought_in_as_one_step(qtbot, page, importer) -> None:
    before = readings(page.shell)
    read(qtbot, importer, GOOD)
    assert importer.status.accessibleName() == "2 new"
    assert importer.run_button.text() == "Import 2 readings"
    assert readings(page.shell) == before
    with qtbot.waitSignal(importer.done):
        importer.run_button.click()
    assert readings(page.shell) == before + 2
    assert not importer.isVisible()
    assert page.list.isVisible()
    page.shell.desk.undo()
    assert readings(page.shell) == before


def test_bad_lines_are_named_and_nothing_can_be_imported(qtbot, importer) -> None:
    read(qtbot, importer, BAD)
    assert importer.status.accessibleName() == "Lines 3, 4, 5, 6 and 7 need a correction"
    assert [importer.model.index(row, 1).data() for row in range(5)] == ["3", "4", "5", "6", "7"]
    assert not importer.run_button.isEnabled()


def shown_boxes(importer: ReadingsImport, place: int) -> list[QComboBox]:
    """Return the choices shown for a column; the layout shows new ones and lets old ones go a moment later."""
    boxes = importer.findChildren(QComboBox)
    return [box for box in boxes if box.property("place") == place and not box.isHidden()]


def test_a_column_can_be_mapped_otherwise(qtbot, importer) -> None:
    read(qtbot, importer, "Measure,Date,Foo,Bar\nReading proficiency,2025-09-01,4,8\n")
    assert importer.plan is None
    for place, field in ((2, "numerator"), (3, "denominator")):
        qtbot.waitUntil(lambda place=place: len(shown_boxes(importer, place)) == 1)
        (combo,) = shown_boxes(importer, place)
        combo.setCurrentIndex(combo.findData(field))
        combo.activated.emit(combo.currentIndex())
        qtbot.waitUntil(lambda: not importer.is_busy)
    assert importer.plan is not None
    assert importer.plan.items[0].facts.denominator == 8


def test_rows_that_name_no_measure_get_the_chosen_one(qtbot, importer) -> None:
    read(qtbot, importer, "Grade,Winter\n6,50/200\n")
    importer.measure.setCurrentIndex(importer.measure.findData("Reading proficiency"))
    importer.measure.activated.emit(0)
    qtbot.waitUntil(lambda: not importer.is_busy)
    assert importer.plan is not None
    assert importer.plan.items[0].facts.measure == "Reading proficiency"


def test_a_list_of_students_is_refused_with_the_reason(qtbot, importer) -> None:
    read(qtbot, importer, "Student Name,Winter\nAda Byron,12\n")
    assert "single students" in importer.detail.text()
    assert not importer.run_button.isEnabled()


def test_reading_can_be_stopped(qtbot, importer, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("Measure,Date,Group,Number,Out of\n" + "".join(f"A,2025-09-01,g{n},4,8\n" for n in range(30_000)))
    importer.take_file(path)
    importer.stop.click()
    qtbot.waitUntil(lambda: not importer.is_busy, timeout=10_000)
    assert importer.status.accessibleName() == "Stopped"
    assert importer.plan is None


def long_list(rows: int) -> str:
    lines = (f"Reading proficiency,2025-09-{1 + row % 28:02},Group {row},4,8\n" for row in range(rows))
    return "Measure,Date,Group,Number,Out of\n" + "".join(lines)


def test_writing_can_be_stopped_and_begun_again(qtbot, page, importer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_save, "_SHOW_AFTER_MS", 0)
    before, steps = readings(page.shell), page.shell.desk.history()
    read(qtbot, importer, long_list(20_000))
    importer.run_button.click()
    waiting = importer.saving.waiting
    qtbot.waitUntil(waiting.isVisible)
    with qtbot.waitSignal(importer.saving.over) as over:
        QTest.keyClick(waiting, Qt.Key.Key_Escape)
        assert waiting.said.text() == "Stopping …"
    assert over.args == [False]
    assert (readings(page.shell), page.shell.desk.history()) == (before, steps)
    assert page.shell.messages.last == "Stopped: nothing was saved."
    with qtbot.waitSignal(importer.done):
        importer.run_button.click()
    assert readings(page.shell) == before + 20_000


def test_the_window_goes_on_while_a_long_list_is_written(qtbot, page, importer) -> None:
    read(qtbot, importer, long_list(10_000))
    importer.run_button.click()
    told: list[int] = []
    importer.saving.meter.told.connect(lambda done, _all: told.append(done))
    with qtbot.waitSignal(importer.done):
        assert readings(page.shell) < 10_000
    assert told[-1] == 10_000
    assert len(told) > 1


def test_a_file_is_chosen_by_dialog(qtbot, importer, ask, tmp_path: Path) -> None:
    path = tmp_path / "winter.csv"
    path.write_text(GOOD)
    ask.files = [path]
    importer.choose.click()
    qtbot.waitUntil(lambda: not importer.is_busy)
    assert importer.status.accessibleName() == "2 new"


def test_cancel_goes_back_to_the_gaps(page, importer) -> None:
    importer.cancel.click()
    assert not importer.isVisible()
    assert page.list.isVisible()
