"""The sample school's library: strategies and words in its own language, and curriculum units under review."""

from __future__ import annotations

from datetime import date
from typing import Any

from il_desktop.sample.book import Book
from il_desktop.sample.goals import goal_id

_OWN = "Leadership team of Maple Hollow, 2025"
_ENTRIES: tuple[tuple[str, str, tuple[str, ...], str, str, bool], ...] = (
    ("strategy", "Number talk", ("Math chat", "Mental math talk"),
     "Ten minutes, one problem, no paper: several ways to solve it, and students say why one works.", _OWN, True),
    ("strategy", "Claim cards", ("Argument cards",),
     "Before they write, students draw a card with a claim and say for or against it to a partner.", _OWN, True),
    ("strategy", "Exit ticket", ("Exit slip", "Ticket out"),
     "One question in the last five minutes; the teacher sorts the answers before the next lesson.", _OWN, True),
    ("strategy", "Jigsaw", ("Expert groups",),
     "Each group learns a part and teaches it to the others, so that everybody is needed.", "", False),
    ("strategy", "Wait time", ("Think time",), "", "", False),
    ("term", "Rigor", ("Productive struggle",),
     "Students do the thinking at grade level; help makes the way shorter, not the task easier.", _OWN, True),
    ("term", "Tier 2", ("Small-group support",),
     "Support for a group beside the lesson of all, for some weeks, looked at again on a fixed day.", _OWN, True),
)  # fmt: skip
_UNITS: tuple[tuple[str, str, str, tuple[int, ...], str, date | None, str], ...] = (
    ("Ratios and rates", "Math", "7", (2, 3, 2, 3), "No task with numbers of our town", date(2026, 1, 9), "A"),
    ("Linear functions", "Math", "8", (3, 2, 3, 2), "Word problems need more reading than math", date(2026, 5, 8), "C"),
    ("Argument writing", "ELA", "7", (3, 3, 3, 2), "Texts show few of our families", date(2025, 12, 12), "B"),
    ("Ecosystems", "Science", "6", (3, 4, 4, 3), "", date(2026, 10, 2), ""),
    ("Early republics", "Social studies", "8", (), "", None, ""),
)
_CRITERIA = ("rigorous", "relevant", "engaging", "inclusive")


def fill(book: Book) -> None:
    """Add entries and units."""
    for number, (kind, name, aliases, definition, source, is_schoolwide) in enumerate(_ENTRIES, 1):
        book.add(
            "library_item", f"library_item:{number}", kind=kind, name=name, aliases=aliases,
            definition=definition or None, source=source or None, is_schoolwide=int(is_schoolwide),
        )  # fmt: skip
    for number, (name, subject, grade, scores, issue, review_on, goal) in enumerate(_UNITS, 1):
        judged: dict[str, Any] = dict(zip(_CRITERIA, scores, strict=False))
        book.add(
            "library_item", f"library_item:unit:{number}", kind="unit", name=name, subject=subject, grade=grade,
            criteria=judged or None, issue=issue or None, next_review_on=review_on,
            goal_id=goal_id(goal) if goal else None,
        )  # fmt: skip
