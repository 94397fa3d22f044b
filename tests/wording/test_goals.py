"""Goals in words."""

from fractions import Fraction

import pytest

from il_desktop.domain.metrics.goals import AimLine, GoalStatus, standing
from il_desktop.domain.metrics.rounding import exact
from il_desktop.wording.goals import (
    change_text,
    chart_sentence,
    gap_text,
    head_sentence,
    line_text,
    side_text,
    standing_sentence,
    value_text,
)

MATH = AimLine(Fraction(2), Fraction(42), Fraction(36), Fraction(52))
S = GoalStatus


def test_the_head_of_the_sample_school():
    statuses = [S.ON_TRACK, S.BASELINE_ONLY, S.AT_RISK, S.AT_RISK, S.ON_TRACK]
    assert head_sentence(statuses, [("Chronic absence", 0)]) == (
        "2 of 5 goals on track, 2 at risk, 1 with a baseline only. Chronic absence got no working time in 4 weeks."
    )


@pytest.mark.parametrize(
    ("statuses", "sentence"),
    [
        ([], ""),
        ([S.ON_TRACK], "1 of 1 goal on track."),
        ([S.BASELINE_ONLY, S.BASELINE_ONLY], "2 of 2 goals with a baseline only."),
        ([S.NO_TARGET], "1 of 1 goal with no target yet."),
        ([S.MET, S.OFF_TRACK], "1 of 2 goals met, 1 off track."),
    ],
)
def test_the_head_counts_what_is_there(statuses, sentence):
    assert head_sentence(statuses, []) == sentence


def test_hardly_any_time_is_said_in_minutes():
    assert head_sentence([S.ON_TRACK], [("Absence", 40)]).endswith("Absence got 40 min of working time in 4 weeks.")


def test_where_the_math_goal_stands():
    last = (Fraction(18), Fraction(47))
    found = standing_sentence(standing(MATH, last), MATH, last, "percent", "in the winter window")
    assert found == (
        "47.0 % in the winter window, 0.3 points ahead of the aim line; half of the change in 47 % of the time."
    )


def test_a_small_score_is_not_called_on_the_line_when_it_lags():
    line = AimLine(Fraction(2), exact("2.1"), Fraction(36), exact("2.6"))
    assert line_text(line, Fraction(10), exact("2.2"), "score") == "0.02 behind the aim line"
    assert side_text(line, Fraction(2), exact("2.1"), "score") == "on the line"


def test_a_worse_value_is_no_part_of_the_change():
    last = (Fraction(18), Fraction(41))
    assert "no part of the change" in standing_sentence(standing(MATH, last), MATH, last, "percent", "now")


def test_the_gap_keeps_both_counts_and_its_interval():
    words = gap_text([("Group 2", 38, 71), ("Group 3", 24, 83)], exact("24.606"), 9.04, 38.68)
    assert words == "Group 2 (38 of 71) against Group 3 (24 of 83): 24.6 points, 95 % interval 9.0 to 38.7"


@pytest.mark.parametrize(
    ("points", "is_weak", "words"),
    [
        (1, True, "1 reading: too few for a trend"),
        (2, True, "2 readings: too few for a trend"),
        (3, True, "3 readings: weak forecast"),
        (9, False, "9 readings"),
    ],
)
def test_how_far_readings_carry_is_said(points, is_weak, words):
    assert chart_sentence(points, is_weak=is_weak) == words


def test_values_carry_their_unit():
    assert value_text(Fraction(47), "percent") == "47.0 %"
    assert change_text(exact("24.6"), Fraction(18), "points") == "24.6 to 18 points"
    assert change_text(exact("2.1"), exact("2.6"), "score") == "2.1 to 2.6"
