"""Repeating blocks: make one, change it from a date on or altogether, delete it, end it, put one date back.

What is meant for one date alone is a change of a block (`commands.schedule`): the occurrence becomes a row. Stored rows
keep what they were given of their own. Commands return the key of the occurrence they were asked about.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from il_desktop.commands.block_rows import (
    activity_type_of,
    checked_people,
    checked_reminder,
    checked_span,
    found_block,
    is_mentioned,
    known_people,
    put_people,
)
from il_desktop.commands.held_time import SchoolFacts, series_rule
from il_desktop.commands.series_look import LOOKS, checked_shares, write_look
from il_desktop.commands.series_rows import LOOKS as KEPT_ALIKE
from il_desktop.commands.series_rows import (
    Located,
    Look,
    drop,
    follow,
    is_whole_day,
    let_go,
    local_span,
    located,
    name_of,
    place_of,
    refuse_immovable,
    rename,
    rows_of,
    take_places,
)
from il_desktop.domain import recurrence
from il_desktop.domain.block_draft import MAX_MINUTES, MIN_MINUTES
from il_desktop.domain.blocks import BlockRef, GoalShare, Scope
from il_desktop.domain.errors import BadValue, NotFound
from il_desktop.domain.protection import OverrideReason
from il_desktop.domain.recurrence import SeriesRule
from il_desktop.domain.recurrence.limits import refusal
from il_desktop.domain.series_draft import Repeat, SeriesDraft
from il_desktop.domain.series_edit import (
    MoveRefused,
    Name,
    begin_at_first,
    count_before,
    head_until,
    moved,
    renamed,
    tail_from,
    weekday_shift,
    with_own_end,
)
from il_desktop.domain.walltime import MINUTES_PER_DAY, Span, WallTime
from il_desktop.models.schedule import BlockSeries, TimeBlock
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

RULE = frozenset({"rule_kind", "rule", "until_on", "count", "on_no_school"})
EDITABLE = LOOKS | RULE | {"start", "end"}
NO_SCHOOL = ("skip", "keep", "next_contact_day")
KINDS = ("outlook", "rrule", "school")
_COPIED = ("set_name", *KEPT_ALIKE, "goal_shares", "people")


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
    rule = begin_at_first(_checked(draft.when(facts.settings.tz)), facts.calendar)
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
    take_places(tx, rule, None, override, facts)
    _write_rule(series, rule)
    tx.session.add(series)
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
    when = begin_at_first(_checked(repeat.of(span, facts.settings.tz)), facts.calendar)
    shares = [GoalShare(link.goal_id, link.share_pct) for link in block.goals]
    series = BlockSeries(
        **{name: getattr(block, name) for name in KEPT_ALIKE},
        goal_shares=checked_shares(tx.session, shares),
        people=tuple(link.person_id for link in block.people),
    )
    _write_rule(series, when)
    name = _first_name(when, facts)
    if block.state == "planned" and not is_mentioned(tx.session, block.id):
        tx.session.delete(block)
        tx.session.flush()
        take_places(tx, when, None, override, facts)
        tx.session.add(series)
    else:
        tx.session.add(series)
        block.series_id, block.occurrence_on = series.id, name[0]
        block.period_code, block.anchor = name[1], "period" if name[1] else "clock"
        tx.session.flush()
        take_places(tx, when, series, override, facts)
    _say(tx, series, when)
    return _key(tx.session, series, name)


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
    series, item = found.series, found.item
    old = with_own_end(series_rule(series))
    splits = scope is Scope.FOLLOWING and count_before(old, item.on, facts.calendar) > 0
    new, days = _changed_rule(tail_from(old, item.on, facts.calendar) if splits else old, found, fields, facts)
    if new != old and fields.keys() & {"start", "end", "rule", "rule_kind"}:
        if "protection" not in fields:
            refuse_immovable(series, item, facts)
        take_places(tx, new, series, override, facts)
    target = _split(tx.session, series, item.on, facts) if splits else series
    _rewrite(tx.session, (series, target), (old, new, days), (item.on, fields), facts)
    name = renamed([(item.on, item.period_code)], old, new, days, item.on.weekday(), facts.calendar)
    tx.say(scope=str(Scope.FOLLOWING if splits else Scope.ALL), field=next(iter(fields)) if len(fields) == 1 else None)
    _say(tx, target, new, on=item.on)
    return _key(tx.session, target, next(iter(name.values())) or (new.starts.day, None))


@operation("series.delete")
def delete_series(tx: Tx, ref: BlockRef, scope: Scope) -> None:
    """Delete a series from one date on or altogether. What is on record stays as blocks of their own."""
    facts = SchoolFacts(tx.session)
    found = located(tx.session, ref, facts)
    refuse_immovable(found.series, found.item, facts)
    ends = scope is Scope.FOLLOWING and count_before(series_rule(found.series), found.item.on, facts.calendar) > 0
    tx.say(scope=str(Scope.FOLLOWING if ends else Scope.ALL))
    _say(tx, found.series, series_rule(found.series), on=found.item.on)
    if ends:
        _cut(tx, found.series, found.item.on)
        return
    for row in rows_of(tx.session, found.series.id):
        drop(tx, row)
    for later in tx.session.scalars(select(BlockSeries).where(BlockSeries.split_from_id == found.series.id)):
        later.split_from_id = found.series.split_from_id
    tx.session.flush()
    tx.session.delete(found.series)


@operation("series.end")
def end_series(tx: Tx, ref: BlockRef) -> str:
    """Let a series end with one of its dates; the first date alone becomes a single block."""
    facts = SchoolFacts(tx.session)
    found = located(tx.session, ref, facts)
    series, item = found.series, found.item
    rule = with_own_end(series_rule(series))
    _say(tx, series, rule, on=item.on)
    if count_before(rule, item.on, facts.calendar):
        _cut(tx, series, item.on + timedelta(days=1))
        return _key(tx.session, series, (item.on, item.period_code))
    block = found_block(tx.session, found.ref, facts)
    tx.session.add(block)
    for row in rows_of(tx.session, series.id):
        if row is not block:
            drop(tx, row)
    let_go(tx.session, block)
    for later in tx.session.scalars(select(BlockSeries).where(BlockSeries.split_from_id == series.id)):
        later.split_from_id = series.split_from_id
    tx.session.flush()
    tx.session.delete(series)
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


def _changed_rule(
    rule: SeriesRule, found: Located, fields: dict[str, Any], facts: SchoolFacts
) -> tuple[SeriesRule, int]:
    """Return the rule with the wanted fields, and by how many days its dates move; raise BadValue."""
    days, item = 0, found.item
    if fields.keys() & {"start", "end"}:
        place = local_span(rule, item, facts)
        if place.start.day != item.start.day:
            raise BadValue(field="repeat", value="", reason="rule_as_brought")
        span = checked_span(fields.get("start", place.start), fields.get("end", place.end), all_day=is_whole_day(item))
        if not is_whole_day(item) and rule.tz != facts.settings.tz:
            starts = WallTime(rule.starts.day, place.start.minute)
            rule = replace(rule, starts=starts, tz=facts.settings.tz)
            item = item._replace(start=place.start)
        try:
            rule, days = moved(rule, item, span.start, span.minutes, facts.calendar)
        except MoveRefused as refused:
            raise BadValue(field="repeat", value="", reason=refused.code) from refused
    if fields.keys() & RULE:
        before = rule
        ends = fields.keys() & {"until_on", "count"}
        rule = replace(
            rule,
            kind=fields.get("rule_kind", rule.kind),
            rule=fields.get("rule", rule.rule),
            until_on=fields.get("until_on") if ends else rule.until_on,
            count=fields.get("count") if ends else rule.count,
            on_no_school=fields.get("on_no_school", rule.on_no_school),
        )
        rule = _checked(rule)
        if (rule.rule, rule.kind) != (before.rule, before.kind):
            days = days or weekday_shift(before, rule)
            rule = begin_at_first(rule, facts.calendar)
    return _checked(rule), days


def _rewrite(
    session: Session,
    series: tuple[BlockSeries, BlockSeries],
    rules: tuple[SeriesRule, SeriesRule, int],
    edit: tuple[date, dict[str, Any]],
    facts: SchoolFacts,
) -> None:
    """Write the changed series and let its stored occurrences follow."""
    source, target = series
    old, new, days = rules
    on, fields = edit
    rows = rows_of(session, source.id, on if target is not source else date.min)
    if target is not source:
        for row in rows:
            row.series_id = target.id
        session.flush()
    places = {row.id: place_of(old, name_of(row), facts) for row in rows if row.state == "planned"}
    before = Look.of(target)
    write_look(session, target, fields)
    _write_rule(target, new)
    session.flush()
    if (new.kind, new.rule, new.starts.day) != (old.kind, old.rule, old.starts.day):
        names = renamed([name_of(row) for row in rows], old, new, days, on.weekday(), facts.calendar)
        rename(session, rows, names, new.kind)
    after = Look.of(target)
    for row in rows:
        if row.series_id == target.id and row in session and row.id in places:
            follow(session, row, before, after, (places[row.id], place_of(new, name_of(row), facts)))


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


def _split(session: Session, series: BlockSeries, on: date, facts: SchoolFacts) -> BlockSeries:
    """End a series before a date; return a copy of it that begins there, not yet changed."""
    rule = series_rule(series)
    later = BlockSeries(**{name: getattr(series, name) for name in _COPIED}, split_from_id=series.id)
    for name in ("place_from_min", "place_to_min", "min_min", "max_min", "per_week"):
        setattr(later, name, getattr(series, name))
    _write_rule(later, tail_from(rule, on, facts.calendar))
    _write_rule(series, head_until(rule, on))
    session.add(later)
    session.flush()
    return later


def _cut(tx: Tx, series: BlockSeries, on: date) -> None:
    """End a series before a date and drop what was planned of it from there on."""
    _write_rule(series, head_until(series_rule(series), on))
    for row in rows_of(tx.session, series.id, on):
        drop(tx, row)


def _checked(rule: SeriesRule) -> SeriesRule:
    if rule.kind not in KINDS:
        raise BadValue(field="rule_kind", value=rule.kind, reason="not_a_choice")
    if rule.on_no_school not in NO_SCHOOL:
        raise BadValue(field="on_no_school", value=rule.on_no_school, reason="not_a_choice")
    if rule.until_on is not None and rule.count is not None:
        raise BadValue(field="repeat", value="", reason="rule_two_ends")
    reason = refusal(rule)
    if reason is not None:
        raise BadValue(field="repeat", value="", reason=reason)
    return with_own_end(rule)


def _write_rule(series: BlockSeries, rule: SeriesRule) -> None:
    series.rule_kind, series.rule = rule.kind, rule.rule
    series.starts_local, series.duration_min, series.tz = rule.starts, rule.minutes, rule.tz
    series.until_on, series.count, series.on_no_school = rule.until_on, rule.count, rule.on_no_school


def _key(session: Session, series: BlockSeries, name: Name) -> str:
    session.flush()
    row = next((row for row in rows_of(session, series.id) if name_of(row) == name), None)
    return row.id if isinstance(row, TimeBlock) else BlockRef(None, series.id, name[0], name[1]).key


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
