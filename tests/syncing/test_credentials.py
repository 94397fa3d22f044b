"""Where passwords are kept, and what happens where they cannot be."""

from __future__ import annotations

import keyring
import pytest

from il_desktop.syncing import credentials
from il_desktop.wording.sync import NOT_KEPT
from tests.syncing.key_store import STORES, key_store  # noqa: F401  a fixture

PLACE, USER = "https://cloud.example.org/dav/school/", "principal"


def test_a_password_is_kept_by_user_and_server_until_it_is_forgotten(key_store):  # noqa: F811  the fixture
    assert credentials.known_password(PLACE, USER) is None
    assert credentials.keep_password(PLACE, USER, "one") == ""
    assert credentials.keep_password(PLACE, USER, "two") == ""
    assert credentials.known_password("https://cloud.example.org/other/", USER) == "two"
    assert credentials.known_password("https://elsewhere.example.org/", USER) is None
    assert credentials.known_password(PLACE, "secretary") is None
    assert list(key_store.kept) == [("IL Desktop calendar server", "principal@cloud.example.org")]
    credentials.forget_password(PLACE, USER)
    credentials.forget_password(PLACE, USER)
    assert credentials.known_password(PLACE, USER) is None


def test_the_environment_comes_first(key_store, monkeypatch):  # noqa: F811  the fixture
    credentials.keep_password(PLACE, USER, "one")
    assert not credentials.is_given()
    monkeypatch.setenv(credentials.VARIABLE, "given")
    assert credentials.is_given()
    assert credentials.known_password(PLACE, USER) == "given"


@pytest.mark.parametrize("kind", STORES)
def test_without_a_store_that_keeps_the_password_is_asked_for_each_time(key_store, kind):  # noqa: F811  the fixture
    keyring.set_keyring(STORES[kind]())
    assert credentials.known_password(PLACE, USER) is None
    why = credentials.keep_password(PLACE, USER, "one")
    assert why == ("locked" if kind == "locked" else "none")
    assert "asked for each time" in NOT_KEPT[why]
    credentials.forget_password(PLACE, USER)
