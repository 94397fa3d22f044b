"""Tasks in words: what was decided, how far a delegate goes alone, what stands beside a title."""

from __future__ import annotations

from datetime import date

from il_desktop.domain.tasks import Authority, Disposition
from il_desktop.wording.format import ENGLISH, Words, count_text, day_text

DISPOSITIONS = {
    Disposition.DO: "Do it",
    Disposition.SCHEDULE: "Schedule",
    Disposition.DELEGATE: "Delegate",
    Disposition.DROP: "Drop",
}
AUTHORITIES = {
    Authority.FIND_OUT: "Finds out, I decide",
    Authority.RECOMMEND: "Recommends, I decide",
    Authority.ACT_AND_REPORT: "Acts, then tells me",
    Authority.ACT: "Acts alone",
}
GRADES = {3: "high", 2: "middle", 1: "low"}


def due_text(due: date | None, today: date, words: Words = ENGLISH) -> str:
    """Say by when, short."""
    if due is None:
        return ""
    if due == today:
        return "due today"
    return f"was due {day_text(due, words)}" if due < today else f"due {day_text(due, words)}"


def carried_text(times: int) -> str:
    """Say how often a task was put off."""
    return f"carried {count_text(times, 'time', 'times')}" if times else ""


def rating_text(importance: int, urgency: int) -> str:
    """Say where a task stands on the board."""
    return f"importance {GRADES[importance]}, urgency {GRADES[urgency]}"


def missing_text(field: str, reason: str) -> str:
    """Say under a field of the delegation what is wrong with it."""
    if reason == "gone_by":
        return "This day has gone by. Choose a day to come."
    if reason == "yourself":
        return "This is you. Choose somebody else, or decide to do it."
    return {
        "owner_id": "Who takes it? Without a person it is not handed on.",
        "authority": "How far may they go alone? Choose one.",
        "check_in_on": "When do you look at it together? Give a day.",
    }.get(field, "Please fill this in.")
