"""The base of all mapped classes: names of constraints, ids, cleaning on set, refusal of detached edits.

Decides how any entity behaves; what an entity is stands in the modules beside this one. The store puts the moment
of the transaction into `session.info["now"]`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, MetaData, Table, event, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, Mapper, Session, mapped_column, object_session
from sqlalchemy.orm.exc import DetachedInstanceError

from il_desktop.domain.errors import BadValue
from il_desktop.domain.ids import new_id
from il_desktop.models.column_types import CheckedType, Instant, Key

NAMING = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}

STRICT = {"sqlite_strict": True}  # SQLite then refuses a text in an INTEGER column, whoever writes it
LEDGER = {**STRICT, "info": {"journal": False}}  # a ledger tells what happened outside the file: undo leaves it alone


class Base(DeclarativeBase):
    """An entity: a row with an id made here, so that undo can bring it back as the same row."""

    metadata = MetaData(naming_convention=NAMING)
    __table_args__: Any = STRICT
    _types: ClassVar[dict[str, CheckedType]] = {}
    _required: ClassVar[frozenset[str]] = frozenset()
    _defaults: ClassVar[dict[str, Any]] = {}

    id: Mapped[str] = mapped_column(Key(), primary_key=True, active_history=True, sort_order=-3)
    created_at: Mapped[datetime] = mapped_column(Instant(), active_history=True, sort_order=-2)
    updated_at: Mapped[datetime] = mapped_column(Instant(), active_history=True, sort_order=-1)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Map the class, then turn the rules of its column types into CHECKs and into cleaning on set."""
        super().__init_subclass__(**kwargs)
        mapper: Mapper[Any] = inspect(cls)
        table = mapper.local_table
        assert isinstance(table, Table)  # noqa: S101  one class, one table: nothing here inherits or joins
        names = {mapper.get_property_by_column(column).key: column for column in table.c}
        cls._types = {name: column.type for name, column in names.items() if isinstance(column.type, CheckedType)}
        cls._required = frozenset(name for name, column in names.items() if not column.nullable)
        cls._defaults = {name: column.info["default"] for name, column in names.items() if "default" in column.info}
        for name, kind in cls._types.items():
            column = names[name].name
            if check := kind.sql_check(f'"{column}"' if column == "class" else column):
                table.append_constraint(CheckConstraint(check, name=column))

    def __init__(self, **values: Any) -> None:
        """Take attributes by name; what is left out gets its default, the id is new unless given."""
        for name, value in {"id": values.get("id") or new_id(), **self._defaults, **values}.items():
            if not hasattr(type(self), name):
                raise TypeError(name)
            setattr(self, name, value)

    def __setattr__(self, name: str, value: Any) -> None:
        """Clean the value by its column type; raise BadValue, or DetachedInstanceError once the session is gone."""
        if name.startswith("_sa_"):
            super().__setattr__(name, value)
            return
        if inspect(self).detached:
            raise DetachedInstanceError(name)  # a view holds a copy: changes go through a command
        if value is not None and name in self._types:
            value = self._types[name].clean(name, value)
        if value is None and name in self._required:
            raise BadValue(name, "", "empty")
        super().__setattr__(name, value)


@event.listens_for(Base, "before_insert", propagate=True)
def _stamp_new(_mapper: Mapper[Any], _connection: object, target: Base) -> None:
    target.created_at = target.updated_at = _session_of(target).info["now"]


@event.listens_for(Base, "before_update", propagate=True)
def _stamp_changed(_mapper: Mapper[Any], _connection: object, target: Base) -> None:
    session = _session_of(target)
    if session.is_modified(target, include_collections=False):
        target.updated_at = session.info["now"]


def _session_of(target: Base) -> Session:
    session = object_session(target)
    assert session is not None  # noqa: S101  the unit of work calls this for objects of its own session only
    return session
