"""What bringing in a staff list means, as frozen records: rows read, people known, and the plan that joins the two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum

from il_desktop.domain.errors import LineProblem
from il_desktop.domain.text import search_key


class RosterOutcome(StrEnum):
    """What happens to one row of the list."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    ASK = "ask"  # a name close to one we know: never merged and never added until somebody decides


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """The columns of `person` that a staff list can fill. Empty text, empty tuple and None mean "not said"."""

    given: str
    family: str
    kind: str = "teacher"
    shown_as: str = ""
    email: str = ""
    department: str = ""
    grades: tuple[str, ...] = ()
    hired_on: date | None = None
    career_started_on: date | None = None
    contract: str | None = None  # full, part or long_term_sub
    birthday_md: str | None = None  # MM-DD; showing it stays off until the person opts in
    external_ref: str | None = None
    active_to: date | None = None  # the last day of somebody who leaves

    @property
    def full_name(self) -> str:
        """Given and family name as one text."""
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person already in the file, as the matching needs them; `aliases` are former names and the one shown."""

    id: str
    facts: PersonFacts
    aliases: tuple[str, ...] = ()
    has_left: bool = False


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One column of a known person that the list would change, both values as text."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RosterItem:
    """One row of the list with its outcome.

    `facts` is what the person will hold afterwards (what the list does not say keeps its value); `person_id` is set
    for changed and unchanged. When the outcome is ASK, `near` holds ids of people with a similar name (or who had
    left), `twin` an earlier line with the same name; `wanted` is what the list says and `said` its fields.
    """

    line: int
    outcome: RosterOutcome
    facts: PersonFacts
    person_id: str | None = None
    matched_by: str = ""  # external_ref, email or name
    changes: tuple[FieldChange, ...] = ()
    near: tuple[str, ...] = ()
    twin: int = 0
    wanted: PersonFacts | None = None
    said: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """The whole list, decided. Writing it is one transaction and one undo step; rows still ASK are left out.

    `refused` are cells that cannot be taken, when the user said to go on without their lines; `others` are rows that
    are no person. `missing` are the ids of people here who are not in the list; with `leave_on` they leave that day.
    """

    source: str
    items: tuple[RosterItem, ...]
    ignored_columns: tuple[str, ...] = ()
    encoding_guessed: bool = False
    refused: tuple[LineProblem, ...] = ()
    others: tuple[LineProblem, ...] = ()
    missing: tuple[str, ...] = ()
    leave_on: date | None = None

    def with_outcome(self, outcome: RosterOutcome) -> tuple[RosterItem, ...]:
        """Return the items of one outcome, in file order."""
        return tuple(item for item in self.items if item.outcome is outcome)

    @property
    def writes(self) -> tuple[RosterItem, ...]:
        """The items that change the file: new and changed."""
        return tuple(item for item in self.items if item.outcome in {RosterOutcome.NEW, RosterOutcome.CHANGED})

    def as_new(self, line: int) -> RosterPlan:
        """Decide that the asked row at `line` is somebody new."""
        return self._decided(line, RosterOutcome.NEW)

    def left_out(self, line: int) -> RosterPlan:
        """Decide that the row at `line` is not brought in."""
        return replace(self, items=tuple(item for item in self.items if item.line != line))

    def as_known(self, line: int, person: KnownPerson) -> RosterPlan:
        """Decide that the asked row at `line` is about a person of the file, who is back if they had left."""
        items = tuple(
            same_person(item, person) if item.line == line and item.outcome is RosterOutcome.ASK else item
            for item in self.items
        )
        missing = tuple(key for key in self.missing if key != person.id)
        return replace(self, items=items, missing=missing)

    @property
    def is_empty(self) -> bool:
        """Whether writing it would change nothing."""
        return not self.writes and not (self.missing and self.leave_on)

    def _decided(self, line: int, outcome: RosterOutcome) -> RosterPlan:
        items = tuple(
            replace(item, outcome=outcome, near=()) if item.line == line and item.outcome is RosterOutcome.ASK else item
            for item in self.items
        )
        return replace(self, items=items)


def same_person(item: RosterItem, person: KnownPerson, matched_by: str = "decision") -> RosterItem:
    """Return a row as being about a person: what it changes, keeping what it does not say."""
    wanted = item.wanted or item.facts
    changes = tuple(_changes(person, wanted, item.said))
    if person.has_left and "active_to" not in item.said:
        changes = (*changes, FieldChange("active_to", _shown(person.facts.active_to), ""))
    values = {change.field: getattr(wanted, change.field) for change in changes}
    outcome = RosterOutcome.CHANGED if changes else RosterOutcome.UNCHANGED
    facts = replace(person.facts, **values)
    return replace(
        item, outcome=outcome, facts=facts, person_id=person.id, matched_by=matched_by, changes=changes, near=(), twin=0
    )


def _changes(person: KnownPerson, wanted: PersonFacts, said: frozenset[str]) -> Iterator[FieldChange]:
    before = person.facts
    names = {search_key(name) for name in (before.full_name, *person.aliases)}
    # A list that knows somebody by another of their names, in capitals or without accents has no better one.
    keeps_name = search_key(wanted.full_name) in names and not _is_fuller(before.full_name, wanted.full_name)
    for field in fields(PersonFacts):
        old, new = getattr(before, field.name), getattr(wanted, field.name)
        if field.name not in said or old == new or (field.name in ("given", "family") and keeps_name):
            continue
        if field.name == "shown_as" and search_key(str(new)) in names:
            continue
        yield FieldChange(field.name, _shown(old), _shown(new))


def _is_fuller(before: str, after: str) -> bool:
    """Tell whether a spelling brings accents that the old one lacks."""
    if search_key(before) != search_key(after):
        return False
    return sum(not char.isascii() for char in after) > sum(not char.isascii() for char in before)


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    return "" if value is None else str(value)
