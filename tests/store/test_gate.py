"""The start-up gate: a file is shown only when it is ours and in order, and nothing is ever made in its place."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sqlite3
import stat
from pathlib import Path

import pytest

from il_desktop import bootstrap
from il_desktop.commands.desk import Desk
from il_desktop.domain.clock import FixedClock
from il_desktop.domain.errors import (
    DamagedFile,
    FileExists,
    FileMissing,
    NewerFile,
    NotOurFile,
    StorageFault,
    UserFacingError,
)
from il_desktop.queries.settings import settings
from il_desktop.store import driver, gate, seal
from il_desktop.store.schema import APPLICATION_ID, SCHEMA_VERSION, read_header
from tests.store import steps_for_tests as steps
from tests.store.steps_for_tests import dump, leave_hot_journal, open_and_read, stored


def open_and_check(path: Path, clock: FixedClock) -> None:
    """Stay until the check is over, and let go."""
    desk = bootstrap.open_desk(path, clock=clock)
    desk._file.check.join()
    desk.close()


def set_header(path: Path, pragma: str, value: int) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA {pragma} = {value}")
    connection.commit()
    connection.close()


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_new_file_says_whose_it_is_and_is_private(empty_file: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "deep" / "er" / "school.ildesk"
    bootstrap.create_file(fresh)
    header = read_header(fresh)
    assert (header.application_id, header.user_version, header.is_wal) == (APPLICATION_ID, SCHEMA_VERSION, False)
    if os.name == "posix":
        assert stat.S_IMODE(fresh.stat().st_mode) == 0o600
        assert stat.S_IMODE(fresh.parent.stat().st_mode) == 0o700
    assert sorted(path.name for path in fresh.parent.iterdir()) == ["school.ildesk", "school.ildesk.seal"]


def test_the_seal_of_a_deleted_file_does_not_stand_in_the_way_of_a_new_one(empty_file: Path) -> None:
    set_header(empty_file, "user_version", SCHEMA_VERSION)
    open_and_read(empty_file)
    empty_file.unlink()
    bootstrap.create_file(empty_file)
    open_and_read(empty_file)
    assert empty_file.stat().st_size > 0


def test_an_existing_file_is_never_created_over(empty_file: Path) -> None:
    before = digest(empty_file)
    for create in (bootstrap.create_file, bootstrap.create_sample):
        with pytest.raises(FileExists):
            create(empty_file)
    assert digest(empty_file) == before


def test_a_creation_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("il_desktop.store.create.default_rows", lambda: {"activity_type": [{"id": "x"}]})
    with pytest.raises(driver.module.IntegrityError):
        bootstrap.create_file(tmp_path / "school.ildesk")
    assert list(tmp_path.iterdir()) == []


def test_a_disk_without_room_for_a_new_file_is_told_and_left_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("il_desktop.store.create.sync_file", no_room)
    with pytest.raises(StorageFault) as told:
        bootstrap.create_file(tmp_path / "school.ildesk")
    assert told.value.reason == "full"
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_that_cannot_be_sealed_or_tidied_up_after_is_there_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(seal, "save_seal", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)
    bootstrap.create_file(tmp_path / "new.ildesk")
    monkeypatch.undo()
    open_and_read(tmp_path / "new.ildesk")


def test_a_missing_file_is_missing_and_stays_so(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        bootstrap.open_desk(tmp_path / "school.ildesk")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"hello", b"PK\x03\x04" + b"x" * 200, b"SQLite format 3\x00" + bytes(84)])
def test_a_foreign_file_is_refused_untouched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.ildesk"
    path.write_bytes(content)
    with pytest.raises(NotOurFile):
        bootstrap.open_desk(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_and_another_programs_database_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotOurFile):
        bootstrap.open_desk(tmp_path)
    other = tmp_path / "other.db"
    set_header(other, "user_version", 7)
    with pytest.raises(NotOurFile):
        bootstrap.open_desk(other)


def test_an_empty_file_counts_as_damaged(tmp_path: Path) -> None:
    path = tmp_path / "school.ildesk"
    path.touch()
    with pytest.raises(DamagedFile):
        bootstrap.open_desk(path)
    assert path.stat().st_size == 0


def test_a_write_during_the_check_does_not_wait_for_it(desk: Desk) -> None:
    desk.run(steps.put_setting, "a", 1)
    assert not desk._file.check.is_alive()


def test_a_newer_file_opens_for_reading_and_keeps_every_byte(empty_file: Path) -> None:
    set_header(empty_file, "user_version", SCHEMA_VERSION + 3)
    before = digest(empty_file)
    desk = bootstrap.open_desk(empty_file)
    assert desk.is_read_only
    assert isinstance(desk.refusal, NewerFile)
    assert (desk.refusal.found, desk.refusal.known) == (SCHEMA_VERSION + 3, SCHEMA_VERSION)
    assert desk.read(settings).school_name
    with pytest.raises(NewerFile):
        desk.run(steps.put_setting, "a", 1)
    desk.close()
    assert digest(empty_file) == before


def test_a_newer_file_with_an_interrupted_transaction_is_left_to_its_program(empty_file: Path, tmp_path: Path) -> None:
    set_header(empty_file, "user_version", SCHEMA_VERSION + 1)
    torn = leave_hot_journal(empty_file, tmp_path / "torn.ildesk")
    before = digest(torn), digest(gate.journal_path(torn))
    with pytest.raises(NewerFile):
        bootstrap.open_desk(torn)
    assert (digest(torn), digest(gate.journal_path(torn))) == before


def test_an_interrupted_transaction_is_taken_back(empty_file: Path, tmp_path: Path) -> None:
    torn = leave_hot_journal(empty_file, tmp_path / "torn.ildesk")
    for is_reading in (True, False):
        desk = bootstrap.open_desk(torn, read_only=is_reading)
        assert desk.read(stored, "half") is None
        desk.close()
    bootstrap.check_file(torn)


def test_a_write_ahead_log_is_ended(empty_file: Path) -> None:
    connection = sqlite3.connect(empty_file)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("UPDATE activity_type SET name = 'Changed elsewhere' WHERE key = 'budget'")
    connection.commit()
    connection.close()
    assert read_header(empty_file).is_wal
    desk = bootstrap.open_desk(empty_file)
    names = desk.read(lambda reader: reader.rows("SELECT name FROM activity_type WHERE key = 'budget'"))
    assert names == [("Changed elsewhere",)]
    desk.close()
    assert not read_header(empty_file).is_wal


def test_another_programs_orderly_change_is_checked_and_accepted(empty_file: Path) -> None:
    open_and_read(empty_file)
    before = seal.read_seal(empty_file)
    connection = sqlite3.connect(empty_file)
    connection.execute("DELETE FROM activity_type WHERE key = 'budget'")
    connection.commit()
    connection.close()
    open_and_read(empty_file)
    after = seal.read_seal(empty_file)
    assert after is not None
    assert before is not None
    assert after.counter == before.counter + 1
    assert after == seal.measure_all(empty_file, after.checked_at)


def test_broken_links_are_damage(empty_file: Path) -> None:
    connection = sqlite3.connect(empty_file)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(
        "INSERT INTO vision_item (id, created_at, updated_at, vision_id, kind, name, pos) VALUES"
        " ('x', '2026-01-01T00:00:00.000000Z', '2026-01-01T00:00:00.000000Z', 'nowhere', 'value', 'Care', 1)"
    )
    connection.commit()
    connection.close()
    with pytest.raises(DamagedFile) as refused:
        open_and_read(empty_file)
    assert refused.value.findings == ("vision_item row 1 names a missing vision",)


def test_the_weekly_full_check_is_remembered_in_the_seal(empty_file: Path, fixed_clock: FixedClock) -> None:
    def checked_at() -> str:
        open_and_check(empty_file, fixed_clock)
        found = seal.read_seal(empty_file)
        assert found is not None
        return found.checked_at

    first = checked_at()
    fixed_clock.advance(days=6)
    assert checked_at() == first
    fixed_clock.advance(days=2)
    assert checked_at() > first


def test_closing_without_a_change_leaves_the_seal_alone(empty_file: Path, fixed_clock: FixedClock) -> None:
    open_and_check(empty_file, fixed_clock)
    inode = seal.seal_path(empty_file).stat().st_ino
    open_and_check(empty_file, fixed_clock)
    assert seal.seal_path(empty_file).stat().st_ino == inode


def test_a_query_that_is_wrong_is_a_defect_and_no_file_problem(desk: Desk) -> None:
    with pytest.raises(driver.Error) as raised:
        desk.read(lambda reader: reader.rows("SELECT nothing FROM nowhere"))
    assert not isinstance(raised.value, UserFacingError)


@pytest.mark.parametrize("has_written", [True, False])
@pytest.mark.parametrize("harm", ["moved away", "another in its place"])
def test_a_file_that_is_moved_or_replaced_while_open_takes_no_more_saves(
    desk: Desk, tmp_path: Path, has_written: bool, harm: str
) -> None:
    desk.read(dump)
    if has_written:
        desk.run(steps.put_setting, "a", 1)
    ours = desk.path.rename(desk.path.with_name("elsewhere.ildesk"))
    if harm != "moved away":
        shutil.copy(ours, desk.path)
    before = digest(ours)
    with pytest.raises(StorageFault) as told:
        desk.run(steps.put_setting, "a", 2)
    assert told.value.reason == "moved"
    assert digest(ours) == before
    ours.replace(desk.path)
    desk.run(steps.put_setting, "a", 2)
