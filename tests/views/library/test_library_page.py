"""The library page: a strategy from its name to its look-fors, found by an alias; a unit from review to challenge."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from il_desktop import commands
from il_desktop.views.library.page import LibraryPage
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.library import NEEDS_BOTH


def open_page(qtbot, shell: Shell) -> LibraryPage:
    page = LibraryPage(shell)
    qtbot.addWidget(page)
    shell.actions.set_page(page.page_id)
    page.resize(1180, 720)
    page.show()
    return page


@pytest.fixture
def page(qtbot, shell: Shell) -> LibraryPage:
    return open_page(qtbot, shell)


def names(page: LibraryPage, tab: int = 0) -> list[str]:
    model = page.models[tab]
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def cell(page: LibraryPage, tab: int, row: int, column: int) -> str:
    return str(page.models[tab].index(row, column).data())


def add(page: LibraryPage, kind: str, name: str, **fields) -> str:
    key = page.shell.desk.run(commands.library.add_item, kind, name, **fields)
    page.shell.hub.flush()
    return str(key)


def test_an_empty_library_teaches_and_leads_on(page: LibraryPage, ask) -> None:
    assert page.empties[0].isVisible()
    ask.texts = ["Number talk"]
    button = page.empties[0].button
    assert button is not None
    button.click()
    assert names(page) == ["Number talk"]
    assert page.sheet.isVisible()
    assert page.entry.name.text() == "Number talk"
    page.show_key("units")
    assert page.empties[1].isVisible()


def test_what_is_typed_is_saved_when_it_is_left(qtbot, page: LibraryPage, ask) -> None:
    ask.texts = ["Number talk"]
    page.shell.actions.action("library.strategy").trigger()
    page.entry.aliases.setText("Math chat;  mental math, math chat")
    page.entry.definition.setPlainText("Short mental math")
    qtbot.keyClick(page.entry.aliases, Qt.Key.Key_Return)
    page.shell.hub.flush()
    assert page.entries[0].aliases == ("Math chat", "mental math")
    assert cell(page, 0, 0, 2) == "Math chat, mental math"
    page.shell.desk.undo()
    page.shell.hub.flush()
    assert page.entries[0].aliases == ()


def test_the_line_finds_other_names_and_says_when_nothing_fits(page: LibraryPage) -> None:
    add(page, "strategy", "Number talk", aliases=("Charla numérica",))
    add(page, "term", "Rigor", definition="Thinking hard about grade-level work")
    page.search.setText("charla numé")
    assert names(page) == ["Number talk"]
    page.search.setText("grade level")
    assert names(page) == ["Rigor"]
    page.search.setText("zebra")
    assert page.empties[0].isVisible()
    assert page.empties[0].label.text() == "Nothing in the library is called that, or says so."


def test_school_wide_asks_for_a_definition_and_a_source(qtbot, page: LibraryPage) -> None:
    page.show_key(add(page, "strategy", "Number talk", definition="Short mental math"))
    qtbot.mouseClick(page.entry.schoolwide, Qt.MouseButton.LeftButton)
    page.shell.hub.flush()
    assert not page.entry.schoolwide.isChecked()
    assert page.entry.refusal.text() == NEEDS_BOTH
    assert page.entry.refusal.isVisible()
    page.entry.source.setText("Our math team")
    page.entry.schoolwide.click()
    page.shell.hub.flush()
    assert page.entry.schoolwide.isChecked()
    assert page.head_sentence() == "1 entry, 1 used by the whole school."


def test_the_sample_school_has_a_library(qtbot, sample_shell: Shell) -> None:
    page = open_page(qtbot, sample_shell)
    assert page.head_sentence() == "7 entries, 5 used by the whole school."
    page.search.setText("expert")
    assert names(page) == ["Jigsaw"]
    page.show_key("units")
    assert names(page, 1)[:2] == ["Argument writing", "Ratios and rates"]
    assert page.head_sentence() == "5 units, 3 with an issue. 2 reviews were due before today."


def test_look_fors_are_chosen_and_taken_away(qtbot, sample_shell: Shell) -> None:
    page = open_page(qtbot, sample_shell)
    key = add(page, "strategy", "All respond")
    page.show_key(key)
    form = page.entry
    form.look_for.setCurrentIndex(1)
    words = form.look_for.currentText()
    form.look_for.activated.emit(1)
    page.shell.hub.flush()
    entry = next(one for one in page.entries if one.id == key)
    assert [f"{one.text} ({one.protocol})" for one in entry.look_fors] == [words]
    assert form.look_for.findText(words) < 0
    page.shell.desk.undo()
    page.shell.hub.flush()
    assert not any(one.look_fors for one in page.entries)


def test_a_word_has_no_look_fors(page: LibraryPage) -> None:
    page.show_key(add(page, "term", "Rigor"))
    assert not page.entry.look_fors.isVisible()
    assert not page.entry.look_for.isEnabled()


def test_units_past_their_review_stand_first_and_say_so(page: LibraryPage) -> None:
    add(page, "unit", "Ratios", next_review_on=date(2026, 2, 2))
    add(page, "unit", "Fractions", next_review_on=date(2026, 1, 15))
    add(page, "unit", "Today", next_review_on=date(2026, 1, 16))
    add(page, "unit", "Whenever", issue="Nothing to read")
    page.show_key("units")
    assert names(page, 1) == ["Fractions", "Today", "Ratios", "Whenever"]
    assert cell(page, 1, 0, 1) == "was due 15 Jan 2026"
    assert cell(page, 1, 1, 1) == "16 Jan 2026"
    assert page.head_sentence() == "4 units, 1 with an issue. 1 review was due before today."


def test_an_issue_is_made_a_challenge(qtbot, page: LibraryPage, visits) -> None:
    page.show_key(add(page, "unit", "Ratios"))
    form = page.unit
    assert not form.challenge.isEnabled()
    for name, score in (("rigorous", "2"), ("inclusive", "1")):
        form.scores[name].setCurrentIndex(form.scores[name].findData(score))
        form.scores[name].activated.emit(1)
    qtbot.keyClicks(form.issue, "No task below grade level")
    qtbot.mouseClick(form.challenge, Qt.MouseButton.LeftButton)
    page.shell.hub.flush()
    assert cell(page, 1, 0, 5) == "2 – – 1"
    place, key = visits[-1]
    assert place == "improve"
    title = "SELECT title, kind FROM challenge WHERE id = ?"
    assert page.shell.desk.read(lambda reader: reader.row(title, (key,))) == (
        "No task below grade level", "curriculum_gap",
    )  # fmt: skip


def test_a_name_that_is_taken_is_said(page: LibraryPage, ask) -> None:
    add(page, "strategy", "Number talk")
    ask.texts = ["number talk"]
    page.do_strategy()
    assert names(page) == ["Number talk"]


def test_deleting_closes_the_sheet_and_undo_brings_it_back(page: LibraryPage) -> None:
    page.show_key(add(page, "unit", "Ratios"))
    page.unit.delete.click()
    page.shell.hub.flush()
    assert not page.sheet.isVisible()
    assert names(page, 1) == []
    page.shell.desk.undo()
    page.shell.hub.flush()
    assert names(page, 1) == ["Ratios"]


def test_the_other_list_closes_what_is_open(page: LibraryPage) -> None:
    page.show_key(add(page, "strategy", "Number talk"))
    page.entry.source.setText("Our math team")
    page.show_key("units")
    assert not page.sheet.isVisible()
    page.shell.hub.flush()
    assert page.entries[0].source == "Our math team"
