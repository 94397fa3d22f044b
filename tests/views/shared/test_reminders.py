"""Reminders in the window: one timer, a line that can be answered by keys, and the sign in the notification area."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from il_desktop import commands
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.protection import OverrideReason
from il_desktop.domain.walltime import WallTime
from il_desktop.views.shared import reminder_bar
from il_desktop.views.shared.reminder_bar import Reminders
from il_desktop.views.shared.tray import Tray
from tests.views.conftest import ScriptedAsk

FRI = date(2026, 1, 16)  # the fixed clock stands at 8:00
Key = Qt.Key
# Where there is no notification area Qt grumbles about a sign in it; the program never makes one there.
NO_AREA = pytest.mark.qt_log_ignore("systemTrayWindowChanged")


def add(shell, title: str, hour: int, minute: int = 0, lead: int = 10, minutes: int = 30) -> str:
    start = WallTime.at(FRI, hour, minute)
    draft = BlockDraft(title, "office_work", start, start.plus(minutes), remind_min=lead)
    key = shell.desk.run(commands.schedule.create_block, draft, override=OverrideReason())
    shell.hub.flush()
    return key


@pytest.fixture
def reminders(shell, qtbot) -> Reminders:
    window = shell.hub.parent()
    assert isinstance(window, QWidget)
    made = Reminders(shell, window)
    with qtbot.waitActive(window):
        window.show()
    yield made
    made.watch.timer.stop()


def test_the_timer_sleeps_until_the_next_moment_and_rests_without_one(shell, reminders, fixed_clock):
    assert not reminders.watch.timer.isActive()
    add(shell, "PLC", 9)
    assert abs(reminders.watch.timer.interval() - 50 * 60_000) < 1000
    assert not reminders.bar.isVisible()
    fixed_clock.advance(minutes=50)
    reminders.watch.look()
    assert reminders.bar.isVisible()
    assert (reminders.bar.title.text(), reminders.bar.when.text()[:9]) == ("PLC", "in 10 min")


def test_a_minute_without_anything_due_reads_nothing(shell, reminders, fixed_clock, monkeypatch):
    add(shell, "PLC", 9)
    asked = []
    monkeypatch.setattr(reminders.watch, "look", lambda: asked.append(shell.now()))
    for _ in range(50):
        fixed_clock.advance(minutes=1)
        shell.hub.minute_passed.emit()
    assert asked == [WallTime.at(FRI, 8, 50)]


def test_a_clock_that_jumps_is_followed(shell, reminders, fixed_clock):
    add(shell, "Over", 9, minutes=30)
    add(shell, "Running", 11)
    fixed_clock.advance(hours=3, minutes=10)
    shell.hub.minute_passed.emit()
    assert (reminders.bar.title.text(), reminders.bar.when.text()[:16]) == ("Running", "began 10 min ago")


def test_done_by_keyboard_and_the_next_one_follows(shell, reminders, fixed_clock):
    add(shell, "First", 8, 5, minutes=5)
    add(shell, "Second", 8, 10, minutes=20)
    assert (reminders.bar.title.text(), reminders.bar.more.text()) == ("First", "and 1 more")
    shell.actions.action("tools.reminder").trigger()
    assert reminders.bar.done.hasFocus()
    QTest.keyClick(reminders.bar.done, Key.Key_Space)
    assert (reminders.bar.title.text(), reminders.bar.more.text()) == ("Second", "")
    assert shell.messages.last == "The reminder of First is done."
    QTest.keyClick(reminders.bar.done, Key.Key_Escape)
    assert not reminders.bar.isVisible()
    assert not shell.actions.action("tools.reminder").isEnabled()


def test_later_brings_it_back(shell, reminders, fixed_clock):
    add(shell, "PLC", 8, 8)
    menu = reminders.bar.menu()
    assert [action.text() for action in menu.actions()] == ["In 5 minutes", "When it begins"]
    menu.actions()[0].trigger()
    assert not reminders.bar.isVisible()
    fixed_clock.advance(minutes=5)
    shell.hub.minute_passed.emit()
    assert reminders.bar.when.text().startswith("in 3 min")
    menu = reminders.bar.menu()
    assert [action.text() for action in menu.actions()] == ["When it begins"]
    menu.actions()[0].trigger()
    fixed_clock.advance(minutes=3)
    shell.hub.minute_passed.emit()
    assert reminders.bar.when.text().startswith("now")


def test_go_there_shows_the_block(shell, reminders, visits):
    key = add(shell, "PLC", 8, 5)
    reminders.bar.there.click()
    assert visits == [("week", "2026-01-16"), ("week", key)]
    assert not reminders.bar.isVisible()


def test_a_reminder_is_announced_once(shell, reminders, fixed_clock, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(reminder_bar.a11y, "announce", lambda _widget, text, **_more: said.append(text))
    add(shell, "PLC", 8, 5)
    for _ in range(3):
        fixed_clock.advance(minutes=1)
        shell.hub.minute_passed.emit()
    assert len(said) == 1
    assert said[0].startswith("Reminder: PLC, in 5 min")


def test_without_a_notification_area_there_is_no_sign(reminders):
    assert not QSystemTrayIcon.isSystemTrayAvailable()
    assert reminders.tray is None


@NO_AREA
def test_the_sign_says_what_is_next_and_brings_the_window_to_the_front(open_window, desk):
    window = open_window(desk)
    shell = window.shell
    add(shell, "PLC & friends", 9)
    tray = Tray(shell, window)
    tray.show_next()
    assert tray.next.text() == "Next: 9:00\N{NO-BREAK SPACE}AM PLC && friends"
    fronts = []
    tray.front_wanted.connect(lambda: fronts.append(1))
    tray.next.trigger()
    assert fronts == [1]
    assert window.page("week").grid.focused_card().title == "PLC & friends"
    texts = [action.text() for action in tray.menu.actions() if action.text()]
    assert any("Quick" in text for text in texts)
    assert texts[-2:] == ["Open IL Desktop", "&Quit"]


@NO_AREA
def test_the_sign_follows_its_setting(open_window, desk):
    window = open_window(desk)
    tray = Tray(window.shell, window)
    assert tray.icon.isVisible()
    desk.run(commands.settings.change_settings, tray=False)
    window.shell.hub.flush()
    assert not tray.icon.isVisible()


def test_the_window_shows_reminders_above_the_page(open_window, desk, ask: ScriptedAsk):
    window = open_window(desk)
    add(window.shell, "PLC", 8, 5)
    bar = window.services.reminders.bar
    assert bar.isVisible()
    assert bar.mapTo(window, bar.rect().topLeft()).y() < window.stack.y()
    window.services.reminders.watch.timer.stop()
