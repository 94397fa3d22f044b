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
from il_desktop.interchange.feed_fetch import Fetched, fetch
from il_desktop.interchange.ics.feed_rows import FeedRow, feed_rows
from il_desktop.interchange.worker import read_isolated
from il_desktop.queries.feeds import Feed


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


def settle(desk: Desk, looked: Looked) -> UserFacingError | None:
    """Write what came of it; return the problem there was. What was read before a failure stays."""
    problem = looked.problem
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


def _read(answer: Fetched, school_tz: str) -> tuple[FeedRow, ...] | None:
    if answer.data is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "subscription.ics"
        path.write_bytes(answer.data)
        return tuple(feed_rows(read_isolated(path, school_tz)))
