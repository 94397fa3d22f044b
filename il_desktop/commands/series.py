"""Commands of repeating blocks. A series is stored as its rule; its occurrences become rows when they are touched."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy.orm import Session

from il_desktop.commands.block_rows import activity_type_of, record_overrides
from il_desktop.commands.held_time import SchoolFacts, held_blocks
from il_desktop.domain import recurrence
from il_desktop.domain.block_draft import MAX_MINUTES, MIN_MINUTES
from il_desktop.domain.blocks import GoalShare
from il_desktop.domain.errors import BadValue, NotFound, ProtectedTimeConflict
from il_desktop.domain.protection import Conflict, Demand, OverrideReason, check_move, displaced, is_met
from il_desktop.domain.recurrence import BadRule, SeriesRule
from il_desktop.domain.series_draft import SeriesDraft
from il_desktop.domain.walltime import Span
from il_desktop.models.goals import Goal
from il_desktop.models.schedule import BlockSeries
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

# So far ahead a new series asks the ladder; what comes later is settled when that week is planned.
CHECKED_DAYS = 28
RULE_KINDS = ("outlook", "rrule", "school")
ON_NO_SCHOOL = ("skip", "keep", "next_contact_day")


@operation("series.add")
def create_series(tx: Tx, draft: SeriesDraft, *, override: OverrideReason | None = None) -> str:
    """Add a repeating block; return the series' id. Its occurrences of the first four weeks ask the ladder.

    Raises BadValue (title, rule, length, end, goal shares), NotFound (activity type, goal) or ProtectedTimeConflict
    with what the occurrences would meet.
    """
    facts = SchoolFacts(tx.session)
    kind = activity_type_of(tx.session, draft.activity_type)
    rule = _checked(draft, draft.tz or facts.settings.tz)
    _check_shares(tx.session, draft.goals)
    series = BlockSeries(
        title=draft.title,
        activity_type_id=kind.id,
        protection=kind.default_protection if draft.protection is None else int(draft.protection),
        rule_kind=rule.kind,
        rule=rule.rule,
        starts_local=rule.starts,
        duration_min=rule.minutes,
        tz=rule.tz,
        until_on=rule.until_on,
        count=rule.count,
        on_no_school=rule.on_no_school,
        goal_shares=[{"goal_id": share.goal_id, "share_pct": share.share_pct} for share in draft.goals],
    )
    overrides, gave_way = _take_places(tx, rule, override, facts)
    tx.session.add(series)
    end = rule.starts.plus(rule.minutes)
    tx.say(
        series=series.id, start=rule.starts.iso(), end=end.iso(), until=str(rule.until_on) if rule.until_on else None
    )
    tx.say(overrides=overrides or None, gave_way=gave_way or None)
    return series.id


def _checked(draft: SeriesDraft, tz: str) -> SeriesRule:
    if not draft.title.strip():
        raise BadValue(field="title", value=draft.title, reason="empty")
    if draft.rule_kind not in RULE_KINDS:
        raise BadValue(field="rule", value=draft.rule_kind, reason="not_a_choice")
    if draft.on_no_school not in ON_NO_SCHOOL:
        raise BadValue(field="on_no_school", value=draft.on_no_school, reason="not_a_choice")
    if draft.minutes < MIN_MINUTES:
        raise BadValue(field="minutes", value=str(draft.minutes), reason="too_short", limit=MIN_MINUTES)
    if draft.minutes > MAX_MINUTES:
        raise BadValue(field="minutes", value=str(draft.minutes), reason="too_long", limit=MAX_MINUTES)
    if draft.until_on is not None and draft.until_on < draft.starts.day:
        raise BadValue(field="until_on", value=str(draft.until_on), reason="end_before_start")
    if draft.until_on is not None and draft.count is not None:
        raise BadValue(field="count", value=str(draft.count), reason="not_a_choice")
    rule = SeriesRule(
        draft.rule_kind, draft.rule, draft.starts, draft.minutes, tz, draft.until_on, draft.count, draft.on_no_school
    )
    try:
        recurrence.check_rule(rule)
    except BadRule as error:
        raise BadValue(field="rule", value=draft.rule, reason="not_a_choice") from error
    return rule


def _take_places(tx: Tx, rule: SeriesRule, override: OverrideReason | None, facts: SchoolFacts) -> tuple[int, int]:
    """Ask the ladder for the first occurrences; return how many overrides were recorded and how many gave way."""
    first = rule.starts.day
    items = recurrence.occurrences(rule, first, first + timedelta(days=CHECKED_DAYS - 1), facts.calendar)
    spans = [facts.local(Span.of(item.start, item.minutes), rule.tz) for item in items]
    if not spans:
        return 0, 0
    held = held_blocks(tx.session, Span(spans[0].start, max(span.end for span in spans)), facts)
    met: list[tuple[Span, list[Conflict]]] = [(span, check_move(held, None, span)) for span in spans]
    if not all(is_met(conflicts, override) for _, conflicts in met):
        raise ProtectedTimeConflict(_once(conflict for _, conflicts in met for conflict in _firm(conflicts)))
    written = sum(record_overrides(tx.session, _firm(conflicts), span, override, facts) for span, conflicts in met)
    return written, len(_once(conflict for _, conflicts in met for conflict in displaced(conflicts)))


def _firm(conflicts: list[Conflict]) -> list[Conflict]:
    return [conflict for conflict in conflicts if conflict.demand is not Demand.NOTHING]


def _once(conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
    found: dict[str, Conflict] = {}
    for conflict in conflicts:
        found.setdefault(conflict.block_key, conflict)
    return tuple(sorted(found.values(), key=lambda conflict: (-conflict.protection, conflict.span, conflict.block_key)))


def _check_shares(session: Session, shares: tuple[GoalShare, ...]) -> None:
    if len({share.goal_id for share in shares}) < len(shares):
        raise BadValue(field="goals", value="", reason="duplicate")
    total = sum(share.share_pct for share in shares)
    if total > 100:
        raise BadValue(field="goals", value=str(total), reason="sum_over_100", limit=100)
    for share in shares:
        if session.get(Goal, share.goal_id) is None:
            raise NotFound(kind="goal", key=share.goal_id)
