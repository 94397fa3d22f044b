"""Geometry of the target chart."""

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from il_desktop.reports.charts_scale import round_step, ticks, value_range
from il_desktop.views.goals.chart_scale import Axis, spread

sizes = st.floats(0.001, 1e6, allow_nan=False)


def test_the_math_goal_is_drawn_in_steps_of_four():
    low, high = value_range([42, 45, 47, 52, 52.8], [49.58, 56.04], (0, 100))
    assert ticks(low, high) == (40, 44, 48, 52, 56)


def test_a_wild_band_does_not_flatten_the_readings():
    low, high = value_range([42, 47, 52], [-300, 400])
    assert low > 30
    assert high < 64


def test_equal_values_still_have_a_range():
    low, high = value_range([5, 5])
    assert low < 5 < high


def test_axis_runs_downwards_on_the_screen():
    axis = Axis(40, 60, 200, 0)
    assert [axis.at(40), axis.at(50), axis.at(60)] == [200, 100, 0]


@given(sizes, st.integers(1, 8))
def test_a_step_is_round_and_close_to_what_was_asked(span, intervals):
    step = round_step(span, intervals)
    assert span / intervals * 0.99 <= step <= span / intervals * 2.6


@given(st.floats(-1e4, 1e4), st.floats(0.01, 1e4))
def test_ticks_hold_the_range_from_below(low, span):
    found = ticks(low, low + span)
    assert found[0] <= low + 1e-6
    assert found[-1] <= low + span + 1e-6
    assert 2 <= len(found) <= 7


@given(st.lists(st.floats(0, 100), min_size=1, max_size=5))
def test_labels_never_overlap_and_stay_inside(wanted):
    wanted = sorted(wanted)
    assume(len(wanted) * 20 <= 100)
    placed = spread(wanted, [20] * len(wanted), 0, 100)
    assert all(b - a >= 20 - 1e-6 for a, b in pairwise(placed))
    assert placed[0] >= 10 - 1e-6
    assert placed[-1] <= 90 + 1e-6


def test_labels_that_are_apart_stay_where_they_are():
    assert spread([10, 50, 90], [16, 16, 16], 0, 100) == pytest.approx([10, 50, 90])
