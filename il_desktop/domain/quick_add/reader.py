"""The line read from left to right: at each token the rule that takes most words wins, what no rule takes is title."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from il_desktop.domain.quick_add import clocks, days, labels, names, repeats, school_words
from il_desktop.domain.quick_add.facts import Match, Note, Said, Scan
from il_desktop.domain.quick_add.result import Around
from il_desktop.domain.quick_add.tokens import Tokens

Rule = Callable[[Scan, int], Match | None]

# Of two rules that take equally many words the earlier one wins.
RULES: tuple[Rule, ...] = (
    school_words.day_type,
    school_words.bells,
    school_words.period,
    school_words.moment,
    repeats.every,
    repeats.until,
    repeats.starting,
    repeats.term,
    days.day,
    clocks.part_of_day,
    clocks.all_day,
    clocks.length,
    clocks.clock,
    labels.tag,
    labels.goal,
    labels.level,
    labels.where,
    names.person,
    labels.kind,
)
KEPT_IN_TITLE = frozenset({"person", "kind"})
_DANGLING = frozenset({"on", "at", "in", "for", "from", "during", "by", "the", "@", "starting"})
_EDGES = " \t,;:-–—@"
_NOTE = re.compile(r"(?:^|(?<=\s))(?://|notes?\s?:)\s*", re.IGNORECASE)
_EMPTY_BRACKETS = re.compile(r"\(\s*\)|\[\s*\]")


def scan_line(text: str, around: Around) -> list[Said]:
    """Return what is said in the line, in order."""
    note = _NOTE.search(text)
    tokens = Tokens(text[: note.start()] if note else text)
    scan = Scan(tokens, around)
    place = 0
    while place < len(tokens):
        best: Match | None = None
        for rule in RULES:
            match = rule(scan, place)
            if match and match.end > place and (best is None or match.end > best.end):
                best = match
        if best is None:
            place += 1
            continue
        end = min(best.end, len(tokens))
        scan.said.append(Said(tokens[place].start, tokens[end - 1].end, best.role, best.facts))
        scan.said_to = place = end
        # A comma or a dash between two facts belongs to neither, yet keeps them side by side.
        while tokens.key(place) in (",", "-", "–", "—", ";"):
            place += 1
            scan.said_to = place
    if note:
        kept = text[note.end() :].strip()
        scan.said.append(Said(note.start(), len(text.rstrip()), "note", (Note(kept),)))
    return scan.said


def title_of(text: str, said: Sequence[Said], names_instead: dict[int, str]) -> str:
    """Return the line without the words used up; `names_instead` replaces a name by where it starts."""
    pieces: list[str] = []
    place = 0
    kept = ""
    for one in said:
        kept += text[place : one.start]
        place = one.end
        if one.role in KEPT_IN_TITLE:
            kept += names_instead.get(one.start, text[one.start : one.end])
        else:
            pieces.append(_trimmed(kept))
            kept = ""
    pieces.append((kept + text[place:]).strip(_EDGES))
    title = _EMPTY_BRACKETS.sub("", " ".join(piece for piece in pieces if piece))
    title = " ".join(title.split()).strip(_EDGES)
    return title[:1].upper() + title[1:]


def _trimmed(piece: str) -> str:
    """Take off what only led to the words used up behind it."""
    piece = piece.strip(_EDGES)
    while piece.rsplit(maxsplit=1)[-1:] and piece.rsplit(maxsplit=1)[-1].lower() in _DANGLING:
        piece = piece[: -len(piece.rsplit(maxsplit=1)[-1])].strip(_EDGES)
    return piece
