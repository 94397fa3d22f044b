"""Targets, readings and check-ins: what they need and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.commands.measuring import CheckInSpec, MeasureSpec
from il_desktop.domain.errors import BadValue, NotFound
from il_desktop.wording.steps import step_sentence
from tests.commands.school_goals import DUE, dump, first_goal, math_target, measured_goal, whole

DAY = date(2025, 8, 28)


def _set(desk, goal, **changes):
    return desk.run(commands.measuring.set_target, goal, math_target(**changes))


def test_a_target_makes_its_measure_and_dates_the_goal(desk):
    goal, _ = measured_goal(desk)
    assert dump(desk, "SELECT name, unit, better FROM measure") == [("Math proficiency", "percent", "up")]
    assert dump(desk, "SELECT baseline, aim, change_kind FROM target") == [(42.0, 52.0, "absolute")]
    assert dump(desk, "SELECT id, due_on FROM goal") == [(goal, DUE.isoformat())]


def test_setting_it_again_changes_the_same_target(desk):
    goal, _ = measured_goal(desk)
    _set(desk, goal, aim=46.2, change_kind="relative")
    assert dump(desk, "SELECT aim, change_kind FROM target") == [(46.2, "relative")]
    assert len(dump(desk, "SELECT 1 FROM measure")) == 1


def test_a_measure_is_found_again_by_its_name(desk):
    measured_goal(desk)
    other = first_goal(desk, "Other")
    _set(desk, other, measure=MeasureSpec("math  PROFICIENCY", "percent", "up"))
    assert len(dump(desk, "SELECT 1 FROM measure")) == 1


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"aim": 42.0}, "aim", "same_as_baseline"),
        ({"aim": 40.0}, "aim", "wrong_way"),
        ({"measure": MeasureSpec("Absence", "percent", "down")}, "aim", "wrong_way"),
        ({"aim": 120.0}, "aim", "outside_whole"),
        ({"baseline": -1.0}, "baseline", "too_small"),
        ({"due_on": DAY}, "due_on", "end_before_start"),
        ({"measure": MeasureSpec(" ", "percent")}, "measure", "empty"),
        ({"measure": MeasureSpec("Math", "stones")}, "unit", "not_a_choice"),
        ({"aim": float("nan")}, "aim", "not_a_number"),
    ],
)
def test_a_target_that_makes_no_sense_is_refused(desk, changes, field, reason):
    goal = first_goal(desk)
    before = whole(desk)
    with pytest.raises(BadValue) as problem:
        _set(desk, goal, **changes)
    assert (problem.value.field, problem.value.reason) == (field, reason)
    assert whole(desk) == before


def test_the_unit_of_a_measure_with_readings_stays(desk):
    goal, measure = measured_goal(desk)
    desk.run(commands.measuring.add_reading, measure, DAY, numerator=294, denominator=700)
    with pytest.raises(BadValue) as problem:
        _set(desk, goal, measure=MeasureSpec("Math proficiency", "score"))
    assert problem.value.reason == "has_readings"


def test_a_percentage_keeps_both_counts(desk):
    _, measure = measured_goal(desk)
    desk.run(commands.measuring.add_reading, measure, DAY, numerator=294, denominator=700)
    assert dump(desk, "SELECT numerator, denominator, value FROM reading") == [(294, 700, None)]


@pytest.mark.parametrize(
    ("counts", "field", "reason"),
    [
        ({"numerator": 294}, "denominator", "needs_both"),
        ({"denominator": 700}, "numerator", "needs_both"),
        ({"value": 42.0}, "numerator", "needs_both"),
        ({"numerator": 701, "denominator": 700}, "numerator", "outside_whole"),
        ({"numerator": 0, "denominator": 0}, "denominator", "too_small"),
        ({"numerator": -1, "denominator": 700}, "numerator", "too_small"),
        ({"numerator": "many", "denominator": 700}, "numerator", "not_a_number"),
    ],
)
def test_a_percentage_that_cannot_be_is_refused(desk, counts, field, reason):
    _, measure = measured_goal(desk)
    with pytest.raises(BadValue) as problem:
        desk.run(commands.measuring.add_reading, measure, DAY, **counts)
    assert (problem.value.field, problem.value.reason) == (field, reason)
    assert dump(desk, "SELECT * FROM reading") == []


def test_other_units_take_a_value(desk):
    goal = first_goal(desk)
    _set(desk, goal, measure=MeasureSpec("Rubric", "score"), baseline=2.1, aim=2.6)
    measure = dump(desk, "SELECT id FROM measure")[0][0]
    with pytest.raises(BadValue):
        desk.run(commands.measuring.add_reading, measure, DAY)
    desk.run(commands.measuring.add_reading, measure, DAY, value=2.1)
    assert dump(desk, "SELECT value FROM reading") == [(2.1,)]


def test_a_second_reading_of_the_same_day_and_one_in_the_future_are_refused(desk):
    _, measure = measured_goal(desk)
    desk.run(commands.measuring.add_reading, measure, DAY, numerator=294, denominator=700)
    for day, reason in ((DAY, "duplicate"), (date(2026, 1, 17), "in_future")):
        with pytest.raises(BadValue) as problem:
            desk.run(commands.measuring.add_reading, measure, day, numerator=1, denominator=700)
        assert problem.value.reason == reason


def test_a_reading_is_mended_and_deleted_and_both_undone(desk):
    _, measure = measured_goal(desk)
    reading = desk.run(commands.measuring.add_reading, measure, DAY, numerator=249, denominator=700)
    start = whole(desk)
    desk.run(commands.measuring.edit_reading, reading, numerator=294)
    assert dump(desk, "SELECT numerator FROM reading") == [(294,)]
    with pytest.raises(BadValue):
        desk.run(commands.measuring.edit_reading, reading, numerator=999)
    desk.run(commands.measuring.delete_reading, reading)
    assert dump(desk, "SELECT * FROM reading") == []
    desk.undo()
    desk.undo()
    assert whole(desk) == start
    desk.redo()
    desk.redo()
    assert dump(desk, "SELECT * FROM reading") == []


def test_a_check_in_keeps_what_was_said_and_what_was_computed(desk):
    goal, _ = measured_goal(desk)
    desk.run(commands.measuring.check_in, goal, CheckInSpec("on_track", 8, comment="Winter is in.", computed="at_risk"))
    assert dump(desk, "SELECT given_on, status, confidence, computed_status, comment FROM check_in") == [
        ("2026-01-16", "on_track", 8, "at_risk", "Winter is in.")
    ]


@pytest.mark.parametrize(
    ("spec", "field"),
    [
        (CheckInSpec("on_track", 11), "confidence"),
        (CheckInSpec("on_track", -1), "confidence"),
        (CheckInSpec("splendid", 5), "status"),
        (CheckInSpec("on_track", 5, given_on=date(2026, 1, 17)), "given_on"),
        (CheckInSpec("on_track", 5, comment="x" * 20_001), "comment"),
    ],
)
def test_a_check_in_that_cannot_be_is_refused(desk, spec, field):
    goal = first_goal(desk)
    with pytest.raises(BadValue) as problem:
        desk.run(commands.measuring.check_in, goal, spec)
    assert problem.value.field == field
    assert dump(desk, "SELECT * FROM check_in") == []


def test_a_check_in_is_deleted_and_comes_back(desk):
    goal = first_goal(desk)
    found = desk.run(commands.measuring.check_in, goal, CheckInSpec("at_risk", 5))
    before = whole(desk)
    desk.run(commands.measuring.delete_check_in, found)
    assert dump(desk, "SELECT * FROM check_in") == []
    desk.undo()
    assert whole(desk) == before


@pytest.mark.parametrize("command", ["delete_reading", "delete_check_in", "delete_target"])
def test_what_is_gone_is_not_found(desk, command):
    with pytest.raises(NotFound):
        desk.run(getattr(commands.measuring, command), "gone")


def test_every_step_says_what_it_did(desk):
    said = []
    goal, measure = measured_goal(desk)
    said.append(desk.history().undo)
    reading = desk.run(commands.measuring.add_reading, measure, DAY, numerator=294, denominator=700)
    said.append(desk.history().undo)
    desk.run(commands.measuring.delete_reading, reading)
    said.append(desk.history().undo)
    found = desk.run(commands.measuring.check_in, goal, CheckInSpec("on_track", 8))
    said.append(desk.history().undo)
    desk.run(commands.measuring.delete_check_in, found)
    said.append(desk.history().undo)
    assert [step_sentence(label) for label in said] == [
        "Set the target of “Math proficiency”: 42 to 52 %",
        "Added the reading 294 of 700 to “Math proficiency”",
        "Deleted the reading 294 of 700 of “Math proficiency”",
        "Checked in on “Math proficiency”: on track, confidence 8",
        "Deleted the check-in of 16 Jan 2026 on “Math proficiency”",
    ]
