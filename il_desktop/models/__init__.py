"""The mapped classes: entities and schema in one.

Importing the package knows every table, so that a link may name a table of another module.
"""

from __future__ import annotations

from il_desktop.models import (
    calendars,
    challenges,
    engagement,
    goals,
    journal,
    people,
    recognition,
    reviews,
    schedule,
    school,
    settings,
    teamwork,
    visits,
)
from il_desktop.models.base import Base

__all__ = [
    "Base",
    "calendars",
    "challenges",
    "engagement",
    "goals",
    "journal",
    "people",
    "recognition",
    "reviews",
    "schedule",
    "school",
    "settings",
    "teamwork",
    "visits",
]
