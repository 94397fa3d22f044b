"""What the principal owes: talks after visits, check-backs, delegated work, windows without readings, reviews."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from il_desktop.domain.contact_days import DayCount
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.settings import Settings
from il_desktop.domain.walltime import WallTime
from il_desktop.store.reader import Reader

# The family name, told apart by the first letter of the given one where two share it, or the form somebody chose.
SHORT = """ifnull({0}.shown_as, CASE WHEN EXISTS (
      SELECT 1 FROM person AS q WHERE q.family = {0}.family AND q.id <> {0}.id
    ) THEN substr({0}.given, 1, 1) || '. ' || {0}.family ELSE {0}.family END)"""
WINDOW_DAYS = 10  # contact days after an assessment window until a missing reading is late
_LOOK_AHEAD = 4  # calendar days within which something due is worth a line


@dataclass(frozen=True, slots=True)
class Promise:
    """One thing owed. `kind` is feedback, check_back, delegated, window, vision, check_in or follow_up.

    `name` is who or what it is about and `detail` a second name; `key` leads to the thing on its page; `visited` and
    `period` tell about the visit of a feedback, `planned` when the talk stands in the calendar; `count` numbers an
    action step or counts goals; `late` counts contact days since `due`, 0 while there is time.
    """

    kind: str
    name: str
    due: date
    key: str = ""
    detail: str = ""
    visited: WallTime | None = None
    period: str = ""
    planned: WallTime | None = None
    count: int = 0
    late: int = 0


_FEEDBACK = f"""
    SELECT v.person_id, {SHORT.format("p")}, v.starts_local, ifnull(v.period_code, ''),
      (SELECT min(b.starts_local) FROM feedback AS f JOIN time_block AS b ON b.id = f.block_id
         WHERE f.visit_id = v.id AND b.state = 'planned')
    FROM visit AS v JOIN person AS p ON p.id = v.person_id
    WHERE v.visitor_id = ? AND v.state IN ('visited', 'written') AND v.starts_local <= ?
      AND NOT EXISTS (SELECT 1 FROM feedback AS f WHERE f.visit_id = v.id AND f.given_local IS NOT NULL)
"""  # noqa: S608  ours
_CHECK_BACKS = f"""
    SELECT a.person_id, {SHORT.format("p")}, a.check_back_on,
      (SELECT count(*) FROM action_step AS e WHERE e.person_id = a.person_id AND e.check_back_on <= a.check_back_on)
    FROM action_step AS a JOIN person AS p ON p.id = a.person_id
      LEFT JOIN feedback AS f ON f.id = a.feedback_id LEFT JOIN visit AS v ON v.id = f.visit_id
    WHERE a.outcome = 'open' AND a.check_back_on <= ? AND (v.id IS NULL OR v.visitor_id = ?)
"""  # noqa: S608  ours
_DELEGATED = f"""
    SELECT t.id, t.title, {SHORT.format("p")}, min(ifnull(t.check_in_on, t.due_on), ifnull(t.due_on, t.check_in_on))
    FROM task AS t JOIN person AS p ON p.id = t.owner_id
    WHERE t.state = 'open' AND t.disposition = 'delegate' AND (t.check_in_on <= :until OR t.due_on <= :until)
"""  # noqa: S608  ours
# A measure is read in windows when two of its readings name one; then every closed window of the time wants one.
_WINDOWS = """
    SELECT DISTINCT g.id, g.title, w.name, w.to_on
    FROM target AS t JOIN goal AS g ON g.id = t.goal_id
      JOIN calendar_span AS w ON w.kind = 'window' AND w.from_on >= t.baseline_on AND w.to_on < :today
    WHERE g.state = 'active'
      AND (SELECT count(DISTINCT r.window_id) FROM reading AS r WHERE r.measure_id = t.measure_id) >= 2
      AND NOT EXISTS (SELECT 1 FROM reading AS r WHERE r.measure_id = t.measure_id AND r.window_id = w.id)
