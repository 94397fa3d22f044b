"""What the client makes of answers, without a network."""

from __future__ import annotations

import pytest

from il_desktop.domain.errors import SyncProblem
from il_desktop.interchange.caldav import xml
from il_desktop.interchange.caldav.client import CalendarClient, Changed, Refused, path_of
from il_desktop.interchange.caldav.transport import Answer, Request, check_address, same_party

URL = "https://dav.example.org/me/school/"
TOKENLESS = b"""<multistatus xmlns="DAV:"><response><href>/me/school/</href><propstat><prop><resourcetype><collection/>
</resourcetype></prop><status>HTTP/1.1 200 OK</status></propstat></response><response><href>/me/school/a%40b.ics</href>
<propstat><prop><getetag>"1"</getetag><resourcetype/></prop><status>HTTP/1.1 200 OK</status></propstat></response>
</multistatus>"""


class Fake:
    def __init__(self, *answers: tuple[int, bytes, dict[str, str]]) -> None:
        self.answers = list(answers)
        self.requests: list[Request] = []

    def send(self, request: Request) -> Answer:
        self.requests.append(request)
        status, body, headers = self.answers.pop(0)
        return Answer(status, headers, body, request.url)


def client(*answers: tuple[int, bytes, dict[str, str]]) -> tuple[CalendarClient, Fake]:
    fake = Fake(*answers)
    return CalendarClient(fake, URL), fake


@pytest.mark.parametrize(
    ("status", "reason"),
    [(401, "login"), (403, "forbidden"), (404, "not_found"), (409, "conflict"), (429, "busy"), (500, "server_error"),
     (503, "busy"), (507, "no_room"), (302, "odd_answer")],
)  # fmt: skip
def test_a_status_is_one_problem(status, reason):
    asked, _ = client((status, b"", {"retry-after": "120"}))
    with pytest.raises(SyncProblem) as caught:
        asked.fetch(["/me/school/a.ics"])
    assert (caught.value.reason, caught.value.host, caught.value.wait_s) == (reason, "dav.example.org", 120)


def test_writes_carry_their_condition():
    asked, fake = client((201, b"", {"etag": '"2"'}), (204, b"", {}), (204, b"", {}))
    assert asked.put("/me/school/a.ics", "x", None) == '"2"'
    assert asked.put("/me/school/a.ics", "x", '"2"') == ""
    asked.delete("/me/school/a.ics", '"3"')
    conditions = [{k: v for k, v in each.headers.items() if k.startswith("If-")} for each in fake.requests]
    assert conditions == [{"If-None-Match": "*"}, {"If-Match": '"2"'}, {"If-Match": '"3"'}]


def test_what_changed_meanwhile_is_told_from_what_is_refused():
    for status, kind in ((412, Changed), (403, Refused), (409, Refused), (413, Refused)):
        asked, _ = client((status, b"", {}))
        with pytest.raises(kind):
            asked.put("/me/school/a.ics", "x", '"1"')
    asked, _ = client((404, b"", {}))
    with pytest.raises(Changed):
        asked.put("/me/school/a.ics", "x", '"1"')
    asked, _ = client((404, b"", {}))
    asked.delete("/me/school/a.ics", '"1"')  # it is gone, as wanted
    asked, _ = client((507, b"", {}))
    with pytest.raises(SyncProblem):
        asked.put("/me/school/a.ics", "x", None)


@pytest.mark.parametrize("status", [400, 403, 405, 501])
def test_a_server_without_sync_tokens_is_asked_for_all_versions(status):
    asked, fake = client((status, b"", {}), (207, TOKENLESS, {}))
    found = asked.changes("")
    assert found.is_whole
    assert found.etags == {"/me/school/a@b.ics": '"1"'}
    assert [each.method for each in fake.requests] == ["REPORT", "PROPFIND"]


