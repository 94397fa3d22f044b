"""`goals`: the promised shape, and no rate of a small group in it."""

from __future__ import annotations

import json
import shutil
from datetime import date

import pytest
from click.testing import CliRunner

from il_desktop import bootstrap
from il_desktop.cli.goals import goals_object
from il_desktop.cli.root import root
from il_desktop.queries.goals import goal_list

TODAY = date(2026, 1, 16)
NODE = ("id", "kind", "title", "state", "owner", "due_on", "done_on")
GOAL = [*NODE, "rank", "domain", "status", "target", "minutes", "is_starved", "is_without_resources", "parts"]
PART = [*NODE, "minutes", "parts"]
ENDS = ("measure", "unit", "better", "baseline", "aim", "stretch", "baseline_on", "due_on")
TARGET = [*ENDS, "current", "current_on", "is_hidden", "progress", "pace"]


@pytest.fixture
def found(sample_desk):
    return goals_object(sample_desk.read(goal_list, TODAY), TODAY, 10)


def _walk(parts):
    for part in parts:
        yield part
        yield from _walk(part["parts"])


def test_the_goals_have_the_promised_shape(found):
    assert list(found) == ["date", "vision", "goals"]
    assert list(found["vision"]) == ["version", "statement", "adopted_on", "review_due_on", "is_review_overdue"]
    assert [goal["rank"] for goal in found["goals"]] == [1, 2, 3, 4, 5]
    for goal in found["goals"]:
        assert list(goal) == GOAL
        assert list(goal["target"]) == TARGET
        assert all(list(part) == PART for part in _walk(goal["parts"]))


def test_the_math_goal_says_its_golden_values(found):
    math = found["goals"][0]
    target = math["target"]
    assert (target["baseline"], target["aim"], target["current"]) == (42.0, 52.0, 47.0)
    assert (target["progress"], math["status"]) == (0.5, "on_track")
    assert target["pace"] == pytest.approx(1.06, abs=0.005)


def test_the_goal_nobody_works_on_is_marked(found):
    assert [goal["title"] for goal in found["goals"] if goal["is_starved"]] == ["Chronic absence"]


def test_a_rate_of_a_small_group_is_hidden(sample_desk):
    hidden = goals_object(sample_desk.read(goal_list, TODAY), TODAY, 701)["goals"][0]["target"]
    assert hidden["is_hidden"]
    assert (hidden["current"], hidden["progress"], hidden["pace"]) == (None, None, None)


def test_the_command_prints_the_object_and_lines_for_people(tmp_path, small_template):
    shutil.copy(f"{small_template}.seal", tmp_path / "sample.ildesk.seal")
    file = str(shutil.copy(small_template, tmp_path / "sample.ildesk"))
    as_json = CliRunner().invoke(root, ["goals", "--json", "--file", file])
    assert as_json.exit_code == 0
    assert len(json.loads(as_json.stdout)["goals"]) == 5
    plain = CliRunner().invoke(root, ["goals", "--file", file])
    assert plain.stdout.startswith("1. Math proficiency 42 to 52 %")


def test_an_empty_file_has_no_goals(tmp_path):
    bootstrap.create_file(tmp_path / "new.ildesk")
    result = CliRunner().invoke(root, ["goals", "--json", "--file", str(tmp_path / "new.ildesk")])
    assert json.loads(result.stdout)["goals"] == []
