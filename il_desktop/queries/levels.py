"""Readings by level, made into tables of windows. What may be told of them is decided in the domain."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Any

from il_desktop.domain.level_cuts import decided
from il_desktop.domain.levels import LevelMoment, LevelTable
from il_desktop.queries.names import names_out
from il_desktop.queries.settings import settings
from il_desktop.store.reader import Reader

MOMENTS = 6  # windows looked back on
_LEVELS = """
    SELECT m.id, m.name, ifnull(m.levels, '[]'), ifnull(m.audience, ''), ifnull(r.grade, ''), ifnull(r.group_name, ''),
           r.read_on, ifnull(w.name, ''), r.level, r.numerator, ifnull(w.id, r.read_on), ifnull(r.group_dim, '')
    FROM reading r JOIN measure m ON m.id = r.measure_id LEFT JOIN calendar_span w ON w.id = r.window_id
    WHERE r.level IS NOT NULL AND r.numerator IS NOT NULL AND r.section_id IS NULL AND r.read_on <= ?
    ORDER BY m.name COLLATE NOCASE, m.id, r.group_name IS NOT NULL, r.grade, r.group_name, r.read_on, r.id
"""


def level_tables(reader: Reader, today: date) -> tuple[LevelTable, ...]:
    """Return every measure that was read by levels, once for all, each grade and each group."""
    rows = reader.rows(_LEVELS, (today.isoformat(),))
    if not rows:
        return ()
    chosen = settings(reader)
    found: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for row in rows:
        found.setdefault((row[0], row[4], row[11], row[5]), []).append(row)
    return decided([_table(rows, chosen.min_staff_n, chosen.min_n) for rows in found.values()])


def told_levels(reader: Reader, today: date) -> tuple[LevelTable, ...]:
    """Return the same tables without the names of people, for what leaves."""
    say = names_out(reader).text
    return tuple(
        table._replace(
            measure=say(table.measure),
            who=say(table.who),
            levels=tuple(map(say, table.levels)),
            moments=tuple(moment._replace(label=say(moment.label)) for moment in table.moments),
        )
        for table in level_tables(reader, today)
    )


def _table(rows: list[tuple[Any, ...]], staff_n: int, min_n: int) -> LevelTable:
    measure_id, measure, listed, audience, grade, group = rows[0][:6]
    levels = tuple(json.loads(listed)) or tuple(dict.fromkeys(row[8] for row in rows))
    levels += tuple(level for level in dict.fromkeys(row[8] for row in rows) if level not in levels)
    windows: dict[str, tuple[str, str, dict[str, int]]] = {}  # by window: its name, the day, people by level
    for row in rows:
        _label, on, _counts = windows.get(row[10], ("", "", {}))
        if on != row[6]:
            windows[row[10]] = (row[7] or row[6], row[6], {})  # of several readings in a window the newest counts
        windows[row[10]][2][row[8]] = row[9]
    newest = sorted(windows.items(), key=lambda pair: pair[1][1])[-MOMENTS:]
    names = Counter(label for _, (label, _, _) in newest)
    moments = tuple(
        LevelMoment(
            f"{label} {on[:4]}" if names[label] > 1 else label, tuple(counts.get(level, 0) for level in levels), key
        )
        for key, (label, on, counts) in newest
    )
    who = ", ".join(part for part in (f"grade {grade}" if grade else "", group) if part)
    least = staff_n if audience == "staff" else min_n
    return LevelTable(measure_id, measure, who, levels, least, moments, grade, rows[0][11], group)
