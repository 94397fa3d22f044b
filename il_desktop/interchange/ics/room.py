"""How much one file may make us write out; small files can name more dates than anybody lives."""

from __future__ import annotations

MAX_EXTRA = 20_000  # additional dates of events, all in all
MAX_WRITTEN = 400_000  # dates that rules of one file are written out to


class Room:
    """How much more of one file may be written out: additional dates, and dates of rules that cannot be kept."""

    def __init__(self) -> None:
        self.dates = MAX_EXTRA
        self.written = MAX_WRITTEN

    def take(self, wanted: int) -> int:
        """Return how many of the wanted additional dates there is room for, and give them away."""
        given = min(wanted, self.dates)
        self.dates -= given
        return given
