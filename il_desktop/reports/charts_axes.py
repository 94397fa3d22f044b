"""A quick, plain coordinate system: grid lines and words set as they are given. The library's own is twice as slow."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.transforms import ScaledTranslation

from il_desktop.reports.charts import Look, Tick

_HAIR, _BEHIND = 0.7, 0.5


def plain_axes(figure: Figure, bounds: tuple[float, float, float, float]) -> Axes:
    """Return a coordinate system without anything drawn; bounds are left, bottom, width and height of the figure."""
    axes = figure.add_axes(bounds)
    axes.set_axis_off()
    return axes


def across(axes: Axes, ticks: Sequence[Tick], look: Look, *, pad: float = 6.0) -> None:
    """Draw a line across at each tick, its word at the left."""
    place = axes.get_yaxis_transform()
    lines = LineCollection(
        [[(0, tick.at), (1, tick.at)] for tick in ticks], colors=look.grid, lw=_HAIR, transform=place
    )
    lines.set_zorder(_BEHIND)
    axes.add_collection(lines, autolim=False)
    shifted = place + ScaledTranslation(-pad / 72, 0, axes.figure.dpi_scale_trans)
    for tick in ticks:
        axes.text(0, tick.at, tick.label, transform=shifted, ha="right", va="center", color=look.muted)


def along(
    axes: Axes, ticks: Sequence[Tick], look: Look, *, pad: float = 5.0, side: str = "left", lines: bool = False
) -> None:
    """Write words under the foot; `lines` draws a line upwards at each, else only the foot itself."""
    place = axes.get_xaxis_transform()
    if lines:
        strokes = [[(tick.at, 0), (tick.at, 1)] for tick in ticks]
        drawn = LineCollection(strokes, colors=look.grid, lw=_HAIR, transform=place)
    else:
        drawn = LineCollection([[(0, 0), (1, 0)]], colors=look.grid, lw=_HAIR, transform=axes.transAxes)
    drawn.set_zorder(_BEHIND)
    axes.add_collection(drawn, autolim=False)
    shifted = place + ScaledTranslation(0, -pad / 72, axes.figure.dpi_scale_trans)
    for tick in ticks:
        if tick.label:
            axes.text(tick.at, 0, tick.label, transform=shifted, ha=side, va="top", color=look.muted)
