"""What lies on the shelf: talks and visits without a time, lost minutes to make up, tasks, habits.

A few small statements, read when the shelf is open; the week itself reads none of it.
"""

from __future__ import annotations

from datetime import date, timedelta

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.protection import GIVEN_UP
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.settings import Settings
from il_desktop.domain.shelf import (
    TALK_MIN,
    TASK_TYPE,
    ShelfItem,
    ShelfKind,
    ShelfRef,
    make_up_minutes,
    talk_type,
    visit_type,
)
from il_desktop.domain.walltime import MINUTES_PER_DAY, WallTime
from il_desktop.queries.habits import habits
from il_desktop.queries.promises import SHORT
from il_desktop.store.reader import Reader

AHEAD_DAYS = 14  # what is due later does not ask for a place yet
BACK_DAYS = 30  # a visit that went by without a time is offered again for so long


_GIVEN_UP = ", ".join(f"'{state}'" for state in sorted(GIVEN_UP))
# A block keeps a thing off the shelf as long as it stands; one that was given up puts it back.
_NO_BLOCK = f"NOT EXISTS (SELECT 1 FROM time_block b WHERE b.id = {{0}} AND b.state NOT IN ({_GIVEN_UP}))"  # noqa: S608  ours
_TALKS = f"""
    SELECT v.id, {SHORT.format("p")}, v.starts_local, ifnull(v.period_code, ''),
      ifnull((SELECT f.kind FROM feedback f WHERE f.visit_id = v.id ORDER BY f.created_at LIMIT 1), 'reflective')
    FROM visit v JOIN person p ON p.id = v.person_id
    WHERE v.visitor_id = :me AND v.state IN ('visited', 'written') AND v.starts_local <= :now
      AND NOT EXISTS (SELECT 1 FROM feedback f WHERE f.visit_id = v.id AND f.given_local IS NOT NULL)
      AND NOT EXISTS (
        SELECT 1 FROM feedback f JOIN time_block b ON b.id = f.block_id
        WHERE f.visit_id = v.id AND b.state NOT IN ({_GIVEN_UP})
      )
"""  # noqa: S608  ours
_VISITS = f"""
    SELECT v.id, {SHORT.format("p")}, v.starts_local, ifnull(v.period_code, ''), v.kind, v.duration_min
    FROM visit v JOIN person p ON p.id = v.person_id
    WHERE v.visitor_id = :me AND v.state = 'planned' AND v.starts_local >= :since AND v.starts_local < :until
      AND {_NO_BLOCK.format("v.block_id")}
"""  # noqa: S608  ours
_DEBTS = f"""
    SELECT i.id, b.title, i.at_local, i.minutes, i.source, a.key, a.name, a.category, b.protection
    FROM interruption i JOIN time_block b ON b.id = i.block_id JOIN activity_type a ON a.id = b.activity_type_id
    WHERE i.kind = 'override' AND i.debt = 'open'
      AND NOT EXISTS (SELECT 1 FROM interruption c WHERE c.corrects_id = i.id)
      AND NOT EXISTS (SELECT 1 FROM time_block m WHERE m.make_up_for_id = i.id AND m.state NOT IN ({_GIVEN_UP}))
"""  # noqa: S608  ours
_TASKS = f"""
    SELECT t.id, t.title, t.due_on, t.est_min FROM task t
    WHERE t.state = 'open' AND t.est_min IS NOT NULL AND ifnull(t.disposition, '') NOT IN ('delegate', 'drop')
      AND (t.owner_id IS NULL OR t.owner_id = :me) AND (t.due_on IS NULL OR t.due_on < :until)
      AND {_NO_BLOCK.format("t.block_id")}
"""  # noqa: S608  ours
_TYPES = """
    SELECT key, name, category, default_protection FROM activity_type a
    WHERE version = (SELECT max(version) FROM activity_type b WHERE b.key = a.key)
"""
_PLAIN = (Category.MANAGEMENT, Protection.FLEXIBLE)
_ORDER = {kind: place for place, kind in enumerate(ShelfKind)}


