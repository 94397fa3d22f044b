"""Calendars of others, from a server on this computer: read when asked, kept when a refresh fails, never blocks."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from il_desktop import commands
from il_desktop.cli.root import root
from il_desktop.domain.errors import SyncProblem
from il_desktop.interchange.feed_fetch import clean_address, fetch
from il_desktop.queries.feeds import busy, entries, feeds
from il_desktop.syncing.feeds import look, settle
from il_desktop.syncing.losses import Lost
from il_desktop.wording.feeds import feed_state

TZ = "America/New_York"
CALENDAR = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VEVENT\r
UID:weekly@example.org\r
DTSTART;TZID=America/New_York:20260112T090000\r
DTEND;TZID=America/New_York:20260112T100000\r
RRULE:FREQ=WEEKLY;COUNT=4\r
EXDATE;TZID=America/New_York:20260119T090000\r
SUMMARY:Board of the district\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:weekly@example.org\r
RECURRENCE-ID;TZID=America/New_York:20260126T090000\r
DTSTART;TZID=America/New_York:20260127T110000\r
DTEND;TZID=America/New_York:20260127T120000\r
SUMMARY:Board of the district\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:free@example.org\r
DTSTART;VALUE=DATE:20260113\r
TRANSP:TRANSPARENT\r
SUMMARY:Spirit day\r
END:VEVENT\r
END:VCALENDAR\r
"""


class _Server(HTTPServer):
    body = CALENDAR
    status = 200
    etag = '"one"'
    asked: list[dict[str, str]]


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self.server.asked.append(dict(self.headers))
        if self.path == "/round":
            self._answer(302, b"", Location="/round")
        elif self.path == "/file":
            self._answer(302, b"", Location="file:///etc/passwd")
        elif self.headers.get("If-None-Match") == self.server.etag and self.server.status == 200:
            self._answer(304, b"")
        else:
            self._answer(self.server.status, self.server.body, ETag=self.server.etag)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""

    def _answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def server() -> Iterator[_Server]:
    found = _Server(("127.0.0.1", 0), _Handler)
    found.asked = []
    thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield found
    found.shutdown()
    thread.join()
    found.server_close()


def _address(server: _Server, path: str = "/calendar.ics") -> str:
    return f"http://127.0.0.1:{server.server_port}{path}"


def _subscribe(desk, server: _Server) -> str:
    feed_id = desk.run(commands.feeds.add_feed, "District", _address(server))
    assert _refresh(desk) is None
    return feed_id


def _refresh(desk):
    return settle(desk, look(desk.read(feeds)[0], TZ))


def _times(desk) -> list[tuple[str, str, bool]]:
    found = desk.read(busy, date(2026, 1, 1), date(2026, 2, 28), TZ)
    return [(each.title, each.span.start.iso(), each.is_busy) for each in found]


def test_a_subscription_shows_series_exceptions_and_free_time(desk, server):
    _subscribe(desk, server)
    assert _times(desk) == [
        ("Board of the district", "2026-01-12T09:00", True),
        ("Spirit day", "2026-01-13T00:00", False),
        ("Board of the district", "2026-01-27T11:00", True),
        ("Board of the district", "2026-02-02T09:00", True),
    ]
    assert desk.read(lambda reader: reader.value("SELECT count(*) FROM time_block")) == 0


def test_what_did_not_change_is_not_sent_again(desk, server):
    _subscribe(desk, server)
    before = _times(desk)
    assert _refresh(desk) is None
    assert [found.get("If-None-Match") for found in server.asked] == [None, '"one"']
    assert _times(desk) == before


@pytest.mark.parametrize(("status", "body"), [(500, b""), (200, b"<html>Please log in</html>")])
def test_a_failed_refresh_keeps_what_was_read_and_says_so(desk, server, status, body):
    _subscribe(desk, server)
    before, fetched = _times(desk), desk.read(feeds)[0].fetched_at
    server.status, server.body = status, body
    desk.run(commands.feeds.take_refresh, desk.read(feeds)[0].id, None)  # forget nothing
    looked = look(desk.read(feeds)[0]._replace(etag=""), TZ)
    assert settle(desk, looked) is not None
    feed = desk.read(feeds)[0]
    assert _times(desk) == before
    assert feed.problem
    assert feed.fetched_at >= fetched


def test_a_refresh_is_no_step_and_subscribing_is_one(desk, server):
    _subscribe(desk, server)
    undo = desk.history().undo
    assert undo is not None
    assert undo.op == "feed.add"
    desk.undo()
    assert desk.read(feeds) == ()
    assert desk.read(entries) == ()


def test_hidden_and_removed_calendars_are_not_shown(desk, server):
    feed_id = _subscribe(desk, server)
    desk.run(commands.feeds.show_feed, feed_id, is_on=False)
    assert _times(desk) == []
    desk.undo()
    assert len(_times(desk)) == 4
    desk.run(commands.feeds.remove_feed, feed_id)
    assert desk.read(lambda reader: reader.value("SELECT count(*) FROM feed_event")) == 0


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://example.org/x", "example.org/x", "http://", "https://a b"]
)
def test_only_addresses_of_the_web_are_asked(address):
    with pytest.raises(SyncProblem):
        clean_address(address)


def test_webcal_means_https():
    assert clean_address("webcal://example.org/x.ics") == "https://example.org/x.ics"


