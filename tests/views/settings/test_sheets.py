from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView

from il_desktop import __version__
from il_desktop.views.settings.about import About, licence_text
from il_desktop.views.settings.calendar_import import CalendarImport
from il_desktop.views.settings.crash_dialog import CrashDialog
from il_desktop.views.settings.shortcut_sheet import ShortcutSheet
from il_desktop.views.settings.start_window import StartWindow
from il_desktop.views.shared.dialogs import Choice
from il_desktop.views.shared.kit import Button
from il_desktop.views.shared.plain import PlainLabel

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Test//EN
BEGIN:VEVENT
UID:one@example.org
DTSTAMP:20260101T000000Z
DTSTART:20260120T140000Z
DTEND:20260120T150000Z
SUMMARY:<b>District</b> meeting
END:VEVENT
BEGIN:VEVENT
UID:two@example.org
DTSTAMP:20260101T000000Z
SUMMARY:Without a time
END:VEVENT
END:VCALENDAR
"""


def test_the_sheet_lists_the_registry_and_filters(qtbot, open_window, desk) -> None:
    window = open_window(desk)
    sheet = ShortcutSheet(window.shell, window)
    qtbot.addWidget(sheet)
    sheet.show()
    assert sheet.shown == [spec.plain_text for spec in _by_section(window)]
    sheet.search.setText("undo")
    assert sheet.shown == ["Undo"]
    sheet.search.setText("")
    assert len(sheet.shown) > 20


def _by_section(window):
    sections: dict[str, list] = {}
    for spec, _ in window.shell.actions.entries():
        sections.setdefault(spec.page or spec.menu, []).append(spec)
    return [spec for section in sections.values() for spec in section]


def test_about_names_version_licences_and_folder(qtbot, shell) -> None:
    about = About(shell)
    qtbot.addWidget(about)
    texts = [label.text() for label in about.findChildren(PlainLabel)]
    assert __version__ in texts
    assert str(shell.desk.path) in texts
    for part in ("LGPL", "ISC License", "SIL OPEN FONT LICENSE", "Cole Bemis"):
        assert part in licence_text()


def test_the_crash_dialog_copies_its_details(qtbot) -> None:
    dialog = CrashDialog("ValueError\n  week/page.py:10 refresh\n", "errors.log")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.copy_details()
    assert QGuiApplication.clipboard().text().startswith("ValueError")
    dialog.reject()


def test_the_start_window_gives_one_answer(qtbot) -> None:
    window = StartWindow(
        "This file is damaged",
        ["It was not changed."],
        [Choice("restore", "Open the newest backup"), Choice("quit", "Quit")],
    )
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.chosen) as chosen:
        window.close()
    assert chosen.args == ["quit"]


def test_a_button_of_the_start_window_answers_with_its_key(qtbot) -> None:
    window = StartWindow("Welcome", [], [Choice("own", "Start with my own school"), Choice("quit", "Quit")])
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.chosen) as chosen:
        window.findChildren(Button)[0].click()
    assert chosen.args == ["own"]


def calendar(tmp_path: Path) -> Path:
    path = tmp_path / "district.ics"
    path.write_text(CALENDAR.replace("\n", "\r\n"), encoding="utf-8")
    return path


def test_a_calendar_is_shown_before_it_is_brought_in_and_taken_back_at_once(qtbot, open_window, desk, tmp_path) -> None:
    window = open_window(desk)
    job = CalendarImport(window.shell, window, calendar(tmp_path))
    job.read()
    qtbot.waitUntil(lambda: job.dialog is not None, timeout=20_000)
    dialog = job.dialog
    view = dialog.findChild(QTableView)
    cells = [view.model().index(0, column).data() for column in range(4)]
    assert cells[:2] == ["New", "<b>District</b> meeting"]
    assert view.model().index(1, 0).data() == "Not taken"
    assert desk.history().undo is None, "nothing is written before the answer"
    dialog.answer = "import"
    dialog.accept()
    qtbot.waitUntil(lambda: desk.history().undo is not None, timeout=20_000)
    desk.undo()
    assert desk.history().undo is None


def test_a_file_that_is_no_calendar_is_refused_in_a_sentence(qtbot, open_window, desk, tmp_path) -> None:
    window = open_window(desk)
    path = tmp_path / "rubbish.ics"
    path.write_bytes(b"\x00\x01rubbish")
    CalendarImport(window.shell, window, path).read()
    qtbot.waitUntil(window.message_bar.isVisible, timeout=20_000)
    assert "rubbish.ics" in window.message_bar.sentence.text()


@pytest.mark.parametrize("answer", ["", "cancel"])
def test_a_dismissed_preview_writes_nothing(qtbot, open_window, desk, tmp_path, answer) -> None:
    window = open_window(desk)
    job = CalendarImport(window.shell, window, calendar(tmp_path))
    job.read()
    qtbot.waitUntil(lambda: job.dialog is not None, timeout=20_000)
    job.dialog.answer = answer
    job.dialog.reject()
    assert desk.history().undo is None
