from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from il_desktop import commands
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.timetable import lessons
from tests.views.school.conftest import choose, keys

FIRST = date(2026, 1, 16)  # an A day


def opened(page, name: str = "Marcus Chen"):
    page.show_key("timetable")
    panel = page.timetable
    panel.person.setCurrentIndex(panel.person.findText(name))
    return panel


def shown(panel) -> dict[tuple[str, str], str]:
    model = panel.model
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    return {
        (model.grid.periods[row], head): model.index(row, column).data() or ""
        for row in range(model.rowCount())
        for column, head in enumerate(heads)
    }


def at(panel, period: str, column: int) -> None:
    panel.table.setCurrentIndex(panel.model.index(panel.model.grid.periods.index(period), column))


def on(desk, panel, day: date) -> dict[str, tuple[str, str]]:
    who = panel.person.currentData()
    return {
        card.period_code: (card.kind, card.section)
        for card in desk.read(lessons, who, day, desk.cached(school_calendar))
    }


def test_the_grid_shows_a_teachers_periods_by_letter(made, sample_shell):
    panel = opened(made(sample_shell))
    found = shown(panel)
    assert found["P1", "A day"].endswith("102")
    assert (found["P2", "A day"], found["P3", "A day"], found["P3", "B day"]) == (
        "Planning",
        "Team time",
        "Math 6, P3  102",
    )
    assert panel.spot.text().startswith("ADV, A day: free")


def test_a_letter_key_changes_the_cell_from_the_date_on_as_one_step(made, sample_shell):
    page, desk = made(sample_shell), sample_shell.desk
    panel = opened(page)
    old = on(desk, panel, date(2026, 1, 14))
    panel.table.setFocus()
    at(panel, "P1", 0)
    keys(panel.table, Qt.Key.Key_D)
    assert on(desk, panel, FIRST)["P1"] == ("duty", "")
    assert on(desk, panel, date(2026, 1, 14)) == old
    assert panel.spot.text() == "P1, A day: Duty."
    keys(panel.table, Qt.Key.Key_Delete)
    assert "P1" not in on(desk, panel, FIRST)
    desk.undo()
    desk.undo()
    sample_shell.hub.flush()
    assert on(desk, panel, FIRST) == old
    assert panel.model.cell(panel.table.currentIndex()).kind == "teach"


def test_a_class_is_chosen_or_made_and_renamed_in_all_its_lessons(made, sample_shell):
    page, desk = made(sample_shell), sample_shell.desk
    panel = opened(page)
    panel.table.setFocus()
    at(panel, "P2", 0)
    keys(panel.table, Qt.Key.Key_L)
    assert panel.section.isVisible()
    choose(panel.section, "new")
    panel.section.activated.emit(panel.section.currentIndex())
    assert panel.title.isVisible()
    panel.save_button.click()
    assert panel.title.reason.isVisible()
    panel.title.set_value("Robotics")
    panel.room.set_value("301")
    panel.save_button.click()
    assert on(desk, panel, FIRST)["P2"] == ("teach", "Robotics")
    assert desk.history().undo.op == "section.add"
    panel.title.set_value("Robotics club")
    panel.save_button.click()
    assert on(desk, panel, FIRST)["P2"] == ("teach", "Robotics club")
    panel.delete_button.click()
    assert "1 " in sample_shell.messages.last
    at(panel, "P2", 1)
    choose(panel.kind, "teach")
    panel.kind.activated.emit(panel.kind.currentIndex())
    choose(panel.section, panel.section.itemData(panel.section.findText("Robotics club  301")))
    panel.section.activated.emit(panel.section.currentIndex())
    assert shown(panel)["P2", "B day"] == "Robotics club  301"


def test_weekdays_and_a_later_date_can_be_looked_at(made, sample_shell):
    page, desk = made(sample_shell), sample_shell.desk
    panel = opened(page)
    panel.days.set_key("weekdays")
    panel.days.chosen.emit("weekdays")
    assert panel.model.columnCount() == 5
    at(panel, "P1", 4)
    panel.first.line.setText("30 Jan 2026")
    panel.first.commit()
    at(panel, "P1", 4)
    panel.put("duty")
    assert on(desk, panel, date(2026, 1, 30))["P1"] == ("duty", "")
    assert on(desk, panel, date(2026, 1, 23)).get("P1") != ("duty", "")


def test_a_school_without_bells_is_told_what_comes_first(made, shell):
    draft = commands.school.SpanDraft("year", "2025-26", date(2025, 8, 18), date(2026, 6, 8))
    shell.desk.run(commands.school.add_span, draft)
    page = made(shell)
    page.show_key("timetable")
    assert page.timetable.empty.label.text().startswith("Bring in the staff list first")
    shell.desk.run(commands.people.add_person, "Ida", "Quill")
    shell.hub.flush()
    assert page.timetable.empty.label.text().startswith("Set up the bells first")


def test_enter_leads_from_the_grid_to_its_fields(made, sample_shell, qtbot):
    panel = opened(made(sample_shell))
    panel.table.setFocus()
    QTest.keyClick(panel.table, Qt.Key.Key_Return)
    qtbot.waitUntil(panel.kind.hasFocus)


def test_with_large_text_the_panel_scrolls_to_the_current_cell(open_window, sample_desk, qapp):
    sample_desk.run(commands.settings.change_settings, text_scale_pct=200)
    window = open_window(sample_desk, "school", size=(1024, 640))
    panel = opened(window.current)
    qapp.processEvents()
    panel.table.setFocus()
    at(panel, "P8", 1)
    qapp.processEvents()
    area = panel.table.visualRect(panel.table.currentIndex())
    spot = panel.table.viewport().mapTo(panel._scroll.viewport(), area.center())
    assert panel._scroll.viewport().rect().contains(spot)
