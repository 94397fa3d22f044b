"""`export ics` says beforehand what goes out, remembers what went out, and keeps its plain form."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from il_desktop.cli.root import root

RANGE = ("--from", "2026-01-19", "--to", "2026-01-23")


@pytest.fixture
def school(tmp_path: Path, small_template) -> Path:
    shutil.copy(f"{small_template}.seal", tmp_path / "school.ildesk.seal")
    return Path(shutil.copy(small_template, tmp_path / "school.ildesk"))


def _run(school: Path, *args: str):
    return CliRunner().invoke(root, ["export", "ics", *RANGE, "--file", str(school), *args])


def test_a_preflight_writes_nothing_and_gives_the_exact_texts(school, tmp_path):
    before = school.read_bytes()
    run = _run(
        school, "--preflight", "--json", "--audience", "office", "--choice", "new", "-o", str(tmp_path / "a.ics")
    )
    found = json.loads(run.stdout)
    assert run.exit_code == 0
    assert not (tmp_path / "a.ics").exists()
    assert school.read_bytes() == before
    assert found["file"] is None
    assert (
        found["dates"] == found["new"] == sum(found["categories"].values()) == sum(t["dates"] for t in found["texts"])
    )
    assert "Classroom visits" in {text["summary"] for text in found["texts"]}


def test_what_went_out_is_not_new_again(school, tmp_path):
    first = json.loads(_run(school, "--choice", "new", "--json", "-o", str(tmp_path / "a.ics")).stdout)
    second = json.loads(_run(school, "--choice", "changed", "--json", "-o", str(tmp_path / "b.ics")).stdout)
    assert first["entries"] > 0
    assert (second["entries"], second["new"], second["changed"]) == (0, 0, 0)
    assert second["unchanged"] == first["dates"]
    assert (first["tag"][-1], second["tag"][-1]) == ("a", "b")
    assert first["tag"] in (tmp_path / "a.ics").read_text(encoding="utf-8")


def test_a_plain_copy_is_the_same_before_and_after_other_exports(school, tmp_path):
    for name in ("a", "b"):
        assert _run(school, "-o", str(tmp_path / f"{name}.ics")).exit_code == 0
        _run(school, "--choice", "all", "-o", str(tmp_path / "x.ics"))
    assert (tmp_path / "a.ics").read_bytes() == (tmp_path / "b.ics").read_bytes()


def test_without_preflight_the_calendar_needs_a_place(school):
    run = _run(school)
    assert run.exit_code == 2
    assert "-o" in run.stderr


def test_calendar_and_json_are_not_printed_together(school):
    assert _run(school, "--json", "-o", "-").exit_code == 2


def test_the_preflight_in_words_names_counts_and_changes(school):
    run = _run(school, "--preflight", "--choice", "changed")
    assert "dates go out:" in run.stdout
    assert "Compared with the last exports:" in run.stdout
