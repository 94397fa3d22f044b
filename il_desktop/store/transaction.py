"""One command, one transaction: begin, run, flush, fold, journal, commit; nothing at all when anything fails.

Decides what `Tx` offers to a command and what happens to errors of the file. Who is told of a change is above.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from il_desktop.domain.changes import ChangeSet, RowChange
from il_desktop.domain.clock import Clock
from il_desktop.domain.errors import UndoBlocked
from il_desktop.domain.ids import new_id
from il_desktop.domain.zones import instant_text
from il_desktop.models.base import Base
from il_desktop.store import apply, driver, journal, saving
from il_desktop.store.engine import RECORDER, write_engine
from il_desktop.store.operation import operation_of
from il_desktop.store.recorder import Recorder, insert_rows, is_journalled, raw

LabelValue = str | int | None


@dataclass(slots=True)
class Tx:
    """What a command works with; nothing is saved until the command returns."""

    session: Session
    clock: Clock
    op: str
    recorder: Recorder = field(repr=False)
    label_args: dict[str, LabelValue] = field(default_factory=dict)
    merge: str | None = None
    is_undoable: bool = True

    def say(self, **args: LabelValue) -> None:
        """Give the step's sentence its facts: ids, ISO times, counts, codes; never free text.

        When steps merge, names that begin with `from_` or `was_` keep the first value, all others the last.
        """
        self.label_args.update(args)

    def merge_key(self, key: str) -> None:
        """Let steps with the same key, at most one second apart, be undone as one."""
        self.merge = key

    def not_undoable(self) -> None:
        """Make this step and all before it final."""
        self.is_undoable = False

    def insert_rows(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Insert many rows of raw stored values at the speed of the driver; `id` and the two instants are filled in.

        For imports: the values pass no column type, only the CHECKs of the schema. Columns left out become NULL.
        """
        now = instant_text(self.clock.now())
        target = Base.metadata.tables[table]
        blank: dict[str, Any] = dict.fromkeys(column.name for column in target.columns)
        full = ({**blank, "id": row.get("id") or new_id(), "created_at": now, "updated_at": now, **row} for row in rows)
        self.session.flush()
        insert_rows(self.session.connection(), self.recorder, target, full)


class Writer:
    """Runs commands against one file, one at a time, on the thread that made it."""

    def __init__(self, path: Path, clock: Clock, *, spills: bool = True) -> None:
        self._path = path
        self._clock = clock
        self._engine: Engine = write_engine(path, spills=spills)

    def run(
        self,
        command: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        checkpoint: Callable[[], None] | None = None,
    ) -> tuple[Any, ChangeSet | None]:
        """Run a command; return its result and what it changed, None when nothing did.

        `checkpoint` is called before the commit; when it raises, nothing is saved.
        """
        op = operation_of(command)
        step_id = new_id()

        def work(session: Session) -> tuple[Any, ChangeSet | None]:
            tx = Tx(session, self._clock, op, Recorder())
            session.info[RECORDER] = tx.recorder
            session.info["now"] = self._clock.now()  # models.base stamps rows with it
            result = command(tx, *args, **kwargs)
            session.flush()
            changes = self._journal(tx, step_id)
            if checkpoint is not None:
                checkpoint()
            return result, changes

        return self._in_transaction(work, lambda connection: journal.has_step(connection, step_id))

    def undo(self) -> ChangeSet:
        """Take back the newest step; raise UndoBlocked, after making all steps final, when its rows changed since."""
        return self._apply("undo")

    def redo(self) -> ChangeSet:
        """Make the step undone last again; raise UndoBlocked like `undo`."""
        return self._apply("redo")

    def close(self) -> None:
        """Close the connection."""
        self._engine.dispose()

    def _journal(self, tx: Tx, step_id: str) -> ChangeSet | None:
        connection = tx.session.connection()
        images = tx.recorder.fold(connection)
        if not images:
            return None
        step = journal.NewStep(
            id=step_id,
            op=tx.op,
            made_at=instant_text(self._clock.now()),
            label_args=tx.label_args,
            merge_key=tx.merge,
            is_undoable=tx.is_undoable,
        )
        seq = journal.write_step(raw(connection), step, [image for image in images if is_journalled(image.table)])
        return ChangeSet(seq, tx.op, tuple(image.change for image in images))

    def _apply(self, direction: str) -> ChangeSet:
        found: list[journal.Step] = []

        def work(session: Session) -> tuple[journal.Step, tuple[RowChange, ...]]:
            connection = session.connection()
            step = (journal.next_undo if direction == "undo" else journal.next_redo)(raw(connection))
            if step is None:
                raise UndoBlocked(op="")
            found[:] = [step]
            return step, (apply.undo_step if direction == "undo" else apply.redo_step)(connection, step)

        def landed(connection: Any) -> bool:
            return journal.state_of(connection, found[0].seq) == ("undone" if direction == "undo" else "done")

        try:
            step, changes = self._in_transaction(work, landed)
        except UndoBlocked as blocked:
            if blocked.op:
                self._in_transaction(_make_all_final, _never)
            raise
        return ChangeSet(step.seq, f"{direction}:{step.op}", changes)

    def _in_transaction(self, work: Callable[[Session], Any], landed: Callable[[Any], bool]) -> Any:
        return saving.twice_if_busy(self._path, lambda: self._once(work, landed), (DBAPIError, driver.Error))

    def _once(self, work: Callable[[Session], Any], landed: Callable[[Any], bool]) -> Any:
        with Session(self._engine, expire_on_commit=False) as session:
            result = work(session)
            try:
                session.commit()
            except DBAPIError as error:
                session.rollback()
                self._engine.dispose()
                saving.settle(error, self._path, landed)
            return result


def _never(_connection: Any) -> bool:
    return False


def _make_all_final(session: Session) -> None:
    journal.raise_barrier(raw(session.connection()))
