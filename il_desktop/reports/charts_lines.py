"""Draws lines over time: readings with aim line and trend, many of them side by side, what is done against due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from il_desktop.reports.charts import BurnUp, Look, Mark, Multiples, Tick, TrendChart
from il_desktop.reports.charts_axes import across, along, plain_axes

_LEFT, _RIGHT = 0.075, 0.80
_BOTTOM_INCH = 0.62
_COLUMNS = 3
_LABELS = 9  # readings with words in the width


def trend(figure: Figure, chart: TrendChart, look: Look, top: float) -> None:
    """Draw one target: band, trend, aim line, readings with their counts, words at the right end."""
    axes = _axes(figure, look, (_LEFT, _RIGHT, _bottom(figure), top), chart.months, chart.values)
    _lines(axes, chart, look)
    is_rising = chart.aim is None or chart.aim.y1 >= chart.aim.y0
    for number, mark in enumerate(_labelled(chart)):
        _write(axes, mark, look, is_first=number == 0, is_rising=is_rising)
    _ends(axes, chart.ends, look)
    _today(axes, chart.today, look)
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
        axes = _axes(figure, look, bounds, months, small.values[:: max(1, len(small.values) // 3)])
        _lines(axes, small, look)
        _today(axes, small.today, look)
        figure.text(left - 0.035, cell_top - 0.08 / height, small.title, size=9, weight=600, color=look.text, va="top")
        color = getattr(look, small.status)
        figure.text(left - 0.035, cell_top - 0.27 / height, small.headline, size=7.5, color=color, va="top")


def burn_up(figure: Figure, chart: BurnUp, look: Look, top: float) -> None:
    """Draw two stairs: done and due, under the line of all."""
    values = tuple(Tick(number, str(number)) for number in _whole_steps(chart.total))
    axes = _axes(figure, look, (_LEFT, _RIGHT, _bottom(figure), top), chart.months, values)
    axes.axhline(chart.total, color=look.muted, lw=1)
    for marks, color, style, width in ((chart.due, look.text, ":", 1.4), (chart.done, look.accent, "-", 2.2)):
        axes.step([mark.x for mark in marks], [mark.y for mark in marks], where="post", color=color, ls=style, lw=width)
    shown = [*chart.done, *chart.due]
    axes.set_xlim(min(mark.x for mark in shown), max(mark.x for mark in shown))
    axes.set_ylim(0, chart.total * 1.06 or 1)
    _today(axes, chart.today, look)
    _ends(axes, chart.ends, look)
    _legend(figure, [("Done", {"color": look.accent, "ls": "-"}), ("Due", {"color": look.text, "ls": ":"})], "", look)


def _bottom(figure: Figure) -> float:
    return _BOTTOM_INCH / figure.get_figheight()


def _axes(
    figure: Figure,
    look: Look,
    bounds: tuple[float, float, float, float],
    months: Sequence[Tick],
    values: Sequence[Tick],
) -> Axes:
    left, right, bottom, top = bounds
    axes = plain_axes(figure, (left, bottom, right - left, max(top - bottom, 0.05)))
    across(axes, values, look)
    along(axes, months, look)
    if months:
        axes.set_xlim(months[0].at)
    return axes


def _lines(axes: Axes, chart: TrendChart, look: Look) -> None:
    if chart.band is not None:
        band = chart.band
        ends_x, low, high = [band.x0, band.x1], [band.low0, band.low1], [band.high0, band.high1]
        axes.fill_between(ends_x, low, high, facecolor="none", edgecolor=look.accent, hatch="////", lw=0.6, alpha=0.45)
    if chart.trend is not None:
        axes.plot(
            [chart.trend.x0, chart.trend.x1], [chart.trend.y0, chart.trend.y1], color=look.accent, ls="--", lw=1.6
        )
    if chart.aim is not None:
        axes.plot([chart.aim.x0, chart.aim.x1], [chart.aim.y0, chart.aim.y1], color=look.text, ls=":", lw=1.5)
        axes.plot(
            [chart.aim.x1], [chart.aim.y1], "D", color=look.surface, mec=look.text, ms=6.5, clip_on=False, zorder=5
        )
    places = [mark.x for mark in chart.marks]
    axes.plot(places, [mark.y for mark in chart.marks], "-o", color=look.accent, lw=1.8, ms=5.5,
              mec=look.surface, mew=0.8, zorder=4, clip_on=False)  # fmt: skip
    ends = [chart.aim.x1] if chart.aim else []
    if places or ends:
        axes.set_xlim(right=max([*places, *ends]))
    if chart.values:
        low, high = chart.values[0].at, chart.values[-1].at
        heights = [mark.y for mark in chart.marks] + ([chart.aim.y0, chart.aim.y1] if chart.aim else [])
        heights += [chart.band.low1, chart.band.high1] if chart.band else []
        pad = (high - low) * 0.04
        labels = 0.16 * (high - low) if chart.marks and chart.marks[0].label else 0.0
        top = max([high, *heights, *(mark.y + labels for mark in chart.marks)])
        axes.set_ylim(min([low, *heights]) - pad, top + pad)


def _write(axes: Axes, mark: Mark, look: Look, *, is_first: bool, is_rising: bool) -> None:
    """Write a reading's value and its counts where the line does not run: above, or below the first of a rise."""
    is_below = is_first and is_rising
    is_left = is_rising and not is_first
    shift, rows = (-4 if is_left else 5), ((-11, -21) if is_below else (17, 7) if mark.note else (7, 0))
    at: dict[str, Any] = {"xy": (mark.x, mark.y), "textcoords": "offset points", "annotation_clip": False}
    at |= {"ha": "right" if is_left else "left", "bbox": {"facecolor": look.surface, "edgecolor": "none", "pad": 0.6}}
    axes.annotate(mark.label, xytext=(shift, rows[0]), weight=600, color=look.text, **at)
    if mark.note:
        axes.annotate(mark.note, xytext=(shift, rows[1]), color=look.muted, size=7.5, **at)


def _ends(axes: Axes, ends: Sequence[Mark], look: Look) -> None:
    """Write the words at the right end, pushed apart where they would touch."""
    low, high = axes.get_ylim()
    inches = axes.get_window_extent().height / axes.figure.dpi
    ordered = sorted(ends, key=lambda each: each.y)
    heights = [(high - low) / inches * (0.34 if mark.note else 0.19) for mark in ordered]
    places: list[float] = []
    for mark, height in zip(ordered, heights, strict=True):
        places.append(max(mark.y, places[-1] + height) if places else mark.y)
    shift = sum(place - mark.y for place, mark in zip(places, ordered, strict=True)) / max(len(places), 1)
    for place, mark in zip(places, ordered, strict=True):
        at: dict[str, Any] = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points"}
        at |= {"xy": (1.0, place - shift), "va": "center", "annotation_clip": False}
        axes.annotate(mark.label, xytext=(11, 5 if mark.note else 0), weight=600, **at)
        if mark.note:
            axes.annotate(mark.note, xytext=(11, -6), color=look.muted, size=7.5, **at)


def _today(axes: Axes, today: Tick | None, look: Look) -> None:
    low, high = axes.get_xlim()
    if today is None or not low <= today.at <= high:
        return
    axes.axvline(today.at, color=look.accent, lw=0.9)
    if today.label:
        axes.annotate(today.label, (today.at, 0.0), xycoords=("data", "axes fraction"), xytext=(4, 5), size=7.5,
                      textcoords="offset points", color=look.accent, weight=600,
                      bbox={"facecolor": look.surface, "edgecolor": "none", "pad": 0.6})  # fmt: skip


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
