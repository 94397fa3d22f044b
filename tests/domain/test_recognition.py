"""Whose wish counts, and how widely a channel is seen."""

from __future__ import annotations

import pytest

from il_desktop.domain.recognition import CHANNELS, asks_reason, fits_preference, visibility_of


@pytest.mark.parametrize(
    ("pref", "visibility", "asks"),
    [
        ("private", "private", False),
        ("private", "small_group", True),
        ("private", "public", True),
        ("written", "public", True),
        ("ask", "small_group", True),
        ("small_group", "small_group", False),
        ("small_group", "public", True),
        ("public", "public", False),
    ],
)
def test_more_public_than_wished_asks_for_a_reason(pref: str, visibility: str, asks: bool) -> None:
    assert asks_reason(pref, visibility) is asks


def test_channels_are_listed_from_private_to_public() -> None:
    order = ["private", "small_group", "public"]
    seen = [order.index(visibility_of(channel)) for channel in CHANNELS]
    assert seen == sorted(seen)
    assert visibility_of(None) == "private"


@pytest.mark.parametrize(
    ("pref", "channel", "fits"),
    [
        ("private", "private_spoken", True),
        ("private", "team_meeting", False),
        ("written", "private_note", True),
        ("written", "private_spoken", False),
        ("public", "newsletter", True),
        ("ask", None, True),
    ],
)
def test_preference_match(pref: str, channel: str | None, fits: bool) -> None:
    assert fits_preference(pref, channel) is fits
