"""The calendar's address answers this computer alone, who knows the secret, and only to reading."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from contextlib import suppress

import pytest

from il_desktop.interchange.feed_server import LOOPBACK, LoopbackFeed, address_of, new_token, port_of

CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def token() -> str:
    """Return a token whose port nobody on this machine has: other tests run servers too."""
    for _ in range(20):
        token = new_token()
        with socket.socket() as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((LOOPBACK, port_of(token)))  # a client of another test may hold it, too
            return token
    raise AssertionError


@pytest.fixture
def feed(token) -> Iterator[LoopbackFeed]:
    feed = LoopbackFeed(token)
    feed.show(CALENDAR)
    yield feed
    feed.stop()


def _ask(token: str, method: str = "GET", path: str = "", **headers: str):
    connection = http.client.HTTPConnection(LOOPBACK, port_of(token), timeout=5)
    try:
        connection.request(method, path or f"/{token}/calendar.ics", headers=headers)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


@pytest.mark.usefixtures("feed")
def test_who_knows_the_address_reads_the_calendar_and_then_only_whether_it_changed(token):
    status, headers, body = _ask(token)
    assert (status, body) == (200, CALENDAR)
    assert headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "Content-Encoding" not in headers
    assert "Server" not in headers
    assert _ask(token, **{"If-None-Match": headers["ETag"]})[::2] == (304, b"")


def test_another_calendar_has_another_mark(feed, token):
    old = _ask(token)[1]["ETag"]
    feed.show(CALENDAR + b"x")
    status, headers, _ = _ask(token, **{"If-None-Match": old})
    assert status == 200
    assert headers["ETag"] != old


@pytest.mark.usefixtures("feed")
def test_head_says_the_same_without_the_calendar(token):
    status, headers, body = _ask(token, "HEAD")
    assert (status, headers["Content-Length"], body) == (200, str(len(CALENDAR)), b"")


@pytest.mark.usefixtures("feed")
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_but_reading_is_answered(token, method):
    assert _ask(token, method)[0] == 405


@pytest.mark.usefixtures("feed")
@pytest.mark.parametrize("path", ["/", "/calendar.ics", "/wrong/calendar.ics", "/%2e%2e/calendar.ics"])
def test_without_the_secret_there_is_nothing(token, path):
    assert _ask(token, path=path)[::2] == (404, b"")


@pytest.mark.usefixtures("feed")
@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "192.168.0.5:{port}", ""])
def test_a_page_that_reaches_it_under_another_name_is_refused(token, host):
    assert _ask(token, Host=host.format(port=port_of(token)))[0] == 403


@pytest.mark.usefixtures("feed")
def test_it_listens_on_this_computer_alone(token):
    # A server of every address would answer on this one too: all of 127/8 is this computer.
    with pytest.raises(OSError, match=r"refused|unreachable|timed out|assign"):
        socket.create_connection(("127.0.0.2", port_of(token)), timeout=1).close()


def test_once_stopped_the_address_is_free(token):
    for _ in range(2):
        feed = LoopbackFeed(token)
        assert feed.address == address_of(token)
        assert _ask(token)[0] == 404  # no calendar yet
        feed.stop()
    with pytest.raises(ConnectionError):
        _ask(token)


def test_addresses_are_long_and_never_the_same():
    assert len({new_token() for _ in range(50)}) == 50
    assert min(len(new_token()) for _ in range(50)) >= 32
