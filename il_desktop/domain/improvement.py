"""Improvement work: challenges and their evidence, small tests, what comes due. Decides what a step needs first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from il_desktop.domain.light import NamedTuple

EVIDENCE = ("data", "observation", "teacher_voice", "student_voice", "judgment")  # the lanes of evidence
KINDS_TO_CONFIRM = 2
WHYS = 5
NINETY = timedelta(days=90)
RESPONSES = ("improve", "intervention", "enrichment")
VERDICTS = ("adopt", "adapt", "abandon")


class DueItem(NamedTuple):
    """Something that comes due: `kind` as in the goal tree, or task, challenge, unit, vision; `what` is due or review.

    `goal` is the top goal it belongs to, empty where there is none.
    """

    on: date
    kind: str
    what: str
    id: str
    title: str
    goal: str = ""
    goal_id: str = ""
    owner: str = ""


class NinetyDays(NamedTuple):
    """Everything due from `first` to `last`, both included, in order; `overdue` counts what was due before."""

    first: date
    last: date
    items: tuple[DueItem, ...]
    overdue: int = 0


def lanes(kinds: Iterable[str]) -> tuple[str, ...]:
    """Return the different lanes among the kinds of pieces of evidence, in our order; papers and files are none."""
    found = set(kinds)
    return tuple(lane for lane in EVIDENCE if lane in found)


def can_confirm(kinds: Iterable[str]) -> bool:
    """Tell whether evidence comes from enough different lanes to call a challenge confirmed."""
    return len(lanes(kinds)) >= KINDS_TO_CONFIRM


def test_stage(prediction: str, result: str, learned: str, verdict: str) -> str:
    """Return where a test stands: plan, do, study, act, or done once its verdict is given (abandoned counts)."""
    if not prediction.strip():
        return "plan"
    if not result.strip():
        return "do"
    if not learned.strip():
        return "study"
    return "done" if verdict else "act"
