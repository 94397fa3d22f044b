"""Readings by group, made into tables that gaps are looked for in. What may be told is decided in the domain."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from il_desktop.domain.gap_cuts import decided
from il_desktop.domain.gaps import GapTable, Moment, renamed
from il_desktop.domain.metrics.time_line import TimeLine
from il_desktop.domain.privacy import Group, GroupTable
from il_desktop.queries.goal_time import SchoolYears
from il_desktop.queries.names import names_out
from il_desktop.queries.settings import settings
from il_desktop.store.reader import Reader

MOMENTS = 12  # windows looked back on
_GROUPS = """
    SELECT m.id, m.name, m.better, m.source, ifnull(m.audience, ''), ifnull(r.group_dim, ''), ifnull(r.group_name, ''),
           ifnull(r.grade, ''), r.read_on, ifnull(w.id, ''), ifnull(w.name, ''), r.numerator, r.denominator,
           m.family, m.timing
    FROM reading r JOIN measure m ON m.id = r.measure_id LEFT JOIN calendar_span w ON w.id = r.window_id
    WHERE r.denominator IS NOT NULL AND r.numerator IS NOT NULL AND r.section_id IS NULL AND r.level IS NULL
      AND r.read_on <= ? AND EXISTS (
        SELECT 1 FROM reading g WHERE g.measure_id = r.measure_id AND g.group_name IS NOT NULL
          AND g.denominator IS NOT NULL)
    ORDER BY r.read_on, r.id
"""


def gap_tables(reader: Reader, today: date) -> tuple[GapTable, ...]:
    """Return every measure that was read by group, once for each dimension and grade; most moments first."""
    chosen = settings(reader)
    rows = reader.rows(_GROUPS, (today.isoformat(),))
    if not rows:
        return ()
    years = SchoolYears(reader)
    totals: dict[tuple[str, str], list[tuple[Any, ...]]] = {}
    parts: dict[tuple[str, str, str], list[tuple[Any, ...]]] = {}
    for row in rows:
        if row[6]:
            parts.setdefault((row[0], row[7], row[5]), []).append(row)
        else:
            totals.setdefault((row[0], row[7]), []).append(row)
    tables = [
        _table(found, totals.get((measure, grade), []), years, chosen.min_staff_n, chosen.min_n)
        for (measure, grade, _dimension), found in parts.items()
    ]
    return tuple(
        sorted(decided(tables), key=lambda table: (-len(table.moments), table.measure, table.dimension, table.grade))
    )


def told_gaps(reader: Reader, today: date) -> tuple[GapTable, ...]:
    """Return the same tables in the same order without the names of people, for what leaves."""
    names = names_out(reader)
    return tuple(renamed(table, names.text) for table in gap_tables(reader, today))


def _table(
    rows: list[tuple[Any, ...]], totals: list[tuple[Any, ...]], years: SchoolYears, staff_n: int, min_n: int
) -> GapTable:
    measure_id, measure, better, source, audience, dimension, _name, grade, *_rest = rows[0]
    all_of = {_key(row): Group("", row[11], row[12]) for row in totals}
    by_moment: dict[str, list[tuple[Any, ...]]] = {}
    for row in rows:
        by_moment.setdefault(_key(row), []).append(row)
    first, last = (date.fromisoformat(found[8]) for found in (rows[0], rows[-1]))
    line = years.line(first, last)
    newest = sorted(by_moment.items(), key=lambda pair: pair[1][-1][8])[-MOMENTS:]
    moments = _apart([_moment(key, found, all_of.get(key), line) for key, found in newest])
    least = staff_n if audience == "staff" else min_n
    kind = rows[0][13:15]
    return GapTable(
        measure_id, measure, better, dimension, grade, least, moments, source, family=kind[0], timing=kind[1]
    )


def _apart(moments: list[Moment]) -> tuple[Moment, ...]:
    """Add the year to windows of the same name: the fall of one year is not the fall of the next."""
    counted = Counter(moment.label for moment in moments)
    return tuple(
        moment._replace(label=f"{moment.label} {moment.on.year}") if counted[moment.label] > 1 else moment
        for moment in moments
    )


def _moment(key: str, rows: list[tuple[Any, ...]], total: Group | None, line: TimeLine) -> Moment:
    """Build one moment; of several readings of a group in a window the newest counts."""
    groups = {row[6]: Group(row[6], row[11], row[12]) for row in rows}
    on = date.fromisoformat(rows[-1][8])
    ordered = tuple(groups[name] for name in sorted(groups))
    return Moment(rows[-1][10] or on.isoformat(), on, line.week(on), GroupTable(ordered, total), key)


def _key(row: tuple[Any, ...]) -> str:
    return row[9] or row[8]