"""
_VISION = "SELECT id, review_due_on FROM vision ORDER BY version DESC LIMIT 1"
_CHECK_INS = """
    SELECT g.id, g.title, ifnull(g.check_every_days, :usual),
      ifnull((SELECT max(c.given_on) FROM check_in AS c WHERE c.goal_id = g.id), ifnull(g.starts_on, :today))
    FROM goal AS g WHERE g.kind = 'goal' AND g.state = 'active' ORDER BY ifnull(g.rank, 999), g.title
"""
_FOLLOW_UPS = f"""
    SELECT l.person_id, {SHORT.format("p")}, l.topic, l.follow_on
    FROM log_entry AS l JOIN person AS p ON p.id = l.person_id
    WHERE l.kind = 'resource_share' AND l.state = 'new' AND l.follow_on <= ?
"""  # noqa: S608  ours


def promises(reader: Reader, now: WallTime, calendar: SchoolCalendar, settings: Settings) -> tuple[Promise, ...]:
    """Return what is owed now or in the next days: people who wait first, within that the oldest due."""
    until = (now.day + timedelta(days=_LOOK_AHEAD)).isoformat()
    found = [
        *_feedback(reader, now, calendar, settings),
        *(
            Promise("check_back", name, date.fromisoformat(due), key, count=number)
            for key, name, due, number in reader.rows(_CHECK_BACKS, (until, settings.principal_id))
        ),
        *(
            Promise("delegated", title, date.fromisoformat(due), key, owner)
            for key, title, owner, due in reader.rows(_DELEGATED, {"until": until})
        ),
        *(
            Promise("follow_up", name, date.fromisoformat(due), key, topic)
            for key, name, topic, due in reader.rows(_FOLLOW_UPS, (until,))
        ),
        *_windows(reader, now.day, calendar),
        *_goals(reader, now.day, settings),
    ]
    days = DayCount(calendar)
    dated = [replace(each, late=days.between(each.due, now.day)) for each in found]
    return tuple(sorted(dated, key=lambda each: (_turn(each, now.day), each.due, each.kind, each.name)))


def _turn(promise: Promise, today: date) -> int:
    """People who wait come first, then what is overdue for the school, then what is still to come."""
    if promise.due > today:
        return 2
    return 1 if promise.kind in ("vision", "check_in", "window") else 0


def _feedback(reader: Reader, now: WallTime, calendar: SchoolCalendar, settings: Settings) -> list[Promise]:
    found = []
    for key, name, starts, period, planned in reader.rows(_FEEDBACK, (settings.principal_id, now.iso())):
        visited = WallTime.parse(starts)
        due = calendar.add_contact_days(visited.day, settings.feedback_days) if calendar.years else None
        found.append(
            Promise(
                "feedback",
                name,
                due or visited.day + timedelta(days=settings.feedback_days),
                key,
                visited=visited,
                period=period,
                planned=WallTime.parse(planned) if planned else None,
            )
        )
    return found


def _windows(reader: Reader, today: date, calendar: SchoolCalendar) -> list[Promise]:
    found = []
    for goal_id, title, window, to_on in reader.rows(_WINDOWS, {"today": today.isoformat()}):
        closed = date.fromisoformat(to_on)
        due = calendar.add_contact_days(closed, WINDOW_DAYS) or closed
        found.append(Promise("window", title, due, goal_id, window))
    return found


def _goals(reader: Reader, today: date, settings: Settings) -> list[Promise]:
    found = []
    vision = reader.row(_VISION)
    if vision and vision[1] and vision[1] < today.isoformat():
        found.append(Promise("vision", "", date.fromisoformat(vision[1]), vision[0]))
    params = {"usual": settings.stale_days, "today": today.isoformat()}
    stale = [
        (date.fromisoformat(last) + timedelta(days=every), key, title)
        for key, title, every, last in reader.rows(_CHECK_INS, params)
        if date.fromisoformat(last) + timedelta(days=every) < today
    ]
    if stale:
        due, key, title = min(stale)
        found.append(Promise("check_in", title, due, key, count=len(stale)))
    return found
