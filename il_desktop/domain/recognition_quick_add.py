"""One line becomes a recognition: `Okoye paired his tutors because every pair fixed its own mistakes, private note`.

Decides what was said and where it stands in the line. A name that fits several people is asked about, never guessed;
what is not understood stays part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.recognition import visibility_of
from il_desktop.domain.recognition_teams import RosterName, TeamName, find_team
from il_desktop.domain.text import search_key

_KINDS = {
    "shout-out": "shout_out",
    "shout out": "shout_out",
    "shoutout": "shout_out",
    "thank-you note": "note",
    "thank you note": "note",
    "note": "note",
    "spoken": "spoken",
    "in person": "spoken",
    "award": "award",
    "nomination": "nomination",
    "nominate": "nomination",
    "nominated": "nomination",
    "leadership": "leadership",
    "gift card": "gift",
    "gift": "gift",
    "small win": "small_win",
    "milestone": "milestone",
}
_CHANNELS = {
    "private note": "private_note",
    "private email": "private_email",
    "private e-mail": "private_email",
    "email": "private_email",
    "e-mail": "private_email",
    "private spoken": "private_spoken",
    "in private": "private_spoken",
    "privately": "private_spoken",
    "team meeting": "team_meeting",
    "staff meeting": "team_meeting",
    "newsletter": "newsletter",
    "award event": "event",
    "event": "event",
    "assembly": "event",
}
_KIND_OF_CHANNEL = {"private_note": "note", "private_email": "note", "private_spoken": "spoken"}
_CHANNEL_OF_KIND = {"note": "private_note", "spoken": "private_spoken"}
_DAYS_BACK = {"today": 0, "yesterday": 1}
_AMOUNT = re.compile(r"\$\s?(\d{1,5})(?:[.,](\d{2}))?(?!\w)")
# Longest first, so that "private note" is a channel before "note" is a kind.
_WORDS = (
    *((phrase, "channel", code) for phrase, code in _CHANNELS.items()),
    *((phrase, "kind", code) for phrase, code in _KINDS.items()),
    *((phrase, "day", phrase) for phrase in _DAYS_BACK),
)
_PATTERNS = (
    *(
        (role, code, re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)", re.IGNORECASE))
        for phrase, role, code in sorted(_WORDS, key=lambda entry: (-len(entry[0]), entry))
    ),
    ("amount", "", _AMOUNT),
)
_FILLERS = {"a", "an", "the", "in", "at", "by", "via", "as", "for", "and", "on", "my", "our"}
_THEMES = (
    (r"peer tutors?|mentor\w*|collaborat\w*|co-?plann?\w*|colleagues?|team(?:ed|work)", "collaboration"),
    (r"famil(?:y|ies)|parents?|communit(?:y|ies)|home visits?", "family"),
    (r"belong\w*|inclusi\w*|equit\w*|every voice|access for all", "equity"),
    (r"experiment\w*|new way|prototype\w*|invent\w*|innovat\w*", "innovation"),
    (r"mistakes? into|setback|tried again|started over", "setback"),
    (r"growth|grew|improv\w*|progress\w*|gain(?:ed|s)", "growth"),
    (r"engag\w*|discuss\w*|every student (?:spoke|talked)", "engagement"),
    (r"stayed (?:late|after|with)|covered|extra mile|weekend", "extra_mile"),
    (r"led the|chaired|stepped up|took the lead", "leadership"),
)
_REASON = re.compile(r"[,;.]?\s*\b(because|it mattered because|it mattered|so that)\b:?\s*", re.IGNORECASE)
_GAP = re.compile(r"(?:['’]s\b)?[,;:\s]*")
_JOINT = re.compile(r"\s*(?:,\s*and\s+|,\s*|\s+and\s+|\s*&\s*)", re.IGNORECASE)
_THANKS, _FOR = re.compile(r"\bthank", re.IGNORECASE), re.compile(r"for\s+(?=\S)", re.IGNORECASE)  # thanks … for …
_WORD = re.compile(r"[^\s,;:.!?]+")


@dataclass(frozen=True, slots=True)
class Part:
    """Characters `start` to `end` (not included) say the `role`: person, kind, channel, theme, reason, day, amount."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class QuickRecognition:
    """What a line says. `person` is None with `choices` when it fits several, without when nobody fits.

    `others` are named beside the person: "Okoye, Ruiz and Kim rebuilt …", or with them in the `team` that is named.
    """

    person: RosterName | None = None
    others: tuple[RosterName, ...] = ()
    team: str = ""
    choices: tuple[RosterName, ...] = ()
    kind: str = "note"
    channel: str | None = None
    theme: str | None = None
    action: str = ""
    impact: str = ""
    given_on: date | None = None
    gift_cents: int | None = None
    is_cash_like: bool = False
    parts: tuple[Part, ...] = ()

    @property
    def visibility(self) -> str:
        """How widely it is seen, by its channel."""
        return visibility_of(self.channel)

    @property
    def is_complete(self) -> bool:
        """Tell whether it names a person and an action, so that it can count as given."""
        return self.person is not None and bool(self.action)


