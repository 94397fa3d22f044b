"""Reading typed changes: what is said is taken, what is not said is asked."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.metrics.change_words import TypedChange, read_change
from il_desktop.domain.metrics.goals import by_percent


def test_increase_math_proficiency_by_10_percent_asks_between_52_and_46_2():
    typed = read_change("increase math proficiency by 10 %")
    assert typed == TypedChange("math proficiency", 1, Fraction(10), "percent")
    assert typed.asks
    choice = by_percent(Fraction(42), typed.amount)
    assert (choice.points, choice.relative) == (Fraction(52), Fraction("46.2"))


@pytest.mark.parametrize(
    ("text", "subject", "sign", "amount"),
    [
        ("by 10%", "", 0, "10"),
        ("+10 %", "", 1, "10"),
        ("\N{MINUS SIGN}5 %", "", -1, "5"),
        ("Reduce chronic absence by 5 percent by June 2026", "chronic absence", -1, "5"),
        ("raise by 2,5 per cent the attendance", "the attendance", 1, "2.5"),
    ],
)
def test_a_bare_percentage_is_never_guessed(text, subject, sign, amount):
    assert read_change(text) == TypedChange(subject, sign, Fraction(amount), "percent")


@pytest.mark.parametrize(
    ("text", "unit"),
    [("by 10 percentage points", "percent"), ("by 10 %-points", "percent"), ("by 10 points", ""), ("by 10 pts", "")],
)
def test_points_are_said_and_not_asked(text, unit):
    typed = read_change(text)
    assert (typed.amount, typed.unit, typed.meaning, typed.asks) == (Fraction(10), unit, "points", False)


@pytest.mark.parametrize(
    ("text", "sign", "ends"),
    [
        ("Raise math from 42 % to 52 %", 1, (42, 52)),
        ("Math 42 → 52 %", 1, (42, 52)),
        ("Chronic absence from 19 to 14 %", -1, (19, 14)),
    ],
)
def test_from_and_to_give_both_ends(text, sign, ends):
    typed = read_change(text)
    assert (typed.sign, (typed.baseline, typed.aim), typed.asks) == (sign, ends, False)


@pytest.mark.parametrize(
    "text",
    ["Math proficiency", "Number talks by 2026", "Raise reading by 5 June 2026", "Visit 3 classes", "", "move to 2026"],
)
def test_dates_and_plain_titles_name_no_change(text):
    assert read_change(text) is None


def test_the_amount_is_told_from_the_date_behind_it():
    assert read_change("Raise reading by 5 % by 2026").amount == 5
    assert read_change("Math to 52 % by 5 June").aim == 52


@given(st.text(max_size=80))
def test_any_text_is_read_or_left_alone(text):
    typed = read_change(text)
    assert typed is None or typed.amount is not None or typed.aim is not None
