"""Opening a file and reading from it costs no heavy import: the first picture depends on it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

START = """
import json, sys
from pathlib import Path
from il_desktop import bootstrap, commands
from il_desktop.queries.settings import settings
desk = bootstrap.open_desk(Path(sys.argv[1]))
desk.cached(settings)
desk.history()
desk.clock.now()
desk.close()
print(json.dumps(sorted(sys.modules)))
"""
ROOT = Path(__file__).parents[2]
HEAVY = ("sqlalchemy", "alembic", "PySide6", "shiboken6", "click", "dateutil", "icalendar", "matplotlib", "numpy")


def modules_after(code: str, *args: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, check=True, cwd=ROOT)
    return {name.partition(".")[0] for name in json.loads(done.stdout)}


def test_opening_and_reading_loads_nothing_heavy(empty_file: Path) -> None:
    assert modules_after(START, str(empty_file)).isdisjoint(HEAVY)


def test_making_a_new_file_needs_no_sqlalchemy(tmp_path: Path) -> None:
    code = (
        "import json, sys; from pathlib import Path; from il_desktop import bootstrap;"
        "bootstrap.create_file(Path(sys.argv[1])); print(json.dumps(sorted(sys.modules)))"
    )
    assert modules_after(code, str(tmp_path / "school.ildesk")).isdisjoint(HEAVY)


def test_commands_load_when_they_are_named() -> None:
    code = (
        "import json, sys; from il_desktop import commands; before = 'sqlalchemy' in sys.modules;"
        "commands.settings.change_settings; print(json.dumps([f'{before}', *sys.modules]))"
    )
    loaded = modules_after(code)
    assert "False" in loaded
    assert "sqlalchemy" in loaded
