"""Rounding half up, once, at display."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.metrics.rounding import exact, half_up, shown, shown_short


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (Fraction(665, 1000), 2, "0.67"),
        (Fraction(25, 10), 0, "3"),
        (Fraction(35, 10), 0, "4"),
        (Fraction(-25, 10), 0, "-3"),
        (Fraction(-4, 1000), 1, "0.0"),
        (Fraction(1, 20), 1, "0.1"),
        (Fraction(52), 1, "52.0"),
        (Fraction(3, 1000), 2, "0.00"),
        (Fraction(123456, 100), 1, "1234.6"),
    ],
)
def test_a_half_goes_up(value, digits, text):
    assert shown(value, digits) == text


def test_short_form_drops_zero_decimals_only():
    assert [
        shown_short(Fraction(42)),
        shown_short(exact(24.6)),
        shown_short(Fraction(100)),
        shown_short(Fraction(0)),
    ] == [
        "42",
        "24.6",
        "100",
        "0",
    ]


def test_a_stored_24_6_is_the_number_that_was_typed():
    assert exact(24.6) == Fraction(246, 10)
    assert exact("1e-3") == Fraction(1, 1000)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "NaN"])
def test_not_a_number_is_refused(value):
    with pytest.raises(ValueError, match=r"(?i)nan|inf"):
        exact(value)


@given(st.fractions(max_denominator=1000), st.integers(0, 4))
def test_rounding_moves_by_half_a_unit_at_most(value, digits):
    assert abs(half_up(value, digits) - value) <= Fraction(1, 2 * 10**digits)


@given(st.fractions(max_denominator=1000), st.integers(0, 4))
def test_shown_text_is_the_rounded_number(value, digits):
    assert Fraction(shown(value, digits)) == half_up(value, digits)
