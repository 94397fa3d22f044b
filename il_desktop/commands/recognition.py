"""Recognition: write it down, give it, change it, delete it.

A given one names the action. More public than the person asked for needs a reason, which is kept beside it.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import select

from il_desktop.commands.people import person_of
from il_desktop.domain.errors import BadValue, NotFound, PreferenceAsksReason
from il_desktop.domain.recognition import RecognitionFacts, asks_reason
from il_desktop.models.people import Person
from il_desktop.models.recognition import Recognition
from il_desktop.models.settings import Attachment
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx


@operation("recognition.record")
def record_recognition(tx: Tx, facts: RecognitionFacts) -> str:
    """Write a recognition down and return its id.

    Raise PreferenceAsksReason when it is more public than the person asked for, BadValue when a given one names no
    action or a gift has no amount.
    """
    person = person_of(tx.session, facts.person_id)
    _check_giver(tx, facts.giver_id)
    recognition = Recognition(**_columns(facts, person))
    _check(recognition)
    tx.session.add(recognition)
    tx.say(recognition=recognition.id, person=person.id, kind=facts.kind, state=facts.state, seen_by=facts.seen_by)
    return recognition.id


@operation("recognition.edit")
def edit_recognition(tx: Tx, recognition_id: str, facts: RecognitionFacts) -> None:
    """Write all facts of a recognition anew; raise like `record_recognition`."""
    recognition = _of(tx, recognition_id)
    person = person_of(tx.session, facts.person_id)
    _check_giver(tx, facts.giver_id)
    for name, value in _columns(facts, person).items():
        setattr(recognition, name, value)
    _check(recognition)
    tx.say(recognition=recognition_id, person=person.id)


@operation("recognition.give")
def give_recognition(tx: Tx, recognition_id: str, given_on: date) -> None:
    """Let a draft count as given on a date; it must name the action."""
    recognition = _of(tx, recognition_id)
    recognition.state = "given"
    recognition.given_on = given_on
    _check(recognition)
    tx.say(recognition=recognition_id, person=recognition.person_id, on=given_on.isoformat())


@operation("recognition.delete")
def delete_recognition(tx: Tx, recognition_id: str) -> None:
    """Delete a recognition with its attachments."""
    recognition = _of(tx, recognition_id)
    owned = select(Attachment).where(Attachment.owner_kind == "recognition", Attachment.owner_id == recognition_id)
    for attachment in tx.session.scalars(owned):
        tx.session.delete(attachment)
    tx.session.delete(recognition)
    tx.say(recognition=recognition_id, person=recognition.person_id)


def _columns(facts: RecognitionFacts, person: Person) -> dict[str, Any]:
    """Return the columns; the reason is asked for, and kept only where the preference is overridden."""
    values = asdict(facts)
    reason = values.pop("override_reason")
    values["visibility"] = facts.seen_by
    needs_reason = asks_reason(person.recognition_pref, facts.seen_by)
    if needs_reason and not reason.strip():
        raise PreferenceAsksReason(person_id=person.id, preference=person.recognition_pref, visibility=facts.seen_by)
    values["pref_override_reason"] = reason if needs_reason else None
    return values


def _check(recognition: Recognition) -> None:
    if recognition.state == "given" and not recognition.action_text:
        raise BadValue(field="action", value="", reason="empty")
    if recognition.kind == "gift" and recognition.gift_cents is None:
        raise BadValue(field="gift_amount", value="", reason="empty")


def _check_giver(tx: Tx, giver_id: str | None) -> None:
    if giver_id is not None:
        person_of(tx.session, giver_id)


def _of(tx: Tx, recognition_id: str) -> Recognition:
    recognition = tx.session.get(Recognition, recognition_id)
    if recognition is None:
        raise NotFound(kind="recognition", key=recognition_id)
    return recognition
