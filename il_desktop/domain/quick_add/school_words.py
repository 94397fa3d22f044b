"""The school's own words: `P3`, `periods 5-6`, `A day`, `every B day`, `early release days`, `after school`."""

from __future__ import annotations

from il_desktop.domain.quick_add.facts import Bells, DayType, Every, Match, Periods, Scan, SchoolMoment
from il_desktop.domain.quick_add.lexicon import ORDINAL_ENDS, ORDINALS, SCHOOL_MOMENTS
from il_desktop.domain.quick_add.tokens import Tokens

_PERIOD_WORDS = frozenset({"p", "per", "period", "periods", "pd", "prd"})


def period(scan: Scan, place: int) -> Match | None:
    """Read bell periods: `P3`, `period 3`, `1st period`, `P5-P6`, `P5 and P6`."""
    is_after = scan.key(place) == "after" or bool(scan.behind_phrase(place, ("right", "after")))
    here = place + (scan.key(place) in ("in", "during", "on", "at")) + is_after * (1 + (scan.key(place) == "right"))
    here += here > place and scan.key(here) == "the"
    if scan.key(place - 1) == "before":
        return None  # how long before is not said
    first = _period_ordinal(scan, here) or _one_period(scan, here, needs_word=True)
    if first is None:
        return None
    behind, number = first
    sign = scan.key(behind)
    if sign in ("-", "–", "to", "and", "&", ",", "+", "/"):
        second = _one_period(scan, behind + 1, needs_word=sign not in ("-", "–"))
        if second and second[1] > number and not is_after:
            is_range = sign in ("-", "–", "to") or second[1] == number + 1
            numbers = range(number, second[1] + 1) if is_range else (number, second[1])
            return Match(second[0], "period", (Periods(tuple(_code(scan, one) for one in numbers), is_range),))
    return Match(behind, "period", (Periods((_code(scan, number),), is_after=is_after),))


def moment(scan: Scan, place: int) -> Match | None:
    """Read `first thing`, `before school`, `right after school`, `after lunch`; `after-school` is a mere word."""
    here = place + (scan.key(place) == "right")
    for phrase, name in SCHOOL_MOMENTS:
        behind = scan.behind_phrase(here, phrase)
        if behind:
            return Match(behind, "time", (SchoolMoment(name),))
    return None


def day_type(scan: Scan, place: int) -> Match | None:
    """Read a day of the cycle, once or repeated."""
    here = place + (scan.key(place) in ("on", "for"))
    is_every = scan.key(here) in ("every", "each")
    here += is_every or scan.key(here) in ("next", "the", "an", "this", "coming")
    interval = 1
    if is_every and (scan.key(here) == "other" or ORDINALS.get(scan.key(here), 0) > 1):
        interval = ORDINALS.get(scan.key(here), 2)
        here += 1
    types = {one.lower(): one for one in scan.around.calendar.rules.cycle.types}
    token = scan.tokens[here]
    behind = here + 1 + (scan.key(here + 1) == "-")
    if token.key in types and scan.key(behind) in ("day", "days"):
        # "a day" is an article and a noun; "A day" is one too where the line begins, unless a period follows.
        is_hyphened = behind > here + 1
        has_period = _one_period(scan, behind + 1, needs_word=True) is not None
        is_capital = (token.text in types.values() and here > 0) or has_period or token.key != "a"
        if is_capital or is_hyphened or is_every or not token.text.isalpha():
            repeats = is_every or scan.key(behind) == "days"
            counted = (Every(interval, "school_day"),) if interval > 1 else ()
            return Match(behind + 1, "repeat" if repeats else "day", (*counted, DayType(types[token.key], repeats)))
    elif token.key in ("day", "days") and scan.key(here + 1) in types and is_every:
        return Match(here + 2, "repeat", (DayType(types[scan.key(here + 1)], repeats=True),))
    return None


def bells(scan: Scan, place: int) -> Match | None:
    """Read days of a bell schedule by its name: `every early release day`."""
    here = place + (scan.key(place) in ("on", "for"))
    is_every = scan.key(here) in ("every", "each")
    here += is_every or scan.key(here) in ("next", "the", "this", "coming")
    for schedule in scan.around.calendar.rules.bells:
        keys = _keys(schedule.name)
        behind = scan.behind_phrase(here, keys) if keys else 0
        if behind and scan.key(behind) in ("day", "days"):
            repeats = is_every or scan.key(behind) == "days"
            return Match(behind + 1, "repeat" if repeats else "day", (Bells(schedule.id, repeats),))
    return None


def _keys(name: str) -> tuple[str, ...]:
    tokens = Tokens(name)
    return tuple(tokens.key(place) for place in range(len(tokens)))


def _one_period(scan: Scan, place: int, *, needs_word: bool) -> tuple[int, int] | None:
    here = place
    if scan.key(here) in _PERIOD_WORDS:
        here += 1 + (scan.key(here + 1) == ".")
        if scan.key(place) == "pd" and not scan.tokens[here].glued:
            return None  # "PD 90 minutes" is professional development
    elif needs_word:
        return None
    number = scan.tokens[here].number
    behind = scan.tokens[here + 1]
    if not 0 < number <= 20 or (behind.glued and behind.kind == "word"):
        return None
    return here + 1, number


def _period_ordinal(scan: Scan, place: int) -> tuple[int, int] | None:
    key, number = scan.key(place), scan.tokens[place].number
    if ORDINALS.get(key, 0) > 0 and scan.key(place + 1) == "period":
        return place + 2, ORDINALS[key]
    if 0 < number <= 20 and scan.key(place + 1) in ORDINAL_ENDS and scan.key(place + 2) in ("period", "per"):
        return place + 3, number
    return None


def _code(scan: Scan, number: int) -> str:
    """Return the school's code for a period number, `P3` where it is not known."""
    codes = {period.code for schedule in scan.around.calendar.rules.bells for period in schedule.periods}
    return next((code for code in (f"P{number}", str(number), f"Period {number}") if code in codes), f"P{number}")
