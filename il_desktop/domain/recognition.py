"""Words about recognition and the rules on publicity: what was asked for is honored, or the exception has a reason.

Kinds, themes and channels are lists of our own (domain.md 5b); channels stand in their default order, private first.
What others may see is decided here alone: drafts, private items and names kept out of lists never leave.
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
SENDERS = ("principal", "colleague", "family", "student")
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
AUDIENCES = ("small_group", "public")  # who else may hear of it: a meeting, or everybody


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


def goes_against(pref: str, state: str, channel: str | None, visibility: str) -> bool:
    """Tell whether it needs a reason: wider than the person asked for, or given in a form they did not ask for.

    The form of a draft is still open, how widely it is meant is not.
    """
    return asks_reason(pref, visibility) or (state == "given" and not fits_preference(pref, channel))


def may_be_shown(audience: str, *, state: str, visibility: str, is_opted_out: bool) -> bool:
    """Tell whether a recognition may stand in a list that `audience` (small_group or public) sees."""
    if state != "given" or is_opted_out or audience not in AUDIENCES:
        return False
    return VISIBILITIES.index(visibility) >= VISIBILITIES.index(audience)


def celebration_line(name: str, action: str, impact: str) -> str:
    """Return one recognition as a line of an agenda: the name, what was done and why it mattered."""
    parts = [_as_sentence(piece) for piece in (action, impact)]
    return f"{name}: {' '.join(part for part in parts if part)}"


def _as_sentence(text: str) -> str:
    flat = " ".join(text.split())
    return flat if not flat or flat[-1] in ".!?…。" else f"{flat}."


@dataclass(frozen=True, slots=True)
class RecognitionFacts:
    """What is known of one recognition when it is written or edited; `given_on` is the date of a draft too.

    `visibility` None follows the channel. Only a given one counts; it needs `action_text`, a gift needs `gift_cents`.
    `giver_id` is a sender on the roster, `sender` the words for one who is not ("the Lee family"). Rows of a team share
    a `batch_key`; `follow_up_on` is when to ask again how it went.
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
    sender_kind: str = "principal"
    sender: str = ""
    value_id: str | None = None
    goal_id: str | None = None
    visit_id: str | None = None
    batch_key: str | None = None
    follow_up_on: date | None = None

    @property
    def seen_by(self) -> str:
        """How widely it is seen."""
        return self.visibility or visibility_of(self.channel)
