"""Collects the rows of the sample school: ids from readable keys, whole rows, one seeded source of spread per subject.

Decides how a row is completed and ordered; what the rows say stands in the modules beside this one.
"""

from __future__ import annotations

import json
import random
from datetime import date
from typing import Any

from il_desktop.domain.ids import stable_id
from il_desktop.domain.walltime import WallTime
from il_desktop.sample.columns import COLUMNS

NOW = WallTime.at(date(2026, 1, 16), 10, 5)  # the moment the sample school stands at, and the pictures with it
TZ = "America/New_York"
STAMP = "2026-01-16T12:00:00.000000Z"

Row = dict[str, object]
Rows = dict[str, list[Row]]


def row_id(key: str) -> str:
    """Return the id of a readable key such as `visit:0001`; the same in every run and for every seed."""
    return stable_id(key)


def as_json(value: object) -> str:
    """Write a frozen value as a JSON column keeps it: sorted keys, no spaces, readable letters."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def instant_on(day: date, clock: str = "20:45") -> str:
    """Return a fixed UTC instant of a date, clock as `HH:MM`."""
    return f"{day.isoformat()}T{clock}:00.000000Z"


class Book:
    """The rows so far, by table, in the order they were added."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.rows: Rows = {table: [] for table in COLUMNS}

    def add(self, table: str, key: str, /, **values: Any) -> str:
        """Add one row, its left-out columns filled with their defaults; return its id. KeyError for unknown columns."""
        defaults = COLUMNS[table]
        if unknown := values.keys() - defaults.keys():
            raise KeyError(table, *sorted(unknown))
        identity = row_id(key)
        row: Row = {"id": identity, "created_at": STAMP, "updated_at": STAMP}
        for column, default in defaults.items():
            value = values.get(column, default)
            if value is ...:
                raise KeyError(table, column)
            row[column] = _plain(value)
        self.rows[table].append(row)
        return identity

    def spread(self, subject: str) -> random.Random:
        """Return the source of chance for one subject: the same for the same seed, whatever else was drawn before."""
        return random.Random(f"{self.seed}:{subject}")  # noqa: S311  spread of sample data, no secret


def _plain(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, WallTime):
        return value.iso()
    if isinstance(value, (list, dict, tuple)):
        return as_json(value)
    return value.isoformat() if isinstance(value, date) else value
