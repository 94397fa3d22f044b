"""A week looked back on: first plan, plan, what happened, where minutes went, what is owed, what was written.

The blocks of the week are read once; every figure comes from the same rows, so that they add up to the minute.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from il_desktop.domain.baseline import PlannedBlock, Replan, replanned
from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.make_up import debt_now
from il_desktop.domain.metrics.reckoning import Fate, Reckoning, reckon
from il_desktop.domain.protection import GIVEN_UP
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.settings import Settings
from il_desktop.domain.targets import TargetRange
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.queries.cards import BlockCard, read_cards
from il_desktop.queries.interruptions import InterruptionRow, interruptions
from il_desktop.queries.protected_hours import Meter, step_up, week_meter
from il_desktop.store.reader import Reader

Row = tuple[str, Span]
_ACTUAL = """
    SELECT block_id, starts_local, ends_local FROM actual
    WHERE source <> 'study' AND block_id IN (SELECT value FROM json_each(?))
"""
_UNPLANNED = """
    SELECT starts_local, ends_local FROM actual
    WHERE source <> 'study' AND block_id IS NULL AND starts_local >= ? AND starts_local < ?
"""
_LEDGER = """
    SELECT block_id, source, minutes FROM interruption WHERE block_id IN (SELECT value FROM json_each(?))
    ORDER BY kind DESC, at_local, id
"""
_BASELINE = """
    SELECT p.block_ref, p.starts_local, p.ends_local, a.key, p.protection, p.is_added
    FROM plan_baseline p JOIN activity_type a ON a.id = p.activity_type_id WHERE p.week_on = ? ORDER BY p.starts_local
"""
_DEBTS = """
    SELECT i.id, b.title, i.at_local, i.minutes, i.source, i.debt, i.level,
      (SELECT min(m.starts_local) FROM time_block m WHERE m.make_up_for_id = i.id AND m.state = 'planned')
    FROM interruption i JOIN time_block b ON b.id = i.block_id
    WHERE i.kind = 'override' AND i.debt IN ('open', 'partly') AND b.make_up_for_id IS NULL AND i.at_local < ?
    ORDER BY i.at_local DESC, i.id
"""
_REVIEW = """
    SELECT step, ifnull(wins, ''), ifnull(lesson, ''), ifnull(adjust, ''), planned_instr_min, actual_instr_min,
      closed_at IS NOT NULL
    FROM review WHERE kind = ? AND from_on = ?
