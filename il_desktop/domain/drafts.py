"""Text that was typed and not saved yet: where it was being written, and what it said."""

from __future__ import annotations

from il_desktop.domain.light import NamedTuple


class Draft(NamedTuple):
    """One field's text. `place` is a page, or the action that opens a line over any page.

    `keys` lead to the thing on it, `field` is the name of the field, `begun_at` when its writing began (UTC, ISO).
    """

    place: str
    keys: tuple[str, ...]
    field: str
    text: str
    begun_at: str

    @property
    def spot(self) -> tuple[str, tuple[str, ...], str, str]:
        """What tells one field from another, and what is written now from what was found."""
        return self.place, self.keys, self.field, self.begun_at
