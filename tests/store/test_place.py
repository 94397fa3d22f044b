"""Places where a file is not safe are recognised by names alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from il_desktop.store import place
from il_desktop.store.place import Place

MOUNTS = (
    "/dev/sda1 / ext4 rw 0 0\n"
    "//server/share /mnt/school\\040data cifs rw 0 0\n"
    "nas:/vol /mnt/nas nfs4 rw 0 0\n"
    "tmpfs /mnt/nas/local tmpfs rw 0 0\n"
    "broken\n"
)


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    told = tmp_path / "mounts"
    told.write_text(MOUNTS)
    return told


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/home/ann/.local/share/IL Desktop/school.ildesk", None),
        ("/mnt/school data/a/school.ildesk", Place("network", "cifs")),
        ("/mnt/nas/school.ildesk", Place("network", "nfs4")),
        ("/mnt/nas/local/school.ildesk", None),
        ("//server/share/school.ildesk", Place("network", "network")),
        ("/home/ann/Dropbox/school.ildesk", Place("synced", "Dropbox")),
        ("/home/ann/OneDrive - Maple Hollow/x/school.ildesk", Place("synced", "OneDrive")),
        ("/home/ann/Library/CloudStorage/Box/school.ildesk", Place("synced", "a cloud drive")),
        ("/home/ann/Library/Mobile Documents/com~apple/school.ildesk", Place("synced", "iCloud Drive")),
        ("/home/ann/dropbox-notes/school.ildesk", None),
    ],
)
def test_places_are_told_by_their_names(path: str, expected: Place | None, mounts: Path) -> None:
    assert place.look(Path(path), environ={}, home=Path("/home/ann"), mounts=mounts) == expected


def test_onedrive_names_its_own_folder(mounts: Path) -> None:
    environ = {"OneDriveCommercial": "/data/work"}
    found = place.look(Path("/data/work/school.ildesk"), environ=environ, home=Path("/home/ann"), mounts=mounts)
    assert found == Place("synced", "OneDrive")


def test_a_copy_that_a_conflict_left_is_named(tmp_path: Path, mounts: Path) -> None:
    for name in (
        "school.ildesk",
        "school (Ann's conflicted copy).ildesk",
        "school.ildesk.seal",
        "other-conflict.ildesk",
    ):
        (tmp_path / name).touch()
    found = place.look(tmp_path / "school.ildesk", environ={}, home=tmp_path, mounts=mounts)
    assert found == Place("synced", "", ("school (Ann's conflicted copy).ildesk",))


def test_a_system_that_does_not_say_is_believed(tmp_path: Path) -> None:
    assert place.look(tmp_path / "a.ildesk", environ={}, home=tmp_path, mounts=tmp_path / "nothing") is None
