"""The file's week as the planner sees it: what is fixed, what may move, what wants a place, and where it may go.

Decides which block is whose business; where things go is decided in `planning`. The rules are told in
docs/decisions/0019-the-planner-at-work.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from il_desktop.domain.activity_types import SAME_DAY
from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.proposal import Loss, Note, Wanted, Work
from il_desktop.domain.protection import GIVEN_UP
from il_desktop.domain.school import DayKind, SchoolCalendar
from il_desktop.domain.settings import Settings
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.planning.week import SLOT_MIN, Item, Taken, WeekFacts, slots
from il_desktop.queries.cards import BlockCard, cards_between
from il_desktop.queries.feeds import busy
from il_desktop.queries.planning_places import FREE_KINDS, Places
from il_desktop.queries.planning_wants import reserve_items, wanted_items
from il_desktop.store.reader import Reader

QUIET_MIN = 60  # nothing moves in the next hour unless its own time is gone
VISIT_CAP_MIN = 90  # visits of one day
TRAVEL_MIN = 15  # behind what happens outside the house
OUTSIDE = frozenset({"district", "community"})
# A day without these can be lived with: when they are lost they are gone.
ROUTINE = frozenset({"office_work", "huddle_review", "student_supervision", "personal"})
_LEVEL_PRIORITY = {Protection.OPEN: 4, Protection.FLEXIBLE: 2, Protection.FIRM: 2, Protection.GUARDED: 1}
_LINKS = """
    SELECT b.id, v.id, f.id, t.id, b.make_up_for_id, coalesce(v.person_id, f.person_id,
      (SELECT lv.person_id FROM interruption i JOIN visit lv ON lv.block_id = i.block_id WHERE i.id = b.make_up_for_id)
      ), fv.starts_local, fv.block_id
    FROM time_block b
    LEFT JOIN visit v ON v.block_id = b.id AND v.state = 'planned'
    LEFT JOIN feedback f ON f.block_id = b.id AND f.given_local IS NULL LEFT JOIN visit fv ON fv.id = f.visit_id
    LEFT JOIN task t ON t.block_id = b.id AND t.state = 'open'
    WHERE b.starts_local >= ? AND b.starts_local < ?
      AND (v.id IS NOT NULL OR f.id IS NOT NULL OR t.id IS NOT NULL OR b.make_up_for_id IS NOT NULL)
"""


class Link(NamedTuple):
    """What a block stands for: its kind of work, whom it is about, and the visit a talk follows."""

    work: Work
    person_id: str = ""
    visited: WallTime | None = None
    visit_block: str = ""


class Tried(NamedTuple):
    """A copy of the week as the planner has to see it: its blocks, what they stand for, and what has a place in it."""

    cards: Callable[[Sequence[BlockCard]], list[BlockCard]]
    links: Mapping[str, Link]
    placed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked of the planner: a week, what was lost, and whether waiting work is to be placed as well.

    With `tried` it is asked about a copy of the week.
    """

    week_on: date
    losses: tuple[Loss, ...] = ()
    with_wants: bool = True
    tried: Tried | None = None


