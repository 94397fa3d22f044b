"""A week made by hand that looks like a full one: two day types, an early release, every level, category and state."""

from __future__ import annotations

from datetime import date, timedelta

from il_desktop.domain.blocks import BlockRef, Category, GoalShare, Protection
from il_desktop.domain.school import BellSchedule, DayKind, Period, SchoolDay
from il_desktop.domain.walltime import Span, WallTime, overlap_minutes
from il_desktop.queries.week import BlockCard, DayTotals, GoalMinutes, WeekDay, WeekView

MONDAY = date(2026, 1, 12)
FRIDAY_MORNING = WallTime.at(date(2026, 1, 16), 10, 5)
REGULAR = (
    "8:08-8:51",
    "8:54-9:37",
    "9:40-10:23",
    "10:26-11:09",
    "11:12-11:55",
    "11:58-12:41",
    "12:44-13:27",
    "13:30-14:13",
)
EARLY = (
    "8:08-8:38",
    "8:41-9:11",
    "9:14-9:44",
    "9:47-10:17",
    "10:20-10:50",
    "10:53-11:23",
    "11:26-11:56",
    "11:59-12:29",
)
INSTR, M, P = Category.INSTRUCTIONAL, Category.MANAGEMENT, Category.PERSONAL
OPEN, FLEXIBLE, FIRM, GUARDED, IMMOVABLE = Protection

_DAILY = [
    ("7:15", 15, "E-mail", M, FLEXIBLE),
    ("7:30", 40, "Arrival duty", M, IMMOVABLE),
    ("15:15", 30, "E-mail", M, FLEXIBLE),
]
_DAYS = [
    [
        ("8:11", 15, "Visit Okoye", INSTR, GUARDED), ("8:30", 15, "Visit Lee", INSTR, GUARDED, "shortened"),
        ("8:54", 15, "Talk Okoye", INSTR, GUARDED), ("9:12", 25, "Buffer", M, FIRM, "buffer"),
        ("9:43", 15, "Visit Delgado", INSTR, GUARDED), ("10:26", 135, "Lunch and families", M, IMMOVABLE),
        ("12:44", 15, "Talk Lee", INSTR, GUARDED), ("13:00", 25, "Meal", P, FLEXIBLE),
        ("13:30", 75, "ILT meeting", INSTR, GUARDED, "kept", "g2"), ("14:45", 15, "Daily huddle", M, FLEXIBLE),
    ],
    [
        ("8:11", 15, "Talk Delgado", INSTR, GUARDED), ("8:30", 15, "Visit Núñez", INSTR, GUARDED),
        ("8:54", 43, "Data meeting", INSTR, GUARDED, "kept", "g1"), ("9:43", 15, "Visit Wang Fang", INSTR, GUARDED),
        ("10:00", 30, "Buffer", M, FIRM, "buffer"), ("10:26", 15, "Visit Marsh", INSTR, GUARDED, "replaced"),
        ("10:35", 30, "Family meeting", M, OPEN), ("11:12", 89, "Lunch duty", M, IMMOVABLE),
        ("12:44", 15, "Talk Núñez", INSTR, GUARDED), ("13:00", 25, "Meal", P, FLEXIBLE),
        ("13:30", 30, "Buffer", M, FIRM, "buffer"), ("14:15", 15, "Daily huddle", M, FLEXIBLE),
        ("14:30", 15, "Talk Wang Fang", INSTR, GUARDED), ("14:45", 30, "Budget codes", M, OPEN),
    ],
    [
        ("8:11", 15, "Visit E. Chen", INSTR, GUARDED), ("8:58", 15, "Visit Larsen", INSTR, FIRM, "moved"),
        ("9:17", 15, "Visit Patel", INSTR, GUARDED), ("9:47", 30, "ELA work samples", INSTR, GUARDED, "kept", "g2"),
        ("10:26", 89, "Lunch duty", M, IMMOVABLE), ("12:00", 25, "Meal", P, FLEXIBLE),
        ("12:30", 30, "Buffer", M, FIRM, "buffer"), ("13:00", 45, "Math PLC", INSTR, GUARDED, "kept", "g1"),
        ("14:15", 15, "Daily huddle", M, FLEXIBLE), ("14:30", 45, "Hiring file", M, FLEXIBLE),
    ],
    [
        ("8:11", 15, "Talk Patel", INSTR, GUARDED), ("8:30", 15, "Visit Ruíz", INSTR, GUARDED),
        ("9:00", 120, "District meeting", M, IMMOVABLE), ("11:12", 89, "Lunch duty", M, IMMOVABLE),
        ("12:44", 15, "Talk E. Chen", INSTR, GUARDED), ("13:02", 22, "Behavior call", M, OPEN),
        ("13:33", 15, "Visit Bello", INSTR, FIRM), ("13:48", 25, "Meal", P, FLEXIBLE),
        ("14:15", 15, "Daily huddle", M, FLEXIBLE), ("14:30", 30, "Buffer", M, FIRM, "buffer"),
        ("18:00", 90, "School board", M, IMMOVABLE),
    ],
    [
        ("8:11", 15, "Talk Bello", INSTR, GUARDED), ("8:30", 15, "Visit Raman", INSTR, GUARDED),
        ("8:57", 15, "Talk Raman", INSTR, GUARDED), ("9:12", 25, "Buffer", M, FIRM, "buffer"),
        ("9:43", 15, "Visit Okoye", INSTR, GUARDED, "planned"), ("10:29", 15, "Visit Marsh", INSTR, GUARDED),
        ("10:45", 25, "Meal", P, FLEXIBLE), ("11:12", 89, "Lunch duty", M, IMMOVABLE),
        ("12:44", 15, "Talk Larsen", INSTR, GUARDED), ("13:02", 15, "Talk Ruíz", INSTR, GUARDED),
        ("13:33", 15, "Visit Thompson", INSTR, FIRM), ("14:00", 30, "Buffer", M, FIRM, "buffer"),
        ("14:30", 45, "Weekly review", M, FIRM),
    ],
]  # fmt: skip


