"""What became of planned blocks: outcome, actual minutes and ledger in one step; unsaid blocks stay unknown."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from il_desktop.commands.block_rows import block_of, span_of
from il_desktop.commands.held_time import SchoolFacts
from il_desktop.commands.make_up_rows import settle_debt
from il_desktop.domain.blocks import BlockRef, Protection
from il_desktop.domain.clock import wall_now
from il_desktop.domain.errors import BadValue
from il_desktop.domain.interruptions import is_emergency
from il_desktop.domain.reconcile import Outcome, Settlement, actual_span
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.models.schedule import Actual, Interruption, TimeBlock
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx


@operation("reconcile.block")
def reconcile_block(tx: Tx, ref: BlockRef, told: Settlement) -> str:
    """Say what became of a block that has begun; a second answer takes the place of the first. Return the row's id.

    Raises BadValue for an answer that lacks its minutes, start or reason, and for a block that has not begun.
    """
    facts = SchoolFacts(tx.session)
    block = block_of(tx.session, ref, facts)
    actual = _settle(tx, block, told, facts)
    tx.say(
        block=block.id,
        outcome=told.outcome.value,
        minutes=actual.minutes if actual else 0,
        reason=told.reason.value if told.reason else None,
        start=span_of(block, facts).start.iso(),
    )
    return block.id


@operation("reconcile.all_kept")
def keep_all(tx: Tx, refs: Sequence[BlockRef]) -> int:
    """Say that these blocks were all kept, in one step; those that are reconciled already are left alone."""
    facts = SchoolFacts(tx.session)
    count = 0
    for ref in refs:
        block = block_of(tx.session, ref, facts)
        if block.state == "planned":
            _settle(tx, block, Settlement(Outcome.KEPT), facts)
            count += 1
    tx.say(blocks=count)
    return count


@operation("reconcile.take_back")
def take_back(tx: Tx, ref: BlockRef) -> str:
    """Make a block unknown again, as if nobody had said what became of it."""
    facts = SchoolFacts(tx.session)
    block = block_of(tx.session, ref, facts)
    _forget(tx, block)
    block.state, block.reconciled_at = "planned", None
    tx.say(block=block.id)
    return block.id


def _settle(tx: Tx, block: TimeBlock, told: Settlement, facts: SchoolFacts) -> Span | None:
    plan = span_of(block, facts)
    if plan.start > wall_now(tx.clock, facts.settings.tz):
        raise BadValue(field="start", value=plan.start.iso(), reason="in_future")
    actual = actual_span(plan, told)
    _forget(tx, block)
    tx.session.add(block)
    tx.session.flush()  # the rows below point to it
    block.state = told.outcome.value
    block.reconciled_at = tx.session.info["now"]
    _complete_emergency(tx, block, plan.minutes - actual.minutes if actual else plan.minutes)
    if actual is not None:
        _write_actual(tx, block, actual, facts)
    elif told.reason is not None:
        _write_loss(tx, block, plan, told)
    if block.make_up_for_id:
        settle_debt(tx.session, block, actual.minutes if actual else 0)
    return actual


def _complete_emergency(tx: Tx, block: TimeBlock, lost: int) -> None:
    """Say how long an emergency took that was noted with one key, now that it is known; none at all takes it back."""
    rows = tx.session.scalars(
        select(Interruption).where(Interruption.block_id == block.id, Interruption.debt == "open")
    )
    for row in rows:
        if not is_emergency(row.source, row.triage or ""):
            continue
        made = tx.session.scalars(select(TimeBlock.id).where(TimeBlock.make_up_for_id == row.id)).first()
        if lost > 0:
            row.minutes = lost
        elif made is None:
            tx.session.delete(row)
    tx.session.flush()


def _write_actual(tx: Tx, block: TimeBlock, actual: Span, facts: SchoolFacts) -> None:
    tx.session.add(
        Actual(
            block_id=block.id,
            starts_local=actual.start,
            ends_local=actual.end,
            tz=facts.settings.tz,
            activity_type_id=block.activity_type_id,
            source="reconcile",
        )
    )


def _write_loss(tx: Tx, block: TimeBlock, plan: Span, told: Settlement) -> None:
    """Write what the ledger does not know yet: an override from Firm up, which leaves a debt, else an interruption."""
    known = tx.session.scalar(select(func.sum(Interruption.minutes)).where(Interruption.block_id == block.id)) or 0
    minutes = plan.minutes - known
    if minutes <= 0 or told.reason is None:
        return
    is_override = block.protection >= Protection.FIRM
    # A make-up block displaced again keeps the first debt; its own row only tells of the minutes.
    debt = "made_up" if block.make_up_for_id else "open"
    tx.session.add(
        Interruption(
            kind="override" if is_override else "interruption",
            block_id=block.id,
            at_local=WallTime(plan.start.day, plan.start.minute),
            minutes=minutes,
            source=told.reason.value,
            level=block.protection if is_override else None,
            planned_min=plan.minutes if is_override else None,
            debt=debt if is_override else None,
        )
    )


def _forget(tx: Tx, block: TimeBlock) -> None:
    """Take back what an earlier answer wrote: its actual minutes, and ledger rows of the same instant."""
    if block.reconciled_at is None:
        return
    for row in tx.session.scalars(select(Actual).where(Actual.block_id == block.id, Actual.source == "reconcile")):
        tx.session.delete(row)
    mine = select(Interruption).where(Interruption.block_id == block.id, Interruption.created_at == block.reconciled_at)
    for row in tx.session.scalars(mine):
        made = select(TimeBlock.id).where(TimeBlock.make_up_for_id == row.id)
        if tx.session.scalars(made).first() is None:
            tx.session.delete(row)
    if block.make_up_for_id:
        settle_debt(tx.session, block, 0)
    tx.session.flush()
