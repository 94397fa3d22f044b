"""Sentences of steps on the Ideal week and on habits."""

from __future__ import annotations

from datetime import date

from il_desktop.domain.blocks import Category
from il_desktop.domain.changes import StepLabel
from il_desktop.wording.format import Words, count_text, days_text, hours_text
from il_desktop.wording.ideal import WANTS, applied_text
from il_desktop.wording.steps import Template
from il_desktop.wording.steps_schedule import room_text


def _painted(label: StepLabel, words: Words) -> str:
    where = f"{hours_text(label.number('from_min'), label.number('to_min'), words)}"
    days = count_text(label.number("days"), "day", "days")
    if not label.text("wants"):
        return f"Wiped {where} of {days} in the Ideal week"
    return f"Painted {where} of {days} for {WANTS[Category(label.text('wants'))].lower()}"


def _template(verb: str) -> Template:
    def sentence(label: StepLabel, _words: Words) -> str:
        return f"{verb} {label.name('block', 'a block')} {'to' if verb == 'Added' else 'from'} the Ideal week"

    return sentence


def _habit(verb: str) -> Template:
    def sentence(label: StepLabel, _words: Words) -> str:
        return f"{verb} the habit {label.name('block', '')}".strip()

    return sentence


def _applied(label: StepLabel, words: Words) -> str:
    first, last = (date.fromisoformat(label.text(name)) for name in ("first", "last"))
    done = applied_text(label.number("blocks"), label.number("skipped"))
    return f"{done}, {days_text(first, last, words)}{room_text(label, words)}"


SENTENCES: dict[str, Template] = {
    "ideal.paint": _painted,
    "ideal.add_template": _template("Added"),
    "ideal.delete_template": _template("Took"),
    "ideal.apply": _applied,
    "habit.add": _habit("Added"),
    "habit.edit": _habit("Changed"),
    "habit.delete": _habit("Ended"),
}
