"""What became of the planned blocks: how the past was reconciled, what came between, what filled the gaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from il_desktop.domain.walltime import WallTime
from il_desktop.sample.book import NOW
from il_desktop.sample.drafts import WORK, Agenda, Draft
from il_desktop.sample.fixed_week import PICTURE_WEEK
from il_desktop.sample.rounds import Round
from il_desktop.sample.year import DAYS

BLOCKS = 3400
_DUTIES = ("Arrival duty", "Lunch duty", "Lunch and families", "Meal", "Buffer", "District meeting")
_INTRUDERS = (
    ("Family meeting", "family_other", "family"), ("Behavior call", "discipline", "student_behavior"),
    ("Cover for an absent teacher", "personnel", "staff_absence"), ("District call", "district", "district"),
    ("Broken heating, Room 128", "facilities_safety", "facilities_it"),
    ("Parent at the door", "family_other", "family"),
    ("Bus delay", "facilities_safety", "facilities_it"), ("Fight in the hallway", "discipline", "student_behavior"),
)  # fmt: skip
# title, activity, least and most minutes, goals
_FILLERS: tuple[tuple[str, str, int, int, tuple[tuple[str, int], ...]], ...] = (
    ("Hallway duty", "student_supervision", 10, 15, ()), ("Hallway and greetings", "learning_behavior", 10, 20, ()),
    ("Attendance calls", "family_other", 10, 25, ()), ("Budget codes", "budget", 15, 30, ()),
    ("Hiring file", "personnel", 15, 45, ()), ("Discipline follow-up", "discipline", 10, 25, ()),
    ("Read work samples", "curriculum", 15, 30, (("B", 100),)),
    ("Family call: good news", "family_learning_talk", 10, 15, ()),
    ("Testing schedule", "schedules_testing", 15, 30, ()), ("Thank-you notes", "relationships", 10, 15, (("E", 100),)),
    ("Building walk with custodian", "facilities_safety", 10, 25, ()),
    ("Student support file", "special_ed_compliance", 15, 30, ()),
    ("Reading: number talks", "own_learning", 15, 30, (("A", 100),)),
    ("Office talk with Ms. Diaz", "office_work", 10, 15, ()),
    ("Staff questions", "personnel", 10, 20, ()), ("Students show their work", "student_learning_talk", 10, 20, ()),
    ("Parent conference", "family_other", 15, 30, ()),
    ("Plan coaching with Vera Hale", "coaching", 15, 30, (("C", 100),)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Break:
    """Something that came between: the block it hit and how much of it was lost, in minutes."""

    draft: Draft
    source: str
    lost: int


def disturb(agenda: Agenda, rounds: list[Round], chance: Random) -> list[Break]:
    """Reconcile past blocks outside the picture week; return what came between, in order of time."""
    protected = {id(each.draft) for each in rounds if each.talk} | {id(each.talk) for each in rounds if each.talk}
    breaks: list[Break] = []
    for draft in list(agenda.all()):
        if draft.day in PICTURE_WEEK or not draft.is_past or draft.state != "planned":
            continue
        if id(draft) in protected or draft.title in _DUTIES or draft.title.startswith("Planning"):
            draft.state = "kept" if chance.random() < 0.97 else "shortened"
        else:
            draft.state = _fate(draft, chance)
        _settle(agenda, draft, chance, breaks)
    return sorted(breaks, key=lambda each: (each.draft.day, each.draft.start))


def _fate(draft: Draft, chance: Random) -> str:
    if draft.title.startswith(("Visit", "Observation")):
        return chance.choices(("kept", "shortened", "replaced", "missed"), (46, 10, 34, 10))[0]
    recent = (NOW.day - draft.day).days < 12
    return chance.choices(
        ("kept", "shortened", "moved", "replaced", "missed", "planned"), (86, 5, 3, 2, 2, 2 if recent else 0)
    )[0]


def _settle(agenda: Agenda, draft: Draft, chance: Random, breaks: list[Break]) -> None:
    if draft.state == "shortened":
        left = max(5, draft.minutes * chance.randrange(4, 8) // 10)
        draft.actual = (draft.start, draft.start + left)
        breaks.append(Break(draft, chance.choice(_INTRUDERS)[2], draft.minutes - left))
    elif draft.state == "moved":
        later = [gap for gap in agenda.gaps(draft.day, draft.end, WORK[1]) if gap[1] - gap[0] >= draft.minutes]
        if later:
            draft.actual = (later[0][0], later[0][0] + draft.minutes)
            agenda.reserved.setdefault(draft.day, []).append(draft.actual)
        else:
            draft.state = "kept"
    elif draft.state == "replaced":
        title, activity, source = chance.choice(_INTRUDERS)
        agenda.put(Draft(draft.day, draft.start, draft.end, title, activity, 0, state="kept", tag="x"))
        breaks.append(Break(draft, source, draft.minutes))
    elif draft.state == "missed":
        breaks.append(Break(draft, "own_choice", draft.minutes))


def fill_up(agenda: Agenda, chance: Random) -> None:
    """Fill free time of the other days with small work until the year has its number of blocks."""
    order = [day.day for day in DAYS if day.day not in PICTURE_WEEK]
    least = 15
    while agenda.count < BLOCKS:
        before = agenda.count
        chance.shuffle(order)
        for day in order:
            if agenda.count < BLOCKS:
                _fill_one(agenda, day, chance, least)
        if agenda.count == before:
            least -= 5
        if least < 5:
            raise ValueError(agenda.count)


def _fill_one(agenda: Agenda, day: date, chance: Random, least: int) -> None:
    gaps = [gap for gap in agenda.gaps(day, *WORK) if gap[1] - gap[0] >= least]
    if not gaps:
        return
    start, end = chance.choice(gaps)
    used = {draft.title for draft in agenda.by_day[day]}
    title, activity, low, high, goals = chance.choice(
        [each for each in _FILLERS if each[0] not in used] or list(_FILLERS)
    )
    minutes = min(end - start, max(least, chance.randrange(low, high + 1) // 5 * 5))
    draft = Draft(day, start, start + minutes, title, activity, chance.choice((0, 1, 1, 2)), goals=goals)
    if draft.is_past:
        draft.state = "kept"
    agenda.put(draft)


def reconciled_at(draft: Draft) -> str | None:
    """Return the instant at which a past block was looked at, None while it is planned."""
    if draft.state == "planned":
        return None
    if draft.day == NOW.day:
        later = WallTime(draft.day, draft.end).plus(5 * 60 + 2)  # five hours behind UTC in January
        return f"{later.iso()}:00.000000Z"
    return f"{draft.day.isoformat()}T22:00:00.000000Z"
