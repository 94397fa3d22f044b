"""The words of a proposal: what a line would do, why it is there, what stands in the way, what the week becomes."""

from __future__ import annotations

from collections.abc import Callable

from il_desktop.domain.proposal import Action, Figures, Line, Note, Proposal, Unplaced
from il_desktop.domain.protection import DisplacementReason
from il_desktop.domain.walltime import Span
from il_desktop.wording.format import (
    ENGLISH,
    Words,
    clock_text,
    count_text,
    day_text,
    duration_text,
    list_text,
    moment_text,
)
from il_desktop.wording.reasons import REASONS

ARROW = "\N{RIGHTWARDS ARROW}"
ACTIONS = {Action.LOSE: "Lost", Action.ADD: "New", Action.MOVE: "Moved", Action.DROP: "Let go", Action.LEVEL: "Level"}
NOTHING = "Nothing to change: what stands can stay, and nothing waits for a place."
OVER = "This week is over. Choose one to come."

_PLAIN = {
    "never": "not visited yet",
    "lost": "its time is gone",
    "away": "the teacher is away",
    "no_school": "there is no school that day",
    "focus": "you follow this teacher closely",
    "no_room": "no place is left for it",
    "best": "no other place suits better",
    "full": "no place is left",
    "no_talk": "no place is left for the talk in time",
    "no_window": "no lesson, plan period or free hour is long enough",
    "cannot_keep": "it cannot be kept, whatever else moves",
    "costs_nothing": "nothing else has to move",
    "over": "this time is over",
}
_NAMED = {
    "makes_room": "makes room for {}",
    "meets": "{} is at the same time",
    "backup": "backup {}",
    "waits_for": "{} has no place either",
    "would_drop": "{} would have to go",
}
_BENDS = {
    "bend_over_fixed": "it would fit {when} if {name} gave way",
    "bend_over_block": "it would fit {when} if {name} gave way",
    "bend_in_gap_after": "it would fit {when}, with no way back after {name}",
    "bend_outside_windows": "it would fit {when}, outside its hours",
    "bend_cap": "it would fit {when} with one more of its kind that day",
    "bend_gap": "it would fit {when} with less time between",
    "bend_too_early": "it would fit {when}, before what it follows",
    "bend_without_its_first": "it would fit {when}, without what it follows",
    "bend": "it would fit {when}",
    "not_at": "{when} is taken by {name}",
    "not_free": "{when} would be too much of its kind that day, or too close to another",
    "would_move": "{name} would move to {when}",
}


def note_text(note: Note, words: Words = ENGLISH) -> str:
    """Say one reason, without a full stop."""
    if note.code in _PLAIN:
        return _PLAIN[note.code]
    if note.code in _NAMED:
        return _NAMED[note.code].format(f"“{note.text}”" if note.code != "backup" else note.text)
    if note.code in _BENDS and note.span is not None:
        name = f"“{note.text}”" if note.text else "something else"
        return _BENDS[note.code].format(when=moment_text(note.span.start, words), name=name)
    return _dated(note, words)


def _dated(note: Note, words: Words) -> str:
    day = day_text(note.day, words) if note.day is not None else ""
    sentences: dict[str, Callable[[], str]] = {
        "days_since": lambda: f"{count_text(note.number, 'school day', 'school days')} since the last visit",
        "due": lambda: f"due {day}",
        "overdue": lambda: f"was due {day}",
        "promised": lambda: f"talk promised by {day}",
        "within": lambda: f"talk by {day}, while the lesson is fresh",
        "debt": lambda: f"make up {day}: {REASONS[DisplacementReason(note.text)]}",
        "habit": lambda: f"{count_text(note.number, 'time', 'times')} a week",
        "reserve": lambda: f"usually {duration_text(note.number)} come between on a {_weekday(note, words)}",
        "reason": lambda: REASONS[DisplacementReason(note.text)],
    }
    return sentences[note.code]()


def _weekday(note: Note, words: Words) -> str:
    return words.weekdays[note.day.weekday()] if note.day is not None else ""


def notes_text(notes: tuple[Note, ...], words: Words = ENGLISH) -> str:
    """Say several reasons in one line."""
    return " · ".join(note_text(note, words) for note in notes)


def when_text(line: Line, words: Words = ENGLISH) -> str:
    """Say where a line leads: a place, from one place to another, or the place it leaves."""
    if line.after is None:
        return moment_text(line.before.start, words) if line.before else ""
    period = f" {line.period_code}" if line.period_code else ""
    if line.action is Action.LOSE:
        return lost_text(line.after, words)
    if line.before is None:
        return f"{moment_text(line.after.start, words)}{period}{level_text(line)}"
    if line.action is Action.LEVEL:
        return f"{moment_text(line.before.start, words)}{level_text(line)}"
    if line.before.minutes != line.after.minutes:
        return f"{lost_text(line.before, words)} {ARROW} {lost_text(line.after, words)}{level_text(line)}"
    is_same = line.before.start.day == line.after.start.day
    to = clock_text(line.after.start.minute, words) if is_same else moment_text(line.after.start, words)
    return f"{moment_text(line.before.start, words)} {ARROW} {to}{period}{level_text(line)}"


def level_text(line: Line) -> str:
    """Say how firmly a block holds its time from now on, where that changes."""
    if line.level is None:
        return ""
    return f" · {line.wanted.protection.name.capitalize()} {ARROW} {line.level.name.capitalize()}"


def lost_text(span: Span, words: Words = ENGLISH) -> str:
    """Write time with its end: `Tue 9:00-11:00` with an en dash, both dates where they differ."""
    end = span.end.plus(-1)
    if end.day == span.start.day:
        last = clock_text(0 if span.end.minute == 0 else span.end.minute, words)
        return f"{moment_text(span.start, words)}\N{EN DASH}{last}"
    return f"{moment_text(span.start, words)} \N{EN DASH} {moment_text(span.end, words)}"


def line_spoken(line: Line, words: Words = ENGLISH) -> str:
    """Say a line for a screen reader and the command line."""
    parts = [ACTIONS[line.action], line.wanted.title, when_text(line, words), notes_text(line.notes, words)]
    return ", ".join(part for part in parts if part)


def unplaced_text(unplaced: Unplaced, words: Words = ENGLISH) -> str:
    """Say why work has no place, and the cheapest way out."""
    return notes_text(unplaced.notes, words)


def figures_lines(before: Figures, after: Figures) -> list[tuple[str, str, str]]:
    """Return the figures that say what the week becomes: a name, before, after."""
    return [
        ("Protected time", duration_text(before.protected_min), duration_text(after.protected_min)),
        ("Visits", str(before.visits), str(after.visits)),
        ("Talks", str(before.talks), str(after.talks)),
        ("Left free", duration_text(before.free_min), duration_text(after.free_min)),
    ]


def proof_text(proposal: Proposal) -> str:
    """Say how sure the plan is."""
    if proposal.is_proved:
        return "No better plan exists by these rules."
    return "The best found so far."


def sum_text(proposal: Proposal) -> str:
    """Say a proposal in one sentence."""
    counts = {action: sum(line.action is action for line in proposal.lines) for action in Action}
    names = {Action.ADD: "new", Action.MOVE: "moved", Action.DROP: "let go"}
    parts = [f"{counts[action]} {name}" for action, name in names.items() if counts[action]]
    if proposal.unplaced:
        parts.append(f"{len(proposal.unplaced)} without a place")
    return f"{list_text(parts)}." if parts else NOTHING
