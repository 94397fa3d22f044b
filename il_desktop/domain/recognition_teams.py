"""A team named in a recognition line: “thanks 5th grade team for the trip” is about everybody who is in it that day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.text import search_key

_WORD = re.compile(r"[^\s,;:.!?]+")
_MOST_WORDS = 8
_GRADE = re.compile(r"^(?:grade (\d{1,2})|(\d{1,2})(?:st|nd|rd|th) grade)\b")
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_TEAM = " team"


@dataclass(frozen=True, slots=True)
class RosterName:
    """A person as the line may call them."""

    id: str
    given: str
    family: str
    shown: str
    detail: str = ""


class TeamName(NamedTuple):
    """A team as the line may call it, and who is in it on the day."""

    name: str
    members: tuple[RosterName, ...]


def find_team(text: str, teams: Sequence[TeamName]) -> tuple[TeamName, tuple[int, int]] | None:
    """Return the team that is named first, by its longest name, and where; a team nobody is in is not found."""
    index = _index(tuple(teams))
    if not index:
        return None
    words = list(_WORD.finditer(text))
    for place in range(len(words)):
        for length in range(min(_MOST_WORDS, len(words) - place), 0, -1):
            run = words[place : place + length]
            start, end = run[0].start(), run[-1].end()
            team = index.get(search_key(text[start:end]).removesuffix("'s"))
            if team is not None:
                return team, (start, end - (2 if text[start:end].endswith(("'s", "’s")) else 0))
    return None


@lru_cache(maxsize=4)
def _index(teams: tuple[TeamName, ...]) -> dict[str, TeamName]:
    """Map every name to its team; a name of two teams to none."""
    found: dict[str, list[TeamName]] = {}
    for team in teams:
        for form in dict.fromkeys(_forms(search_key(team.name))):
            found.setdefault(form, []).append(team)
    return {form: named[0] for form, named in found.items() if len(named) == 1 and named[0].members}


def _forms(name: str) -> Iterator[str]:
    """Yield a team's name with and without “team”, and a grade in both ways of writing it."""
    bare = name.removesuffix(_TEAM)
    for form in (bare, *_other_grade(bare)):
        if " " in form or any(mark.isdigit() for mark in form):
            yield form  # one bare word such as “math” is a subject far more often than its team
        yield form + _TEAM


def _other_grade(name: str) -> Iterator[str]:
    match = _GRADE.match(name)
    if match is None:
        return
    number = int(match[1] or match[2])
    ending = "th" if 10 < number < 20 else _ENDINGS.get(number % 10, "th")
    other = f"{number}{ending} grade" if match[1] else f"grade {number}"
    yield other + name[match.end() :]
