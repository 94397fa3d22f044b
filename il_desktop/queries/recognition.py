"""The recognition page: the log, who is due, and how fairly recognition is spread over a stretch of the year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from il_desktop.domain.contact_days import DayCount
from il_desktop.domain.metrics.recognition import coverage, gini
from il_desktop.domain.recognition import RECOGNITION_ORDER, RecognitionFacts, fits_preference
from il_desktop.domain.recognition_quick_add import RosterName
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.text import search_key
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.people import SHOWN, leave_until
from il_desktop.store.reader import Reader

LOG_LIMIT = 200
_PERIOD_WEEKS = 12


@dataclass(frozen=True, slots=True)
class LogRow:
    """One recognition of the log, newest first."""

    id: str
    person_id: str
    name: str
    preference: str
    given_on: date
    facts: RecognitionFacts
    giver: str


@dataclass(frozen=True, slots=True)
class DueRow:
    """A present teacher whose recognition is due. `days` None means never; `last_visit` is ISO text or empty."""

    person_id: str
    name: str
    preference: str
    days: int | None
    last_on: date | None
    last_visit: str
    has_draft: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the year that fairness can be looked at for; both dates included."""

    key: str
    title: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class PersonCount:
    """One eligible person in a stretch. `days` since the last one at its end, None: not yet; `is_here` at its end."""

    person_id: str
    name: str
    short_name: str
    department: str
    preference: str
    count: int
    days: int | None
    is_here: bool


@dataclass(frozen=True, slots=True)
class Fairness:
    """How recognition is spread over one stretch; `fitting` of `total` went through a channel the person wishes."""

    stretch: Stretch
    unit: str
    due_after: int
    people: tuple[PersonCount, ...]
    fitting: int

    @property
    def counts(self) -> tuple[int, ...]:
        """Recognitions a person."""
        return tuple(person.count for person in self.people)

    @property
    def total(self) -> int:
        """All recognitions of eligible people."""
        return sum(self.counts)

    @property
    def reached(self) -> int:
        """People with at least one."""
        return coverage(self.counts).reached

    @property
    def gini(self) -> float:
        """Evenness of the counts, 0 even to 1."""
        return gini(self.counts)

    @property
    def not_yet(self) -> tuple[PersonCount, ...]:
        """People without one."""
        return tuple(person for person in self.people if not person.count)

    @property
    def preferences(self) -> dict[str, int]:
        """People by preference, in the order of the lists."""
        found = Counter(person.preference for person in self.people)
        return {pref: found[pref] for pref in RECOGNITION_ORDER if found[pref]}


@dataclass(frozen=True, slots=True)
class RecognitionBoard:
    """Everything around the log: the stretches to choose from, fairness in the chosen one, and who is due today."""

    stretches: tuple[Stretch, ...]
    fairness: Fairness
    due: tuple[DueRow, ...]
    present: int


def recognition_log(
    reader: Reader, today: date, *, giver_id: str | None = None, limit: int = LOG_LIMIT
) -> tuple[LogRow, ...]:
    """Return what was given or drafted up to today, newest first, from one sender when asked."""
    return tuple(
        _log_row(row)
        for row in reader.rows(
            _LOG + " WHERE r.given_on <= ? AND (? IS NULL OR r.giver_id = ?)"
            " ORDER BY r.given_on DESC, r.created_at DESC, r.id LIMIT ?",
            (today.isoformat(), giver_id, giver_id, limit),
        )
    )


def recognition_row(reader: Reader, recognition_id: str) -> LogRow | None:
    """Return one recognition, None when it is gone."""
    row = reader.row(_LOG + " WHERE r.id = ?", (recognition_id,))
    return _log_row(row) if row else None


def recognition_names(reader: Reader, today: date) -> tuple[RosterName, ...]:
    """Return everybody a recognition can be for, by family name: staff who have not left."""
    rows = reader.rows(
        f"SELECT id, given, family, {SHOWN.format('person')}, coalesce(department, '') FROM person"  # noqa: S608  ours
        " WHERE kind IN ('teacher', 'administrator', 'coach', 'support_staff')"
        " AND (active_to IS NULL OR active_to >= ?)",
        (today.isoformat(),),
    )
    return tuple(sorted((RosterName(*row) for row in rows), key=lambda one: search_key(f"{one.family} {one.given}")))


def preference_of(reader: Reader, person_id: str) -> str:
    """Return how a person likes to be recognized."""
    return reader.value("SELECT recognition_pref FROM person WHERE id = ?", (person_id,)) or "ask"


def recognition_board(reader: Reader, today: date, due_after: int, stretch_key: str = "year") -> RecognitionBoard:
    """Return fairness of one stretch and the due list; `due_after` counts contact days."""
    calendar = school_calendar(reader)
    days = DayCount(calendar)
    stretches = year_stretches(calendar, today)
    stretch = next((one for one in stretches if one.key == stretch_key), stretches[-1])
    fairness = _fairness(reader, days, stretch, due_after)
    due, present = due_people(reader, days, today, due_after)
    return RecognitionBoard(stretches, fairness, due, present)


def year_stretches(calendar: SchoolCalendar, today: date) -> tuple[Stretch, ...]:
    """Return runs of 12 school weeks up to today and the year so far; without a school year the last 12 months."""
    year = next((one for one in calendar.years if one.first <= today <= one.last), None)
    if year is None:
        return (Stretch("year", "Last 12 months", today - timedelta(days=364), today),)
    week = calendar.school_week(today) or 1
    runs: list[Stretch] = []
    for first_week in range(1, week + 1, _PERIOD_WEEKS):
        last_week = min(first_week + _PERIOD_WEEKS - 1, week)
        first = calendar.numbered_day(year, 5 * first_week - 4) or year.first
        last = min(calendar.numbered_day(year, 5 * last_week) or today, today)
        runs.append(Stretch(f"weeks-{first_week}", f"Weeks {first_week}–{last_week}", first, last))
    return (*runs, Stretch("year", "Year", year.first, today))


