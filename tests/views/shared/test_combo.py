"""A choice that is too long for its box ends in …, and the whole is told on asking."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication

from il_desktop.views.shared import combo, icons, theme
from il_desktop.views.shared.combo import ComboBox

LONG = "Student supervision: arrival, lunch, <dismissal>"


@pytest.fixture
def box(qtbot) -> ComboBox:
    made = ComboBox()
    qtbot.addWidget(made)
    made.addItem(icons.icon("coffee"), LONG)
    made.addItem("Never")
    return made


@pytest.mark.parametrize("scale_pct", [100, 200])
def test_a_long_choice_is_shortened_as_its_box_is_narrow(box: ComboBox, look: theme.Theme, scale_pct: int) -> None:
    look.apply("light", scale_pct)
    shown = []
    for width in (900, 240):
        box.resize(width, box.sizeHint().height())
        box.show()
        QApplication.processEvents()
        shown.append(box.shown_text())
        assert box.fontMetrics().horizontalAdvance(shown[-1]) < width
    assert shown[0] == LONG
    assert shown[1].endswith("…")
    assert LONG.startswith(shown[1][:-1])


@pytest.mark.parametrize("scale_pct", [100, 110, 125, 150, 175, 200])
@pytest.mark.parametrize("words", ["Ideal week", "Everything", "1 Math proficiency", LONG])
def test_a_box_of_its_own_size_shows_its_choices_whole(qtbot, look: theme.Theme, words: str, scale_pct: int) -> None:
    look.apply("light", scale_pct)
    made = ComboBox()
    qtbot.addWidget(made)
    made.addItem(words)
    made.show()
    made.resize(made.sizeHint())
    assert made.shown_text() == words


def test_the_tip_tells_the_whole_as_it_was_written(box: ComboBox, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    monkeypatch.setattr(combo.QToolTip, "showText", lambda _place, text, _widget: told.append(text))
    box.resize(160, 30)
    box.show()
    for row in (1, 0):
        box.setCurrentIndex(row)
        QApplication.sendEvent(box, QHelpEvent(QEvent.Type.ToolTip, QPoint(4, 4), box.mapToGlobal(QPoint(4, 4))))
    assert told == ["<span>Student supervision: arrival, lunch, &lt;dismissal&gt;</span>"]
