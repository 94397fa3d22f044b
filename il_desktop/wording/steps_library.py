"""Sentences of steps in the library and the curriculum review."""

from __future__ import annotations

from il_desktop.domain.changes import StepLabel
from il_desktop.wording.format import Words
from il_desktop.wording.steps import Template

_WORDS = {"strategy": "the strategy", "term": "the word", "unit": "the unit"}


def _about(verb: str) -> Template:
    def sentence(label: StepLabel, _words: Words) -> str:
        kind = _WORDS.get(label.text("kind"), "the entry")
        return f"{verb} {kind} “{label.name('item', 'of the library')}”"

    return sentence


def _look_for(label: StepLabel, _words: Words) -> str:
    name = f"“{label.name('item', 'a strategy')}”"
    return f"Added a look-for to {name}" if label.number("is_on") else f"Took a look-for from {name}"


def _challenge(label: StepLabel, _words: Words) -> str:
    return f"Made a challenge of the issue of “{label.name('item', 'a unit')}”"


SENTENCES: dict[str, Template] = {
    "library.add": _about("Added"),
    "library.edit": _about("Changed"),
    "library.delete": _about("Deleted"),
    "library.look_for": _look_for,
    "library.challenge": _challenge,
}
