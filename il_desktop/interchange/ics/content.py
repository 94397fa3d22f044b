"""What each audience may see of a block: words, busy status, class, alarm.

Defaults hold no names, own titles or places; asked for, they go to me and to the front office alone. Notes never go.
"""

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
BUFFER_TAG = "Buffer"  # deliberate white space looks like any other time otherwise, also on its way back
_IN_CLASSROOMS = ("visit", "work_with_students", "learning_behavior", "model_teach")
_AWAY = ("personal", "district", "community")
_OFF_SITE = ("personal", "district")  # where nothing else is known of a place: our choice
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
    place: str = ""
    alarm_min: int | None = None


def content_for(face: Face, audience: Audience, names: frozenset[str] = frozenset()) -> Content | None:
    """Return what the audience sees, or None when it sees nothing of the block.

    `names` are casefolded words of people's names: a text that holds one is replaced by the category's name.
    """
    busy = _busy(face)
    category = CATEGORY_NAMES[face.category]
    if audience is Audience.PUBLIC:
        if not face.is_public:
            return None
        summary = face.title if face.title and not _holds_name(face.title, names) else "School event"
        return Content(summary, "", (), is_private=False, busy="FREE", is_important=False)
    if audience is Audience.STAFF:
        return Content(_staff_words(face, busy), "", (), is_private=False, busy=busy, is_important=False)
    return _near(face, audience, names, category)


def _near(face: Face, audience: Audience, names: frozenset[str], category: str) -> Content:
    """Return what I or my front office see; names, own titles and places only where they were asked for."""
    kind = category if _holds_name(face.activity_name, names) else face.activity_name
    level = LEVEL_NAMES[face.protection]
    is_me = audience is Audience.ME
    shows_names = face.shows_names and (is_me or face.category is not Category.PERSONAL)
    summary = kind if is_me else _office_words(face, kind)
    with_whom = ""
    if shows_names:
        summary = face.title or summary
        with_whom = f"With {', '.join(face.people)}." if face.people else ""
    said = with_whom if is_me else " ".join(filter(None, (with_whom, _LEVEL_SENTENCES[face.protection])))
    tags = [category, f"Protection: {level}"]
    if face.is_buffer:
        tags.append(BUFFER_TAG)
    if shows_names and summary != kind:
        tags.append(kind if is_me else _office_words(face, kind))
    return Content(
        summary,
        said,
        tuple(dict.fromkeys(tags)),
        is_private=is_me,
        busy=_busy(face),
        is_important=face.protection >= Protection.GUARDED,
        place=face.place if shows_names else "",
        alarm_min=face.remind_min if is_me else None,
    )


def _busy(face: Face) -> str:
    """Map the level to Outlook's busy status (outlook.md section 5, our choice)."""
    if face.is_buffer:
        return "BUSY"
    if face.protection is Protection.OPEN:
        return "FREE"
    if face.protection is Protection.FLEXIBLE:
        return "FREE" if face.has_room else "TENTATIVE"  # its last start on the day, or nothing known of another
    is_away = face.protection is Protection.IMMOVABLE and face.activity_key.startswith(_OFF_SITE)
    return "OOF" if is_away else "BUSY"


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
