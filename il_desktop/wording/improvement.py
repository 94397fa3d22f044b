"""Improvement work in words: challenges, evidence, small tests, what is due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from il_desktop.domain.improvement import KINDS_TO_CONFIRM, lanes
from il_desktop.wording.format import ENGLISH, Words, count_text, date_text, list_text
from il_desktop.wording.goals import KIND_WORDS

if TYPE_CHECKING:
    from datetime import date

    from il_desktop.domain.improvement import DueItem, NinetyDays

CHALLENGE_KINDS: Mapping[str, str] = {
    "instruction": "Instruction",
    "curriculum_gap": "Curriculum gap",
    "resource_shortage": "Shortage of resources",
    "climate": "Climate",
    "time": "Time",
    "equity": "Equity",
    "resistance": "Resistance to change",
    "pd_need": "Need for training",
    "other": "Something else",
}
CHALLENGE_STATES: Mapping[str, str] = {"suspected": "Suspected", "confirmed": "Confirmed", "addressed": "Addressed"}
EVIDENCE_WORDS: Mapping[str, str] = {
    "data": "Data",
    "observation": "Observation",
    "teacher_voice": "Teachers' voice",
    "student_voice": "Students' voice",
    "judgment": "Judgment",
    "document": "Document",
    "before": "Before",
    "after": "After",
}
RESPONSE_WORDS: Mapping[str, str] = {
    "improve": "Improve teaching for all",
    "intervention": "Help a group catch up",
    "enrichment": "Let a group go further",
}
GOING_WORDS: Mapping[str, str] = {
    "on_track": "As hoped", "at_risk": "Slower than hoped", "off_track": "It does not help yet",
}  # fmt: skip
VERDICT_WORDS: Mapping[str, str] = {
    "adopt": "Adopt: do it from now on",
    "adapt": "Adapt: change it and test again",
    "abandon": "Abandon: it does not help",
}
STAGE_WORDS: Mapping[str, str] = {
    "plan": "Plan: write the prediction",
    "do": "Do: try it, then write the result",
    "study": "Study: what was learned?",
    "act": "Act: adopt, adapt or abandon",
    "done": "Decided",
}
STAGE_NAMES: Mapping[str, str] = {"plan": "Plan", "do": "Do", "study": "Study", "act": "Act", "done": "Decided"}
DUE_KINDS: Mapping[str, str] = {**KIND_WORDS, "task": "Task", "challenge": "Challenge", "unit": "Curriculum unit",
                                  "vision": "Vision"}  # fmt: skip


def evidence_sentence(kinds: Iterable[str]) -> str:
    """Say how well a challenge is backed: nothing, a single source, or which kinds agree."""
    found = lanes(kinds)
    if not found:
        return "No evidence yet."
    named = list_text([EVIDENCE_WORDS[lane].lower() for lane in found])
    if len(found) < KINDS_TO_CONFIRM:
        return f"Single source: {named} only. A second kind can confirm it."
    return f"Backed by {count_text(len(found), 'kind', 'kinds')} of evidence: {named}."


def evidence_cell(kinds: Iterable[str]) -> str:
    """Write in a word or two how well a challenge is backed."""
    found = len(lanes(kinds))
    if found < KINDS_TO_CONFIRM:
        return "Single source" if found else "None yet"
    return f"{found} kinds"


def due_kind(item: DueItem) -> str:
    """Write what comes due: `Step`, `Test, review`."""
    word = DUE_KINDS.get(item.kind, "Entry")
    return f"{word}, review" if item.what == "review" else word


def ninety_sentence(found: NinetyDays, words: Words = ENGLISH) -> str:
    """Say how much comes due by when."""
    until = date_text(found.last, words)
    head = (
        f"{count_text(len(found.items), 'item is', 'items are')} due until {until}."
        if found.items
        else f"Nothing is due until {until}."
    )
    late = found.overdue
    return f"{head} {count_text(late, 'item', 'items')} from before today {'is' if late == 1 else 'are'} still open." \
        if late else head  # fmt: skip


def dose_cell(minutes: int | None) -> str:
    """Write how much a week."""
    return f"{minutes} min" if minutes else ""


def group_cell(label: str, n_students: int | None) -> str:
    """Write for whom: the group and how many."""
    many = count_text(n_students, "student", "students") if n_students else ""
    return ", ".join(part for part in (label, many) if part)


def again_cell(on: date | None, today: date, words: Words = ENGLISH, *, is_open: bool = True) -> str:
    """Write when something is looked at again; that the day has gone by, or that it is over."""
    if not is_open:
        return "over"
    if on is None:
        return ""
    return f"was due {date_text(on, words)}" if on < today else date_text(on, words)


def log_line(on: date, status: str, text: str, words: Words = ENGLISH) -> str:
    """Write an entry of the log of an intervention."""
    return f"{date_text(on, words)}, {GOING_WORDS.get(status, 'noted').lower()}: {text}"


def review_line(item: DueItem, today: date, words: Words = ENGLISH) -> str:
    """Write what a review is of and since when it waits: `Intervention, was due 5 Jan 2026`."""
    day = date_text(item.on, words)
    return f"{DUE_KINDS.get(item.kind, 'Entry')}, {f'was due {day}' if item.on < today else day}"


def months(items: Sequence[DueItem]) -> list[tuple[tuple[int, int], list[DueItem]]]:
    """Group items by year and month, in order."""
    found: dict[tuple[int, int], list[DueItem]] = {}
    for item in items:
        found.setdefault((item.on.year, item.on.month), []).append(item)
    return sorted(found.items())
