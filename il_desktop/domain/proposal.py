"""A proposed plan as lines to tick: what would be added, moved or dropped, and why. Never stored.

Which lines hang on others is decided here; who makes a proposal is the planner's business, who writes it the commands'.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from il_desktop.domain.blocks import Category, GoalShare, Protection
from il_desktop.domain.walltime import Span


class Action(StrEnum):
    """What a line would do."""

    LOSE = "lose"
    ADD = "add"
    MOVE = "move"
    DROP = "drop"
    LEVEL = "level"


class Work(StrEnum):
    """What kind of work a line is about, in the order lines are shown."""

    LOST = "lost"
    VISIT = "visit"
    TALK = "talk"
    DEBT = "debt"
    TASK = "task"
    HABIT = "habit"
    BLOCK = "block"


class Note(NamedTuple):
    """One reason as a code with its facts; `wording.planner` makes the sentence."""

    code: str
    number: int = 0
    text: str = ""
    day: date | None = None
    span: Span | None = None


class Wanted(NamedTuple):
    """What a line is about, whatever happens to it.

    `ref` is a block's key, a shelf key, a person's id (a visit nobody planned yet) or a series' id (a habit);
    `with_key` names the line of the visit a talk belongs to.
    """

    key: str
    work: Work
    ref: str
    title: str
    minutes: int
    activity_key: str
    category: Category
    protection: Protection
    priority: int = 3
    person_id: str = ""
    with_key: str = ""
    is_repeating: bool = False
    is_buffer: bool = False


class Line(NamedTuple):
    """One thing the proposal would do; `places` counts the starts that are left for it, its own included.

    `level` is another level the block gets; on a dropped one: what it was lowered to. `goals` are a new one's.
    """

    action: Action
    wanted: Wanted
    before: Span | None = None
    after: Span | None = None
    notes: tuple[Note, ...] = ()
    places: int = 0
    is_hit: bool = False
    period_code: str = ""
    section_id: str = ""
    backup_id: str = ""
    level: Protection | None = None
    goals: tuple[GoalShare, ...] = ()

    @property
    def key(self) -> str:
        """The line's name inside its proposal."""
        return self.wanted.key


class Unplaced(NamedTuple):
    """Work that found no place: the rules that collide, and the cheapest way out where there is one."""

    wanted: Wanted
    notes: tuple[Note, ...] = ()


class Figures(NamedTuple):
    """A week in numbers: protected minutes, visits and talks that stand in it, minutes left empty."""

    protected_min: int = 0
    visits: int = 0
    talks: int = 0
    free_min: int = 0


@dataclass(frozen=True, slots=True)
class Loss:
    """Time that is gone: when, the reason's code, what took it. Empty title: nothing is written where it was."""

    span: Span
    reason: str
    title: str = ""


NO_FIGURES = Figures()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything a plan of one week would change. `week_on` is the week's first date; lines in the order shown."""

    week_on: date
    lines: tuple[Line, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    before: Figures = NO_FIGURES
    after: Figures = NO_FIGURES
    losses: tuple[Loss, ...] = ()
    is_proved: bool = False
    seconds: float = 0.0

    def line(self, key: str) -> Line | None:
        """Return the line of that name."""
        return next((line for line in self.lines if line.key == key), None)


def can_stand(lines: Iterable[Line], ticked: Collection[str]) -> frozenset[str]:
    """Return those of the ticked lines that can be done without the others.

    What would lie where a refused move or drop leaves its block waits with it, and a talk waits for its visit.
    """
    lines = tuple(lines)
    chosen = {line.key for line in lines if line.key in ticked}
    while True:
        staying = [line.before for line in lines if line.key not in chosen and line.before]
        lost = {
            line.key
            for line in lines
            if line.key in chosen
            and line.action not in (Action.LOSE, Action.LEVEL)
            and (
                _needs(line, lines, chosen)
                or (line.after is not None and any(line.after.overlaps(span) for span in staying))
            )
        }
        if not lost:
            return frozenset(chosen)
        chosen -= lost


def _needs(line: Line, lines: Iterable[Line], chosen: Collection[str]) -> bool:
    """Tell whether a line belongs to another one that is not chosen."""
    first = line.wanted.with_key
    return bool(first) and first not in chosen and any(other.key == first for other in lines)
