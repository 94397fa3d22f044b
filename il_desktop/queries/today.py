"""What the Today page shows: the day's blocks with what they are about, the week so far, people to recognise, helpers.

Gives facts only; how they read is the page's business. Promises stand in `promises`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.contact_days import DayCount
from il_desktop.domain.school import SchoolCalendar, SchoolDay
from il_desktop.domain.settings import Settings
from il_desktop.domain.walltime import Span, WallTime, union_minutes
from il_desktop.queries.people import SHOWN
from il_desktop.queries.promises import Promise, promises
from il_desktop.queries.recognition_due import due_people
from il_desktop.queries.week import BlockCard, WeekView, week_view
from il_desktop.store.reader import Reader

_EXCUSES = ("missed", "planned")


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """What a visit or talk block is about. `of` is the start of the visit that a talk follows, None on a visit."""

    person_id: str
    name: str
    period: str
    subject: str
    grade: str
    room: str
    backup: str
    of: WallTime | None = None
    has_open_step: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Something a person said or was sent, to be taken up when they are seen next."""

    said_on: date
    topic: str
    words: str
    commitment: str


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One block of the day. `actual_min` is how long it really lasted, None while nobody recorded it."""

    card: BlockCard
    visit: VisitFacts | None = None
    mention: Mention | None = None
    make_up_of: date | None = None
    actual_min: int | None = None


@dataclass(frozen=True, slots=True)
class WeekSoFar:
    """Protected minutes and visits of the week around the day; `ahead` is planned and still to come."""

    first: date
    planned: int
    kept: int
    unknown: int
    ahead: int
    visits: int
    visits_planned: int
    talked: int


@dataclass(frozen=True, slots=True)
class RecogniseRow:
    """Somebody to recognise today: a birthday, or `days` since the last time (None: not yet this year)."""

    person_id: str
    name: str
    is_birthday: bool = False
    days: int | None = None
    seen_on: date | None = None


@dataclass(frozen=True, slots=True)
class FirstContact:
    """Who takes a topic before the principal does; names are empty where nobody is named yet."""

    topic: str
    first: str
    backup: str
    script: str
    call_when: str


@dataclass(frozen=True, slots=True)
class TodayView:
    """Everything on the page for one date; `teachers` counts those who are there to be recognised at all."""

    school: SchoolDay
    rows: tuple[AgendaRow, ...]
    week: WeekSoFar
    promises: tuple[Promise, ...]
    recognise: tuple[RecogniseRow, ...]
    teachers: int
    contacts: tuple[FirstContact, ...]


_VISITS = f"""
    SELECT v.block_id, v.person_id, {SHOWN.format("p")}, ifnull(v.period_code, ''), ifnull(s.subject, ''),
      ifnull(s.grade, ''), ifnull(s.room, ''), ifnull({SHOWN.format("k")}, ''), NULL,
      EXISTS (SELECT 1 FROM action_step AS a WHERE a.person_id = v.person_id AND a.outcome = 'open')
    FROM visit AS v JOIN person AS p ON p.id = v.person_id LEFT JOIN section AS s ON s.id = v.section_id
      LEFT JOIN person AS k ON k.id = v.backup_id
    WHERE v.block_id IN (SELECT value FROM json_each(:ids))
    UNION ALL
    SELECT b.id, f.person_id, {SHOWN.format("p")}, ifnull(b.period_code, ''), '', '', '', '', v.starts_local, 0
    FROM time_block AS b JOIN feedback AS f ON f.block_id = b.id JOIN person AS p ON p.id = f.person_id
      JOIN visit AS v ON v.id = f.visit_id
    WHERE b.id IN (SELECT value FROM json_each(:ids))
"""  # noqa: S608  ours
_ACTUAL = """
    SELECT block_id, starts_local, ends_local FROM actual WHERE block_id IN (SELECT value FROM json_each(?))
"""
_MAKE_UPS = """
    SELECT b.id, i.at_local FROM time_block AS b JOIN interruption AS i ON i.id = b.make_up_for_id
    WHERE b.id IN (SELECT value FROM json_each(?))
"""
_MENTIONS = """
    SELECT person_id, on_date, topic, ifnull(text, ''), ifnull(commitment, '') FROM log_entry
    WHERE kind IN ('mention', 'resource_share') AND state = 'new' AND on_date <= :day
      AND person_id IN (SELECT value FROM json_each(:people)) AND (follow_on IS NULL OR follow_on <= :day)
    ORDER BY on_date DESC, id DESC
"""
_WEEK_VISITS = """
    SELECT v.state, EXISTS (SELECT 1 FROM feedback AS f WHERE f.visit_id = v.id AND f.given_local IS NOT NULL)
    FROM visit AS v WHERE v.visitor_id = ? AND v.starts_local >= ? AND v.starts_local < ?
"""
_BIRTHDAYS = f"""
    SELECT p.id, {SHOWN.format("p")} FROM person AS p
    WHERE p.birthday_opt_in = 1 AND p.lists_opt_out = 0 AND p.birthday_md IN (SELECT value FROM json_each(:days))
      AND (p.active_from IS NULL OR p.active_from <= :today) AND (p.active_to IS NULL OR p.active_to >= :today)
    ORDER BY p.family, p.given
