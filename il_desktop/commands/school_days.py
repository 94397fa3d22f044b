"""Single days of the school calendar that differ from its rules: set one, clear one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from il_desktop.commands.bells import stored_periods
from il_desktop.commands.calendar_follow import following
from il_desktop.domain.errors import BadValue, NotFound
from il_desktop.domain.school import DayKind, Period
from il_desktop.domain.text import clean_line
from il_desktop.models.school import BellSchedule, DayOverride
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

KINDS = (DayKind.INSTRUCTION, DayKind.STAFF_ONLY, DayKind.HOLIDAY, DayKind.WEATHER, DayKind.TESTING)
MAX_LETTER = 16


@operation("day.set")
def set_day(  # noqa: PLR0913  one argument for each thing that can differ
    tx: Tx, day: date, *, kind: str | None = None, day_type: str | None = None, bells_id: str | None = None,
    periods: Sequence[Period] | None = None, is_contact: bool | None = None, reason: str = "",
) -> str:  # fmt: skip
    """Say what is different on one date; what is None follows the calendar's rules. Return the row's id.

    `periods` are times of this date alone and win over bells; `is_contact` says whether it counts as a school day,
    whatever its kind. Blocks and visits that stand in a period follow it in the same step. Raises BadValue (nothing
    different, no such kind, a letter too long, impossible periods, no reason) or NotFound (bell schedule).
    """
    if kind is None and day_type is None and bells_id is None and periods is None and is_contact is None:
        raise BadValue(field="day", value=day.isoformat(), reason="nothing_different")
    if kind is not None and kind not in KINDS:
        raise BadValue(field="kind", value=kind, reason="not_a_choice")
    letter, reason = clean_line(day_type or "").strip() or None, clean_line(reason).strip()
    if letter is not None and len(letter) > MAX_LETTER:
        raise BadValue(field="day_type", value=letter, reason="too_long", limit=MAX_LETTER)
    if not reason:
        raise BadValue(field="reason", value="", reason="empty")
    if bells_id is not None and tx.session.get(BellSchedule, bells_id) is None:
        raise NotFound(kind="bell_schedule", key=bells_id)
    times = stored_periods(periods) if periods is not None else None
    with following(tx, day):
        row = _row(tx.session, day)
        if row is None:
            row = DayOverride(day=day, reason=reason)
            tx.session.add(row)
        row.kind, row.day_type, row.bell_schedule_id, row.reason = kind, letter, bells_id, reason
        row.is_contact_day, row.periods = is_contact, times
    contact = None if is_contact is None else "yes" if is_contact else "no"
    own = len(times) if times is not None else None
    tx.say(day=day.isoformat(), kind=kind, letter=letter, bells=bells_id, periods=own, contact=contact)
    return row.id


@operation("day.clear")
def clear_day(tx: Tx, day: date) -> None:
    """Let a date follow the calendar's rules again; raise NotFound when nothing was different."""
    row = _row(tx.session, day)
    if row is None:
        raise NotFound(kind="day_override", key=day.isoformat())
    with following(tx, day):
        tx.session.delete(row)
    tx.say(day=day.isoformat())


def _row(session: Session, day: date) -> DayOverride | None:
    return session.scalars(select(DayOverride).where(DayOverride.day == day)).one_or_none()
