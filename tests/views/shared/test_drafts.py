"""What is typed and not saved survives the end of the program, is offered at the next start, and is gone once saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton

from il_desktop import bootstrap, commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.drafts import Draft
from il_desktop.domain.walltime import WallTime
from il_desktop.store.drafts import Drafts, drafts_path
from il_desktop.views.goals.vision_form import VisionForm
from il_desktop.views.main_window import MainWindow
from il_desktop.views.recognition.log_item_model import KEY_ROLE
from il_desktop.wording.drafts import draft_sentence

NOTE = "Private note"


@pytest.fixture
def block(desk: Desk) -> str:
    """A block on Friday 16 January."""
    start = WallTime.parse("2026-01-16T10:00")
    return desk.run(commands.schedule.create_block, BlockDraft("PLC prep", "office_work", start, start.plus(60)))


def note_of(window: MainWindow) -> QPlainTextEdit:
    return next(field for field in window.findChildren(QPlainTextEdit) if field.accessibleName() == NOTE)


def write_note(qtbot, window: MainWindow, block: str, text: str) -> QPlainTextEdit:
    window.current.open_block(block)
    note = note_of(window)
    note.setFocus()
    qtbot.keyClicks(note, text)
    return note


def left(path: Path) -> list[str]:
    """Return the texts that a next start would find if the program were killed now."""
    return [draft.text for draft in Drafts(path).found]


def test_what_is_typed_is_kept_a_moment_after_the_last_key(qtbot, open_window, desk, block, empty_file) -> None:
    window = open_window(desk)
    write_note(qtbot, window, block, "Saw a number talk")
    qtbot.waitUntil(lambda: left(empty_file) == ["Saw a number talk"])
    [draft] = Drafts(empty_file).found
    assert (draft.place, draft.keys, draft.field) == ("week", ("2026-01-16", f"edit:{block}"), NOTE)


def test_a_saved_text_is_no_draft_any_more(qtbot, open_window, desk, block, empty_file) -> None:
    window = open_window(desk)
    note = write_note(qtbot, window, block, "Saw a number talk")
    window.services.keeper.look()
    assert left(empty_file)
    window.current.commit_edits()
    window.shell.hub.flush()
    assert left(empty_file) == []
    qtbot.keyClicks(note, ", then more")
    window.services.keeper.look()
    assert left(empty_file) == ["Saw a number talk, then more"]


def test_another_save_does_not_drop_it(qtbot, open_window, desk, block, empty_file) -> None:
    window = open_window(desk)
    write_note(qtbot, window, block, "Saw a number talk")
    window.services.keeper.look()
    desk.run(commands.settings.change_settings, school_name="Maple Hollow")
    window.shell.hub.flush()
    window.services.keeper.look()
    assert left(empty_file) == ["Saw a number talk"]


def test_a_page_that_is_left_still_holds_what_was_typed_and_a_closed_sheet_does_not(
    qtbot, open_window, desk, empty_file
) -> None:
    window = open_window(desk)
    window.open_line("edit.task")
    line = window.lines["edit.task"].line
    line.setFocus()
    qtbot.keyClicks(line, "Order the readers")
    window.services.keeper.look()
    window.lines["edit.task"].hide()
    window.go("today")
    window.services.keeper.look()
    assert left(empty_file) == ["Order the readers"], "the line still holds it"
    line.set_line("")
    window.services.keeper.look()
    assert left(empty_file) == []


def test_words_taken_back_are_no_draft(qtbot, open_window, desk, block, empty_file) -> None:
    window = open_window(desk)
    note = write_note(qtbot, window, block, "x")
    window.services.keeper.look()
    qtbot.keyClick(note, Qt.Key.Key_Backspace)
    window.services.keeper.look()
    assert left(empty_file) == []
    window.services.end()


def named(window: MainWindow, name: str) -> QPlainTextEdit:
    return next(field for field in window.findChildren(QPlainTextEdit) if field.accessibleName() == name)


def test_a_recognition_in_the_sheet_is_kept_and_found_again(qtbot, open_window, sample_desk, tmp_path: Path) -> None:
    window = open_window(sample_desk, "recognition", (1280, 900))
    page = window.current
    key = page.log_model.index(0).data(KEY_ROLE)
    window.go("recognition", key)
    text = named(window, "Why it mattered")
    text.setFocus()
    qtbot.keyClicks(text, "All spoke. ")
    window.services.keeper.look()
    [draft] = Drafts(tmp_path / "sample.ildesk").found
    assert (draft.place, draft.keys, draft.field) == ("recognition", (key,), "Why it mattered")
    page.sheet.close_sheet()
    window.shell.hub.flush()
    window.services.keeper.look()
    assert left(tmp_path / "sample.ildesk") == []


def test_a_form_with_a_button_is_kept_until_it_is_saved(qtbot, open_window, sample_desk, tmp_path: Path) -> None:
    window = open_window(sample_desk, "goals", (1280, 900))
    window.go("goals", "vision")
    window.current.edit_vision()
    fields = [field for field in window.findChildren(QPlainTextEdit) if field.isVisible() and not field.isReadOnly()]
    fields[0].setFocus()
    qtbot.keyClicks(fields[0], "Every child reads. ")
    window.services.keeper.look()
    [draft] = Drafts(tmp_path / "sample.ildesk").found
    assert (draft.place, draft.keys) == ("goals", ("vision",))
    form = window.findChild(VisionForm)
    form.save()
    window.shell.hub.flush()
    window.services.keeper.look()
    assert left(tmp_path / "sample.ildesk") == []


def test_closing_the_window_saves_what_it_can_and_leaves_the_rest_for_the_next_start(
    qtbot, open_window, desk, block, empty_file
) -> None:
    window = open_window(desk)
    write_note(qtbot, window, block, "Saw a number talk")
    window.services.keeper.look()
    window.open_line("edit.task")
    qtbot.keyClicks(window.lines["edit.task"].line, "Order the readers")
    window.frame.close()
    desk.close()
    assert left(empty_file) == ["Order the readers"]


def offer(path: Path, *drafts: Draft) -> None:
    kept = Drafts(path)
    for draft in drafts:
        kept.put(draft)


def test_a_next_start_offers_it_and_puts_it_back_unsaved(qtbot, open_window, desk, block, empty_file) -> None:
    desk.close()
    offer(
        empty_file, Draft("week", ("2026-01-16", f"edit:{block}"), NOTE, "Saw a\nnumber talk", "2026-01-16T09:00:00Z")
    )
    again = bootstrap.open_desk(empty_file, clock=desk.clock)
    window = open_window(again, "today")
    bar = window.services.draft_bar
    assert bar.isVisible()
    assert bar.sentence.text().startswith("You were writing “Saw a number talk” (Private note).")
    bar.back.click()
    note = note_of(window)
    assert (window.current.page_id, note.toPlainText(), note.hasFocus()) == ("week", "Saw a\nnumber talk", True)
    assert not bar.isVisible()
    assert again.history().undo.op != "block.edit", "nothing is written by itself"
    assert left(empty_file) == ["Saw a\nnumber talk"], "still kept, until it is saved"
    window.current.commit_edits()
    window.shell.hub.flush()
    assert left(empty_file) == []
    again.close()
    assert not drafts_path(empty_file).exists()


def test_what_stands_in_the_field_stays(qtbot, open_window, desk, block, empty_file) -> None:
    window = open_window(desk)
    note = write_note(qtbot, window, block, "Already here")
    window.current.commit_edits()
    window.shell.hub.flush()
    window.services._put_back(Draft("week", ("2026-01-16", f"edit:{block}"), NOTE, "and this", ""))
    assert note.toPlainText() == "Already here\n\nand this"


def test_a_field_that_is_not_there_any_more_leaves_the_words_on_the_clipboard(
    qtbot, open_window, desk, empty_file
) -> None:
    desk.close()
    offer(
        empty_file,
        Draft("goals", ("gone",), "Why", "Because reading opens doors", "2026-01-16T09:00:00Z"),
        Draft("edit.task", (), "Task", "Order the readers", "2026-01-16T09:01:00Z"),
        Draft("week", (), "Task", "Thrown away", "2026-01-16T09:02:00Z"),
    )
    again = bootstrap.open_desk(empty_file, clock=desk.clock)
    window = open_window(again)
    bar = window.services.draft_bar
    assert bar.more.text() == "2 more"
    bar.back.click()
    assert QApplication.clipboard().text() == "Because reading opens doors"
    bar.copy.click()
    assert QApplication.clipboard().text() == "Order the readers"
    bar.away.click()
    assert not bar.isVisible()
    again.close()
    assert not drafts_path(empty_file).exists()


def test_the_line_is_reached_from_the_menu_and_its_buttons_say_what_they_do(open_window, desk, empty_file) -> None:
    desk.close()
    offer(empty_file, Draft("week", (), NOTE, "<b>bold</b> words", "2026-01-16T09:00:00Z"))
    again = bootstrap.open_desk(empty_file, clock=desk.clock)
    window = open_window(again)
    window.shell.actions.action("edit.drafts").trigger()
    assert window.services.draft_bar.back.hasFocus()
    buttons = window.services.draft_bar.findChildren(QPushButton)
    assert all(NOTE in button.accessibleName() for button in buttons)
    assert "<b>" not in window.services.draft_bar.sentence.toolTip()
    again.close()


def test_a_long_text_is_cut_in_the_sentence() -> None:
    sentence = draft_sentence(Draft("week", (), "Task: a title, its minutes", "word " * 100, ""))
    assert len(sentence) < 160
    assert "(Task)" in sentence
