"""Names from the right keep their neighbours in place, and nothing is lost by it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.bidi import bare, is_from_right, isolate, settled

AVI = "אבי כהן"
MARKS = st.text(alphabet=st.sampled_from("ab Zé,.()1234אבגדمرحب王'\n"), max_size=40)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Plain words, 3 times", "Plain words, 3 times"),
        (f"{AVI}, 3 labs for all", f"\u2068{AVI}\u2069, 3 labs for all"),
        (f"Led by {AVI} (2 labs)", f"Led by \u2068{AVI}\u2069 (2 labs)"),
        (f"Dear {isolate(AVI)},", f"Dear \u2068{AVI}\u2069,"),
        ("תודה רבה מכולנו Dana Whitfield, ושלום", "תודה רבה מכולנו \u2068Dana Whitfield\u2069, ושלום"),
        ("王小明 led it", "王小明 led it"),
    ],
)
def test_a_run_of_the_other_direction_is_isolated_without_its_comma(text: str, made: str) -> None:
    assert settled(text) == made


def test_the_direction_is_that_of_most_letters_and_not_of_the_first() -> None:
    assert not is_from_right(f"{AVI} led the lab for three classes")
    assert is_from_right("Dana הובילה את המעבדה")
    assert not is_from_right(f"Dear {isolate('محمد الفاسي أبو سالم')},")
    assert not is_from_right("12:30, 王")


def test_a_name_from_the_left_is_left_alone() -> None:
    assert isolate("Zoë Núñez") == "Zoë Núñez"


@given(MARKS)
def test_no_letter_is_lost_and_marks_pair_up(text: str) -> None:
    made = settled(text)
    assert bare(made) == text
    assert made.count("\u2068") == made.count("\u2069")
    assert settled(made) == made
