"""The school year for its page: every date's answer, what it is made of, what a change would do before it is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from il_desktop.domain.reanchor import Fallout, Plans, changed_days, fallout
from il_desktop.domain.school import CalendarRules, CalendarSpan, DayOverride, Period, SchoolCalendar, SchoolDay
from il_desktop.domain.timetable_rows import plans_from
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.settings import settings
from il_desktop.queries.timetable import timetable
from il_desktop.store.reader import Reader

_SPANS = """
    SELECT s.id, s.kind, s.name, s.from_on, s.to_on, s.bell_schedule_id, s.person_id, s.substitute_id,
      ifnull(ifnull(p.shown_as, p.given || ' ' || p.family), ''),
      ifnull(ifnull(q.shown_as, q.given || ' ' || q.family), '')
    FROM calendar_span AS s LEFT JOIN person AS p ON p.id = s.person_id LEFT JOIN person AS q ON q.id = s.substitute_id
    ORDER BY s.from_on, s.to_on, s.name
"""
_STAFF = """
    SELECT id, ifnull(shown_as, given || ' ' || family) FROM person
    WHERE kind IN ('teacher', 'administrator', 'coach', 'support_staff') AND active_to IS NULL ORDER BY family, given
"""
_BLOCKS = """
    SELECT id, title, anchor, starts_local, ends_local, tz, period_code, section_id FROM time_block
    WHERE state = 'planned' AND all_day = 0 AND starts_local >= ? AND starts_local < ? ORDER BY starts_local, id
"""
_VISITS = """
    SELECT id, person_id, starts_local, period_code, section_id, block_id FROM visit
    WHERE state = 'planned' AND starts_local >= ? AND starts_local < ? ORDER BY starts_local, id
"""
_OWED = """
    SELECT starts_local, kind, state FROM visit AS v WHERE state IN ('visited', 'written')
      AND NOT EXISTS (SELECT 1 FROM feedback AS f WHERE f.visit_id = v.id AND f.given_local IS NOT NULL)
"""
_DEADLINES = "SELECT value FROM setting WHERE key = 'deadline_rules'"


class SpanRow(NamedTuple):
    """One stored range of dates, both ends included; an absence names its person and substitute."""

    id: str
    kind: str
    name: str
    first: date
    last: date
    bells_id: str | None = None
    person_id: str | None = None
    substitute_id: str | None = None
    person: str = ""
    substitute: str = ""


class BellsRow(NamedTuple):
    """One bell schedule with the number of contact days of the year that run by it.

    `later` holds the times it has from a date on, in order; `periods` hold before the first of them.
    """

    id: str
    name: str
    periods: tuple[Period, ...]
    days: int = 0
    later: tuple[tuple[date, tuple[Period, ...]], ...] = ()

    @property
    def versions(self) -> tuple[tuple[date | None, tuple[Period, ...]], ...]:
        """The times in order with the date they began on, None for those of the beginning."""
        return (None, self.periods), *self.later


class TermCount(NamedTuple):
    """How many contact days a term has, by day type in the cycle's order."""

    name: str
    days: int
    letters: tuple[tuple[str, int], ...] = ()


class SchoolYear(NamedTuple):
    """One school year for the page. `years` are all of the file; without any, `year` is None and the rest is bare."""

    years: tuple[SpanRow, ...]
    year: SpanRow | None
    days: tuple[SchoolDay, ...]
    total: TermCount
    terms: tuple[TermCount, ...]
    spans: tuple[SpanRow, ...]
    bells: tuple[BellsRow, ...]
    overrides: dict[date, DayOverride]
    staff: tuple[tuple[str, str], ...]
    calendar: SchoolCalendar

    def day(self, day: date) -> SchoolDay:
        """Return the answer for a date, also outside the year."""
        return self.calendar.day(day)


def school_year(reader: Reader, today: date, year_id: str = "") -> SchoolYear:
    """Return a school year by its id, else the one `today` lies in, else the next to come, else the last."""
    calendar = school_calendar(reader)
    spans = tuple(_span(row) for row in reader.rows(_SPANS))
    years = tuple(span for span in spans if span.kind == "year")
    year = next((span for span in years if span.id == year_id), None) or _year_at(years, today)
    days = tuple(calendar.days(year.first, year.last)) if year else ()
    used = Counter(day.bells.id for day in days if day.is_contact_day and day.bells)
    here = tuple(
        span for span in spans if year and span.kind != "year" and span.first <= year.last and span.last >= year.first
    )
    types = calendar.rules.cycle.types
    return SchoolYear(
        years=years,
        year=year,
        days=days,
        total=_count("", days, types),
        terms=tuple(
            _count(span.name, [day for day in days if span.first <= day.day <= span.last], types)
            for span in here
            if span.kind == "term"
        ),
        spans=here,
        bells=tuple(
            BellsRow(bells.id, bells.name, bells.periods, used[bells.id], bells.later)
            for bells in sorted(calendar.rules.bells, key=lambda bells: bells.name)
        ),
        overrides={override.day: override for override in calendar.rules.overrides},
        staff=tuple((id_, name) for id_, name in reader.rows(_STAFF)),
        calendar=calendar,
    )


def preview(reader: Reader, rules: CalendarRules, today: date, also: Iterable[date] = ()) -> Fallout:
    """Say what other rules than the stored ones would do to what is planned, from today on and on the dates `also`."""
    before, after = school_calendar(reader), SchoolCalendar(rules)
    days = changed_days(before, after, today, also)
    return fallout(before, after, days, _plans(reader, days, before), timetable(reader))


def with_override(rules: CalendarRules, day: date, override: DayOverride | None) -> CalendarRules:
    """Return the rules with one date's exception replaced, or taken out."""
    others = tuple(each for each in rules.overrides if each.day != day)
    return rules._replace(overrides=(*others, override) if override else others)


def with_span(rules: CalendarRules, old: SpanRow | None, new: CalendarSpan | None) -> CalendarRules:
    """Return the rules with dates added, replaced or taken out."""
    gone = CalendarSpan(old.kind, old.name, old.first, old.last, old.bells_id) if old is not None else None
    others = tuple(span for span in rules.spans if span != gone)
    return rules._replace(spans=(*others, new) if new is not None else others)


def _plans(reader: Reader, days: tuple[date, ...], calendar: SchoolCalendar) -> Plans:
    if not days:
        return Plans()
    reach = (days[0].isoformat(), date.fromordinal(days[-1].toordinal() + 1).isoformat())
    return plans_from(
        reader.rows(_BLOCKS, reach),
        reader.rows(_VISITS, reach),
        reader.rows(_OWED),
        lambda span, tz: calendar.local(span, tz)[0],
        (settings(reader).feedback_days, reader.value(_DEADLINES)),
    )


def _span(row: tuple[object, ...]) -> SpanRow:
    id_, kind, name, first, last, *rest = row
    return SpanRow(id_, kind, name, date.fromisoformat(str(first)), date.fromisoformat(str(last)), *rest)  # pyright: ignore[reportArgumentType]  raw row


def _year_at(years: tuple[SpanRow, ...], today: date) -> SpanRow | None:
    here = (year for year in years if year.first <= today <= year.last)
    coming = (year for year in years if year.first > today)
    return next(here, None) or next(coming, None) or (years[-1] if years else None)


def _count(name: str, days: Iterable[SchoolDay], types: tuple[str, ...]) -> TermCount:
    held = [day for day in days if day.is_contact_day]
    letters = Counter(day.day_type for day in held)
    return TermCount(name, len(held), tuple((letter, letters[letter]) for letter in types if letters[letter]))
