"""Bells and neighbours attract a dragged edge, never further than their reach, and no quarter is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from il_desktop.domain.walltime import Span, WallTime
from il_desktop.views.week.snap import Pull, Snap, Snapper
from tests.views.week.conftest import TUE, WED, Hands
from tests.views.week.test_snap import BELLS, DAY

MINUTES = st.integers(0, 1439)
MARKS = st.lists(st.integers(0, 1440), max_size=30, unique=True).map(lambda marks: tuple(sorted(marks)))
PULLS = st.builds(Pull, MARKS, st.floats(0, 12))
ALT = Qt.KeyboardModifier.AltModifier


def snapper(pull: Pull) -> Snapper:
    return Snapper(lambda _day: BELLS, lambda _day: pull)


def quarter(minute: int) -> int:
    return min(round(minute / 15) * 15, 1425)


@given(PULLS, MINUTES)
def test_the_nearest_magnet_is_found_as_by_looking_at_all(pull, minute):
    near = [mark for mark in pull.minutes if abs(mark - minute) <= pull.reach]
    found = pull.nearest(minute)
    assert (found is None) == (not near)
    assert found is None or abs(found - minute) == min(abs(mark - minute) for mark in near)


@given(PULLS, st.integers(5, 300), MINUTES, st.integers(0, 4))
def test_a_moved_block_keeps_length_and_day_and_lands_on_a_magnet_or_a_quarter(pull, length, to, days):
    start = WallTime(DAY, 540)
    now = WallTime(DAY + timedelta(days=days), to)
    moved = snapper(pull).moved(Span.of(start, length), start, now, Snap.QUARTER)
    assert moved.minutes == length
    assert moved.start.day == now.day
    minute = moved.start.minute
    is_drawn = {minute, minute + length} & set(pull.minutes)
    assert minute == quarter(to) or (is_drawn and abs(minute - to) <= pull.reach)
    assert abs(minute - to) <= abs(quarter(to) - to)


@given(PULLS, MINUTES, st.sampled_from(["start", "end"]))
def test_a_resized_edge_goes_to_a_magnet_in_reach_or_a_quarter(pull, to, edge):
    span = Span.of(WallTime(DAY, 720), 60)
    resized = snapper(pull).resized(span, edge, WallTime(DAY, to), Snap.QUARTER)
    assert resized.minutes >= 5
    moment = resized.end if edge == "end" else resized.start
    minute = WallTime(DAY, 0).until(moment)
    held = minute in (span.start.minute + 5, span.end.minute - 5)
    assert held or minute == round(to / 15) * 15 or (minute in pull.minutes and abs(minute - to) <= pull.reach)


@given(PULLS, MINUTES, MINUTES)
def test_a_drawn_span_is_never_empty(pull, press, now):
    drawn = snapper(pull).drawn(WallTime(DAY, press), WallTime(DAY, now), Snap.QUARTER)
    assert drawn.minutes >= 5
    assert drawn.start.day == DAY


@given(PULLS, MINUTES, MINUTES, st.sampled_from([Snap.FINE, Snap.PERIOD]))
def test_alt_and_shift_feel_no_magnet(pull, press, now, snap):
    span = Span.of(WallTime(DAY, 720), 60)
    ends = WallTime(DAY, press), WallTime(DAY, now)
    plain = Snapper(lambda _day: BELLS)
    assert snapper(pull).moved(span, *ends, snap) == plain.moved(span, *ends, snap)
    assert snapper(pull).drawn(*ends, snap) == plain.drawn(*ends, snap)
    assert snapper(pull).resized(span, "end", ends[1], snap) == plain.resized(span, "end", ends[1], snap)


@given(MARKS, MINUTES.filter(lambda minute: minute % 15 == 0))
def test_every_quarter_stays_in_reach_of_the_pointer(marks, minute):
    start = WallTime(DAY, 540)
    moved = snapper(Pull(marks, 6)).moved(Span.of(start, 20), start, WallTime(DAY, minute), Snap.QUARTER)
    assert abs(moved.start.minute - minute) == 0


# with hands


@pytest.fixture
def neighbours(quiet) -> Hands:
    """A block to drag, and on Wednesday one that ends off the quarters, at 9:37."""
    quiet.add("Budget", WallTime.at(TUE, 9), 60)
    quiet.add("Walk", WallTime.at(WED, 9), 37)
    return quiet


def wanted(hands: Hands) -> tuple[str, str]:
    ghost = hands.grid.gestures.ghost
    return ghost.span.start.iso()[11:], ghost.span.end.iso()[11:]


def test_a_dragged_block_clings_to_the_end_of_a_neighbour_and_the_tip_says_when(neighbours):
    start = neighbours.middle(neighbours.card("Budget"))
    neighbours.press(start)
    neighbours.glide(start, neighbours.point(WED, 9 * 60 + 39 + 30))
    assert wanted(neighbours) == ("09:37", "10:37")
    assert neighbours.grid.floating.tip_text(neighbours.grid.gestures.ghost)[0].startswith("Wed 9:37")
    QTest.keyPress(neighbours.grid, Qt.Key.Key_Alt)
    assert wanted(neighbours) == ("09:40", "10:40")
    QTest.keyRelease(neighbours.grid, Qt.Key.Key_Alt)
    before = neighbours.steps()
    neighbours.release(neighbours.point(WED, 9 * 60 + 39 + 30))
    neighbours.settle()
    assert neighbours.steps() == before + 1
    assert neighbours.card("Budget").span == Span.of(WallTime.at(WED, 9, 37), 60)


def test_beyond_its_reach_a_neighbour_does_not_attract(neighbours):
    layout = neighbours.grid.layout_now
    away = round(6 / layout.px_per_min) + 2
    start = neighbours.middle(neighbours.card("Budget"))
    neighbours.press(start)
    neighbours.glide(start, neighbours.point(WED, 9 * 60 + 37 + away + 30))
    assert wanted(neighbours) == ("09:45", "10:45")
    neighbours.key(Qt.Key.Key_Escape)


def test_a_dragged_edge_clings_to_the_bells_of_its_date(week):
    day = next(day for day in week.grid.state.view.days if day.school.periods).school
    period = day.periods[3]
    assert period.end_min % 15
    assert {period.start_min, period.end_min} <= set(week.grid.magnets_of(day.day).minutes)
    assert week.grid.magnets_of(day.day).attracted(period.end_min + 1, period.end_min // 15 * 15) == period.end_min


def test_resizing_by_two_clicks_clings_to_a_neighbour(quiet):
    quiet.add("Budget", WallTime.at(TUE, 9), 60)
    quiet.add("Walk", WallTime.at(TUE, 10, 22), 30)
    card = quiet.card("Budget")
    quiet.click(quiet.middle(card))
    box = quiet.grid.to_widget(quiet.grid.layout_now.boxes_of(card.key)[0].rect)
    quiet.click(QPoint(round(box.center().x()), round(box.bottom() + 3)))
    quiet.hover(QPointF(quiet.point(TUE, 10 * 60 + 23)))
    quiet.click(quiet.point(TUE, 10 * 60 + 23))
    assert quiet.card("Budget").span == Span.of(WallTime.at(TUE, 9), 82)
