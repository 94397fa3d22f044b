"""A flexible block is free while another start is left on its day, and tentative at its last one."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.interchange.ics.records import ExportEvent, ExportSeries, ExportSource, Face
from il_desktop.queries.export_room import with_room

DAY = date(2026, 1, 20)
MADE = datetime(2025, 7, 1, tzinfo=UTC)
OFFICE = Face("office_work", "Office", Category.MANAGEMENT, Protection.FLEXIBLE)
FIRM = Face("plc_meeting", "PLC", Category.INSTRUCTIONAL, Protection.FIRM)


def _at(minute: int, minutes: int, face: Face, source: str = "b") -> ExportEvent:
    return ExportEvent(f"{source}@{DAY}", face, Span.of(WallTime(DAY, minute), minutes), "UTC", MADE, MADE, on=DAY)


@pytest.mark.parametrize(
    ("taken", "has_room"),
    [
        ((), True),
        (((570, 30),), True),  # 9:30 to 10: ten o'clock is left
        (((570, 90),), False),
        (((570, 29), (615, 30)), False),
    ],
)
def test_another_start_must_be_free_inside_the_window(taken, has_room):
    own = _at(540, 30, OFFICE, "s")  # 9:00 to 9:30, anywhere from 9:00 to 10:30
    series = ExportSeries("s", OFFICE, "FREQ=DAILY", own.span.start, 30, "UTC", MADE, MADE, (own,))
    others = tuple(_at(minute, minutes, FIRM) for minute, minutes in taken)
    found = with_room(ExportSource(others, (series,)), {"s": (540, 630)})
    assert found.series[0].instances[0].face.has_room is has_room
    assert found.events == others


def test_without_a_window_nothing_is_known_and_nothing_changes():
    own = _at(540, 30, OFFICE, "s")
    series = ExportSeries("s", OFFICE, "FREQ=DAILY", own.span.start, 30, "UTC", MADE, MADE, (own,))
    source = ExportSource((), (series,))
    assert with_room(source, {}) == source
