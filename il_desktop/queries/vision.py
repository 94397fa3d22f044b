"""The vision page: the newest version with its items, and the older versions to read."""

from __future__ import annotations

from datetime import date
from typing import Any

from il_desktop.domain.light import NamedTuple
from il_desktop.queries.names import names_out
from il_desktop.store.reader import Reader


class VisionItem(NamedTuple):
    """A value, an element of excellent teaching, or an expectation; `look_fors` say what shows it in a lesson."""

    id: str
    kind: str
    name: str
    meaning: str
    look_fors: tuple[str, ...]


class VisionVersion(NamedTuple):
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


def told_vision(reader: Reader, vision: VisionVersion) -> VisionVersion:
    """Return a version for what leaves, without the names of people."""
    say = names_out(reader).text
    items = tuple(
        item._replace(name=say(item.name), meaning=say(item.meaning), look_fors=tuple(map(say, item.look_fors)))
        for item in vision.items
    )
    return vision._replace(mission=say(vision.mission), statement=say(vision.statement), items=items)


_VERSIONS = """
    SELECT id, version, ifnull(mission, ''), ifnull(statement, ''), adopted_on, review_due_on, ifnull(note, '')
    FROM vision ORDER BY version DESC
"""
_ITEMS = "SELECT vision_id, id, kind, name, ifnull(meaning, '') FROM vision_item ORDER BY pos, id"
# A look-for hangs on the newest version; an older one shows what its item of the same name has now.
_SEEN = """
    SELECT l.kind, l.name, f.text FROM look_for f JOIN vision_item l ON l.id = f.vision_item_id
    ORDER BY f.protocol_id, f.pos, f.id
"""
_CHOICES = """
    SELECT f.id, f.text, p.name, ifnull(f.vision_item_id, ''), ifnull(i.name, '')
    FROM look_for f JOIN protocol p ON p.id = f.protocol_id LEFT JOIN vision_item i ON i.id = f.vision_item_id
    ORDER BY p.name COLLATE NOCASE, p.version, f.pos, f.id
"""
_GOAL_CHOICES = """
    SELECT f.id, f.text, p.name, ifnull(f.goal_id, ''), ifnull(g.title, '')
    FROM look_for f JOIN protocol p ON p.id = f.protocol_id LEFT JOIN goal g ON g.id = f.goal_id
    ORDER BY p.name COLLATE NOCASE, p.version, f.pos, f.id
"""


class LookForChoice(NamedTuple):
    """A look-for with its set, and the item of the vision, or the goal, it shows now (empty for none)."""

    id: str
    text: str
    protocol: str
    item_id: str
    item: str


def vision_page(reader: Reader) -> tuple[VisionVersion, ...]:
    """Return all versions, the newest first; empty when none is written."""
    seen: dict[tuple[str, str], list[str]] = {}
    for kind, name, text in reader.rows(_SEEN):
        seen.setdefault((kind, name), []).append(text)
    items: dict[str, list[VisionItem]] = {}
    for vision_id, item_id, kind, name, meaning in reader.rows(_ITEMS):
        item = VisionItem(item_id, kind, name, meaning, tuple(seen.get((kind, name), ())))
        items.setdefault(vision_id, []).append(item)
    return tuple(_version(row, items.get(row[0], [])) for row in reader.rows(_VERSIONS))


def look_for_choices(reader: Reader) -> list[LookForChoice]:
    """Return every look-for of every set, to say which of them show an element of the vision."""
    return [LookForChoice(*row) for row in reader.rows(_CHOICES)]


def goal_look_for_choices(reader: Reader) -> list[LookForChoice]:
    """Return every look-for of every set, to say which of them show a goal or strategy."""
    return [LookForChoice(*row) for row in reader.rows(_GOAL_CHOICES)]


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
