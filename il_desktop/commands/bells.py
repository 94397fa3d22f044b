"""Bell schedules, the weekly rule that hands them out, and the cycle of day types. What stands in a period follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from il_desktop.commands.calendar_follow import following
from il_desktop.commands.held_time import SchoolFacts
from il_desktop.commands.settings import change_settings
from il_desktop.domain.bell_times import checked_periods
from il_desktop.domain.errors import BadValue, HasChildren, NotFound
from il_desktop.domain.school import Period
from il_desktop.domain.settings import DayCycle
from il_desktop.domain.text import clean_line
from il_desktop.models.school import BellSchedule, BellTimes, CalendarSpan, DayOverride
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx


@operation("bells.add")
def add_bells(tx: Tx, name: str, periods: Sequence[Period]) -> str:
    """Add a bell schedule; the first of a file is at once the regular one. Return its id; raise BadValue."""
    row = BellSchedule(name=_free_name(tx.session, name, ""), periods=stored_periods(periods))
    is_first = not tx.session.scalar(select(func.count()).select_from(BellSchedule))
    with following(tx):
        tx.session.add(row)
        tx.session.flush()
        if is_first:
            change_settings(tx, default_bells=row.id)
    _say(tx, bells=row.id)
    return row.id


@operation("bells.edit")
def edit_bells(
    tx: Tx, bells_id: str, *, name: str | None = None, periods: Sequence[Period] | None = None,
    first: date | None = None,
) -> None:  # fmt: skip
    """Rename a bell schedule or give it other periods from `first` on; raise BadValue or NotFound.

    Dates before `first` keep the times they had. Without `first` the times hold always and the history goes. Either
    way only what is planned from today on follows.
    """
    row = _bells(tx.session, bells_id)
    with following(tx):
        if name is not None:
            row.name = _free_name(tx.session, name, bells_id)
        if periods is not None:
            _take_times(tx.session, row, stored_periods(periods), first)
    said = first.isoformat() if first is not None and periods is not None else None
    tx.say(bells=bells_id, field="name" if periods is None else "periods", first=said)


@operation("bells.drop_times")
def drop_times(tx: Tx, bells_id: str, first: date) -> None:
    """Take back the times a schedule has from a date on: those before go on. Raise NotFound when there are none."""
    _bells(tx.session, bells_id)
    row = _times(tx.session, bells_id, first)
    if row is None:
        raise NotFound(kind="bell_times", key=first.isoformat())
    with following(tx):
        tx.session.delete(row)
    tx.say(bells=bells_id, first=first.isoformat())


@operation("bells.delete")
def delete_bells(tx: Tx, bells_id: str) -> None:
    """Delete a bell schedule that nothing uses; raise HasChildren for one that dates or rules name, or NotFound."""
    row = _bells(tx.session, bells_id)
    counts = {
        table.__tablename__: found
        for table in (CalendarSpan, DayOverride)
        if (found := tx.session.scalar(select(func.count()).where(table.bell_schedule_id == bells_id)))
    }
    settings = SchoolFacts(tx.session).settings
    rules = (settings.default_bells == bells_id) + sum(bells == bells_id for bells in settings.weekly_bells.values())
    if rules:
        counts["setting"] = rules
    if counts:
        raise HasChildren(kind="bell_schedule", key=bells_id, counts=counts)
    for times in tx.session.scalars(select(BellTimes).where(BellTimes.bell_schedule_id == bells_id)):
        tx.session.delete(times)
    tx.session.flush()
    tx.session.delete(row)
    tx.say(bells=bells_id)


@operation("bells.week")
def set_week(tx: Tx, default_id: str, weekly: Mapping[int, str]) -> None:
    """Say which bells ring by default and on single weekdays (0 Monday); raise NotFound for bells there are not."""
    for bells_id in (default_id, *weekly.values()):
        if bells_id:
            _bells(tx.session, bells_id)
    with following(tx):
        kept = {str(weekday): bells_id for weekday, bells_id in weekly.items() if bells_id}
        change_settings(tx, default_bells=default_id, weekly_bells=kept)
    _say(tx, days=len(kept))


@operation("cycle.set")
def set_cycle(tx: Tx, cycle: DayCycle) -> None:
    """Set the day types and how they follow each other; raise BadValue for a cycle that cannot be."""
    with following(tx):
        change_settings(tx, day_cycle=cycle)
    _say(tx, types=len(cycle.types), rule=cycle.rule)


def _say(tx: Tx, **args: str | int) -> None:
    """Say the step of this module alone: settings were changed by their own command, as a part of it."""
    kept = {name: tx.label_args.get(name) for name in ("moved", "lost")}
    tx.label_args.clear()
    tx.merge = None
    tx.say(**args, **kept)


def _bells(session: Session, bells_id: str) -> BellSchedule:
    row = session.get(BellSchedule, bells_id)
    if row is None:
        raise NotFound(kind="bell_schedule", key=bells_id)
    return row


def _times(session: Session, bells_id: str, first: date) -> BellTimes | None:
    found = select(BellTimes).where(BellTimes.bell_schedule_id == bells_id, BellTimes.from_on == first)
    return session.scalars(found).one_or_none()


def _take_times(session: Session, row: BellSchedule, periods: tuple[dict[str, Any], ...], first: date | None) -> None:
    """Put checked periods where they belong: into the schedule itself, or into its history."""
    if first is None:
        row.periods = periods
        for times in session.scalars(select(BellTimes).where(BellTimes.bell_schedule_id == row.id)):
            session.delete(times)
        return
    known = _times(session, row.id, first)
    if known is not None:
        known.periods = periods
    else:
        session.add(BellTimes(bell_schedule_id=row.id, from_on=first, periods=periods))


def _free_name(session: Session, name: str, own_id: str) -> str:
    line = clean_line(name).strip()
    if not line:
        raise BadValue(field="name", value="", reason="empty")
    holder = session.scalar(select(BellSchedule.id).where(BellSchedule.name == line))
    if holder not in (None, own_id):
        raise BadValue(field="name", value=line, reason="duplicate")
    return line


def stored_periods(periods: Sequence[Period]) -> tuple[dict[str, Any], ...]:
    """Return checked periods as the file keeps them; raise BadValue."""
    return tuple(period._asdict() for period in checked_periods(periods))
