"""The side sheet of a block: every field saves by itself, in one step, and refuses what cannot be."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from il_desktop import commands
from il_desktop.domain.blocks import GoalShare, Protection
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.views.shared import theme
from il_desktop.views.week.series_sheet import SeriesSheet
from tests.views.week.conftest import TUE, WED, Hands


@pytest.fixture
def edit(quiet) -> Hands:
    card = quiet.add("Budget", WallTime.at(TUE, 9), 60)
    quiet.page.open_block(card.key)
    return quiet


def fields(hands: Hands):
    return hands.page._editor


def type_into(qtbot, line, text: str) -> None:
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_the_title_saves_on_enter_and_keeps_the_sheet_open(edit, qtbot):
    before = edit.steps()
    type_into(qtbot, fields(edit).title, "Budget <b>codes</b>")
    edit.settle()
    assert edit.card("Budget <b>codes</b>")
    assert edit.steps() == before + 1
    assert edit.page.sheet.isVisible()


def test_an_empty_title_is_refused_at_the_field(edit, qtbot):
    before = edit.steps()
    type_into(qtbot, fields(edit).title, " ")
    assert fields(edit).title_reason.isVisible()
    assert edit.steps() == before


def test_half_typed_title_is_saved_when_the_sheet_closes(edit, qtbot):
    fields(edit).title.selectAll()
    qtbot.keyClicks(fields(edit).title, "Budget review")
    qtbot.keyClick(fields(edit).title, Qt.Key.Key_Escape)
    edit.settle()
    assert edit.card("Budget review")
    assert not edit.page.sheet.isVisible()
    assert edit.grid.hasFocus()


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("start", "10:15 am", Span(WallTime.at(TUE, 10, 15), WallTime.at(TUE, 11, 15))),
        ("end", "9:30", Span(WallTime.at(TUE, 9), WallTime.at(TUE, 9, 30))),
        ("day", "14 Jan", Span(WallTime.at(WED, 9), WallTime.at(WED, 10))),
        ("day", "2026-02-03", Span(WallTime.at(date(2026, 2, 3), 9), WallTime.at(date(2026, 2, 3), 10))),
    ],
)
def test_times_and_dates_save(edit, qtbot, field, text, expected):
    before = edit.steps()
    type_into(qtbot, getattr(fields(edit), field).line, text)
    edit.settle()
    assert edit.card("Budget").span == expected
    assert edit.steps() == before + 1


@pytest.mark.parametrize(
    ("field", "text"), [("start", "nine-ish"), ("end", "25:00"), ("day", "31 Feb"), ("end", "8:00")]
)
def test_rubbish_in_a_time_or_date_is_refused_with_the_reason(edit, qtbot, field, text):
    before = edit.steps()
    box = getattr(fields(edit), field)
    type_into(qtbot, box.line, text)
    edit.settle()
    assert box.reason.isVisible()
    assert box.reason.text()
    assert edit.steps() == before


def pick(box, data) -> None:
    place = next(index for index in range(box.count()) if box.itemData(index) == data or box.itemText(index) == data)
    box.setCurrentIndex(place)
    box.activated.emit(place)


def test_the_activity_type_takes_its_own_protection_along(edit):
    before = edit.steps()
    pick(fields(edit).kind, "Feedback: reflective")
    edit.settle()
    card = edit.card("Budget")
    assert (card.activity_key, card.protection) == ("feedback_reflective", Protection.GUARDED)
    assert edit.steps() == before + 1


def test_a_chosen_protection_stays_when_the_type_changes(edit):
    pick(fields(edit).level, int(Protection.IMMOVABLE))
    edit.settle()
    pick(fields(edit).kind, "Quick visit, walkthrough")
    edit.settle()
    assert edit.card("Budget").protection is Protection.IMMOVABLE


def test_categories_head_the_types_and_cannot_be_chosen(edit):
    model = fields(edit).kind.model()
    headings = [model.item(row).text() for row in range(model.rowCount()) if not model.item(row).isEnabled()]
    assert headings == ["Instructional", "Management", "Personal"]


def test_place_and_note_save(edit, qtbot):
    type_into(qtbot, fields(edit).details.place, "Room 12")
    edit.settle()
    assert edit.card("Budget").place == "Room 12"
    fields(edit).details.note.setFocus()
    qtbot.keyClicks(fields(edit).details.note, "for my eyes")
    fields(edit).details.place.setFocus()
    edit.settle()
    note = edit.shell.desk.read(lambda reader: reader.value("SELECT note FROM time_block WHERE title = 'Budget'"))
    assert note == "for my eyes"


def test_all_day_and_back(edit, qtbot):
    qtbot.mouseClick(fields(edit).all_day, Qt.MouseButton.LeftButton)
    edit.settle()
    assert edit.card("Budget").all_day
    assert edit.grid.layout_now.bar_of(edit.card("Budget").key) is not None
    qtbot.mouseClick(fields(edit).all_day, Qt.MouseButton.LeftButton)
    edit.settle()
    assert edit.card("Budget").span == Span(WallTime.at(TUE, 7, 30), WallTime.at(TUE, 8, 30))


def test_buffer_is_marked(edit, qtbot):
    qtbot.mouseClick(fields(edit).buffer, Qt.MouseButton.LeftButton)
    edit.settle()
    assert edit.card("Budget").is_buffer


def test_delete_closes_the_sheet_and_undo_brings_the_block_back(edit, qtbot):
    qtbot.mouseClick(fields(edit).delete, Qt.MouseButton.LeftButton)
    edit.settle()
    assert not edit.cards()
    assert not edit.page.sheet.isVisible()
    edit.shell.desk.undo()
    edit.settle()
    assert edit.card("Budget")


def test_undo_shows_in_the_open_sheet(edit, qtbot):
    type_into(qtbot, fields(edit).start.line, "11:00 am")
    edit.settle()
    edit.shell.desk.undo()
    edit.settle()
    assert fields(edit).start.value == 9 * 60


def test_undoing_the_block_itself_closes_the_sheet(edit):
    edit.shell.desk.undo()
    edit.settle()
    assert not edit.page.sheet.isVisible()


def test_goal_shares_save_and_stop_at_a_hundred(week, qtbot):
    card = next(
        card for card in week.cards() if not card.goals and card.category.value == "I" and card.state == "planned"
    )
    week.page.open_block(card.key)
    shares = fields(week).shares
    first, second = [goal_id for goal_id, _ in shares._choices[:2]]
    before = week.steps()
    qtbot.mouseClick(shares.add, Qt.MouseButton.LeftButton)
    pick(shares.rows[0].goal, first)
    week.settle()
    assert week.grid.focused_card().goals == (GoalShare(first, 100),)
    assert week.steps() == before + 1
    type_into(qtbot, shares.rows[0].share.line, "60")
    week.settle()
    assert "40 % goes to no goal" in shares.rest.text()
    qtbot.mouseClick(shares.add, Qt.MouseButton.LeftButton)
    pick(shares.rows[1].goal, second)
    week.settle()
    assert week.grid.focused_card().goals == (GoalShare(first, 60), GoalShare(second, 40))
    steps = week.steps()
    type_into(qtbot, shares.rows[1].share.line, "70")
    week.settle()
    assert "130 %" in shares.reason.text()
    assert week.steps() == steps


def test_a_change_of_a_repeating_block_is_for_one_day_unless_told(week, qtbot):
    week.page.show_week(date(2026, 2, 9))
    card = next(card for card in week.cards() if card.is_repeating and card.state == "planned")
    week.page.open_block(card.key)
    assert fields(week).repeats.scope.key == "this"
    type_into(qtbot, fields(week).title, "Another name")
    week.settle()
    assert week.card("Another name").span == card.span
    assert fields(week).key == week.card("Another name").key


def test_turning_the_week_saves_what_is_half_typed(edit, qtbot):
    fields(edit).title.selectAll()
    qtbot.keyClicks(fields(edit).title, "Budget review")
    edit.page.show_week(date(2026, 2, 2))
    assert not edit.page.sheet.isVisible()
    edit.page.show_week(TUE)
    assert edit.card("Budget review")


@pytest.fixture
def staff(edit) -> tuple[str, str, str]:
    """Two Chens and somebody with accents."""
    add = commands.people.add_person
    found = tuple(edit.shell.desk.run(add, *name) for name in (("Zoë", "Núñez"), ("Emily", "Chen"), ("Marcus", "Chen")))
    edit.settle()
    edit.page.open_block(edit.card("Budget").key)
    return found


def kept(edit, column: str):
    return edit.shell.desk.read(lambda reader: reader.value(f"SELECT {column} FROM time_block"))  # noqa: S608  ours


def people_of(edit) -> list[str]:
    sql = "SELECT person_id FROM block_person ORDER BY pos"
    return edit.shell.desk.read(lambda reader: [row[0] for row in reader.rows(sql)])


def test_people_are_typed_without_accents_and_stand_as_chips(edit, qtbot, staff):
    field = fields(edit).details.people
    before = edit.steps()
    type_into(qtbot, field.line, "nunez")
    type_into(qtbot, field.line, "em ch")
    edit.settle()
    assert people_of(edit) == [staff[0], staff[1]]
    assert edit.steps() == before + 2
    chip = field.chips.itemAt(0).widget()
    assert (chip.text(), chip.accessibleName()) == ("Zoë Núñez", "Take Zoë Núñez off")
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    edit.settle()
    assert people_of(edit) == [staff[1]]
    assert field.line.hasFocus()


def test_a_name_that_fits_two_or_nobody_is_said_and_nothing_is_written(edit, qtbot, staff):
    field = fields(edit).details.people
    before = edit.steps()
    type_into(qtbot, field.line, "Chen")
    assert "fits several" in field.reason.text()
    type_into(qtbot, field.line, "Smith")
    assert field.reason.text() == "Nobody is called “Smith”."
    qtbot.keyClick(field.line, Qt.Key.Key_Escape)
    assert (field.line.text(), edit.page.sheet.isVisible()) == ("", True)
    assert edit.steps() == before


def test_down_offers_the_roster_and_a_name_is_taken_from_it(edit, qtbot, staff):
    field = fields(edit).details.people
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    assert [field.offered.item(row).text() for row in range(3)] == ["Emily Chen", "Marcus Chen", "Zoë Núñez"]
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    edit.settle()
    assert people_of(edit) == [staff[2]]
    assert field.offered.isHidden()


@pytest.mark.parametrize(("choice", "minutes"), [(10, 10), (0, 0), (1440, 1440)])
def test_a_reminder_is_chosen(edit, choice, minutes):
    pick(fields(edit).details.reminder.box, choice)
    edit.settle()
    assert kept(edit, "remind_min") == minutes


def test_any_other_reminder_is_typed_and_no_reminder_takes_it_back(edit, qtbot):
    reminder = fields(edit).details.reminder
    pick(reminder.box, "other")
    type_into(qtbot, reminder.typed.line, "1 h 30")
    edit.settle()
    assert kept(edit, "remind_min") == 90
    assert reminder.box.currentText() == "1 h 30 before"
    pick(reminder.box, "No reminder")
    edit.settle()
    assert kept(edit, "remind_min") is None


def test_what_others_see_is_said_beside_the_tick(edit, qtbot):
    details = fields(edit).details
    assert "never the title" in details.seen.text()
    qtbot.mouseClick(details.public, Qt.MouseButton.LeftButton)
    edit.settle()
    assert kept(edit, "is_public") == 1
    assert "shows this title" in details.seen.text()


def test_a_half_typed_name_and_place_are_saved_when_the_sheet_closes(edit, qtbot, staff):
    details = fields(edit).details
    details.place.setFocus()
    qtbot.keyClicks(details.place, "Office")
    details.people.line.setFocus()
    qtbot.keyClicks(details.people.line, "zoe")
    edit.page.sheet.close_sheet()
    edit.settle()
    assert (kept(edit, "place"), people_of(edit)) == ("Office", [staff[0]])


def test_the_whole_series_takes_people_and_place_when_told(week, qtbot):
    week.page.show_week(date(2026, 2, 9))
    card = next(card for card in week.cards() if card.is_repeating and card.state == "planned" and card.ref.series_id)
    week.page.open_block(card.key)
    editor = fields(week)
    qtbot.mouseClick(editor.repeats.scope._group.button(2), Qt.MouseButton.LeftButton)
    type_into(qtbot, editor.details.people.line, "Okoye")
    type_into(qtbot, editor.details.place, "Room 9")
    week.settle()
    sql = "SELECT place, json_array_length(people) FROM block_series WHERE id = ?"
    assert week.shell.desk.read(lambda reader: reader.row(sql, (card.ref.series_id,))) == ("Room 9", 1)
    assert {one.place for one in week.cards() if one.occurrence and one.occurrence.series_id == card.ref.series_id} == {
        "Room 9"
    }


@pytest.mark.parametrize("percent", [100, 200])
def test_every_field_fits_the_width_of_the_sheet(week, look: theme.Theme, percent):
    look.apply("light", percent)
    week.page.show_week(date(2026, 2, 9))
    card = next(card for card in week.cards() if card.is_repeating and card.state == "planned")
    week.page.open_block(card.key)
    week.page.show_key("series")
    week.page.findChild(SeriesSheet).close_sheet()
    for sheet in (week.page.sheet, week.page.findChild(SeriesSheet)):
        room = sheet.width() - 13  # without the edge and the scroll bar
        margins = sheet.body.contentsMargins()
        parts = [one for one in sheet.content.findChildren(QWidget) if one.isVisibleTo(sheet.content) and one.layout()]
        wide = [one for one in parts if one.minimumSizeHint().width() > room - margins.left() - margins.right()]
        assert [type(one).__name__ for one in wide] == []
        assert sheet.content.minimumSizeHint().width() <= room


def test_one_click_leads_from_a_block_to_its_goal(week, qtbot, visits):
    card = next(card for card in week.cards() if card.goals)
    week.page.open_block(card.key)
    row = fields(week).shares.rows[0]
    qtbot.mouseClick(row.show_goal, Qt.MouseButton.LeftButton)
    assert visits == [("goals", card.goals[0].goal_id)]
    qtbot.mouseClick(fields(week).shares.add, Qt.MouseButton.LeftButton)
    assert not fields(week).shares.rows[-1].show_goal.isEnabled()
