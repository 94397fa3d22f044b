"""Writes: one plain function for each thing a user can do, decorated with its operation name.

Submodules load when first named (PEP 562), so that a view can say `commands.schedule.move_block` without the start of
the program paying for SQLAlchemy.
"""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from il_desktop.commands import (
        awards,
        baseline,
        bells,
        bulk,
        evidence,
        exports,
        feeds,
        first_contacts,
        goal_plans,
        goals,
        habits,
        ideal,
        improvement,
        interruptions,
        measuring,
        office,
        oneroster,
        people,
        planning,
        protected_hours,
        readings,
        recognition,
        reconcile,
        reminders,
        reviews,
        schedule,
        school,
        school_days,
        series,
        settings,
        shelf,
        sync,
        tasks,
        teams,
        timetable,
        transfer,
        vision,
    )

WRITING = (
    "awards",
    "baseline",
    "bells",
    "bulk",
    "evidence",
    "exports",
    "feeds",
    "first_contacts",
    "goal_plans",
    "goals",
    "improvement",
    "habits",
    "ideal",
    "interruptions",
    "measuring",
    "office",
    "oneroster",
    "people",
    "planning",
    "protected_hours",
    "readings",
    "recognition",
    "reconcile",
    "reminders",
    "reviews",
    "schedule",
    "school",
    "school_days",
    "series",
    "settings",
    "shelf",
    "sync",
    "tasks",
    "teams",
    "timetable",
    "transfer",
    "vision",
)

__all__ = [
    "WRITING",
    "awards",
    "baseline",
    "bells",
    "bulk",
    "evidence",
    "exports",
    "feeds",
    "first_contacts",
    "goal_plans",
    "goals",
    "habits",
    "ideal",
    "improvement",
    "interruptions",
    "measuring",
    "office",
    "oneroster",
    "people",
    "planning",
    "protected_hours",
    "readings",
    "recognition",
    "reconcile",
    "reminders",
    "reviews",
    "schedule",
    "school",
    "school_days",
    "series",
    "settings",
    "shelf",
    "sync",
    "tasks",
    "teams",
    "timetable",
    "transfer",
    "vision",
]


def __getattr__(name: str) -> ModuleType:
    if name in WRITING:
        return importlib.import_module(f"{__name__}.{name}")
    raise AttributeError(name)
