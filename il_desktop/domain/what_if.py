"""A copy of one week to try things in: what was done to it, step by step, and how it then differs from the week.

Pure values: nothing here is stored, and nothing counts before the differences are adopted like a proposal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from il_desktop.domain.blocks import Category, GoalShare, Protection
from il_desktop.domain.metrics.time_shares import split_minutes
from il_desktop.domain.proposal import Action, Line, Loss, Note, Proposal, Wanted, Work
from il_desktop.domain.walltime import Span, WallTime, overlap_minutes


class Piece(NamedTuple):
    """One block of the copy. `wanted` says what it is, with its present level; `line` how the planner proposed it.

    `is_over` blocks happened or are recorded, `is_bar` ones stand above the hours; neither can be tried otherwise.
    `visited` is when the visit of a talk is or was, where that is no block of the week.
    """

    wanted: Wanted
    span: Span
    goals: tuple[GoalShare, ...] = ()
    is_over: bool = False
    is_bar: bool = False
    claims: bool = True
    visited: WallTime | None = None
    line: Line | None = None

    @property
    def key(self) -> str:
        """The block's name inside the copy, the real block's key where there is one."""
        return self.wanted.key


class Put(NamedTuple):
    """Give a block another time or length."""

    key: str
    span: Span


class Level(NamedTuple):
    """Let a block hold its time more or less firmly."""

    key: str
    level: Protection


class Drop(NamedTuple):
    """Take a block out."""

    key: str


class Add(NamedTuple):
    """Put a further block in."""

    piece: Piece


class Take(NamedTuple):
    """Take over what the planner proposed for the copy, with the time that was lost for it."""

    lines: tuple[Line, ...]
    losses: tuple[Loss, ...] = ()


Deed = Put | Level | Drop | Add | Take


class Standing(NamedTuple):
    """A week in numbers, for setting two beside each other. `talks_in_time` of `talks` keep what was promised.

    `teachers` are those visited, `likely_min` what is likely to be kept of the protected minutes, `owed_min` what still
    waits for a make-up.
    """

    protected_min: int = 0
    visits: int = 0
    talks: int = 0
    talks_in_time: int = 0
    goal_min: int = 0
    moved: int = 0
    dropped: int = 0
    teachers: int = 0
    likely_min: int = 0
    owed_min: int = 0


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A copy: the blocks it began with, the deeds done to it, and those taken back that could be done again."""

    week_on: date
    base: tuple[Piece, ...]
    deeds: tuple[Deed, ...] = ()
    undone: tuple[Deed, ...] = ()

    def done(self, deed: Deed) -> WhatIf:
        """Return the copy after one more deed; what was taken back before is forgotten."""
        return replace(self, deeds=(*self.deeds, deed), undone=())

    def back(self) -> WhatIf:
        """Return the copy without its last deed."""
        return replace(self, deeds=self.deeds[:-1], undone=(*self.undone, *self.deeds[-1:]))

    def forth(self) -> WhatIf:
        """Return the copy with the deed taken back last."""
        return replace(self, deeds=(*self.deeds, *self.undone[-1:]), undone=self.undone[:-1])

    @property
    def losses(self) -> tuple[Loss, ...]:
        """The time that was said to be lost."""
        return tuple(loss for deed in self.deeds if isinstance(deed, Take) for loss in deed.losses)

    def pieces(self) -> dict[str, Piece]:
        """Return the blocks as they stand in the copy."""
        found = {piece.key: piece for piece in self.base}
        lost = 0
        for deed in self.deeds:
            if isinstance(deed, Take):
                _take(found, deed, lost)
                lost += len(deed.losses)
            elif isinstance(deed, Add):
                found[deed.piece.key] = deed.piece
            elif deed.key in found:
                _do(found, deed)
        return found

    def free_key(self) -> str:
        """Return a name for a further block."""
        return f"new:{len(self.deeds)}"


def _do(found: dict[str, Piece], deed: Put | Level | Drop) -> None:
    piece = found[deed.key]
    if isinstance(deed, Drop):
        del found[deed.key]
        for other in [each for each in found.values() if each.wanted.with_key == deed.key and _is_new(each)]:
            del found[other.key]  # the talk about a visit that is not made
    elif isinstance(deed, Put):
        found[deed.key] = piece._replace(span=deed.span, wanted=piece.wanted._replace(minutes=deed.span.minutes))
    else:
        found[deed.key] = piece._replace(wanted=piece.wanted._replace(protection=deed.level))


