"""The `periods` cell of a OneRoster class: `3`, `P3, P4`, `3(A-B)`, `2(M,W,F)`. What cannot be read is handed back."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(r"([^\s(),;]+)\s*(?:\(([^()]*)\))?")
_SPOKEN = re.compile(r"\bper(?:iod)?\.?\s+", re.IGNORECASE)
_WEEKDAYS = {
    "m": 0, "mo": 0, "mon": 0, "t": 1, "tu": 1, "tue": 1, "w": 2, "we": 2, "wed": 2, "r": 3, "th": 3, "thu": 3,
    "f": 4, "fr": 4, "fri": 4, "sa": 5, "sat": 5, "su": 6, "sun": 6,
}  # fmt: skip
_MOST = 60


class Meeting(NamedTuple):
    """One period of a class; of one day type or weekday, or of every day when both are None."""

    period_code: str
    day_type: str | None = None
    weekday: int | None = None


def read_periods(text: str, periods: tuple[str, ...], day_types: tuple[str, ...]) -> tuple[tuple[Meeting, ...], str]:
    """Return the meetings of a class, and the part that cannot be read (empty when there is none)."""
    codes = {code.casefold(): code for code in periods}
    letters = {letter.casefold(): letter for letter in day_types}
    found: dict[Meeting, None] = {}
    wrong: list[str] = []
    tokens = list(_TOKEN.finditer(_SPOKEN.sub("", text)))
    if (text.strip() and not tokens) or len(tokens) > _MOST:
        return (), text[:80]
    for match in tokens:
        word, days = match[1].strip().casefold(), match[2]
        code = codes.get(word) or codes.get(f"p{word}")
        meetings = _meetings(code, days, letters) if code else []
        if not meetings:
            wrong.append(match[0].strip(" ,;"))
        found.update(dict.fromkeys(meetings))
    return tuple(found), ", ".join(wrong)[:80]


def _meetings(code: str, days: str | None, letters: dict[str, str]) -> list[Meeting]:
    """Return one meeting for each day named, nothing when one of them is unknown."""
    words = [part.strip().casefold() for part in re.split(r"[-,;/ ]+", days or "") if part.strip()]
    if not words:
        return [Meeting(code)]
    if set(words) == set(letters):
        return [Meeting(code)]
    found: list[Meeting] = []
    for word in words:
        if word in letters:
            found.append(Meeting(code, letters[word]))
        elif word in _WEEKDAYS:
            found.append(Meeting(code, None, _WEEKDAYS[word]))
        else:
            return []
    return found
