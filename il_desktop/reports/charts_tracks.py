"""Draws measures above each other on one time axis: dots with their words, joined only where that is allowed."""

from __future__ import annotations

from matplotlib.figure import Figure

from il_desktop.reports.charts import ImpactChart, Look, Mark, Track
from il_desktop.reports.charts_axes import Plane, across, along, fitted

_LEFT, _RIGHT = 0.075, 0.93
_BOTTOM_INCH, _TITLE_INCH, _GAP_INCH = 0.62, 0.26, 0.18
_TITLE_LETTERS = 105
_HEADROOM = 0.34  # of the range, for the words above the dots


def tracks(figure: Figure, chart: ImpactChart, look: Look, top: float) -> None:
    """Draw each track in its own plane, all over the same time."""
    height = figure.get_figheight()
    bottom, title, gap = (inch / height for inch in (_BOTTOM_INCH, _TITLE_INCH, _GAP_INCH))
    whole = (top - bottom - gap * (len(chart.tracks) - 1)) / max(1, len(chart.tracks))
    places = [mark.x for track in chart.tracks for mark in track.marks] + [tick.at for tick in chart.months]
    first, last = (min(places), max(places)) if places else (0.0, 1.0)
    for number, track in enumerate(chart.tracks):
        upper = top - number * (whole + gap)
        figure.text(0.02, upper, fitted(track.title, _TITLE_LETTERS), size=9, weight=600, color=look.text, va="top")
        plane = Plane(figure, (_LEFT, upper - whole, _RIGHT - _LEFT, whole - title))
        plane.x_range = first, last if last > first else first + 1
        heights = [tick.at for tick in track.values] + [mark.y for mark in track.marks]
        low, high = (min(heights), max(heights)) if heights else (0.0, 1.0)
        plane.y_range = low - 0.06 * (high - low), high + _HEADROOM * (high - low)
        across(plane, track.values, look)
        along(plane, chart.months if number == len(chart.tracks) - 1 else (), look)
        _dots(plane, track, look, is_joined=chart.is_joined)
    figure.text(0.02, 0.1 / height, chart.note, size=8, color=look.attention)


def _dots(plane: Plane, track: Track, look: Look, *, is_joined: bool) -> None:
    places = [mark.x for mark in track.marks], [mark.y for mark in track.marks]
    plane.line(*places, ls="-" if is_joined else "none", marker="o", color=look.accent, lw=1.8, ms=5.5,
               mec=look.surface, mew=0.8, zorder=4, over=True)  # fmt: skip
    for mark in track.marks:
        _words(plane, mark, look)


def _words(plane: Plane, mark: Mark, look: Look) -> None:
    """Write value and counts above a dot, to the side that has room."""
    first, last = plane.x_range
    part = (mark.x - first) / (last - first)
    side = "left" if part < 0.08 else "right" if part > 0.92 else "center"
    plate = {"facecolor": look.surface, "edgecolor": "none", "pad": 0.6}
    up = 18 if mark.note else 8
    plane.word((mark.x, mark.y), mark.label, shift=(0, up), ha=side, weight=600, color=look.text, bbox=plate)
    if mark.note:
        plane.word((mark.x, mark.y), mark.note, shift=(0, 8), ha=side, color=look.muted, size=7.5, bbox=plate)
