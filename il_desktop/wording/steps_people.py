"""Sentences of steps that change people."""

from __future__ import annotations

from datetime import date

from il_desktop.domain.changes import StepLabel
from il_desktop.wording.format import Words, count_text, day_text
from il_desktop.wording.steps import Template

_FIELDS = {
    "recognition_pref": "how {} likes to be recognized",
    "department": "the department of {}",
    "email": "the e-mail of {}",
    "birthday_md": "the birthday of {}",
    "visit_every_days": "how often {} is visited",
    "favorites": "the favorites of {}",
    "active_from": "the first day of {}",
    "active_to": "the last day of {}",
    "given": "the name of {}",
    "family": "the name of {}",
    "former_names": "the former names of {}",
    "works_on": "the days {} works",
    "strengths": "the strengths of {}",
    "leader_id": "who visits {}",
    "lists_opt_out": "which lists {} may stand in",
    "anniversary_opt_in": "whether the anniversary of {} is shown",
    "birthday_opt_in": "whether the birthday of {} is shown",
}


def _who(label: StepLabel) -> str:
    return label.name("person", "somebody")


def _added(label: StepLabel, _words: Words) -> str:
    return f"Added {_who(label)}"


def _edited(label: StepLabel, _words: Words) -> str:
    what = _FIELDS.get(label.text("field"), "the facts of {}")
    return f"Changed {what.format(_who(label))}"


def _ended(label: StepLabel, words: Words) -> str:
    return f"Ended {_who(label)}, last day {day_text(date.fromisoformat(label.text('on')), words)}"


def _returned(label: StepLabel, _words: Words) -> str:
    return f"Brought {_who(label)} back to the roster"


def _deleted(label: StepLabel, _words: Words) -> str:
    return f"Deleted {_who(label)}"


def _imported(label: StepLabel, _words: Words) -> str:
    new, changed = label.number("new"), label.number("changed")
    parts = [f"{count_text(new, 'person', 'people')} added"] if new or not (changed or label.args.get("left")) else []
    parts += [f"{changed} changed"] if changed else []
    parts += [f"{label.number('left')} left"] if label.args.get("left") else []
    return f"Imported the staff list: {', '.join(parts)}"


SENTENCES: dict[str, Template] = {
    "person.add": _added,
    "person.edit": _edited,
    "person.end": _ended,
    "person.return": _returned,
    "person.delete": _deleted,
    "roster.import": _imported,
}