def read_line(
    text: str,
    roster: Sequence[RosterName],
    today: date,
    *,
    chosen: str | None = None,
    teams: Sequence[TeamName] = (),
) -> QuickRecognition:
    """Read a line against the roster; `chosen` is the id the user picked among several who fit.

    A team that is named before anybody stands for everybody in it.
    """
    named = _named(text, roster, teams, chosen)
    if named is None:
        return QuickRecognition(parts=())
    person, others, fitting, span, team = named.person, named.others, named.fitting, named.span, named.team
    parts = list(named.parts)
    kind, channel, day, start, end = None, None, None, _behind(text, span[1]), len(text)
    for role, code, part in _keywords(text, span):
        if role == "kind" and kind is None:
            kind = code
        elif role == "channel" and channel is None:
            channel = code
        elif role == "day" and day is None:
            day = today - timedelta(days=_DAYS_BACK[code])
        parts.append(part)
        start, end = (max(start, part.end), end) if _is_head(text, span, part) else (start, min(end, part.start))
    if _THANKS.search(text, 0, span[0]) and (lead := _FOR.match(text, start, end)):
        start = lead.end()
    action, impact, reason = _action_and_impact(text, start, end)
    parts += [Part(*reason, "reason")] if reason else []
    theme = _theme(text, start, end)
    parts += [theme[1]] if theme else []
    channel = channel or _CHANNEL_OF_KIND.get(kind or "")
    amount = next((_AMOUNT.fullmatch(text, part.start, part.end) for part in parts if part.role == "amount"), None)
    return QuickRecognition(
        person=person,
        others=tuple(one for one in dict.fromkeys(others) if one != person),
        team=team,
        choices=() if person else fitting,
        kind=kind or _KIND_OF_CHANNEL.get(channel or "", "note"),
        channel=channel,
        theme=theme[0] if theme else None,
        action=action,
        impact=impact,
        given_on=day or today,
        gift_cents=int(amount[1]) * 100 + int(amount[2] or 0) if amount else None,
        is_cash_like=kind == "gift" and any(text[part.start : part.end].lower() == "gift card" for part in parts),
        parts=tuple(sorted(parts, key=lambda part: part.start)),
    )


class _Named(NamedTuple):
    """Whom a line is about, and the characters that say so."""

    person: RosterName | None
    others: tuple[RosterName, ...]
    fitting: tuple[RosterName, ...]
    span: tuple[int, int]
    parts: tuple[Part, ...]
    team: str = ""


def _named(text: str, roster: Sequence[RosterName], teams: Sequence[TeamName], chosen: str | None) -> _Named | None:
    name, team = _find_person(text, roster), find_team(text, teams)
    if team is not None and (name is None or team[1][0] <= name[1][0]):
        found, span = team
        return _Named(found.members[0], found.members[1:], (), span, (Part(*span, "person"),), found.name)
    if name is None:
        return None
    fitting, span = name
    person = next((one for one in fitting if one.id == chosen), fitting[0] if len(fitting) == 1 else None)
    others, beside = _beside(text, span[1], roster) if person else ((), ())
    parts = (Part(*span, "person"), *beside)
    return _Named(person, others, fitting, (span[0], parts[-1].end), parts)


