"""What of a person's timeline may leave the file: for the principal's own folder, or for the person themselves.

Private memory never leaves, whoever asks. The words of visits, contacts and blocks were written for oneself and stay
here too; what was given or said to the person goes out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from il_desktop.domain.timeline import TimelineEntry

READERS = ("me", "person")
_FOR_ME_ALONE = frozenset({"working_file"})  # classes of notes
_WORDS_STAY = frozenset({"block", "series", "visit", "log"})


class Released(NamedTuple):
    """What may go out, and how many entries of which kind stay here."""

    entries: tuple[TimelineEntry, ...]
    kept: dict[str, int]


def release(entries: Iterable[TimelineEntry], reader: str) -> Released:
    """Return what may go to `me` or to the `person`; raise ValueError for another reader."""
    if reader not in READERS:
        raise ValueError(reader)
    shown: list[TimelineEntry] = []
    kept: Counter[str] = Counter()
    for entry in entries:
        if _stays(entry, is_person=reader == "person"):
            kept[entry.kind] += 1
        elif entry.kind in _WORDS_STAY:
            shown.append(entry._replace(text=""))
        else:
            shown.append(entry)
    return Released(tuple(shown), dict(kept))


def _stays(entry: TimelineEntry, *, is_person: bool) -> bool:
    if entry.is_private or (entry.kind == "note" and entry.word == "private_memory"):
        return True
    if not is_person:
        return False
    if entry.kind == "note":
        return entry.word in _FOR_ME_ALONE
    return entry.state in ("draft", "nominated") or (entry.kind == "feedback" and entry.state != "given")
