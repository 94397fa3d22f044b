"""The schedule's commands: add, move, resize, edit, delete, protect, link to goals, copy.

Every command takes a stored block or an occurrence of a series; an occurrence becomes a row in the same step. All
return the row's id. Time that others hold is defended by the ladder: ProtectedTimeConflict unless an override answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from il_desktop.commands.block_rows import (
    MADE_UP,
    activity_type_of,
    block_of,
    checked_reminder,
    checked_span,
    found_block,
    itself,
    put_people,
    put_shares,
    record_overrides,
    span_of,
    take_off,
)
from il_desktop.commands.feed_times import busy_met
from il_desktop.commands.held_time import SchoolFacts, settle
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.blocks import BlockRef, GoalShare, Protection
from il_desktop.domain.errors import BadValue, ProtectedTimeConflict
from il_desktop.domain.protection import Conflict, OverrideReason
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.models.schedule import TimeBlock
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

EDITABLE = frozenset(
    {
        "title",
        "activity_type",
        "protection",
        "place",
        "note",
        "is_public",
        "is_buffer",
        "all_day",
        "start",
        "end",
        "goals",
        "people",
        "remind_min",
    }
)
_COPIED = (
    "title", "activity_type_id", "is_buffer", "protection", "place", "note", "is_public", "all_day", "remind_min",
)  # fmt: skip


@operation("block.add")
def create_block(tx: Tx, draft: BlockDraft, *, override: OverrideReason | None = None) -> str:
    """Add a block; return its id. Raises BadValue, NotFound (activity type, goal) or ProtectedTimeConflict."""
    facts = SchoolFacts(tx.session)
    kind = activity_type_of(tx.session, draft.activity_type)
    if not draft.title.strip():
        raise BadValue(field="title", value=draft.title, reason="empty")
    span = checked_span(draft.start, draft.end, all_day=draft.all_day)
    block = TimeBlock(
        title=draft.title,
        activity_type_id=kind.id,
        is_buffer=draft.is_buffer,
        protection=kind.default_protection if draft.protection is None else int(draft.protection),
        origin=draft.origin,
        place=draft.place or None,
        note=draft.note or None,
        is_public=draft.is_public,
        starts_local=span.start,
        ends_local=span.end,
        tz=draft.tz or facts.settings.tz,
        all_day=draft.all_day,
        anchor="period" if draft.period_code else "clock",
        period_code=draft.period_code or None,
        remind_min=_reminder(draft, facts),
    )
    giving = _take_place(tx, block, span, None, override, facts)
    tx.session.add(block)
    put_shares(tx.session, block, draft.goals)
    put_people(tx.session, block, draft.people)
    _make_room(tx, giving, span, facts)
    tx.say(block=block.id, start=span.start.iso(), end=span.end.iso(), goals=len(draft.goals))
    return block.id


@operation("block.move")
def move_block(tx: Tx, ref: BlockRef, start: WallTime, *, override: OverrideReason | None = None) -> str:
    """Move a block to another start, its length kept; quick repeats are one step."""
    facts = SchoolFacts(tx.session)
    block = block_of(tx.session, ref, facts)
    old = span_of(block, facts)
    if block.all_day:
        start = WallTime(start.day, 0)
    _place(tx, block, old.moved_to(start), override, facts)
    tx.say(block=block.id, from_start=old.start.iso(), to_start=start.iso())
    if override is None:
        tx.merge_key(f"nudge:block:{block.id}")
    return block.id


@operation("block.resize")
def resize_block(
    tx: Tx, ref: BlockRef, start: WallTime, end: WallTime, *, override: OverrideReason | None = None
) -> str:
    """Give a block another start, end or both; raise BadValue for an impossible length."""
    facts = SchoolFacts(tx.session)
    block = block_of(tx.session, ref, facts)
    old = span_of(block, facts)
    span = checked_span(start, end, all_day=block.all_day)
    _place(tx, block, span, override, facts)
    tx.say(block=block.id, from_min=old.minutes, start=span.start.iso(), end=span.end.iso())
    if override is None:
        tx.merge_key(f"size:block:{block.id}")
    return block.id


@operation("block.edit")
def edit_block(tx: Tx, ref: BlockRef, *, override: OverrideReason | None = None, **fields: Any) -> str:
    """Change any of `EDITABLE` in one step; an empty place or note empties it.

    `activity_type` is an id or a key, `start` and `end` are WallTimes, `goals` a sequence of GoalShares, `people` of
    ids, `remind_min` minutes or None. Raises BadValue for a field there is not or a value that cannot be.
    """
    for name in fields:
        if name not in EDITABLE:
            raise BadValue(field=name, value="", reason="not_a_choice")
    facts = SchoolFacts(tx.session)
    block = block_of(tx.session, ref, facts)
    if "title" in fields and not str(fields["title"]).strip():
        raise BadValue(field="title", value="", reason="empty")
    _change_time(tx, block, fields, override, facts)
    _write_fields(tx.session, block, fields)
    tx.say(block=block.id, field=next(iter(fields)) if len(fields) == 1 else None, start=block.starts_local.iso())
    return block.id


@operation("block.delete")
def delete_block(tx: Tx, ref: BlockRef) -> None:
    """Take a block off the calendar. What others point to, or repeats, stays as a cancelled row that nothing shows.

    An Immovable block raises ProtectedTimeConflict: it is unlocked first, by giving it another level.
    """
    facts = SchoolFacts(tx.session)
    block = block_of(tx.session, ref, facts)
    if block.protection == Protection.IMMOVABLE:
        raise ProtectedTimeConflict((itself(block, facts),))
    tx.say(block=block.id, start=span_of(block, facts).start.iso())
    take_off(tx, block)


@operation("block.protect")
def set_protection(tx: Tx, ref: BlockRef, level: Protection) -> str:
    """Set how firmly a block holds its time."""
    block = block_of(tx.session, ref, SchoolFacts(tx.session))
    tx.say(block=block.id, was_level=block.protection, level=int(level))
    block.protection = int(Protection(level))
    tx.merge_key(f"protect:block:{block.id}")
    return block.id


@operation("block.share")
def share_goals(tx: Tx, ref: BlockRef, shares: Sequence[GoalShare]) -> str:
    """Say which goals the block's minutes go to, in percent; the rest goes to none. An empty list unlinks all."""
    block = block_of(tx.session, ref, SchoolFacts(tx.session))
    put_shares(tx.session, block, shares)
    tx.say(block=block.id, goals=len(shares), goal=shares[0].goal_id if shares else None)
    return block.id


