"""The rules between blocks as rows over candidates: sums of columns that stay at or below a limit. Pure Python.

Columns are 0 or 1, one per candidate. Rows of "at most one" are the largest sets of candidates that exclude each other
on the real intervals; smaller sets inside them say nothing new and are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from il_desktop.planning.table import Candidate, Table


class Row(NamedTuple):
    """Sum of coefficient x column <= limit."""

    columns: tuple[int, ...]
    coefficients: tuple[int, ...]
    limit: int


class Grid:
    """Columns and rows of a table."""

    def __init__(self, table: Table, cuts: Iterable[Row] = ()) -> None:
        self.table = table
        self.columns = [(n, c) for n, each in enumerate(table.candidates) for c in each]
        self.first_column: list[int] = []
        total = 0
        for each in table.candidates:
            self.first_column.append(total)
            total += len(each)
        self.rows = [*self._once(), *self._apart(), *self._gaps(), *self._caps(), *self._order(), *cuts]

    def columns_of(self, number: int) -> range:
        """Return the columns of one block."""
        first = self.first_column[number]
        return range(first, first + len(self.table.candidates[number]))

    def _once(self) -> Iterator[Row]:
        for number in range(len(self.table.blocks)):
            columns = self.columns_of(number)
            if columns:
                yield _at_most_one(columns)

    def _apart(self) -> Iterator[Row]:
        yield from self._cliques(range(len(self.table.blocks)), lambda _number: 0)

    def _gaps(self) -> Iterator[Row]:
        for group, gap in enumerate(self.table.gap):
            if gap:
                members = [n for n, g in enumerate(self.table.category) if g == group]
                yield from self._cliques(members, lambda _number, gap=gap: gap)

    def _cliques(self, members: Iterable[int], longer: Callable[[int], int]) -> Iterator[Row]:
        """Yield the largest sets of candidates that share a slot, each candidate made `longer` within its day."""
        problem = self.table.problem
        per_slot: list[set[int]] = [set() for _ in range(problem.days * problem.slots_per_day)]
        for number in members:
            length = self.table.blocks[number].length + longer(number)
            for column in self.columns_of(number):
                start = self.columns[column][1].start
                day_end = (problem.day_of(start) + 1) * problem.slots_per_day
                for slot in range(start, min(start + length, day_end)):
                    per_slot[slot].add(column)
        for slot, columns in enumerate(per_slot):
            before = per_slot[slot - 1] if slot else set[int]()
            behind = per_slot[slot + 1] if slot + 1 < len(per_slot) else set[int]()
            if len(columns) > 1 and not columns <= before and not columns < behind:
                yield _at_most_one(sorted(columns))

    def _caps(self) -> Iterator[Row]:
        rooms: dict[int, list[int]] = {}
        for column, (_, candidate) in enumerate(self.columns):
            rooms.setdefault(candidate.room, []).append(column)
        for room, columns in rooms.items():
            most = self.table.cap[room // self.table.problem.days]
            lengths = {number: self.table.blocks[number].length for number in {self.columns[c][0] for c in columns}}
            if sum(lengths.values()) > most:
                yield Row(tuple(columns), tuple(lengths[self.columns[c][0]] for c in columns), most)

    def _order(self) -> Iterator[Row]:
        """Yield, for each start of a follower: it stands so early only if the first one ended before."""
        for number, first in enumerate(self.table.first_of):
            if first < 0:
                continue
            ours = sorted(self.columns_of(number), key=self._start)
            theirs = sorted(self.columns_of(first), key=self._start)
            length = self.table.blocks[first].length
            for place, column in enumerate(ours, 1):
                start = self._start(column)
                early = [c for c in theirs if self._start(c) + length <= start]
                yield Row((*ours[:place], *early), (1,) * place + (-1,) * len(early), 0)

    def _start(self, column: int) -> int:
        return self.columns[column][1].start

    def chosen(self, values: Iterable[float]) -> dict[str, int]:
        """Return the places that a vector of column values means."""
        blocks = self.table.blocks
        pairs = zip(self.columns, values, strict=True)
        return {blocks[number].id: candidate.start for (number, candidate), value in pairs if value > 0.5}

    def tier_costs(self, tier: int) -> list[int]:
        """Return what each column adds to one tier; placing a block takes 1 from the drops of its priority."""
        priorities = [block.priority for block in self.table.blocks]
        return [_cost(tier, priorities[number], candidate) for number, candidate in self.columns]


def _at_most_one(columns: Iterable[int]) -> Row:
    found = tuple(columns)
    return Row(found, (1,) * len(found), 1)


def _cost(tier: int, priority: int, candidate: Candidate) -> int:
    if tier < 4:
        return -1 if priority == tier + 1 else 0
    return (candidate.moved, candidate.shifted, candidate.distance)[tier - 4]
