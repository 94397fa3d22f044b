"""People in the line, found against the roster: full names, family names, `Ms. Lee`, given names nobody shares."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from il_desktop.domain.quick_add.facts import Match, Named, Scan
from il_desktop.domain.quick_add.lexicon import ORDINARY_NAMES, PERSON_TITLES
from il_desktop.domain.quick_add.result import Person
from il_desktop.domain.quick_add.tokens import Tokens

_LEADS = frozenset({"with", "w", "for", "and", "&", ","})


class _Form(NamedTuple):
    """A way to write a name: its words, whom it fits as a family or full name, whom as a given name."""

    phrase: tuple[str, ...]
    family: tuple[Person, ...]
    given: tuple[Person, ...]


def person(scan: Scan, place: int) -> Match | None:
    """Read the longest name that begins here; one that fits several people is handed on with all of them."""
    if scan.key(place) in PERSON_TITLES:
        here = place + 1 + (scan.key(place + 1) == ".")
        found = _longest(scan, here)
        if found and found.family:
            return Match(here + len(found.phrase), "person", (Named(found.family),))
        if scan.tokens[here].kind == "word" and scan.tokens[here].text[:1].isupper():
            return Match(here + 1, "person", (Named(()),))
        return None
    found = _longest(scan, place)
    if found is None or (len(found.phrase) == 1 and not _is_name_here(scan, place, found)):
        return None
    return Match(place + len(found.phrase), "person", (Named(found.family + found.given),))


def _longest(scan: Scan, place: int) -> _Form | None:
    for form in _forms(scan.around.people).get(scan.key(place), ()):
        if scan.behind_phrase(place, form.phrase):
            return form
    return None


def _is_name_here(scan: Scan, place: int, form: _Form) -> bool:
    """Tell whether a single word is meant as a name: small letters are enough for a family name that is no word."""
    text = scan.tokens[place].text
    is_capital = not text[:1].islower()
    is_led = scan.key(place - 1) in _LEADS or (scan.key(place - 1) == "/" and scan.key(place - 2) == "w")
    is_led = is_led or scan.follows(place, "kind", "person")
    is_word = scan.key(place) in ORDINARY_NAMES
    if not form.family:
        return is_capital and (is_led or not is_word)
    return is_led or not is_word or (is_capital and place > 0)


@lru_cache(maxsize=8)
def _forms(people: tuple[Person, ...]) -> dict[str, tuple[_Form, ...]]:
    """Return the forms of all names by their first word, the longest first."""
    family: dict[tuple[str, ...], list[Person]] = {}
    given: dict[tuple[str, ...], list[Person]] = {}
    for one in people:
        initial = one.given[:1]
        full = {
            one.shown,
            f"{one.given} {one.family}",
            f"{initial}. {one.family}",
            f"{initial} {one.family}",
            one.family,
        }
        if not one.family.isascii():
            # Which word of the shown form is the family name depends on the language: take each.
            full |= {f"{one.family}{one.given}", f"{one.family} {one.given}", *one.shown.split()}
        full |= {name.replace("'", "").replace("’", "") for name in full}
        for name in full:
            _add(family, name, one)
        _add(given, one.given, one)
    index: dict[str, list[_Form]] = {}
    for phrase in sorted({*family, *given}, key=lambda keys: (-len(keys), keys)):
        by_family = tuple(family.get(phrase, ()))
        by_given = tuple(one for one in given.get(phrase, ()) if one not in by_family)
        index.setdefault(phrase[0], []).append(_Form(phrase, by_family, by_given))
    return {first: tuple(found) for first, found in index.items()}


def _add(forms: dict[tuple[str, ...], list[Person]], name: str, one: Person) -> None:
    tokens = Tokens(name)
    keys = tuple(tokens.key(place) for place in range(len(tokens)))
    # A lone letter is no name, except where one letter is a whole one.
    if any(len(key) > 1 or not key.isascii() for key in keys):
        fitting = forms.setdefault(keys, [])
        if one not in fitting:
            fitting.append(one)
