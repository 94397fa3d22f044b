"""Sentences of steps around the front office."""

from __future__ import annotations

from il_desktop.domain.changes import StepLabel
from il_desktop.wording.format import Words, count_text, moment_text
from il_desktop.wording.steps import Template

_DID = {"add": "added", "move": "moved", "cancel": "cancelled"}


def _taken_in(label: StepLabel, _words: Words) -> str:
    return f"Took in {count_text(label.number('count'), 'proposal', 'proposals')} of the office"


def _accepted(label: StepLabel, words: Words) -> str:
    what = f"Accepted for the office: {_DID[label.text('action')]} {label.name('block', 'a block')}"
    is_placed = label.text("start") and label.text("action") != "cancel"
    return f"{what}, {moment_text(label.moment('start'), words)}" if is_placed else what


def _declined(_label: StepLabel, _words: Words) -> str:
    return "Declined a proposal of the office"


SENTENCES: dict[str, Template] = {
    "office.take_in": _taken_in,
    "office.accept": _accepted,
    "office.decline": _declined,
}
