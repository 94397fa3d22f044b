"""What is told of a subscribed calendar. Its address is a secret: only the host is shown."""

from __future__ import annotations

from urllib.parse import urlsplit

from il_desktop.wording.format import count_text

LOST_WAYS = "Go on with --lost keep (what was read before stays) or --lost take (the new one is shown)."


def host_of(place: str) -> str:
    """Return the host of an address, the only part that is shown."""
    return urlsplit(place).hostname or ""


def feed_state(events: int, fetched_at: str, problem: str) -> str:
    """Say how the last refresh went; the instant is as stored, in UTC."""
    if not fetched_at:
        return "Never read; the last try did not work." if problem else "Not read yet."
    when = f"{fetched_at[:10]} {fetched_at[11:16]} UTC"
    entries = count_text(events, "entry", "entries")
    if problem == "kept":
        return f"{entries} of {fetched_at[:10]}, kept on purpose."
    if problem == "shrunk":
        return f"Most are gone there; {entries} kept."
    return f"The last try did not work; {entries} as of {when}." if problem else f"{entries}, read {when}."
