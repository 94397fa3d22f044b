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
    sheet.setProperty("wait", lambda: qtbot.waitUntil(lambda: not sheet.is_busy, timeout=20_000))
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # closed by the fixture
    qtbot.addWidget(sheet)
    sheet.show()
    _wait(sheet)
    return sheet


def _wait(sheet: ExportSheet) -> None:
    """Wait for what runs beside the window."""
    sheet.property("wait")()


def _refresh(sheet: ExportSheet) -> None:
    sheet.refresh()
    _wait(sheet)


def _choose(sheet: ExportSheet, audience: str = "me", choice: str = "changed") -> None:
    sheet.pick.audiences.set_key(audience)
    sheet.pick.choices.set_key(choice)
    _refresh(sheet)


def _save(sheet: ExportSheet, ask, path: Path) -> str:
    ask.files.append(path)
    sheet.save_file()
    _wait(sheet)
    return path.read_text(encoding="utf-8").replace("\n ", "")


def test_the_preview_holds_the_exact_texts_of_the_file(sheet, ask, tmp_path) -> None:
    _choose(sheet, "office")
    shown = {row[0] for row in sheet.preview.texts.texts()}
    text = _save(sheet, ask, tmp_path / "a.ics").replace("\\,", ",")
    assert shown == {line.removeprefix("SUMMARY:") for line in text.splitlines() if line.startswith("SUMMARY:")}
    assert "Classroom visits" in shown


def test_the_steps_speak_of_deleting_only_where_there_is_something_to_delete(sheet) -> None:
    assert "delete" not in sheet.preview.steps[0].text()
    _choose(sheet, choice="all")
    assert "delete" in sheet.preview.steps[0].text()


def test_what_was_exported_is_not_offered_again(sheet, ask, tmp_path) -> None:
    assert sheet.save.isEnabled()
    _save(sheet, ask, tmp_path / "a.ics")
    assert "written to a.ics" in sheet.said.text()
    _refresh(sheet)
    assert not sheet.save.isEnabled()
    assert sheet.preview.count.text() == "Nothing new: Outlook has all of it."


def test_a_deleted_block_is_listed_until_it_is_ticked(sheet, sample_shell, ask, tmp_path) -> None:
    desk = sample_shell.desk
    _save(sheet, ask, tmp_path / "a.ics")
    items = desk.read(agenda, *WEEK, desk.cached(school_calendar))
    gone = next(item for item in items if not item.all_day and item.protection <= Protection.FLEXIBLE)
    desk.run(commands.schedule.delete_block, gone.ref)
    _refresh(sheet)
    assert [row[1] for row in sheet.preview.old.texts()] == [gone.activity_name]
    assert sheet.preview.old_card.isVisible()
    other = next(item for item in items if item.protection <= Protection.FLEXIBLE and item.uid != gone.uid)
    desk.run(commands.schedule.delete_block, other.ref)
    _choose(sheet, choice="all")
    assert not sheet.preview.old_card.isVisible()
    _choose(sheet)
    assert len(sheet.preview.old.texts()) == 2


def _loose(desk) -> list:
    items = desk.read(agenda, *WEEK, desk.cached(school_calendar))
    return [item for item in items if not item.all_day and item.protection <= Protection.FLEXIBLE]


def _tick(sheet: ExportSheet, row: int) -> bool:
    return sheet.preview.old.setData(
        sheet.preview.old.index(row, 0), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole
    )


