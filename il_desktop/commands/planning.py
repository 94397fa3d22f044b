"""Accepting a proposal of the planner, or a copy of a week that was tried out: the ticked lines as one step.

They are looked at again at that moment. Nothing is done unless all of it can be: what changed since, or lies there now,
raises. The first plan of the week is not written here: the ledger cannot be undone, so the clock writes it when the
week begins (decision 0019).
"""

from __future__ import annotations

from collections.abc import Collection

from il_desktop.commands.plan_lines import Acceptance
from il_desktop.domain.errors import BadValue
from il_desktop.domain.proposal import Action, Line, Proposal, can_stand
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx


@operation("plan.accept")
def accept_proposal(tx: Tx, proposal: Proposal, ticked: Collection[str]) -> int:
    """Do the ticked lines of a proposal in one step; return how many. Lines that hang on refused ones are left out.

    Raises BadValue when nothing is ticked, PlanOutdated when the week changed since or something lies there now.
    """
    lines, _ = _written(tx, proposal, ticked)
    return len(lines)


@operation("plan.adopt")
def adopt_copy(tx: Tx, differences: Proposal, ticked: Collection[str]) -> int:
    """Do the ticked differences between a week and its copy in one step; return how many.

    Raises what `accept_proposal` raises; the keys of PlanOutdated are what has to be left out.
    """
    lines, lowered = _written(tx, differences, ticked)
    levels = sum(line.level is not None and line.action is not Action.DROP for line in lines)
    tx.say(levels=levels or None, lowered=" ".join(lowered) or None)
    return len(lines)


def _written(tx: Tx, proposal: Proposal, ticked: Collection[str]) -> tuple[list[Line], list[str]]:
    """Write the lines that can be done; return them, and the blocks that hold their time less firmly now."""
    chosen = can_stand(proposal.lines, ticked)
    lines = [line for line in proposal.lines if line.key in chosen]
    if not lines:
        raise BadValue(field="lines", value="", reason="empty")
    acceptance = Acceptance(tx, proposal, lines)
    acceptance.run()
    counts = {action: sum(line.action is action for line in lines) for action in Action}
    tx.say(
        week=proposal.week_on.isoformat(),
        count=len(lines),
        added=counts[Action.ADD] or None,
        moved=counts[Action.MOVE] or None,
        dropped=counts[Action.DROP] or None,
        lost=sum(loss.span.minutes for loss in proposal.losses) if counts[Action.LOSE] else None,
        block=None,
        start=None,
        goals=None,
    )
    return lines, acceptance.lowered
