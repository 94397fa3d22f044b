from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.walltime import Span, WallTime, merge, overlap_minutes, union_minutes

DAY = date(2026, 1, 16)
moments = st.builds(WallTime, st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 1439))
spans = st.builds(
    lambda minute, length: Span.of(WallTime(DAY, 0).plus(minute), length), st.integers(0, 3000), st.integers(1, 700)
)


@given(moments)
def test_a_moment_reads_back_from_its_text(moment):
    assert WallTime.parse(moment.iso()) == moment


@given(moments, moments)
def test_text_order_is_time_order(left, right):
    assert (left.iso() < right.iso()) == (left < right)


@given(moments, st.integers(-100_000, 100_000))
def test_moving_and_measuring_are_inverse(moment, minutes):
    assert moment.until(moment.plus(minutes)) == minutes


@pytest.mark.parametrize("text", ["", "2026-01-16", "2026-01-16 09:00", "2026-01-16T24:00", "2026-02-30T09:00", "9:00"])
def test_rubbish_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        WallTime.parse(text)


def test_touching_spans_do_not_overlap():
    first = Span.of(WallTime.at(DAY, 9), 60)
    assert not first.overlaps(Span.of(WallTime.at(DAY, 10), 30))
    assert first.overlaps(Span.of(WallTime.at(DAY, 9, 59), 30))


def test_an_empty_span_is_refused():
    with pytest.raises(ValueError, match="09:00"):
        Span(WallTime.at(DAY, 9), WallTime.at(DAY, 9))


def test_a_whole_day_touches_one_date():
    assert list(Span.whole_day(DAY).days()) == [DAY]


@given(st.lists(spans, max_size=8))
def test_union_counts_each_minute_once(many):
    covered = {(s.start.plus(i)) for s in many for i in range(s.minutes)}
    assert union_minutes(many) == len(covered)
    assert all(a.end < b.start for a, b in zip(merge(many), merge(many)[1:], strict=False))


@given(st.lists(spans, max_size=5), st.lists(spans, max_size=5))
def test_shared_minutes_match_counting(left, right):
    def minutes(many):
        return {(s.start.plus(i)) for s in many for i in range(s.minutes)}

    assert overlap_minutes(left, right) == len(minutes(left) & minutes(right))
