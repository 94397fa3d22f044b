"""Where everything on the week grid lies: columns, hours, blocks, all-day rows. Decides places, never colours or words.

Two frames are used: the widget's own pixels for day heads and the all-day lane, and the body's pixels, which start at 0
with the first hour and scroll. `WeekLayout.to_body` leads from the first to the second.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSizeF

from il_desktop.domain.day_axis import DayAxis
from il_desktop.domain.light import NamedTuple
from il_desktop.domain.walltime import MINUTES_PER_DAY, Span, WallTime
from il_desktop.queries.week import BlockCard

SIDE_PX = 6.0  # free strip at the right of a column, so that a slot can be drawn beside a full day
EDGE_PX = 6.0  # how near to an edge a press takes the edge and not the block
HANDLE_PX = 24.0  # the edge handles of the focused block: the smallest target of WCAG 2.5.8


class Sizes(NamedTuple):
    """Lengths that follow from the fonts, in pixels: one text line, one small line, the parts around the hours."""

    line: float
    small: float
    gutter: float
    head: float
    lane_row: float
    fold: float
    ruler: float

    @property
    def px_per_min(self) -> float:
        """The smallest scale at which 15 minutes still hold one line of text."""
        return (self.line + 1) / 15


class Frame(NamedTuple):
    """What the layout depends on besides the week: the widget's size, the work hours and which folds are open."""

    size: QSizeF
    sizes: Sizes
    work_start: int
    work_end: int
    before_open: bool = False
    after_open: bool = False


class Column(NamedTuple):
    """One day: its number from 0 and date, its left edge and width in pixels."""

    number: int
    day: date
    left: float
    width: float
    ruler: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def lanes(self) -> tuple[float, float]:
        """Left edge and width of the part that blocks may fill."""
        return self.left + self.ruler + 2, self.width - self.ruler - 2 - SIDE_PX


class Box(NamedTuple):
    """One block, or its part on one day, in body pixels; a displaced one stands in the left lane."""

    card: BlockCard
    key: str
    column: int
    rect: QRectF
    starts_here: bool = True
    ends_here: bool = True
    is_displaced: bool = False


class Chip(NamedTuple):
    """The "+n" chip that stands for blocks that found no room beside the others, in body pixels."""

    column: int
    rect: QRectF
    cards: tuple[BlockCard, ...]


class Bar(NamedTuple):
    """An all-day block over one or more columns, in widget pixels."""

    card: BlockCard
    rect: QRectF


class Band(NamedTuple):
    """A bell period of one column in body pixels; `is_protected` when protected instruction is planned in it."""

    column: int
    code: str
    top: float
    bottom: float
    is_protected: bool


class Fold(NamedTuple):
    """One compressed row of hours outside work, in body pixels, with the blocks that are hidden in it."""

    is_before: bool
    top: float
    height: float
    minute: int
    cards: tuple[BlockCard, ...]


class Hit(NamedTuple):
    """What lies under a point: `kind` is head, lane, gutter, fold, chip, block or slot; `edge` start, end or empty."""

    kind: str
    column: int = 0
    minute: int = 0
    box: Box | None = None
    edge: str = ""
    chip: Chip | None = None
    bar: Bar | None = None
    fold: Fold | None = None


