"""Migrations: a file is old or new, never in between, and never poorer."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from il_desktop import bootstrap
from il_desktop.commands.desk import Desk
from il_desktop.domain.clock import FixedClock
from il_desktop.domain.errors import DamagedFile, StorageFault
from il_desktop.store import backup, driver, migrate
from il_desktop.store.engine import write_engine
from il_desktop.store.schema import APPLICATION_ID, SCHEMA_VERSION, read_header, revision
from tests.store import steps_for_tests as steps

PACKAGED = Path(migrate.__file__).parent / "migrations"

GOOD = """
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "NEXT", "NOW", None, None

def upgrade():
    with op.batch_alter_table("activity_type", table_kwargs={"sqlite_strict": True}, recreate="always") as table:
        table.add_column(sa.Column("color", sa.Text))
    with op.batch_alter_table("setting", table_kwargs={"sqlite_strict": True}, recreate="always") as table:
        table.add_column(sa.Column("note", sa.Text))
    with op.batch_alter_table("goal", table_kwargs={"sqlite_strict": True}, recreate="always") as table:
        table.add_column(sa.Column("color", sa.Text))
""".replace("NEXT", f"{SCHEMA_VERSION + 1:04d}").replace("NOW", revision())
NEXT = SCHEMA_VERSION + 1
FAILS = "UPDATE setting SET value = 'half done'", "SELECT * FROM no_such_table"
LOSES = ("DELETE FROM setting",)
UNLINKS = ("UPDATE time_block SET activity_type_id = 'nowhere'",)


def scripts(folder: Path, *more: str) -> str:
    """Make a copy of our migrations with the good one, and more statements in it; return its place for Alembic."""
    shutil.copytree(PACKAGED, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / f"{NEXT:04d}_next.py").write_text(
        GOOD + "".join(f'    op.execute("{statement}")\n' for statement in more)
    )
    return str(folder)


def rows(path: Path, table: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()  # noqa: S608  names of the test
    finally:
        connection.close()


@pytest.fixture
def old_file(desk: Desk) -> Path:
    """A closed file of the present schema, with rows that link to others."""
    desk.run(steps.import_settings, [f"key-{n}" for n in range(300)])
    desk.run(steps.add_block, "PLC prep", steps.WallTime.parse("2026-01-20T09:00"), 30)
    desk.close()
    return desk.path


def test_a_new_file_has_the_schema_that_all_migrations_build(empty_file: Path, tmp_path: Path) -> None:
    migrated = tmp_path / "migrated.ildesk"
    migrated.touch(0o600)
    engine = write_engine(migrated, for_migration=True)
    with engine.begin() as connection:
        migrate._migrate(connection, migrated, "il_desktop.store:migrations", SCHEMA_VERSION)
    engine.dispose()

    def schema(path: Path) -> list[tuple[object, ...]]:
        connection = driver.connect(path)
        try:
            found = connection.execute(
                "SELECT type, name, tbl_name, replace(replace(sql, char(9), ''), char(10), '') FROM sqlite_schema"
                " WHERE name <> 'alembic_version' ORDER BY type, name"
            ).fetchall()
            stamps = connection.execute("SELECT version_num FROM alembic_version").fetchall()
            return [*found, *stamps, *connection.execute("PRAGMA user_version").fetchall()]
        finally:
            connection.close()

    assert schema(empty_file) == schema(migrated)


def test_the_newest_revision_carries_the_schema_number() -> None:
    assert ScriptDirectory(str(PACKAGED)).get_heads() == [revision()]


def test_an_upgrade_keeps_every_row_and_makes_a_backup_first(
    old_file: Path, tmp_path: Path, fixed_clock: FixedClock
) -> None:
    before = {table: rows(old_file, table) for table in ("activity_type", "setting", "time_block")}
    migrate.upgrade(old_file, fixed_clock, scripts=scripts(tmp_path / "next"), target=NEXT)
    for table, old in before.items():
        assert [row[: len(old[0])] for row in rows(old_file, table)] == old
    assert (read_header(old_file).user_version, read_header(old_file).application_id) == (NEXT, APPLICATION_ID)
    (copy,) = backup.backups(old_file)
    manifest = backup.verify(copy)
    assert manifest is not None
    assert manifest.schema_version == SCHEMA_VERSION
    connection = driver.connect_durable(old_file)
    assert connection.execute("SELECT DISTINCT state FROM journal_step").fetchall() == [("fixed",)]
    assert connection.execute("SELECT count(*) FROM journal_change").fetchone() == (0,)
    connection.close()


@pytest.mark.parametrize(("migration", "error"), [(FAILS, Exception), (LOSES, DamagedFile), (UNLINKS, DamagedFile)])
def test_an_upgrade_that_goes_wrong_leaves_every_byte(
    old_file: Path, tmp_path: Path, fixed_clock: FixedClock, migration: tuple[str, ...], error: type[Exception]
) -> None:
    before = {table: rows(old_file, table) for table in ("activity_type", "setting", "time_block")}
    with pytest.raises(error):
        migrate.upgrade(old_file, fixed_clock, scripts=scripts(tmp_path / "next", *migration), target=NEXT)
    assert {table: rows(old_file, table) for table in before} == before
    assert read_header(old_file).user_version == SCHEMA_VERSION
    migrate.upgrade(old_file, fixed_clock, scripts=scripts(tmp_path / "good"), target=NEXT)
    assert read_header(old_file).user_version == NEXT


@pytest.mark.parametrize("is_cleaned_up", [False, True])  # what cleans up meets an error of its own
def test_a_disk_that_is_full_in_the_middle_of_an_upgrade_is_told(
    empty_file: Path, fixed_clock: FixedClock, monkeypatch: pytest.MonkeyPatch, is_cleaned_up: bool
) -> None:
    def no_room(_connection: object) -> None:
        error = driver.module.OperationalError("database or disk is full")
        error.sqlite_errorcode = 13
        try:
            raise error
        finally:
            if is_cleaned_up:
                raise driver.module.OperationalError(*error.args)

    before = empty_file.read_bytes()
    monkeypatch.setattr(migrate.search, "set_aside", no_room)
    with pytest.raises(StorageFault) as told:
        migrate.upgrade(empty_file, fixed_clock)
    assert told.value.reason == "full"
    assert empty_file.read_bytes() == before


def test_leavings_of_an_interrupted_tool_do_not_stop_an_upgrade(
    old_file: Path, tmp_path: Path, fixed_clock: FixedClock
) -> None:
    connection = sqlite3.connect(old_file)
    connection.execute("CREATE TABLE _alembic_tmp_setting (id TEXT)")
    connection.commit()
    connection.close()
    migrate.upgrade(old_file, fixed_clock, scripts=scripts(tmp_path / "next"), target=NEXT)
    assert len(rows(old_file, "setting")) == 300


def test_an_old_file_is_migrated_when_it_is_opened(
    old_file: Path, tmp_path: Path, fixed_clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade, place = migrate.upgrade, scripts(tmp_path / "next")
    monkeypatch.setattr(migrate, "upgrade", lambda path, clock: upgrade(path, clock, scripts=place, target=NEXT))
    for module in ("bootstrap", "store.gate"):
        monkeypatch.setattr(f"il_desktop.{module}.SCHEMA_VERSION", NEXT)
    desk = bootstrap.open_desk(old_file, clock=fixed_clock)
    assert desk.read(lambda reader: reader.value("PRAGMA user_version")) == NEXT
    desk.close()
