"""The goals page by keyboard and mouse: what is shown, what is saved, what is refused at the field."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from il_desktop import commands
from il_desktop.queries.goals import goal_list
from il_desktop.views.goals.check_in_form import CheckInForm
from il_desktop.views.goals.goal_form import GoalForm, NewGoalForm
from il_desktop.views.goals.page import GoalsPage
from il_desktop.views.goals.reading_form import ReadingForm
from il_desktop.views.goals.target_form import TargetForm
from il_desktop.views.goals.tree_delegate import chevron_rect
from il_desktop.views.goals.vision_form import ItemForm, VisionForm
from il_desktop.views.shared import theme

TODAY = date(2026, 1, 16)


def _show(qtbot, shell, size=(1240, 760)):
    page = GoalsPage(shell)
    qtbot.addWidget(page)
    shell.actions.set_page("goals")
    page.resize(*size)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def page(qtbot, sample_shell):
    return _show(qtbot, sample_shell)


@pytest.fixture
def empty_page(qtbot, shell):
    return _show(qtbot, shell)


def _type(field, text):
    field.line.setText(text)
    field.line.textEdited.emit(text)
    field.commit()


def _rows(page, sql, *params):
    return page.shell.desk.read(lambda reader: reader.rows(sql, params))


def _titles(page):
    return [line.node.title for line in page.goals.goals]


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


# The first goal


def test_an_empty_file_invites_to_write_the_first_goal(qtbot, empty_page):
    assert empty_page.empty.isVisible()
    assert empty_page.empty.label.text() == "No goal yet."
    qtbot.mouseClick(empty_page.empty.button, Qt.MouseButton.LeftButton)
    assert isinstance(empty_page.editors.form, NewGoalForm)
    assert empty_page.editors.form.vision is not None


def test_the_first_goal_by_keyboard_alone(qtbot, empty_page):
    page = empty_page
    page.keys["goals.new"].trigger()
    form = page.editors.form
    qtbot.keyClicks(form.title.line, "Every reader by grade 8")
    qtbot.keyClick(form.title.line, Qt.Key.Key_Return)
    qtbot.keyClicks(form.vision.line, "Every student reads to learn.")
    qtbot.keyClick(form.vision.line, Qt.Key.Key_Return)
    assert _titles(page) == ["Every reader by grade 8"]
    assert isinstance(page.editors.form, GoalForm)
    assert page.view._no_target.isVisible()
    page.shell.desk.undo()
    page.shell.hub.flush()
    assert _titles(page) == []
    assert page.empty.isVisible()
    assert not page.sheet.isVisible()  # nothing typed from here on can reach a goal that is gone


def test_a_goal_without_title_is_refused_at_the_field(empty_page):
    empty_page.new_goal()
    form = empty_page.editors.form
    form.save()
    assert not form.title.is_valid
    assert form.title.reason.text()
    assert _rows(empty_page, "SELECT * FROM goal") == []


# Editing


def test_each_field_saves_when_it_is_left(qtbot, page):
    page.edit()
    form = page.editors.form
    _type(form.by_name["title"], "Math for all")
    _type(form.by_name["est_min"], "80 h")
    _type(form.by_name["due_on"], "29 May 2026")
    form._notes["because"].setPlainText("Because it is time.")
    form._notes["because"].commit()
    goal = _rows(page, "SELECT title, est_min, due_on, because FROM goal WHERE id = ?", page.detail.fields.id)
    assert goal == [("Math for all", 4800, "2026-05-29", "Because it is time.")]
    page.shell.hub.flush()
    assert page.view._title.text().startswith("Math for all")


def test_rubbish_is_refused_at_its_field(page):
    page.edit()
    before = _rows(page, "SELECT * FROM goal")
    for name, text in (("due_on", "someday"), ("est_min", "a lot"), ("check_every_days", "x"), ("title", "")):
        field = page.editors.form.by_name[name]
        _type(field, text)
        assert field.reason.text(), name
    assert _rows(page, "SELECT * FROM goal") == before


def test_a_due_date_before_the_start_is_refused_at_its_field(page):
    page.edit()
    field = page.editors.form.by_name["due_on"]
    _type(field, "1 Aug 2025")
    assert "before" in field.reason.text()


def test_escape_closes_the_sheet_and_saves_what_was_typed(qtbot, page):
    page.edit()
    page.editors.form.by_name["title"].line.setText("Half typed")
    qtbot.keyClick(page.sheet, Qt.Key.Key_Escape)
    assert not page.sheet.isVisible()
    assert ("Half typed",) in _rows(page, "SELECT title FROM goal")


def test_a_draft_that_lacks_a_target_stays_a_draft_and_says_why(qtbot, page):
    page.new_goal()
    _type(page.editors.form.title, "New one")
    page.editors.form.save()
    page.editors.form._set_state("active")
    assert "target" in page.shell.messages.last
    assert page.editors.form._state.key == "draft"


def test_one_active_goal_too_many_asks(page, ask):
    desk = page.shell.desk
    owner = page.detail.fields.owner_id
    goal = desk.run(commands.goals.add_goal, "Sixth", owner_id=owner, due_on=date(2026, 6, 5))
    measuring = commands.measuring
    spec = measuring.TargetSpec(
        measuring.MeasureSpec("Sixth measure", "count"), 0, 5, date(2025, 9, 1), date(2026, 6, 5)
    )
    desk.run(measuring.set_target, goal, spec)
    page.shell.hub.flush()
    page.show_key(goal)
    page.edit()
    ask.choices.append("keep")
    page.editors.form._set_state("active")
    assert _rows(page, "SELECT state FROM goal WHERE id = ?", goal) == [("draft",)]
    ask.choices.append("active")
    page.editors.form._set_state("active")
    assert _rows(page, "SELECT state FROM goal WHERE id = ?", goal) == [("active",)]


def test_a_step_is_ticked_off(page):
    step = page.goals.goals[0].node.children[0].children[1]
    page.show_key(step.id)
    page.edit()
    page.editors.form._set_state("closed")
    page.shell.hub.flush()
    assert page.detail.node.is_done
    assert page.view._mark.accessibleName() == "Done"


def test_a_new_part_hangs_under_the_goal_shown(page):
    page.new_part()
    _type(page.editors.form.title, "Family math nights")
    page.editors.form.save()
    assert [node.title for node in page.detail.path] == ["Math proficiency", "Family math nights"]


def test_ranks_move_with_alt_up_and_down(page):
    page.moves.down()
    page.shell.hub.flush()
    assert _titles(page)[:2] == ["Grade 8 math gap", "Math proficiency"]
    page.moves.up()
    page.shell.hub.flush()
    assert _titles(page)[0] == "Math proficiency"


def test_deleting_a_goal_with_parts_says_what_hangs_on_it(page):
    page.delete()
    assert "goals or steps" in page.shell.messages.last
    assert len(page.goals.goals) == 5


def test_deleting_a_bare_goal_shows_its_neighbour_and_undo_brings_it_back(page):
    goal = page.shell.desk.run(commands.goals.add_goal, "Bare")
    page.shell.hub.flush()
    page.show_key(goal)
    page.delete()
    assert "Bare" not in _titles(page)
    assert page.detail is not None
    page.shell.desk.undo()
    page.shell.hub.flush()
    assert "Bare" in _titles(page)


# Target, readings, check-ins


def test_by_10_percent_asks_and_takes_the_answer(page):
    page.set_target()
    form = page.editors.form
    assert isinstance(form, TargetForm)
    _type(form.aim, "by 10 %")
    assert form._question.isVisible()
    assert form._question.up.text() == "10 points: 52.0 %"
    assert form._question.relative.text() == "10 % of 42: 46.2 %"
    form.save()
    assert "Choose below" in form.aim.reason.text()
    form._question.relative.click()
    form.save()
    page.shell.hub.flush()
    assert _rows(page, "SELECT aim, change_kind FROM target WHERE aim = 46.2") == [(46.2, "relative")]
    assert "42 to 46.2 %" in page.view._title.text()


def test_less_is_better_turns_the_change_around(page):
    page.show_key(page.goals.goals[2].node.id)
    page.set_target()
    _type(page.editors.form.aim, "by 10 %")
    assert page.editors.form._question.relative.text() == "10 % of 19: 17.1 %"


def test_an_aim_that_is_the_baseline_is_refused_at_the_field(page):
    page.set_target()
    _type(page.editors.form.aim, "42")
    page.editors.form.save()
    assert "same as the baseline" in page.editors.form.aim.reason.text()


def test_a_reading_takes_both_counts_and_moves_the_chart(page):
    page.add_reading()
    form = page.editors.form
    assert isinstance(form, ReadingForm)
    form.save()
    assert form.numerator.reason.text()
    _type(form.numerator, "340")
    _type(form.denominator, "300")
    form.save()
    assert "more than the whole" in form.numerator.reason.text()
    _type(form.denominator, "700")
    form.save()
    page.shell.hub.flush()
    assert not page.sheet.isVisible()
    assert len(page.detail.figures.points) == 4


def test_a_reading_is_mended_and_deleted_from_the_table(page):
    page.toggle_table()
    page.view.table.selectRow(0)
    page.edit_reading()
    _type(page.editors.form.numerator, "330")
    page.editors.form.save()
    page.shell.hub.flush()
    assert page.detail.figures.points[-1].numerator == 330
    page.view.table.selectRow(0)
    page.delete_reading()
    page.shell.hub.flush()
    assert len(page.detail.figures.points) == 2
    assert page.detail.figures.trend is None


def test_a_check_in_keeps_the_computed_status_beside_what_is_said(page):
    page.show_key(page.goals.goals[2].node.id)
    page.check_in()
    form = page.editors.form
    assert isinstance(form, CheckInForm)
    assert form.status.key == "at_risk"
    form.status.set_key("on_track")
    _type(form.confidence, "11")
    form.save()
    assert "10" in form.confidence.reason.text()
    _type(form.confidence, "7")
    form.comment.setPlainText("Calls work.")
    form.save()
    page.shell.hub.flush()
    newest = page.detail.check_ins[0]
    assert (newest.status, newest.computed, newest.confidence, newest.comment) == (
        "on_track", "at_risk", 7, "Calls work."
    )  # fmt: skip
    page._delete_check_in(newest.id)
    page.shell.hub.flush()
    assert newest.id not in [found.id for found in page.detail.check_ins]


def test_a_check_in_that_is_late_is_said(page):
    page.show_key(page.goals.goals[3].node.id)
    assert page.view._check_ins._count.text() == "2 check-ins · stale, next was due Thu 8 Jan"
    page.show_key(page.goals.goals[0].node.id)
    assert page.view._check_ins._count.text() == "5 check-ins"


# Vision


def test_the_vision_is_edited_as_the_next_version_and_the_old_one_stays_readable(page):
    page.open_vision()
    page.edit()
    form = page.editors.form
    assert isinstance(form, VisionForm)
    _type(form.statement, "Every student grows.")
    form.save()
    page.shell.hub.flush()
    assert [version.version for version in page._versions] == [2, 1]
    assert page.vision._adopt.isVisible()
    page.vision._show_version(1)
    assert not page.vision._edit.isVisible()
    page.vision.adopt_wanted.emit()
    page.shell.hub.flush()
    assert page._versions[0].adopted_on == TODAY


def test_a_value_is_added_to_a_new_version(page):
    page.open_vision()
    page.vision.item_wanted.emit("value")
    form = page.editors.form
    assert isinstance(form, ItemForm)
    _type(form.name, "Calm")
    form.save()
    page.shell.hub.flush()
    assert "Calm" in [item.name for item in page._versions[0].of_kind("value")]
    assert "Calm" not in [item.name for item in page._versions[1].of_kind("value")]


def test_a_draft_of_the_vision_on_an_empty_file(empty_page):
    empty_page.open_vision()
    assert empty_page.vision._empty.isVisible()
    empty_page.edit_vision()
    _type(empty_page.editors.form.statement, "Every student reads to learn.")
    empty_page.editors.form.save()
    empty_page.shell.hub.flush()
    assert empty_page.goals.vision.statement == "Every student reads to learn."


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
    page = _show(qtbot, sample_shell, size)
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
