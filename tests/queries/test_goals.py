"""What the sample school says about its goals: the golden values of the design, read from a real file."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from il_desktop import commands
from il_desktop.commands.measuring import MeasureSpec, TargetSpec
from il_desktop.domain.errors import NotFound
from il_desktop.domain.metrics.goals import GoalStatus
from il_desktop.domain.metrics.rounding import exact, shown
from il_desktop.queries.goal_detail import goal_detail, measure_choices, owner_choices
from il_desktop.queries.goal_minutes import GoalMinutes, Ledger, ledger
from il_desktop.queries.goals import goal_choices, goal_list
from il_desktop.queries.vision import vision_page

TODAY = date(2026, 1, 16)


@pytest.fixture
def goals(sample_desk):
    return {line.node.title: line for line in sample_desk.read(goal_list, TODAY).goals}


def _detail(desk, title):
    goal_id = next(line.node.id for line in desk.read(goal_list, TODAY).goals if line.node.title == title)
    return desk.read(goal_detail, goal_id, TODAY)


def test_the_cascade_is_ranked_and_counted(sample_desk):
    found = sample_desk.read(goal_list, TODAY)
    assert [line.node.title for line in found.goals] == [
        "Math proficiency", "Grade 8 math gap", "Chronic absence", "ELA critical thinking", "Staff recognized in 7 days"
    ]  # fmt: skip
    assert [found.count(kind) for kind in ("strategy", "step", "test")] == [10, 30, 5]


@pytest.mark.parametrize(
    ("title", "status", "pace"),
    [
        ("Math proficiency", GoalStatus.ON_TRACK, "1.06"),
        ("Chronic absence", GoalStatus.AT_RISK, "0.85"),
        ("ELA critical thinking", GoalStatus.AT_RISK, "0.85"),
        ("Staff recognized in 7 days", GoalStatus.ON_TRACK, "1.57"),
    ],
)
def test_status_and_pace_of_each_goal(goals, title, status, pace):
    standing = goals[title].figures.standing
    assert standing.status is status
    assert shown(standing.pace, 2) == pace


def test_the_gap_of_two_groups_is_a_baseline_with_its_interval(goals):
    figures = goals["Grade 8 math gap"].figures
    assert figures.standing.status is GoalStatus.BASELINE_ONLY
    assert [(group.name, group.rate.part, group.rate.whole) for group in figures.groups] == [
        ("Group 2", 38, 71), ("Group 3", 24, 83)
    ]  # fmt: skip
    assert shown(figures.gap.points) == "24.6"
    assert (shown(exact(figures.gap.low)), shown(exact(figures.gap.high))) == ("9.0", "38.7")


def test_three_readings_carry_a_trend_two_do_not(goals):
    math = goals["Math proficiency"].figures
    assert shown(math.trend.at(math.time.week(math.target.due_on))) == "52.8"
    assert goals["ELA critical thinking"].figures.trend is None


def test_the_aim_line_lies_at_46_7_in_week_18(goals):
    figures = goals["Math proficiency"].figures
    assert figures.last.week == 18
    assert shown(figures.line.at(figures.last.week)) == "46.7"


def test_a_window_that_is_over_without_a_reading_is_named(goals):
    assert goals["ELA critical thinking"].figures.open_window == "Winter"
    assert goals["Math proficiency"].figures.open_window == ""
    assert goals["Staff recognized in 7 days"].figures.open_window == ""


def test_the_goal_nobody_works_on_is_found(goals):
    starved = [title for title, line in goals.items() if line.is_starved]
    assert starved == ["Chronic absence"]
    assert goals["Chronic absence"].minutes.recent == 0


def test_group_readings_do_not_mix_with_those_of_the_whole_school(sample_desk):
    detail = _detail(sample_desk, "Math proficiency")
    assert [(p.numerator, p.denominator) for p in detail.figures.points] == [(294, 700), (315, 700), (329, 700)]


def test_the_vision_is_overdue_for_review(sample_desk):
    head = sample_desk.read(goal_list, TODAY).vision
    assert (head.version, head.is_overdue, head.n_values, head.n_elements) == (1, True, 5, 6)
    (page,) = sample_desk.read(vision_page)
    assert page.adopted_on == date(2024, 8, 1)
    assert len(page.of_kind("value")) == 5


def test_the_page_of_a_goal_has_windows_check_ins_and_blocks(sample_desk):
    detail = _detail(sample_desk, "Math proficiency")
    assert [(w.name, w.has_reading) for w in detail.windows] == [
        ("Fall", True), ("Interim", True), ("Winter", True), ("Spring", False)
    ]  # fmt: skip
    assert [c.confidence for c in detail.check_ins] == [8, 7, 6, 5, 6]
    assert detail.next_check_on == date(2026, 2, 12)
    assert detail.minutes.due >= detail.minutes.kept > 0
    assert len(detail.blocks) <= 6
    assert detail.n_blocks >= len(detail.blocks)


def test_the_page_of_a_strategy_names_its_way_up(sample_desk):
    strategy = sample_desk.read(goal_list, TODAY).goals[0].node.children[0]
    detail = sample_desk.read(goal_detail, strategy.id, TODAY)
    assert [node.title for node in detail.path] == ["Math proficiency", "Number talks in every math class"]
    assert detail.figures is None


def test_a_goal_that_is_gone_is_not_found(sample_desk):
    with pytest.raises(NotFound):
        sample_desk.read(goal_detail, "gone", TODAY)


def test_goals_to_link_come_in_the_order_of_the_cascade(sample_desk):
    labels = [label for _, label in sample_desk.read(goal_choices)]
    assert labels[0] == "1 Math proficiency"
    assert labels[1] == "1 Math proficiency › Number talks in every math class"
    assert "1 Math proficiency › Train the six math teachers" not in labels  # done


def test_owners_begin_with_leaders_and_measures_are_named(sample_desk):
    owners = [name for _, name in sample_desk.read(owner_choices, TODAY)]
    assert "Dana Whitfield" in owners[:4]
    assert ("Math proficiency", "percent", "up") in [row[1:] for row in sample_desk.read(measure_choices)]


def test_minutes_of_all_goals_are_split_without_loss(sample_desk):
    """Sum over goals = minutes of the linked blocks that go to goals, never more than the blocks have."""
    found = sample_desk.read(ledger, TODAY, date(2025, 8, 1))
    linked = sample_desk.read(
        lambda reader: reader.value(
            """SELECT CAST(ROUND(SUM((julianday(b.ends_local) - julianday(b.starts_local)) * 1440)) AS INTEGER)
               FROM time_block b WHERE b.state <> 'cancelled' AND b.id IN
               (SELECT block_id FROM block_goal GROUP BY block_id HAVING SUM(share_pct) = 100)"""
        )
    )
    whole = sample_desk.read(
        lambda reader: reader.rows("SELECT block_id FROM block_goal GROUP BY block_id HAVING SUM(share_pct) < 100")
    )
    assert sum(minutes.planned for minutes in found.by_goal.values()) >= linked
    assert whole or sum(minutes.planned for minutes in found.by_goal.values()) == linked


def test_no_instructional_minutes_no_judgement():
    assert not Ledger({}, 0).starves(GoalMinutes())
    assert Ledger({}, 1000).starves(GoalMinutes(recent=49))
    assert not Ledger({}, 1000).starves(GoalMinutes(recent=50))


def test_readings_of_earlier_years_do_not_bend_the_trend(sample_desk):
    measure = next(row[0] for row in sample_desk.read(measure_choices) if row[1] == "Math proficiency")
    before = _detail(sample_desk, "Math proficiency").figures
    for year in (2023, 2024):
        reading = {"numerator": 600, "denominator": 700}
        sample_desk.run(commands.measuring.add_reading, measure, date(year, 10, 1), **reading)
    after = _detail(sample_desk, "Math proficiency").figures
    assert after.trend == before.trend
    assert after.points == before.points


def test_a_reading_after_the_due_date_still_counts(desk):
    goal = desk.run(commands.goals.add_goal, "Late", vision="Far.")
    spec = TargetSpec(MeasureSpec("Rubric", "score"), 2, 3, date(2025, 9, 1), date(2025, 12, 19))
    desk.run(commands.measuring.set_target, goal, spec)
    measure = desk.read(measure_choices)[0][0]
    desk.run(commands.measuring.add_reading, measure, date(2026, 1, 12), value=3)
    assert desk.read(goal_detail, goal, TODAY).figures.standing.status is GoalStatus.MET


def test_a_target_outside_any_school_year_counts_calendar_weeks(desk):
    goal = desk.run(commands.goals.add_goal, "Long way", vision="Far.")
    spec = TargetSpec(MeasureSpec("Staff trained", "count"), 0, 10, date(2026, 1, 1), date(2026, 4, 11))
    desk.run(commands.measuring.set_target, goal, spec)
    measure = desk.read(measure_choices)[0][0]
    desk.run(commands.measuring.add_reading, measure, date(2026, 1, 11), value=1)
    figures = desk.read(goal_detail, goal, TODAY).figures
    assert not figures.time.is_school
    assert figures.standing.elapsed == exact("0.1")
    assert figures.standing.pace == 1


def test_an_empty_file_has_no_goals_and_no_vision(desk):
    found = desk.read(goal_list, TODAY)
    assert (found.vision, found.goals, desk.read(goal_choices), desk.read(vision_page)) == (None, (), [], ())


def test_a_goal_nobody_checks_in_on_goes_stale_after_its_own_rhythm(sample_desk):
    goal = sample_desk.read(goal_list, TODAY).goals[0].node.id
    last = sample_desk.read(goal_detail, goal, TODAY)
    rhythm = max(last.fields.check_every_days or 0, 14)
    newest = last.check_ins[0].given_on
    assert last.stale_days == 0
    assert sample_desk.read(goal_detail, goal, newest + timedelta(days=rhythm)).stale_days == 0
    assert sample_desk.read(goal_detail, goal, newest + timedelta(days=rhythm + 1)).stale_days == rhythm + 1
