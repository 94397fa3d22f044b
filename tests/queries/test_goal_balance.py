"""Every minute once: goals and "no goal" add up to all minutes of the sample year, whatever days are taken."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from il_desktop import bootstrap, commands
from il_desktop.domain.metrics.time_shares import split_weighted
from il_desktop.domain.walltime import WallTime
from il_desktop.models.engagement import ResourceRequest
from il_desktop.models.schedule import ActivityType, TimeBlock
from il_desktop.models.teamwork import AgendaItem, Meeting
from il_desktop.queries.goal_balance import NO_GOAL, goal_balance
from il_desktop.queries.goal_minutes import ledger
from il_desktop.queries.goal_pages import goal_pages
from il_desktop.queries.goals import goal_list
from il_desktop.reports.paper import Table
from il_desktop.store.operation import operation
from il_desktop.views.goals.row_words import row_words
from il_desktop.wording.charts_goals import resources_chart
from il_desktop.wording.format import ENGLISH
from il_desktop.wording.goal_told import resources_text
from il_desktop.wording.papers_goals import goals_paper, time_table
from tests.commands.school_goals import measured_goal, principal

FIRST, LAST = date(2025, 8, 1), date(2026, 6, 30)
_ALL = """
    SELECT ifnull(sum(CAST(ROUND((julianday(ends_local) - julianday(starts_local)) * 1440) AS INTEGER)), 0)
    FROM {table} WHERE starts_local >= ? AND starts_local < ? AND {where}
