"""Forget a person, for good: words about them go, what counts stays without a name. This cannot be undone.

Three fates: rows that only describe the person go; rows that figures are computed from (visits, recognitions, talks)
stay with their texts emptied; links in which the person merely had a part are cut. Wherever else the name stands, it
becomes “somebody”. The journal loses the images of every step. Afterwards `Desk.shrink` takes the bytes away.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from il_desktop.commands.goals import today
from il_desktop.commands.people import person_of, records_of
from il_desktop.domain.errors import BadValue
from il_desktop.domain.forgetting import EMPTIED, FORGOTTEN, NamesGone
from il_desktop.domain.light import NamedTuple
from il_desktop.models.base import Base
from il_desktop.models.column_types import Words
from il_desktop.models.goals import CheckIn
from il_desktop.models.people import Person
from il_desktop.models.recognition import Nomination, Recognition
from il_desktop.models.schedule import BlockSeries, TimeBlock
from il_desktop.models.settings import Attachment, Setting
from il_desktop.models.visits import Note, Visit
from il_desktop.store import purge
from il_desktop.store.operation import operation
from il_desktop.store.recorder import raw
from il_desktop.store.transaction import Tx

# What becomes of every link to a person; a test holds the list to the schema.
GOES = frozenset(
    {
        "note.person_id", "action_step.person_id", "calendar_span.person_id", "timetable_slot.person_id",
        "team_member.person_id", "block_person.person_id",
    }
)  # fmt: skip
CUT = frozenset(
    {
        "person.leader_id", "calendar_span.substitute_id", "visit.backup_id", "meeting.facilitator_id",
        "meeting.note_taker_id", "meeting.timekeeper_id", "agenda_item.owner_id", "responsibility.first_id",
        "responsibility.backup_id", "challenge.owner_id",
    }
)  # fmt: skip
STAYS = {  # link → texts of that row that are about the person
    "visit.person_id": ("evidence_text",),
    "visit.visitor_id": (),
    "feedback.person_id": ("glow", "grow", "response"),
    "recognition.person_id": ("action_text", "impact", "pref_override_reason", "sender"),
    "recognition.giver_id": (),
    "nomination.person_id": ("nominator", "reason", "source_key"),
    "goal.person_id": ("title", "because", "group_label", "prediction", "result", "learned"),
    "goal.owner_id": (),
    "log_entry.person_id": ("audience", "topic", "text", "commitment", "channel", "outcome"),
    "attendance.person_id": (),
    "task.owner_id": (),
}
_KEPT_OF_PERSON = frozenset({"id", "created_at", "updated_at", "kind", "given", "family", "active_from", "active_to"})
_NAMED_ONCE = frozenset({"team.name", "measure.name", "bell_schedule.name", "library_item.name", "responsibility.what"})


class Forgotten(NamedTuple):
    """How much was done: rows deleted, texts emptied, texts in which the name became “somebody”."""

    deleted: int
    emptied: int
    renamed: int


@operation("person.forget")
def forget_person(tx: Tx, person_id: str, *, single_names: bool = False) -> Forgotten:
    """Forget a person; `single_names` takes given and family name out of other texts too, where nobody else bears them.

    Not undoable, and no earlier step can be undone any more. BadValue for the principal, and under a legal hold.
    """
    session = tx.session
    person = person_of(session, person_id)
    _refuse(session, person_id)
    mine, own = purge.names(_rows(session), person_id)
    linked = purge.about(_rows(session), person_id)
    emptied, subjects = _empty(session, person_id)
    deleted = _delete(session, person_id, subjects)
    _cut(session, person_id)
    session.flush()
    renamed = _rename(session, NamesGone(mine, single=True), only=linked)
    renamed += _rename(session, NamesGone(own, single=single_names), only=None)
    _unname(tx, person)
    session.flush()
    if not records_of(session, person_id) and not _is_judge(session, person_id):
        session.delete(person)
    session.flush()
    purge.sweep(_rows(session))
    tx.not_undoable()
    tx.say(count=deleted + emptied + renamed)
    return Forgotten(deleted, emptied, renamed)


def _refuse(session: Session, person_id: str) -> None:
    principal = session.scalar(select(Setting).where(Setting.key == "principal_id"))
    if principal is not None and principal.value == person_id:
        raise BadValue(field="person", value="", reason="is_principal")
    if session.scalar(_notes(person_id).where(Note.legal_hold.is_(True)).limit(1)) is not None:
        raise BadValue(field="person", value="", reason="legal_hold")


def _notes(person_id: str) -> Any:
    visits = select(Visit.id).where(Visit.person_id == person_id)
    return select(Note).where((Note.person_id == person_id) | Note.visit_id.in_(visits))


def _empty(session: Session, person_id: str) -> tuple[int, dict[str, set[str]]]:
    """Empty the texts about the person in the rows that stay; return how many, and the rows by table."""
    emptied = 0
    subjects: dict[str, set[str]] = {}
    for link, columns in STAYS.items():
        if not columns:
            continue
        table, column = link.split(".")
        for row in _linked(session, table, column, person_id):
            subjects.setdefault(table, set()).add(row.id)
            emptied += _empty_row(row, columns)
            _make_private(row)
    for visit_id in subjects.get("visit", ()):
        emptied += sum(_empty_row(mark, ("note",)) for mark in _of(session, Visit, visit_id).marks)
    for check_in in session.scalars(select(CheckIn).where(CheckIn.goal_id.in_(subjects.get("goal", ())))):
        subjects.setdefault("check_in", set()).add(check_in.id)
        emptied += _empty_row(check_in, ("comment",))
    for block in session.scalars(select(TimeBlock).where(TimeBlock.id.in_(_talks(session, person_id)))):
        emptied += _empty_row(block, ("note",))
    return emptied, subjects


def _empty_row(row: Any, columns: tuple[str, ...]) -> int:
    filled = [column for column in columns if getattr(row, column) not in (None, EMPTIED)]
    for column in filled:
        setattr(row, column, EMPTIED)
    return len(filled)


def _make_private(row: Any) -> None:
    """Take a recognition out of what others see, and the judgment of a panel off a nomination."""
    if isinstance(row, Recognition):
        row.channel = None if row.channel == "newsletter" else row.channel
        row.visibility = "private"
    elif isinstance(row, Nomination):
        row.scores = {}


def _talks(session: Session, person_id: str) -> set[str]:
    """Return the blocks that exist because of the person: visits, talks, the writing of a recognition."""
    return {
        row.block_id
        for table in ("visit", "feedback", "recognition")
        for row in _linked(session, table, "person_id", person_id)
        if row.block_id is not None
    }


def _delete(session: Session, person_id: str, subjects: dict[str, set[str]]) -> int:
    gone: dict[str, Any] = {row.id: row for row in session.scalars(_notes(person_id))}
    for link in GOES:
        table, column = link.split(".")
        gone |= {row.id: row for row in _linked(session, table, column, person_id)}
    drafts = select(Recognition).where(Recognition.person_id == person_id, Recognition.state == "draft")
    gone |= {row.id: row for row in session.scalars(drafts)}
    owners = set[str]().union(*subjects.values())
    gone |= {row.id: row for row in session.scalars(select(Attachment).where(Attachment.owner_id.in_(owners)))}
    for row in gone.values():
        session.delete(row)
    return len(gone)


def _cut(session: Session, person_id: str) -> None:
    for link in CUT:
        table, column = link.split(".")
        for row in _linked(session, table, column, person_id):
            setattr(row, column, None)
    for series in session.scalars(select(BlockSeries)):
        if person_id in series.people:
            series.people = tuple(key for key in series.people if key != person_id)


def _rename(session: Session, gone: NamesGone, *, only: set[tuple[str, str]] | None) -> int:
    """Write “somebody” for the name in all texts, or `only` in some rows; return how many texts changed."""
    wanted = (each for each in purge.texts(_rows(session)) if only is None or (each.table, each.key) in only)
    found = [each for each in wanted if each.table != "person" and gone.text(each.text) != each.text]
    for table, key, column, _ in found:
        mapped = Base.metadata.tables[table]
        row = _of(session, _class_of(mapped), key)
        value = gone.value(getattr(row, column))
        kind = mapped.c[column].type
        limit = kind.limit if isinstance(kind, Words) else None
        if f"{table}.{column}" in _NAMED_ONCE:
            value = _free(session, mapped, column, value)
        setattr(row, column, value[:limit] if limit else value)
        session.flush()
    return len(found)


def _free(session: Session, table: Table, column: str, value: str) -> str:
    """Return a name that is not taken: two forgotten people may have left teams of the same name."""
    taken = set(session.scalars(select(table.c[column])))
    number = 2
    while (tried := value if number == 2 else f"{value} {number - 1}") in taken:
        number += 1
    return tried


def _unname(tx: Tx, person: Person) -> None:
    """Leave of the person a row that keeps counts right: what kind of person, from when to when."""
    for column in Person.__table__.columns:
        if column.name not in _KEPT_OF_PERSON:
            default = column.info.get("default")
            setattr(person, column.name, None if column.nullable else default)
    person.given, person.family = FORGOTTEN
    yesterday = today(tx) - timedelta(days=1)  # from today on no list names them
    last_day = min(person.active_to or yesterday, yesterday)
    if person.active_from is not None and person.active_from > last_day:
        person.active_from = None
    person.active_to = last_day


def _is_judge(session: Session, person_id: str) -> bool:
    (count,) = _rows(session)(
        "SELECT (SELECT count(*) FROM selection_round WHERE panel LIKE '%' || :id || '%')"
        " + (SELECT count(*) FROM nomination WHERE scores LIKE '%' || :id || '%')",
        {"id": person_id},
    )[0]
    return bool(count)


def _linked(session: Session, table: str, column: str, person_id: str) -> list[Any]:
    mapped = Base.metadata.tables[table]
    return list(session.scalars(select(_class_of(mapped)).where(mapped.c[column] == person_id)))


def _class_of(table: Table) -> Any:
    return next(mapper.class_ for mapper in Base.registry.mappers if mapper.local_table is table)


def _of(session: Session, class_: Any, key: str) -> Any:
    row = session.get(class_, key)
    assert row is not None  # noqa: S101  its id was read in this transaction
    return row


def _rows(session: Session) -> purge.Rows:
    """Return a function that asks the file itself, inside the running transaction."""

    def ask(sql: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
        return raw(session.connection()).execute(sql, parameters).fetchall()

    return ask
