"""Words about people that the schema, the roster file and the screens share."""

from __future__ import annotations

PERSON_KINDS = (
    "teacher",
    "administrator",
    "coach",
    "support_staff",
    "student_rep",
    "parent",
    "community",
    "business",
    "local_org",
    "district",
    "policy_maker",
    "external_expert",
)
STAFF_KINDS = ("teacher", "administrator", "coach", "support_staff")
CONTRACTS = ("full", "part", "long_term_sub")
RECOGNITION_PREFS = ("public", "small_group", "private", "written", "ask")


def shown_name(given: str, family: str, shown_as: str | None) -> str:
    """Return how a person is called on screen: the chosen form, else given and family name."""
    return shown_as or f"{given} {family}"
