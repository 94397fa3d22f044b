"""The goals page by keyboard and mouse: what is shown, and that it stays in step."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from il_desktop import commands
from il_desktop.queries.goals import goal_list
from il_desktop.views.goals.chart_drawing import ChartDrawing
from il_desktop.views.goals.tree_delegate import chevron_rect
from il_desktop.views.shared import theme
from tests.views.goals.shown import TODAY, show_goals

# Looking


def test_the_first_goal_is_shown_with_its_sentence(page):
    assert page.head_sentence().startswith("2 of 5 goals on track, 2 at risk, 1 with a baseline only.")
    assert page.detail.fields.title == "Math proficiency"
    assert page.view._title.text() == "Math proficiency: 42 to 52 % by 5 Jun 2026"
    assert "0.3 points ahead of the aim line" in page.view._sentence.text()


def test_walking_the_tree_shows_the_goal(qtbot, page):
    page.cascade.tree.setFocus()
    for _ in range(30):
        if page.detail.fields.title == "Chronic absence":
            break
        qtbot.keyClick(page.cascade.tree, Qt.Key.Key_Down)
    assert page.detail.fields.title == "Chronic absence"
    assert page.view._mark.accessibleName() == "At risk"


def test_left_and_right_fold_and_unfold(qtbot, page):
    tree = page.cascade.tree
    index = tree.goals.index_of(page.detail.fields.id)
    assert tree.isExpanded(index)
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert not tree.isExpanded(index)
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    assert tree.isExpanded(index)


def test_the_chevron_folds_without_choosing_another_goal(qtbot, page):
    tree = page.cascade.tree
    second = tree.goals.index_of(page.goals.goals[1].node.id)
    entry = tree.goals.entry(second)
    spot = chevron_rect(entry, tree.visualRect(second)).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot))
    assert tree.isExpanded(second)
    assert page.detail.fields.title == "Math proficiency"


def test_show_key_opens_a_goal_or_a_part_of_one(page):
    part = page.goals.goals[2].node.children[0]
    page.show_key(part.id)
    assert page.detail.fields.id == part.id
    assert page.cascade.tree.current_id() == part.id
    page.show_key("vision")
    assert page.detail is None
    assert page.vision.isVisible()


def test_an_unknown_key_is_a_problem_not_a_crash(page):
    page.show_key("gone")
    assert "not there any more" in page.shell.messages.last


def test_the_gap_goal_says_both_groups_and_the_interval(page):
    page.show_key(page.goals.goals[1].node.id)
    assert "95 % interval 9.0 to 38.7" in page.view._sentence.text()
    assert not page.keys["goals.reading"].isEnabled()


def test_the_chart_describes_itself_and_paints_in_every_look(qtbot, page):
    description = page.view.chart.accessibleDescription()
    assert "3 readings: 42.0 % on 28 Aug 2025" in description
    assert "52.8 % projected if the trend goes on." in description
    for mode, scale in (("dark", 100), ("contrast", 100), ("light", 200)):
        theme.install(QApplication.instance(), mode, scale)
        assert not page.view.chart.grab().isNull()


def test_the_chart_paints_a_target_that_is_past_its_date(page):
    desk, measuring = page.shell.desk, commands.measuring
    goal = desk.run(commands.goals.add_goal, "Late")
    spec = measuring.TargetSpec(measuring.MeasureSpec("Rubric", "score"), 2, 3, date(2025, 9, 2), date(2025, 12, 19))
    desk.run(measuring.set_target, goal, spec)
    page.shell.hub.flush()
    page.show_key(goal)
    assert not page.view.chart.grab().isNull()
    measure = page.detail.figures.target.measure_id
    for day, value in ((date(2025, 10, 1), 2.2), (date(2025, 11, 3), 2.4), (date(2026, 1, 12), 3)):
        desk.run(measuring.add_reading, measure, day, value=value)
    page.shell.hub.flush()
    assert len(page.detail.figures.points) == 3
    assert not page.view.chart.grab().isNull()


def test_the_data_table_lists_what_the_chart_draws(page):
    page.toggle_table()
    model = page.view.table.model()
    cells = [[model.index(row, column).data() for column in range(6)] for row in range(model.rowCount())]
    assert cells[0] == ["14 Jan 2026", "Winter", "47.0 %", "329 of 700", "46.7 %", "0.3 points ahead"]
    assert len(cells) == 3


def test_rows_of_the_tree_speak(page):
    tree = page.cascade.tree
    spoken = tree.goals.index_of(page.goals.goals[0].node.id).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Goal 1: Math proficiency 42 → 52 %, On track, pace 1.06"


def test_every_button_has_a_name_and_is_large_enough(page):
    page.open_vision()
    page.edit()
    for button in page.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.accessibleName() or button.text(), button
            assert min(button.width(), button.height()) >= 24, button.accessibleName() or button.text()


def test_a_linked_block_leads_to_the_week(qtbot, page, visits):
    block = next(block for block in page.detail.blocks if not block.is_past)
    page.view.block_wanted.emit(block.block_id)
    assert visits == [("week", block.block_id)]


# Staying in step


def test_a_change_elsewhere_refreshes_the_page_and_keeps_what_is_shown(page):
    page.show_key(page.goals.goals[3].node.id)
    shown = page.detail.fields.id
    page.shell.desk.run(commands.goals.edit_goal, shown, title="ELA thinking")
    page.shell.hub.flush()
    assert page.detail.fields.title == "ELA thinking"
    assert page.cascade.tree.current_id() == shown


@pytest.mark.parametrize("size", [(968, 540), (1240, 760)])
def test_the_sheet_never_squeezes_the_goal_away(qtbot, sample_shell, size):
    page = show_goals(qtbot, sample_shell, size)
    page.edit()
    QApplication.processEvents()
    assert page.view.width() >= 400
    page.sheet.close_sheet()
    assert page.cascade.isVisible()


def test_markup_in_a_title_is_shown_as_it_was_typed(page):
    title = "<b>bold</b> & <img src=x>"
    page.shell.desk.run(commands.goals.edit_goal, page.detail.fields.id, title=title)
    page.shell.hub.flush()
    assert page.view._title.text().startswith(title)
    assert page.view._title.textFormat() == Qt.TextFormat.PlainText
    tip = page.cascade.tree.goals.index_of(page.detail.fields.id).data(Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip
    assert "&lt;b&gt;" in tip


def test_the_cascade_reads_the_same_as_the_query(page):
    found = page.shell.desk.read(goal_list, TODAY)
    assert page.cascade.tree.goals.rowCount() == len(found.goals)


def test_the_chart_is_drawn_again_only_when_goal_size_or_look_changed(qtbot, page, monkeypatch):
    drawn = []
    draw = ChartDrawing.draw
    monkeypatch.setattr(
        ChartDrawing, "draw", lambda drawing: (drawn.append(drawing.detail.fields.title), draw(drawing))
    )
    chart = page.view.chart
    chart.repaint()
    chart.repaint()
    assert drawn == []
    page.show_key(page.goals.goals[3].node.id)
    chart.repaint()
    chart.repaint()
    assert drawn == ["ELA critical thinking"]
    chart.resize(chart.width() + 20, chart.height())
    chart.repaint()
    theme.current().changed.emit()
    chart.repaint()
    assert len(drawn) == 3


def test_looking_at_a_goal_makes_no_view_of_the_vision(page):
    assert page._stack.count() == 2
    page.open_vision()
    assert page._stack.currentWidget() is page.vision
