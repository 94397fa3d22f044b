"""A long command on a thread of its own: the file stays readable, nothing else is saved, and a stop leaves no trace."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from il_desktop.commands.desk import Desk
from il_desktop.domain.changes import ChangeSet
from il_desktop.domain.errors import NotFound, StorageFault
from il_desktop.models.teamwork import Task
from il_desktop.store.additions import AddTx, additive
from il_desktop.store.operation import operation
from il_desktop.store.reader import Reader
from il_desktop.store.transaction import Tx
from tests.store import steps_for_tests as steps
from tests.store.steps_for_tests import dump, stored

STAMP = "2026-01-16T08:00:00.000000Z"
LONG = "x" * 150
MANY = 6_000  # tasks: with their journal more than the two megabytes SQLite keeps in memory before it spills


class StopNow(Exception):
    """Raised by a checkpoint."""


@operation("test.many")
def many_tasks(tx: Tx) -> int:
    """Add many rows in the way imports do."""
    whole = {"state": "open", "importance": 2, "urgency": 2, "carried_n": 0}
    tx.insert_rows("task", ({**whole, "title": f"{number} {LONG}"} for number in range(MANY)))
    return MANY


@additive
@operation("test.many")
def many_more(tx: AddTx) -> int:
    """Add many rows in the way that needs no ORM."""
    rows = [(f"task-{number}", STAMP, STAMP, f"{number} {LONG}", "open") for number in range(MANY)]
    tx.insert("task", ("id", "created_at", "updated_at", "title", "state"), rows)
    return MANY


@operation("test.clear")
def clear_tasks(tx: Tx) -> None:
    """Remove all of them for good."""
    for task in tx.session.scalars(select(Task)):
        tx.session.delete(task)
    tx.not_undoable()


def tasks(reader: Reader) -> int:
    return reader.value("SELECT count(*) FROM task")


def go_on() -> None:
    """Be asked and let it go on."""


def stop_now() -> None:
    raise StopNow


def on_a_thread(beside: Callable[[], None]) -> Callable[[], Exception | None]:
    """Start it and return what waits for its end and tells what it raised."""
    raised: list[Exception] = []

    def work() -> None:
        try:
            beside()
        except Exception as error:  # noqa: BLE001  handed over like the runner of tasks does
            raised.append(error)

    thread = threading.Thread(target=work)
    thread.start()

    def end() -> Exception | None:
        thread.join()
        return raised[0] if raised else None

    return end


@pytest.mark.parametrize("command", [many_tasks, many_more])
def test_it_is_one_step_that_is_told_when_settled(desk: Desk, command: Callable[..., int]) -> None:
    heard: list[ChangeSet] = []
    desk.subscribe(heard.append)
    before = desk.read(dump)
    beside = desk.beside(command, checkpoint=go_on)
    assert on_a_thread(beside)() is None
    assert not heard
    assert desk.settle() == MANY
    assert [(change.op, len(change.keys("task"))) for change in heard] == [("test.many", MANY)]
    assert (desk.read(tasks), desk.needs_backup) == (MANY, True)
    desk.undo()
    assert desk.read(dump) == before


@pytest.mark.parametrize("command", [many_tasks, many_more])
def test_the_file_is_read_while_all_is_written_and_nothing_saved(desk: Desk, command: Callable[..., int]) -> None:
    written, looked = threading.Event(), threading.Event()

    def checkpoint() -> None:
        written.set()
        assert looked.wait(30)

    desk.read(tasks)
    beside = desk.beside(command, checkpoint=checkpoint)
    end = on_a_thread(beside)
    try:
        assert written.wait(30)
        assert desk.read(tasks) == 0
        with pytest.raises(StorageFault) as refused:
            desk.run(steps.put_setting, "a", 1)
        assert refused.value.reason == "beside"
        with pytest.raises(StorageFault):
            desk.undo()
    finally:
        looked.set()
        error = end()
    assert error is None
    desk.settle()
    assert desk.read(tasks) == MANY


@pytest.mark.parametrize("command", [many_tasks, many_more])
def test_stopped_before_the_end_nothing_is_saved_and_saving_goes_on(desk: Desk, command: Callable[..., int]) -> None:
    before = desk.read(dump, ledgers=True)
    beside = desk.beside(command, checkpoint=stop_now)
    error = on_a_thread(beside)()
    with pytest.raises(StopNow):
        desk.settle(error)
    assert desk.read(dump, ledgers=True) == before
    assert desk.history().undo is None
    desk.run(steps.put_setting, "a", 1)
    assert desk.read(stored, "a") is not None


def test_a_command_that_fails_beside_writes_nothing(desk: Desk) -> None:
    before = desk.read(dump, ledgers=True)
    beside = desk.beside(steps.put_and_fail, "a", checkpoint=go_on)
    error = on_a_thread(beside)()
    with pytest.raises(NotFound):
        desk.settle(error)
    assert desk.read(dump, ledgers=True) == before


def test_a_file_is_written_anew_without_what_was_removed(desk: Desk) -> None:
    desk.run(many_tasks)
    large = desk.path.stat().st_size
    heard: list[ChangeSet] = []
    desk.subscribe(heard.append)
    beside = desk.beside(clear_tasks, checkpoint=go_on, shrinks=True, origin="people page")
    assert on_a_thread(beside)() is None
    desk.settle()
    assert [change.origin for change in heard] == ["people page"]
    assert desk.path.stat().st_size < large / 2
    assert desk.read(tasks) == 0


def test_what_was_saved_before_a_failing_rewrite_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path) -> None:
        raise StorageFault(reason="full", path=desk.path)

    monkeypatch.setattr("il_desktop.store.purge.rewrite", full)
    heard: list[ChangeSet] = []
    desk.subscribe(heard.append)
    beside = desk.beside(steps.put_setting, "a", 1, checkpoint=go_on, shrinks=True)
    error = on_a_thread(beside)()
    with pytest.raises(StorageFault):
        desk.settle(error)
    assert len(heard) == 1
    assert desk.read(stored, "a") is not None
