"""Digest log-ins: the standard's own example, and headers as servers write them."""

from __future__ import annotations

import re

import pytest

from il_desktop.interchange.caldav import login
from il_desktop.interchange.caldav.login import Login, can_log_in, challenges_in

NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"
ASKED = f'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm={{}}, nonce="{NONCE}", opaque="FQhe"'


def response(header: str) -> str:
    found = re.search(r'response="(\w+)"', header)
    return found[1] if found else ""


@pytest.mark.parametrize(
    ("algorithm", "expected"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_the_example_of_rfc_7616(monkeypatch, algorithm, expected):
    monkeypatch.setattr(login.secrets, "token_hex", lambda _: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ")
    mufasa = Login("Mufasa", "Circle of Life")
    assert mufasa.header("GET", "/dir/index.html").startswith("Basic ")
    assert mufasa.answers([ASKED.format(algorithm)])
    header = mufasa.header("GET", "/dir/index.html")
    assert response(header) == expected
    assert "Circle" not in header
    assert 'opaque="FQhe"' in header


def test_the_stronger_hash_is_taken_and_a_second_refusal_of_it_is_final():
    mine = Login("a", "b")
    assert mine.answers([ASKED.format("MD5"), ASKED.format("SHA-256")])
    assert len(response(mine.header("GET", "/"))) == 64
    assert not mine.answers([ASKED.format("SHA-256")])
    assert mine.answers([ASKED.format("SHA-256").replace(NONCE, "n2")])  # an old one, or another server of the provider
    assert 'nonce="n2"' in mine.header("GET", "/")
    assert "nc=00000002" in mine.header("GET", "/")


@pytest.mark.parametrize(
    ("text", "schemes"),
    [
        ('Basic realm="x"', ["basic"]),
        ('Basic realm="a, Digest b", charset="UTF-8", Digest realm="r", nonce="n"', ["basic", "digest"]),
        ('Digest realm="r", nonce="n", Basic realm="r"', ["digest", "basic"]),
        ("Negotiate", ["negotiate"]),
        ('Bearer realm="https://accounts.example.org/", scope="calendar"', ["bearer"]),
        ("", []),
    ],
)
def test_headers_are_taken_apart(text, schemes):
    assert [each.scheme for each in challenges_in(text)] == schemes


def test_only_ways_in_that_are_known_are_tried():
    assert can_log_in([])
    assert can_log_in(["Negotiate", 'Basic realm="x"'])
    assert not can_log_in(["Negotiate"])
    assert not can_log_in(['Digest realm="r", nonce="n", algorithm=SHA-512-256'])
    assert not Login("a", "b").answers(['Digest realm="r", nonce="n", qop="auth-int"'])
