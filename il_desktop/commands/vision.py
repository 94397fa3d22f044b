"""The vision and its items. An adopted version is never changed: the first edit copies it into the next version."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from il_desktop.commands.goals import links_to, today
from il_desktop.commands.look_for_links import link_look_fors
from il_desktop.domain.errors import BadValue, HasChildren, NotFound
from il_desktop.models.goals import Vision, VisionItem
from il_desktop.models.visits import LookFor
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

_UNCHANGED = "\0"


@operation("vision.write")
def write_vision(
    tx: Tx,
    *,
    statement: str,
    mission: str = "",
    review_due_on: date | None = None,
    note: str = "",
) -> str:
    """Write the draft of the vision, the next version when the newest is adopted; return its id."""
    if not statement.strip():
        raise BadValue(field="statement", value="", reason="empty")
    vision = _newest(tx.session)
    if vision is None:
        vision = Vision(version=1, statement=statement)
        tx.session.add(vision)
    else:
        vision, _ = _draft(tx.session, vision)
    vision.statement, vision.mission, vision.note = statement, mission or None, note or None
    vision.review_due_on = review_due_on
    tx.say(vision=vision.id, version=vision.version)
    tx.merge_key(vision.id)
    return vision.id


@operation("vision.adopt")
def adopt_vision(tx: Tx, vision_id: str, *, review_due_on: date | None = None) -> None:
    """Adopt the draft as of today; from now on it is frozen."""
    vision = tx.session.get(Vision, vision_id)
    if vision is None or vision.adopted_on is not None:
        raise NotFound(kind="vision", key=vision_id)
    on = today(tx)
    due = review_due_on or vision.review_due_on
    vision.review_due_on = due if due and due > on else _year_later(on)
    vision.adopted_on = on
    tx.say(vision=vision.id, version=vision.version)


@operation("vision.item_add")
def add_item(tx: Tx, kind: str, name: str, meaning: str = "") -> str:
    """Add a value, an element of excellent teaching or an expectation to the draft; return its id."""
    vision, _ = _draft(tx.session, _need(tx.session))
    last = max((item.pos for item in vision.items), default=-1)
    item = VisionItem(vision_id=vision.id, kind=kind, name=name, meaning=meaning or None, pos=last + 1)
    vision.items.append(item)
    tx.say(item=item.id, version=vision.version, kind=kind)
    return item.id


@operation("vision.item_edit")
def edit_item(tx: Tx, item_id: str, *, name: str = _UNCHANGED, meaning: str = _UNCHANGED) -> str:
    """Change an item in the draft, or its copy when its version is adopted; return the id of the changed one."""
    item, vision = _item(tx.session, item_id)
    if name != _UNCHANGED:
        item.name = name
    if meaning != _UNCHANGED:
        item.meaning = meaning or None
    tx.say(item=item.id, version=vision.version, kind=item.kind)
    tx.merge_key(item.id)
    return item.id


@operation("vision.item_delete")
def delete_item(tx: Tx, item_id: str) -> None:
    """Take an item out of the draft; an adopted version keeps it. Refused while records name it.

    Look-fors only point at what they show: they stay, and point nowhere.
    """
    item, vision = _item(tx.session, item_id)
    if counts := links_to(tx.session, "vision_item", item.id, but=frozenset({"look_for"})):
        raise HasChildren(kind="vision_item", key=item.id, counts=counts)
    for look_for in tx.session.scalars(select(LookFor).where(LookFor.vision_item_id == item.id)):
        look_for.vision_item_id = None
    tx.session.flush()
    vision.items.remove(item)
    for pos, other in enumerate(vision.items):
        if other.pos != pos:
            other.pos = pos
    tx.say(item=item_id, version=vision.version, kind=item.kind)


@operation("vision.item_move")
def move_item(tx: Tx, item_id: str, step: int) -> str:
    """Move an item up (-1) or down (1) among its kind, in the draft or its copy; return the id of the moved one."""
    item, vision = _item(tx.session, item_id)
    kin = [other for other in vision.items if other.kind == item.kind]
    at = kin.index(item)
    if not 0 <= at + step < len(kin):
        raise BadValue(field="place", value=item.name, reason="not_allowed")
    other = kin[at + step]
    item.pos, other.pos = other.pos, item.pos
    tx.say(item=item.id, version=vision.version, kind=item.kind)
    return item.id


@operation("vision.look_fors")
def set_look_fors(tx: Tx, item_id: str, look_for_ids: Collection[str]) -> None:
    """Say which look-fors show an item. No words of the vision change, so an adopted version stays what it is."""
    item = tx.session.get(VisionItem, item_id)
    if item is None:
        raise NotFound(kind="vision", key=item_id)
    count = link_look_fors(tx.session, "vision_item_id", item_id, look_for_ids)
    tx.say(item=item_id, look_fors=count)


def _newest(session: Session) -> Vision | None:
    return session.scalar(select(Vision).order_by(Vision.version.desc()).limit(1))


def _need(session: Session) -> Vision:
    vision = _newest(session)
    if vision is None:
        raise BadValue(field="statement", value="", reason="empty")
    return vision


def _draft(session: Session, vision: Vision) -> tuple[Vision, dict[str, VisionItem]]:
    """Return the version that may be edited and, when it is a new copy, its items by the ids they came from."""
    if vision.adopted_on is None:
        return vision, {}
    draft = Vision(
        version=vision.version + 1,
        statement=vision.statement,
        mission=vision.mission,
        note=vision.note,
    )
    copies = {
        item.id: VisionItem(vision_id=draft.id, kind=item.kind, name=item.name, meaning=item.meaning, pos=item.pos)
        for item in vision.items
    }
    draft.items = list(copies.values())
    session.add(draft)
    session.flush()
    for look_for in session.scalars(select(LookFor).where(LookFor.vision_item_id.in_(copies))):
        look_for.vision_item_id = copies[look_for.vision_item_id or ""].id
    return draft, copies


def _item(session: Session, item_id: str) -> tuple[VisionItem, Vision]:
    item = session.get(VisionItem, item_id)
    newest = _newest(session)
    if item is None or newest is None or item.vision_id != newest.id:
        raise NotFound(kind="vision", key=item_id)
    draft, copies = _draft(session, newest)
    return copies.get(item_id, item), draft


def _year_later(day: date) -> date:
    return (
        day.replace(year=day.year + 1, day=min(day.day, 28))
        if (day.month, day.day) == (2, 29)
        else day.replace(year=day.year + 1)
    )
