"""Which look-fors show something in a lesson: of the vision, or of a goal. Each shows one of a kind at most."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from il_desktop.domain.errors import NotFound
from il_desktop.models.visits import LookFor


def link_look_fors(session: Session, column: str, owner_id: str, look_for_ids: Iterable[str]) -> int:
    """Let exactly these point to `owner_id` in a column; return how many. Raise NotFound for one that is not there."""
    wanted = set(look_for_ids)
    rows = {row.id: row for row in session.scalars(select(LookFor))}
    if missing := wanted - rows.keys():
        raise NotFound(kind="look_for", key=min(missing))
    for row in rows.values():
        if row.id in wanted:
            setattr(row, column, owner_id)
        elif getattr(row, column) == owner_id:
            setattr(row, column, None)
    return len(wanted)
