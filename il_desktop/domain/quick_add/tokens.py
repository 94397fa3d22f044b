"""The line cut into tokens, in one pass: numbers, clock times, dates in digits, words, single signs."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from il_desktop.domain.text import search_key

_TOKEN = re.compile(
    r"""
      (?P<iso>\d{4}-\d{1,2}-\d{1,2})(?!\d)
    | (?P<clock>(?<![\d.])\d{1,2}(?:[:.]\d{2})?\s?[ap](?:\.m\.|m\b)|(?<![\d:])\d{1,2}:\d{2}(?![\d:]))
    | (?P<slashed>\d{1,2}/\d{1,2}(?:/\d{4}|/\d{2})?(?![\d/])|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2}(?!\d))?(?!\d))
    | (?P<decimal>\d{1,4}[.,]\d{1,2}(?!\d))
    | (?P<number>\d+)
    | (?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)
    | (?P<sign>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Token(NamedTuple):
    """A piece of the line: `key` is its folded text, `glued` tells that no space stands before it."""

    start: int
    end: int
    kind: str
    text: str
    key: str
    glued: bool

    @property
    def number(self) -> int:
        """The number it is, -1 for anything else or a number of more than four digits."""
        return int(self.text) if self.kind == "number" and len(self.text) <= 4 and self.text.isascii() else -1


END = Token(0, 0, "end", "", "", glued=False)


class Tokens:
    """The tokens of a line; beyond its ends stands `END`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._items: list[Token] = []
        last = 0
        for match in _TOKEN.finditer(text):
            kind = match.lastgroup or "sign"
            word = match.group()
            self._items.append(Token(match.start(), match.end(), kind, word, fold(word), match.start() == last))
            last = match.end()

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, place: int) -> Token:
        return self._items[place] if 0 <= place < len(self._items) else END

    def key(self, place: int) -> str:
        """Return the folded text at a place, empty beyond the ends."""
        return self[place].key


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """Return the form in which words are compared: no case, no accents, without a possessive ending."""
    key = search_key(word)
    return key.removesuffix("'s") if len(key) > 2 else key
