"""Whose recognition is due: days are the person's own, so that leave and part-time make nobody look forgotten."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta

from il_desktop.domain.contact_days import DayCount
from il_desktop.domain.presence import Presence
from il_desktop.domain.text import search_key
from il_desktop.queries.people import SHOWN, leave_until
from il_desktop.store.reader import Reader

_DUE = f"""
    SELECT p.id, {SHOWN.format("p")}, p.family || ' ' || p.given, p.recognition_pref,
      (SELECT max(given_on) FROM recognition AS r
         WHERE r.person_id = p.id AND r.state = 'given' AND r.given_on <= :now),
      (SELECT max(starts_local) FROM visit AS v WHERE v.person_id = p.id AND v.state NOT IN ('planned', 'missed')
         AND v.starts_local < :tomorrow),
      EXISTS (SELECT 1 FROM recognition AS r
         WHERE r.person_id = p.id AND r.state = 'draft' AND r.given_on <= :now)
    FROM person AS p
    WHERE p.kind = 'teacher' AND (p.active_from IS NULL OR p.active_from <= :now)
      AND (p.active_to IS NULL OR p.active_to >= :now)
"""  # noqa: S608  ours
_FIRST = -10_000_000  # never comes before any number of days


@dataclass(frozen=True, slots=True)
class DueRow:
    """A present teacher whose recognition is due; `days` are the days they were there since, None means never.

    `last_visit` is ISO text or empty; `is_in` tells whether a part-timer works today.
    """

    person_id: str
    name: str
    preference: str
    days: int | None
    last_on: date | None
    last_visit: str
    has_draft: bool
    is_in: bool = True


def presence(reader: Reader, days: DayCount) -> Presence:
    """Return who is there when."""
    away: dict[str, list[tuple[date, date]]] = {}
    for person_id, first, last in reader.rows(
        "SELECT person_id, from_on, to_on FROM calendar_span WHERE kind = 'absence'"
    ):
        away.setdefault(person_id, []).append((date.fromisoformat(first), date.fromisoformat(last)))
    worked = reader.rows("SELECT id, works_on FROM person WHERE works_on <> '[]'")
    return Presence(
        days,
        {person_id: tuple(spans) for person_id, spans in away.items()},
        {person_id: frozenset(json.loads(stored)) for person_id, stored in worked},
    )


def due_people(reader: Reader, days: DayCount, today: date, due_after: int) -> tuple[tuple[DueRow, ...], int]:
    """Return who is due on a date, never first, then longest ago, and how many teachers are there at all."""
    away = leave_until(reader, today)
    there = presence(reader, days)
    bounds = {"now": today.isoformat(), "tomorrow": (today + timedelta(days=1)).isoformat()}
    here = [row for row in reader.rows(_DUE, bounds) if row[0] not in away]
    due: list[tuple[tuple[int, str], DueRow]] = []
    for key, name, sort_name, pref, last, visit, has_draft in here:
        last_on = date.fromisoformat(last) if last else None
        since = there.between(key, last_on, today) if last_on else None
        if since is None or since > due_after:
            row = DueRow(key, name, pref, since, last_on, visit or "", bool(has_draft), there.is_in(key, today))
            due.append(((_FIRST if since is None else -since, search_key(sort_name)), row))
    return tuple(row for _, row in sorted(due, key=lambda entry: entry[0])), len(here)
