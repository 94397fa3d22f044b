"""The palette as a person uses it: typing, choosing, Enter; what is found, where it leads and what is said."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from il_desktop import commands
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.walltime import WallTime
from il_desktop.queries import search
from il_desktop.views.shared import a11y
from il_desktop.views.shared.palette import FindsItemModel, Palette


@pytest.fixture
def said(monkeypatch) -> list[str]:
    """What was announced to a screen reader."""
    heard: list[str] = []
    monkeypatch.setattr(a11y, "announce", lambda _widget, text: heard.append(text))
    return heard


@pytest.fixture
def window(qtbot) -> QWidget:
    place = QWidget()
    qtbot.addWidget(place)
    place.resize(1024, 640)
    place.show()
    return place


@pytest.fixture
def finder(qtbot, sample_shell, window):
    """The palette for what is in the file, over the sample school."""
    palette = Palette(sample_shell, window, actions=False)
    palette.open_over(window)
    yield palette
    palette.dismiss()


def lines(palette: Palette) -> list[tuple[str, str]]:
    model = palette.view.model()
    assert isinstance(model, FindsItemModel)
    return [(find.title, find.detail) for find in model.finds]


def type_and_rest(qtbot, palette: Palette, text: str, said: list[str]) -> None:
    said.clear()
    palette.line.setText(text)
    qtbot.waitUntil(lambda: bool(said))


def test_finding_starts_empty_and_offers_no_actions(qtbot, finder, said) -> None:
    assert lines(finder) == []
    type_and_rest(qtbot, finder, "undo", said)
    assert all(detail.partition(" · ")[0] != "" for _, detail in lines(finder))


def test_the_count_is_announced_once_typing_rests(qtbot, finder, said) -> None:
    qtbot.keyClicks(finder.line, "nunez")
    qtbot.waitUntil(lambda: bool(said))
    assert said == [f"{len(lines(finder))} found"]
    type_and_rest(qtbot, finder, "qxzvjk", said)
    assert said == ["Nothing found"]
    assert lines(finder) == []


def test_a_name_without_its_accents_finds_the_person_and_her_visits(qtbot, finder, said) -> None:
    type_and_rest(qtbot, finder, "nunez", said)
    assert lines(finder)[0][0] == "Zoë Núñez"
    assert any(title == "Visit Núñez" and detail == "Block" for title, detail in lines(finder))


def test_enter_goes_to_the_week_and_the_block(qtbot, shell, window, visits, said) -> None:
    draft = BlockDraft(
        "Fire drill", "office_work", WallTime.parse("2026-02-03T10:00"), WallTime.parse("2026-02-03T10:30")
    )
    block = shell.desk.run(commands.schedule.create_block, draft)
    palette = Palette(shell, window, actions=False)
    palette.open_over(window)
    qtbot.keyClicks(palette.line, "fire dr")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)  # before typing has rested: asked at once
    assert visits == [("week", "2026-02-03"), ("week", block)]


def test_a_date_and_time_stand_beside_a_block(qtbot, shell, window, said) -> None:
    draft = BlockDraft(
        "Fire drill", "office_work", WallTime.parse("2026-02-03T10:00"), WallTime.parse("2026-02-03T10:30")
    )
    shell.desk.run(commands.schedule.create_block, draft)
    palette = Palette(shell, window)
    palette.open_over(window)
    type_and_rest(qtbot, palette, "drill", said)
    spoken = palette.view.model().index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Fire drill, Block, Tue 3 Feb, 10:00\u00a0AM"
    palette.dismiss()


def test_actions_come_before_what_is_in_the_file(qtbot, sample_desk, open_window, said) -> None:
    window = open_window(sample_desk)
    window.open_palette()
    palette = window.findChild(Palette)
    type_and_rest(qtbot, palette, "export to", said)
    assert lines(palette)[0][0].startswith("Export to Outlook")
    palette.dismiss()


def test_ctrl_f_finds_and_esc_gives_the_focus_back(qtbot, sample_desk, open_window) -> None:
    window = open_window(sample_desk, "people")
    before = window.frame.focusWidget()
    qtbot.keyClick(window.frame, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    palette = window.findChild(Palette)
    assert palette.line.hasFocus()
    qtbot.keyClicks(palette.line, "<b>x</b>")
    qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
    assert window.frame.focusWidget() is before


def test_the_chosen_line_stays_chosen_when_the_answer_arrives(qtbot, sample_shell, window, said) -> None:
    palette = Palette(sample_shell, window)
    palette.open_over(window)
    palette.line.setText("lee")
    type_and_rest(qtbot, palette, "lee ", said)
    qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    chosen = palette.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    palette.line.setText("lee")
    qtbot.waitUntil(lambda: len(said) == 2)
    assert palette.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) == chosen
    palette.dismiss()


def test_many_lines_fit_the_window_at_double_size(qtbot, sample_shell, window, look, said) -> None:
    look.apply("light", 200)
    palette = Palette(sample_shell, window)
    palette.open_over(window)
    type_and_rest(qtbot, palette, "s", said)
    assert palette.geometry().bottom() < window.height()
    qtbot.keyClick(palette.line, Qt.Key.Key_Up)
    last = palette.view.visualRect(palette.view.currentIndex())
    assert palette.view.viewport().rect().contains(last)
    palette.dismiss()


def test_what_is_found_is_chosen_on_its_page(qtbot, sample_desk, open_window, said) -> None:
    window = open_window(sample_desk, "today")
    for typed, page in (("talk nunez", "week"), ("obrien", "people"), ("number talks in every", "goals")):
        window.open_find()
        palette = window.findChildren(Palette)[-1]
        type_and_rest(qtbot, palette, typed, said)
        found = palette.view.model().finds[0]
        qtbot.keyClick(palette.line, Qt.Key.Key_Return)
        assert (window.current.page_id, found.key[0]) == (page, page)
        if page == "week":
            assert window.current.grid.cursor_at.key == found.key[1]


def test_the_search_is_one_read_when_typing_rests(qtbot, sample_shell, window, said, monkeypatch) -> None:
    asked: list[str] = []
    find = search.find
    monkeypatch.setattr(
        search, "find", lambda reader, text, *args, **more: asked.append(text) or find(reader, text, *args, **more)
    )
    palette = Palette(sample_shell, window)
    palette.open_over(window)
    qtbot.keyClicks(palette.line, "nunez")
    qtbot.waitUntil(lambda: bool(said))
    assert asked == ["nunez"]
    palette.dismiss()
    palette = Palette(sample_shell, window)
    palette.open_over(window)
    qtbot.keyClicks(palette.line, "lee")
    palette.dismiss()  # nobody waits for the answer any more
    assert asked == ["nunez"]
