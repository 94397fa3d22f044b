"""The visits of the other leaders and the coach: their days are not in the file, so their visits have no block."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from il_desktop.sample.people import TEACHERS
from il_desktop.sample.timetable import is_away, lessons
from il_desktop.sample.year import DAYS, Day

# leader -> visits, talks of the year
COUNTS = {"ramos": (140, 114), "schultz": (120, 97), "hale": (100, 81)}


@dataclass(frozen=True, slots=True)
class LeaderVisit:
    """One visit of a leader who keeps no calendar here; `talks` tells whether a talk belongs to it."""

    leader: str
    teacher: int
    day: date
    start: int
    period: str
    talks: bool


def plan(chance: Random) -> list[LeaderVisit]:
    """Return the 360 visits in order of time."""
    found: list[LeaderVisit] = []
    for leader, (visits, talks) in COUNTS.items():
        group = [teacher.number for teacher in TEACHERS if leader in ("hale", teacher.leader)]
        with_talk = [True] * talks + [False] * (visits - talks)
        chance.shuffle(with_talk)
        last: dict[int, int] = {}
        for number in range(visits):
            day = DAYS[number * len(DAYS) // visits]
            order = sorted(group, key=lambda n: (last.get(n, -9) + chance.randrange(3), n))
            teacher = next(
                n for n in order if lessons(n, day.letter) and not is_away(n, day.day) and last.get(n) != day.number
            )
            last[teacher] = day.number
            found.append(_visit(chance, leader, teacher, day, talks=with_talk[number]))
    return sorted(found, key=lambda each: (each.day, each.start, each.leader))


def _visit(chance: Random, leader: str, teacher: int, day: Day, *, talks: bool) -> LeaderVisit:
    lesson = chance.choice(lessons(teacher, day.letter))
    low, high = day.periods[lesson.period]
    return LeaderVisit(leader, teacher, day.day, chance.randrange(low + 3, high - 14), lesson.period, talks)
