"""The write engine: every setting is in force, guards hold, and errors of the disk become problems a user can read."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from il_desktop import bootstrap
from il_desktop.commands.desk import Desk
from il_desktop.domain.errors import DamagedFile, FileMissing, ReadOnlyFile, StorageFault
from il_desktop.models.settings import Setting
from il_desktop.store import backup, driver
from il_desktop.store.engine import UnrecordedWriteError, write_engine
from il_desktop.store.errors import code_of, fault, is_busy
from tests.store import steps_for_tests as steps
from tests.store.steps_for_tests import dump, stored


class SqliteSays(driver.module.OperationalError):
    """An error with a result code, as the driver raises it."""

    def __init__(self, code: int, text: str = "as the disk says") -> None:
        super().__init__(text)
        self.sqlite_errorcode = code


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "truncate"),
        ("synchronous", 3),
        ("secure_delete", 1),
        ("foreign_keys", 1),
        ("busy_timeout", 5000),
        ("temp_store", 2),
        ("cell_size_check", 1),
        ("application_id", 1229734961),
    ],
)
def test_the_settings_that_keep_saves_safe_are_in_force(empty_file: Path, pragma: str, value: object) -> None:
    engine = write_engine(empty_file)
    with engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
    engine.dispose()


def test_a_setting_that_does_not_take_is_a_defect(empty_file: Path) -> None:
    connection = driver.connect(empty_file)
    with pytest.raises(RuntimeError):
        driver.set_pragma(connection, "page_size", 512)  # a file keeps the size it was made with
    connection.close()


def test_opening_never_makes_a_file(tmp_path: Path) -> None:
    with pytest.raises(driver.Error):
        driver.connect(tmp_path / "none.ildesk")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a b.ildesk", "100%.ildesk", "a?b#c.ildesk", "Schülerübersicht 王.ildesk"])
def test_any_file_name_can_be_opened(tmp_path: Path, name: str) -> None:
    bootstrap.create_file(tmp_path / name)
    desk = bootstrap.open_desk(tmp_path / name)
    desk.run(steps.put_setting, "a", 1)
    assert desk.read(stored, "a") == "1"
    desk.close()


def test_a_transaction_takes_the_write_lock_at_once(empty_file: Path) -> None:
    engine = write_engine(empty_file)
    other = driver.connect(empty_file)
    driver.set_pragma(other, "busy_timeout", 0)
    with engine.begin(), pytest.raises(driver.Error) as refused:
        other.execute("BEGIN IMMEDIATE")
    assert code_of(refused.value) == 5
    other.close()
    engine.dispose()


def test_a_flush_without_a_recorder_is_refused(empty_file: Path) -> None:
    engine = write_engine(empty_file)
    with Session(engine) as session:
        session.info["now"] = None
        with pytest.raises(UnrecordedWriteError):
            session.execute(insert(Setting).values(id="x", key="x", value=1))
    engine.dispose()


def test_another_thread_cannot_open_the_engine(empty_file: Path) -> None:
    engine = write_engine(empty_file)
    caught: list[BaseException] = []

    def use() -> None:
        try:
            engine.connect()
        except RuntimeError as error:
            caught.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert len(caught) == 1
    engine.dispose()


def test_what_people_typed_stays_out_of_error_texts(desk: Desk) -> None:
    desk.run(steps.import_settings, ["secret name"])
    with pytest.raises(driver.module.IntegrityError) as raised:
        desk.run(steps.import_settings, ["secret name"])
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("code", "kind", "reason"),
    [
        (5, StorageFault, "busy"),
        (6, StorageFault, "busy"),
        (13, StorageFault, "full"),
        (10, StorageFault, "io"),
        (10 | 3 << 8, StorageFault, "io"),
        (14, StorageFault, "io"),
        (11, DamagedFile, None),
        (26, DamagedFile, None),
        (8, ReadOnlyFile, None),
    ],
)
def test_answers_of_the_disk_become_problems(empty_file: Path, code: int, kind: type, reason: str | None) -> None:
    problem = fault(SqliteSays(code), empty_file)
    assert isinstance(problem, kind)
    assert getattr(problem, "reason", None) == reason


def test_a_file_that_is_gone_is_missing_or_moved(tmp_path: Path) -> None:
    gone = tmp_path / "gone.ildesk"
    assert isinstance(fault(SqliteSays(14), gone), FileMissing)
    moved = fault(SqliteSays(8), gone)
    assert isinstance(moved, StorageFault)
    assert moved.reason == "moved"


def test_a_broken_rule_of_the_schema_is_a_defect_and_no_storage_fault(empty_file: Path) -> None:
    assert fault(SqliteSays(19), empty_file) is None


def commit_answers(monkeypatch: pytest.MonkeyPatch, desk: Desk, codes: list[int], *, lands: bool) -> None:
    """Let the next commits answer with these result codes, 0 for none; `lands`: the rows are durable all the same."""
    desk.run(steps.put_setting, "before", 1)
    engine = desk._open_writer._engine
    commit = engine.dialect.do_commit

    def answer(connection: Any) -> None:
        code = codes.pop(0) if codes else 0
        if lands or not code:
            commit(connection)
        if code:
            raise SqliteSays(code)

    monkeypatch.setattr(engine.dialect, "do_commit", answer)


def test_a_busy_file_is_tried_once_more(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    commit_answers(monkeypatch, desk, [5], lands=False)
    desk.run(steps.put_setting, "a", 1)
    assert desk.read(stored, "a") == "1"


def test_a_file_that_stays_busy_is_told_and_nothing_is_saved(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    commit_answers(monkeypatch, desk, [5, 5], lands=False)
    before = desk.read(dump, ledgers=True)
    with pytest.raises(StorageFault) as told:
        desk.run(steps.put_setting, "a", 1)
    assert told.value.reason == "busy"
    assert desk.read(dump, ledgers=True) == before
    desk.run(steps.put_setting, "a", 1)


def test_a_save_that_landed_although_the_disk_complained_counts_as_saved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit_answers(monkeypatch, desk, [10], lands=True)
    heard: list[object] = []
    desk.subscribe(heard.append)
    desk.run(steps.put_setting, "a", 1)
    assert desk.read(stored, "a") == "1"
    assert len(heard) == 1
    assert backup.newest(desk.path) is not None, "a disk that fails may forget what it can still read"


def test_a_save_on_a_failing_disk_that_cannot_be_backed_up_is_not_called_saved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StorageFault(reason="full")

    commit_answers(monkeypatch, desk, [10], lands=True)
    monkeypatch.setattr(backup, "make_backup", refuse)
    with pytest.raises(StorageFault) as told:
        desk.run(steps.put_setting, "a", 1)
    assert told.value.reason == "io"


@pytest.mark.parametrize("code", [10, 13])
def test_a_save_that_did_not_land_is_told_once_and_work_goes_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    commit_answers(monkeypatch, desk, [code], lands=False)
    before = desk.read(dump, ledgers=True)
    with pytest.raises(StorageFault):
        desk.run(steps.put_setting, "a", 1)
    assert desk.read(dump, ledgers=True) == before
    desk.run(steps.put_setting, "a", 2)
    assert desk.read(stored, "a") == "2"
    desk.undo()
    assert desk.read(dump, ledgers=True) == before


def test_an_undo_that_landed_although_the_disk_complained_counts(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    commit_answers(monkeypatch, desk, [0, 10, 10], lands=True)
    desk.run(steps.put_setting, "a", 1)
    assert desk.undo().args == {"key": "a"}
    assert desk.read(stored, "a") is None
    assert desk.redo().args == {"key": "a"}


def test_a_full_disk_loses_nothing(desk: Desk) -> None:
    desk.run(steps.put_setting, "a", 1)
    engine = desk._open_writer._engine
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    before = desk.read(dump, ledgers=True)
    with pytest.raises(StorageFault) as told:
        desk.run(steps.import_settings, [f"key-{n}" for n in range(5000)])
    assert told.value.reason == "full"
    assert desk.read(dump, ledgers=True) == before
    desk.undo()


def test_the_wrapper_of_the_library_is_seen_through() -> None:
    wrapped = DBAPIError("COMMIT", {}, SqliteSays(13))
    assert code_of(wrapped) == 13
    assert is_busy(wrapped) is False
