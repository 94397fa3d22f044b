"""Sentences of steps that bring readings in and that change measures, challenges and small tests."""

from __future__ import annotations

from il_desktop.domain.changes import StepLabel
from il_desktop.wording.format import Words, count_text, list_text
from il_desktop.wording.steps import Template


def _imported(label: StepLabel, _words: Words) -> str:
    new, changed, measures = label.number("new"), label.number("changed"), label.number("measures")
    parts = [count_text(new, "reading", "readings")] if new or not changed else []
    parts += [f"{changed} changed"] if changed else []
    parts += [count_text(measures, "new measure", "new measures")] if measures else []
    return f"Brought in {list_text(parts)}"


SENTENCES: dict[str, Template] = {
    "readings.import": _imported,
}
