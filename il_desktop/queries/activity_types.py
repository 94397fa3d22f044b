"""The kinds of time a block can be, newest version of each."""

from __future__ import annotations

from typing import NamedTuple

from il_desktop.domain.blocks import Category, Protection
from il_desktop.store.reader import Reader, reads


class ActivityTypeRow(NamedTuple):
    """One kind of time in its newest version; minutes and protection are what a new block of it starts with."""

    id: str
    key: str
    name: str
    category: Category
    default_protection: Protection
    default_min: int
    is_active: bool
    is_heavy: bool


_NEWEST = """
    SELECT id, key, name, category, default_protection, default_min, is_active, is_heavy FROM activity_type a
    WHERE version = (SELECT MAX(version) FROM activity_type b WHERE b.key = a.key)
    ORDER BY category, name
"""


@reads("activity_type")
def activity_types(reader: Reader) -> tuple[ActivityTypeRow, ...]:
    """Return every kind in its newest version, by category and name; retired kinds are marked, not left out."""
    return tuple(
        ActivityTypeRow(id_, key, name, Category(category), Protection(level), minutes, bool(active), bool(heavy))
        for id_, key, name, category, level, minutes, active, heavy in reader.rows(_NEWEST)
    )
