from __future__ import annotations

from datetime import date

import pytest

from il_desktop.queries.finder import Findable
from il_desktop.views.shared.palette_finds import LIMIT, Find, date_find, place, ranked
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
