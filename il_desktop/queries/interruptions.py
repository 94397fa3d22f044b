"""The list of what came between, by topic too, and the directory of first contacts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from il_desktop.domain.interruptions import TopicCost, TopicRow, by_topic, to_hand_over
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.people import SHOWN
from il_desktop.store.reader import Reader

PROPOSAL_DAYS = 90


@dataclass(frozen=True, slots=True)
class InterruptionRow:
    """One interruption; `is_override` displaced a protected block. Empty texts were not said."""

    id: str
    at: WallTime
    minutes: int
    source: str
    topic_id: str
    topic: str
    note: str
    block_id: str
    block_title: str
    worth_it: str
    avoidable: str
    asked_by: str
    resume_note: str
    is_override: bool
    has_contact: bool
    is_emergency: bool = False


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A first-contact topic: who takes it, who stands in, what the office says, when to call the principal."""

    id: str
    what: str
    first_id: str
    first: str
    backup_id: str
    backup: str
    call_when: str
    script: str
    times: int
    minutes: int


_ROWS = """
    SELECT i.id, i.at_local, i.minutes, i.source, ifnull(i.topic_id, ''), ifnull(r.what, ''), ifnull(i.note, ''),
      ifnull(i.block_id, ''), ifnull(b.title, ''), ifnull(i.worth_it, ''), ifnull(i.avoidable, ''),
      ifnull(i.asked_by, ''), ifnull(i.resume_note, ''), i.kind = 'override', r.first_id IS NOT NULL,
      i.source = 'safety' AND ifnull(i.triage, '') = 'now'
    FROM interruption i LEFT JOIN responsibility r ON r.id = i.topic_id LEFT JOIN time_block b ON b.id = i.block_id
    WHERE i.at_local >= ? AND i.at_local < ? ORDER BY i.at_local, i.id
"""
_CONTACTS = f"""
    SELECT r.id, r.what, ifnull(r.first_id, ''), ifnull({SHOWN.format("f")}, ''), ifnull(r.backup_id, ''),
      ifnull({SHOWN.format("k")}, ''), ifnull(r.call_when, ''), ifnull(r.script, ''),
      (SELECT count(*) FROM interruption i WHERE i.topic_id = r.id AND i.at_local >= :since),
      (SELECT ifnull(sum(i.minutes), 0) FROM interruption i WHERE i.topic_id = r.id AND i.at_local >= :since)
    FROM responsibility r LEFT JOIN person f ON f.id = r.first_id LEFT JOIN person k ON k.id = r.backup_id
    WHERE r.kind = 'first_contact' ORDER BY r.what
"""  # noqa: S608  ours
_PEOPLE = f"""
    SELECT id, {SHOWN.format("person")} FROM person
    WHERE active_to IS NULL OR active_to >= ? ORDER BY kind = 'teacher', family, given
"""  # noqa: S608  ours


def interruptions(reader: Reader, first: date, days: int) -> tuple[InterruptionRow, ...]:
    """Return what came between on `days` dates from `first` on, in the order of time."""
    bounds = (first.isoformat(), (first + timedelta(days=days)).isoformat())
    return tuple(
        InterruptionRow(
            id_, WallTime.parse(at), *rest, is_override=bool(override), has_contact=bool(contact),
            is_emergency=bool(emergency),
        )
        for id_, at, *rest, override, contact, emergency in reader.rows(_ROWS, bounds)
    )  # fmt: skip


def topic_costs(rows: tuple[InterruptionRow, ...]) -> list[TopicCost]:
    """Return what each topic cost, the costliest first; rows without a topic stand under the empty one."""
    return by_topic(_topic_row(row) for row in rows)


def hand_over(reader: Reader, today: date) -> list[TopicCost]:
    """Return the topics of the last 90 days that are worth handing over, with what they cost."""
    rows = interruptions(reader, today - timedelta(days=PROPOSAL_DAYS - 1), PROPOSAL_DAYS)
    return to_hand_over(_topic_row(row) for row in rows)


def contacts(reader: Reader, today: date) -> tuple[ContactRow, ...]:
    """Return the directory by topic, each with how often it came and its minutes in the last 90 days."""
    since = (today - timedelta(days=PROPOSAL_DAYS)).isoformat()
    return tuple(ContactRow(*row) for row in reader.rows(_CONTACTS, {"since": since}))


def helpers(reader: Reader, today: date) -> tuple[tuple[str, str], ...]:
    """Return id and name of everybody who may be a first contact, those who do not teach first."""
    return tuple((id_, name) for id_, name in reader.rows(_PEOPLE, (today.isoformat(),)))


def _topic_row(row: InterruptionRow) -> TopicRow:
    return TopicRow(
        row.topic,
        row.minutes,
        row.has_contact,
        is_for_first_contact=row.avoidable == "first_contact",
        was_worth_it=row.worth_it == "yes",
    )
