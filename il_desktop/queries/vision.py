"""The vision page: the newest version with its items, and the older versions to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from il_desktop.store.reader import Reader


@dataclass(frozen=True, slots=True)
class VisionItem:
    """A value, an element of excellent teaching, or an expectation; `look_fors` counts what makes it observable."""

    id: str
    kind: str
    name: str
    meaning: str
    look_fors: int


@dataclass(frozen=True, slots=True)
class VisionVersion:
    """One version; frozen once `adopted_on` is set."""

    id: str
    version: int
    mission: str
    statement: str
    adopted_on: date | None
    review_due_on: date | None
    note: str
    items: tuple[VisionItem, ...]

    def of_kind(self, kind: str) -> tuple[VisionItem, ...]:
        """Return the items of one kind."""
        return tuple(item for item in self.items if item.kind == kind)


_VERSIONS = """
    SELECT id, version, ifnull(mission, ''), ifnull(statement, ''), adopted_on, review_due_on, ifnull(note, '')
    FROM vision ORDER BY version DESC
"""
_ITEMS = """
    SELECT i.vision_id, i.id, i.kind, i.name, ifnull(i.meaning, ''),
           (SELECT count(*) FROM look_for f WHERE f.vision_item_id = i.id)
    FROM vision_item i ORDER BY i.pos, i.id
"""


def vision_page(reader: Reader) -> tuple[VisionVersion, ...]:
    """Return all versions, the newest first; empty when none is written."""
    items: dict[str, list[VisionItem]] = {}
    for vision_id, *fields in reader.rows(_ITEMS):
        items.setdefault(vision_id, []).append(VisionItem(*fields))
    return tuple(_version(row, items.get(row[0], [])) for row in reader.rows(_VERSIONS))


def _version(row: tuple[Any, ...], items: list[VisionItem]) -> VisionVersion:
    vision_id, version, mission, statement, adopted_on, review_due_on, note = row
    return VisionVersion(
        vision_id,
        version,
        mission,
        statement,
        date.fromisoformat(adopted_on) if adopted_on else None,
        date.fromisoformat(review_due_on) if review_due_on else None,
        note,
        tuple(items),
    )
