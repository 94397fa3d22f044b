"""Evidence in a check-in: chosen, dropped, kept, opened as a copy on request, taken away, undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton

from il_desktop.views.goals.page import GoalsPage
from il_desktop.wording.format import size_text


@pytest.fixture
def page(qtbot, sample_shell):
    page = GoalsPage(sample_shell)
    qtbot.addWidget(page)
    sample_shell.actions.set_page("goals")
    page.resize(1240, 760)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "winter results.pdf"
    path.write_bytes(b"%PDF-1.7 winter")
    return path


def _press(page, name):
    next(b for b in page.view.findChildren(QAbstractButton) if b.accessibleName() == name).click()


def _checked_in(page, ask, *paths):
    page.check_in()
    form = page.editors.form
    for path in paths:
        ask.files.append(path)
        form.evidence.button.click()
    form.save()
    page.shell.hub.flush()


def test_a_file_is_kept_and_a_copy_opened_on_request(page, ask, sheet, monkeypatch):
    shown: list[Path] = []
    monkeypatch.setattr(page.view_work.opener, "show_copy", shown.append)
    _checked_in(page, ask, sheet)
    assert [file.name for file in page.detail.check_ins[0].evidence] == ["winter results.pdf"]
    assert shown == []
    _press(page, "Open a copy of winter results.pdf, 15 bytes")
    assert shown[0] != sheet
    assert shown[0].read_bytes() == sheet.read_bytes()


def test_what_could_act_is_saved_not_opened(page, ask, tmp_path, monkeypatch):
    monkeypatch.setattr(page.view_work.opener, "show_copy", lambda _path: pytest.fail("opened"))
    script = tmp_path / "run.bat"
    script.write_bytes(b"echo")
    _checked_in(page, ask, script)
    out = tmp_path / "copy.bat"
    ask.files.append(out)
    _press(page, "Open a copy of run.bat, 4 bytes")
    assert out.read_bytes() == b"echo"
    assert "not opened" in page.shell.messages.last


def test_a_file_taken_away_comes_back_with_undo(page, ask, sheet):
    _checked_in(page, ask, sheet)
    _press(page, "Take away winter results.pdf")
    page.shell.hub.flush()
    assert page.detail.check_ins[0].evidence == ()
    page.shell.desk.undo()
    page.shell.hub.flush()
    assert len(page.detail.check_ins[0].evidence) == 1


def test_files_are_dropped_and_one_thought_better_of(page, sheet, tmp_path):
    page.check_in()
    picker = page.editors.form.evidence
    other = tmp_path / "photo.jpg"
    other.write_bytes(b"x" * 2_000)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(sheet)), QUrl.fromLocalFile(str(other))])
    keys = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    picker.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, *keys))
    assert [file.name for file in picker.files] == ["winter results.pdf", "photo.jpg"]
    remove = [
        b for b in picker.findChildren(QAbstractButton) if b.accessibleName() == "Do not keep “winter results.pdf”"
    ]
    remove[-1].click()
    assert [file.name for file in picker.files] == ["photo.jpg"]


@pytest.mark.parametrize("name", ["gone.pdf", "empty.pdf"])
def test_what_cannot_be_kept_is_said(page, tmp_path, name):
    (tmp_path / "empty.pdf").touch()
    page.check_in()
    page.editors.form.evidence.take(tmp_path / name)
    assert page.editors.form.evidence.files == []
    assert name in page.shell.messages.last


def test_sizes_are_written_as_people_do():
    assert [size_text(size) for size in (1, 840, 12_400, 3_400_000)] == ["1 byte", "840 bytes", "12 KB", "3.4 MB"]
