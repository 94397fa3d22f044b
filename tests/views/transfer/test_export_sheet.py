"""The export sheet shows what others will see before anything is written, and what is left to do in Outlook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from il_desktop import commands
from il_desktop.domain.blocks import Protection
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.agenda import agenda
from il_desktop.queries.calendar import school_calendar
from il_desktop.views.transfer.export_sheet import ExportSheet

WEEK = (date(2026, 1, 19), date(2026, 1, 23))


@pytest.fixture
def sheet(qtbot, sample_shell) -> ExportSheet:
    sheet = ExportSheet(sample_shell, None, *WEEK)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # closed by the fixture
    qtbot.addWidget(sheet)
    sheet.show()
    return sheet


def _choose(sheet: ExportSheet, audience: str = "me", choice: str = "changed") -> None:
    sheet.audiences.set_key(audience)
    sheet.choices.set_key(choice)
    sheet.refresh()


def _save(sheet: ExportSheet, ask, path: Path) -> str:
    ask.files.append(path)
    sheet.save_file()
    return path.read_text(encoding="utf-8").replace("\n ", "")


def test_the_preview_holds_the_exact_texts_of_the_file(sheet, ask, tmp_path) -> None:
    _choose(sheet, "office")
    shown = {row[0] for row in sheet.texts.texts()}
    text = _save(sheet, ask, tmp_path / "a.ics").replace("\\,", ",")
    assert shown == {line.removeprefix("SUMMARY:") for line in text.splitlines() if line.startswith("SUMMARY:")}
    assert "Classroom visits" in shown


def test_the_steps_speak_of_deleting_only_where_there_is_something_to_delete(sheet) -> None:
    assert "delete" not in sheet.steps[0].text()
    _choose(sheet, choice="all")
    assert "delete" in sheet.steps[0].text()


def test_what_was_exported_is_not_offered_again(sheet, ask, tmp_path) -> None:
    assert sheet.save.isEnabled()
    _save(sheet, ask, tmp_path / "a.ics")
    assert "written to a.ics" in sheet.said.text()
    sheet.refresh()
    assert not sheet.save.isEnabled()
    assert sheet.count.text() == "Nothing new: Outlook has all of it."


def test_a_deleted_block_is_listed_until_it_is_ticked(sheet, sample_shell, ask, tmp_path) -> None:
    desk = sample_shell.desk
    _save(sheet, ask, tmp_path / "a.ics")
    items = desk.read(agenda, *WEEK, desk.cached(school_calendar))
    gone = next(item for item in items if not item.all_day and item.protection <= Protection.FLEXIBLE)
    desk.run(commands.schedule.delete_block, gone.ref)
    sheet.refresh()
    assert [row[1] for row in sheet.old.texts()] == [gone.activity_name]
    assert sheet.old_card.isVisible()
    other = next(item for item in items if item.protection <= Protection.FLEXIBLE and item.uid != gone.uid)
    desk.run(commands.schedule.delete_block, other.ref)
    _choose(sheet, choice="all")
    assert not sheet.old_card.isVisible()
    _choose(sheet)
    assert len(sheet.old.texts()) == 2


def _loose(desk) -> list:
    items = desk.read(agenda, *WEEK, desk.cached(school_calendar))
    return [item for item in items if not item.all_day and item.protection <= Protection.FLEXIBLE]


def _tick(sheet: ExportSheet, row: int) -> bool:
    return sheet.old.setData(sheet.old.index(row, 0), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)


def test_a_tick_takes_an_entry_off_the_list_though_nothing_is_left_to_write(sheet, sample_shell, ask, tmp_path) -> None:
    desk = sample_shell.desk
    _save(sheet, ask, tmp_path / "a.ics")
    desk.run(commands.schedule.delete_block, _loose(desk)[0].ref)
    sheet.refresh()
    assert not sheet.save.isEnabled()
    assert sheet.old.data(sheet.old.index(0, 0), Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    assert _tick(sheet, 0)
    assert sheet.old.texts() == []


def test_after_saving_the_old_entry_of_a_changed_block_is_listed_but_cannot_be_forgotten(
    sheet, sample_shell, ask, tmp_path
) -> None:
    desk = sample_shell.desk
    _save(sheet, ask, tmp_path / "a.ics")
    moved, gone = _loose(desk)[:2]
    desk.run(commands.schedule.move_block, moved.ref, WallTime.at(moved.start.day, 19))
    desk.run(commands.schedule.delete_block, gone.ref)
    sheet.refresh()
    _save(sheet, ask, tmp_path / "b.ics")
    assert len(sheet.old.texts()) == 2
    assert len(sheet.old.keys()) == 1
    ticks = [_tick(sheet, row) for row in (1, 0)]
    assert sorted(ticks) == [False, True]
    assert len(sheet.old.texts()) == 1
    sheet.refresh()
    assert sheet.count.text() == "Nothing new: Outlook has all of it."
    assert sheet.old.texts() == []


@pytest.mark.parametrize(("key", "days"), [("month", (1, 31)), ("week", (19, 23))])
def test_a_range_sets_both_dates(sheet, key, days) -> None:
    sheet.ranges.chosen.emit(key)
    assert (sheet.first.value, sheet.last.value) == (date(2026, 1, days[0]), date(2026, 1, days[1]))


def test_the_term_is_the_schools_own(sheet) -> None:
    sheet.ranges.chosen.emit("term")
    assert sheet.first.value < WEEK[0]
    assert sheet.last.value > WEEK[1]


def test_days_the_wrong_way_round_cannot_be_saved(sheet) -> None:
    sheet.last.set_value(date(2026, 1, 1))
    sheet.refresh()
    assert not sheet.save.isEnabled()
    assert "before the first" in sheet.count.text()


def test_a_file_that_cannot_be_written_is_said_and_not_remembered(sheet, sample_shell, ask, tmp_path) -> None:
    ask.files.append(tmp_path / "no" / "folder" / "a.ics")
    sheet.save_file()
    assert sample_shell.desk.read(lambda reader: reader.value("SELECT count(*) FROM exported_event")) == 0
