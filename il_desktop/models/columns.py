"""Short words for the columns that entities are made of, so that a table reads like its description.

Every column keeps its old value on change (`active_history`), every link is indexed and restricts, every text has a
length. Whether NULL is allowed is said by the annotation: `Mapped[str | None]`.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Index, literal_column
from sqlalchemy.orm import MappedColumn, mapped_column

from il_desktop.domain.text import STEP_MAX, TEXT_MAX, TITLE_MAX
from il_desktop.models.column_types import (
    CheckedType,
    Choice,
    Day,
    Flag,
    Instant,
    Json,
    Key,
    Real,
    Wall,
    Whole,
    Words,
    Zone,
)

_ABSENT = object()


def unique_even_null(table: str, *columns: str, where: str | None = None) -> Index:
    """One row per combination; a column written `name?` may be NULL, and two NULLs count as the same.

    A plain UNIQUE treats NULLs as different. `where` leaves rows out of the rule.
    """
    terms = [
        literal_column(f"ifnull({name[:-1]}, '')") if name.endswith("?") else literal_column(name) for name in columns
    ]
    label = f"uq_{table}_" + "_".join(name.rstrip("?").removesuffix("_id") for name in columns)
    return Index(label, *terms, unique=True, sqlite_where=literal_column(where) if where else None)


def key_to(table: str, *, unique: bool = False, index: bool = True, use_alter: bool = False) -> MappedColumn[Any]:
    """Link to a row of another table: indexed (with `index` False by an index of the table's own), restricting.

    Deferred to the commit, because the unit of work orders inserts by relationships only and we map none to parents.
    """
    link = ForeignKey(
        f"{table}.id",
        ondelete="RESTRICT",
        onupdate="RESTRICT",
        deferrable=True,
        initially="DEFERRED",
        use_alter=use_alter,
    )
    return mapped_column(Key(), link, index=index and not unique, unique=unique or None, active_history=True)


def loose_key() -> MappedColumn[Any]:
    """Id of a row that may be gone, or of one of several tables; indexed."""
    return mapped_column(Key(), index=True, active_history=True)


def line(limit: int = TITLE_MAX, *, unique: bool = False, glob: str | None = None) -> MappedColumn[Any]:
    """One line of text, 1 to `limit` characters."""
    return mapped_column(Words(limit, glob=glob), unique=unique or None, active_history=True)


def step_text() -> MappedColumn[Any]:
    """Hold the text of one small step, up to 280 characters."""
    return mapped_column(Words(STEP_MAX, lines=True), active_history=True)


def prose() -> MappedColumn[Any]:
    """Free text, up to 20,000 characters."""
    return mapped_column(Words(TEXT_MAX, lines=True), active_history=True)


def one_of(*words: str, default: str | None = None) -> MappedColumn[Any]:
    """One of our words."""
    return _column(Choice(*words), _ABSENT if default is None else default)


def flag(*, default: bool = False) -> MappedColumn[Any]:
    """Yes or no."""
    return _column(Flag(), default)


def maybe_flag() -> MappedColumn[Any]:
    """Yes, no or not said."""
    return _column(Flag(), _ABSENT)


def whole(low: int | None = None, high: int | None = None, *, default: int | None = None) -> MappedColumn[Any]:
    """Hold a whole number within limits, both included."""
    limits = {name: limit for name, limit in (("low", low), ("high", high)) if limit is not None}
    return _column(Whole(**limits), _ABSENT if default is None else default)


def real(above: float | None = None, *, default: float | None = None) -> MappedColumn[Any]:
    """Hold a finite number."""
    return _column(Real(above), _ABSENT if default is None else default)


def local_day(*, unique: bool = False, index: bool = False) -> MappedColumn[Any]:
    """Hold a local date."""
    return mapped_column(Day(), unique=unique or None, index=index or None, active_history=True)


def wall(*, index: bool = False) -> MappedColumn[Any]:
    """Hold a local wall time."""
    return mapped_column(Wall(), index=index or None, active_history=True)


def instant() -> MappedColumn[Any]:
    """Hold a moment in UTC."""
    return mapped_column(Instant(), active_history=True)


def zone() -> MappedColumn[Any]:
    """Hold the name of a time zone."""
    return mapped_column(Zone(), active_history=True)


def json_list() -> MappedColumn[Any]:
    """Hold a small frozen list, empty unless given."""
    return _column(Json(), ())


def json_value() -> MappedColumn[Any]:
    """Hold a small frozen value of any shape."""
    return mapped_column(Json(), active_history=True)


def _column(kind: CheckedType, default: Any) -> MappedColumn[Any]:
    if default is _ABSENT:
        return mapped_column(kind, active_history=True)
    stored = literal_column(repr(kind.stored(default)))
    return mapped_column(kind, info={"default": default}, server_default=stored, active_history=True)
