"""What was said, sorted by kind: the first of each kind counts, a second one goes back into the title and is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from il_desktop.domain.quick_add.facts import (
    After,
    AllDay,
    Clock,
    Fact,
    GoalSaid,
    Named,
    Offset,
    OnDate,
    Periods,
    Said,
    SchoolMoment,
)
from il_desktop.domain.quick_add.result import Choice, Doubt

_Kind = TypeVar("_Kind")
# Said more than once these add up; everything else is said once.
_MANY = (Named, GoalSaid)


@dataclass(slots=True)
class Pool:
    """The facts of one line and what was not sure about them. `chosen` holds the user's answers by doubt key."""

    said: list[Said]
    chosen: Mapping[str, str]
    doubts: list[Doubt] = field(default_factory=list)
    facts: dict[type, Fact] = field(default_factory=dict)

    def get(self, kind: type[_Kind]) -> _Kind | None:
        """Return the fact of a kind, None when it was not said."""
        found = self.facts.get(kind)
        return found if isinstance(found, kind) else None

    def all(self, kind: type[_Kind]) -> list[tuple[Said, _Kind]]:
        """Return every fact of a kind with its place."""
        return [(one, fact) for one in self.said for fact in one.facts if isinstance(fact, kind)]

    def doubt(self, doubt: Doubt) -> None:
        """Note something to look at."""
        self.doubts.append(doubt)


def pool_of(text: str, said: Sequence[Said], chosen: Mapping[str, str]) -> Pool:
    """Sort what was said; a weak clock and "after school" give way to any other time."""
    has_time = any(isinstance(fact, Clock) and not fact.is_weak for one in said for fact in one.facts)
    has_time = has_time or any(isinstance(fact, Periods | After | AllDay) for one in said for fact in one.facts)
    pool = Pool([], chosen)
    for one in said:
        if has_time and any(isinstance(fact, SchoolMoment) for fact in one.facts):
            continue
        if any(isinstance(fact, Clock) and fact.is_weak for fact in one.facts):
            if has_time:
                continue
            choices = (Choice("hour"), Choice("number"))
            pool.doubt(Doubt("hour_or_number", choices, key="hour_or_number", text=text[one.start : one.end]))
            if chosen.get("hour_or_number") == "number":
                continue
        if any(_is_second(pool, fact) for fact in one.facts):
            if one.role not in ("kind", "protection"):
                pool.doubt(Doubt("said_twice", text=text[one.start : one.end]))
            if one.role != "kind":
                continue
        pool.said.append(one)
        for fact in one.facts:
            pool.facts.setdefault(type(fact), fact)
    return pool


def _is_second(pool: Pool, fact: Fact) -> bool:
    if isinstance(fact, _MANY):
        return False
    if isinstance(fact, OnDate | Offset):
        return OnDate in pool.facts or Offset in pool.facts
    if isinstance(fact, Periods | Clock | AllDay):
        return any(kind in pool.facts for kind in (Periods, Clock, AllDay))
    return type(fact) in pool.facts
