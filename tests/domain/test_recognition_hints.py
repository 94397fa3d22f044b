"""Wording hints: what is praised, what it changed, which value; they only hint."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.recognition_hints import wording_hints


@pytest.mark.parametrize(
    ("action", "impact", "has_value", "hints"),
    [
        ("Great job!", "", False, ("general", "no_effect", "no_value")),
        ("You are awesome", "we love it", True, ("general",)),
        ("", "", True, ("no_action", "no_effect")),
        ("Paired his tutors by error type", "", True, ("no_effect",)),
        ("Paired his tutors by error type", "every pair fixed its own mistakes", False, ("no_value",)),
        ("Paired his tutors by error type", "every pair fixed its own mistakes", True, ("specific",)),
        ("让每个学生都发言", "全班都参与了", True, ("specific",)),
    ],
)
def test_hints(action: str, impact: str, has_value: bool, hints: tuple[str, ...]) -> None:
    assert wording_hints(action, impact, has_value=has_value) == hints


@given(st.text(), st.text(), st.booleans())
def test_any_text_gets_some_hint_and_never_an_error(action: str, impact: str, has_value: bool) -> None:
    assert wording_hints(action, impact, has_value=has_value)
