"""What to say about a file in a doubtful folder: what can happen there and where it is safe."""

from __future__ import annotations

from typing import Protocol


class DoubtfulPlace(Protocol):
    """What `store.place` found."""

    @property
    def kind(self) -> str:
        """Return `network` or `synced`."""
        ...

    @property
    def whose(self) -> str:
        """Return the name of the program or the file system."""
        ...

    @property
    def copies(self) -> tuple[str, ...]:
        """Return the names of copies that a conflict left."""
        ...


def place_sentence(place: DoubtfulPlace) -> str:
    """Return one sentence for the line above the page."""
    if place.copies:
        return f"Another computer left a copy beside this file: {place.copies[0]}. Open both and keep the newer one."
    if place.kind == "network":
        return "This file is on a network drive, where a save can be lost. Keep it on this computer, its backups there."
    return f"{place.whose} synchronises this folder and may undo a save. Keep the file outside, its backups there."
