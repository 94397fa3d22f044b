"""The protected windows of the week, and a place for time that is owed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from il_desktop.commands.held_time import SchoolFacts
from il_desktop.commands.make_up_rows import first_debt, plan_make_up
from il_desktop.commands.making_room import room_under
from il_desktop.domain.errors import BadValue, NotFound
from il_desktop.domain.protected_windows import WindowDraft, checked
from il_desktop.models.schedule import Interruption, TimeBlock
from il_desktop.models.school import CalendarSpan, ProtectedWindow
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx


@operation("protected.windows")
def set_windows(tx: Tx, drafts: Sequence[WindowDraft]) -> None:
    """Make the protected windows be these; raise BadValue or NotFound (term) with nothing changed."""
    wanted = {draft.id: draft for draft in checked(drafts) if draft.id}
    rows = {row.id: row for row in tx.session.scalars(select(ProtectedWindow))}
    for row_id, row in rows.items():
        if row_id not in wanted:
            tx.session.delete(row)
    for draft in drafts:
        term = tx.session.get(CalendarSpan, draft.term_id) if draft.term_id else None
        if draft.term_id and term is None:
            raise NotFound(kind="calendar_span", key=draft.term_id)
        row = rows.get(draft.id) or ProtectedWindow()
        row.from_min, row.to_min, row.weekday = draft.from_min, draft.to_min, draft.weekday
        row.day_type, row.term_id = draft.day_type or None, draft.term_id or None
        tx.session.add(row)
    tx.say(windows=len(drafts))


@operation("protected.make_up")
def make_up(tx: Tx, override_id: str) -> str:
    """Find owed time a place and add the make-up block; return its id, empty when no place is free.

    Raises NotFound for a debt that is not there, BadValue for one that is settled or has its block already.
    """
    own = tx.session.get(Interruption, override_id)
    displaced = tx.session.get(TimeBlock, own.block_id) if own is not None and own.block_id else None
    if own is None or own.kind != "override" or displaced is None:
        raise NotFound(kind="interruption", key=override_id)
    debt = first_debt(tx.session, displaced, own)
    planned = select(TimeBlock.id).where(TimeBlock.make_up_for_id == debt.id, TimeBlock.state == "planned")
    if debt.debt in ("made_up", "lost") or tx.session.scalars(planned).first() is not None:
        raise BadValue(field="debt", value=debt.debt or "", reason="duplicate")
    facts = SchoolFacts(tx.session)
    block = plan_make_up(tx.session, displaced, debt, facts)
    if block is None:
        return ""
    room_under(tx, [block], facts)
    tx.say(block=block.id, start=block.starts_local.iso())
    return block.id


@operation("protected.write_off")
def write_off(tx: Tx, override_id: str) -> None:
    """Let owed time go: its debt is lost. Raises NotFound for a debt that is not there."""
    own = tx.session.get(Interruption, override_id)
    if own is None or own.kind != "override":
        raise NotFound(kind="interruption", key=override_id)
    own.debt = "lost"
    tx.say(block=own.block_id, minutes=own.minutes)
