"""Where work may lie in the rest of a week: lessons, plan periods, work hours without what is kept for other work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from il_desktop.domain.blocks import Category
from il_desktop.domain.protected_windows import Window, windows_on
from il_desktop.domain.school import DayKind, SchoolCalendar, SchoolDay
from il_desktop.domain.settings import Settings
from il_desktop.domain.timetable import TEACH, Timetable
from il_desktop.domain.walltime import Span, WallTime, merge
from il_desktop.planning.week import LessonAt
from il_desktop.queries.promises import SHORT
from il_desktop.queries.timetable import timetable
from il_desktop.store.reader import Reader

FREE_KINDS = frozenset({DayKind.WEEKEND, DayKind.HOLIDAY, DayKind.WEATHER})
AFTER_BELL_MIN = 3
PLAN = "plan"
_WINDOWS = """
    SELECT w.from_min, w.to_min, w.weekday, w.day_type, t.from_on, t.to_on
    FROM protected_window w LEFT JOIN calendar_span t ON t.id = w.term_id
"""
_BANDS = "SELECT from_min, to_min, weekday, day_type, wants FROM ideal_band WHERE is_exclusive = 1"
_TEACHERS = f"""
    SELECT p.id, {SHORT.format("p")}, p.visit_every_days, p.is_focus,
      (SELECT max(v.starts_local) FROM visit v
        WHERE v.person_id = p.id AND v.state NOT IN ('planned', 'missed') AND v.starts_local <= :now),
      EXISTS (SELECT 1 FROM visit v WHERE v.person_id = p.id AND v.state = 'planned' AND v.starts_local > :now)
    FROM person p
    WHERE p.kind = 'teacher' AND p.id <> :me AND (p.active_to IS NULL OR p.active_to >= :today)
      AND (p.active_from IS NULL OR p.active_from <= :today)
    ORDER BY p.is_focus DESC, 5 IS NOT NULL, 5, p.family
