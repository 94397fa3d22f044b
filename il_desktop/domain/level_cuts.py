"""Levels of the same people cut by grade and by group: what all these tables may tell together.

The table of all comes first and hides what it must. The grades, and the groups of a dimension, are told together or not
at all: where one of them, or the people in none of them, are too few, the others would give them back. A level that one
of them hides is hidden in all of them, and further levels with it, until every hidden number could be another one even
for somebody who adds up rows and columns. Grades and groups together are told only where they hide nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from il_desktop.domain.levels import HIDDEN, LevelTable, covered
from il_desktop.domain.light import NamedTuple
from il_desktop.domain.privacy import code_of, is_small

Counts = tuple[int, ...]
_ALL = ("", "")


class _Who(NamedTuple):
    """Of whom a row is; an empty text means all."""

    grade: str
    dimension: str
    group: str

    @property
    def cut(self) -> tuple[str, str]:
        """What the row is cut by."""
        return "grade" if self.grade else "", f"group {self.dimension}" if self.group else ""


def decided(tables: Sequence[LevelTable]) -> tuple[LevelTable, ...]:
    """Return the tables in the same order with what each window may tell; other measures do not matter."""
    found: dict[tuple[str, str, _Who], tuple[str, ...]] = {}
    for measure in dict.fromkeys(table.measure_id for table in tables):
        family = [table for table in tables if table.measure_id == measure]
        levels = tuple(dict.fromkeys(level for table in family for level in table.levels))
        for key in dict.fromkeys(moment.key for table in family for moment in table.moments):
            rows = {_who(table): _spread(table, key, levels) for table in family if _at(table, key) is not None}
            for who, codes in _Window(rows, family[0].min_n).codes.items():
                found[measure, key, who] = codes
    return tuple(_with_codes(table, tables, found) for table in tables)


class _Window:
    """The rows of one window; `codes` are theirs by who they are of."""

    def __init__(self, rows: Mapping[_Who, Counts], min_n: int) -> None:
        self._rows, self._min_n = rows, min_n
        self.codes: dict[_Who, tuple[str, ...]] = dict.fromkeys(rows, ())
        all_ = rows.get(_Who("", "", ""))
        told = covered(all_, min_n) if all_ is not None and not is_small(sum(all_), min_n) else ()
        if all_ is not None:
            self.codes[_Who("", "", "")] = told
            if not told:
                return
        hidden = {place for place, code in enumerate(told) if code}
        cuts = sorted({who.cut for who in rows} - {_ALL})
        narrow = {cut for cut in cuts if all(cut)}
        found = {cut: self._hidden_levels(cut, hidden) for cut in cuts if cut not in narrow}
        for cut, levels in found.items():
            self._tell(cut, levels)
        if all(levels == hidden for levels in found.values()):
            for cut in narrow:
                self._tell(cut, hidden if self._adds_nothing(cut, hidden) else None)

    def _tell(self, cut: tuple[str, str], hidden: set[int] | None) -> None:
        for who, counts in self._rows.items():
            if who.cut == cut and hidden is not None:
                self.codes[who] = tuple(HIDDEN if place in hidden else "" for place in range(len(counts)))

    def _hidden_levels(self, cut: tuple[str, str], already: set[int]) -> set[int] | None:
        """Return the levels that the rows of a cut hide, None where the cut cannot be told at all."""
        rows = self._parts(cut)
        if any(is_small(sum(row), self._min_n) for row in rows):
            return None
        hidden = already | {place for row in rows for place in self._secret(row)}
        sums = _added(rows)
        while hidden and not _is_covered(rows, hidden):
            left = [place for place in range(len(sums)) if place not in hidden]
            if not left:
                return None
            hidden.add(min(left, key=lambda place: (sums[place], place)))
        return hidden

    def _adds_nothing(self, cut: tuple[str, str], hidden: set[int]) -> bool:
        rows = self._parts(cut)
        return all(
            not is_small(sum(row), self._min_n)
            and {place for place, code in enumerate(covered(row, self._min_n, hidden)) if code} == hidden
            for row in rows
        )

    def _secret(self, row: Counts) -> list[int]:
        people = sum(row)
        return [place for place, count in enumerate(row) if is_small(count, self._min_n) or code_of(count, people)]

    def _parts(self, cut: tuple[str, str]) -> list[Counts]:
        """Return the rows of a cut, and the people of each wider row who are in none of them."""
        rows = [counts for who, counts in self._rows.items() if who.cut == cut]
        for wider, counts in self._wider(cut):
            parts = [
                part
                for who, part in self._rows.items()
                if who.cut == cut and wider.grade in ("", who.grade) and wider.group in ("", who.group)
            ]
            rest = tuple(whole - sum(part[place] for part in parts) for place, whole in enumerate(counts))
            if parts and sum(rest) > 0:  # else they overlap, and nothing adds up
                rows.append(tuple(max(one, 0) for one in rest))
        return rows

    def _wider(self, cut: tuple[str, str]) -> Iterable[tuple[_Who, Counts]]:
        """Return the rows that those of a cut are parts of; the largest cut stands for all where all were not read."""
        wider = [(who, counts) for who, counts in self._rows.items() if _is_within(cut, who.cut)]
        if not any(who.cut == _ALL for who, _ in wider):
            cuts = {who.cut for who in self._rows}
            sums = [_added([counts for who, counts in self._rows.items() if who.cut == one]) for one in sorted(cuts)]
            wider.append((_Who("", "", ""), max(sums, key=sum)))
        return wider


def _is_covered(rows: Sequence[Counts], hidden: set[int]) -> bool:
    """Tell whether no hidden number follows from the sums of its row and of its column (Frechet's bounds)."""
    across = [sum(row[place] for place in hidden) for row in rows]
    down = {place: sum(row[place] for row in rows) for place in hidden}
    every = sum(across)
    return all(max(0, part + down[place] - every) < min(part, down[place]) for part in across for place in hidden)


def _is_within(cut: tuple[str, str], other: tuple[str, str]) -> bool:
    return cut != other and all(wide in ("", own) for own, wide in zip(cut, other, strict=True))


def _added(rows: Sequence[Counts]) -> Counts:
    return tuple(map(sum, zip(*rows, strict=True)))


def _who(table: LevelTable) -> _Who:
    return _Who(table.grade, table.dimension, table.group)


def _at(table: LevelTable, key: str) -> Counts | None:
    return next((moment.counts for moment in table.moments if moment.key == key), None)


def _spread(table: LevelTable, key: str, levels: tuple[str, ...]) -> Counts:
    counts = dict(zip(table.levels, _at(table, key) or (), strict=True))
    return tuple(counts.get(level, 0) for level in levels)


def _with_codes(
    table: LevelTable, tables: Sequence[LevelTable], found: Mapping[tuple[str, str, _Who], tuple[str, ...]]
) -> LevelTable:
    family = [one for one in tables if one.measure_id == table.measure_id]
    levels = tuple(dict.fromkeys(level for one in family for level in one.levels))
    places = [levels.index(level) for level in table.levels]

    def told(key: str) -> tuple[str, ...]:
        codes = found[table.measure_id, key, _who(table)]
        return tuple(codes[place] for place in places) if codes else ()

    return table._replace(moments=tuple(one._replace(codes=told(one.key)) for one in table.moments))
