"""Names are taken out of texts that leave; words that only look like them stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.names_out import PUT_IN, NamesOut

PEOPLE = [("Zoë", "Núñez", ""), ("芳", "王", "Wang Fang"), ("Kevin", "Lee", ""),
          ("Dana", "Whitfield", "Dana Whitfield"), ("", "", "Anna Old-Name")]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ask Ms. Lee about it", "Ask [name] about it"),
        ("Kevin Lee and Lee, Kevin", "[name] and [name]"),
        ("Zoë Núñez leads", "[name] leads"),
        ("王芳 and Wang Fang", "[name] and [name]"),
        ("请问王芳老师", "请问[name]老师"),
        ("once Anna Old-Name", "once [name]"),
        ("Whitfield's plan", "[name]'s plan"),
    ],
)
def test_names_are_taken_out(text: str, said: str) -> None:
    assert NamesOut(PEOPLE).text(text) == said


@pytest.mark.parametrize("text", ["Sleep and fleece", "a lee shore", "Zoë's mother tongue", "Leeway for teams", ""])
def test_other_words_stay(text: str) -> None:
    assert NamesOut(PEOPLE).text(text) == text


def test_what_was_taken_out_is_counted() -> None:
    names = NamesOut(PEOPLE)
    names.text("Kevin Lee, Mr Lee")
    names.text("nobody")
    assert names.count == 2


def test_without_people_nothing_changes() -> None:
    assert NamesOut([]).text("Kevin Lee") == "Kevin Lee"


@given(st.text(max_size=40), st.sampled_from(["Kevin Lee", "Wang Fang", "Núñez"]), st.text(max_size=40))
def test_no_name_between_other_words_is_left(before: str, name: str, after: str) -> None:
    said = NamesOut(PEOPLE).text(f"{before} {name} {after}")
    assert f" {name} " not in f" {said} "
    assert PUT_IN in said