def _is_new(piece: Piece) -> bool:
    return piece.line is not None and piece.line.action is Action.ADD


def _take(found: dict[str, Piece], deed: Take, lost: int) -> None:
    for line in deed.lines:
        if line.action is Action.LOSE:
            key = f"lost:{lost + int(line.key.rpartition(':')[2])}"
            named = line._replace(wanted=line.wanted._replace(key=key))
            if line.after is not None:
                found[key] = Piece(named.wanted, line.after, line=named)
        elif line.after is None:
            found.pop(line.key, None)
        elif line.key in found:
            found[line.key] = found[line.key]._replace(span=line.after, line=line)
        else:
            found[line.key] = Piece(line.wanted, line.after, line.goals, line=line)


def refusal(copy: WhatIf, deed: Deed, now: WallTime) -> str:
    """Return why a deed cannot be tried, a code, empty when it can: what is over stays, Immovable is unlocked first."""
    if isinstance(deed, Add):
        return "past" if deed.piece.span.start < now else ""
    if isinstance(deed, Take):
        return ""
    piece = copy.pieces().get(deed.key)
    if piece is None:
        return "gone"
    if piece.is_over or piece.is_bar or piece.wanted.work is Work.LOST:
        return "over" if piece.is_over else "bar" if piece.is_bar else "lost"
    if not isinstance(deed, Level) and piece.wanted.protection is Protection.IMMOVABLE:
        return "immovable"
    return "past" if isinstance(deed, Put) and deed.span.start < now else ""


def differences(copy: WhatIf) -> tuple[Line, ...]:
    """Return what the copy has otherwise, as lines to adopt, in the order of time."""
    base = {piece.key: piece for piece in copy.base}
    now = copy.pieces()
    levels = _last_levels(copy)
    lines = [_changed(base[key], piece, copy.losses) for key, piece in now.items() if key in base]
    lines += [_new(piece) for key, piece in now.items() if key not in base]
    lines += [_gone(piece, copy, levels) for key, piece in base.items() if key not in now]
    return tuple(sorted((line for line in lines if line is not None), key=_in_order))


def _in_order(line: Line) -> tuple[Span, str]:
    span = line.after or line.before
    assert span is not None  # noqa: S101  a line has a time before, after or both
    return span, line.key


def _last_levels(copy: WhatIf) -> dict[str, Protection]:
    return {deed.key: deed.level for deed in copy.deeds if isinstance(deed, Level)}


def _changed(was: Piece, piece: Piece, losses: Sequence[Loss]) -> Line | None:
    level = piece.wanted.protection if piece.wanted.protection is not was.wanted.protection else None
    if piece.span == was.span:
        return Line(Action.LEVEL, was.wanted, was.span, was.span, level=level) if level is not None else None
    line = Line(Action.MOVE, was.wanted, was.span, piece.span, level=level)
    return _told(line, piece.line, losses)


def _new(piece: Piece) -> Line:
    told = piece.line
    if told is not None and told.action is Action.LOSE:
        return told
    line = Line(Action.ADD, piece.wanted, None, piece.span, goals=piece.goals)
    return _told(line, told, ())


def _gone(was: Piece, copy: WhatIf, levels: Mapping[str, Protection]) -> Line:
    told = next(
        (line for deed in copy.deeds if isinstance(deed, Take) for line in deed.lines if line.key == was.key), None
    )
    line = Line(Action.DROP, was.wanted, was.span, None, level=levels.get(was.key))
    return _told(line, told, copy.losses)


def _told(line: Line, told: Line | None, losses: Sequence[Loss]) -> Line:
    """Return a line with what the planner said of it, as long as it is where the planner put it."""
    before = line.before
    is_lost = before is not None and any(loss.span.overlaps(before) for loss in losses)
    if told is not None and told.after == line.after and told.action is line.action:
        is_hit = is_lost or (told.is_hit and told.before == before)
        return line._replace(
            notes=told.notes, is_hit=is_hit, period_code=told.period_code, section_id=told.section_id,
            backup_id=told.backup_id,
        )  # fmt: skip
    notes = (Note("lost", span=before),) if is_lost else ()
    return line._replace(is_hit=is_lost, notes=notes)


