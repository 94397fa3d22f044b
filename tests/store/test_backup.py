"""Backups: whole, private, proven by reading back, thinned by age; restoring loses nothing of what was there."""

from __future__ import annotations

import errno
import os
import stat
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest

from il_desktop import bootstrap
from il_desktop.commands.desk import Desk
from il_desktop.domain.clock import FixedClock
from il_desktop.domain.errors import DamagedFile, FileInUse, NewerFile, NotOurFile, StorageFault
from il_desktop.store import backup, driver, gate
from il_desktop.store.check import check_pages
from il_desktop.store.lock import Lock
from il_desktop.store.schema import read_header
from tests.store import steps_for_tests as steps
from tests.store.steps_for_tests import dump, stored

NOW = datetime(2026, 1, 16, 13, tzinfo=UTC)


def test_a_backup_holds_every_row_and_proves_it(desk: Desk, tmp_path: Path) -> None:
    desk.run(steps.put_setting, "a", "Zoë")
    path = desk.backup_now()
    manifest = backup.verify(path)
    assert manifest is not None
    assert manifest.rows["setting"] == 1
    assert manifest.rows["journal_step"] == 1
    with zipfile.ZipFile(path) as packed:
        assert sorted(packed.namelist()) == ["data.db", "manifest.json"]
        packed.extract("data.db", tmp_path)
    desk_rows = desk.read(dump, ledgers=True)
    copy = bootstrap.open_desk(tmp_path / "data.db", read_only=True)
    assert copy.read(dump, ledgers=True) == desk_rows
    copy.close()


@pytest.mark.skipif(os.name != "posix", reason="modes are a POSIX matter")
def test_backups_are_private(desk: Desk) -> None:
    path = desk.backup_now()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_work_goes_on_after_a_backup_and_nothing_else_is_left(desk: Desk) -> None:
    path = desk.backup_now()
    desk.run(steps.put_setting, "a", 1)
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_a_changed_byte_ends_the_proof(desk: Desk) -> None:
    path = desk.backup_now()
    data = bytearray(path.read_bytes())
    data[4000] ^= 1  # among the words of the schema; in a stretch of empty pages a bit may mean nothing to the packer
    path.write_bytes(data)
    assert backup.verify(path) is None
    assert backup.newest(desk.path) is None


def test_the_newest_is_the_one_with_the_highest_number_whatever_the_clock_says(
    desk: Desk, fixed_clock: FixedClock
) -> None:
    desk.backup_now()
    fixed_clock.advance(days=-3650)
    second = desk.backup_now()
    assert backup.newest(desk.path) == second
    fixed_clock.advance(days=7300)
    third = desk.backup_now()
    assert backup.newest(desk.path) == third
    assert backup.backups(desk.path)[0] == third


def test_files_in_one_folder_keep_their_backups_apart(desk: Desk, tmp_path: Path) -> None:
    other = tmp_path / "school-2.ildesk"
    bootstrap.create_file(other)
    desk.backup_now()
    assert backup.backups(other) == []


def test_old_backups_are_thinned_to_days_weeks_and_months() -> None:
    made = [NOW - timedelta(minutes=15 * n) for n in range(4 * 24 * 400)]
    kept = [made[at] for at in sorted(backup.kept(made))]
    assert sum(NOW - moment <= timedelta(hours=48) for moment in kept) == 193
    older = [moment for moment in kept if NOW - moment > timedelta(hours=48)]
    assert len(older) <= 12 + 10 + 9
    assert len({moment.date() for moment in older}) == len(older)
    assert NOW - kept[-1] > timedelta(days=200)


@pytest.mark.parametrize("jump_days", [3650, -3650])
def test_a_jump_of_the_clock_never_costs_the_newest_three(jump_days: int) -> None:
    made = [NOW + timedelta(days=jump_days), *(NOW - timedelta(hours=n) for n in range(60))]
    assert {0, 1, 2} <= backup.kept(made)


def test_thinning_removes_files_but_not_the_last_ones(desk: Desk, fixed_clock: FixedClock) -> None:
    for _ in range(4):
        for _ in range(3):
            desk.backup_now()
        fixed_clock.advance(days=30)
    numbers = [path.name.split("-")[1] for path in backup.backups(desk.path)]
    assert numbers == ["000012", "000011", "000010", "000009", "000006", "000003"]


def test_restoring_brings_the_old_rows_and_keeps_the_present_ones_as_a_backup(desk: Desk) -> None:
    desk.run(steps.put_setting, "a", "then")
    then = desk.read(dump, ledgers=True)
    packed = desk.backup_now()
    desk.run(steps.put_setting, "a", "now")
    desk.close()
    aside = bootstrap.restore_file(desk.path, packed)
    assert aside is not None
    again = bootstrap.open_desk(desk.path)
    assert again.read(dump, ledgers=True) == then
    assert again.history().undo is None, "undo would go on from the day of the backup"
    again.close()
    assert bootstrap.restore_file(desk.path, aside) is not None
    again = bootstrap.open_desk(desk.path)
    assert again.read(stored, "a") == '"now"'
    again.close()


