"""Steps that only add rows, thousands at once: on a connection of the driver, journalled and undone like any other.

What a command may do here is small on purpose: read, and add complete rows. So nothing of the ORM has to be loaded, and
SQLite itself writes the images of the new rows. Whoever changes or removes rows is a command like the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Any, TypeVar

from il_desktop.domain.changes import ChangeSet, RowChange
from il_desktop.domain.clock import Clock
from il_desktop.domain.ids import new_id
from il_desktop.domain.zones import instant_text
from il_desktop.store import driver, journal, saving, search
from il_desktop.store.images import RowImages
from il_desktop.store.operation import operation_of

Command = TypeVar("Command", bound=Callable[..., Any])
Row = tuple[Any, ...]
_MANY = 100  # blocks inserted together: from here on indexing them together is quicker


def additive(command: Command) -> Command:
    """Mark a command `(AddTx, …)` that only adds rows."""
    command.is_additive = True  # pyright: ignore[reportFunctionMemberAccess]  functions carry attributes
    return command


class AddTx:
    """What an additive command works with; nothing is saved until it returns."""

    def __init__(self, connection: Any, clock: Clock) -> None:
        self.clock = clock
        self.label_args: dict[str, str | int | None] = {}
        self._connection = connection
        self._pieces: list[_Piece] = []

    def say(self, **args: str | int | None) -> None:
        """Give the step's sentence its facts: ids, ISO times, counts, codes; never free text."""
        self.label_args.update(args)

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[Row]:
        """Return what a query finds, rows added here among it."""
        return self._connection.execute(sql, params).fetchall()

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Insert rows of raw stored values in the order of `columns`, the first of which is the id.

        The values pass no column type, only the CHECKs of the schema. Columns left out get the schema's default.
        """
        if not rows:
            return
        last = self._connection.execute(f'SELECT max(rowid) FROM "{table}"').fetchone()[0] or 0  # noqa: S608  ours
        names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" for _ in columns)
        is_much = table == "time_block" and len(rows) >= _MANY
        with search.many_blocks(self._connection) if is_much else nullcontext():
            self._connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)  # noqa: S608  ours
        self._pieces.append(_Piece(table, last, [row[0] for row in rows]))

    def journal(self, op: str, step_id: str) -> ChangeSet | None:
        """Write the step; None when nothing was added."""
        if not self._pieces:
            return None
        first = self._pieces[0]
        image = RowImages(first.table, first.ids[0], None, self._image(first))
        now = instant_text(self.clock.now())
        step = journal.NewStep(id=step_id, op=op, made_at=now, label_args=self.label_args)
        seq = journal.write_step(self._connection, step, [image])
        offset = 1
        for piece in self._pieces:
            columns = [row[1] for row in self._connection.execute(f'PRAGMA table_info("{piece.table}")').fetchall()]
            values = ", ".join(f"'{name}', \"{name}\"" for name in columns)
            self._connection.execute(
                'INSERT INTO journal_change (seq, n, tbl, "key", "after")'  # noqa: S608  names of our own schema
                f" SELECT ?, ? + row_number() OVER (ORDER BY rowid), ?, id, json_object({values})"
                f' FROM "{piece.table}" WHERE rowid > ? AND id <> ?',
                (seq, offset, piece.table, piece.last, image.key),
            )
            offset += len(piece.ids) - (piece is first)
        changes = (RowChange(piece.table, key, "insert") for piece in self._pieces for key in piece.ids)
        return ChangeSet(seq, op, tuple(changes))

    def _image(self, piece: _Piece) -> dict[str, Any]:
        cursor = self._connection.execute(f'SELECT * FROM "{piece.table}" WHERE id = ?', (piece.ids[0],))  # noqa: S608  ours
        row = cursor.fetchone()
        return dict(zip((column[0] for column in cursor.description), row, strict=True))


class _Piece:
    """Rows of one table added together, all behind the rowid `last`."""

    __slots__ = ("ids", "last", "table")

    def __init__(self, table: str, last: int, ids: list[str]) -> None:
        self.table, self.last, self.ids = table, last, ids


class AddWriter:
    """Runs additive commands against one file, each on a connection of its own; promises what `transaction` does."""

    def __init__(self, path: Path, clock: Clock, *, spills: bool = True) -> None:
        self._path = path
        self._clock = clock
        self._spills = spills

    def run(
        self,
        command: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        checkpoint: Callable[[], None] | None = None,
    ) -> tuple[Any, ChangeSet | None]:
        """Run a command; return its result and what it added, None when nothing. Nothing is saved when it fails.

        `checkpoint` is called before the commit; when it raises, nothing is saved.
        """
        step_id, op = new_id(), operation_of(command)

        def work(tx: AddTx) -> tuple[Any, ChangeSet | None]:
            result = command(tx, *args, **kwargs)
            changes = tx.journal(op, step_id)
            if checkpoint is not None:
                checkpoint()
            return result, changes

        return saving.twice_if_busy(self._path, lambda: self._once(work, step_id), (driver.Error,))

    def close(self) -> None:
        """Do nothing: each step has a connection of its own."""

    def _once(
        self, work: Callable[[AddTx], tuple[Any, ChangeSet | None]], step_id: str
    ) -> tuple[Any, ChangeSet | None]:
        connection = driver.connect_durable(self._path, spills=self._spills)
        try:
            connection.execute("BEGIN IMMEDIATE")
            outcome = work(AddTx(connection, self._clock))
            try:
                connection.execute("COMMIT")
            except driver.Error as error:
                _roll_back(connection)
                connection.close()
                saving.settle(error, self._path, lambda anew: journal.has_step(anew, step_id))
            return outcome
        finally:
            _roll_back(connection)
            connection.close()


def _roll_back(connection: Any) -> None:
    with suppress(driver.Error):
        if connection.in_transaction:
            connection.execute("ROLLBACK")
