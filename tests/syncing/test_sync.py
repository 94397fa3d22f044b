from __future__ import annotations

import pytest

from il_desktop import commands
from il_desktop.domain.blocks import BlockRef, Scope
from il_desktop.domain.errors import SyncProblem
from il_desktop.interchange.caldav.client import CalendarClient
from il_desktop.interchange.caldav.transport import Answer, HttpTransport, Request
from il_desktop.queries import sync
from il_desktop.syncing.conflicts import settle
from il_desktop.syncing.run import synchronise
from il_desktop.syncing.steps import drive
from tests.syncing.world import (
    add,
    add_series,
    at,
    event,
    ours,
    put,
    remove,
    run_sync,
    set_up,
    texts,
    theirs,
    titles,
)


@pytest.fixture
def client(radicale, desk):
    set_up(desk, radicale.calendar_url)
    return radicale.client()


def changed(client, old: str, new: str) -> None:
    """Let another program replace words in the one resource that holds them."""
    href, text = next((href, text) for href, text in texts(client).items() if old in text)
    client.put(href, text.replace(old, new), client.fetch([href])[href].etag)


def test_calendars_of_an_account_are_found(radicale):
    radicale.make_calendar("other")
    found = radicale.client(radicale.url).calendars()
    assert sorted((each.name, each.is_writable) for each in found) == [("Other", True), ("School", True)]


def test_both_sides_are_equal_after_the_first_run_and_the_second_does_nothing(desk, client):
    add(desk, "Ms. Lee's review", "2026-01-20T09:00", "2026-01-20T10:00", note="a private note")
    add_series(desk, "Huddle", "2026-01-19T07:30", 15, "FREQ=WEEKLY;BYDAY=MO,WE", "2026-03-31")
    put(client, "council", event("council", "20260122T180000Z", "20260122T190000Z"))
    outcome = run_sync(desk, client)
    assert (outcome.new, outcome.sent) == (1, 2)
    assert ours(desk) == theirs(client)
    assert "council" in titles(desk)
    sent = "".join(texts(client).values())
    assert "Lee" not in sent
    assert "private" not in sent
    assert "METHOD" not in sent
    assert run_sync(desk, client).is_quiet


def test_changes_of_both_sides_arrive_and_unknown_properties_stay(desk, client):
    block = add(desk, "Budget", "2026-01-20T09:00", "2026-01-20T10:00")
    put(
        client,
        "council",
        event("council", "20260122T180000Z", "20260122T190000Z", "X-SEATS:40", "ATTENDEE:mailto:a@b.c"),
    )
    run_sync(desk, client)
    changed(client, "DTSTART:20260120T140000Z", "DTSTART:20260120T133000Z")
    key = desk.read(lambda reader: reader.value("SELECT id FROM time_block WHERE title = 'council'"))
    desk.run(commands.schedule.move_block, BlockRef(key), at("2026-01-23T13:00"))
    outcome = run_sync(desk, client)
    assert (outcome.changed, outcome.updated) == (1, 1)
    assert ours(desk) == theirs(client)
    kept = next(text for text in texts(client).values() if "council" in text)
    assert "X-SEATS:40" in kept
    assert "ATTENDEE:mailto:a@b.c" in kept
    span = desk.read(lambda r: r.row("SELECT title, starts_local FROM time_block WHERE id = ?", (block.block_id,)))
    assert span == ("Budget", "2026-01-20T08:30")


def test_deletions_of_both_sides_arrive(desk, client):
    mine = add(desk, "Budget", "2026-01-20T09:00", "2026-01-20T10:00")
    add(desk, "Letters", "2026-01-21T09:00", "2026-01-21T10:00")
    put(client, "council", event("council", "20260122T180000Z", "20260122T190000Z"))
    run_sync(desk, client)
    desk.run(commands.schedule.delete_block, mine)
    remove(client, client.href_for("council"))
    outcome = run_sync(desk, client)
    assert (outcome.removed, outcome.deleted) == (1, 1)
    assert titles(desk) == ["Letters"]
    assert len(theirs(client)) == 1


def test_an_edit_wins_over_a_deletion_whichever_side_it_is_on(desk, client):
    mine = add(desk, "Budget", "2026-01-20T09:00", "2026-01-20T10:00")
    other = add(desk, "Letters", "2026-01-21T09:00", "2026-01-21T10:00")
    run_sync(desk, client)
    first = next(href for href, text in texts(client).items() if "20260120T140000Z" in text)
    remove(client, first)
    desk.run(commands.schedule.move_block, mine, at("2026-01-20T11:00"))
    changed(client, "DTEND:20260121T150000Z", "DTEND:20260121T153000Z")
    desk.run(commands.schedule.delete_block, other)
    outcome = run_sync(desk, client)
    assert outcome.kept == 2
    assert ours(desk) == theirs(client)
    assert len(ours(desk)) == 2


