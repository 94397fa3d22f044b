"""House rules of the schema, read from the mapped classes."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlalchemy.orm import configure_mappers

from il_desktop.models import Base
from scripts.freeze_schema import schema_sql

TABLES = [table for name, table in sorted(Base.metadata.tables.items()) if not name.startswith("journal")]
MAPPERS = sorted(Base.registry.mappers, key=lambda mapper: mapper.class_.__name__)


def test_every_entity_of_the_first_schema_is_there() -> None:
    assert len(TABLES) == 44
    assert len(MAPPERS) == 44


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
    assert outside == {"export_batch", "exported_event"}


def test_first_migration_makes_what_the_classes_say() -> None:
    spec = importlib.util.find_spec("il_desktop.store.migrations")
    assert spec is not None
    assert spec.origin is not None
    frozen = Path(spec.origin).parent / "versions" / "0001_first_schema.sql"
    # Later revisions add the search index only, which no class maps.
    assert frozen.read_text(encoding="utf-8") == schema_sql()
