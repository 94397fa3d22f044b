"""What a synchronisation did, and what waits for a decision, in words."""

from __future__ import annotations

from typing import Protocol

from il_desktop.wording.format import count_text, list_text


class Counts(Protocol):
    """How many events a run changed on each side."""

    @property
    def new(self) -> int: ...  # noqa: D102  see `syncing.run.SyncOutcome`
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


_WHY = {
    "both": "it changed here and on the server.",
    "series": "the server changed the repetition itself, which cannot be told apart date by date.",
    "immovable": "it was deleted on the server, but here it is Immovable.",
    "series_edit": "its repetition comes from the server and was changed here; change it there, or undo it here.",
    "status_403": "the server does not let this account write it.",
    "status_409": "the server says that it is in the way of another event.",
    "status_413": "the server finds it too large.",
}


def outcome_sentence(found: Counts, *, dry_run: bool = False) -> str:
    """Say what a run did, or would do, in one line."""
    here = _side(found.new, found.changed, found.removed)
    there = _side(found.sent, found.updated, found.deleted)
    parts = [f"here {here}"] if here else []
    parts += [f"on the server {there}"] if there else []
    begin = "Would sync" if dry_run else "Synced"
    text = f"{begin}: {'; '.join(parts)}." if parts else "Both sides are equal."
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
