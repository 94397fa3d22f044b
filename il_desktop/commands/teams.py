"""Teams and who is in them from when to when: a membership ends, it is not overwritten, so any past date stays right.

Only what was entered by mistake is deleted. A team with meetings or contacts is closed instead.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from il_desktop.commands.people import person_of
from il_desktop.domain.errors import BadValue, HasChildren, NotFound
from il_desktop.domain.people import TEAM_KINDS
from il_desktop.models.engagement import LogEntry
from il_desktop.models.teamwork import Meeting, Team, TeamMember
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

EDITABLE = frozenset({"name", "kind", "purpose", "norms", "focus_question", "stage", "cadence_days", "is_active"})
ROLE = "member"


@operation("team.add")
def add_team(tx: Tx, name: str, kind: str, **fields: Any) -> str:
    """Add a team and return its id; BadValue for a name that is taken or a kind that is none."""
    _check(tx.session, None, {"name": name, "kind": kind, **fields})
    team = Team(name=name, kind=kind, **fields)
    tx.session.add(team)
    tx.say(team=team.id)
    return team.id


@operation("team.edit")
def edit_team(tx: Tx, team_id: str, **fields: Any) -> None:
    """Change fields of a team; None or an empty text empties one."""
    team = team_of(tx.session, team_id)
    _check(tx.session, team_id, fields)
    for name, value in fields.items():
        setattr(team, name, value)
    tx.say(team=team_id)
    tx.merge_key(f"{team_id}:{','.join(sorted(fields))}")


@operation("team.delete")
def delete_team(tx: Tx, team_id: str) -> None:
    """Delete a team with its memberships; HasChildren when meetings or contacts name it: close it instead."""
    team = team_of(tx.session, team_id)
    counts = {
        table.__tablename__: found
        for table in (Meeting, LogEntry)
        if (found := tx.session.scalar(select(func.count()).where(table.team_id == team_id)))
    }
    if counts:
        raise HasChildren(kind="team", key=team_id, counts=counts)
    tx.say(team=team_id)
    tx.session.delete(team)


@operation("member.add")
def add_member(
    tx: Tx, team_id: str, person_id: str, from_on: date, *, role: str = ROLE, to_on: date | None = None
) -> str:
    """Put a person into a team from a day on; BadValue when they are in it then already. Return the row's id."""
    team_of(tx.session, team_id)
    person_of(tx.session, person_id)
    row = TeamMember(team_id=team_id, person_id=person_id, role=role or ROLE, from_on=from_on, to_on=to_on)
    _check_span(tx.session, row, row.id)
    tx.session.add(row)
    tx.say(person=person_id, team=team_id, on=from_on.isoformat())
    return row.id


@operation("member.edit")
def edit_member(tx: Tx, member_id: str, **fields: Any) -> None:
    """Change role, from_on or to_on of a membership."""
    row = _member(tx.session, member_id)
    for name in fields:
        if name not in {"role", "from_on", "to_on"}:
            raise BadValue(field=name, value="", reason="not_a_choice")
    with tx.session.no_autoflush:
        for name, value in fields.items():
            setattr(row, name, value)
        _check_span(tx.session, row, member_id)
    tx.say(person=row.person_id, team=row.team_id)


@operation("member.end")
def end_member(tx: Tx, member_id: str, last_day: date) -> None:
    """Let a person leave a team after a day; the membership stays for all days before."""
    row = _member(tx.session, member_id)
    if last_day < row.from_on:
        raise BadValue(field="last_day", value=last_day.isoformat(), reason="end_before_start")
    row.to_on = last_day
    tx.say(person=row.person_id, team=row.team_id, on=last_day.isoformat())


@operation("member.delete")
def delete_member(tx: Tx, member_id: str) -> None:
    """Take a membership out that never was, as after a slip."""
    row = _member(tx.session, member_id)
    tx.say(person=row.person_id, team=row.team_id)
    tx.session.delete(row)


@operation("team.renew")
def renew_members(tx: Tx, team_id: str, person_ids: tuple[str, ...], from_on: date) -> int:
    """Let a team consist of these people from a day on: others end the day before, new ones begin; return how many."""
    team_of(tx.session, team_id)
    statement = select(TeamMember).where(
        TeamMember.team_id == team_id, (TeamMember.to_on.is_(None)) | (TeamMember.to_on >= from_on)
    )
    current = {row.person_id: row for row in tx.session.scalars(statement)}
    changed = 0
    for person_id, row in current.items():
        if person_id not in person_ids:
            changed += 1
            if row.from_on >= from_on:
                tx.session.delete(row)
            else:
                row.to_on = from_on - timedelta(days=1)
    for person_id in person_ids:
        if person_id not in current:
            changed += 1
            person_of(tx.session, person_id)
            tx.session.add(TeamMember(team_id=team_id, person_id=person_id, role=ROLE, from_on=from_on))
    tx.say(team=team_id, count=changed, on=from_on.isoformat())
    return changed


def team_of(session: Session, team_id: str) -> Team:
    """Return a team; raise NotFound."""
    team = session.get(Team, team_id)
    if team is None:
        raise NotFound(kind="team", key=team_id)
    return team


def _member(session: Session, member_id: str) -> TeamMember:
    row = session.get(TeamMember, member_id)
    if row is None:
        raise NotFound(kind="team_member", key=member_id)
    return row


def _check(session: Session, team_id: str | None, fields: dict[str, Any]) -> None:
    unknown = fields.keys() - EDITABLE
    if unknown:
        raise TypeError(*sorted(unknown))
    if "kind" in fields and fields["kind"] not in TEAM_KINDS:
        raise BadValue(field="kind", value=str(fields["kind"]), reason="not_a_choice")
    if "name" in fields:
        name = str(fields["name"] or "").strip()
        if not name:
            raise BadValue(field="name", value="", reason="empty")
        if session.scalar(select(Team.id).where(Team.name == name, Team.id != (team_id or "-"))):
            raise BadValue(field="name", value=name, reason="duplicate")


def _check_span(session: Session, row: TeamMember, member_id: str) -> None:
    """Refuse an end before the start, and two memberships of one person in one team at a time."""
    if row.to_on is not None and row.to_on < row.from_on:
        raise BadValue(field="last_day", value=row.to_on.isoformat(), reason="end_before_start")
    meets = select(TeamMember.id).where(
        TeamMember.team_id == row.team_id, TeamMember.person_id == row.person_id, TeamMember.id != member_id,
        (TeamMember.to_on.is_(None)) | (TeamMember.to_on >= row.from_on),
    )  # fmt: skip
    if row.to_on is not None:
        meets = meets.where(TeamMember.from_on <= row.to_on)
    if session.scalar(meets.limit(1)) is not None:
        raise BadValue(field="first_day", value=row.from_on.isoformat(), reason="duplicate")
