"""Every rule that the schema itself enforces refuses once, with NULLs too."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import CheckConstraint

from il_desktop.models import Base
from tests.models.rows import NEEDED, bad_values, fresh_schema, insert, valid_row

ENTITIES = sorted(name for name in Base.metadata.tables if not name.startswith("journal"))

BROKEN: dict[str, list[dict[str, Any]]] = {
    "person not_own_leader": [{"leader_id": "k"}],
    "person active_order": [{"active_from": "2026-01-02", "active_to": "2026-01-01"}],
    "calendar_span order": [{"from_on": "2026-01-02", "to_on": "2026-01-01"}],
    "calendar_span absence_has_person": [{"kind": "absence"}, {"kind": "year", "person_id": "p"}],
    "calendar_span lies_in_year": [{"kind": "term"}],
    "calendar_span substitute_for_absence": [{"substitute_id": "p"}],
    "section order": [{"from_on": "2026-01-02", "to_on": "2026-01-01"}],
    "timetable_slot teaching_has_section": [{"section_id": None}],
    "timetable_slot order": [{"from_on": "2026-01-02", "to_on": "2026-01-01"}],
    "goal not_own_parent": [{"parent_id": "k"}],
    "goal active_goal_has_owner_and_due": [
        {"state": "active"},
        {"state": "active", "owner_id": "p"},
        {"state": "active", "due_on": "2026-06-05"},
    ],
    "goal active_intervention_has_review": [{"kind": "intervention", "parent_id": "g", "state": "active"}],
    "goal part_has_parent": [{"kind": "strategy"}, {"kind": "test"}],
    "goal top_goal_has_vision": [{"vision_id": None}],
    "goal has_person": [{"kind": "teacher_goal"}],
    "goal initiative_linked": [{"kind": "initiative", "person_id": "p"}],
    "goal result_has_prediction": [{"result": "x"}],
    "goal verdict_has_learned": [{"verdict": "adopt"}],
    "goal order": [{"starts_on": "2026-01-02", "due_on": "2026-01-01"}],
    "measure app_has_formula": [{"source": "app"}, {"formula_key": "share"}],
    "target aim_differs": [{"aim": 1.0}],
    "target order": [{"due_on": "2026-01-01"}],
    "target group_complete": [{"group_dim": "grade"}, {"group_name": "8"}],
    "reading has_value": [{"value": None}, {"value": None, "denominator": 5}],
    "reading part_of_whole": [{"numerator": 5}, {"numerator": 6, "denominator": 5}],
    "reading group_complete": [{"group_dim": "grade"}],
    "block_series one_end": [{"until_on": "2026-06-05", "count": 3}],
    "block_series not_own_split": [{"split_from_id": "k"}],
    "block_series place_order": [{"place_from_min": 600, "place_to_min": 600}],
    "time_block order": [{"ends_local": "2026-01-16T09:00"}],
    "time_block reconciled": [{"state": "kept"}, {"reconciled_at": "2026-01-16T15:00:00.000000Z"}],
    "time_block occurrence": [{"series_id": "s"}, {"occurrence_on": "2026-01-16"}],
    "time_block anchored_to_period": [{"anchor": "period"}],
    "time_block anchored_to_section": [{"anchor": "section"}],
    "time_block not_after_itself": [{"follows_id": "k"}],
    "actual order": [{"ends_local": "2026-01-16T08:00"}],
    "actual study_has_no_block": [{"source": "study", "block_id": "b"}],
    "interruption override_complete": [
        {"kind": "override"},
        {"kind": "override", "block_id": "b", "level": 3, "planned_min": 15},
        {"kind": "override", "block_id": "b", "level": 3, "debt": "open"},
    ],
    "interruption not_own_correction": [{"corrects_id": "k"}],
    "visit growth_only": [{"kind": "peer", "purpose": "evaluator"}, {"kind": "lab", "purpose": "evaluator"}],
    "visit announced_was_sent": [{"notice": "announced", "state": "visited"}],
    "visit not_own_visitor": [{"visitor_id": "k"}],
    "visit_mark has_mark": [{"seen": None}],
    "feedback given_has_content": [{"given_local": "2026-01-16T09:00"}],
    "note shared_has_date": [{"class": "shared"}, {"class": "official"}],
    "recognition gift_has_amount": [{"kind": "gift"}],
    "recognition given_has_action": [{"state": "given"}],
    "recognition newsletter_is_public": [{"channel": "newsletter"}],
    "selection_round order": [{"opens_on": "2026-01-02", "closes_on": "2026-01-01"}],
    "team_member order": [{"from_on": "2026-01-02", "to_on": "2026-01-01"}],
    "meeting pd_has_format": [{"kind": "pd"}],
    "decision consensus_is_one": [{"method": "consensus"}, {"method": "consensus", "lowest_fist": 1}],
    "task delegated_has_owner_and_check_in": [
        {"disposition": "delegate"},
        {"disposition": "delegate", "owner_id": "p"},
        {"disposition": "delegate", "check_in_on": "2026-01-20"},
    ],
    "task one_source": [{"meeting_id": "m", "visit_id": "v"}],
    "responsibility two_people": [{"first_id": "p", "backup_id": "p"}],
    "log_entry voice_has_kind": [{"kind": "voice"}],
    "log_entry class_interruption_counted": [
        {"kind": "class_interruption"},
        {"kind": "class_interruption", "minutes": 0, "n_people": 3},
        {"kind": "class_interruption", "minutes": 5},
    ],
    "resource_request equity_has_reason": [{"is_equity": 1}],
    "plan_baseline order": [{"ends_local": "2026-01-16T09:00"}],
    "protected_window order": [{"from_min": 600, "to_min": 600}],
    "ideal_band order": [{"from_min": 600, "to_min": 540}],
    "library_item schoolwide_is_defined": [
        {"is_schoolwide": 1},
        {"is_schoolwide": 1, "definition": "x"},
        {"is_schoolwide": 1, "source": "x"},
    ],
    "review order": [{"from_on": "2026-01-02", "to_on": "2026-01-01"}],
}


@pytest.fixture(scope="module")
def schema() -> Iterator[sqlite3.Connection]:
    connection = fresh_schema()
    yield connection
    connection.close()


def refusal(schema: sqlite3.Connection, table: str, row: dict[str, Any]) -> str:
    try:
        insert(schema, table, row)
    except sqlite3.IntegrityError as error:
        return str(error)
    return "taken"


@pytest.mark.parametrize("table", ENTITIES)
def test_minimal_row_is_taken(schema: sqlite3.Connection, table: str) -> None:
    assert refusal(schema, table, valid_row(table)) == "taken"


@pytest.mark.parametrize("rule", sorted(BROKEN))
def test_rule_between_columns_refuses(schema: sqlite3.Connection, rule: str) -> None:
    table, name = rule.split()
    for changes in BROKEN[rule]:
        assert refusal(schema, table, valid_row(table, **changes)) == f"CHECK constraint failed: ck_{table}_{name}"


def test_table_of_broken_rows_knows_every_rule_between_columns() -> None:
    rules = {
        f"{table.name} {check.name!s}".replace(f"ck_{table.name}_", "")
        for table in Base.metadata.tables.values()
        for check in table.constraints
        if isinstance(check, CheckConstraint) and table.name in ENTITIES
        if str(check.name) not in table.columns
        and str(check.name).removeprefix(f"ck_{table.name}_") not in table.columns
    }
    assert rules == set(BROKEN)


@pytest.mark.parametrize("table", ENTITIES)
def test_every_column_refuses_rubbish(schema: sqlite3.Connection, table: str) -> None:
    taken = [
        (column.name, bad)
        for column in Base.metadata.tables[table].columns
        for bad in bad_values(column)
        if refusal(schema, table, valid_row(table, **{column.name: bad})) == "taken"
    ]
    assert taken == []


@pytest.mark.parametrize("table", ENTITIES)
def test_required_column_refuses_null(schema: sqlite3.Connection, table: str) -> None:
    for column in Base.metadata.tables[table].columns:
        if not column.nullable:
            assert "NOT NULL" in refusal(schema, table, valid_row(table, **{column.name: None})), column.name


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("timetable_slot", {"weekday": None, "day_type": None}),
        ("target", {"group_dim": None}),
        ("reading", {"grade": None}),
        ("calendar_span", {"year_id": None}),
        ("time_block", {"series_id": "s", "occurrence_on": "2026-01-16", "period_code": None}),
    ],
)
def test_second_row_with_the_same_nulls_is_a_duplicate(
    schema: sqlite3.Connection, table: str, row: dict[str, Any]
) -> None:
    first = valid_row(table, **row)
    names = ", ".join(first)
    statement = f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(first))})"  # noqa: S608  names of our own schema
    schema.execute("SAVEPOINT twice")
    schema.execute(statement, tuple(first.values()))
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        schema.execute(statement, tuple({**first, "id": "another"}.values()))
    schema.execute("ROLLBACK TO twice")


def test_two_blocks_without_series_are_no_duplicates(schema: sqlite3.Connection) -> None:
    assert "series_id" not in NEEDED["time_block"]
    schema.execute("SAVEPOINT two")
    for key in ("a", "b"):
        row = valid_row("time_block", id=key)
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        schema.execute(f"INSERT INTO time_block ({names}) VALUES ({marks})", tuple(row.values()))  # noqa: S608  ours
    assert schema.execute("SELECT count(*) FROM time_block").fetchone() == (2,)
    schema.execute("ROLLBACK TO two")