"""


@pytest.fixture(scope="module")
def year(full_sample_path):
    desk = bootstrap.open_desk(full_sample_path, read_only=True)
    yield desk
    desk.close()


def _sum(desk, table, where, first, last):
    params = (first.isoformat(), (last + timedelta(days=1)).isoformat())
    return desk.read(lambda reader: reader.value(_ALL.format(table=table, where=where), params))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 300), st.integers(0, 320))
def test_goals_and_no_goal_are_all_minutes_exactly(year, start, length):
    first = FIRST + timedelta(days=start)
    last = first + timedelta(days=length)
    found = year.read(goal_balance, first, last)
    assert found.all_planned == _sum(year, "time_block", "state <> 'cancelled' AND all_day = 0", first, last)
    assert found.all_kept == _sum(year, "actual", "source <> 'study'", first, last)
    assert all(minutes >= 0 for minutes in (*found.planned.values(), *found.kept.values()))


def test_the_whole_year_agrees_with_the_ledger_of_the_page(year):
    found = year.read(goal_balance, FIRST, LAST)
    page = year.read(ledger, LAST, FIRST)
    repeats = year.read(lambda reader: reader.value("SELECT count(*) FROM block_series WHERE goal_shares <> '[]'"))
    assert found.planned[NO_GOAL] > 0
    for goal_id, minutes in found.planned.items():
        if goal_id != NO_GOAL:
            assert minutes == page.by_goal[goal_id].planned or repeats
            assert found.kept.get(goal_id, 0) == page.by_goal[goal_id].kept


@given(st.integers(0, 1440), st.lists(st.integers(0, 300), max_size=6), st.integers(0, 500))
def test_no_split_loses_a_minute(minutes, weights, rest):
    whole = sum(weights) + rest or 1
    parts = split_weighted(minutes, weights, whole)
    assert sum(parts) == minutes
    assert all(abs(part * whole - minutes * weight) < whole for part, weight in zip(parts, weights, strict=False))


@operation("test.meeting")
def _meet(tx, items, length):
    kind = ActivityType(key="ilt", version=1, name="ILT", category="I", nces="C", ies="I")
    start = WallTime.parse("2026-01-12T13:00")
    block = TimeBlock(
        title="ILT", activity_type_id=kind.id, protection=1, origin="manual", anchor="clock", starts_local=start,
        ends_local=start.plus(length), tz="America/New_York",
    )  # fmt: skip
    tx.session.add_all([kind, block])
    tx.session.flush()
    meeting = Meeting(kind="ilt", title="ILT", state="confirmed", minutes=length, block_id=block.id)
    tx.session.add(meeting)
    tx.session.flush()
    for pos, (goal, minutes) in enumerate(items):
        item = AgendaItem(meeting_id=meeting.id, pos=pos, title="x", outcome="solve", minutes=minutes, goal_id=goal)
        tx.session.add(item)
    tx.say(block=block.id)


@pytest.mark.parametrize(
    ("length", "a", "b", "none"),
    [(60, 25, 15, 20), (45, 25, 15, 5), (20, 11, 7, 2)],
    ids=["time left over", "just so", "too full an agenda"],
)
def test_a_meeting_gives_its_minutes_by_its_agenda(desk, length, a, b, none):
    goals = [desk.run(commands.goals.add_goal, "A", vision="Far."), desk.run(commands.goals.add_goal, "B")]
    desk.run(_meet, [(goals[0], 10), (goals[1], 15), (goals[0], 15), (None, 5)], length)
    found = desk.read(goal_balance, FIRST, LAST)
    assert found.planned == {goals[0]: a, goals[1]: b, NO_GOAL: none}
    page = desk.read(ledger, date(2026, 1, 16), FIRST)
    assert [page.by_goal[goal].planned for goal in goals] == [a, b]


def test_the_paper_of_all_goals_parts_every_minute_of_the_year_so_far(year):
    pages = year.read(goal_pages, date(2026, 1, 16))
    first, last = pages.time_span
    assert (first, last) == (date(2025, 8, 18), date(2026, 1, 16))
    table = time_table(pages)
    assert [row[0] for row in table.rows][-2:] == ["No goal", "All"]
    for column, where in ((1, ("time_block", "state <> 'cancelled' AND all_day = 0")),
                          (2, ("actual", "source <> 'study'"))):  # fmt: skip
        *parts, total = [row[column] for row in table.rows]
        assert sum(parts) == total == _sum(year, *where, first, last) > 0
    assert any(isinstance(part, Table) and part.name == table.name for part in goals_paper(pages).parts)


def test_an_active_goal_without_hours_and_money_is_flagged_until_it_gets_some(desk):
    owner = principal(desk)
    goal, _measure = measured_goal(desk)
    desk.run(commands.goals.edit_goal, goal, owner_id=owner, due_on=date(2026, 6, 5))
    today = date(2026, 1, 16)
    assert not desk.read(goal_list, today).goals[0].is_bare  # a draft may wait
    desk.run(commands.goals.set_state, goal, "active")
    line = desk.read(goal_list, today).goals[0]
    assert line.is_bare
    assert row_words(line.node, ENGLISH, line).note == "no hours, no money"
    pages = desk.read(goal_pages, today)
    assert "Math proficiency has neither hours nor money." in resources_chart(pages).headline
    assert resources_text(pages.goals[0]) == "nothing yet: no hours and no money"
    desk.run(_ask_for_money, goal, "submitted")  # only asked for is nothing yet
    assert desk.read(goal_list, today).goals[0].is_bare
    desk.run(_ask_for_money, goal, "approved")
    assert not desk.read(goal_list, today).goals[0].is_bare
    assert "neither hours" not in resources_chart(desk.read(goal_pages, today)).headline


def test_a_planned_block_is_something_put_in(sample_desk):
    today = date(2026, 1, 16)
    by_title = {line.node.title: line for line in sample_desk.read(goal_list, today).goals}
    assert not by_title["Math proficiency"].is_bare
    bare = {title for title, line in by_title.items() if line.is_bare}
    pages = sample_desk.read(goal_pages, today)
    assert bare == {goal.title for goal in pages.goals if goal.resources.is_bare}


@operation("test.money")
def _ask_for_money(tx, goal_id, state):
    tx.session.add(ResourceRequest(category="funding", title=state, goal_id=goal_id, amount_cents=5_00, state=state))
    tx.say(goal=goal_id)
