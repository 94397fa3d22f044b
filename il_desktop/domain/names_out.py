"""Takes the names of known people out of texts that leave. Rather one word too many than one name."""

from __future__ import annotations

import re
from collections.abc import Iterable

PUT_IN = "[name]"
_LEAST = 2  # letters; a shorter name would take words apart
_TITLES = r"(?:(?:Mrs|Ms|Mr|Mx|Miss|Dr|Prof|Coach)\.?\s+)?"


class NamesOut:
    """Replaces whole names and family names, also with a title before them; `count` is how many were taken out.

    `people` are (given, family, shown as). A family name that is also a word is taken out where it is written like a
    name, with a capital letter.
    """

    def __init__(self, people: Iterable[tuple[str, str, str]]) -> None:
        whole: set[str] = set()
        for person in people:
            given, family, shown = (name.strip() for name in person)
            pairs = (f"{given} {family}", f"{family} {given}", f"{family}, {given}", f"{given}{family}", shown, family)
            whole |= {name for name in pairs if len(name) >= _LEAST and name not in ("", ",")}
        listed = sorted(whole, key=lambda name: (-len(name), name))
        pattern = "|".join(re.escape(name) for name in listed)
        self._known = re.compile(rf"(?<!\w){_TITLES}(?:{pattern})(?!\w)") if listed else None
        self.count = 0

    def text(self, text: str) -> str:
        """Return a text without the names."""
        if self._known is None:
            return text
        said, found = self._known.subn(PUT_IN, text)
        self.count += found
        return said
