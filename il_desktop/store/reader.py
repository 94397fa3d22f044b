"""Reads: plain SQL on a connection that cannot write, one snapshot for each query call.

Decides how rows reach a query and keeps the start-up path free of SQLAlchemy. What a screen asks for is in `queries`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from il_desktop.store import driver
from il_desktop.store.errors import faults_told

Params = Sequence[object] | Mapping[str, object]
Query = TypeVar("Query", bound=Callable[..., Any])
Answer = TypeVar("Answer")


class Reader:
    """A read-only connection; inside `snapshot` all reads see the same state of the file."""

    def __init__(self, path: Path, *, mode: str = "rw") -> None:
        self._path = path
        self._depth = 0
        self._told: dict[Callable[..., Any], Any] = {}
        with faults_told(path):
            self._connection = driver.connect(path, mode=mode)
            driver.set_pragma(self._connection, "query_only", 1)

    @contextmanager
    def snapshot(self) -> Iterator[Reader]:
        """Hold one state of the file for the length of the block; nested blocks share the outer one."""
        if not self._depth:
            self.rows("BEGIN")
        self._depth += 1
        try:
            yield self
        finally:
            self._depth -= 1
            if not self._depth:
                self._told.clear()
            if not self._depth and self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def once(self, query: Callable[[Reader], Answer]) -> Answer:
        """Answer an argument-less query, inside a snapshot from memory the second time: the file is the same."""
        if not self._depth:
            return query(self)
        if query not in self._told:
            self._told[query] = query(self)
        return self._told[query]

    def rows(self, sql: str, params: Params = ()) -> list[tuple[Any, ...]]:
        """Return all rows; raise a FileProblem when the file cannot be read."""
        with faults_told(self._path):
            return self._connection.execute(sql, params).fetchall()

    def row(self, sql: str, params: Params = ()) -> tuple[Any, ...] | None:
        """Return the first row, or None."""
        rows = self.rows(sql, params)
        return rows[0] if rows else None

    def value(self, sql: str, params: Params = ()) -> Any:
        """Return the first column of the first row, None when there is no row."""
        row = self.row(sql, params)
        return row[0] if row else None

    def close(self) -> None:
        """Close the connection; the reader is of no use afterwards."""
        self._connection.close()


def reads(*tables: str) -> Callable[[Query], Query]:
    """Name the tables an argument-less query depends on, so that `Desk.cached` knows when to ask again."""

    def mark(query: Query) -> Query:
        query.reads = frozenset(tables)  # pyright: ignore[reportFunctionMemberAccess]  functions carry attributes
        return query

    return mark
