from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from il_desktop.domain.walltime import WallTime
from il_desktop.queries.finder import Findable
from il_desktop.queries.search import KINDS, Hit
from il_desktop.views.shared.palette_finds import (
    KIND_WORDS,
    LIMIT,
    LINES,
    Find,
    date_find,
    hit_find,
    is_sure,
    place,
    ranked,
    with_hits,
)
from il_desktop.wording.format import Words

FRIDAY = date(2026, 1, 16)
FINDS = [
    Find("action", ("week.delete", ""), "Delete block"),
    Find("action", ("goals.check_in", ""), "Check in"),
    Find("action", ("file.export", ""), "Export week to Outlook (.ics)"),
    Find("action", ("go.goals", ""), "Goals"),
    place(Findable("people", "1", "Daniel Okoye", "Math")),
    place(Findable("people", "2", "Rosa Delgado", "Math")),
    place(Findable("goals", "3", "Chronic absence", "goal")),
]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("okoye", "Daniel Okoye"),
        ("okoy", "Daniel Okoye"),
        ("del", "Delete block"),
        ("delgad", "Rosa Delgado"),
        ("outlook", "Export week to Outlook (.ics)"),
        ("exp out", "Export week to Outlook (.ics)"),
        ("chornic absense", "Chronic absence"),
        ("goals", "Goals"),
    ],
)
def test_the_best_find_comes_first(typed: str, first: str) -> None:
    assert ranked(typed, FINDS)[0].title == first


def test_nothing_typed_offers_the_first_actions() -> None:
    assert ranked("", FINDS * 3) == (FINDS * 3)[:LIMIT]


def test_nonsense_finds_nothing() -> None:
    assert ranked("qxzvjk", FINDS) == []


@pytest.mark.parametrize(
    ("typed", "day"),
    [("go 3 Dec", "2025-12-03"), ("go to tomorrow", "2026-01-17"), ("fri", "2026-01-16"), ("1/20", "2026-01-20")],
)
def test_a_date_can_be_gone_to(typed: str, day: str) -> None:
    found = date_find(typed, FRIDAY, Words())
    assert found is not None
    assert found.key == ("week", day)


@pytest.mark.parametrize("typed", ["", "okoye", "12", "go", "go home"])
def test_other_texts_are_no_dates(typed: str) -> None:
    assert date_find(typed, FRIDAY, Words()) is None


def test_a_beginning_of_every_word_is_sure_and_all_else_a_guess() -> None:
    okoye = FINDS[4]
    assert is_sure("ok dan", okoye)
    assert not is_sure("okoye plan", okoye)
    assert not is_sure("oyoke", okoye)


def test_what_was_found_stands_between_what_is_sure_and_guesses_once_each() -> None:
    def line(kind: str, key: str, icon: str) -> Find:
        return Find(kind, ("people", key), key, icon=icon)

    sure, guess = [line("place", "a", "users")], [line("place", "b", "users"), line("place", "c", "users")]
    hits = [
        line("hit", "x", "target"),
        line("hit", "a", "users"),
        line("hit", "b", "users"),
        line("hit", "y", "target"),
    ]
    assert [find.title for find in with_hits(sure, hits, guess)] == ["a", "x", "y", "b", "c"]
    assert len(with_hits([line("hit", str(n), "users") for n in range(40)], [])) == LINES


def test_a_hit_tells_kind_words_date_and_time() -> None:
    block = Hit("title", "id", "PLC prep", "", WallTime.parse("2026-01-20T09:05"), "week")
    found = hit_find(block, FRIDAY, Words(h24=True))
    assert (found.detail, found.when, found.day) == ("Block", "Tue 20 Jan, 9:05", "2026-01-20")
    visit = Hit("visit", "id", "Daniel Okoye", "waits\nlonger", date(2024, 3, 5), "people")
    found = hit_find(visit, FRIDAY, Words())
    assert (found.detail, found.when, found.day) == ("Visit · waits longer", "Tue 5 Mar 2024", "")


def test_every_kind_that_can_be_found_has_a_word_and_a_glyph() -> None:
    assert set(KIND_WORDS) == set(KINDS)
    for _, icon in KIND_WORDS.values():
        assert Path(f"resources/icons/{icon}.svg").exists()
