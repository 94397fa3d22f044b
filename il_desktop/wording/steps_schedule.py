"""Sentences of steps that change the schedule: `Moved PLC prep, Tue 9:00 -> Wed 10:30` with a real arrow."""

from __future__ import annotations

from datetime import timedelta

from il_desktop.domain.blocks import Protection
from il_desktop.domain.changes import StepLabel
from il_desktop.domain.walltime import MINUTES_PER_DAY, Span, WallTime
from il_desktop.wording.format import (
    Words,
    clock_text,
    count_text,
    dated_moment_text,
    duration_text,
    moment_text,
    span_text,
)
from il_desktop.wording.problems import LEVEL_NAMES
from il_desktop.wording.steps import Template

_ARROW = "\N{RIGHTWARDS ARROW}"
_FIELDS = {
    "activity_type": "kind",
    "protection": "protection",
    "place": "place",
    "note": "note",
    "is_public": "visibility",
    "is_buffer": "buffer mark",
    "all_day": "time",
    "start": "start",
    "end": "end",
    "goals": "goals",
    "people": "people",
    "remind_min": "reminder",
}


_SCOPES = {"following": "from these dates on", "all": "on all their dates"}


def _block(label: StepLabel) -> str:
    return label.name("block", "a block")


def prices_text(label: StepLabel, words: Words) -> str:
    """Say what the placement cost others, and that another calendar is busy there."""
    overrides, make_ups = label.number("overrides"), label.number("make_ups")
    price = f", over {count_text(overrides, 'protected block', 'protected blocks')}" if overrides else ""
    if overrides and label.text("make_up"):
        one = f"make-up {moment_text(label.moment('make_up'), words)}"
        price += f"; {one if make_ups <= 1 else f'{make_ups} make-ups planned'}"
    return f"{price}{room_text(label, words)}{'; another calendar is busy then' if label.number('elsewhere') else ''}"


def room_text(label: StepLabel, words: Words) -> str:
    """Say what made room and where the only one went, what is owed, and what gave way for good."""
    moved, owed, ended = label.number("room"), label.number("room_owed"), label.number("room_ended")
    name, is_one = label.name("room_block", "another block"), moved + owed + ended == 1
    told = ""
    if moved and is_one:
        told = f"; {name} makes room, now {moment_text(label.moment('room_start'), words)}"
    elif moved:
        told = f"; {count_text(moved, 'Flexible block makes', 'Flexible blocks make')} room"
    if owed:
        told += f"; no place left for {name if is_one else count_text(owed, 'block', 'blocks')}, owed on the shelf"
    if ended:
        told += f"; {f'{name} gives' if is_one else count_text(ended, 'Open block gives', 'Open blocks give')} way"
    return told


def _added(label: StepLabel, words: Words) -> str:
    span = Span(label.moment("start"), label.moment("end"))
    return f"Added {_block(label)}, {span_text(span, words)}{prices_text(label, words)}"


def _moved(label: StepLabel, words: Words) -> str:
    start, to = label.moment("from_start"), label.moment("to_start")
    return f"Moved {_block(label)}, {_from_to(start, to, words)}{prices_text(label, words)}"


def _from_to(start: WallTime, to: WallTime, words: Words) -> str:
    if start.day == to.day:
        return f"{moment_text(start, words)} {_ARROW} {clock_text(to.minute, words)}"
    monday = start.day - timedelta(days=start.day.weekday())
    is_same_week = monday <= to.day < monday + timedelta(days=7)
    write = moment_text if is_same_week else dated_moment_text
    return f"{write(start, words)} {_ARROW} {write(to, words)}"


def _resized(label: StepLabel, words: Words) -> str:
    span = Span(label.moment("start"), label.moment("end"))
    verb = "Lengthened" if span.minutes > label.number("from_min") else "Shortened"
    if span.minutes == label.number("from_min"):
        verb = "Changed"
    return f"{verb} {_block(label)} to {span_text(span, words)}{prices_text(label, words)}"