class WeekLayout:
    """Everything placed, for one week, one size and one set of fonts; bands, boxes, chips and folds are filled in."""

    __slots__ = (
        "_of_key", "axis", "bands", "bars", "body_top", "boxes", "chips", "columns", "folds", "frame", "hours",
        "lane_hidden", "lane_rows",
    )  # fmt: skip

    def __init__(
        self,
        frame: Frame,
        axis: DayAxis,
        hours: tuple[int, int],
        columns: tuple[Column, ...],
        body_top: float,
        *,
        bars: Sequence[Bar],
        lane: tuple[int, tuple[int, ...]],
    ) -> None:
        self.frame = frame
        self.axis = axis
        self.hours = hours
        self.columns = columns
        self.body_top = body_top
        self.bars = tuple(bars)
        self.lane_rows, self.lane_hidden = lane
        self.boxes: tuple[Box, ...] = ()
        self.chips: tuple[Chip, ...] = ()
        self.bands: tuple[Band, ...] = ()
        self.folds: tuple[Fold, ...] = ()
        self._of_key: dict[str, list[Box]] = {}

    def boxes_of(self, key: str) -> list[Box]:
        """Return the rectangles of one block, empty when it is folded away or all-day."""
        if not self._of_key:
            for box in self.boxes:
                self._of_key.setdefault(box.key, []).append(box)
        return self._of_key.get(key, [])

    def bar_of(self, key: str) -> Bar | None:
        """Return the all-day bar of one block."""
        return next((bar for bar in self.bars if bar.card.key == key), None)

    @property
    def body_height(self) -> float:
        """Height of all hours together."""
        return self.axis.height

    @property
    def px_per_min(self) -> float:
        """The scale of the work hours."""
        first, last = self.hours
        return (self.axis.y_of(last) - self.axis.y_of(first)) / (last - first)

    @property
    def shown_hours(self) -> tuple[int, int]:
        """First and last minute at full scale."""
        first = 0 if self.frame.before_open else self.hours[0]
        return first, MINUTES_PER_DAY if self.frame.after_open else self.hours[1]

    def is_folded(self, minute: int) -> bool:
        """Tell whether a minute lies in a compressed row."""
        frame = self.frame
        is_before = minute < self.hours[0] and not frame.before_open
        return is_before or (minute >= self.hours[1] and not frame.after_open)

    @property
    def viewport(self) -> QRectF:
        """The part of the widget that shows hours."""
        size = self.frame.size
        return QRectF(0, self.body_top, size.width(), max(0.0, size.height() - self.body_top))

    def to_body(self, point: QPointF, scroll: float) -> QPointF:
        """Lead from widget pixels to body pixels."""
        return QPointF(point.x(), point.y() - self.body_top + scroll)

    def column_at(self, x: float) -> Column:
        """Return the column under or nearest to x."""
        return next((column for column in self.columns if x < column.right), self.columns[-1])

    def column_of(self, day: date) -> Column | None:
        """Return the column of a date, None when the week does not show it."""
        index = (day - self.columns[0].day).days
        return self.columns[index] if 0 <= index < len(self.columns) else None

    def moment_at(self, point: QPointF) -> WallTime:
        """Return the wall time under a body point, to the minute, inside the shown days."""
        minute = min(MINUTES_PER_DAY - 1, self.axis.whole_minute(point.y()))
        return WallTime(self.column_at(point.x()).day, minute)

    def span_rects(self, span: Span) -> list[tuple[Column, QRectF]]:
        """Return the rectangles that a span fills on the shown days, over the whole width of the blocks' part."""
        rects: list[tuple[Column, QRectF]] = []
        for day, start, end in _days_of(span):
            column = self.column_of(day)
            if column is not None:
                left, width = column.lanes
                top, bottom = self.axis.y_of(start), self.axis.y_of(end)
                rects.append((column, QRectF(left, top, width, max(bottom - top, 4.0))))
        return rects

    def hit(self, point: QPointF, scroll: float, focused: str = "") -> Hit:
        """Tell what lies under a widget point; the focused block's edge handles reach further than other edges."""
        if point.x() < self.columns[0].left:
            return Hit("gutter")
        column = self.column_at(point.x())
        if point.y() < self.body_top:
            bar = next((bar for bar in self.bars if bar.rect.contains(point)), None)
            kind = "head" if point.y() < self.frame.sizes.head else "lane"
            return Hit(kind, column.number, bar=bar)
        return self._body_hit(self.to_body(point, scroll), column, focused)

    def _body_hit(self, body: QPointF, column: Column, focused: str) -> Hit:
        moment = self.moment_at(body)
        for box in self.boxes_of(focused):
            edge = _handle_at(box, body)
            if edge:
                return Hit("block", column.number, moment.minute, box, edge)
        for chip in self.chips:
            if chip.rect.contains(body):
                return Hit("chip", column.number, moment.minute, chip=chip)
        for box in reversed(self.boxes):
            if box.column == column.number and box.rect.contains(body):
                return Hit("block", column.number, moment.minute, box, _edge_at(box, body))
        for fold in self.folds:
            if fold.top <= body.y() < fold.top + fold.height:
                return Hit("fold", column.number, moment.minute, fold=fold)
        return Hit("slot", column.number, moment.minute)


def _edge_at(box: Box, body: QPointF) -> str:
    reach = min(EDGE_PX, box.rect.height() / 4)
    if box.ends_here and box.rect.bottom() - body.y() <= reach:
        return "end"
    if box.starts_here and body.y() - box.rect.top() <= reach and box.rect.height() > 3 * EDGE_PX:
        return "start"
    return ""


def _handle_at(box: Box, body: QPointF) -> str:
    half = HANDLE_PX / 2
    if abs(body.x() - box.rect.center().x()) > half:
        return ""
    inside = min(half, box.rect.height() / 3)
    if box.ends_here and -inside <= body.y() - box.rect.bottom() <= half:
        return "end"
    if box.starts_here and -half <= body.y() - box.rect.top() <= inside:
        return "start"
    return ""


def _days_of(span: Span) -> list[tuple[date, int, int]]:
    days: list[tuple[date, int, int]] = []
    for day in span.days():
        start = span.start.minute if day == span.start.day else 0
        days.append((day, start, span.end.minute if day == span.end.day else MINUTES_PER_DAY))
    return days


def shown_days(anchor: date, mode: str, first_weekday: int) -> tuple[date, int]:
    """Return first date and number of days for a mode (`day`, `work` or `week`) around a date; weeks begin as set."""
    if mode == "day":
        return anchor, 1
    if mode == "work":
        return anchor - timedelta(days=anchor.weekday()), 5
    return anchor - timedelta(days=(anchor.weekday() - first_weekday) % 7), 7


def shown_like(mode: str, day: date, way: int) -> date:
    """Return the day, or for a work week the next weekday in a direction (its sign)."""
    while mode == "work" and day.weekday() > 4:
        day += timedelta(days=1 if way > 0 else -1)
    return day
