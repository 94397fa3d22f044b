"""Writes visits, talks, look-for marks and action steps: the principal's from the laid-out year, the others' beside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from il_desktop.domain.walltime import WallTime
from il_desktop.sample import visit_texts as texts
from il_desktop.sample.book import NOW, Book, instant_on, row_id
from il_desktop.sample.drafts import Draft
from il_desktop.sample.fixed_week import PICTURE_WEEK
from il_desktop.sample.goals import goal_id
from il_desktop.sample.leaders import LeaderVisit, plan
from il_desktop.sample.people import person_id
from il_desktop.sample.rounds import Round
from il_desktop.sample.timetable import section_key
from il_desktop.sample.year import after, lag

STEPS = 190
DEFAULT_PROTOCOL = row_id("protocol:default")
_TALK_KINDS = {"feedback_celebratory": "celebratory", "feedback_directive": "directive"}
_CHECK_BACK_LEE = date(2026, 1, 20)


@dataclass(slots=True, eq=False)
class VisitFacts:
    """One visit of any leader with what later rows need: its key, whether it took place and when the talk is."""

    key: str
    visitor: str
    teacher: int
    day: date
    start: int
    period: str
    state: str
    talk_at: WallTime | None = None
    talk_kind: str = "reflective"
    draft: Draft | None = None
    talk: Draft | None = None
    kind: str = "quick_visit"
    backup: int | None = None

    @property
    def is_talked(self) -> bool:
        """Tell whether the talk has been held."""
        return self.talk_at is not None and self.talk_at.plus(15) <= NOW and self.state != "missed"


def fill(book: Book, rounds: list[Round]) -> list[VisitFacts]:
    """Add protocols, visits, talks and action steps; return the visits in order of time."""
    _add_protocols(book)
    chance = book.spread("visits")
    visits = [_of_round(each) for each in rounds] + [_of_leader(each, chance) for each in plan(book.spread("leaders"))]
    visits.sort(key=lambda each: (each.day, each.start, each.visitor))
    for number, visit in enumerate(visits, 1):
        visit.key = f"visit:{number:04d}"
        _add_visit(book, visit, chance)
        if visit.talk_at is not None:
            _add_talk(book, visit, chance)
    _add_steps(book, visits, book.spread("steps"))
    return visits


def _of_round(each: Round) -> VisitFacts:
    state = {"planned": "planned", "replaced": "missed", "missed": "missed"}.get(each.draft.state, "visited")
    visit = VisitFacts("", "principal", each.teacher, each.day, each.start, each.period, state)
    visit.draft, visit.talk, visit.kind, visit.backup = each.draft, each.talk, each.kind, each.backup
    if each.talk:
        visit.talk_at = each.talk.starts
        visit.talk_kind = _TALK_KINDS.get(each.talk.activity, "reflective")
    return visit


def _of_leader(each: LeaderVisit, chance: Random) -> VisitFacts:
    is_past = WallTime(each.day, each.start).plus(15) <= NOW
    visit = VisitFacts(
        "", each.leader, each.teacher, each.day, each.start, each.period, "visited" if is_past else "planned"
    )
    if each.talks:
        day = each.day if chance.random() < 0.6 else after(each.day, 1)
        visit.talk_at = WallTime(day, 14 * 60 + 20 + 15 * chance.randrange(3))
        visit.talk_kind = chance.choice(("celebratory", "reflective", "reflective", "directive"))
    return visit


def _state(visit: VisitFacts) -> str:
    if visit.state != "visited":
        return visit.state
    settled = lag(visit.day, NOW.day) > 5
    if visit.is_talked:
        return "closed" if settled else "talked"
    return "closed" if settled else "written"


def _add_visit(book: Book, visit: VisitFacts, chance: Random) -> None:
    state = _state(visit)
    took_place = state not in ("planned", "missed")
    is_formal = visit.kind == "formal_observation"
    evidence = chance.choice(texts.EVIDENCE) if took_place and chance.random() < 0.7 else None
    goals = visit.draft.goals if visit.draft else ()
    book.add(
        "visit", visit.key, person_id=person_id(f"T{visit.teacher:02d}"), visitor_id=person_id(visit.visitor),
        block_id=visit.draft.id if visit.draft else None, section_id=row_id(section_key(visit.teacher, visit.period)),
        protocol_id=DEFAULT_PROTOCOL, backup_id=person_id(f"T{visit.backup:02d}") if visit.backup else None,
        goal_id=goal_id(goals[0][0]) if goals else None, kind=visit.kind,
        purpose="evaluator" if is_formal else chance.choice(("supporter", "supporter", "supporter", "co_learner")),
        notice="announced" if is_formal else "window",
        notice_sent_at=instant_on(date(2025, 11, 14), "15:00") if is_formal else None,
        starts_local=WallTime(visit.day, visit.start), duration_min=visit.draft.minutes if visit.draft else 15,
        period_code=visit.period, evidence_text=evidence, visibility="official" if is_formal else "shared", state=state,
    )  # fmt: skip
    if evidence:
        for number in chance.sample(range(8), 4):
            book.add(
                "visit_mark", f"visit_mark:{visit.key}:{number}", visit_id=row_id(visit.key),
                look_for_id=row_id(f"look_for:default:{number}"), seen=chance.random() < 0.65,
            )  # fmt: skip


def _add_talk(book: Book, visit: VisitFacts, chance: Random) -> None:
    given = visit.is_talked
    acknowledged = after(visit.talk_at.day, 1) if given and visit.talk_at and chance.random() < 0.7 else None
    book.add(
        "feedback", f"feedback:{visit.key}", visit_id=row_id(visit.key), person_id=person_id(f"T{visit.teacher:02d}"),
        kind=visit.talk_kind, glow=chance.choice(texts.GLOWS) if given else None,
        grow=chance.choice(texts.GROWS) if given and visit.talk_kind != "celebratory" else None,
        block_id=visit.talk.id if visit.talk else None, given_local=visit.talk_at if given else None,
        response=chance.choice(texts.RESPONSES) if given and chance.random() < 0.4 else None,
        acknowledged_on=acknowledged if acknowledged and acknowledged <= NOW.day else None,
    )  # fmt: skip


def _add_steps(book: Book, visits: list[VisitFacts], chance: Random) -> None:
    talked = [visit for visit in visits if visit.is_talked and visit.talk_kind != "celebratory"]
    lee = next(visit for visit in talked if visit.teacher == 14 and visit.day == PICTURE_WEEK[0] and visit.draft)
    others = [visit for visit in talked if visit is not lee and visit.teacher != 14]
    chosen = sorted([*chance.sample(others, STEPS - 1), lee], key=lambda each: (each.day, each.start, each.visitor))
    newest = {visit.teacher: visit for visit in chosen}
    for number, visit in enumerate(chosen, 1):
        due = _CHECK_BACK_LEE if visit is lee else after(visit.day, chance.randrange(5, 11))
        is_open = due > NOW.day and newest[visit.teacher] is visit
        book.add(
            "action_step", f"action_step:{number:03d}", person_id=person_id(f"T{visit.teacher:02d}"),
            feedback_id=row_id(f"feedback:{visit.key}"), look_for_id=row_id(f"look_for:default:{chance.randrange(8)}"),
            text=chance.choice(texts.STEPS), check_back_on=due,
            outcome="open" if is_open else chance.choice(("mastered", "mastered", "mastered", "continue", "changed",
             "dropped")),
        )  # fmt: skip


def _add_protocols(book: Book) -> None:
    book.add(
        "protocol", "protocol:default", name="First look", licence="Own words, free to change", source="IL Desktop",
        is_frozen=1,
    )  # fmt: skip
    pos = 0
    for domain, items in texts.DEFAULT_PROTOCOL:
        for text in items:
            book.add(
                "look_for", f"look_for:default:{pos}", protocol_id=DEFAULT_PROTOCOL, domain=domain, text=text, pos=pos,
                vision_item_id=_element(text),
            )  # fmt: skip
            pos += 1
    for number, (name, items) in enumerate(texts.LOOK_FOR_SETS, 1):
        protocol = book.add(
            "protocol", f"protocol:{number}", name=name, licence="Own words, free to change", source="IL Desktop"
        )
        for place, text in enumerate(items):
            book.add(
                "look_for", f"look_for:{number}:{place}", protocol_id=protocol, domain=name, text=text, pos=place,
                vision_item_id=_element(text),
            )  # fmt: skip


def _element(text: str) -> str | None:
    """Return the element of the vision that a look-for shows in a lesson, None for most."""
    number = texts.SHOWS.get(text)
    return row_id(f"vision_item:{number}") if number else None
