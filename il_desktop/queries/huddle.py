"""What the principal and the front office look at together each morning: the last school day, today, and who waits.

Gives facts only; their words are in `views.review.huddle_words`.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.metrics.reckoning import Reckoning, reckon
from il_desktop.domain.protection import claims_time
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.settings import Settings
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.cards import BlockCard, read_cards
from il_desktop.queries.interruptions import ContactRow, InterruptionRow, contacts, interruptions
from il_desktop.queries.office import ProposalRow, proposals
from il_desktop.queries.promises import Promise, promises
from il_desktop.queries.protected_hours import week_meter
from il_desktop.queries.review import (
    Debt,
    LostBlock,
    ReviewText,
    block_facts,
    debts,
    lost_blocks,
    review_text,
    week_start,
)
from il_desktop.queries.today import RecogniseRow, people_to_recognise
from il_desktop.store.reader import Reader

KIND = "huddle"


class Huddle(NamedTuple):
    """Everything a huddle talks about. `before` is the last school day.

    `unsaid` counts its blocks that nobody reconciled, `between` what came between without displacing anything;
    `owed` are the debts without a make-up, `tight` how many other places the tightest protected blocks have and how
    many blocks are that tight; `topics` the first contacts, what costs most first; `talks` what has no time yet.
    """

    day: date
    before: date
    unsaid: int
    instruction: Reckoning
    lost: tuple[LostBlock, ...]
    between: tuple[InterruptionRow, ...]
    owed: tuple[Debt, ...]
    protected: tuple[BlockCard, ...]
    tight: tuple[int, int]
    topics: tuple[ContactRow, ...]
    asked: tuple[ProposalRow, ...]
    talks: tuple[Promise, ...]
    recognise: RecogniseRow | None
    text: ReviewText


def huddle(reader: Reader, now: WallTime, calendar: SchoolCalendar, settings: Settings) -> Huddle:
    """Return the huddle of the present day."""
    day = now.day
    before = last_school_day(day, calendar)
    past = [card for card in read_cards(reader, before, 1, calendar)[0] if not card.all_day]
    facts = block_facts(reader, past, now)
    today = read_cards(reader, day, 1, calendar)[0]
    recognise = people_to_recognise(reader, day, calendar, settings)[0]
    return Huddle(
        day,
        before,
        sum(card.state == "planned" and card.span.end <= now for card in past),
        reckon(facts[card.key] for card in past if card.category is Category.INSTRUCTIONAL),
        lost_blocks(past, facts),
        tuple(row for row in interruptions(reader, before, 1) if not row.is_override),
        tuple(debt for debt in debts(reader, now, calendar) if debt.make_up is None and debt.lost_at < now),
        tuple(card for card in today if claims_time(card) and card.protection >= Protection.GUARDED),
        week_meter(reader, week_start(day, settings), now, calendar, settings).tight,
        tuple(sorted(contacts(reader, day), key=lambda row: (-row.minutes, row.what))),
        tuple(row for row in proposals(reader, now, calendar) if row.is_open),
        tuple(each for each in promises(reader, now, calendar, settings) if _wants_time(each)),
        recognise[0] if recognise else None,
        review_text(reader, KIND, day),
    )


def last_school_day(day: date, calendar: SchoolCalendar) -> date:
    """Return the last contact day before a date; where no year is known, the last weekday."""
    weekdays = (day - timedelta(days=number) for number in (1, 2, 3))
    return calendar.add_contact_days(day, -1) or next(each for each in weekdays if each.weekday() < 5)


def _wants_time(promise: Promise) -> bool:
    return promise.kind == "feedback" and promise.planned is None
