"""Trying a week out in a copy: by mouse and keys, its own undo, both weeks side by side, adopted or thrown away."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from il_desktop import commands
from il_desktop.domain.blocks import Protection
from il_desktop.domain.proposal import Action, Loss
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.domain.what_if import Drop, Level, Put
from il_desktop.views.planner.sheet import PlanSheet
from il_desktop.views.week.ghost import Change
from il_desktop.views.week.ghost import Deed as Gesture
from il_desktop.views.what_if.weeks import COPY, LINES, REAL
from tests.store.steps_for_tests import dump

FULL = date(2026, 1, 20)
LONG = 20_000


@pytest.fixture
def window(open_window, sample_desk):
    window = open_window(sample_desk, size=(1440, 900))
    window.page("week").show_week(FULL)
    window.shell.actions.action("week.try_out").trigger()
    return window


@pytest.fixture
def page(window):
    assert window.current.page_id == "what_if"
    return window.current


def movable(page):
    """Return a block that may be moved, and a free place on that day after work."""
    card = next(
        card
        for card in page.copy_grid.state.view.cards
        if card.protection in (Protection.FLEXIBLE, Protection.FIRM) and not card.all_day and not card.is_buffer
    )
    return card, card.span.moved_to(WallTime(card.span.start.day, 17 * 60))


def lines(page):
    return {line.key: line for line in page._shown.lines}


def test_nothing_of_a_copy_reaches_the_file_and_its_undo_is_its_own(qtbot, window, page, sample_desk):
    before = sample_desk.read(dump)
    real_step = sample_desk.history().undo
    card, place = movable(page)
    page.copy_grid.change_wanted.emit(Change(card, place, Gesture.MOVE))
    assert page.copy_grid.card(card.key).span == place
    assert page.real_grid.card(card.key).span == card.span
    assert page.real_grid.marks == (card.span,)
    assert page.copy_grid.marks == (place,)
    undo = window.shell.actions.action("edit.undo")
    assert undo.text().startswith(f"&Undo: “{card.title}” to ")
    page.copy_grid.setFocus()
    page.copy_grid.focus_block(card.key)
    qtbot.keyClick(page.copy_grid, Qt.Key.Key_Delete)
    assert page.copy_grid.card(card.key) is None
    assert lines(page)[card.key].action is Action.DROP
    undo.trigger()
    assert page.copy_grid.card(card.key).span == place
    undo.trigger()
    assert lines(page) == {}
    assert not undo.isEnabled()
    window.shell.actions.action("edit.redo").trigger()
    assert page.copy_grid.card(card.key).span == place
    assert sample_desk.read(dump) == before
    assert sample_desk.history().undo == real_step
    window.go("goals")
    assert "to " not in undo.text()


def test_keys_of_the_week_do_the_same_in_the_copy(qtbot, page):
    card, _ = movable(page)
    grid = page.copy_grid
    grid.setFocus()
    grid.focus_block(card.key)
    qtbot.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert grid.card(card.key).span == Span(card.span.start, card.span.end.plus(15))
    qtbot.keyClick(grid, Qt.Key.Key_P)
    qtbot.keyClick(grid, Qt.Key.Key_3)
    assert grid.card(card.key).protection is Protection.GUARDED
    assert lines(page)[card.key].level is Protection.GUARDED
    qtbot.keyClick(grid, Qt.Key.Key_M)
    assert grid.gestures.is_armed
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert grid.card(card.key).span.start == card.span.start.plus(15)


def test_a_new_block_and_a_second_one_are_put_in(page, ask):
    ask.texts = ["Budget talk", ""]
    span = Span(WallTime.at(FULL, 17), WallTime.at(FULL, 17, 30))
    page.copy_grid.create_wanted.emit(span)
    made = next(card for card in page.copy_grid.state.view.cards if card.title == "Budget talk")
    assert made.span == span
    page.copy_grid.change_wanted.emit(Change(made, span.moved_to(span.end), Gesture.COPY))
    assert [line.action for line in page._shown.lines] == [Action.ADD, Action.ADD]
    page.copy_grid.create_wanted.emit(span)
    assert len(page._shown.lines) == 2, "no title, no block"


def test_the_week_as_it_is_cannot_be_changed(qtbot, page):
    grid = page.real_grid
    card = next(card for card in grid.state.view.cards if not card.all_day)
    grid.setFocus()
    grid.focus_block(card.key)
    with qtbot.assertNotEmitted(grid.change_wanted), qtbot.assertNotEmitted(grid.open_wanted):
        middle = grid.focus_rects()[0].center().toPoint()
        qtbot.mousePress(grid, Qt.MouseButton.LeftButton, pos=middle)
        qtbot.mouseMove(grid, middle + middle)
        qtbot.mouseRelease(grid, Qt.MouseButton.LeftButton, pos=middle)
        qtbot.mouseDClick(grid, Qt.MouseButton.LeftButton, pos=middle)
        qtbot.keyClick(grid, Qt.Key.Key_Delete)
    assert not grid.gestures.is_busy
    assert lines(page) == {}


def test_what_cannot_be_tried_says_why(page):
    fixed = next(card for card in page.copy_grid.state.view.cards if card.protection is Protection.IMMOVABLE)
    page.try_out(Drop(fixed.key))
    assert page.panel.state.text() == f"“{fixed.title}” is Immovable. Give it another level first (P and a digit)."
    page.try_out(Level(fixed.key, Protection.FIRM))
    page.try_out(Drop(fixed.key))
    assert lines(page)[fixed.key].action is Action.DROP


def test_a_difference_on_taken_time_is_not_ticked_and_says_what_is_there(page):
    card, _ = movable(page)
    other = next(
        each for each in page.copy_grid.state.view.cards if each.protection > Protection.FIRM and not each.all_day
    )
    page.try_out(Put(card.key, card.span.moved_to(other.span.start)))
    row = page.panel.list.lines.row(page.panel.list.lines.place_of(card.key))
    assert row.is_ticked is False
    assert f"“{other.title}” is at the same time" in row.why
    assert not page.panel.adopt.isEnabled()


def test_adopting_is_one_step_and_the_copy_can_be_brought_back(qtbot, window, page, sample_desk):
    card, place = movable(page)
    before = sample_desk.read(dump)
    page.try_out(Put(card.key, place))
    page.try_out(Level(card.key, Protection.GUARDED))
    assert page.panel.adopt.text() == "Adopt 1"
    qtbot.mouseClick(page.panel.adopt, Qt.MouseButton.LeftButton)
    assert window.current.page_id == "week"
    assert sample_desk.history().undo.op == "plan.adopt"
    window.shell.actions.action("edit.undo").trigger()
    assert sample_desk.read(dump) == before
    window.shell.actions.action("week.try_out").trigger()
    assert lines(page) == {}
    window.shell.actions.action("what_if.bring_back").trigger()
    assert lines(page)[card.key].after == place


def test_what_no_longer_fits_is_named_and_left_out_only_when_adopted_again(window, page, sample_desk):
    cards = [
        card for card in page.copy_grid.state.view.cards if card.protection is Protection.FLEXIBLE and not card.all_day
    ]
    gone, stays = cards[0], cards[1]
    page.try_out(Drop(gone.key))
    page.try_out(Drop(stays.key))
    sample_desk.run(commands.schedule.delete_block, gone.ref)
    window.shell.hub.flush()
    assert "changed since it was copied" in page.panel.state.text()
    page.adopt()
    assert window.current is page
    assert page.panel.state.text() == (
        f"The week changed since: “{gone.title}”. Nothing was adopted; what no longer fits is not ticked now. "
        "Adopt the other 1?"
    )
    page.adopt()
    assert window.current.page_id == "week"
    assert sample_desk.history().undo.number("dropped") == 1


def test_thrown_away_comes_back_and_each_week_has_its_own_copy(window, page):
    card, place = movable(page)
    page.try_out(Put(card.key, place))
    window.shell.actions.action("what_if.throw_away").trigger()
    assert lines(page) == {}
    assert page.panel.state.text() == "Thrown away. The copy begins anew."
    assert page.panel.back.isVisible()
    page.bring_back()
    assert lines(page)[card.key].after == place
    window.go("what_if", "2026-01-26")
    assert lines(page) == {}
    assert not page.panel.back.isVisible()
    window.go("what_if", "2026-01-22")
    assert lines(page)[card.key].after == place


def test_lost_time_is_repaired_inside_the_copy(qtbot, page, sample_desk):
    before = sample_desk.read(dump)
    visit = next(card for card in page.copy_grid.state.view.cards if card.title.startswith("Visit"))
    page.copy_grid.focus_block(visit.key)
    page.lost()
    form = page.panel.form
    assert form.day.value == visit.span.start.day
    form.title.setText("District call")
    qtbot.mouseClick(form.repair, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.runner.is_busy, timeout=LONG)
    assert lines(page)["lost:0"].wanted.title == "District call"
    assert lines(page)[visit.key].is_hit
    assert "District call" in [card.title for card in page.copy_grid.state.view.cards]
    page._travel(True)
    assert lines(page) == {}
    assert sample_desk.read(dump) == before


def test_a_proposal_goes_on_in_the_copy_with_its_ticked_lines(qtbot, window, sample_desk):
    window.go("week")
    window.shell.actions.action("week.plan").trigger()
    sheet = window.page("week").findChild(PlanSheet)
    qtbot.waitUntil(lambda: not sheet.runner.is_busy and sheet.planned is not None, timeout=LONG)
    sheet.model.toggle(0)
    chosen = sheet.model.chosen
    qtbot.mouseClick(sheet.try_out, Qt.MouseButton.LeftButton)
    assert window.current.page_id == "what_if"
    assert set(lines(window.current)) == chosen
    assert sheet.isHidden()


def test_stopping_leaves_the_copy_as_it_was(qtbot, page):
    page._repair(Loss(Span(WallTime.at(FULL, 9), WallTime.at(FULL, 11)), "other", "Call"))
    assert page.panel.stop.isVisible()
    page.runner.cancel()
    assert page.panel.state.text() == "Stopped. The copy is as it was."
    assert lines(page) == {}
    qtbot.waitUntil(lambda: not page.shell.tasks.is_busy, timeout=LONG)


@pytest.mark.parametrize(
    ("size", "scale", "shown"),
    [((1440, 900), 100, "both"), ((1024, 640), 100, "one"), ((1024, 640), 200, "of three")],
)
def test_a_small_window_shows_one_week_at_a_time(window, page, size, scale, shown):
    window.shell.theme.apply("light", scale)
    window.frame.resize(*size)
    seen = [widget.isVisible() for widget in (page.real_grid, page.copy_grid, page.panel)]
    assert seen == {"both": [True, True, True], "one": [False, True, True], "of three": [False, True, False]}[shown]
    page.weeks.choose(REAL)
    assert page.real_grid.isVisible()
    page.weeks.choose(LINES)
    assert page.panel.isVisible()
    page.weeks.choose(COPY)
    assert page.copy_grid.isVisible()


def test_the_focus_stays_on_the_block_that_is_worked_on(qtbot, page, ask):
    first, place = movable(page)
    page.try_out(Put(first.key, place))
    second = next(
        card
        for card in page.copy_grid.state.view.cards
        if card.protection is Protection.FLEXIBLE and card.key != first.key and not card.all_day
    )
    grid = page.copy_grid
    grid.setFocus()
    grid.focus_block(second.key)
    qtbot.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert grid.focused_card().key == second.key
    assert page.panel.list.row.key == second.key
    page.panel.list.choose(first.key)
    assert grid.focused_card().key == first.key, "a chosen line is shown in the week"
    ask.texts = ["Budget talk"]
    grid.create_wanted.emit(Span.of(WallTime.at(FULL, 18), 30))
    assert grid.focused_card().title == "Budget talk"


def test_escape_stops_the_planner_in_the_copy(qtbot, page):
    page.plan()
    page.copy_grid.setFocus()
    qtbot.keyClick(page.copy_grid, Qt.Key.Key_Escape)
    assert not page.runner.is_busy
    assert page.panel.state.text() == "Stopped. The copy is as it was."
