"""Draws lines over time: readings with aim line and trend, many of them side by side, what is done against due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.figure import Figure

from il_desktop.reports.charts import BurnUp, Look, Mark, Multiples, Tick, TrendChart
from il_desktop.reports.charts_axes import Plane, across, along, fitted

_LEFT, _RIGHT = 0.075, 0.80
_BOTTOM_INCH = 0.62
_COLUMNS = 3
_SMALL_LETTERS = 32  # of a title over a small chart
_LABELS = 9  # readings with words in the width


def trend(figure: Figure, chart: TrendChart, look: Look, top: float) -> None:
    """Draw one target: band, trend, aim line, readings with their counts, words at the right end."""
    plane = _plane(figure, look, (_LEFT, _RIGHT, _bottom(figure), top), chart.months, chart.values)
    _lines(plane, chart, look)
    is_rising = chart.aim is None or chart.aim.y1 >= chart.aim.y0
    for number, mark in enumerate(_labelled(chart)):
        _write(plane, mark, look, is_first=number == 0, is_rising=is_rising)
    _ends(plane, chart.ends, look)
    _today(plane, chart.today, look)
    entries = [("Reading", {"marker": "o", "color": look.accent, "ls": "-"})]
    entries += [("Aim line", {"color": look.text, "ls": ":"})] if chart.aim else []
    entries += [("Trend (least squares), if it goes on", {"color": look.accent, "ls": "--"})] if chart.trend else []
    _legend(figure, entries, chart.note, look)


def multiples(figure: Figure, chart: Multiples, look: Look, top: float) -> None:
    """Draw many targets small, each with its status in words."""
    columns = min(_COLUMNS, max(1, len(chart.charts)))
    rows = -(-len(chart.charts) // columns)
    height = figure.get_figheight()
    for number, small in enumerate(chart.charts):
        row, column = divmod(number, columns)
        left = 0.055 + column * (0.96 / columns)
        cell_top = top - row * (top - 0.1 / height) / rows
        cell = (top - 0.1 / height) / rows
        bounds = (left, left + 0.96 / columns - 0.085, cell_top - cell + 0.34 / height, cell_top - 0.52 / height)
        months = small.months[:: max(1, len(small.months) // 3)]
        plane = _plane(figure, look, bounds, months, small.values[:: max(1, len(small.values) // 3)])
        _lines(plane, small, look)
        _today(plane, small.today, look)
        figure.text(
            left - 0.035,
            cell_top - 0.08 / height,
            fitted(small.title, _SMALL_LETTERS),
            size=9,
            weight=600,
            color=look.text,
            va="top",
        )
        color = getattr(look, small.status)
        figure.text(left - 0.035, cell_top - 0.27 / height, small.headline, size=7.5, color=color, va="top")


def burn_up(figure: Figure, chart: BurnUp, look: Look, top: float) -> None:
    """Draw two stairs: done and due, under the line of all."""
    values = tuple(Tick(number, str(number)) for number in _whole_steps(chart.total))
    plane = _plane(figure, look, (_LEFT, _RIGHT, _bottom(figure), top), chart.months, values)
    plane.line([0, 1], [chart.total, chart.total], plane.across, color=look.muted, lw=1)
    for marks, color, style, width in ((chart.due, look.text, ":", 1.4), (chart.done, look.accent, "-", 2.2)):
        xs, ys = [mark.x for mark in marks], [mark.y for mark in marks]
        plane.line(xs, ys, color=color, ls=style, lw=width, drawstyle="steps-post")
    shown = [*chart.done, *chart.due]
    plane.x_range = min(mark.x for mark in shown), max(mark.x for mark in shown)
    plane.y_range = 0, chart.total * 1.06 or 1
    _today(plane, chart.today, look)
    _ends(plane, chart.ends, look)
    _legend(figure, [("Done", {"color": look.accent, "ls": "-"}), ("Due", {"color": look.text, "ls": ":"})], "", look)


def _bottom(figure: Figure) -> float:
    return _BOTTOM_INCH / figure.get_figheight()


def _plane(
    figure: Figure,
    look: Look,
    bounds: tuple[float, float, float, float],
    months: Sequence[Tick],
    values: Sequence[Tick],
) -> Plane:
    left, right, bottom, top = bounds
    plane = Plane(figure, (left, bottom, right - left, max(top - bottom, 0.05)))
    across(plane, values, look)
    along(plane, months, look)
    return plane


def _lines(plane: Plane, chart: TrendChart, look: Look) -> None:
    if chart.band is not None:
        plane.band(chart.band, facecolor="none", edgecolor=look.accent, hatch="////", lw=0.6, alpha=0.45)
    for line, color, style, width in ((chart.trend, look.accent, "--", 1.6), (chart.aim, look.text, ":", 1.5)):
        if line is not None:
            plane.line([line.x0, line.x1], [line.y0, line.y1], color=color, ls=style, lw=width)
    if chart.aim is not None:
        mark = {"marker": "D", "color": look.surface, "mec": look.text, "ms": 6.5, "zorder": 5}
        plane.line([chart.aim.x1], [chart.aim.y1], over=True, **mark)
    plane.line([mark.x for mark in chart.marks], [mark.y for mark in chart.marks], ls="-", marker="o",
               color=look.accent, lw=1.8, ms=5.5, mec=look.surface, mew=0.8, zorder=4, over=True)  # fmt: skip
    _set_range(plane, chart)


def _set_range(plane: Plane, chart: TrendChart) -> None:
    """Show all that is drawn, from the first month on, with room for the words above the readings."""
    places = [mark.x for mark in chart.marks] + ([chart.aim.x0, chart.aim.x1] if chart.aim else [])
    if places:
        first = chart.months[0].at if chart.months else min(places)
        plane.x_range = first, max(places) if max(places) > first else first + 1
    low, high = (chart.values[0].at, chart.values[-1].at) if chart.values else (0.0, 1.0)
    heights = [mark.y for mark in chart.marks] + ([chart.aim.y0, chart.aim.y1] if chart.aim else [])
    heights += [chart.band.low1, chart.band.high1] if chart.band else []
    pad = (high - low) * 0.04
    labels = 0.16 * (high - low) if chart.marks and chart.marks[0].label else 0.0
    top = max([high, *heights, *(mark.y + labels for mark in chart.marks)])
    plane.y_range = min([low, *heights]) - pad, top + pad


def _write(plane: Plane, mark: Mark, look: Look, *, is_first: bool, is_rising: bool) -> None:
    """Write a reading's value and its counts where the line does not run: above, or below the first of a rise."""
    is_below = is_first and is_rising
    is_left = is_rising and not is_first
    shift, rows = (-4 if is_left else 5), ((-11, -21) if is_below else (17, 7) if mark.note else (7, 0))
    style: dict[str, Any] = {"ha": "right" if is_left else "left", "bbox": _plate(look)}
    plane.word((mark.x, mark.y), mark.label, shift=(shift, rows[0]), weight=600, color=look.text, **style)
    if mark.note:
        plane.word((mark.x, mark.y), mark.note, shift=(shift, rows[1]), color=look.muted, size=7.5, **style)


