"""House rules of the schema, read from the mapped classes."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlalchemy.orm import configure_mappers

from il_desktop.models import Base
from il_desktop.store.create import schema_statements
from scripts.freeze_schema import schema_sql

TABLES = [table for name, table in sorted(Base.metadata.tables.items()) if not name.startswith("journal")]
MAPPERS = sorted(Base.registry.mappers, key=lambda mapper: mapper.class_.__name__)


def test_every_entity_is_there() -> None:
    assert len(TABLES) == 57
    assert len(MAPPERS) == 57


def test_every_column_keeps_its_old_value_on_change() -> None:
    configure_mappers()
    forgetful = [
        f"{mapper.class_.__name__}.{prop.key}"
        for mapper in MAPPERS
        for prop in mapper.column_attrs
        if not getattr(mapper.class_, prop.key).impl.active_history
    ]
    assert forgetful == []


def test_no_link_table_hides_behind_a_relationship_and_children_go_with_their_owner() -> None:
    for mapper in MAPPERS:
        for relation in mapper.relationships:
            assert relation.secondary is None
            assert relation.cascade.delete_orphan
            assert not relation.passive_deletes


def test_links_restrict_and_are_indexed() -> None:
    for table in TABLES:
        indexed = {next(iter(index.columns)).name for index in table.indexes if len(index.columns)}
        indexed |= {column.name for column in table.columns if column.unique}
        for constraint in table.constraints:
            if isinstance(constraint, ForeignKeyConstraint):
                assert (constraint.ondelete, constraint.onupdate) == ("RESTRICT", "RESTRICT")
                assert constraint.column_keys[0] in indexed, f"{table.name}.{constraint.column_keys[0]}"


def test_every_constraint_has_a_name() -> None:
    for table in TABLES:
        assert all(constraint.name for constraint in table.constraints), table.name
        names = [str(check.name) for check in table.constraints if isinstance(check, CheckConstraint)]
        assert len(names) == len(set(names))


def test_tables_are_strict_and_have_one_text_key() -> None:
    for table in TABLES:
        assert table.dialect_options["sqlite"]["strict"], table.name
        assert [column.name for column in table.primary_key] == ["id"]


def test_ledgers_stay_outside_the_journal() -> None:
    outside = {table.name for table in TABLES if not table.info.get("journal", True)}
    assert outside == {
        "export_batch",
        "exported_event",
        "feed_event",
        "feed_state",
        "office_proposal",
        "plan_baseline",
        "reminder_mark",
        "sync_item",
    }


def test_all_migrations_together_make_what_the_classes_say() -> None:
    migrated, mapped = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
    try:
        for statement in schema_statements():
            migrated.execute(statement)
        mapped.executescript(schema_sql())
        names = sorted(Base.metadata.tables)
        assert [facts(migrated, name) for name in names] == [facts(mapped, name) for name in names]
    finally:
        migrated.close()
        mapped.close()


def facts(connection: sqlite3.Connection, table: str) -> tuple[object, ...]:
    """Return columns, links, checks and indexes of a table, whatever the order they were added in."""
    sql = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql NOT NULL"
        " AND name NOT LIKE 'ix_search%' ORDER BY name",  # the index of the search is no class's business
        (table,),
    ).fetchall()
    return (
        table,
        sql.rstrip().endswith("STRICT"),
        sorted(row[1:] for row in connection.execute(f'PRAGMA table_info("{table}")')),
        sorted(row[2:] for row in connection.execute(f'PRAGMA foreign_key_list("{table}")')),
        sorted(checks(sql)),
        [(name, " ".join(text.split())) for name, text in indexes],
    )


def checks(sql: str) -> Iterator[tuple[str, str]]:
    """Yield name and condition of every CHECK in a statement, which may hold brackets itself."""
    for found in re.finditer(r"CONSTRAINT (ck_\w+) CHECK \(", sql):
        depth, at = 1, found.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(sql[at], 0)
            at += 1
        yield found[1], sql[found.end() : at - 1]
