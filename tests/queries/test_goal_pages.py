"""What is told of goals: the sample school's figures, no names, no small groups, no value that a pace gives away."""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import date
from fractions import Fraction

import pytest

from il_desktop.domain.goal_pages import HIDDEN, GoalPages, by_risk
from il_desktop.domain.metrics.goals import GoalStatus
from il_desktop.queries.goal_pages import goal_pages
from il_desktop.queries.goal_resources import goal_resources, summed
from il_desktop.store.reader import Reader
from il_desktop.wording.format import ENGLISH
from il_desktop.wording.goal_told import standing_text, statuses_sentence
from tests.conftest import copy_file

TODAY = date(2026, 1, 16)


def told(path, *statements: str, with_names: bool = False) -> GoalPages:
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            assert connection.execute(statement).rowcount
    reader = Reader(path)
    try:
        with reader.snapshot():
            return goal_pages(reader, TODAY, with_names=with_names)
    finally:
        reader.close()


@pytest.fixture
def sample(tmp_path, small_template):
    return copy_file(small_template, tmp_path / "sample.ildesk")


def test_the_sample_school_is_told(sample) -> None:
    pages = told(sample)
    assert [goal.title for goal in pages.goals][:2] == ["Math proficiency", "Grade 8 math gap"]
    math, gap = (goal.target for goal in pages.goals[:2])
    assert [reading.value for reading in math.readings] == [42, 45, 47]
    assert math.pace == Fraction(17, 16)
    assert [round(end, 1) for end in gap.interval] == [9.0, 38.7]
    assert not any(goal.owner for goal in pages.goals)
    assert (pages.names_out, pages.hidden, pages.drafts) == (0, 0, 0)


def test_those_at_risk_come_first(sample) -> None:
    ordered = by_risk(told(sample).goals)
    assert [goal.status for goal in ordered] == [
        GoalStatus.AT_RISK, GoalStatus.AT_RISK, GoalStatus.BASELINE_ONLY, GoalStatus.ON_TRACK, GoalStatus.ON_TRACK,
    ]  # fmt: skip


def test_names_come_only_when_asked_for(sample) -> None:
    named = "UPDATE goal SET title = 'Math with Ms. Kim', because = 'Grace Kim asked' WHERE title = 'Math proficiency'"
    pages = told(sample, named)
    assert pages.goals[0].title == "Math with [name]"
    assert pages.goals[0].because == "[name] asked"
    assert pages.names_out == 2
    pages = told(sample, with_names=True)
    assert pages.goals[0].title == "Math with Ms. Kim"
    assert pages.goals[0].owner == "Dana Whitfield"


def test_a_small_group_hides_the_value_and_everything_that_gives_it_away(sample) -> None:
    small = """UPDATE reading SET numerator = 3, denominator = 7
               WHERE measure_id = (SELECT id FROM measure WHERE name = 'Math proficiency') AND grade IS NULL
                     AND group_name IS NULL AND numerator = 329"""
    target = told(sample, small).goals[0].target
    last = target.readings[-1]
    assert (last.value, last.part, last.whole, last.code) == (None, None, None, HIDDEN)
    assert (target.pace, target.trend, target.line, target.baseline) == (None, None, None, None)


def test_the_status_of_a_hidden_reading_is_not_told(sample) -> None:
    small = """UPDATE reading SET numerator = 3, denominator = 7
               WHERE measure_id = (SELECT id FROM measure WHERE name = 'Math proficiency') AND grade IS NULL
                     AND group_name IS NULL AND numerator = 329"""
    pages = told(sample, small)
    assert pages.goals[0].status == GoalStatus.NOT_TOLD
    assert by_risk(pages.goals)[-1] is pages.goals[0]
    assert "1 not told for small groups" in statuses_sentence(pages.goals)
    assert standing_text(pages.goals[0], ENGLISH).startswith("Not told.")


@pytest.mark.parametrize(("aim", "counted", "status"), [
    ("0", 0, GoalStatus.NOT_TOLD),  # "Met" would say that it is nobody, where "<5 %" of forty is up to two
    ("0", 2, GoalStatus.NOT_TOLD),
    ("10", 0, GoalStatus.MET),  # any of the counts would be
])  # fmt: skip
def test_a_status_that_would_undo_a_code_is_not_told(sample, aim, counted, status) -> None:
    of_absence = "measure_id = (SELECT id FROM measure WHERE name = 'Chronic absence')"
    reading = "UPDATE reading SET numerator = {}, denominator = 40 WHERE {} AND numerator = 121"
    target = "UPDATE target SET aim = {} WHERE {}"
    statements = (reading.format(counted, of_absence), target.format(aim, of_absence))
    goal = next(goal for goal in told(sample, *statements).goals if goal.title == "Chronic absence")
    assert goal.target.last.code == "<5"
    assert goal.status == status


def test_a_small_side_hides_the_whole_gap(sample) -> None:
    small = """UPDATE reading SET numerator = 5, denominator = 8
               WHERE measure_id = (SELECT id FROM measure WHERE name = 'Grade 8 math gap') AND denominator = 71"""
    pages = told(sample, small)
    gap = pages.goals[1].target
    assert {reading.code for reading in gap.readings} == {HIDDEN}
    assert gap.interval is None
    assert gap.baseline is None
    assert pages.hidden == 1


