"""Sentences of steps that change recognitions."""

from __future__ import annotations

from datetime import date

from il_desktop.domain.changes import StepLabel
from il_desktop.wording.format import Words, count_text, day_text
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


def _team(label: StepLabel, _words: Words) -> str:
    who = count_text(label.number("people"), "person", "people")
    if label.text("state") == "draft":
        return f"Drafted a recognition of a team, {who}"
    return f"Recognized a team, {who}, {SEEN_BY.get(label.text('seen_by'), 'private')}"


def _planned(label: StepLabel, words: Words) -> str:
    start = label.text("start")
    when = f", {day_text(date.fromisoformat(start[:10]), words)}" if start else ""
    return f"Planned time to recognize {_who(label)}{when}"


def _followed_up(label: StepLabel, words: Words) -> str:
    on = label.text("on")
    if not on:
        return f"Followed up on the recognition of {_who(label)}"
    return f"Will follow up on the recognition of {_who(label)}, {day_text(date.fromisoformat(on), words)}"


def _celebrated(label: StepLabel, _words: Words) -> str:
    count = count_text(label.number("recognitions"), "recognition", "recognitions")
    return f"Put {count} on the agenda of {label.name('meeting', 'a meeting')}"


SENTENCES: dict[str, Template] = {
    "recognition.record": _recorded,
    "recognition.record_team": _team,
    "recognition.edit": _edited,
    "recognition.give": _given,
    "recognition.plan": _planned,
    "recognition.follow_up": _followed_up,
    "recognition.celebrate": _celebrated,
    "recognition.delete": _deleted,
}
