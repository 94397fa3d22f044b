"""The table of promises in docs/reliability.md names files and tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
TESTS = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`(test_\w+)…?`", TABLE))))
def test_a_test_that_proves_a_promise_exists(name: str) -> None:
    assert re.search(rf"^def {name}", TESTS, re.MULTILINE)


@pytest.mark.parametrize("name", sorted(set(re.findall(r"\b(test_\w+)(?=:|,| with| \|)", TABLE))))
def test_a_file_of_tests_that_is_named_exists(name: str) -> None:
    assert list((ROOT / "tests").rglob(f"{name}.py")) or re.search(rf"^def {name}", TESTS, re.MULTILINE)


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`(tests/[\w/]+\.py)`", TABLE))))
def test_a_path_that_is_named_exists(path: str) -> None:
    assert (ROOT / path).is_file()


def test_the_table_names_enough_to_mean_something() -> None:
    assert len(set(re.findall(r"`(test_\w+)…?`", TABLE))) > 30
