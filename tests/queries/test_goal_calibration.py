"""Confidence against what came of it: counted over ended goals, silent while they are few."""

from __future__ import annotations

import pytest

from il_desktop import commands
from il_desktop.commands.measuring import CheckInSpec
from il_desktop.domain.metrics.calibration import ConfidenceBand, calibration
from il_desktop.queries.goal_calibration import confidence_record
from il_desktop.wording.goals import confidence_text
from tests.commands.school_goals import first_goal


def _ended(desk, title, state, *confidences):
    goal = first_goal(desk, title)
    for confidence in confidences:
        desk.run(commands.measuring.check_in, goal, CheckInSpec("on_track", confidence=confidence))
    desk.run(commands.goals.set_state, goal, state)


def test_the_last_confidence_counts_and_open_goals_do_not(desk, fixed_clock):
    for title, state, said in (("A", "met", 8), ("B", "closed", 7), ("C", "met", 9), ("D", "closed", 2)):
        _ended(desk, title, state, said)
    _ended(desk, "open again", "draft", 10)
    _ended(desk, "nothing said", "met")
    found = desk.read(confidence_record)
    assert found == (ConfidenceBand(0, 3, 1, 0), ConfidenceBand(7, 10, 3, 2))
    assert confidence_text(found) == "Of ended goals with 0 to 3, 0 of 1 and with 7 to 10, 2 of 3 were met."


@pytest.mark.parametrize("number", [0, 1, 2])
def test_few_goals_are_no_pattern(number):
    assert calibration([(8, True)] * number) == ()
    assert confidence_text(()) == ""


def test_every_confidence_from_0_to_10_has_one_band():
    assert sum(band.said for band in calibration((said, said > 5) for said in range(11))) == 11
