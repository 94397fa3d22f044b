"""A plain coordinate system on a figure: lines, bars and words at places of the data.

The library's own system makes axes, marks and their words before it draws a line; ten of these here cost less than one.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle
from matplotlib.text import Text
from matplotlib.transforms import (
    Bbox,
    BboxTransformFrom,
    BboxTransformTo,
    ScaledTranslation,
    Transform,
    TransformedBbox,
    blended_transform_factory,
)

from il_desktop.reports.charts import Look, Ribbon, Tick

_HAIR, _BEHIND = 0.7, 0.5
_POINTS = 72  # in an inch


class Plane:
    """A part of a figure with its own range of values.

    Places are in values by `data`, in parts of the plane by `inside`; `across` takes a part and a value, `upright` a
    value and a part.
    """

    def __init__(self, figure: Figure, bounds: tuple[float, float, float, float]) -> None:
        self.figure = figure
        self.bounds = bounds
        self._range = Bbox.unit()
        self._box = TransformedBbox(Bbox.from_bounds(*bounds), figure.transFigure)
        self.inside: Transform = BboxTransformTo(self._box)
        self.data: Transform = BboxTransformFrom(self._range) + self.inside
        self.across = blended_transform_factory(self.inside, self.data)
        self.upright = blended_transform_factory(self.data, self.inside)

    @property
    def x_range(self) -> tuple[float, float]:
        """The values at the left and the right edge."""
        return self._range.x0, self._range.x1

    @x_range.setter
    def x_range(self, ends: tuple[float, float]) -> None:
        self._range.intervalx = ends

    @property
    def y_range(self) -> tuple[float, float]:
        """The values at the foot and the top; the greater may be at the foot."""
        return self._range.y0, self._range.y1

    @y_range.setter
    def y_range(self, ends: tuple[float, float]) -> None:
        self._range.intervaly = ends

    @property
    def height_inch(self) -> float:
        """How high the plane is."""
        return self.bounds[3] * self.figure.get_figheight()

    def line(self, xs: Sequence[float], ys: Sequence[float], by: Transform | None = None, **style: Any) -> None:
        """Draw a line or marks, cut off at the edge; `over=True` lets marks reach over it."""
        is_over = style.pop("over", False)
        drawn = Line2D(xs, ys, transform=by or self.data, **style)
        self.figure.add_artist(drawn)
        if not is_over:
            drawn.set_clip_box(self._box)

    def band(self, band: Ribbon, **style: Any) -> None:
        """Fill what lies between two lines."""
        corners = [(band.x0, band.low0), (band.x1, band.low1), (band.x1, band.high1), (band.x0, band.high0)]
        self._patch(Polygon(corners, closed=True, transform=self.data, **style))

    def bar(self, corner: tuple[float, float], size: tuple[float, float], **style: Any) -> None:
        """Draw a bar from a corner."""
        self._patch(Rectangle(corner, *size, transform=self.data, **style))

    def word(self, place: tuple[float, float], words: str, by: Transform | None = None, **style: Any) -> None:
        """Write words at a place, `shift` printer's points right and up; `within=True` cuts them off at the edge."""
        right, up = style.pop("shift", (0, 0))
        is_within = style.pop("within", False)
        moved = by or self.data
        if right or up:
            moved = moved + ScaledTranslation(right / _POINTS, up / _POINTS, self.figure.dpi_scale_trans)
        drawn = Text(*place, words, transform=moved, **style)
        self.figure.add_artist(drawn)
        if is_within:
            drawn.set_clip_box(self._box)

    def _patch(self, drawn: Polygon | Rectangle) -> None:
        self.figure.add_artist(drawn)
        drawn.set_clip_box(self._box)


def fitted(words: str, letters: int, lines: int = 1) -> str:
    """Break words into lines of so many letters; what does not fit is left out behind an ellipsis."""
    found = textwrap.wrap(words, letters)
    if len(found) > lines:
        found[lines - 1] = f"{found[lines - 1][: letters - 1].rstrip()}\N{HORIZONTAL ELLIPSIS}"
    return "\n".join(found[:lines])


def across(plane: Plane, ticks: Sequence[Tick], look: Look, *, pad: float = 6.0) -> None:
    """Draw a line across at each tick, its word at the left."""
    for tick in ticks:
        plane.line([0, 1], [tick.at, tick.at], plane.across, color=look.grid, lw=_HAIR, zorder=_BEHIND, over=True)
        plane.word((0, tick.at), tick.label, plane.across, shift=(-pad, 0), ha="right", va="center", color=look.muted)


def along(
    plane: Plane, ticks: Sequence[Tick], look: Look, *, pad: float = 5.0, side: str = "left", lines: bool = False
) -> None:
    """Write words under the foot; `lines` draws a line upwards at each, else only the foot itself."""
    for tick in ticks if lines else ():
        plane.line([tick.at, tick.at], [0, 1], plane.upright, color=look.grid, lw=_HAIR, zorder=_BEHIND)
    if not lines:
        plane.line([0, 1], [0, 0], plane.inside, color=look.grid, lw=_HAIR, zorder=_BEHIND, over=True)
    for tick in ticks:
        if tick.label:
            plane.word((tick.at, 0), tick.label, plane.upright, shift=(0, -pad), ha=side, va="top", color=look.muted)
