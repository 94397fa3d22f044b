"""A name is found as people write it, and nobody else's name goes with it."""

from __future__ import annotations

import pytest

from il_desktop.domain.forgetting import NamesGone, names_of

NUNEZ = names_of("Zoë", "Núñez", "Ms. Núñez", "zoe.nunez@school.example", ("Zoë Marín",))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Visit Zoë Núñez", "Visit somebody"),
        ("visit ZOE NUNEZ at nine", "visit somebody at nine"),
        ("Núñez, Zoë: observed", "somebody: observed"),
        ("Zoë\n  Núñez's class", "somebody's class"),
        ("Ask ms. núñez", "Ask somebody"),
        ("mail zoe.nunez@school.example.", "mail somebody."),
        ("formerly Zoë Marín", "formerly somebody"),
        ("Núñezes and Zoë alone", "Núñezes and Zoë alone"),
    ],
)
def test_whole_names_go_in_any_case_with_or_without_accents(text: str, left: str) -> None:
    assert NamesGone(NUNEZ, single=False).text(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Talk with Núñez, then Nunez again", "Talk with somebody, then somebody again"),
        ("Zoë and Marín", "somebody and somebody"),
        ("zoë in small letters", "zoë in small letters"),
        ("the Zoëtrope", "the Zoëtrope"),
    ],
)
def test_single_names_go_only_as_they_are_written(text: str, left: str) -> None:
    assert NamesGone(NUNEZ, single=True).text(text) == left


def test_apostrophes_of_both_kinds_are_one() -> None:
    gone = NamesGone(names_of("Kate", "O'Brien"), single=True)
    assert gone.text("Kate O’Brien and O'Brien") == "somebody and somebody"


def test_chinese_names_are_found_inside_a_run_of_signs() -> None:
    gone = NamesGone(names_of("芳", "王"), single=False)
    assert gone.text("今天王芳来访") == "今天somebody来访"


def test_initials_alone_are_no_name() -> None:
    assert names_of("J.", "Lee").single == ("Lee",)


def test_a_name_somebody_else_bears_stays() -> None:
    mine = names_of("Emily", "Chen")
    assert mine.apart_from([names_of("Marcus", "Chen"), names_of("Émily", "Ruiz")]).single == ()
    twin = names_of("Emily", "Chen", email="other@school.example")
    assert mine.apart_from([twin]).whole == ()


def test_values_of_json_lose_the_names_too() -> None:
    gone = NamesGone(NUNEZ, single=True)
    assert gone.value({"a": ["Núñez", 3], "b": None}) == {"a": ("somebody", 3), "b": None}
