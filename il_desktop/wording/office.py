"""The front office's proposals in words: what is asked for, how it fits now, what was answered."""

from __future__ import annotations

from il_desktop.domain.office import Fit, Proposal
from il_desktop.domain.protection import Demand
from il_desktop.wording.format import ENGLISH, Words, count_text, duration_text, list_text, span_text

STATES = {
    "proposed": "waits",
    "accepted": "accepted",
    "declined": "declined",
    "withdrawn": "withdrawn",
    "expired": "too late",
}


def asks_text(proposal: Proposal, fit: Fit, words: Words = ENGLISH) -> str:
    """Say what a proposal asks for: `Move PLC prep to Tue 10:00–10:30`."""
    title = fit.title or "a block that is not there any more"
    where = span_text(fit.place, words) if fit.place else ""
    if proposal.action == "cancel":
        return f"Cancel {title}" + (f", {span_text(fit.old, words)}" if fit.old else "")
    if proposal.action == "add":
        return f"Add {title}, {where}"
    return f"Move {title} to {where}" if where else f"Move {title}"


def fit_text(fit: Fit, words: Words = ENGLISH, *, is_stale: bool = False) -> str:
    """Say how a proposal stands against the calendar now, checked anew whatever its age."""
    if fit.problem == "gone":
        return "This block is not there any more, or was reconciled. Decline it, or ask the office."
    if fit.problem == "past":
        return "This time has gone by. Decline it, or choose another time."
    parts = []
    if is_stale:
        parts.append("The file has changed since their board, so this was checked again.")
    if fit.problem == "moved" and fit.old is not None:
        parts.append(f"The block lies elsewhere than they saw it: {span_text(fit.old, words)}.")
    parts.append(_met_text(fit))
    if fit.elsewhere:
        names = list_text([f"“{name}”" for name in fit.elsewhere])
        parts.append(f"{names} {'is' if len(fit.elsewhere) == 1 else 'are'} busy then.")
    return " ".join(parts)


def short_fit_text(fit: Fit) -> str:
    """Say in a word or two how a proposal stands now, for a list."""
    if fit.problem in ("gone", "past"):
        return {"gone": "not there any more", "past": "gone by"}[fit.problem]
    if fit.conflicts:
        return {
            Demand.NOTHING: "gives way", Demand.CONSENT: "asks first", Demand.REASON: "asks a reason",
            Demand.REFUSED: "held",
        }[fit.demand]  # fmt: skip
    if fit.elsewhere:
        return "busy elsewhere"
    if fit.problem == "moved":
        return "lies elsewhere"
    return "free" if fit.place else "can go"


def _met_text(fit: Fit) -> str:
    if not fit.conflicts:
        free = "Nothing of yours lies there." if fit.elsewhere else "The place is free."
        return free if fit.place else "Nothing stands in the way."
    firmest = [each for each in fit.conflicts if each.demand is fit.demand]
    names = list_text([f"“{each.title}”" for each in firmest])
    verb = "is" if len(firmest) == 1 else "are"
    lost = duration_text(sum(each.minutes for each in fit.conflicts))
    return {
        Demand.NOTHING: f"{names} would give way ({lost}).",
        Demand.CONSENT: f"{names} would give way ({lost}); accepting is your consent.",
        Demand.REASON: f"{names} {verb} protected ({lost}). Choose a reason, or another time.",
        Demand.REFUSED: f"{names} {verb} Immovable. Choose another time, or decline.",
    }[fit.demand]


def counts_text(waiting: int, answered: int) -> str:
    """Say how many proposals wait and how many were answered."""
    waits = count_text(waiting, "proposal waits", "proposals wait") if waiting else "No proposal waits"
    return f"{waits}, {answered} answered."
