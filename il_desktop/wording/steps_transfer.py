"""Sentences of steps that bring things in or note what went out."""

from __future__ import annotations

from il_desktop.domain.changes import StepLabel
from il_desktop.wording.format import Words, count_text
from il_desktop.wording.steps import Template


def _imported(label: StepLabel, _words: Words) -> str:
    new, changed = label.number("new"), label.number("changed")
    if new and changed:
        return f"Imported {count_text(new, 'event', 'events')} and updated {changed}"
    if changed:
        return f"Updated {count_text(changed, 'imported event', 'imported events')}"
    return f"Imported {count_text(new, 'event', 'events')}"


def _logged(_label: StepLabel, _words: Words) -> str:
    return "Noted an export"


SENTENCES: dict[str, Template] = {
    "calendar.import": _imported,
    "export.log": _logged,
    "export.ledger": _logged,
    "export.ticked": _logged,
}
