"""People on the roster: add, edit, end, delete, and a whole staff list in one step.

A person with records is ended, never deleted, so that no visit or recognition loses its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from il_desktop.domain.errors import BadLines, BadValue, HasChildren, LineProblem, NotFound
from il_desktop.domain.people import days_worked, is_new_name
from il_desktop.interchange.roster_plan import PersonFacts, RosterItem, RosterOutcome, RosterPlan
from il_desktop.models.base import Base
from il_desktop.models.people import Person
from il_desktop.models.settings import Setting
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

EDITABLE = frozenset(
    {
        "kind", "given", "family", "shown_as", "email", "department", "grades", "hired_on", "career_started_on",
        "contract", "birthday_md", "birthday_opt_in", "visit_every_days", "leader_id", "is_focus", "recognition_pref",
        "favorites", "strengths", "active_from", "active_to", "anniversary_opt_in", "lists_opt_out", "former_names",
        "works_on",
    }
)  # fmt: skip
LISTED = (
    "kind", "given", "family", "shown_as", "email", "department", "grades", "hired_on", "career_started_on", "contract",
    "birthday_md", "external_ref", "active_to",
)  # fmt: skip


@operation("person.add")
def add_person(tx: Tx, given: str, family: str, *, kind: str = "teacher", **fields: Any) -> str:
    """Put somebody on the roster and return the id; fields by column name."""
    fields = _known(fields)
    _check_leader(tx.session, None, fields)
    person = Person(kind=kind, given=given, family=family, **fields)
    _check_dates(person)
    tx.session.add(person)
    tx.say(person=person.id)
    return person.id


@operation("person.edit")
def edit_person(tx: Tx, person_id: str, **fields: Any) -> None:
    """Change fields of a person; None or an empty text empties one.

    A new name keeps the old one among the former names, so that it is still found; a mended typing error does not.
    """
    fields = _known(fields)
    person = person_of(tx.session, person_id)
    _check_leader(tx.session, person_id, fields)
    _change(person, fields)
    _check_dates(person)
    tx.say(person=person_id, field=next(iter(fields)) if len(fields) == 1 else None)
    tx.merge_key(f"{person_id}:{','.join(sorted(fields))}")


@operation("person.end")
def end_person(tx: Tx, person_id: str, last_day: date) -> None:
    """Let somebody leave after `last_day`; all records stay."""
    person = person_of(tx.session, person_id)
    person.active_to = last_day
    _check_dates(person)
    tx.say(person=person_id, on=last_day.isoformat())


@operation("person.return")
def return_person(tx: Tx, person_id: str) -> None:
    """Bring somebody who had left back to the roster."""
    person_of(tx.session, person_id).active_to = None
    tx.say(person=person_id)


@operation("person.delete")
def delete_person(tx: Tx, person_id: str) -> None:
    """Delete somebody who has no records; raise HasChildren with what there is otherwise."""
    person = person_of(tx.session, person_id)
    counts = records_of(tx.session, person_id)
    if counts:
        raise HasChildren(kind="person", key=person_id, counts=counts)
    tx.session.delete(person)
    tx.say(person=person_id)


@operation("roster.import")
def import_roster(tx: Tx, plan: RosterPlan) -> int:
    """Write all new and changed people of a staff list as one step; return how many. Who is missing may leave with it.

    Raise BadLines, with nothing written, for a line that does not give both parts of a name.
    """
    halves = tuple(
        LineProblem(item.line, "given" if not item.facts.given else "family", "", "empty")
        for item in plan.writes
        if not (item.facts.given and item.facts.family)
    )
    if halves:
        raise BadLines(Path(plan.source), halves)
    new = 0
    for item in plan.writes:
        if item.outcome is RosterOutcome.NEW:
            tx.session.add(Person(**_columns(item.facts, LISTED)))
            new += 1
        else:
            _apply(person_of(tx.session, item.person_id or ""), item)
    changed, left = len(plan.writes) - new, 0
    if plan.leave_on is not None:
        for key in plan.missing:
            person = person_of(tx.session, key)
            person.active_to = plan.leave_on
            _check_dates(person)
        left = len(plan.missing)
    tx.say(new=new, changed=changed, left=left or None)
    return new + changed + left


def person_of(session: Session, person_id: str) -> Person:
    """Return a person; raise NotFound."""
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound(kind="person", key=person_id)
    return person


def _apply(person: Person, item: RosterItem) -> None:
    _change(person, _columns(item.facts, [change.field for change in item.changes]))


def _change(person: Person, fields: Mapping[str, Any]) -> None:
    before = (person.given, person.family)
    for name, value in fields.items():
        setattr(person, name, value)
    after = (person.given, person.family)
    if before != after and "former_names" not in fields and is_new_name(before, after):
        old = " ".join(before)
        if old not in person.former_names:
            person.former_names = (*person.former_names, old)


def _columns(facts: PersonFacts, names: tuple[str, ...] | list[str]) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in names}


def _known(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields as they are kept; TypeError for a name that is none."""
    unknown = fields.keys() - EDITABLE
    if unknown:
        raise TypeError(*sorted(unknown))
    if "works_on" not in fields:
        return dict(fields)
    try:
        return {**fields, "works_on": days_worked(fields["works_on"])}
    except ValueError:
        raise BadValue(field="works_on", value="", reason="unknown_day") from None


def _check_leader(session: Session, person_id: str | None, fields: Mapping[str, Any]) -> None:
    leader_id = fields.get("leader_id")
    if leader_id is None:
        return
    person_of(session, leader_id)
    if leader_id == person_id:
        raise BadValue(field="leader_id", value="", reason="not_allowed")


def _check_dates(person: Person) -> None:
    if person.active_from and person.active_to and person.active_to < person.active_from:
        raise BadValue(field="active_to", value=person.active_to.isoformat(), reason="end_before_start")


def records_of(session: Session, person_id: str) -> dict[str, int]:
    """Count the rows of every table that name the person, and the setting that says who the principal is."""
    counts: dict[str, int] = {}
    for table in Base.metadata.tables.values():
        for column in table.columns:
            if any(link.column.table.name == "person" for link in column.foreign_keys):
                found = session.scalar(select(func.count()).select_from(table).where(column == person_id)) or 0
                if found:
                    counts[table.name] = counts.get(table.name, 0) + found
    principal = session.scalar(select(Setting).where(Setting.key == "principal_id"))
    if principal is not None and principal.value == person_id:
        counts["setting"] = 1
    return counts
