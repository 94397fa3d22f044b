"""Minimal valid rows for every table, in stored form, made from the columns themselves."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import Column
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from il_desktop.models import Base
from il_desktop.models.column_types import Choice, Day, Flag, Instant, Json, Key, Real, Wall, Whole, Words, Zone

# What a row needs beyond its required columns, because its first choice asks for more.
NEEDED: dict[str, dict[str, Any]] = {
    "goal": {"vision_id": "v"},
    "timetable_slot": {"section_id": "s"},
    "target": {"baseline": 1.0, "aim": 2.0, "baseline_on": "2026-01-01", "due_on": "2026-06-01"},
    "reading": {"value": 1.0},
    "measure": {"source": "interim"},
    "time_block": {"starts_local": "2026-01-16T09:00", "ends_local": "2026-01-16T10:00"},
    "plan_baseline": {"starts_local": "2026-01-16T09:00", "ends_local": "2026-01-16T10:00"},
    "protected_window": {"from_min": 480, "to_min": 540},
    "ideal_band": {"from_min": 480, "to_min": 540},
    "actual": {"starts_local": "2026-01-16T09:00", "ends_local": "2026-01-16T10:00"},
    "visit": {"visitor_id": "other"},
    "visit_mark": {"seen": 1},
}


def fresh_schema() -> sqlite3.Connection:
    """Return a database in memory with every table of the mapped classes; links are not checked."""
    connection = sqlite3.connect(":memory:")
    dialect = sqlite.dialect()
    for table in Base.metadata.tables.values():
        connection.execute(str(CreateTable(table).compile(dialect=dialect)))
        for index in table.indexes:
            connection.execute(str(CreateIndex(index).compile(dialect=dialect)))
    return connection


def valid_row(table: str, **changes: Any) -> dict[str, Any]:
    """Return a row that the table takes, with some values changed."""
    row = {
        column.name: _valid_value(column)
        for column in Base.metadata.tables[table].columns
        if not column.nullable and column.server_default is None
    }
    return {**row, **NEEDED.get(table, {}), **changes}


def insert(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    """Insert one row and take it back, so that the next one meets an empty table."""
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" for _ in row)
    connection.execute("SAVEPOINT row")
    try:
        connection.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(row.values()))  # noqa: S608  names of our own schema
    finally:
        connection.execute("ROLLBACK TO row")


def _valid_value(column: Column[Any]) -> Any:
    kind = column.type
    values: dict[type, Any] = {
        Key: "k",
        Words: "x",
        Flag: 0,
        Day: "2026-01-16",
        Wall: "2026-01-16T09:00",
        Instant: "2026-01-16T13:00:00.000000Z",
        Zone: "America/New_York",
        Json: "[]",
        Real: 1.0,
    }
    if isinstance(kind, Choice):
        return kind.words[0]
    if isinstance(kind, Whole):
        return max(kind.low, 0)
    return values[type(kind)]


def bad_values(column: Column[Any]) -> list[Any]:
    """Return values that the column's own rule refuses."""
    kind = column.type
    values: dict[type, list[Any]] = {
        Flag: [2, -1, "yes"],
        Day: ["2026-02-30", "16.01.2026", "2026-1-1", ""],
        Wall: ["2026-01-16", "2026-01-16T24:00", "2026-01-16 09:00", "2026-01-16T09:00:00", ""],
        Instant: ["2026-01-16T13:00:00Z", "2026-01-16T13:00:00.000000+00:00", ""],
        Zone: [""],
        Json: ["{", "", "nan"],
        Real: [float("inf"), "abc"],
        Choice: ["", "something else"],
        Key: [],
    }
    if isinstance(kind, Words):
        return ["", "x" * (kind.limit + 1)] + (["zz"] if kind.glob else [])
    if isinstance(kind, Whole):
        return [
            "abc",
            *([kind.low - 1] if kind.low > -(2**63) else []),
            *([kind.high + 1] if kind.high < 2**63 - 1 else []),
        ]
    if isinstance(kind, Real) and kind.above is not None:
        return [*values[Real], kind.above]
    return values[type(kind)]