@pytest.mark.parametrize("path", ["/round", "/file"])
def test_redirects_end_and_never_lead_to_a_file(server, path):
    with pytest.raises(SyncProblem):
        fetch(_address(server, path))
    assert len(server.asked) <= 5


def test_an_answer_without_end_is_cut_off(server, monkeypatch):
    monkeypatch.setattr("il_desktop.interchange.feed_fetch.MAX_BYTES", 100)
    with pytest.raises(SyncProblem) as caught:
        fetch(_address(server))
    assert caught.value.reason == "too_large"


def test_nobody_there_is_a_sentence(server):
    port = server.server_port
    server.shutdown()
    server.server_close()
    with pytest.raises(SyncProblem) as caught:
        fetch(f"http://127.0.0.1:{port}/x", seconds=5)
    assert caught.value.reason == "no_server"


def test_the_command_line_subscribes_to_a_file(empty_file: Path, tmp_path: Path):
    calendar = tmp_path / "district.ics"
    calendar.write_bytes(CALENDAR)
    run = CliRunner()
    added = run.invoke(root, ["feeds", "add", str(calendar), "--file", str(empty_file)])
    assert added.exit_code == 0, added.output
    listed = run.invoke(root, ["feeds", "list", "--json", "--file", str(empty_file)])
    (feed,) = json.loads(listed.stdout)
    assert (feed["name"], feed["events"], feed["problem"]) == ("district", 3, None)
    calendar.unlink()
    refreshed = run.invoke(root, ["feeds", "refresh", "--file", str(empty_file)])
    assert refreshed.exit_code == 1
    assert "3 entries as of" in refreshed.output
    assert run.invoke(root, ["feeds", "remove", "district", "--file", str(empty_file)]).exit_code == 0


def many(count: int, prefix: str = "a") -> bytes:
    """Return a calendar of so many events, named anew by each prefix."""
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{prefix}{number}\r\nDTSTART:202601{number + 10:02d}T140000Z\r\nDURATION:PT1H\r\n"
        f"SUMMARY:Duty {number}\r\nEND:VEVENT\r\n"
        for number in range(count)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n".encode()


def shrink(desk, server: _Server, left: int) -> SyncProblem:
    server.body = many(10)
    _subscribe(desk, server)
    server.body, server.etag = many(left), '"two"'
    problem = _refresh(desk)
    assert isinstance(problem, SyncProblem)
    return problem


def test_a_calendar_that_lost_most_entries_stays_as_it_was_until_somebody_decides(desk, server):
    problem = shrink(desk, server, 4)
    assert (problem.reason, problem.host, problem.detail) == ("shrunk", "127.0.0.1", "6/10")
    for _ in range(2):
        (feed,) = desk.read(feeds)
        assert (feed.events, feed.problem) == (10, "shrunk")
        assert _refresh(desk) is not None
    looked = look(desk.read(feeds)[0], TZ)
    assert settle(desk, looked, Lost.TAKE) is None
    (feed,) = desk.read(feeds)
    assert (feed.events, feed.problem) == (4, "")


def test_what_was_kept_is_not_asked_about_again_until_the_calendar_changes(desk, server):
    shrink(desk, server, 4)
    fetched = desk.read(feeds)[0].fetched_at
    assert settle(desk, look(desk.read(feeds)[0], TZ), Lost.KEEP) is None
    assert _refresh(desk) is None
    (feed,) = desk.read(feeds)
    assert (feed.events, feed.problem, feed.fetched_at) == (10, "kept", fetched)
    assert "kept on purpose" in feed_state(feed.events, feed.fetched_at, feed.problem)
    server.body, server.etag = many(9), '"three"'
    assert _refresh(desk) is None
    (feed,) = desk.read(feeds)
    assert (feed.events, feed.problem) == (9, "")


@pytest.mark.parametrize(
    ("before", "after"), [(many(10), many(5)), (many(4), many(0)), (many(10), many(10, "b")), (many(10), many(12))]
)
def test_fewer_losses_and_new_names_are_taken_at_once(desk, server, before, after):
    server.body = before
    _subscribe(desk, server)
    server.body, server.etag = after, '"two"'
    assert _refresh(desk) is None
    assert desk.read(feeds)[0].events == after.count(b"BEGIN:VEVENT")


def test_the_command_line_refuses_a_great_loss_and_names_the_way_on(empty_file: Path, tmp_path: Path):
    calendar = tmp_path / "district.ics"
    calendar.write_bytes(many(10))
    run = CliRunner()
    assert run.invoke(root, ["feeds", "add", str(calendar), "--file", str(empty_file)]).exit_code == 0
    calendar.write_bytes(many(1))
    refused = run.invoke(root, ["feeds", "refresh", "--file", str(empty_file)])
    assert refused.exit_code == 1
    assert "district.ics lost 9 of 10 entries at once" in refused.stderr
    assert "--lost keep" in refused.stderr
    listed = json.loads(run.invoke(root, ["feeds", "list", "--json", "--file", str(empty_file)]).stdout)
    assert (listed[0]["events"], listed[0]["problem"]) == (10, "shrunk")
    taken = run.invoke(root, ["feeds", "refresh", "--lost", "take", "--file", str(empty_file)])
    assert taken.exit_code == 0
    assert "1 entry, read" in taken.output
