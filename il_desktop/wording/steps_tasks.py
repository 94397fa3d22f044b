"""Sentences of steps that change tasks."""

from __future__ import annotations

from datetime import date

from il_desktop.domain.changes import StepLabel
from il_desktop.wording.format import Words, day_text, moment_text
from il_desktop.wording.steps import Template
from il_desktop.wording.tasks import rating_text


def _plain(verb: str) -> Template:
    def sentence(label: StepLabel, _words: Words) -> str:
        return f"{verb} {_task(label)}"

    return sentence


def _task(label: StepLabel) -> str:
    return label.name("task", "a task")


def _edited(label: StepLabel, words: Words) -> str:
    if not label.text("due"):
        return f"Changed {_task(label)}"
    was, due = (date.fromisoformat(label.text(name)) for name in ("was_due", "due"))
    return f"Put {_task(label)} off, {day_text(was, words)} → {day_text(due, words)}"


def _rated(label: StepLabel, _words: Words) -> str:
    return f"Rated {_task(label)}: {rating_text(label.number('importance'), label.number('urgency'))}"


def _decided(label: StepLabel, _words: Words) -> str:
    said = {"do": "will do {} yourself", "schedule": "{} gets a time", "drop": "{} is dropped"}
    text = said.get(label.text("disposition"), "{} is open again")
    return f"Decided: {text.format(_task(label))}"


def _delegated(label: StepLabel, words: Words) -> str:
    on = day_text(date.fromisoformat(label.text("on")), words)
    return f"Handed {_task(label)} to {label.name('person', 'somebody')}, check-in {on}"


def _scheduled(label: StepLabel, words: Words) -> str:
    return f"Scheduled {_task(label)}, {moment_text(label.moment('start'), words)}"


SENTENCES: dict[str, Template] = {
    "task.add": _plain("Wrote down the task"),
    "task.edit": _edited,
    "task.rate": _rated,
    "task.decide": _decided,
    "task.delegate": _delegated,
    "task.schedule": _scheduled,
    "task.finish": _plain("Finished"),
    "task.reopen": _plain("Took up again"),
    "task.delete": _plain("Deleted the task"),
}
