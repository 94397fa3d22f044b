"""Rounds of awards as lists, forms and dossiers need them. What may leave the file is for the papers to decide."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from il_desktop.domain.award_records import NominationRow, PastChoice, RoundDetail, RoundRow
from il_desktop.domain.awards import RoundFacts, average, counted_scores, judges_of, state_of
from il_desktop.domain.people import STAFF_KINDS
from il_desktop.domain.text import search_key
from il_desktop.queries.people import SHOWN
from il_desktop.store.reader import Reader


def rounds(reader: Reader, today: date) -> tuple[RoundRow, ...]:
    """Return all rounds: those under way first, then planned, then closed; each newest first."""
    named: dict[tuple[str, str], list[str]] = {}
    counts: dict[str, tuple[int, int]] = {}
    for round_id, stage, name in reader.rows(
        f"SELECT DISTINCT n.round_id, n.stage, {SHOWN.format('p')} FROM nomination AS n"  # noqa: S608  ours
        " JOIN person AS p ON p.id = n.person_id WHERE n.stage IN ('selected', 'declined') ORDER BY 3"
    ):
        named.setdefault((round_id, stage), []).append(name)
    for round_id, number, people in reader.rows(
        "SELECT round_id, count(*), count(DISTINCT person_id) FROM nomination GROUP BY round_id"
    ):
        counts[round_id] = (number, people)
    found: list[RoundRow] = []
    for row in reader.rows(
        "SELECT id, name, opens_on, closes_on, kind, coalesce(programme, ''), criteria, announce_on, seats, panel,"
        " coalesce(closed_at, '') FROM selection_round ORDER BY opens_on DESC, name"
    ):
        facts = RoundFacts(
            row[1],
            date.fromisoformat(row[2]),
            date.fromisoformat(row[3]),
            row[4],
            row[5],
            tuple(json.loads(row[6])),
            date.fromisoformat(row[7]) if row[7] else None,
            row[8],
            tuple(json.loads(row[9])),
        )
        state = state_of(facts.opens_on, facts.closes_on, today, is_closed=bool(row[10]))
        chosen, declined = (tuple(named.get((row[0], stage), ())) for stage in ("selected", "declined"))
        found.append(RoundRow(row[0], facts, state, *counts.get(row[0], (0, 0)), chosen, declined, row[10]))
    order = {"open": 0, "judging": 1, "planned": 2, "closed": 3}
    return tuple(sorted(found, key=lambda one: order[one.state]))


def round_detail(reader: Reader, round_id: str, today: date) -> RoundDetail | None:
    """Return one round with its nominations by name, None when it is gone."""
    known = rounds(reader, today)
    row = next((one for one in known if one.id == round_id), None)
    if row is None:
        return None
    nominations = [
        _nomination(values, row.facts.panel)
        for values in reader.rows(
            f"SELECT n.id, n.person_id, {SHOWN.format('p')}, n.nominator_kind, coalesce(n.nominator, ''), n.reason,"  # noqa: S608  ours
            " n.stage, coalesce(n.scores, '{}') FROM nomination AS n JOIN person AS p ON p.id = n.person_id"
            " WHERE n.round_id = ? ORDER BY n.created_at, n.id",
            (round_id,),
        )
    ]
    nominations.sort(key=lambda one: search_key(one.name))
    decision = reader.value(
        'SELECT "text" FROM decision WHERE substr("text", 1, ?) = ? AND decided_on >= ? ORDER BY decided_on LIMIT 1',
        (len(row.facts.name) + 1, f"{row.facts.name}:", row.facts.opens_on.isoformat()),
    )
    programme = row.facts.programme or row.facts.name
    history = tuple(
        PastChoice(one.facts.name, one.facts.closes_on, one.winners)
        for one in known
        if one.winners and one.id != round_id and programme in {one.facts.programme, one.facts.name}
    )
    judges = {*row.facts.panel, *(judge for each in nominations for judge in each.scores)}
    return RoundDetail(row, tuple(nominations), _names(reader, judges), decision or "", history)


def staff_names(reader: Reader, today: date) -> tuple[tuple[str, str], ...]:
    """Return ids and names of staff who have not left, in the order of names."""
    marks = ", ".join("?" * len(STAFF_KINDS))
    rows = reader.rows(
        f"SELECT id, {SHOWN.format('person')} FROM person WHERE kind IN ({marks})"  # noqa: S608  ours
        " AND (active_to IS NULL OR active_to >= ?)",
        (*STAFF_KINDS, today.isoformat()),
    )
    return tuple(sorted(((row[0], row[1]) for row in rows), key=lambda row: search_key(row[1])))


def known_answers(reader: Reader, round_id: str) -> frozenset[str]:
    """Return the answers of forms that came in already."""
    rows = reader.rows("SELECT source_key FROM nomination WHERE round_id = ? AND source_key IS NOT NULL", (round_id,))
    return frozenset(row[0] for row in rows)


def kept_quiet(reader: Reader) -> frozenset[str]:
    """Return the names that a list for others leaves out: who prefers private, or wants to stand on no list."""
    rows = reader.rows(
        f"SELECT {SHOWN.format('person')} FROM person WHERE lists_opt_out = 1 OR recognition_pref = 'private'"  # noqa: S608  ours
    )
    return frozenset(row[0] for row in rows)


def _nomination(values: tuple[Any, ...], panel: tuple[str, ...]) -> NominationRow:
    scores = json.loads(values[7]) or {}
    person_id = values[1]
    counted = counted_scores(scores, person_id)
    judges = judges_of(panel or tuple(counted), person_id)
    key, _, name, nominator_kind, nominator, reason, stage, _ = values
    return NominationRow(
        key, person_id, name, nominator_kind, nominator, reason, stage, scores, judges, len(counted),
        average(scores, person_id),
    )  # fmt: skip


def _names(reader: Reader, ids: set[str]) -> dict[str, str]:
    found = {row[0]: row[1] for row in reader.rows(f"SELECT id, {SHOWN.format('person')} FROM person") if row[0] in ids}  # noqa: S608  ours
    return {key: found.get(key, key) for key in ids}
