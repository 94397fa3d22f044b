"""Steps that only add rows: all or nothing, journalled by SQLite itself, undone and redone like any other."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from il_desktop import bootstrap
from il_desktop.commands.desk import Desk
from il_desktop.domain.changes import ChangeSet
from il_desktop.domain.errors import ReadOnlyFile, StorageFault
from il_desktop.store import additions, driver
from il_desktop.store.additions import AddTx, additive
from il_desktop.store.operation import operation

STAMP = "2026-01-16T08:00:00.000000Z"


@additive
@operation("calendar.import")
def _add_tasks(tx: AddTx, titles: list[str], *, fails: bool = False) -> int:
    rows = [(f"task-{number}", STAMP, STAMP, title, "open") for number, title in enumerate(titles)]
    tx.insert("task", ("id", "created_at", "updated_at", "title", "state"), rows)
    tx.insert("setting", ("key", "created_at", "updated_at", "value"), [])
    tx.say(new=len(tx.rows("SELECT 1 FROM task")), changed=0)
    if fails:
        raise ValueError(titles)
    return len(rows)


def _titles(desk: Desk) -> list[str]:
    return [title for (title,) in desk.read(lambda reader: reader.rows("SELECT title FROM task ORDER BY id"))]


def _journal(desk: Desk) -> list[tuple[Any, ...]]:
    return desk.read(
        lambda reader: reader.rows('SELECT n, tbl, "key", "before", "after" FROM journal_change ORDER BY n')
    )


@pytest.fixture
def told(desk: Desk) -> Iterator[list[ChangeSet]]:
    found: list[ChangeSet] = []
    stop = desk.subscribe(found.append)
    yield found
    stop()


def test_rows_are_there_told_of_and_undone_as_one_step(desk: Desk, told: list[ChangeSet]) -> None:
    titles = ["“Zoë” – one", "two\twith\nlines", 'quotes " and \\', "four"]
    assert desk.run(_add_tasks, titles) == 4
    assert _titles(desk) == titles
    assert [change.kind for change in told[0].changes] == ["insert"] * 4
    assert told[0].keys("task") == {f"task-{number}" for number in range(4)}
    assert (desk.history().undo.op, desk.history().undo.args["new"]) == ("calendar.import", 4)
    desk.undo()
    assert _titles(desk) == []
    desk.redo()
    assert _titles(desk) == titles


def test_the_journal_holds_each_row_as_the_file_does(desk: Desk) -> None:
    desk.run(_add_tasks, ["“Zoë”", "two\twith\nlines", "three"])
    steps = _journal(desk)
    assert [(n, table, key, before) for n, table, key, before, _ in steps] == [
        (number, "task", f"task-{number - 1}", None) for number in (1, 2, 3)
    ]
    names = [name for _, name, *_ in desk.read(lambda reader: reader.rows("PRAGMA table_info(task)"))]
    rows = desk.read(lambda reader: reader.rows("SELECT * FROM task ORDER BY id"))
    assert [json.loads(after) for *_, after in steps] == [dict(zip(names, row, strict=True)) for row in rows]


def test_a_command_that_fails_leaves_nothing(desk: Desk, told: list[ChangeSet]) -> None:
    with pytest.raises(ValueError, match="one"):
        desk.run(_add_tasks, ["one"], fails=True)
    with pytest.raises(driver.module.IntegrityError):
        desk.run(_add_tasks, ["one", ""])  # a CHECK of the schema
    assert (_titles(desk), told, desk.history().undo) == ([], [], None)


def test_nothing_added_is_no_step(desk: Desk, told: list[ChangeSet]) -> None:
    assert desk.run(_add_tasks, []) == 0
    assert (told, desk.history().undo) == ([], None)


def test_a_file_that_only_opens_for_reading_takes_nothing(empty_file: Path) -> None:
    reading = bootstrap.open_desk(empty_file, read_only=True)
    with pytest.raises(ReadOnlyFile):
        reading.run(_add_tasks, ["one"])
    reading.close()


def test_a_file_somebody_else_holds_is_said_and_tried_again_later(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "BUSY_MS", 1)
    monkeypatch.setattr(driver, "_SAFETY", (("busy_timeout", 1), *driver._SAFETY[1:]))
    other = driver.connect(desk.path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageFault) as caught:
        desk.run(_add_tasks, ["one"])
    assert caught.value.reason == "busy"
    other.execute("ROLLBACK")
    other.close()
    assert desk.run(_add_tasks, ["one"]) == 1


class _Failing:
    """A connection whose COMMIT reports a failing disk, before or after it was done."""

    def __init__(self, real: Any, *, is_done: bool) -> None:
        self._real, self._is_done = real, is_done

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def execute(self, sql: str, *params: Any) -> Any:
        if sql != "COMMIT":
            return self._real.execute(sql, *params)
        if self._is_done:
            self._real.execute(sql)
        error = driver.module.OperationalError("disk I/O error")
        error.sqlite_errorcode = 10
        raise error


@pytest.mark.parametrize("is_done", [False, True])
def test_a_commit_that_reports_an_error_is_believed_by_what_the_file_holds(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, *, is_done: bool
) -> None:
    real = driver.connect_durable
    monkeypatch.setattr(
        additions.driver, "connect_durable", lambda path, **how: _Failing(real(path, **how), is_done=is_done)
    )
    if is_done:
        assert desk.run(_add_tasks, ["one"]) == 1
        assert len(bootstrap.backups_of(desk.path)) == 1  # what a failing disk may forget is durable elsewhere
    else:
        with pytest.raises(StorageFault):
            desk.run(_add_tasks, ["one"])
    assert _titles(desk) == (["one"] if is_done else [])


def test_bringing_a_calendar_in_loads_no_orm(empty_file: Path) -> None:
    calendar = Path(__file__).parents[1] / "interchange" / "files" / "override.ics"
    code = (
        "import sys; from il_desktop.cli import main;"
        f"main(['import', 'ics', {str(calendar)!r}, '--file', {str(empty_file)!r}]);"
        "print([name for name in sys.modules if name.split('.')[0] in ('sqlalchemy', 'icalendar', 'asyncio')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"
