"""Calendars of others: what is subscribed or synchronised, what came from there, and where each side stands.

The calendar itself is the user's and can be undone; its events and the state of the exchange are ledgers.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped

from il_desktop.domain.walltime import WallTime
from il_desktop.models.base import LEDGER, STRICT, Base
from il_desktop.models.columns import (
    flag,
    instant,
    json_list,
    json_value,
    line,
    loose_key,
    one_of,
    prose,
    unique_even_null,
    wall,
    whole,
    zone,
)
from il_desktop.models.settings import AUDIENCES


class CalendarFeed(Base):
    """A calendar elsewhere: read only from an address or file, or synchronised both ways with a server."""

    __tablename__ = "calendar_feed"
    __table_args__ = STRICT
    name: Mapped[str] = line()
    kind: Mapped[str] = one_of("url", "file", "caldav")
    place: Mapped[str] = line(1000)
    user: Mapped[str | None] = line()
    color_key: Mapped[str] = line(32)
    shows_as: Mapped[str] = one_of("busy", "free", default="busy")
    audience: Mapped[str | None] = one_of(*AUDIENCES)
    refresh_min: Mapped[int] = whole(5, 10080, default=60)
    is_on: Mapped[bool] = flag(default=True)


class FeedState(Base):
    """How far the exchange with one calendar has come, and what its last attempt met with."""

    __tablename__ = "feed_state"
    __table_args__ = (unique_even_null("feed_state", "feed_id"), LEDGER)
    feed_id: Mapped[str] = loose_key()
    etag: Mapped[str | None] = line(1000)
    last_modified: Mapped[str | None] = line()
    sync_token: Mapped[str | None] = line(2000)
    tried_at: Mapped[datetime | None] = instant()
    fetched_at: Mapped[datetime | None] = instant()
    problem: Mapped[str | None] = line(64)
    detail: Mapped[str | None] = prose()


class FeedEvent(Base):
    """One event of a subscribed calendar, busy time and never a block; each refresh replaces them all."""

    __tablename__ = "feed_event"
    __table_args__ = LEDGER
    feed_id: Mapped[str] = loose_key()
    key: Mapped[str] = line(1000)
    title: Mapped[str | None] = line()
    starts_local: Mapped[WallTime] = wall(index=True)
    ends_local: Mapped[WallTime] = wall(index=True)
    tz: Mapped[str] = zone()
    all_day: Mapped[bool] = flag()
    rule: Mapped[str | None] = prose()
    holes: Mapped[tuple[Any, ...]] = json_list()
    is_busy: Mapped[bool] = flag(default=True)


class SyncItem(Base):
    """One resource on a server and what of ours it stands for.

    `theirs` holds the rest of what is remembered of it, whatever its state: their text as both sides agreed on it last,
    what is being written, and of a conflict their new text.
    """

    __tablename__ = "sync_item"
    __table_args__ = (unique_even_null("sync_item", "feed_id", "href"), LEDGER)
    feed_id: Mapped[str] = loose_key()
    href: Mapped[str] = line(1000)
    uid: Mapped[str] = line(1000)
    source_ref: Mapped[str | None] = line()
    etag: Mapped[str | None] = line(1000)
    base_hash: Mapped[str | None] = line(64)
    state: Mapped[str] = one_of("synced", "pushing", "conflict", "refused", "gone", default="synced")
    theirs: Mapped[Any | None] = json_value()
