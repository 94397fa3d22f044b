"""The words for kinds, channels, themes and preferences of recognition, and the sentences of its figures."""

from __future__ import annotations

KINDS = {
    "note": "Note",
    "spoken": "Spoken",
    "shout_out": "Shout-out",
    "award": "Award",
    "nomination": "Nomination",
    "leadership": "Leadership",
    "gift": "Gift",
    "small_win": "Small win",
    "milestone": "Milestone",
}
CHANNELS = {
    "private_spoken": "Private, spoken",
    "private_note": "Private note",
    "private_email": "Private e-mail",
    "team_meeting": "Team meeting",
    "newsletter": "Newsletter",
    "event": "Award event",
}
THEMES = {
    "engagement": "Student engagement",
    "growth": "Student growth",
    "collaboration": "Collaboration",
    "family": "Family and community",
    "extra_mile": "Extra mile",
    "leadership": "Leadership",
    "equity": "Equity and inclusion",
    "innovation": "Innovation",
    "setback": "Learned from a setback",
    "support": "Support-staff excellence",
}
PREFERENCES = {
    "private": "Private",
    "ask": "Ask first",
    "small_group": "Small group",
    "written": "Written",
    "public": "Public",
}
VISIBILITIES = {"private": "Private", "small_group": "Small group", "public": "Public"}
SEEN_BY = {
    "private": "shared with nobody else",
    "small_group": "shared in a small group",
    "public": "public",
}


def preference_reason_question(name: str, preference: str, visibility: str) -> str:
    """Ask why a recognition should be more public than its person wishes."""
    wish = PREFERENCES[preference].lower()
    return f"{name} prefers: {wish}. Why {VISIBILITIES[visibility].lower()} this time? The reason is kept with it."


def coverage_sentence(reached: int, eligible: int, span: str) -> str:
    """Say how many were reached."""
    if not eligible:
        return "There are no teachers on the roster yet."
    return f"{reached} of {eligible} teachers recognized {span}"


def evenness_title(value: float, high: float | None, total: int) -> str:
    """Name the spread in a few words."""
    if total == 0:
        return "Nothing to compare yet."
    if high is None:
        return "Comparing with chance …"
    return "Uneven: more than chance explains." if value > high else "As even as chance would be."
