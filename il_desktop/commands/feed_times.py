"""What other calendars hold where something is placed, as the transaction sees it: told in the step, asked about never.

A busy time elsewhere displaces nothing of one's own and undo takes the placement back, so it is no question.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from il_desktop.commands.held_time import SchoolFacts
from il_desktop.domain.others_time import Busy, FeedEntry, busy_of, met_of
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.models.calendars import CalendarFeed, FeedEvent

_ONE_DAY = timedelta(days=1)
_EVENT, _FEED = FeedEvent.__table__.c, CalendarFeed.__table__.c
_COLUMNS = (
    select(
        _FEED.id, _FEED.name, _FEED.color_key, _EVENT.title, _EVENT.starts_local, _EVENT.ends_local, _EVENT.tz,
        _EVENT.all_day, _EVENT.rule, _EVENT.holes, _EVENT.is_busy,
    )
    .join_from(FeedEvent.__table__, CalendarFeed.__table__, _FEED.id == _EVENT.feed_id)
    .where(_FEED.is_on.is_(True), _FEED.kind != "caldav", _EVENT.is_busy.is_(True))
)  # fmt: skip


def busy_times(session: Session, span: Span, facts: SchoolFacts) -> list[Busy]:
    """Return the busy times of other calendars on the days of a span, whole days left out."""
    before, beyond = WallTime(span.start.day - _ONE_DAY, 0), WallTime(span.end.day + 2 * _ONE_DAY, 0)
    near = or_(_EVENT.rule.is_not(None), (_EVENT.starts_local < beyond) & (_EVENT.ends_local > before))
    found = [
        FeedEntry(
            feed, name, color, title or "Busy", Span(starts, ends), tz, all_day, rule or "", _dates(holes), is_busy
        )
        for feed, name, color, title, starts, ends, tz, all_day, rule, holes, is_busy in session.execute(
            _COLUMNS.where(near, _EVENT.all_day.is_(False))
        )
    ]
    return busy_of(found, span.start.day, span.end.day, facts.settings.tz) if found else []


def busy_met(session: Session, spans: Sequence[Span], facts: SchoolFacts) -> int:
    """Return how many busy times of other calendars any of some spans meets."""
    if not spans:
        return 0
    whole = Span(min(span.start for span in spans), max(span.end for span in spans))
    return len(met_of(busy_times(session, whole, facts), spans))


def _dates(holes: Sequence[str]) -> frozenset[date]:
    return frozenset(date.fromisoformat(day) for day in holes)
