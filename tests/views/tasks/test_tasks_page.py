"""The Tasks page: rated by keys and by drag, handed on only when complete, captured from anywhere."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt

from il_desktop import commands
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.interchange.ics.feed_rows import FeedRow
from il_desktop.queries.tasks import open_tasks, task
from il_desktop.views.tasks.page import TasksPage

pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture
def ids(desk) -> dict[str, str]:
    run = desk.run
    return {
        "buses": run(commands.tasks.add_task, "Bus plan", importance=3, urgency=3, est_min=30),
        "keys": run(commands.tasks.add_task, "Keys", importance=3, urgency=3),
        "paint": run(commands.tasks.add_task, "Paint", importance=1, urgency=1, due_on=date(2026, 1, 12)),
    }


@pytest.fixture
def window(open_window, desk, ids):
    return open_window(desk, "tasks")


@pytest.fixture
def page(window) -> TasksPage:
    assert isinstance(window.current, TasksPage)
    return window.current


def rating(desk, task_id: str) -> tuple[int, int]:
    row = desk.read(task, task_id)
    return row.importance, row.urgency


def test_arrows_walk_and_control_arrows_rate(qtbot, desk, ids, page) -> None:
    page.board.setFocus()
    assert page.board.chosen == ids["buses"]
    qtbot.keyClick(page.board, Qt.Key.Key_Down)
    assert page.board.chosen == ids["keys"]
    qtbot.keyClick(page.board, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert rating(desk, ids["keys"]) == (3, 2)
    qtbot.keyClick(page.board, Qt.Key.Key_Left)
    assert page.board.chosen == ids["buses"]
    desk.undo()
    assert rating(desk, ids["keys"]) == (3, 3)


def test_a_task_dragged_to_another_field_is_rated_so(qtbot, desk, ids, page) -> None:
    board = page.board
    start = board.area(ids["paint"]).center().toPoint()
    end = board.cell_area((3, 1)).center().toPoint()
    qtbot.mousePress(board, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(board, start + QPoint(30, 30))
    qtbot.mouseMove(board, end)
    qtbot.mouseRelease(board, Qt.MouseButton.LeftButton, pos=end)
    assert rating(desk, ids["paint"]) == (3, 1)
    assert not page.sheet.isVisible()


def test_handing_on_says_beneath_the_field_what_is_missing(qtbot, desk, ids, page) -> None:
    helper = desk.run(commands.people.add_person, given="Ana", family="Diaz")
    page.open_task(ids["buses"])
    form = page.form
    form.boxes["decision"].setCurrentIndex(form.boxes["decision"].findData("delegate"))
    form.boxes["decision"].activated.emit(0)
    assert form.handing.isVisible()
    form.try_delegate()
    assert form.reasons["owner_id"].text() == "Who takes it? Without a person it is not handed on."
    form.boxes["owner_id"].setCurrentIndex(form.boxes["owner_id"].findData(helper))
    form.try_delegate()
    assert form.reasons["authority"].isVisible()
    assert not form.reasons["owner_id"].isVisible()
    form.boxes["authority"].setCurrentIndex(form.boxes["authority"].findData("act"))
    form.try_delegate()
    assert "Give a day" in form.check_in.reason.text()
    form.check_in.line.setText("mon")
    form.try_delegate()
    page.shell.hub.flush()
    row = desk.read(task, ids["buses"])
    assert (row.owner, row.authority, row.check_in) == ("Ana Diaz", "act", date(2026, 1, 19))
    assert page.handed_model.rowCount() == 1
    assert page.head_sentence() == "2 tasks of yours open, 1 past the due date, 1 handed on."


def test_give_it_a_time_takes_the_next_free_place(desk, ids, page) -> None:
    page.board.set_cursor(ids["buses"])
    page.shell.actions.action("tasks.time").trigger()
    assert desk.read(task, ids["buses"]).planned.iso() == "2026-01-16T08:00"
    desk.undo()
    assert desk.read(task, ids["buses"]).planned is None


def test_the_time_given_leaves_the_hours_of_other_calendars_alone(desk, ids, page) -> None:
    feed_id = desk.run(commands.feeds.add_feed, "District", "https://example.org/d.ics")
    span = Span(WallTime.parse("2026-01-16T08:00"), WallTime.parse("2026-01-16T12:00"))
    held = FeedRow("ics:1", "Board", span, "America/New_York", rule="", holes=(), is_busy=True, all_day=False)
    desk.run(commands.feeds.take_refresh, feed_id, [held])
    page.board.set_cursor(ids["buses"])
    page.shell.actions.action("tasks.time").trigger()
    assert desk.read(task, ids["buses"]).planned.iso() == "2026-01-16T12:00"


def test_a_line_written_from_another_page_becomes_a_task(qtbot, open_window, desk) -> None:
    window = open_window(desk, "week")
    window.shell.actions.action("edit.task").trigger()
    capture = window.lines["edit.task"]
    capture.line.set_line("Order the readers 20 by mon !")
    capture._edited("")
    assert "20 min, due Mon 19 Jan, urgent" in capture.hint.text()
    qtbot.keyClick(capture.line, Qt.Key.Key_Return)
    [row] = desk.read(open_tasks, "")
    assert (row.title, row.minutes, row.due, row.urgency) == ("Order the readers", 20, date(2026, 1, 19), 3)
    assert not capture.isVisible()


def test_a_day_that_cannot_be_read_stays_in_the_title(qtbot, open_window, desk) -> None:
    window = open_window(desk, "week")
    window.open_line("edit.task")
    window.lines["edit.task"].line.set_line("Stand by the door")
    window.lines["edit.task"].save_line()
    assert [row.title for row in desk.read(open_tasks, "")] == ["Stand by the door"]


def test_an_empty_page_teaches_and_a_deleted_task_closes_its_sheet(desk, ids, page) -> None:
    page.open_task(ids["keys"])
    page.do_delete()
    assert not page.sheet.isVisible()
    for task_id in (ids["buses"], ids["paint"]):
        desk.run(commands.tasks.delete_task, task_id)
    page.shell.hub.flush()
    assert page.empty.isVisible()
    assert not page.board.isVisible()


def test_every_task_of_the_board_is_an_entry_with_a_name(ids, page) -> None:
    names = [page.board.entries.name(key) for key in page.board.entries.keys()]  # noqa: SIM118  no dict
    assert names[0] == "Bus plan, importance high, urgency high, 30 min"
    assert len(names) == 3


def test_a_habit_is_written_refused_at_its_field_and_ended(desk, page) -> None:
    page.show_key("habits")
    panel = page.habits
    assert panel.empty.isVisible()
    panel.add_habit()
    panel.save()
    assert panel.form.reason.text() == "Give it a name."
    panel.form.title.setText("Walk the halls")
    panel.form.low.line.setText("8")
    panel.form.high.line.setText("8:10")
    panel.save()
    assert panel.form.reason.text() == "The window has to hold the habit."
    panel.form.high.line.setText("11")
    panel.save()
    assert not panel.sheet.isVisible()
    [row] = panel.rows.values()
    assert (row.draft.title, row.draft.per_week, row.draft.low, row.draft.high) == ("Walk the halls", 3, 480, 660)
    desk.undo()
    page.shell.hub.flush()
    assert panel.empty.isVisible()