def minute(text: str) -> int:
    """Read `8:11`."""
    hour, rest = text.split(":")
    return int(hour) * 60 + int(rest)


def periods(texts: tuple[str, ...]) -> tuple[Period, ...]:
    return tuple(
        Period(f"P{number}", *(minute(part) for part in text.split("-"))) for number, text in enumerate(texts, 1)
    )


def card(
    day: date,
    start: int,
    length: int,
    title: str,
    category: Category = M,
    protection: Protection = FLEXIBLE,
    **more: object,
) -> BlockCard:
    """Return one block; its key is made of day, start and title."""
    ref = BlockRef(block_id=f"{day}-{start}-{title}".replace("@", ""))
    names = {INSTR: "Quick visit", M: "Administration", P: "Personal"}
    span = Span.of(WallTime(day, 0).plus(start), length)
    return BlockCard(ref, title, "some_type", names[category], category, protection, span, "America/New_York", **more)


def _day_cards(index: int, day: date, now: WallTime) -> list[BlockCard]:
    cards = []
    for text, length, title, category, level, *rest in _DAILY + _DAYS[index]:
        state = rest[0] if rest else "kept"
        is_buffer = state == "buffer"
        start = WallTime(day, minute(text))
        if is_buffer or start.plus(length) > now:
            state = "planned"
        goals = (GoalShare(rest[1], 100),) if len(rest) > 1 else ()
        cards.append(
            card(day, start.minute, length, title, category, level, state=state, is_buffer=is_buffer, goals=goals)
        )
    return cards


def totals(cards: list[BlockCard], day: date, now: WallTime, bells: BellSchedule) -> DayTotals:
    hours = Span(WallTime(day, bells.periods[0].start_min), WallTime(day, bells.periods[-1].end_min))
    mine = [one for one in cards if one.span.start.day == day and not one.is_buffer and not one.all_day]

    def minutes(kind: Category) -> int:
        return sum(one.span.minutes for one in mine if one.category is kind)

    def held(*states: str) -> int:
        spans = [
            one.span for one in mine if one.category is INSTR and one.protection >= GUARDED and one.state in states
        ]
        return overlap_minutes(spans, [hours])

    guarded = [one for one in mine if one.category is INSTR and one.protection >= GUARDED]
    past = [one.span for one in guarded if one.state == "planned" and one.span.end <= now]
    planned = held("planned", "kept", "shortened", "moved", "replaced", "missed")
    return DayTotals(planned, held("kept"), overlap_minutes(past, [hours]), minutes(INSTR), minutes(M), minutes(P))


def made_week(now: WallTime = FRIDAY_MORNING, *, extra: tuple[BlockCard, ...] = (), days: int = 5) -> WeekView:
    """Return the week of 12 January 2026."""
    regular = BellSchedule("r", "Regular", periods(REGULAR))
    early = BellSchedule("e", "Early release", periods(EARLY))
    cards: list[BlockCard] = list(extra)
    shown: list[WeekDay] = []
    for index in range(days):
        day = MONDAY + timedelta(days=index)
        if index < 5:
            cards += _day_cards(index, day, now)
    for index in range(days):
        day = MONDAY + timedelta(days=index)
        if index > 4:
            shown.append(WeekDay(SchoolDay(day, DayKind.WEEKEND), DayTotals()))
            continue
        bells = early if index == 2 else regular
        school = SchoolDay(day, DayKind.INSTRUCTION, "ABABA"[index], bells, is_contact_day=True, number=90 + index)
        shown.append(WeekDay(school, totals(cards, day, now, bells)))
    goals = (
        GoalMinutes("g1", 1, "Math proficiency", 202), GoalMinutes("g2", 2, "ELA rubric", 210),
        GoalMinutes("g3", 3, "Attendance", 0), GoalMinutes("", None, "", 105),
    )  # fmt: skip
    return WeekView(tuple(shown), tuple(sorted(cards, key=lambda one: one.span.start)), goals)


def empty_week() -> WeekView:
    """Return the same week without a block."""
    full = made_week()
    return WeekView(tuple(WeekDay(day.school, DayTotals()) for day in full.days), ())
