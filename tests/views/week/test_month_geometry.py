"""Where a month's days and chips lie, whatever the size, the fonts and the blocks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF

from il_desktop.domain.blocks import BlockRef, Category, Protection
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.queries.week import BlockCard
from il_desktop.views.week.month_geometry import (
    MOST_CHIPS,
    MonthSizes,
    foremost,
    lay_out_month,
    month_days,
    month_last,
    months_on,
)

FIRST = date(2026, 1, 1)
SIZES = MonthSizes(gutter=32, names=24, top=26, bar=9, chip=20, small=14)


def card(
    number: int, start: int = 480, minutes: int = 30, level=Protection.GUARDED, kind=Category.INSTRUCTIONAL, **more
) -> BlockCard:
    span = Span.of(WallTime(FIRST, start), minutes)
    return BlockCard(
        BlockRef(f"b{number}"), f"Block {number}", "visit", "Visit", kind, level, span, "America/New_York", **more
    )


@st.composite
def months(draw: st.DrawFn):
    """A month of random blocks in a widget of any size and any fonts."""
    first = draw(st.dates(date(2000, 1, 1), date(2100, 12, 31))).replace(day=1)
    start, count = month_days(first, draw(st.integers(0, 6)))
    levels = st.sampled_from(list(Protection))
    cards = {
        start + timedelta(days=place): [
            card(number, draw(st.integers(0, 1380)), draw(st.integers(5, 50)), draw(levels))
            for number in range(draw(st.integers(0, 9)))
        ]
        for place in draw(st.sets(st.integers(0, count - 1), max_size=4))
    }
    scale = draw(st.floats(0.8, 2.0))
    sizes = MonthSizes(*(value * scale for value in SIZES[:-2]))
    size = QSizeF(draw(st.integers(300, 2600)), draw(st.integers(200, 1600)))
    return lay_out_month(first, start, cards, size, sizes, weeks=count // 7), cards


@given(months())
def test_chips_lie_inside_their_day_and_never_overlap(made):
    layout, _ = made
    for cell in layout.cells:
        boxes = [chip.rect for chip in cell.chips] + ([cell.more] if not cell.more.isEmpty() else [])
        for number, box in enumerate(boxes):
            assert cell.rect.contains(box)
            assert not any(box.intersects(other) for other in boxes[number + 1 :])


@given(months())
def test_every_block_is_a_chip_or_counted(made):
    layout, cards = made
    for cell in layout.cells:
        mine = cards.get(cell.day, [])
        assert len(cell.chips) + cell.hidden == cell.total == len(mine)
        assert len(cell.chips) <= MOST_CHIPS
        assert {chip.card.key for chip in cell.chips} <= {one.key for one in mine}
        assert cell.more.isEmpty() or cell.hidden > 0


@given(months())
def test_cells_fill_the_widget_without_gaps(made):
    layout, _ = made
    for week in layout.weeks:
        assert [cell.rect.right() for cell in week[:-1]] == [cell.rect.left() for cell in week[1:]]
        assert week[-1].rect.right() == pytest.approx(layout.size.width())
    assert layout.cells[-1].rect.bottom() == pytest.approx(layout.size.height())


@given(months(), st.floats(0, 1), st.floats(0, 1))
def test_every_point_leads_to_the_day_under_it(made, across, down):
    layout, _ = made
    x = layout.cells[0].rect.left() + across * (layout.cells[6].rect.right() - layout.cells[0].rect.left() - 1)
    y = layout.cells[0].rect.top() + down * (layout.cells[-1].rect.bottom() - layout.cells[0].rect.top() - 1)
    hit = layout.hit(QPointF(x, y))
    assert hit.kind in ("day", "chip", "more")
    assert layout.cell_of(hit.day).rect.contains(QPointF(x, y))


@given(st.dates(date(1901, 1, 1), date(2199, 12, 31)), st.integers(0, 6))
def test_whole_weeks_hold_the_whole_month(day, first_weekday):
    start, count = month_days(day, first_weekday)
    assert start.weekday() == first_weekday
    assert start <= day.replace(day=1)
    assert start + timedelta(days=count - 1) >= month_last(day)
    assert count in (28, 35, 42)
    assert start + timedelta(days=6) >= day.replace(day=1)


@given(st.dates(date(1901, 1, 1), date(2199, 12, 31)), st.integers(-24, 24))
def test_turning_months_keeps_the_day_where_there_is_one(day, way):
    there = months_on(day, way)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == way
    assert there.day == min(day.day, month_last(there).day)


def test_protected_instruction_is_shown_before_longer_duties():
    duty = card(1, 600, 120, Protection.IMMOVABLE, Category.MANAGEMENT)
    visit = card(2, 500, 15)
    late = card(3, 700, 45)
    assert foremost([duty, visit, late], 2) == [visit, late]
    assert foremost([duty, visit, late], 3) == [visit, duty, late]


def test_what_was_given_up_and_buffers_come_last():
    missed = card(1, state="missed")
    buffer = card(2, is_buffer=True)
    mail = card(3, level=Protection.OPEN, kind=Category.MANAGEMENT)
    trip = card(4, level=Protection.OPEN, all_day=True)
    assert foremost([missed, buffer, mail, trip], 2) == [trip, mail]


def test_a_day_that_is_too_low_tells_the_number_of_its_blocks_only():
    cards = {date(2026, 1, 6): [card(number) for number in range(5)]}
    layout = lay_out_month(FIRST, *_weeks(cards, QSizeF(900, 24 + 5 * 52)), SIZES, weeks=5)
    cell = layout.cell_of(date(2026, 1, 6))
    assert cell.chips == ()
    assert cell.hidden == 5
    assert not cell.more.isEmpty()


def test_outside_of_the_days_lie_names_and_week_numbers():
    layout = lay_out_month(FIRST, *_weeks({}, QSizeF(900, 600)), SIZES, weeks=5)
    assert layout.hit(QPointF(400, 5)).kind == "names"
    assert layout.hit(QPointF(5, 300)).kind == "week"
    assert layout.hit(QPointF(5, 300)).day == date(2026, 1, 12)
    assert layout.cell_of(date(2026, 3, 1)) is None
    assert layout.cells[0].more == QRectF()


def _weeks(cards, size):
    return month_days(FIRST, 0)[0], cards, size
