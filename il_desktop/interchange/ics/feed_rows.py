"""What a subscribed calendar keeps of each event: when, how often and whether the time is taken. Never a block."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from il_desktop.domain.walltime import Span
from il_desktop.interchange.ics.incoming import CalendarRead, Incoming


class FeedRow(NamedTuple):
    """One event or series; `rule` holds its own end, `holes` are dates it leaves out or that stand on their own."""

    key: str
    title: str
    span: Span
    tz: str
    all_day: bool
    rule: str
    holes: tuple[date, ...]
    is_busy: bool


def feed_rows(read: CalendarRead) -> list[FeedRow]:
    """Return all events that can be shown, additional dates among them."""
    moved: dict[str, set[date]] = {}
    for event in read.events:
        if event.override_on:
            moved.setdefault(event.series_key, set()).add(event.override_on)
    return [
        FeedRow(
            event.key,
            event.summary,
            event.span,
            event.tz,
            event.all_day,
            _rule(event),
            tuple(sorted({*(event.repeat.holes if event.repeat else ()), *moved.get(event.key, ())})),
            not event.is_free,
        )
        for event in read.events
        if event.span and event.refusal is None
    ]


def _rule(event: Incoming) -> str:
    repeat = event.repeat
    if repeat is None:
        return ""
    if repeat.until_on:
        return f"{repeat.rule};UNTIL={repeat.until_on:%Y%m%d}"
    return f"{repeat.rule};COUNT={repeat.times}" if repeat.times else repeat.rule
