"""The directory of first contacts: who takes a topic before the principal does."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from il_desktop.domain.errors import BadValue, HasChildren, NotFound
from il_desktop.models.people import Person
from il_desktop.models.schedule import Interruption
from il_desktop.models.teamwork import Responsibility
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

FIELDS = frozenset({"what", "first_id", "backup_id", "call_when", "script"})


@operation("first_contact.add")
def add_topic(tx: Tx, what: str, **fields: Any) -> str:
    """Add a topic; return its id. Raises BadValue for a name that is empty or there already, NotFound for a person."""
    row = Responsibility(kind="first_contact", what=_name(tx, what, ""))
    tx.session.add(row)
    _set(tx, row, fields)
    tx.say(topic=row.id)
    return row.id


@operation("first_contact.edit")
def edit_topic(tx: Tx, topic_id: str, **fields: Any) -> None:
    """Change any of `FIELDS`; an empty one empties it. Raises BadValue or NotFound."""
    row = _row(tx, topic_id)
    if "what" in fields:
        row.what = _name(tx, fields.pop("what"), row.id)
    _set(tx, row, fields)
    tx.say(topic=row.id)


@operation("first_contact.delete")
def delete_topic(tx: Tx, topic_id: str) -> None:
    """Delete a topic; raise HasChildren while interruptions speak of it."""
    row = _row(tx, topic_id)
    told = tx.session.scalars(select(Interruption.id).where(Interruption.topic_id == topic_id)).all()
    if told:
        raise HasChildren(kind="responsibility", key=topic_id, counts={"interruption": len(told)})
    tx.say(topic=row.id)
    tx.session.delete(row)


def _row(tx: Tx, topic_id: str) -> Responsibility:
    row = tx.session.get(Responsibility, topic_id)
    if row is None or row.kind != "first_contact":
        raise NotFound(kind="responsibility", key=topic_id)
    return row


def _name(tx: Tx, what: str, own_id: str) -> str:
    name = " ".join(str(what).split())
    if not name:
        raise BadValue(field="what", value="", reason="empty")
    topics = select(Responsibility.id, Responsibility.what).where(Responsibility.kind == "first_contact")
    if any(id_ != own_id and other.casefold() == name.casefold() for id_, other in tx.session.execute(topics)):
        raise BadValue(field="what", value=name, reason="duplicate")
    return name


def _set(tx: Tx, row: Responsibility, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        if name not in FIELDS:
            raise BadValue(field=name, value="", reason="not_a_choice")
        if name.endswith("_id") and value and tx.session.get(Person, value) is None:
            raise NotFound(kind="person", key=value)
        setattr(row, name, value or None)
    if row.first_id is not None and row.first_id == row.backup_id:
        raise BadValue(field="backup_id", value="", reason="same_person")
