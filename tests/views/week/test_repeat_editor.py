"""The "Repeats" part of the sheet: a choice is a step, words and next dates say what it means, dates come back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from il_desktop import commands
from il_desktop.domain.blocks import BlockRef
from il_desktop.domain.series_draft import SeriesDraft
from il_desktop.domain.walltime import WallTime
from il_desktop.views.shared.kit import Button
from tests.views.week.conftest import LEFT, MON, TUE, WED, Hands

NINE = WallTime.at(TUE, 9)


def part(hands: Hands):
    return hands.page._editor.repeats


def pick(hands: Hands, box, key: str) -> None:
    place = box.findData(key)
    assert place >= 0, key
    box.setCurrentIndex(place)
    box.activated.emit(place)
    hands.settle()


def stored(hands: Hands, sql: str) -> object:
    return hands.shell.desk.read(lambda reader: reader.row(sql))


def rule(hands: Hands) -> object:
    return stored(hands, "SELECT rule FROM block_series ORDER BY starts_local DESC, rowid DESC")[0]


@pytest.fixture
def single(quiet) -> Hands:
    quiet.page.open_block(quiet.add("Budget", NINE, 60).key)
    return quiet


@pytest.fixture
def weekly(quiet) -> Hands:
    """Budget, every Tuesday since 6 January, its date of the 13th open."""
    draft = SeriesDraft("Budget", "office_work", WallTime.at(date(2026, 1, 6), 9), 60, "FREQ=WEEKLY;BYDAY=TU")
    quiet.shell.desk.run(commands.series.create_series, draft)
    quiet.settle()
    quiet.page.open_block(quiet.card("Budget").key)
    return quiet


@pytest.mark.parametrize(
    ("way", "text"),
    [
        ("daily", "FREQ=DAILY"),
        ("weekly", "FREQ=WEEKLY;BYDAY=TU"),
        ("biweekly", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("monthly", "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2"),
    ],
)
def test_a_choice_makes_the_block_repeat_in_one_step_and_the_sheet_stays(single, way, text):
    before = single.steps()
    pick(single, part(single).way, way)
    assert rule(single) == text
    assert single.steps() == before + 1
    assert single.page.sheet.isVisible()
    assert part(single).way.currentData() == way
    single.shell.desk.undo()
    single.settle()
    assert not single.card("Budget").is_repeating


def test_the_preview_says_the_rule_and_the_next_dates(weekly):
    assert part(weekly).preview.text() == "Every Tuesday. Next: Tue 20 Jan, Tue 27 Jan and Tue 3 Feb."


def test_weekdays_are_toggled_and_the_last_one_stays(weekly):
    row = part(weekly).days
    QTest.mouseClick(row.toggles[3], LEFT)
    weekly.settle()
    assert rule(weekly) == "FREQ=WEEKLY;BYDAY=TU,TH"
    QTest.mouseClick(part(weekly).days.toggles[3], LEFT)
    weekly.settle()
    before = weekly.steps()
    QTest.mouseClick(part(weekly).days.toggles[1], LEFT)
    assert part(weekly).days.days == (1,)
    assert weekly.steps() == before


def test_a_rule_changes_from_the_open_date_on_and_altogether_when_told(weekly):
    pick(weekly, part(weekly).way, "daily")
    assert stored(weekly, "SELECT count(*), min(until_on) FROM block_series") == (2, "2026-01-12")
    weekly.shell.desk.undo()
    weekly.settle()
    weekly.page.open_block(weekly.card("Budget", TUE).key)
    QTest.mouseClick(part(weekly).scope._group.button(2), LEFT)
    pick(weekly, part(weekly).way, "daily")
    assert stored(weekly, "SELECT count(*), min(starts_local) FROM block_series") == (1, "2026-01-06T09:00")


def test_the_sheets_changes_go_as_far_as_told(weekly, qtbot):
    QTest.mouseClick(part(weekly).scope._group.button(2), LEFT)
    title = weekly.page._editor.title
    title.selectAll()
    qtbot.keyClicks(title, "Budget hour")
    qtbot.keyClick(title, Qt.Key.Key_Return)
    weekly.settle()
    assert stored(weekly, "SELECT title FROM block_series") == ("Budget hour",)
    assert stored(weekly, "SELECT count(*) FROM time_block") == (0,)
    assert weekly.page.sheet.isVisible()


def test_an_end_is_a_date_or_a_number(weekly, qtbot):
    pick(weekly, part(weekly).end, "date")
    assert part(weekly).until.isVisible()
    part(weekly).until.line.setText("27 Jan 2026")
    part(weekly).until.commit()
    weekly.settle()
    assert stored(weekly, "SELECT until_on FROM block_series ORDER BY rowid DESC") == ("2026-01-27",)
    assert part(weekly).preview.text().startswith("Every Tuesday until Tue 27 Jan.")
    pick(weekly, part(weekly).end, "count")
    part(weekly).count.line.setText("2")
    part(weekly).count.commit()
    weekly.settle()
    assert part(weekly).preview.text().startswith("Every Tuesday, 2 times.")
    pick(weekly, part(weekly).end, "never")
    assert part(weekly).preview.text().startswith("Every Tuesday. Next")


def test_never_ends_the_series_with_the_open_date(weekly):
    pick(weekly, part(weekly).way, "never")
    assert stored(weekly, "SELECT until_on FROM block_series") == ("2026-01-13",)


def test_a_date_that_differs_is_listed_and_goes_back(weekly):
    series_id = weekly.card("Budget").ref.series_id
    weekly.shell.desk.run(commands.schedule.delete_block, BlockRef(None, series_id, date(2026, 1, 20)))
    weekly.shell.desk.run(commands.schedule.move_block, BlockRef(None, series_id, TUE), WallTime.at(WED, 10))
    weekly.settle()
    weekly.page.open_block(weekly.card("Budget").key)
    words = [
        label.text() for row in part(weekly).exceptions._rows for label in row.findChildren(type(part(weekly).preview))
    ]
    assert words[0].startswith("Tue 13 Jan: moved to")
    assert words[1] == "Tue 20 Jan: left out"
    back = [button for row in part(weekly).exceptions._rows for button in row.findChildren(Button)]
    assert [button.accessibleName() for button in back] == [
        "Back to the rule: Tue 13 Jan",
        "Back to the rule: Tue 20 Jan",
    ]
    QTest.mouseClick(back[0], LEFT)
    weekly.settle()
    assert weekly.card("Budget").span.start == NINE
    assert len(part(weekly).exceptions._rows) == 2


def test_a_rule_from_a_file_is_told_in_words_and_kept(quiet):
    draft = SeriesDraft("Report", "office_work", WallTime.at(MON, 9), 60, "FREQ=YEARLY;BYYEARDAY=12,200")
    quiet.shell.desk.run(commands.series.create_series, draft)
    quiet.settle()
    quiet.page.open_block(quiet.card("Report").key)
    assert part(quiet).way.currentText() == "Every year, by a rule brought from a file"
    before = quiet.steps()
    pick(quiet, part(quiet).way, "custom")
    assert quiet.steps() == before


def test_school_days_are_offered_where_there_is_a_school_year(week):
    week.page.show_week(date(2026, 2, 9))
    key = week.add("Rounds", WallTime.at(date(2026, 2, 10), 7), 30).key
    week.page.open_block(key)
    pick(week, part(week).way, "school")
    assert rule(week).startswith('{"day_types":["')
    pick(week, part(week).school, "")
    pick(week, part(week).period, "P3")
    assert rule(week) == '{"periods":["P3"]}'
    assert part(week).preview.text().startswith("Every school day, P3. Next: ")
    pick(week, part(week).period, "")
    pick(week, part(week).school, "first")
    assert rule(week) == '{"month_nth":1}'


def test_there_are_no_school_days_in_a_file_without_a_year(single):
    assert part(single).way.findData("school") < 0
