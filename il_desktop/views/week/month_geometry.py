"""Where everything of the month lies: weeks as rows, days as cells, blocks as one-line chips. Decides places only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.protection import GIVEN_UP
from il_desktop.queries.week import BlockCard
from il_desktop.views.week.mini_month import month_start

MOST_CHIPS = 4
_TIGHT = 0.85  # a line of small text without its leading
WEEK = timedelta(days=7)


class MonthSizes(NamedTuple):
    """Lengths that follow from the fonts: week numbers, weekday names, a cell's head and bar, a chip, small text."""

    gutter: float
    names: float
    top: float
    bar: float
    chip: float
    small: float
    gap: float = 2.0
    pad: float = 6.0


class ChipBox(NamedTuple):
    """One block on one day."""

    card: BlockCard
    rect: QRectF


class DayCell(NamedTuple):
    """One day: its cell, the chips that fit in the order of time, and where "+n more" stands (empty when all fit)."""

    day: date
    rect: QRectF
    is_inside: bool
    total: int
    chips: tuple[ChipBox, ...] = ()
    more: QRectF = QRectF()

    @property
    def hidden(self) -> int:
        """How many blocks found no room."""
        return self.total - len(self.chips)


class MonthHit(NamedTuple):
    """What lies under a point: `kind` is names, week, day, chip or more; `day` is the row's first for a week."""

    kind: str
    day: date
    card: BlockCard | None = None


class MonthLayout(NamedTuple):
    """A month placed for one size and one set of fonts."""

    first: date
    size: QSizeF
    sizes: MonthSizes
    cells: tuple[DayCell, ...]

    @property
    def weeks(self) -> list[tuple[DayCell, ...]]:
        """The cells by row."""
        return [self.cells[place : place + 7] for place in range(0, len(self.cells), 7)]

    def cell_of(self, day: date) -> DayCell | None:
        """Return the cell of a date, None when the month does not show it."""
        place = (day - self.cells[0].day).days
        return self.cells[place] if 0 <= place < len(self.cells) else None

    def hit(self, point: QPointF) -> MonthHit:
        """Tell what lies under a widget point; outside of everything the nearest cell counts."""
        row = max((week for week in self.weeks if week[0].rect.top() <= point.y()), default=self.weeks[0], key=_top)
        if point.x() < row[0].rect.left():
            return MonthHit("week", row[0].day)
        cell = next((cell for cell in row if point.x() < cell.rect.right()), row[-1])
        if point.y() < cell.rect.top():
            return MonthHit("names", cell.day)
        for chip in cell.chips:
            if chip.rect.contains(point):
                return MonthHit("chip", cell.day, chip.card)
        return MonthHit("more" if cell.more.contains(point) else "day", cell.day)


def _top(week: tuple[DayCell, ...]) -> float:
    return week[0].rect.top()


def month_days(day: date, first_weekday: int) -> tuple[date, int]:
    """Return the first date of the whole weeks that show a date's month, and how many dates they hold."""
    start = month_start(day, first_weekday)
    last = month_last(day)
    return start, ((last - start).days // 7 + 1) * 7


def month_last(day: date) -> date:
    """Return the last date of a date's month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def months_on(day: date, way: int) -> date:
    """Return the same day some months later (earlier when negative), the month's last where it is shorter."""
    months = day.year * 12 + day.month - 1 + way
    first = date(months // 12, months % 12 + 1, 1)
    return first.replace(day=min(day.day, month_last(first).day))


def foremost(cards: Iterable[BlockCard], room: int) -> list[BlockCard]:
    """Return the cards a day shows when there is room for so many, in the order of time.

    Whole days come first, then protected instruction, which a month is looked through for, then the firmest and the
    longest; what was given up, and buffers, come last.
    """
    chosen = sorted(cards, key=_weight)[:room]
    return sorted(chosen, key=_time)


def _time(card: BlockCard) -> tuple[object, ...]:
    start = card.span.start
    return (not card.all_day, start.day, start.minute, card.span.minutes, card.key)


def _weight(card: BlockCard) -> tuple[object, ...]:
    is_protected = card.category is Category.INSTRUCTIONAL and card.protection >= Protection.GUARDED
    is_weak = card.is_buffer or card.state in GIVEN_UP
    start = card.span.start
    minutes = -card.span.minutes
    return (not card.all_day, is_weak, not is_protected, -card.protection, minutes, start.day, start.minute, card.key)


def lay_out_month(
    first: date, start: date, cards: Mapping[date, list[BlockCard]], size: QSizeF, sizes: MonthSizes, *, weeks: int
) -> MonthLayout:
    """Place `weeks` rows from `start` on; `first` tells which month is meant. Cells share edges and fill the size."""
    width = max(1.0, size.width() - sizes.gutter)
    height = max(1.0, size.height() - sizes.names)
    columns = [round(sizes.gutter + width * number / 7) for number in range(8)]
    rows = [round(sizes.names + height * number / weeks) for number in range(weeks + 1)]
    cells: list[DayCell] = []
    for place in range(weeks * 7):
        day = start + timedelta(days=place)
        row, column = divmod(place, 7)
        rect = QRectF(columns[column], rows[row], columns[column + 1] - columns[column], rows[row + 1] - rows[row])
        cells.append(_cell(day, rect, day.month == first.month, cards.get(day, []), sizes))
    return MonthLayout(first, size, sizes, tuple(cells))


def _cell(day: date, rect: QRectF, is_inside: bool, cards: list[BlockCard], sizes: MonthSizes) -> DayCell:
    inner = rect.adjusted(sizes.pad, sizes.top + sizes.bar, -sizes.pad, -sizes.gap)
    pitch = sizes.chip + sizes.gap
    has_width = inner.width() > sizes.chip
    room = _rows(inner.height(), sizes) if has_width else 0
    if len(cards) > room:
        room = _rows(inner.height() - sizes.small - sizes.gap, sizes) if has_width else 0
    chips = tuple(
        ChipBox(card, QRectF(inner.left(), inner.top() + number * pitch, inner.width(), sizes.chip))
        for number, card in enumerate(foremost(cards, room))
    )
    top = inner.top() + len(chips) * pitch
    more = QRectF()
    if len(cards) > room and has_width and top + sizes.small * _TIGHT <= inner.bottom():
        more = QRectF(inner.left(), top, inner.width(), min(sizes.chip, inner.bottom() - top))
    return DayCell(day, rect, is_inside, len(cards), chips, more)


def _rows(height: float, sizes: MonthSizes) -> int:
    """Return how many chips fit into a height."""
    return min(MOST_CHIPS, max(0, int((height + sizes.gap) // (sizes.chip + sizes.gap))))