@pytest.mark.parametrize("good_bytes", [21, 100, 5000, 60_000])
def test_restoring_over_a_damaged_file_keeps_it_aside_with_its_journal(desk: Desk, good_bytes: int) -> None:
    packed = desk.backup_now()
    desk.close()
    torn = desk.path.read_bytes()[:good_bytes] + b"rubbish " * 5000
    desk.path.write_bytes(torn)
    journal = b"journal of another life"
    gate.journal_path(desk.path).write_bytes(journal)
    aside = bootstrap.restore_file(desk.path, packed)
    assert aside is not None
    assert aside.read_bytes() == torn
    assert gate.journal_path(aside).read_bytes() == journal
    assert not gate.has_journal(desk.path)
    bootstrap.check_file(desk.path)


def test_a_copy_that_fails_without_a_reason_is_told_as_a_fault_of_the_disk(desk: Desk) -> None:
    source = Mock()
    source.backup.side_effect = driver.module.OperationalError("no reason given")
    source.execute.return_value.fetchall.return_value = [("ok",)]
    with pytest.raises(StorageFault) as told:
        backup._copy_pages(source, None, desk.path)
    assert told.value.reason == "unknown"


def test_restoring_where_nothing_is_left_works(desk: Desk) -> None:
    packed = desk.backup_now()
    desk.close()
    desk.path.unlink()
    assert bootstrap.restore_file(desk.path, packed) is None
    bootstrap.open_desk(desk.path).close()


def test_a_folder_that_takes_no_files_is_told_when_restoring(
    desk: Desk, empty_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = desk.backup_now()
    desk.close()
    before = empty_file.read_bytes()

    def refuse(_data_file: Path) -> Lock:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Lock, "acquire", refuse)
    with pytest.raises(StorageFault):
        bootstrap.restore_file(empty_file, packed)
    with pytest.raises(StorageFault):
        bootstrap.adopt_file(packed, empty_file)
    assert empty_file.read_bytes() == before


def test_nothing_is_restored_while_a_window_has_the_file(desk: Desk) -> None:
    packed = desk.backup_now()
    with pytest.raises(FileInUse):
        bootstrap.restore_file(desk.path, packed)


@pytest.mark.parametrize("harm", ["cut", "foreign", "newer", "not a zip"])
def test_a_bad_backup_is_refused_and_the_present_file_stays(desk: Desk, tmp_path: Path, harm: str) -> None:
    packed = desk.backup_now()
    desk.close()
    before = desk.path.read_bytes()
    if harm == "cut":
        packed.write_bytes(packed.read_bytes()[:-100])
    elif harm == "not a zip":
        packed.write_bytes(b"hello")
    else:
        _forge(packed, tmp_path, newer=harm == "newer")
    with pytest.raises((DamagedFile, NewerFile, NotOurFile)):
        bootstrap.restore_file(desk.path, packed)
    assert desk.path.read_bytes() == before
    assert not [path for path in desk.path.parent.iterdir() if "restored" in path.name]


def test_a_full_disk_is_told_and_leaves_no_half_backup(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    good = desk.backup_now()

    def no_room(path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(backup, "sync_file", no_room)
    with pytest.raises(StorageFault) as told:
        desk.backup_now()
    assert told.value.reason == "full"
    assert list(good.parent.iterdir()) == [good]


def test_a_desk_knows_whether_a_backup_is_due(desk: Desk) -> None:
    assert not desk.needs_backup
    desk.run(steps.put_setting, "a", 1)
    assert desk.needs_backup
    desk.backup_now()
    assert not desk.needs_backup
    desk.undo()
    assert desk.needs_backup


def test_a_file_that_fails_its_checks_is_not_backed_up(desk: Desk) -> None:
    desk.run(steps.import_settings, [f"key-{n}" for n in range(2000)])
    good = desk.backup_now()
    desk.close()
    data = bytearray(desk.path.read_bytes())
    data[-4096 * 8 :] = b"\x00" * 4096 * 8
    desk.path.write_bytes(data)
    with pytest.raises(DamagedFile):
        check_pages(desk.path)
    with pytest.raises(DamagedFile):
        backup.make_backup(desk.path, FixedClock(NOW))
    assert list(good.parent.iterdir()) == [good]


def _forge(packed: Path, tmp_path: Path, *, newer: bool) -> None:
    """Make a backup whose digest is right but whose data is another program's, or newer than we are."""
    manifest = backup.verify(packed)
    assert manifest is not None
    data = tmp_path / "forged.db"
    data.write_bytes(b"not ours" * 1000)
    forged = backup.Manifest(
        manifest.sequence,
        manifest.made_at,
        backup._digest(data),
        manifest.schema_version + newer,
        manifest.rows,
    )
    packed.unlink()
    backup._pack(packed, data, forged)
    assert not read_header(data).is_ours
