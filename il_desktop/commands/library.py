"""The library: strategies, words and curriculum units are added, changed and deleted; an issue becomes a challenge.

Decides that what the whole school uses has a plain definition and a source.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from il_desktop.commands.improvement import add_challenge
from il_desktop.domain.errors import BadValue, HasChildren, NotFound
from il_desktop.domain.library import CRITERIA, ENTRIES, LONGEST_ALIAS, MOST_ALIASES, UNIT, checked_scores
from il_desktop.domain.text import search_key
from il_desktop.models.engagement import LibraryItem, LogEntry
from il_desktop.models.goals import Goal
from il_desktop.models.settings import Attachment
from il_desktop.models.visits import LookFor
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

EDITABLE = frozenset({
    "name", "aliases", "definition", "evidence_note", "source", "url", "is_schoolwide", "subject", "grade", "criteria",
    "issue", "next_review_on", "goal_id",
})  # fmt: skip


@operation("library.add")
def add_item(tx: Tx, kind: str, name: str, **fields: Any) -> str:
    """Add a strategy, a word, a unit or another entry and return its id; no two of a kind have one name."""
    if kind not in (*ENTRIES, UNIT):
        raise BadValue(field="kind", value=kind, reason="not_a_choice")
    row = LibraryItem(kind=kind, name=name)
    _write(tx.session, row, {"name": name, **fields})
    tx.session.add(row)
    tx.say(item=row.id, kind=kind)
    return row.id


@operation("library.edit")
def edit_item(tx: Tx, item_id: str, **fields: Any) -> None:
    """Change fields of an entry; None or an empty text empties one. School-wide needs a definition and a source."""
    row = _item(tx.session, item_id)
    with tx.session.no_autoflush:
        _write(tx.session, row, fields)
    tx.say(item=item_id, kind=row.kind)
    tx.merge_key(f"{item_id}:{','.join(sorted(fields))}")


@operation("library.delete")
def delete_item(tx: Tx, item_id: str) -> None:
    """Delete an entry; its look-fors stay, without it. Refused while the log of engagement refers to it."""
    row = _item(tx.session, item_id)
    used = tx.session.scalar(select(func.count()).where(LogEntry.library_item_id == item_id))
    if used:
        raise HasChildren(kind="library_item", key=item_id, counts={"log_entry": used})
    for look_for in tx.session.scalars(select(LookFor).where(LookFor.strategy_id == item_id)):
        look_for.strategy_id = None
    for piece in tx.session.scalars(
        select(Attachment).where(Attachment.owner_kind == "library_item", Attachment.owner_id == item_id)
    ):
        tx.session.delete(piece)
    tx.session.flush()
    tx.session.delete(row)
    tx.say(item=item_id, kind=row.kind)


@operation("library.look_for")
def set_look_for(tx: Tx, look_for_id: str, strategy_id: str | None) -> None:
    """Say which strategy a look-for shows, or that it shows none."""
    look_for = tx.session.get(LookFor, look_for_id)
    if look_for is None:
        raise NotFound(kind="look_for", key=look_for_id)
    before = look_for.strategy_id
    if strategy_id is not None and _item(tx.session, strategy_id).kind != "strategy":
        raise BadValue(field="strategy", value="", reason="not_allowed")
    look_for.strategy_id = strategy_id
    tx.say(item=strategy_id or before, is_on=int(strategy_id is not None))


@operation("library.challenge")
def challenge_of_issue(tx: Tx, item_id: str, *, confirmed: bool = False) -> str:
    """Note the issue of a unit as a curriculum gap, its review as one piece of evidence; return the challenge's id."""
    row = _item(tx.session, item_id)
    if row.kind != UNIT or not row.issue:
        raise BadValue(field="issue", value="", reason="empty")
    key = add_challenge(tx, row.issue, kind="curriculum_gap", confirmed=confirmed)
    scores = row.criteria or {}
    told = ", ".join(f"{name} {scores[name]} of 4" for name in CRITERIA if name in scores)
    note = f"Review of the unit “{row.name}”" + (f": {told}" if told else "")
    tx.session.flush()
    tx.session.add(Attachment(owner_kind="challenge", owner_id=key, kind="judgment", note=note))
    tx.say(item=item_id, challenge=key)
    return key


def _write(session: Session, row: LibraryItem, fields: Mapping[str, Any]) -> None:
    if unknown := fields.keys() - EDITABLE:
        raise TypeError(sorted(unknown))
    for name, value in fields.items():
        setattr(row, name, _value(session, row, name, value))
    for name in ("definition", "source"):
        if row.is_schoolwide and not (getattr(row, name) or "").strip():
            raise BadValue(field=name, value="", reason="empty")


def _value(session: Session, row: LibraryItem, name: str, value: Any) -> Any:
    if name == "name":
        return _name(session, row, value)
    if name == "aliases":
        if len(value) > MOST_ALIASES:
            raise BadValue(field=name, value=str(len(value)), reason="too_many", limit=MOST_ALIASES)
        if too_long := next((one for one in value if len(one) > LONGEST_ALIAS), ""):
            raise BadValue(field=name, value=too_long, reason="too_long")
        return tuple(value)
    if name == "criteria":
        try:
            return checked_scores(value) or None
        except ValueError as error:
            raise BadValue(field=name, value=str(error), reason="not_a_choice") from None
    if name == "goal_id" and value and session.get(Goal, value) is None:
        raise NotFound(kind="goal", key=value)
    return bool(value) if name == "is_schoolwide" else (None if value == "" else value)


def _name(session: Session, row: LibraryItem, name: str) -> str:
    if not name.strip():
        raise BadValue(field="name", value="", reason="empty")
    others = session.execute(select(LibraryItem.id, LibraryItem.name).where(LibraryItem.kind == row.kind))
    if any(key != row.id and search_key(other) == search_key(name) for key, other in others):
        raise BadValue(field="name", value=name, reason="duplicate")
    return name.strip()


def _item(session: Session, item_id: str) -> LibraryItem:
    row = session.get(LibraryItem, item_id)
    if row is None:
        raise NotFound(kind="library_item", key=item_id)
    return row
