"""The bare planner on the command line: its shape, its exit codes, one sentence for what makes no sense."""

from __future__ import annotations

import copy
import json

import pytest
from click.testing import CliRunner, Result

from il_desktop.cli.root import root
from tests.planning.test_reading import GOOD

SHAPE = ["status", "solver", "seconds", "placements", "dropped", "moved", "tiers", "bounds"]


def run(*arguments: object, text: str | None = None) -> Result:
    result = CliRunner().invoke(root, ["plan", *map(str, arguments)], input=text)
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.fixture
def problem(tmp_path):
    path = tmp_path / "week.json"
    path.write_text(json.dumps(GOOD))
    return path


@pytest.mark.parametrize("solver", ["auto", "search", "highs"])
def test_an_answer_has_the_promised_shape(problem, solver):
    result = run("--problem", problem, "--solver", solver, "--json")
    assert result.exit_code == 0
    assert result.stderr == ""
    found = json.loads(result.stdout)
    assert list(found) == SHAPE
    assert found["status"] in {"optimal", "feasible"}
    assert found["placements"] == {"a": [0, 5], "b": [1, 3]}
    assert (found["dropped"], found["moved"]) == ([], 0)
    assert found["tiers"] == [0, 0, 0, 0, 0, 0, 1]
    assert len(found["bounds"]) == 7


def test_the_proof_says_so(problem):
    found = json.loads(run("--problem", problem, "--json").stdout)
    assert (found["status"], found["bounds"]) == ("optimal", found["tiers"])


def test_a_problem_may_come_from_standard_input():
    assert json.loads(run("--problem", "-", "--json", text=json.dumps(GOOD)).stdout)["dropped"] == []


def test_what_finds_no_place_is_no_error(problem):
    data = copy.deepcopy(GOOD)
    data["blocks"][0]["windows"] = []
    problem.write_text(json.dumps(data))
    result = run("--problem", problem, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["dropped"] == ["a", "b"]
    assert json.loads(result.stdout)["tiers"] == [1, 0, 0, 1, 0, 0, 0]


def test_people_get_one_line_a_block_and_the_sums(problem):
    lines = run("--problem", problem).stdout.splitlines()
    assert [line.split()[:2] for line in lines[:2]] == [["day", "0"], ["day", "1"]]
    assert lines[-1].startswith("2 of 2 blocks placed, 0 moved, 0 slots shifted, 1 slot from the ideal")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("{", "not JSON"),
        ("\xff", "not JSON"),
        ("[]", "object"),
        (json.dumps({**GOOD, "blocks": GOOD["blocks"] * 5000}), "10000 entries"),
        (json.dumps({**GOOD, "blocks": GOOD["blocks"][1:]}), "after “a”"),
    ],
)
def test_what_makes_no_sense_is_refused_with_one_sentence(problem, text, part):
    problem.write_bytes(text.encode("latin-1") if text == "\xff" else text.encode())
    result = run("--problem", problem, "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert part in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_file_that_is_not_there_is_told(tmp_path):
    result = run("--problem", tmp_path / "none.json")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


def test_a_folder_is_no_problem_file(tmp_path):
    result = run("--problem", tmp_path)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "wrong", [[], ["--solver", "best"], ["--time-limit", "0"], ["--time-limit", "nan"], ["--seed", "-1"]]
)
def test_wrong_usage_is_told_apart(problem, wrong):
    given = ["--problem", problem, *wrong] if wrong else []
    assert run(*given).exit_code == 2
