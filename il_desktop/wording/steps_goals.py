"""Sentences of steps that change the vision, goals, targets, readings and check-ins."""

from __future__ import annotations

from datetime import date

from il_desktop.domain.changes import StepLabel
from il_desktop.domain.walltime import WallTime
from il_desktop.wording.format import Words, count_text, date_text, dated_moment_text
from il_desktop.wording.goals import FAMILY_WORDS, TIMING_WORDS
from il_desktop.wording.steps import Template

_KINDS = {
    "goal": "goal",
    "strategy": "strategy",
    "step": "step",
    "test": "test",
    "milestone": "milestone",
    "intervention": "intervention",
}
_STATES = {
    "draft": "Made {} a draft again",
    "active": "Made {} active",
    "met": "Marked {} as met",
    "closed": "Closed {}",
}
_STATUSES = {"on_track": "on track", "at_risk": "at risk", "off_track": "off track", "met": "met"}
_OWNERS = {"check_in": "a check-in", "goal": "a goal", "challenge": "a challenge"}
_ITEMS = {"value": "value", "excellence": "element", "expectation": "expectation"}


def _goal(label: StepLabel) -> str:
    return f"“{label.name('goal', 'a goal')}”"


def _measure(label: StepLabel) -> str:
    return f"“{label.name('measure', 'a measure')}”"


def _added(label: StepLabel, _words: Words) -> str:
    return f"Added the {_KINDS.get(label.text('kind'), 'goal')} {_goal(label)}"


def _from_template(label: StepLabel, _words: Words) -> str:
    strategies = count_text(label.number("strategies") or 0, "strategy", "strategies")
    return f"Added the goal {_goal(label)} with {strategies}"


def _moved(label: StepLabel, _words: Words) -> str:
    if label.text("parent"):
        return f"Moved {_goal(label)} under “{label.name('parent', 'another goal')}”"
    return f"Moved {_goal(label)} to place {label.number('rank')}"


def _state(label: StepLabel, _words: Words) -> str:
    return _STATES.get(label.text("state"), "Changed {}").format(_goal(label))


def _target(label: StepLabel, _words: Words) -> str:
    percent = " %" if label.text("unit") == "percent" else ""
    return f"Set the target of {_goal(label)}: {label.text('baseline')} to {label.text('aim')}{percent}"


def _read(label: StepLabel) -> str:
    if label.text("denominator"):
        return f"{label.text('numerator')} of {label.text('denominator')}"
    return label.text("value")


def _block_planned(label: StepLabel, words: Words) -> str:
    return f"Planned {_goal(label)} for {dated_moment_text(WallTime.parse(label.text('start')), words)}"


def _measure_edited(label: StepLabel, _words: Words) -> str:
    timing = TIMING_WORDS.get(label.text("timing"), "")
    family = FAMILY_WORDS.get(label.text("family"), "").lower()
    return f"Changed the measure {_measure(label)}: {family}, {timing}"


def _reading_added(label: StepLabel, _words: Words) -> str:
    return f"Added the reading {_read(label)} to {_measure(label)}"


def _reading_edited(label: StepLabel, _words: Words) -> str:
    return f"Changed a reading of {_measure(label)} to {_read(label)}"


def _reading_deleted(label: StepLabel, _words: Words) -> str:
    return f"Deleted the reading {_read(label)} of {_measure(label)}"


def _checked_in(label: StepLabel, _words: Words) -> str:
    status = _STATUSES.get(label.text("status"), "")
    confidence = f", confidence {label.text('confidence')}" if label.text("confidence") else ""
    files = label.number("files")
    kept = f", with {count_text(files, 'file', 'files')}" if files else ""
    return f"Checked in on {_goal(label)}: {status}{confidence}{kept}"


def _check_in_deleted(label: StepLabel, words: Words) -> str:
    return f"Deleted the check-in of {date_text(date.fromisoformat(label.text('on')), words)} on {_goal(label)}"


def _vision(verb: str) -> Template:
    def sentence(label: StepLabel, _words: Words) -> str:
        return f"{verb} version {label.number('version')} of the vision"

    return sentence


def _item(verb: str) -> Template:
    def sentence(label: StepLabel, _words: Words) -> str:
        return f"{verb} the {_ITEMS.get(label.text('kind'), 'item')} “{label.name('item', 'of the vision')}”"

    return sentence


def _owner(label: StepLabel) -> str:
    return _OWNERS.get(label.text("kind"), "a record")


def _look_fors(label: StepLabel, _words: Words) -> str:
    count = count_text(label.number("look_fors") or 0, "look-for", "look-fors")
    return f"“{label.name('item', 'an element')}” now has {count}"


def _goal_look_fors(label: StepLabel, _words: Words) -> str:
    count = count_text(label.number("look_fors") or 0, "look-for", "look-fors")
    return f"{_goal(label)} now has {count}"


SENTENCES: dict[str, Template] = {
    "goal.add": _added,
    "goal.from_template": _from_template,
    "goal.named_owner": lambda label, _words: f"{label.name('person', 'Somebody')} now owns {_goal(label)}",
    "goal.edit": lambda label, _words: f"Changed {_goal(label)}",
    "goal.look_fors": _goal_look_fors,
    "goal.move": _moved,
    "goal.delete": lambda label, _words: f"Deleted {_goal(label)}",
    "goal.state": _state,
    "target.set": _target,
    "target.delete": lambda label, _words: f"Took the target away from {_goal(label)}",
    "goal.block": _block_planned,
    "measure.edit": _measure_edited,
    "reading.add": _reading_added,
    "reading.edit": _reading_edited,
    "reading.delete": _reading_deleted,
    "check_in.add": _checked_in,
    "check_in.delete": _check_in_deleted,
    "evidence.add": lambda label, _words: f"Kept a file with {_owner(label)}",
    "evidence.delete": lambda label, _words: f"Took a file away from {_owner(label)}",
    "vision.write": _vision("Wrote"),
    "vision.adopt": _vision("Adopted"),
    "vision.item_add": _item("Added"),
    "vision.item_edit": _item("Changed"),
    "vision.item_delete": _item("Deleted"),
    "vision.item_move": _item("Moved"),
    "vision.look_fors": _look_fors,
}
