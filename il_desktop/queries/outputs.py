"""What the file holds of recognition that may leave it; the rules are `domain.outputs`, applied here once for all."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from il_desktop.domain.contact_days import DayCount
from il_desktop.domain.outputs import OutputItem, Outputs
from il_desktop.domain.text import search_key
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.people import SHOWN
from il_desktop.queries.recognition_due import presence
from il_desktop.queries.recognition_fairness import Fairness, Stretch, fairness
from il_desktop.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Signature:
    """Who hands it over, and the school year in the seal, as in 2025–26."""

    name: str
    year: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Figures of a stretch without any name; `specific` of `total` say what was done and why it mattered."""

    spread: Fairness
    kinds: tuple[tuple[str, int], ...]
    themes: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int], ...]
    total: int
    specific: int


def outputs(reader: Reader, first: date, last: date) -> Outputs:
    """Return what may leave of the days from first to last, both included."""
    rows = reader.rows(
        f"""
        SELECT r.id, p.id, {SHOWN.format("p")}, p.kind, coalesce(p.department, ''), p.grades, coalesce(p.email, ''),
          r.given_on, r.kind, coalesce(r.theme, ''), r.action_text, coalesce(r.impact, ''), coalesce(v.name, ''),
          coalesce(s.name, ''), r.visibility, p.recognition_pref
        FROM recognition AS r JOIN person AS p ON p.id = r.person_id LEFT JOIN vision_item AS v ON v.id = r.value_id
          LEFT JOIN selection_round AS s ON s.id = r.round_id
        WHERE r.state = 'given' AND r.visibility <> 'private' AND p.lists_opt_out = 0
          AND coalesce(r.action_text, '') <> '' AND r.given_on BETWEEN ? AND ?
        ORDER BY r.given_on DESC, r.created_at DESC, r.id
        """,  # noqa: S608  ours
        (first.isoformat(), last.isoformat()),
    )
    items = tuple(_item(row) for row in rows)
    given = reader.value(
        "SELECT count(*) FROM recognition WHERE state = 'given' AND given_on BETWEEN ? AND ?",
        (first.isoformat(), last.isoformat()),
    )
    return Outputs(items, given - len(items))


def _item(row: tuple[Any, ...]) -> OutputItem:
    values = list(row)
    values[5], values[7] = tuple(json.loads(values[5])), date.fromisoformat(values[7])
    return OutputItem(*values)


def in_name_order(items: tuple[OutputItem, ...]) -> tuple[OutputItem, ...]:
    """Return items by family-free name order, each person's together."""
    return tuple(sorted(items, key=lambda item: (search_key(item.name), item.person_id, item.given_on)))


def one_each(items: tuple[OutputItem, ...]) -> tuple[OutputItem, ...]:
    """Return the newest item of each person, in the order of names."""
    newest: dict[str, OutputItem] = {}
    for item in sorted(items, key=lambda each: each.given_on):
        newest[item.person_id] = item
    return in_name_order(tuple(newest.values()))


def signature(reader: Reader, principal_id: str, today: date) -> Signature:
    """Return the name to sign with, empty when no principal is set, and the school year."""
    name = reader.value(f"SELECT {SHOWN.format('person')} FROM person WHERE id = ?", (principal_id,)) or ""  # noqa: S608  ours
    year = next((one for one in school_calendar(reader).years if one.first <= today <= one.last), None)
    if year is None:
        return Signature(name, str(today.year))
    first, last = year.first.year, year.last.year
    return Signature(name, str(first) if first == last else f"{first}–{last % 100:02d}")


def summary(reader: Reader, first: date, last: date, due_after: int) -> Summary:
    """Return the figures of a stretch; nobody is named in them."""
    there = presence(reader, DayCount(school_calendar(reader)))
    spread = fairness(reader, there, Stretch("span", "", first, last), due_after)
    kinds: Counter[str] = Counter()
    themes: Counter[str] = Counter()
    months: Counter[str] = Counter()
    specific = total = 0
    for kind, theme, month, is_specific in reader.rows(
        "SELECT kind, coalesce(theme, ''), substr(given_on, 1, 7), coalesce(action_text, '') <> ''"
        " AND coalesce(impact, '') <> '' FROM recognition WHERE state = 'given' AND given_on BETWEEN ? AND ?",
        (first.isoformat(), last.isoformat()),
    ):
        kinds[kind] += 1
        themes[theme] += 1
        months[month] += 1
        specific += is_specific
        total += 1
    del themes[""]
    return Summary(
        spread, tuple(kinds.most_common()), tuple(themes.most_common()), tuple(sorted(months.items())), total, specific
    )