@operation("block.copy")
def duplicate_block(tx: Tx, ref: BlockRef, start: WallTime, *, override: OverrideReason | None = None) -> str:
    """Put a copy of a block at another start, goals included; it belongs to no series. Return the copy's id."""
    facts = SchoolFacts(tx.session)
    source = found_block(tx.session, ref, facts)
    if source.all_day:
        start = WallTime(start.day, 0)
    span = span_of(source, facts).moved_to(start)
    giving = _take_place(tx, source, span, None, override, facts)
    block = copied(tx.session, source, span, facts)
    _make_room(tx, giving, span, facts)
    tx.say(block=block.id, to_start=span.start.iso())
    return block.id


def copied(session: Session, source: TimeBlock, span: Span, facts: SchoolFacts) -> TimeBlock:
    """Make a copy of a block at a span, with its goals and people; nothing is asked."""
    values = {name: getattr(source, name) for name in _COPIED}
    block = TimeBlock(**values, origin="manual", tz=facts.settings.tz, starts_local=span.start, ends_local=span.end)
    shares = [GoalShare(link.goal_id, link.share_pct) for link in source.goals]
    people = [link.person_id for link in source.people]
    session.add(block)
    put_shares(session, block, shares)
    put_people(session, block, people)
    return block


def _place(tx: Tx, block: TimeBlock, span: Span, override: OverrideReason | None, facts: SchoolFacts) -> None:
    """Put a stored block on another span, once the ladder allows it."""
    if span != span_of(block, facts):
        if block.protection == Protection.IMMOVABLE:
            raise ProtectedTimeConflict((itself(block, facts),))
        tx.session.flush()  # the ladder looks at rows, and an occurrence may just have become one
        giving = _take_place(tx, block, span, BlockRef(block.id), override, facts)
        put_at(block, span, facts)
        _make_room(tx, giving, span, facts)


