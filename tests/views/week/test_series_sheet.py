"""The list of all repeating blocks: found by typing, opened, ended and deleted by keys, each as one step."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from il_desktop import commands
from il_desktop.domain.blocks import BlockRef
from il_desktop.domain.series_draft import SeriesDraft
from il_desktop.domain.walltime import WallTime
from il_desktop.views.week.series_sheet import NONE_YET, SeriesSheet
from tests.views.week.conftest import MON, TUE, Hands


def series(hands: Hands, title: str, rule: str, day: date = MON, **more) -> str:
    draft = SeriesDraft(title, "office_work", WallTime.at(day, 9), 45, rule, on_no_school="keep", **more)
    return hands.shell.desk.run(commands.series.create_series, draft)


@pytest.fixture
def listed(quiet) -> Hands:
    """Three series: one over, one with a changed date."""
    series(quiet, "Budget", "FREQ=WEEKLY;BYDAY=MO", until_on=date(2026, 2, 2))
    talk = series(quiet, "Data talk", "FREQ=WEEKLY;BYDAY=TU", TUE)
    series(quiet, "Old huddle", "FREQ=DAILY", date(2025, 11, 3), until_on=date(2025, 11, 7))
    quiet.shell.desk.run(commands.schedule.delete_block, BlockRef(None, talk, date(2026, 1, 20)))
    quiet.settle()
    quiet.page.show_key("series")
    return quiet


def sheet(hands: Hands) -> SeriesSheet:
    found = hands.page.findChild(SeriesSheet)
    assert isinstance(found, SeriesSheet)
    return found


def lines(hands: Hands) -> list[str]:
    view = sheet(hands).list
    items = [view.item(row) for row in range(view.count())]
    return [
        item.data(Qt.ItemDataRole.AccessibleTextRole).replace("\N{NO-BREAK SPACE}", " ")
        for item in items
        if not item.isHidden()
    ]


def titles(hands: Hands) -> list[object]:
    sql = "SELECT title FROM block_series ORDER BY title"
    return [row[0] for row in hands.shell.desk.read(lambda reader: reader.rows(sql))]


def test_every_series_is_listed_with_its_rule_next_date_and_exceptions(listed):
    assert lines(listed) == [
        "Budget. Every Monday until Mon 2 Feb, 9:00–9:45 AM. Next Mon 19 Jan.",
        "Data talk. Every Tuesday, 9:00–9:45 AM. Next Tue 27 Jan · 1 date differs.",
        "Old huddle. Every day until Fri 7 Nov, 9:00–9:45 AM. No more dates.",
    ]
    assert sheet(listed).count.text() == "3 blocks repeat, 1 of them are over."


def test_typing_finds_and_enter_opens_the_next_date_with_changes_for_all(listed, qtbot):
    assert sheet(listed).search.hasFocus()
    qtbot.keyClicks(sheet(listed).search, "tuesday")
    assert [line[:9] for line in lines(listed)] == ["Data talk"]
    qtbot.keyClick(sheet(listed).search, Qt.Key.Key_Down)
    qtbot.keyClick(sheet(listed).list, Qt.Key.Key_Return)
    listed.settle()
    assert sheet(listed).isHidden()
    editor = listed.page._editor
    assert editor.title.text() == "Data talk"
    assert listed.card("Data talk").span.start == WallTime.at(date(2026, 1, 27), 9)
    assert editor.repeats.scope.key == "all"
    editor.title.selectAll()
    qtbot.keyClicks(editor.title, "Data hour")
    qtbot.keyClick(editor.title, Qt.Key.Key_Return)
    assert "Data hour" in titles(listed)


def test_del_deletes_the_series_and_undo_brings_it_back(listed, qtbot):
    before = listed.steps()
    sheet(listed).list.setFocus()
    qtbot.keyClick(sheet(listed).list, Qt.Key.Key_Delete)
    assert titles(listed) == ["Data talk", "Old huddle"]
    assert listed.steps() == before + 1
    assert sheet(listed).list.hasFocus()
    assert sheet(listed).line.row.title == "Data talk"
    listed.shell.desk.undo()
    listed.settle()
    assert len(lines(listed)) == 3


def test_what_is_over_can_be_deleted_but_not_opened_or_ended(listed, qtbot):
    part = sheet(listed)
    part.list.setCurrentRow(2)
    assert not part.open.isEnabled()
    assert not part.end.isEnabled()
    qtbot.mouseClick(part.delete, Qt.MouseButton.LeftButton)
    assert titles(listed) == ["Budget", "Data talk"]


def test_a_series_ends_with_its_last_date_up_to_the_one_typed(listed, qtbot):
    part = sheet(listed)
    part.list.setCurrentRow(1)
    part.last.line.setText("5 Feb")
    before = listed.steps()
    qtbot.mouseClick(part.end, Qt.MouseButton.LeftButton)
    sql = "SELECT until_on FROM block_series WHERE title = 'Data talk'"
    assert listed.shell.desk.read(lambda reader: reader.value(sql)) == "2026-02-03"
    assert listed.steps() == before + 1


@pytest.mark.parametrize(
    ("text", "reason"), [("5 Jan", "no date up to then"), ("9 Feb", "no date after"), ("", "Type")]
)
def test_a_last_date_that_changes_nothing_is_refused_at_the_field(listed, qtbot, text, reason):
    part = sheet(listed)
    part.list.setCurrentRow(0)
    part.last.line.setText(text)
    before = listed.steps()
    qtbot.mouseClick(part.end, Qt.MouseButton.LeftButton)
    assert reason in part.last.reason.text()
    assert listed.steps() == before


def test_esc_gives_the_week_back_and_opening_a_block_closes_the_list(listed, qtbot):
    qtbot.keyClick(sheet(listed).search, Qt.Key.Key_Escape)
    assert sheet(listed).isHidden()
    assert listed.grid.hasFocus()
    listed.page.show_key("series")
    listed.page.show_day(MON)
    listed.page.open_block(listed.card("Budget", MON).key)
    assert sheet(listed).isHidden()
    assert listed.page.sheet.isVisible()


def test_an_empty_list_teaches(quiet):
    quiet.page.show_key("series")
    assert sheet(quiet).count.text() == NONE_YET
    assert sheet(quiet).list.isHidden()
