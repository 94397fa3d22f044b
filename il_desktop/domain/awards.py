"""Rounds of awards: what a round asks for, when it takes nominations, how a panel's scores come together.

A round is planned before its first day, open to its last, then judged, and closed once somebody decided. Nobody judges
themselves: a judge's own nomination is scored by the others alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

KINDS = ("award", "ilt", "opportunity")
NOMINATORS = ("staff", "student", "family", "community", "principal")
STAGES = ("nominated", "interviewed", "evaluated", "selected", "declined", "not_selected")
METHODS = ("leader", "leader_after_consulting", "vote")
STEPS = ("nominated", "interviewed", "declined")  # of one nomination, said by hand
LOWEST, HIGHEST = 1, 4

Scores = Mapping[str, Mapping[str, int]]  # judge's person id -> place of the criterion ("0" …) -> 1 to 4


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What is known of a round when it is written or changed; `panel` holds person ids."""

    name: str
    opens_on: date
    closes_on: date
    kind: str = "award"
    programme: str = ""
    criteria: tuple[str, ...] = ()
    announce_on: date | None = None
    seats: int | None = 1
    panel: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NominationFacts:
    """One person put forward; `source_key` names the answer of a form it came from, so that it comes in once."""

    person_id: str
    reason: str
    nominator_kind: str = "staff"
    nominator: str = ""
    source_key: str | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers of a form read from a table: what to bring in, and the lines known already."""

    source: str
    nominations: tuple[NominationFacts, ...] = ()
    known: tuple[int, ...] = ()
    lines: tuple[int, ...] = field(default=())


def state_of(opens_on: date, closes_on: date, today: date, *, is_closed: bool) -> str:
    """Return planned, open, judging or closed."""
    if is_closed:
        return "closed"
    if today < opens_on:
        return "planned"
    return "open" if today <= closes_on else "judging"


def counted_scores(scores: Scores, person_id: str) -> dict[str, Mapping[str, int]]:
    """Return the scores without those the person gave to themselves."""
    return {judge: given for judge, given in scores.items() if judge != person_id and given}


def average(scores: Scores, person_id: str) -> float | None:
    """Return the mean of the judges' means, 1 to 4; None without a score."""
    means = [sum(given.values()) / len(given) for given in counted_scores(scores, person_id).values()]
    return sum(means) / len(means) if means else None


def judges_of(panel: Sequence[str], person_id: str) -> tuple[str, ...]:
    """Return who may score a person: the panel without them."""
    return tuple(judge for judge in panel if judge != person_id)
