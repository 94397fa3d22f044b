"""Who has a file open is told to other computers by a note, where locks do not reach; nobody is locked out for long."""

from __future__ import annotations

import json
import os
import platform
from pathlib import Path

import pytest

from il_desktop import bootstrap, commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.errors import FileLeased
from il_desktop.store import lease
from il_desktop.store.lease import lease_path


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch):
    """Do something as if on another computer."""

    def there(name: str = "OFFICE-PC") -> None:
        monkeypatch.setattr(platform, "node", lambda: name)

    return there


def age(path: Path, seconds: float) -> None:
    moment = path.stat().st_mtime - seconds
    os.utime(path, (moment, moment))


def note(file: Path, **changes: str) -> Path:
    """Write the note of another computer."""
    found = {"host": "OFFICE-PC", "user": "ann", "since": "2026-01-16T14:12:00.000000Z", "run": "theirs", **changes}
    lease_path(file).write_text(json.dumps(found))
    return lease_path(file)


def test_a_file_that_is_open_on_another_computer_can_be_read_here(empty_file: Path) -> None:
    note(empty_file)
    desk = bootstrap.open_desk(empty_file)
    assert isinstance(desk.refusal, FileLeased)
    assert (desk.refusal.host, desk.refusal.user) == ("OFFICE-PC", "ann")
    assert desk.read(lambda reader: reader.value("SELECT count(*) FROM activity_type"))
    with pytest.raises(FileLeased):
        desk.run(commands.settings.change_settings, school_name="Maple Hollow")
    desk.close()
    assert json.loads(lease_path(empty_file).read_text())["run"] == "theirs"


def test_a_note_that_nobody_renews_is_stale_after_ten_minutes(empty_file: Path) -> None:
    age(note(empty_file), lease.STALE_S - 60)
    assert _opens_for_reading_only(empty_file)
    age(note(empty_file), lease.STALE_S + 60)
    assert not _opens_for_reading_only(empty_file)


def _opens_for_reading_only(file: Path) -> bool:
    desk = bootstrap.open_desk(file)
    desk.close()
    return desk.is_read_only


def test_a_crash_on_this_computer_locks_nobody_out(empty_file: Path) -> None:
    note(empty_file, host=platform.node())
    assert not _opens_for_reading_only(empty_file)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[]", b"{", b'{"host": 7}'])
def test_a_note_that_says_nothing_counts_as_another_computers_or_as_none(empty_file: Path, content: bytes) -> None:
    lease_path(empty_file).write_bytes(content)
    assert _opens_for_reading_only(empty_file) == (content == b'{"host": 7}')


def test_the_note_comes_with_the_window_is_renewed_and_goes_with_it(desk: Desk, empty_file: Path) -> None:
    assert desk.hold_lease() is None
    told = json.loads(lease_path(empty_file).read_text())
    assert told["host"] == platform.node()
    assert told["user"]
    age(lease_path(empty_file), 300)
    before = lease_path(empty_file).stat().st_mtime
    assert desk.hold_lease() is None
    assert lease_path(empty_file).stat().st_mtime > before
    desk.close()
    assert list(empty_file.parent.glob("*.lease*")) == []


def test_a_second_computer_meets_the_note_of_the_first(desk: Desk, empty_file: Path, elsewhere) -> None:
    desk.hold_lease()
    elsewhere()
    with pytest.raises(FileLeased):
        lease.refuse_if_leased(empty_file)
    assert list(empty_file.parent.glob("*.lease.*")) == [], "the look leaves nothing behind"


def test_who_lost_the_note_saves_nothing_more_and_leaves_it_alone(desk: Desk, empty_file: Path) -> None:
    desk.hold_lease()
    note(empty_file)
    assert isinstance(desk.hold_lease(), FileLeased)
    with pytest.raises(FileLeased):
        desk.run(commands.settings.change_settings, school_name="Maple Hollow")
    desk.close()
    assert json.loads(lease_path(empty_file).read_text())["run"] == "theirs"


def test_two_that_open_at_once_are_told_at_the_first_look(desk: Desk, empty_file: Path) -> None:
    note(empty_file)  # came while this one was opening
    assert isinstance(desk.hold_lease(), FileLeased)
    assert desk.is_read_only


def test_a_folder_that_takes_no_note_is_no_reason_to_stop(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_named: object) -> int:
        raise PermissionError

    monkeypatch.setattr(Path, "write_text", refuse)
    assert desk.hold_lease() is None
    desk.run(commands.settings.change_settings, school_name="Maple Hollow")


def test_an_ordinary_place_has_no_note(desk: Desk, empty_file: Path) -> None:
    desk.run(commands.settings.change_settings, school_name="Maple Hollow")
    desk.close()
    assert not lease_path(empty_file).exists()
