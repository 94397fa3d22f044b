from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.metrics.time_shares import (
    Share,
    block_integrity,
    instructional_share,
    interruption_ratio,
    rounded_percent,
    slots_to_schedule,
    split_minutes,
)


def test_instructional_share_has_its_golden_value():
    share = instructional_share(1230, 1770, 150, 210)
    assert share.percent() == 41.0
    assert rounded_percent(share.unknown_value) == 6.3


def test_block_integrity_has_its_golden_value():
    assert block_integrity(45, 30).percent() == 66.7


def test_nothing_known_is_no_figure():
    assert (Share(0, 0).value, Share(0, 0).unknown_value, Share(0, 0).percent()) == (None, None, None)
    assert instructional_share(0, 0).unknown_value is None
    assert Share(1, 3, 1).unknown_value == Fraction(1, 4)


@pytest.mark.parametrize(
    ("target", "blocks", "hit", "slots"), [(3, 24, 12, 6), (3, 10, 3, 5), (3, 10, 9, 30), (3, 0, 0, 3)]
)
def test_slots_to_schedule_in_whole_numbers(target, blocks, hit, slots):
    assert slots_to_schedule(target, blocks, hit) == slots


def test_too_few_kept_is_no_figure():
    assert slots_to_schedule(3, 10, 10) is None
    assert interruption_ratio(10, 10).value == 1


@pytest.mark.parametrize(
    ("minutes", "shares", "parts"),
    [(45, (60, 40), [27, 18, 0]), (50, (33, 33, 34), [17, 16, 17, 0]), (45, (60, 30), [27, 14, 4]), (7, (), [7])],
)
def test_minutes_split_by_largest_remainder(minutes, shares, parts):
    assert split_minutes(minutes, shares) == parts


@pytest.mark.parametrize("shares", [(60, 41), (-1,)])
def test_shares_that_are_none_are_refused(shares):
    with pytest.raises(ValueError, match=str(shares[0])):
        split_minutes(60, shares)


@given(st.integers(0, 2000), st.lists(st.integers(1, 30), max_size=3))
def test_no_minute_is_lost_or_made(minutes, shares):
    parts = split_minutes(minutes, shares)
    assert sum(parts) == minutes
    assert all(abs(part * 100 - minutes * share) < 100 for part, share in zip(parts, shares, strict=False))
