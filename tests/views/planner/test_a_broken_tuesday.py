"""The planner's story in the real window: targets, a planned week, why it is so, a lost Tuesday, the day as it was.

In the end everything is taken back, step by step, and the file is as it was.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from il_desktop.domain.blocks import Protection
from il_desktop.domain.proposal import Action, Work, can_stand
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.week import cards_between
from il_desktop.views.main_window import MainWindow
from il_desktop.views.planner.sheet import PlanSheet
from tests.store.steps_for_tests import dump

TUESDAY = date(2026, 1, 20)
LONG = 20_000


def set_range(window: MainWindow) -> None:
    """Want six and a half to eight protected hours a week."""
    window.go("school", "windows")
    windows = window.page("school").windows
    for field, text in ((windows.low, "6 h 30"), (windows.high, "8 h")):
        field.line.setText(text)
        field.commit()
    window.shell.hub.flush()


def solved(qtbot, window: MainWindow) -> PlanSheet:
    """Wait for the end of the search."""
    sheet = window.page("week").findChild(PlanSheet)
    qtbot.waitUntil(lambda: not sheet.runner.is_busy and sheet.planned is not None, timeout=LONG)
    return sheet


def plan_the_week(qtbot, window: MainWindow) -> PlanSheet:
    """Ask for a plan of the week by key."""
    window.go("week", TUESDAY.isoformat())
    QTest.keyClick(window.page("week").grid, Qt.Key.Key_F7)
    return solved(qtbot, window)


def reasons_of_visits(sheet: PlanSheet) -> dict[str, str]:
    """Go through the lines by key and read why each visit is where it is."""
    told = {}
    sheet.list.setCurrentIndex(sheet.model.index(0))
    for _ in range(sheet.model.rowCount()):
        row = sheet.row
        if row.title.startswith("Visit") and row.is_ticked is not None:
            told[row.title] = sheet.why.text()
        QTest.keyClick(sheet.list, Qt.Key.Key_Down)
    return told


def lose_tuesday(qtbot, window: MainWindow) -> PlanSheet:
    """Say that Tuesday from 9 to 11 is gone, and wait for the repair."""
    QTest.keyClick(window.page("week").grid, Qt.Key.Key_F8)
    sheet = window.page("week").findChild(PlanSheet)
    form = sheet.form
    form.day.set_value(TUESDAY)
    form.start.set_value(9 * 60)
    form.end.set_value(11 * 60)
    form.reason.setCurrentIndex(form.reason.findData("district"))
    QTest.keyClicks(form.title, "District call")
    QTest.mouseClick(form.repair, Qt.MouseButton.LeftButton)
    return solved(qtbot, window)


def refuse_one(sheet: PlanSheet) -> str:
    """Refuse a change on which no other hangs, by key; return its block."""
    lines, everything = sheet.planned.proposal.lines, sheet.model.chosen
    refused = next(
        line.key
        for line in lines
        if line.action is not Action.LOSE and can_stand(lines, everything - {line.key}) == everything - {line.key}
    )
    sheet.list.choose(refused)
    QTest.keyClick(sheet.list, Qt.Key.Key_Space)
    assert sheet.model.chosen == everything - {refused}
    return refused


def reconcile_the_day(window: MainWindow) -> int:
    """Say by key what became of every block of the day, one missed for a reason of its own; return how many."""
    window.go("review", "reconcile")
    panel = window.page("review").panels["reconcile"]
    panel._choose_row(panel.model.next_open(0))
    waiting = panel.model.open_count()
    panel.table.setFocus()
    for number in range(waiting):
        QTest.keyClicks(panel.table, "k" if number != 1 else "x")
        if number == 1:
            QTest.keyClicks(panel.table, "f")  # family
    assert panel.model.open_count() == 0
    return waiting


def lost_by_reason(window: MainWindow) -> dict[str, int]:
    """Read the bars of lost minutes."""
    page = window.page("review")
    page.show_key("week")
    return {bar.label: bar.value for bar in page.panels["week"].lost.bars.bars}


def cards(desk):
    return {card.key: card for card in desk.read(cards_between, TUESDAY, 1, desk.cached(school_calendar))}


def test_a_week_is_planned_understood_broken_repaired_reconciled_and_undone(
    qtbot, open_window, sample_desk, fixed_clock
):
    before = sample_desk.read(dump)
    window = open_window(sample_desk, "school", size=(1440, 900))
    set_range(window)
    assert window.shell.settings().protected_target_low_min == 390

    sheet = plan_the_week(qtbot, window)
    visits = [line for line in sheet.planned.proposal.lines if line.wanted.title.startswith("Visit")]
    told = reasons_of_visits(sheet)
    assert visits
    assert set(told) == {line.wanted.title for line in visits}
    for title, why in told.items():
        assert why.startswith(f"Why here, {title}: ")
        assert len(why) > len(f"Why here, {title}: .")
    QTest.keyClick(sheet.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet.isHidden()
    planned = cards(sample_desk)
    assert sample_desk.history().undo.op == "plan.accept"

    fixed_clock.advance(days=4, minutes=15)  # Tuesday, 8:15
    window.minute_passed()
    sheet = lose_tuesday(qtbot, window)
    assert sheet.planned.proposal.lines[0].wanted.work is Work.LOST
    hit = [line for line in sheet.planned.proposal.lines if line.is_hit and line.before is not None]
    assert hit
    refused = refuse_one(sheet)
    accepted = sheet.model.chosen
    QTest.keyClick(sheet.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    repaired = cards(sample_desk)
    assert repaired[refused].span == planned[refused].span
    assert "District call" in {card.title for card in repaired.values()}

    fixed_clock.advance(hours=8)  # the day is over
    window.minute_passed()
    assert reconcile_the_day(window) > 8
    lost = lost_by_reason(window)
    assert lost["District"] == sum(
        line.before.minutes for line in hit if line.key in accepted and line.wanted.protection >= Protection.GUARDED
    )
    assert lost["Family"] > 0

    while sample_desk.history().undo is not None:
        sample_desk.undo()
    window.shell.hub.flush()
    assert sample_desk.read(dump) == before
