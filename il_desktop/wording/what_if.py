"""The words of a copy of a week: what was done to it, why something cannot be tried, both weeks in figures."""

from __future__ import annotations

from collections.abc import Sequence

from il_desktop.domain.proposal import Line
from il_desktop.domain.what_if import Add, Deed, Drop, Level, Piece, Put, Standing, Take
from il_desktop.wording.format import ENGLISH, Words, count_text, duration_text, list_text, moment_text

TITLE = "Try out"
LIVES = "The week itself stays as it is. This copy lives until the window is closed."
NOTHING = "Nothing is different yet. Move, resize, add or take out blocks in the copy."
THROWN = "Thrown away. The copy begins anew."
STALE = "The week changed since it was copied; what no longer fits is named when you adopt."
READ_ONLY = "This file is open to read only: you can try things out, and adopt nothing."
REFUSALS = {
    "over": "This is over; the past cannot be tried otherwise.",
    "past": "This time is over.",
    "bar": "A whole day stands above the hours; change it in the week itself.",
    "immovable": "“{}” is Immovable. Give it another level first (P and a digit).",
    "lost": "This is lost time. Undo takes it back.",
    "gone": "This block is not in the copy any more.",
}
BUSY = "Looking for a better plan…"
STOPPED = "Stopped. The copy is as it was."
NO_PLAN = "The planner has nothing to change in this copy."


def refusal_text(code: str, title: str) -> str:
    """Say why something cannot be tried."""
    return REFUSALS[code].format(title)


def deed_text(deed: Deed, before: Piece | None, words: Words = ENGLISH) -> str:
    """Name a step of the copy for Undo and Redo; `before` is the block as it was until then."""
    if isinstance(deed, Take):
        return "lost time" if deed.losses else f"plan of {count_text(len(deed.lines), 'line', 'lines')}"
    if isinstance(deed, Add):
        return f"new “{deed.piece.wanted.title}”"
    title = f"“{before.wanted.title}”" if before is not None else "a block"
    if isinstance(deed, Drop):
        return f"{title} let go"
    if isinstance(deed, Level):
        return f"{title} {deed.level.name.capitalize()}"
    return _put_text(deed, before, title, words)


def _put_text(deed: Put, before: Piece | None, title: str, words: Words) -> str:
    if before is not None and before.span.minutes != deed.span.minutes:
        return f"{title} {duration_text(deed.span.minutes)} long"
    return f"{title} to {moment_text(deed.span.start, words)}"


def pair_lines(was: Standing, would: Standing) -> list[tuple[str, str, str]]:
    """Return the figures of both weeks: a name, the week as it is, the copy."""
    return [
        ("", "As it is", "Copy"),
        ("Protected time", duration_text(was.protected_min), duration_text(would.protected_min)),
        ("Likely kept", duration_text(was.likely_min), duration_text(would.likely_min)),
        ("Visits", str(was.visits), str(would.visits)),
        ("Teachers visited", str(was.teachers), str(would.teachers)),
        ("Talks in time", _of(was), _of(would)),
        ("Time for goals", duration_text(was.goal_min), duration_text(would.goal_min)),
        ("Owed make-ups", duration_text(was.owed_min), duration_text(would.owed_min)),
        ("Moved", "", str(would.moved)),
        ("Let go", "", str(would.dropped)),
    ]


def _of(told: Standing) -> str:
    return f"{told.talks_in_time} of {told.talks}"


def sum_text(lines: Sequence[Line], blocked: int) -> str:
    """Say how many differences there are, and how many cannot be adopted like this."""
    if not lines:
        return NOTHING
    told = f"{count_text(len(lines), 'difference', 'differences')}."
    if blocked:
        told += f" {blocked} cannot be adopted like this: two things at one time, or time that is over."
    return told


def outdated_text(titles: Sequence[str], left: int) -> str:
    """Say which differences no longer fit, and that the others still can be adopted."""
    shown = list_text([f"“{title}”" for title in titles[:3]])
    if not left:
        return f"The week changed since: {shown}. Nothing was adopted, and nothing else is left to adopt."
    return (
        f"The week changed since: {shown}. Nothing was adopted; what no longer fits is not ticked now. "
        f"Adopt the other {left}?"
    )