def _plate(look: Look) -> dict[str, Any]:
    """Return the plane behind words that stand on lines."""
    return {"facecolor": look.surface, "edgecolor": "none", "pad": 0.6}


def _ends(plane: Plane, ends: Sequence[Mark], look: Look) -> None:
    """Write the words at the right end, pushed apart where they would touch."""
    low, high = plane.y_range
    ordered = sorted(ends, key=lambda each: each.y)
    heights = [(high - low) / plane.height_inch * (0.34 if mark.note else 0.19) for mark in ordered]
    places: list[float] = []
    for mark, height in zip(ordered, heights, strict=True):
        places.append(max(mark.y, places[-1] + height) if places else mark.y)
    shift = sum(place - mark.y for place, mark in zip(places, ordered, strict=True)) / max(len(places), 1)
    for place, mark in zip(places, ordered, strict=True):
        at = (1.0, place - shift)
        plane.word(at, mark.label, plane.across, shift=(11, 5 if mark.note else 0), va="center", weight=600)
        if mark.note:
            plane.word(at, mark.note, plane.across, shift=(11, -6), va="center", color=look.muted, size=7.5)


def _today(plane: Plane, today: Tick | None, look: Look) -> None:
    low, high = plane.x_range
    if today is None or not low <= today.at <= high:
        return
    plane.line([today.at, today.at], [0, 1], plane.upright, color=look.accent, lw=0.9)
    if today.label:
        plane.word((today.at, 0.0), today.label, plane.upright, shift=(4, 5), size=7.5, color=look.accent, weight=600,
                   bbox=_plate(look))  # fmt: skip


def _legend(figure: Figure, entries: list[tuple[str, dict[str, Any]]], note: str, look: Look) -> None:
    from matplotlib.lines import Line2D  # noqa: PLC0415  only charts with a legend

    handles = [Line2D([], [], label=label, lw=1.6, ms=5, **style) for label, style in entries]
    figure.legend(handles=handles, loc="lower left", bbox_to_anchor=(0.01, 0.0), ncols=len(handles), frameon=False,
                  fontsize=8, labelcolor=look.muted)  # fmt: skip
    if note:
        figure.text(0.98, 0.1 / figure.get_figheight(), note, size=8, color=look.attention, ha="right")


def _labelled(chart: TrendChart) -> list[Mark]:
    """Return the readings with room for their words, from the newest back, in order."""
    if not chart.marks:
        return []
    ends = [mark.x for mark in chart.marks] + ([chart.aim.x0, chart.aim.x1] if chart.aim else [])
    least = (max(ends) - min(ends)) / _LABELS
    chosen: list[Mark] = []
    for mark in reversed(chart.marks):
        if not chosen or chosen[0].x - mark.x >= least:
            chosen.insert(0, mark)
    return chosen


def _whole_steps(total: int) -> list[int]:
    step = max(1, -(-total // 5))
    return list(range(0, total + 1, step))
