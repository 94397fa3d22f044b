"""Who holds the wanted time, and what an override of it leaves in the file.

Reads stored blocks and expands series around one span; the ladder itself is `domain.protection`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import Executable, and_, bindparam, func, literal_column, or_, select, union_all
from sqlalchemy.orm import Session

from il_desktop.commands.lowered_levels import as_before_lowering
from il_desktop.domain import recurrence
from il_desktop.domain.blocks import BlockRef, Protection
from il_desktop.domain.errors import ProtectedTimeConflict
from il_desktop.domain.protection import Conflict, Demand, OverrideReason, check_move, displaced, is_met
from il_desktop.domain.recurrence import Occurrence, SeriesRule
from il_desktop.domain.school import CalendarRules, SchoolCalendar
from il_desktop.domain.school_rows import SPAN_KINDS, calendar_rules
from il_desktop.domain.setting_values import settings_from
from il_desktop.domain.settings import Settings
from il_desktop.domain.walltime import MINUTES_PER_DAY, Span, WallTime
from il_desktop.models.schedule import BlockSeries, TimeBlock
from il_desktop.models.school import BellSchedule, BellTimes, CalendarSpan, DayOverride
from il_desktop.models.settings import Setting

_Key = tuple[str | None, date | None, str | None]  # series, original date, period
# Columns, not entities: the check reads much and keeps nothing.
_BLOCK, _SERIES, _SETTING = TimeBlock.__table__.c, BlockSeries.__table__.c, Setting.__table__.c
_ONE_DAY = timedelta(days=1)
_LONGEST_BREAK = timedelta(days=100)  # so far may a date of a series be moved on to the next contact day
_NO_CALENDAR = SchoolCalendar(CalendarRules())


def _blocks_near() -> Executable:
    """Return the statement for blocks that touch a span, found as in `queries.cards`.

    A block of another zone, or over midnight, may reach the span from the days around it. What begins earlier still has
    a small index, whose condition must be repeated word by word.
    """
    block = _BLOCK
    one, ten = literal_column("1"), literal_column("10")
    over_midnight = func.substr(block.starts_local, one, ten) != func.substr(block.ends_local, one, ten)
    touches = or_(
        block.tz != bindparam("tz"),
        and_(block.ends_local > bindparam("start"), block.starts_local < bindparam("end")),
    )
    columns = select(
        block.id,
        block.title,
        block.protection,
        block.starts_local,
        block.ends_local,
        block.tz,
        block.all_day,
        block.state,
    ).where(touches, block.state != "cancelled")
    before = bindparam("before")
    return union_all(
        columns.where(block.starts_local >= before, block.starts_local < bindparam("beyond")),
        columns.where(over_midnight, block.ends_local > before, block.starts_local < before),
    )


# Built once: putting a statement together costs more than running it.
_BLOCKS_NEAR = _blocks_near()
_LIVE_SERIES = select(
    _SERIES.id, _SERIES.title, _SERIES.protection, _SERIES.rule_kind, _SERIES.rule, _SERIES.starts_local,
    _SERIES.duration_min, _SERIES.tz, _SERIES.until_on, _SERIES.count, _SERIES.on_no_school,
).where(
    _SERIES.set_name.is_(None),
    _SERIES.starts_local < bindparam("beyond"),
    or_(_SERIES.until_on.is_(None), _SERIES.until_on >= bindparam("since")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class HeldBlock:
    """A block that may be in the way."""

    ref: BlockRef
    title: str
    protection: Protection
    span: Span
    all_day: bool = False
    state: str = "planned"


class SchoolFacts:
    """Settings and calendar of the file as the transaction sees them, read when first needed."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @cached_property
    def settings(self) -> Settings:
        """The stored settings over the defaults."""
        return settings_from(
            {row.key: row.value for row in self._session.execute(select(_SETTING.key, _SETTING.value))}
        )

    @cached_property
    def calendar(self) -> SchoolCalendar:
        """The school calendar of all years."""
        rows = self._session.execute
        spans = select(
            CalendarSpan.kind,
            CalendarSpan.name,
            CalendarSpan.from_on,
            CalendarSpan.to_on,
            CalendarSpan.bell_schedule_id,
        ).where(CalendarSpan.kind.in_(SPAN_KINDS))
        bells = select(
            BellSchedule.id, BellSchedule.name, BellSchedule.periods, BellTimes.from_on, BellTimes.periods
        ).outerjoin(BellTimes, BellTimes.bell_schedule_id == BellSchedule.id)
        overrides = select(
            DayOverride.day,
            DayOverride.kind,
            DayOverride.day_type,
            DayOverride.bell_schedule_id,
            DayOverride.periods,
            DayOverride.is_contact_day,
            DayOverride.reason,
        )
        return SchoolCalendar(
            calendar_rules(
                [tuple(row) for row in rows(spans)],
                [tuple(row) for row in rows(bells)],
                [tuple(row) for row in rows(overrides)],
                self.settings,
            )
        )

    def local(self, span: Span, tz: str, *, all_day: bool = False) -> Span:
        """Return a span as the school's clocks show it; whole days are the same everywhere."""
        return span if all_day or tz == self.settings.tz else self.calendar.local(span, tz)[0]


