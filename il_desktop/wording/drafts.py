"""What the line above the page says of text that was not saved when the program ended."""

from __future__ import annotations

from il_desktop.domain.drafts import Draft
from il_desktop.wording.format import count_text

_LONGEST = 70  # characters


def draft_text(draft: Draft) -> str:
    """Return the text on one line, cut."""
    text = " ".join(draft.text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def draft_sentence(draft: Draft) -> str:
    """Return what was being written, and in which field."""
    return f"You were writing “{draft_text(draft)}” ({draft.field.partition(':')[0]}). It is not saved yet."


def more_drafts_text(number: int) -> str:
    """Say how many more there are; empty for none."""
    return count_text(number, "more", "more") if number else ""
