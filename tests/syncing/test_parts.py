"""A series that goes out as several rules, or date by date: edits of one piece on the server come back to its dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.commands.school import SpanDraft
from il_desktop.domain.blocks import BlockRef
from il_desktop.domain.series_draft import SeriesDraft
from il_desktop.queries import sync
from il_desktop.syncing.conflicts import settle
from tests.syncing.dav_server import DavServer, dav_server
from tests.syncing.world import at, ours, run_sync, set_up, theirs

ZONE = ";TZID=America/New_York:"


@pytest.fixture
def server(desk: Desk) -> Iterator[DavServer]:
    with dav_server() as made:
        set_up(desk, made.calendar_url)
        yield made


@pytest.fixture
def school(desk: Desk) -> None:
    """A year of A and B days, with two days off."""
    desk.run(commands.school.add_span, SpanDraft("year", "2025-26", date(2025, 8, 18), date(2026, 6, 8)))
    desk.run(commands.school.add_span, SpanDraft("holiday", "Break", date(2026, 2, 16), date(2026, 2, 17)))


def tuesdays(desk: Desk) -> str:
    """Two Tuesdays a month at 7:30, from January to May: two rules."""
    draft = SeriesDraft(
        "Council", "office_work", at("2026-01-13T07:30"), 30, "FREQ=MONTHLY;BYDAY=2TU,4TU",
        until_on=date(2026, 5, 31), on_no_school="keep",
    )  # fmt: skip
    return desk.run(commands.series.create_series, draft)


def contact_days(desk: Desk, rule: str = "{}") -> str:
    draft = SeriesDraft(
        "Bus duty", "office_work", at("2026-01-20T07:30"), 15, rule, rule_kind="school", until_on=date(2026, 4, 30)
    )
    return desk.run(commands.series.create_series, draft)


def piece(server: DavServer, day: str = "20260113") -> tuple[str, str]:
    """Return address and text of the piece that begins on a day."""
    return next((path, text) for path, text in server.texts().items() if f"DTSTART{ZONE}{day}T" in text)


def edit(server: DavServer, old: str, new: str, day: str = "20260113") -> None:
    path, text = piece(server, day)
    assert old in text
    server.put_there(path, text.replace(old, new))


def without(server: DavServer, day: str, first: str = "20260113") -> None:
    """Leave one date of a piece out, as another program does."""
    edit(server, "RRULE:", f"EXDATE{ZONE}{day}T073000\r\nRRULE:", first)


def with_moved(server: DavServer, day: str, start: str, end: str, first: str = "20260113") -> None:
    """Move one date of a piece inside its resource."""
    _, text = piece(server, first)
    uid = next(line for line in text.splitlines() if line.startswith("UID:"))
    lines = (
        "BEGIN:VEVENT", uid, "DTSTAMP:20260101T000000Z", f"RECURRENCE-ID{ZONE}{day}T073000",
        f"DTSTART{ZONE}{start}", f"DTEND{ZONE}{end}", "SUMMARY:Office work", "END:VEVENT", "END:VCALENDAR",
    )  # fmt: skip
    edit(server, "END:VCALENDAR", "\r\n".join(lines), first)


def equal(desk: Desk, server: DavServer) -> None:
    assert ours(desk) == theirs(server.client())
    assert run_sync(desk, server.client()).is_quiet


def starts(desk: Desk) -> list[str]:
    return [start[:16] for start, _ in ours(desk)]


def test_a_school_rule_goes_up_as_few_rules_and_stays_the_same(desk, server, school):
    contact_days(desk)
    assert run_sync(desk, server.client()).sent == 1
    (text,) = server.texts().values()
    assert "20260216T073000,20260217T073000" in text
    before = server.texts()
    server.asked.clear()
    assert run_sync(desk, server.client()).is_quiet
    assert server.asked == {"REPORT": 1}
    assert server.texts() == before
    equal(desk, server)


def test_a_date_left_out_of_one_piece_is_off_here_and_no_other(desk, server):
    tuesdays(desk)
    run_sync(desk, server.client())
    assert len(server.items) == 2
    before = starts(desk)
    without(server, "20260210")
    found = run_sync(desk, server.client())
    assert (found.changed, found.conflicts) == (1, 0)
    assert starts(desk) == [each for each in before if not each.startswith("2026-02-10")]
    equal(desk, server)
    assert desk.undo().op == "sync.pull"
    assert starts(desk) == before
    run_sync(desk, server.client())
    equal(desk, server)


def test_the_first_date_left_out_of_a_piece_gives_the_rest_a_new_name(desk, server):
    tuesdays(desk)
    run_sync(desk, server.client())
    before = starts(desk)
    without(server, "20260113")
    run_sync(desk, server.client())
    assert starts(desk) == before[1:]
    equal(desk, server)


def test_a_moved_date_of_a_piece_is_moved_here_and_comes_once(desk, server):
    tuesdays(desk)
    run_sync(desk, server.client())
    count = len(ours(desk))
    with_moved(server, "20260210", "20260211T100000", "20260211T103000")
    found = run_sync(desk, server.client())
    assert (found.changed, found.conflicts) == (1, 0)
    assert "2026-02-11T15:00" in starts(desk)
    assert "2026-02-10T12:30" not in starts(desk)
    assert len(ours(desk)) == count
    equal(desk, server)


def test_a_date_that_somebody_moved_here_meanwhile_is_a_conflict(desk, server):
    series = tuesdays(desk)
    run_sync(desk, server.client())
    desk.run(commands.schedule.move_block, BlockRef.parse(f"{series}@2026-02-10"), at("2026-02-10T13:00"))
    with_moved(server, "20260210", "20260211T100000", "20260211T103000")
    assert run_sync(desk, server.client()).conflicts == 1
    assert "2026-02-10T18:00" in starts(desk)
    (waiting,) = desk.read(sync.conflicts)
    settle(desk, waiting.id, "mine")
    run_sync(desk, server.client())
    assert not desk.read(sync.conflicts)
    equal(desk, server)
    assert "2026-02-10T18:00" in starts(desk)


@pytest.mark.parametrize("choice", ["mine", "theirs", "both"])
def test_a_deleted_piece_asks_and_takes_its_own_dates_alone(desk, server, choice):
    series = tuesdays(desk)
    run_sync(desk, server.client())
    before = starts(desk)
    second = [each for each in before if 8 <= int(each[8:10]) <= 14]
    server.drop(piece(server)[0])
    assert run_sync(desk, server.client()).conflicts == 1
    assert starts(desk) == before
    (waiting,) = desk.read(sync.conflicts)
    settle(desk, waiting.id, choice)
    run_sync(desk, server.client())
    assert starts(desk) == ([each for each in before if each not in second] if choice == "theirs" else before)
    assert desk.read(lambda reader: reader.value("SELECT count(*) FROM block_series WHERE id = ?", (series,))) == 1
    assert not desk.read(sync.conflicts)
    equal(desk, server)


@pytest.mark.parametrize("choice", ["mine", "theirs", "both"])
def test_a_piece_moved_as_a_whole_asks_and_loses_no_date(desk, server, choice):
    tuesdays(desk)
    run_sync(desk, server.client())
    before = starts(desk)
    path, text = piece(server)
    later = text.replace("T073000", "T090000").replace("T080000", "T093000").replace("T123000Z", "T140000Z")
    server.put_there(path, later.replace("T113000Z", "T130000Z"))
    assert run_sync(desk, server.client()).conflicts == 1
    assert starts(desk) == before
    (waiting,) = desk.read(sync.conflicts)
    settle(desk, waiting.id, choice)
    run_sync(desk, server.client())
    assert not desk.read(sync.conflicts)
    assert len(starts(desk)) == len(before) * (2 if choice == "both" else 1) - (
        len([each for each in before if int(each[8:10]) > 14]) if choice == "both" else 0
    )
    assert ("2026-02-10T12:30" in starts(desk)) == (choice != "theirs")
    assert ("2026-02-10T14:00" in starts(desk)) == (choice != "mine")
    equal(desk, server)


def test_dates_of_contact_days_come_back_to_the_right_dates(desk, server, school):
    series = contact_days(desk)
    run_sync(desk, server.client())
    without(server, "20260203", "20260120")
    with_moved(server, "20260205", "20260205T100000", "20260205T101500", "20260120")
    found = run_sync(desk, server.client())
    assert (found.changed, found.conflicts) == (1, 0)
    rows = desk.read(
        lambda reader: reader.rows(
            "SELECT occurrence_on, starts_local, state FROM time_block WHERE series_id = ? ORDER BY 1", (series,)
        )
    )
    assert rows == [
        ("2026-02-03", "2026-02-03T07:30", "cancelled"),
        ("2026-02-05", "2026-02-05T10:00", "planned"),
    ]
    equal(desk, server)


def test_a_series_that_goes_date_by_date_comes_back_date_by_date(desk, server, school):
    series = contact_days(desk, '{"month_nth":3}')
    run_sync(desk, server.client())
    assert sorted(text.partition("DTSTART:")[2][:8] for text in server.texts().values()) == [
        "20260204", "20260304", "20260403",
    ]  # fmt: skip
    path, text = next((path, text) for path, text in server.texts().items() if "DTSTART:20260204T" in text)
    server.put_there(path, text.replace("T123000Z", "T150000Z").replace("T124500Z", "T151500Z"))
    server.drop(next(path for path, text in server.texts().items() if "DTSTART:20260304T" in text))
    found = run_sync(desk, server.client())
    assert (found.changed, found.removed, found.conflicts) == (1, 1, 0)
    assert starts(desk) == ["2026-02-04T15:00", "2026-04-03T11:30"]
    assert desk.read(lambda reader: reader.value("SELECT count(*) FROM block_series WHERE id = ?", (series,))) == 1
    equal(desk, server)


def test_pieces_that_grow_out_of_the_dates_are_not_on_the_server_twice(desk, server, fixed_clock):
    draft = SeriesDraft(
        "Council", "office_work", at("2026-01-13T07:30"), 30, "FREQ=MONTHLY;BYDAY=2TU,4TU", on_no_school="keep"
    )
    desk.run(commands.series.create_series, draft)
    run_sync(desk, server.client())
    names = set(server.items)
    fixed_clock.advance(hours=24 * 10)
    assert run_sync(desk, server.client()).is_quiet
    fixed_clock.advance(hours=24 * 215)
    run_sync(desk, server.client())
    assert not names & set(server.items)
    there = [start for start, _ in theirs(server.client())]
    assert len(there) == len(set(there))
    assert there == [start for start, _ in ours(desk) if start >= "2026-02-01"]
    assert run_sync(desk, server.client()).is_quiet
