"""Refreshes subscribed calendars: ask or open, read in the process apart, replace what was known, or say why not.

`look` needs no file of ours and runs beside the window; `settle` writes.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.errors import BadFile, SyncProblem, UserFacingError
from il_desktop.interchange.caldav.transport import host_of
from il_desktop.interchange.feed_fetch import Fetched, fetch
from il_desktop.interchange.ics.feed_rows import FeedRow, feed_rows
from il_desktop.interchange.worker import read_isolated
from il_desktop.queries.feeds import Feed, known_events
from il_desktop.syncing.losses import Lost, is_a_loss


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of looking: rows, None when the calendar is as it was, or a problem."""

    feed: Feed
    rows: tuple[FeedRow, ...] | None = None
    etag: str = ""
    last_modified: str = ""
    problem: UserFacingError | None = None


def look(feed: Feed, school_tz: str) -> Looked:
    """Fetch and read one calendar."""
    try:
        if feed.kind == "file":
            return Looked(feed, tuple(feed_rows(read_isolated(Path(feed.place), school_tz))))
        answer = fetch(feed.place, feed.etag if feed.events else "", feed.last_modified if feed.events else "")
        return Looked(feed, _read(answer, school_tz), answer.etag, answer.last_modified)
    except (SyncProblem, BadFile) as problem:
        return Looked(feed, problem=problem)


def settle(desk: Desk, looked: Looked, lost: Lost = Lost.ASK) -> UserFacingError | None:
    """Write what came of it; return the problem there was. What was read before a failure stays.

    A calendar that lost more than half of its entries is the problem `shrunk`, unless `lost` says what to do about it.
    """
    problem = looked.problem
    shrunk = None if lost is Lost.TAKE else _shrunk(desk, looked)
    if shrunk is not None and lost is Lost.KEEP:
        desk.run(commands.feeds.keep_known, looked.feed.id, looked.etag, looked.last_modified)
        return None
    problem = problem or shrunk
    if isinstance(problem, SyncProblem | BadFile):
        desk.run(commands.feeds.note_failure, looked.feed.id, problem.reason, problem.detail)
    else:
        desk.run(
            commands.feeds.take_refresh,
            looked.feed.id,
            looked.rows,
            etag=looked.etag,
            last_modified=looked.last_modified,
        )
    return problem


def _shrunk(desk: Desk, looked: Looked) -> SyncProblem | None:
    """Say how many entries are missing where they are too many; some calendars name all entries anew each time."""
    if looked.rows is None:
        return None
    known = desk.read(known_events, looked.feed.id)
    keys = {row.key[: commands.feeds.MAX_KEY] for row in looked.rows}
    contents = {(row.title, row.span.start.iso(), row.span.end.iso(), row.rule) for row in looked.rows}
    lost = sum(key not in keys and content not in contents for key, content in known)
    if not is_a_loss(lost, len(known)):
        return None
    place = looked.feed.place
    where = host_of(place) if looked.feed.kind == "url" else Path(place).name
    return SyncProblem(reason="shrunk", host=where, detail=f"{lost}/{len(known)}")


def _read(answer: Fetched, school_tz: str) -> tuple[FeedRow, ...] | None:
    if answer.data is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "subscription.ics"
        path.write_bytes(answer.data)
        return tuple(feed_rows(read_isolated(path, school_tz)))
