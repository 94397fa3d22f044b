"""Raw rows of the file to the rules of the school calendar; reading them is done by queries and commands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from il_desktop.domain.school import BellSchedule, CalendarRules, CalendarSpan, DayKind, DayOverride, Period
from il_desktop.domain.settings import Settings

Row = Sequence[Any]
SPAN_KINDS = ("year", "term", "holiday", "staff_only", "testing", "special")


def calendar_rules(
    spans: Iterable[Row], bells: Iterable[Row], overrides: Iterable[Row], settings: Settings
) -> CalendarRules:
    """Build the rules from stored values.

    Spans are (kind, name, from_on, to_on, bell_schedule_id), overrides (day, kind, day_type, bell_schedule_id, periods,
    is_contact_day, reason), bells as `bells_from` takes them.
    """
    return CalendarRules(
        spans=tuple(CalendarSpan(kind, name, _day(first), _day(last), bell) for kind, name, first, last, bell in spans),
        bells=bells_from(bells),
        weekly_bells={int(weekday): bell for weekday, bell in settings.weekly_bells.items()},
        default_bells=settings.default_bells,
        cycle=settings.day_cycle,
        overrides=tuple(map(_override, overrides)),
        work_hours=(settings.work_start_min, max(settings.work_end_min, settings.work_start_min + 1)),
        tz=settings.tz,
    )


def bells_from(rows: Iterable[Row]) -> tuple[BellSchedule, ...]:
    """Build the bell schedules from rows (id, name, periods, from_on, times): one row for each time history holds.

    A schedule whose times never changed has one row, with None for the last two.
    """
    found: dict[str, BellSchedule] = {}
    for id_, name, periods, from_on, times in rows:
        known = found.get(id_) or BellSchedule(id_, name, periods_from(periods))
        if from_on is not None:
            later = (*known.later, (_day(from_on), periods_from(times)))
            known = known._replace(later=tuple(sorted(later, key=lambda each: each[0])))
        found[id_] = known
    return tuple(found.values())


def periods_from(stored: str | Iterable[Mapping[str, Any]]) -> tuple[Period, ...]:
    """Read the periods of a bell schedule, as JSON text or already parsed."""
    items = json.loads(stored) if isinstance(stored, str) else stored
    return tuple(Period(item["code"], item["start_min"], item["end_min"], item.get("kind", "period")) for item in items)


def _override(row: Row) -> DayOverride:
    day, kind, day_type, bells_id, periods, is_contact_day, reason = row
    return DayOverride(
        _day(day),
        DayKind(kind) if kind else None,
        day_type,
        bells_id,
        None if periods is None else periods_from(periods),
        None if is_contact_day is None else bool(is_contact_day),
        reason or "",
    )


def _day(value: str | date) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
