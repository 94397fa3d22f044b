"""When a calendar elsewhere loses much at once, nothing is removed here until somebody has said what to do."""

from __future__ import annotations

from enum import StrEnum

FEW = 5  # fewer are a day's work for somebody, and undo brings them back; our choice


class Lost(StrEnum):
    """What to do about it."""

    ASK = "ask"
    KEEP = "keep"
    TAKE = "take"


def is_a_loss(lost: int, known: int) -> bool:
    """Tell whether more than half of what was known is missing at once."""
    return lost >= FEW and lost * 2 > known
