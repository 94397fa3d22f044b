"""The vision, the five goals with their strategies and steps, and the answers given at check-ins."""

from __future__ import annotations

from datetime import date

from il_desktop.sample.book import Book, row_id
from il_desktop.sample.challenges import challenge_id
from il_desktop.sample.goal_texts import (
    CHECK_INS,
    EXCELLENCE,
    EXPECTATIONS,
    GOALS,
    MISSION,
    STATEMENT,
    VALUES,
    GoalText,
)
from il_desktop.sample.people import PRINCIPAL, person_id

DUE = date(2026, 6, 5)


def goal_id(letter: str) -> str:
    """Return the id of a top goal, A to E."""
    return row_id(f"goal:{letter}")


def fill(book: Book) -> None:
    """Add vision, goals and check-ins."""
    vision = book.add(
        "vision", "vision:1", version=1, mission=MISSION, statement=STATEMENT, adopted_on=date(2024, 8, 1),
        review_due_on=date(2025, 8, 1), note="Written with staff, students and families in two evenings.",
    )  # fmt: skip
    items = [("value", item) for item in VALUES]
    items += [("excellence", item) for item in EXCELLENCE] + [("expectation", item) for item in EXPECTATIONS]
    for pos, (kind, (name, meaning)) in enumerate(items):
        book.add(
            "vision_item", f"vision_item:{pos + 1}", vision_id=vision, kind=kind, name=name, meaning=meaning, pos=pos
        )
    for goal in GOALS:
        _add_goal(book, goal, vision)
    for number, (letter, day, confidence, status, computed, comment) in enumerate(CHECK_INS, 1):
        book.add(
            "check_in", f"check_in:{number:02d}", goal_id=goal_id(letter), target_id=row_id(f"target:{letter}"),
            given_on=day, confidence=confidence, status=status, computed_status=computed, comment=comment,
        )  # fmt: skip


def _add_goal(book: Book, goal: GoalText, vision: str) -> None:
    root = book.add(
        "goal", f"goal:{goal.letter}", kind="goal", title=goal.title, vision_id=vision, domain=goal.domain,
        owner_id=PRINCIPAL, starts_on=date(2025, 8, 25), due_on=DUE, rank=goal.rank, because=goal.because,
        check_every_days=28, est_min=goal.hours * 60,
    )  # fmt: skip
    for s, strategy in enumerate(goal.strategies, 1):
        parent = book.add(
            "goal", f"goal:{goal.letter}{s}", kind="strategy", parent_id=root, title=strategy.title, domain=goal.domain,
            owner_id=PRINCIPAL, starts_on=date(2025, 8, 25), due_on=DUE,
        )  # fmt: skip
        for k, (title, owner, due, done) in enumerate(strategy.steps, 1):
            book.add(
                "goal", f"goal:{goal.letter}{s}{k}", kind="step", parent_id=parent, title=title,
                owner_id=person_id(owner), starts_on=date(2025, 8, 25), due_on=due, done_on=done,
                state="closed" if done else "active", est_min=120,
            )  # fmt: skip
    title, prediction, review = goal.test
    book.add(
        "goal", f"goal:{goal.letter}-test", kind="test", parent_id=root, title=title, owner_id=PRINCIPAL,
        starts_on=date(2025, 11, 3), due_on=review, review_on=review, prediction=prediction,
    )  # fmt: skip
    if goal.letter == "B":
        book.add(
            "goal", "goal:B-intervention", kind="intervention", parent_id=root, title="Small-group talk before writing",
            owner_id=person_id("hale"), starts_on=date(2025, 10, 6), due_on=DUE, review_on=date(2026, 2, 6),
            group_label="Grade 7 writers, two groups", n_students=12, dose_min_week=60, response="intervention",
            challenge_id=challenge_id("claims"),
        )  # fmt: skip
