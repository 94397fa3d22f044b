"""Habits: repeating wishes that wait on the shelf, so many times a week. Each change is one step."""

from __future__ import annotations

from sqlalchemy import select

from il_desktop.commands.block_rows import activity_type_of
from il_desktop.commands.held_time import SchoolFacts
from il_desktop.domain.clock import wall_now
from il_desktop.domain.errors import BadValue, NotFound
from il_desktop.domain.habits import MOST_A_WEEK, SET_NAME, HabitDraft, rule_text
from il_desktop.domain.walltime import WallTime
from il_desktop.models.schedule import BlockSeries, TimeBlock
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx


@operation("habit.add")
def add_habit(tx: Tx, draft: HabitDraft) -> str:
    """Add a habit; return its id. Raises BadValue naming the field, or NotFound for the kind of time."""
    facts = SchoolFacts(tx.session)
    kind = activity_type_of(tx.session, draft.activity)
    row = BlockSeries(
        set_name=SET_NAME, title=_title(draft.title), activity_type_id=kind.id, protection=kind.default_protection,
        rule_kind="rrule", rule=rule_text(draft.weekday), tz=facts.settings.tz, duration_min=draft.minutes,
        starts_local=WallTime(wall_now(tx.clock, facts.settings.tz).day, draft.low or 0),
    )  # fmt: skip
    _write(row, draft)
    tx.session.add(row)
    tx.say(block=row.id)
    return row.id


@operation("habit.edit")
def edit_habit(tx: Tx, habit_id: str, draft: HabitDraft) -> None:
    """Change a habit; blocks it has already stay as they are. Raises as `add_habit` does."""
    row = _row(tx, habit_id)
    row.title = _title(draft.title)
    kind = activity_type_of(tx.session, draft.activity)
    if kind.id != row.activity_type_id:
        row.activity_type_id, row.protection = kind.id, kind.default_protection
    row.rule = rule_text(draft.weekday)
    _write(row, draft)
    tx.say(block=row.id)


@operation("habit.delete")
def delete_habit(tx: Tx, habit_id: str) -> None:
    """End a habit; its blocks stay in the calendar as blocks of their own."""
    row = _row(tx, habit_id)
    for block in tx.session.scalars(select(TimeBlock).where(TimeBlock.series_id == habit_id)):
        block.series_id = block.occurrence_on = None
    tx.session.flush()
    tx.say(block=row.id)
    tx.session.delete(row)


def _row(tx: Tx, habit_id: str) -> BlockSeries:
    row = tx.session.get(BlockSeries, habit_id)
    if row is None or row.per_week is None:
        raise NotFound(kind="block_series", key=habit_id)
    return row


def _title(text: str) -> str:
    title = " ".join(text.split())
    if not title:
        raise BadValue(field="title", value="", reason="empty")
    return title


def _write(row: BlockSeries, draft: HabitDraft) -> None:
    if not 1 <= draft.per_week <= MOST_A_WEEK:
        raise BadValue(field="per_week", value=str(draft.per_week), reason="too_large", limit=MOST_A_WEEK)
    low, high = draft.low or 0, draft.high if draft.high is not None else 1440
    if high <= low or high - low < (draft.shortest or draft.minutes):
        raise BadValue(field="window", value="", reason="too_short")
    if not (draft.shortest or draft.minutes) <= draft.minutes <= (draft.longest or draft.minutes):
        raise BadValue(field="minutes", value=str(draft.minutes), reason="outside_whole")
    row.per_week, row.duration_min = draft.per_week, draft.minutes
    row.place_from_min, row.place_to_min = draft.low, draft.high
    row.min_min, row.max_min = draft.shortest, draft.longest
