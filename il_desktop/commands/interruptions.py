"""What came between, written down at once and completed later if at all."""

from __future__ import annotations

from typing import Any

from il_desktop.commands.block_rows import block_of
from il_desktop.commands.held_time import SchoolFacts
from il_desktop.domain.blocks import BlockRef
from il_desktop.domain.errors import BadValue, NotFound
from il_desktop.domain.interruptions import InterruptionDraft
from il_desktop.models.schedule import Interruption
from il_desktop.models.teamwork import Responsibility
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

COMPLETABLE = frozenset({
    "minutes", "source", "topic_id", "triage", "worth_it", "avoidable", "asked_by", "resume_note", "note", "block_key",
})  # fmt: skip
# Of an override: minutes, source and block are the record of protected time and stay.
OF_OVERRIDES = COMPLETABLE - {"minutes", "source", "block_key"}
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


@operation("interruption.complete")
def complete_interruption(tx: Tx, row_id: str, **fields: Any) -> None:
    """Add or change any of `COMPLETABLE`, of an override of `OF_OVERRIDES`; an empty text empties it.

    Raises BadValue or NotFound.
    """
    row = tx.session.get(Interruption, row_id)
    if row is None:
        raise NotFound(kind="interruption", key=row_id)
    allowed = OF_OVERRIDES if row.kind == "override" else COMPLETABLE
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
