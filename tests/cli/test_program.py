"""The program itself: its exit codes and text, what it loads, and that every command it lists is there."""

from __future__ import annotations

import json
import subprocess
import sys

import click
import pytest

from il_desktop.cli.root import root
from tests.cli.conftest import FILES, run


def _program(*arguments: object, **options) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "il_desktop", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=120, check=False, **options)


def test_the_program_itself_speaks_utf8_and_exits_as_promised(sample):
    done = _program("agenda", "--from", "2026-01-12", "--to", "2026-01-12", "--json", "--file", sample)
    assert done.returncode == 0
    assert json.loads(done.stdout.decode())
    assert done.stderr == b""
    assert _program("agenda", "--from", "x", "--to", "y").returncode == 2
    assert _program("check", "--file", "nowhere.ildesk").returncode == 1


def test_no_command_loads_qt(sample):
    code = (
        "import sys; from il_desktop.cli import main;"
        f"main(['agenda', '--from', '2026-01-12', '--to', '2026-01-12', '--file', {sample!r}]);"
        f"main(['import', 'ics', {str(FILES / 'plain.ics')!r}, '--file', {sample!r}]);"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"


def test_reading_loads_no_sqlalchemy(sample):
    code = (
        "import sys; from il_desktop.cli import main;"
        f"main(['agenda', '--from', '2026-01-12', '--to', '2026-01-12', '--file', {sample!r}]);"
        "print([name for name in sys.modules if name.startswith(('sqlalchemy', 'icalendar', 'rapidfuzz'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipe that breaks like this")
def test_a_reader_that_goes_away_is_no_crash(sample):
    command = [
        sys.executable,
        "-m",
        "il_desktop",
        "agenda",
        "--from",
        "2025-08-01",
        "--to",
        "2026-06-30",
        "--file",
        sample,
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) in {0, 1}


def test_the_window_command_is_listed_and_explained():
    assert "open" in run("--help").stdout
    assert "--read-only" in run("open", "--help").stdout


def test_a_command_loads_itself_alone(sample):
    code = (
        "import sys; from il_desktop.cli import main;"
        f"main(['agenda', '--from', '2026-01-12', '--to', '2026-01-12', '--file', {sample!r}]);"
        "print([name for name in sorted(sys.modules) if name.startswith('il_desktop.cli.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    names = ["calendars", "late", "options", "root"]
    assert done.stdout.strip().splitlines()[-1] == str([f"il_desktop.cli.{name}" for name in names])


@pytest.mark.parametrize("words", [(), ("import",), ("export",), ("report",)])
def test_every_command_that_help_lists_is_there(words):
    group, context = root, click.Context(root)
    for word in words:
        group = group.get_command(context, word)
        context = click.Context(group, parent=context)
    names = group.list_commands(context)
    assert len(names) >= 3
    for name in names:
        assert group.get_command(context, name).name == name.replace("recognize", "recognise")
    assert group.get_command(context, "nothing") is None