def suggestions(text: str, roster: Sequence[RosterName], limit: int = 5) -> tuple[RosterName, ...]:
    """Return people whose given, family or shown name starts with the first word, for a line that names nobody yet."""
    words = text.split(maxsplit=1)
    if not words:
        return ()
    first = search_key(words[0])
    hits = (one for one in roster if any(word.startswith(first) for word in search_key(_all_names(one)).split()))
    return tuple(sorted(hits, key=lambda one: (search_key(one.family), search_key(one.given))))[:limit]


def people_called(name: str, roster: Sequence[RosterName]) -> tuple[RosterName, ...]:
    """Return who goes by a name: exactly as written in any of its forms, else all whose names begin with its words."""
    key = search_key(name)
    exact = _names_of(tuple(roster)).get(key)
    if exact:
        return exact
    words = key.replace(",", " ").split()
    if not words:
        return ()
    return tuple(one for one in roster if all(_begins(word, search_key(_all_names(one)).split()) for word in words))


def _begins(start: str, words: Sequence[str]) -> bool:
    return any(word.startswith(start) for word in words)


def _all_names(one: RosterName) -> str:
    return f"{one.given} {one.family} {one.shown}"


def _find_person(text: str, roster: Sequence[RosterName]) -> tuple[tuple[RosterName, ...], tuple[int, int]] | None:
    """Return who is meant and where: the longest name wins, then the first; a given name alone counts only in front."""
    index = _names_of(tuple(roster))
    words = list(_WORD.finditer(text))
    for length in range(min(4, len(words)), 0, -1):
        for place in range(len(words) - length + 1):
            found = _fits(text, words, place, length, index)
            if found:
                return _first_of_row(text, words, index) or found if place else found
    return None


_Found = tuple[tuple[RosterName, ...], tuple[int, int]]


def _fits(
    text: str, words: Sequence[re.Match[str]], place: int, length: int, index: Mapping[str, tuple[RosterName, ...]]
) -> _Found | None:
    run = words[place : place + length]
    key = search_key(text[run[0].start() : run[-1].end()]).removesuffix("'s")
    fitting = index.get(key)
    if fitting and (length > 1 or place == 0 or (_is_family(key, fitting) and run[0].group()[:1].isupper())):
        return fitting, (run[0].start(), run[0].start() + _name_length(text, run))
    return None


def _first_of_row(
    text: str, words: Sequence[re.Match[str]], index: Mapping[str, tuple[RosterName, ...]]
) -> _Found | None:
    """Return the name a row of names begins with: "Okoye and Sofia Ruíz" is about both, though one name is longer."""
    for length in range(min(4, len(words)), 0, -1):
        found = _fits(text, words, 0, length, index)
        if found and len(found[0]) == 1 and _JOINT.match(text, found[1][1]):
            return found
    return None


def _beside(text: str, place: int, roster: Sequence[RosterName]) -> tuple[tuple[RosterName, ...], tuple[Part, ...]]:
    """Return the people named right behind the first with a comma or “and”; a name that is unclear ends the row."""
    index = _names_of(tuple(roster))
    found: list[RosterName] = []
    parts: list[Part] = []
    while joint := _JOINT.match(text, place):
        words = list(_WORD.finditer(text, joint.end()))[:4]
        for length in range(len(words), 0, -1):
            run = words[:length]
            fitting = index.get(search_key(text[run[0].start() : run[-1].end()]).removesuffix("'s"), ())
            if len(fitting) == 1 and run[0].group()[:1].isupper() and (length > 1 or not _is_given(run[0], fitting[0])):
                break
        else:
            break
        found.append(fitting[0])
        place = run[0].start() + _name_length(text, run)
        parts.append(Part(run[0].start(), place, "person"))
    return tuple(found), tuple(parts)


def _is_given(word: re.Match[str], one: RosterName) -> bool:
    return search_key(word.group()) == search_key(one.given) != search_key(one.family)


def _name_length(text: str, run: Sequence[re.Match[str]]) -> int:
    name = text[run[0].start() : run[-1].end()]
    return len(name) - 2 if name.endswith(("'s", "’s")) else len(name)


