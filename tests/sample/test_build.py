"""The sample school is the same every time, loads into a real file, and has the volume it promises."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import il_desktop.models  # noqa: F401  maps every table
from il_desktop.domain.improvement import can_confirm
from il_desktop.models.base import Base
from il_desktop.sample import build_sample
from il_desktop.sample.book import row_id
from il_desktop.sample.challenges import challenge_id
from il_desktop.sample.people import PRINCIPAL

_DUMP = (
    "import hashlib, json; from il_desktop.sample import build_sample; rows = build_sample({seed});"
    "print(hashlib.sha256(json.dumps({{t: sorted(r, key=lambda x: x['id']) for t, r in sorted(rows.items())}},"
    " sort_keys=True).encode()).hexdigest())"
)


@pytest.fixture(scope="module")
def year():
    return build_sample()


def dump(rows):
    ordered = {table: sorted(found, key=lambda row: row["id"]) for table, found in sorted(rows.items())}
    return json.dumps(ordered, sort_keys=True)


def test_same_seed_gives_same_bytes_in_other_processes(year):
    expected = hashlib.sha256(dump(year).encode()).hexdigest()
    for hash_seed in ("0", "4711"):
        done = subprocess.run(
            [sys.executable, "-c", _DUMP.format(seed=2025)],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == expected


def test_other_seed_spreads_differently_but_keeps_counts_and_names(year):
    other = build_sample(7)
    assert dump(other["visit"] and {"visit": other["visit"]}) != dump({"visit": year["visit"]})
    assert {table: len(rows) for table, rows in other.items() if table in _EXACT} == _EXACT
    assert other["person"] == year["person"]
    assert other["timetable_slot"] == year["timetable_slot"]


_EXACT = {
    "visit": 800,
    "feedback": 650,
    "action_step": 190,
    "recognition": 300,
    "selection_round": 3,
    "decision": 60,
    "task": 420,
    "attendance": 420,
    "resource_request": 24,
    "time_block": 3400,
    "responsibility": 20,
    "review": 36,
}


def test_year_has_the_exact_volume(year):
    assert {table: len(year[table]) for table in _EXACT} == _EXACT
    leaders = Counter(row["visitor_id"] for row in year["visit"])
    assert leaders == {
        PRINCIPAL: 440,
        row_id("person:ramos"): 140,
        row_id("person:schultz"): 120,
        row_id("person:hale"): 100,
    }
    assert Counter(row["kind"] for row in year["meeting"]) == {"plc": 216, "ilt": 18, "pd": 14}
    assert sum(row["disposition"] == "delegate" for row in year["task"]) == 90
    assert sum(row["backup_id"] is None for row in year["responsibility"]) == 2
    assert sum(row["kind"] == "survey" for row in year["log_entry"]) == 6
    assert set(Counter(row["meeting_id"] for row in year["attendance"]).values()) == {30}


def test_twelve_measures_have_three_windows_of_six_groups(year):
    cells = Counter(row["measure_id"] for row in year["reading"] if row["window_id"] and row["section_id"] is None)
    assert sum(count == 18 for count in cells.values()) == 12


def test_ids_are_unique_and_links_lead_somewhere(year):
    ids = [row["id"] for rows in year.values() for row in rows]
    assert len(ids) == len(set(ids))
    known = set(ids)
    for table, rows in year.items():
        for row in rows:
            links = {name: value for name, value in row.items() if name.endswith("_id") and value is not None}
            assert known.issuperset(links.values()), (table, row)


def test_rows_have_columns_of_the_schema_and_all_that_it_asks_for(year):
    for table, rows in year.items():
        columns = Base.metadata.tables[table].columns
        asked = {column.name for column in columns if not column.nullable and column.server_default is None}
        for row in rows:
            assert asked <= set(row) <= set(columns.keys()), table


def test_full_sample_loads_into_a_real_file(full_sample_path):
    assert full_sample_path.stat().st_size > 1_000_000


def test_small_sample_ends_after_the_planned_week():
    small = build_sample(size="small")
    starts = [row["starts_local"] for row in small["time_block"]]
    assert min(starts)[:10] == "2025-08-18"
    assert max(starts)[:10] == "2026-01-23"
    known = {row["id"] for rows in small.values() for row in rows}
    for table, rows in small.items():
        for row in rows:
            links = {value for name, value in row.items() if name.endswith("_id") and value is not None}
            assert links <= known, (table, row)


def test_unknown_size_is_refused():
    with pytest.raises(ValueError, match="huge"):
        build_sample(size="huge")


@pytest.mark.slow
def test_large_sample_is_large_enough_to_measure_with():
    large = build_sample(size="large")
    assert len(large["time_block"]) >= 100_000
    assert len(large["person"]) == 200
    weekly = sum(row["rule"].count(",") + 1 for row in large["block_series"] if row["id"] == row_id_of_habit(row))
    assert weekly * 52 * 20 >= 100_000
    assert len({row["id"] for row in large["time_block"]}) == len(large["time_block"])
    assert len({row["starts_local"][:4] for row in large["time_block"]}) == 21


def row_id_of_habit(row):
    return row["id"] if row["duration_min"] == 5 else ""


def test_challenges_are_called_confirmed_by_the_rule_of_the_app(year):
    lanes = {row["id"]: [] for row in year["challenge"]}
    for piece in year["attachment"]:
        lanes[piece["owner_id"]].append(piece["kind"])
    states = {row["id"]: row["state"] for row in year["challenge"]}
    assert sorted(states.values()) == ["confirmed", "confirmed", "suspected"]
    assert {key for key, found in lanes.items() if can_confirm(found)} == {
        key for key, state in states.items() if state == "confirmed"
    }
    plans = {row["challenge_id"] for row in year["goal"]} - {None}
    assert plans == {challenge_id("claims")}
