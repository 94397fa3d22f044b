from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from il_desktop.domain.errors import BadValue
from il_desktop.views.shared import a11y
from il_desktop.views.shared.messages import MessageBar, Messages, StatusBar
from il_desktop.wording.format import Words


@pytest.fixture
def messages() -> Messages:
    return Messages(Words)


@pytest.fixture
def announced(monkeypatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr(a11y, "announce", lambda _widget, text, **_: said.append(text))
    return said


def test_what_was_done_is_said_announced_and_can_be_undone(qtbot, messages, announced) -> None:
    bar = StatusBar(messages)
    qtbot.addWidget(bar)
    bar.show()
    messages.done("Moved PLC prep, Tue 9:00 → Wed 10:30")
    assert bar.sentence.text().startswith("Moved PLC prep")
    assert bar.link.isVisible()
    assert announced == ["Moved PLC prep, Tue 9:00 → Wed 10:30"]
    with qtbot.waitSignal(bar.link_taken) as taken:
        bar.link.click()
    assert taken.args == ["undo"]
    assert not bar.link.isVisible()


def test_what_was_undone_offers_redo(qtbot, messages) -> None:
    bar = StatusBar(messages)
    qtbot.addWidget(bar)
    bar.show()
    messages.undone("Moved PLC prep")
    assert bar.link.text() == "Redo"


def test_a_note_offers_nothing(qtbot, messages) -> None:
    bar = StatusBar(messages)
    qtbot.addWidget(bar)
    bar.show()
    messages.note("Written to week.ics.")
    assert not bar.link.isVisible()


def test_the_windows_own_sentence_does_not_replace_the_pages(qtbot, messages) -> None:
    bar = StatusBar(messages)
    qtbot.addWidget(bar)
    messages.done("Check-in saved for goal 1")
    messages.step("Changed a goal")
    assert bar.sentence.text() == "Check-in saved for goal 1"
    messages.step("Changed a goal")
    assert bar.sentence.text() == "Changed a goal"


def test_a_problem_is_said_with_one_way_out(qtbot, messages, announced) -> None:
    bar = MessageBar(messages)
    qtbot.addWidget(bar)
    tried = []
    messages.problem(BadValue("starts_on", "soon", "not_a_date"), "Try again", lambda: tried.append(1))
    assert bar.isVisibleTo(None)
    assert "not a date" in bar.sentence.text()
    assert bar.action.text() == "Try again"
    assert announced == [bar.sentence.text()]
    bar.action.click()
    assert tried == [1]
    assert bar.isHidden()


def test_a_problem_goes_with_escape_or_with_the_next_success(qtbot, messages) -> None:
    bar = MessageBar(messages)
    qtbot.addWidget(bar)
    messages.problem("The disk is full.")
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert bar.isHidden()
    messages.problem("The disk is full.")
    messages.done("Saved")
    assert bar.isHidden()
