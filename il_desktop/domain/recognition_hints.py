"""Hints on the wording of a recognition: whether it is specific, says what it changed and names a value.

Pure words in, codes out; nothing is stored and nothing leaves. A hint never blocks: the text is the writer's.
Specific spoken feedback means most to teachers, general praise least (EdWeek 2024).
"""

from __future__ import annotations

import re

SPECIFIC, GENERAL, NO_ACTION, NO_EFFECT, NO_VALUE = "specific", "general", "no_action", "no_effect", "no_value"
_ENOUGH = 2  # words beside the praise that make a deed
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_PRAISES = """
    a all always amazing an and are as at awesome be best brilliant congrats congratulations everything excellent
    excellently fab fantastic for good great hard her his i in incredible is it job just keep kudos love lovely of on
    our outstanding really rock rocks rockstar safe so star super superb terrific thank thanks that the their this to
    today truly up very was way we well what wonderful wonderfully work working you you're you’re your
"""
_PRAISE = frozenset(_PRAISES.split())


def wording_hints(action: str, impact: str, *, has_value: bool) -> tuple[str, ...]:
    """Return what the text still lacks, the most helpful first; `specific` alone when it has all."""
    found: list[str] = []
    words = _WORD.findall(action.casefold())
    if not words:
        found.append(NO_ACTION)
    elif sum(word not in _PRAISE for word in words) < _ENOUGH and not _is_unspaced(action):
        found.append(GENERAL)
    if not _WORD.search(impact):
        found.append(NO_EFFECT)
    if not has_value:
        found.append(NO_VALUE)
    return tuple(found) or (SPECIFIC,)


def _is_unspaced(text: str) -> bool:
    """Tell whether the text is of a script written without spaces, where words cannot be counted."""
    return any("\u3040" <= letter <= "\u9fff" or "\u0e00" <= letter <= "\u0eff" for letter in text)
