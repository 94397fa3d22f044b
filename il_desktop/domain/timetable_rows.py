"""Raw rows of the file to a timetable and to what is planned; reading them is done by queries and commands.

Dates and times may come as stored text or already parsed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from il_desktop.domain.reanchor import Due, PlannedBlock, PlannedVisit, Plans
from il_desktop.domain.timetable import Absence, Slot, Timetable
from il_desktop.domain.walltime import Span, WallTime

Row = Sequence[Any]
WRITTEN = "written"


def timetable_from(slots: Iterable[Row], absences: Iterable[Row], part_timers: Iterable[Row] = ()) -> Timetable:
    """Build a timetable.

    Slots are (person_id, period_code, kind, from_on, to_on, day_type, weekday, section_id), absences (person_id,
    from_on, to_on, substitute_id), part-timers (person_id, works_on).
    """
    return Timetable(
        [
            Slot(person, code, kind, _day(first), _day(last) if last else None, day_type, weekday, section)
            for person, code, kind, first, last, day_type, weekday, section in slots
        ],
        [Absence(person, _day(first), _day(last), substitute) for person, first, last, substitute in absences],
        {person: days_worked(days) for person, days in part_timers},
    )


def days_worked(stored: str | Iterable[str | int]) -> frozenset[str | int]:
    """Read the days a part-timer works on, as JSON text or already parsed."""
    return frozenset(json.loads(stored) if isinstance(stored, str) else stored)


def plans_from(
    blocks: Iterable[Row],
    visits: Iterable[Row],
    owed: Iterable[Row],
    local: Callable[[Span, str], Span],
    owing: tuple[int, Any],
) -> Plans:
    """Build the plans of some days.

    Blocks are (id, title, anchor, starts_local, ends_local, tz, period_code, section_id), visits (id, person_id,
    starts_local, period_code, section_id, block_id), both planned; `owed` are (starts_local, kind, state) of visits
    made and not talked about. `local` puts a span on the school's clock, `owing` holds the setting feedback_days and
    the stored deadline rules, JSON or None.
    """
    feedback_days, rules = owing
    written = _written_days(rules)
    dues: list[Due] = []
    for start, kind, state in owed:
        since = _wall(start).day
        dues.append(Due(since, feedback_days))
        if kind in written and state != WRITTEN:
            dues.append(Due(since, written[kind]))
    return Plans(
        tuple(
            PlannedBlock(id_, title, anchor, local(Span(_wall(starts), _wall(ends)), tz), code, section)
            for id_, title, anchor, starts, ends, tz, code, section in blocks
        ),
        tuple(
            PlannedVisit(id_, person, _wall(start), code, section, block)
            for id_, person, start, code, section, block in visits
        ),
        tuple(dues),
    )


def _written_days(rules: Any) -> dict[str, int]:
    """Return the contact days until a visit of a kind must be written up; a rule of another form is not ours."""
    items = json.loads(rules) if isinstance(rules, str) else rules
    return {
        str(item["kind"]): int(item["offset"])
        for item in items or ()
        if isinstance(item, Mapping) and item.get("step") == WRITTEN and item.get("counted_in") == "school"
    }


def _day(value: str | date) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _wall(value: str | WallTime) -> WallTime:
    return WallTime.parse(value) if isinstance(value, str) else value
