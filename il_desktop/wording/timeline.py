"""The words of a person's timeline: what a thing is, what became of it, and the sentence above."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from il_desktop.domain.timeline import TimelineEntry
from il_desktop.domain.walltime import WallTime
from il_desktop.wording.format import Words, clock_text, count_text, day_text, list_text
from il_desktop.wording.recognition import KINDS as RECOGNITIONS

GROUPS = {
    "": "All",
    "visits": "Visits",
    "recognition": "Recognition",
    "time": "Time",
    "work": "Work",
    "notes": "Notes",
    "facts": "Facts",
}
_NAMES = {
    "visit": "Visit",
    "feedback": "Feedback",
    "step": "Action step",
    "recognition": "Recognition",
    "nomination": "Nomination",
    "block": "Block",
    "series": "Repeating block",
    "meeting": "Meeting",
    "task": "Task",
    "goal": "Goal",
    "note": "Note",
    "log": "Contact",
    "absence": "Away",
    "team": "Team",
}
COUNTED = {
    "visit": ("visit", "visits"),
    "feedback": ("talk", "talks"),
    "recognition": ("recognition", "recognitions"),
    "meeting": ("meeting", "meetings"),
    "task": ("task", "tasks"),
    "note": ("note", "notes"),
}
_NOTE_CLASSES = {
    "private_memory": "only for you",
    "working_file": "working file",
    "shared": "shared",
    "official": "official record",
}
_CAPITALS = ("pd", "plc", "ilt", "mtss")
_STATES = {
    "planned": "planned",
    "missed": "missed",
    "open": "open",
    "mastered": "mastered",
    "continue": "goes on",
    "changed": "changed",
    "dropped": "dropped",
    "draft": "draft",
    "done": "done",
    "handed_back": "handed back",
    "attended": "attended",
    "absent": "absent",
    "excused": "excused",
    "met": "met",
    "selected": "selected",
    "nominated": "nominated",
    "not_selected": "not selected",
    "declined": "stands no longer",
}


def entry_name(entry: TimelineEntry) -> str:
    """Say what a thing is, with its kind: “Visit, walkthrough”."""
    name = _NAMES[entry.kind]
    if entry.kind == "recognition":
        return RECOGNITIONS.get(entry.word, name)
    if entry.kind == "note":
        return f"{name}, {_NOTE_CLASSES[entry.word]}"
    is_plain = entry.word == entry.kind or entry.kind in ("goal", "absence", "nomination")
    word = entry.word.upper() if entry.word in _CAPITALS else entry.word.replace("_", " ")
    return name if is_plain else f"{name}, {word}"


def entry_when(entry: TimelineEntry, words: Words) -> str:
    """Say when: a day with its year, and the time."""
    clock = f", {clock_text(WallTime.parse(entry.at).minute, words)}" if "T" in entry.at else ""
    return f"{_day(entry.at, words)}{clock}"


def entry_text(entry: TimelineEntry, words: Words) -> str:
    """Say what a line holds: title, text, what became of it."""
    if entry.kind == "absence":
        until = f"to {_day(entry.state, words)}" if entry.state != entry.at else "one day"
        return f"{until}, {entry.text} takes the lessons" if entry.text else until
    if entry.kind == "team":
        until = f", to {_day(entry.state, words)}" if entry.state else ""
        return f"{entry.title}{until}"
    return " · ".join(part for part in (entry.title, entry.text, _STATES.get(entry.state, "")) if part)


def timeline_sentence(entries: Sequence[TimelineEntry]) -> str:
    """Say how much there is of what."""
    counts = {kind: sum(entry.kind == kind for entry in entries) for kind in COUNTED}
    parts = [count_text(count, *COUNTED[kind]) for kind, count in counts.items() if count]
    return f"{list_text(parts)}." if parts else "Nothing is linked yet."


def _day(text: str, words: Words) -> str:
    return day_text(date.fromisoformat(text[:10]), words, year=True)
