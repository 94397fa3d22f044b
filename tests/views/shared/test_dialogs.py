from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from il_desktop.views.shared import theme
from il_desktop.views.shared.buttons import Button
from il_desktop.views.shared.dialogs import Choice, PlainDialog, WindowAsk, take_size
from il_desktop.views.shared.plain import PlainLabel
from tests.views.clipping import cut_off


def answer_with(key: Qt.Key, qtbot) -> None:
    def press() -> None:
        dialog = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, PlainDialog))
        qtbot.keyClick(dialog, key)

    QTimer.singleShot(0, press)


def test_enter_takes_the_safe_answer_and_escape_none(qtbot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    choices = [Choice("keep", "Keep it"), Choice("purge", "Purge for ever")]
    answer_with(Qt.Key.Key_Return, qtbot)
    assert WindowAsk().choose(host, "Purge?", "This cannot be undone.", choices) == "keep"
    answer_with(Qt.Key.Key_Escape, qtbot)
    assert WindowAsk().choose(host, "Purge?", "This cannot be undone.", choices) == ""


def test_a_question_shows_names_as_they_are(qtbot) -> None:
    dialog = PlainDialog(None, "Delete <b>this</b>?")
    qtbot.addWidget(dialog)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in dialog.findChildren(PlainLabel))


def test_a_typed_line_is_returned_or_nothing(qtbot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    answer_with(Qt.Key.Key_Return, qtbot)
    assert WindowAsk().text(host, "Name", "Name of the template", "Ideal week") == "Ideal week"
    answer_with(Qt.Key.Key_Escape, qtbot)
    assert WindowAsk().text(host, "Name", "Name of the template", "Ideal week") is None


def test_a_dialog_grows_with_the_text_but_not_beyond_its_window(qtbot, look: theme.Theme) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1024, 640)
    sizes = []
    for scale_pct in (100, 200):
        look.apply("light", scale_pct)
        dialog = PlainDialog(host, "Calendars of others")
        take_size(dialog, 760, 460)
        sizes.append((dialog.width(), dialog.height()))
    assert sizes == [(760, 460), (1024, 640)]


@pytest.mark.parametrize("scale_pct", [100, 200])
def test_long_answers_stand_below_each_other(qtbot, look: theme.Theme, scale_pct: int) -> None:
    look.apply("light", scale_pct)
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1024, 640)
    titles = ["PLC, Grade 7 math, Tue 20 Jan 9:00", "Faculty meeting, Wed 21 Jan 15:30", "A title " * 30]
    seen = {}

    def look_at() -> None:
        dialog = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, PlainDialog))
        buttons = dialog.findChildren(Button)
        seen["room"] = dialog.width() <= 1024 and dialog.height() <= 640
        seen["cut"] = cut_off(dialog)
        seen["rows"] = [button.accessibleName() or button.text() for button in sorted(buttons, key=lambda one: one.y())]
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    QTimer.singleShot(0, look_at)
    choices = [Choice(str(number), title) for number, title in enumerate(titles)]
    assert WindowAsk().choose(host, "Celebrate at a meeting", "At which meeting?", choices) == "0"
    assert seen == {"room": True, "cut": [], "rows": titles}


def test_words_higher_than_the_window_scroll_and_the_answer_stays_in_sight(qtbot, look: theme.Theme) -> None:
    look.apply("light", 200)
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1024, 640)
    seen = {}

    def look_at() -> None:
        dialog = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, PlainDialog))
        QApplication.processEvents()
        seen["height"] = dialog.height()
        seen["cut"] = cut_off(dialog)
        seen["hidden"] = dialog.findChildren(QScrollArea)[0].verticalScrollBar().maximum() > 0
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    QTimer.singleShot(0, look_at)
    lines = "\n".join(f"Line {number} names a column that nobody knows." for number in range(40))
    assert WindowAsk().choose(host, "Nothing was imported", lines, [Choice("ok", "Close")]) == "ok"
    assert seen == {"height": 640, "cut": [], "hidden": True}
