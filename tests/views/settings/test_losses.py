"""A subscribed calendar that lost most of its entries: the list asks, and does as it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from il_desktop.queries.feeds import feeds
from il_desktop.views.settings.calendars_of_others import CalendarsOfOthers
from tests.syncing.test_feeds import many


@pytest.mark.parametrize(
    ("answer", "events", "said"),
    [("keep", 10, "was kept as it was"), ("take", 2, "was read"), ("", 10, "lost 8 of 10 entries at once")],
)
def test_a_great_loss_is_asked_about(qtbot, open_window, desk, ask, tmp_path: Path, answer, events, said):
    window = open_window(desk)
    calendar = tmp_path / "district.ics"
    calendar.write_bytes(many(10))
    dialog = CalendarsOfOthers(window.shell, window)
    qtbot.addWidget(dialog)
    ask.files.append(calendar)
    dialog.subscribe_file()
    qtbot.waitUntil(lambda: "was read" in dialog.said.text(), timeout=20_000)
    calendar.write_bytes(many(2))
    ask.choices.append(answer)
    dialog.refresh_all()
    qtbot.waitUntil(lambda: len(ask.asked) == 2 and not dialog.said.text().startswith("Reading"), timeout=20_000)
    assert "keep what was here" in ask.asked[-1]
    assert desk.read(feeds)[0].events == events
    assert said in dialog.said.text()
