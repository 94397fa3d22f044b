"""How fairly recognition, or chances to lead, are spread over a stretch of the year: people, groups, chance.

Days present weigh what chance would give. Groups are those of work (department, grade, years, contract, period of the
day); nothing demographic is stored, and nobody is ranked.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from il_desktop.domain.metrics.recognition import coverage, expected_range, gini
from il_desktop.domain.presence import Presence
from il_desktop.domain.recognition import RECOGNITION_ORDER, fits_preference
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.text import search_key
from il_desktop.queries.people import SHOWN, leave_until
from il_desktop.store.reader import Reader

LEDGERS = ("recognition", "leadership")  # everything, or chances to lead alone
DIMENSIONS = ("department", "grade", "years", "contract", "period")
YEAR_BANDS = ((3, "0-3"), (10, "4-10"), (20, "11-20"), (100, "21+"))  # years of service, the last one included
SEVERAL = "several"
LEAST = 5  # people; of fewer nothing is said, it would be about them
_PERIOD_WEEKS = 12
_PEOPLE = f"""
    SELECT id, {SHOWN.format("p")}, given, family, coalesce(department, ''), recognition_pref, active_from, active_to,
      grades, coalesce(career_started_on, hired_on), coalesce(contract, '')
    FROM person AS p WHERE kind = 'teacher'
      AND (active_from IS NULL OR active_from <= :last) AND (active_to IS NULL OR active_to >= :first)
      AND NOT EXISTS (SELECT 1 FROM calendar_span AS c WHERE c.person_id = p.id AND c.kind = 'absence'
        AND c.from_on <= :first AND c.to_on >= :last)
"""  # noqa: S608  ours
_GIVEN = """
    SELECT r.person_id, r.given_on, r.channel, v.period_code
    FROM recognition AS r LEFT JOIN visit AS v ON v.id = r.visit_id
    WHERE r.state = 'given' AND r.given_on BETWEEN :first AND :last AND (:kind = '' OR r.kind = :kind)
    ORDER BY r.given_on
"""
_VISITED = """
    SELECT period_code, count(*) FROM visit WHERE state NOT IN ('planned', 'missed') AND period_code IS NOT NULL
      AND starts_local >= :first AND starts_local < :after GROUP BY period_code
"""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the year that fairness can be looked at for; both dates included."""

    key: str
    title: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class PersonCount:
    """One eligible person in a stretch. `days` since the last one at its end, None: not yet; `is_here` at its end.

    `present` counts the days of the stretch the person was there; `groups` names the one group in each dimension, empty
    where the roster does not say.
    """

    person_id: str
    name: str
    short_name: str
    department: str
    preference: str
    count: int
    days: int | None
    is_here: bool
    present: int = 1
    groups: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class GroupCount:
    """One group: `size` people (visits, for a period), those `reached`, the `total`, and what chance gives it.

    `low` to `high` holds 95 of 100 draws of chance, weighted by days present (by visits, for a period).
    """

    key: str
    size: int
    reached: int
    total: int
    low: int
    high: int
    is_small: bool = False

    @property
    def verdict(self) -> str:
        """Return `fewer` or `more` than chance explains, else `even`; `small` for so few people that it names them."""
        if self.is_small:
            return "small"
        if self.total < self.low:
            return "fewer"
        return "more" if self.total > self.high else "even"


@dataclass(frozen=True, slots=True)
class Fairness:
    """How recognition is spread over one stretch; `fitting` of `total` went through a channel the person wishes."""

    stretch: Stretch
    unit: str
    due_after: int
    people: tuple[PersonCount, ...]
    fitting: int
    ledger: str = "recognition"
    from_visits: Mapping[str, int] | None = None
    visits: Mapping[str, int] | None = None

    @property
    def counts(self) -> tuple[int, ...]:
        """Recognitions a person."""
        return tuple(person.count for person in self.people)

    @property
    def weights(self) -> tuple[int, ...]:
        """Days present a person."""
        return tuple(person.present for person in self.people)

    @property
    def total(self) -> int:
        """All recognitions of eligible people."""
        return sum(self.counts)

    @property
    def reached(self) -> int:
        """People with at least one."""
        return coverage(self.counts).reached

    @property
    def gini(self) -> float:
        """Evenness of the counts, 0 even to 1."""
        return gini(self.counts)

    @property
    def not_yet(self) -> tuple[PersonCount, ...]:
        """People without one."""
        return tuple(person for person in self.people if not person.count)

    @property
    def preferences(self) -> dict[str, int]:
        """People by preference, in the order of the lists."""
        found = Counter(person.preference for person in self.people)
        return {pref: found[pref] for pref in RECOGNITION_ORDER if found[pref]}

    def groups(self, dimension: str, least: int = LEAST) -> tuple[GroupCount, ...]:
        """Return the groups of a dimension in their own order, never by what they got; `least` people make a group."""
        if dimension == "period":
            return _by_period(self.visits or {}, self.from_visits or {})
        names = {(person.groups or {}).get(dimension, "") for person in self.people}
        total, weight = self.total, sum(self.weights)
        found: list[GroupCount] = []
        for name in sorted(names, key=_order_of(dimension)):
            mine = [person for person in self.people if (person.groups or {}).get(dimension, "") == name]
            share = sum(person.present for person in mine) / weight if weight else 0.0
            counts = [person.count for person in mine]
            low, high = expected_range(total, share)
            reached = coverage(counts).reached
            found.append(GroupCount(name, len(mine), reached, sum(counts), low, high, is_small=len(mine) < least))
        return tuple(found)


