"""Teams, their meetings and decisions, tasks, first contacts and award rounds of the sample school."""

from __future__ import annotations

from datetime import date
from random import Random

from il_desktop.sample import teamwork_texts as texts
from il_desktop.sample.book import NOW, Book, row_id
from il_desktop.sample.drafts import Agenda, Draft
from il_desktop.sample.fixed_week import HOUSES
from il_desktop.sample.goals import goal_id
from il_desktop.sample.people import PRINCIPAL, TEACHERS, person_id
from il_desktop.sample.year import DAYS, FIRST, STAFF_DAYS, after, week_days

DECISIONS, TASKS, DELEGATED, PD_PEOPLE = 60, 420, 90, 30
_PD_WEEKS = (1, 3, 6, 8, 10, 12, 15, 21, 24, 28, 32)
_STAGES = ("selected", "not_selected", "not_selected", "nominated")


def lay_out_pd(agenda: Agenda) -> list[Draft]:
    """Put the 14 PD meetings: eleven Wednesdays and the three staff days; return them in order of time."""
    wednesdays = [next(day.day for day in week_days(week) if day.day.weekday() == 2) for week in _PD_WEEKS]
    days = sorted([*wednesdays, *(day for _name, day in STAFF_DAYS)])
    drafts = []
    for (title, _format), day in zip(texts.PD, days, strict=True):
        start, end = (540, 690) if day in [staff for _name, staff in STAFF_DAYS] else (830, 905)
        agenda.by_day[day] = [each for each in agenda.by_day[day] if each.end <= start or end <= each.start]
        drafts.append(agenda.put(Draft(day, start, end, f"PD: {title}", "pd_lead", 3, goals=(("A", 50), ("B", 50)))))
    return drafts


def fill(book: Book, agenda: Agenda, pd_days: list[Draft]) -> None:
    """Add everything the teams did and will do."""
    chance = book.spread("teamwork")
    _add_teams(book)
    meetings = _add_meetings(book, agenda)
    _add_pd(book, pd_days, chance)
    _add_decisions(book, meetings, chance)
    _add_tasks(book, meetings, chance)
    for number, (topic, first, backup) in enumerate(texts.FIRST_CONTACT, 1):
        who = {"diaz": "Ms. Diaz", "fox": "Mr. Fox", "ramos": "Mr. Ramos", "schultz": "Ms. Schultz", "hale": "Ms. Hale"}
        book.add(
            "responsibility", f"responsibility:{number}", what=topic, first_id=person_id(first),
            backup_id=person_id(backup) if backup else None, call_when=texts.CALL_WHEN,
            script=f"{who[first]} can settle that now; I can hold a time with the principal in case.",
        )  # fmt: skip
    _add_rounds(book, chance)


def _add_teams(book: Book) -> None:
    ilt = book.add(
        "team", "team:ilt", name="Instructional leadership team", kind="ilt", cadence_days=14,
        purpose="Choose what the school practises next and look whether it works.",
        focus_question="What do students do differently because of us?",
    )  # fmt: skip
    for key in ("principal", "ramos", "schultz", "hale", "T02", "T09", "T13", "T18", "T25", "T42"):
        role = "facilitator" if key == "principal" else "member"
        book.add(
            "team_member", f"team_member:ilt:{key}", team_id=ilt, person_id=person_id(key), role=role, from_on=FIRST
        )
    for number, house in enumerate(HOUSES):
        team = book.add("team", f"team:{house}", name=f"House {house}", kind="plc", cadence_days=7)
        for teacher in TEACHERS[4 * number : 4 * number + 4]:
            book.add(
                "team_member", f"team_member:{house}:{teacher.key}", team_id=team, person_id=teacher.id,
                role="facilitator" if teacher.number % 4 == 1 else "member", from_on=FIRST,
            )  # fmt: skip


