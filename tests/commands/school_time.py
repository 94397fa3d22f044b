"""Rows that tests of the schedule stand on: a series, a goal, bells and a year."""

from __future__ import annotations

from datetime import date
from typing import Any

from il_desktop.domain.activity_types import activity_type_id
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.walltime import WallTime
from il_desktop.models.base import Base
from il_desktop.models.goals import Goal, Vision
from il_desktop.models.schedule import BlockSeries
from il_desktop.models.school import BellSchedule, CalendarSpan, DayOverride
from il_desktop.models.settings import Setting
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx
from tests.domain import maple_hollow

VISIT = activity_type_id("visit_quick")
OFFICE = activity_type_id("office_work")
PERSONAL = activity_type_id("personal")


@operation("test.rows")
def add_rows(tx: Tx, *rows: Base) -> None:
    for row in rows:
        tx.session.add(row)
        tx.session.flush()


def at(text: str) -> WallTime:
    """`20 9:15` is that day of January 2026."""
    day, clock = text.split()
    hour, minute = clock.split(":")
    return WallTime.at(date(2026, 1, int(day)), int(hour), int(minute))


def draft(title: str = "PLC prep", start: str = "20 9:00", end: str = "20 11:00", **more: Any) -> BlockDraft:
    return BlockDraft(title, more.pop("activity_type", VISIT), at(start), at(end), **more)


def series(rule: str = "FREQ=WEEKLY;BYDAY=TU", **more: Any) -> BlockSeries:
    values: dict[str, Any] = {
        "title": "Data talk",
        "activity_type_id": VISIT,
        "protection": 2,
        "rule_kind": "outlook",
        "rule": rule,
        "starts_local": WallTime.at(date(2025, 9, 2), 9),
        "duration_min": 45,
        "tz": "America/New_York",
        "on_no_school": "keep",
    }
    return BlockSeries(**(values | more))


def goals(*titles: str) -> list[Base]:
    vision = Vision(version=1, mission="m", statement="s")
    return [
        vision,
        *(Goal(kind="goal", title=title, vision_id=vision.id, rank=n + 1) for n, title in enumerate(titles)),
    ]


def school_year() -> list[Base]:
    """The sample school's year, bells and lost days as rows."""
    rules = maple_hollow.rules()
    bells = {
        item.id: BellSchedule(
            name=item.name,
            periods=[
                {"code": p.code, "start_min": p.start_min, "end_min": p.end_min, "kind": p.kind} for p in item.periods
            ],
        )
        for item in rules.bells
    }
    spans: list[Base] = []
    year_id = None
    for number, span in enumerate(rules.spans):
        row = CalendarSpan(
            kind=span.kind,
            name=f"{span.name} {number}",
            from_on=span.first,
            to_on=span.last,
            year_id=year_id,
            bell_schedule_id=bells[span.bells_id].id if span.bells_id else None,
        )
        year_id = year_id or row.id
        spans.append(row)
    lost = [DayOverride(day=item.day, kind=item.kind.value, reason="Snow") for item in rules.overrides]
    stored = [
        Setting(key="default_bells", value=bells["regular"].id),
        Setting(key="weekly_bells", value={"2": bells["early"].id}),
    ]
    return [*bells.values(), *spans, *lost, *stored]
