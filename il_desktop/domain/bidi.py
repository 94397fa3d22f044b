"""Texts in which writing from the right and from the left meet, such as a Hebrew name in an English sentence.

A line takes the direction most of its letters have, and a run of the other direction is kept apart (isolated, Unicode
Standard Annex 9), so that a comma, a bracket or a number beside it stays where it was written.
"""

from __future__ import annotations

import re
import unicodedata

_OPEN, _CLOSE = "\u2068", "\u2069"  # first strong isolate, pop directional isolate
_MARKS = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
_APART = re.compile(f"{_OPEN}[^{_CLOSE}]*{_CLOSE}")
_RIGHT = ("R", "AL")


def is_from_right(text: str) -> bool:
    """Tell whether a text runs from right to left: most of its letters do. What is isolated does not count."""
    right = left = 0
    for mark in _APART.sub("", text):
        side = unicodedata.bidirectional(mark)
        right += side in _RIGHT
        left += side == "L"
    return right > left


def isolate(name: str) -> str:
    """Return a name that can stand in any sentence; one from the left as it is."""
    return f"{_OPEN}{name}{_CLOSE}" if any(unicodedata.bidirectional(mark) in _RIGHT for mark in name) else name


def settled(text: str) -> str:
    """Return a text with each run of the other direction isolated; a text of one direction as it is."""
    if not any(unicodedata.bidirectional(mark) in _RIGHT for mark in text):
        return text
    other = ("L",) if is_from_right(text) else _RIGHT
    made, last = [], 0
    for match in _APART.finditer(text):
        made += [_isolated(text[last : match.start()], other), match.group()]
        last = match.end()
    made.append(_isolated(text[last:], other))
    return "".join(made)


def bare(text: str) -> str:
    """Return a text without the marks that isolate."""
    return text.translate(_MARKS)


def _isolated(text: str, other: tuple[str, ...]) -> str:
    """Isolate runs that begin and end with a letter of the other direction and hold none of this one between."""
    made: list[str] = []
    start = end = -1  # of the run that is open
    ours = _RIGHT if other == ("L",) else ("L",)
    last = 0
    for at, mark in enumerate(text):
        side = unicodedata.bidirectional(mark)
        if side in other:
            start = at if start < 0 else start
            end = at + 1
        elif side in ours and start >= 0:
            made += [text[last:start], _OPEN, text[start:end], _CLOSE]
            last, start = end, -1
    if start >= 0:
        made += [text[last:start], _OPEN, text[start:end], _CLOSE]
        last = end
    return "".join(made) + text[last:]
