"""What hangs on an assessment window, as plain records. The query decides what does, the wording how it is said."""

from __future__ import annotations

from datetime import date

from il_desktop.domain.light import NamedTuple


class Linked(NamedTuple):
    """A linked row with its date, if it has one."""

    title: str
    on: date | None


class WindowLinks(NamedTuple):
    """Goals by rank, and below them open tests, sessions of professional development not yet held, and units."""

    goals: tuple[Linked, ...] = ()
    tests: tuple[Linked, ...] = ()
    sessions: tuple[Linked, ...] = ()
    units: tuple[Linked, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing hangs on the window."""
        return not any(self)
