"""Rule, exceptions and singles together are always the app's own instances, whatever was cancelled or moved."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from il_desktop.domain import zones
from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.recurrence import SeriesRule, dates
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.interchange.ics.records import Audience, ExportEvent, ExportSeries, ExportSource, Face
from il_desktop.interchange.ics.rules import outlook_shape, rule_text
from il_desktop.interchange.ics.write import join, plan_export, write_calendar
from tests.interchange import outlook_model as outlook

MADE = datetime(2025, 7, 1, tzinfo=UTC)
FACE = Face("plc_meeting", "PLC", Category.INSTRUCTIONAL, Protection.FIRM)
RULES = (
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU",
    "FREQ=MONTHLY;BYMONTHDAY=15",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=MONTHLY;BYDAY=2TU",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;BYDAY=1MO,3MO",
    "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=3",
)


def _series(rule: str, starts: WallTime, tz: str, cancelled: set[int], moved: set[int]) -> ExportSeries:
    last = starts.day + timedelta(days=400)
    days = dates(SeriesRule("outlook", rule, starts, 45, tz), starts.day, last) or []
    instances = []
    for number, on in enumerate(days):
        if number % 17 in cancelled:
            continue
        start = WallTime(on, starts.minute).plus(90 if number % 19 in moved else 0)
        instances.append(ExportEvent(f"s@{on}", FACE, Span.of(start, 45), tz, MADE, MADE, on=on))
    return ExportSeries("s", FACE, rule, starts, 45, tz, MADE, MADE, tuple(instances))


@given(
    rule=st.sampled_from(RULES),
    offset=st.integers(0, 364),
    tz=st.sampled_from(["America/New_York", "Europe/Berlin", "America/Phoenix", "Australia/Sydney"]),
    cancelled=st.sets(st.integers(0, 16), max_size=4),
    moved=st.sets(st.integers(0, 18), max_size=2),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_another_program_reads_exactly_the_apps_own_instances(vobject_instances, rule, offset, tz, cancelled, moved):
    starts = WallTime.at(date(2025, 8, 1) + timedelta(days=offset), 9)
    series = _series(rule, starts, tz, cancelled, moved)
    data = join(write_calendar(plan_export(ExportSource((), (series,)), Audience.ME)))
    own = sorted(
        tuple(zones.to_instant(moment, tz).strftime("%Y-%m-%dT%H:%M") for moment in (event.span.start, event.span.end))
        for event in series.instances
    )
    assert vobject_instances(data) == own
    reading = outlook.read(data)
    assert reading.refused == reading.remarks == []
    assert [(each.start[:-1], each.end[:-1]) for each in reading.appointments] == own


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("FREQ=WEEKLY;BYDAY=SU,MO;WKST=SU;INTERVAL=2", "BYDAY=SU,MO;INTERVAL=2;WKST=SU"),
        ("FREQ=MONTHLY;BYDAY=2TU", "BYDAY=TU;BYSETPOS=2"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "BYMONTHDAY=-1"),
        ("FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=3", "BYMONTHDAY=3;BYMONTH=10"),
        ("FREQ=YEARLY", "BYMONTHDAY=5;BYMONTH=1"),
        ("FREQ=MONTHLY", "BYMONTHDAY=5"),
    ],
)
def test_a_shape_is_written_as_the_template_has_it(rule, text):
    shape = outlook_shape(rule, date(2026, 1, 5))
    assert shape is not None
    assert rule_text(shape, "X").partition(";UNTIL=X;")[2] == text


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO",  # weeks from Monday: Outlook would take another Sunday
        "FREQ=MONTHLY;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYDAY=5MO",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1,3",
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=1;BYMONTHDAY=5",
        "FREQ=DAILY;INTERVAL=2;BYDAY=MO",
        "FREQ=WEEKLY;BYDAY=MO;COUNT=5",
        "FREQ=HOURLY",
        "",
    ],
)
def test_no_other_rule_passes_for_a_shape(rule):
    assert outlook_shape(rule, date(2026, 1, 5)) is None
