"""The people page: the roster with who was seen and recognized when, and everything the file knows of one person."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from il_desktop.domain.contact_days import DayCount
from il_desktop.domain.text import search_key
from il_desktop.interchange.roster_plan import KnownPerson, PersonFacts
from il_desktop.queries.calendar import school_calendar
from il_desktop.store.reader import Reader

WEEKS = 12
SHOWN = "coalesce({0}.shown_as, {0}.given || ' ' || {0}.family)"
_SEEN = "state NOT IN ('planned', 'missed')"
_WEEK_VISITS = f"""
    SELECT person_id, substr(starts_local, 1, 10),
      EXISTS (SELECT 1 FROM feedback WHERE feedback.visit_id = visit.id AND feedback.given_local IS NOT NULL)
    FROM visit WHERE {_SEEN} AND starts_local >= ? AND starts_local < ?
"""  # noqa: S608  ours


@dataclass(frozen=True, slots=True)
class WeekDots:
    """How often somebody was visited in a week, and how many of the visits were talked about."""

    visits: int = 0
    talks: int = 0


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One line of the roster; day counts are None for never."""

    id: str
    name: str
    sort_key: str
    search_key: str
    kind: str
    department: str
    recognition_pref: str
    active_to: date | None
    leave_until: date | None
    weeks: tuple[WeekDots, ...]
    seen_days: int | None
    seen_on: date | None
    next_visit: str  # ISO wall time of the next planned visit, empty when there is none
    recognized_days: int | None
    recognized_on: date | None
    recognitions: int

    @property
    def is_teacher(self) -> bool:
        """Whether visits and recognition rhythm are counted for the person."""
        return self.kind == "teacher"


@dataclass(frozen=True, slots=True)
class RosterView:
    """The whole roster on a date. `mondays` are the weeks of the dots, `unit` what day counts are called."""

    today: date
    rows: tuple[RosterRow, ...]
    mondays: tuple[date, ...]
    unit: str

    @property
    def present_teachers(self) -> tuple[RosterRow, ...]:
        """Teachers who are here: not ended, not on leave."""
        return tuple(
            row for row in self.rows if row.is_teacher and not row.leave_until and not is_ended(row, self.today)
        )


@dataclass(frozen=True, slots=True)
class PersonRecognition:
    """One recognition in a person's side panel."""

    id: str
    given_on: date
    kind: str
    channel: str | None
    state: str
    action: str


@dataclass(frozen=True, slots=True)
class Absence:
    """A time away, both days included, and who takes the lessons (an id, and the name); never why."""

    id: str
    first: date
    last: date
    substitute_id: str | None
    substitute: str


@dataclass(frozen=True, slots=True)
class PersonDetail:
    """What the side panel shows of one person."""

    id: str
    name: str
    given: str
    family: str
    shown_as: str
    kind: str
    email: str
    department: str
    grades: tuple[str, ...]
    hired_on: date | None
    contract: str | None
    birthday_md: str | None
    birthday_opt_in: bool
    anniversary_opt_in: bool
    lists_opt_out: bool
    career_started_on: date | None
    former_names: tuple[str, ...]
    works_on: tuple[str | int, ...]
    strengths: tuple[str, ...]
    is_focus: bool
    visit_every_days: int
    recognition_pref: str
    favorites: str
    leader_id: str | None
    leader: str
    active_from: date | None
    active_to: date | None
    leave_until: date | None
    recognitions: tuple[PersonRecognition, ...]
    visits: int
    last_visit: str
    next_visit: str
    open_steps: int
    absences: tuple[Absence, ...]
    teams: tuple[str, ...]


def is_ended(row: RosterRow, today: date) -> bool:
    """Tell whether the person has left."""
    return row.active_to is not None and row.active_to < today