def test_a_token_that_is_not_known_any_more_starts_anew():
    whole = b"""<multistatus xmlns="DAV:"><response><href>/me/school/b.ics</href><propstat><prop><getetag>"7"</getetag>
    </prop><status>HTTP/1.1 200 OK</status></propstat></response><sync-token>t2</sync-token></multistatus>"""
    asked, _ = client((403, b"<error/>", {}), (207, whole, {}))
    found = asked.changes("old")
    assert (found.etags, found.token, found.is_whole) == ({"/me/school/b.ics": '"7"'}, "t2", True)


def test_a_listing_in_pieces_is_put_together():
    piece = b"""<multistatus xmlns="DAV:"><response><href>/me/school/%s.ics</href><propstat><prop><getetag>"1"</getetag>
    </prop><status>HTTP/1.1 200 OK</status></propstat></response>%s<sync-token>%s</sync-token></multistatus>"""
    cut = b"<response><href>/me/school/</href><status>HTTP/1.1 507 Insufficient Storage</status></response>"
    asked, fake = client((207, piece % (b"a", cut, b"t1"), {}), (207, piece % (b"b", b"", b"t2"), {}))
    assert set(asked.changes("t0").etags) == {"/me/school/a.ics", "/me/school/b.ics"}
    assert b"t1" in fake.requests[1].body


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b"<a>" * 40 + b"</a>" * 40,
        b"<a>&b;</a>",
        b"no xml",
        b"<a><b></a>",
    ],
)
def test_bombs_and_rubbish_are_refused(data):
    with pytest.raises(xml.BadXml):
        xml.parse(data)
    asked, _ = client((207, data, {}))
    with pytest.raises(SyncProblem) as caught:
        asked.fetch(["/a"])
    assert caught.value.reason == "odd_answer"


@pytest.mark.parametrize("end", range(1, len(TOKENLESS.rstrip()) - 1, 29))
def test_an_answer_that_ends_early_is_a_broken_connection_and_never_a_shorter_list(end):
    asked, _ = client((400, b"", {}), (207, TOKENLESS[:end], {}))
    with pytest.raises(SyncProblem) as caught:
        asked.changes("")
    assert caught.value.reason == "broken"


@pytest.mark.parametrize(("headers", "reason"), [({}, "broken"), ({"content-length": "0"}, "odd_answer")])
def test_an_answer_without_a_body_broke_off_unless_it_says_that_it_has_none(headers, reason):
    asked, _ = client((207, b"", headers))
    with pytest.raises(SyncProblem) as caught:
        asked.fetch(["/a"])
    assert caught.value.reason == reason


def test_addresses_are_compared_in_one_form():
    assert path_of("https://h/a%40b/c d.ics") == path_of("/a@b/c%20d.ics")


@pytest.mark.parametrize(
    ("url", "reason"),
    [("http://cloud.example.org/", "unencrypted"), ("ftp://x/", "address"), ("https:///", "address"),
     ("https://me:pw@x/", "address"), ("https://x:y/", "address"), ("https://x/\r\nHost: y", "address"),
     ("http://127.0.0.1.example.org/", "unencrypted")],
)  # fmt: skip
def test_an_address_that_would_show_the_password_is_refused(url, reason):
    with pytest.raises(SyncProblem) as caught:
        check_address(url)
    assert caught.value.reason == reason
    assert "pw" not in repr(caught.value)


def test_loopback_and_asked_for_addresses_may_be_plain():
    for url in ("http://127.0.0.1:5232/", "http://localhost/", "http://[::1]:5232/"):
        assert check_address(url)
    assert check_address("http://cloud.example.org/", insecure=True)


def test_the_password_goes_to_one_provider_alone():
    assert same_party("caldav.icloud.com", "p42-caldav.icloud.com")
    assert not same_party("cloud.example.org", "cloud.example.com")
    assert not same_party("school.co.uk", "evil.co.uk")
    assert not same_party("127.0.0.1", "127.0.0.2")
