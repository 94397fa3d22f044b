"""Places a whole week: columns, the all-day lane, blocks beside each other, bell periods. Builds a `WeekLayout`."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF

from il_desktop.domain.day_axis import DayAxis
from il_desktop.domain.layout import MAX_COLUMNS, Drawn, Placed
from il_desktop.domain.layout import Chip as Overflow
from il_desktop.domain.layout import lay_out as place
from il_desktop.domain.protection import GIVEN_UP
from il_desktop.domain.walltime import MINUTES_PER_DAY
from il_desktop.queries.week import BlockCard, WeekView
from il_desktop.views.week.geometry import (
    SIDE_PX,
    Band,
    Bar,
    Box,
    Chip,
    Column,
    Fold,
    Frame,
    Sizes,
    WeekLayout,
)
from il_desktop.views.week.parts import DayPart, Parts, protected

MAX_LANE_ROWS = 3
GHOST_SHARE = 0.25  # of the column, for a plan that something else displaced


def lay_out(view: WeekView, parts: Parts, frame: Frame) -> WeekLayout:
    """Place a whole week."""
    columns = _columns(view, frame)
    rows, bars, hidden = _lane(parts.whole_days, columns, frame.sizes)
    body_top = frame.sizes.head + (rows * frame.sizes.lane_row + 4 if rows else 0)
    hours = _hours(parts, frame)
    axis = _axis(hours, frame, frame.size.height() - body_top)
    layout = WeekLayout(frame, axis, hours, columns, body_top, bars=bars, lane=(rows, hidden))
    _place_blocks(layout, parts)
    layout.bands = _bands(view, parts, axis)
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


def _hours(parts: Parts, frame: Frame) -> tuple[int, int]:
    """Return the hours at full scale: work, widened for blocks that run over its edges, so that none is cut."""
    start, end = frame.work_start, frame.work_end
    for day in parts.by_day.values():
        for part in day:
            if part.start < start < part.end and part.begins:
                start = part.start - part.start % 15
            if part.start < end < part.end and part.finishes:
                end = min(MINUTES_PER_DAY, -(-part.end // 15) * 15)
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
    cards: Sequence[BlockCard], columns: tuple[Column, ...], sizes: Sizes
) -> tuple[int, tuple[Bar, ...], tuple[int, ...]]:
    """Place whole-day blocks in rows; return the number of rows, the bars, and how many found no row by column."""
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


def _place_blocks(layout: WeekLayout, parts: Parts) -> None:
    y_of, least = layout.axis.y_of, round(layout.frame.sizes.line)
    boxes: list[Box] = []
    chips: list[Chip] = []
    folded: tuple[list[BlockCard], list[BlockCard]] = ([], [])
    for column in layout.columns:
        drawn: list[Drawn] = []
        mine: dict[str, DayPart] = {}
        for part in parts.on(column.day):
            if layout.is_folded(part.start) and layout.is_folded(part.end - 1):
                folded[0 if part.start < layout.hours[0] else 1].append(part.card)
                continue
            top = round(y_of(part.start))
            drawn.append(Drawn(part.key, top, max(round(y_of(part.end)), top + least)))
            mine[part.key] = part
        for cluster in _clusters(drawn):
            _place_cluster(column, cluster, mine, boxes, chips)
    layout.boxes, layout.chips = tuple(boxes), tuple(chips)
    layout.folds = _folds(layout, folded)


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


def _place_cluster(
    column: Column, cluster: list[Drawn], parts: dict[str, DayPart], boxes: list[Box], chips: list[Chip]
) -> None:
    """Place blocks that touch each other: columns for what stands, a lane at the left for plans that gave way."""
    left, width = column.lanes
    if len(cluster) == 1:
        item = cluster[0]
        rect = QRectF(round(left), item.top, round(left + width) - round(left), item.bottom - item.top - 1)
        boxes.append(_box(column, parts[item.key], rect))
        return
    gone = [item for item in cluster if parts[item.key].card.state in GIVEN_UP]
    live = [item for item in cluster if parts[item.key].card.state not in GIVEN_UP]
    lane = width * GHOST_SHARE if gone and live else 0.0
    spaces = [(gone, left, lane - 2), (live, left + lane, width - lane)] if lane else [(cluster, left, width)]
    for items, edge, room in spaces:
        spans = {item.key: item for item in items}
        placed = place(items)
        for item in placed.placed:
            drawn = spans[item.key]
            rect = _rect(edge, room, item, drawn.top, drawn.bottom)
            boxes.append(_box(column, parts[item.key], rect, is_displaced=bool(lane) and items is gone))
        chips.extend(_chip(column.number, edge, room, chip, parts) for chip in placed.chips)


def _box(column: Column, part: DayPart, rect: QRectF, *, is_displaced: bool = False) -> Box:
    return Box(part.card, part.key, column.number, rect, part.begins, part.finishes, is_displaced)


def _rect(left: float, width: float, item: Placed, top: int, bottom: int) -> QRectF:
    """Return the pixels of a block; a pixel is left free below it and two beside a neighbour."""
    one = width / item.columns
    first, last = round(left + item.column * one), round(left + (item.column + item.width) * one)
    gap = 2 if item.column + item.width < item.columns else 0
    return QRectF(first, top, last - first - gap, bottom - top - 1)


def _chip(column: int, left: float, width: float, chip: Overflow, parts: dict[str, DayPart]) -> Chip:
    first = round(left + width * (MAX_COLUMNS - 1) / MAX_COLUMNS)
    rect = QRectF(first, chip.top, round(left + width) - first, chip.bottom - chip.top - 1)
    return Chip(column, rect, tuple(parts[key].card for key in chip.keys))


def _folds(layout: WeekLayout, folded: tuple[list[BlockCard], list[BlockCard]]) -> tuple[Fold, ...]:
    folds: list[Fold] = []
    start, end = layout.hours
    if not layout.frame.before_open and start > 0:
        folds.append(Fold(True, 0, layout.axis.y_of(start), start, tuple(folded[0])))
    if not layout.frame.after_open and end < MINUTES_PER_DAY:
        top = layout.axis.y_of(end)
        folds.append(Fold(False, top, layout.axis.height - top, end, tuple(folded[1])))
    return tuple(folds)


def _bands(view: WeekView, parts: Parts, axis: DayAxis) -> tuple[Band, ...]:
    bands: list[Band] = []
    for index, day in enumerate(view.days):
        held = protected(parts.on(day.school.day))
        for period in day.school.periods:
            is_held = any(start < period.end_min and period.start_min < end for start, end in held)
            bands.append(Band(index, period.code, axis.y_of(period.start_min), axis.y_of(period.end_min), is_held))
    return tuple(bands)
