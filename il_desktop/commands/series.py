"""Repeating blocks: make one, change it from a date on or altogether, delete it, end it, put one date back.

What is meant for one date alone is a change of a block (`commands.schedule`): the occurrence becomes a row. Stored rows
keep what they were given of their own. Commands return the key of the occurrence they were asked about.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from il_desktop.commands.block_rows import (
    activity_type_of,
    checked_people,
    checked_reminder,
    found_block,
    is_mentioned,
    known_people,
    put_people,
)
from il_desktop.commands.held_time import SchoolFacts, series_rule
from il_desktop.commands.making_room import make_room
from il_desktop.commands.series_change import (
    RULE,
    checked,
    cut,
    delete_from,
    key_of,
    planned,
    remove,
    splits_at,
    write,
    write_rule,
)
from il_desktop.commands.series_look import LOOKS, checked_shares
from il_desktop.commands.series_places import refuse_immovable, take_places
from il_desktop.commands.series_rows import LOOKS as KEPT_ALIKE
from il_desktop.commands.series_rows import drop, is_whole_day, let_go, local_span, located, rows_of
from il_desktop.domain import recurrence
from il_desktop.domain.block_draft import MAX_MINUTES, MIN_MINUTES
from il_desktop.domain.blocks import BlockRef, GoalShare, Scope
from il_desktop.domain.errors import BadValue, NotFound
from il_desktop.domain.protection import Conflict, OverrideReason
from il_desktop.domain.recurrence import SeriesRule
from il_desktop.domain.series_draft import Repeat, SeriesDraft
from il_desktop.domain.series_edit import Name, begin_at_first, count_before, with_own_end
from il_desktop.domain.walltime import MINUTES_PER_DAY, Span
from il_desktop.models.schedule import BlockSeries
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

EDITABLE = LOOKS | RULE | {"start", "end"}


@operation("series.add")
def create_series(tx: Tx, draft: SeriesDraft, *, override: OverrideReason | None = None) -> str:
    """Add a repeating block; return the series' id.

    Raises BadValue (a rule that is none or over a cap, no title), NotFound (activity type, goal) or
    ProtectedTimeConflict for the coming four weeks.
    """
    facts = SchoolFacts(tx.session)
    kind = activity_type_of(tx.session, draft.activity_type)
    if not draft.title.strip():
        raise BadValue(field="title", value=draft.title, reason="empty")
    _check_minutes(draft.minutes)
    rule = begin_at_first(checked(draft.when(facts.settings.tz)), facts.calendar)
    series = BlockSeries(
        title=draft.title,
        activity_type_id=kind.id,
        is_buffer=draft.is_buffer,
        protection=kind.default_protection if draft.protection is None else int(draft.protection),
        goal_shares=checked_shares(tx.session, draft.goals),
        people=checked_people(tx.session, draft.people),
        place=draft.place or None,
        note=draft.note or None,
        is_public=draft.is_public,
        remind_min=checked_reminder(draft.remind_min),
    )
    asked = take_places(tx, rule, None, override, facts)
    write_rule(series, rule)
    tx.session.add(series)
    make_room(tx, *asked, facts)
    _say(tx, series, rule)
    return series.id


@operation("series.make")
def make_repeating(tx: Tx, ref: BlockRef, repeat: Repeat, *, override: OverrideReason | None = None) -> str:
    """Let a single block be the first of a series, with all that stands in it; one with a record stays as a row."""
    facts = SchoolFacts(tx.session)
    block = found_block(tx.session, ref, facts)
    if block.series_id is not None:
        raise BadValue(field="repeat", value="", reason="repeats_already")
    span = facts.local(Span(block.starts_local, block.ends_local), block.tz, all_day=block.all_day)
    if span.minutes > MINUTES_PER_DAY:
        raise BadValue(field="repeat", value="", reason="repeats_too_long")
    when = begin_at_first(checked(repeat.of(span, facts.settings.tz)), facts.calendar)
    shares = [GoalShare(link.goal_id, link.share_pct) for link in block.goals]
    series = BlockSeries(
        **{name: getattr(block, name) for name in KEPT_ALIKE},
        goal_shares=checked_shares(tx.session, shares),
        people=tuple(link.person_id for link in block.people),
    )
    write_rule(series, when)
    name = _first_name(when, facts)
    if block.state == "planned" and not is_mentioned(tx.session, block.id):
        tx.session.delete(block)
        tx.session.flush()
        asked = take_places(tx, when, None, override, facts)
        tx.session.add(series)
    else:
        tx.session.add(series)
        block.series_id, block.occurrence_on = series.id, name[0]
        block.period_code, block.anchor = name[1], "period" if name[1] else "clock"
        tx.session.flush()
        asked = take_places(tx, when, series, override, facts)
    make_room(tx, *asked, facts)
    _say(tx, series, when)
    return key_of(tx.session, series, name)


@operation("series.edit")
def edit_series(tx: Tx, ref: BlockRef, scope: Scope, *, override: OverrideReason | None = None, **fields: Any) -> str:
    """Change any of `EDITABLE` from one date on (the series splits there) or of the whole series.

    `start` and `end` are those wanted for the occurrence `ref`; the other dates move alike. Raises BadValue, NotFound
    or ProtectedTimeConflict.
    """
    for name in fields:
        if name not in EDITABLE:
            raise BadValue(field=name, value="", reason="not_a_choice")
    if scope is Scope.THIS:
        raise BadValue(field="scope", value=scope, reason="not_a_choice")
    facts = SchoolFacts(tx.session)
    found = located(tx.session, ref, facts)
    change = planned(found, scope, fields, facts)
    new, item = change.rule, found.item
    asked: tuple[list[Conflict], list[Span]] = [], []
    if new != change.steps[0].old and fields.keys() & {"start", "end", "rule", "rule_kind"}:
        if "protection" not in fields:
            refuse_immovable(found.series, item, facts)
        asked = take_places(tx, new, found.series, override, facts)
    name = change.name_after((item.on, item.period_code), facts)
    target = write(tx.session, change, fields, facts)
    make_room(tx, *asked, facts)
    took = Scope.FOLLOWING if change.splits else Scope.ALL
    tx.say(scope=str(took), field=next(iter(fields)) if len(fields) == 1 else None)
    _say(tx, target, new, on=item.on)
    return key_of(tx.session, target, name or (new.starts.day, None))


@operation("series.delete")
def delete_series(tx: Tx, ref: BlockRef, scope: Scope) -> None:
    """Delete a series from one date on or altogether. What is on record stays as blocks of their own."""
    facts = SchoolFacts(tx.session)
    found = located(tx.session, ref, facts)
    refuse_immovable(found.series, found.item, facts)
    ends = splits_at(found, scope, facts)
    tx.say(scope=str(Scope.FOLLOWING if ends else Scope.ALL))
    _say(tx, found.series, series_rule(found.series), on=found.item.on)
    delete_from(tx, found.series, found.item.on if ends else None)


@operation("series.end")
def end_series(tx: Tx, ref: BlockRef) -> str:
    """Let a series end with one of its dates; the first date alone becomes a single block."""
    facts = SchoolFacts(tx.session)
    found = located(tx.session, ref, facts)
    series, item = found.series, found.item
    rule = with_own_end(series_rule(series))
    _say(tx, series, rule, on=item.on)
    if count_before(rule, item.on, facts.calendar):
        cut(tx, series, item.on + timedelta(days=1))
        return key_of(tx.session, series, (item.on, item.period_code))
    block = found_block(tx.session, found.ref, facts)
    tx.session.add(block)
    for row in rows_of(tx.session, series.id):
        if row is not block:
            drop(tx, row)
    let_go(tx.session, block)
    remove(tx.session, series)
    return block.id


@operation("series.restore")
def restore_occurrence(tx: Tx, ref: BlockRef) -> str:
    """Put a changed or cancelled date back to what the rule says; a note or a record on it is kept."""
    facts = SchoolFacts(tx.session)
    found = located(tx.session, ref, facts)
    row, series = found.row, found.series
    if row is None or row.state not in ("planned", "cancelled"):
        raise NotFound(kind="time_block", key=ref.key)
    _say(tx, series, series_rule(series), on=found.item.on)
    has_own = any(getattr(row, name) not in (None, getattr(series, name)) for name in ("note", "place"))
    if not has_own and not is_mentioned(tx.session, row.id):
        tx.session.delete(row)
        return found.ref.key
    span = local_span(series_rule(series), found.item, facts)
    row.starts_local, row.ends_local, row.tz = span.start, span.end, facts.settings.tz
    row.all_day = is_whole_day(found.item)
    row.state, row.reconciled_at = "planned", None
    for name in KEPT_ALIKE:
        if name not in ("note", "place") or not getattr(row, name):
            setattr(row, name, getattr(series, name))
    put_people(tx.session, row, known_people(tx.session, series.people))
    return row.id


def _check_minutes(minutes: int) -> None:
    if minutes < MIN_MINUTES:
        raise BadValue(field="minutes", value=str(minutes), reason="too_short", limit=MIN_MINUTES)
    if minutes > MAX_MINUTES:
        raise BadValue(field="minutes", value=str(minutes), reason="too_long", limit=MAX_MINUTES)


def _first_name(rule: SeriesRule, facts: SchoolFacts) -> Name:
    """Return the name of a series' first occurrence, of the day it begins where a school year has none."""
    start = rule.starts.day
    found = recurrence.occurrences(rule, start, start + timedelta(days=400), facts.calendar)
    return (found[0].on, found[0].period_code) if found else (start, None)


def _say(tx: Tx, series: BlockSeries, rule: SeriesRule, *, on: date | None = None) -> None:
    tx.say(
        series=series.id,
        start=rule.starts.iso(),
        kind=rule.kind,
        rule=rule.rule,
        until=rule.until_on.isoformat() if rule.until_on else None,
        count=rule.count,
        on=on.isoformat() if on else None,
    )
