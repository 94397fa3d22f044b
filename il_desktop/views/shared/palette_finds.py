"""What the palette offers for a typed text, best first. Pure: no Qt; the widget shows it and does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from il_desktop.domain.walltime import WallTime
from il_desktop.queries.finder import Findable
from il_desktop.queries.search import Hit
from il_desktop.views.shared import typed
from il_desktop.wording.format import Words, clock_text, day_text

LIMIT = 9
TYPED_LIMIT = 5  # lines above what the search found
LINES = 14
_CUTOFF = 58


@dataclass(frozen=True, slots=True)
class Find:
    """One offered line. `kind` is action, place, date or hit; `key` an action id, or page id and key of a place.

    `when` is the date shown at the right, `day` the ISO date of the week to show first.
    """

    kind: str
    key: tuple[str, str]
    title: str
    detail: str = ""
    hint: str = ""
    icon: str = ""
    when: str = ""
    day: str = ""


KIND_WORDS = {  # with the glyph
    "person": ("Person", "users"),
    "goal": ("Goal", "target"),
    "title": ("Block", "calendar-days"),
    "meeting": ("Meeting", "messages-square"),
    "task": ("Task", "square-check"),
    "vision": ("Vision", "mountain"),
    "vision_item": ("Vision", "mountain"),
    "recognition": ("Recognition", "award"),
    "decision": ("Decision", "scale"),
    "responsibility": ("First contact", "phone"),
    "note": ("Note on a block", "notebook-pen"),
    "visit": ("Visit", "footprints"),
    "library": ("Library", "book-open"),
}


def place(found: Findable) -> Find:
    """Return the line of a person or a goal."""
    icon = "users" if found.page_id == "people" else "target"
    return Find("place", (found.page_id, found.key), found.title, found.detail, icon=icon)


def hit_find(hit: Hit, today: date, words: Words) -> Find:
    """Return the line of something the search found."""
    word, icon = KIND_WORDS[hit.kind]
    day = hit.when.day if isinstance(hit.when, WallTime) else hit.when
    when = ""
    if day is not None:
        when = day_text(day, words, year=day.year != today.year)
    if isinstance(hit.when, WallTime):
        when = f"{when}, {clock_text(hit.when.minute, words)}"
    detail = " · ".join(part for part in (word, " ".join(hit.detail.split())) if part)
    week = day.isoformat() if hit.page == "week" and day else ""
    return Find("hit", (hit.page, hit.key), hit.title, detail, icon=icon, when=when, day=week)


def is_sure(text: str, find: Find) -> bool:
    """Tell whether all words typed begin words of a line, so that it is no guess."""
    words = find.title.lower().split()
    return all(any(word.startswith(part) for word in words) for part in text.lower().split())


def with_hits(first: Sequence[Find], hits: Sequence[Find], guesses: Sequence[Find] = ()) -> list[Find]:
    """Return sure lines, then what the search found, then guesses; of lines that lead to one place, the best.

    A kind stands where its best hit does, its others with it.
    """
    shown = {find.key for find in first}
    kinds: dict[str, list[Find]] = {}
    for find in hits:
        if find.key not in shown:
            kinds.setdefault(find.icon, []).append(find)
            if find.icon != KIND_WORDS["visit"][1]:  # several visits to one person are several lines
                shown.add(find.key)
    found = [find for finds in kinds.values() for find in finds]
    shown |= {find.key for find in found}
    return [*first, *found, *(find for find in guesses if find.key not in shown)][:LINES]


def date_find(text: str, today: date, words: Words) -> Find | None:
    """Return the line of a date such as "go 3 Dec" or "tomorrow"; None when the text is no date."""
    body = text.strip()
    for lead in ("go to ", "go "):
        if body.lower().startswith(lead):
            body = body[len(lead) :]
            break
    if body.isdigit():
        return None
    try:
        day = typed.read_date(body, today, day_first=False)
    except typed.NotReadable:
        return None
    title = f"Go to {day_text(day, words, year=day.year != today.year)}"
    return Find("date", ("week", day.isoformat()), title, "week", icon="calendar-days")


def ranked(text: str, finds: Sequence[Find], limit: int = LIMIT) -> list[Find]:
    """Return the best finds for a text: beginnings of words first, then what is nearly the same.

    Ties keep the order given, so actions of the page shown come first.
    """
    wanted = text.strip().lower()
    if not wanted:
        return list(finds[:limit])
    from rapidfuzz import fuzz  # noqa: PLC0415  loaded when the palette is first used

    scored: list[tuple[float, int, Find]] = []
    for number, find in enumerate(finds):
        title = find.title.lower()
        score = fuzz.WRatio(wanted, title)
        if title.startswith(wanted):
            score += 60
        elif any(word.startswith(wanted) for word in title.split()):
            score += 45
        elif all(any(word.startswith(part) for word in title.split()) for part in wanted.split()):
            score += 40
        elif wanted in f"{title} {find.detail.lower()}":
            score += 20
        elif len(wanted) < 4:
            continue
        if score >= _CUTOFF + 12:
            scored.append((-score, number, find))
    scored.sort(key=lambda entry: entry[:2])
    return [find for *_, find in scored[:limit]]