@pytest.mark.parametrize("counted", [0, 3, 70])
def test_a_side_told_only_by_a_code_hides_the_gap_that_would_tell_its_count(sample, counted) -> None:
    """The report on gaps tells "<5 %" or ">95 %" of that side, and the exact rate of the other."""
    coded = """UPDATE reading SET numerator = {}
               WHERE measure_id = (SELECT id FROM measure WHERE name = 'Grade 8 math gap') AND denominator = 71"""
    gap = told(sample, coded.format(counted)).goals[1].target
    assert {reading.code for reading in gap.readings} == {HIDDEN}
    assert (gap.interval, gap.baseline, gap.pace) == (None, None, None)


def test_staff_may_be_told_from_five_on(sample) -> None:
    rows = """UPDATE reading SET numerator = {}, denominator = {}
              WHERE denominator = 42 AND numerator = 17 AND measure_id =
              (SELECT id FROM measure WHERE name = 'Staff recognized in the last 7 days')"""
    assert told(sample, rows.format(3, 6)).goals[4].target.last.value == 50
    assert told(sample, rows.replace("= 42 AND numerator = 17", "= 6").format(1, 4)).goals[4].target.last.code == HIDDEN


def test_a_code_that_the_size_of_the_group_would_undo_hides_the_reading(sample) -> None:
    """Of twelve people "<5 %" is nobody."""
    rows = """UPDATE reading SET numerator = 0, denominator = 12
              WHERE denominator = 42 AND numerator = 17 AND measure_id =
              (SELECT id FROM measure WHERE name = 'Staff recognized in the last 7 days')"""
    last = told(sample, rows).goals[4].target.last
    assert (last.value, last.whole, last.code) == (None, None, HIDDEN)


def test_a_total_that_the_report_on_gaps_holds_back_is_not_told_here(sample) -> None:
    """ "<5 %" of a hundred is five at most; beside five of the first group it would say that nobody of the other is."""
    of_winter = """ WHERE measure_id = (SELECT id FROM measure WHERE name = 'Chronic absence') AND window_id =
                   (SELECT window_id FROM reading WHERE numerator = 121 AND group_name IS NULL AND grade IS NULL)"""
    statements = [
        begin + of_winter + end
        for begin, end in (
            ("DELETE FROM reading", " AND group_name NOT IN ('Group 1', 'Group 2')"),
            ("UPDATE reading SET numerator = 5, denominator = 60", " AND group_name = 'Group 1'"),
            ("UPDATE reading SET numerator = 0, denominator = 40", " AND group_name = 'Group 2'"),
            ("UPDATE reading SET numerator = 5, denominator = 100", " AND group_name IS NULL"),
        )
    ]
    goal = next(goal for goal in told(sample, *statements).goals if goal.title == "Chronic absence")
    last = goal.target.last
    assert (last.value, last.whole, last.code) == (None, None, HIDDEN)


def test_rates_near_the_ends_are_coded(sample) -> None:
    low = """UPDATE reading SET numerator = 10 WHERE numerator = 329 AND measure_id =
             (SELECT id FROM measure WHERE name = 'Math proficiency') AND grade IS NULL AND group_name IS NULL"""
    groups = """DELETE FROM reading WHERE group_name IS NOT NULL AND measure_id =
                (SELECT id FROM measure WHERE name = 'Math proficiency')"""
    target = told(sample, low, groups).goals[0].target
    assert (target.last.code, target.last.value, target.last.part) == ("<5", None, None)
    assert (target.pace, target.trend) == (None, None)


def test_resources_are_summed_over_all_that_hangs_on_a_goal(full_sample_path) -> None:
    reader = Reader(full_sample_path)
    try:
        pages = goal_pages(reader, TODAY)
    finally:
        reader.close()
    put = pages.goals[0].resources
    assert (put.pd_held, put.pd_planned, put.pd_cents) == (825, 1275, 90_000)
    gap = pages.goals[1].resources
    assert (gap.spent, gap.approved) == (718_000, 718_000)
    assert pages.goals[2].resources.planned == 0  # nobody works on chronic absence


@pytest.mark.parametrize(
    ("name", "what", "states"),
    [
        ("pd_planned", "minutes FROM meeting WHERE kind = 'pd'", "'held', 'confirmed'"),
        ("pd_held", "minutes FROM meeting WHERE kind = 'pd'", "'held'"),
        ("pd_cents", "cost_cents FROM meeting WHERE kind = 'pd'", "'held'"),
        ("approved", "amount_cents FROM resource_request WHERE 1", "'approved', 'spent'"),
        ("asked", "amount_cents FROM resource_request WHERE 1", "'drafted', 'submitted'"),
    ],
)
def test_sessions_and_money_of_all_goals_are_those_of_the_ledgers(full_sample_path, name, what, states) -> None:
    with contextlib.closing(Reader(full_sample_path)) as reader, reader.snapshot():
        rows = reader.rows(f"SELECT {what} AND goal_id IS NOT NULL AND state IN ({states})")
        put = summed(goal_resources(reader, TODAY).values())
    assert getattr(put, name) == sum(row[0] or 0 for row in rows) > 0
