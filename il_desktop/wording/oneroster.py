"""What a OneRoster export would do, in words for the window and the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from il_desktop.domain.errors import LineProblem
from il_desktop.wording.format import count_text, list_text
from il_desktop.wording.problems import line_sentence

_PARTS = (("person", "people"), ("school year", "school years"), ("term", "terms"), ("class", "classes"))
LINE_KINDS = {"people": "People", "dates": "Years and terms", "classes": "Classes", "lessons": "Lessons"}
_OUTCOMES = {"new": "new", "changed": "changed", "unchanged": "as it is", "ask": "close to one we know"}
_DATES = {"ask": "a grading period inside a term"}
_KEYS = ("people", "years", "terms", "classes")


def oneroster_sentence(counts: Mapping[str, int]) -> str:
    """Say what is new and changed: `3 new people and 2 new classes. 712 students not read.`.

    `counts` has for each of people, years, terms and classes `new_…` and `changed_…`, and lessons, asked, refused and
    students.
    """
    parts = [
        count_text(counts[f"{word}_{key}"], f"{word} {one}", f"{word} {many}")
        for key, (one, many) in zip(_KEYS, _PARTS, strict=True)
        for word in ("new", "changed")
        if counts.get(f"{word}_{key}")
    ]
    if counts.get("lessons"):
        parts.append(f"other lessons for {count_text(counts['lessons'], 'person', 'people')}")
    whole = f"{list_text(parts)}." if parts else "Nothing is new or changed."
    extra = (
        ("asked", "name is close to a known one and left out", "names are close to known ones and left out"),
        ("refused", "line cannot be used and is left out", "lines cannot be used and are left out"),
        ("students", "student is not read", "students are not read"),
    )
    said = [f"{count_text(counts[key], one, many)}." for key, one, many in extra if counts.get(key)]
    return " ".join([whole[0].upper() + whole[1:], *said])


def line_text(line: Any) -> str:
    """Say what would become of one line (`interchange.oneroster_plan.PlanLine`)."""
    said = {"lessons": "other lessons", "dates": _DATES.get(line.outcome.value)}.get(line.kind)
    return f"{line.name} · {said or _OUTCOMES[line.outcome.value]}"


def refused_sentence(table: str, problem: LineProblem) -> str:
    """Name a line that is left out: `users.csv, line 3, familyName: it is empty; please fill it in.`."""
    said = line_sentence(problem)
    return f"{table}, {said[0].lower()}{said[1:]}"
