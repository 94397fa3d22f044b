"""No loophole: a block whose level was lowered from Guarded or Immovable defends itself as Guarded for a day more."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from il_desktop.domain.blocks import Protection
from il_desktop.domain.protection import Conflict, Demand
from il_desktop.domain.zones import instant_text
from il_desktop.models.journal import journal_step

STILL_COUNTS = timedelta(hours=24)


def as_before_lowering(session: Session, conflicts: Sequence[Conflict]) -> list[Conflict]:
    """Return the conflicts, those as Guarded whose level was lowered from there within the last day."""
    soft = {conflict.block_key for conflict in conflicts if conflict.demand < Demand.REASON}
    guarded = _lowered(session, session.info["now"]) & soft if soft else set()
    return [
        conflict._replace(protection=Protection.GUARDED) if conflict.block_key in guarded else conflict
        for conflict in conflicts
    ]


def _lowered(session: Session, now: datetime) -> set[str]:
    """Return the blocks whose level fell below Guarded lately; the first level of the day counts."""
    steps = select(journal_step.c.label_args).where(
        journal_step.c.state == "done",
        journal_step.c.op.in_(("block.protect", "plan.adopt")),
        journal_step.c.made_at >= instant_text(now - STILL_COUNTS),
    )
    found: set[str] = set()
    for (told,) in session.execute(steps):
        args = json.loads(told)
        if int(args.get("was_level") or 0) >= Protection.GUARDED:
            found.add(str(args["block"]))
        found.update(str(args.get("lowered") or "").split())
    return found