def shelf(reader: Reader, now: WallTime, calendar: SchoolCalendar, settings: Settings) -> tuple[ShelfItem, ...]:
    """Return what wants a place: talks, visits, lost minutes, tasks, habits; within a kind the most urgent first."""
    params = {
        "me": settings.principal_id,
        "now": now.iso(),
        "since": (now.day - timedelta(days=BACK_DAYS)).isoformat(),
        "until": (now.day + timedelta(days=AHEAD_DAYS + 1)).isoformat(),
    }
    types = {
        key: (key, name, Category(category), Protection(level)) for key, name, category, level in reader.rows(_TYPES)
    }

    def kind_of_time(key: str) -> tuple[str, str, Category, Protection]:
        return types.get(key) or (key, key, *_PLAIN)

    found: list[ShelfItem] = []
    for row_id, name, starts, period, feedback in reader.rows(_TALKS, _only(_TALKS, params)):
        seen = WallTime.parse(starts)
        found.append(
            ShelfItem(
                ShelfRef(ShelfKind.TALK, row_id), name, TALK_MIN, kind_of_time(talk_type(feedback)),
                _promised(seen.day, calendar, settings), seen, period,
            )
        )  # fmt: skip
    for row_id, name, starts, period, kind, minutes in reader.rows(_VISITS, _only(_VISITS, params)):
        meant = WallTime.parse(starts)
        ref = ShelfRef(ShelfKind.VISIT, row_id)
        found.append(ShelfItem(ref, name, max(5, minutes), kind_of_time(visit_type(kind)), meant.day, meant, period))
    for row_id, title, at, lost, source, key, name, category, level in reader.rows(_DEBTS):
        activity = (key, name, Category(category), Protection(level))
        ref = ShelfRef(ShelfKind.DEBT, row_id)
        found.append(ShelfItem(ref, title, make_up_minutes(lost), activity, moment=WallTime.parse(at), source=source))
    for row_id, title, due, minutes in reader.rows(_TASKS, _only(_TASKS, params)):
        ref = ShelfRef(ShelfKind.TASK, row_id)
        length = max(5, min(minutes, MINUTES_PER_DAY))
        found.append(ShelfItem(ref, title, length, kind_of_time(TASK_TYPE), date.fromisoformat(due) if due else None))
    found += [
        ShelfItem(
            ShelfRef(ShelfKind.HABIT, row.id), row.draft.title, row.draft.minutes, row.activity, done=row.placed,
            wanted=row.draft.per_week, weekday=row.draft.weekday,
        )
        for row in habits(reader, now.day)
        if row.placed < row.draft.per_week
    ]  # fmt: skip
    return tuple(sorted(found, key=_urgency))


def owed_times(reader: Reader) -> dict[str, int]:
    """Return by shelf key how long the make-ups must be that have no place yet."""
    return {ShelfRef(ShelfKind.DEBT, row[0]).key: make_up_minutes(row[3]) for row in reader.rows(_DEBTS)}


def _only(sql: str, params: dict[str, str]) -> dict[str, str]:
    """Return the values a statement names."""
    return {name: value for name, value in params.items() if f":{name}" in sql}


def _promised(day: date, calendar: SchoolCalendar, settings: Settings) -> date:
    due = calendar.add_contact_days(day, settings.feedback_days) if calendar.years else None
    return due or day + timedelta(days=settings.feedback_days)


def _urgency(item: ShelfItem) -> tuple[int, int, str]:
    """Sort by kind, then by due date; lost minutes newest first."""
    if item.ref.kind is ShelfKind.DEBT and item.moment is not None:
        return _ORDER[item.ref.kind], -item.moment.day.toordinal(), item.name
    return _ORDER[item.ref.kind], (item.due or date.max).toordinal(), item.name