def week_facts(reader: Reader, ask: Ask, now: WallTime, calendar: SchoolCalendar, settings: Settings) -> WeekFacts:
    """Return the facts of the rest of a week; no dates when it is over or has no day at school."""
    dates = planned_dates(ask.week_on, now, calendar)
    first = min([ask.week_on, *(loss.span.start.day for loss in ask.losses)])
    days = (ask.week_on + timedelta(days=7) - first).days
    cards = cards_between(reader, first, days, calendar)
    places = Places(reader, dates, now, calendar, settings)
    links = week_links(reader, first, days)
    if ask.tried is not None:
        cards, links = ask.tried.cards(cards), {**links, **ask.tried.links}
    taken: list[Taken] = [Taken(f"lost{n}", loss.title, loss.span) for n, loss in enumerate(ask.losses)]
    taken += _others(reader, dates, settings)
    items: list[Item] = []
    fixed = {Work.VISIT: 0, Work.TALK: 0}
    for card in cards:
        if card.all_day or card.state in GIVEN_UP:
            continue
        item = _item(card, links.get(card.key), ask, places) if card.state == "planned" else None
        if item is not None:
            items.append(item)
        elif card.span.end > now and card.protection is not Protection.OPEN:
            after = TRAVEL_MIN if card.activity_key in OUTSIDE else 0
            taken.append(Taken(card.key, card.title, card.span, after))
            work = links[card.key].work if card.key in links else None
            if work is Work.VISIT or work is Work.TALK:
                fixed[work] += 1
    items = [_bound(item, items) for item in items]
    if ask.with_wants and dates:
        placed = ask.tried.placed if ask.tried is not None else frozenset()
        items += [item for item in wanted_items(reader, items, taken, places) if item.wanted.key not in placed]
        items += reserve_items(reader, items, [card for card in cards if card.is_buffer], places)
    return WeekFacts(
        dates=dates,
        from_min=settings.work_start_min,
        to_min=settings.work_end_min,
        now=now,
        taken=tuple(taken),
        items=tuple(items),
        caps={"visit": VISIT_CAP_MIN, **_once_a_day(items)},
        lessons=places.lessons(),
        week_on=ask.week_on,
        hours=places.hours(),
        protected=_protected(cards, items),
        losses=ask.losses,
        fixed_visits=fixed[Work.VISIT],
        fixed_talks=fixed[Work.TALK],
    )


def planned_dates(week_on: date, now: WallTime, calendar: SchoolCalendar) -> tuple[date, ...]:
    """Return the dates of a week, from today on, on which somebody works at school."""
    days = (week_on + timedelta(days=number) for number in range(7))
    return tuple(
        day
        for day in days
        if day >= now.day
        and (calendar.day(day).kind not in FREE_KINDS or calendar.day(day).is_contact_day)
        and (calendar.day(day).kind is not DayKind.OUTSIDE or (not calendar.years and day.weekday() < 5))
    )


def _once_a_day(items: Sequence[Item]) -> dict[str, int]:
    """Return caps that let each habit happen once on a day."""
    return {item.group: slots(item.wanted.minutes) * SLOT_MIN for item in items if item.wanted.work is Work.HABIT}


def _protected(cards: Sequence[BlockCard], items: Sequence[Item]) -> tuple[Span, ...]:
    """Return the protected instructional time that nobody plans here."""
    planned = {item.wanted.key for item in items}
    return tuple(
        card.span
        for card in cards
        if card.category is Category.INSTRUCTIONAL
        and card.protection >= Protection.GUARDED
        and card.state not in GIVEN_UP
        and not card.all_day
        and card.key not in planned
    )


def week_links(reader: Reader, first: date, days: int) -> dict[str, Link]:
    """Return what the blocks of some dates stand for, by their keys; nothing for those that are only themselves."""
    found: dict[str, Link] = {}
    span = (f"{first}T00:00", f"{first + timedelta(days=days)}T00:00")
    for block, visit, feedback, task, debt, person, visited, visit_block in reader.rows(_LINKS, span):
        work = Work.VISIT if visit else Work.TALK if feedback else Work.TASK if task else Work.DEBT
        if not visit and not feedback and not task and not debt:
            continue
        seen = WallTime.parse(visited) if visited else None
        found[block] = Link(work, person or "", seen, visit_block or "")
    return found


def _others(reader: Reader, dates: Sequence[date], settings: Settings) -> list[Taken]:
    """Return what subscribed calendars hold; whole days stand above the hours."""
    if not dates:
        return []
    found = busy(reader, dates[0], dates[-1], settings.tz)
    return [
        Taken(f"feed{number}", item.title, item.span)
        for number, item in enumerate(found)
        if item.is_busy and not item.all_day
    ]


