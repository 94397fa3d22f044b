"""Golden values of domain.md section 6."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.metrics import recognition
from il_desktop.domain.metrics.recognition import (
    ChanceBand,
    Coverage,
    chance_band,
    coverage,
    expected_range,
    gini,
    is_uneven,
)

MAPLE_HOLLOW = [0] * 9 + [1] * 12 + [2] * 10 + [3] * 6 + [5] * 3 + [9] * 2


@pytest.mark.parametrize(
    ("counts", "value"),
    [
        ([0, 0, 1, 1, 2, 4], 0.542),
        ([3, 3, 3], 0.0),
        ([0] * 41 + [7], 0.976),
        (MAPLE_HOLLOW, 0.507),
        ([], 0.0),
        ([0, 0], 0.0),
    ],
)
def test_evenness(counts: list[int], value: float) -> None:
    assert gini(counts) == pytest.approx(value, abs=0.0005)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=40))
def test_evenness_stays_below_one_and_ignores_order(counts: list[int]) -> None:
    assert 0 <= gini(counts) < 1
    assert gini(counts) == gini(counts[::-1])


@pytest.mark.parametrize(
    ("recognitions", "mean", "high"), [(20, 0.675, 0.745), (75, 0.40, 0.47), (83, 0.38, 0.45), (360, 0.19, 0.22)]
)
def test_chance_band_of_42_people(recognitions: int, mean: float, high: float) -> None:
    band = chance_band(42, recognitions)
    assert band.mean == pytest.approx(mean, abs=0.01)
    assert band.high == pytest.approx(high, abs=0.01)


def test_chance_band_is_the_same_every_time() -> None:
    first = chance_band(10, 17)
    recognition._band.cache_clear()
    assert chance_band(10, 17) == first


def test_nothing_has_no_band() -> None:
    assert chance_band(1, 5) == chance_band(42, 0) == ChanceBand(0.0, 0.0)


def test_maple_hollow_is_uneven_and_covers_33_of_42() -> None:
    assert is_uneven(gini(MAPLE_HOLLOW), chance_band(42, 83))
    assert coverage(MAPLE_HOLLOW) == Coverage(33, 42)


def test_days_present_widen_what_chance_does_and_equal_days_change_nothing() -> None:
    equal = chance_band(42, 83)
    assert chance_band(42, 83, [90] * 42) == equal
    part_time = chance_band(42, 83, [90] * 21 + [30] * 21)
    assert part_time.mean > equal.mean + 0.05
    assert chance_band(42, 83, [30] * 21 + [90] * 21) == part_time


@pytest.mark.parametrize(
    ("total", "share", "low", "high"),
    [(0, 0.5, 0, 0), (10, 0.0, 0, 0), (10, 1.0, 10, 10), (100, 0.5, 40, 60), (83, 14 / 42, 19, 36)],
)
def test_what_chance_gives_a_group(total: int, share: float, low: int, high: int) -> None:
    assert expected_range(total, share) == (low, high)


@given(st.integers(0, 300), st.floats(0, 1))
def test_the_range_of_chance_holds_what_is_expected(total: int, share: float) -> None:
    low, high = expected_range(total, share)
    assert 0 <= low <= high <= total
    assert low <= total * share + 1
    assert high >= total * share - 1
