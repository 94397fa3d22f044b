"""Somebody who lays every published cut of a measure side by side and solves for what is not told, with a solver.

Knows what is published, that the groups of a dimension hold everybody, that the grades make up the school, and what a
code means. Takes no part in how the program decides: whole numbers and linear conditions alone.
"""

from __future__ import annotations

from collections.abc import Iterable

import highspy

from il_desktop.domain.gaps import GapView
from il_desktop.domain.levels import LevelRow
from il_desktop.domain.privacy import ABOVE, BELOW, Told

MOST = 100_000
Cell = tuple[str, ...]


class Solver:
    """Whole numbers from 0 on, with linear conditions; asks how small and how large one of them can be."""

    def __init__(self) -> None:
        self._highs = highspy.Highs()
        self._highs.setOptionValue("output_flag", False)
        self._place: dict[Cell, int] = {}

    def place(self, cell: Cell) -> int:
        if cell not in self._place:
            self._place[cell] = len(self._place)
            self._highs.addVar(0, MOST)
            self._highs.changeColIntegrality(self._place[cell], highspy.HighsVarType.kInteger)
        return self._place[cell]

    def know(self, parts: Iterable[tuple[Cell, float]], least: float, most: float) -> None:
        """Add least <= sum of factor times cell <= most."""
        found = [(self.place(cell), factor) for cell, factor in parts]
        self._highs.addRow(least, most, len(found), [place for place, _ in found], [factor for _, factor in found])

    def ends(self, cell: Cell) -> tuple[int, int]:
        """Return the least and the most a cell can be."""
        found = []
        for factor in (1.0, -1.0):
            for place in range(len(self._place)):
                self._highs.changeColCost(place, 0.0)
            self._highs.changeColCost(self.place(cell), factor)
            self._highs.run()
            assert self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal, "the true world must fit"
            found.append(round(self._highs.getSolution().col_value[self.place(cell)]))
        return found[0], found[1]


def _told(solver: Solver, part: Cell, whole: Cell, told: Told, *, is_group: bool) -> None:
    solver.know([(whole, 1), (part, -1)], 0, MOST)
    if told.hidden:
        if is_group:
            solver.know([(whole, 1)], 1, MOST)  # an empty group would have no word
        return
    if told.whole is None:
        solver.know([(whole, 1)], 0, 0)
        return
    solver.know([(whole, 1)], told.whole, told.whole)
    if told.part is not None:
        solver.know([(part, 1)], told.part, told.part)
    elif told.code == BELOW:
        solver.know([(part, 20), (whole, -1)], -MOST, 0)
    elif told.code == ABOVE:
        solver.know([(whole, 19), (part, -20)], -MOST, 0)


def rates(views: Iterable[GapView]) -> dict[Cell, tuple[int, int]]:
    """Return every count that follows from the shared views of one measure though it is not told, with its ends.

    A cell is (dimension, group, window, grade, count); the total of a table is of the dimension and group "all".
    """
    solver, secret = Solver(), dict[Cell, None]()
    by_grade: dict[tuple[str, ...], set[str]] = {}
    for view in views:
        grade = view.table.grade
        for number, moment in enumerate(view.table.moments):
            of_all = ("all", "all", moment.label)
            of_groups = {(view.table.dimension, row.name, moment.label): row.told[number] for row in view.rows}
            for key, told in ({of_all: view.total[number]} | of_groups).items():
                by_grade.setdefault(key, set()).add(grade)
                part, whole = (*key, grade, "part"), (*key, grade, "whole")
                solver.place(part)
                solver.place(whole)
                if told is not None:
                    _told(solver, part, whole, told, is_group=key != of_all)
                    secret |= {part: None} if told.part is None and (told.hidden or told.code) else {}
            for count in ("part", "whole"):  # the groups hold everybody
                parts = [((*key, grade, count), 1.0) for key in of_groups]
                solver.know([*parts, ((*of_all, grade, count), -1.0)], 0, 0)
    for key, grades in by_grade.items():
        for count in ("part", "whole") if "" in grades and len(grades) > 1 else ():  # and the grades make up the school
            solver.know([((*key, grade, count), 1.0 if grade else -1.0) for grade in sorted(grades)], 0, 0)
    found = {cell: solver.ends(cell) for cell in secret}
    return {cell: ends for cell, ends in found.items() if ends[0] == ends[1]}


def levels(cuts: dict[tuple[str, str], LevelRow], width: int) -> dict[Cell, tuple[int, int]]:
    """Return every level that follows from the cuts of one window; a cut is (grade, group), two empty texts for all."""
    solver, secret = Solver(), list[Cell]()
    for cut, row in cuts.items():
        if row.people is not None:
            solver.know([((*cut, str(place)), 1.0) for place in range(width)], row.people, row.people)
        for place, cell in enumerate(row.cells):
            at = (*cut, str(place))
            if cell.number is not None:
                solver.know([(at, 1.0)], cell.number, cell.number)
                continue
            solver.place(at)
            secret.append(at)
            few = (row.people or 0) // 20
            if cell.told == BELOW:
                solver.know([(at, 1.0)], 0, few)
            elif cell.told == ABOVE:
                solver.know([(at, 1.0)], (row.people or 0) - few, row.people or 0)
    wholes = [(wide, held) for wide in {*cuts, ("", "")} for held in (0, 1) if not wide[held]]
    for wide, held in wholes:  # the grades, and the groups, make up all, and each other
        parts = [cut for cut in cuts if cut[held] and cut[1 - held] == wide[1 - held]]
        for place in range(width if parts else 0):
            cells = [((*cut, str(place)), 1.0) for cut in parts]
            solver.know([*cells, ((*wide, str(place)), -1.0)], 0, 0)
    found = {cell: solver.ends(cell) for cell in secret}
    return {cell: ends for cell, ends in found.items() if ends[0] == ends[1]}
