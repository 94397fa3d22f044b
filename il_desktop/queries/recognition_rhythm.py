"""The rhythm of recognition: whom to look for this week and in which lesson, dates worth a word, follow-ups.

Birthdays and anniversaries come only from people who opted in and do not keep out of lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from il_desktop.domain.blocks import Protection
from il_desktop.domain.school import Period, SchoolCalendar
from il_desktop.domain.timetable import TEACH, Lesson, Timetable
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.queries.cards import cards_between
from il_desktop.queries.people import SHOWN
from il_desktop.queries.recognition_due import DueRow
from il_desktop.store.reader import Reader

LOOK_FOR = 5  # people suggested at once; two or three are realistic, the others are a choice
AHEAD_DAYS = 14
LOOK_MIN = 15
_SETTLE_MIN = 3  # after the bell
_DATES = f"""
    SELECT id, {SHOWN.format("p")}, recognition_pref, birthday_md, hired_on, birthday_opt_in, anniversary_opt_in
    FROM person AS p
    WHERE lists_opt_out = 0
      AND (active_to IS NULL OR active_to >= :now) AND (active_from IS NULL OR active_from <= :now)
      AND ((birthday_opt_in = 1 AND birthday_md IS NOT NULL) OR (anniversary_opt_in = 1 AND hired_on IS NOT NULL))
"""  # noqa: S608  ours
_FOLLOW_UPS = f"""
    SELECT r.id, r.person_id, {SHOWN.format("p")}, p.recognition_pref, r.follow_up_on, ifnull(r.action_text, '')
    FROM recognition AS r JOIN person AS p ON p.id = r.person_id
    WHERE r.follow_up_on <= ? AND (p.active_to IS NULL OR p.active_to >= ?) ORDER BY r.follow_up_on, r.id
"""  # noqa: S608  ours


@dataclass(frozen=True, slots=True)
class LookFor:
    """Somebody whose recognition is due, and the next lesson in which they can be seen at work.

    `days` None means never recognized; `span` is a free quarter of an hour of that lesson.
    """

    person_id: str
    name: str
    preference: str
    days: int | None
    span: Span
    period_code: str
    section: str
    room: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """A date worth a word: `kind` is birthday, anniversary (of `years`) or follow_up (of `recognition_id`, `text`)."""

    person_id: str
    name: str
    preference: str
    on: date
    kind: str
    years: int = 0
    recognition_id: str = ""
    text: str = ""

    @property
    def key(self) -> str:
        """What tells it from others."""
        return f"{self.kind}:{self.recognition_id or self.person_id}"


def look_for(
    reader: Reader, now: WallTime, due: Sequence[DueRow], calendar: SchoolCalendar, known: Timetable
) -> tuple[LookFor, ...]:
    """Return the people most overdue, each with a free quarter of an hour in a lesson of the next five school days.

    Free is what no Firm, Guarded or Immovable block holds; no two people get the same time.
    """
    days = [day for day in calendar.days(now.day, now.day + timedelta(days=AHEAD_DAYS)) if day.is_contact_day][:5]
    if not days or not due:
        return ()
    cards = cards_between(reader, now.day, (days[-1].day - now.day).days + 1, calendar)
    taken = [Span(WallTime.at(now.day, 0), now)] if now.minute else []
    taken += [card.span for card in cards if card.protection >= Protection.FIRM and not card.all_day]
    sections = {
        key: (title, room) for key, title, room in reader.rows("SELECT id, title, ifnull(room, '') FROM section")
    }
    found: list[LookFor] = []
    for row in due:
        if len(found) == LOOK_FOR:
            break
        hits = (
            (span, lesson)
            for day in days
            for lesson in known.lessons(row.person_id, day)
            if lesson.kind == TEACH and lesson.for_id is None
            if (span := free_piece(lesson.period, day.day, taken)) is not None
        )
        hit = next(hits, None)
        if hit is not None:
            found.append(_suggestion(row, *hit, sections))
            taken.append(hit[0])
    return tuple(sorted(found, key=lambda one: one.span))


def free_piece(period: Period, day: date, taken: Sequence[Span]) -> Span | None:
    """Return the first free quarter of an hour of a period, a few minutes after the bell at the earliest."""
    midnight = WallTime.at(day, 0)
    start, end = midnight.plus(period.start_min + _SETTLE_MIN), midnight.plus(period.end_min)
    for span in sorted(taken):
        if span.end > start and span.start < start.plus(LOOK_MIN):
            start = span.end
    return Span.of(start, LOOK_MIN) if start.plus(LOOK_MIN) <= end else None


def occasions(reader: Reader, today: date, ahead_days: int = AHEAD_DAYS) -> tuple[Occasion, ...]:
    """Return dates from today on and follow-ups up to then, overdue ones too, in order of time."""
    last = today + timedelta(days=ahead_days)
    found: list[Occasion] = []
    for key, name, pref, birthday, hired, by_birthday, by_hire in reader.rows(_DATES, {"now": today.isoformat()}):
        on = next_kept(birthday, today) if by_birthday and birthday else None
        if on and on <= last:
            found.append(Occasion(key, name, pref, on, "birthday"))
        on = next_kept(hired[5:], today) if by_hire and hired else None
        if on and on <= last and on.year > int(hired[:4]):
            found.append(Occasion(key, name, pref, on, "anniversary", on.year - int(hired[:4])))
    for key, person_id, name, pref, on, text in reader.rows(_FOLLOW_UPS, (last.isoformat(), today.isoformat())):
        found.append(
            Occasion(person_id, name, pref, date.fromisoformat(on), "follow_up", recognition_id=key, text=text)
        )
    return tuple(sorted(found, key=lambda one: (one.on, one.kind, one.name)))


def next_kept(month_day: str, today: date) -> date:
    """Return when a month and day (MM-DD) is kept next; 29 February is kept on the 28th in other years."""
    month, day = int(month_day[:2]), int(month_day[3:])
    for year in (today.year, today.year + 1):
        is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        on = date(year, month, 28 if (month, day) == (2, 29) and not is_leap else day)
        if on >= today:
            return on
    raise ValueError(month_day)


def _suggestion(row: DueRow, span: Span, lesson: Lesson, sections: dict[str, tuple[str, str]]) -> LookFor:
    section, room = sections.get(lesson.section_id or "", ("", ""))
    return LookFor(row.person_id, row.name, row.preference, row.days, span, lesson.period.code, section, room)
