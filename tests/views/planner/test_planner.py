"""The planner beside the week, by keyboard: plan, ask why, lose time, refuse a change, accept, undo all of it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer

from il_desktop.domain.proposal import Action, Work
from il_desktop.domain.walltime import WallTime
from il_desktop.planning.proposing import plan_week
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.planning import Ask, week_facts
from il_desktop.queries.settings import settings
from il_desktop.queries.week import cards_between
from il_desktop.views.planner.line_model import NO_PLACE, ROW_ROLE, LineModel
from il_desktop.views.planner.sheet import PlanSheet
from il_desktop.wording.format import Words

TUESDAY = date(2026, 1, 27)
LONG = 20_000


@pytest.fixture
def window(open_window, sample_desk):
    window = open_window(sample_desk, size=(1280, 800))
    window.page("week").show_week(TUESDAY)
    return window


def sheet_of(window) -> PlanSheet:
    return window.page("week").findChild(PlanSheet)


def planned(qtbot, window) -> PlanSheet:
    """Plan the shown week and wait for the end."""
    window.shell.actions.action("week.plan").trigger()
    sheet = sheet_of(window)
    qtbot.waitUntil(lambda: not sheet.runner.is_busy and sheet.planned is not None, timeout=LONG)
    return sheet


def cards(desk):
    return desk.read(cards_between, date(2026, 1, 26), 7, desk.cached(school_calendar))


def test_a_principal_plans_loses_time_refuses_one_change_and_undoes_all(qtbot, window, sample_desk):
    before = cards(sample_desk)
    sheet = planned(qtbot, window)
    assert sheet.model.rowCount() > 5
    assert sheet.list.hasFocus()
    place = next(n for n in range(sheet.model.rowCount()) if sheet.model.row(n).title.startswith("Visit"))
    sheet.list.setCurrentIndex(sheet.model.index(place))
    assert "Why here, Visit" in sheet.why.text()
    qtbot.keyClick(sheet.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet.isHidden()
    assert len(cards(sample_desk)) > len(before)

    visit = next(card for card in cards(sample_desk) if card.title.startswith("Visit"))
    window.shell.actions.action("week.lost").trigger()
    form = sheet.form
    form.day.set_value(visit.span.start.day)
    form.start.set_value(visit.span.start.minute)
    form.end.set_value(visit.span.start.minute + 120)
    form.reason.setCurrentIndex(form.reason.findData("district"))
    form.title.setText("District call")
    qtbot.mouseClick(form.repair, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not sheet.runner.is_busy and sheet.planned is not None, timeout=LONG)
    proposal = sheet.planned.proposal
    assert proposal.lines[0].wanted.work is Work.LOST
    refused = next(line for line in proposal.lines if line.action is not Action.LOSE and line.wanted.ref != visit.key)
    sheet.list.setCurrentIndex(sheet.model.index(sheet.model.place_of(refused.key)))
    all_of_them = len(sheet.model.chosen)
    qtbot.keyClick(sheet.list, Qt.Key.Key_Space)
    assert refused.key not in sheet.model.chosen
    assert len(sheet.model.chosen) < all_of_them
    qtbot.mouseClick(sheet.accept, Qt.MouseButton.LeftButton)
    there = {card.key: card for card in cards(sample_desk)}
    assert there[refused.wanted.ref].span == refused.before
    assert "District call" in [card.title for card in there.values()]

    while sample_desk.history().undo is not None:
        sample_desk.undo()
    assert cards(sample_desk) == before


def test_the_window_lives_while_it_solves(qtbot, window):
    beats = []
    heart = QTimer(window)
    heart.setInterval(5)
    heart.timeout.connect(lambda: beats.append(sheet_of(window) is not None and sheet_of(window).runner.is_busy))
    heart.start()
    planned(qtbot, window)
    heart.stop()
    assert sum(beats) >= 3, "no event was delivered while the solver worked"


def test_escape_stops_looking_and_then_closes(qtbot, window):
    window.shell.actions.action("week.plan").trigger()
    sheet = sheet_of(window)
    assert sheet.runner.is_busy
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.runner.is_busy
    assert sheet.state.text().startswith("Stopped.")
    assert sheet.isVisible()
    qtbot.waitUntil(lambda: not window.shell.tasks.is_busy, timeout=LONG)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isHidden()


def test_closing_the_window_ends_the_search(window):
    window.shell.actions.action("week.plan").trigger()
    sheet = sheet_of(window)
    assert sheet.runner.is_busy
    assert window.shell.tasks.close()
    assert not sheet.runner.is_busy


def test_rows_say_all_of_it_and_what_has_no_place_cannot_be_ticked(qtbot, window, sample_desk):
    window.page("week").show_week(date(2026, 1, 16))
    sheet = planned(qtbot, window)
    rows = [sheet.model.row(number) for number in range(sheet.model.rowCount())]
    ticked = next(row for row in rows if row.is_ticked)
    assert ticked.spoken.startswith("ticked, ")
    unplaced = next(number for number, row in enumerate(rows) if row.is_ticked is None)
    index = sheet.model.index(unplaced)
    assert index.data(Qt.ItemDataRole.CheckStateRole) is None
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith(NO_PLACE)
    assert "it would fit" in index.data(ROW_ROLE).why
    sheet.model.tick_all(is_on=False)
    assert not sheet.accept.isEnabled()
    sheet.close_sheet()


def test_lost_time_the_wrong_way_round_is_refused_at_the_field(qtbot, window):
    window.shell.actions.action("week.lost").trigger()
    form = sheet_of(window).form
    form.start.set_value(660)
    form.end.set_value(540)
    with qtbot.assertNotEmitted(form.lost):
        qtbot.mouseClick(form.repair, Qt.MouseButton.LeftButton)
    assert form.end.reason.text() == "This lies before the beginning."
    sheet_of(window).close_sheet()


def test_a_week_that_is_over_says_so(qtbot, window):
    window.page("week").show_week(date(2026, 1, 6))
    window.shell.actions.action("week.plan").trigger()
    sheet = sheet_of(window)
    assert sheet.state.text().startswith("This week is over.")
    assert not sheet.accept.isEnabled()
    sheet.close_sheet()


def test_the_model_of_lines_keeps_what_models_promise(qtmodeltester, sample_desk):
    settings_now = sample_desk.read(settings)
    calendar, now = sample_desk.cached(school_calendar), WallTime.parse("2026-01-16T08:00")
    facts = sample_desk.read(week_facts, Ask(date(2026, 1, 26)), now, calendar, settings_now)
    model = LineModel()
    model.show_proposal(plan_week(facts, "search", time_limit=0.1).proposal, Words())
    qtmodeltester.check(model)
    ticked = model.chosen
    model.toggle(0)
    assert len(model.chosen) < len(ticked)
    model.toggle(0)
    assert model.chosen == ticked
    qtmodeltester.check(model)
