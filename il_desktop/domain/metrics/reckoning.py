"""Plan against what happened, block by block, to the minute: kept, kept elsewhere, lost, unknown, still ahead.

Every planned minute is in exactly one of these; every lost minute has a reason from the ledger or none was recorded.
Minutes beyond the plan stand apart. Nothing is guessed: past and not reconciled is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

NO_REASON = ""
GONE = frozenset({"replaced", "missed"})


class Fate(NamedTuple):
    """One block: planned minutes, its state, the minutes it really took, and the ledger's (reason, minutes) rows."""

    planned: int
    state: str
    happened: int = 0
    is_past: bool = True
    ledger: tuple[tuple[str, int], ...] = ()


class Reckoning(NamedTuple):
    """Minutes of blocks. planned = kept + moved + lost + unknown + ahead; `beyond` is what took longer than planned.

    `lost_by` adds up to `lost`; the empty reason is lost time for which none was recorded. `between` are interruptions
    inside blocks that were kept all the same.
    """

    planned: int = 0
    kept: int = 0
    moved: int = 0
    lost: int = 0
    unknown: int = 0
    ahead: int = 0
    beyond: int = 0
    between: int = 0
    lost_by: Mapping[str, int] = MappingProxyType({})

    @property
    def happened(self) -> int:
        """All minutes that were really spent in these blocks."""
        return self.kept + self.moved + self.beyond

    def plus(self, other: Reckoning) -> Reckoning:
        """Add another reckoning."""
        by = {reason: self.lost_by.get(reason, 0) + other.lost_by.get(reason, 0)
              for reason in (*self.lost_by, *other.lost_by)}  # fmt: skip
        return Reckoning(
            self.planned + other.planned,
            self.kept + other.kept,
            self.moved + other.moved,
            self.lost + other.lost,
            self.unknown + other.unknown,
            self.ahead + other.ahead,
            self.beyond + other.beyond,
            self.between + other.between,
            MappingProxyType(by),
        )


def reckon(fates: Iterable[Fate]) -> Reckoning:
    """Return the minutes of all blocks together."""
    total = Reckoning()
    for fate in fates:
        total = total.plus(reckon_one(fate))
    return total


def reckon_one(fate: Fate) -> Reckoning:
    """Return the minutes of one block."""
    planned, told = fate.planned, sum(minutes for _, minutes in fate.ledger)
    if fate.state == "planned":
        return Reckoning(planned, unknown=planned if fate.is_past else 0, ahead=0 if fate.is_past else planned)
    held = 0 if fate.state in GONE else min(planned, fate.happened)
    lost = planned - held
    by = _lost_by(lost, fate.ledger)
    return Reckoning(
        planned,
        kept=0 if fate.state == "moved" else held,
        moved=held if fate.state == "moved" else 0,
        lost=lost,
        beyond=fate.happened - held,
        between=max(0, told - lost),
        lost_by=MappingProxyType(by),
    )


def _lost_by(lost: int, ledger: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Give the lost minutes to the ledger's reasons in their order, the rest to none."""
    by: dict[str, int] = {}
    left = lost
    for reason, minutes in ledger:
        taken = min(left, minutes)
        if taken:
            by[reason] = by.get(reason, 0) + taken
            left -= taken
    if left:
        by[NO_REASON] = left
    return by
