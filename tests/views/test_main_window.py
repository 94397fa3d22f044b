from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from il_desktop import bootstrap, commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.walltime import WallTime
from il_desktop.views.shared import theme
from il_desktop.views.shared.actions import Registry
from il_desktop.views.shared.frame import PAGES, Frame, memory, remembered_look
from il_desktop.views.shared.palette import Palette
from il_desktop.views.transfer.export_sheet import ExportSheet
from il_desktop.views.transfer.feed_sheet import FeedSheet

PAGE_IDS = [page[0] for page in PAGES]


def menu_texts(window) -> dict[str, list[str]]:
    bar = window.frame.menuBar()
    return {
        action.text().replace("&", ""): [item.text() for item in action.menu().actions() if item.isVisible()]
        for action in bar.actions()
        if action.isVisible()
    }


def test_pages_are_made_when_they_are_first_shown(open_window, desk) -> None:
    window = open_window(desk, "goals")
    assert [page.page_id for page in window.made_pages] == ["goals"]
    window.go("people")
    assert [page.page_id for page in window.made_pages] == ["goals", "people"]
    assert window.current is window.page("people")
    window.go("nonsense")
    assert window.current is window.page("people")


@pytest.mark.parametrize("page_id", PAGE_IDS)
def test_every_page_opens_on_an_empty_file_with_a_head(open_window, desk, page_id: str) -> None:
    window = open_window(desk, page_id)
    assert window.current.page_id == page_id
    assert window.head.title.text()
    assert window.current.isVisible()


@pytest.mark.parametrize("page_id", PAGE_IDS)
def test_every_page_says_a_sentence_about_the_sample_school(open_window, sample_desk, page_id: str) -> None:
    window = open_window(sample_desk, page_id)
    assert window.head.sentence.text().endswith(".")


def test_menus_are_file_edit_view_go_help_in_this_order(open_window, desk) -> None:
    titles = list(menu_texts(open_window(desk)))
    assert [title for title in titles if title in ("File", "Edit", "View", "Go", "Help")] == [
        "File",
        "Edit",
        "View",
        "Go",
        "Help",
    ]


