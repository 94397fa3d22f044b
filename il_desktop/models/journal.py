"""The journal's two tables: which steps were made, and the rows of each step before and after.

Core tables, not mapped classes: the journal is written by `store.journal` alone and is never itself part of a step.
Every index costs every save a page, so there is one only, by which the next step is found among thousands.
What the states and columns mean is told in docs/decisions/0003-journal-and-undo.md.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text

from il_desktop.models.base import Base

STATES = ("done", "undone", "void", "fixed")

journal_step = Table(
    "journal_step",
    Base.metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("op", Text, nullable=False),
    Column("label_args", Text, nullable=False),
    Column("merge_key", Text),
    Column("schema_version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    CheckConstraint(f"state IN {STATES!r}", name="state"),
    sqlite_strict=True,
)
Index(
    "ix_journal_step_open",
    journal_step.c.state,
    journal_step.c.seq,
    sqlite_where=journal_step.c.state.in_(["done", "undone"]),
)

journal_change = Table(
    "journal_change",
    Base.metadata,
    Column("seq", Integer, ForeignKey("journal_step.seq", ondelete="RESTRICT"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("tbl", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("redacted", Integer, nullable=False, server_default="0"),
    CheckConstraint("redacted IN (0, 1)", name="redacted"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
