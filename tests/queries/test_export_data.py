"""An export holds the agenda's instances, every one of them, and no word that was not meant to leave."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.domain import zones
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.blocks import BlockRef
from il_desktop.domain.walltime import WallTime
from il_desktop.interchange.ics.records import Audience
from il_desktop.interchange.ics.write import join, plan_export, write_calendar
from il_desktop.queries.agenda import agenda
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.export_data import export_source
from il_desktop.queries.settings import settings

FIRST, LAST = date(2025, 7, 1), date(2026, 6, 30)


def _source(desk, first=FIRST, last=LAST):
    return desk.read(export_source, first, last, desk.cached(school_calendar), desk.cached(settings).tz)


def _bytes(desk, audience: Audience, first=FIRST, last=LAST) -> bytes:
    return join(write_calendar(plan_export(_source(desk, first, last), audience)))


def _instants(events) -> list[tuple[str, str]]:
    return sorted(
        (zones.iso_with_offset(event.span.start, event.tz), zones.iso_with_offset(event.span.end, event.tz))
        for event in events
    )


@pytest.mark.parametrize(
    ("first", "last"),
    [(FIRST, LAST), (date(2025, 10, 27), date(2025, 11, 9)), (date(2026, 1, 16), date(2026, 1, 16))],
)
def test_an_export_holds_what_the_agenda_shows(sample_desk, first, last):
    source = _source(sample_desk, first, last)
    events = [*source.events, *(event for series in source.series for event in series.instances)]
    shown = sample_desk.read(agenda, first, last, sample_desk.cached(school_calendar))
    assert _instants(events) == sorted((item.start_iso, item.end_iso) for item in shown)


def test_an_occurrence_keeps_its_identity_when_it_becomes_a_row(sample_desk):
    def identities() -> dict[str, str]:
        source = _source(sample_desk)
        return {event.source: event.span.start.iso() for series in source.series for event in series.instances}

    before = identities()
    key = next(key for key in before if before[key] > "2026-01-17")
    series_id, on = key.split("@")[:2]
    ref = BlockRef(series_id=series_id, on=date.fromisoformat(on))
    sample_desk.run(commands.schedule.move_block, ref, WallTime.parse(before[key]).plus(15))
    after = identities()
    assert after.keys() == before.keys()
    assert after[key] != before[key]


CANARY = "walnutcanary"


@pytest.mark.parametrize("audience", Audience)
def test_no_private_word_leaves_for_anybody(sample_desk, audience):
    calendar = sample_desk.cached(school_calendar)
    for item in sample_desk.read(agenda, date(2026, 1, 19), date(2026, 1, 23), calendar)[:10]:
        sample_desk.run(commands.schedule.edit_block, item.ref, title=CANARY, note=CANARY, place=CANARY)
    data = _bytes(sample_desk, audience).decode().replace("\r\n ", "").casefold()
    assert CANARY not in data
    names = sample_desk.read(lambda reader: reader.rows("SELECT given, family FROM person"))
    words = set(data.replace("\\", " ").replace(",", " ").replace(":", " ").split())
    assert not words & {word.casefold() for row in names for word in row}
    for sql in ("SELECT note FROM time_block", "SELECT place FROM time_block", "SELECT evidence_text FROM visit"):
        for (text,) in sample_desk.read(lambda reader, sql=sql: reader.rows(sql)):
            assert not text or len(text) < 8 or text.casefold() not in data


def test_the_public_sees_what_is_marked_public_and_the_school_calendar_alone(sample_desk):
    def texts(sql: str) -> set[str]:
        return {row[0] for row in sample_desk.read(lambda reader: reader.rows(sql))}

    public = texts("SELECT title FROM time_block WHERE is_public = 1")
    free = texts("SELECT name FROM calendar_span WHERE kind = 'holiday'")
    terms = texts("SELECT name FROM calendar_span WHERE kind = 'term'")
    data = _bytes(sample_desk, Audience.PUBLIC).decode().replace("\r\n ", "").replace("\\,", ",")
    shown = {line.removeprefix("SUMMARY:") for line in data.split("\r\n") if line.startswith("SUMMARY:")}
    allowed = public | free | {f"{part} day of {term}" for term in terms for part in ("First", "Last")}
    assert free <= shown <= allowed | {"School event"}
    assert "CATEGORIES" not in data
    assert "DESCRIPTION" not in data


def test_a_block_marked_public_goes_out_with_its_title_to_the_public_alone(desk):
    start = WallTime.at(date(2026, 1, 20), 17)
    draft = BlockDraft("Science fair", "community", start, start.plus(90), is_public=True)
    desk.run(commands.schedule.create_block, draft)
    assert b"SUMMARY:Science fair\r\n" in _bytes(desk, Audience.PUBLIC)
    assert b"Science fair" not in _bytes(desk, Audience.OFFICE)


def test_an_empty_range_is_a_whole_calendar_without_events(desk):
    data = _bytes(desk, Audience.ME)
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"VEVENT" not in data
