"""Pixels of blocks: nobody covers anybody, all are inside their day, none gets lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QSizeF

from il_desktop.domain.walltime import Span, WallTime
from il_desktop.queries.week import WeekView
from il_desktop.views.shared import theme
from il_desktop.views.week.geometry import Frame, shown_days, shown_like
from il_desktop.views.week.parts import covered, cut
from il_desktop.views.week.picture import Look
from il_desktop.views.week.placing import lay_out
from il_desktop.wording.format import ENGLISH
from tests.views.week.made_week import MONDAY, card, empty_week, made_week

SIZE = QSizeF(1042, 722)
STATES = ("planned", "kept", "missed", "replaced")


@pytest.fixture(scope="module")
def sizes(qapp):
    return Look(theme.install(qapp, "light", 100), ENGLISH, 1.0).sizes


def placed(view: WeekView, sizes, size: QSizeF = SIZE, **folds):
    return lay_out(view, cut(view), Frame(size, sizes, 450, 990, **folds))


def week_of(cards) -> WeekView:
    return WeekView(empty_week().days, tuple(sorted(cards, key=lambda one: (one.span.start, one.key))))


blocks = st.lists(
    st.tuples(st.integers(0, 4), st.integers(420, 1020), st.integers(5, 240), st.sampled_from(STATES)), max_size=30
)


def made(rows) -> WeekView:
    return week_of(
        card(MONDAY + timedelta(days=day), start, length, f"block {number}", state=state)
        for number, (day, start, length, state) in enumerate(rows)
    )


@given(rows=blocks)
def test_no_two_blocks_share_a_pixel(sizes, rows):
    layout = placed(made(rows), sizes)
    areas = [(box.column, box.rect) for box in layout.boxes] + [(chip.column, chip.rect) for chip in layout.chips]
    for place, (column, rect) in enumerate(areas):
        for other_column, other in areas[place + 1 :]:
            assert column != other_column or not rect.intersects(other), (rect, other)


@given(rows=blocks)
def test_blocks_stay_inside_their_day_and_none_is_lost(sizes, rows):
    view = made(rows)
    layout = placed(view, sizes)
    for box in layout.boxes:
        left, width = layout.columns[box.column].lanes
        assert left - 1 <= box.rect.left()
        assert box.rect.right() <= left + width + 1
        assert box.rect.height() >= sizes.line - 1
    shown = {box.key for box in layout.boxes}
    hidden = {one.key for chip in layout.chips for one in chip.cards} | {
        one.key for fold in layout.folds for one in fold.cards
    }
    assert shown | hidden == {one.key for one in view.cards}


@given(rows=blocks)
def test_the_order_of_blocks_does_not_matter(sizes, rows):
    view = made(rows)
    turned = view.__class__(view.days, tuple(reversed(view.cards)))
    assert {(b.key, b.rect.getRect()) for b in placed(view, sizes).boxes} == {
        (b.key, b.rect.getRect()) for b in placed(turned, sizes).boxes
    }


def test_a_lone_block_takes_the_whole_width(sizes):
    layout = placed(week_of([card(MONDAY, 540, 60, "alone")]), sizes)
    left, width = layout.columns[0].lanes
    assert layout.boxes[0].rect.width() == pytest.approx(width, abs=1)
    assert layout.boxes[0].rect.left() == pytest.approx(left, abs=1)


def test_fifteen_minutes_hold_a_line_of_text_at_any_text_size(qapp):
    for percent in (80, 100, 150, 200):
        look = Look(theme.install(qapp, "light", percent), ENGLISH, 1.0)
        layout = placed(week_of([card(MONDAY, 540, 15, "short")]), look.sizes, QSizeF(420, 240))
        assert layout.boxes[0].rect.height() >= look.sizes.line - 1
    theme.install(qapp, "light", 100)


def test_five_overlapping_blocks_show_three_and_a_chip(sizes):
    layout = placed(week_of(card(MONDAY, 540, 60, f"meeting {n}") for n in range(5)), sizes)
    assert len(layout.boxes) == 3
    assert [len(chip.cards) for chip in layout.chips] == [2]


def test_a_plan_that_gave_way_stands_in_the_left_quarter(sizes):
    layout = placed(week_of([card(MONDAY, 540, 30, "plan", state="replaced"), card(MONDAY, 545, 30, "instead")]), sizes)
    gone, live = sorted(layout.boxes, key=lambda box: box.rect.left())
    assert gone.card.title == "plan"
    assert gone.is_displaced
    assert gone.rect.width() < live.rect.width() / 2


def test_a_block_over_the_rim_of_work_is_shown_whole(sizes):
    layout = placed(week_of([card(MONDAY, 430, 40, "early"), card(MONDAY, 975, 60, "late")]), sizes)
    assert layout.hours == (420, 1035)
    assert not layout.folds[0].cards
    assert len(layout.boxes) == 2


def test_blocks_outside_work_are_counted_in_the_fold_and_shown_when_it_opens(sizes):
    view = week_of([card(MONDAY, 360, 30, "run"), card(MONDAY, 1100, 90, "board")])
    layout = placed(view, sizes)
    assert [[one.title for one in fold.cards] for fold in layout.folds] == [["run"], ["board"]]
    assert not layout.boxes
    opened = placed(view, sizes, before_open=True, after_open=True)
    assert len(opened.boxes) == 2
    assert not opened.folds


def test_a_night_block_stands_on_both_days(sizes):
    night = card(MONDAY, 1380, 120, "trip")
    layout = placed(week_of([night]), sizes, before_open=True, after_open=True)
    assert [(box.column, box.starts_here, box.ends_here) for box in layout.boxes] == [
        (0, True, False),
        (1, False, True),
    ]


def test_all_day_blocks_fill_at_most_three_rows(sizes):
    cards = [card(MONDAY, 0, 1440, f"day {n}", all_day=True) for n in range(5)]
    layout = placed(week_of(cards), sizes)
    assert len(layout.bars) == 3
    assert layout.lane_hidden[0] == 2
    assert layout.body_top > layout.frame.sizes.head


@given(
    minute=st.integers(0, 1439),
    day=st.integers(0, 4),
    share=st.floats(0.05, 0.95),
    before=st.booleans(),
    after=st.booleans(),
)
def test_a_point_leads_back_to_its_minute(sizes, minute, day, share, before, after):
    layout = placed(empty_week(), sizes, before_open=before, after_open=after)
    column = layout.columns[day]
    point = QPointF(column.left + column.width * share, layout.axis.y_of(minute))
    moment = layout.moment_at(point)
    assert moment.day == column.day
    assert abs(moment.minute - minute) <= 1


@given(rows=blocks, share=st.floats(0.1, 0.9))
def test_a_block_is_hit_where_it_is_drawn(sizes, rows, share):
    layout = placed(made(rows), sizes)
    for box in layout.boxes:
        middle = box.rect.center() + QPointF(0, layout.body_top)
        assert layout.hit(middle, 0.0).box == box


@given(st.lists(st.tuples(st.integers(0, 1400), st.integers(1, 300)), max_size=12))
def test_covered_counts_each_minute_once(pairs):
    spans = [(start, start + length) for start, length in pairs]
    minutes = {minute for start, end in spans for minute in range(start, end)}
    assert covered(spans, 450, 990) == len([minute for minute in minutes if 450 <= minute < 990])


def test_a_made_week_is_cut_into_its_days():
    view = made_week()
    parts = cut(view)
    assert sum(len(day) for day in parts.by_day.values()) == len(view.cards)


@pytest.mark.parametrize(
    ("mode", "first_weekday", "expected"),
    [
        ("day", 0, ("2026-01-16", 1)),
        ("work", 6, ("2026-01-12", 5)),
        ("week", 0, ("2026-01-12", 7)),
        ("week", 6, ("2026-01-11", 7)),
    ],
)
def test_shown_days_follow_mode_and_week_start(mode, first_weekday, expected):
    first, count = shown_days(MONDAY + timedelta(days=4), mode, first_weekday)
    assert (first.isoformat(), count) == expected


def test_a_work_week_has_no_weekend():
    saturday = MONDAY + timedelta(days=5)
    assert shown_like("work", saturday, 1) == MONDAY + timedelta(days=7)
    assert shown_like("work", saturday, -1) == MONDAY + timedelta(days=4)
    assert shown_like("week", saturday, 1) == saturday


def test_spans_are_drawn_on_every_shown_day(sizes):
    layout = placed(empty_week(), sizes)
    span = Span(WallTime(MONDAY, 900), WallTime(MONDAY + timedelta(days=1), 600))
    assert [column.number for column, _ in layout.span_rects(span)] == [0, 1]
