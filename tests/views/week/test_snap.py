"""Where gestures land: quarters, five minutes, bell periods; lengths and days that hold."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.school import Period
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.views.week.snap import Snap, Snapper

DAY = date(2026, 1, 13)
BELLS = (Period("P1", 488, 531), Period("P2", 534, 577), Period("P3", 580, 623))
SNAPPER = Snapper(lambda day: BELLS if day.weekday() < 5 else ())
MINUTES = st.integers(0, 1439)
STEPS = st.sampled_from([Snap.QUARTER, Snap.FINE])


@given(MINUTES, MINUTES, STEPS)
def test_a_drawn_span_holds_both_ends_and_lies_on_the_grid(press, now, snap):
    span = SNAPPER.drawn(WallTime(DAY, press), WallTime(DAY, now), snap)
    assert span.start.minute % snap.value == 0
    assert span.minutes % snap.value == 0
    assert span.start.minute <= min(press, now)
    assert WallTime(DAY, 0).until(span.end) >= max(press, now)


@given(MINUTES, st.integers(5, 300), MINUTES, st.integers(-6, 6), STEPS)
def test_a_moved_span_keeps_its_length(start, length, to, days, snap):
    span = Span.of(WallTime(DAY, start), length)
    press = WallTime(DAY, start)
    moved = SNAPPER.moved(span, press, WallTime(DAY + timedelta(days=days), to), snap)
    assert moved.minutes == length
    assert moved.start.minute % snap.value == 0
    assert moved.start.day == DAY + timedelta(days=days)


@given(MINUTES, st.integers(5, 300), MINUTES, st.sampled_from(["start", "end"]), st.sampled_from(list(Snap)))
def test_a_resized_span_is_never_empty_and_keeps_its_other_edge(start, length, to, edge, snap):
    span = Span.of(WallTime(DAY, start), length)
    resized = SNAPPER.resized(span, edge, WallTime(DAY, to), snap)
    assert resized.minutes >= 5
    assert (resized.end == span.end) if edge == "start" else (resized.start == span.start)


def test_shift_takes_whole_periods():
    drawn = SNAPPER.drawn(WallTime(DAY, 500), WallTime(DAY, 590), Snap.PERIOD)
    assert (drawn.start.minute, drawn.end.minute) == (488, 623)
    moved = SNAPPER.moved(Span.of(WallTime(DAY, 400), 30), WallTime(DAY, 400), WallTime(DAY, 540), Snap.PERIOD)
    assert (moved.start.minute, moved.minutes) == (534, 30)
    grown = SNAPPER.resized(Span.of(WallTime(DAY, 488), 30), "end", WallTime(DAY, 570), Snap.PERIOD)
    assert grown.end.minute == 577


def test_shift_on_a_day_without_bells_falls_back_to_quarters():
    sunday = DAY + timedelta(days=5)
    drawn = SNAPPER.drawn(WallTime(sunday, 500), WallTime(sunday, 590), Snap.PERIOD)
    assert (drawn.start.minute, drawn.end.minute) == (495, 600)
    moved = SNAPPER.moved(Span.of(WallTime(sunday, 400), 30), WallTime(sunday, 400), WallTime(sunday, 544), Snap.PERIOD)
    assert moved.start.minute == 540


def test_a_span_can_end_at_midnight():
    drawn = SNAPPER.drawn(WallTime(DAY, 1420), WallTime(DAY, 1439), Snap.QUARTER)
    assert drawn.end == WallTime(DAY + timedelta(days=1), 0)
