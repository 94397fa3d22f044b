"""Does a text look like a list of students? A guess that only leads to a question, never to a refusal.

Plans and interventions name groups, not children. Three names of two parts in a row, or four first names, look like a
list; headings of school life are no names.
"""

from __future__ import annotations

import re

FULL_NAMES, FIRST_NAMES = 3, 4
_PIECES = re.compile(r"[\n;,\N{BULLET}]+|\band\b|&")
_LEAD = re.compile(r"^\s*(?:\d{1,3}[.)]|[-*\N{EN DASH}])?\s*")
_TAIL = re.compile(r"\s*\([^)]*\)\s*$|[.:]+$")
_NOT_NAMES = frozenset(
    {
        "ela", "math", "mathematics", "reading", "writing", "science", "history", "art", "music", "band", "chorus",
        "group", "groups", "grade", "grades", "level", "period", "house", "team", "tier", "class", "section", "unit",
        "monday", "tuesday", "wednesday", "thursday", "friday", "january", "february", "march", "april", "may", "june",
        "july", "august", "september", "october", "november", "december", "fall", "winter", "spring", "summer",
        "plc", "ilt", "mtss", "pd", "the", "all", "each", "every", "new", "small", "peer", "exit", "number", "school",
        "english", "spanish", "french", "learners", "students", "teachers", "staff", "families", "lab", "room",
    }
)  # fmt: skip


def looks_like_students(text: str) -> bool:
    """Tell whether a text holds what looks like a list of children's names."""
    full = first = 0
    for piece in _PIECES.split(text):
        words = _TAIL.sub("", _LEAD.sub("", piece)).split()
        if not words or not all(_is_name(word) for word in words):
            full = first = 0  # a name in a sentence is no list
            continue
        full += 2 <= len(words) <= 3
        first += len(words) == 1
        if full >= FULL_NAMES or first >= FIRST_NAMES:
            return True
    return False


def _is_name(word: str) -> bool:
    bare = word.strip(".'\N{RIGHT SINGLE QUOTATION MARK}")
    letters = bare.replace("-", "").replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    if not letters.isalpha() or bare.casefold() in _NOT_NAMES:
        return False
    is_initial = len(letters) == 1 and letters.isupper()
    return (
        is_initial or (letters[0].isupper() and not letters.isupper()) or not (letters.isupper() or letters.islower())
    )
