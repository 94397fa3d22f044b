"""Sentences around forgetting a person: what goes, what stays, where it still is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from il_desktop.wording.format import ENGLISH, Words, count_text, day_text, list_text

ALONE, WHOLE = "alone", "whole"  # what becomes of texts in which a single name stands
_KEPT = (
    ("visits", "visit", "visits"),
    ("recognitions", "recognition", "recognitions"),
    ("talks", "feedback talk", "feedback talks"),
)
_GOES = (
    ("notes", "note", "notes"),
    ("steps", "action step", "action steps"),
    ("drafts", "draft", "drafts"),
    ("files", "kept file", "kept files"),
)


def forget_sentence(traces: Any, name: str) -> str:
    """Say what forgetting does; `traces` is a `queries.forgetting.Traces`."""
    counted = _counted(traces, _KEPT)
    gone = _counted(traces, _GOES)
    parts = ["Name, facts, absences, teams, lessons" + (f", {', '.join(gone)}" if gone else "") + " go."]
    if counted:
        parts.append(f"{list_text(counted)} stay as a count, without a word or a name.")
    parts.append("Nothing done so far can be undone any more, and this cannot be undone either.")
    return f"This removes everything about {name} from this file. " + " ".join(parts)


def alone_sentence(traces: Any, name: str) -> str:
    """Ask what becomes of the texts in which a part of the name stands alone."""
    texts = count_text(traces.alone, "other text", "other texts")
    shown = "\n".join(f"· {sample}" for sample in traces.samples)
    more = f"\n· and {traces.alone - len(traces.samples)} more" if traces.alone > len(traces.samples) else ""
    return f"A part of the name of {name} also stands alone in {texts}. It may mean somebody else:\n{shown}{more}"


def elsewhere_sentence(backups: Sequence[date], exports: int, words: Words = ENGLISH) -> str:
    """Say where the person still is: in backups, in what was exported, on other computers."""
    parts: list[str] = []
    if backups:
        days = sorted({backups[0], backups[-1]})
        when = " to ".join(day_text(day, words, year=True) for day in days)
        parts.append(f"{count_text(len(backups), 'backup', 'backups')} beside this file ({when})")
    if exports:
        parts.append(f"{count_text(exports, 'file', 'files')} you exported with names")
    parts.append("calendars and copies elsewhere")
    return f"Still in: {list_text(parts)}. Delete them there."


def forgotten_sentence(copies: int) -> str:
    """Say that it is done, and where the person still is on this computer."""
    knows = "knows" if copies == 1 else "know"
    held = f" {count_text(copies, 'backup', 'backups')} beside the file still {knows} them." if copies else ""
    return f"Everything about one person was removed.{held}"


def _counted(traces: Any, kinds: Sequence[tuple[str, str, str]]) -> list[str]:
    return [count_text(getattr(traces, field), one, more) for field, one, more in kinds if getattr(traces, field)]
