"""The published calendar in plain sentences."""

from __future__ import annotations

from il_desktop.domain.walltime import WallTime
from il_desktop.wording.format import Words, clock_text

WHAT = (
    "A calendar file that follows your changes by itself, for programs that subscribe to it. It holds the last thirty "
    "days and everything to the end of the school year, in the words of its readers; never names, notes or reminders."
)
FILE_HINT = (
    "Put it where a calendar program, a web server or a shared drive reads it. It is off until you choose a place."
)
LOCAL_HINT = (
    "For classic Outlook, Thunderbird or Apple Calendar on this computer, while this program is open. "
    "New Outlook and Outlook on the web fetch from Microsoft's computers and cannot reach it."
)

ZONES_HINT = (
    "For programs that do not know names such as America/New_York. It holds for every calendar file that goes out."
)


def published_sentence(now: WallTime, words: Words) -> str:
    """Say that the calendar is up to date."""
    return f"Up to date since {clock_text(now.minute, words)}."


def failed_sentence(name: str) -> str:
    """Say once that the calendar could not be written, what is safe and what happens next."""
    return (
        f"The published calendar {name} could not be written. The one from before is unchanged; "
        "it is tried again after your next change. Export, Published calendar shows the place."
    )


def address_taken_sentence() -> str:
    """Say that the address is in use."""
    return "The calendar's address on this computer is in use by another program. Choose a new address in its settings."
