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


_STATES = {
    "suspected": "Called {} suspected again",
    "confirmed": "Confirmed {}",
    "addressed": "Called {} addressed",
}
_VERDICTS = {"adopt": "Adopted", "adapt": "Will adapt", "abandon": "Abandoned"}


def _challenge(label: StepLabel) -> str:
    return f"“{label.name('challenge', 'a challenge')}”"


def _goal(label: StepLabel) -> str:
    return f"“{label.name('goal', 'a test')}”"


def _about(verb: str) -> Template:
    def sentence(label: StepLabel, _words: Words) -> str:
        return f"{verb} {_challenge(label)}"

    return sentence


def _state(label: StepLabel, _words: Words) -> str:
    return _STATES.get(label.text("state"), "Changed {}").format(_challenge(label))


def _test(label: StepLabel, _words: Words) -> str:
    field = label.text("field")
    if field == "verdict" and label.text("verdict"):
        return f"{_VERDICTS.get(label.text('verdict'), 'Decided')} {_goal(label)}"
    words = {"prediction": "the prediction of", "result": "the result of", "learned": "what was learned from"}
    return f"Wrote {words.get(field, 'about')} {_goal(label)}"


def _plan(label: StepLabel, _words: Words) -> str:
    return f"Made the plan {_goal(label)} under “{label.name('parent', 'a goal')}”"


def _plan_changed(label: StepLabel, _words: Words) -> str:
    return f"Changed the plan {_goal(label)}"


def _plan_noted(label: StepLabel, _words: Words) -> str:
    return f"Wrote into the log of {_goal(label)}"


SENTENCES: dict[str, Template] = {
    "readings.import": _imported,
    "plan.edit": _plan_changed,
    "plan.note": _plan_noted,
    "challenge.add": _about("Noted the challenge"),
    "challenge.edit": _about("Changed the challenge"),
    "challenge.whys": _about("Wrote why there is"),
    "challenge.state": _state,
    "challenge.delete": _about("Deleted the challenge"),
    "challenge.evidence": lambda label, _words: (
        f"{'Kept a file with' if label.number('file') else 'Added evidence to'} {_challenge(label)}"
    ),
    "challenge.evidence_delete": _about("Deleted evidence of"),
    "test.write": _test,
    "plan.make": _plan,
}