"""  # noqa: S608  ours
_CONTACTS = f"""
    SELECT r.what, ifnull({SHOWN.format("f")}, ''), ifnull({SHOWN.format("b")}, ''), ifnull(r.script, ''),
      ifnull(r.call_when, '')
    FROM responsibility AS r LEFT JOIN person AS f ON f.id = r.first_id LEFT JOIN person AS b ON b.id = r.backup_id
    WHERE r.kind = 'first_contact' ORDER BY r.what
"""  # noqa: S608  ours


def today_view(reader: Reader, day: date, now: WallTime, calendar: SchoolCalendar, settings: Settings) -> TodayView:
    """Return the page for a date; promises and people to recognise are those of the present day."""
    first = day - timedelta(days=(day.weekday() - settings.first_weekday) % 7)
    week = week_view(reader, first, 7, calendar, now=now)
    recognise, teachers = people_to_recognise(reader, now.day, calendar, settings)
    return TodayView(
        calendar.day(day),
        _rows(reader, [card for card in week.cards if card.span.overlaps(Span.whole_day(day))], day),
        _week_so_far(reader, week, now, calendar, settings),
        promises(reader, now, calendar, settings),
        recognise,
        teachers,
        tuple(FirstContact(*row) for row in reader.rows(_CONTACTS)),
    )


def _rows(reader: Reader, cards: list[BlockCard], day: date) -> tuple[AgendaRow, ...]:
    ids = json.dumps([card.ref.block_id for card in cards if card.ref.block_id])
    visits = {
        key: VisitFacts(*facts, of=WallTime.parse(of) if of else None, has_open_step=bool(step))
        for key, *facts, of, step in reader.rows(_VISITS, {"ids": ids})
    }
    actual = {
        key: Span(WallTime.parse(start), WallTime.parse(end)).minutes
        for key, start, end in reader.rows(_ACTUAL, (ids,))
    }
    make_ups = {key: WallTime.parse(moment).day for key, moment in reader.rows(_MAKE_UPS, (ids,))}
    people = json.dumps(sorted({facts.person_id for facts in visits.values() if facts.of is None}))
    mentions = {
        key: Mention(date.fromisoformat(said_on), *words)
        for key, said_on, *words in reader.rows(_MENTIONS, {"people": people, "day": day.isoformat()})
    }
    ordered = sorted(cards, key=lambda card: (not card.all_day, card.span, card.key))
    rows = []
    for card in ordered:
        facts = visits.get(card.key)
        mention = mentions.get(facts.person_id) if facts and facts.of is None else None
        rows.append(AgendaRow(card, facts, mention, make_ups.get(card.key), actual.get(card.key)))
    return tuple(rows)


def _week_so_far(
    reader: Reader, week: WeekView, now: WallTime, calendar: SchoolCalendar, settings: Settings
) -> WeekSoFar:
    ahead: list[Span] = []
    for card in week.cards:
        hours = calendar.instructional_span(card.span.start.day)
        is_protected = card.category is Category.INSTRUCTIONAL and card.protection >= Protection.GUARDED
        if hours and is_protected and card.state == "planned" and card.span.end > now and not card.all_day:
            shared = card.span.meet(hours)
            ahead += [shared] if shared else []
    bounds = (week.first.isoformat(), (week.first + timedelta(days=7)).isoformat())
    visits = reader.rows(_WEEK_VISITS, (settings.principal_id, *bounds))
    done = [is_talked for state, is_talked in visits if state not in _EXCUSES]
    totals = [day.totals for day in week.days]
    return WeekSoFar(
        week.first,
        planned=sum(each.protected_planned for each in totals),
        kept=sum(each.protected_kept for each in totals),
        unknown=sum(each.protected_unknown for each in totals),
        ahead=union_minutes(ahead),
        visits=len(done),
        visits_planned=sum(state != "missed" for state, _ in visits),
        talked=sum(done),
    )


def people_to_recognise(
    reader: Reader, today: date, calendar: SchoolCalendar, settings: Settings
) -> tuple[tuple[RecogniseRow, ...], int]:
    """Return who is to be recognised, and how many teachers there are.

    Birthdays first, then those due whom the principal saw lately: there is something fresh to say.
    """
    params = {"days": json.dumps(_birthdays_on(today)), "today": today.isoformat()}
    found = [RecogniseRow(key, name, is_birthday=True) for key, name in reader.rows(_BIRTHDAYS, params)]
    due, teachers = due_people(reader, DayCount(calendar), today, settings.recognition_days)
    fresh = (today - timedelta(days=3)).isoformat()
    for row in sorted(due, key=lambda row: row.last_visit if row.last_visit >= fresh else "", reverse=True):
        seen_on = WallTime.parse(row.last_visit).day if row.last_visit else None
        found.append(RecogniseRow(row.person_id, row.name, days=row.days, seen_on=seen_on))
    return tuple(found), teachers


def _birthdays_on(today: date) -> list[str]:
    """Return the birthdays kept on a date; those of 29 February fall on the 28th in other years."""
    days = [today.strftime("%m-%d")]
    if days == ["02-28"] and (today + timedelta(days=1)).month == 3:
        days.append("02-29")
    return days
