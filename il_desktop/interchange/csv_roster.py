"""A staff list to a plan: who is new, changed, unchanged, or so close to a known name that somebody must decide.

Matches by the list's own number, then e-mail, then the exact name; never merges on a similar name. Commands write.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from pathlib import Path

from il_desktop.domain.errors import BadFile, BadLines
from il_desktop.domain.text import search_key
from il_desktop.interchange.csv_table import CsvTable, read_table
from il_desktop.interchange.roster_columns import ColumnMap, guess_columns
from il_desktop.interchange.roster_plan import (
    FieldChange,
    KnownPerson,
    PersonFacts,
    RosterItem,
    RosterOutcome,
    RosterPlan,
)
from il_desktop.interchange.roster_values import TypedRow, read_rows

NEAR_SCORE = 88  # of 100; "Jon Smith" and "John Smith" are near, "Ana Diaz" and "Ann Dietz" are not. Our choice.
PASTED = Path("pasted text")


def plan_roster(
    data: bytes | str, known: Iterable[KnownPerson], *, source: Path = PASTED, columns: ColumnMap | None = None
) -> RosterPlan:
    """Read a whole list and say what it would do.

    Raises BadFile when it cannot be read at all, BadLines naming every bad line; then nothing is planned.
    """
    table = read_table(data, source)
    return plan_table(table, columns or guess_columns(table), tuple(known))


def plan_table(
    table: CsvTable, columns: ColumnMap, known: Sequence[KnownPerson], *, day_first: bool = False
) -> RosterPlan:
    """Say what a table would do under a mapping that the user may have changed; raise like `plan_roster`."""
    if not columns.can_name:
        raise BadFile(table.source, "no_header", ", ".join(columns.headings)[:200])
    rows, problems = read_rows(table, columns, day_first=day_first)
    if problems:
        raise BadLines(table.source, problems)
    matcher = RosterMatcher(known)
    items = tuple(matcher.item(row) for row in rows)
    return RosterPlan(table.source.name, items, columns.ignored, table.is_guess)


class RosterMatcher:
    """Finds the person a row is about; each known person is taken once."""

    def __init__(self, known: Sequence[KnownPerson]) -> None:
        self._known = known
        self._by_ref = {person.facts.external_ref: person for person in known if person.facts.external_ref}
        self._by_email = {person.facts.email.casefold(): person for person in known if person.facts.email}
        self._by_name = _unique_names(known)
        self._names: list[str] | None = None

    def item(self, row: TypedRow) -> RosterItem:
        """Say what a row means for the people known."""
        person, matched_by = self._match(row.facts)
        if person:
            changes = _changes(person.facts, row)
            outcome = RosterOutcome.CHANGED if changes else RosterOutcome.UNCHANGED
            facts = replace(person.facts, **{change.field: getattr(row.facts, change.field) for change in changes})
            return RosterItem(row.line, outcome, facts, person.id, matched_by, changes)
        near = self._near(row.facts)
        return RosterItem(row.line, RosterOutcome.ASK if near else RosterOutcome.NEW, row.facts, near=near)

    def _match(self, facts: PersonFacts) -> tuple[KnownPerson | None, str]:
        if facts.external_ref and (person := self._by_ref.get(facts.external_ref)):
            return person, "external_ref"
        if facts.email and (person := self._by_email.get(facts.email.casefold())):
            return person, "email"
        person = self._by_name.get(_name_key(facts))
        # The same name with two different numbers is two people until somebody says otherwise.
        if person and not (facts.external_ref and person.facts.external_ref):
            return person, "name"
        return None, ""

    def _near(self, facts: PersonFacts) -> tuple[str, ...]:
        if not self._known:
            return ()
        from rapidfuzz import fuzz, process  # noqa: PLC0415  50 ms to load: only lists with an unknown name pay for it

        if self._names is None:
            self._names = [_name_key(person.facts) for person in self._known]
        hits = process.extract(
            _name_key(facts), self._names, scorer=fuzz.token_sort_ratio, limit=3, score_cutoff=NEAR_SCORE
        )
        return tuple(self._known[index].id for _, _, index in hits)


def _name_key(facts: PersonFacts) -> str:
    return search_key(facts.full_name)


def _unique_names(known: Sequence[KnownPerson]) -> dict[str, KnownPerson]:
    found: dict[str, KnownPerson] = {}
    doubles: set[str] = set()
    for person in known:
        key = _name_key(person.facts)
        if key in found:
            doubles.add(key)
        found[key] = person
    return {key: person for key, person in found.items() if key not in doubles}


def _changes(before: PersonFacts, row: TypedRow) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(field.name, _shown(getattr(before, field.name)), _shown(getattr(row.facts, field.name)))
        for field in fields(PersonFacts)
        if field.name in row.said and getattr(before, field.name) != getattr(row.facts, field.name)
    )


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    return "" if value is None else str(value)
