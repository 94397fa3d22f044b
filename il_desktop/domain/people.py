"""Words about people that the schema, the roster file and the screens share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from il_desktop.domain.text import search_key

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
TEAM_KINDS = ("ilt", "plc", "grade", "department", "admin", "committee", "coaching_pair", "mentoring_pair")
CONTRACTS = ("full", "part", "long_term_sub")
RECOGNITION_PREFS = ("public", "small_group", "private", "written", "ask")

_ALIKE = 0.75  # of 1; from "Simth" to "Smith" is a mended slip, from "Miller" to "Jones" a new name. Our choice.


def is_new_name(before: tuple[str, str], after: tuple[str, str]) -> bool:
    """Tell a change of (given, family) name from a mended typing error, accent or capital."""
    from difflib import SequenceMatcher  # noqa: PLC0415  only a changed name needs it

    def alike(one: str, other: str) -> bool:
        old, new = search_key(one), search_key(other)
        return old == new or SequenceMatcher(None, old, new).ratio() >= _ALIKE

    return not (alike(before[1], after[1]) and (alike(before[0], after[0]) or after[0].startswith(before[0])))


def days_worked(values: Iterable[object]) -> tuple[str | int, ...]:
    """Return the days of a part-timer as they are kept: weekdays 0 (Monday) to 6 first, then day types ("B").

    Raise ValueError for anything else.
    """
    found = {value for value in values if isinstance(value, str | int)}
    weekdays = sorted(value for value in found if isinstance(value, int))
    letters = sorted(value for value in found if isinstance(value, str))
    if any(not 0 <= day <= 6 for day in weekdays) or any(not 0 < len(letter) <= 16 for letter in letters):
        raise ValueError(weekdays, letters)
    return (*weekdays, *letters)


def words_listed(text: str) -> Sequence[str]:
    """Return the words of a typed list (a comma or a new line between them), each once, in order."""
    words = (" ".join(part.split()) for part in text.replace("\n", ",").replace(";", ",").split(","))
    return tuple(dict.fromkeys(word for word in words if word))
