"""One line of a person's timeline, and which kinds a filter shows together."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

GROUPS = {  # what the filter shows together -> kinds
    "visits": ("visit", "feedback", "step"),
    "recognition": ("recognition", "nomination"),
    "time": ("block", "series", "meeting"),
    "work": ("task", "goal"),
    "notes": ("note", "log"),
    "facts": ("absence", "team"),
}


class TimelineEntry(NamedTuple):
    """One thing about a person. `at` is a wall time or a day, `word` a code of the kind, `state` what became of it.

    `page` and `target` say where it is shown, empty for nowhere; `is_private` marks a note nobody else ever gets.
    """

    kind: str
    key: str
    at: str
    word: str
    title: str
    text: str
    state: str
    is_private: bool
    page: str
    target: str

    @property
    def day(self) -> date:
        """The day it happened, is planned or is looked at again."""
        return date.fromisoformat(self.at[:10])
