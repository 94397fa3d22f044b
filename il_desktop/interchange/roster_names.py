"""Names as staff lists write them, taken apart: titles, degrees, “Last, First”, particles, a nickname in brackets."""

from __future__ import annotations

import re
from typing import NamedTuple

_TITLES = frozenset(
    ("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sr", "sra", "srta", "herr", "frau", "mme", "sir",
     "rev", "coach")
)  # fmt: skip
_DEGREES = frozenset(
    ("phd", "edd", "ma", "ms", "med", "mat", "msw", "mba", "bs", "ba", "jd", "md", "rn", "lcsw", "ccc-slp", "nbct",
     "eds", "edm")
)  # fmt: skip
_GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))
_PARTICLES = frozenset(
    ("de", "del", "dela", "della", "di", "da", "do", "dos", "das", "du", "des", "la", "las", "le", "los", "van", "von",
     "der", "den", "ter", "ten", "zu", "zum", "bin", "ibn", "bint", "al", "el", "abu", "st")
)  # fmt: skip
_BRACKETS = re.compile(r"\s*[(\[\"“]([^)\]\"”]*)[)\]\"”]\s*")
_NICKNAME = re.compile(r"[^\W\d_][^\W\d_'’-]*")
_TWO = re.compile(r"\s(?:&|and|\+)\s|/")


class ReadName(NamedTuple):
    """The two halves of a name, and what somebody is called when brackets say so."""

    given: str
    family: str
    nickname: str = ""


def names_two(cell: str) -> bool:
    """Tell whether a cell names two people (“Smith & Jones”)."""
    return _TWO.search(cell) is not None


def bare_name(cell: str) -> str:
    """Return a half of a name without titles before it, degrees after it and brackets."""
    words = _BRACKETS.sub(" ", cell).replace("*", " ").split()
    while len(words) > 1 and _plain(words[0]) in _TITLES and (words[0].endswith(".") or len(_plain(words[0])) > 1):
        words.pop(0)
    while len(words) > 1 and _plain(words[-1]) in _DEGREES and _is_degree(words[-1]):
        words.pop()
    return " ".join(words).strip(" ,;")


def split_name(cell: str) -> ReadName:
    """Split a whole name; a half that is not there is empty."""
    nickname = _nickname(cell)
    text = _BRACKETS.sub(" ", cell).strip()
    if "," in text:
        family, *rest = (part.strip() for part in text.split(","))
        is_shouted = cell.isupper()  # in capitals “MA” may be a given name
        tail = [part for part in rest if part and _plain(part) not in _GENERATIONS]
        tail = [part for part in tail if is_shouted or not _is_degree(part)]
        generation = next((part for part in rest if _plain(part) in _GENERATIONS), "")
        if tail:
            return ReadName(bare_name(tail[0]), f"{bare_name(family)} {generation}".strip(), nickname)
        text = f"{family} {generation}".strip()  # “Marcus Chen, Jr.”, “Ana Diaz, Ph.D.”: no second half after the comma
    words = bare_name(text).split()
    if len(words) < 2:
        return ReadName("", " ".join(words), nickname)
    start = len(words) - 1
    if _plain(words[start]) in _GENERATIONS and start > 1:
        start -= 1
    while start > 1 and _plain(words[start - 1]) in _PARTICLES:
        start -= 1
    return ReadName(" ".join(words[:start]), " ".join(words[start:]), nickname)


def is_title(cell: str) -> bool:
    """Tell whether a cell holds nothing but a salutation (“Ms.”), which says no role as “Coach” does."""
    return _plain(cell) in _TITLES - {"coach", "professor"}


def _nickname(cell: str) -> str:
    found = _BRACKETS.search(cell)
    inner = found[1].strip() if found else ""
    return inner if _NICKNAME.fullmatch(inner) and not inner.isupper() and not inner.islower() else ""


def _is_degree(word: str) -> bool:
    """Tell “Ph.D.” and “MA” from the names “Ma” and “Bs”."""
    return _plain(word) in _DEGREES and ("." in word or sum(char.isupper() for char in word) > 1)


def _plain(word: str) -> str:
    return word.replace(".", "").casefold()
