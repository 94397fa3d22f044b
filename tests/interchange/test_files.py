"""A file is replaced as a whole or not at all, and only its owner can read it."""

from __future__ import annotations

import hashlib
import os
import stat

import pytest

from il_desktop.domain.errors import BadFile
from il_desktop.interchange.files import write_private


def test_the_file_is_written_for_its_owner_alone(tmp_path):
    written = write_private(tmp_path / "a.ics", ["one\r\n", "zwei ü\r\n"])
    data = (tmp_path / "a.ics").read_bytes()
    assert data == "one\r\nzwei ü\r\n".encode()
    assert (written.size, written.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "a.ics").stat().st_mode) == 0o600


def test_an_older_file_stays_whole_when_writing_fails(tmp_path):
    path = tmp_path / "a.ics"
    path.write_text("old")

    def failing():
        yield "new"
        raise OSError(28, "No space left on device")

    with pytest.raises(BadFile) as caught:
        write_private(path, failing())
    assert caught.value.reason == "cannot_write"
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("target", ["nowhere/a.ics", "."])
def test_a_place_that_takes_no_file_is_refused(tmp_path, target):
    with pytest.raises(BadFile):
        write_private(tmp_path / target, ["x"])
