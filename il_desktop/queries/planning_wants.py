"""What wants a place in the rest of a week: the shelf, visits that are due with their talks, habits, a reserve."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.contact_days import DayCount
from il_desktop.domain.habits import ideal_day
from il_desktop.domain.proposal import Note, Wanted, Work
from il_desktop.domain.shelf import TALK_MIN, ShelfItem, ShelfKind
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.planning.week import SLOT_MIN, Item, Taken
from il_desktop.queries.cards import BlockCard
from il_desktop.queries.planning_places import Places, Teacher
from il_desktop.queries.shelf import shelf
from il_desktop.store.reader import Reader

VISIT_MIN = 15
VISITS_A_DAY = 3
DEBT_DAYS = 30  # what was lost longer ago does not come back by itself
MOST_TASKS = 12
HISTORY = timedelta(weeks=8)
MOST_RESERVE = 45
_WORKS = {
    ShelfKind.TALK: Work.TALK,
    ShelfKind.VISIT: Work.VISIT,
    ShelfKind.DEBT: Work.DEBT,
    ShelfKind.TASK: Work.TASK,
}
_TASKS = "SELECT id, importance, urgency FROM task WHERE id IN (SELECT value FROM json_each(?))"
_PERSONS = """
    SELECT v.id, v.person_id FROM visit v WHERE v.id IN (SELECT value FROM json_each(:ids))
    UNION SELECT i.id, coalesce(v.person_id, f.person_id) FROM interruption i
      LEFT JOIN visit v ON v.block_id = i.block_id LEFT JOIN feedback f ON f.block_id = i.block_id
      WHERE i.id IN (SELECT value FROM json_each(:ids)) AND coalesce(v.person_id, f.person_id) IS NOT NULL
"""
_HABITS = """
    SELECT s.id, s.title, a.key, a.category, s.protection, s.per_week, s.duration_min, s.place_from_min, s.place_to_min,
      s.rule,
      (SELECT json_group_array(b.occurrence_on) FROM time_block b WHERE b.series_id = s.id
        AND b.occurrence_on >= :first AND b.occurrence_on < :after
        AND b.state NOT IN ('cancelled', 'missed', 'replaced'))
    FROM block_series s JOIN activity_type a ON a.id = s.activity_type_id
    WHERE s.per_week IS NOT NULL AND (s.until_on IS NULL OR s.until_on >= :first)
