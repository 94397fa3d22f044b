"""The published calendar follows changes without holding up the window, and speaks once when it cannot."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from il_desktop import commands
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.walltime import WallTime
from il_desktop.views.transfer import feed_keeper
from il_desktop.views.transfer.feed_keeper import FeedKeeper
from il_desktop.views.transfer.feed_sheet import FeedSheet


@pytest.fixture
def keeper(sample_shell, monkeypatch) -> Iterator[FeedKeeper]:
    monkeypatch.setattr(feed_keeper, "PAUSE_MS", 20)
    keeper = FeedKeeper(sample_shell, sample_shell.hub)
    yield keeper
    keeper.stop()


@pytest.fixture
def sheet(qtbot, sample_shell) -> FeedSheet:
    sheet = FeedSheet(sample_shell)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(sheet)
    sheet.show()
    return sheet


def _set(shell, **values) -> None:
    shell.desk.run(commands.settings.change_settings, **values)


def _add(shell, title: str) -> None:
    start = WallTime.parse("2026-01-20T17:00")
    shell.desk.run(
        commands.schedule.create_block, BlockDraft(title, "community", start, start.plus(60), is_public=True)
    )


@pytest.mark.usefixtures("keeper")
def test_it_is_off_until_a_place_is_chosen(sample_shell, tmp_path) -> None:
    assert not sample_shell.tasks.is_busy
    assert list(tmp_path.glob("*.ics")) == []


@pytest.mark.usefixtures("keeper")
def test_changes_reach_the_file_after_a_pause_and_many_make_one(qtbot, sample_shell, tmp_path) -> None:
    target = tmp_path / "feed.ics"
    _set(sample_shell, feed_file=str(target), feed_audience="public")
    qtbot.waitUntil(target.exists)
    for number in range(5):
        _add(sample_shell, f"Fair {number}")
    qtbot.waitUntil(lambda: b"Fair 4" in target.read_bytes())
    assert target.read_bytes().count(b"SUMMARY:Fair") == 5
    qtbot.waitUntil(lambda: not sample_shell.tasks.is_busy)
    logged = sample_shell.desk.read(lambda reader: reader.rows("SELECT audience, tag, file_name FROM export_batch"))
    assert logged == [("public", "published", "feed.ics")]


def test_a_failure_is_said_once_until_it_works_again(qtbot, keeper, sample_shell, tmp_path) -> None:
    said: list[str] = []
    sample_shell.messages.problem_shown.connect(lambda sentence, _action: said.append(sentence))
    _set(sample_shell, feed_file=str(tmp_path / "gone" / "feed.ics"))
    qtbot.waitUntil(lambda: len(said) == 1)
    _add(sample_shell, "Fair")
    qtbot.waitUntil(lambda: not (sample_shell.tasks.is_busy or keeper._timer.isActive()))
    keeper.publish()
    qtbot.waitUntil(lambda: not sample_shell.tasks.is_busy)
    assert len(said) == 1
    assert "unchanged" in said[0]
    (tmp_path / "gone").mkdir()
    keeper.publish()
    qtbot.waitUntil((tmp_path / "gone" / "feed.ics").exists)


def test_the_address_is_served_while_it_is_on(qtbot, keeper, sample_shell, sheet) -> None:
    sheet.is_local.click()
    qtbot.waitUntil(lambda: keeper.state.startswith("Up to date"))
    address = sheet.address.text()
    assert sheet.address.isVisible()
    with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  the app's own address
        assert answer.read().startswith(b"BEGIN:VCALENDAR")
    sheet.copy.click()
    assert QGuiApplication.clipboard().text() == address
    sheet.renew.click()
    qtbot.waitUntil(lambda: sheet.address.text() != address)
    sheet.is_local.click()
    qtbot.waitUntil(lambda: keeper._server is None)
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(address, timeout=5)  # noqa: S310  same


def test_the_sheet_saves_each_choice_at_once(sheet, sample_shell, ask, tmp_path: Path) -> None:
    ask.files.append(tmp_path / "office")
    sheet.choose.click()
    sheet.audiences.chosen.emit("staff")
    sheet.windows_names.click()
    values = sample_shell.settings()
    assert values.feed_file == str(tmp_path / "office.ics")
    assert (values.feed_audience, values.windows_zone_names) == ("staff", True)
    sample_shell.hub.flush()
    assert sheet.place.text() == str(tmp_path / "office.ics")
    sheet.end_file.click()
    assert sample_shell.settings().feed_file == ""


def test_the_window_follows_once_it_is_wished_and_stops_with_it(open_window, sample_desk, qtbot, tmp_path) -> None:
    window = open_window(sample_desk)
    target = tmp_path / "feed.ics"
    sample_desk.run(commands.settings.change_settings, feed_file=str(target))
    qtbot.waitUntil(target.exists, timeout=10_000)
    qtbot.waitUntil(lambda: not window.shell.tasks.is_busy)
    window.finish()
