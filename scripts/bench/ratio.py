"""How a measurement is taken and told: rounds interleaved, medians, ratio and spread beside the goal."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

Sample = Callable[[], float]


@dataclass(slots=True)
class Row:
    """One line of the table: the rounds in `unit`; without a yardstick the goal is an absolute one."""

    name: str
    unit: str
    goal: str
    limit: float
    ours: list[float] = field(default_factory=list)
    yardstick: list[float] = field(default_factory=list)
    note: str = ""

    @property
    def figure(self) -> float:
        """The ratio of medians, or ours alone where nothing stands beside it."""
        ours = statistics.median(self.ours)
        return ours / statistics.median(self.yardstick) if self.yardstick else ours

    @property
    def reached(self) -> bool:
        """Tell whether the figure is within its goal."""
        return self.figure <= self.limit

    def cells(self) -> tuple[str, ...]:
        """Return name, figure, spread, goal, verdict and the medians as texts."""
        ratios = [a / b for a, b in zip(self.ours, self.yardstick, strict=True)] if self.yardstick else self.ours
        medians = f"{statistics.median(self.ours):.3g}"
        if self.yardstick:
            medians += f" / {statistics.median(self.yardstick):.3g}"
        return (
            self.name,
            f"{self.figure:.2f}" if self.yardstick else f"{self.figure:.3g} {self.unit}",
            f"{min(ratios):.2f}-{max(ratios):.2f}",
            self.goal,
            "yes" if self.reached else "NO",
            f"{medians} {self.unit}",
            self.note,
        )


def interleave(row: Row, ours: Sample, yardstick: Sample | None, rounds: int) -> Row:
    """Fill a row by turns, so that noise of the machine falls on both alike."""
    for _ in range(rounds):
        if yardstick:
            row.yardstick.append(yardstick())
        row.ours.append(ours())
    return row


def table(rows: Sequence[Row]) -> str:
    """Return the rows as aligned text."""
    head = ("what", "figure", "spread", "goal", "reached", "medians (ours / yardstick)", "note")
    lines = [head, *(row.cells() for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )
