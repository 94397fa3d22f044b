"""What a copy of a week begins with, and how a calendar or the planner has to see it afterwards. Nothing is written."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from il_desktop.domain.blocks import BlockRef, GoalShare
from il_desktop.domain.proposal import Line, Loss, Wanted, Work
from il_desktop.domain.protection import claims_time
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.settings import Settings
from il_desktop.domain.shelf import MARK, ShelfRef
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.domain.what_if import Piece, Standing, WhatIf, owed_after, standing
from il_desktop.planning.week import WeekFacts
from il_desktop.queries.activity_types import activity_types
from il_desktop.queries.cards import BlockCard, read_cards
from il_desktop.queries.planning import Ask, Link, Tried, wanted_of, week_facts, week_links
from il_desktop.queries.planning_places import last_talk_day
from il_desktop.queries.protected_hours import likely_kept
from il_desktop.queries.shelf import owed_times
from il_desktop.queries.week import WeekView, view_of
from il_desktop.store.reader import Reader

WEEK_DAYS = 7
_GOALS = """
    SELECT t.id, t.goal_id, 100 FROM task t
      WHERE t.id IN (SELECT value FROM json_each(:ids)) AND t.goal_id IS NOT NULL
    UNION ALL SELECT v.id, v.goal_id, 100 FROM visit v
      WHERE v.id IN (SELECT value FROM json_each(:ids)) AND v.goal_id IS NOT NULL
    UNION ALL SELECT * FROM (SELECT i.id, g.goal_id, g.share_pct FROM interruption i
      JOIN block_goal g ON g.block_id = i.block_id WHERE i.id IN (SELECT value FROM json_each(:ids)) ORDER BY g.pos)
