"""Tasks: written, rated, decided, handed on; all of it undoable."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.errors import BadValue
from il_desktop.domain.tasks import Authority, Disposition, TaskLine, read_task_line
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.tasks import TaskRow, open_tasks, task
from il_desktop.wording.steps import step_sentence

MONDAY = date(2026, 1, 19)


@pytest.fixture
def task_id(desk: Desk) -> str:
    return desk.run(commands.tasks.add_task, "Order the readers", est_min=20, due_on=date(2026, 1, 16))


@pytest.fixture
def helper(desk: Desk) -> str:
    return desk.run(commands.people.add_person, given="Ana", family="Diaz")


def row(desk: Desk, task_id: str) -> TaskRow:
    found = desk.read(task, task_id)
    assert found is not None
    return found


def said(desk: Desk) -> str:
    label = desk.history().undo
    assert label is not None
    return step_sentence(label)


def test_a_line_becomes_a_task_with_minutes_and_a_due_date() -> None:
    assert read_task_line("Order the readers 20 by Friday") == TaskLine("Order the readers", 20, "Friday")
    assert read_task_line(" call 45 min ! ") == TaskLine("call", 45, "", is_urgent=True)
    assert read_task_line("Room 900") == TaskLine("Room 900")
    assert read_task_line("20") == TaskLine("20")


@pytest.mark.parametrize(
    ("owner", "authority", "on", "field"),
    [("", "act", MONDAY, "owner_id"), ("helper", "", MONDAY, "authority"), ("helper", "act", None, "check_in_on")],
)
def test_handing_on_without_person_authority_or_check_in_is_refused_at_the_field(
    desk: Desk, task_id: str, helper: str, owner: str, authority: str, on: date | None, field: str
) -> None:
    with pytest.raises(BadValue) as refused:
        desk.run(commands.tasks.delegate_task, task_id, helper if owner else "", authority, on)
    assert refused.value.field == field
    assert row(desk, task_id).disposition == ""


def test_a_check_in_that_has_gone_by_is_refused(desk: Desk, task_id: str, helper: str) -> None:
    with pytest.raises(BadValue) as refused:
        desk.run(commands.tasks.delegate_task, task_id, helper, "act", date(2026, 1, 15))
    assert (refused.value.field, refused.value.reason) == ("check_in_on", "gone_by")


def test_handing_on_and_taking_it_back_are_one_step_each(desk: Desk, task_id: str, helper: str) -> None:
    desk.run(commands.tasks.delegate_task, task_id, helper, Authority.ACT_AND_REPORT, MONDAY)
    now = row(desk, task_id)
    assert (now.owner, now.authority, now.check_in) == ("Ana Diaz", "act_and_report", MONDAY)
    assert said(desk) == "Handed Order the readers to Ana Diaz, check-in Mon 19 Jan"
    desk.run(commands.tasks.decide_task, task_id, Disposition.DO)
    assert row(desk, task_id).owner_id == ""
    desk.undo()
    assert row(desk, task_id).owner_id == helper
    desk.undo()
    assert row(desk, task_id).disposition == ""


def test_a_due_date_put_off_counts_as_carried(desk: Desk, task_id: str) -> None:
    desk.run(commands.tasks.edit_task, task_id, due_on=MONDAY)
    assert row(desk, task_id).carried == 1
    assert said(desk) == "Put Order the readers off, Fri 16 Jan → Mon 19 Jan"
    desk.run(commands.tasks.edit_task, task_id, due_on=date(2026, 1, 17))
    assert row(desk, task_id).carried == 1
    desk.undo()
    desk.undo()
    assert (row(desk, task_id).carried, row(desk, task_id).due) == (0, date(2026, 1, 16))


def test_scheduling_makes_a_block_of_its_minutes_in_one_step(desk: Desk, task_id: str) -> None:
    start = WallTime.parse("2026-01-16T09:00")
    desk.run(commands.tasks.schedule_task, task_id, start)
    assert (row(desk, task_id).planned, row(desk, task_id).disposition) == (start, "schedule")
    assert said(desk) == "Scheduled Order the readers, Fri 9:00\u00a0AM"
    desk.undo()
    assert (row(desk, task_id).planned, row(desk, task_id).disposition) == (None, "")


def test_dropped_and_done_tasks_leave_the_board_and_come_back(desk: Desk, task_id: str) -> None:
    for leave in (commands.tasks.finish_task, None):
        if leave:
            desk.run(leave, task_id)
        else:
            desk.run(commands.tasks.decide_task, task_id, Disposition.DROP)
        assert desk.read(open_tasks, "") == ()
        desk.run(commands.tasks.reopen_task, task_id)
        assert [each.id for each in desk.read(open_tasks, "")] == [task_id]


def test_rating_twice_quickly_is_one_step(desk: Desk, task_id: str) -> None:
    desk.run(commands.tasks.rate_task, task_id, 3, 2)
    desk.run(commands.tasks.rate_task, task_id, 3, 1)
    assert said(desk) == "Rated Order the readers: importance high, urgency low"
    desk.undo()
    assert (row(desk, task_id).importance, row(desk, task_id).urgency) == (2, 2)