@pytest.mark.parametrize("choice", ["mine", "theirs", "both"])
def test_a_conflict_is_kept_until_the_user_decides(desk, client, choice):
    mine = add(desk, "Budget", "2026-01-20T09:00", "2026-01-20T10:00")
    run_sync(desk, client)
    desk.run(commands.schedule.move_block, mine, at("2026-01-20T13:00"))
    changed(client, "DTSTART:20260120T140000Z", "DTSTART:20260120T133000Z")
    assert run_sync(desk, client).conflicts == 1
    assert run_sync(desk, client).conflicts == 1  # nothing is decided by waiting
    (found,) = desk.read(sync.conflicts)
    assert (found.title, found.state) == ("Budget", "conflict")
    assert "20260120T133000Z" in (found.theirs or "")
    assert ("2026-01-20T18:00:00+00:00", "2026-01-20T19:00:00+00:00") in ours(desk)
    settle(desk, found.id, choice)
    assert run_sync(desk, client).conflicts == 0
    assert ours(desk) == theirs(client)
    assert [start[11:16] for start, _ in ours(desk)] == {
        "mine": ["18:00"],
        "theirs": ["13:30"],
        "both": ["13:30", "18:00"],
    }[choice]
    assert run_sync(desk, client).is_quiet


def test_undoing_what_came_in_leaves_the_server_alone_and_does_not_bring_it_back(desk, client):
    put(client, "council", event("council", "20260122T180000Z", "20260122T190000Z"))
    run_sync(desk, client)
    assert desk.undo().op == "sync.pull"
    assert titles(desk) == []
    for _ in range(2):
        assert run_sync(desk, client).is_quiet
    assert len(theirs(client)) == 1
    assert titles(desk) == []
    changed(client, "DTSTART:20260122T180000Z", "DTSTART:20260122T183000Z")
    assert run_sync(desk, client).new == 1
    assert ours(desk) == theirs(client)


def test_redoing_what_came_in_agrees_again(desk, client):
    put(client, "council", event("council", "20260122T180000Z", "20260122T190000Z"))
    run_sync(desk, client)
    desk.undo()
    run_sync(desk, client)
    desk.redo()
    assert run_sync(desk, client).is_quiet
    assert ours(desk) == theirs(client)


def test_undoing_a_change_that_came_in_sends_the_old_time_back(desk, client):
    put(client, "council", event("council", "20260122T180000Z", "20260122T190000Z"))
    run_sync(desk, client)
    changed(client, "DTSTART:20260122T180000Z", "DTSTART:20260122T183000Z")
    run_sync(desk, client)
    desk.undo()
    assert run_sync(desk, client).updated == 1
    assert ours(desk) == theirs(client) == [("2026-01-22T18:00:00+00:00", "2026-01-22T19:00:00+00:00")]
    assert run_sync(desk, client).is_quiet


def test_undoing_a_deletion_that_came_in_puts_the_event_back_on_the_server_as_it_was(desk, client):
    put(client, "council", event("council", "20260122T180000Z", "20260122T190000Z", "X-SEATS:40"))
    run_sync(desk, client)
    remove(client, client.href_for("council"))
    assert run_sync(desk, client).removed == 1
    desk.undo()
    assert run_sync(desk, client).sent == 1
    assert "X-SEATS:40" in "".join(texts(client).values())
    assert ours(desk) == theirs(client)


def test_a_private_note_on_a_pulled_event_survives_changes_and_never_leaves(desk, client):
    put(client, "council", event("council", "20260122T180000Z", "20260122T190000Z"))
    run_sync(desk, client)
    key = desk.read(lambda reader: reader.value("SELECT id FROM time_block WHERE title = 'council'"))
    desk.run(commands.schedule.edit_block, BlockRef(key), note="canary-note")
    changed(client, "DTSTART:20260122T180000Z", "DTSTART:20260122T183000Z")
    run_sync(desk, client)
    assert desk.read(lambda reader: reader.value("SELECT note FROM time_block WHERE id = ?", (key,))) == "canary-note"
    assert "canary" not in "".join(texts(client).values())


