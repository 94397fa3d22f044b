"""A small group is hidden in every form of the goal reports, charts and hidden parts of files included."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from il_desktop.cli.root import root
from tests.cli.test_goal_reports import text_of

# 6 of 7 is 85.7 %: none of the three may be worked out of anything that leaves.
SMALL = """UPDATE reading SET numerator = 6, denominator = 7
           WHERE numerator = 329 AND denominator = 700 AND measure_id =
           (SELECT id FROM measure WHERE name = 'Math proficiency') AND grade IS NULL AND group_name IS NULL"""
NAMED = "UPDATE goal SET title = 'Attendance with Priya Raman' WHERE title = 'Chronic absence'"


@pytest.fixture
def school(tmp_path: Path, small_template) -> Path:
    shutil.copy(f"{small_template}.seal", tmp_path / "school.ildesk.seal")
    path = Path(shutil.copy(small_template, tmp_path / "school.ildesk"))
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        assert connection.execute(SMALL).rowcount == 1
        connection.execute(NAMED)
    return path


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx", "html"])
@pytest.mark.parametrize("report", ["strategy", "goals"])
def test_neither_the_value_nor_its_counts_nor_what_gives_it_away_leaves(school, tmp_path, report, form) -> None:
    out = tmp_path / f"plan.{form}"
    done = CliRunner().invoke(root, ["report", report, "-o", str(out), "--file", str(school)])
    assert done.exit_code == 0, done.output
    said = text_of(out)
    assert "hidden: small group" in said
    for leak in ("85.7", "6 of 7", "6 / 7", "pace 9", "42 % to 52", "Raman", "Priya"):
        assert leak not in said
    assert "Attendance with [name]" in said
    with contextlib.closing(sqlite3.connect(school)) as connection:
        assert connection.execute("SELECT suppressed_cells FROM export_batch").fetchall() == [(1,)]
