"""Golden values and laws of the gap between two rates."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.metrics.rate_gap import Rate, rate_gap
from il_desktop.domain.metrics.rounding import exact, shown


@st.composite
def rates(draw):
    whole = draw(st.integers(1, 500))
    return Rate(draw(st.integers(0, whole)), whole)


def test_38_of_71_against_24_of_83_is_24_6_points_9_0_to_38_7():
    gap = rate_gap(Rate(38, 71), Rate(24, 83))
    assert shown(gap.points) == "24.6"
    assert (shown(exact(gap.low)), shown(exact(gap.high))) == ("9.0", "38.7")


@pytest.mark.parametrize(("part", "whole"), [(-1, 5), (6, 5), (0, 0)])
def test_impossible_counts_are_refused(part, whole):
    with pytest.raises(ValueError, match=str(part)):
        Rate(part, whole)


@given(rates(), rates())
def test_the_interval_holds_the_gap_and_stays_possible(first, second):
    gap = rate_gap(first, second)
    assert gap.low - 1e-9 <= gap.points <= gap.high + 1e-9
    assert gap.low >= -100 - 1e-9
    assert gap.high <= 100 + 1e-9


@given(rates(), rates())
def test_swapping_the_groups_mirrors_the_interval(first, second):
    gap, back = rate_gap(first, second), rate_gap(second, first)
    assert gap.points == -back.points
    assert gap.low == pytest.approx(-back.high)


def test_a_rate_keeps_its_counts():
    assert Rate(294, 700).points == Fraction(42)
