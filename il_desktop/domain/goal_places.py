"""Where a goal, strategy or step may hang in the cascade, and where one lands that is pushed in, out, up or down.

Knows kinds and order only; who stores the new place, and what an active goal needs there, is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from il_desktop.domain.light import NamedTuple

PARENTS: dict[str, frozenset[str]] = {
    "goal": frozenset({"goal"}),
    "strategy": frozenset({"goal"}),
    "step": frozenset({"goal", "strategy"}),
    "test": frozenset({"goal", "strategy"}),
    "milestone": frozenset({"goal", "strategy"}),
    "intervention": frozenset({"goal", "strategy"}),
}
ORDER = ("goal", "strategy", "step", "test", "milestone", "intervention")  # where no place was chosen
CHILDREN = {
    "goal": ("strategy", "step", "test", "milestone", "goal"),
    "strategy": ("step", "test", "milestone"),
}


class Place(NamedTuple):
    """A place among the parts of `parent_id` (None: among the top goals); `rank` begins at 1."""

    parent_id: str | None
    rank: int


class Spot(NamedTuple):
    """One member of the cascade as the moves need it."""

    id: str
    kind: str


class Level(NamedTuple):
    """The members below one parent, in order. `parent` is None for the top goals."""

    parent: Spot | None
    members: tuple[Spot, ...]

    def number(self, goal_id: str) -> int:
        """Return where a member stands, from 0; raise ValueError when it is not here."""
        return [member.id for member in self.members].index(goal_id)


def may_hang(kind: str, parent_kind: str | None) -> bool:
    """Tell whether a kind may hang below another; below nothing stand goals alone."""
    return kind == "goal" if parent_kind is None else parent_kind in PARENTS.get(kind, ())


def shifted(level: Level, goal_id: str, step: int) -> Place | None:
    """Return the place one up (-1) or down (1) among its own kin, None at the end."""
    at = level.number(goal_id)
    if not 0 <= at + step < len(level.members):
        return None
    return Place(level.parent.id if level.parent else None, at + step + 1)


def pushed_in(level: Level, goal_id: str, sizes: dict[str, int]) -> Place | None:
    """Return the place below the nearest member above it that may carry it; `sizes` counts the parts of each."""
    at = level.number(goal_id)
    kind = level.members[at].kind
    host = next((spot for spot in reversed(level.members[:at]) if may_hang(kind, spot.kind)), None)
    return None if host is None else Place(host.id, sizes.get(host.id, 0) + 1)


def pushed_out(levels: Sequence[Level], goal_id: str) -> Place | None:
    """Return the place right behind its parent; `levels` are the parent's level and its own, the upper one first."""
    if len(levels) < 2:
        return None
    upper, own = levels[-2], levels[-1]
    kind = own.members[own.number(goal_id)].kind
    if own.parent is None or not may_hang(kind, upper.parent.kind if upper.parent else None):
        return None
    return Place(upper.parent.id if upper.parent else None, upper.number(own.parent.id) + 2)
