"""The agenda on the week page: what is listed, keys and mouse, how far it reads."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QTest

from il_desktop import commands
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.blocks import Protection
from il_desktop.domain.walltime import WallTime
from il_desktop.views.shared import theme
from il_desktop.views.week.agenda_list import BlockItem, DayHead, QuietItem
from il_desktop.views.week.modes import AGENDA_DAYS, MOST_AGENDA_DAYS
from tests.views.week.conftest import FRI, LEFT, NONE

SAT = FRI + timedelta(days=1)


@pytest.fixture
def agenda(week):
    """The sample school's agenda from Friday 16 January 2026 on."""
    QTest.keyClick(week.grid, Qt.Key.Key_5)
    assert week.page.modes.agenda.hasFocus()
    return week.page.modes.agenda


@pytest.fixture
def open_agenda(quiet):
    """The agenda of a new, empty file."""
    quiet.page.set_mode("agenda")
    quiet.page.modes.agenda.setFocus()
    return quiet


def items(agenda, kind: type = BlockItem) -> list:
    return [item for item in agenda.model_now.items if isinstance(item, kind)]


def test_five_lists_the_days_from_here_on(week, agenda):
    assert week.page.mode == "agenda"
    assert week.page.head_title() == "From 16 January 2026"
    heads = items(agenda, DayHead)
    assert [head.day for head in heads[:3]] == [FRI, date(2026, 1, 20), date(2026, 1, 21)]
    assert (heads[0].letter, heads[0].name, heads[0].is_today) == ("A", "Regular", True)
    assert week.page.shown_dates() == (FRI, FRI + timedelta(days=AGENDA_DAYS - 1))
    assert week.page.month.isVisible()
    assert not week.page.footer.isVisible()


def test_the_head_counts_blocks_and_protected_time(week, agenda):
    keys = {item.card.key for item in items(agenda)}
    ahead = sum(summary.ahead for summary in week.grid.summaries)
    hours = "{} h {:02d}".format(*divmod(ahead, 60))
    assert week.page.head_sentence() == f"{len(keys)} blocks to Thu 29 Jan; {hours} protected ahead."


def test_days_without_blocks_share_one_quiet_line(agenda):
    quiet = items(agenda, QuietItem)
    assert quiet[0].text == "Sat 17 Jan – Mon 19 Jan"
    assert quiet[0].name == "Martin Luther King Day"
    assert agenda.model_now.items.index(quiet[0]) == 1 + sum(item.day == FRI for item in items(agenda))


def test_rows_tell_time_place_goal_and_what_became_of_it(agenda):
    rows = {item.card.title: item for item in items(agenda) if item.day == FRI}
    assert rows["Arrival duty"].time == "7:30–8:10\N{NO-BREAK SPACE}AM"
    assert rows["Arrival duty"].detail == "Bus loop"
    assert "Goal" in rows["Visit Okoye"].detail
    assert (rows["Arrival duty"].state, rows["Visit Okoye"].state) == ("Kept", "")


def test_rows_and_heads_have_names_for_assistive_technology(agenda):
    def said(item) -> str:
        row = agenda.model_now.items.index(item)
        return agenda.model_now.index(row).data(Qt.ItemDataRole.AccessibleTextRole)

    head = said(items(agenda, DayHead)[0])
    assert head.startswith("Friday 16 January, A day, Regular, ")
    assert "protected" in head
    assert head.endswith(f"{items(agenda, DayHead)[0].count} blocks, today")
    block = next(item for item in items(agenda) if item.card.title == "Arrival duty")
    assert said(block).startswith("Fri 16 Jan, 7:30–8:10\N{NO-BREAK SPACE}AM, Arrival duty, immovable, management")
    assert said(items(agenda, QuietItem)[0]) == "Sat 17 Jan – Mon 19 Jan, Martin Luther King Day"


def test_the_first_block_that_is_not_over_is_chosen(week, agenda):
    item = agenda.item_at(agenda.currentIndex())
    assert item.card.span.end > week.grid.state.now
    assert week.grid.focused_card() == item.card


def test_keys_go_from_block_to_block_and_enter_opens_the_editor(week, agenda):
    first = agenda.item_at(agenda.currentIndex())
    QTest.keyClick(agenda, Qt.Key.Key_Down)
    second = agenda.item_at(agenda.currentIndex())
    assert second.card.span.start >= first.card.span.start
    QTest.keyClick(agenda, Qt.Key.Key_Return)
    assert week.page.sheet.isVisible()
    assert week.page._editor.key == second.card.key
    week.page.sheet.close_sheet()
    assert agenda.hasFocus()


def test_a_double_click_opens_the_editor(week, agenda):
    row = agenda.currentIndex().row() + 1
    rect = agenda.visualRect(agenda.model_now.index(row))
    QTest.mouseClick(agenda.viewport(), LEFT, NONE, rect.center())
    QTest.mouseDClick(agenda.viewport(), LEFT, NONE, rect.center())
    assert week.page.sheet.isVisible()
    assert week.page._editor.key == agenda.model_now.items[row].card.key