def series_rule(series: BlockSeries | Any) -> SeriesRule:
    """Return when a stored series happens."""
    return SeriesRule(
        series.rule_kind,
        series.rule,
        series.starts_local,
        series.duration_min,
        series.tz,
        series.until_on,
        series.count,
        series.on_no_school,
    )


def settle(
    session: Session, span: Span, ref: BlockRef | None, override: OverrideReason | None, facts: SchoolFacts
) -> tuple[list[Conflict], list[Conflict]]:
    """Check a wanted place; return the conflicts that need an override row, and those that give way by themselves.

    Raises ProtectedTimeConflict with every block that asks for more than `override` gives.
    """
    conflicts = as_before_lowering(session, check_move(held_blocks(session, span, facts), ref, span))
    firm = [conflict for conflict in conflicts if conflict.demand is not Demand.NOTHING]
    if not is_met(conflicts, override):
        raise ProtectedTimeConflict(tuple(firm))
    return firm, displaced(conflicts)


def held_blocks(session: Session, span: Span, facts: SchoolFacts) -> list[HeldBlock]:
    """Return stored blocks and occurrences that touch a span."""
    return _stored(session, span, facts) + _expanded(session, span, facts)


def _rows(session: Session, statement: Executable, params: Mapping[str, Any]) -> Iterable[Any]:
    return session.execute(statement, params)


def _stored(session: Session, span: Span, facts: SchoolFacts) -> list[HeldBlock]:
    params = {
        "tz": facts.settings.tz,
        "start": span.start,
        "end": span.end,
        "before": WallTime(span.start.day - _ONE_DAY, 0),
        "beyond": WallTime(span.end.day + 2 * _ONE_DAY, 0),
    }
    return [
        HeldBlock(
            BlockRef(id_),
            title,
            Protection(level),
            facts.local(Span(starts, ends), tz, all_day=all_day),
            all_day,
            state,
        )
        for id_, title, level, starts, ends, tz, all_day, state in _rows(session, _BLOCKS_NEAR, params)
    ]


def _expanded(session: Session, span: Span, facts: SchoolFacts) -> list[HeldBlock]:
    first, last = span.start.day - _ONE_DAY, span.end.day + _ONE_DAY
    params = {"beyond": WallTime(last + _ONE_DAY, 0), "since": first - _LONGEST_BREAK}
    found: dict[_Key, HeldBlock] = {}
    for row in _rows(session, _LIVE_SERIES, params):
        rule = series_rule(row)
        if rule.tz == facts.settings.tz and not _may_touch(rule, span):
            continue
        for item in recurrence.occurrences(rule, first, last, facts.calendar):
            whole_day = item.start.minute == 0 and item.minutes == MINUTES_PER_DAY
            place = facts.local(Span.of(item.start, item.minutes), rule.tz, all_day=whole_day)
            if place.overlaps(span):
                ref = BlockRef(None, row.id, item.on, item.period_code)
                key = (row.id, item.on, item.period_code)
                found[key] = HeldBlock(ref, row.title, Protection(row.protection), place, whole_day)
    for key in _rows_of(session, found):
        found.pop(key, None)
    return list(found.values())


def _rows_of(session: Session, found: Mapping[_Key, HeldBlock]) -> list[_Key]:
    """Return the occurrences that are rows already, moved or cancelled ones among them."""
    if not found:
        return []
    block = _BLOCK
    statement = select(block.series_id, block.occurrence_on, block.period_code).where(
        block.series_id.in_({key[0] for key in found}), block.occurrence_on.in_({key[1] for key in found})
    )
    return [(series_id, on, code) for series_id, on, code in session.execute(statement)]


def _may_touch(rule: SeriesRule, span: Span) -> bool:
    """Tell, without the calendar, whether a series may lie in a span; most do not, and a calendar costs time."""
    if rule.kind == "school":
        return True
    start, end = rule.starts.minute, rule.starts.minute + rule.minutes
    has_own_hour = end <= MINUTES_PER_DAY and span.start.day == span.end.day and not rule.may_have_hours
    if has_own_hour and (end <= span.start.minute or start >= span.end.minute):
        return False
    if rule.on_no_school == "next_contact_day":
        return True
    everywhere = replace(rule, on_no_school="keep")
    items = recurrence.occurrences(everywhere, span.start.day - _ONE_DAY, span.end.day, _NO_CALENDAR)
    return any(Span.of(item.start, item.minutes).overlaps(span) for item in items)


def occurrence(rule: SeriesRule, ref: BlockRef, facts: SchoolFacts) -> Occurrence | None:
    """Return where an occurrence is now, by its name; None when the series has no such date."""
    if ref.on is None:
        return None
    last = ref.on
    if rule.on_no_school == "next_contact_day" and not facts.calendar.day(ref.on).is_contact_day:
        last = facts.calendar.add_contact_days(ref.on, 1) or ref.on
    items = recurrence.occurrences(rule, ref.on, last, facts.calendar)
    return next((item for item in items if (item.on, item.period_code) == (ref.on, ref.period_code)), None)
