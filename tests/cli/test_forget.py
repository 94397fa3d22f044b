"""`forget` says what it would do, and does it only when the full name is written again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from il_desktop import bootstrap
from il_desktop.cli.root import root
from il_desktop.queries.people import roster
from tests.conftest import copy_file


@pytest.fixture
def school(tmp_path: Path, small_template: Path) -> Path:
    return copy_file(small_template, tmp_path / "school.ildesk")


def forget(school: Path, *more: str, typed: str = ""):
    return CliRunner().invoke(root, ["forget", "sofia ruiz", "--file", str(school), *more], input=typed)


def names(school: Path) -> list[str]:
    desk = bootstrap.open_desk(school, read_only=True)
    rows = desk.read(roster, date(2026, 1, 16)).rows
    desk.close()
    return [row.name for row in rows]


def test_a_dry_run_says_what_goes_and_changes_nothing(school: Path) -> None:
    before = school.read_bytes()
    result = forget(school, "--dry-run")
    assert result.exit_code == 0
    assert "everything about Sofia Ruíz" in result.output
    assert "visits" in result.output
    assert school.read_bytes() == before


def test_the_name_typed_at_the_question_removes_them(school: Path) -> None:
    result = forget(school, typed="Sofia Ruíz\n")
    assert result.exit_code == 0, result.output
    assert "1 backup beside the file still knows them" in result.output
    assert "Sofia Ruíz" not in names(school)
    bootstrap.check_file(school)


def test_half_a_name_removes_nothing(school: Path) -> None:
    result = forget(school, "--sure", "Sofia")
    assert result.exit_code == 1
    assert "not the full name" in result.output
    assert "Sofia Ruíz" in names(school)
