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


def _forgotten(label: StepLabel, _words: Words) -> str:
    return f"Removed everything about a person ({count_text(label.number('count'), 'entry', 'entries')})"


def _imported(label: StepLabel, _words: Words) -> str:
    new, changed = label.number("new"), label.number("changed")
    parts = [f"{count_text(new, 'person', 'people')} added"] if new or not (changed or label.args.get("left")) else []
    parts += [f"{changed} changed"] if changed else []
    parts += [f"{label.number('left')} left"] if label.args.get("left") else []
    return f"Imported the staff list: {', '.join(parts)}"


def _team(label: StepLabel) -> str:
    return label.name("team", "a team")


def _team_added(label: StepLabel, _words: Words) -> str:
    return f"Added the team {_team(label)}"


def _team_edited(label: StepLabel, _words: Words) -> str:
    return f"Changed the team {_team(label)}"


def _team_deleted(label: StepLabel, _words: Words) -> str:
    return f"Deleted the team {_team(label)}"


def _joined(label: StepLabel, words: Words) -> str:
    return f"{_who(label)} is in {_team(label)} from {day_text(date.fromisoformat(label.text('on')), words)}"


def _member_edited(label: StepLabel, _words: Words) -> str:
    return f"Changed when {_who(label)} is in {_team(label)}"


def _member_ended(label: StepLabel, words: Words) -> str:
    return f"{_who(label)} left {_team(label)}, last day {day_text(date.fromisoformat(label.text('on')), words)}"


def _member_deleted(label: StepLabel, _words: Words) -> str:
    return f"Took {_who(label)} out of {_team(label)}"


def _renewed(label: StepLabel, words: Words) -> str:
    since = day_text(date.fromisoformat(label.text("on")), words)
    return f"Renewed {_team(label)} from {since}: {count_text(label.number('count'), 'change', 'changes')}"


SENTENCES: dict[str, Template] = {
    "person.add": _added,
    "person.edit": _edited,
    "person.end": _ended,
    "person.return": _returned,
    "person.delete": _deleted,
    "person.forget": _forgotten,
    "roster.import": _imported,
    "team.add": _team_added,
    "team.edit": _team_edited,
    "team.delete": _team_deleted,
    "team.renew": _renewed,
    "member.add": _joined,
    "member.edit": _member_edited,
    "member.end": _member_ended,
    "member.delete": _member_deleted,
}
