"""The front office's proposals: taken in once, then accepted by the ordinary commands, or declined.

The proposals are a ledger: undo takes back what an accepted one did to the calendar, never the proposal itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from il_desktop.commands import schedule
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.blocks import BlockRef
from il_desktop.domain.errors import BadValue, NotFound
from il_desktop.domain.office import USUAL_TYPE, Proposal
from il_desktop.domain.protection import OverrideReason
from il_desktop.domain.walltime import WallTime
from il_desktop.domain.zones import parse_instant
from il_desktop.models.schedule import ActivityType, OfficeProposal, TimeBlock
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx


@operation("office.take_in")
def take_in(tx: Tx, proposals: Iterable[Proposal]) -> int:
    """Add proposals to the list; those known already stay as they are. Return how many are new."""
    known = set(tx.session.scalars(select(OfficeProposal.uid)))
    new = [each for each in proposals if each.uid not in known]
    for each in new:
        tx.session.add(
            OfficeProposal(
                uid=each.uid, author=each.author, made_at=parse_instant(each.made_at), action=each.action,
                payload=_payload(each), base_seq=each.base,
            )
        )  # fmt: skip
    tx.say(count=len(new))
    return len(new)


@operation("office.accept")
def accept(tx: Tx, uid: str, *, start: WallTime | None = None, override: OverrideReason | None = None) -> None:
    """Do what a proposal asks for, at another start if one is given; raises as the schedule's commands do.

    What was accepted once can be accepted again, for when it was undone.
    """
    row = _row(tx, uid)
    if row.state not in ("proposed", "accepted", "declined"):
        raise NotFound(kind="office_proposal", key=uid)
    payload: dict[str, Any] = dict(row.payload)
    wanted = start or (WallTime.parse(payload["start"]) if payload.get("start") else None)
    if row.action == "cancel":
        schedule.delete_block(tx, BlockRef.parse(payload["block"]))
        block_id = ""
    elif wanted is None:
        raise BadValue(field="start", value="", reason="empty")
    elif row.action == "add":
        block_id = _add(tx, payload, wanted, override)
    else:
        block_id = schedule.move_block(tx, BlockRef.parse(payload["block"]), wanted, override=override)
        tx.session.get_one(TimeBlock, block_id).origin = "office"
    tx.merge = None  # two quick answers are two steps
    row.state = "accepted"
    row.payload = {**payload, "at": wanted.iso() if wanted and row.action != "cancel" else "", "result": block_id}
    tx.label_args.clear()
    tx.say(action=row.action, block=block_id or payload.get("block"), start=wanted.iso() if wanted else None)


@operation("office.decline")
def decline(tx: Tx, uid: str, said: str = "") -> None:
    """Decline a proposal, with a word that goes to the office in the next board."""
    row = _row(tx, uid)
    if row.state == "accepted":
        raise BadValue(field="proposal", value="", reason="accepted_already")
    row.state, row.payload = "declined", {**dict(row.payload), "said": " ".join(said.split())[:255]}
    tx.say(action=row.action)


def _add(tx: Tx, payload: dict[str, Any], start: WallTime, override: OverrideReason | None) -> str:
    key = payload.get("activity") or USUAL_TYPE
    if tx.session.scalars(select(ActivityType.id).where(ActivityType.key == key).limit(1)).first() is None:
        key = USUAL_TYPE
    draft = BlockDraft(
        payload["title"], key, start, start.plus(payload["minutes"]), note=payload.get("note", ""), origin="office"
    )
    block_id = schedule.create_block(tx, draft, override=override)
    tx.session.flush()
    return block_id


def _row(tx: Tx, uid: str) -> OfficeProposal:
    row = tx.session.scalars(select(OfficeProposal).where(OfficeProposal.uid == uid)).first()
    if row is None:
        raise NotFound(kind="office_proposal", key=uid)
    return row


def _payload(proposal: Proposal) -> dict[str, Any]:
    told = {
        "block": proposal.block, "title": proposal.title, "activity": proposal.activity, "note": proposal.note,
        "minutes": proposal.minutes, "start": proposal.start.iso() if proposal.start else "",
        "was": proposal.was.iso() if proposal.was else "",
    }  # fmt: skip
    return {key: value for key, value in told.items() if value}
