"""Rows of the schedule behind the commands: an occurrence made a row, checked values, goal shares, override rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Table, bindparam, func, select
from sqlalchemy.orm import Session

from il_desktop.commands.held_time import SchoolFacts, occurrence, series_rule
from il_desktop.domain.block_draft import MAX_MINUTES, MAX_WHOLE_DAYS, MIN_MINUTES
from il_desktop.domain.blocks import BlockRef, GoalShare, Protection
from il_desktop.domain.errors import BadValue, NotFound
from il_desktop.domain.protection import Conflict, OverrideReason
from il_desktop.domain.walltime import MINUTES_PER_DAY, Span, WallTime
from il_desktop.models.base import Base
from il_desktop.models.goals import Goal
from il_desktop.models.people import Person
from il_desktop.models.schedule import ActivityType, BlockGoal, BlockPerson, BlockSeries, Interruption, TimeBlock
from il_desktop.store.transaction import Tx

MOST_PEOPLE = 200
LONGEST_REMINDER = 40_320  # four weeks, as calendars have it
_BY_ID = select(TimeBlock).where(TimeBlock.id == bindparam("block_id"))
MADE_UP = "made up"  # the place in `session.info` of the make-up blocks that a step has planned
_OWNED = frozenset({"block_goal", "block_person"})


def block_of(session: Session, ref: BlockRef, facts: SchoolFacts) -> TimeBlock:
    """Return the row of a block; an occurrence becomes one now. Raises NotFound for what is gone or cancelled."""
    block = found_block(session, ref, facts)
    session.add(block)
    return block


def found_block(session: Session, ref: BlockRef, facts: SchoolFacts) -> TimeBlock:
    """Return a block to read from: the row, or for an occurrence that is none yet one that is not saved."""
    block = _row_of_id(session, ref.block_id) if ref.block_id else _row_of_occurrence(session, ref)
    if block is None and ref.series_id:
        block = _made_row(session, ref, facts)
    if block is None or block.state == "cancelled":
        raise NotFound(kind="time_block", key=ref.key)
    return block


def _row_of_id(session: Session, block_id: str) -> TimeBlock | None:
    # Session.get builds its statement anew each time, which is a tenth of what a save costs.
    return session.scalars(_BY_ID, {"block_id": block_id}).one_or_none()


def _row_of_occurrence(session: Session, ref: BlockRef) -> TimeBlock | None:
    statement = select(TimeBlock).where(
        TimeBlock.series_id == ref.series_id,
        TimeBlock.occurrence_on == ref.on,
        TimeBlock.period_code.is_(None) if ref.period_code is None else TimeBlock.period_code == ref.period_code,
    )
    return session.scalars(statement).one_or_none()


def _made_row(session: Session, ref: BlockRef, facts: SchoolFacts) -> TimeBlock:
    series = session.get(BlockSeries, ref.series_id)
    item = occurrence(series_rule(series), ref, facts) if series else None
    if series is None or item is None:
        raise NotFound(kind="time_block", key=ref.key)
    all_day = item.start.minute == 0 and item.minutes == MINUTES_PER_DAY
    span = facts.local(Span.of(item.start, item.minutes), series.tz, all_day=all_day)
    block = TimeBlock(
        title=series.title,
        activity_type_id=series.activity_type_id,
        is_buffer=series.is_buffer,
        protection=series.protection,
        origin="series",
        starts_local=span.start,
        ends_local=span.end,
        tz=facts.settings.tz,
        all_day=all_day,
        anchor="period" if series.rule_kind == "school" and item.period_code else "clock",
        period_code=item.period_code,
        series_id=series.id,
        occurrence_on=item.on,
        place=series.place,
        note=series.note,
        is_public=series.is_public,
        remind_min=series.remind_min,
    )
    known = [share for share in series.goal_shares if session.get(Goal, share["goal_id"]) is not None]
    put_shares(session, block, [GoalShare(share["goal_id"], share["share_pct"]) for share in known])
    put_people(session, block, known_people(session, series.people))
    return block


def span_of(block: TimeBlock, facts: SchoolFacts) -> Span:
    """Return the block's time by the school's clocks, as the calendar shows it and the commands speak of it."""
    return facts.local(Span(block.starts_local, block.ends_local), block.tz, all_day=block.all_day)


def itself(block: TimeBlock, facts: SchoolFacts) -> Conflict:
    """Return the conflict of an Immovable block with its own change."""
    span = span_of(block, facts)
    return Conflict(block.id, block.title, Protection(block.protection), span, span.minutes)


def take_off(tx: Tx, block: TimeBlock) -> None:
    """Delete a block's row; what others point to, or repeats, stays as a cancelled row that nothing shows."""
    if block.series_id is None and not is_mentioned(tx.session, block.id):
        tx.session.delete(block)
        return
    block.state = "cancelled"
    block.reconciled_at = tx.clock.now()


def put_shares(session: Session, block: TimeBlock, shares: Sequence[GoalShare]) -> None:
    """Replace the goal shares of a block; raise BadValue or NotFound for shares that cannot be."""
    if len({share.goal_id for share in shares}) < len(shares):
        raise BadValue(field="goals", value="", reason="duplicate")
    if sum(share.share_pct for share in shares) > 100:
        raise BadValue(
            field="goals", value=str(sum(share.share_pct for share in shares)), reason="sum_over_100", limit=100
        )
    kept = {link.goal_id: link for link in block.goals}
    for link in list(block.goals):
        if link.goal_id not in {share.goal_id for share in shares}:
            block.goals.remove(link)
    for pos, share in enumerate(shares):
        link = kept.get(share.goal_id)
        if link is not None:
            link.share_pct, link.pos = share.share_pct, pos
            continue
        if session.get(Goal, share.goal_id) is None:
            raise NotFound(kind="goal", key=share.goal_id)
        block.goals.append(BlockGoal(block_id=block.id, goal_id=share.goal_id, share_pct=share.share_pct, pos=pos))


