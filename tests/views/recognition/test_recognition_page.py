"""The recognition page by keyboard and mouse, on the sample school and on an empty file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from il_desktop import commands
from il_desktop.queries.recognition import LogRow, recognition_log
from il_desktop.views.recognition.log_item_model import KEY_ROLE, LINE_ROLE
from il_desktop.views.recognition.page import RecognitionPage
from il_desktop.views.shared.shell import Shell

TODAY = date(2026, 1, 16)


def open_page(qtbot, shell: Shell) -> RecognitionPage:
    page = RecognitionPage(shell)
    qtbot.addWidget(page)
    shell.actions.set_page(page.page_id)
    page.resize(1240, 780)
    page.show()
    qtbot.waitUntil(lambda: not shell.tasks.is_busy)
    return page


@pytest.fixture
def page(qtbot, sample_shell: Shell) -> RecognitionPage:
    return open_page(qtbot, sample_shell)


@pytest.fixture
def newest(page: RecognitionPage) -> Callable[[], LogRow]:
    return lambda: page.shell.desk.read(recognition_log, TODAY)[0]


def type_line(page: RecognitionPage, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    page.quick_add.line.setFocus()
    QTest.keyClicks(page.quick_add.line, text)
    QTest.keyClick(page.quick_add.line, key)
    page.shell.hub.flush()


def test_name_and_kind_save_in_one_line_and_undo_takes_it_back(page: RecognitionPage, newest) -> None:
    before = newest()
    type_line(page, "Okoye note")
    assert (newest().name, newest().facts.kind, newest().facts.state) == ("Daniel Okoye", "note", "draft")
    assert page.quick_add.line.line == ""
    assert page.log_model.index(0).data(LINE_ROLE).state == "Draft"
    page.shell.desk.undo()
    page.shell.hub.flush()
    assert newest() == before


def test_whole_sentence_counts_as_given(page: RecognitionPage, newest) -> None:
    type_line(page, "okoye paired his peer tutors because every pair fixed its own mistakes, private note")
    facts = newest().facts
    assert (facts.state, facts.action_text, facts.channel) == ("given", "paired his peer tutors", "private_note")
    assert facts.theme == "collaboration"


def test_chips_show_what_was_understood_before_enter(page: RecognitionPage) -> None:
    QTest.keyClicks(page.quick_add.line, "Okoye led the science fair because it grew, newsletter")
    found = page.quick_add.found
    assert found.person is not None
    assert (found.person.shown, found.channel, page.quick_add.save.text()) == ("Daniel Okoye", "newsletter", "Save")
    assert page.quick_add.prefers.isVisible()
    QTest.keyClick(page.quick_add.line, Qt.Key.Key_Escape)
    assert page.quick_add.line.line == ""
    assert not page.quick_add.save.isEnabled()


def test_control_enter_keeps_a_draft(page: RecognitionPage, newest) -> None:
    QTest.keyClicks(page.quick_add.line, "Okoye led the science fair")
    QTest.keyClick(page.quick_add.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page.shell.hub.flush()
    assert newest().facts.state == "draft"


def test_shared_name_asks_which_and_saves_nothing_until_answered(page: RecognitionPage, newest, qtbot) -> None:
    before = newest()
    type_line(page, "Chen note")
    assert newest() == before
    choices = page.quick_add.choices
    assert choices[0].isVisible()
    assert [button.text().split(" · ")[0] for button in choices] == ["Emily Chen", "Marcus Chen"]
    QTest.keyClick(choices[1], Qt.Key.Key_Space)
    QTest.keyClick(page.quick_add.line, Qt.Key.Key_Return)
    page.shell.hub.flush()
    assert newest().name == "Marcus Chen"


def test_beginning_of_a_name_offers_people(page: RecognitionPage) -> None:
    QTest.keyClicks(page.quick_add.line, "oko")
    (choice,) = page.quick_add.choices
    QTest.mouseClick(choice, Qt.MouseButton.LeftButton)
    assert page.quick_add.line.line == "Daniel Okoye "


def test_public_for_a_private_person_asks_why(page: RecognitionPage, ask, newest) -> None:
    before = newest()
    person = next(one for one in page._board.fairness.people if one.preference == "private" and one.name.isascii())
    ask.texts = [None, "She asked for it"]
    type_line(page, f"{person.name} led the fair, newsletter")
    assert newest() == before
    assert page.quick_add.line.line
    QTest.keyClick(page.quick_add.line, Qt.Key.Key_Return)
    page.shell.hub.flush()
    assert (newest().facts.visibility, newest().facts.override_reason) == ("public", "She asked for it")
    assert person.name in ask.asked[0]


def test_due_row_starts_a_line_by_enter_and_by_its_button(page: RecognitionPage) -> None:
    index = page.due_model.index(0)
    page.due.setFocus()
    page.due.setCurrentIndex(index)
    page.due.activated.emit(index)
    assert page.quick_add.found.person is not None
    assert page.quick_add.found.person.id == index.data(KEY_ROLE)
    other = page.due_model.index(1)
    option = QStyleOptionViewItem()
    option.rect = page.due.visualRect(other)
    spot = page.rhythm.delegates["due"].button_rect(option).center().toPoint()
    QTest.mouseClick(page.due.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot))
    assert page.quick_add.found.person.id == other.data(KEY_ROLE)


def test_log_row_opens_its_sheet_and_saves_when_it_closes(page: RecognitionPage, qtbot) -> None:
    key = page.log_model.index(0).data(KEY_ROLE)
    page.log.setFocus()
    page.log.setCurrentIndex(page.log_model.index(0))
    QTest.keyClick(page.log, Qt.Key.Key_Return)
    assert page.sheet.isVisible()
    page.editor.impact.setPlainText("every student spoke")
    QTest.keyClick(page.editor.kind, Qt.Key.Key_Escape)
    assert not page.sheet.isVisible()
    page.shell.hub.flush()
    row = next(row for row in page.shell.desk.read(recognition_log, TODAY) if row.id == key)
    assert row.facts.impact == "every student spoke"


def test_sheet_that_changed_nothing_writes_nothing(page: RecognitionPage) -> None:
    before = page.shell.desk.history().undo
    for row in range(6):
        page._open_index(page.log_model.index(row))
    page.sheet.close_sheet()
    assert page.shell.desk.history().undo == before


def test_rubbish_date_stays_in_the_field_with_its_reason(page: RecognitionPage) -> None:
    before = page.shell.desk.history().undo
    page._open_index(page.log_model.index(0))
    page.editor.given_on.line.setText("someday")
    page.editor.impact.setPlainText("changed")
    page.save_editor()
    assert "not a date" in page.editor.given_on.reason.text()
    assert page.shell.desk.history().undo == before


def test_draft_is_marked_as_given_in_the_sheet(page: RecognitionPage, newest) -> None:
    type_line(page, "Okoye note")
    page.show_key(newest().id)
    page.editor.action.setPlainText("Stayed with a student.")
    QTest.mouseClick(page.editor.give, Qt.MouseButton.LeftButton)
    page.shell.hub.flush()
    assert (newest().facts.state, newest().facts.action_text) == ("given", "Stayed with a student.")
    assert not page.editor.give.isVisible()


def test_delete_key_deletes_from_the_log_only_with_its_focus(page: RecognitionPage, newest) -> None:
    key = newest().id
    page.quick_add.line.setFocus()
    QTest.keyClick(page.quick_add.line, Qt.Key.Key_Delete)
    assert newest().id == key
    page.log.setCurrentIndex(page.log_model.index(0))
    page.delete()
    page.shell.hub.flush()
    assert newest().id != key


def test_head_names_coverage_spread_and_who_is_due(page: RecognitionPage) -> None:
    sentence = page.head_sentence()
    assert "of 42 teachers recognized this year" in sentence
    assert "the spread is" in sentence
    page.fairness.stretch_chosen.emit("weeks-1")
    assert page.head_sentence().startswith("33 of 42 teachers recognized in weeks 1–12")


def test_figures_say_in_words_what_they_draw(page: RecognitionPage, qtbot) -> None:
    page.fairness.stretch_chosen.emit("weeks-1")
    qtbot.waitUntil(lambda: "Gini 0.51" in page.fairness.evenness.accessibleDescription())
    qtbot.waitUntil(lambda: "more than chance" in page.fairness.evenness.accessibleDescription())
    assert "33 of 42" in page.fairness.coverage.accessibleDescription()
    assert "not yet" in page.fairness.days.accessibleDescription()


def test_data_table_shows_everybody_once(page: RecognitionPage) -> None:
    page.fairness.form.chosen.emit("table")
    assert page.fairness.table.isVisible()
    assert page.fairness.model.rowCount() == 42


def test_every_control_has_a_name(page: RecognitionPage) -> None:
    page._open_index(page.log_model.index(0))
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if not (widget.accessibleName() or getattr(widget, "text", str)() or widget.focusProxy())
        if widget.objectName() != "qt_scrollarea_viewport"
    ]
    assert nameless == []


def test_empty_file_leads_to_the_staff_list(qtbot, shell: Shell, visits) -> None:
    page = open_page(qtbot, shell)
    assert not page.fairness.isVisible()
    assert page.log_card.empty.button is not None
    QTest.mouseClick(page.log_card.empty.button, Qt.MouseButton.LeftButton)
    assert visits == [("people", "import")]


def test_first_person_of_a_new_file_can_be_recognized(qtbot, shell: Shell) -> None:
    shell.desk.run(commands.people.add_person, "Daniel", "Okoye")
    page = open_page(qtbot, shell)
    type_line(page, "Okoye spoken")
    qtbot.waitUntil(lambda: page.log_model.rowCount() == 1)


def test_two_sizes_and_three_looks_draw_without_complaint(page: RecognitionPage, qtbot) -> None:
    for mode, scale, width in (("dark", 100, 820), ("contrast", 200, 1240), ("light", 80, 1240)):
        page.shell.theme.apply(mode, scale)
        page.resize(width, 640)
        assert not page.grab().isNull()


def test_gift_without_an_amount_is_refused_with_a_sentence_and_the_line_stays(page: RecognitionPage, newest) -> None:
    before = newest()
    type_line(page, "Okoye gift card")
    assert newest() == before
    assert page.shell.messages.last == "Gift amount: it is empty; please fill it in."
    QTest.keyClicks(page.quick_add.line, " $10")
    QTest.keyClick(page.quick_add.line, Qt.Key.Key_Return)
    page.shell.hub.flush()
    assert (newest().facts.gift_cents, newest().facts.is_cash_like) == (1000, True)


def test_log_can_be_narrowed_to_the_principal(page: RecognitionPage) -> None:
    everybody = page.log_model.rowCount()
    page.log_card.show_filter("giver")
    assert 0 < page.log_model.rowCount() < everybody


def test_other_pages_lead_to_a_new_line_or_to_one_person(page: RecognitionPage) -> None:
    page.show_key("new")
    assert page.quick_add.line.hasFocus()
    person = page._board.due[0]
    page.show_key(f"person:{person.person_id}")
    assert page.quick_add.found.person is not None
    assert page.quick_add.found.person.id == person.person_id


def test_undo_of_the_recognition_on_show_closes_its_sheet(page: RecognitionPage, newest) -> None:
    type_line(page, "Okoye note")
    page.show_key(newest().id)
    assert page.sheet.isVisible()
    page.shell.desk.undo()
    page.shell.hub.flush()
    assert not page.sheet.isVisible()


def test_half_typed_sheet_is_saved_before_the_window_closes(page: RecognitionPage, newest) -> None:
    page._open_index(page.log_model.index(0))
    page.editor.impact.setPlainText("it lasted")
    page.commit_edits()
    assert newest().facts.impact == "it lasted"


def test_pasted_lines_become_one_line(page: RecognitionPage) -> None:

    mime = QMimeData()
    mime.setText("Okoye\nled the\tfair")
    page.quick_add.line.insertFromMimeData(mime)
    assert page.quick_add.line.line == "Okoye led the fair"
