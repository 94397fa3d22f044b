"""Reviews: what was learnt from a week, and its numbers copied when it is closed, so that they stay."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from il_desktop.domain.errors import BadValue
from il_desktop.models.reviews import Review
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

TEXTS = frozenset({"wins", "lesson", "adjust"})


@operation("review.write")
def write_review(tx: Tx, kind: str, first: date, last: date, **fields: Any) -> str:
    """Write into a review, begun now if need be; `step` is where it is taken up again. Return its id."""
    row = _row(tx, kind, first, last)
    for name, value in fields.items():
        if name == "step":
            row.step = int(value)
        elif name in TEXTS:
            setattr(row, name, str(value).strip() or None)
        else:
            raise BadValue(field=name, value="", reason="not_a_choice")
    tx.say(kind=kind, first=first.isoformat(), last=last.isoformat())
    return row.id


@operation("review.close")
def close_review(tx: Tx, kind: str, first: date, last: date, *, planned_min: int, actual_min: int) -> str:
    """Close a review: its protected minutes are copied and stay as they are. Return its id."""
    row = _row(tx, kind, first, last)
    row.planned_instr_min, row.actual_instr_min = planned_min, actual_min
    row.closed_at = tx.session.info["now"]
    tx.say(kind=kind, first=first.isoformat(), last=last.isoformat(), minutes=actual_min)
    return row.id


@operation("review.reopen")
def reopen_review(tx: Tx, kind: str, first: date, last: date) -> str:
    """Take a closed review up again; its numbers are copied anew when it is closed next."""
    row = _row(tx, kind, first, last)
    row.closed_at = None
    tx.say(kind=kind, first=first.isoformat(), last=last.isoformat())
    return row.id


def _row(tx: Tx, kind: str, first: date, last: date) -> Review:
    row = tx.session.scalars(select(Review).where(Review.kind == kind, Review.from_on == first)).one_or_none()
    if row is None:
        row = Review(kind=kind, from_on=first, to_on=last)
        tx.session.add(row)
    return row
