"""The cleaner: what may be stored, whatever comes in."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.text import clean_line, clean_text, search_key

ANY_TEXT = st.text(alphabet=st.characters(codec=None, categories=None), max_size=60)


@given(ANY_TEXT)
def test_cleaned_text_has_only_what_may_be_stored(text: str) -> None:
    cleaned = clean_text(text)
    cleaned.encode("utf-8")
    assert all(char in "\n\t" or unicodedata.category(char) != "Cc" for char in cleaned)
    assert not set(cleaned) & {"\r", "\x85", "\u2028", "\u2029", "\ufffe", "\uffff"}
    assert unicodedata.is_normalized("NFC", cleaned)


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(ANY_TEXT)
def test_line_has_no_break_and_no_tab(text: str) -> None:
    assert not set(clean_line(text)) & {"\n", "\t"}


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=40))
def test_ordinary_text_keeps_its_letters(text: str) -> None:
    assert clean_text(text) == unicodedata.normalize("NFC", text).strip()


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("a\r\nb\rc\u2028d\u2029e\x85f", "a\nb\nc\nd\ne\nf"),
        ("Zoe\u0308", "Zoë"),
        ("nul\x00 bell\x07", "nul bell"),
        ("half \ud83d", "half \ufffd"),
        ("  around\n", "around"),
        ("ليلى حداد", "ليلى حداد"),
        ("e\x00\u0301", "é"),
    ],
)
def test_known_cases(dirty: str, clean: str) -> None:
    assert clean_text(dirty) == clean


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("nunez", "Núñez"),
        ("O’BRIEN", "O'Brien"),
        ("soren lodz", "Søren  Łódź"),
        ("王芳", "王芳"),
        ("strasse", "Straße"),
    ],
)
def test_names_are_found_without_accents_and_case(typed: str, name: str) -> None:
    assert search_key(typed) == search_key(name)
