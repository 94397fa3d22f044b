"""Other people's calendars over the week: seen, named, out of the way, and free of charge for a file without any."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from il_desktop import commands
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.interchange.ics.feed_rows import FeedRow
from il_desktop.views.settings.calendars_of_others import CalendarsOfOthers
from il_desktop.views.week.feed_layer import FeedLayer

TZ = "America/New_York"


def _subscribe(desk) -> str:
    feed_id = desk.run(commands.feeds.add_feed, "District", "https://example.org/secret-token/d.ics")
    span = Span.of(WallTime.parse("2026-01-13T16:00"), 60)
    rows = [FeedRow("ics:1", "Board", span, TZ, all_day=False, rule="FREQ=WEEKLY", holes=(), is_busy=True)]
    desk.run(commands.feeds.take_refresh, feed_id, rows)
    return feed_id


def test_a_subscription_is_laid_over_the_week_and_lets_the_mouse_through(qtbot, open_window, desk):
    window = open_window(desk)
    window.go("week")
    grid = window.page("week").grid
    assert grid.findChild(FeedLayer) is None
    _subscribe(desk)
    qtbot.waitUntil(lambda: grid.findChild(FeedLayer) is not None)
    layer = grid.findChild(FeedLayer)
    assert [(each.title, each.span.start.iso()) for each in layer.shown()] == [("Board", "2026-01-13T16:00")]
    assert "Board (District)" in layer.accessibleDescription()
    assert layer.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    window.page("week").grab()


def test_the_list_hides_and_unsubscribes_and_never_shows_the_whole_address(qtbot, open_window, desk, ask):
    window = open_window(desk)
    feed_id = _subscribe(desk)
    sheet = CalendarsOfOthers(window.shell, window)
    qtbot.addWidget(sheet)
    sheet.show()
    texts = [str(sheet.model.index(0, column).data()) for column in range(4)]
    assert texts[:3] == ["District", "example.org", "Yes"]
    assert "secret" not in " ".join(texts)
    sheet.view.selectRow(0)
    QTest.mouseClick(sheet.hide_button, Qt.MouseButton.LeftButton)
    assert sheet.model.feeds[0].is_on is False
    ask.choices.append("remove")
    QTest.mouseClick(sheet.remove_button, Qt.MouseButton.LeftButton)
    assert sheet.model.feeds == ()
    assert feed_id
    assert "No calendar of others yet" in sheet.said.text()


def test_an_address_that_is_none_is_told_and_asks_nobody(qtbot, open_window, desk):
    window = open_window(desk)
    sheet = CalendarsOfOthers(window.shell, window)
    qtbot.addWidget(sheet)
    sheet.address.setText("file:///etc/passwd")
    sheet.subscribe()
    assert "no address of a calendar" in sheet.said.text()
    assert sheet.model.feeds == ()
