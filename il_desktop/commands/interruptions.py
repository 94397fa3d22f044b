"""What came between, written down at once and completed later if at all."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from il_desktop.commands.block_rows import block_of, span_of
from il_desktop.commands.held_time import HeldBlock, SchoolFacts, held_blocks
from il_desktop.domain.blocks import BlockRef, Protection
from il_desktop.domain.clock import wall_now
from il_desktop.domain.errors import BadValue, NotFound
from il_desktop.domain.interruptions import DEFAULT_MIN, InterruptionDraft, is_emergency
from il_desktop.domain.protection import DisplacementReason, claims_time
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.models.schedule import Interruption
from il_desktop.models.teamwork import Responsibility
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

COMPLETABLE = frozenset({
    "minutes", "source", "topic_id", "triage", "worth_it", "avoidable", "asked_by", "resume_note", "note", "block_key",
})  # fmt: skip
# Of an override: minutes, source and block are the record of protected time and stay.
OF_OVERRIDES = COMPLETABLE - {"minutes", "source", "block_key"}
OF_EMERGENCIES = OF_OVERRIDES | {"minutes"}  # written with one key, before anybody knew how long it takes
LONGEST_MIN = 480


@operation("interruption.log")
def log_interruption(tx: Tx, draft: InterruptionDraft) -> str:
    """Write an interruption down; return its id. Raises BadValue for the minutes, NotFound for topic or block."""
    row = Interruption(
        kind="interruption",
        at_local=draft.at,
        minutes=_minutes(draft.minutes),
        source=draft.source.value,
        note=draft.note or None,
    )
    tx.session.add(row)
    _link(tx, row, {"topic_id": draft.topic_id, "block_key": draft.block_key})
    tx.say(minutes=row.minutes, topic=row.topic_id, at=row.at_local.iso())
    return row.id


@operation("interruption.safety")
def safety_now(tx: Tx) -> str:
    """Note an emergency this minute, whatever stands there at whatever level; return the row's id.

    From Firm up the rest of the block is owed; the debt waits on the shelf, and nothing is planned meanwhile. How long
    it really took is said when the day is closed. An emergency that is noted already is not noted again: empty then.
    """
    facts = SchoolFacts(tx.session)
    now = wall_now(tx.clock, facts.settings.tz)
    if _is_noted(tx.session, now):
        return ""
    minute = Span.of(now, 1)
    running = [held for held in held_blocks(tx.session, minute, facts) if claims_time(held) and held.state == "planned"]
    row = Interruption(at_local=now, source=DisplacementReason.SAFETY.value, triage="now")
    firmest = max(running, key=lambda held: (held.protection, held.ref.key), default=None)
    if firmest is None:
        row.kind, row.minutes = "interruption", DEFAULT_MIN
    else:
        _hit(tx, row, firmest, facts)
    tx.session.add(row)
    is_owed = row.kind == "override"
    tx.say(block=row.block_id, minutes=row.minutes if is_owed else None, at=now.iso())
    return row.id


def _is_noted(session: Session, now: WallTime) -> bool:
    """Tell whether the present minute lies in an emergency noted before."""
    rows = session.scalars(
        select(Interruption).where(
            Interruption.source == DisplacementReason.SAFETY.value,
            Interruption.triage == "now",
            Interruption.at_local >= WallTime(now.day, 0),
            Interruption.at_local <= now,
        )
    )
    return any(now < row.at_local.plus(row.minutes) for row in rows)


def _hit(tx: Tx, row: Interruption, held: HeldBlock, facts: SchoolFacts) -> None:
    """Link an emergency to the block it hit; the rest of protected time is an override, with its debt."""
    block = block_of(tx.session, held.ref, facts)
    tx.session.add(block)
    tx.session.flush()  # the row points to it
    row.block_id = block.id
    if held.protection < Protection.FIRM:
        row.kind, row.minutes = "interruption", DEFAULT_MIN
        return
    row.kind, row.minutes = "override", row.at_local.until(held.span.end)
    row.level, row.planned_min = int(held.protection), span_of(block, facts).minutes
    # A make-up block displaced again keeps the first debt: its own row only tells of the minutes.
    row.debt = "open" if block.make_up_for_id is None else "made_up"


@operation("interruption.complete")
def complete_interruption(tx: Tx, row_id: str, **fields: Any) -> None:
    """Add or change any of `COMPLETABLE`; an empty text empties it.

    Of an override only `OF_OVERRIDES`, of one written with the key for emergencies `OF_EMERGENCIES`.
    Raises BadValue or NotFound.
    """
    row = tx.session.get(Interruption, row_id)
    if row is None:
        raise NotFound(kind="interruption", key=row_id)
    allowed = COMPLETABLE
    if row.kind == "override":
        allowed = OF_EMERGENCIES if is_emergency(row.source, row.triage or "") else OF_OVERRIDES
    for name, value in fields.items():
        if name not in allowed:
            raise BadValue(field=name, value="", reason="not_a_choice")
        if name == "minutes":
            row.minutes = _minutes(value)
        elif name not in ("topic_id", "block_key"):
            setattr(row, name, value if value != "" else None)
    _link(tx, row, fields)
    tx.say(minutes=row.minutes, topic=row.topic_id, at=row.at_local.iso())
    tx.merge_key(f"complete:interruption:{row.id}")


@operation("interruption.delete")
def delete_interruption(tx: Tx, row_id: str) -> None:
    """Take an interruption off the list; an override stays, it is the record of protected time."""
    row = tx.session.get(Interruption, row_id)
    if row is None or row.kind != "interruption":
        raise NotFound(kind="interruption", key=row_id)
    tx.say(minutes=row.minutes, topic=row.topic_id, at=row.at_local.iso())
    tx.session.delete(row)


def _minutes(value: int) -> int:
    if value < 1:
        raise BadValue(field="minutes", value=str(value), reason="too_small", limit=1)
    if value > LONGEST_MIN:
        raise BadValue(field="minutes", value=str(value), reason="too_large", limit=LONGEST_MIN)
    return value


def _link(tx: Tx, row: Interruption, fields: dict[str, Any]) -> None:
    if "topic_id" in fields:
        topic = fields["topic_id"]
        if topic and tx.session.get(Responsibility, topic) is None:
            raise NotFound(kind="responsibility", key=topic)
        row.topic_id = topic or None
    if "block_key" in fields:
        key = fields["block_key"]
        row.block_id = block_of(tx.session, BlockRef.parse(key), SchoolFacts(tx.session)).id if key else None
