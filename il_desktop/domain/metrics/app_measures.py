"""Measures that the program computes from its own records, month by month; a goal can be measured by them.

Each keeps its counts, so that a rate is never told without what it is of. A month without anything to count gives no
reading, rather than nought.
"""

from __future__ import annotations

from il_desktop.domain.light import NamedTuple


class Formula(NamedTuple):
    """One computed measure; unit, family, timing and better are codes as of a stored one, `says` defines it."""

    key: str
    name: str
    unit: str
    family: str
    timing: str
    says: str
    better: str = "up"
    audience: str = "staff"


class MonthFacts(NamedTuple):
    """What the records say of a month, up to today in the present one. Minutes and whole counts; None: not read."""

    instructional: int = 0
    management: int = 0
    protected_kept: int = 0
    protected_known: int = 0
    visits: int = 0
    talked: int = 0
    recognized: int = 0
    eligible: int = 0
    contact_days: int = 0


FORMULAS = (
    Formula(
        "instructional_share", "Instructional share of my time", "percent", "instruction", "leading",
        "Instructional minutes that happened, of all working minutes that are known; personal time is left out.",
    ),
    Formula(
        "protected_kept", "Protected minutes kept", "percent", "instruction", "leading",
        "Minutes kept inside Guarded instructional blocks, of the protected minutes whose outcome is known.",
    ),
    Formula(
        "visits_closed", "Visits closed by a talk", "percent", "instruction", "leading",
        "Classroom visits with a feedback talk that was held, of all visits made.",
    ),
    Formula(
        "recognition_coverage", "Recognition coverage", "percent", "climate", "leading",
        "Teachers recognized at least once in the month, of all teachers who are there.",
    ),
    Formula(
        "visits_per_day", "Visits a contact day", "count", "instruction", "leading",
        "Classroom visits made, for each contact day.",
    ),
)  # fmt: skip
BY_KEY = {formula.key: formula for formula in FORMULAS}
Numbers = tuple[int | None, int | None, float | None]  # numerator, denominator, value


def computed(key: str, facts: MonthFacts) -> Numbers | None:
    """Return counts or a value of a month, None when there is nothing to count; raise KeyError for another key."""
    if key == "visits_per_day":
        return (None, None, round(facts.visits / facts.contact_days, 2)) if facts.contact_days else None
    part, whole = {
        "instructional_share": (facts.instructional, facts.instructional + facts.management),
        "protected_kept": (facts.protected_kept, facts.protected_known),
        "visits_closed": (facts.talked, facts.visits),
        "recognition_coverage": (facts.recognized, facts.eligible),
    }[key]
    return (part, whole, None) if whole else None
