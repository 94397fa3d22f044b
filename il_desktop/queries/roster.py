"""The people of a school file as a field offers them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from il_desktop.store.reader import Reader, reads


class RosterName(NamedTuple):
    """Somebody by name; `detail` tells two of one name apart, `active_to` is their last day if they leave."""

    id: str
    shown: str
    detail: str
    active_to: date | None = None

    def is_here(self, today: date) -> bool:
        """Tell whether they work here on a date."""
        return self.active_to is None or self.active_to >= today


_NAMES = """
    SELECT id, coalesce(shown_as, given || ' ' || family), coalesce(department, ''), active_to FROM person
    ORDER BY family COLLATE NOCASE, given COLLATE NOCASE, id
"""


@reads("person")
def roster_names(reader: Reader) -> tuple[RosterName, ...]:
    """Return everybody, those who left too, by family name."""
    return tuple(
        RosterName(person_id, shown, detail, date.fromisoformat(to) if to else None)
        for person_id, shown, detail, to in reader.rows(_NAMES)
    )
