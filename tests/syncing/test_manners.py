"""Servers read the standards in their own ways: with each of them nothing is lost and both sides end equal."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.blocks import BlockRef
from il_desktop.domain.errors import SyncProblem
from il_desktop.queries import sync
from il_desktop.wording.problems import problem_sentence
from tests.syncing.dav_server import CALENDAR, DavServer, dav_server
from tests.syncing.world import add, at, event, ours, run_sync, set_up, theirs, titles

BUDGET = ("2026-01-20T09:00", "2026-01-20T10:00")


@pytest.fixture
def server(desk: Desk) -> Iterator[DavServer]:
    with dav_server() as made:
        set_up(desk, made.calendar_url)
        yield made


def theirs_moved(server: DavServer, name: str, old: str, new: str) -> None:
    server.write(name, server.items[f"{CALENDAR}{name}.ics"][1].replace(old, new))


def exchanged(desk: Desk, server: DavServer) -> None:
    """Take both sides through everything that happens to events, each run ending equal."""
    mine = [add(desk, f"Own {n}", f"2026-01-{19 + n}T09:00", f"2026-01-{19 + n}T10:00") for n in range(3)]
    for n in range(3):
        server.write(f"their{n}", event(f"their{n}", f"202601{26 + n}T180000Z", f"202601{26 + n}T190000Z", "X-KEEP:1"))
    first = run_sync(desk, server.client())
    assert (first.new, first.sent, first.kept) == (3, 3, 0)
    assert ours(desk) == theirs(server.client())
    desk.run(commands.schedule.move_block, mine[0], at("2026-01-19T15:00"))
    desk.run(commands.schedule.delete_block, mine[1])
    key = desk.read(lambda reader: reader.value("SELECT id FROM time_block WHERE title = 'their1'"))
    desk.run(commands.schedule.move_block, BlockRef(key), at("2026-01-27T08:00"))
    theirs_moved(server, "their0", "T180000Z", "T173000Z")
    server.drop(f"{CALENDAR}their2.ics")
    found = run_sync(desk, server.client())
    assert (found.changed, found.removed, found.updated, found.deleted, found.conflicts) == (1, 1, 2, 1, 0)
    assert ours(desk) == theirs(server.client())
    assert sum("X-KEEP:1" in text for text in server.texts().values()) == 2
    assert run_sync(desk, server.client()).is_quiet


@pytest.mark.parametrize(
    "manners",
    [
        {},
        {"says_etag": False},
        {"is_weak": True},
        {"is_weak": True, "says_etag": False},
        {"has_sync": False},
        {"knows_tokens": False},
        {"page": 2},
        {"page": 2, "says_etag": False},
        {"listing_status": 507},
        {"log_in": "basic"},
        {"log_in": "digest"},
        {"log_in": "digest-sha"},
    ],
    ids=lambda manners: " ".join(f"{name}={value}" for name, value in manners.items()) or "plain",
)
def test_both_sides_end_equal_whatever_the_servers_manners(desk, server, manners):
    for name, value in manners.items():
        setattr(server.manners, name, value)
    exchanged(desk, server)


def reordered(text: str) -> str:
    """Say the same in other words, as a server does that keeps events in columns of its own."""
    head, _, rest = text.partition("BEGIN:VEVENT\r\n")
    inner, _, tail = rest.partition("END:VEVENT")
    lines = [line for line in inner.split("\r\n") if line and not line.startswith(("X-MICROSOFT", "CREATED"))]
    return f"{head}BEGIN:VEVENT\r\n" + "\r\n".join([*sorted(lines), "X-SERVER:1"]) + f"\r\nEND:VEVENT{tail}"


def _shortened(text: str) -> str:
    """Keep five letters of each title."""
    return re.sub(r"SUMMARY:(.{0,5})[^\r\n]*", r"SUMMARY:\1", text)


@pytest.mark.parametrize("says_etag", [True, False])
@pytest.mark.parametrize("rewrites", [reordered, _shortened])
def test_a_server_that_rewrites_what_it_is_sent_is_kept_equal_without_conflicts(desk, server, rewrites, says_etag):
    server.manners.rewrites, server.manners.says_etag = rewrites, says_etag
    mine = add(desk, "Budget", *BUDGET)
    server.write("council", event("council", "20260122T180000Z", "20260122T190000Z", summary="Council of parents"))
    run_sync(desk, server.client())
    for start in ("2026-01-20T13:00", "2026-01-20T14:00"):
        desk.run(commands.schedule.move_block, mine, at(start))
        outcome = run_sync(desk, server.client())
        assert (outcome.updated, outcome.conflicts) == (1, 0)
        assert ours(desk) == theirs(server.client())
        assert run_sync(desk, server.client()).is_quiet
    assert "Council of parents" in titles(desk)


def test_versions_that_the_server_does_not_say_are_asked_for_fifty_at_a_time(desk, server):
    server.manners.says_etag = False
    for day in range(60):
        add(desk, f"Own {day}", f"2026-01-{19 + day % 12}T{8 + day // 12:02d}:00", f"2026-01-{19 + day % 12}T15:00")
    run_sync(desk, server.client())
    assert server.asked == {"REPORT": 1 + 2, "PUT": 60}
    assert server.connections == 1
    server.asked.clear()
    assert run_sync(desk, server.client()).is_quiet
    assert server.asked == {"REPORT": 1}


def test_a_locked_event_waits_for_the_next_run_and_stops_no_other(desk, server):
    add(desk, "Budget", *BUDGET)
    add(desk, "Letters", "2026-01-21T09:00", "2026-01-21T10:00")
    server.manners.refusals["PUT", CALENDAR] = [423]
    found = run_sync(desk, server.client())
    assert (found.sent, found.refused) == (1, 1)
    assert desk.read(sync.conflicts)[0].why == "status_423"
    assert run_sync(desk, server.client()).sent == 1
    assert not desk.read(sync.conflicts)
    assert ours(desk) == theirs(server.client())


def test_a_server_that_fails_at_everything_is_left_alone_after_a_few(desk, server):
    for day in range(19, 29):
        add(desk, f"Own {day}", f"2026-01-{day}T09:00", f"2026-01-{day}T10:00")
    server.manners.refusals["PUT", CALENDAR] = [500] * 100
    with pytest.raises(SyncProblem) as caught:
        run_sync(desk, server.client())
    assert caught.value.reason == "server_error"
    assert server.asked["PUT"] == 5
    server.manners.refusals.clear()
    found = run_sync(desk, server.client())
    assert (found.sent, found.kept, found.refused) == (10, 0, 0)
    assert ours(desk) == theirs(server.client())


def test_a_full_server_says_so_and_keeps_what_it_has(desk, server):
    add(desk, "Budget", *BUDGET)
    server.manners.refusals["PUT", CALENDAR] = [507]
    with pytest.raises(SyncProblem) as caught:
        run_sync(desk, server.client())
    assert "no room" in problem_sentence(caught.value)
    assert run_sync(desk, server.client()).sent == 1


def test_a_server_that_turns_a_change_away_for_no_reason_is_not_asked_for_ever(desk, server):
    mine = add(desk, "Budget", *BUDGET)
    run_sync(desk, server.client())
    desk.run(commands.schedule.move_block, mine, at("2026-01-20T13:00"))
    server.manners.refusals["PUT", CALENDAR] = [412] * 100
    found = run_sync(desk, server.client())
    assert (found.updated, found.refused) == (0, 1)
    assert server.asked["PUT"] == 1 + 2
    assert desk.read(sync.conflicts)[0].why == "status_412"
    assert titles(desk) == ["Budget"]
    server.manners.refusals.clear()
    assert run_sync(desk, server.client()).updated == 1
    assert ours(desk) == theirs(server.client())


@pytest.mark.parametrize(("status", "log_in"), [(301, "basic"), (308, "digest")])
def test_a_partition_that_the_server_names_is_used_from_then_on(desk, server, status, log_in):
    server.manners.log_in = log_in
    with dav_server() as front:
        front.manners.moved_to, front.manners.moved_status = server.url, status
        set_up(desk, front.calendar_url)
        for day in range(19, 24):
            add(desk, f"Own {day}", f"2026-01-{day}T09:00", f"2026-01-{day}T10:00")
        calendar = next(each for each in desk.read(sync.calendars) if each.place == front.calendar_url)
        desk.run(commands.sync.end, next(e.id for e in desk.read(sync.calendars) if e.id != calendar.id))
        found = run_sync(desk, front.client())
        assert found.sent == 5
        assert sum(front.asked.values()) == 1
        assert ours(desk) == theirs(front.client())


@pytest.mark.parametrize("root_status", [207, 404, 405])
def test_an_account_is_found_through_the_well_known_address(server, root_status):
    server.manners.root_status = root_status
    (found,) = server.client(server.url).calendars()
    assert (found.url, found.name) == (server.calendar_url, "School")
    (again,) = server.client(f"{server.url}some/page").calendars()
    assert again.url == server.calendar_url


@pytest.mark.parametrize("log_in", ["basic", "digest", "digest-sha"])
def test_a_wrong_password_is_asked_about_once_and_has_a_sentence(server, log_in):
    server.manners.log_in = log_in
    with pytest.raises(SyncProblem) as caught:
        server.client(knows_password=False).changes("")
    assert caught.value.reason == "login"
    assert sum(server.asked.values()) == (1 if log_in == "basic" else 2)
    assert "does not accept" in problem_sentence(caught.value)


def test_a_server_with_another_kind_of_log_in_has_a_sentence_of_its_own(server):
    server.manners.log_in = "bearer"
    with pytest.raises(SyncProblem) as caught:
        server.client().changes("")
    assert caught.value.reason == "login_kind"
    assert "app password" in problem_sentence(caught.value)


def test_a_new_nonce_in_the_middle_is_answered(desk, server):
    server.manners.log_in = "digest"
    client = server.client()
    client.changes("")
    before = server.asked["REPORT"]
    client.changes("")
    assert server.asked["REPORT"] == before + 1  # the nonce is used again, with a higher count
    counts = [re.search(r"nc=(\w+)", head["authorization"]) for head in server.heads if "nc=" in head["authorization"]]
    assert [found[1] for found in counts if found] == ["00000001", "00000002"]
