"""Golden values and laws of goal progress, pace, status and the aim line."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from il_desktop.domain.metrics.goals import AimLine, GoalStatus, PaceBands, by_percent, progress, standing
from il_desktop.domain.metrics.rounding import exact, shown

numbers = st.fractions(min_value=-1000, max_value=1000, max_denominator=720)


def test_progress_of_a_rising_and_a_falling_aim():
    assert progress(Fraction(42), Fraction(52), Fraction(47)) == Fraction(1, 2)
    assert progress(Fraction(19), Fraction(14), exact(17.5)) == Fraction(3, 10)


def test_progress_may_leave_zero_to_one():
    assert progress(Fraction(42), Fraction(52), Fraction(41)) < 0
    assert progress(Fraction(42), Fraction(52), Fraction(54)) > 1


def test_half_the_gain_in_week_18_of_2_to_36_is_pace_1_06_on_track():
    line = AimLine(Fraction(2), Fraction(42), Fraction(36), Fraction(52))
    found = standing(line, (Fraction(18), Fraction(329, 7)))
    assert found.status is GoalStatus.ON_TRACK
    assert shown(found.pace, 2) == "1.06"
    assert shown(100 * found.elapsed, 0) == "47"


def test_aim_line_from_42_to_52_is_46_7_in_week_18():
    line = AimLine(Fraction(2), Fraction(42), Fraction(36), Fraction(52))
    assert shown(line.at(Fraction(18))) == "46.7"
    assert shown(line.ahead(Fraction(18), Fraction(47))) == "0.3"


def test_value_below_a_falling_line_is_ahead():
    line = AimLine(Fraction(0), Fraction(19), Fraction(10), Fraction(14))
    assert line.ahead(Fraction(5), Fraction(16)) == Fraction(1, 2)


@pytest.mark.parametrize(
    ("current", "status"),
    [
        (Fraction(52), GoalStatus.MET),
        (Fraction(53), GoalStatus.MET),
        (Fraction(465, 10), GoalStatus.ON_TRACK),  # pace exactly 0.9
        (Fraction(464, 10), GoalStatus.AT_RISK),
        (Fraction(45), GoalStatus.AT_RISK),  # pace exactly 0.6
        (Fraction(449, 10), GoalStatus.OFF_TRACK),
        (Fraction(40), GoalStatus.OFF_TRACK),
    ],
)
def test_status_bands_include_their_lower_end(current, status):
    assert (
        standing(AimLine(Fraction(0), Fraction(42), Fraction(10), Fraction(52)), (Fraction(5), current)).status
        is status
    )


def test_bands_are_a_setting():
    line = AimLine(Fraction(0), Fraction(0), Fraction(10), Fraction(10))
    strict = PaceBands(on_track=Fraction(1), at_risk=Fraction(99, 100))
    assert standing(line, (Fraction(5), exact("4.6"))).status is GoalStatus.ON_TRACK
    assert standing(line, (Fraction(5), exact("4.6")), strict).status is GoalStatus.OFF_TRACK


def test_a_reading_on_the_baseline_day_is_the_baseline_only():
    line = AimLine(Fraction(2), Fraction(42), Fraction(36), Fraction(52))
    assert standing(line, (Fraction(2), Fraction(45))).status is GoalStatus.BASELINE_ONLY
    assert standing(line, None).status is GoalStatus.BASELINE_ONLY
    assert standing(None, (Fraction(2), Fraction(45))).status is GoalStatus.NO_TARGET


def test_by_10_percent_of_42_is_52_or_46_2():
    choice = by_percent(Fraction(42), Fraction(10))
    assert (shown(choice.points), shown(choice.relative)) == ("52.0", "46.2")


def test_by_10_percent_falls_where_less_is_better():
    choice = by_percent(Fraction(19), Fraction(10), better="down")
    assert (shown(choice.points), shown(choice.relative)) == ("9.0", "17.1")


def test_a_line_without_length_or_change_is_refused():
    with pytest.raises(ValueError, match="1"):
        AimLine(Fraction(1), Fraction(0), Fraction(1), Fraction(5))
    with pytest.raises(ValueError, match="5"):
        AimLine(Fraction(1), Fraction(5), Fraction(2), Fraction(5))
    with pytest.raises(ValueError, match="5"):
        progress(Fraction(5), Fraction(5), Fraction(6))


@given(numbers, numbers, numbers)
def test_progress_is_the_same_when_the_measure_is_turned_upside_down(baseline, aim, current):
    assume(baseline != aim)
    assert progress(baseline, aim, current) == progress(-baseline, -aim, -current)


@given(numbers, numbers, st.fractions(0, 1, max_denominator=360))
def test_being_on_the_line_is_pace_one(baseline, aim, share):
    assume(baseline != aim)
    assume(share > 0)
    line = AimLine(Fraction(3), baseline, Fraction(40), aim)
    moment = 3 + 37 * share
    found = standing(line, (moment, line.at(moment)))
    assert found.pace == 1
    assert found.status is (GoalStatus.MET if share == 1 else GoalStatus.ON_TRACK)
    assert line.ahead(moment, line.at(moment)) == 0


@given(numbers, st.fractions(-50, 100, max_denominator=60))
def test_the_aim_line_stays_between_its_ends(aim, moment):
    assume(aim != 7)
    value = AimLine(Fraction(0), Fraction(7), Fraction(36), aim).at(moment)
    assert min(Fraction(7), aim) <= value <= max(Fraction(7), aim)
