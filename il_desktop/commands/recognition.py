"""Recognition: write it down for one person or a team, give it, plan time for it, celebrate it, change it, delete it.

A given one names the action. What goes against the person's wish needs a reason, which is kept beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from il_desktop.commands.people import person_of
from il_desktop.commands.schedule import create_block
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.errors import BadValue, KeptPrivate, NotFound, PreferenceAsksReason
from il_desktop.domain.ids import new_id
from il_desktop.domain.protection import OverrideReason
from il_desktop.domain.recognition import RecognitionFacts, celebration_line, goes_against, may_be_shown
from il_desktop.models.goals import Goal, VisionItem
from il_desktop.models.people import Person
from il_desktop.models.recognition import Recognition
from il_desktop.models.settings import Attachment
from il_desktop.models.teamwork import AgendaItem, Meeting
from il_desktop.models.visits import Visit
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx


@operation("recognition.record")
def record_recognition(tx: Tx, facts: RecognitionFacts) -> str:
    """Write a recognition down and return its id.

    Raise PreferenceAsksReason when it is more public than the person asked for, BadValue when a given one names no
    action or a gift has no amount.
    """
    _check_links(tx, facts)
    recognition = _written(tx, facts)
    tx.say(
        recognition=recognition.id,
        person=facts.person_id,
        kind=facts.kind,
        state=facts.state,
        seen_by=facts.seen_by,
    )
    return recognition.id


@operation("recognition.record_team")
def record_team(
    tx: Tx, facts: RecognitionFacts, person_ids: Sequence[str], *, reasons: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Write one row a person with the same words, tied by a `batch_key`; return their ids.

    `reasons` says for whom an exception is made and why; raise like `record_recognition`, for the first who lacks one.
    """
    people = tuple(dict.fromkeys(person_ids))
    if not people:
        raise BadValue(field="person", value="", reason="empty")
    _check_links(tx, facts)
    told = reasons or {}
    batch = new_id()
    made = tuple(
        _written(tx, replace(facts, person_id=one, batch_key=batch, override_reason=told.get(one, ""))).id
        for one in people
    )
    tx.say(people=len(made), kind=facts.kind, state=facts.state, seen_by=facts.seen_by)
    return made


@operation("recognition.edit")
def edit_recognition(tx: Tx, recognition_id: str, facts: RecognitionFacts) -> None:
    """Write all facts of a recognition anew; raise like `record_recognition`."""
    recognition = _of(tx, recognition_id)
    person = person_of(tx.session, facts.person_id)
    _check_links(tx, facts)
    for name, value in _columns(facts, person).items():
        setattr(recognition, name, value)
    _check(recognition)
    tx.say(recognition=recognition_id, person=person.id)


@operation("recognition.give")
def give_recognition(tx: Tx, recognition_id: str, given_on: date, *, override_reason: str = "") -> None:
    """Let a draft count as given on a date; it must name the action, and a reason where it goes against the wish."""
    recognition = _of(tx, recognition_id)
    recognition.state = "given"
    recognition.given_on = given_on
    _check(recognition)
    wish = person_of(tx.session, recognition.person_id).recognition_pref
    if goes_against(wish, "given", recognition.channel, recognition.visibility):
        reason = override_reason.strip() or recognition.pref_override_reason
        if not reason:
            raise PreferenceAsksReason(recognition.person_id, wish, recognition.visibility)
        recognition.pref_override_reason = reason
    tx.say(recognition=recognition_id, person=recognition.person_id, on=given_on.isoformat())


@operation("recognition.plan")
def plan_recognition(
    tx: Tx, wanted: str | RecognitionFacts, draft: BlockDraft, *, override: OverrideReason | None = None
) -> str:
    """Plan time to give a recognition, known by its id or written down with it: a linked block; return the block's id.

    Raise like `schedule.create_block` and `record_recognition`.
    """
    recognition = _of(tx, wanted) if isinstance(wanted, str) else _written(tx, wanted)
    block_id = create_block(tx, replace(draft, people=(recognition.person_id,)), override=override)
    tx.session.flush()
    recognition.block_id = block_id
    tx.say(recognition=recognition.id, person=recognition.person_id)
    return block_id


@operation("recognition.follow_up")
def set_follow_up(tx: Tx, recognition_id: str, follow_up_on: date | None) -> None:
    """Set when to ask again, or with None let it be done."""
    recognition = _of(tx, recognition_id)
    recognition.follow_up_on = follow_up_on
    on = follow_up_on.isoformat() if follow_up_on else None
    tx.say(recognition=recognition_id, person=recognition.person_id, on=on)


