"""Turning plan into what happened: five outcomes, one key each. Unsaid stays unknown.

Decides which answers belong to an outcome and where the actual minutes lie; rows are written by commands.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from il_desktop.domain.errors import BadValue
from il_desktop.domain.protection import DisplacementReason
from il_desktop.domain.walltime import MINUTES_PER_DAY, Span, WallTime


class Outcome(StrEnum):
    """What became of a block; the codes are the states that are stored."""

    KEPT = "kept"
    SHORTENED = "shortened"
    MOVED = "moved"
    REPLACED = "replaced"
    MISSED = "missed"


# The letter and the digit of each outcome, and of each reason that is asked after Replaced and Missed.
KEYS = {Outcome.KEPT: "K", Outcome.SHORTENED: "S", Outcome.MOVED: "M", Outcome.REPLACED: "R", Outcome.MISSED: "X"}
REASON_KEYS = dict(zip(DisplacementReason, "SBFQCTDIMOE", strict=True))
WITH_REASON = frozenset({Outcome.REPLACED, Outcome.MISSED})


class Settlement(NamedTuple):
    """What the principal says about one block.

    Shortened needs `minutes`, the part that was kept. Moved needs the `start` it had, and may say other `minutes`.
    Replaced and missed need `reason`.
    """

    outcome: Outcome
    minutes: int | None = None
    start: WallTime | None = None
    reason: DisplacementReason | None = None


def outcome_of_key(key: str) -> Outcome | None:
    """Return the outcome of a letter or a digit from 1 to 5, None for any other key."""
    for number, (outcome, letter) in enumerate(KEYS.items(), start=1):
        if key.upper() in (letter, str(number)):
            return outcome
    return None


def reason_of_key(key: str) -> DisplacementReason | None:
    """Return the reason of a letter, None for any other key."""
    return next((reason for reason, letter in REASON_KEYS.items() if letter == key.upper()), None)


def actual_span(plan: Span, told: Settlement) -> Span | None:
    """Return where the minutes really went, None when the block did not happen; raise BadValue for a wrong answer."""
    if told.outcome in WITH_REASON:
        if told.reason is None:
            raise BadValue(field="reason", value="", reason="empty")
        return None
    if told.outcome is Outcome.SHORTENED:
        if told.minutes is None:
            raise BadValue(field="minutes", value="", reason="empty")
        if told.minutes < 1:
            raise BadValue(field="minutes", value=str(told.minutes), reason="too_small", limit=1)
        if told.minutes >= plan.minutes:
            raise BadValue(field="minutes", value=str(told.minutes), reason="too_large", limit=plan.minutes - 1)
        return Span.of(plan.start, told.minutes)
    if told.outcome is Outcome.MOVED:
        if told.start is None or told.start == plan.start:
            raise BadValue(field="start", value="", reason="empty")
        minutes = told.minutes or plan.minutes
        if not 1 <= minutes <= MINUTES_PER_DAY:
            raise BadValue(field="minutes", value=str(minutes), reason="too_large", limit=MINUTES_PER_DAY)
        return Span.of(told.start, minutes)
    return plan