"""


@dataclass(frozen=True, slots=True)
class LostBlock:
    """A block that did not happen as planned: what took its place, why, and the minutes lost."""

    card: BlockCard
    minutes: int
    reasons: tuple[str, ...]
    displaced_by: str


@dataclass(frozen=True, slots=True)
class Debt:
    """Protected minutes that are owed. `make_up` is when they are planned to be made up, None while on the shelf."""

    id: str
    title: str
    lost_at: WallTime
    minutes: int
    reason: str
    state: str
    level: int
    make_up: WallTime | None


@dataclass(frozen=True, slots=True)
class ReviewText:
    """What was written and, once closed, the numbers copied."""

    step: int = 0
    wins: str = ""
    lesson: str = ""
    adjust: str = ""
    planned_min: int | None = None
    actual_min: int | None = None
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class WeekReview:
    """Everything the review of a week shows. `first_plan` is None where none was kept."""

    first: date
    last: date
    cards: tuple[BlockCard, ...]
    all_time: Reckoning
    instructional: Reckoning
    first_plan: Replan | None
    unplanned_min: int
    lost: tuple[LostBlock, ...]
    interruptions: tuple[InterruptionRow, ...]
    debts: tuple[Debt, ...]
    meter: Meter
    text: ReviewText
    step_up: TargetRange | None


def week_start(day: date, settings: Settings) -> date:
    """Return the first date of the week that holds a date."""
    return day - timedelta(days=(day.weekday() - settings.first_weekday) % 7)


def week_review(reader: Reader, first: date, now: WallTime, calendar: SchoolCalendar, settings: Settings) -> WeekReview:
    """Return the review of the week from `first` on."""
    cards = [card for card in read_cards(reader, first, 7, calendar)[0] if not card.all_day]
    facts = block_facts(reader, cards, now)
    after = first + timedelta(days=7)
    unplanned = reader.rows(_UNPLANNED, (first.isoformat(), after.isoformat()))
    instruction = [card for card in cards if card.category is Category.INSTRUCTIONAL]
    return WeekReview(
        first,
        after - timedelta(days=1),
        tuple(cards),
        reckon(facts.values()),
        reckon(facts[card.key] for card in instruction),
        first_plan(reader, first, cards),
        sum(WallTime.parse(start).until(WallTime.parse(end)) for start, end in unplanned),
        lost_blocks(cards, facts),
        interruptions(reader, first, 7),
        debts(reader, now, calendar),
        week_meter(reader, first, now, calendar, settings),
        review_text(reader, "week", first),
        step_up(reader, first + timedelta(days=7), settings),
    )


def block_facts(reader: Reader, cards: Sequence[BlockCard], now: WallTime) -> dict[str, Fate]:
    """Return what became of every block, by its key."""
    ids = json.dumps([card.ref.block_id for card in cards if card.ref.block_id])
    happened: dict[str, int] = {}
    for key, start, end in reader.rows(_ACTUAL, (ids,)):
        happened[key] = happened.get(key, 0) + WallTime.parse(start).until(WallTime.parse(end))
    ledger: dict[str, list[tuple[str, int]]] = {}
    for key, source, minutes in reader.rows(_LEDGER, (ids,)):
        ledger.setdefault(key, []).append((source, minutes))
    return {
        card.key: Fate(
            card.span.minutes,
            card.state,
            happened.get(card.key, 0),
            card.span.end <= now,
            tuple(ledger.get(card.key, ())),
        )
        for card in cards
    }


def first_plan(reader: Reader, first: date, cards: Sequence[BlockCard]) -> Replan | None:
    """Compare the week's first plan with the present one; None where no first plan was kept."""
    rows = reader.rows(_BASELINE, (first.isoformat(),))
    if not rows:
        return None
    kept = [
        PlannedBlock(ref, Span(WallTime.parse(start), WallTime.parse(end)), key, Protection(level), bool(added))
        for ref, start, end, key, level, added in rows
    ]
    return replanned(kept, {stable_ref(card): card.span for card in cards})


def stable_ref(card: BlockCard) -> str:
    """Return the name of a block that stays the same when a date of a series becomes a row."""
    return card.occurrence.key if card.occurrence else card.key


def debts(reader: Reader, now: WallTime, calendar: SchoolCalendar) -> tuple[Debt, ...]:
    """Return the time that is owed by now, the latest first; what a term left behind is lost."""
    found = []
    for id_, title, at, minutes, reason, stored, level, planned in reader.rows(_DEBTS, (now.plus(1440 * 7).iso(),)):
        lost_at = WallTime.parse(at)
        state = debt_now(stored, lost_at.day, now.day, calendar, is_placed=planned is not None)
        if state != "lost":
            made_up = WallTime.parse(planned) if planned else None
            found.append(Debt(id_, title, lost_at, minutes, reason, state, level, made_up))
    return tuple(found)


def review_text(reader: Reader, kind: str, first: date) -> ReviewText:
    """Return what was written in a review, empty while nothing was."""
    row = reader.row(_REVIEW, (kind, first.isoformat()))
    return ReviewText(*row[:6], is_closed=bool(row[6])) if row else ReviewText()


def lost_blocks(cards: Sequence[BlockCard], facts: Mapping[str, Fate]) -> tuple[LostBlock, ...]:
    """Return the blocks that lost minutes, with the reasons and with what stands in their place."""
    found = []
    for card in cards:
        lost = reckon([facts[card.key]])
        if lost.lost:
            reasons = tuple(reason for reason in lost.lost_by if reason)
            found.append(LostBlock(card, lost.lost, reasons, _displaced_by(card, cards)))
    return tuple(found)


def _displaced_by(card: BlockCard, cards: Sequence[BlockCard]) -> str:
    """Return the title of what stands in a block's place, the one that shares most of it."""
    best, title = 0, ""
    for other in cards:
        shared = other.span.meet(card.span) if other is not card and other.state not in GIVEN_UP else None
        if shared is not None and shared.minutes > best:
            best, title = shared.minutes, other.title
    return title