def _fairness(reader: Reader, days: DayCount, stretch: Stretch, due_after: int) -> Fairness:
    first, last = stretch.first.isoformat(), stretch.last.isoformat()
    given: dict[str, list[tuple[str, str | None]]] = {}
    for person_id, given_on, channel in reader.rows(
        "SELECT person_id, given_on, channel FROM recognition WHERE state = 'given' AND given_on BETWEEN ? AND ?"
        " ORDER BY given_on",
        (first, last),
    ):
        given.setdefault(person_id, []).append((given_on, channel))
    away = leave_until(reader, stretch.last)
    rows = reader.rows(
        f"SELECT id, {SHOWN.format('p')}, given, family, coalesce(department, ''), recognition_pref, active_to"  # noqa: S608  ours
        " FROM person AS p WHERE kind = 'teacher'"
        " AND (active_from IS NULL OR active_from <= ?) AND (active_to IS NULL OR active_to >= ?)"
        " AND NOT EXISTS (SELECT 1 FROM calendar_span AS c WHERE c.person_id = p.id AND c.kind = 'absence'"
        " AND c.from_on <= ? AND c.to_on >= ?)",
        (last, first, first, last),
    )
    rows.sort(key=lambda row: search_key(f"{row[3]} {row[2]}"))
    doubles = Counter(row[3] for row in rows)
    people: list[PersonCount] = []
    fitting = 0
    for key, name, given_name, family, department, pref, active_to in rows:
        mine = given.get(key, [])
        fitting += sum(fits_preference(pref, channel) for _, channel in mine)
        since = days.between(date.fromisoformat(mine[-1][0]), stretch.last) if mine else None
        short = f"{given_name[:1]}. {family}" if doubles[family] > 1 else family
        is_here = key not in away and (active_to is None or active_to >= last)
        people.append(PersonCount(key, name, short, department, pref, len(mine), since, is_here))
    return Fairness(stretch, days.unit, due_after, tuple(people), fitting)


def due_people(reader: Reader, days: DayCount, today: date, due_after: int) -> tuple[tuple[DueRow, ...], int]:
    """Return who is due on a date, never first, then longest ago, and how many teachers are there at all."""
    now = today.isoformat()
    away = leave_until(reader, today)
    rows = reader.rows(
        f"""
        SELECT p.id, {SHOWN.format("p")}, p.family || ' ' || p.given, p.recognition_pref,
          (SELECT max(given_on) FROM recognition AS r
             WHERE r.person_id = p.id AND r.state = 'given' AND r.given_on <= :now),
          (SELECT max(starts_local) FROM visit AS v WHERE v.person_id = p.id AND v.state NOT IN ('planned', 'missed')
             AND v.starts_local < :tomorrow),
          EXISTS (SELECT 1 FROM recognition AS r
             WHERE r.person_id = p.id AND r.state = 'draft' AND r.given_on <= :now)
        FROM person AS p
        WHERE p.kind = 'teacher' AND (p.active_from IS NULL OR p.active_from <= :now)
          AND (p.active_to IS NULL OR p.active_to >= :now)
        """,  # noqa: S608  ours
        {"now": now, "tomorrow": (today + timedelta(days=1)).isoformat()},
    )
    here = [row for row in rows if row[0] not in away]
    due: list[tuple[tuple[int, str], DueRow]] = []
    for key, name, sort_name, pref, last, visit, has_draft in here:
        last_on = date.fromisoformat(last) if last else None
        since = days.between(last_on, today) if last_on else None
        if since is None or since > due_after:
            row = DueRow(key, name, pref, since, last_on, visit or "", bool(has_draft))
            due.append(((-10_000_000 if since is None else -since, search_key(sort_name)), row))
    return tuple(row for _, row in sorted(due, key=lambda entry: entry[0])), len(here)


_LOG = f"""
    SELECT r.id, r.person_id, {SHOWN.format("p")}, p.recognition_pref, r.given_on, r.kind, r.state, r.channel, r.theme,
      r.action_text, r.impact, r.visibility, r.pref_override_reason, r.giver_id, r.gift_cents, r.gift_fund,
      r.is_cash_like, {SHOWN.format("g")}
    FROM recognition AS r JOIN person AS p ON p.id = r.person_id LEFT JOIN person AS g ON g.id = r.giver_id
"""  # noqa: S608  ours


def _log_row(row: Sequence[object]) -> LogRow:
    (
        key, person_id, name, pref, given_on, kind, state, channel, theme, action, impact, visibility, reason, giver_id,
        gift_cents, gift_fund, is_cash_like, giver,
    ) = row  # fmt: skip
    on = date.fromisoformat(str(given_on))
    facts = RecognitionFacts(
        person_id=str(person_id),
        given_on=on,
        kind=str(kind),
        state=str(state),
        channel=_text(channel) or None,
        theme=_text(theme) or None,
        action_text=_text(action),
        impact=_text(impact),
        visibility=str(visibility),
        override_reason=_text(reason),
        giver_id=_text(giver_id) or None,
        gift_cents=gift_cents if isinstance(gift_cents, int) else None,
        gift_fund=_text(gift_fund),
        is_cash_like=bool(is_cash_like),
    )
    return LogRow(str(key), str(person_id), str(name), str(pref), on, facts, _text(giver))


def _text(value: object) -> str:
    return "" if value is None else str(value)
