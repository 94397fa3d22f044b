"""Sentences of steps that change repeating blocks: `Changed all of Data talk: every Wednesday at 10:30`."""

from __future__ import annotations

from datetime import date

from il_desktop.domain.changes import StepLabel
from il_desktop.domain.recurrence import SeriesRule
from il_desktop.domain.walltime import WallTime
from il_desktop.wording.format import Words, clock_text, day_text
from il_desktop.wording.repeat import repeat_text
from il_desktop.wording.steps import Template
from il_desktop.wording.steps_schedule import prices_text

# Said instead of the rule, which such an edit leaves as it is.
FIELD_NAMES = {
    "activity_type": "kind", "protection": "protection", "place": "place", "note": "note", "is_public": "visibility",
    "is_buffer": "buffer mark", "goals": "goals", "people": "people", "remind_min": "reminder",
}  # fmt: skip


def _name(label: StepLabel) -> str:
    return label.name("series", "a repeating block")


def _when(label: StepLabel, words: Words) -> str:
    start = label.moment("start")
    if not label.text("rule"):
        return f"from {day_text(start.day, words)}"
    until = label.text("until")
    rule = SeriesRule(
        label.text("kind"),
        label.text("rule"),
        start,
        0,
        "UTC",
        date.fromisoformat(until) if until else None,
        label.number("count") or None,
    )
    text = repeat_text(rule, words)
    return text if _is_by_period(rule) else _timed(text, start, words)


def _is_by_period(rule: SeriesRule) -> bool:
    return rule.kind == "school" and '"periods"' in rule.rule


def _timed(text: str, start: WallTime, words: Words) -> str:
    for sign in (" until ", ", "):
        days, found, end = text.partition(sign)
        if found and end.endswith(" times"):
            return f"{days} at {clock_text(start.minute, words)}{sign}{end}"
        if found and sign == " until ":
            return f"{days} at {clock_text(start.minute, words)}{sign}{end}"
    return f"{text} at {clock_text(start.minute, words)}"


def _part(label: StepLabel, words: Words) -> str:
    if label.text("scope") == "all":
        return f"all of {_name(label)}"
    return f"{_name(label)} from {_on(label, words)} on"


def _on(label: StepLabel, words: Words) -> str:
    return day_text(date.fromisoformat(label.text("on")), words)


def _added(label: StepLabel, words: Words) -> str:
    return f"Added {_name(label)}, {_when(label, words)}{prices_text(label, words)}"


def _made(label: StepLabel, words: Words) -> str:
    return f"Made {_name(label)} repeat {_when(label, words)}{prices_text(label, words)}"


def _edited(label: StepLabel, words: Words) -> str:
    field = FIELD_NAMES.get(label.text("field"))
    if field is not None:
        return f"Changed the {field} of {_part(label, words)}"
    return f"Changed {_part(label, words)}: {_when(label, words)}{prices_text(label, words)}"


def _deleted(label: StepLabel, words: Words) -> str:
    return f"Deleted {_part(label, words)}"


def _ended(label: StepLabel, words: Words) -> str:
    return f"Ended {_name(label)} with {_on(label, words)}"


def _restored(label: StepLabel, words: Words) -> str:
    return f"Put {_name(label)}, {_on(label, words)}, back to its rule"


SENTENCES: dict[str, Template] = {
    "series.add": _added,
    "series.make": _made,
    "series.edit": _edited,
    "series.delete": _deleted,
    "series.end": _ended,
    "series.restore": _restored,
}
