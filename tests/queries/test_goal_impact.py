"""How often look-fors are seen, beside what the goal measures: counted by window, few teachers hidden, no claim."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from il_desktop import commands
from il_desktop.domain.goal_pages import HIDDEN
from il_desktop.domain.walltime import WallTime
from il_desktop.models.goals import Reading
from il_desktop.models.people import Person
from il_desktop.models.visits import LookFor, Protocol, Visit, VisitMark
from il_desktop.queries.goal_pages import goal_pages
from il_desktop.reports.charts import chart_paper, picture
from il_desktop.store.operation import operation
from il_desktop.wording.charts_impact import impact_chart
from tests.commands.school_goals import dump, measured_goal, principal

TODAY = date(2026, 1, 16)
READ = (date(2025, 9, 30), date(2025, 11, 30), date(2026, 1, 10))


@operation("test.seen")
def _fill(tx, measure, goal, visitor, windows, teachers):
    protocol = Protocol(name="Ours", version=1, kind="look_fors", licence="own", source="own", is_bundled=False)
    look_for = LookFor(protocol_id=protocol.id, domain="Thinking", text="Students talk about the work", pos=0)
    other = LookFor(protocol_id=protocol.id, domain="Thinking", text="Wait time", pos=1)
    people = [Person(kind="teacher", given=f"T{n}", family="Teach") for n in range(teachers)]
    tx.session.add_all([protocol, look_for, other, *people])
    tx.session.flush()
    for on, (seen, marks, numerator) in zip(READ, windows, strict=False):
        tx.session.add(Reading(measure_id=measure, read_on=on, numerator=numerator, denominator=700))
        for number in range(marks):
            visit = Visit(
                person_id=people[number % teachers].id, visitor_id=visitor, kind="quick_visit", duration_min=10,
                starts_local=WallTime.at(on, 9), state="written",
            )  # fmt: skip
            tx.session.add(visit)
            tx.session.flush()
            rows = ((look_for, number < seen, "visitor"), (other, True, "visitor"), (look_for, True, "self"))
            for row, is_seen, rater in rows:
                tx.session.add(VisitMark(visit_id=visit.id, look_for_id=row.id, rater=rater, seen=is_seen))
    tx.say(goal=goal)
    return look_for.id


@pytest.fixture
def told(desk):
    def fill(*windows, teachers=8):
        owner = principal(desk)
        goal, measure = measured_goal(desk)
        look_for = desk.run(_fill, measure, goal, owner, windows, teachers)
        strategy = desk.run(commands.goals.add_goal, "Number talks", kind="strategy", parent_id=goal)
        desk.run(commands.goal_plans.set_look_fors, strategy, [look_for])
        desk.run(commands.goals.edit_goal, goal, owner_id=owner, due_on=date(2026, 6, 5))
        desk.run(commands.goals.set_state, goal, "active")
        return desk.read(goal_pages, TODAY).goals[0]

    return fill


def test_three_windows_are_joined_with_n_and_the_words_association_only(told):
    goal = told((4, 16, 294), (10, 20, 315), (18, 24, 329))
    assert goal.look_fors == ("Students talk about the work",)
    assert [(each.share, each.marks, each.visits) for each in goal.seen] == [
        (Fraction(25), 16, 16), (Fraction(50), 20, 20), (Fraction(75), 24, 24),
    ]  # fmt: skip
    chart = impact_chart(goal)
    assert chart.is_joined
    assert chart.note == "Association only: other things changed too."
    assert [mark.note for mark in chart.tracks[0].marks] == [
        "n 16 in 16 visits", "n 20 in 20 visits", "n 24 in 24 visits",
    ]  # fmt: skip
    assert [mark.label for mark in chart.tracks[1].marks] == ["42.0 %", "45.0 %", "47.0 %"]
    assert [mark.x for mark in chart.tracks[0].marks] == [mark.x for mark in chart.tracks[1].marks]
    assert "Seen in 25.0 % up to 30 Sep 2025 and 75.0 % of the marks up to 10 Jan 2026." in chart.headline
    assert "Association only" in chart.headline
    svg = picture(chart, "svg").decode()
    assert "Association only" in svg
    for track in chart.tracks:
        heights = [tick.at for tick in track.values]
        assert heights[0] <= min(mark.y for mark in track.marks)
    assert "n 16 in 16 visits" in svg
    assert chart_paper(chart).parts[1] == chart.table


def test_two_windows_are_dots_with_the_reason(told):
    chart = impact_chart(told((4, 16, 294), (10, 20, 315)))
    assert not chart.is_joined
    assert chart.note == "2 windows: too few for a line, it takes 3. Association only: other things changed too."
    assert picture(chart, "png") != picture(chart._replace(is_joined=True), "png")  # a line would be seen


def test_few_teachers_are_not_told_of_and_near_the_ends_only_the_code(told):
    goal = told((1, 4, 294), (20, 20, 315), (18, 24, 329))
    assert [each.code for each in goal.seen] == [HIDDEN, ">95", ""]
    assert (goal.seen[0].share, goal.seen[0].marks, goal.seen[0].visits) == (None, None, None)
    chart = impact_chart(goal)
    assert len(chart.tracks[0].marks) == 1
    assert not chart.is_joined
    assert [row[1] for row in chart.table.rows] == ["hidden: small group", ">95 %", "75.0 %"]


def test_without_marks_or_look_fors_there_is_no_chart(told, desk):
    assert impact_chart(told((0, 0, 294))) is None
    goal = dump(desk, "SELECT id FROM goal WHERE kind = 'strategy'")[0][0]
    desk.run(commands.goal_plans.set_look_fors, goal, [])
    assert desk.read(goal_pages, TODAY).goals[0].look_fors == ()


def test_a_deleted_strategy_lets_its_look_fors_go_and_undo_brings_them_back(told, desk):
    told((4, 16, 294))
    goal = dump(desk, "SELECT id FROM goal WHERE kind = 'strategy'")[0][0]
    linked = "SELECT count(*) FROM look_for WHERE goal_id IS NOT NULL"
    desk.run(commands.goals.delete_goal, goal)
    assert dump(desk, linked) == [(0,)]
    desk.undo()
    assert dump(desk, linked) == [(1,)]
