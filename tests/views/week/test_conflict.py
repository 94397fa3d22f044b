"""Wanted time that others hold: a calm question first, nothing written before the answer, few clicks out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from il_desktop.domain.blocks import Protection
from il_desktop.domain.protection import DisplacementReason
from il_desktop.domain.walltime import Span, WallTime
from tests.views.week.conftest import LEFT, TUE, WED, Hands

NINE = WallTime.at(TUE, 9)


def held(quiet: Hands, level: Protection) -> Hands:
    quiet.add("Visits", NINE, 120, protection=level, kind="visit_quick")
    return quiet


def draw_over(hands: Hands) -> None:
    """Draw a block over the held time, from free time beside it."""
    hands.drag(hands.point(TUE, 8 * 60 + 32), hands.point(TUE, 9 * 60 + 28))


def click(button) -> None:
    QTest.mouseClick(button, LEFT)


@pytest.fixture
def guarded(quiet) -> Hands:
    return held(quiet, Protection.GUARDED)


def test_drawing_over_a_guarded_block_asks_and_writes_nothing(guarded):
    before = guarded.steps()
    draw_over(guarded)
    sheet = guarded.page.deeds.question
    assert sheet.isVisible()
    assert guarded.steps() == before
    assert sheet.wanted.text() == "New block, Tue 8:30–9:30\N{NO-BREAK SPACE}AM · 1 h"
    texts = " ".join(label.text() for label in sheet.content.findChildren(type(sheet.wanted)) if label.isVisible())
    assert "Visits" in texts
    assert "30 min of it would be lost" in texts
    assert guarded.grid.gestures.ghost.is_held


def test_the_next_free_place_takes_one_click(guarded):
    draw_over(guarded)
    sheet = guarded.page.deeds.question
    assert sheet.next_free.text() == "Next free place: Tue 11:00\N{NO-BREAK SPACE}AM"
    click(sheet.next_free)
    guarded.settle()
    made = guarded.card("New block")
    assert made.span == Span(WallTime.at(TUE, 11), WallTime.at(TUE, 12))
    assert not sheet.isVisible()
    assert guarded.grid.gestures.ghost is None


def test_a_reason_places_the_block_with_one_click_and_is_recorded(guarded):
    draw_over(guarded)
    before = guarded.steps()
    click(guarded.page.deeds.question.reason_buttons[DisplacementReason.DISTRICT])
    guarded.settle()
    assert guarded.card("New block").span.start == WallTime.at(TUE, 8, 30)
    assert guarded.steps() == before + 1
    rows = guarded.shell.desk.read(lambda reader: reader.rows("SELECT source, minutes FROM interruption"))
    assert rows == [("district", 30)]
    guarded.shell.desk.undo()
    guarded.settle()
    assert [card.title for card in guarded.cards()] == ["Visits"]
    assert guarded.shell.desk.read(lambda reader: reader.rows("SELECT * FROM interruption")) == []


def test_cancel_and_escape_leave_everything(guarded):
    before = guarded.steps()
    draw_over(guarded)
    click(guarded.page.deeds.question.cancel)
    assert not guarded.page.deeds.question.isVisible()
    draw_over(guarded)
    QTest.keyClick(guarded.page.deeds.question.next_free, Qt.Key.Key_Escape)
    assert not guarded.page.deeds.question.isVisible()
    assert guarded.grid.gestures.ghost is None
    assert guarded.grid.hasFocus()
    assert guarded.steps() == before


def test_a_firm_block_wants_a_confirmation_only(quiet):
    held(quiet, Protection.FIRM)
    draw_over(quiet)
    sheet = quiet.page.deeds.question
    assert sheet.anyway.isVisible()
    assert not sheet.reasons.isVisible()
    click(sheet.anyway)
    quiet.settle()
    assert quiet.card("New block").span.start == WallTime.at(TUE, 8, 30)


def test_an_immovable_block_is_not_displaced(quiet):
    held(quiet, Protection.IMMOVABLE)
    draw_over(quiet)
    sheet = quiet.page.deeds.question
    assert not sheet.anyway.isVisible()
    assert not sheet.reasons.isVisible()
    assert "Immovable" in sheet.sentence.text()
    assert sheet.next_free.isVisible()


def test_an_open_block_gives_way_without_a_question(quiet):
    held(quiet, Protection.OPEN)
    draw_over(quiet)
    assert quiet.page.deeds.question is None
    assert len(quiet.cards()) == 2


def test_moving_onto_guarded_time_asks_too_and_can_go_to_the_next_place(guarded):
    card = guarded.add("Budget", WallTime.at(WED, 9), 60)
    guarded.drag(guarded.middle(card), guarded.point(TUE, 10 * 60))
    sheet = guarded.page.deeds.question
    assert sheet.isVisible()
    assert guarded.card("Budget").span.start == WallTime.at(WED, 9)
    click(sheet.next_free)
    guarded.settle()
    assert guarded.card("Budget").span.start == WallTime.at(TUE, 11)


def test_a_moved_block_is_not_in_its_own_way(guarded):
    card = guarded.card("Visits")
    guarded.drag(guarded.middle(card), guarded.point(TUE, 10 * 60 + 30))
    assert guarded.page.deeds.question is None
    assert guarded.card("Visits").span.start == WallTime.at(TUE, 9, 30)


def test_the_editor_waits_behind_the_question(guarded):
    card = guarded.add("Budget", WallTime.at(TUE, 12), 60)
    guarded.page.open_block(card.key)
    editor = guarded.page._editor
    editor.start.line.setText("9:30 am")
    editor.start.commit()
    guarded.settle()
    assert guarded.page.deeds.question.isVisible()
    assert not guarded.page.sheet.isVisible()
    click(guarded.page.deeds.question.cancel)
    assert guarded.page.sheet.isVisible()
    assert editor.start.value == 12 * 60
    assert guarded.card("Budget").span.start == WallTime.at(TUE, 12)


def test_deleting_an_immovable_block_is_refused_in_words(quiet, qtbot):
    held(quiet, Protection.IMMOVABLE)
    quiet.grid.focus_block(quiet.card("Visits").key)
    with qtbot.waitSignal(quiet.shell.messages.problem_shown) as said:
        quiet.key(Qt.Key.Key_Delete)
    assert "Visits" in said.args[0]
    assert quiet.cards()


def test_the_reasons_stand_in_one_column_where_two_would_be_cut(guarded, look):
    look.apply("light", 200)
    try:
        guarded.page.deeds.create(Span(WallTime.at(TUE, 9), WallTime.at(TUE, 10)))
        question = guarded.page.deeds.question
        assert question.reasons.sizeHint().width() <= question.width()
        lefts = {button.x() for button in question.reason_buttons.values()}
        assert len(lefts) == 1
    finally:
        look.apply("light", 100)
