"""Something that comes between while work goes on: how it is written down in two keys, and what the list teaches."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from il_desktop.domain.protection import DisplacementReason
from il_desktop.domain.walltime import WallTime

DEFAULT_MIN = 5
LEAST_TIMES = 3  # so often a topic comes before handing it over is proposed
# One digit says how long; nought is the longest, as on a telephone.
DIGIT_MIN = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6, "7": 7, "8": 8, "9": 9, "0": 10}


class InterruptionDraft(NamedTuple):
    """An interruption as it is written down; only the moment is needed. `topic_id` names a first-contact topic."""

    at: WallTime
    minutes: int = DEFAULT_MIN
    topic_id: str = ""
    source: DisplacementReason = DisplacementReason.OTHER
    block_key: str = ""
    note: str = ""


def is_emergency(source: str, triage: str) -> bool:
    """Tell whether something was noted with the one key for emergencies: its minutes were a guess."""
    return source == DisplacementReason.SAFETY and triage == "now"


class TopicRow(NamedTuple):
    """One interruption as the proposals need it. `is_for_first_contact`: such a person could have taken it."""

    topic: str
    minutes: int
    has_contact: bool = False
    is_for_first_contact: bool = False
    was_worth_it: bool = False


class TopicCost(NamedTuple):
    """What a topic cost: how often, how many minutes, how often a first contact could have taken it."""

    topic: str
    times: int
    minutes: int
    could_hand_over: int
    has_contact: bool


def by_topic(rows: Iterable[TopicRow]) -> list[TopicCost]:
    """Return the cost of each topic, the costliest first."""
    found: dict[str, TopicCost] = {}
    for row in rows:
        old = found.get(row.topic, TopicCost(row.topic, 0, 0, 0, row.has_contact))
        found[row.topic] = TopicCost(
            row.topic,
            old.times + 1,
            old.minutes + row.minutes,
            old.could_hand_over + row.is_for_first_contact,
            old.has_contact or row.has_contact,
        )
    return sorted(found.values(), key=lambda cost: (-cost.minutes, cost.topic))


def to_hand_over(rows: Iterable[TopicRow], least: int = LEAST_TIMES) -> list[TopicCost]:
    """Return the topics worth handing over: they came `least` times without being worth the principal's own time."""
    return [cost for cost in by_topic(row for row in rows if row.topic and not row.was_worth_it) if cost.times >= least]


def read_line(text: str) -> tuple[str, int]:
    """Split a typed line into topic and minutes: `buses 7` is seven minutes, no number is five.

    Whole numbers from 1 to 480 count; another last word belongs to the topic.
    """
    words = text.split()
    if words and words[-1].isdigit() and 1 <= int(words[-1]) <= 480:
        return " ".join(words[:-1]), int(words[-1])
    return " ".join(words), DEFAULT_MIN
