"""The default activity types as rows, and the settings of the sample school."""

from __future__ import annotations

from il_desktop.domain.activity_types import DEFAULT_ACTIVITY_TYPES, activity_type_id
from il_desktop.sample.book import NOW, TZ, Book, as_json
from il_desktop.sample.people import PRINCIPAL
from il_desktop.sample.year import bell_id

CATEGORY = {kind.key: kind.category.value for kind in DEFAULT_ACTIVITY_TYPES}
_SETTINGS = {
    "school_name": "Maple Hollow Middle School (sample)",
    "tz": TZ,
    "principal_id": PRINCIPAL,
    "work_start_min": 435,
    "work_end_min": 945,
    "day_cycle": {"types": ["A", "B"], "rule": "slide", "restarts": []},
    "weekly_bells": {"2": bell_id("early")},
    "default_bells": bell_id("regular"),
    "clock_24h": True,
    "sample_now": NOW.iso(),
}

__all__ = ["CATEGORY", "activity_type_id", "fill"]


def fill(book: Book) -> None:
    """Add the activity types every new file has, and the settings."""
    for kind in DEFAULT_ACTIVITY_TYPES:
        book.add(
            "activity_type", f"activity_type:{kind.key}:1", key=kind.key, name=kind.name, category=kind.category.value,
            nces=kind.nces, ies=kind.ies, is_heavy=kind.is_heavy, default_protection=int(kind.protection),
            default_min=kind.minutes,
        )  # fmt: skip
    for key, value in _SETTINGS.items():
        book.add("setting", f"setting:{key}", key=key, value=as_json(value))