"""
_LOST = "SELECT at_local, minutes FROM interruption WHERE at_local >= ? AND at_local < ? AND corrects_id IS NULL"


def wanted_items(reader: Reader, standing: Sequence[Item], taken: Sequence[Taken], places: Places) -> list[Item]:
    """Return what waits for a place, as work to plan."""
    found = _shelf_items(reader, places)
    found += _habit_items(reader, places)
    busy = [each.span for each in taken]
    planned = sum(item.group == "visit" for item in (*standing, *found))
    contact = sum(places.calendar.day(day).is_contact_day for day in places.dates)
    asked = {item.wanted.person_id for item in found}
    return found + _due_visits(places, busy, max(0, VISITS_A_DAY * contact - planned), asked)


def reserve_items(reader: Reader, standing: Sequence[Item], buffers: Sequence[BlockCard], places: Places) -> list[Item]:
    """Return blank time for what will come between: half of a weekday's usual loss in each half of the day."""
    found: list[Item] = []
    by_weekday = _usual_loss(reader, places.now)
    kept = [*(item.previous for item in standing if item.wanted.is_buffer), *(card.span for card in buffers)]
    for day in places.dates:
        need = by_weekday.get(day.weekday(), 0) // 2
        need = min(MOST_RESERVE, -(-need // SLOT_MIN) * SLOT_MIN)
        for half, span in enumerate(_halves(day, places)):
            has = any(other is not None and other.overlaps(span) for other in kept)
            if not need or has or span.minutes < need:
                continue
            key = f"reserve:{day}:{half}"
            note = Note("reserve", by_weekday[day.weekday()], day=day)
            wanted = Wanted(key, Work.BLOCK, "", "Buffer", need, "office_work", Category.MANAGEMENT, Protection.FIRM, 4)
            found.append(Item(wanted._replace(is_buffer=True), "reserve", (span,), notes=(note,)))
    return found


def _halves(day: date, places: Places) -> list[Span]:
    work, noon = places.work(day), WallTime.at(day, 12)
    if work is None:
        return []
    parts = (work.meet(Span(WallTime(day, 0), noon)), work.meet(Span(noon, WallTime.at(day, 23, 59))))
    return [part for part in parts if part is not None]


def _usual_loss(reader: Reader, now: WallTime) -> dict[int, int]:
    """Return the median minutes lost on each weekday, days without a loss counted."""
    since = now.day - HISTORY
    sums: dict[date, int] = {}
    for at, minutes in reader.rows(_LOST, (since.isoformat(), now.day.isoformat())):
        day = date.fromisoformat(at[:10])
        sums[day] = sums.get(day, 0) + minutes
    found = {}
    for weekday in range(7):
        lost = [minutes for day, minutes in sums.items() if day.weekday() == weekday]
        if len(lost) * 2 > HISTORY.days // 7:
            found[weekday] = int(median([*lost, *([0] * (HISTORY.days // 7 - len(lost)))]))
    return found


def _shelf_items(reader: Reader, places: Places) -> list[Item]:
    waiting = [
        item
        for item in shelf(reader, places.now, places.calendar, places.settings)
        if item.ref.kind is not ShelfKind.HABIT  # they come with their windows
        and (item.ref.kind is not ShelfKind.DEBT or _is_owed(item, places.now))
    ]
    ids = json.dumps([item.ref.id for item in waiting])
    persons = dict(reader.rows(_PERSONS, {"ids": ids}))
    ratings = {row[0]: row[1] * row[2] for row in reader.rows(_TASKS, (ids,))}
    found: list[Item] = []
    tasks = 0
    for item in waiting:
        if item.ref.kind is ShelfKind.TASK:
            tasks += 1
            if tasks > MOST_TASKS or (item.due and item.due > places.dates[-1] + timedelta(days=7)):
                continue
        found.append(_shelf_item(item, persons.get(item.ref.id, ""), ratings.get(item.ref.id, 4), places))
    return found


def _is_owed(item: ShelfItem, now: WallTime) -> bool:
    is_late = item.moment is None or (now.day - item.moment.day).days > DEBT_DAYS
    return not is_late and item.activity[3] is not Protection.IMMOVABLE


def _shelf_item(item: ShelfItem, person_id: str, rating: int, places: Places) -> Item:
    key, _, category, level = item.activity
    work = _WORKS[item.ref.kind]
    is_visit = work is Work.VISIT or key.startswith("visit_")
    windows, priority, ideal = places.free_for(category), 3, None
    notes: tuple[Note, ...] = (
        (Note("debt", text=item.source, day=item.moment.day),) if item.source and item.moment else ()
    )
    if is_visit and person_id:
        windows, priority = places.lessons_of(person_id), 2
    elif work is Work.TALK or key.startswith("feedback_"):
        windows, priority = places.talks_of(person_id, item.moment if work is Work.TALK else None), 1
        ideal = places.now
        notes = notes or ((Note("promised", day=item.due),) if item.due else ())
    elif work is Work.TASK:
        priority = 2 if rating >= 9 else 3 if rating >= 6 else 4
        is_ahead = item.due is not None and item.due >= places.dates[0]
        windows = places.free_for(category, until=item.due if is_ahead else None)
        ideal = places.now
    if work is Work.DEBT:
        priority = 2 if level >= Protection.GUARDED else 3
    if item.due and not notes:
        notes = (Note("due" if item.due >= places.now.day else "overdue", day=item.due),)
    minutes = _fitting(item.minutes, windows) if is_visit else item.minutes
    prefix = {Work.VISIT: "Visit ", Work.TALK: "Talk "}.get(work, "")
    wanted = Wanted(
        item.ref.key, work, item.ref.key, f"{prefix}{item.name}", minutes, key, category, level, priority, person_id
    )
    group = "visit" if is_visit else work.value
    return Item(wanted, group, windows, None, ideal, "", to_bell=is_visit, notes=notes)


def _fitting(minutes: int, windows: Sequence[Span]) -> int:
    """Return the length of a visit, at most what the longest lesson holds in whole slots."""
    longest = max((window.minutes - SLOT_MIN for window in windows), default=minutes)
    return min(minutes, max(SLOT_MIN, longest // SLOT_MIN * SLOT_MIN))


def _habit_items(reader: Reader, places: Places) -> list[Item]:
    first = places.dates[0] - timedelta(days=places.dates[0].weekday())
    params = {"first": first.isoformat(), "after": (first + timedelta(days=7)).isoformat()}
    found: list[Item] = []
    for row in reader.rows(_HABITS, params):
        series_id, title, key, category, level, wanted_n, minutes, low, high, rule, done = row
        days = {date.fromisoformat(day) for day in json.loads(done)}
        windows = tuple(
            part
            for span in places.free_for(Category(category))
            if span.start.day not in days and (part := _between(span, low, high)) is not None
        )
        for number in range(wanted_n - len(days)):
            wanted = Wanted(
                f"habit:{series_id}:{number}", Work.HABIT, series_id, title, minutes, key, Category(category),
                Protection(level), 3,
            )  # fmt: skip
            note = Note("habit", wanted_n, text=title)
            best = next((day for day in places.dates if day.weekday() == ideal_day(rule)), None)
            ideal = places.now if best is None else WallTime(best, low or places.settings.work_start_min)
            found.append(Item(wanted, f"habit:{series_id}", windows, ideal=ideal, notes=(note,)))
    return found


def _between(span: Span, low: int | None, high: int | None) -> Span | None:
    midnight = WallTime(span.start.day, 0)
    return span.meet(Span(midnight.plus(low or 0), midnight.plus(high if high is not None else 1439)))


def _due_visits(places: Places, busy: Sequence[Span], most: int, asked: set[str]) -> list[Item]:
    """Return visits nobody planned yet, the longest wait first, each on one day with its talk in time."""
    count = DayCount(places.calendar)
    load = dict.fromkeys(places.dates, 0)
    found: list[Item] = []
    for teacher in places.teachers:
        if len(found) >= 2 * most:
            break
        since = count.between(teacher.seen_on, places.now.day) if teacher.seen_on else None
        is_due = since is None or since >= teacher.every_days
        if not is_due or teacher.is_planned or teacher.id in asked or not places.timetable.knows(teacher.id):
            continue
        day = _best_day(teacher, places, busy, load)
        if day is not None:
            load[day] += 1
            found += _visit_and_talk(teacher, day, since, places)
    return found


def _best_day(teacher: Teacher, places: Places, busy: Sequence[Span], load: dict[date, int]) -> date | None:
    """Return the least loaded day that has a free lesson and, in time, free minutes for the talk."""
    lessons = places.lessons_of(teacher.id)
    good = [
        day
        for day in places.dates
        if load[day] < VISITS_A_DAY
        and _has_room([span for span in lessons if span.start.day == day], busy, VISIT_MIN)
        and _has_room(places.talks_of(teacher.id, WallTime(day, 0)), busy, TALK_MIN)
    ]
    return min(good, key=lambda day: (load[day], day), default=None)


def _has_room(windows: Sequence[Span], busy: Sequence[Span], minutes: int) -> bool:
    for window in windows:
        start = window.start.plus(-window.start.minute % SLOT_MIN)
        while start.plus(minutes) <= window.end:
            place = Span.of(start, minutes)
            if not any(place.overlaps(span) for span in busy):
                return True
            start = start.plus(SLOT_MIN)
    return False


def _visit_and_talk(teacher: Teacher, day: date, since: int | None, places: Places) -> list[Item]:
    lessons = tuple(span for span in places.lessons_of(teacher.id) if span.start.day == day)
    note: tuple[Note, ...] = (Note("never"),) if since is None else (Note("days_since", since),)
    if teacher.is_focus:
        note = (*note, Note("focus"))
    visit = _wanted(teacher, Work.VISIT, f"visit:{teacher.id}", "visit_quick", Protection.FIRM, 3)
    talk = _wanted(teacher, Work.TALK, f"talk:{teacher.id}", "feedback_reflective", Protection.GUARDED, 3)
    talk = talk._replace(with_key=visit.key)
    windows = places.talks_of(teacher.id, WallTime(day, 0))
    until = Note("within", places.settings.feedback_days, day=places.talk_until(day))
    return [
        Item(visit, "visit", lessons, to_bell=True, notes=note),
        Item(talk, "talk", windows, ideal=WallTime(day, 0), after=visit.key, notes=(until,)),
    ]


def _wanted(teacher: Teacher, work: Work, key: str, activity: str, level: Protection, priority: int) -> Wanted:
    title = f"{'Visit' if work is Work.VISIT else 'Talk'} {teacher.name}"
    minutes = VISIT_MIN if work is Work.VISIT else TALK_MIN
    return Wanted(key, work, teacher.id, title, minutes, activity, Category.INSTRUCTIONAL, level, priority, teacher.id)
