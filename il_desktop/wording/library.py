"""The library and the curriculum review in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from il_desktop.domain.library import CRITERIA, is_due
from il_desktop.wording.format import ENGLISH, Words, count_text, date_text

if TYPE_CHECKING:
    from il_desktop.domain.library import Entry, Unit

ENTRY_KINDS: Mapping[str, str] = {
    "strategy": "Strategy",
    "term": "Word",
    "digest": "What research says",
    "resource": "Resource",
    "snippet": "Text to reuse",
}
CRITERION_WORDS: Mapping[str, str] = {
    "rigorous": "Rigorous",
    "relevant": "Relevant",
    "engaging": "Engaging",
    "inclusive": "Inclusive",
}
NEEDS_BOTH = "What the whole school uses needs a plain definition and a source. Write both first."


def used_cell(entry: Entry) -> str:
    """Write where an entry holds."""
    return "Whole school" if entry.is_schoolwide else ""


def aliases_cell(entry: Entry) -> str:
    """Write the other names of an entry."""
    return ", ".join(entry.aliases)


def score_cell(unit: Unit) -> str:
    """Write the four scores in their order: `3 2 – 4`."""
    if not unit.scores:
        return "Not reviewed"
    return " ".join(str(unit.scores.get(name, "\N{EN DASH}")) for name in CRITERIA)


def review_cell(unit: Unit, today: date, words: Words = ENGLISH) -> str:
    """Write when a unit is looked at again, and that the day has gone by."""
    if unit.next_review_on is None:
        return ""
    day = date_text(unit.next_review_on, words)
    return f"was due {day}" if is_due(unit.next_review_on, today) else day


def library_sentence(found: Sequence[Entry]) -> str:
    """Count what is in the library and what the whole school uses."""
    if not found:
        return "What the school means by its words, and what it knows about its strategies."
    used = sum(entry.is_schoolwide for entry in found)
    said = count_text(len(found), "entry", "entries")
    return f"{said}, {used} used by the whole school." if used else f"{said}."


def units_sentence(found: Sequence[Unit], today: date) -> str:
    """Count the units, those with an issue, and those whose review date has gone by."""
    if not found:
        return "Each unit by four criteria, what is amiss, and when it is looked at again."
    due, open_ = sum(is_due(unit.next_review_on, today) for unit in found), sum(bool(unit.issue) for unit in found)
    said = f"{count_text(len(found), 'unit', 'units')}, {open_} with an issue."
    return f"{said} {count_text(due, 'review was', 'reviews were')} due before today." if due else said
