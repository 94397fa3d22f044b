"""The story: an empty file, a keyboard, ten minutes; vision, three goals with measures and strategies, all undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox

from il_desktop.views.goals.page import GoalsPage
from tests.commands.school_goals import principal, whole

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
        action = self.page.keys[action_id]
        assert action.isEnabled(), action_id
        assert action.shortcut(), action_id
        action.trigger()
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
def page(qtbot, shell):
    page = GoalsPage(shell)
    qtbot.addWidget(page)
    shell.actions.set_page("goals")
    page.resize(1240, 900)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


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


def test_vision_and_three_goals_from_nothing_by_keyboard_in_ten_minutes(qtbot, page):
    desk = page.shell.desk
    principal(desk)
    page.shell.hub.flush()
    assert page.empty.isVisible()
    before, steps = whole(desk), desk.history().undo.seq
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
    while desk.history().undo is not None and desk.history().undo.seq > steps:
        desk.undo()
    assert whole(desk) == before