def _edited(label: StepLabel, words: Words) -> str:
    field = label.text("field")
    if field == "title":
        return f"Renamed a block to {_block(label)}"
    if field in _FIELDS:
        return f"Changed the {_FIELDS[field]} of {_block(label)}{prices_text(label, words)}"
    return f"Changed {_block(label)}{prices_text(label, words)}"


def _deleted(label: StepLabel, words: Words) -> str:
    return f"Deleted {_block(label)}, {dated_moment_text(label.moment('start'), words)}"


def _protected(label: StepLabel, _words: Words) -> str:
    return f"Set {_block(label)} to {LEVEL_NAMES[Protection(label.number('level'))]}"


def _shared(label: StepLabel, _words: Words) -> str:
    goals = label.number("goals")
    if not goals:
        return f"Unlinked {_block(label)} from its goals"
    if goals == 1:
        return f"Linked {_block(label)} to “{label.name('goal', 'a goal')}”"
    return f"Linked {_block(label)} to {count_text(goals, 'goal', 'goals')}"


def _copied(label: StepLabel, words: Words) -> str:
    return f"Copied {_block(label)} to {dated_moment_text(label.moment('to_start'), words)}{prices_text(label, words)}"


def _moved_all(label: StepLabel, words: Words) -> str:
    what = f"Moved {_count(label)}"
    if label.text("from_start"):
        minutes = label.moment("from_start").until(label.moment("to_start"))
        what += f" {_way(minutes)}" if minutes else " and back"
    return f"{what}{_scope(label)}{prices_text(label, words)}"


def _scope(label: StepLabel) -> str:
    """Say how much of their series the repeating ones among several blocks stood for."""
    if label.text("scope"):
        return (
            f"; repeating ones {'from these dates on' if label.text('scope') == 'following' else 'on all their dates'}"
        )
    repeating = label.number("repeating")
    return f"; of {count_text(repeating, 'repeating one', 'repeating ones')} these dates only" if repeating else ""


def _copied_all(label: StepLabel, words: Words) -> str:
    return f"Copied {_count(label)}{prices_text(label, words)}"


def _way(minutes: int) -> str:
    days, rest = divmod(abs(minutes), MINUTES_PER_DAY)
    length = count_text(days, "day", "days") if not rest else duration_text(rest)
    if days and rest:
        length = f"{count_text(days, 'day', 'days')} {duration_text(rest)}"
    return f"{length} {'later' if minutes > 0 else 'earlier'}"


def _deleted_all(label: StepLabel, _words: Words) -> str:
    return f"Deleted {_count(label)}{_scope(label)}"


def _protected_all(label: StepLabel, _words: Words) -> str:
    return f"Set {_count(label)} to {LEVEL_NAMES[Protection(label.number('level'))]}"


def _planned(label: StepLabel, words: Words) -> str:
    span = Span(label.moment("start"), label.moment("end"))
    return f"Planned {_block(label)}, {span_text(span, words)}{prices_text(label, words)}"


def _put_back(label: StepLabel, _words: Words) -> str:
    return f"Put {_block(label)} back on the shelf"


def _reminded(label: StepLabel, words: Words) -> str:
    if label.text("until"):
        return f"Put a reminder off until {clock_text(label.moment('until').minute, words)}"
    return "Set a reminder aside"


def _count(label: StepLabel) -> str:
    return count_text(label.number("count"), "block", "blocks")


SENTENCES: dict[str, Template] = {
    "block.add": _added,
    "block.move": _moved,
    "block.resize": _resized,
    "block.edit": _edited,
    "block.delete": _deleted,
    "block.protect": _protected,
    "block.share": _shared,
    "block.copy": _copied,
    "blocks.move": _moved_all,
    "blocks.copy": _copied_all,
    "blocks.delete": _deleted_all,
    "blocks.protect": _protected_all,
    "shelf.place": _planned,
    "shelf.put_back": _put_back,
    "reminder.mark": _reminded,
}
