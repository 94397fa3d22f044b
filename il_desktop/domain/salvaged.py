"""What came of saving a damaged file's rows into a new one; the sentences about it are in `wording.salvage`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from il_desktop.domain.light import NamedTuple

_NAMED_BY = ("shown_as", "title", "name", "action_text", "statement", "what", "text", "file_name", "key", "given_on")
_LONGEST_NAME = 60  # characters

DOUBTFUL, BACKUP, STAND_IN, CUT, DROPPED, LOST = "doubtful", "backup", "stand_in", "cut", "dropped", "lost"


class SalvagedEntry(NamedTuple):
    """One row that is not simply as it was.

    `state`: doubtful (it lay in a damaged or unproven place), backup (as the backup has it), stand_in (made up, so that
    what belongs to it could come over), cut (it named a row that is lost), dropped (it belonged to one), lost.
    """

    table: str
    key: str
    state: str
    name: str = ""


class Salvaged(NamedTuple):
    """The new file, what came over, and what is not as it was.

    `came` counts rows by table. `may_miss` names tables of which more may be lost than could be counted. `is_proven`:
    the pages could be compared with the last good close, so every row not among `entries` is as it was.
    """

    path: Path
    came: dict[str, int]
    entries: tuple[SalvagedEntry, ...]
    may_miss: tuple[str, ...]
    backup: Path | None
    has_history: bool
    is_proven: bool

    def of(self, state: str) -> list[SalvagedEntry]:
        """Return the entries of one state."""
        return [entry for entry in self.entries if entry.state == state]


def row_name(values: Mapping[str, Any]) -> str:
    """Return what a reader knows a row by, cut to a line; empty when it has nothing of the kind."""
    if values.get("family") and not values.get("shown_as"):
        return f"{values.get('given')} {values['family']}"
    text = next((str(values[name]) for name in _NAMED_BY if values.get(name)), "")
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_NAME else text[: _LONGEST_NAME - 1] + "…"