def roster(reader: Reader, today: date) -> RosterView:
    """Return everybody of the staff, by family name, people who left included."""
    days = DayCount(school_calendar(reader))
    mondays = days.last_weeks(today, WEEKS)
    dots = _week_dots(reader, mondays, today)
    seen = _last_visits(reader, today)
    planned = _next_visits(reader, today)
    recognized = _recognitions(reader, today)
    leave = leave_until(reader, today)
    rows = [
        RosterRow(
            id=key,
            name=name,
            sort_key=search_key(f"{family} {given}"),
            search_key=search_key(
                f"{name} {given} {family} {department or ''} {email or ''} {' '.join(json.loads(former))}"
            ),
            kind=kind,
            department=department or "",
            recognition_pref=pref,
            active_to=_day(active_to),
            leave_until=leave.get(key),
            weeks=tuple(dots.get((key, monday), WeekDots()) for monday in mondays),
            seen_on=(seen_on := seen.get(key)),
            seen_days=days.between(seen_on, today) if seen_on else None,
            next_visit=planned.get(key, ""),
            recognized_on=(last := recognized.get(key, (None, 0))[0]),
            recognized_days=days.between(last, today) if last else None,
            recognitions=recognized.get(key, (None, 0))[1],
        )
        for key, name, given, family, kind, department, email, pref, active_to, former in reader.rows(
            f"SELECT id, {SHOWN.format('person')}, given, family, kind, department, email, recognition_pref, active_to,"  # noqa: S608  ours
            " former_names FROM person"
        )
    ]
    return RosterView(today, tuple(sorted(rows, key=lambda row: row.sort_key)), mondays, days.unit)


def person_detail(reader: Reader, person_id: str, today: date) -> PersonDetail | None:
    """Return everything about one person, None when there is nobody of that id."""
    row = reader.row(
        f"SELECT p.id, {SHOWN.format('p')}, p.given, p.family, p.shown_as, p.kind, p.email, p.department, p.grades,"  # noqa: S608  ours
        f" p.hired_on, p.contract, p.birthday_md, p.birthday_opt_in, p.visit_every_days, p.recognition_pref,"
        f" p.favorites, {SHOWN.format('l')}, p.active_from, p.active_to, p.anniversary_opt_in, p.lists_opt_out,"
        " p.career_started_on, p.former_names, p.works_on, p.strengths, p.is_focus, p.leader_id"
        " FROM person AS p LEFT JOIN person AS l ON l.id = p.leader_id WHERE p.id = ?",
        (person_id,),
    )
    if row is None:
        return None
    visits, last_visit = reader.row(
        f"SELECT count(*), coalesce(max(starts_local), '') FROM visit WHERE person_id = ? AND {_SEEN}"  # noqa: S608  ours
        " AND starts_local < ?",
        (person_id, _tomorrow(today)),
    ) or (0, "")
    return PersonDetail(
        id=row[0],
        name=row[1],
        given=row[2],
        family=row[3],
        shown_as=row[4] or "",
        kind=row[5],
        email=row[6] or "",
        department=row[7] or "",
        grades=tuple(json.loads(row[8])),
        hired_on=_day(row[9]),
        contract=row[10],
        birthday_md=row[11],
        birthday_opt_in=bool(row[12]),
        anniversary_opt_in=bool(row[19]),
        lists_opt_out=bool(row[20]),
        career_started_on=_day(row[21]),
        former_names=tuple(json.loads(row[22])),
        works_on=tuple(json.loads(row[23])),
        strengths=tuple(json.loads(row[24])),
        is_focus=bool(row[25]),
        visit_every_days=row[13],
        recognition_pref=row[14],
        favorites=row[15] or "",
        leader_id=row[26],
        leader=row[16] or "",
        active_from=_day(row[17]),
        active_to=_day(row[18]),
        leave_until=leave_until(reader, today).get(person_id),
        recognitions=_recognitions_of(reader, person_id, today),
        visits=visits,
        last_visit=last_visit,
        next_visit=_next_visits(reader, today).get(person_id, ""),
        open_steps=reader.value(
            "SELECT count(*) FROM action_step WHERE person_id = ? AND outcome = 'open'", (person_id,)
        ),
        absences=_absences(reader, person_id),
        teams=teams_of(reader, person_id, today),
    )


def teams_of(reader: Reader, person_id: str, on: date) -> tuple[str, ...]:
    """Return the names of the teams somebody was in on a date."""
    rows = reader.rows(
        "SELECT t.name FROM team_member m JOIN team t ON t.id = m.team_id WHERE m.person_id = ? AND m.from_on <= ?"
        " AND (m.to_on IS NULL OR m.to_on >= ?) ORDER BY t.name",
        (person_id, on.isoformat(), on.isoformat()),
    )
    return tuple(dict.fromkeys(name for (name,) in rows))


