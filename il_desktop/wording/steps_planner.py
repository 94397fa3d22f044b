"""Sentences of steps that accept a plan or adopt a copy of a week."""

from __future__ import annotations

from datetime import date

from il_desktop.domain.changes import StepLabel
from il_desktop.wording.format import Words, count_text, day_text, duration_text, list_text
from il_desktop.wording.steps import Template
from il_desktop.wording.steps_schedule import room_text


def _accepted(label: StepLabel, words: Words) -> str:
    parts = [f"{label.number(key)} {key}" for key in ("added", "moved", "dropped") if label.number(key)]
    lost = label.number("lost")
    what = list_text(parts) or count_text(label.number("count"), "line", "lines")
    week = f"the week of {day_text(date.fromisoformat(label.text('week')), words)}"
    done = f"Repaired {week} after {duration_text(lost)} lost" if lost else f"Planned {week}"
    return f"{done}: {what}{room_text(label, words)}"


def _adopted(label: StepLabel, words: Words) -> str:
    names = {"added": "added", "moved": "moved", "dropped": "let go", "levels": "with another level"}
    parts = [f"{label.number(key)} {name}" for key, name in names.items() if label.number(key)]
    if label.number("lost"):
        parts.append(f"{duration_text(label.number('lost'))} lost")
    week = day_text(date.fromisoformat(label.text("week")), words)
    return f"Adopted what was tried in the week of {week}: {list_text(parts)}{room_text(label, words)}"


SENTENCES: dict[str, Template] = {"plan.accept": _accepted, "plan.adopt": _adopted}
