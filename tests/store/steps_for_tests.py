"""Small commands that only tests use: each touches rows in one of the ways that undo must survive."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from il_desktop import bootstrap
from il_desktop.domain.activity_types import activity_type_id
from il_desktop.domain.errors import NotFound
from il_desktop.domain.walltime import WallTime
from il_desktop.models.schedule import ActivityType, TimeBlock
from il_desktop.models.settings import ExportBatch, Setting
from il_desktop.queries.settings import settings
from il_desktop.store import driver, gate
from il_desktop.store.operation import operation
from il_desktop.store.reader import Reader
from il_desktop.store.transaction import Tx


@operation("test.put")
def put_setting(tx: Tx, key: str, value: Any) -> str:
    """Insert or change one setting row."""
    row = tx.session.scalar(select(Setting).where(Setting.key == key))
    if row is None:
        row = Setting(key=key, value=value)
        tx.session.add(row)
    row.value = value
    tx.say(key=key)
    return row.id


@operation("test.nudge")
def nudge_setting(tx: Tx, key: str, value: int) -> None:
    """Change a setting in a step that merges with its like."""
    tx.say(from_value=_value(tx, key), to_value=value)
    tx.merge_key(f"nudge:{key}")
    put_setting(tx, key, value)


@operation("test.toggle")
def toggle_setting(tx: Tx, key: str) -> None:
    """Insert a row, or delete it if it is there, in a step that merges with its like."""
    tx.merge_key(f"toggle:{key}")
    if tx.session.scalar(select(Setting).where(Setting.key == key)) is None:
        put_setting(tx, key, 1)
    else:
        remove_setting(tx, key)


@operation("test.remove")
def remove_setting(tx: Tx, key: str) -> None:
    """Delete one setting row."""
    row = tx.session.scalar(select(Setting).where(Setting.key == key))
    if row is None:
        raise NotFound(kind="setting", key=key)
    tx.session.delete(row)


@operation("test.swap")
def replace_setting(tx: Tx, key: str) -> None:
    """Delete a row and insert another with the same unique key, in one step."""
    remove_setting(tx, key)
    tx.session.flush()
    tx.session.add(Setting(key=key, value="replaced"))


@operation("test.there_and_back")
def there_and_back(tx: Tx, key: str) -> None:
    """Insert a row and delete it again: nothing is left to undo."""
    tx.session.add(Setting(key=f"{key}, for a moment", value=1))
    tx.session.flush()
    remove_setting(tx, f"{key}, for a moment")


@operation("test.fail")
def put_and_fail(tx: Tx, key: str) -> None:
    """Write, flush, and then meet a rule that says no."""
    put_setting(tx, key, 1)
    tx.session.flush()
    raise NotFound(kind="setting", key=key)


@operation("test.final")
def put_for_good(tx: Tx, key: str) -> None:
    """Make a change that cannot be undone."""
    put_setting(tx, key, "for good")
    tx.not_undoable()


@operation("test.import")
def import_settings(tx: Tx, keys: list[str]) -> None:
    """Insert many rows at the speed of the driver."""
    tx.insert_rows("setting", [{"key": key, "value": '"imported"'} for key in keys])
    tx.say(count=len(keys))


@operation("test.ledger")
def write_ledger(tx: Tx, name: str) -> None:
    """Add a row to a table that undo leaves alone."""
    tx.session.add(
        ExportBatch(kind="ics", audience="me", with_names=False, note_classes=(), file_name=name, sha256="0" * 64)
    )


@operation("test.unrecorded")
def write_behind_the_journal(tx: Tx) -> None:
    """Try to write without the unit of work."""
    tx.session.execute(insert(Setting).values(id="x", key="x", value=1))


@operation("test.block")
def add_block(tx: Tx, title: str, start: WallTime, minutes: int) -> str:
    """Add a block with the first of the default activity types."""
    kind = tx.session.get_one(ActivityType, activity_type_id("office_work"))
    block = TimeBlock(
        title=title,
        activity_type_id=kind.id,
        protection=1,
        starts_local=start,
        ends_local=start.plus(minutes),
        tz="America/New_York",
    )
    tx.session.add(block)
    tx.say(block_id=block.id, start=start.iso())
    return block.id


@operation("test.delete_block")
def delete_block(tx: Tx, block_id: str) -> None:
    """Delete a block with the rows it owns."""
    tx.session.delete(tx.session.get_one(TimeBlock, block_id))
    tx.say(block_id=block_id)


def stored(reader: Reader, key: str) -> str | None:
    """Return the raw value of a setting."""
    return reader.value("SELECT value FROM setting WHERE key = ?", (key,))


def dump(reader: Reader, *, ledgers: bool = False) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table that undo covers, in the order of its key, and what the search index holds."""
    tables = [
        name
        for (name,) in reader.rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        if not name.startswith(("journal_", "sqlite_", "alembic_", "search_")) and (ledgers or name not in _LEDGERS)
    ]
    found = {name: rows for name in tables if (rows := reader.rows(f"SELECT * FROM {name} ORDER BY 1"))}  # noqa: S608  names from the schema
    # Numbers and segments of the index depend on the way a state was reached, what it says does not.
    entries = reader.rows('SELECT kind, "key", title, name, body, dated_on FROM search_entry ORDER BY kind, "key"')
    assert entries == reader.rows("SELECT * FROM search_source ORDER BY 1, 2"), "the index does not follow the rows"
    return {**found, "search": entries}


def open_and_read(path: Path) -> None:
    """Do what the window does first, and let go."""
    desk = bootstrap.open_desk(path)
    try:
        desk.read(settings)
    finally:
        desk.close()


def leave_hot_journal(source: Path, target: Path) -> Path:
    """Copy a file in the middle of a big transaction, as a crash would leave it."""
    connection = driver.connect_durable(source)
    connection.execute("PRAGMA cache_size = 5")  # pages spill into the file before COMMIT
    connection.execute("BEGIN IMMEDIATE")
    stamp = "2026-01-01T00:00:00.000000Z"
    connection.executemany(
        "INSERT INTO setting (id, created_at, updated_at, key, value) VALUES (?, ?, ?, ?, ?)",
        [(f"id-{n}", stamp, stamp, "half" if n == 0 else f"key-{n}", '"x"') for n in range(3000)],
    )
    shutil.copy(source, target)
    shutil.copy(gate.journal_path(source), gate.journal_path(target))
    connection.execute("ROLLBACK")
    connection.close()
    return target


def _value(tx: Tx, key: str) -> int | None:
    row = tx.session.scalar(select(Setting).where(Setting.key == key))
    return None if row is None else row.value


_LEDGERS = {"plan_baseline", "office_proposal", "export_batch", "exported_event"}
