"""The write engine: one connection with the settings that never lose an acknowledged save, and the guards round it.

Why each setting is there is told in docs/storage.md; the order and the read-back matter as much as the values.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event  # noqa: TID251  this module owns the engine
from sqlalchemy.orm import Session, UOWTransaction
from sqlalchemy.pool import QueuePool

from il_desktop.store import driver

RECORDER = "recorder"  # the place in `session.info` where a command's recorder stands
_MAY_WRITE = "il_desktop.may_write"
_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class UnrecordedWriteError(RuntimeError):
    """A statement changes rows outside a flush, so that undo would not know of it."""


def write_engine(path: Path, *, for_migration: bool = False, spills: bool = True) -> Engine:
    """Return the engine that writes to an existing file of ours.

    Only the thread that makes it may use it. A migration copies tables: it has foreign keys off, which
    must be so before BEGIN, and no guard against unrecorded writes. `spills` is told in `driver.connect_durable`.
    """
    owner = threading.get_ident()

    def connect() -> Any:
        if threading.get_ident() != owner:
            raise RuntimeError(threading.current_thread().name)
        return driver.connect_durable(path, foreign_keys=not for_migration, spills=spills)

    engine = create_engine(
        "sqlite+pysqlite://",
        creator=connect,
        module=driver.module,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,  # what people typed stays out of error texts
    )
    event.listen(engine, "begin", _begin_immediate)
    if not for_migration:
        event.listen(engine, "rollback", _forget_permission)
        event.listen(engine, "before_cursor_execute", _refuse_unrecorded_writes)
    return engine


def _begin_immediate(connection: Connection) -> None:
    # A deferred transaction that turns into a write answers BUSY at once, whatever the timeout.
    connection.info[_MAY_WRITE] = 0
    connection.connection.driver_connection.execute("BEGIN IMMEDIATE")  # pyright: ignore[reportOptionalMemberAccess]  a begun one has its driver


def _forget_permission(connection: Connection) -> None:
    connection.info[_MAY_WRITE] = 0


def _refuse_unrecorded_writes(  # SQLAlchemy's signature
    connection: Connection,
    _cursor: object,
    statement: str,
    _parameters: object,
    _context: object,
    _executemany: bool,  # noqa: FBT001  same signature
) -> None:
    if statement.lstrip()[:7].upper().startswith(_WRITES) and not connection.info.get(_MAY_WRITE):
        raise UnrecordedWriteError(statement.split(None, 3)[:3])


@event.listens_for(Session, "before_flush")
def _flush_begins(session: Session, _context: UOWTransaction, _instances: object) -> None:
    session.connection().info[_MAY_WRITE] = int(RECORDER in session.info)


@event.listens_for(Session, "after_flush")
def _flush_ends(session: Session, _context: UOWTransaction) -> None:
    session.connection().info[_MAY_WRITE] = 0
