from __future__ import annotations

import json
from pathlib import Path

import pytest

from il_desktop import bootstrap
from il_desktop.store import place
from il_desktop.store.lease import lease_path
from il_desktop.store.place import Place


def test_in_a_folder_that_others_reach_the_window_says_that_it_has_the_file(
    open_window, desk, empty_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "look", lambda _path: Place("synced", "OneDrive"))
    window = open_window(desk)
    assert lease_path(empty_file).exists()
    note = json.loads(lease_path(empty_file).read_text())
    lease_path(empty_file).write_text(json.dumps({**note, "host": "OFFICE-PC", "user": "ann", "run": "theirs"}))
    window.minute_passed()
    assert desk.is_read_only
    assert "open on OFFICE-PC (ann)" in window.banner.sentence.text()
    window.minute_passed()  # and nothing more is tried


def test_a_file_that_another_computer_has_open_says_so_above_the_page(open_window, desk, empty_file: Path) -> None:
    desk.close()
    lease_path(empty_file).write_text(json.dumps({"host": "OFFICE-PC", "user": "ann", "since": "", "run": "theirs"}))
    again = bootstrap.open_desk(empty_file, clock=desk.clock)
    window = open_window(again)
    assert window.banner.isVisible()
    assert "open on OFFICE-PC (ann), so here it can only be read" in window.banner.sentence.text()
    again.close()


def test_an_ordinary_folder_needs_no_note(open_window, desk, empty_file: Path) -> None:
    window = open_window(desk)
    window.minute_passed()
    assert not lease_path(empty_file).exists()
