"""Takes a step back or makes it again by writing its images: all rows or none.

Every row must still hold what the step left (undo) or found (redo); otherwise UndoBlocked, and the caller rolls back.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from il_desktop.domain.changes import RowChange
from il_desktop.domain.errors import UndoBlocked
from il_desktop.store import driver
from il_desktop.store.images import Image, RowImages
from il_desktop.store.journal import Step, mark
from il_desktop.store.recorder import key_column, raw, read_image

_ABSENT = object()  # no value of a row equals it


def undo_step(connection: Connection, step: Step) -> tuple[RowChange, ...]:
    """Write the images from before the step; return the changes as the file sees them."""
    inverse = [RowImages(image.table, image.key, image.after, image.before) for image in reversed(step.images)]
    return _apply(connection, step, inverse, "undone")


def redo_step(connection: Connection, step: Step) -> tuple[RowChange, ...]:
    """Write the images from after the step; return the changes as the file sees them."""
    return _apply(connection, step, list(step.images), "done")


def _apply(connection: Connection, step: Step, images: list[RowImages], state: str) -> tuple[RowChange, ...]:
    for image in images:
        if not _still_holds(read_image(connection, image.table, image.key), image):
            raise UndoBlocked(step.op)
    database = raw(connection)
    # Foreign keys are checked at COMMIT only, so the order of rows does not matter to them; RESTRICT included.
    database.execute("PRAGMA defer_foreign_keys = ON")
    try:
        for image in (image for image in images if image.after is None):
            _delete(database, image.table, image.key)
        for image in (image for image in images if image.before is not None and image.after is not None):
            _update(database, image)
        for image in (image for image in images if image.before is None and image.after is not None):
            _insert(database, image.table, image.after)
    except driver.module.IntegrityError as error:
        raise UndoBlocked(step.op) from error
    mark(database, step.seq, state)
    return tuple(image.change for image in images)


def _still_holds(row: Image | None, image: RowImages) -> bool:
    """Tell whether a row is as the step left it: an update is held to its own columns, of which one is the time."""
    if row is None or image.before is None or image.after is None:
        return row == image.before
    return all(row.get(name, _ABSENT) == value for name, value in image.before.items())


def _delete(database: Any, table: str, key: str) -> None:
    database.execute(f'DELETE FROM "{table}" WHERE "{key_column(table)}" = ?', (key,))  # noqa: S608  names of our own schema


def _update(database: Any, image: RowImages) -> None:
    before, after = image.before or {}, image.after or {}
    changed = [name for name in after if name not in before or after[name] != before[name]]
    names = ", ".join(f'"{name}" = ?' for name in changed)
    database.execute(
        f'UPDATE "{image.table}" SET {names} WHERE "{key_column(image.table)}" = ?',  # noqa: S608  names of our own schema
        (*(after[name] for name in changed), image.key),
    )


def _insert(database: Any, table: str, image: Image | None) -> None:
    values = image or {}
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" for _ in values)
    database.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(values.values()))  # noqa: S608  names of our own schema
