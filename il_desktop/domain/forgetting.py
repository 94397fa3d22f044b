"""What a person's name looks like in running text, and what stands there once the person is forgotten.

Full names are found in any case and without their accents; single names only as they are written, because “Mark” is
also a word. Names of writing without spaces are found inside a run of signs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from il_desktop.domain.light import NamedTuple

SOMEBODY = "somebody"  # stands where a name stood
EMPTIED = "(removed)"  # stands where a text about the person stood
FORGOTTEN = ("Removed", "person")  # given and family name of the row that keeps counts right
_SPACELESS = 0x2E80  # from here on scripts write without spaces
_SHORT = 2  # characters; an initial alone is no name to look for


class Names(NamedTuple):
    """All ways in which one person may be called: `whole` names, and `single` words of them."""

    whole: tuple[str, ...]
    single: tuple[str, ...]

    def apart_from(self, others: Iterable[Names]) -> Names:
        """Return what only this person is called, so that nobody else loses a name."""
        taken = {_key(name) for other in others for name in (*other.whole, *other.single)}
        return Names(*(tuple(name for name in names if _key(name) not in taken) for names in self))


class NamesGone:
    """Replaces the names of one person in texts. Without `single` only whole names go."""

    def __init__(self, names: Names, *, single: bool) -> None:
        self._whole = _pattern(names.whole, re.IGNORECASE)
        self._single = _pattern(names.single, re.NOFLAG) if single else None
        self._known: dict[str, str] = {}  # a hundred thousand blocks have some hundred titles

    def text(self, text: str) -> str:
        """Return a text without the names."""
        found = self._known.get(text)
        if found is None:
            found = text
            for pattern in (self._whole, self._single):
                found = found if pattern is None else pattern.sub(SOMEBODY, found)
            self._known[text] = found
        return found

    def value(self, value: Any) -> Any:
        """Return a text, or a JSON value with all its texts, without the names."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {key: self.value(each) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return tuple(self.value(each) for each in value)
        return value


def names_of(given: str, family: str, shown_as: str = "", email: str = "", former: Iterable[str] = ()) -> Names:
    """Return the ways a person may be called; `former` are whole former names."""
    before = tuple(former)
    whole = (
        f"{given} {family}", f"{family} {given}", f"{family}, {given}", f"{family}{given}", shown_as, email, *before,
    )  # fmt: skip
    single = (given, family, *(name.split()[-1] for name in before if name.split()))
    return Names(_each_once(whole), _each_once(name for name in single if _is_name(name)))


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def _is_name(word: str) -> bool:
    return len(word.rstrip(".")) >= _SHORT or ord(word[:1] or " ") >= _SPACELESS


def _key(name: str) -> str:
    return "".join(_base(char) for char in name).casefold()


def _pattern(names: tuple[str, ...], flags: re.RegexFlag) -> re.Pattern[str] | None:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile("|".join(map(_written, longest_first)), flags) if names else None


def _written(name: str) -> str:
    """Return the expression for a name: any blanks between its words, any apostrophe, accents or none."""
    inside = r"\s+".join("".join(map(_char, word)) for word in name.split())
    before = r"(?<!\w)" if ord(name[0]) < _SPACELESS else ""
    after = r"(?!\w)" if ord(name[-1]) < _SPACELESS else ""
    return f"{before}{inside}{after}"


def _char(char: str) -> str:
    if char in "'’":
        return "['’]"
    base = _base(char)
    return re.escape(char) if base == char else f"[{re.escape(char)}{re.escape(base)}]"


def _base(char: str) -> str:
    return unicodedata.normalize("NFD", char)[0]
