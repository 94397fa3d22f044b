"""Words about recognition and the one rule on publicity: what was asked for is honored, or the exception has a reason.

Kinds, themes and channels are lists of our own (domain.md 5b); channels stand in their default order, private first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

KINDS = ("note", "spoken", "shout_out", "award", "nomination", "leadership", "gift", "small_win", "milestone")
THEMES = (
    "engagement",
    "growth",
    "collaboration",
    "family",
    "extra_mile",
    "leadership",
    "equity",
    "innovation",
    "setback",
    "support",
)
CHANNELS = ("private_spoken", "private_note", "private_email", "team_meeting", "newsletter", "event")
VISIBILITIES = ("private", "small_group", "public")
STATES = ("draft", "given")
RECOGNITION_ORDER = (
    "private",
    "ask",
    "small_group",
    "written",
    "public",
)  # preferences from quiet to loud, for figures

_CHANNEL_VISIBILITY = {"team_meeting": "small_group", "newsletter": "public", "event": "public"}
_WIDEST = {"public": "public", "small_group": "small_group"}  # private, written and ask: nobody else
_SPOKEN_CHANNELS = ("private_spoken", "team_meeting", "event")


def visibility_of(channel: str | None) -> str:
    """Return how widely a channel is seen; without a channel it is private."""
    return _CHANNEL_VISIBILITY.get(channel or "", "private")


def asks_reason(pref: str, visibility: str) -> bool:
    """Tell whether showing it this widely goes beyond what the person asked for (F10: preference per person)."""
    return VISIBILITIES.index(visibility) > VISIBILITIES.index(_WIDEST.get(pref, "private"))


def fits_preference(pref: str, channel: str | None) -> bool:
    """Tell whether a channel is what the person asked for; counted in preference match. No channel is no mismatch."""
    if asks_reason(pref, visibility_of(channel)):
        return False
    return not (pref == "written" and channel in _SPOKEN_CHANNELS)


@dataclass(frozen=True, slots=True)
class RecognitionFacts:
    """What is known of one recognition when it is written or edited; `given_on` is the date of a draft too.

    `visibility` None follows the channel. Only a given one counts; it needs `action_text`, a gift needs `gift_cents`.
    """

    person_id: str
    given_on: date
    kind: str = "note"
    state: str = "draft"
    channel: str | None = None
    theme: str | None = None
    action_text: str = ""
    impact: str = ""
    visibility: str | None = None
    override_reason: str = ""
    giver_id: str | None = None
    gift_cents: int | None = None
    gift_fund: str = ""
    is_cash_like: bool = False

    @property
    def seen_by(self) -> str:
        """How widely it is seen."""
        return self.visibility or visibility_of(self.channel)
