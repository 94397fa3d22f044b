"""A week of the school file planned from the command line: shown, written, said in JSON, refused when asked wrongly."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from il_desktop.cli.root import root
from tests.conftest import copy_file

WEEK = "2026-01-28"


@pytest.fixture
def school(tmp_path, small_template):
    return copy_file(small_template, tmp_path / "school.ildesk")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(root, ["plan", *map(str, arguments)])


def test_a_week_is_shown_and_not_written(school):
    shown = run("--file", school, "--week", WEEK, "--json")
    assert shown.exit_code == 0, shown.output
    found = json.loads(shown.stdout)
    assert found["week"] == "2026-01-26"
    assert not found["applied"]
    assert {line["action"] for line in found["lines"]} == {"add"}
    assert found["after"]["visits"] > found["before"]["visits"]
    assert found["answer"]["status"] == "optimal"
    assert json.loads(run("--file", school, "--week", WEEK, "--json").stdout)["lines"] == found["lines"]


def test_a_plan_is_written_once(school):
    written = run("--file", school, "--week", WEEK, "--apply")
    assert written.exit_code == 0, written.output
    assert "New, Visit " in written.stdout
    assert written.stderr.startswith("Planned the week of Mon 26 Jan: ")
    again = json.loads(run("--file", school, "--week", WEEK, "--apply", "--json").stdout)
    assert again["lines"] == []
    assert not again["applied"]


def test_a_week_that_is_over_is_told(school):
    over = run("--file", school, "--week", "2025-10-06")
    assert over.exit_code == 0
    assert over.stderr == "This week is over. Choose one to come.\n"


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        ("--week", WEEK, "--problem", "x.json"),
        ("--problem", "x.json", "--apply"),
        ("--problem", "x.json", "--file", "x.ildesk"),
        ("--week", "soon"),
    ],
)
def test_wrong_usage_is_told_apart(wrong):
    assert run(*wrong).exit_code == 2
