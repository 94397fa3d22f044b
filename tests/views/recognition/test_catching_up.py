"""A week of recognitions is caught up on in one go: from any page, by keyboard alone, in five minutes of typing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from il_desktop.queries.recognition import recognition_log

MINUTES, KEYS_A_MINUTE = 5, 200  # forty words of five letters: the pace of an everyday typist
REASON = "asked her in the hall"
# Ten people and more: two who were there together, a name two bear, a draft, a gift, a team, wishes gone against.
LINES = (
    "Okoye let every pair fix its own mistakes because all of them found one, private note",
    "Delgado and Kevin Lee rebuilt the lab because it dragged, private note",
    "Chen covered the late bus because nobody else could, private spoken",
    "Nunez note",
    "Obrien gift $10 stayed for the science night because families came, private note",
    "thanks House 6x team for the trip because every child went, private note",
    "Patel explained the data because we asked, private email",
    "Bello small win her class read a whole book, private note",
    "Sofia Ruiz led the reading night because families asked, newsletter",
    "Novak tried peer tutors because some were stuck, private note yesterday",
)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "the focus is lost"
    return widget


class Keyboard:
    """Types where the focus is and counts the keys; nothing is ever clicked."""

    def __init__(self) -> None:
        self.keys = 0

    def write(self, text: str) -> None:
        QTest.keyClicks(focused(), text)
        self.keys += len(text)

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        QTest.keyClick(focused(), key, held)
        QApplication.processEvents()
        self.keys += 1 + len(modifiers)


def test_ten_people_in_five_minutes_without_the_mouse(open_window, sample_desk, ask) -> None:
    window = open_window(sample_desk, "week")
    today = window.shell.today()
    before = {row.id for row in sample_desk.read(recognition_log, today)}
    ask.texts = [REASON] * 10
    keyboard = Keyboard()
    keyboard.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier)
    line = window.page("recognition").quick_add.line
    for text in LINES:
        assert line.hasFocus(), text  # ready for the next one, without a key in between
        keyboard.write(text)
        keyboard.press(Qt.Key.Key_Return)
        if line.line:  # two people of that name: one key goes to them, one takes the first, one saves
            keyboard.press(Qt.Key.Key_Return)
            keyboard.press(Qt.Key.Key_Return)
        window.shell.hub.flush()
        assert line.line == "", text
    asked = 10 - len(ask.texts)
    keyboard.keys += asked * (len(REASON) + 1)
    new = [row for row in sample_desk.read(recognition_log, today) if row.id not in before]
    assert len({row.person_id for row in new}) >= 10
    assert [row.facts.state for row in new].count("draft") == 1
    assert 0 < asked <= 3
    assert keyboard.keys <= MINUTES * KEYS_A_MINUTE
    for _ in LINES:
        sample_desk.undo()
    assert {row.id for row in sample_desk.read(recognition_log, today)} == before
