"""Sentences of steps around protected hours: reconciling, interruptions, first contacts, windows, reviews."""

from __future__ import annotations

from datetime import date

from il_desktop.domain.changes import StepLabel
from il_desktop.wording.format import Words, count_text, day_text, days_text, duration_text, moment_text
from il_desktop.wording.review import because_text
from il_desktop.wording.steps import Template
from il_desktop.wording.steps_schedule import room_text

_KINDS = {"huddle": "daily huddle", "day": "day review", "week": "weekly review", "quarter": "quarter review",
          "year": "year review"}  # fmt: skip


def _block(label: StepLabel) -> str:
    return label.name("block", "a block")


def _reconciled(label: StepLabel, words: Words) -> str:
    outcome = label.text("outcome")
    said = outcome.capitalize()
    if outcome == "shortened":
        said = f"Shortened to {duration_text(label.number('minutes'))}"
    if label.text("reason"):
        said = f"{said}, {because_text(label.text('reason'))}"
    return f"Reconciled {_block(label)}, {moment_text(label.moment('start'), words)}: {said}"


def _all_kept(label: StepLabel, _words: Words) -> str:
    return f"Reconciled {count_text(label.number('blocks'), 'block', 'blocks')} as Kept"


def _taken_back(label: StepLabel, _words: Words) -> str:
    return f"Made {_block(label)} unknown again"


def _came(label: StepLabel, words: Words, verb: str) -> str:
    topic = label.name("topic", "")
    about = f" about {topic}" if topic else ""
    minutes = duration_text(label.number("minutes"))
    return f"{verb} {minutes} interruption{about}, {moment_text(label.moment('at'), words)}"


def _logged(label: StepLabel, words: Words) -> str:
    return _came(label, words, "Noted a")


def _completed(label: StepLabel, words: Words) -> str:
    return _came(label, words, "Completed the")


def _uncame(label: StepLabel, words: Words) -> str:
    return _came(label, words, "Deleted the")


def _emergency(label: StepLabel, words: Words) -> str:
    at = moment_text(label.moment("at"), words)
    if not label.number("minutes"):
        return f"Noted an emergency, {at}"
    owed = duration_text(label.number("minutes"))
    return f"Noted an emergency, {at}: {_block(label)} gave way, {owed} wait on the shelf"


def _topic(verb: str) -> Template:
    def sentence(label: StepLabel, _words: Words) -> str:
        return f"{verb} the first contact for {label.name('topic', 'a topic')}"

    return sentence


def _windows(label: StepLabel, _words: Words) -> str:
    count = label.number("windows")
    return (
        f"Set {count_text(count, 'protected window', 'protected windows')}"
        if count
        else "Cleared the protected windows"
    )


def _make_up(label: StepLabel, words: Words) -> str:
    return f"Planned a make-up of {_block(label)}, {moment_text(label.moment('start'), words)}{room_text(label, words)}"


def _written_off(label: StepLabel, _words: Words) -> str:
    return f"Let {duration_text(label.number('minutes'))} owed for {_block(label)} go"


def _baseline(label: StepLabel, words: Words) -> str:
    week = day_text(date.fromisoformat(label.text("week")), words)
    return f"Kept the first plan of the week of {week}: {count_text(label.number('blocks'), 'block', 'blocks')}"


def _review(verb: str) -> Template:
    def sentence(label: StepLabel, words: Words) -> str:
        first, last = (date.fromisoformat(label.text(name)) for name in ("first", "last"))
        return f"{verb} the {_KINDS[label.text('kind')]} of {days_text(first, last, words)}"

    return sentence


SENTENCES: dict[str, Template] = {
    "reconcile.block": _reconciled,
    "reconcile.all_kept": _all_kept,
    "reconcile.take_back": _taken_back,
    "interruption.log": _logged,
    "interruption.safety": _emergency,
    "interruption.complete": _completed,
    "interruption.delete": _uncame,
    "first_contact.add": _topic("Added"),
    "first_contact.edit": _topic("Changed"),
    "first_contact.delete": _topic("Deleted"),
    "protected.windows": _windows,
    "protected.make_up": _make_up,
    "protected.write_off": _written_off,
    "baseline.write": _baseline,
    "review.write": _review("Wrote in"),
    "review.close": _review("Closed"),
    "review.reopen": _review("Took up again"),
}
