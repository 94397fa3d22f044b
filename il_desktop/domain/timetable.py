"""Who teaches what and where on a date: slots in force, by weekday or day type, less whoever is away.

Pure. What kind of day a date is, and its periods, comes from `domain.school`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from il_desktop.domain.school import Period, SchoolDay

AWAY, OFF, TEACH = "away", "off", "teach"


class Slot(NamedTuple):
    """What a person does in one period; `weekday` (0 Monday) or `day_type` narrow it, both None mean every day.

    `kind` is teach, plan, lunch, team, duty or off; in force from `first` to `last`, both included, None for no end.
    """

    person_id: str
    period_code: str
    kind: str
    first: date
    last: date | None = None
    day_type: str | None = None
    weekday: int | None = None
    section_id: str | None = None

    def holds(self, day: SchoolDay) -> bool:
        """Tell whether the slot is in force on a school day."""
        in_time = self.first <= day.day and (self.last is None or day.day <= self.last)
        fits_weekday = self.weekday is None or self.weekday == day.day.weekday()
        return in_time and fits_weekday and (self.day_type is None or self.day_type == day.day_type)


class Absence(NamedTuple):
    """A person is away from `first` to `last`, both included; the substitute takes the lessons. Never why."""

    person_id: str
    first: date
    last: date
    substitute_id: str | None = None

    def holds(self, day: date) -> bool:
        """Tell whether the person is away on a date."""
        return self.first <= day <= self.last


class Lesson(NamedTuple):
    """One period of a person's day. `kind` is a slot's or `away`; `for_id` is whom a substitute stands in for."""

    period: Period
    kind: str
    section_id: str | None = None
    for_id: str | None = None


class Timetable:
    """All slots and absences of a school; answers for one person, or one section, and one school day."""

    def __init__(
        self,
        slots: Iterable[Slot],
        absences: Iterable[Absence] = (),
        works_on: Mapping[str, frozenset[str | int]] = MappingProxyType({}),
    ) -> None:
        self._works_on = works_on
        self._slots: defaultdict[str, list[Slot]] = defaultdict(list)
        self._of_section: defaultdict[str, set[str]] = defaultdict(set)
        self._absences = tuple(absences)
        for slot in slots:
            self._slots[slot.person_id].append(slot)
            if slot.section_id is not None:
                self._of_section[slot.section_id].add(slot.person_id)

    def lessons(self, person_id: str, day: SchoolDay) -> tuple[Lesson, ...]:
        """Return a person's periods of a day in order; nothing on days without students or without any slot."""
        if not day.is_contact_day:
            return ()
        found = {code: Lesson(*part) for code, part in self._own(person_id, day).items()}
        if self.is_away(person_id, day.day):
            return tuple(lesson._replace(kind=AWAY) for lesson in _in_order(found) if lesson.kind != OFF)
        for absence in self._absences:
            if absence.substitute_id != person_id or not absence.holds(day.day):
                continue
            for code, (period, kind, section_id) in self._own(absence.person_id, day).items():
                if kind == TEACH and (code not in found or found[code].section_id == section_id):
                    found[code] = Lesson(period, kind, section_id, absence.person_id)
        return _in_order(found)

    def lesson(self, person_id: str, day: SchoolDay, period_code: str) -> Lesson | None:
        """Return what a person does in one period, None when nothing is known."""
        return next((lesson for lesson in self.lessons(person_id, day) if lesson.period.code == period_code), None)

    def teaches(self, person_id: str, day: SchoolDay, period_code: str) -> bool:
        """Tell whether a person has a lesson in a period of a day."""
        lesson = self.lesson(person_id, day, period_code)
        return lesson is not None and lesson.kind == TEACH

    def knows(self, person_id: str) -> bool:
        """Tell whether there is any slot of a person; about others a timetable says nothing."""
        return person_id in self._slots

    def is_away(self, person_id: str, day: date) -> bool:
        """Tell whether a person is absent on a date."""
        return any(absence.person_id == person_id and absence.holds(day) for absence in self._absences)

    def works(self, person_id: str, day: SchoolDay) -> bool:
        """Tell whether a part-timer works on a day; everybody else works on all."""
        return works_on(self._works_on.get(person_id, frozenset()), day.day_type, day.day.weekday())

    def periods_of(self, section_id: str, day: SchoolDay) -> tuple[Period, ...]:
        """Return the periods in which a section meets on a day; an absent teacher's section still meets."""
        found = {
            period.code: period
            for person_id in self._of_section.get(section_id, ())
            for period, kind, section in self._own(person_id, day).values()
            if kind == TEACH and section == section_id
        }
        return tuple(sorted(found.values(), key=lambda period: period.start_min))

    def _own(self, person_id: str, day: SchoolDay) -> dict[str, tuple[Period, str, str | None]]:
        """Return the slots in force by period: a weekday's before a day type's, the newest first among equals."""
        best: dict[str, Slot] = {}
        if not self.works(person_id, day):
            return {}
        for slot in self._slots.get(person_id, ()):
            if slot.holds(day):
                other = best.get(slot.period_code)
                if other is None or _rank(slot) > _rank(other):
                    best[slot.period_code] = slot
        return {
            period.code: (period, best[period.code].kind, best[period.code].section_id)
            for period in day.periods
            if period.code in best and day.is_contact_day
        }


def works_on(days: Collection[str | int], day_type: str | None, weekday: int | None) -> bool:
    """Tell whether somebody who works on `days` (letters, or weekdays from 0 Monday) is there; no days mean all.

    Without a weekday, or without a letter, only the other is asked about.
    """
    letters = {each for each in days if isinstance(each, str)}
    numbers = {each for each in days if isinstance(each, int)}
    fits_letter = not letters or day_type is None or day_type in letters
    return fits_letter and (not numbers or weekday is None or weekday in numbers)


def _rank(slot: Slot) -> tuple[bool, bool, date]:
    return slot.weekday is not None, slot.day_type is not None, slot.first


def _in_order(found: dict[str, Lesson]) -> tuple[Lesson, ...]:
    return tuple(sorted(found.values(), key=lambda lesson: lesson.period.start_min))
