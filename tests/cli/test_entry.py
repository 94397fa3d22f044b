"""Which words go to the window, which to the command line, and what neither may load."""

from __future__ import annotations

import subprocess
import sys

import pytest

from il_desktop import __main__ as entry
from il_desktop import app, bootstrap
from il_desktop.interchange import worker


@pytest.mark.parametrize(
    "arguments", [[], ["open"], ["open", "--file", "x.ildesk"], ["--file", "x.ildesk"], ["--read-only"]]
)
def test_the_window_gets_its_words_as_they_are(monkeypatch, arguments):
    seen = []
    monkeypatch.setattr(app, "main", lambda words: seen.append(list(words)) or 0)
    assert entry.main(arguments) == 0
    assert seen == [arguments]


@pytest.mark.parametrize(
    ("arguments", "code"), [(["--help"], 0), (["open", "--help"], 0), (["agenda"], 2), (["nonsense"], 2)]
)
def test_everything_else_is_a_command(monkeypatch, capsys, arguments, code):
    monkeypatch.setattr(app, "main", lambda _words: pytest.fail("the window was asked"))
    assert entry.main(arguments) == code
    assert "Usage" in "".join(capsys.readouterr())


def test_the_worker_is_found_by_its_flag():
    assert entry._WORKER == worker.FLAG


def test_the_way_to_the_window_loads_no_click():
    code = (
        "import sys; from il_desktop import __main__ as entry, app; app.main = lambda words: 0; entry.main([]);"
        "print([name for name in ('click', 'PySide6', 'sqlalchemy', 'icalendar') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


def test_beside_an_open_window_reading_works_and_writing_is_one_sentence(empty_file):
    def program(*arguments: str) -> subprocess.CompletedProcess:
        command = [sys.executable, "-m", "il_desktop", *arguments, "--file", str(empty_file)]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    dates = ("--from", "2026-01-12", "--to", "2026-01-12")
    window = bootstrap.open_desk(empty_file)
    try:
        assert program("agenda", *dates, "--json").stdout.strip() == "[]"
        refused = program("export", "ics", *dates, "-o", "-")
    finally:
        window.close()
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "open in another window" in refused.stderr
    assert program("export", "ics", *dates, "-o", "-").returncode == 0
