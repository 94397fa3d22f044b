"""The recognition page: the log, who is due, and how fairly recognition is spread over a stretch of the year."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from il_desktop.domain.contact_days import DayCount
from il_desktop.domain.recognition import RecognitionFacts
from il_desktop.domain.recognition_quick_add import RosterName
from il_desktop.domain.recognition_teams import TeamName
from il_desktop.domain.text import search_key
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.people import SHOWN
from il_desktop.queries.recognition_due import DueRow, due_people, presence
from il_desktop.queries.recognition_fairness import Fairness, Stretch, fairness, year_stretches
from il_desktop.queries.search import has_index, match_words
from il_desktop.store.reader import Reader

LOG_LIMIT = 200


@dataclass(frozen=True, slots=True)
class LogRow:
    """One recognition of the log, newest first."""

    id: str
    person_id: str
    name: str
    preference: str
    given_on: date
    facts: RecognitionFacts
    giver: str
    evidence: int = 0
    planned_at: str = ""  # ISO wall time of the block it is planned for
    visit_at: str = ""
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What of the log is wanted; empty fields want everything.

    `text` finds words of names, deeds and reasons, accents aside. `audience` (small_group or public) leaves what may be
    shown to it: given, seen by that many, of nobody who keeps out of lists.
    """

    text: str = ""
    kind: str = ""
    giver_id: str | None = None
    sender_kind: str = ""
    audience: str = ""
    state: str = ""


ALL = LogFilter()


@dataclass(frozen=True, slots=True)
class RecognitionBoard:
    """Everything around the log: the stretches to choose from, fairness in the chosen one, and who is due today."""

    stretches: tuple[Stretch, ...]
    fairness: Fairness
    due: tuple[DueRow, ...]
    present: int


def recognition_log(
    reader: Reader, today: date, wanted: LogFilter = ALL, *, limit: int = LOG_LIMIT
) -> tuple[LogRow, ...]:
    """Return what was given or drafted up to today and fits the filter, newest first."""
    where, params = _conditions(reader, today, wanted, limit)
    rows = reader.rows(
        f"{_LOG} WHERE {where} ORDER BY r.given_on DESC, r.created_at DESC, r.id LIMIT ?", (*params, limit)
    )
    return tuple(_log_row(row) for row in rows)


def _conditions(reader: Reader, today: date, wanted: LogFilter, limit: int) -> tuple[str, list[object]]:
    """Return the conditions with their values."""
    parts = ["r.given_on <= ?"]
    params: list[object] = [today.isoformat()]
    for column, value in (
        ("r.kind", wanted.kind),
        ("r.giver_id", wanted.giver_id),
        ("r.sender_kind", wanted.sender_kind),
        ("r.state", wanted.state),
    ):
        if value:
            parts.append(f"{column} = ?")
            params.append(value)
    if wanted.audience:
        parts.append("r.state = 'given' AND p.lists_opt_out = 0")
        parts.append("r.visibility = 'public'" if wanted.audience == "public" else "r.visibility <> 'private'")
    if wanted.text.strip():
        keys = _found(reader, today, wanted.text, 4 * limit if wanted == LogFilter(text=wanted.text) else -1)
        parts.append("r.id IN (SELECT value FROM json_each(?))")
        params.append(json.dumps(keys))
    return " AND ".join(parts), params


def _found(reader: Reader, today: date, text: str, most: int) -> list[str]:
    """Return what holds the words, newest first; `most` bounds it where nothing else narrows the log, -1 does not.

    Words that every recognition has are the dear ones: sorting and cutting beside the index costs a quarter.
    """
    words = match_words(text)
    if not words or not has_index(reader):
        return []
    rows = reader.rows(
        'SELECT e."key" FROM search_index JOIN search_entry AS e ON e.n = search_index.rowid'
        " WHERE search_index MATCH ? AND e.kind = 'recognition' AND e.dated_on <= ?"
        " ORDER BY e.dated_on DESC LIMIT ?",
        (words, today.isoformat(), most),
    )
    return [key for (key,) in rows]


def recognition_row(reader: Reader, recognition_id: str) -> LogRow | None:
    """Return one recognition, None when it is gone."""
    row = reader.row(_LOG + " WHERE r.id = ?", (recognition_id,))
    return _log_row(row) if row else None


def recognition_names(reader: Reader, today: date) -> tuple[RosterName, ...]:
    """Return everybody a recognition can be for, by family name: staff who have not left."""
    rows = reader.rows(
        f"SELECT id, given, family, {SHOWN.format('person')}, coalesce(department, '') FROM person"  # noqa: S608  ours
        " WHERE kind IN ('teacher', 'administrator', 'coach', 'support_staff')"
        " AND (active_to IS NULL OR active_to >= ?)",
        (today.isoformat(),),
    )
    return tuple(sorted((RosterName(*row) for row in rows), key=lambda one: search_key(f"{one.family} {one.given}")))


