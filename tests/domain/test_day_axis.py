from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.day_axis import DayAxis

HOURS = st.tuples(st.integers(0, 1439), st.integers(1, 1440)).filter(lambda pair: pair[0] < pair[1])
AXES = st.builds(
    lambda hours, scale, row: DayAxis.of_work_hours(*hours, scale, row),
    HOURS,
    st.floats(0.2, 4.0),
    st.floats(8.0, 60.0),
)


@given(AXES, st.integers(0, 1440))
def test_every_whole_minute_is_found_again(axis, minute):
    assert axis.whole_minute(axis.y_of(minute)) == minute


@given(AXES, st.floats(0.0, 1.0))
def test_every_place_is_found_again(axis, share):
    y = share * axis.height
    assert axis.y_of(axis.minute_of(y)) == pytest.approx(y, abs=1e-6)


@given(AXES, st.integers(0, 1439))
def test_later_is_lower(axis, minute):
    assert axis.y_of(minute) < axis.y_of(minute + 1)


def test_work_hours_stand_at_full_scale_between_two_rows():
    axis = DayAxis.of_work_hours(450, 990, 1.0, 24.0)
    assert (axis.y_of(450), axis.y_of(990), axis.height) == (24.0, 564.0, 588.0)
    assert [axis.is_compressed(minute) for minute in (0, 449, 450, 989, 990, 1440)] == [
        True,
        True,
        False,
        False,
        True,
        True,
    ]


def test_a_whole_work_day_has_no_rows_and_places_outside_are_held():
    axis = DayAxis.of_work_hours(0, 1440, 0.5)
    assert axis == DayAxis.even(0.5)
    assert (axis.y_of(-10), axis.whole_minute(9999.0), axis.is_compressed(3)) == (0.0, 1440, False)


def test_an_opened_row_stands_at_full_scale():
    axis = DayAxis.of_work_hours(450, 990, 1.0, is_before_open=True)
    assert (axis.y_of(450), axis.y_of(990), axis.height) == (450.0, 990.0, 1014.0)
    assert DayAxis.of_work_hours(450, 990, 1.0, is_before_open=True, is_after_open=True).height == 1440.0
