"""The story: a new file that knows nobody, the window, a keyboard, ten minutes; three goals, then all undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox

from tests.commands.school_goals import dump, whole

SECONDS_A_FIELD = 8  # reading the label, thinking and typing; a key takes less than one
MINUTES = 10


class Typist:
    """Presses keys where the focus is and counts them; never calls the page."""

    def __init__(self, qtbot, page) -> None:
        self.qtbot, self.page = qtbot, page
        self.keys = self.fields = 0

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        self.keys += 1
        self.qtbot.keyClick(QApplication.focusWidget() or self.page, key, modifier)
        self.page.shell.hub.flush()
        QApplication.processEvents()

    def do(self, action_id) -> None:
        """Press the shortcut of an action."""
        self.keys += 1
        QTest.keySequence(QApplication.focusWidget(), self.page.keys[action_id].shortcut())
        self.page.shell.hub.flush()
        QApplication.processEvents()

    def text(self, words) -> None:
        self.fields += 1
        self.keys += len(words)
        self.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.qtbot.keyClicks(QApplication.focusWidget(), words)

    def pick(self, down) -> None:
        """Choose in the box that has the focus."""
        assert isinstance(QApplication.focusWidget(), QComboBox)
        self.fields += 1
        for _ in range(down):
            self.key(Qt.Key.Key_Down)

    def tab_to(self, name) -> None:
        seen: list[str] = []
        for _ in range(30):
            at = QApplication.focusWidget()
            seen.append(at.accessibleName() or (at.text() if isinstance(at, QAbstractButton) else ""))
            if seen[-1] == name:
                return
            self.key(Qt.Key.Key_Tab)
        pytest.fail(f"no way by Tab to {name}: {seen}")

    @property
    def seconds(self) -> float:
        """How long an unhurried person takes."""
        return self.fields * SECONDS_A_FIELD + self.keys * 0.4


@pytest.fixture
def page(open_window, desk):
    return open_window(desk, "goals").page("goals")


def _goal(typist, number, baseline, aim, *, vision="") -> None:
    typist.do("goals.new")
    if vision:
        typist.tab_to("Vision in one sentence")
        typist.text(vision)
    typist.tab_to("Begin with a template")
    typist.pick(number)
    typist.tab_to("Add")
    typist.key(Qt.Key.Key_Space)
    typist.tab_to("Owner")
    if vision:
        typist.text("Dana Whitfield")
    else:
        typist.pick(1)
    typist.key(Qt.Key.Key_Return)
    typist.tab_to("Due on")
    typist.text("2026-06-05")
    typist.key(Qt.Key.Key_Return)
    typist.do("goals.target")
    typist.tab_to("Baseline")
    typist.text(baseline)
    typist.tab_to("Measured on")
    typist.text("2026-01-12")
    typist.tab_to("Aim")
    typist.text(aim)
    typist.key(Qt.Key.Key_Tab)
    if "%" in aim:
        typist.tab_to("10 points: 52.0 %")
        typist.key(Qt.Key.Key_Space)
    typist.tab_to("Set the target")
    typist.key(Qt.Key.Key_Space)
    typist.do("goals.edit")
    typist.tab_to("Draft")
    typist.key(Qt.Key.Key_Right)


def everything(desk) -> object:
    """Return the plan, the people and the settings, which a new plan may bring along."""
    return whole(desk), *(dump(desk, f"SELECT * FROM {table}") for table in ("person", "setting"))  # noqa: S608  ours


def test_vision_and_three_goals_from_nothing_by_keyboard_in_ten_minutes(qtbot, page):
    desk = page.shell.desk
    assert page.empty.isVisible()
    before = everything(desk)
    typist = Typist(qtbot, page)
    _goal(typist, 2, "42", "by 10 %", vision="Every student thinks hard.")
    _goal(typist, 3, "19", "14")
    _goal(typist, 4, "61", "75")
    rows = [(line.node.title, line.node.state, len(line.node.children)) for line in page.goals.goals]
    assert rows == [
        ("Math proficiency", "active", 2),
        ("Chronic absence", "active", 2),
        ("Belonging", "active", 2),
    ]
    assert [float(line.figures.target.aim) for line in page.goals.goals] == [52, 14, 75]
    assert page.goals.vision.statement == "Every student thinks hard."
    assert typist.seconds < MINUTES * 60
    assert {line.node.owner for line in page.goals.goals} == {"Dana Whitfield"}
    while desk.history().undo is not None:
        QTest.keySequence(QApplication.focusWidget() or page, QKeySequence.StandardKey.Undo)
        page.shell.hub.flush()
    assert everything(desk) == before
    assert page.empty.isVisible()
