"""Takes the names of known people out of texts that leave. Rather one word too many than one name."""

from __future__ import annotations

import re
from collections.abc import Iterable

PUT_IN = "[name]"
_LEAST = 2  # letters; a shorter name would take words apart
_UNSPACED = "\u3040"  # from here on
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
            orders = ((given, family), (family, given))
            pairs = (*(f"{a} {b}" for a, b in orders), *(f"{a}{b}" for a, b in orders), f"{family}, {given}")
            whole |= {name.strip() for name in (*pairs, shown, family) if len(name.strip(" ,")) >= _LEAST}
        listed = sorted(whole, key=lambda name: (-len(name), name))
        # Chinese and Japanese are written without spaces: a name there may touch other words.
        parts = (
            re.escape(name) if name[0] >= _UNSPACED else rf"(?<!\w){_TITLES}{re.escape(name)}(?!\w)" for name in listed
        )
        self._known = re.compile("|".join(parts)) if listed else None
        self.count = 0

    def text(self, text: str) -> str:
        """Return a text without the names."""
        if self._known is None:
            return text
        said, found = self._known.subn(PUT_IN, text)
        self.count += found
        return said
