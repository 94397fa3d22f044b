"""What one committed command changed: the record that undo, refresh and announcements all follow from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that a step inserted, updated or deleted, named by table and key."""

    table: str
    key: str
    kind: Literal["insert", "update", "delete"]


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """All rows of one step. `op` is the operation's name, `origin` the caller's tag so that it can skip its own echo."""

    seq: int
    op: str
    changes: tuple[RowChange, ...]
    origin: str = ""

    @property
    def tables(self) -> frozenset[str]:
        """Names of the tables touched; views refresh by them."""
        return frozenset(change.table for change in self.changes)

    def keys(self, table: str) -> frozenset[str]:
        """Keys of the rows of one table."""
        return frozenset(change.key for change in self.changes if change.table == table)
