"""Contacts, voices, requests, pulses and weekly reviews of the sample school."""

from __future__ import annotations

from datetime import date

from il_desktop.sample import teamwork_texts as texts
from il_desktop.sample.book import NOW, Book, instant_on, row_id
from il_desktop.sample.drafts import Agenda
from il_desktop.sample.goals import goal_id
from il_desktop.sample.people import TEACHERS, person_id
from il_desktop.sample.year import after, week_days

REQUESTS, PULSES = 24, 6
_STATES = ("idea", "drafted", "submitted", "approved", "declined", "spent")
_SOURCES = ("budget", "grant", "partnership", "community", "district", "title_funds")
_PULSE_DAYS = (
    date(2025, 9, 5),
    date(2025, 10, 3),
    date(2025, 10, 29),
    date(2025, 11, 21),
    date(2025, 12, 12),
    date(2026, 1, 9),
)
_WINS = (
    "Talks within a day, four times out of five.", "The data meeting started on time and ended with one next step.",
    "Three rooms visited that had waited longest.", "First contact took nine questions that used to come to me.",
)  # fmt: skip
_LESSONS = (
    "Thursday mornings break when the district runs over.", "A visit after P6 rarely happens.",
    "Buffers were used up by noon; keep the second one.", "Two talks in a row are one too many before lunch.",
)  # fmt: skip
# kind, date, topic, more
_ENTRIES = (
    ("event", date(2025, 9, 4), "Back-to-school night", {"audience": "Families", "n_people": 310, "state": "closed"}),
    ("listening", date(2025, 9, 24), "Lunch with student council",
     {"audience": "Students", "n_people": 9, "state": "closed"}),
    ("voice", date(2025, 10, 9), "Bus 14 comes late",
     {"voice_kind": "challenge", "audience": "Families", "state": "routed"}),
    ("message", date(2025, 10, 20), "Fall letter to families",
     {"audience": "Families", "channel": "letter", "state": "closed"}),
    ("partnership", date(2025, 11, 3), "Mill museum", {"ends_on": date(2026, 3, 6), "state": "closed"}),
    ("voice", date(2025, 11, 19), "Quiet room at lunch", {"voice_kind": "idea", "audience": "Students"}),
    ("class_interruption", date(2025, 12, 3), "Announcement in P3", {"minutes": 2, "n_people": 30, "state": "closed"}),
    ("dialogue", date(2025, 12, 16), "Grade 8 families on high school",
     {"audience": "Families", "n_people": 44, "state": "closed"}),
    ("message", date(2026, 1, 6), "Welcome back", {"audience": "Staff", "channel": "e-mail", "state": "closed"}),
    ("leader_learning", date(2026, 1, 8), "Read: talk in math lessons", {"minutes": 40, "state": "closed"}),
)  # fmt: skip


def fill(book: Book, agenda: Agenda) -> None:
    """Add log entries, requests, pulses and reviews."""
    for number, (kind, day, topic, more) in enumerate(_ENTRIES, 1):
        book.add("log_entry", f"log_entry:{number:02d}", kind=kind, on_date=day, topic=topic, **more)
    for number, day in enumerate(_PULSE_DAYS, 1):
        book.add(
            "log_entry", f"log_entry:pulse:{number}", kind="survey", on_date=day, topic="Staff pulse, three questions",
            audience="Staff", n_people=30 + number, state="closed", goal_id=goal_id("E"),
        )  # fmt: skip
    _add_requests(book)
    _add_mentions(book)
    _add_reviews(book, agenda)


def _add_requests(book: Book) -> None:
    chance = book.spread("requests")
    for number in range(1, REQUESTS):
        title, category, cents = texts.REQUESTS[number - 1]
        is_equity = number % 5 == 0
        book.add(
            "resource_request", f"resource_request:{number:02d}", title=title,
            category=category,
            amount_cents=cents, source=chance.choice(_SOURCES), state=chance.choice(_STATES),
            deadline_on=after(date(2025, 9, 1), number * 6), goal_id=goal_id(chance.choice("ABC")), is_equity=is_equity,
            equity_why="Students who need it most have it least now." if is_equity else None,
        )  # fmt: skip
    book.add(
        "resource_request", "resource_request:grant", title="State literacy grant", category="funding", source="grant",
        amount_cents=1200000, state="submitted", deadline_on=date(2025, 12, 26), goal_id=goal_id("B"),
    )  # fmt: skip


def _add_mentions(book: Book) -> None:
    book.add(
        "log_entry", "log_entry:mention:T16", kind="mention", on_date=date(2025, 9, 10), person_id=person_id("T16"),
        topic="Collaborative strategy", text="Students should run their own groups.",
        commitment="Follow up after the next visit.", follow_on=date(2026, 1, 16), contact_kind="guidance",
    )  # fmt: skip
    shared = date(2026, 1, 5)
    book.add(
        "log_entry", "log_entry:podcast:T14", kind="resource_share", on_date=shared, person_id=person_id("T14"),
        topic="Gamification", text="Podcast on games for practice.", channel="podcast", follow_on=after(shared, 10),
        contact_kind="resource",
    )  # fmt: skip
    bright = TEACHERS[12]
    for window, day, numerator in (("interim", date(2025, 10, 28), 20), ("winter", date(2026, 1, 14), 21)):
        for teacher, seen in ((bright, numerator), (TEACHERS[8], 12), (TEACHERS[20], 13)):
            book.add(
                "reading", f"reading:section:{window}:{teacher.key}", measure_id=row_id("measure:reading"), read_on=day,
                window_id=row_id(f"calendar_span:window:{window}"), section_id=row_id(f"section:{teacher.key}:P2"),
                numerator=seen, denominator=24,
            )  # fmt: skip


def _add_reviews(book: Book, agenda: Agenda) -> None:
    chance = book.spread("reviews")
    for week in range(1, 37):
        days = [day.day for day in week_days(week)]
        closed = days[-1] < NOW.day
        drafts = [
            draft for draft in agenda.all() if draft.day in days and draft.protection >= 3 and draft.origin == "planner"
        ]
        book.add(
            "review", f"review:{week:02d}", from_on=days[0], to_on=days[-1], step=6 if closed else 0,
            planned_instr_min=sum(draft.minutes for draft in drafts) if closed else None,
            actual_instr_min=sum(draft.minutes for draft in drafts if draft.state == "kept") if closed else None,
            wins=chance.choice(_WINS) if closed else None, lesson=chance.choice(_LESSONS) if closed else None,
            adjust="One slot earlier on Thursday." if closed and week % 3 == 0 else None,
            closed_at=instant_on(days[-1]) if closed else None,
        )  # fmt: skip
