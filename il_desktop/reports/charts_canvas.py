"""Makes figures, sets fonts and colours, and saves them without a date or a name. What is drawn is left to each kind.

The library keeps its settings for the whole process, so one picture is drawn at a time.
"""

from __future__ import annotations

import io
import logging
import textwrap
import threading
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

import il_desktop
from il_desktop.reports import charts, charts_bars, charts_lines, charts_tracks
from il_desktop.reports.charts import Chart, Look
from il_desktop.reports.charts_axes import fitted
from il_desktop.reports.charts_words import WordsRenderer

_PACKAGE = Path(il_desktop.__file__).parent
_FONTS = ("Inter-Regular.otf", "Inter-SemiBold.otf")
_OTHERS = (  # for names in other scripts, the first ones there
    "Noto Sans", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "Noto Sans Arabic", "Noto Naskh Arabic", "Arial",
    "DejaVu Sans",
)  # fmt: skip
_WIDTH = 8.0  # inches
_HEAD, _BARE = 0.72, 0.12  # inches above what is drawn, with and without a title
_TITLE_LETTERS = 74
_LINE = 116  # letters of a headline in that width
_METADATA: dict[str, dict[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
_lock = threading.Lock()
_DRAWERS = {
    charts.TrendChart: (charts_lines.trend, 4.4),
    charts.Multiples: (charts_lines.multiples, 0.0),
    charts.BurnUp: (charts_lines.burn_up, 4.2),
    charts.ImpactChart: (charts_tracks.tracks, 5.2),
    charts.BarChart: (charts_bars.bars, 0.0),
    charts.Roadmap: (charts_bars.roadmap, 0.0),
    charts.GapChart: (charts_bars.gaps, 0.0),
    charts.LevelChart: (charts_bars.levels, 0.0),
}


def drawn(chart: Chart, form: str, look: Look, dpi: int, *, is_bare: bool) -> bytes:
    """Return the picture's bytes."""
    with _lock, mpl.rc_context(_settings(look)), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing", UserWarning)  # a box says it better than no picture
        figure = _figure(chart, look, is_bare=is_bare)
        made = io.BytesIO()
        figure.savefig(made, format=form, dpi=dpi, metadata=_METADATA[form], facecolor=look.surface)
    return made.getvalue()


def points(chart: Chart, look: Look, dpi: int) -> tuple[int, int, bytes]:
    """Return width, height and the points of a bare chart, four bytes each."""
    with _lock, mpl.rc_context(_settings(look)), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing", UserWarning)
        figure = _figure(chart, look, is_bare=True)
        figure.set_dpi(dpi)
        figure.set_facecolor(look.surface)
        width, height = figure.canvas.get_width_height()
        renderer = WordsRenderer(width, height, dpi)
        figure.draw(renderer)
        return width, height, bytes(renderer.buffer_rgba())


def _figure(chart: Chart, look: Look, *, is_bare: bool) -> Figure:
    draw, height = _DRAWERS[type(chart)]
    height = height or charts_bars.height_of(chart)
    lines = textwrap.wrap(chart.headline, _LINE)
    head = _BARE if is_bare else 0.52 + 0.2 * len(lines)
    height += head - _HEAD
    figure = Figure(figsize=(_WIDTH, height))
    FigureCanvasAgg(figure)
    if not is_bare:
        figure.text(
            0.02, 1 - 0.12 / height, fitted(chart.title, _TITLE_LETTERS), size=13, weight=600, color=look.text, va="top"
        )
        said = "\n".join(lines)
        figure.text(0.02, 1 - 0.40 / height, said, size=9.5, color=look.muted, va="top", linespacing=1.4)
    draw(figure, chart, look, 1 - head / height)
    return figure


@cache
def _families() -> list[str]:
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # a missing weight is no news
    root = _PACKAGE / "_resources" if (_PACKAGE / "_resources").is_dir() else _PACKAGE.parent / "resources"
    for name in _FONTS:
        font_manager.fontManager.addfont(str(root / "fonts" / name))
    known = set(font_manager.fontManager.get_font_names())
    return ["Inter", *(name for name in _OTHERS if name in known)]


def _settings(look: Look) -> Any:
    return {
        "font.family": _families(),
        "font.size": 8.5,
        "text.parse_math": False,  # a dollar is a dollar
        "svg.fonttype": "none",
        "svg.hashsalt": "il-desktop",
        "pdf.fonttype": 3,
        "axes.edgecolor": look.grid,
        "axes.facecolor": "none",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.spines.left": False,
        "axes.axisbelow": True,
        "text.color": look.text,
        "xtick.color": look.muted,
        "ytick.color": look.muted,
        "hatch.linewidth": 0.5,
        "hatch.color": look.accent,
    }