def test_a_tick_takes_an_entry_off_the_list_though_nothing_is_left_to_write(sheet, sample_shell, ask, tmp_path) -> None:
    desk = sample_shell.desk
    _save(sheet, ask, tmp_path / "a.ics")
    desk.run(commands.schedule.delete_block, _loose(desk)[0].ref)
    _refresh(sheet)
    assert not sheet.save.isEnabled()
    assert (
        sheet.preview.old.data(sheet.preview.old.index(0, 0), Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    )
    assert _tick(sheet, 0)
    assert sheet.preview.old.texts() == []


def test_after_saving_the_old_entry_of_a_changed_block_is_listed_but_cannot_be_forgotten(
    sheet, sample_shell, ask, tmp_path
) -> None:
    desk = sample_shell.desk
    _save(sheet, ask, tmp_path / "a.ics")
    moved, gone = _loose(desk)[:2]
    desk.run(commands.schedule.move_block, moved.ref, WallTime.at(moved.start.day, 19))
    desk.run(commands.schedule.delete_block, gone.ref)
    _refresh(sheet)
    _save(sheet, ask, tmp_path / "b.ics")
    assert len(sheet.preview.old.texts()) == 2
    assert len(sheet.preview.old.keys()) == 1
    ticks = [_tick(sheet, row) for row in (1, 0)]
    assert sorted(ticks) == [False, True]
    assert len(sheet.preview.old.texts()) == 1
    _refresh(sheet)
    assert sheet.preview.count.text() == "Nothing new: Outlook has all of it."
    assert sheet.preview.old.texts() == []


@pytest.mark.parametrize(("key", "days"), [("month", (1, 31)), ("week", (19, 23))])
def test_a_range_sets_both_dates(sheet, key, days) -> None:
    sheet.pick.ranges.chosen.emit(key)
    _wait(sheet)
    assert (sheet.pick.first.value, sheet.pick.last.value) == (date(2026, 1, days[0]), date(2026, 1, days[1]))


def test_the_term_is_the_schools_own(sheet) -> None:
    sheet.pick.ranges.chosen.emit("term")
    _wait(sheet)
    assert sheet.pick.first.value < WEEK[0]
    assert sheet.pick.last.value > WEEK[1]


def test_days_the_wrong_way_round_cannot_be_saved(sheet) -> None:
    sheet.pick.last.set_value(date(2026, 1, 1))
    _refresh(sheet)
    assert not sheet.save.isEnabled()
    assert "before the first" in sheet.preview.count.text()


def test_a_file_that_cannot_be_written_is_said_and_not_remembered(sheet, sample_shell, ask, tmp_path) -> None:
    ask.files.append(tmp_path / "no" / "folder" / "a.ics")
    sheet.save_file()
    _wait(sheet)
    assert sample_shell.desk.read(lambda reader: reader.value("SELECT count(*) FROM exported_event")) == 0


def test_only_the_ticked_kinds_go_out_and_nothing_else_is_called_gone(sheet, ask, tmp_path) -> None:
    _save(sheet, ask, tmp_path / "a.ics")
    sheet.pick.categories["M"].click()
    sheet.pick.categories["P"].click()
    _wait(sheet)
    assert sheet.preview.old.texts() == []
    _choose(sheet, choice="all")
    text = _save(sheet, ask, tmp_path / "b.ics")
    assert "CATEGORIES:Instructional" in text
    assert "CATEGORIES:Management" not in text


def test_without_any_kind_ticked_nothing_can_be_saved(sheet) -> None:
    for box in sheet.pick.categories.values():
        box.click()
    _wait(sheet)
    assert not sheet.save.isEnabled()
    assert "Tick at least one" in sheet.preview.count.text()


def test_names_are_off_until_ticked_and_never_there_for_staff(sheet, sample_shell, ask, tmp_path) -> None:
    desk = sample_shell.desk
    desk.run(commands.schedule.edit_block, _loose(desk)[0].ref, title="walnutcanary", place="Room 12")
    assert "walnutcanary" not in _save(sheet, ask, tmp_path / "a.ics")
    sheet.pick.names.click()
    _wait(sheet)
    assert "walnutcanary" in {row[0] for row in sheet.preview.texts.texts()}
    text = _save(sheet, ask, tmp_path / "b.ics")
    assert "walnutcanary" in text
    assert "LOCATION:Room 12" in text
    rows = desk.read(lambda reader: reader.rows("SELECT file_name, with_names FROM export_batch ORDER BY file_name"))
    assert rows == [("a.ics", 0), ("b.ics", 1)]
    sheet.pick.audiences.chosen.emit("staff")
    _choose(sheet, "staff")
    sheet.pick.audiences.chosen.emit("staff")
    assert not sheet.pick.names.isEnabled()
    assert not sheet.pick.names.isChecked()


@pytest.mark.parametrize(("kind", "begin"), [("csv", b'\xef\xbb\xbf"Subject"'), ("xlsx", b"PK")])
def test_tables_are_written_and_logged_by_their_kind(sheet, sample_shell, ask, tmp_path, kind, begin) -> None:
    sheet.pick.kinds.set_key(kind)
    sheet.pick.kinds.chosen.emit(kind)
    _wait(sheet)
    assert not sheet.pick.choices.isVisible()
    ask.files.append(tmp_path / "week")
    sheet.save_file()
    _wait(sheet)
    assert (tmp_path / f"week.{kind}").read_bytes().startswith(begin)
    rows = sample_shell.desk.read(lambda reader: reader.rows("SELECT kind, audience FROM export_batch"))
    assert rows == [(kind, "me")]


def test_writing_can_be_stopped_and_leaves_nothing(sheet, sample_shell, ask, tmp_path) -> None:
    ask.files.append(tmp_path / "a.ics")
    sheet.save_file()
    assert sheet.is_writing
    sheet.dismiss.click()
    _wait(sheet)
    written = (tmp_path / "a.ics").exists()  # it may have been quicker than the click
    logged = sample_shell.desk.read(lambda reader: reader.value("SELECT count(*) FROM export_batch"))
    assert bool(logged) is written
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []
    assert sheet.dismiss.text() == "Close"


def test_a_large_export_is_offered_one_file_a_term(sheet, sample_shell, ask, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("il_desktop.queries.export_prepare.MAX_ENTRIES", 5)
    sheet.pick.first.set_value(date(2026, 1, 12))
    _refresh(sheet)
    assert sheet.by_term.isVisible()
    sheet.by_term.click()
    _wait(sheet)
    assert sheet.save.text() == "Save files…"
    ask.files.append(tmp_path / "year.ics")
    sheet.save_file()
    _wait(sheet)
    names = sorted(path.name for path in tmp_path.glob("year*"))
    assert names == ["year 2026-01-12.ics", "year 2026-01-20.ics"]
    uids = [line for name in names for line in (tmp_path / name).read_text().splitlines() if line.startswith("UID:")]
    assert len(uids) == len(set(uids)) > 5
    _refresh(sheet)
    assert sheet.preview.count.text() == "Nothing new: Outlook has all of it."