def as_proposal(copy: WhatIf, lines: tuple[Line, ...]) -> Proposal:
    """Return the differences in the form in which plans are accepted."""
    return Proposal(copy.week_on, lines, losses=copy.losses)


def clashes(copy: WhatIf, lines: Iterable[Line], now: WallTime) -> dict[str, Note]:
    """Return the lines that cannot be adopted like this, and what stands in their way; Open time gives way."""
    pieces = copy.pieces()
    base = {piece.key: piece for piece in copy.base}
    found: dict[str, Note] = {}
    for line in lines:
        span = line.after
        if span is None or line.action in (Action.LOSE, Action.LEVEL):
            continue
        if span.start < now:
            found[line.key] = Note("over")
            continue
        other = next(
            (
                piece.wanted.title
                for key, piece in pieces.items()
                if key != line.key and piece.claims and piece.span.overlaps(span)
                and _holds(piece, base.get(key)) > Protection.OPEN
            ),
            None,
        )  # fmt: skip
        if other is not None:
            found[line.key] = Note("meets", text=other)
    return found


def _holds(piece: Piece, was: Piece | None) -> Protection:
    """Return how firmly a block holds the time it has; lowering it in the copy makes no room there yet."""
    if was is None or was.span != piece.span:
        return piece.wanted.protection
    return max(piece.wanted.protection, was.wanted.protection)


def standing(
    pieces: Iterable[Piece], hours: Sequence[Span], talk_until: Callable[[date], date], lines: Sequence[Line] = ()
) -> Standing:
    """Return a week in numbers. `hours` are the instructional hours, `lines` what is otherwise than in the week."""
    claiming = {piece.key: piece for piece in pieces if piece.claims}
    shielded = [
        piece.span
        for piece in claiming.values()
        if piece.wanted.category is Category.INSTRUCTIONAL and piece.wanted.protection >= Protection.GUARDED
    ]
    talks = [piece for piece in claiming.values() if piece.wanted.work is Work.TALK]
    return Standing(
        overlap_minutes(hours, shielded),
        sum(_is_visit(piece.wanted) for piece in claiming.values()),
        len(talks),
        sum(_is_in_time(talk, claiming, talk_until) for talk in talks),
        sum(
            sum(split_minutes(piece.span.minutes, [share.share_pct for share in piece.goals])[: len(piece.goals)])
            for piece in claiming.values()
            if piece.goals
        ),
        sum(line.action is Action.MOVE for line in lines),
        sum(line.action is Action.DROP for line in lines),
        len({piece.wanted.person_id for piece in claiming.values() if _is_visit(piece.wanted)} - {""}),
    )


def owed_after(owed: Mapping[str, int], lines: Iterable[Line]) -> int:
    """Return the minutes that wait for a make-up once some lines are adopted; `owed` are those now, by shelf key.

    Owed time that gets a place waits no more; a make-up let go waits again, and so does Guarded time that is lost.
    """
    left = dict(owed)
    for line in lines:
        wanted = line.wanted
        if line.action is Action.ADD:
            left.pop(wanted.ref, None)
        elif line.action is Action.DROP and (
            wanted.work is Work.DEBT or (line.is_hit and wanted.protection >= Protection.GUARDED)
        ):
            left[line.key] = wanted.minutes
    return sum(left.values())


def _is_visit(wanted: Wanted) -> bool:
    """Tell whether a block is a visit, or makes one up."""
    return wanted.work is Work.VISIT or (wanted.work is Work.DEBT and wanted.activity_key.startswith("visit_"))


def _is_in_time(talk: Piece, pieces: Mapping[str, Piece], talk_until: Callable[[date], date]) -> bool:
    visit = pieces.get(talk.wanted.with_key)
    if visit is not None:
        return visit.span.end <= talk.span.start and talk.span.start.day <= talk_until(visit.span.start.day)
    return talk.visited is not None and talk.span.start.day <= talk_until(talk.visited.day)