"""


class Copied(NamedTuple):
    """A week at the moment it was copied: its blocks by key, and the instructional spans that happened in it."""

    week_on: date
    cards: Mapping[str, BlockCard]
    pieces: tuple[Piece, ...]
    happened: tuple[Span, ...] = ()


def copied_week(reader: Reader, week_on: date, now: WallTime, calendar: SchoolCalendar) -> Copied:
    """Return the blocks of a week as a copy begins with them."""
    cards, happened = read_cards(reader, week_on, WEEK_DAYS, calendar)
    links = week_links(reader, week_on, WEEK_DAYS)
    pieces = tuple(_piece(card, links.get(card.key), now) for card in cards)
    return Copied(week_on, {card.key: card for card in cards}, pieces, tuple(happened))


def _piece(card: BlockCard, link: Link | None, now: WallTime) -> Piece:
    is_over = card.state != "planned" or card.span.end <= now
    wanted = wanted_of(card, link)
    visited = link.visited if link is not None and link.work is Work.TALK else None
    return Piece(wanted, card.span, card.goals, is_over, card.all_day, claims_time(card), visited)


def cards_in(copy: WhatIf, cards: Mapping[str, BlockCard], names: Mapping[str, str], tz: str) -> list[BlockCard]:
    """Return the blocks of a copy as a calendar shows them; `names` are those of the activity types by key."""
    found = []
    for key, piece in copy.pieces().items():
        card = cards.get(key)
        if card is None:
            found.append(_card(piece, names, tz))
        else:
            found.append(card._replace(span=piece.span, protection=piece.wanted.protection))
    return sorted(found, key=lambda card: (card.span, card.key))


def _card(piece: Piece, names: Mapping[str, str], tz: str) -> BlockCard:
    wanted = piece.wanted
    return BlockCard(
        BlockRef(piece.key), wanted.title, wanted.activity_key, names.get(wanted.activity_key, ""), wanted.category,
        wanted.protection, piece.span, tz, is_buffer=wanted.is_buffer, origin="planner", goals=piece.goals,
    )  # fmt: skip


def week_pair(
    reader: Reader, copy: WhatIf, copied: Copied, shown: tuple[date, int], now: WallTime, calendar: SchoolCalendar
) -> tuple[WeekView, WeekView]:
    """Return some dates, first and count, as they are and as they are in the copy."""
    names = {row.key: row.name for row in activity_types(reader)}
    cards, happened = read_cards(reader, *shown, calendar)
    first, after = WallTime(shown[0], 0), WallTime(shown[0] + timedelta(days=shown[1]), 0)
    whole = Span(first, after)
    tried = [card for card in cards_in(copy, copied.cards, names, calendar.rules.tz) if card.span.overlaps(whole)]
    return (
        view_of(reader, cards, happened, shown, calendar, now=now),
        view_of(reader, tried, copied.happened, shown, calendar, now=now),
    )


class Side(NamedTuple):
    """One of the two weeks that are compared, as blocks and as what a calendar shows; `lines` say how it differs."""

    pieces: tuple[Piece, ...]
    cards: tuple[BlockCard, ...]
    happened: tuple[Span, ...]
    lines: tuple[Line, ...] = ()


def real_side(current: Copied) -> Side:
    """Return the week as it is."""
    return Side(current.pieces, tuple(current.cards.values()), current.happened)


def tried_side(copy: WhatIf, copied: Copied, lines: tuple[Line, ...], tz: str) -> Side:
    """Return the week as it would be."""
    cards = cards_in(copy, copied.cards, {}, tz)
    return Side(tuple(copy.pieces().values()), tuple(cards), copied.happened, lines)


def week_standing(
    reader: Reader, side: Side, week_on: date, now: WallTime, calendar: SchoolCalendar, settings: Settings
) -> Standing:
    """Return a week in numbers, its forecast and what it leaves owed among them."""
    days = (week_on + timedelta(days=number) for number in range(WEEK_DAYS))
    hours = [span for span in map(calendar.instructional_span, days) if span is not None]
    until = partial(last_talk_day, calendar=calendar, settings=settings)
    told = standing(side.pieces, hours, until, side.lines)
    likely = likely_kept(reader, side.cards, side.happened, week_on, now, calendar)
    return told._replace(likely_min=likely.expected, owed_min=owed_after(owed_times(reader), side.lines))


def changed_since(copied: Copied, current: Copied) -> int:
    """Return how many blocks of the week are other than when it was copied."""
    keys = copied.cards.keys() | current.cards.keys()
    return sum(copied.cards.get(key) != current.cards.get(key) for key in keys)


def copy_facts(
    reader: Reader,
    copy: WhatIf,
    losses: tuple[Loss, ...],
    cards: Mapping[str, BlockCard],
    now: WallTime,
    calendar: SchoolCalendar,
    settings: Settings,
) -> WeekFacts:
    """Return the copy as the planner sees a week: to repair after a loss, else to place what still waits."""
    pieces = copy.pieces()
    base = {piece.key for piece in copy.base}
    mine = cards_in(copy, cards, {}, settings.tz)
    tried = Tried(
        lambda others: sorted([*(card for card in others if card.key not in base), *mine], key=_start),
        {key: _link(piece, pieces) for key, piece in pieces.items() if _stands_for(piece.wanted)},
        frozenset(pieces),
    )
    return week_facts(reader, Ask(copy.week_on, losses, not losses, tried), now, calendar, settings)


def with_goals(reader: Reader, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return a plan's lines with the goals that things from the shelf serve."""
    refs = {line.key: ShelfRef.parse(line.wanted.ref) for line in lines if line.wanted.ref.startswith(MARK)}
    found: dict[str, list[GoalShare]] = {}
    for row_id, goal_id, share in reader.rows(_GOALS, {"ids": json.dumps([ref.id for ref in refs.values()])}):
        found.setdefault(row_id, []).append(GoalShare(goal_id, share))
    goals = {key: tuple(found.get(ref.id, ())) for key, ref in refs.items()}
    return tuple(line._replace(goals=goals.get(line.key, ())) for line in lines)


def _start(card: BlockCard) -> Span:
    return card.span


def _stands_for(wanted: Wanted) -> bool:
    return wanted.work in (Work.VISIT, Work.TALK, Work.TASK, Work.DEBT)


def _link(piece: Piece, pieces: Mapping[str, Piece]) -> Link:
    wanted = piece.wanted
    visit = pieces.get(wanted.with_key)
    visited = visit.span.start if visit is not None else piece.visited
    return Link(wanted.work, wanted.person_id, visited, wanted.with_key)
