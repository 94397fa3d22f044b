"""Golden values and laws of the least-squares trend and its band."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.metrics.rounding import exact, shown
from il_desktop.domain.metrics.trend import least_squares, student_quantile

MATH = [(Fraction(2), Fraction(42)), (Fraction(10), Fraction(45)), (Fraction(18), Fraction(47))]
values = st.fractions(min_value=-100, max_value=100, max_denominator=40)


def test_three_math_readings_project_52_8_in_week_36():
    trend = least_squares(MATH)
    assert trend.slope == Fraction(5, 16)  # 0.3125 points a week
    assert shown(trend.at(Fraction(36))) == "52.8"
    assert trend.is_weak


def test_the_80_percent_band_of_the_math_projection_is_49_6_to_56_0():
    band = least_squares(MATH).band(Fraction(36))
    assert (shown(exact(band.low)), shown(exact(band.high))) == ("49.6", "56.0")


@pytest.mark.parametrize(
    "points",
    [[], MATH[:1], MATH[:2], [(Fraction(5), Fraction(1)), (Fraction(5), Fraction(2)), (Fraction(5), Fraction(3))]],
)
def test_no_trend_from_fewer_than_three_readings_or_a_single_day(points):
    assert least_squares(points) is None


@pytest.mark.parametrize(
    ("freedom", "quantile"),
    [(1, 3.0777), (2, 1.8856), (3, 1.6377), (7, 1.4149), (8, 1.3968), (30, 1.3104), (120, 1.2886)],
)
def test_student_quantile_agrees_with_the_printed_tables(freedom, quantile):
    assert student_quantile(0.9, freedom) == pytest.approx(quantile, abs=5e-5)


@given(values, values, st.integers(3, 12))
def test_points_on_a_line_give_that_line_without_a_band(slope, start, n):
    trend = least_squares([(Fraction(x), start + slope * x) for x in range(n)])
    band = trend.band(Fraction(50))
    assert (trend.slope, trend.intercept, trend.residual) == (slope, start, 0)
    assert band.low == band.high == float(start + 50 * slope)


@given(st.lists(values, min_size=3, max_size=9))
def test_the_band_holds_the_value_and_widens_into_the_future(ys):
    trend = least_squares([(Fraction(x), y) for x, y in enumerate(ys)])
    near, far = trend.band(Fraction(len(ys))), trend.band(Fraction(len(ys) + 20))
    assert near.low <= near.value <= near.high
    assert far.high - far.low >= near.high - near.low - 1e-9


@given(st.lists(values, min_size=3, max_size=9))
def test_residuals_sum_to_zero(ys):
    trend = least_squares([(Fraction(x), y) for x, y in enumerate(ys)])
    assert sum(y - trend.at(Fraction(x)) for x, y in enumerate(ys)) == 0
