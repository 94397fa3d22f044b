"""What a synchronisation did, and what waits for a decision, in words."""

from __future__ import annotations

from typing import Protocol
from urllib.parse import urlsplit

from il_desktop.domain.walltime import Span, WallTime
from il_desktop.wording.format import Words, clock_text, count_text, day_text, list_text, span_text


class Counts(Protocol):
    """How many events a run changed on each side."""

    @property
    def new(self) -> int: ...  # noqa: D102  see `syncing.steps.SyncOutcome`
    @property
    def changed(self) -> int: ...  # noqa: D102  same
    @property
    def removed(self) -> int: ...  # noqa: D102  same
    @property
    def sent(self) -> int: ...  # noqa: D102  same
    @property
    def updated(self) -> int: ...  # noqa: D102  same
    @property
    def deleted(self) -> int: ...  # noqa: D102  same
    @property
    def kept(self) -> int: ...  # noqa: D102  same
    @property
    def conflicts(self) -> int: ...  # noqa: D102  same
    @property
    def refused(self) -> int: ...  # noqa: D102  same


WHAT = (
    "Keeps one calendar on a server (Nextcloud, iCloud, Fastmail and others) and this file equal, both ways, for this "
    "school year. Your notes never leave; what others wrote there stays as it is."
)
KEY_STORE_HINT = "It goes into this computer's key store, never into the file. Many providers want an app password."
NOT_KEPT = {
    "none": "This computer has no key store, so the password will be asked for each time.",
    "locked": "The key store of this computer is locked, so the password will be asked for each time.",
}
TURNED_AWAY = "The server does not take the password that is kept here any more."
WHICH = "The account has several calendars. Choose the one to keep equal with this file."
KEEP_LOST, TAKE_LOST = "Keep what was here", "Take the new one"
KEEP_HINT = "Keeping sends it all to the server again. Taking removes it here too, as one step that can be undone."
LOST_WAYS = "Go on with --lost keep (all of it is sent again) or --lost take (it leaves this file too, in one step)."
END = "Both sides keep what they have, and go their own ways from now on."
STOPPED = "Stopped. Nothing is lost; the next sync goes on from here."
CONFLICTS = "Waiting for your decision"
CHOICE_NAMES = {"mine": "Keep mine", "theirs": "Take theirs", "both": "Keep both"}
_STEPS = {"listing": "Asking what changed", "reading": "Reading", "sending": "Sending"}

_WHY = {
    "both": "it changed here and on the server.",
    "series": "the server changed the repetition itself, which cannot be told apart date by date.",
    "part": "dates of it were deleted on the server; taking theirs removes those dates here and no others.",
    "immovable": "it was deleted on the server, but here it is Immovable.",
    "series_edit": "its repetition comes from the server and was changed here; change it there, or undo it here.",
    "status_403": "the server does not let this account write it.",
    "status_409": "the server says that it is in the way of another event.",
    "status_412": "the server says that it changed there, but shows no other version; the next sync tries again.",
    "status_423": "it is locked on the server; the next sync tries again.",
    "status_500": "the server failed at it; the next sync tries again.",
    "status_413": "the server finds it too large.",
}


def outcome_sentence(found: Counts, *, dry_run: bool = False) -> str:
    """Say what a run did, or would do, in one line."""
    here = _side(found.new, found.changed, found.removed)
    there = _side(found.sent, found.updated, found.deleted)
    parts = [f"here {here}"] if here else []
    parts += [f"on the server {there}"] if there else []
    begin = "Would sync" if dry_run else "Synced"
    equal = "All else is equal." if found.conflicts or found.refused else "Both sides are equal."
    text = f"{begin}: {'; '.join(parts)}." if parts else equal
    if found.kept:
        text += f" {count_text(found.kept, 'edit', 'edits')} won over a deletion on the other side."
    if found.conflicts:
        text += f" {count_text(found.conflicts, 'conflict waits', 'conflicts wait')} for your decision."
    if found.refused:
        text += f" {count_text(found.refused, 'event was', 'events were')} not exchanged."
    return text


def conflict_sentence(state: str, why: str, *, is_gone: bool) -> str:
    """Say why an item waits: the second half of a sentence whose first is its title."""
    if state == "conflict" and why == "both" and is_gone:
        return "it changed here and was deleted on the server."
    return _WHY.get(why, "the server did not take it." if why.startswith("status_") else _WHY["both"])


def _side(new: int, changed: int, removed: int) -> str:
    counts = ((new, "new"), (changed, "changed"), (removed, "removed"))
    return list_text([f"{number} {name}" for number, name in counts if number])


def place_sentence(name: str, place: str, user: str) -> str:
    """Say which calendar it is: name, host and user, not the whole address."""
    return f"“{name}” on {urlsplit(place).hostname or place}, as {user}." if user else f"“{name}” on {place}."


def last_sentence(at: WallTime | None, words: Words) -> str:
    """Say when both sides were equal last, by the school's clock."""
    return f"Last synced {day_text(at.day, words)}, {clock_text(at.minute, words)}." if at else "Not synced yet."


def progress_sentence(step: str, done: int, total: int) -> str:
    """Say what a run is doing."""
    return f"{_STEPS.get(step, 'Working')}: {done + 1} of {total}…" if total else f"{_STEPS.get(step, 'Working')}…"


def versions(here: Span | None, there: Span | None, title: str, words: Words, *, is_gone: bool) -> tuple[str, ...]:
    """Say where both versions of a conflict lie, in a line each; their title when it is known."""
    ours = f"Here: {span_text(here, words)}" if here else ""
    theirs = f"There: {title}, {span_text(there, words)}" if there else "There: a repetition, or all day"
    return tuple(line for line in (ours, "There: deleted" if is_gone else theirs) if line)
