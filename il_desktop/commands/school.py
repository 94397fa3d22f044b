"""The school year's dates: years, terms, holidays, staff days, testing, special days, absences, and the next year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from il_desktop.commands.calendar_follow import following
from il_desktop.commands.goal_plans import copy_yearly
from il_desktop.domain import next_year
from il_desktop.domain.errors import BadValue, HasChildren, NotFound
from il_desktop.domain.school import CalendarSpan as Span
from il_desktop.domain.text import clean_line
from il_desktop.models.goals import Reading
from il_desktop.models.people import Person
from il_desktop.models.school import BellSchedule, CalendarSpan, Section
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

KINDS = ("year", "term", "window", "holiday", "staff_only", "testing", "special")
LONGEST_YEAR = 400  # days; more is a slip of the pen
_EDITABLE = frozenset({"name", "first", "last", "bells_id", "person_id", "substitute_id"})
_ABSENCE_NAME = "Absent"


@dataclass(frozen=True, slots=True)
class SpanDraft:
    """Wanted dates, both ends included; `bells_id` for testing and special days only."""

    kind: str
    name: str
    first: date
    last: date
    bells_id: str | None = None


@operation("dates.add")
def add_span(tx: Tx, draft: SpanDraft) -> str:
    """Add a year, or dates inside one; return the row's id. Raises BadValue or NotFound (bells)."""
    if draft.kind not in KINDS:
        raise BadValue(field="kind", value=draft.kind, reason="not_a_choice")
    row = CalendarSpan(kind=draft.kind, name=draft.name)
    with following(tx):
        _take(tx.session, row, draft)
        tx.session.add(row)
    tx.say(span=row.id, kind=draft.kind, first=draft.first.isoformat(), last=draft.last.isoformat())
    return row.id


@operation("dates.add_all")
def add_spans(tx: Tx, drafts: Sequence[SpanDraft]) -> int:
    """Add several dates as one step, such as suggested holidays; return how many. Raises like `add_span`."""
    with following(tx):
        for draft in drafts:
            if draft.kind not in KINDS:
                raise BadValue(field="kind", value=draft.kind, reason="not_a_choice")
            row = CalendarSpan(kind=draft.kind, name=draft.name)
            _take(tx.session, row, draft)
            tx.session.add(row)
    tx.say(count=len(drafts))
    return len(drafts)


@operation("dates.edit")
def edit_span(tx: Tx, span_id: str, **fields: Any) -> None:
    """Change name, first, last or bells_id (of an absence also person_id, substitute_id); BadValue or NotFound."""
    for name in fields:
        if name not in _EDITABLE:
            raise BadValue(field=name, value="", reason="not_a_choice")
    row = _span(tx.session, span_id)
    if row.kind == "absence":
        _take_absence(
            tx.session, row, fields.get("person_id", row.person_id), fields.get("first", row.from_on),
            fields.get("last", row.to_on), fields.get("substitute_id", row.substitute_id),
        )  # fmt: skip
        tx.say(span=row.id, kind=row.kind, person=row.person_id)
        return
    draft = SpanDraft(
        row.kind, fields.get("name", row.name), fields.get("first", row.from_on), fields.get("last", row.to_on),
        fields.get("bells_id", row.bell_schedule_id),
    )  # fmt: skip
    with following(tx):
        _take(tx.session, row, draft)
    tx.say(span=row.id, kind=row.kind, first=draft.first.isoformat(), last=draft.last.isoformat())


@operation("dates.delete")
def delete_span(tx: Tx, span_id: str) -> None:
    """Delete dates; a year goes only when nothing lies in it any more (HasChildren)."""
    row = _span(tx.session, span_id)
    counts = {}
    for table, column in (("calendar_span", CalendarSpan.year_id), ("section", Section.year_id),
                          ("reading", Reading.window_id)):  # fmt: skip
        if found := tx.session.scalar(select(func.count()).where(column == span_id)):
            counts[table] = found
    if counts:
        raise HasChildren(kind="calendar_span", key=span_id, counts=counts)
    tx.say(span=span_id, kind=row.kind, person=row.person_id)
    with following(tx):
        tx.session.delete(row)


@operation("absence.add")
def add_absence(tx: Tx, person_id: str, first: date, last: date, substitute_id: str | None = None) -> str:
    """Say that a person is away, and who takes the lessons; never why. Return the row's id; BadValue or NotFound."""
    row = CalendarSpan(kind="absence", name=_ABSENCE_NAME, person_id=person_id)
    _take_absence(tx.session, row, person_id, first, last, substitute_id)
    tx.session.add(row)
    tx.say(span=row.id, person=person_id, substitute=substitute_id, first=first.isoformat(), last=last.isoformat())
    return row.id