def test_headings_cannot_be_chosen(agenda):
    QTest.keyClick(agenda, Qt.Key.Key_Home)
    assert isinstance(agenda.item_at(agenda.currentIndex()), BlockItem)
    rect = agenda.visualRect(agenda.model_now.index(0))
    QTest.mouseClick(agenda.viewport(), LEFT, NONE, rect.center())
    assert isinstance(agenda.item_at(agenda.currentIndex()), BlockItem)


def test_scrolling_to_the_end_reads_further_days_and_keeps_the_place(week, agenda):
    before = len(agenda.model_now.items)
    chosen = agenda.key
    bar = agenda.verticalScrollBar()
    bar.setValue(bar.maximum())
    value = bar.value()
    assert len(agenda.model_now.items) > before
    assert bar.value() == value
    assert agenda.key == chosen
    assert week.page.shown_dates()[1] == FRI + timedelta(days=3 * AGENDA_DAYS - 1)
    for _ in range(12):
        bar.setValue(bar.maximum())
    assert week.page.shown_dates()[1] <= FRI + timedelta(days=MOST_AGENDA_DAYS + 2 * AGENDA_DAYS)


def test_previous_and_next_go_by_weeks(week, agenda):
    week.page.doings.next()
    assert week.page.head_title() == "From 23 January 2026"
    assert items(agenda, DayHead)[0].day == date(2026, 1, 23)
    QTest.keyClick(agenda, Qt.Key.Key_T)
    assert week.page.head_title() == "From 16 January 2026"


def test_changes_elsewhere_leave_the_chosen_block_chosen(open_agenda):
    open_agenda.add("Budget", WallTime.at(SAT, 9), 40)
    later = open_agenda.add("Calls", WallTime.at(SAT, 11), 40)
    agenda = open_agenda.page.modes.agenda
    agenda.choose(later.key, SAT)
    open_agenda.add("Mail", WallTime.at(SAT, 8), 30)
    assert agenda.key == later.key
    assert [item.card.title for item in items(agenda)] == ["Mail", "Budget", "Calls"]


def test_blocks_can_be_deleted_and_protected_from_the_list(open_agenda):
    open_agenda.add("Budget", WallTime.at(SAT, 9), 40)
    agenda = open_agenda.page.modes.agenda
    agenda.setFocus()
    QTest.keyClick(agenda, Qt.Key.Key_P)
    QTest.keyClick(agenda, Qt.Key.Key_2)
    open_agenda.settle()
    assert open_agenda.page.mode == "agenda"
    assert open_agenda.card("Budget").protection is Protection.FIRM
    QTest.keyClick(agenda, Qt.Key.Key_Delete)
    open_agenda.settle()
    assert not open_agenda.cards()
    assert not items(agenda)


def test_moving_from_the_list_chooses_the_place_on_the_day(open_agenda):
    open_agenda.add("Budget", WallTime.at(SAT, 9), 40)
    open_agenda.page.modes.agenda.setFocus()
    open_agenda.page.doings.move()
    assert (open_agenda.page.mode, open_agenda.page.anchor) == ("day", SAT)
    assert open_agenda.grid.gestures.is_armed


def test_an_empty_agenda_says_so_and_offers_a_new_block(open_agenda):
    assert open_agenda.page._empty.isVisible()
    assert open_agenda.page.head_sentence() == "Nothing is planned here yet."
    open_agenda.page.doings.new()
    open_agenda.settle()
    assert len(open_agenda.cards()) == 1
    assert not open_agenda.page._empty.isVisible()


def test_a_quiet_time_is_read_further_until_something_comes(open_agenda):
    assert (open_agenda.page.shown_dates()[1] - FRI).days > AGENDA_DAYS


def test_a_block_over_midnight_stands_on_both_days(open_agenda):
    draft = BlockDraft("Camp", "office_work", WallTime.at(SAT, 20), WallTime.at(SAT + timedelta(days=1), 7))
    open_agenda.shell.desk.run(commands.schedule.create_block, draft)
    open_agenda.settle()
    rows = items(open_agenda.page.modes.agenda)
    assert [(row.day, row.time) for row in rows] == [
        (SAT, "8:00 PM–12:00 AM".replace(" ", "\N{NO-BREAK SPACE}")),
        (SAT + timedelta(days=1), "12:00–7:00 AM".replace(" ", "\N{NO-BREAK SPACE}")),
    ]


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
@pytest.mark.parametrize("percent", [80, 100, 200])
def test_the_agenda_is_drawn_in_every_look_and_size(agenda, look: theme.Theme, mode, percent):
    before = agenda.grab().toImage()
    look.apply(mode, percent)
    after = agenda.grab().toImage()
    assert (after == before) is (mode == "light" and percent == 100)


def test_the_list_is_a_sound_model(agenda, qtmodeltester):
    model: QAbstractItemModel = agenda.model_now
    qtmodeltester.check(model)


def test_the_clock_is_followed(week, agenda):
    week.shell.desk.clock.advance(minutes=150)
    week.shell.hub.minute_passed.emit()
    assert any(item.state == "Kept?" for item in items(agenda) if item.day == FRI)
