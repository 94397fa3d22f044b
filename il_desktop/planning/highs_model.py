"""HiGHS behind a small face: a relaxation, a search over whole numbers, and shutting what can be in no better plan.

The only file that knows highspy and numpy; both are loaded when a model is made.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from il_desktop.planning.rows import Grid

_EPSILON = 1e-6
_LOOK_SECONDS = 0.02
_PATIENCE_LOOKS = 6


class Relaxed(NamedTuple):
    """The optimum without whole numbers: value, columns, what a column costs beyond it, and the price of each row."""

    value: float
    columns: Any
    reduced: Any
    duals: Any


class Branched(NamedTuple):
    """What the search over whole numbers found: columns or None, and a proved bound."""

    columns: Any | None
    bound: float


class Model:
    """Columns and rows of a grid inside HiGHS; one thread and a fixed seed, so that it gives the same answer again."""

    def __init__(self, grid: Grid, seed: int, must_stop: Callable[[], bool], is_cancelled: Callable[[], bool]) -> None:
        import highspy  # noqa: PLC0415  0.2 s and 30 MiB that only an exact plan needs
        import numpy as np  # noqa: PLC0415  comes with highspy

        self._highspy, self._numpy = highspy, np
        self._must_stop, self._is_cancelled = must_stop, is_cancelled
        self._count = len(grid.columns)
        self._all = np.arange(self._count, dtype=np.int32)
        self._lower = np.zeros(self._count)
        self._upper = np.ones(self._count)
        self._limits = np.array([float(row.limit) for row in grid.rows])
        self._floors = np.full(len(grid.rows), -highspy.kHighsInf)
        self._highs = highspy.Highs()
        self._highs.silent()
        options = {"threads": 1, "random_seed": seed % 2**31, "mip_rel_gap": 0.0, "mip_abs_gap": 0.99}
        for name, value in options.items():
            self._highs.setOptionValue(name, value)
        self._highs.passModel(self._program(grid))
        self._highs.cbMipInterrupt += self._look
        self._highs.cbSimplexInterrupt += self._look

    def relax(self, costs: Sequence[int]) -> Relaxed | None:
        """Return the optimum of the relaxation for these costs; None when it was stopped."""
        self._highs.setOptionValue("solve_relaxation", True)  # noqa: FBT003  HiGHS takes name and value
        self._highs.setOptionValue("time_limit", self._highspy.kHighsInf)
        self._highs.changeColsCost(self._count, self._all, self._numpy.array(costs, dtype=float))
        if not self._run() or self._highs.getModelStatus() != self._highspy.HighsModelStatus.kOptimal:
            return None
        solution = self._highs.getSolution()
        array = self._numpy.array
        value = self._highs.getInfo().objective_function_value
        return Relaxed(value, array(solution.col_value), array(solution.col_dual), array(solution.row_dual))

    def branch(self, start: Sequence[float], seconds: float) -> Branched:
        """Look for the optimum in whole numbers, from a known plan on."""
        highs = self._highs
        highs.setOptionValue("solve_relaxation", False)  # noqa: FBT003  HiGHS takes name and value
        highs.setOptionValue("time_limit", highs.getRunTime() + max(seconds, 0.01))
        known = self._highspy.HighsSolution()
        known.col_value = list(start)
        highs.setSolution(known)
        if not self._run():
            return Branched(None, -self._highspy.kHighsInf)
        info = highs.getInfo()
        status = self._highspy.SolutionStatus.kSolutionStatusFeasible
        columns = None
        if info.primal_solution_status == status:
            columns = self._numpy.array(highs.getSolution().col_value)
        return Branched(columns, info.mip_dual_bound)

    def keep_best(self, relaxed: Relaxed, costs: Sequence[int], value: int) -> None:
        """Leave only plans whose cost is `value`, the proved optimum; a row over the costs is needed for a gap only."""
        numpy = self._numpy
        gap = self.shut_dearer(relaxed, value)
        if gap > _EPSILON:
            used = numpy.nonzero(costs)[0].astype(numpy.int32)
            values = numpy.array(costs, dtype=float)[used]
            self._highs.addRow(-self._highspy.kHighsInf, float(value), len(used), used, values)
            self._limits = numpy.append(self._limits, float(value))

    def shut_dearer(self, relaxed: Relaxed, value: int) -> float:
        """Leave out what no plan of this cost or less can have; return the gap to the relaxation.

        What a column costs beyond the relaxation, or the price of a row for one slot of slack, may not exceed the gap.
        """
        numpy = self._numpy
        gap = max(0.0, value - relaxed.value)
        is_open = self._lower < self._upper
        self._upper[is_open & (relaxed.reduced > gap + _EPSILON)] = 0.0
        self._lower[is_open & (relaxed.reduced < -gap - _EPSILON)] = 1.0
        self._highs.changeColsBounds(self._count, self._all, self._lower, self._upper)
        tight = numpy.nonzero(numpy.abs(relaxed.duals) > gap + _EPSILON)[0].astype(numpy.int32)
        for row in tight.tolist():
            limit = float(self._limits[row])
            self._highs.changeRowBounds(row, limit, limit)
        return gap

    def _program(self, grid: Grid) -> Any:
        numpy, program = self._numpy, self._highspy.HighsLp()
        program.num_col_, program.num_row_ = self._count, len(grid.rows)
        program.col_cost_ = numpy.zeros(self._count)
        program.col_lower_, program.col_upper_ = self._lower, self._upper
        program.row_lower_, program.row_upper_ = self._floors, self._limits
        begins, index, values = [0], [], []
        for row in grid.rows:
            index += row.columns
            values += row.coefficients
            begins.append(len(index))
        program.a_matrix_.format_ = self._highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = numpy.array(begins, dtype=numpy.int32)
        program.a_matrix_.index_ = numpy.array(index, dtype=numpy.int32)
        program.a_matrix_.value_ = numpy.array(values, dtype=float)
        program.integrality_ = [self._highspy.HighsVarType.kInteger] * self._count
        return program

    def _run(self) -> bool:
        """Run HiGHS; False when it was left behind, after which nothing may be asked of it.

        It looks whether to stop at moments of its own, which may be half a second apart. Who cancels is not kept
        waiting: the thread comes to its end alone, and the interpreter waits for it should it close before.
        """
        thread = threading.Thread(target=self._highs.run, name="highs")
        thread.start()
        looks = 0
        while thread.is_alive() and looks < _PATIENCE_LOOKS:
            thread.join(_LOOK_SECONDS)
            looks += self._is_cancelled()
        return not thread.is_alive()

    def _look(self, event: Any) -> None:
        if self._must_stop():
            event.interrupt()


def is_whole(columns: Any) -> bool:
    """Tell whether all values are 0 or 1."""
    return bool((abs(columns - columns.round()) < _EPSILON).all())
