"""What each audience may see of a block: words, busy status, class. Defaults hold no names, notes or places."""

from __future__ import annotations

import re
from dataclasses import dataclass

from il_desktop.domain.blocks import Category, Protection
from il_desktop.interchange.ics.records import Audience, Face

CATEGORY_NAMES = {
    Category.INSTRUCTIONAL: "Instructional",
    Category.MANAGEMENT: "Management",
    Category.PERSONAL: "Personal",
}
LEVEL_NAMES = {
    Protection.OPEN: "Open",
    Protection.FLEXIBLE: "Flexible",
    Protection.FIRM: "Firm",
    Protection.GUARDED: "Guarded",
    Protection.IMMOVABLE: "Immovable",
}
_IN_CLASSROOMS = ("visit", "work_with_students", "learning_behavior", "model_teach")
_AWAY = ("personal", "district", "community")
_DESK_WORK = ("office_work", "budget", "schedules_testing", "own_learning", "huddle_review", "curriculum")
_LEVEL_SENTENCES = {
    Protection.OPEN: "Open: may be booked.",
    Protection.FLEXIBLE: "Flexible: may be moved on the same day.",
    Protection.FIRM: "Firm: please ask before booking over it.",
    Protection.GUARDED: "Guarded: a reason is needed to move it.",
    Protection.IMMOVABLE: "Immovable: please do not book over it.",
}


@dataclass(frozen=True, slots=True)
class Content:
    """The visible part of one event."""

    summary: str
    description: str
    categories: tuple[str, ...]
    is_private: bool
    busy: str  # FREE, TENTATIVE, BUSY or OOF, as X-MICROSOFT-CDO-BUSYSTATUS has it
    is_important: bool


def content_for(face: Face, audience: Audience, names: frozenset[str] = frozenset()) -> Content | None:
    """Return what the audience sees, or None when it sees nothing of the block.

    `names` are casefolded words of people's names: a text that holds one is replaced by the category's name.
    """
    busy = _busy(face)
    important = face.protection >= Protection.GUARDED
    category = CATEGORY_NAMES[face.category]
    if audience is Audience.PUBLIC:
        if not face.is_public:
            return None
        summary = face.title if face.title and not _holds_name(face.title, names) else "School event"
        return Content(summary, "", (), is_private=False, busy="FREE", is_important=False)
    name = category if _holds_name(face.activity_name, names) else face.activity_name
    level = LEVEL_NAMES[face.protection]
    if audience is Audience.ME:
        tags = (category, f"Protection: {level}")
        return Content(name, "", tags, is_private=True, busy=busy, is_important=important)
    if audience is Audience.OFFICE:
        shown = _office_words(face, name)
        tags = (category, f"Protection: {level}")
        return Content(
            shown, _LEVEL_SENTENCES[face.protection], tags, is_private=False, busy=busy, is_important=important
        )
    return Content(_staff_words(face, busy), "", (), is_private=False, busy=busy, is_important=False)


def _busy(face: Face) -> str:
    """Map the level to Outlook's busy status (outlook.md section 5, our choice)."""
    if face.is_buffer:
        return "BUSY"
    if face.protection is Protection.OPEN:
        return "FREE"
    # How many other starts a flexible block has left is the planner's knowledge: here the careful answer, never "free".
    return "TENTATIVE" if face.protection is Protection.FLEXIBLE else "BUSY"


def _office_words(face: Face, name: str) -> str:
    if face.activity_key.startswith("visit"):
        return "Classroom visits"  # the kind of a visit says too much about the visited
    return CATEGORY_NAMES[Category.PERSONAL] if face.category is Category.PERSONAL else name


def _staff_words(face: Face, busy: str) -> str:
    if busy == "FREE":
        return "Available"
    if face.activity_key.startswith(_IN_CLASSROOMS):
        return "In classrooms"
    if face.category is Category.PERSONAL or face.activity_key.startswith(_AWAY):
        return "Away"
    if face.is_buffer or face.activity_key.startswith(_DESK_WORK):
        return "Busy"
    return "Meeting"


def _holds_name(text: str, names: frozenset[str]) -> bool:
    return bool(names) and not names.isdisjoint(re.findall(r"\w+", text.casefold()))
