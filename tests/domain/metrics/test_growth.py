"""Past growth beside what a target asks."""

from __future__ import annotations

from fractions import Fraction

from il_desktop.domain.metrics.growth import YearGrowth, asked, growths

YEARS = [
    ("2022-23", [Fraction(36), Fraction(38)]),
    ("2023-24", [Fraction(39), Fraction(41)]),
    ("2024-25", [Fraction(42)]),
]


def test_a_year_counts_from_the_end_of_the_year_before():
    assert growths(YEARS, "up") == (YearGrowth("2022-23", 2), YearGrowth("2023-24", 3), YearGrowth("2024-25", 1))


def test_less_is_better_turns_growth_around():
    assert [growth.change for growth in growths(YEARS, "down")] == [-2, -3, -1]


def test_ten_points_in_a_year_are_more_than_ever_before():
    found = asked(Fraction(10), Fraction(1), growths(YEARS, "up"))
    assert found.is_above
    assert found.best == YearGrowth("2023-24", 3)


def test_ten_points_in_five_years_are_not():
    assert not asked(Fraction(10), Fraction(5), growths(YEARS, "up")).is_above


def test_only_three_years_back_count():
    old = (YearGrowth("2019-20", Fraction(20)), *growths(YEARS, "up"))
    assert asked(Fraction(5), Fraction(1), old).is_above


def test_one_reading_says_nothing_about_growth():
    assert growths([("2024-25", [Fraction(42)])], "up") == ()
    assert asked(Fraction(5), Fraction(1), ()) is None
