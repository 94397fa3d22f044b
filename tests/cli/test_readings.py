"""`import readings`: the JSON shape of the other imports, one step to undo, nothing written by a list with errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from il_desktop import bootstrap
from il_desktop.cli.root import root
from il_desktop.wording.steps import step_sentence

SHAPE = ["file", "seconds", "new", "changed", "unchanged", "repaired", "refused", "items", "new_measures", "left_out"]
GOOD = "Assessment,Student group,Winter %,Winter N\nELA quiz,All Students,47.0%,700\nELA quiz,Grade 6,50%,200\n"
BAD = "\n".join(
    ["Measure,Date,Number,Out of", "Music,2025-09-01,4,8"]
    + [f"Music,{day},4,8" for day in ("soon", "2025-13-01", "never", "9-9", "x")]
)


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(root, ["import", "readings", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


def count(path: Path) -> int:
    desk = bootstrap.open_desk(path, read_only=True)
    found = desk.read(lambda reader: reader.value("SELECT count(*) FROM reading"))
    desk.close()
    return found


@pytest.fixture
def file(sample_desk) -> Path:
    sample_desk.close()
    return sample_desk.path


@pytest.fixture
def table(tmp_path) -> Path:
    path = tmp_path / "winter.csv"
    path.write_text(GOOD)
    return path


def test_a_dry_run_writes_nothing_and_says_what_would_happen(file, table) -> None:
    before = count(file)
    result = run(table, "--new-measures", "--dry-run", "--json", "--file", file)
    (found,) = json.loads(result.stdout)
    assert list(found) == SHAPE
    assert (found["new"], found["new_measures"], count(file)) == (2, ["ELA quiz"], before)
    assert found["items"][0] == {
        "uid": "",
        "summary": "ELA quiz, 15 Jan 2026",
        "outcome": "new",
        "detail": "329 of 700",
        "start": "2026-01-15",
        "end": None,
    }


def test_an_import_is_one_step_that_undo_takes_back(file, table) -> None:
    before = count(file)
    assert run(table, "--new-measures", "--file", file).exit_code == 0
    assert count(file) == before + 2
    desk = bootstrap.open_desk(file)
    assert step_sentence(desk.undo()) == "Brought in 2 readings and 1 new measure"
    desk.close()
    assert count(file) == before


def test_again_it_is_unchanged_and_a_correction_changes_it(file, table) -> None:
    run(table, "--new-measures", "--file", file)
    assert "0 new, 0 changed, 2 unchanged" in run(table, "--file", file).stdout
    table.write_text(GOOD.replace("50%", "51%"))
    assert "100 of 200 → 102 of 200" in run(table, "--file", file).stdout


def test_five_bad_lines_are_named_and_nothing_is_written(file, tmp_path) -> None:
    path, before = tmp_path / "bad.csv", count(file)
    path.write_text(BAD)
    result = run(path, "--new-measures", "--json", "--file", file)
    assert result.exit_code == 1
    (found,) = json.loads(result.stdout)
    assert list(found) == SHAPE
    assert [item["summary"] for item in found["items"]] == [f"line {number}" for number in (3, 4, 5, 6, 7)]
    assert "Lines 3, 4, 5, 6 and 7" in result.stderr
    assert count(file) == before


def test_a_list_of_students_is_refused(file, tmp_path) -> None:
    path = tmp_path / "students.csv"
    path.write_text("Student Name,Score\nAda Byron,12\n")
    result = run(path, "--file", file)
    assert result.exit_code == 1
    assert "single students" in result.stderr


def test_the_missing_winter_of_the_rubric_comes_in(file, tmp_path) -> None:
    path = tmp_path / "rubric.csv"
    path.write_text("Test,Fall,Interim,Winter\nELA critical-thinking rubric,2.1,2.2,2.3\n")
    assert "1 new, 0 changed, 2 unchanged" in run(path, "--file", file).stdout
