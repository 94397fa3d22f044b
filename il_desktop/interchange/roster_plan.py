"""What bringing in a staff list means, as frozen records: rows read, people known, and the plan that joins the two."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

PERSON_KINDS = (
    "teacher",
    "administrator",
    "coach",
    "support_staff",
    "student_rep",
    "parent",
    "community",
    "business",
    "local_org",
    "district",
    "policy_maker",
    "external_expert",
)


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

    @property
    def full_name(self) -> str:
        """Given and family name as one text."""
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person already in the file, as the matching needs them."""

    id: str
    facts: PersonFacts


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
    for changed and unchanged; `near` holds ids of people with a similar name when the outcome is ASK.
    """

    line: int
    outcome: RosterOutcome
    facts: PersonFacts
    person_id: str | None = None
    matched_by: str = ""  # external_ref, email or name
    changes: tuple[FieldChange, ...] = ()
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """The whole list, decided. Writing it is one transaction and one undo step; rows still ASK are left out."""

    source: str
    items: tuple[RosterItem, ...]
    ignored_columns: tuple[str, ...] = ()
    encoding_guessed: bool = False

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

    def _decided(self, line: int, outcome: RosterOutcome) -> RosterPlan:
        items = tuple(
            replace(item, outcome=outcome, near=()) if item.line == line and item.outcome is RosterOutcome.ASK else item
            for item in self.items
        )
        return replace(self, items=items)
