"""Draws bars, lanes and intervals: what was put in against the plan, the roadmap, gaps with how sure they are."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from il_desktop.reports.charts import Bar, BarChart, GapChart, Lane, LevelChart, Look, Multiples, Roadmap, Stack
from il_desktop.reports.charts_axes import Plane, along, fitted

_HEAD, _ROW, _SMALL = 1.15, 0.58, 1.95  # inches
_LANE_ROW = 0.27
_LETTER = 0.0092  # of the width of the lanes: where words would run out they go to the left of their mark
_LABEL_LETTERS, _GAP_LETTERS = 19, 25
_KEY_ROW, _KEY_LETTERS = 0.24, 96  # inches, and letters of a line of the key


def height_of(chart: Any) -> float:
    """Return the inches that a chart with rows needs."""
    if isinstance(chart, BarChart):
        return _HEAD + 0.3 + _ROW * max((len(panel.bars) for panel in chart.panels), default=1)
    if isinstance(chart, Roadmap):
        return _HEAD + 0.44 + sum(_LANE_ROW * lane.rows + 0.14 for lane in chart.lanes)
    if isinstance(chart, GapChart):
        return _HEAD + 0.55 + 0.36 * max(len(chart.rows), 1)
    if isinstance(chart, LevelChart):
        return _HEAD + 0.1 + 0.4 * max(len(chart.rows), 1) + _KEY_ROW * len(_key_rows(chart.levels))
    if isinstance(chart, Multiples):
        return 0.95 + _SMALL * -(-max(len(chart.charts), 1) // 3)
    return 4.0


def bars(figure: Figure, chart: BarChart, look: Look, top: float) -> None:
    """Draw each panel's bars with a tick where the plan is now; amounts and differences in words."""
    height = figure.get_figheight()
    top -= 0.2 / height
    labels = 0.19
    width = (0.98 - labels) / max(len(chart.panels), 1)
    for number, panel in enumerate(chart.panels):
        left = labels + number * width
        figure.text(left, top, panel.title, size=9, weight=600, color=look.text, va="bottom")
        most = max((max(bar.whole, bar.done, bar.due or 0) for bar in panel.bars), default=0) or 1
        for row, bar in enumerate(panel.bars):
            y = top - (0.14 + _ROW * row) / height
            if number == 0:
                said = fitted(bar.label, _LABEL_LETTERS, 2)
                figure.text(0.02, y, said, size=8.5, weight=600, color=look.text, va="top")
            _bar(figure, bar, look, (left, y, width - 0.03, most))


def _bar(figure: Figure, bar: Bar, look: Look, place: tuple[float, float, float, float]) -> None:
    from matplotlib.patches import Rectangle  # noqa: PLC0415  beside its only use

    left, top, width, most = place
    height = figure.get_figheight()
    thick, y = 0.105 / height, top - 0.29 / height
    figure.text(left, top, bar.said, size=8, color=look.text, va="top")
    if bar.note:
        figure.text(left, y - 0.055 / height, bar.note, size=7, color=look.muted, va="top")
    if not bar.whole and not bar.done:
        return
    full = width * max(bar.whole, bar.done) / most
    for size, color in ((full, look.sunken), (width * bar.done / most, look.accent)):
        if size > 0:
            figure.add_artist(Rectangle((left, y), size, thick, facecolor=color, edgecolor="none", lw=0))
    figure.add_artist(Rectangle((left, y), full, thick, facecolor="none", edgecolor=look.grid, lw=0.6))
    if bar.due is not None and bar.due > 0:
        at, over = left + width * bar.due / most, 0.035 / height
        figure.add_artist(Rectangle((at - 0.0012, y - over), 0.0024, thick + 2 * over, facecolor=look.text, lw=0))


def roadmap(figure: Figure, chart: Roadmap, look: Look, top: float) -> None:
    """Draw the lanes over the years: goals strong, strategies light, milestones as diamonds."""
    height = figure.get_figheight()
    plane = Plane(figure, (0.17, 0.43 / height, 0.81, max(top - 0.63 / height, 0.05)))
    total = sum(lane.rows + 0.5 for lane in chart.lanes) or 1
    plane.x_range = chart.first, chart.last
    plane.y_range = total, 0
    along(plane, chart.months, look, lines=True)
    along(plane, chart.years, look, pad=15 if chart.months else 5, lines=True)
    y = 0.0
    for lane in chart.lanes:
        _lane(plane, lane, look, y)
        y += lane.rows + 0.5
        plane.line([0, 1], [y - 0.25, y - 0.25], plane.across, color=look.grid, lw=0.7)
    if chart.today is not None and chart.first <= chart.today.at <= chart.last:
        # Behind the bars, whose words it would cross.
        at = chart.today.at
        plane.line([at, at], [0, 1], plane.upright, color=look.accent, lw=1, zorder=0.9)


