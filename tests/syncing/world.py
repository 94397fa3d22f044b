"""Two sides to be compared: the principal's file, and another program that writes to the same server."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import icalendar
import recurring_ical_events

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.blocks import BlockRef
from il_desktop.domain.series_draft import SeriesDraft
from il_desktop.domain.walltime import WallTime
from il_desktop.interchange.caldav.client import CalendarClient
from il_desktop.queries import agenda, sync
from il_desktop.queries.calendar import school_calendar
from il_desktop.syncing.run import synchronise
from il_desktop.syncing.steps import SyncOutcome, drive

FIRST, LAST = date(2025, 12, 1), date(2026, 5, 31)
VISIT = "visit"


def at(text: str) -> WallTime:
    return WallTime.parse(text)


def run_sync(desk: Desk, client: CalendarClient) -> SyncOutcome:
    return drive(synchronise(desk, desk.read(sync.calendars)[0], client))


def set_up(desk: Desk, url: str, audience: str = "me") -> None:
    desk.run(commands.sync.set_up, "School", url, "principal", audience)


def add(desk: Desk, title: str, start: str, end: str, **more: object) -> BlockRef:
    return BlockRef(
        desk.run(commands.schedule.create_block, BlockDraft(title, "office_work", at(start), at(end), **more))
    )


def add_series(desk: Desk, title: str, start: str, minutes: int, rule: str, until: str) -> str:
    draft = SeriesDraft(
        title, "office_work", at(start), minutes, rule, until_on=date.fromisoformat(until), on_no_school="keep"
    )
    return desk.run(commands.series.create_series, draft)


def event(uid: str, start: str, end: str, *lines: str, summary: str = "") -> str:
    """Another program's event; times like 20260120T140000Z."""
    body = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Other//Program//EN",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        "DTSTAMP:20260101T000000Z",
        f"DTSTART:{start}",
        f"DTEND:{end}",
        f"SUMMARY:{summary or uid}",
        *lines,
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "\r\n".join(body) + "\r\n"


def put(client: CalendarClient, uid: str, text: str) -> None:
    """Write as another program does: whatever is there is replaced."""
    href = client.href_for(uid)
    known = client.fetch([href]).get(href)
    client.put(href, text, known.etag if known else None)


def remove(client: CalendarClient, href: str) -> None:
    client.delete(href, client.fetch([href])[href].etag)


def texts(client: CalendarClient) -> dict[str, str]:
    return {href: each.text for href, each in client.fetch(client.changes("").etags).items()}


def theirs(client: CalendarClient, first: date = FIRST, last: date = LAST) -> list[tuple[str, str]]:
    """Every date on the server, as an independent engine sees it."""
    found: list[tuple[str, str]] = []
    for text in texts(client).values():
        calendar = icalendar.Calendar.from_ical(text)
        dates = recurring_ical_events.of(calendar).between(first, last + timedelta(days=1))
        found += [(_utc(each["DTSTART"].dt), _utc(each["DTEND"].dt)) for each in dates]
    return sorted(found)


def ours(desk: Desk, first: date = FIRST, last: date = LAST) -> list[tuple[str, str]]:
    items = desk.read(agenda.agenda, first, last, desk.cached(school_calendar))
    return sorted(
        (item.start.day.isoformat(), item.end.day.isoformat())
        if item.all_day
        else (_utc(datetime.fromisoformat(item.start_iso)), _utc(datetime.fromisoformat(item.end_iso)))
        for item in items
    )


def titles(desk: Desk) -> list[str]:
    return sorted(item.title for item in desk.read(agenda.agenda, FIRST, LAST, desk.cached(school_calendar)))


def _utc(moment: date) -> str:
    return moment.astimezone(UTC).isoformat() if isinstance(moment, datetime) else moment.isoformat()