def _item(card: BlockCard, link: Link | None, ask: Ask, places: Places) -> Item | None:
    """Return a block as work that may move, None for one that stays."""
    is_past = card.span.start < places.now
    why = _gone(card, link, ask, places)
    if why and (card.protection is not Protection.IMMOVABLE or card.span.end <= places.now):
        windows = _windows(card, link, places) if _comes_back(card, link) else ()
        return _made(card, link, windows, why)
    if is_past or not _may_move(card, link) or card.span.start < places.now.plus(QUIET_MIN):
        return None
    windows = _windows(card, link, places)
    if link is None or link.work not in (Work.VISIT, Work.TALK):
        windows = (*windows, card.span)
    return _made(card, link, windows)


def _gone(card: BlockCard, link: Link | None, ask: Ask, places: Places) -> str:
    """Return why a block's time is gone: it was lost, the teacher is away, there is no school; empty when it is not."""
    if any(card.span.overlaps(loss.span) for loss in ask.losses):
        return "lost"
    day = card.span.start.day
    if card.span.start < places.now or card.is_repeating:
        return ""
    if link is not None and link.work is Work.VISIT and places.timetable.is_away(link.person_id, day):
        return "away"
    kind = places.calendar.day(day).kind
    is_closed = kind is DayKind.WEATHER or (kind is DayKind.HOLIDAY and link is not None)
    return "no_school" if is_closed and day not in places.dates else ""


def _may_move(card: BlockCard, link: Link | None) -> bool:
    if card.is_repeating or card.protection >= Protection.GUARDED or card.activity_key in OUTSIDE:
        return False
    return card.protection <= Protection.FLEXIBLE or link is not None or card.is_buffer


def _comes_back(card: BlockCard, link: Link | None) -> bool:
    """Tell whether a block whose time is gone wants another one."""
    if link is not None:
        return True
    return (not card.is_repeating and card.activity_key not in ROUTINE) or card.protection == Protection.GUARDED


def _windows(card: BlockCard, link: Link | None, places: Places) -> tuple[Span, ...]:
    work = link.work if link else Work.BLOCK
    if link is not None and link.person_id and work is Work.VISIT:
        return places.lessons_of(link.person_id)
    if link is not None and work is Work.TALK:
        return places.talks_of(link.person_id, link.visited)
    if card.activity_key in SAME_DAY:
        return places.free_for(card.category, only=card.span.start.day)
    return places.free_for(card.category)


def wanted_of(card: BlockCard, link: Link | None) -> Wanted:
    """Return what a block is about."""
    priority = 3 if card.is_buffer else _LEVEL_PRIORITY.get(card.protection, 1)
    return Wanted(
        key=card.key,
        work=link.work if link else Work.BLOCK,
        ref=card.key,
        title=card.title,
        minutes=card.span.minutes,
        activity_key=card.activity_key,
        category=card.category,
        protection=card.protection,
        priority=priority,
        person_id=link.person_id if link else "",
        with_key=link.visit_block if link else "",
        is_repeating=card.is_repeating,
        is_buffer=card.is_buffer,
    )


def _made(card: BlockCard, link: Link | None, windows: tuple[Span, ...], why: str = "") -> Item:
    wanted = wanted_of(card, link)
    work = wanted.work
    group = "visit" if work is Work.VISIT else "reserve" if card.is_buffer else work.value
    notes = (Note(why, span=card.span),) if why else ()
    return Item(wanted, group, windows, card.span, None, "", bool(why), work is Work.VISIT, notes)


def _bound(item: Item, items: Sequence[Item]) -> Item:
    """Let a talk follow its visit where that may move as well."""
    first = item.wanted.with_key
    if not first or any(other.wanted.key == first for other in items):
        return replace(item, after=first)
    return replace(item, wanted=item.wanted._replace(with_key=""))
