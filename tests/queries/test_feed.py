"""The published calendar stands whole in its place, is written only when it differs, and says what the app shows."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.errors import BadFile
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.feed import publish
from tests.interchange import outlook_model as outlook

TODAY = date(2026, 1, 16)


def _add(desk, title: str) -> None:
    start = WallTime.parse("2026-01-20T17:00")
    desk.run(commands.schedule.create_block, BlockDraft(title, "community", start, start.plus(60), is_public=True))


def test_the_feed_is_a_calendar_that_outlook_takes_and_says_when_to_look_again(sample_desk, tmp_path):
    target = tmp_path / "feed.ics"
    published = publish(sample_desk.path, TODAY, target)
    assert published.is_new
    assert target.read_bytes() == published.data
    assert b"X-PUBLISHED-TTL:PT1H\r\n" in published.data
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in published.data
    reading = outlook.read(published.data)
    assert reading.refused == reading.remarks == []
    days = [each.start[:10] for each in reading.appointments]
    assert "2025-12-15" <= min(days) <= "2025-12-18"
    assert max(days) > "2026-05-01"


def test_an_equal_calendar_is_not_written_again(sample_desk, tmp_path):
    target = tmp_path / "feed.ics"
    publish(sample_desk.path, TODAY, target)
    before = target.stat().st_ino
    assert not publish(sample_desk.path, TODAY, target).is_new
    assert target.stat().st_ino == before
    _add(sample_desk, "Science fair")
    assert publish(sample_desk.path, TODAY, target).is_new
    assert [path.name for path in tmp_path.glob("*feed.ics*")] == ["feed.ics"]  # nothing half written beside it


def test_a_place_that_takes_no_file_keeps_the_calendar_from_before(sample_desk, tmp_path):
    with pytest.raises(BadFile):
        publish(sample_desk.path, TODAY, tmp_path / "gone" / "feed.ics")
    folder = tmp_path / "feed.ics"
    folder.mkdir()
    with pytest.raises(BadFile):
        publish(sample_desk.path, TODAY, folder)
    assert folder.is_dir()


def test_the_feed_speaks_to_the_readers_that_are_set(sample_desk):
    sample_desk.run(commands.settings.change_settings, feed_audience="public")
    _add(sample_desk, "Science fair")
    data = publish(sample_desk.path, TODAY, None).data
    assert b"SUMMARY:Science fair\r\n" in data
    sample_desk.run(commands.settings.change_settings, feed_audience="staff")
    assert b"Science fair" not in publish(sample_desk.path, TODAY, None).data
