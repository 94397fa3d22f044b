"""What a block is rather than when: kind of work, `#category`, `!goal`, protection words, place."""

from __future__ import annotations

from functools import lru_cache

from il_desktop.domain.quick_add.facts import CategorySaid, GoalSaid, KindSaid, Level, Match, Place, Scan
from il_desktop.domain.quick_add.lexicon import CATEGORIES, KIND_WORDS, PLACES, PROTECTIONS
from il_desktop.domain.quick_add.result import Kind
from il_desktop.domain.quick_add.tokens import Tokens
from il_desktop.domain.text import search_key

_ALWAYS = frozenset({"guarded", "immovable"})


def kind(scan: Scan, place: int) -> Match | None:
    """Read the longest everyday name of an activity type that begins here."""
    for phrase, key in _kind_phrases(scan.around.kinds).get(scan.key(place), ()):
        behind = scan.behind_phrase(place, phrase)
        if behind:
            return Match(behind, "kind", (KindSaid(key),))
    return None


def tag(scan: Scan, place: int) -> Match | None:
    """Read `#management` or `#plc`."""
    if scan.key(place) != "#" or not scan.tokens[place + 1].glued:
        return None
    word = scan.key(place + 1)
    if word in CATEGORIES:
        return Match(place + 2, "category", (CategorySaid(CATEGORIES[word]),))
    found = kind(scan, place + 1)
    return Match(found.end, "category", found.facts) if found else None


def goal(scan: Scan, place: int) -> Match | None:
    """Read `!1` (by rank) or `!math` (by the beginning of a word of its title)."""
    token = scan.tokens[place + 1]
    if scan.key(place) != "!" or not token.glued or token.kind not in ("word", "number"):
        return None
    if token.kind == "number":
        found = tuple(goal for goal in scan.around.goals if goal.rank == token.number)
        return Match(place + 2, "goal", (GoalSaid(found),))
    words = [token.key]
    end = place + 2
    while scan.key(end) == "-" and scan.tokens[end].glued and scan.tokens[end + 1].glued and len(words) < 8:
        words.append(scan.key(end + 1))
        end += 2
    found = tuple(goal for goal in scan.around.goals if _fits(words, goal.title))
    return Match(end, "goal", (GoalSaid(found),))


def level(scan: Scan, place: int) -> Match | None:
    """Read a protection word; `firm`, `flexible` and `open` only beside a sign or at the end."""
    word = scan.key(place)
    if word not in PROTECTIONS:
        return None
    behind = scan.key(place + 1)
    is_headed = behind == ":"
    is_set_off = is_headed or behind == "," or scan.key(place - 1) in (",", ";", "(")
    is_last = word != "open" and (scan.is_end(place + 1) or (scan.said_to == place and place > 0))
    if word in _ALWAYS or is_set_off or is_last:
        return Match(place + 1 + is_headed, "protection", (Level(PROTECTIONS[word]),))
    return None


def where(scan: Scan, place: int) -> Match | None:
    """Read `room 214`, `in 214`, `in the library`."""
    here = place + (scan.key(place) in ("in", "at"))
    is_led = here > place
    here += is_led and scan.key(here) == "the"
    if scan.key(here) in ("room", "rm", "rooms"):
        at = here + 1 + (scan.key(here + 1) == ".")
        token = scan.tokens[at]
        if token.kind == "number":
            letter = scan.tokens[at + 1]
            is_lettered = letter.glued and letter.kind == "word" and len(letter.text) == 1
            return Match(
                at + 1 + is_lettered, "place", (Place(f"Room {token.text}{letter.text if is_lettered else ''}"),)
            )
        return None
    token = scan.tokens[here]
    if is_led and scan.key(place) == "in" and len(token.text) == 3 and token.number >= 100:
        return Match(here + 1, "place", (Place(f"Room {token.text}"),))
    if is_led:
        for name in PLACES:
            behind = scan.behind_phrase(here, tuple(name.split()))
            if behind:
                return Match(behind, "place", (Place(name.capitalize()),))
    return None


def _fits(words: list[str], title: str) -> bool:
    parts = search_key(title).replace("-", " ").split()
    return all(any(part.startswith(word) for part in parts) for word in words)


@lru_cache(maxsize=8)
def _kind_phrases(kinds: tuple[Kind, ...]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return the phrases by first word, longest first; the school's own names come before ours."""
    phrases: dict[tuple[str, ...], str] = {}
    known = {kind.key for kind in kinds}
    for one in kinds:
        phrases[_keys(one.name)] = one.key
    for key, words in KIND_WORDS.items():
        if key in known or not kinds:
            for word in words:
                phrases.setdefault(_keys(word), key)
                phrases.setdefault(_keys(f"{word}s"), key)
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, key in sorted(phrases.items(), key=lambda item: -len(item[0])):
        if phrase:
            index.setdefault(phrase[0], []).append((phrase, key))
    return index


def _keys(text: str) -> tuple[str, ...]:
    tokens = Tokens(text)
    return tuple(tokens.key(place) for place in range(len(tokens)))