def year_stretches(calendar: SchoolCalendar, today: date) -> tuple[Stretch, ...]:
    """Return runs of 12 school weeks up to today and the year so far; without a school year the last 12 months."""
    year = next((one for one in calendar.years if one.first <= today <= one.last), None)
    if year is None:
        return (Stretch("year", "Last 12 months", today - timedelta(days=364), today),)
    week = calendar.school_week(today) or 1
    runs: list[Stretch] = []
    for first_week in range(1, week + 1, _PERIOD_WEEKS):
        last_week = min(first_week + _PERIOD_WEEKS - 1, week)
        first = calendar.numbered_day(year, 5 * first_week - 4) or year.first
        last = min(calendar.numbered_day(year, 5 * last_week) or today, today)
        runs.append(Stretch(f"weeks-{first_week}", f"Weeks {first_week}–{last_week}", first, last))
    return (*runs, Stretch("year", "Year", year.first, today))


def fairness(
    reader: Reader, there: Presence, stretch: Stretch, due_after: int, ledger: str = "recognition"
) -> Fairness:
    """Return how one ledger is spread over a stretch among the teachers who were there for some of it."""
    bounds = {"first": stretch.first.isoformat(), "last": stretch.last.isoformat()}
    given: dict[str, list[tuple[str, str | None]]] = {}
    from_visits: Counter[str] = Counter()
    for person_id, given_on, channel, period in reader.rows(
        _GIVEN, bounds | {"kind": "" if ledger == "recognition" else ledger}
    ):
        given.setdefault(person_id, []).append((given_on, channel))
        from_visits[period or ""] += 1
    del from_visits[""]
    away = leave_until(reader, stretch.last)
    rows = reader.rows(_PEOPLE, bounds)
    rows.sort(key=lambda row: search_key(f"{row[3]} {row[2]}"))
    doubles = Counter(row[3] for row in rows)
    people: list[PersonCount] = []
    fitting = 0
    for row in rows:
        mine = given.get(row[0], [])
        fitting += sum(fits_preference(row[5], channel) for _, channel in mine)
        person = _person(row, mine, there, stretch, is_double=doubles[row[3]] > 1, is_away=row[0] in away)
        if person.present or person.count:
            people.append(person)
    after = (stretch.last + timedelta(days=1)).isoformat()
    visits = dict(reader.rows(_VISITED, {"first": bounds["first"], "after": after}))
    return Fairness(stretch, there.days.unit, due_after, tuple(people), fitting, ledger, from_visits, visits)


def _person(
    row: tuple[Any, ...],
    given: list[tuple[str, str | None]],
    there: Presence,
    stretch: Stretch,
    *,
    is_double: bool,
    is_away: bool,
) -> PersonCount:
    key, name, given_name, family, department, pref, active_from, active_to, grades, began, contract = row
    last = stretch.last.isoformat()
    first_day = max(stretch.first, date.fromisoformat(active_from)) if active_from else stretch.first
    last_day = min(stretch.last, date.fromisoformat(active_to)) if active_to else stretch.last
    return PersonCount(
        key,
        name,
        f"{given_name[:1]}. {family}" if is_double else family,
        department,
        pref,
        len(given),
        there.between(key, date.fromisoformat(given[-1][0]), stretch.last) if given else None,
        not is_away and (active_to is None or active_to >= last),
        there.between(key, first_day - timedelta(days=1), last_day),
        {
            "department": department,
            "grade": _grade(json.loads(grades)),
            "years": _years_band(began, stretch.last),
            "contract": contract,
        },
    )


def _grade(grades: list[str]) -> str:
    """Return the one grade, or that there are several: everybody is in one group, so that groups add up."""
    return SEVERAL if len(grades) > 1 else "".join(grades)


def _years_band(began: str | None, on: date) -> str:
    if not began:
        return ""
    first = date.fromisoformat(began)
    years = on.year - first.year - ((on.month, on.day) < (first.month, first.day))
    return next(name for limit, name in YEAR_BANDS if years <= limit)


def _by_period(visits: Mapping[str, int], given: Mapping[str, int]) -> tuple[GroupCount, ...]:
    total, seen = sum(given.values()), sum(visits.values())
    codes = sorted({*visits, *given}, key=_natural)
    return tuple(
        GroupCount(
            code,
            visits.get(code, 0),
            0,
            given.get(code, 0),
            *expected_range(total, visits.get(code, 0) / seen if seen else 0.0),
        )
        for code in codes
    )


def _order_of(dimension: str) -> Callable[[str], Any]:
    bands = [name for _, name in YEAR_BANDS]
    return (lambda name: bands.index(name) if name else -1) if dimension == "years" else _natural


def _natural(name: str) -> tuple[Any, ...]:
    digits = "".join(letter for letter in name if letter.isdigit())
    return (int(digits) if digits else 10_000, search_key(name))
