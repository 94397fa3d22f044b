"""Goals in words: 0, half, four fifths, all."""

from __future__ import annotations

from fractions import Fraction

import pytest

from il_desktop.domain.metrics.goals import AimLine, GoalStatus
from il_desktop.domain.metrics.zones import zone_progress, zone_standing

LINE = AimLine(Fraction(2), Fraction(0), Fraction(36), Fraction(2))


@pytest.mark.parametrize(("level", "share"), [(0, "0"), (1, "0.5"), (2, "0.8"), (3, "1"), (9, "1")])
def test_zones_are_0_half_four_fifths_and_all(level, share):
    assert zone_progress(Fraction(level)) == Fraction(share)


def test_a_level_below_nothing_is_refused():
    with pytest.raises(ValueError, match="-1"):
        zone_progress(Fraction(-1))


@pytest.mark.parametrize(
    ("level", "status"),
    [(0, GoalStatus.OFF_TRACK), (1, GoalStatus.ON_TRACK), (2, GoalStatus.MET), (3, GoalStatus.MET)],
)
def test_the_target_zone_is_met_and_commit_in_half_the_time_is_on_track(level, status):
    assert zone_standing(LINE, (Fraction(19), Fraction(level))).status == status


def test_without_a_reading_there_is_a_baseline_only():
    assert zone_standing(LINE, None).status == GoalStatus.BASELINE_ONLY