def _add_meetings(book: Book, agenda: Agenda) -> list[tuple[str, date]]:
    found: list[tuple[str, date]] = []
    attended = {draft.day: draft for draft in agenda.all() if draft.title.startswith("PLC ")}
    ilt = [draft for draft in agenda.all() if draft.title == "ILT meeting"]
    for number, draft in enumerate(ilt, 1):
        key = f"meeting:ilt:{number:02d}"
        _add_meeting(book, key, draft.day, kind="ilt", title="ILT meeting", team_id=row_id("team:ilt"), minutes=75,
                     block_id=draft.id, facilitator_id=PRINCIPAL, goal_id=goal_id("B"))  # fmt: skip
        for pos, (title, outcome, minutes) in enumerate(
            (("Winter data", "learn", 25), ("Next practice", "decide", 35), ("Thanks", "celebrate", 15))
        ):
            book.add("agenda_item", f"agenda_item:{key}:{pos}", meeting_id=row_id(key), pos=pos, title=title,
                     outcome=outcome, minutes=minutes, owner_id=PRINCIPAL)  # fmt: skip
        found.append((key, draft.day))
    for week in range(1, 37):
        for number, house in enumerate(HOUSES):
            day = week_days(week)[number % 5].day
            block = next(
                (
                    draft
                    for draft in attended.values()
                    if draft.title == f"PLC {house}" and draft.day in [each.day for each in week_days(week)]
                ),
                None,
            )
            key = f"meeting:{house}:{week:02d}"
            on = block.day if block else day
            _add_meeting(book, key, on, kind="plc", title=f"PLC {house}, week {week}", team_id=row_id(f"team:{house}"),
                         minutes=45, block_id=block.id if block else None,
                         facilitator_id=TEACHERS[4 * number].id)  # fmt: skip
            found.append((key, on))
    return found


def _add_meeting(book: Book, key: str, on: date, **values: object) -> None:
    held = on < NOW.day
    book.add(
        "meeting",
        key,
        state="held" if held else "confirmed",
        plus_n=3 if held else None,
        delta_n=1 if held else None,
        **values,
    )


def _add_pd(book: Book, drafts: list[Draft], chance: Random) -> None:
    for number, (draft, (title, pd_format)) in enumerate(zip(drafts, texts.PD, strict=True), 1):
        key = f"meeting:pd:{number:02d}"
        held = draft.is_past
        _add_meeting(book, key, draft.day, kind="pd", title=title, minutes=draft.minutes, block_id=draft.id,
                     goal_id=goal_id("A"), pd_format=pd_format, expert="internal" if number % 4 else "external",
                     cost_cents=0 if number % 4 else 45000, facilitator_id=person_id("hale"))  # fmt: skip
        for teacher in sorted(chance.sample(TEACHERS, PD_PEOPLE), key=lambda each: each.number):
            status = chance.choices(("attended", "absent", "excused"), (90, 4, 6))[0] if held else "invited"
            came = status == "attended"
            book.add(
                "attendance", f"attendance:{key}:{teacher.key}", meeting_id=row_id(key), person_id=teacher.id,
                status=status, minutes=draft.minutes if came else None,
                relevance=chance.randrange(2, 5) if came else None,
                learning=chance.randrange(2, 5) if came else None, support=chance.randrange(1, 5) if came else None,
            )  # fmt: skip


def _add_decisions(book: Book, meetings: list[tuple[str, date]], chance: Random) -> None:
    held = sorted(((key, on) for key, on in meetings if on < NOW.day), key=lambda each: (each[1], each[0]))
    chosen = sorted(chance.sample(held, DECISIONS - 1), key=lambda each: (each[1], each[0]))
    for number, (key, on) in enumerate(chosen, 1):
        method = chance.choice(("consensus", "consensus", "leader_after_consulting", "vote", "leader"))
        book.add(
            "decision", f"decision:{number:02d}", meeting_id=row_id(key), decided_on=on,
            text=texts.DECISIONS[number % len(texts.DECISIONS)], method=method,
            domain=chance.choice(("instruction", "curriculum", "improvement", "climate", "resources", "operations")),
            lowest_fist=chance.randrange(2, 6) if method == "consensus" else None,
            goal_id=goal_id(chance.choice("ABCE")) if number % 3 == 0 else None, review_on=after(on, 20),
        )  # fmt: skip
    book.add(
        "decision", "decision:no-consensus", meeting_id=row_id("meeting:ilt:06"), decided_on=ilt_day(meetings, 6),
        text="Retakes stay open for ten school days.", method="leader_after_consulting", lowest_fist=1,
        perspectives="Two house leads would not support fifteen days; students asked for more than five.",
    )  # fmt: skip


