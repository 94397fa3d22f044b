"""The charts of gaps between groups: the newest of each measure, and one through its windows, with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from il_desktop.domain.metrics.rounding import exact
from il_desktop.reports.charts import GapChart, Interval, Tick
from il_desktop.reports.charts_scale import ticks, value_range
from il_desktop.reports.paper import Cell, Column, Table
from il_desktop.wording.format import count_text
from il_desktop.wording.gaps import gap_cell, headline, interval_cell, short_name, table_name
from il_desktop.wording.goals import short_value_text, value_text

if TYPE_CHECKING:
    from il_desktop.domain.gaps import GapView

_HIDDEN = "not told: small groups"


def gaps_chart(views: Sequence[GapView]) -> GapChart | None:
    """Return the newest gap of each measure, the widest first; None without any; raises ValueError for a full view."""
    if any(not view.is_shared for view in views):
        raise ValueError(views)
    if not views:
        return None
    ordered = sorted(
        views, key=lambda view: (view.gap is None, -abs(view.gap.points) if view.gap else 0, table_name(view.table))
    )
    rows = tuple(_row(view) for view in ordered)
    widest = ordered[0]
    told = sum(view.gap is not None for view in views)
    n_measures = count_text(len(views), "measure", "measures")
    sentence = f"{told} of {n_measures} can be told. " if told < len(views) else f"{n_measures}. "
    sentence += f"Widest: {headline(widest)}" if widest.gap else "The groups are too small."
    columns = (Column("Measure", 2.2), Column("Groups", 1.6), Column("Points", is_number=True),
               Column("95 % interval", 1.3))  # fmt: skip
    return GapChart(
        title="Gaps between groups",
        headline=sentence,
        table=Table("Gaps", columns, tuple(_cells(view) for view in ordered)),
        rows=rows,
        axis="percentage points",
        values=_ticks(rows),
        zero=True,
    )


def gap_over_time(view: GapView) -> GapChart | None:
    """Return how the headline's gap moved, a row a window; None where no two groups can be compared.

    It tells what the view tells: what leaves is made of a shared one.
    """
    if view.gap is None:
        return None
    points = {(point.label, point.on): point.gap for point in view.points}
    found = [(moment.label, points.get((moment.label, moment.on))) for moment in view.table.moments]
    missing = _HIDDEN if view.is_shared else "no reading of both"
    rows = tuple(
        Interval(label, f"{gap_cell(gap)} ({interval_cell(gap)})", float(gap.points), gap.low, gap.high)
        if gap is not None
        else Interval(label, missing)
        for label, gap in found
    )
    cells = tuple(
        (label, gap_cell(gap), interval_cell(gap)) if gap is not None else (label, missing, "") for label, gap in found
    )
    columns = (Column("Window", 1.4), Column("Points", is_number=True), Column("95 % interval", 1.3, is_number=True))
    return GapChart(
        title=f"{short_name(view.table)}: {view.first} and {view.second}",
        headline=headline(view),
        table=Table(f"{view.first} minus {view.second}, {table_name(view.table)}", columns, cells),
        rows=rows,
        axis=f"percentage points, {view.first} minus {view.second}",
        values=_ticks(rows),
        zero=True,
    )


def _row(view: GapView) -> Interval:
    gap = view.gap
    if gap is None:
        return Interval(short_name(view.table), _HIDDEN)
    said = f"{value_text(gap.points, 'points')}: {view.first}, {view.second}"
    return Interval(short_name(view.table), said, float(gap.points), gap.low, gap.high)


def _cells(view: GapView) -> tuple[Cell, ...]:
    gap = view.gap
    if gap is None:
        return table_name(view.table), "", _HIDDEN, ""
    return table_name(view.table), f"{view.first} against {view.second}", gap_cell(gap), interval_cell(gap)


def _ticks(rows: Sequence[Interval]) -> tuple[Tick, ...]:
    shown = [each for row in rows for each in (row.low, row.high, row.value) if each is not None]
    if not shown:
        return ()
    low, high = value_range([0.0, *shown])
    said = ((mark, short_value_text(exact(round(mark, 2)), "")) for mark in ticks(low, high, 6) if mark >= low)
    return tuple(Tick(mark, words.replace("-", "\N{MINUS SIGN}")) for mark, words in said)
