"""What is read of rounds of awards: a line of the list, a nomination with its scores, everything a panel needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from il_desktop.domain.awards import RoundFacts


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round of the list, newest first; `winners` are names, once it is closed; `declined` stand no longer."""

    id: str
    facts: RoundFacts
    state: str
    nominations: int
    people: int
    winners: tuple[str, ...]
    declined: tuple[str, ...]
    closed_at: str


@dataclass(frozen=True, slots=True)
class NominationRow:
    """One nomination; `scored` of `judges` gave scores, `average` is 1 to 4 or None."""

    id: str
    person_id: str
    name: str
    nominator_kind: str
    nominator: str
    reason: str
    stage: str
    scores: dict[str, dict[str, int]]
    judges: tuple[str, ...]
    scored: int
    average: float | None


@dataclass(frozen=True, slots=True)
class PastChoice:
    """Who was chosen in an earlier round of the programme."""

    round_name: str
    closes_on: date
    winners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoundDetail:
    """A round with everything a panel needs; `people` maps ids of judges to names."""

    row: RoundRow
    nominations: tuple[NominationRow, ...]
    people: dict[str, str]
    decision: str
    history: tuple[PastChoice, ...]
