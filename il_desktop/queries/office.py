"""What the front office gets, and the list of what it asked for, each checked against the calendar of the moment."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import Any, NamedTuple

from il_desktop.domain.blocks import Category
from il_desktop.domain.office import OPEN_MIN, Board, BoardBlock, Contact, Fit, OfficeAnswer, Proposal, fit
from il_desktop.domain.others_time import met_of
from il_desktop.domain.protection import GIVEN_UP
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.settings import Settings
from il_desktop.domain.shelf import fitting, free_gaps
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.interchange.ics.content import content_for
from il_desktop.interchange.ics.records import Audience, Face
from il_desktop.queries.cards import BlockCard, cards_between
from il_desktop.queries.feeds import busy
from il_desktop.queries.free_places import held_times, work_days
from il_desktop.queries.interruptions import contacts
from il_desktop.queries.settings import settings as settings_query
from il_desktop.store.reader import Reader

MOST_OPEN, ANSWER_DAYS = 20, 60
_ROWS = """
    SELECT uid, author, made_at, base_seq, action, payload, state FROM office_proposal ORDER BY made_at, uid
"""


class ProposalRow(NamedTuple):
    """A proposal in the list. `stands` tells of an accepted one whether the calendar still is so; `said` the reply.

    `is_stale` when the file changed after the board that it was made from.
    """

    proposal: Proposal
    state: str
    fit: Fit
    is_stale: bool
    stands: bool
    said: str
    place: Span | None

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer, or wants one again because its change was taken back."""
        return self.state == "proposed" or (self.state == "accepted" and not self.stands)


def revision(reader: Reader) -> int:
    """Return the number of the newest change of the calendar that is in force."""
    return int(
        reader.value(
            "SELECT ifnull(max(s.seq), 0) FROM journal_step s WHERE s.state IN ('done', 'fixed')"
            " AND s.op NOT LIKE 'office.%' AND s.op NOT LIKE 'export.%'"
        )
    )


def board(
    reader: Reader, now: WallTime, days: int, calendar: SchoolCalendar, settings: Settings, made_at: str
) -> Board:
    """Return the board of `days` dates from today on, in the general words of the office's exports."""
    cards = cards_between(reader, now.day, days, calendar)
    names = _name_words(reader)
    last = now.day + timedelta(days=days - 1)
    gaps = free_gaps(
        held_times(reader, now.day, last, calendar, settings.tz), work_days(now.day, days, calendar),
        work_start_min=settings.work_start_min, work_end_min=settings.work_end_min, now=now,
    )  # fmt: skip
    return Board(
        revision(reader), settings.school_name, settings.tz, made_at, now.day, last,
        tuple(block for card in cards if (block := _told(card, names))),
        tuple(fitting(gaps, OPEN_MIN)[:MOST_OPEN]),
        tuple(Contact(row.what, row.first, row.backup, row.call_when, row.script) for row in contacts(reader, now.day)),
        _answers(reader, now, calendar),
    )  # fmt: skip


def proposals(reader: Reader, now: WallTime, calendar: SchoolCalendar) -> tuple[ProposalRow, ...]:
    """Return every proposal, what waits for an answer first, each checked now."""
    base = revision(reader)
    found = [_row(reader, row, now, calendar, base) for row in reader.rows(_ROWS)]
    return tuple(sorted(found, key=lambda row: (not row.is_open, row.proposal.made_at)))


def _row(reader: Reader, row: tuple[Any, ...], now: WallTime, calendar: SchoolCalendar, base: int) -> ProposalRow:
    uid, author, made_at, base_seq, action, text, state = row
    payload = json.loads(text)
    proposal = Proposal(
        uid, author, made_at, base_seq, action, payload.get("block", ""), payload.get("title", ""),
        payload.get("activity", ""), _moment(payload.get("start")), payload.get("minutes"), payload.get("note", ""),
        _moment(payload.get("was")),
    )  # fmt: skip
    at = _moment(payload.get("at"))
    cards = _cards_near(reader, proposal, at, calendar)
    own = next((card for card in cards if card.key in (payload.get("result"), proposal.block)), None)
    place = own.span if own is not None and own.span.start == at else None
    stands = (own is None) if action == "cancel" else place is not None
    if state == "accepted" and at is not None and at < now:
        stands = True  # what has begun is no question any more
    found = fit(proposal, cards, now)
    return ProposalRow(
        proposal, state, found._replace(elsewhere=_busy_elsewhere(reader, found.place)), base_seq < base, stands,
        payload.get("said", ""), place,
    )  # fmt: skip


def _busy_elsewhere(reader: Reader, place: Span | None) -> tuple[str, ...]:
    """Return the names of the other calendars that are busy at a place."""
    if place is None:
        return ()
    held = busy(reader, place.start.day, place.end.day, settings_query(reader).tz)
    return tuple(dict.fromkeys(each.feed_name for each in met_of(held, [place])))


def _cards_near(reader: Reader, proposal: Proposal, at: WallTime | None, calendar: SchoolCalendar) -> list[BlockCard]:
    """Return the cards of the days a proposal speaks of, and of the day its block lies on now."""
    days = {moment.day for moment in (proposal.start, proposal.was, at) if moment is not None}
    if proposal.block and "@" not in proposal.block:
        starts = reader.value("SELECT starts_local FROM time_block WHERE id = ?", (proposal.block,))
        days |= {WallTime.parse(starts).day} if starts else set()
    elif proposal.block:
        parts = proposal.block.split("@")
        with_date = re.fullmatch(r"\d{4}-\d{2}-\d{2}", parts[1])
        days |= {date.fromisoformat(parts[1])} if with_date else set()
    cards: dict[str, BlockCard] = {}
    for day in sorted(days):
        cards.update((card.key, card) for card in cards_between(reader, day, 1, calendar))
    return list(cards.values())


def _answers(reader: Reader, now: WallTime, calendar: SchoolCalendar) -> tuple[OfficeAnswer, ...]:
    since = (now.day - timedelta(days=ANSWER_DAYS)).isoformat()
    found = []
    for row in proposals(reader, now, calendar):
        if row.proposal.made_at < since:
            continue
        state = "changed since" if row.state == "accepted" and not row.stands else row.state
        found.append(OfficeAnswer(row.proposal.uid, state, row.said, row.place))
    return tuple(found)


def _told(card: BlockCard, names: frozenset[str]) -> BoardBlock | None:
    """Return a block in the office's words; what was given up is no block any more."""
    if card.state in GIVEN_UP:
        return None
    face = Face(
        title="", activity_key=card.activity_key, activity_name=card.activity_name, category=Category(card.category),
        protection=card.protection, is_buffer=card.is_buffer,
    )  # fmt: skip
    content = content_for(face, Audience.OFFICE, names)
    return BoardBlock(card.key, card.span, content.summary, card.protection, card.all_day) if content else None


def _name_words(reader: Reader) -> frozenset[str]:
    rows = reader.rows("SELECT family FROM person")
    return frozenset(word for (family,) in rows for word in re.findall(r"\w+", family.casefold()))


def _moment(text: str | None) -> WallTime | None:
    return WallTime.parse(text) if text else None
