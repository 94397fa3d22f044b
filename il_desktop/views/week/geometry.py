"""Where everything on the week grid lies: columns, hours, blocks, all-day rows. Decides places, never colours or words.

Two frames are used: the widget's own pixels for day heads and the all-day lane, and the body's pixels, which start at 0
with the first hour and scroll. `WeekLayout.to_body` leads from the first to the second.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSizeF

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.day_axis import DayAxis
from il_desktop.domain.layout import MAX_COLUMNS, Drawn, Placed
from il_desktop.domain.layout import Chip as Overflow
from il_desktop.domain.layout import lay_out as place
from il_desktop.domain.protection import GIVEN_UP
from il_desktop.domain.walltime import MINUTES_PER_DAY, Span, WallTime
from il_desktop.queries.week import BlockCard, WeekView

SIDE_PX = 6.0  # free strip at the right of a column, so that a slot can be drawn beside a full day
EDGE_PX = 6.0  # how near to an edge a press takes the edge and not the block
HANDLE_PX = 24.0  # the edge handles of the focused block: the smallest target of WCAG 2.5.8
MAX_LANE_ROWS = 3
GHOST_SHARE = 0.25  # of the column, for a plan that something else displaced


@dataclass(frozen=True, slots=True)
class Sizes:
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


@dataclass(frozen=True, slots=True)
class Frame:
    """What the layout depends on besides the week: the widget's size, the work hours and which folds are open."""

    size: QSizeF
    sizes: Sizes
    work_start: int
    work_end: int
    before_open: bool = False
    after_open: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One day: its index and date, its left edge and width in pixels."""

    index: int
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


@dataclass(frozen=True, slots=True)
class Box:
    """One block, or its part on one day, in body pixels; a displaced one stands in the left lane."""

    card: BlockCard
    column: int
    rect: QRectF
    starts_here: bool = True
    ends_here: bool = True
    is_displaced: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """The "+n" chip that stands for blocks that found no room beside the others, in body pixels."""

    column: int
    rect: QRectF
    cards: tuple[BlockCard, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """An all-day block over one or more columns, in widget pixels."""

    card: BlockCard
    rect: QRectF


@dataclass(frozen=True, slots=True)
class Band:
    """A bell period of one column in body pixels; `is_protected` when protected instruction is planned in it."""

    column: int
    code: str
    top: float
    bottom: float
    is_protected: bool


@dataclass(frozen=True, slots=True)
class Fold:
    """One compressed row of hours outside work, in body pixels, with the blocks that are hidden in it."""

    is_before: bool
    top: float
    height: float
    minute: int
    cards: tuple[BlockCard, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """What lies under a point: `kind` is head, lane, gutter, fold, chip, block or slot; `edge` start, end or empty."""

    kind: str
    column: int = 0
    minute: int = 0
    box: Box | None = None
    edge: str = ""
    chip: Chip | None = None
    bar: Bar | None = None
    fold: Fold | None = None


@dataclass(slots=True)
class WeekLayout:
    """Everything placed, for one week, one size and one set of fonts."""

    frame: Frame
    axis: DayAxis
    hours: tuple[int, int]
    columns: tuple[Column, ...]
    body_top: float
    lane_rows: int
    boxes: tuple[Box, ...] = ()
    chips: tuple[Chip, ...] = ()
    bars: tuple[Bar, ...] = ()
    bands: tuple[Band, ...] = ()
    folds: tuple[Fold, ...] = ()
    lane_hidden: tuple[int, ...] = ()
    _by_key: dict[str, list[Box]] = field(default_factory=dict)

    def boxes_of(self, key: str) -> list[Box]:
        """Return the rectangles of one block, empty when it is folded away or all-day."""
        return self._by_key.get(key, [])

    def bar_of(self, key: str) -> Bar | None:
        """Return the all-day bar of one block."""
        return next((bar for bar in self.bars if bar.card.key == key), None)

    @property
    def body_height(self) -> float:
        """Height of all hours together."""
        return self.axis.height

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
        for day, start, end in _day_parts(span):
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
            return Hit(kind, column.index, bar=bar)
        return self._body_hit(self.to_body(point, scroll), column, focused)

    def _body_hit(self, body: QPointF, column: Column, focused: str) -> Hit:
        moment = self.moment_at(body)
        for box in self.boxes_of(focused):
            edge = _handle_at(box, body)
            if edge:
                return Hit("block", column.index, moment.minute, box, edge)
        for chip in self.chips:
            if chip.rect.contains(body):
                return Hit("chip", column.index, moment.minute, chip=chip)
        for box in reversed(self.boxes):
            if box.column == column.index and box.rect.contains(body):
                return Hit("block", column.index, moment.minute, box, _edge_at(box, body))
        for fold in self.folds:
            if fold.top <= body.y() < fold.top + fold.height:
                return Hit("fold", column.index, moment.minute, fold=fold)
        return Hit("slot", column.index, moment.minute)


def lay_out(view: WeekView, frame: Frame) -> WeekLayout:
    """Place a whole week."""
    columns = _columns(view, frame)
    all_day = [card for card in view.cards if _is_lane_card(card)]
    rows, bars, hidden = _lane(all_day, columns, frame.sizes)
    body_top = frame.sizes.head + (rows * frame.sizes.lane_row + 4 if rows else 0)
    hours = _hours(view, frame)
    axis = _axis(hours, frame, frame.size.height() - body_top)
    layout = WeekLayout(frame, axis, hours, columns, body_top, rows, bars=bars, lane_hidden=hidden)
    _place_blocks(layout, [card for card in view.cards if not _is_lane_card(card)])
    layout.bands = _bands(view, axis)
    return layout


def _columns(view: WeekView, frame: Frame) -> tuple[Column, ...]:
    """Share the width out in whole pixels, so that equal blocks look equal."""
    gutter, count = frame.sizes.gutter, len(view.days)
    width = (frame.size.width() - gutter) / count
    edges = [round(gutter + index * width) for index in range(count + 1)]
    return tuple(
        Column(index, day.school.day, edges[index], edges[index + 1] - edges[index], frame.sizes.ruler)
        for index, day in enumerate(view.days)
    )


def protected_spans(cards: Iterable[BlockCard], day: date) -> list[tuple[int, int]]:
    """Return start and end minutes of the Guarded or firmer instructional blocks of one day."""
    whole = Span.whole_day(day)
    spans = [
        card.span.meet(whole)
        for card in cards
        if card.category is Category.INSTRUCTIONAL and card.protection >= Protection.GUARDED and not card.all_day
    ]
    return [(span.start.minute, span.start.minute + span.minutes) for span in spans if span]


def _is_lane_card(card: BlockCard) -> bool:
    return card.all_day or card.span.minutes >= MINUTES_PER_DAY


def _day_parts(span: Span) -> list[tuple[date, int, int]]:
    parts: list[tuple[date, int, int]] = []
    for day in span.days():
        start = span.start.minute if day == span.start.day else 0
        end = span.end.minute if day == span.end.day else MINUTES_PER_DAY
        parts.append((day, start, end))
    return parts


def _hours(view: WeekView, frame: Frame) -> tuple[int, int]:
    """Return the hours at full scale: work, widened for blocks that run over its edges, so that none is cut."""
    start, end = frame.work_start, frame.work_end
    for card in view.cards:
        if not _is_lane_card(card) and card.span.start.day == card.span.end.day:
            if card.span.start.minute < start < card.span.end.minute:
                start = card.span.start.minute - card.span.start.minute % 15
            if card.span.start.minute < end < card.span.end.minute:
                end = min(MINUTES_PER_DAY, -(-card.span.end.minute // 15) * 15)
    return start, end


def _axis(hours: tuple[int, int], frame: Frame, room: float) -> DayAxis:
    """Return an axis that fills the room, or is higher when 15 minutes would not hold a line of text."""
    start, end = hours
    fold = frame.sizes.fold
    folds = (0 if frame.before_open else fold) + (0 if frame.after_open else fold)
    scale = max(frame.sizes.px_per_min, (room - folds) / max(60, end - start))
    return DayAxis.of_work_hours(
        start, end, scale, fold, is_before_open=frame.before_open, is_after_open=frame.after_open
    )


def _lane(
    cards: list[BlockCard], columns: tuple[Column, ...], sizes: Sizes
) -> tuple[int, tuple[Bar, ...], tuple[int, ...]]:
    first, last = columns[0].day, columns[-1].day
    busy: list[list[bool]] = []
    bars: list[Bar] = []
    hidden = [0] * len(columns)
    for card in cards:
        days = [day for day in card.span.days() if first <= day <= last]
        if not days:
            continue
        left, right = (days[0] - first).days, (days[-1] - first).days
        row = next((i for i, used in enumerate(busy) if not any(used[left : right + 1])), len(busy))
        if row >= MAX_LANE_ROWS:
            for index in range(left, right + 1):
                hidden[index] += 1
            continue
        if row == len(busy):
            busy.append([False] * len(columns))
        busy[row][left : right + 1] = [True] * (right - left + 1)
        top = sizes.head + 3 + row * sizes.lane_row
        edge = columns[left].left + 3
        bars.append(Bar(card, QRectF(edge, top, columns[right].right - SIDE_PX - edge, sizes.lane_row - 2)))
    return len(busy), tuple(bars), tuple(hidden)


def _place_blocks(layout: WeekLayout, cards: list[BlockCard]) -> None:
    axis, least = layout.axis, round(layout.frame.sizes.line)
    per_day: dict[date, dict[str, tuple[BlockCard, int, int]]] = {}
    for card in cards:
        for day, start, end in _day_parts(card.span):
            per_day.setdefault(day, {})[card.key] = (card, start, end)
    boxes: list[Box] = []
    chips: list[Chip] = []
    folded: tuple[list[BlockCard], list[BlockCard]] = ([], [])
    for column in layout.columns:
        drawn: list[Drawn] = []
        parts = per_day.get(column.day, {})
        for key, (card, start, end) in parts.items():
            if layout.is_folded(start) and layout.is_folded(end - 1):
                folded[0 if start < layout.hours[0] else 1].append(card)
                continue
            top = round(axis.y_of(start))
            drawn.append(Drawn(key, top, max(round(axis.y_of(end)), top + least)))
        _fill_column(column, drawn, parts, boxes, chips)
    layout.boxes, layout.chips = tuple(boxes), tuple(chips)
    for box in boxes:
        layout._by_key.setdefault(box.card.key, []).append(box)  # noqa: SLF001  the layout is filled here once
    layout.folds = _folds(layout, folded)


def _fill_column(
    column: Column,
    drawn: list[Drawn],
    parts: dict[str, tuple[BlockCard, int, int]],
    boxes: list[Box],
    chips: list[Chip],
) -> None:
    """Place one day: columns for what stands, and a lane at the left for plans that gave way to something else."""
    left, width = column.lanes
    for cluster in _clusters(drawn):
        gone = [item for item in cluster if parts[item.key][0].state in GIVEN_UP]
        live = [item for item in cluster if parts[item.key][0].state not in GIVEN_UP]
        lane = width * GHOST_SHARE if gone and live else 0.0
        spaces = [(gone, left, lane - 2), (live, left + lane, width - lane)] if lane else [(cluster, left, width)]
        for items, edge, room in spaces:
            spans = {item.key: (item.top, item.bottom) for item in items}
            placed = place(items)
            for item in placed.placed:
                card, start, end = parts[item.key]
                begins = card.span.start == WallTime(column.day, start)
                finishes = card.span.end == WallTime(column.day, 0).plus(end)
                rect = _rect(edge, room, item, *spans[item.key])
                boxes.append(Box(card, column.index, rect, begins, finishes, is_displaced=bool(lane) and items is gone))
            chips.extend(_chip(column.index, edge, room, chip, parts) for chip in placed.chips)


def _clusters(drawn: list[Drawn]) -> list[list[Drawn]]:
    """Group blocks that overlap directly or by way of others."""
    groups: list[list[Drawn]] = []
    reach = 0
    for item in sorted(drawn, key=_top):
        if groups and item.top < reach:
            groups[-1].append(item)
        else:
            groups.append([item])
        reach = max(reach, item.bottom)
    return groups


def _top(item: Drawn) -> int:
    return item.top


def _rect(left: float, width: float, item: Placed, top: int, bottom: int) -> QRectF:
    """Return the pixels of a block; a pixel is left free below it and two beside a neighbour."""
    one = width / item.columns
    first, last = round(left + item.column * one), round(left + (item.column + item.width) * one)
    gap = 2 if item.column + item.width < item.columns else 0
    return QRectF(first, top, last - first - gap, bottom - top - 1)


def _chip(column: int, left: float, width: float, chip: Overflow, parts: dict[str, tuple[BlockCard, int, int]]) -> Chip:
    first = round(left + width * (MAX_COLUMNS - 1) / MAX_COLUMNS)
    rect = QRectF(first, chip.top, round(left + width) - first, chip.bottom - chip.top - 1)
    return Chip(column, rect, tuple(parts[key][0] for key in chip.keys))


def _folds(layout: WeekLayout, folded: tuple[list[BlockCard], list[BlockCard]]) -> tuple[Fold, ...]:
    folds: list[Fold] = []
    start, end = layout.hours
    if not layout.frame.before_open and start > 0:
        folds.append(Fold(True, 0, layout.axis.y_of(start), start, tuple(folded[0])))
    if not layout.frame.after_open and end < MINUTES_PER_DAY:
        top = layout.axis.y_of(end)
        folds.append(Fold(False, top, layout.axis.height - top, end, tuple(folded[1])))
    return tuple(folds)


def _bands(view: WeekView, axis: DayAxis) -> tuple[Band, ...]:
    bands: list[Band] = []
    for index, day in enumerate(view.days):
        protected = protected_spans(view.cards, day.school.day)
        for period in day.school.periods:
            held = any(start < period.end_min and period.start_min < end for start, end in protected)
            bands.append(Band(index, period.code, axis.y_of(period.start_min), axis.y_of(period.end_min), held))
    return tuple(bands)


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


def shown_days(anchor: date, mode: str, first_weekday: int) -> tuple[date, int]:
    """Return first date and number of days for a mode (`day`, `work` or `week`) around a date; weeks begin as set."""
    if mode == "day":
        return anchor, 1
    if mode == "work":
        return anchor - timedelta(days=anchor.weekday()), 5
    return anchor - timedelta(days=(anchor.weekday() - first_weekday) % 7), 7
