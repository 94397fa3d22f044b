"""Several blocks at once: chosen by Ctrl+click or Space, moved, deleted and protected in one step each."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from il_desktop.domain.blocks import Protection
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.views.shared.painted_list import list_of
from il_desktop.views.week.accessible import selection_text
from il_desktop.views.week.cursor import Cursor
from tests.views.week.conftest import FRI, LEFT, MON, THU, TUE, WED, Hands

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def three(quiet) -> Hands:
    """Two blocks on Tuesday and one on Wednesday."""
    quiet.add("One", WallTime.at(TUE, 9), 60)
    quiet.add("Two", WallTime.at(TUE, 11), 30)
    quiet.add("Three", WallTime.at(WED, 9), 30)
    quiet.grid.set_cursor(Cursor(MON, 480))
    return quiet


def ctrl_click(hands: Hands, title: str) -> None:
    QTest.mouseClick(hands.grid, LEFT, CTRL, hands.middle(hands.card(title)))
    hands.settle()


def chosen(hands: Hands) -> list[str]:
    return [card.title for card in hands.grid.selected_cards()]


def starts(hands: Hands) -> dict[str, WallTime]:
    return {card.title: card.span.start for card in hands.cards()}


def test_ctrl_click_takes_blocks_in_and_out_and_writes_nothing(three):
    before = three.steps()
    ctrl_click(three, "One")
    ctrl_click(three, "Three")
    assert chosen(three) == ["One", "Three"]
    ctrl_click(three, "One")
    assert chosen(three) == ["Three"]
    assert three.steps() == before


@pytest.mark.parametrize("keys", [Qt.KeyboardModifier.NoModifier, CTRL])
def test_space_takes_the_focused_block_in_and_out(three, keys):
    three.grid.focus_block(three.card("Two").key)
    three.key(Key.Key_Space, keys)
    assert chosen(three) == ["Two"]
    three.key(Key.Key_Space, keys)
    assert chosen(three) == []


def test_ctrl_a_takes_the_focused_day(three):
    three.grid.set_cursor(Cursor(TUE, 900))
    three.key(Key.Key_A, CTRL)
    assert chosen(three) == ["One", "Two"]


def test_escape_ends_the_gesture_first_and_the_selection_then(three):
    ctrl_click(three, "One")
    three.grid.focus_block(three.card("One").key)
    three.key(Key.Key_M)
    three.key(Key.Key_Escape)
    assert chosen(three) == ["One"]
    assert not three.grid.gestures.is_armed
    three.key(Key.Key_Escape)
    assert chosen(three) == []


@pytest.mark.parametrize("where", ["block", "slot"])
def test_a_plain_click_lets_the_selection_go(three, where):
    ctrl_click(three, "One")
    three.click(three.middle(three.card("Two")) if where == "block" else three.point(THU, 800))
    assert chosen(three) == []


def test_dragging_one_moves_all_in_one_step_and_the_tip_counts_them(three):
    ctrl_click(three, "One")
    ctrl_click(three, "Three")
    before, old = three.steps(), starts(three)
    start = three.middle(three.card("One"))
    three.press(start)
    three.glide(start, three.point(WED, 570 + 30))
    ghost = three.grid.gestures.ghost
    assert [mate.span for mate in ghost.mates] == [Span.of(WallTime.at(THU, 9, 30), 30)]
    assert three.grid.floating.tip_text(ghost)[0].startswith("2 blocks · Wed 9:30")
    three.release(three.point(WED, 570 + 30))
    three.settle()
    assert starts(three) == old | {"One": WallTime.at(WED, 9, 30), "Three": WallTime.at(THU, 9, 30)}
    assert three.steps() == before + 1
    assert chosen(three) == ["One", "Three"]
    three.shell.desk.undo()
    three.settle()
    assert starts(three) == old


def test_dragging_another_block_moves_that_one_alone(three):
    ctrl_click(three, "One")
    old = starts(three)
    three.drag(three.middle(three.card("Two")), three.point(THU, 675))
    assert starts(three) == old | {"Two": WallTime.at(THU, 11)}
    assert chosen(three) == []


def test_ctrl_arrows_move_all_in_one_step(three):
    three.grid.set_cursor(Cursor(TUE, 900))
    three.key(Key.Key_A, CTRL)
    before, old = three.steps(), starts(three)
    three.key(Key.Key_Right, CTRL)
    assert starts(three) == old | {"One": WallTime.at(WED, 9), "Two": WallTime.at(WED, 11)}
    assert three.steps() == before + 1
    three.shell.desk.undo()
    three.settle()
    three.key(Key.Key_Down, CTRL)
    assert starts(three) == old | {"One": WallTime.at(TUE, 9, 15), "Two": WallTime.at(TUE, 11, 15)}


def test_move_by_clicks_takes_all_along(three):
    ctrl_click(three, "One")
    ctrl_click(three, "Two")
    three.key(Key.Key_M)
    three.click(three.point(THU, 785))
    shift = three.card("Two").span.start
    assert three.card("Two").span.start == WallTime.at(THU, 13)
    assert three.card("One").span.start == shift.plus(-120)


def test_delete_takes_all_in_one_step(three):
    ctrl_click(three, "One")
    ctrl_click(three, "Two")
    three.grid.set_cursor(Cursor(MON, 480))
    three.key(Key.Key_Delete)
    assert [card.title for card in three.cards()] == ["Three"]
    three.shell.desk.undo()
    three.settle()
    assert len(three.cards()) == 3


def test_a_level_is_set_for_all_and_they_stay_selected(three):
    ctrl_click(three, "One")
    ctrl_click(three, "Three")
    before = three.steps()
    three.key(Key.Key_P)
    three.key(Key.Key_3)
    assert {three.card(title).protection for title in ("One", "Three")} == {Protection.GUARDED}
    assert three.steps() == before + 1
    assert chosen(three) == ["One", "Three"]


def test_one_question_lists_all_that_is_in_the_way(three):
    three.add("Held", WallTime.at(WED, 9, 30), 30, protection=Protection.GUARDED)
    three.add("Firm", WallTime.at(WED, 11), 30, protection=Protection.FIRM)
    old = starts(three)
    ctrl_click(three, "One")
    ctrl_click(three, "Two")
    three.key(Key.Key_Right, CTRL)
    sheet = three.page.deeds.question
    assert sheet.isVisible()
    assert sheet.wanted.text().startswith("2 blocks")
    assert sheet.next_free.text() == "Next free place: Wed 12:00\N{NO-BREAK SPACE}PM"
    assert not sheet.no_room.isVisible()
    assert starts(three) == old
    before = three.steps()
    next(iter(sheet.reason_buttons.values())).click()
    three.settle()
    assert three.steps() == before + 1
    assert starts(three) == old | {"One": WallTime.at(WED, 9), "Two": WallTime.at(WED, 11)}


def test_a_menu_on_another_block_is_about_that_block(three):
    ctrl_click(three, "One")
    three.grid.focus_at(three.middle(three.card("One")))
    assert chosen(three) == ["One"]
    three.grid.focus_at(three.middle(three.card("Two")))
    assert chosen(three) == []
    assert three.grid.focused_card().title == "Two"


def test_what_is_no_longer_shown_is_no_longer_selected(three):
    ctrl_click(three, "One")
    three.key(Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert not three.grid.selection
    ctrl = three.grid.selection
    three.key(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    ctrl.toggle(three.card("One").key)
    three.page.set_mode("month")
    assert not ctrl


def test_selected_blocks_look_selected(three):
    three.grid.repaint()
    box = three.grid.layout_now.boxes_of(three.card("One").key)[0]
    rect = three.grid.to_widget(box.rect)
    accent = three.shell.theme.tokens.accent.name()
    spot = (int(rect.left()), int(rect.center().y()))
    assert three.grid.grab().toImage().pixelColor(*spot).name() != accent
    ctrl_click(three, "One")
    three.grid.set_cursor(Cursor(MON, 480))
    assert three.grid.grab().toImage().pixelColor(*spot).name() == accent


def test_a_screen_reader_is_told_which_blocks_are_selected(three, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(
        "il_desktop.views.week.accessible.a11y.announce", lambda _widget, text, **_more: said.append(text)
    )
    ctrl_click(three, "One")
    ctrl_click(three, "Three")
    assert said[-1] == "2 blocks selected"
    node = list_of(three.grid)
    assert node is not None
    states = {title: node.node(three.card(title).key).state() for title in ("One", "Two", "Three")}
    assert {title: bool(state.selected) for title, state in states.items()} == {
        "One": True,
        "Two": False,
        "Three": True,
    }
    three.key(Key.Key_Escape)
    assert said[-1] == selection_text(0) == "Nothing selected"


def test_the_next_free_place_takes_all_along(three):
    three.add("Held", WallTime.at(WED, 9, 30), 30, protection=Protection.GUARDED)
    old = starts(three)
    ctrl_click(three, "One")
    ctrl_click(three, "Two")
    three.key(Key.Key_Right, CTRL)
    three.page.deeds.question.next_free.click()
    three.settle()
    lead = three.card("One").span.start
    assert lead.day == WED
    assert lead > WallTime.at(WED, 9)
    assert lead.until(three.card("Two").span.start) == old["One"].until(old["Two"])
    held = three.card("Held").span
    assert not any(three.card(title).span.overlaps(held) for title in ("One", "Two"))


def test_ctrl_drag_copies_all(three):
    ctrl_click(three, "One")
    ctrl_click(three, "Two")
    before, old = three.steps(), starts(three)
    start = three.middle(three.card("One"))
    three.press(start)
    three.glide(start, three.point(FRI, 570 + 30), CTRL)
    three.release(three.point(FRI, 570 + 30), CTRL)
    three.settle()
    assert three.steps() == before + 1
    assert {card.title: card.span.start for card in three.cards() if card.span.start.day == FRI} == {
        "One": WallTime.at(FRI, 9, 30), "Two": WallTime.at(FRI, 11, 30),
    }  # fmt: skip
    assert starts(three).keys() == old.keys()
    assert len(three.cards()) == 5
    assert three.shell.messages.last in ("", "Copied 2 blocks")


def test_copies_of_several_are_placed_by_keys(three):
    ctrl_click(three, "One")
    ctrl_click(three, "Two")
    three.key(Key.Key_D, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert three.grid.gestures.is_armed
    three.key(Key.Key_Right)
    three.key(Key.Key_Return)
    assert len(three.cards()) == 5
    assert {card.title for card in three.cards() if card.span.start.day == WED} >= {"One", "Two"}


def test_while_blocks_are_dragged_the_others_keep_their_places(three):
    three.add("Fourth", WallTime.at(TUE, 9), 60, protection=Protection.OPEN)
    ctrl_click(three, "One")
    ctrl_click(three, "Two")
    before = three.grid.layout_now
    start = three.middle(three.card("One"))
    three.press(start)
    three.glide(start, three.point(WED, 600))
    assert three.grid.layout_now is before
    three.grid.gestures.cancel()
    three.release(start)