def test_keys_change_pages(qtbot, open_window, desk) -> None:
    window = open_window(desk, "week")
    qtbot.keyClick(window.frame, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.current.page_id == "goals"
    qtbot.keyClick(window.frame, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert window.current.page_id == "recognition"


def test_a_click_in_the_rail_changes_pages(qtbot, open_window, desk) -> None:
    window = open_window(desk, "week")
    entry = next(entry for entry in window.rail.findChildren(type(window.rail.settings_entry)) if entry.key == "people")
    qtbot.mouseClick(entry, Qt.MouseButton.LeftButton)
    assert window.current.page_id == "people"
    assert entry.isChecked()


def test_a_change_is_said_undone_and_redone_by_name(qtbot, open_window, desk) -> None:
    window = open_window(desk)
    undo = window.shell.actions.action("edit.undo")
    assert not undo.isEnabled()
    desk.run(commands.settings.change_settings, school_name="Maple & Hollow")
    window.shell.hub.flush()
    sentence = window.status.sentence.text()
    assert sentence
    assert undo.text() == f"&Undo: {sentence.replace('&', '&&')}"
    assert window.frame.windowTitle().startswith("Maple & Hollow")

    undo.trigger()
    window.shell.hub.flush()
    assert window.status.sentence.text() == f"Undone: {sentence}"
    assert window.shell.settings().school_name == "My school"
    assert not undo.isEnabled()
    assert window.shell.actions.action("edit.redo").text().startswith("&Redo: ")

    window.status.link.click()
    window.shell.hub.flush()
    assert window.shell.settings().school_name == "Maple & Hollow"
    assert window.status.sentence.text() == f"Redone: {sentence}"


def test_ctrl_z_undoes_in_the_file_and_in_a_field_first(qtbot, open_window, desk) -> None:
    window = open_window(desk)
    desk.run(commands.settings.change_settings, school_name="Maple Hollow")
    window.shell.hub.flush()
    window.open_palette()
    line = window.findChild(Palette).line
    qtbot.keyClicks(line, "abc")
    window.undo.undo()
    assert line.text() != "abc"
    assert window.shell.settings().school_name == "Maple Hollow"
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    qtbot.keyClick(window.frame, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.shell.settings().school_name == "My school"


def test_nothing_to_undo_is_said_calmly(open_window, desk) -> None:
    window = open_window(desk)
    window.undo.travel(is_undo=True)
    assert window.status.sentence.text() == "There is nothing to undo."


def test_the_sample_school_says_so_and_shows_the_way_to_ones_own(open_window, sample_desk, host) -> None:
    window = open_window(sample_desk)
    assert window.banner.isVisible()
    assert "Sample school: its clock stands at Fri 16 Jan 2026." in window.banner.sentence.text()
    window.banner.link.click()
    assert ("open_own", None) in host.asked


def test_ones_own_school_has_no_banner(open_window, desk) -> None:
    assert not open_window(desk).banner.isVisible()


def test_a_file_opened_for_reading_says_why_and_writes_nothing(open_window, empty_file) -> None:
    desk = bootstrap.open_desk(empty_file, read_only=True)
    window = open_window(desk)
    assert window.banner.sentence.text().endswith(".")
    window.shell.actions.action("view.dark").trigger()
    assert window.message_bar.isVisible()
    desk.close()


def test_the_foot_of_the_rail_names_the_school_day(open_window, sample_desk) -> None:
    window = open_window(sample_desk)
    texts = [label.text() for label in (window.rail._date, window.rail._day, window.rail._number)]
    assert texts[0] == "Fri 16 Jan 2026"
    assert "A day" in texts[1]
    assert texts[2].startswith("School day ")


def test_a_narrow_window_folds_rail_and_search(qtbot, open_window, desk) -> None:
    window = open_window(desk, size=(1024, 640))
    assert window.rail.width() == theme.RAIL_WIDTH_ICONS
    assert not window.head.search.is_wide
    window.frame.resize(1280, 800)
    qtbot.waitUntil(lambda: window.rail.width() == theme.RAIL_WIDTH)


@pytest.mark.parametrize("page_id", PAGE_IDS)
def test_every_page_fits_1024_by_640(open_window, sample_desk, page_id: str) -> None:
    window = open_window(sample_desk, page_id, size=(1024, 640))
    assert (window.frame.width(), window.frame.height()) == (1024, 640)


def test_the_look_follows_the_setting_at_once(open_window, desk) -> None:
    window = open_window(desk)
    window.shell.actions.action("view.dark").trigger()
    window.shell.hub.flush()
    assert theme.current().tokens is theme.DARK
    assert window.shell.actions.action("view.dark").isChecked()
    window.shell.actions.action("view.larger").trigger()
    window.shell.hub.flush()
    assert theme.current().scale_pct == 110


def test_place_page_and_look_are_remembered(open_window, desk) -> None:
    window = open_window(desk, "people", size=(1000, 610))
    theme.current().apply("dark", 120)
    window.finish()
    assert memory().value("page") == "people"
    assert remembered_look() == ("dark", 120)
    again = Frame()
    assert again.height() == 610  # the offscreen screen is narrower than the window may be
    again.deleteLater()


def test_the_palette_does_an_action_and_gives_the_focus_back(qtbot, open_window, sample_desk) -> None:
    window = open_window(sample_desk, "week")
    before = QApplication.focusWidget()
    qtbot.keyClick(window.frame, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.findChild(Palette)
    assert palette.line.hasFocus()
    qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is before

    window.open_palette()
    palette = window.findChildren(Palette)[-1]
    qtbot.keyClicks(palette.line, "okoye")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert window.current.page_id == "people"

    window.open_palette()
    palette = window.findChildren(Palette)[-1]
    qtbot.keyClicks(palette.line, "go 3 Dec")
    assert palette.view.currentIndex().data() == "Go to Wed 3 Dec 2025"
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert window.current.page_id == "week"
    assert "December 2025" in window.head.title.text()


def test_arrow_keys_choose_in_the_palette(qtbot, open_window, desk) -> None:
    window = open_window(desk)
    window.open_palette()
    palette = window.findChild(Palette)
    first = palette.view.currentIndex().row()
    qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    assert palette.view.currentIndex().row() == first + 1
    qtbot.keyClick(palette.line, Qt.Key.Key_Up)
    qtbot.keyClick(palette.line, Qt.Key.Key_Up)
    assert palette.view.currentIndex().row() == palette.view.model().rowCount() - 1
    palette.dismiss()


def test_every_action_is_reachable_and_has_keys_or_a_reason(open_window, desk) -> None:
    registry: Registry = open_window(desk).shell.actions
    window = registry.parent()
    window.make_all_pages()
    wrong = []
    for spec, action in registry.entries():
        if not spec.plain_text:
            wrong.append(f"{spec.id}: no text")
        if not action.shortcuts() and not spec.no_shortcut:
            wrong.append(f"{spec.id}: neither keys nor a reason")
        if action.parent() is None:
            wrong.append(f"{spec.id}: no owner")
    assert wrong == []


def test_no_two_actions_that_can_meet_share_keys(open_window, desk) -> None:
    window = open_window(desk)
    window.make_all_pages()
    taken: dict[tuple[str, str], str] = {}
    clashes = []
    for spec, _ in window.shell.actions.entries():
        for keys in spec.shortcuts:
            for page in [spec.page] if spec.page else ["", *PAGE_IDS]:
                other = taken.setdefault((page, keys), spec.id)
                both_narrow = spec.scope == "widget" or window.shell.actions.spec(other).scope == "widget"
                if other != spec.id and not both_narrow:
                    clashes.append((keys, other, spec.id))
    assert clashes == []


def test_backspace_and_ctrl_d_never_delete(open_window, desk) -> None:
    window = open_window(desk)
    window.make_all_pages()
    keys = {key.toString() for _, action in window.shell.actions.entries() for key in action.shortcuts()}
    assert not keys & {"Backspace", "Ctrl+D"}
    assert not [key for key in keys if "Ctrl+Alt" in key]


def test_file_actions_ask_and_hand_over(open_window, desk, host, ask, tmp_path: Path) -> None:
    window = open_window(desk)
    ask.files = [tmp_path / "new", tmp_path / "other.ildesk"]
    window.shell.actions.action("file.new").trigger()
    window.shell.actions.action("file.open").trigger()
    window.shell.actions.action("file.sample").trigger()
    window.shell.actions.action("file.backup").trigger()
    assert host.asked == [
        ("new_file", tmp_path / "new.ildesk"),
        ("open_file", tmp_path / "other.ildesk"),
        ("open_sample", None),
        ("back_up", None),
    ]


def test_restoring_asks_before_what_undo_cannot_reach(open_window, desk, host, ask, tmp_path: Path) -> None:
    window = open_window(desk)
    ask.files = [tmp_path / "a.zip", tmp_path / "a.zip"]
    ask.choices = ["", "restore"]
    window.shell.actions.action("file.restore").trigger()
    assert host.asked == []
    window.shell.actions.action("file.restore").trigger()
    assert host.asked == [("restore", tmp_path / "a.zip")]


def test_the_week_is_exported_for_outlook(open_window, sample_desk, ask, qtbot, tmp_path: Path) -> None:
    window = open_window(sample_desk, "week")
    ask.files = [tmp_path / "week"]
    window.shell.actions.action("file.export_calendar").trigger()
    sheet = window.findChild(ExportSheet)
    qtbot.waitUntil(lambda: not sheet.is_busy)
    sheet.save_file()
    qtbot.waitUntil(lambda: not sheet.is_busy)
    sheet.close()
    text = (tmp_path / "week.ics").read_text(encoding="utf-8")
    assert text.startswith("BEGIN:VCALENDAR")
    assert "METHOD:PUBLISH" in text
    assert "Okoye" not in text
    assert "written to week.ics" in window.status.sentence.text()


def test_the_published_calendar_opens_from_the_menu(open_window, sample_desk) -> None:
    window = open_window(sample_desk, "week")
    window.shell.actions.action("file.publish_calendar").trigger()
    sheet = window.findChild(FeedSheet)
    assert sheet.isVisible()
    assert sheet.place.text() == "Off."
    sheet.close()


def test_an_export_that_cannot_be_written_is_said(open_window, sample_desk, ask, qtbot, tmp_path: Path) -> None:
    window = open_window(sample_desk, "week")
    ask.files = [tmp_path / "no" / "such" / "folder" / "week.ics"]
    window.shell.actions.action("file.export_calendar").trigger()
    sheet = window.findChild(ExportSheet)
    qtbot.waitUntil(lambda: not sheet.is_busy)
    sheet.save_file()
    qtbot.waitUntil(window.message_bar.isVisible)


def test_the_clock_moves_the_day_on(open_window, desk, fixed_clock) -> None:
    window = open_window(desk)
    fixed_clock.advance(days=1)
    window.minute_passed()
    assert window.rail._date.text() == "Sat 17 Jan 2026"
    assert window.shell.today() == WallTime.parse("2026-01-17T08:00").day


def test_a_recognition_can_be_written_from_anywhere(open_window, sample_desk) -> None:
    window = open_window(sample_desk, "week")
    window.shell.actions.action("edit.recognize").trigger()
    assert window.current is window.page("recognition")
    assert window.page("recognition").quick_add.line.hasFocus()


def test_the_head_follows_the_pages_main_action(open_window, desk) -> None:
    window = open_window(desk, "goals")
    page = window.page("goals")
    other = window.shell.actions.action("edit.undo")
    page.primary_action = lambda: other
    page.head_changed.emit()
    assert window.head._primary is other
    assert sum(button.isVisibleTo(window.head) for button in window.head._buttons) == len(window.head._buttons)


@pytest.fixture
def synchronised_desk(empty_file: Path, fixed_clock) -> Iterator[Desk]:
    folder = empty_file.parent / "Dropbox"
    folder.mkdir()
    desk = bootstrap.open_desk(empty_file.rename(folder / empty_file.name), clock=fixed_clock)
    yield desk
    desk.close()


def test_a_file_in_a_synchronised_folder_is_told_above_the_page(synchronised_desk: Desk, open_window) -> None:
    window = open_window(synchronised_desk)
    assert window.banner.isVisible()
    assert window.banner.sentence.text().startswith("Dropbox synchronises this folder")
    synchronised_desk.run(commands.settings.change_settings, school_name="Elm")
    assert window.banner.isVisible()