def put_people(session: Session, block: TimeBlock, people: Sequence[str]) -> None:
    """Say whom a block is about or with, in this order; raise BadValue or NotFound for people that cannot be."""
    wanted = checked_people(session, people)
    kept = {link.person_id: link for link in block.people}
    for link in list(block.people):
        if link.person_id not in wanted:
            block.people.remove(link)
    for pos, person_id in enumerate(wanted):
        link = kept.get(person_id)
        if link is None:
            block.people.append(BlockPerson(block_id=block.id, person_id=person_id, pos=pos))
        else:
            link.pos = pos


def checked_people(session: Session, people: Sequence[str]) -> tuple[str, ...]:
    """Return people as a block or series keeps them, each once; raise NotFound for one that is not there."""
    wanted = tuple(dict.fromkeys(people))
    if len(wanted) > MOST_PEOPLE:
        raise BadValue(field="people", value=str(len(wanted)), reason="too_large", limit=MOST_PEOPLE)
    for person_id in wanted:
        if session.get(Person, person_id) is None:
            raise NotFound(kind="person", key=person_id)
    return wanted


def known_people(session: Session, people: Sequence[str]) -> tuple[str, ...]:
    """Return those of some people who are still on the roster."""
    return tuple(person_id for person_id in people if session.get(Person, person_id) is not None)


def checked_reminder(minutes: int | None) -> int | None:
    """Return how long before the start a block may remind; raise BadValue."""
    if minutes is not None and not 0 <= minutes <= LONGEST_REMINDER:
        reason = "too_small" if minutes < 0 else "too_large"
        raise BadValue(field="remind_min", value=str(minutes), reason=reason, limit=LONGEST_REMINDER)
    return minutes


def activity_type_of(session: Session, id_or_key: str) -> ActivityType:
    """Return the activity type of that id, or the newest version of that key; raise NotFound."""
    found = session.get(ActivityType, id_or_key) if id_or_key else None
    if found is None:
        newest = (
            select(ActivityType).where(ActivityType.key == id_or_key).order_by(ActivityType.version.desc()).limit(1)
        )
        found = session.scalars(newest).first()
    if found is None:
        raise NotFound(kind="activity_type", key=id_or_key)
    return found


def checked_span(start: WallTime, end: WallTime, *, all_day: bool) -> Span:
    """Return the span a block may have, whole days for `all_day`; raise BadValue otherwise."""
    if all_day:
        last = end if end.minute == 0 and end > start else WallTime(end.day, 0).plus(MINUTES_PER_DAY)
        start, end = WallTime(start.day, 0), last
    minutes = start.until(end)
    if minutes <= 0:
        raise BadValue(field="end", value=end.iso(), reason="end_before_start")
    if minutes < MIN_MINUTES:
        raise BadValue(field="end", value=end.iso(), reason="too_short", limit=MIN_MINUTES)
    longest = MAX_WHOLE_DAYS * MINUTES_PER_DAY if all_day else MAX_MINUTES
    if minutes > longest:
        raise BadValue(field="end", value=end.iso(), reason="too_long", limit=longest)
    return Span(start, end)


def record_overrides(
    session: Session, conflicts: Iterable[Conflict], span: Span, override: OverrideReason | None, facts: SchoolFacts
) -> int:
    """Write a ledger row for each protected block that gives way for a reason; return how many."""
    if override is None or override.reason is None:
        return 0
    written = 0
    for conflict in conflicts:
        held = block_of(session, BlockRef.parse(conflict.block_key), facts)
        own = Interruption(
            kind="override",
            block_id=held.id,
            at_local=max(conflict.span.start, span.start),
            minutes=conflict.minutes,
            source=override.reason.value,
            note=override.note or None,
            level=int(conflict.protection),
            planned_min=conflict.span.minutes,
            # A make-up block displaced again keeps the first debt: its own row only tells of the minutes.
            debt="open" if held.make_up_for_id is None else "made_up",
        )
        session.add(own)
        _give_way(session, held, own, span, facts)
        written += 1
    return written


def _give_way(session: Session, held: TimeBlock, own: Interruption, span: Span, facts: SchoolFacts) -> None:
    """Let a displaced block go, and make up for it at once where it was Guarded."""
    from il_desktop.commands import make_up_rows  # noqa: PLC0415  it builds on this module

    if own.minutes >= (own.planned_min or 0):
        held.state, held.reconciled_at = "replaced", session.info["now"]
    if own.level != Protection.GUARDED:
        return
    debt = make_up_rows.first_debt(session, held, own)
    planned = make_up_rows.plan_make_up(session, held, debt, facts, span)
    if planned is not None:
        session.info.setdefault(MADE_UP, []).append(planned)  # who puts something there says where, and makes room


def is_mentioned(session: Session, block_id: str) -> bool:
    """Tell whether any row but its own goal shares and people points to a block."""
    return any(
        session.scalar(select(func.count()).select_from(table).where(column == block_id))
        for table, column in _mentions()
        if table.name not in _OWNED
    )


def _mentions() -> list[tuple[Table, Any]]:
    return [
        (table, column)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if any(key.column.table.name == "time_block" for key in column.foreign_keys)
    ]
