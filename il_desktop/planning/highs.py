"""The exact solver: proves with HiGHS, tier after tier, that nothing better exists. highspy is imported when used.

For each tier: the relaxation first (some 10 ms). It gives a bound, and what each column would cost at least; columns
that cost more than the gap to the plan at hand can be in no better plan and are shut. When the bound meets the plan at
hand the tier is proved without branching, and the tier is held by what its dual says must be tight, not by a dense row.
Only where a gap stays does HiGHS branch, on what is left. docs/planner.md tells what was measured.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from importlib.util import find_spec

from il_desktop.planning.highs_model import Model, is_whole
from il_desktop.planning.problem import NO_BOUNDS, TIERS, Answer, Placements, answer_of, tiers_of
from il_desktop.planning.rows import Grid, Row
from il_desktop.planning.search import Cancel, Found, never, search
from il_desktop.planning.table import Table
from il_desktop.planning.tier_groups import Group, as_tiers, groups_of

NAME = "highs"
_EPSILON = 1e-6
_POLISH_ROUNDS = 800
_NOTHING_PROVED = -(10**12)


def is_available() -> bool:
    """Tell whether HiGHS can be used on this machine, without loading it."""
    return find_spec("highspy") is not None


def prove(
    table: Table,
    start: Answer,
    *,
    seconds: float = 3.0,
    seed: int = 0,
    cancel: Cancel = never,
    found: Found | None = None,
    cuts: Sequence[Row] = (),
) -> Answer:
    """Return the best plan from `start` on, with proved bounds; all seven are proved unless time or patience ended.

    `cuts` are further rows that a plan has to keep, `start` among them. `found` hears of every better plan.
    Cancelling returns the best one so far, within a fraction of a second.
    """
    return _Proof(table, start, seconds, seed, cancel, found, cuts).run()


class _Proof:
    """One run over the tiers; holds the model, the plan at hand and the bounds so far."""

    def __init__(
        self,
        table: Table,
        start: Answer,
        seconds: float,
        seed: int,
        cancel: Cancel,
        found: Found | None,
        cuts: Sequence[Row],
    ) -> None:
        self.table, self.seed, self.cancel, self.found = table, seed, cancel, found
        self.end = time.monotonic() + seconds
        self.grid = Grid(table, cuts)
        self.is_free = not cuts
        self.placements: Placements = start.placements
        self.tiers = start.tiers
        self.bounds = [0] * TIERS
        self.model = Model(self.grid, seed, self._must_stop, cancel)

    def run(self) -> Answer:
        """Go through the tiers until all are proved or it must stop."""
        for group in groups_of(self.table):
            if not self._settle(group):
                break
        return answer_of(self.table.problem, self.placements, as_tiers(self.bounds), NAME)

    def _must_stop(self) -> bool:
        return self.cancel() or time.monotonic() >= self.end

    def _settle(self, group: Group) -> bool:
        """Prove one group of tiers; False when time is up or somebody cancelled."""
        model = self.model
        costs = group.costs(self.grid)
        base = group.base(self.table)
        if not any(costs):
            return self._note(group, base)
        if self._must_stop():
            return False
        relaxed = model.relax(costs)
        if relaxed is None:
            return False
        if is_whole(relaxed.columns):
            self._take(relaxed.columns)
        if not self._note(group, base + _up(relaxed.value)):
            model.shut_dearer(relaxed, group.worth(self.tiers) - base)
            solved = model.branch(self._columns(), self.end - time.monotonic())
            self._take(solved.columns)
            self._polish()
            if not self._note(group, base + max(_up(relaxed.value), _up(solved.bound))):
                return False
        model.keep_best(relaxed, costs, group.worth(self.tiers) - base)
        return True

    def _polish(self) -> None:
        """Better the lower tiers of a plan fresh from branching, so that the next tier begins with a small gap."""
        if not self.is_free:
            return  # the search knows nothing of cuts
        better = search(
            self.table,
            seed=self.seed,
            rounds=_POLISH_ROUNDS,
            start=self.placements,
            cancel=self._must_stop,
        )
        if better.tiers < self.tiers:
            self.placements, self.tiers = better.placements, better.tiers

    def _note(self, group: Group, bound: int) -> bool:
        """Write a bound down; True when the plan at hand meets it."""
        value = group.worth(self.tiers)
        for tier, least in group.split(min(bound, value)):
            self.bounds[tier] = least
            if least < self.tiers[tier]:
                break
        return bound >= value

    def _columns(self) -> list[float]:
        places, blocks = self.placements, self.table.blocks
        return [1.0 if places.get(blocks[n].id) == c.start else 0.0 for n, c in self.grid.columns]

    def _take(self, columns: Sequence[float] | None) -> None:
        """Take over a plan when it is better."""
        if columns is None:
            return
        placements = self.grid.chosen(columns)
        tiers = tiers_of(self.table.problem, placements)
        if tiers < self.tiers:
            self.placements, self.tiers = placements, tiers
            if self.found:
                self.found(answer_of(self.table.problem, placements, NO_BOUNDS, NAME))


def _up(value: float) -> int:
    """Return the least whole number a true value can be when the solver says this one."""
    if not math.isfinite(value):
        return _NOTHING_PROVED  # stopped before it had any bound
    return math.ceil(value - _EPSILON * max(1.0, abs(value)))
