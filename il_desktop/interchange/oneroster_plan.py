"""What bringing in a OneRoster export means, as frozen records: people, dates, classes, lessons, refused lines."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from il_desktop.domain.errors import LineProblem
from il_desktop.domain.light import NamedTuple
from il_desktop.interchange.roster_plan import KnownPerson, RosterItem, RosterOutcome, RosterPlan


@dataclass(frozen=True, slots=True)
class KnownSection:
    """A class already in the file."""

    id: str
    year_id: str
    title: str
    subject: str = ""
    grade: str = ""
    room: str = ""
    external_ref: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class KnownSlot:
    """A slot already in the file; `last` is None for no end."""

    person_id: str
    section_id: str | None
    day_type: str | None
    weekday: int | None
    period_code: str
    kind: str
    first: date
    last: date | None = None


@dataclass(frozen=True, slots=True)
class KnownYear:
    """A school year or term already in the file."""

    id: str
    kind: str
    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class KnownSchool:
    """Everything the plan is held against. `today` is from when on changed lessons hold."""

    people: tuple[KnownPerson, ...]
    dates: tuple[KnownYear, ...]
    sections: tuple[KnownSection, ...]
    slots: tuple[KnownSlot, ...]
    day_types: tuple[str, ...]
    periods: tuple[str, ...]
    today: date


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """One line that is left out, and why; `table` is the file inside the export."""

    table: str
    problem: LineProblem


@dataclass(frozen=True, slots=True)
class DatesItem:
    """A year or term of the export."""

    outcome: RosterOutcome
    kind: str
    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class SectionItem:
    """A class of the export; `section_id` is set for changed and unchanged, `changes` names the columns."""

    outcome: RosterOutcome
    line: int
    ref: str
    title: str
    subject: str = ""
    grade: str = ""
    room: str = ""
    first: date | None = None  # None: as long as its school year
    last: date | None = None
    day: date | None = None  # a day of its school year
    section_id: str | None = None
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LessonItem:
    """One lesson: person by reference of the export, class by reference, period, days and dates."""

    person_ref: str
    section_ref: str
    period_code: str
    day_type: str | None
    weekday: int | None
    first: date
    last: date | None


class PlanLine(NamedTuple):
    """One thing an export would write or ask about; `is_on` unless somebody has to decide it."""

    key: str
    kind: str  # people, dates, classes, lessons
    name: str
    outcome: RosterOutcome
    is_on: bool = True


@dataclass(frozen=True, slots=True)
class OneRosterPlan:
    """The whole export, decided. Writing it is one step; `person_ids` finds known people by the export's reference.

    `replaced` are people whose lessons change; lessons of everybody else stay as they are.
    """

    source: str
    people: RosterPlan
    person_ids: dict[str, str]
    dates: tuple[DatesItem, ...]
    sections: tuple[SectionItem, ...]
    lessons: tuple[LessonItem, ...]
    replaced: frozenset[str]
    refused: tuple[RefusedLine, ...]
    today: date
    students_left_out: int = 0

    @property
    def writes(self) -> bool:
        """Whether anything would change."""
        parts = (*self.dates, *self.sections)
        return bool(self.people.writes or self.replaced) or any(_is_write(part.outcome) for part in parts)

    def count(self, outcome: RosterOutcome) -> int:
        """Count people, dates and classes of one outcome."""
        parts = (*self.people.items, *self.dates, *self.sections)
        return sum(part.outcome is outcome for part in parts)

    def counts(self) -> dict[str, int]:
        """Count what the sentence about the plan speaks of."""
        groups = {
            "people": self.people.items,
            "years": [each for each in self.dates if each.kind == "year"],
            "terms": [each for each in self.dates if each.kind == "term"],
            "classes": self.sections,
        }
        found = {
            f"{outcome.value}_{name}": sum(each.outcome is outcome for each in group)
            for name, group in groups.items()
            for outcome in (RosterOutcome.NEW, RosterOutcome.CHANGED)
        }
        asked = len(self.people.with_outcome(RosterOutcome.ASK))
        rest = {"lessons": len(self.replaced), "asked": asked, "refused": len(self.refused)}
        return found | rest | {"students": self.students_left_out}

    def lines(self) -> tuple[PlanLine, ...]:
        """Return everything that would be written or is asked about, each with the key that `only` takes."""
        names = self._names()
        people = [(_person_key(each), "people", each.facts.full_name, each.outcome) for each in self.people.items]
        dates = [(_dates_key(each), "dates", each.name, each.outcome) for each in self.dates]
        classes = [(f"class:{each.ref}", "classes", each.title, each.outcome) for each in self.sections]
        lessons = [(f"lessons:{ref}", "lessons", names.get(ref, ref), RosterOutcome.CHANGED) for ref in self.replaced]
        return tuple(
            PlanLine(*line, is_on=line[3] is not RosterOutcome.ASK)
            for line in (*people, *dates, *classes, *sorted(lessons, key=lambda line: line[2]))
            if line[3] is not RosterOutcome.UNCHANGED
        )

    def only(self, keys: Collection[str]) -> OneRosterPlan:
        """Return the plan with these lines alone; an asked one among them comes in as new.

        What leans on a line that is left out goes with it: the lessons of somebody new, the lessons of a class.
        """
        people = self.people
        for item in people.with_outcome(RosterOutcome.ASK):
            people = people.as_new(item.line) if _person_key(item) in keys else people
        kept = tuple(each for each in people.items if not _is_write(each.outcome) or _person_key(each) in keys)
        dates = tuple(
            replace(each, outcome=RosterOutcome.NEW) if each.outcome is RosterOutcome.ASK else each
            for each in self.dates
            if each.outcome is RosterOutcome.UNCHANGED or _dates_key(each) in keys
        )
        sections = tuple(
            each if f"class:{each.ref}" in keys else replace(each, outcome=RosterOutcome.UNCHANGED)
            for each in self.sections
            if each.section_id is not None or f"class:{each.ref}" in keys
        )
        there = {each.facts.external_ref for each in kept} | set(self.person_ids)
        refs = {each.ref for each in sections}
        lessons = tuple(
            each
            for each in self.lessons
            if each.section_ref in refs and each.person_ref in there and f"lessons:{each.person_ref}" in keys
        )
        return replace(
            self,
            people=replace(people, items=kept),
            dates=dates,
            sections=sections,
            lessons=lessons,
            replaced=frozenset(each.person_ref for each in lessons),
        )

    def _names(self) -> dict[str, str]:
        """Return names by the export's reference."""
        known = {key: ref for ref, key in self.person_ids.items()}
        return {
            known.get(each.person_id or "", each.facts.external_ref or ""): each.facts.full_name
            for each in self.people.items
        }

    def near_as_new(self) -> OneRosterPlan:
        """Take everybody with a name close to a known one as somebody new."""
        people = self.people
        for item in people.with_outcome(RosterOutcome.ASK):
            people = people.as_new(item.line)
        return replace(self, people=people)


def _person_key(item: RosterItem) -> str:
    return f"person:{item.line}"


def _dates_key(item: DatesItem) -> str:
    return f"dates:{item.kind}:{item.name}:{item.first.isoformat()}"


def _is_write(outcome: RosterOutcome) -> bool:
    return outcome in {RosterOutcome.NEW, RosterOutcome.CHANGED}
