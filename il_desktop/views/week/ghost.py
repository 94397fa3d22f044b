"""What a gesture wants, as values: the deed, the block and its new place, what goes along, what floats meanwhile."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from il_desktop.domain.walltime import Span, WallTime
from il_desktop.queries.week import BlockCard


class Deed(Enum):
    """What a gesture does to a block; PLACE gives a thing from the shelf its time."""

    DRAW = "draw"
    MOVE = "move"
    COPY = "copy"
    START = "start"
    END = "end"
    PLACE = "place"


class Mate(NamedTuple):
    """A selected block that goes along with a moved one, and where to."""

    card: BlockCard
    span: Span


class Change(NamedTuple):
    """A wanted new place of a block; `deed` COPY leaves the block and makes another one there. `mates` go along."""

    card: BlockCard
    span: Span
    deed: Deed
    mates: tuple[Mate, ...] = ()


class Ghost(NamedTuple):
    """What floats over the grid: the wanted span, and the block it stands for (None while drawing a new one)."""

    span: Span
    deed: Deed
    card: BlockCard | None = None
    is_held: bool = False
    mates: tuple[Mate, ...] = ()


def placed_spans(ghost: Ghost) -> list[Span]:
    """Return the times that a ghost would take; whole days stand above the hours."""
    whole = ghost.card is not None and ghost.card.all_day
    return [*([] if whole else [ghost.span]), *(mate.span for mate in ghost.mates if not mate.card.all_day)]


def along(old: Span, new: Span, card: BlockCard) -> Span:
    """Return where a block goes that takes part in another's move; a whole day moves by days only."""
    if card.all_day:
        return card.span.moved_to(WallTime(card.span.start.day + (new.start.day - old.start.day), 0))
    return card.span.moved_to(card.span.start.plus(old.start.until(new.start)))
