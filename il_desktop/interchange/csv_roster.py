"""A staff list to a plan: who is new, changed, unchanged, or so close to a known name that somebody must decide.

Matches by the list's own number, then e-mail, then the exact name; never merges on a similar name. Commands write.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from il_desktop.domain.errors import BadFile, BadLines
from il_desktop.domain.people import STAFF_KINDS
from il_desktop.domain.text import search_key
from il_desktop.interchange.csv_table import CsvTable, read_table
from il_desktop.interchange.roster_columns import ColumnMap, guess_columns
from il_desktop.interchange.roster_plan import (
    KnownPerson,
    PersonFacts,
    RosterItem,
    RosterOutcome,
    RosterPlan,
    same_person,
)
from il_desktop.interchange.roster_values import TypedRow, read_rows

NEAR_SCORE = 88  # of 100; "Jon Smith" and "John Smith" are near, "Ana Diaz" and "Ann Dietz" are not. Our choice.
MOST_NEAR = 3
PASTED = Path("pasted text")


def plan_roster(
    data: bytes | str, known: Iterable[KnownPerson], *, source: Path = PASTED, columns: ColumnMap | None = None
) -> RosterPlan:
    """Read a whole list and say what it would do.

    Raises BadFile when it cannot be read at all, BadLines naming every bad line; then nothing is planned.
    """
    table = read_table(data, source)
    return plan_table(table, columns or guess_columns(table), tuple(known))


def best_sheet(sheets: Sequence[CsvTable]) -> CsvTable:
    """Return the sheet that looks most like a staff list: most columns known, then most rows."""
    return max(sheets, key=lambda sheet: (sum(map(bool, guess_columns(sheet).fields)), len(sheet.rows)))


def plan_table(
    table: CsvTable,
    columns: ColumnMap,
    known: Sequence[KnownPerson],
    *,
    day_first: bool = False,
    without_bad: bool = False,
) -> RosterPlan:
    """Say what a table would do under a mapping that the user may have changed; raise like `plan_roster`.

    With `without_bad` the lines that cannot be taken are left out and named in the plan.
    """
    if not columns.can_name:
        raise BadFile(table.source, "no_header", ", ".join(filter(None, columns.headings))[:200])
    rows, problems, others = read_rows(table, columns, day_first=day_first)
    if problems and not without_bad:
        raise BadLines(table.source, problems)
    bad = {problem.line for problem in problems}
    matcher = RosterMatcher(known)
    items = tuple(matcher.item(row) for row in rows if row.line not in bad)
    missing = matcher.missing({item.facts.kind for item in items})
    return RosterPlan(table.source.name, items, columns.ignored, table.is_guess, problems, others, missing)


class RosterMatcher:
    """Finds the person a row is about; each known person is taken once."""

    def __init__(self, known: Sequence[KnownPerson]) -> None:
        self._known = known
        self._by_ref = {person.facts.external_ref: person for person in known if person.facts.external_ref}
        self._by_email = {person.facts.email.casefold(): person for person in known if person.facts.email}
        self._by_name = _unique_names(known)
        self._names: list[str] | None = None
        self._owners: list[str] = []
        self._families: dict[str, list[tuple[str, str]]] = {}  # family name -> given names and ids
        self._taken: dict[str, int] = {}  # id of a known person -> line
        self._new: dict[str, int] = {}  # name of somebody new -> line
        self._asked: set[str] = set()

    def item(self, row: TypedRow) -> RosterItem:
        """Say what a row means for the people known."""
        item = RosterItem(row.line, RosterOutcome.ASK, row.facts, wanted=row.facts, said=row.said)
        person, matched_by = self._match(row.facts)
        if person:
            if person.id in self._taken:
                return replace(item, twin=self._taken[person.id])
            self._taken[person.id] = row.line
            if person.has_left and matched_by == "name" and "active_to" not in row.said:
                return replace(item, near=(person.id,), matched_by="left")
            return same_person(item, person, matched_by)
        near = self._near(row.facts)
        self._asked.update(near)
        twin = self._new.setdefault(_name_key(row.facts), row.line)
        if near or twin != row.line:
            return replace(item, near=near, twin=twin if twin != row.line else 0)
        return replace(item, outcome=RosterOutcome.NEW)

    def missing(self, kinds: set[str]) -> tuple[str, ...]:
        """Return who works here, in a role the list holds, and was neither found nor asked about."""
        return tuple(
            person.id
            for person in self._known
            if person.facts.kind in kinds.intersection(STAFF_KINDS)
            and not (person.has_left or person.id in self._taken or person.id in self._asked)
        )

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
            pairs = [(name, person.id) for person in self._known for name in _names_of(person)]
            self._names, self._owners = [name for name, _ in pairs], [key for _, key in pairs]
            for person in self._known:
                given = search_key(person.facts.given).rstrip(".")
                self._families.setdefault(search_key(person.facts.family), []).append((given, person.id))
        wanted = _name_key(facts)
        hits = process.extract(
            wanted, self._names, scorer=fuzz.token_sort_ratio, limit=2 * MOST_NEAR, score_cutoff=NEAR_SCORE
        )
        found = [self._owners[index] for _, _, index in hits]
        given = search_key(facts.given).rstrip(".")
        found += [key for other, key in self._families.get(search_key(facts.family), ()) if _is_short(given, other)]
        return tuple(dict.fromkeys(found))[:MOST_NEAR]


def _name_key(facts: PersonFacts) -> str:
    return search_key(facts.full_name)


def _names_of(person: KnownPerson) -> tuple[str, ...]:
    return tuple(dict.fromkeys(search_key(name) for name in (person.facts.full_name, *person.aliases) if name))


def _is_short(one: str, other: str) -> bool:
    """Tell “M.” and “Marc” beside “Marcus” of one family from “Emily”."""
    short, long = sorted((one, other), key=len)
    return bool(short) and long.startswith(short)


def _unique_names(known: Sequence[KnownPerson]) -> dict[str, KnownPerson]:
    found: dict[str, KnownPerson] = {}
    doubles: set[str] = set()
    for person in known:
        for key in _names_of(person):
            if key in found:
                doubles.add(key)
            found[key] = person
    return {key: person for key, person in found.items() if key not in doubles}
