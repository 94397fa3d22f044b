"""Look-fors are ticked for a goal in its editor by keyboard, each a step; the chart of strategy and result follows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from il_desktop.queries.goal_pages import goal_pages
from il_desktop.views.reports.catalogue import IMPACT, sources
from il_desktop.wording.charts_impact import impact_chart


def _row(ticks, text):
    return next(row for row in range(ticks.count()) if ticks.item(row).text().startswith(text))


def test_a_tick_links_a_look_for_and_undo_takes_it_back(page):
    desk, today = page.shell.desk, page.shell.today()
    assert not [source for source in sources(desk.read(goal_pages, today)) if source.key.startswith(IMPACT)]
    page.keys["goals.edit"].trigger()
    ticks = page.editors.form.look_fors
    ticks.setFocus()
    row = _row(ticks, "Students talk about the work")
    ticks.setCurrentRow(row)
    QTest.keyClick(ticks, Qt.Key.Key_Space)
    page.shell.hub.flush()
    pages = desk.read(goal_pages, today)
    assert pages.goals[0].look_fors == ("Students talk about the work",)
    assert [source.title for source in sources(pages) if source.key.startswith(IMPACT)] == [
        f"Strategy and result: {pages.goals[0].title}"
    ]
    assert impact_chart(pages.goals[0]).tracks[0].title == "Seen in lessons: Students talk about the work"
    desk.undo()
    page.shell.hub.flush()
    assert ticks.item(row).checkState() is Qt.CheckState.Unchecked
    assert desk.read(goal_pages, today).goals[0].look_fors == ()


def test_a_step_has_no_look_fors(page):
    step = next(node for line in page.goals.goals for node in line.node.family() if node.kind == "step")
    page.show_key(step.id)
    page.keys["goals.edit"].trigger()
    assert page.editors.form.look_fors is None


def test_the_chart_of_a_goal_is_saved_on_the_reports_page(page, visits):
    goals = [line.node for line in page.goals.goals]
    for number, goal in enumerate(goals):
        page.show_key(goal.id)
        page.keys["goals.export"].trigger()
        assert visits[-1] == ("reports", f"goal:{number}")
    page.show_key(goals[0].children[0].id)  # a part leads to the chart of its goal
    page.keys["goals.export"].trigger()
    assert visits[-1] == ("reports", "goal:0")
    page.open_vision()
    assert not page.keys["goals.export"].isEnabled()