def test_dates_of_our_series_are_moved_and_left_out_by_the_server(desk, client):
    add_series(desk, "Huddle", "2026-01-19T07:30", 15, "FREQ=WEEKLY;BYDAY=MO,WE", "2026-03-31")
    run_sync(desk, client)
    ((href, text),) = texts(client).items()
    line = "EXDATE;TZID=America/New_York:20260126T073000\r\n"
    moved = (
        "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\nRECURRENCE-ID;TZID=America/New_York:20260128T073000\r\n"
        "DTSTART;TZID=America/New_York:20260128T100000\r\nDTEND;TZID=America/New_York:20260128T101500\r\n"
        "SUMMARY:Office work\r\nEND:VEVENT\r\n"
    )
    uid = next(row for row in text.splitlines() if row.startswith("UID:"))[4:]
    text = text.replace("RRULE:", line + "RRULE:").replace("END:VCALENDAR", moved.format(uid=uid) + "END:VCALENDAR")
    client.put(href, text, client.fetch([href])[href].etag)
    assert run_sync(desk, client).changed == 1
    assert ours(desk) == theirs(client)
    assert ("2026-01-28T15:00:00+00:00", "2026-01-28T15:15:00+00:00") in ours(desk)
    assert run_sync(desk, client).is_quiet


def test_our_own_change_of_one_date_goes_out_inside_the_series(desk, client):
    series = add_series(desk, "Huddle", "2026-01-19T07:30", 15, "FREQ=WEEKLY;BYDAY=MO,WE", "2026-03-31")
    run_sync(desk, client)
    desk.run(commands.schedule.move_block, BlockRef.parse(f"{series}@2026-01-26"), at("2026-01-26T16:00"))
    desk.run(commands.schedule.delete_block, BlockRef.parse(f"{series}@2026-01-28"))
    run_sync(desk, client)
    assert len(texts(client)) == 1
    assert ours(desk) == theirs(client)
    desk.run(commands.series.delete_series, BlockRef.parse(f"{series}@2026-02-02"), Scope.ALL)
    assert run_sync(desk, client).deleted >= 1
    assert ours(desk) == theirs(client)


def test_a_date_of_their_series_that_is_moved_here_is_moved_there(desk, client):
    put(
        client,
        "weekly",
        event("weekly", "20260120T140000Z", "20260120T150000Z", "RRULE:FREQ=WEEKLY;COUNT=6", "X-KEEP:1"),
    )
    run_sync(desk, client)
    series = desk.read(lambda reader: reader.value("SELECT id FROM block_series WHERE title = 'weekly'"))
    assert ours(desk) == theirs(client)
    desk.run(commands.schedule.move_block, BlockRef.parse(f"{series}@2026-01-27"), at("2026-01-27T16:00"))
    desk.run(commands.schedule.delete_block, BlockRef.parse(f"{series}@2026-02-03"))
    assert run_sync(desk, client).updated == 1
    assert ours(desk) == theirs(client)
    assert "X-KEEP:1" in "".join(texts(client).values())
    assert run_sync(desk, client).is_quiet


def test_an_event_outside_the_school_year_stays_on_the_server(desk, client):
    put(client, "old", event("old", "20190120T140000Z", "20190120T150000Z"))
    assert run_sync(desk, client).new == 0
    assert run_sync(desk, client).is_quiet
    assert len(texts(client)) == 1


def test_a_task_on_the_server_is_left_alone(desk, client):
    text = event("todo", "20260120T140000Z", "20260120T150000Z").replace("VEVENT", "VTODO").replace("DTEND", "DUE")
    put(client, "todo", text)
    assert run_sync(desk, client).is_quiet


def test_a_dry_run_changes_nothing(desk, client):
    add(desk, "Budget", "2026-01-20T09:00", "2026-01-20T10:00")
    put(client, "council", event("council", "20260122T180000Z", "20260122T190000Z"))
    outcome = drive(synchronise(desk, desk.read(sync.calendars)[0], client, dry_run=True))
    assert (outcome.new, outcome.sent) == (1, 1)
    assert len(texts(client)) == 1
    assert titles(desk) == ["Budget"]


def test_a_server_that_is_not_there_is_said_and_noted(desk, radicale):
    set_up(desk, radicale.calendar_url)
    radicale.kill()
    with pytest.raises(SyncProblem) as caught:
        run_sync(desk, radicale.client())
    assert caught.value.reason == "no_server"
    assert desk.read(sync.calendars)[0].problem == "no_server"


