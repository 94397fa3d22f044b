"""The school's library: strategies and words with their aliases, and curriculum units under review. Decides what fits.

A unit is judged by four criteria from 1 to 4; what is not judged is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.text import search_key

ENTRIES = ("strategy", "term", "digest", "resource", "snippet")  # kinds that are looked up; units are reviewed
UNIT = "unit"
CRITERIA = ("rigorous", "relevant", "engaging", "inclusive")
SCORES = (1, 2, 3, 4)
LONGEST_ALIAS, MOST_ALIASES = 120, 20


class LookFor(NamedTuple):
    """A sentence to look for in lessons and the set it is in."""

    id: str
    text: str
    protocol: str


class Entry(NamedTuple):
    """A strategy, a word or another thing to be looked up."""

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    definition: str
    evidence_note: str
    source: str
    url: str
    is_schoolwide: bool
    look_fors: tuple[LookFor, ...] = ()

    def fits(self, text: str) -> bool:
        """Tell whether a typed text finds it: by name, alias or what it says."""
        return fits(text, (self.name, *self.aliases, self.definition))


class Unit(NamedTuple):
    """A curriculum unit and its last review; `scores` by criterion, those given."""

    id: str
    name: str
    subject: str
    grade: str
    scores: dict[str, int]
    issue: str
    next_review_on: date | None
    goal_id: str
    goal: str


def aliases_of(text: str) -> tuple[str, ...]:
    """Return the other names in a line, apart by commas or semicolons; each once, in order."""
    names = (" ".join(part.split()) for part in text.replace(";", ",").split(","))
    found: dict[str, str] = {}
    for name in names:
        if name:
            found.setdefault(search_key(name), name)
    return tuple(found.values())


def fits(text: str, names: Iterable[str]) -> bool:
    """Tell whether every word of a typed text begins a word of one of the names; accents and case do not matter."""
    words = search_key(text).replace("-", " ").split()
    heads = [part for name in names for part in search_key(name).replace("-", " ").split()]
    return all(any(head.startswith(word) for head in heads) for word in words)


def checked_scores(scores: Mapping[str, int | None]) -> dict[str, int]:
    """Return the scores that are given, in our order; raise ValueError for another criterion or number."""
    if unknown := scores.keys() - set(CRITERIA):
        raise ValueError(sorted(unknown))
    given = {name: scores[name] for name in CRITERIA if scores.get(name) is not None}
    if any(score not in SCORES for score in given.values()):
        raise ValueError(given)
    return {name: score for name, score in given.items() if score is not None}


def is_due(next_review: date | None, today: date) -> bool:
    """Tell whether a unit should have been looked at again."""
    return next_review is not None and next_review < today
