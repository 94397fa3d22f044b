"""What the palette offers for a typed text, best first. Pure: no Qt; the widget shows it and does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from il_desktop.queries.finder import Findable
from il_desktop.views.shared import typed
from il_desktop.wording.format import Words, day_text

LIMIT = 9
_CUTOFF = 58


@dataclass(frozen=True, slots=True)
class Find:
    """One offered line. `kind` is action, place or date; `key` an action id, or page id and key of a place."""

    kind: str
    key: tuple[str, str]
    title: str
    detail: str = ""
    hint: str = ""
    icon: str = ""


def place(found: Findable) -> Find:
    """Return the line of a person or a goal."""
    icon = "users" if found.page_id == "people" else "target"
    return Find("place", (found.page_id, found.key), found.title, found.detail, icon=icon)


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


def ranked(text: str, finds: Sequence[Find]) -> list[Find]:
    """Return the best finds for a text: beginnings of words first, then what is nearly the same.

    Ties keep the order given, so actions of the page shown come first.
    """
    wanted = text.strip().lower()
    if not wanted:
        return list(finds[:LIMIT])
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
    return [find for *_, find in scored[:LIMIT]]
