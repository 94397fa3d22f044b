"""Damage: noticed before a value is shown, or as soon as it comes to light; the damaged file stays as it is."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from il_desktop import bootstrap
from il_desktop.commands.desk import Desk
from il_desktop.domain.clock import FixedClock
from il_desktop.domain.errors import (
    DamagedFile,
    NotOurFile,
)
from il_desktop.queries.settings import settings
from il_desktop.store import seal
from tests.store import steps_for_tests as steps
from tests.store.steps_for_tests import open_and_read, stored


def test_a_damaged_file_names_the_newest_good_backup_and_stays_as_it_is(desk: Desk) -> None:
    desk.run(steps.put_setting, "a", 1)
    good = desk.backup_now()
    bad = desk.backup_now()
    desk.close()
    bad.write_bytes(bad.read_bytes()[:-50])
    data = bytearray(desk.path.read_bytes())
    data[len(data) // 2] ^= 0x10
    desk.path.write_bytes(data)
    for _ in range(2):
        with pytest.raises(DamagedFile) as refused:
            open_and_read(desk.path)
        assert refused.value.backup == good
    assert desk.path.read_bytes() == data


def test_reading_and_checking_see_a_changed_byte_too(desk: Desk) -> None:
    desk.run(steps.put_setting, "a", "a word that changes")
    desk.close()
    data = desk.path.read_bytes().replace(b"a word that changes", b"a word that changed")
    desk.path.write_bytes(data)
    reading = bootstrap.open_desk(desk.path, read_only=True)
    with pytest.raises(DamagedFile):
        reading.read(settings)
    reading.close()
    with pytest.raises(DamagedFile):
        bootstrap.check_file(desk.path)


def test_a_change_beside_a_window_is_no_damage(desk: Desk) -> None:
    desk.run(steps.put_setting, "a", 1)  # the seal is older than this
    reading = bootstrap.open_desk(desk.path, read_only=True)
    assert reading.read(stored, "a") == "1"
    reading.close()
    bootstrap.check_file(desk.path)


@pytest.mark.parametrize("is_sealed", [True, False])
def test_random_damage_is_noticed_before_a_value_is_shown(
    desk: Desk, tmp_path: Path, fixed_clock: FixedClock, is_sealed: bool
) -> None:
    desk.run(steps.import_settings, [f"key-{n}" for n in range(2000)])
    desk.close()
    chance = random.Random(7)
    original = desk.path.read_bytes()
    noticed = changed = 0
    for number in range(40):
        path = tmp_path / f"copy-{number}.ildesk"
        data = bytearray(original)
        match number % 4:
            case 0:
                data[chance.randrange(100, len(data))] ^= 1 << chance.randrange(8)
            case 1:
                start = chance.randrange(100, len(data) - 512)
                data[start : start + 512] = bytes(512)
            case 2:
                del data[chance.randrange(200, len(data)) :]
            case _:
                page = chance.randrange(1, len(data) // 4096) * 4096
                data[page : page + 4096] = chance.randbytes(4096)
        path.write_bytes(data)
        if is_sealed:
            shutil.copy(seal.seal_path(desk.path), seal.seal_path(path))
        try:
            open_and_read(path)
        except (DamagedFile, NotOurFile):
            noticed += 1
        changed += data != original  # 512 zeros may fall on zeros
        assert data == original or path.read_bytes() == data
        path.unlink()
    assert changed >= 30
    # Without a seal SQLite's own checks are all there is: docs/storage.md says so, and how many they see.
    assert noticed >= changed * (1 if is_sealed else 0.5)


def test_damage_found_late_is_told_and_never_sealed(desk: Desk, fixed_clock: FixedClock) -> None:
    desk.run(steps.import_settings, [f"key-{n}" for n in range(500)])
    desk.close()
    data = bytearray(desk.path.read_bytes())
    data[-4096 * 3 : -4096 * 2] = b"\x99" * 4096
    desk.path.write_bytes(data)
    seal.save_seal(desk.path, seal.measure(desk.path))  # closed in good order by a computer with bad memory
    again = bootstrap.open_desk(desk.path, clock=fixed_clock)
    verdicts: list[DamagedFile | None] = []
    again.late_check(verdicts.append)
    again._file.check.join()
    before = seal.read_seal(desk.path)
    again.close()
    assert len(verdicts) == 1
    assert isinstance(verdicts[0], DamagedFile)
    assert seal.read_seal(desk.path) == before


def test_a_good_file_gets_a_good_verdict(desk: Desk) -> None:
    desk._file.check.join()
    verdicts: list[DamagedFile | None] = []
    desk.late_check(verdicts.append)
    assert verdicts == [None]


def test_damage_that_comes_to_light_at_work_stops_writing_and_is_never_sealed(desk: Desk) -> None:
    desk.run(steps.import_settings, [f"key-{n}" for n in range(2000)])
    good = desk.backup_now()
    sealed = seal.read_seal(desk.path)
    with desk.path.open("r+b") as stream:  # a POSIX close drops SQLite's locks: nobody else is about in a test
        stream.seek(24)
        stream.write(b"\x7f")  # the change counter: SQLite forgets the good pages it remembers
        stream.seek(4096)
        stream.write(b"\x00" * (desk.path.stat().st_size - 4096))
    with pytest.raises(DamagedFile) as told:
        desk.run(steps.put_setting, "a", 2)
    assert told.value.backup == good
    with pytest.raises(DamagedFile):
        desk.run(steps.put_setting, "a", 3)
    assert desk.is_read_only
    desk.close()
    assert seal.read_seal(desk.path) == sealed
