"""Print the schema of the mapped classes as SQL: how the first migration was frozen, and how two schemas are compared.

Usage: python scripts/freeze_schema.py > il_desktop/store/migrations/versions/0001_first_schema.sql
"""

from __future__ import annotations

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from il_desktop.models import Base


def schema_sql() -> str:
    """Return CREATE TABLE and CREATE INDEX statements, tables by name."""
    dialect = sqlite.dialect()
    statements: list[str] = []
    for _, table in sorted(Base.metadata.tables.items()):
        created = str(CreateTable(table).compile(dialect=dialect)).strip().replace("\t", "    ")
        statements.append("\n".join(line.rstrip() for line in created.splitlines()).replace("\n STRICT", " STRICT"))
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        statements += [str(CreateIndex(index).compile(dialect=dialect)).strip() for index in indexes]
    return ";\n".join(statements) + ";\n"


if __name__ == "__main__":
    print(schema_sql(), end="")