def _lane(plane: Plane, lane: Lane, look: Look, y: float) -> None:
    said = fitted(lane.title, _LABEL_LETTERS, 2)
    plane.word((0, y + 0.15), said, plane.across, shift=(-8, 0), ha="right", va="top", weight=600)
    for stretch in lane.stretches:
        plane.bar((stretch.x0, y + stretch.row + 0.19), (stretch.x1 - stretch.x0, 0.62), lw=0.7,
                  facecolor=look.accent if stretch.is_strong else look.sunken,
                  edgecolor=look.accent if stretch.is_strong else look.grid)  # fmt: skip
        ink = look.surface if stretch.is_strong else look.text
        place = (stretch.x0, y + stretch.row + 0.52)
        plane.word(place, f"  {stretch.label}", color=ink, size=7.5, va="center", within=True)
    first, last = plane.x_range
    for mark in lane.marks:
        place = (mark.x, y + mark.y + 0.5)
        plane.line([mark.x], [place[1]], marker="D", ms=5.5, mec=look.text, mew=1,
                   color=look.text if mark.note == "done" else look.surface, zorder=5)  # fmt: skip
        if not first <= mark.x <= last:
            continue
        is_far = (mark.x - first) / (last - first) + _LETTER * len(mark.label) > 1
        plane.word(place, mark.label, shift=(-6 if is_far else 6, 0), size=7.5, va="center",
                   ha="right" if is_far else "left", color=look.muted, zorder=6,
                   bbox={"facecolor": look.surface, "edgecolor": "none", "pad": 0.6})  # fmt: skip


def gaps(figure: Figure, chart: GapChart, look: Look, top: float) -> None:
    """Draw a dot and its interval per row; a hidden row says so in words and shows nothing."""
    height = figure.get_figheight()
    plane = Plane(figure, (0.24, 0.5 / height, 0.5, max(top - 0.5 / height, 0.05)))
    plane.y_range = len(chart.rows) - 0.5, -0.5
    along(plane, chart.values, look, side="center", lines=True)
    plane.x_range = _ends(chart)
    plane.word((0.5, -0.34 / plane.height_inch), chart.axis, plane.inside, ha="center", va="center", color=look.muted)
    if chart.zero:
        plane.line([0, 0], [0, 1], plane.upright, color=look.text, lw=1)
    for number, row in enumerate(chart.rows):
        plane.word(
            (-0.03, number), fitted(row.label, _GAP_LETTERS, 2), plane.across, ha="right", va="center", weight=600
        )
        if row.value is not None:
            if row.low is not None and row.high is not None:
                reach = [row.low, row.high], [number, number]
                plane.line(*reach, color=look.accent, lw=1.6, marker="|", ms=8, mew=1.4)
            plane.line([row.value], [number], marker="o", color=look.accent, ms=6.5)
        ink = look.text if row.value is not None else look.muted
        plane.word((1.0, number), row.said, plane.across, shift=(10, 0), va="center", color=ink)


def _ends(chart: GapChart) -> tuple[float, float]:
    """Return the ends of the axis: the outer ticks, wider where an interval goes on."""
    found = [tick.at for tick in chart.values]
    found += [each for row in chart.rows for each in (row.low, row.high, row.value) if each is not None]
    if len(set(found)) < 2:
        return 0.0, 1.0
    pad = (max(found) - min(found)) * 0.01
    return min(found) - pad, max(found) + pad


def levels(figure: Figure, chart: LevelChart, look: Look, top: float) -> None:
    """Draw a stacked bar per window and the key; what is not told is hatched and takes the room that is left."""
    height = figure.get_figheight()
    key = _key_rows(chart.levels)
    foot = (0.2 + _KEY_ROW * len(key)) / height
    plane = Plane(figure, (0.2, foot, 0.62, max(top - foot, 0.05)))
    plane.y_range = len(chart.rows) - 0.5, -0.5
    plane.x_range = 0, 1
    for number, row in enumerate(chart.rows):
        plane.word((-0.03, number), row.label, plane.across, ha="right", va="center", weight=600)
        plane.word((1.0, number), row.said, plane.across, shift=(10, 0), va="center", color=look.muted)
        _stack(plane, row, look, number)
    for number, line in enumerate(key):
        y = (0.12 + _KEY_ROW * (len(key) - 1 - number)) / height
        _key(figure, line, chart.levels, look, y)


def _stack(plane: Plane, row: Stack, look: Look, y: int) -> None:
    x = 0.0
    for place, (share, width) in enumerate(zip(row.shares, row.widths, strict=True)):
        style = {"facecolor": look.sunken, "hatch": "////"} if share is None else {}
        style = style or {"facecolor": _shade(look, place, len(row.shares))}
        plane.bar((x, y - 0.28), (width, 0.56), edgecolor=look.surface, lw=0.8, **style)
        x += width


def _key_rows(levels: tuple[str, ...]) -> list[list[str]]:
    """Break the words of the key into lines."""
    rows: list[list[str]] = [[]]
    for level in levels:
        if rows[-1] and sum(len(word) + 6 for word in (*rows[-1], level)) > _KEY_LETTERS:
            rows.append([])
        rows[-1].append(level)
    return rows


def _key(figure: Figure, line: list[str], levels: tuple[str, ...], look: Look, y: float) -> None:
    from matplotlib.patches import Rectangle  # noqa: PLC0415  beside its only use

    x, high = 0.2, 0.12 / figure.get_figheight()
    for level in line:
        shade = _shade(look, levels.index(level), len(levels))
        figure.add_artist(Rectangle((x, y), 0.015, high, facecolor=shade, edgecolor="none", lw=0))
        figure.text(x + 0.021, y + high / 2, level, size=8, color=look.muted, va="center")
        x += 0.05 + 0.0082 * len(level)


def _shade(look: Look, place: int, count: int) -> str:
    """Return the shade of a level: the highest is the full colour, the others the paler the lower."""
    part = 0.25 + 0.75 * (place + 1) / max(count, 1)
    mixed = (round(int(look.accent[at : at + 2], 16) * part + int(look.surface[at : at + 2], 16) * (1 - part))
             for at in (1, 3, 5))  # fmt: skip
    return "#" + "".join(f"{one:02x}" for one in mixed)
