"""The principal's visits and talks over the year, laid into the lessons and planning periods of the timetable."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

from il_desktop.sample import picture_week
from il_desktop.sample.book import row_id
from il_desktop.sample.drafts import Agenda, Draft
from il_desktop.sample.fixed_week import PICTURE_WEEK
from il_desktop.sample.people import TEACHERS
from il_desktop.sample.timetable import is_away, lessons, planning, room
from il_desktop.sample.year import ASSEMBLY, BY_DATE, DAYS, FIRE_DRILL, Day

VISITS, TALKS = 440, 358
MINUTES, GAP = 15, 3
_GOALS_BY_SUBJECT: dict[str, tuple[tuple[str, int], ...]] = {
    "Math": (("A", 100),), "ELA": (("B", 100),), "Science": (("E", 100),), "Special Education": (("A", 50), ("C", 50)),
}  # fmt: skip
_FEEDBACK = ("feedback_reflective", "feedback_reflective", "feedback_celebratory", "feedback_directive")
OBSERVATION_DAY, OBSERVED = date(2025, 11, 21), 9
DRILL_TEACHER, DRILL_BACKUP, MADE_UP = 15, 19, date(2025, 10, 17)


@dataclass(slots=True, eq=False)
class Round:
    """One visit of the principal: who, when, and the talk after it if one is planned; `minutes` of the visit."""

    teacher: int
    day: date
    start: int
    period: str
    draft: Draft
    talk: Draft | None = None
    kind: str = "quick_visit"
    backup: int | None = None


@dataclass(slots=True)
class Rounds:
    """Everything laid out so far, with the day each teacher was last seen."""

    agenda: Agenda
    chance: Random
    done: list[Round] = field(default_factory=list)
    last_seen: dict[int, date] = field(default_factory=dict)


def lay_out(agenda: Agenda, chance: Random) -> list[Round]:
    """Put all visits and talks of the principal; return them in order of time."""
    rounds = Rounds(agenda, chance)
    fixed = _picture_rounds(picture_week.lay_out(agenda)) + _fixed_rounds(agenda)
    rest, talks = VISITS - len(fixed), TALKS - len([each for each in fixed if each.talk])
    with_talk = [True] * talks + [False] * (rest - talks)
    chance.shuffle(with_talk)
    days = [day for day in DAYS if day.day not in PICTURE_WEEK]
    for number, day in enumerate(days):
        for each in fixed:
            if each.day == day.day:
                rounds.last_seen[each.teacher] = each.day
        due = (number + 1) * rest // len(days) - len(rounds.done)
        for _ in range(due):
            if not _visit(rounds, day, talk=with_talk[-1]):
                break
            with_talk.pop()
    for day in days:
        while with_talk and _visit(rounds, day, talk=with_talk[-1]):
            with_talk.pop()
    return sorted(fixed + rounds.done, key=lambda each: (each.day, each.start))


def _picture_rounds(week: picture_week.PictureWeek) -> list[Round]:
    found = [Round(number, draft.day, draft.start, draft.period or "", draft) for number, draft in week.visits]
    for _number, talk in week.talks:
        if talk.state != "replaced":
            next(each for each in found if each.draft is talk.follows).talk = talk
    return found


def _fixed_rounds(agenda: Agenda) -> list[Round]:
    """Put the visits that a trap of the sample school speaks about."""
    lost = Draft(FIRE_DRILL, 583, 623, "Observation Larsen", "visit_observation", 3, origin="planner", period="P3")
    lost.state, lost.offset, lost.place = "replaced", GAP, f"Room {room(TEACHERS[DRILL_TEACHER - 1])}"
    again = Draft(MADE_UP, 583, 623, "Observation Larsen", "visit_observation", 3, origin="planner", period="P3")
    again.place, again.offset, again.state = lost.place, 3, "kept"
    again.make_up_for = row_id("interruption:fire-drill")
    backup = visit_draft(DRILL_BACKUP, BY_DATE[FIRE_DRILL], "P7", 767)
    formal = Draft(
        OBSERVATION_DAY, 583, 623, "Observation Núñez", "formal_evaluation", 4, origin="planner", period="P3"
    )
    formal.place, formal.offset, formal.state = f"Room {room(TEACHERS[OBSERVED - 1])}", 3, "kept"
    assembly = visit_draft(13, BY_DATE[ASSEMBLY], "P1", BY_DATE[ASSEMBLY].periods["P1"][0] + GAP)
    assembly.state = "kept"
    found = [
        Round(DRILL_TEACHER, FIRE_DRILL, lost.start, "P3", lost, kind="informal_observation", backup=DRILL_BACKUP),
        Round(DRILL_TEACHER, MADE_UP, again.start, "P3", again, kind="informal_observation"),
        Round(DRILL_BACKUP, FIRE_DRILL, backup.start, "P7", backup),
        Round(OBSERVED, OBSERVATION_DAY, formal.start, "P3", formal, kind="formal_observation"),
        Round(13, ASSEMBLY, assembly.start, "P1", assembly),
    ]
    for each in found:
        low, high = each.draft.start, each.draft.end
        agenda.by_day[each.day] = [
            other for other in agenda.by_day[each.day] if other.end <= low or high <= other.start
        ]
        agenda.put(each.draft)
    return found


def visit_draft(teacher: int, day: Day, period: str, start: int) -> Draft:
    """Draft a quick visit; `start` is a minute of the day inside the lesson."""
    who = TEACHERS[teacher - 1]
    draft = Draft(day.day, start, start + MINUTES, f"Visit {who.short}", "visit_quick", 3, origin="planner")
    draft.period, draft.offset, draft.place = period, start - day.periods[period][0], f"Room {room(who)}"
    draft.goals = _GOALS_BY_SUBJECT.get(who.subject, ())
    return draft


def _visit(rounds: Rounds, day: Day, *, talk: bool) -> bool:
    seen_today = {each.teacher for each in rounds.done if each.day == day.day}
    order = sorted(
        (
            teacher.number
            for teacher in TEACHERS
            if teacher.number not in seen_today and not is_away(teacher.number, day.day)
        ),
        key=lambda n: (rounds.last_seen.get(n, date(2025, 8, 1)).toordinal() + rounds.chance.randrange(5), n),
    )
    for teacher in order[:20]:
        place = _lesson_start(rounds, teacher, day)
        if place is None:
            continue
        draft = rounds.agenda.put(visit_draft(teacher, day, *place))
        if rounds.chance.random() < 0.12:
            draft.protection = 2
        done = Round(teacher, day.day, place[1], place[0], draft, kind=_kind(rounds.chance))
        if talk:
            done.talk = _talk(rounds, done)
            if done.talk is None:
                rounds.agenda.by_day[day.day].remove(draft)
                continue
        rounds.last_seen[teacher] = day.day
        rounds.done.append(done)
        return True
    return False


def _kind(chance: Random) -> str:
    return chance.choices(("quick_visit", "walkthrough", "informal_observation"), (76, 16, 8))[0]


def _lesson_start(rounds: Rounds, teacher: int, day: Day) -> tuple[str, int] | None:
    taught = list(lessons(teacher, day.letter))
    rounds.chance.shuffle(taught)
    for lesson in taught:
        low, high = day.periods[lesson.period]
        for start, end in rounds.agenda.gaps(day.day, low + GAP, high):
            if end - start >= MINUTES:
                return lesson.period, start
    return None


def _talk(rounds: Rounds, done: Round) -> Draft | None:
    ahead = [day for day in DAYS if day.day >= done.day and day.day not in PICTURE_WEEK][:3]
    for day in ahead:
        earliest = done.start + MINUTES if day.day == done.day else 0
        spans = [day.periods[period] for period in planning(done.teacher, day.letter)]
        for low, high in [*spans, (day.last_bell + 2, 905)]:
            for start, end in rounds.agenda.gaps(day.day, max(low, earliest), high):
                if end - start >= MINUTES and not is_away(done.teacher, day.day):
                    return rounds.agenda.put(_talk_draft(rounds.chance, done, day, start))
    return None


def _talk_draft(chance: Random, done: Round, day: Day, start: int) -> Draft:
    who = TEACHERS[done.teacher - 1]
    draft = Draft(day.day, start, start + MINUTES, f"Talk {who.short}", chance.choice(_FEEDBACK), 3, origin="planner")
    draft.goals, draft.follows, draft.place = done.draft.goals, done.draft, f"Room {room(who)}"
    draft.period = next((code for code, (low, high) in day.periods.items() if low <= start < high), None)
    return draft
