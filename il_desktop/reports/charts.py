"""Charts before they are drawn: what is shown, the sentence that heads it, and the table that says the same.

Records in, bytes out: `picture` draws one as PNG, SVG or PDF. All numbers are places and sizes only; every word is
given. A chart holds nothing that is not shown, so nothing can hide in its file. The drawing library is heavy and loaded
when the first picture is asked for.
"""

from __future__ import annotations

from il_desktop.domain.light import NamedTuple
from il_desktop.reports.paper import Paper, Table, Text

FORMS = ("png", "svg", "pdf")


class Look(NamedTuple):
    """Colours of a picture as `#rrggbb`; the default is for paper."""

    surface: str = "#ffffff"
    text: str = "#1f2328"
    muted: str = "#57606a"
    grid: str = "#d0d7de"
    sunken: str = "#eef1f4"
    accent: str = "#0072b2"
    attention: str = "#b04600"
    good: str = "#00704f"


PRINT = Look()


class Mark(NamedTuple):
    """A value at a place, with its words and, below them, its counts."""

    x: float
    y: float
    label: str = ""
    note: str = ""


class Tick(NamedTuple):
    """A word at a place of the axis."""

    at: float
    label: str


class Segment(NamedTuple):
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float


class Ribbon(NamedTuple):
    """The band between a lower and an upper line."""

    x0: float
    low0: float
    high0: float
    x1: float
    low1: float
    high1: float


class TrendChart(NamedTuple):
    """Readings of one measure with the aim line; trend and band only where there are readings enough.

    `ends` are the words at the right end, each at its value. `status` is a colour's name in the look.
    """

    title: str
    headline: str
    table: Table
    marks: tuple[Mark, ...] = ()
    aim: Segment | None = None
    trend: Segment | None = None
    band: Ribbon | None = None
    ends: tuple[Mark, ...] = ()
    months: tuple[Tick, ...] = ()
    values: tuple[Tick, ...] = ()
    today: Tick | None = None
    note: str = ""
    status: str = "muted"


class Multiples(NamedTuple):
    """Many small charts of the same kind side by side, in the order given."""

    title: str
    headline: str
    table: Table
    charts: tuple[TrendChart, ...]


class BurnUp(NamedTuple):
    """What is done against what was due, as two stairs under the line of all that is wanted."""

    title: str
    headline: str
    table: Table
    done: tuple[Mark, ...]
    due: tuple[Mark, ...]
    total: int
    months: tuple[Tick, ...]
    today: Tick | None
    ends: tuple[Mark, ...] = ()


class Bar(NamedTuple):
    """One bar: `done` of `whole`, a tick at `due`; `said` is the amount, `note` the difference in words."""

    label: str
    done: float
    whole: float
    due: float | None
    said: str
    note: str = ""


class BarPanel(NamedTuple):
    """Bars of one unit."""

    title: str
    bars: tuple[Bar, ...]


class BarChart(NamedTuple):
    """Panels of bars side by side, with the same labels in the same order."""

    title: str
    headline: str
    table: Table
    panels: tuple[BarPanel, ...]


class Stretch(NamedTuple):
    """A bar on a lane; `row` is its line, `is_strong` for what leads the lane."""

    x0: float
    x1: float
    label: str
    row: int
    is_strong: bool = False
    is_done: bool = False


class Lane(NamedTuple):
    """One goal's lane: its bars and the milestones as marks, `y` being their row; a filled mark is done."""

    title: str
    stretches: tuple[Stretch, ...]
    marks: tuple[Mark, ...] = ()
    rows: int = 1


class Roadmap(NamedTuple):
    """Lanes over one to five years."""

    title: str
    headline: str
    table: Table
    lanes: tuple[Lane, ...]
    years: tuple[Tick, ...]
    months: tuple[Tick, ...]
    first: float
    last: float
    today: Tick | None


class Interval(NamedTuple):
    """A value with its interval; `value` is None for a row that is hidden, and `said` then says so."""

    label: str
    said: str
    value: float | None = None
    low: float | None = None
    high: float | None = None


class GapChart(NamedTuple):
    """Rates or differences with their intervals, one row each; `axis` names the unit."""

    title: str
    headline: str
    table: Table
    rows: tuple[Interval, ...]
    axis: str = ""
    values: tuple[Tick, ...] = ()
    zero: bool = False


class Track(NamedTuple):
    """One of several measures over the same time, with its own values at the left."""

    title: str
    marks: tuple[Mark, ...]
    values: tuple[Tick, ...]


class ImpactChart(NamedTuple):
    """Measures above each other on one time axis; dots alone where `is_joined` is not set, and `note` says why."""

    title: str
    headline: str
    table: Table
    tracks: tuple[Track, ...]
    months: tuple[Tick, ...]
    is_joined: bool
    note: str


class Stack(NamedTuple):
    """One stacked bar: what share of it each part takes; None for a part that is not told, none at all for no bar."""

    label: str
    said: str
    shares: tuple[float | None, ...] = ()

    @property
    def widths(self) -> tuple[float, ...]:
        """The share each part is drawn with: those not told are drawn alike, whatever they hold."""
        unseen = sum(share is None for share in self.shares)
        left = (1 - sum(share or 0 for share in self.shares)) / unseen if unseen else 0.0
        return tuple(left if share is None else share for share in self.shares)


class LevelChart(NamedTuple):
    """How people spread over levels, lowest first: a stacked bar a window."""

    title: str
    headline: str
    table: Table
    levels: tuple[str, ...]
    rows: tuple[Stack, ...]


Chart = TrendChart | Multiples | BurnUp | BarChart | Roadmap | GapChart | LevelChart | ImpactChart


def picture(chart: Chart, form: str = "png", look: Look = PRINT, *, dpi: int = 144, is_bare: bool = False) -> bytes:
    """Return a chart as a file of one of `FORMS`, the same bytes each time; a bare one has no title and sentence."""
    from il_desktop.reports.charts_canvas import drawn  # noqa: PLC0415  brings the drawing library

    return drawn(chart, form, look, dpi, is_bare=is_bare)


class Pixels(NamedTuple):
    """A picture for the screen: width, height and four bytes a point, red first."""

    width: int
    height: int
    data: bytes


def pixels(chart: Chart, look: Look, *, dpi: int) -> Pixels:
    """Return a bare chart as points; packing it as a file first would take a quarter of the time."""
    from il_desktop.reports.charts_canvas import points  # noqa: PLC0415  brings the drawing library

    return Pixels(*points(chart, look, dpi))


def chart_paper(chart: Chart, footer: str = "", size: str = "letter") -> Paper:
    """Return the chart's sentence and table as a paper, for a workbook and those who read tables."""
    return Paper(chart.title, (Text(chart.headline, "lead"), chart.table), footer=footer, size=size)
