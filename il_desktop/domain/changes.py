"""What one committed command changed: the record that undo, refresh and announcements all follow from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.walltime import WallTime


class RowChange(NamedTuple):
    """One row that a step inserted, updated or deleted, named by table and key."""

    table: str
    key: str
    kind: Literal["insert", "update", "delete"]


class ChangeSet(NamedTuple):
    """All rows of one step. `op` names the operation; `origin` is the caller's tag, so that it can skip its echo."""

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


class StepLabel(NamedTuple):
    """What the journal knows of a step.

    `args` holds ids, ISO times, counts and codes; `names` the titles found for the ids.

    `made_at` is the UTC instant as ISO text.
    """

    seq: int
    op: str
    args: Mapping[str, str | int | None]
    made_at: str
    names: Mapping[str, str]

    def name(self, arg: str, fallback: str) -> str:
        """Return the title of the thing an argument names, or the fallback where it is not known."""
        return self.names.get(str(self.args.get(arg) or ""), fallback)

    def number(self, arg: str) -> int:
        """Return a numeric argument, 0 when it is not there."""
        value = self.args.get(arg)
        return value if isinstance(value, int) else 0

    def text(self, arg: str) -> str:
        """Return a text argument, empty when it is not there."""
        value = self.args.get(arg)
        return "" if value is None else str(value)

    def moment(self, arg: str) -> WallTime:
        """Return an argument that holds a wall time; raise ValueError when it does not."""
        return WallTime.parse(self.text(arg))