def ilt_day(meetings: list[tuple[str, date]], number: int) -> date:
    """Return the date of one ILT meeting, counted from 1."""
    return dict(meetings)[f"meeting:ilt:{number:02d}"]


def _add_tasks(book: Book, meetings: list[tuple[str, date]], chance: Random) -> None:
    helpers = ("fox", "diaz", "ramos", "schultz", "hale")
    delegated = set(chance.sample(range(2, TASKS - 1), DELEGATED - 1))
    for number in range(1, TASKS - 1):
        due = DAYS[number * len(DAYS) // TASKS].day
        is_delegated = number in delegated
        done = due < NOW.day and (due < date(2026, 1, 9) or chance.random() < 0.8)
        titles = texts.DELEGATED_TASKS if is_delegated else texts.TASKS
        source = chance.choice(meetings) if chance.random() < 0.2 else None
        book.add(
            "task", f"task:{number:03d}", title=chance.choice(titles), state="done" if done else "open",
            due_on=due,
            est_min=chance.choice((10, 15, 20, 30, 45)), importance=chance.randrange(1, 4),
            urgency=chance.randrange(1, 4),
            disposition="delegate" if is_delegated else chance.choice(("do", "schedule", None)),
            owner_id=person_id(chance.choice(helpers)) if is_delegated else PRINCIPAL,
            authority=chance.choice(("find_out", "recommend", "act_and_report", "act")) if is_delegated else None,
            check_in_on=_before(due, 3) if is_delegated else None, done_on=due if done else None,
            meeting_id=row_id(source[0]) if source else None,
        )  # fmt: skip
    book.add(
        "task", "task:bus-plan", title="Bus plan", due_on=NOW.day, est_min=30, importance=3, urgency=3,
        disposition="delegate", owner_id=person_id("fox"), authority="recommend", check_in_on=NOW.day,
    )  # fmt: skip


def _before(day: date, count: int) -> date:
    earlier = [each.day for each in DAYS if each.day < day]
    return earlier[-min(count, len(earlier))] if earlier else day


def _add_rounds(book: Book, chance: Random) -> None:
    criteria = ["Students' work got better", "Colleagues learned from it", "It can be told as a story"]
    for number, (name, opens, closes) in enumerate((
        ("Teacher of the quarter, fall", date(2025, 10, 6), date(2025, 10, 17)),
        ("Team award, winter", date(2025, 12, 1), date(2025, 12, 12)),
        ("Teacher of the year", date(2026, 4, 13), date(2026, 4, 24)),
    ), 1):  # fmt: skip
        panel = [person_id(judge) for judge in ("ramos", "hale")]
        round_id = book.add("selection_round", f"selection_round:{number}", name=name, criteria=criteria, panel=panel,
                            opens_on=opens, closes_on=closes, announce_on=after(closes, 5), seats=1,
                            closed_at=f"{after(closes, 3)}T21:00:00.000000Z" if closes < NOW.day else None)  # fmt: skip
        if closes > NOW.day:
            continue
        for place, teacher in enumerate(chance.sample(TEACHERS[9:], 4)):
            scores = {judge: {str(item): chance.randrange(2, 5) for item in range(3)} for judge in panel}
            book.add(
                "nomination", f"nomination:{number}:{teacher.key}", round_id=round_id, person_id=teacher.id,
                nominator_kind=("staff", "student", "family", "principal")[place], stage=_STAGES[place],
                reason="Named by people who saw the work and could say what changed.",
                scores=scores if place < 3 else {},
            )  # fmt: skip
