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
