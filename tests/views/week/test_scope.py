"""A change of one date of a repeating block asks once how much is meant, and writes nothing before the answer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from il_desktop import commands
from il_desktop.domain.blocks import Protection, Scope
from il_desktop.domain.series_draft import SeriesDraft
from il_desktop.domain.walltime import WallTime
from tests.views.week.conftest import FRI, LEFT, MON, TUE, WED, Hands

NINE = WallTime.at(MON, 9)


@pytest.fixture
def daily(quiet) -> Hands:
    """Rounds, every day from Monday on at 9:00."""
    draft = SeriesDraft("Rounds", "office_work", NINE, 45, "FREQ=DAILY", on_no_school="keep")
    quiet.shell.desk.run(commands.series.create_series, draft)
    quiet.settle()
    return quiet


def places(hands: Hands) -> list[str]:
    return [f"{card.span.start.day.day} {card.span.start.hour}" for card in hands.cards()]


def drag_wednesday_to_one(hands: Hands) -> None:
    card = hands.card("Rounds", WED)
    at = hands.middle(card)
    hands.drag(at, hands.point(WED, card.span.start.minute + 240 + 22, 0.5))


def answer(hands: Hands, scope: Scope) -> None:
    QTest.mouseClick(hands.page.deeds.scope_question.buttons[scope], LEFT)
    hands.settle()


def test_dragging_one_date_asks_and_writes_nothing(daily):
    before = daily.steps()
    drag_wednesday_to_one(daily)
    sheet = daily.page.deeds.scope_question
    assert sheet.isVisible()
    assert sheet.rule.text() == "It repeats every day."
    assert daily.steps() == before
    QTest.keyClick(sheet.buttons[Scope.THIS], Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert places(daily) == ["12 9", "13 9", "14 9", "15 9", "16 9"]
    assert daily.grid.hasFocus()


def test_enter_takes_this_one(daily):
    drag_wednesday_to_one(daily)
    QTest.keyClick(daily.page.deeds.scope_question.buttons[Scope.THIS], Qt.Key.Key_Return)
    daily.settle()
    assert places(daily) == ["12 9", "13 9", "14 13", "15 9", "16 9"]


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope.FOLLOWING, ["12 9", "13 9", "14 13", "15 13", "16 13"]),
        (Scope.ALL, ["12 13", "13 13", "14 13", "15 13", "16 13"]),
    ],
)
def test_the_answer_is_one_step_that_undo_takes_back(daily, scope, expected):
    before = daily.steps()
    drag_wednesday_to_one(daily)
    answer(daily, scope)
    assert places(daily) == expected
    assert daily.steps() == before + 1
    assert daily.grid.focused_card().span.start.day == WED
    daily.shell.desk.undo()
    daily.settle()
    assert places(daily) == ["12 9", "13 9", "14 9", "15 9", "16 9"]


def test_a_date_that_already_went_its_own_way_is_not_asked_again(daily):
    drag_wednesday_to_one(daily)
    answer(daily, Scope.THIS)
    daily.grid.focus_block(daily.card("Rounds", WED).key)
    daily.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert not daily.page.deeds.scope_question.isVisible()
    assert daily.card("Rounds", WED).span.start.minute == 13 * 60 + 15


@pytest.mark.parametrize(
    ("scope", "left"),
    [(Scope.THIS, ["12 9", "13 9", "15 9", "16 9"]), (Scope.FOLLOWING, ["12 9", "13 9"]), (Scope.ALL, [])],
)
def test_deleting_asks_the_same(daily, scope, left):
    daily.grid.focus_block(daily.card("Rounds", WED).key)
    daily.key(Qt.Key.Key_Delete)
    assert daily.page.deeds.scope_question.wanted.text().startswith("Delete Rounds, Wed")
    answer(daily, scope)
    assert places(daily) == left


def test_held_time_is_asked_about_after_the_scope(daily):
    daily.add("Visits", WallTime.at(FRI, 13), 60, protection=Protection.GUARDED, kind="visit_quick")
    drag_wednesday_to_one(daily)
    answer(daily, Scope.FOLLOWING)
    question = daily.page.deeds.question
    assert question.isVisible()
    assert not daily.page.deeds.scope_question.isVisible()
    assert "Guarded" in question.sentence.text()
    QTest.mouseClick(question.cancel, LEFT)
    assert daily.card("Rounds", TUE).span.start.hour == 9
    assert daily.card("Rounds", FRI).span.start.hour == 9


def take_wednesday_and_a_single_one(hands: Hands) -> None:
    """Select Wednesday's date and a block beside it."""
    hands.add("Call", WallTime.at(WED, 11))
    hands.grid.selection.choose([hands.card("Rounds", WED).key, hands.card("Call").key])


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope.THIS, ["12 9", "13 9", "14 13", "15 9", "16 9"]),
        (Scope.FOLLOWING, ["12 9", "13 9", "14 13", "15 13", "16 13"]),
        (Scope.ALL, ["12 13", "13 13", "14 13", "15 13", "16 13"]),
    ],
)
def test_a_selection_with_a_repeating_block_asks_once_and_moves_in_one_step(daily, scope, expected):
    take_wednesday_and_a_single_one(daily)
    before = daily.steps()
    drag_wednesday_to_one(daily)
    sheet = daily.page.deeds.scope_question
    assert sheet.wanted.text().startswith("2 blocks, the first, Wed")
    assert sheet.rule.text() == "Rounds repeats every day."
    assert daily.steps() == before
    answer(daily, scope)
    rounds = [card for card in daily.cards() if card.title == "Rounds"]
    assert [f"{card.span.start.day.day} {card.span.start.hour}" for card in rounds] == expected
    assert daily.card("Call").span.start.hour == 15
    assert daily.steps() == before + 1
    assert {card.title for card in daily.grid.selected_cards()} == {"Rounds", "Call"}


@pytest.mark.parametrize(("scope", "left"), [(Scope.THIS, 4), (Scope.FOLLOWING, 2), (Scope.ALL, 0)])
def test_deleting_a_selection_asks_how_much_of_the_repeating_ones(daily, scope, left):
    take_wednesday_and_a_single_one(daily)
    daily.key(Qt.Key.Key_Delete)
    assert daily.page.deeds.scope_question.wanted.text() == "Delete 2 blocks"
    answer(daily, scope)
    assert [card.title for card in daily.cards()] == ["Rounds"] * left


def test_a_selection_of_single_blocks_is_not_asked_about_scopes(quiet):
    quiet.add("Call", WallTime.at(WED, 11))
    quiet.add("Mail", WallTime.at(WED, 12))
    quiet.grid.selection.choose([quiet.card("Call").key, quiet.card("Mail").key])
    quiet.key(Qt.Key.Key_Delete)
    assert quiet.page.deeds.scope_question is None
    assert not quiet.cards()
