"""What was done about a reminder: put off, or set aside. A ledger: undo leaves it alone, as the clock has gone on."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from il_desktop.domain.clock import wall_now
from il_desktop.domain.walltime import WallTime
from il_desktop.models.schedule import ReminderMark
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

KEPT_DAYS = 35  # longer than any lead: a mark this old can silence nothing any more


@operation("reminder.mark")
def mark_reminder(tx: Tx, source: str, start: WallTime, tz: str, *, until: WallTime | None = None) -> None:
    """Put a reminder off until a moment, or set it aside without one, for the start its block has now.

    The mark stays out of undo; `source` is a block's id, or `series@date` while it is no row.
    """
    mark = tx.session.scalars(select(ReminderMark).where(ReminderMark.source_ref == source)).first()
    if mark is None:
        mark = ReminderMark(source_ref=source, starts_local=start)
        tx.session.add(mark)
    mark.starts_local, mark.snoozed_until, mark.is_done = start, until, until is None
    tx.say(until=until.iso() if until else None)
    old = WallTime(wall_now(tx.clock, tz).day - timedelta(days=KEPT_DAYS), 0)
    for past in tx.session.scalars(select(ReminderMark).where(ReminderMark.starts_local < old)):
        tx.session.delete(past)