def _absences(reader: Reader, person_id: str) -> tuple[Absence, ...]:
    return tuple(
        Absence(key, date.fromisoformat(first), date.fromisoformat(last), substitute_id, substitute or "")
        for key, first, last, substitute_id, substitute in reader.rows(
            f"SELECT c.id, c.from_on, c.to_on, c.substitute_id, {SHOWN.format('s')} FROM calendar_span c"  # noqa: S608  ours
            " LEFT JOIN person s ON s.id = c.substitute_id WHERE c.kind = 'absence' AND c.person_id = ?"
            " ORDER BY c.from_on DESC",
            (person_id,),
        )
    )


def leave_until(reader: Reader, on: date) -> dict[str, date]:
    """Return the last day of leave of everybody who is on leave on a date."""
    return {
        person_id: date.fromisoformat(to_on)
        for person_id, to_on in reader.rows(
            "SELECT person_id, max(to_on) FROM calendar_span WHERE kind = 'absence' AND from_on <= ? AND to_on >= ?"
            " GROUP BY person_id",
            (on.isoformat(), on.isoformat()),
        )
    }


def known_people(reader: Reader, today: date | None = None) -> tuple[KnownPerson, ...]:
    """Return everybody as the reading of a staff list needs them; who left before `today`, when given, is marked."""
    rows = reader.rows(
        "SELECT id, given, family, kind, shown_as, email, department, grades, hired_on, career_started_on, contract,"
        " birthday_md, external_ref, active_to, former_names FROM person ORDER BY id"
    )
    return tuple(
        KnownPerson(
            row[0],
            _facts(row),
            tuple(filter(None, (row[4], *json.loads(row[14])))),
            has_left=today is not None and row[13] is not None and row[13] < today.isoformat(),
        )
        for row in rows
    )


def _facts(row: tuple[Any, ...]) -> PersonFacts:
    return PersonFacts(
        given=row[1],
        family=row[2],
        kind=row[3],
        shown_as=row[4] or "",
        email=row[5] or "",
        department=row[6] or "",
        grades=tuple(json.loads(row[7])),
        hired_on=_day(row[8]),
        career_started_on=_day(row[9]),
        contract=row[10],
        birthday_md=row[11],
        external_ref=row[12],
        active_to=_day(row[13]),
    )


def _week_dots(reader: Reader, mondays: tuple[date, ...], today: date) -> dict[tuple[str, date], WeekDots]:
    counts: dict[tuple[str, date], list[int]] = defaultdict(lambda: [0, 0])
    for person_id, day, is_talked in reader.rows(_WEEK_VISITS, (mondays[0].isoformat(), _tomorrow(today))):
        on = date.fromisoformat(day)
        entry = counts[person_id, on - timedelta(days=on.weekday())]
        entry[0] += 1
        entry[1] += is_talked
    return {key: WeekDots(*entry) for key, entry in counts.items()}


def _last_visits(reader: Reader, today: date) -> dict[str, date]:
    return {
        person_id: date.fromisoformat(moment[:10])
        for person_id, moment in reader.rows(
            f"SELECT person_id, max(starts_local) FROM visit WHERE {_SEEN} AND starts_local < ? GROUP BY person_id",  # noqa: S608  ours
            (_tomorrow(today),),
        )
    }


def _next_visits(reader: Reader, today: date) -> dict[str, str]:
    return dict(
        reader.rows(
            "SELECT person_id, min(starts_local) FROM visit WHERE state = 'planned' AND starts_local >= ?"
            " GROUP BY person_id",
            (today.isoformat(),),
        )
    )


def _recognitions(reader: Reader, today: date) -> dict[str, tuple[date, int]]:
    return {
        person_id: (date.fromisoformat(last), count)
        for person_id, last, count in reader.rows(
            "SELECT person_id, max(given_on), count(*) FROM recognition WHERE state = 'given' AND given_on <= ?"
            " GROUP BY person_id",
            (today.isoformat(),),
        )
    }


def _recognitions_of(reader: Reader, person_id: str, today: date) -> tuple[PersonRecognition, ...]:
    return tuple(
        PersonRecognition(key, date.fromisoformat(given_on), kind, channel, state, action or "")
        for key, given_on, kind, channel, state, action in reader.rows(
            "SELECT id, given_on, kind, channel, state, action_text FROM recognition"
            " WHERE person_id = ? AND given_on <= ? ORDER BY given_on DESC, created_at DESC",
            (person_id, today.isoformat()),
        )
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _tomorrow(today: date) -> str:
    return (today + timedelta(days=1)).isoformat()
