"""Sentences of steps that change recognitions."""

from __future__ import annotations

from datetime import date

from il_desktop.domain.changes import StepLabel
from il_desktop.wording.format import Words, day_text
from il_desktop.wording.recognition import SEEN_BY
from il_desktop.wording.steps import Template


def _who(label: StepLabel) -> str:
    return label.name("person", "somebody")


def _recorded(label: StepLabel, _words: Words) -> str:
    if label.text("state") == "draft":
        return f"Drafted a recognition of {_who(label)}"
    return f"Recognized {_who(label)}, {SEEN_BY.get(label.text('seen_by'), 'private')}"


def _edited(label: StepLabel, _words: Words) -> str:
    return f"Changed the recognition of {_who(label)}"


def _given(label: StepLabel, words: Words) -> str:
    return f"Gave the recognition of {_who(label)}, {day_text(date.fromisoformat(label.text('on')), words)}"


def _deleted(label: StepLabel, _words: Words) -> str:
    return f"Deleted a recognition of {_who(label)}"


SENTENCES: dict[str, Template] = {
    "recognition.record": _recorded,
    "recognition.edit": _edited,
    "recognition.give": _given,
    "recognition.delete": _deleted,
}
