"""The plan as it first was against the plan as it is: what stayed, moved, changed length, went or was added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from il_desktop.domain.blocks import Protection
from il_desktop.domain.walltime import Span


class PlannedBlock(NamedTuple):
    """A block as the baseline keeps it; `ref` is a block's id, or `series@date` for a date of a series."""

    ref: str
    span: Span
    activity_key: str
    protection: Protection
    is_added: bool = False


class Replan(NamedTuple):
    """How the plan changed since it was made, in blocks and minutes. Unchanged + moved + dropped = the first plan."""

    blocks: int = 0
    minutes: int = 0
    unchanged: int = 0
    moved: int = 0
    dropped: int = 0
    dropped_min: int = 0
    added: int = 0
    added_min: int = 0

    @property
    def minutes_now(self) -> int:
        """Minutes of the present plan that come from the first plan's blocks and those added."""
        return self.minutes - self.dropped_min + self.added_min


def replanned(first: Iterable[PlannedBlock], now: Mapping[str, Span]) -> Replan:
    """Compare the first plan with where its blocks are now; what is not there any more was dropped."""
    total = Replan()
    for block in first:
        span, minutes = now.get(block.ref), block.span.minutes
        if block.is_added:
            is_there = span is not None
            total = total._replace(added=total.added + is_there, added_min=total.added_min + minutes * is_there)
            continue
        total = total._replace(blocks=total.blocks + 1, minutes=total.minutes + minutes)
        if span is None:
            total = total._replace(dropped=total.dropped + 1, dropped_min=total.dropped_min + minutes)
        elif span == block.span:
            total = total._replace(unchanged=total.unchanged + 1)
        else:
            total = total._replace(moved=total.moved + 1)
    return total
