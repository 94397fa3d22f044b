"""Maple Hollow as quick add sees it; the present is Wed 14 Jan 2026, 10:00, an A day with early release."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from il_desktop.domain.activity_types import DEFAULT_ACTIVITY_TYPES
from il_desktop.domain.quick_add import Around, GoalName, Kind, Person
from il_desktop.domain.school import CalendarSpan, SchoolCalendar
from il_desktop.domain.walltime import WallTime
from tests.domain import maple_hollow

NAMES = """
Hannah Brooks · Marcus Chen · Priya Raman · Liam O'Brien · Olivia Santos · Daniel Okoye · Grace Kim · Peter Novak ·
Zoë Núñez · Emily Chen · Andre Wallace · Fatima Qureshi · Sofia Ruíz · Kevin Lee · Ingrid Larsen · Tom Thompson ·
Wang Fang · Rosa Delgado · Nathan Cole · Aisha Bello · Julia Marsh · Samir Patel · Claire Dubois · Owen Fletcher ·
Monica Reyes · Ben Adler · Leila Farouk · Scott Jensen · Tanya Petrova · Carl Hughes · Mai Tran · Layla Haddad ·
Doug Winters · Keisha Brown · Ryan Scott · Elena Rossi · Miles Carter · Beth Lindqvist · Hiro Tanaka · Paula Gomez ·
Antoine Mercier · Ruth Feldman · Dana Whitfield · Joel Ramos · Nina Schultz · Vera Hale
"""
OWN_SCRIPT = {"Wang Fang": ("芳", "王"), "Layla Haddad": ("ليلى", "حداد")}


def people() -> tuple[Person, ...]:
    shown = [" ".join(name.split()) for name in NAMES.split("·")]
    found = [Person(name, *OWN_SCRIPT.get(name, name.split(" ", 1)), name) for name in shown]
    return (*found, Person("Ms. Diaz", "", "Diaz", "Ms. Diaz"))


def calendar() -> SchoolCalendar:
    rules = maple_hollow.rules()
    terms = (
        CalendarSpan("term", "Semester 1", date(2025, 8, 18), date(2026, 1, 16)),
        CalendarSpan("term", "Semester 2", date(2026, 1, 20), date(2026, 6, 8)),
    )
    named = tuple(
        one._replace(name={"early": "Early release"}.get(one.id, one.name.capitalize())) for one in rules.bells
    )
    return SchoolCalendar(rules._replace(spans=rules.spans + terms, bells=named))


KINDS = tuple(Kind(t.key, t.name, t.category, t.minutes, t.protection) for t in DEFAULT_ACTIVITY_TYPES)
GOALS = (
    GoalName("G-A", 1, "Math proficiency"),
    GoalName("G-C", 2, "Math gap between two grade 8 groups"),
    GoalName("G-D", 3, "Chronic absence"),
    GoalName("G-B", 4, "ELA critical-thinking rubric"),
    GoalName("G-E", 5, "Staff recognized in the last 7 days"),
)
MAPLE = Around(WallTime.parse("2026-01-14T10:00"), calendar(), people(), KINDS, GOALS)


def at(moment: str) -> Around:
    """The same school at another moment."""
    return replace(MAPLE, now=WallTime.parse(moment))