@operation("year.start")
def start_next_year(tx: Tx, *, name: str | None = None, first: date | None = None, last: date | None = None) -> str:
    """Start the year after the last one with its terms, holidays and staff days as a draft; return the year's id.

    Yearly milestones of goals come along; everything else of the goals goes on as it is.

    Bells, the weekly rule, the cycle and the timetable hold for all years and go on by themselves. Raises BadValue, or
    NotFound while there is no year to go on from.
    """
    newest = tx.session.scalars(
        select(CalendarSpan).where(CalendarSpan.kind == "year").order_by(CalendarSpan.from_on.desc()).limit(1)
    ).one_or_none()
    if newest is None:
        raise NotFound(kind="calendar_span", key="")
    year = Span("year", newest.name, newest.from_on, newest.to_on)
    start, end = next_year.next_dates(year)
    start, end = first or start, last or end
    title = name or next_year.next_name(newest.name) or f"{start.year}\N{EN DASH}{end.year % 100:02d}"
    made = CalendarSpan(kind="year", name=title)
    with following(tx):
        _take(tx.session, made, SpanDraft("year", title, start, end))
        tx.session.add(made)
        tx.session.flush()
        parts = tx.session.scalars(select(CalendarSpan).where(CalendarSpan.year_id == newest.id)).all()
        old = [Span(part.kind, part.name, part.from_on, part.to_on) for part in parts]
        drafts = next_year.draft(old, start, end)
        for draft in drafts:
            tx.session.add(
                CalendarSpan(kind=draft.kind, name=draft.name, from_on=draft.first, to_on=draft.last, year_id=made.id)
            )
    copy_yearly(tx.session, made)
    tx.say(span=made.id, first=start.isoformat(), last=end.isoformat(), dates=len(drafts))
    return made.id


def _take(session: Session, row: CalendarSpan, draft: SpanDraft) -> None:
    """Put checked values into a row."""
    name = clean_line(draft.name).strip()
    if not name:
        raise BadValue(field="name", value="", reason="empty")
    _check_order(draft.first, draft.last)
    if draft.bells_id is not None and session.get(BellSchedule, draft.bells_id) is None:
        raise NotFound(kind="bell_schedule", key=draft.bells_id)
    if draft.kind == "year":
        _check_year(session, row, draft)
        year_id = None
    else:
        year_id = _year_of(session, draft.first, draft.last).id
    twin = select(CalendarSpan.id).where(
        CalendarSpan.kind == draft.kind, CalendarSpan.name == name, CalendarSpan.from_on == draft.first,
        CalendarSpan.id != row.id,
    )  # fmt: skip
    if session.scalar(twin.limit(1)) is not None:
        raise BadValue(field="name", value=name, reason="duplicate")
    row.name, row.from_on, row.to_on, row.year_id = name, draft.first, draft.last, year_id
    row.bell_schedule_id = draft.bells_id if draft.kind in ("testing", "special") else None


def _check_order(first: date, last: date) -> None:
    if last < first:
        raise BadValue(field="last_day", value=last.isoformat(), reason="end_before_start")


def _check_year(session: Session, row: CalendarSpan, draft: SpanDraft) -> None:
    if (draft.last - draft.first).days >= LONGEST_YEAR:
        raise BadValue(field="last_day", value=draft.last.isoformat(), reason="too_large", limit=LONGEST_YEAR)
    others = select(CalendarSpan).where(
        CalendarSpan.kind == "year", CalendarSpan.id != row.id, CalendarSpan.from_on <= draft.last,
        CalendarSpan.to_on >= draft.first,
    )  # fmt: skip
    met = session.scalars(others.limit(1)).one_or_none()
    if met is not None:
        raise BadValue(field="first_day", value=draft.first.isoformat(), reason="in_other_year")
    inside = or_(CalendarSpan.from_on < draft.first, CalendarSpan.to_on > draft.last)
    if session.scalar(select(CalendarSpan.id).where(CalendarSpan.year_id == row.id, inside).limit(1)) is not None:
        raise BadValue(field="dates", value="", reason="dates_outside")


def _year_of(session: Session, first: date, last: date) -> CalendarSpan:
    statement = select(CalendarSpan).where(
        CalendarSpan.kind == "year", CalendarSpan.from_on <= first, CalendarSpan.to_on >= last
    )
    found = session.scalars(statement.limit(1)).one_or_none()
    if found is None:
        raise BadValue(field="first_day", value=first.isoformat(), reason="outside_year")
    return found


def _take_absence(
    session: Session, row: CalendarSpan, person_id: str | None, first: date, last: date, substitute_id: str | None
) -> None:
    _check_order(first, last)
    for key in (person_id, substitute_id):
        if key is not None and session.get(Person, key) is None:
            raise NotFound(kind="person", key=key)
    if person_id is None or person_id == substitute_id:
        raise BadValue(field="substitute", value="", reason="same_person" if person_id else "empty")
    meets = select(CalendarSpan.id).where(
        CalendarSpan.kind == "absence", CalendarSpan.person_id == person_id, CalendarSpan.id != row.id,
        CalendarSpan.from_on <= last, CalendarSpan.to_on >= first,
    )  # fmt: skip
    if session.scalar(meets.limit(1)) is not None:
        raise BadValue(field="first_day", value=first.isoformat(), reason="duplicate")
    row.person_id, row.substitute_id, row.from_on, row.to_on = person_id, substitute_id, first, last


def _span(session: Session, span_id: str) -> CalendarSpan:
    row = session.get(CalendarSpan, span_id)
    if row is None:
        raise NotFound(kind="calendar_span", key=span_id)
    return row
