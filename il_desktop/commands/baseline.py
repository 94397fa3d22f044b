"""The week's plan as it first was: a ledger that a trigger keeps from ever changing. Undo leaves it alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from il_desktop.domain.baseline import PlannedBlock
from il_desktop.models.schedule import ActivityType, PlanBaseline
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx


@operation("baseline.write")
def write_baseline(tx: Tx, week_on: date, blocks: Sequence[PlannedBlock]) -> int:
    """Keep the plan of a week; blocks that are kept already are left out. Return how many were added.

    Not undoable, and no step before it becomes final: the ledger is not in the journal.
    """
    known = set(tx.session.scalars(select(PlanBaseline.block_ref).where(PlanBaseline.week_on == week_on)))
    kinds = {key: id_ for id_, key in tx.session.execute(
        select(ActivityType.id, ActivityType.key).order_by(ActivityType.version)
    )}  # fmt: skip
    new = [block for block in blocks if block.ref not in known and block.activity_key in kinds]
    for block in new:
        tx.session.add(
            PlanBaseline(
                block_ref=block.ref,
                week_on=week_on,
                starts_local=block.span.start,
                ends_local=block.span.end,
                activity_type_id=kinds[block.activity_key],
                protection=int(block.protection),
                is_added=block.is_added,
            )
        )
    tx.say(week=week_on.isoformat(), blocks=len(new))
    return len(new)