def team_names(reader: Reader, today: date) -> tuple[TeamName, ...]:
    """Return the teams that are not closed, each with those of its members a recognition can be for."""
    people = {one.id: one for one in recognition_names(reader, today)}
    members: dict[str, list[RosterName]] = {}
    for name, person_id in reader.rows(
        "SELECT DISTINCT t.name, m.person_id FROM team t JOIN team_member m ON m.team_id = t.id WHERE t.is_active = 1"
        " AND m.from_on <= :on AND (m.to_on IS NULL OR m.to_on >= :on)",
        {"on": today.isoformat()},
    ):
        if person_id in people:
            members.setdefault(name, []).append(people[person_id])
    order = {key: place for place, key in enumerate(people)}
    return tuple(TeamName(name, tuple(sorted(found, key=lambda one: order[one.id]))) for name, found in members.items())


def preference_of(reader: Reader, person_id: str) -> str:
    """Return how a person likes to be recognized."""
    return reader.value("SELECT recognition_pref FROM person WHERE id = ?", (person_id,)) or "ask"


def recognition_board(
    reader: Reader, today: date, due_after: int, stretch_key: str = "year", ledger: str = "recognition"
) -> RecognitionBoard:
    """Return fairness of one ledger in one stretch, and the due list; `due_after` counts contact days."""
    calendar = school_calendar(reader)
    days = DayCount(calendar)
    stretches = year_stretches(calendar, today)
    stretch = next((one for one in stretches if one.key == stretch_key), stretches[-1])
    found = fairness(reader, presence(reader, days), stretch, due_after, ledger)
    due, present = due_people(reader, days, today, due_after)
    return RecognitionBoard(stretches, found, due, present)


_LOG = f"""
    SELECT r.id, r.person_id, {SHOWN.format("p")}, p.recognition_pref, r.given_on, r.kind, r.state, r.channel, r.theme,
      r.action_text, r.impact, r.visibility, r.pref_override_reason, r.giver_id, r.gift_cents, r.gift_fund,
      r.is_cash_like, r.sender_kind, r.sender, r.value_id, r.goal_id, r.visit_id, r.batch_key, r.follow_up_on,
      {SHOWN.format("g")},
      (SELECT count(*) FROM attachment AS a WHERE a.owner_kind = 'recognition' AND a.owner_id = r.id),
      (SELECT starts_local FROM time_block AS b WHERE b.id = r.block_id),
      (SELECT starts_local FROM visit AS v WHERE v.id = r.visit_id),
      (SELECT title FROM meeting AS m WHERE m.id = r.meeting_id)
    FROM recognition AS r JOIN person AS p ON p.id = r.person_id LEFT JOIN person AS g ON g.id = r.giver_id
"""  # noqa: S608  ours


def _log_row(row: Sequence[object]) -> LogRow:
    (
        key, person_id, name, pref, given_on, kind, state, channel, theme, action, impact, visibility, reason, giver_id,
        gift_cents, gift_fund, is_cash_like, sender_kind, sender, value_id, goal_id, visit_id, batch_key, follow_up_on,
        giver, evidence, planned_at, visit_at, meeting,
    ) = row  # fmt: skip
    on = date.fromisoformat(str(given_on))
    facts = RecognitionFacts(
        person_id=str(person_id),
        given_on=on,
        kind=str(kind),
        state=str(state),
        channel=_text(channel) or None,
        theme=_text(theme) or None,
        action_text=_text(action),
        impact=_text(impact),
        visibility=str(visibility),
        override_reason=_text(reason),
        giver_id=_text(giver_id) or None,
        gift_cents=gift_cents if isinstance(gift_cents, int) else None,
        gift_fund=_text(gift_fund),
        is_cash_like=bool(is_cash_like),
        sender_kind=str(sender_kind),
        sender=_text(sender),
        value_id=_text(value_id) or None,
        goal_id=_text(goal_id) or None,
        visit_id=_text(visit_id) or None,
        batch_key=_text(batch_key) or None,
        follow_up_on=date.fromisoformat(str(follow_up_on)) if follow_up_on else None,
    )
    return LogRow(
        str(key),
        str(person_id),
        str(name),
        str(pref),
        on,
        facts,
        _text(giver) or facts.sender,
        int(str(evidence)),
        _text(planned_at),
        _text(visit_at),
        _text(meeting),
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)
