"""Levels of the same people cut by grade and by group: what all these tables may tell together.

Two rules keep every table from telling of another. A level that is not told in one cut of a window is told in none, so
that no column adds up. And the rows of a cut are told together or not at all: where one of them, or those in none of
them, are too few, the others would give them back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from il_desktop.domain.levels import LevelTable, covered
from il_desktop.domain.light import NamedTuple
from il_desktop.domain.privacy import is_small

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
        cuts = {who.cut for who in rows}
        silent = {cut for cut in cuts if self._is_silent(cut)}
        silent |= {cut for cut in cuts if any(_is_within(cut, other) for other in silent)}
        told = [counts for who, counts in rows.items() if who.cut not in silent]
        rests = [rest for cut in cuts - silent for rest in self._rests(cut)]
        hide = self._hidden_levels([*told, *rests])
        self.codes = {who: () if who.cut in silent else covered(counts, min_n, hide) for who, counts in rows.items()}

    def _is_silent(self, cut: tuple[str, str]) -> bool:
        of_cut = [counts for who, counts in self._rows.items() if who.cut == cut]
        return any(is_small(sum(counts), self._min_n) for counts in (*of_cut, *self._rests(cut)))

    def _rests(self, cut: tuple[str, str]) -> list[Counts]:
        """Return the people of each wider row who are in no row of this cut; none where the rows overlap."""
        found = []
        for wider, counts in self._wider(cut):
            parts = [
                part
                for who, part in self._rows.items()
                if who.cut == cut and wider.grade in ("", who.grade) and wider.group in ("", who.group)
            ]
            rest = tuple(whole - sum(part[place] for part in parts) for place, whole in enumerate(counts))
            if parts and sum(rest) > 0:
                found.append(tuple(max(one, 0) for one in rest))
        return found

    def _wider(self, cut: tuple[str, str]) -> Iterable[tuple[_Who, Counts]]:
        """Yield the rows that those of a cut are parts of; the largest cut stands for all where all were not read."""
        wider = [(who, counts) for who, counts in self._rows.items() if _is_within(cut, who.cut)]
        if not any(who.cut == _ALL for who, _ in wider) and cut != _ALL:
            sums = [_added(c for who, c in self._rows.items() if who.cut == one) for one in {w.cut for w in self._rows}]
            wider.append((_Who("", "", ""), max(sums, key=sum)))
        return wider

    def _hidden_levels(self, rows: Sequence[Counts]) -> set[int]:
        hide: set[int] = set()
        before = -1
        while before != (before := len(hide)):
            for counts in rows:
                codes = covered(counts, self._min_n, hide)
                hide |= {place for place, code in enumerate(codes) if code} if codes else set(range(len(counts)))
        return hide


def _is_within(cut: tuple[str, str], other: tuple[str, str]) -> bool:
    return cut != other and all(wide in ("", own) for own, wide in zip(cut, other, strict=True))


def _added(rows: Iterable[Counts]) -> Counts:
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