def put_at(block: TimeBlock, span: Span, facts: SchoolFacts) -> None:
    """Give a block its span by the school's clocks; one tied to a bell period is tied to the one it lands on, or none.

    A date of a series keeps the code of its own period, which names it: on another one it goes by the clock.
    """
    if block.anchor == "period" and span.start != block.starts_local:
        periods = {period.code: period.start_min for period in facts.calendar.day(span.start.day).periods}
        here = [code for code, start in periods.items() if start + block.offset_min == span.start.minute]
        if not here and block.series_id is None and span.start.minute in periods.values():
            block.offset_min = 0
            here = [code for code, start in periods.items() if start == span.start.minute]
        if block.series_id is not None:
            here = [code for code in here if code == block.period_code]
        if here:
            block.period_code = here[0]
        else:
            block.anchor = "clock"
            block.period_code = block.period_code if block.series_id is not None else None
    block.starts_local, block.ends_local, block.tz = span.start, span.end, facts.settings.tz


def _reminder(draft: BlockDraft, facts: SchoolFacts) -> int | None:
    """Return when a new block reminds: as wanted, else as the settings have it for blocks with hours."""
    if draft.remind_min is None and not draft.all_day:
        default = facts.settings.remind_default_min
        return default if default >= 0 else None
    return checked_reminder(draft.remind_min)


def _take_place(
    tx: Tx, block: TimeBlock, span: Span, ref: BlockRef | None, override: OverrideReason | None, facts: SchoolFacts
) -> list[Conflict]:
    """Ask the ladder for a span, record what gives way for a reason and return what does without one.

    Whole-day blocks stand above the hours and ask nothing.
    """
    if block.all_day:
        return []
    conflicts, giving = settle(tx.session, span, ref, override, facts)
    overrides = record_overrides(tx.session, conflicts, span, override, facts)
    tx.say(
        overrides=overrides or None,
        gave_way=len(giving) or None,
        elsewhere=busy_met(tx.session, [span], facts) or None,
    )
    return giving


def _make_room(tx: Tx, giving: Sequence[Conflict], span: Span, facts: SchoolFacts) -> None:
    if giving or MADE_UP in tx.session.info:
        from il_desktop.commands.making_room import make_room  # noqa: PLC0415  it builds on this module

        make_room(tx, giving, [span], facts)


def _write_fields(session: Session, block: TimeBlock, fields: dict[str, Any]) -> None:
    if "activity_type" in fields:
        block.activity_type_id = activity_type_of(session, fields["activity_type"]).id
    if "protection" in fields:
        block.protection = int(fields["protection"])
    for name in ("title", "place", "note", "is_public", "is_buffer"):
        if name in fields:
            setattr(block, name, None if fields[name] == "" else fields[name])
    if "remind_min" in fields:
        block.remind_min = checked_reminder(fields["remind_min"])
    if "goals" in fields:
        put_shares(session, block, fields["goals"])
    if "people" in fields:
        put_people(session, block, fields["people"])


def _change_time(
    tx: Tx, block: TimeBlock, fields: dict[str, Any], override: OverrideReason | None, facts: SchoolFacts
) -> None:
    if not fields.keys() & {"start", "end", "all_day"}:
        return
    all_day = bool(fields.get("all_day", block.all_day))
    if block.all_day and not all_day and not {"start", "end"} <= fields.keys():
        raise BadValue(field="start", value="", reason="empty")
    old = span_of(block, facts)
    span = checked_span(fields.get("start", old.start), fields.get("end", old.end), all_day=all_day)
    block.all_day = all_day
    _place(tx, block, span, override, facts)
