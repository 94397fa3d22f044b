"""The words for kinds, channels, themes and preferences of recognition, and the sentences of its figures."""

from __future__ import annotations

from collections.abc import Sequence

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


SENDERS = {"principal": "You", "colleague": "A colleague", "family": "A family", "student": "A student"}
LOG_FILTERS = {
    "": "Everything",
    "giver": "From me",
    "sender:colleague": "From colleagues",
    "sender:family": "From families",
    "sender:student": "From students",
    "state:draft": "Drafts",
    "audience:public": "Public ones",
    "audience:small_group": "For a meeting",
    "kind:leadership": "Chances to lead",
    "kind:gift": "Gifts",
}
LEDGERS = {"recognition": "All", "leadership": "Chances to lead"}
DIMENSIONS = {
    "department": "Department",
    "grade": "Grade",
    "years": "Years",
    "contract": "Contract",
    "period": "Period of the day",
}
CONTRACTS = {"full": "Full time", "part": "Part time"}
YEAR_BANDS = {"0-3": "0–3 years", "4-10": "4–10 years", "11-20": "11–20 years", "21+": "21 years and more"}
VERDICTS = {
    "fewer": "fewer than chance explains",
    "more": "more than chance explains",
    "even": "within chance",
    "small": "too few people to say",
}
HINTS = {
    "no_action": "Say what you saw.",
    "general": "Say what exactly you saw: general praise means least.",
    "no_effect": "Say what it changed: because …",
    "no_value": "Name the core value it shows.",
    "specific": "Specific, with its effect and value.",
}


def group_name(dimension: str, key: str) -> str:
    """Name a group of people."""
    if not key:
        return "Not on the roster"
    if dimension == "grade":
        return "Several grades" if key == "several" else f"Grade {key}" if key.isdigit() else key
    return {"years": YEAR_BANDS, "contract": CONTRACTS}.get(dimension, {}).get(key, key)


def group_sentence(dimension: str, found: Sequence[tuple[str, str, int, int, int]]) -> str:
    """Say which groups got more or fewer than chance explains: (key, verdict, total, low, high)."""
    if not found or not sum(total for _, _, total, _, _ in found):
        if dimension == "period":
            return "No recognition is tied to a visit yet. Choose the visit in its sheet to see the period of the day."
        return "Nothing to compare yet."
    odd = [
        f"{group_name(dimension, key)} has {total}, chance would give {low} to {high}"
        for key, verdict, total, low, high in found
        if verdict in {"fewer", "more"}
    ]
    if not odd:
        return "No group is outside what chance would give to the days people were there."
    return f"{'; '.join(odd)}."


def fairness_sentence(
    total: int, reached: int, eligible: int, value: float, high: float | None, *, is_leadership: bool = False
) -> str:
    """Say in one sentence how many, for whom, and how that compares with chance."""
    one, many = ("chance to lead", "chances to lead") if is_leadership else ("recognition", "recognitions")
    if not total:
        return f"No {one} yet."
    first = f"{total} {one if total == 1 else many}, {reached} of {eligible} people"
    if high is None:
        return f"{first}."
    spread = "more uneven than chance would give" if value > high else "as even as chance would give"
    return f"{first}; {spread}."


def occasion_title(kind: str, years: int) -> str:
    """Name a date worth a word."""
    if kind == "anniversary":
        return f"{years} year{'' if years == 1 else 's'} at the school"
    return {"birthday": "Birthday", "follow_up": "Follow up"}[kind]


def preference_reason_question(name: str, preference: str, visibility: str) -> str:
    """Ask why a recognition should be other than its person wishes: more public, or spoken instead of written."""
    wish = PREFERENCES[preference].lower()
    way = "spoken" if preference == "written" and visibility == "private" else VISIBILITIES[visibility].lower()
    return f"{name} prefers: {wish}. Why {way} this time? The reason is kept with it."


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
