"""Working with the front office by files: what a board tells, what a proposal asks for, and whether it still fits.

The office never opens the school file. A proposal is checked against the calendar of the moment, whatever its age.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from il_desktop.domain.blocks import BlockRef, Protection
from il_desktop.domain.protection import Conflict, Demand, Held, check_move, demand
from il_desktop.domain.walltime import Span, WallTime

BOARD_KIND, PROPOSALS_KIND, FORMAT = "il-desktop office board", "il-desktop office proposals", 1
ACTIONS = ("add", "move", "cancel")
OPEN_MIN = 15  # the shortest open place that is offered
USUAL_TYPE = "office_work"  # of what the office adds, unless it says


class BoardBlock(NamedTuple):
    """A block as the office sees it: general words, its level, what moving it takes."""

    key: str
    span: Span
    words: str
    level: Protection
    all_day: bool = False


class Contact(NamedTuple):
    """A first contact: who takes a topic before the principal does."""

    topic: str
    first: str
    backup: str
    call_when: str
    script: str


class OfficeAnswer(NamedTuple):
    """What became of a proposal; `place` is where it went, `said` a word to the office."""

    uid: str
    state: str
    said: str = ""
    place: Span | None = None


class Board(NamedTuple):
    """What the office gets. `base` is the file's revision that proposals refer to."""

    base: int
    school: str
    tz: str
    made_at: str
    first: date
    last: date
    blocks: tuple[BoardBlock, ...]
    open: tuple[Span, ...]
    contacts: tuple[Contact, ...]
    answers: tuple[OfficeAnswer, ...]


class Proposal(NamedTuple):
    """Something the office asks for. `start` and `minutes` of an addition or a move; `block` of a move or cancel.

    `was` is where the office saw the block. `made_at` is a UTC instant as ISO text.
    """

    uid: str
    author: str
    made_at: str
    base: int
    action: str
    block: str = ""
    title: str = ""
    activity: str = ""
    start: WallTime | None = None
    minutes: int | None = None
    note: str = ""
    was: WallTime | None = None


class Fit(NamedTuple):
    """How a proposal stands against the calendar now.

    `problem` is gone, moved (the block lies elsewhere than the office saw it) or past; empty when it can be taken as
    it is, apart from `conflicts`. `place` is where it would go, `old` where the block is; `elsewhere` names the other
    calendars that are busy then, which hinders nothing and is told.
    """

    problem: str
    place: Span | None
    old: Span | None
    title: str
    conflicts: tuple[Conflict, ...] = ()
    elsewhere: tuple[str, ...] = ()

    @property
    def demand(self) -> Demand:
        """What taking it asks for."""
        return demand(self.conflicts)


def fit(proposal: Proposal, cards: Iterable[Held], now: WallTime) -> Fit:
    """Check a proposal against the blocks of its days as they are now."""
    cards = list(cards)
    own = next((card for card in cards if proposal.block in _keys(card)), None) if proposal.block else None
    title = proposal.title or (own.title if own else "")
    if proposal.action != "add" and (own is None or own.state != "planned"):
        return Fit("gone", None, None, title)
    old = own.span if own else None
    place = _place(proposal, old)
    if (place or old or Span.of(now, 1)).start < now:
        return Fit("past", place, old, title)
    met = check_move(cards, own.ref if own else BlockRef(proposal.uid), place) if place else []
    if proposal.action == "cancel" and own is not None and own.protection is Protection.IMMOVABLE:
        met = [Conflict(own.ref.key, own.title, own.protection, own.span, own.span.minutes)]
    has_moved = old is not None and proposal.was is not None and proposal.was != old.start
    return Fit("moved" if has_moved else "", place, old, title, tuple(met))


def _keys(card: Held) -> set[str]:
    """Return the names a block goes by; an occurrence that became a row keeps its old one."""
    occurrence: BlockRef | None = getattr(card, "occurrence", None)
    return {card.ref.key, occurrence.key} if occurrence else {card.ref.key}


def _place(proposal: Proposal, old: Span | None) -> Span | None:
    if proposal.action == "cancel" or proposal.start is None:
        return None
    return Span.of(proposal.start, proposal.minutes or (old.minutes if old else 30))