@operation("recognition.celebrate")
def celebrate(tx: Tx, meeting_id: str, recognition_ids: Sequence[str], *, minutes: int = 5) -> str:
    """Put recognitions on a meeting's agenda under one point “Celebrate”; return the point's id.

    Raise KeptPrivate when one is a draft, shared with nobody else, or of somebody who keeps out of lists.
    """
    meeting = tx.session.get(Meeting, meeting_id)
    if meeting is None:
        raise NotFound(kind="meeting", key=meeting_id)
    chosen = [_of(tx, one) for one in dict.fromkeys(recognition_ids)]
    if not chosen:
        raise BadValue(field="recognition", value="", reason="empty")
    lines = [_line_for_others(tx, one) for one in chosen if one.meeting_id != meeting_id]
    item = next((one for one in meeting.agenda if one.outcome == "celebrate"), None)
    if item is None:
        place = max((one.pos for one in meeting.agenda), default=-1) + 1
        item = AgendaItem(meeting_id=meeting_id, pos=place, title="Celebrate", outcome="celebrate", minutes=minutes)
        tx.session.add(item)
    item.text = "\n".join(part for part in (item.text or "", *lines) if part) or None
    for recognition in chosen:
        recognition.meeting_id = meeting_id
    tx.session.flush()
    tx.say(meeting=meeting_id, recognitions=len(lines))
    return item.id


@operation("recognition.delete")
def delete_recognition(tx: Tx, recognition_id: str) -> None:
    """Delete a recognition with its attachments."""
    recognition = _of(tx, recognition_id)
    owned = select(Attachment).where(Attachment.owner_kind == "recognition", Attachment.owner_id == recognition_id)
    for attachment in tx.session.scalars(owned):
        tx.session.delete(attachment)
    tx.session.delete(recognition)
    tx.say(recognition=recognition_id, person=recognition.person_id)


def _written(tx: Tx, facts: RecognitionFacts) -> Recognition:
    recognition = Recognition(**_columns(facts, person_of(tx.session, facts.person_id)))
    _check(recognition)
    tx.session.add(recognition)
    return recognition


def _columns(facts: RecognitionFacts, person: Person) -> dict[str, Any]:
    """Return the columns; the reason is asked for, and kept only where the preference is overridden."""
    values = asdict(facts)
    reason = values.pop("override_reason")
    values["visibility"] = facts.seen_by
    needs_reason = goes_against(person.recognition_pref, facts.state, facts.channel, facts.seen_by)
    if needs_reason and not reason.strip():
        raise PreferenceAsksReason(person_id=person.id, preference=person.recognition_pref, visibility=facts.seen_by)
    values["pref_override_reason"] = reason if needs_reason else None
    return values


def _check(recognition: Recognition) -> None:
    if recognition.state == "given" and not recognition.action_text:
        raise BadValue(field="action", value="", reason="empty")
    if recognition.kind == "gift" and recognition.gift_cents is None:
        raise BadValue(field="gift_amount", value="", reason="empty")


def _check_links(tx: Tx, facts: RecognitionFacts) -> None:
    """Refuse what is not there: a sender, value, goal or visit that went away since it was chosen."""
    if facts.giver_id is not None:
        person_of(tx.session, facts.giver_id)
    for table, key in ((VisionItem, facts.value_id), (Goal, facts.goal_id), (Visit, facts.visit_id)):
        if key is not None and tx.session.get(table, key) is None:
            raise NotFound(kind=table.__tablename__, key=key)


def _line_for_others(tx: Tx, recognition: Recognition) -> str:
    person = person_of(tx.session, recognition.person_id)
    if not may_be_shown(
        "small_group",
        state=recognition.state,
        visibility=recognition.visibility,
        is_opted_out=person.lists_opt_out,
    ):
        raise KeptPrivate(recognition_id=recognition.id, person_id=person.id)
    name = person.shown_as or f"{person.given} {person.family}"
    return celebration_line(name, recognition.action_text or "", recognition.impact or "")


def _of(tx: Tx, recognition_id: str) -> Recognition:
    recognition = tx.session.get(Recognition, recognition_id)
    if recognition is None:
        raise NotFound(kind="recognition", key=recognition_id)
    return recognition
