"""`agenda`: a list of the promised objects for programs, lines for people, and one sentence for wrong usage."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from tests.cli.conftest import FILES, run

AGENDA = [
    "uid",
    "title",
    "start",
    "end",
    "timezone",
    "all_day",
    "activity_type",
    "category",
    "protection",
    "source",
]


def test_the_agenda_is_a_list_of_the_promised_objects(sample):
    result = run("agenda", "--from", "2026-01-12", "--to", "2026-01-16", "--json", "--file", sample)
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert len(found) > 20
    for item in found:
        assert list(item) == AGENDA
        start, end = datetime.fromisoformat(item["start"]), datetime.fromisoformat(item["end"])
        assert start.utcoffset() is not None
        assert start < end
        assert item["category"] in {"instructional", "management", "personal"}
        assert item["protection"] in {"open", "flexible", "firm", "guarded", "immovable"}
    assert [item["start"] for item in found] == sorted(item["start"] for item in found)
    assert len({item["uid"] for item in found}) == len(found)


def test_days_without_blocks_are_an_empty_list(sample):
    result = run("agenda", "--from", "2031-01-12", "--to", "2031-01-12", "--json", "--file", sample)
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


def test_the_agenda_can_be_read_by_people(sample):
    result = run("agenda", "--from", "2026-01-12", "--to", "2026-01-12", "--file", sample)
    assert result.stdout.startswith("2026-01-12  ")
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        ("2026-02-30", "2026-03-01", "no such day"),
        ("tomorrow", "2026-03-01", "YYYY-MM-DD"),
        ("20260201", "2026-03-01", "YYYY-MM-DD"),
        ("2026-1-1", "2026-03-01", "YYYY-MM-DD"),
        ("1899-01-01", "2026-03-01", "1970 to 2100"),
        ("2026-03-02", "2026-03-01", "lies before"),
        ("1990-01-01", "2026-03-01", "ten years"),
        ("", "2026-03-01", "YYYY-MM-DD"),
    ],
)
def test_rubbish_for_a_date_is_refused_with_the_reason(sample, first, last, reason):
    result = run("agenda", "--from", first, "--to", last, "--file", sample)
    assert result.exit_code == 2
    assert reason in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "arguments", [["agenda"], ["nonsense"], ["import", "ics"], ["export", "ics", "--from"], ["demo"]]
)
def test_wrong_usage_is_exit_2(arguments):
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["agenda", "--from", "2026-01-12", "--to", "2026-01-12"],
        ["import", "ics", FILES / "plain.ics"],
        ["export", "ics", "--from", "2026-01-12", "--to", "2026-01-12", "-o", "-"],
        ["check"],
        ["backup"],
    ],
    ids=lambda arguments: arguments[0],
)
@pytest.mark.parametrize("kind", ["missing", "foreign"])
def test_a_file_that_cannot_be_used_is_one_sentence_and_exit_1(tmp_path, arguments, kind):
    path = tmp_path / "x.ildesk"
    if kind == "foreign":
        path.write_text("a shopping list, long enough to be looked at " * 20)
    before = path.read_bytes() if path.exists() else None
    result = run(*arguments, "--file", path)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1
    assert (path.read_bytes() if path.exists() else None) == before