"""  # noqa: S608  ours


class Teacher:
    """A teacher as visits need one: who, how often, seen when, and whether a visit is planned already."""

    __slots__ = ("every_days", "id", "is_focus", "is_planned", "name", "seen_on")

    def __init__(self, row: tuple) -> None:
        self.id, self.name, self.every_days = row[0], row[1], row[2]
        self.is_focus, self.is_planned = bool(row[3]), bool(row[5])
        self.seen_on = WallTime.parse(row[4]).day if row[4] else None


class Places:
    """The rest of a week, asked about by what kind of work it is."""

    def __init__(
        self, reader: Reader, dates: Sequence[date], now: WallTime, calendar: SchoolCalendar, settings: Settings
    ) -> None:
        self.dates, self.now, self.calendar, self.settings = tuple(dates), now, calendar, settings
        self.timetable: Timetable = timetable(reader)
        params = {"now": now.iso(), "today": now.day.isoformat(), "me": settings.principal_id}
        rows = [Teacher(row) for row in reader.rows(_TEACHERS, params)]
        self.teachers = sorted(rows, key=lambda each: (not each.is_focus, each.seen_on or date.min, each.name))
        self._windows = [_window(row) for row in reader.rows(_WINDOWS)]
        self._bands = reader.rows(_BANDS)
        self._lessons: dict[str, tuple[LessonAt, ...]] = {}
        self._names = {teacher.id: teacher.name for teacher in rows}

    def work(self, day: date) -> Span | None:
        """Return the work hours of a date, from now on."""
        start, end = WallTime(day, self.settings.work_start_min), WallTime(day, 0).plus(self.settings.work_end_min)
        start = max(start, self.now)
        return Span(start, end) if start < end else None

    def hours(self) -> tuple[Span, ...]:
        """Return the instructional hours of the dates."""
        found = (self.calendar.instructional_span(day) for day in self.dates)
        return tuple(span for span in found if span is not None)

    def lessons(self) -> tuple[LessonAt, ...]:
        """Return all lessons that can be seen, those of the teachers who wait longest first."""
        return tuple(lesson for teacher in self.teachers for lesson in self._lessons_of(teacher.id))

    def lessons_of(self, person_id: str) -> tuple[Span, ...]:
        """Return when a teacher can be visited; somebody without a timetable, during instructional hours."""
        if not self.timetable.knows(person_id):
            return self.hours()
        return tuple(lesson.span for lesson in self._lessons_of(person_id))

    def talks_of(self, person_id: str, visited: WallTime | None) -> tuple[Span, ...]:
        """Return when a teacher can talk: plan periods and outside the bells, until the promised day if it is ahead."""
        first = visited or self.now
        last = self.talk_until(first.day)
        found: list[Span] = []
        for day in self.dates:
            if day < first.day or (last >= self.now.day and day > last):
                continue
            found += [_later(span, first) for span in self._free_of(person_id, day) if span.end > first]
        return tuple(found)

    def talk_until(self, visited: date) -> date:
        """Return the last day on which a talk about a visit keeps the promise."""
        return last_talk_day(visited, self.calendar, self.settings)

    def free_for(self, category: Category, *, only: date | None = None, until: date | None = None) -> tuple[Span, ...]:
        """Return work hours without what is kept for other kinds of time."""
        found: list[Span] = []
        for day in self.dates:
            span = self.work(day) if only in (None, day) and (until is None or day <= until) else None
            if span is not None:
                found += _without([span], self._kept_from(category, self.calendar.day(day)))
        return tuple(found)

    def _kept_from(self, category: Category, day: SchoolDay) -> list[Span]:
        kept = [] if category is Category.INSTRUCTIONAL else list(windows_on(self._windows, day))
        midnight = WallTime(day.day, 0)
        for start, end, weekday, day_type, wants in self._bands:
            if wants != category and weekday in (None, day.day.weekday()) and day_type in (None, day.day_type):
                kept.append(Span(midnight.plus(start), midnight.plus(end)))
        return merge(kept)

    def _free_of(self, person_id: str, day: date) -> list[Span]:
        school, work = self.calendar.day(day), self.work(day)
        if work is None or self.timetable.is_away(person_id, day):
            return []
        hours = self.calendar.instructional_span(day)
        free = _without([work], [hours] if hours else [])
        midnight = WallTime(day, 0)
        for lesson in self.timetable.lessons(person_id, school):
            if lesson.kind == PLAN:
                span = Span(midnight.plus(lesson.period.start_min), midnight.plus(lesson.period.end_min))
                inside = span.meet(work)
                free += [inside] if inside else []
        return sorted(free)

    def _lessons_of(self, person_id: str) -> tuple[LessonAt, ...]:
        if person_id not in self._lessons:
            self._lessons[person_id] = tuple(self._found_lessons(person_id))
        return self._lessons[person_id]

    def _found_lessons(self, person_id: str) -> list[LessonAt]:
        found: list[LessonAt] = []
        for day in self.dates:
            work = self.work(day)
            kept = self._kept_from(Category.INSTRUCTIONAL, self.calendar.day(day))
            for lesson in self.timetable.lessons(person_id, self.calendar.day(day)):
                period, midnight = lesson.period, WallTime(day, 0)
                if lesson.kind != TEACH or period.end_min - period.start_min <= AFTER_BELL_MIN or work is None:
                    continue
                seen = Span(midnight.plus(period.start_min + AFTER_BELL_MIN), midnight.plus(period.end_min)).meet(work)
                for span in _without([seen] if seen else [], kept):
                    name = self._names.get(person_id, "")
                    found.append(LessonAt(person_id, name, span, period.code, lesson.section_id or ""))
        return found


def last_talk_day(visited: date, calendar: SchoolCalendar, settings: Settings) -> date:
    """Return the last day on which a talk about a visit keeps the promise; the same day where no year is known."""
    return (calendar.add_contact_days(visited, settings.feedback_days) if calendar.years else None) or visited


def _window(row: tuple) -> Window:
    start, end, weekday, day_type, first, last = row
    return Window(
        start,
        end,
        weekday,
        day_type,
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
    )


def _later(span: Span, moment: WallTime) -> Span:
    return Span(max(span.start, moment), span.end)


def _without(spans: Sequence[Span], kept: Sequence[Span]) -> list[Span]:
    """Return what is left of spans when others are taken out."""
    found = list(spans)
    for hole in kept:
        parts: list[Span] = []
        for span in found:
            if not span.overlaps(hole):
                parts.append(span)
                continue
            if span.start < hole.start:
                parts.append(Span(span.start, hole.start))
            if hole.end < span.end:
                parts.append(Span(hole.end, span.end))
        found = parts
    return found
