"""A series and its stored dates changed: planned as steps of its rule, split, written, cut or deleted. Asks nobody.

Who is asked first, and what the step is called, is decided by the commands that use it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from il_desktop.commands.block_rows import checked_span
from il_desktop.commands.held_time import SchoolFacts, series_rule
from il_desktop.commands.series_look import write_look
from il_desktop.commands.series_rows import LOOKS as KEPT_ALIKE
from il_desktop.commands.series_rows import (
    Located,
    Look,
    drop,
    follow,
    is_whole_day,
    local_span,
    name_of,
    place_of,
    rename,
    rows_of,
)
from il_desktop.domain.blocks import BlockRef, Scope
from il_desktop.domain.errors import BadValue
from il_desktop.domain.recurrence import Occurrence, SeriesRule
from il_desktop.domain.recurrence.limits import refusal
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
from il_desktop.domain.walltime import WallTime
from il_desktop.models.schedule import BlockSeries, TimeBlock
from il_desktop.store.transaction import Tx

RULE = frozenset({"rule_kind", "rule", "until_on", "count", "on_no_school"})
NO_SCHOOL = ("skip", "keep", "next_contact_day")
KINDS = ("outlook", "rrule", "school")
_COPIED = ("set_name", *KEPT_ALIKE, "goal_shares", "people")


class RuleStep(NamedTuple):
    """One change of a rule, by how many days its dates move, and on which date it was wanted."""

    old: SeriesRule
    new: SeriesRule
    days: int
    on: date


class SeriesChange(NamedTuple):
    """What becomes of a series, not yet written: from which date on, and its rule step by step."""

    series: BlockSeries
    item: Occurrence
    splits: bool
    steps: tuple[RuleStep, ...]

    @property
    def rule(self) -> SeriesRule:
        """The rule at the end."""
        return self.steps[-1].new

    @property
    def since(self) -> date:
        """The first date that changes."""
        return self.item.on if self.splits else date.min

    def name_after(self, name: Name, facts: SchoolFacts) -> Name | None:
        """Return what an occurrence is called afterwards; None where the rule has no such date any more."""
        for step in self.steps:
            found = renamed([name], step.old, step.new, step.days, step.on.weekday(), facts.calendar)
            after = next(iter(found.values()))
            if after is None:
                return None
            name = after
        return name


def splits_at(found: Located, scope: Scope, facts: SchoolFacts) -> bool:
    """Tell whether a change from an occurrence on leaves earlier dates behind."""
    if scope is not Scope.FOLLOWING:
        return False
    return count_before(with_own_end(series_rule(found.series)), found.item.on, facts.calendar) > 0


def planned(found: Located, scope: Scope, fields: dict[str, Any], facts: SchoolFacts) -> SeriesChange:
    """Return what the wanted fields make of a series; raise BadValue for what cannot be."""
    old, splits = with_own_end(series_rule(found.series)), splits_at(found, scope, facts)
    base = tail_from(old, found.item.on, facts.calendar) if splits else old
    new, days = changed_rule(base, found.item, fields, facts)
    return SeriesChange(found.series, found.item, splits, (RuleStep(old, new, days, found.item.on),))


def write(session: Session, change: SeriesChange, fields: dict[str, Any], facts: SchoolFacts) -> BlockSeries:
    """Write a planned change and let the stored dates follow; return the series that has the changed dates."""
    target = change.series
    if change.splits:
        target = _split(session, change.series, change.item.on, facts)
        for row in rows_of(session, change.series.id, change.since):
            row.series_id = target.id
        session.flush()
    for step in change.steps:
        _rewrite(session, target, step, fields, facts)
    return target


def changed_rule(
    rule: SeriesRule, item: Occurrence, fields: dict[str, Any], facts: SchoolFacts
) -> tuple[SeriesRule, int]:
    """Return the rule with the wanted fields, and by how many days its dates move; raise BadValue."""
    days = 0
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
        rule = checked(rule)
        if (rule.rule, rule.kind) != (before.rule, before.kind):
            days = days or weekday_shift(before, rule)
            rule = begin_at_first(rule, facts.calendar)
    return checked(rule), days


def _rewrite(session: Session, target: BlockSeries, step: RuleStep, fields: dict[str, Any], facts: SchoolFacts) -> None:
    """Write one step of a series and let its stored occurrences follow."""
    old, new = step.old, step.new
    rows = rows_of(session, target.id)
    places = {row.id: place_of(old, name_of(row), facts) for row in rows if row.state == "planned"}
    before = Look.of(target)
    write_look(session, target, fields)
    write_rule(target, new)
    session.flush()
    if (new.kind, new.rule, new.starts.day) != (old.kind, old.rule, old.starts.day):
        names = renamed([name_of(row) for row in rows], old, new, step.days, step.on.weekday(), facts.calendar)
        rename(session, rows, names, new.kind)
    after = Look.of(target)
    for row in rows:
        if row.series_id == target.id and row in session and row.id in places:
            follow(session, row, before, after, (places[row.id], place_of(new, name_of(row), facts)))


def _split(session: Session, series: BlockSeries, on: date, facts: SchoolFacts) -> BlockSeries:
    """End a series before a date; return a copy of it that begins there, not yet changed."""
    rule = series_rule(series)
    later = BlockSeries(**{name: getattr(series, name) for name in _COPIED}, split_from_id=series.id)
    for name in ("place_from_min", "place_to_min", "min_min", "max_min", "per_week"):
        setattr(later, name, getattr(series, name))
    write_rule(later, tail_from(rule, on, facts.calendar))
    write_rule(series, head_until(rule, on))
    session.add(later)
    session.flush()
    return later


def cut(tx: Tx, series: BlockSeries, on: date) -> None:
    """End a series before a date and drop what was planned of it from there on."""
    write_rule(series, head_until(series_rule(series), on))
    for row in rows_of(tx.session, series.id, on):
        drop(tx, row)


def delete_from(tx: Tx, series: BlockSeries, on: date | None) -> None:
    """Delete a series, or end it before a date; what is on record stays as blocks of their own."""
    if on is not None:
        cut(tx, series, on)
        return
    for row in rows_of(tx.session, series.id):
        drop(tx, row)
    remove(tx.session, series)


def remove(session: Session, series: BlockSeries) -> None:
    """Delete a series without stored dates; what was split off from it counts as split off from its own origin."""
    for later in session.scalars(select(BlockSeries).where(BlockSeries.split_from_id == series.id)):
        later.split_from_id = series.split_from_id
    session.flush()
    session.delete(series)


def checked(rule: SeriesRule) -> SeriesRule:
    """Return a rule with its own end; raise BadValue for one that is none or over a cap."""
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


def write_rule(series: BlockSeries, rule: SeriesRule) -> None:
    """Write when a series happens."""
    series.rule_kind, series.rule = rule.kind, rule.rule
    series.starts_local, series.duration_min, series.tz = rule.starts, rule.minutes, rule.tz
    series.until_on, series.count, series.on_no_school = rule.until_on, rule.count, rule.on_no_school


def key_of(session: Session, series: BlockSeries, name: Name) -> str:
    """Return the key of an occurrence, that of its row when it is one."""
    session.flush()
    row = next((row for row in rows_of(session, series.id) if name_of(row) == name), None)
    return row.id if isinstance(row, TimeBlock) else BlockRef(None, series.id, name[0], name[1]).key