def test_starting_over_with_the_same_calendar_knows_what_is_on_both_sides(desk, client, radicale):
    block = add(desk, "Budget", "2026-01-20T09:00", "2026-01-20T10:00")
    put(client, "council", event("council", "20260122T180000Z", "20260122T190000Z"))
    put(client, "weekly", event("weekly", "20260120T140000Z", "20260120T150000Z", "RRULE:FREQ=WEEKLY;COUNT=6"))
    run_sync(desk, client)
    key = desk.read(lambda reader: reader.value("SELECT id FROM time_block WHERE title = 'council'"))
    desk.run(commands.schedule.edit_block, BlockRef(key), note="canary-note")
    desk.run(commands.sync.end, desk.read(sync.calendars)[0].id)
    set_up(desk, radicale.calendar_url)
    run_sync(desk, client)
    assert not desk.read(sync.conflicts)
    assert len(texts(client)) == 3
    assert ours(desk) == theirs(client)
    assert desk.read(lambda reader: reader.value("SELECT note FROM time_block WHERE id = ?", (key,))) == "canary-note"
    desk.run(commands.schedule.move_block, BlockRef(key), at("2026-01-22T15:00"))
    desk.run(commands.schedule.delete_block, block)
    outcome = run_sync(desk, client)
    assert (outcome.updated, outcome.deleted) == (1, 1)
    assert ours(desk) == theirs(client)
    assert "canary" not in "".join(texts(client).values())


def test_a_server_without_sync_tokens_is_kept_equal_all_the_same(desk, radicale):
    class Tokenless(HttpTransport):
        def send(self, request: Request) -> Answer:
            if b"sync-collection" in request.body:
                return Answer(403, {}, b"", request.url)
            return super().send(request)

    set_up(desk, radicale.calendar_url)
    client, plain = CalendarClient(Tokenless("principal", "secret"), radicale.calendar_url), radicale.client()
    mine = add(desk, "Budget", "2026-01-20T09:00", "2026-01-20T10:00")
    put(plain, "council", event("council", "20260122T180000Z", "20260122T190000Z"))
    put(plain, "board", event("board", "20260123T180000Z", "20260123T190000Z"))
    run_sync(desk, client)
    desk.run(commands.schedule.move_block, mine, at("2026-01-20T13:00"))
    changed(plain, "DTSTART:20260122T180000Z", "DTSTART:20260122T183000Z")
    remove(plain, plain.href_for("board"))
    outcome = run_sync(desk, client)
    assert (outcome.changed, outcome.removed, outcome.updated) == (1, 1, 1)
    assert ours(desk) == theirs(plain)
    assert run_sync(desk, client).is_quiet


def test_a_refused_event_is_said_kept_and_not_asked_again_until_it_changes(desk, radicale):
    class Narrow(HttpTransport):
        refused = 0

        def send(self, request: Request) -> Answer:
            if request.method == "PUT" and b"20260120T140000Z" in request.body:
                self.refused += 1
                return Answer(403, {}, b"", request.url)
            return super().send(request)

    set_up(desk, radicale.calendar_url)
    transport = Narrow("principal", "secret")
    client = CalendarClient(transport, radicale.calendar_url)
    mine = add(desk, "Budget", "2026-01-20T09:00", "2026-01-20T10:00")
    add(desk, "Letters", "2026-01-21T09:00", "2026-01-21T10:00")
    for _ in range(2):
        assert run_sync(desk, client).refused == 1
    assert transport.refused == 1
    assert len(texts(client)) == 1
    assert desk.read(sync.conflicts)[0].why == "status_403"
    desk.run(commands.schedule.move_block, mine, at("2026-01-20T13:00"))
    assert run_sync(desk, client).refused == 0
    assert ours(desk) == theirs(client)


def test_the_first_date_of_our_series_moved_by_the_server_comes_once(desk, client):
    add_series(desk, "Huddle", "2026-01-19T07:30", 15, "FREQ=WEEKLY;BYDAY=MO,WE", "2026-03-31")
    run_sync(desk, client)
    ((href, text),) = texts(client).items()
    uid = next(row for row in text.splitlines() if row.startswith("UID:"))
    moved = (
        f"BEGIN:VEVENT\r\n{uid}\r\nDTSTAMP:20260101T000000Z\r\nRECURRENCE-ID;TZID=America/New_York:20260119T073000\r\n"
        "DTSTART;TZID=America/New_York:20260119T200000\r\nDTEND;TZID=America/New_York:20260119T201500\r\n"
        "SUMMARY:Office work\r\nEND:VEVENT\r\nEND:VCALENDAR"
    )
    client.put(href, text.replace("END:VCALENDAR", moved), client.fetch([href])[href].etag)
    assert run_sync(desk, client).changed == 1
    assert ("2026-01-20T01:00:00+00:00", "2026-01-20T01:15:00+00:00") in ours(desk)
    assert ours(desk) == theirs(client)
    assert run_sync(desk, client).is_quiet
