"""The story the product is for, done in the real window: plan, be told, link, recognize, undo, export."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import vobject
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from il_desktop import bootstrap
from il_desktop.domain.blocks import GoalShare, Protection
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.queries.recognition import recognition_log
from il_desktop.views.main_window import MainWindow
from tests.store.steps_for_tests import dump
from tests.views.week.conftest import Hands

ROOT = Path(__file__).resolve().parents[2]
TUESDAY = date(2026, 2, 3)
NINE_TO_ELEVEN = Span(WallTime.at(TUESDAY, 9), WallTime.at(TUESDAY, 11))


def hands_on(window: MainWindow) -> Hands:
    window.go("week", TUESDAY.isoformat())
    page = window.page("week")
    QApplication.processEvents()
    page.grid.setFocus()
    return Hands(page, window.shell, page)


def trigger(window: MainWindow, action_id: str) -> None:
    window.shell.actions.action(action_id).trigger()
    window.shell.hub.flush()


def plan_protected_time(hands: Hands) -> None:
    """Draw two hours, name them, make them Guarded by keys."""
    hands.drag(hands.point(TUESDAY, 9 * 60), hands.point(TUESDAY, 11 * 60))
    title = hands.page._editor.title
    title.selectAll()
    QTest.keyClicks(title, "Classrooms")
    QTest.keyClick(title, Qt.Key.Key_Return)
    hands.settle()
    QTest.keyClick(title, Qt.Key.Key_Escape)
    hands.grid.focus_block(hands.card("Classrooms").key)
    hands.key(Qt.Key.Key_P)
    hands.key(Qt.Key.Key_3)


def link_to_the_first_goal(hands: Hands) -> str:
    hands.page.open_block(hands.card("Classrooms").key)
    shares = hands.page._editor.shares
    QTest.mouseClick(shares.add, Qt.MouseButton.LeftButton)
    goal_id = shares._choices[0][0]
    combo = shares.rows[0].goal
    combo.setCurrentIndex(combo.findData(goal_id))
    combo.activated.emit(combo.currentIndex())
    hands.settle()
    hands.page.sheet.close_sheet()
    return goal_id


def recognize(window: MainWindow, text: str) -> None:
    window.go("recognition", "new")
    line = window.page("recognition").quick_add.line
    line.setFocus()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    window.shell.hub.flush()


@pytest.fixture
def own_copy(sample_desk, tmp_path) -> Path:
    sample_desk.close()
    path = tmp_path / "school.ildesk"
    shutil.copyfile(sample_desk.path, path)
    return path


def test_a_morning_is_planned_defended_undone_and_still_undone_after_a_restart(own_copy, fixed_clock, open_window):
    desk = bootstrap.open_desk(own_copy, clock=fixed_clock)
    start = desk.read(dump)
    window = open_window(desk, "week")
    hands = hands_on(window)

    plan_protected_time(hands)
    block = hands.card("Classrooms")
    assert (block.span, block.protection) == (NINE_TO_ELEVEN, Protection.GUARDED)

    steps = hands.steps()
    hands.drag(hands.point(TUESDAY, 11 * 60 + 32), hands.point(TUESDAY, 10 * 60 + 2))
    question = hands.page.deeds.question
    assert question.isVisible()
    assert "Classrooms" in " ".join(label.text() for label in question.content.findChildren(type(question.wanted)))
    assert hands.steps() == steps, "nothing is written before the answer"
    hands.key(Qt.Key.Key_Escape)
    hands.page.deeds.drop_question()

    goal_id = link_to_the_first_goal(hands)
    assert hands.card("Classrooms").goals == (GoalShare(goal_id, 100),)

    recognize(window, "Raman note")
    assert desk.read(recognition_log, date(2026, 1, 16))[0].name == "Priya Raman"

    end = desk.read(dump)
    taken_back = 0
    while desk.history().undo is not None:
        trigger(window, "edit.undo")
        taken_back += 1
    assert taken_back >= 4
    assert desk.read(dump) == start
    for _ in range(taken_back):
        trigger(window, "edit.redo")
    assert desk.read(dump) == end

    desk.close()
    again = bootstrap.open_desk(own_copy, clock=fixed_clock)
    for _ in range(taken_back):
        again.undo()
    assert again.read(dump) == start
    again.close()


def test_the_week_leaves_as_a_calendar_that_another_program_reads_the_same(own_copy, tmp_path):
    out = tmp_path / "week.ics"
    week = ["--from", "2026-01-12", "--to", "2026-01-16", "--file", str(own_copy)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def program(*arguments: str) -> str:
        command = [sys.executable, "-m", "il_desktop", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True, cwd=tmp_path).stdout

    program("export", "ics", *week, "-o", str(out))
    planned = json.loads(program("agenda", *week, "--json"))
    expected = sorted(
        (datetime.fromisoformat(item["start"]).astimezone(UTC), datetime.fromisoformat(item["end"]).astimezone(UTC))
        for item in planned
        if not item["all_day"]
    )
    calendar = vobject.readOne(out.read_text(encoding="utf-8"))
    found = []
    for event in calendar.vevent_list:
        length = event.dtend.value - event.dtstart.value
        starts = event.getrruleset(addRDate=True) if hasattr(event, "rrule") else [event.dtstart.value]
        found += [(start.astimezone(UTC), (start + length).astimezone(UTC)) for start in starts]
    assert sorted(found) == expected
    assert len(expected) > 60
