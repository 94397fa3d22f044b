"""What a series says of every date it has, apart from when that is: checked and written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from il_desktop.commands.block_rows import activity_type_of, checked_people, checked_reminder
from il_desktop.domain.blocks import GoalShare
from il_desktop.domain.errors import BadValue, NotFound
from il_desktop.models.goals import Goal
from il_desktop.models.schedule import BlockSeries

_AS_GIVEN = ("is_buffer", "is_public")
_OR_NONE = ("place", "note")
LOOKS = frozenset({"title", "activity_type", "protection", *_AS_GIVEN, *_OR_NONE, "remind_min", "people", "goals"})


def write_look(session: Session, series: BlockSeries, fields: Mapping[str, Any]) -> None:
    """Write those of `LOOKS` that are among the fields; raise BadValue or NotFound for what cannot be."""
    if "title" in fields and not str(fields["title"]).strip():
        raise BadValue(field="title", value="", reason="empty")
    for name, read in (
        ("title", str),
        ("activity_type_id", lambda value: activity_type_of(session, value).id),
        ("protection", int),
        *((name, bool) for name in _AS_GIVEN),
        *((name, lambda value: value or None) for name in _OR_NONE),
        ("remind_min", checked_reminder),
        ("people", lambda value: checked_people(session, value)),
        ("goal_shares", lambda value: checked_shares(session, value)),
    ):
        said = _SAID_AS.get(name, name)
        if said in fields:
            setattr(series, name, read(fields[said]))


_SAID_AS = {"activity_type_id": "activity_type", "goal_shares": "goals"}


def checked_shares(session: Session, shares: Sequence[GoalShare]) -> tuple[dict[str, Any], ...]:
    """Return goal shares as a series keeps them; raise BadValue or NotFound for shares that cannot be."""
    if len({share.goal_id for share in shares}) < len(shares):
        raise BadValue(field="goals", value="", reason="duplicate")
    total = sum(share.share_pct for share in shares)
    if total > 100:
        raise BadValue(field="goals", value=str(total), reason="sum_over_100", limit=100)
    for share in shares:
        if session.get(Goal, share.goal_id) is None:
            raise NotFound(kind="goal", key=share.goal_id)
    return tuple({"goal_id": share.goal_id, "share_pct": share.share_pct} for share in shares)