def _is_family(key: str, fitting: Iterable[RosterName]) -> bool:
    return any(search_key(one.family) == key for one in fitting)


@lru_cache(maxsize=4)
def _names_of(roster: tuple[RosterName, ...]) -> dict[str, tuple[RosterName, ...]]:
    index: dict[str, list[RosterName]] = {}
    for one in roster:
        initial = one.given[:1]
        forms = {one.family, one.given, one.shown, f"{one.given} {one.family}", f"{initial}. {one.family}"}
        forms |= {f"{initial} {one.family}", *(f"{title} {one.family}" for title in ("Mr", "Ms", "Mrs", "Mx", "Dr"))}
        forms |= {re.sub(r"['’]", "", form) for form in forms}  # “OBrien” is meant for O'Brien
        for form in {search_key(form.replace(".", "")) for form in forms} | {search_key(form) for form in forms}:
            index.setdefault(form, []).append(one)
    return {form: tuple(people) for form, people in index.items() if form}


def _keywords(text: str, person: tuple[int, int]) -> Iterator[tuple[str, str, Part]]:
    """Yield what stands right before or behind the name, then whole segments of keywords at the end of the line."""
    yield from _phrases(text, 0, person[0])
    start = _behind(text, person[1])
    stop = _head_end(text, start)
    found_to = person[1]
    for hit in _phrases(text, start, stop):
        yield hit
        found_to = max(found_to, hit[2].end)
    segments = [match.end() for match in re.finditer(r"[,;.]\s+", text) if match.end() > found_to]
    for begin in reversed(segments):
        hits = list(_phrases(text, begin, len(text)))
        rest = _without(text, begin, len(text), hits)
        if not hits or any(word.lower() not in _FILLERS for word in _WORD.findall(rest)):
            return
        yield from hits


def _behind(text: str, place: int) -> int:
    match = _GAP.match(text, place)
    return match.end() if match else place


def _head_end(text: str, start: int) -> int:
    """Where keywords right behind the name end: at the first word that is none, so that a sentence stays a sentence."""
    place = start
    while True:
        hit = next(iter(_phrases(text, place, len(text), anchored=True)), None)
        if hit is None:
            return place
        place = hit[2].end
        place = _behind(text, place)


def _phrases(text: str, start: int, end: int, *, anchored: bool = False) -> Iterator[tuple[str, str, Part]]:
    taken: list[tuple[int, int]] = []
    for role, code, pattern in _PATTERNS:
        match = pattern.match(text, start, end) if anchored else pattern.search(text, start, end)
        if match and not any(match.start() < b and a < match.end() for a, b in taken):
            taken.append(match.span())
            yield role, code, Part(match.start(), match.end(), role)


def _without(text: str, start: int, end: int, hits: Sequence[tuple[str, str, Part]]) -> str:
    inside = {place for _, _, part in hits for place in range(part.start, part.end)}
    return "".join(" " if place in inside else text[place] for place in range(start, end))


def _is_head(text: str, person: tuple[int, int], part: Part) -> bool:
    if part.end <= person[0]:
        return True
    between = text[_behind(text, person[1]) : part.start]
    return all(word.lower() in _FILLERS or word.lower() in _SINGLE_WORDS for word in _WORD.findall(between))


_SINGLE_WORDS = {word for phrase in (*_KINDS, *_CHANNELS, *_DAYS_BACK) for word in phrase.split()}


def _action_and_impact(text: str, start: int, end: int) -> tuple[str, str, tuple[int, int] | None]:
    match = _REASON.search(text, start, end)
    if match is None:
        return _trimmed(text[start:end]), "", None
    return _trimmed(text[start : match.start()]), _trimmed(text[match.end() : end]), match.span(1)


def _trimmed(piece: str) -> str:
    return piece.strip(" \t,;:–—-")


def _theme(text: str, start: int, end: int) -> tuple[str, Part] | None:
    for pattern, theme in _THEMES:
        match = re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE).search(text, start, end)
        if match:
            return theme, Part(match.start(), match.end(), "theme")
    return None
