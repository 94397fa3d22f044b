"""Repeats and their ends: `every other Monday`, `weekdays`, `until May`, `starting Jan 20`, `this term`."""

from __future__ import annotations

from datetime import date, timedelta

from il_desktop.domain.quick_add.days import date_at, monday_of, next_date, nth_weekday, weekday_list
from il_desktop.domain.quick_add.facts import (
    Every,
    Fact,
    Match,
    MonthDay,
    NoDate,
    Offset,
    OnDate,
    PartOfDay,
    Scan,
    Starting,
    Term,
    Until,
    Weekdays,
)
from il_desktop.domain.quick_add.lexicon import (
    MONTHS,
    NUMBERS,
    OFFSETS,
    ORDINALS,
    PARTS_OF_DAY,
    STARTING,
    TERM_WORDS,
    UNTIL,
)
from il_desktop.domain.school import CalendarSpan

_UNITS = {"day": "day", "days": "day", "week": "week", "weeks": "week", "month": "month", "months": "month",
          "weekday": "weekday", "weekdays": "weekday", "workday": "weekday"}  # fmt: skip
_ALONE = {
    "weekdays": Every(1, "weekday"),
    "daily": Every(1, "day"),
    "weekly": Every(1, "week"),
    "biweekly": Every(2, "week"),
    "fortnightly": Every(2, "week"),
    "monthly": Every(1, "month"),
}
_MAY_FOLLOW_ALONE = frozenset({"on", "at", "from", "until", "till", "for", "starting", "every", ",", "p", "period"})
_SCHOOL_DAYS = (("school", "day"), ("school", "days"), ("contact", "day"), ("contact", "days"))


def every(scan: Scan, place: int) -> Match | None:
    """Read a repeat at a token, `on` in front of it included."""
    here = place + (scan.key(place) == "on")
    if scan.key(here) not in ("every", "each"):
        return _alone(scan, here) if here == place else None
    here += 1
    monthly = nth_weekday(scan, here, every=True)
    if monthly:
        return Match(monthly[0], "repeat", (monthly[1],))
    here, interval, is_nth = _interval(scan, here)
    return _every_unit(scan, here, interval) or _every_weekday(scan, here, interval, is_nth=is_nth)


def until(scan: Scan, place: int) -> Match | None:
    """Read the end of a repeat: a date, a month, a weekday, the end of term or year."""
    if scan.key(place) not in UNTIL:
        return None
    is_through = scan.key(place) in ("through", "thru", "ending", "ends")
    here = place + 1 + (scan.key(place + 1) in ("on", "in"))
    found = date_at(scan, here)
    if found:
        last = _day_of(scan, found[1])
        fact = Until(last, _other(found[1]), "until_order") if last else NoDate("no_such_date")
        return Match(found[0], "until", (fact,))
    if scan.key(here) in MONTHS:
        month = next_date(scan.around.now.day, MONTHS[scan.key(here)], 1)
        if month is None:
            return None
        before, last = month - timedelta(days=1), _end_of_month(month)
        fact = Until(last) if is_through else Until(before, last)
        return Match(here + 1, "until", (fact,))
    term = _end_of_term(scan, here)
    if term:
        return Match(term[0], "until", (Until(term[1]),))
    day = _day_word(scan, here)
    return Match(day[0], "until", (Until(day[1]),)) if day else None


def starting(scan: Scan, place: int) -> Match | None:
    """Read the first date of a repeat."""
    here = place
    if scan.behind_phrase(place, ("as", "of")):
        here = place + 2
    elif scan.key(place) in STARTING:
        here = place + 1 + (scan.key(place + 1) in ("on", "in"))
    if here == place:
        return None
    found = date_at(scan, here)
    if found:
        first = _day_of(scan, found[1])
        return Match(found[0], "until", (Starting(first, _other(found[1])) if first else NoDate("no_such_date"),))
    if scan.key(here) in MONTHS:
        month = next_date(scan.around.now.day, MONTHS[scan.key(here)], 1)
        return Match(here + 1, "until", (Starting(month),)) if month else None
    if scan.behind_phrase(here, ("next", "week")):
        return Match(here + 2, "until", (Starting(monday_of(scan.around.now.day) + timedelta(days=7)),))
    day = _day_word(scan, here)
    return Match(day[0], "until", (Starting(day[1]),)) if day else None


def term(scan: Scan, place: int) -> Match | None:
    """Read `this term`, `next semester`, `this school year`, `rest of the year`."""
    here = place
    if scan.behind_phrase(place, ("rest", "of", "the")):
        here, which = place + 3, "this"
    elif scan.behind_phrase(place, ("the", "rest", "of", "the")):
        here, which = place + 4, "this"
    elif scan.behind_phrase(place, ("for", "the", "rest", "of", "the")):
        here, which = place + 5, "this"
    elif scan.key(place) in ("this", "next"):
        here, which = place + 1, scan.key(place)
    else:
        return None
    here += scan.key(here) == "school"
    kind = TERM_WORDS.get(scan.key(here))
    span = _span(scan, kind, which) if kind else None
    return Match(here + 1, "until", (Term(span.first, span.last),)) if span else None


def _every_unit(scan: Scan, place: int, interval: int) -> Match | None:
    for phrase in _SCHOOL_DAYS:
        behind = scan.behind_phrase(place, phrase)
        if behind:
            return Match(behind, "repeat", (Every(interval, "school_day"),))
    key = scan.key(place)
    if key in _UNITS:
        return Match(place + 1, "repeat", (Every(interval, _UNITS[key]),))
    if key in ("morning", "afternoon", "evening"):
        return Match(place + 1, "repeat", (Every(interval, "day"), PartOfDay(PARTS_OF_DAY[key], key)))
    return None


def _every_weekday(scan: Scan, place: int, interval: int, *, is_nth: bool) -> Match | None:
    found = weekday_list(scan, place, expected=True)
    if found:
        return Match(found[0], "repeat", (Every(interval, "week", is_nth), Weekdays(found[1], repeats=True)))
    numbered = date_at(scan, place)
    if numbered and isinstance(numbered[1], MonthDay):
        return Match(numbered[0], "repeat", (Every(1, "month"), numbered[1]))
    return None


def _alone(scan: Scan, place: int) -> Match | None:
    fact = _ALONE.get(scan.key(place))
    if fact is None:
        return None
    behind = scan.tokens[place + 1]
    may = behind.kind != "word" or behind.key in _MAY_FOLLOW_ALONE or weekday_list(scan, place + 1)
    may = may or nth_weekday(scan, place + 1, every=True)
    return Match(place + 1, "repeat", (fact,)) if may or scan.key(place) == "weekdays" else None


def _interval(scan: Scan, place: int) -> tuple[int, int, bool]:
    """Return the token behind "other", "2", "third", the interval, and whether it was an ordinal."""
    token = scan.tokens[place]
    if token.key == "other":
        return place + 1, 2, False
    if token.key in ORDINALS and ORDINALS[token.key] > 1:
        return place + 1, ORDINALS[token.key], True
    if token.key in NUMBERS and scan.key(place + 1) in _UNITS:
        return place + 1, NUMBERS[token.key], False
    if 1 <= token.number <= 52:
        ending = scan.tokens[place + 1]
        if ending.glued and ending.key in ("nd", "rd", "th"):
            return place + 2, token.number, True
        if ending.key in _UNITS:
            return place + 1, token.number, False
    return place, 1, False


def _day_of(scan: Scan, fact: Fact) -> date | None:
    if isinstance(fact, OnDate):
        return fact.day
    if isinstance(fact, MonthDay):
        today = scan.around.now.day
        for ahead in range(62):
            if (today + timedelta(days=ahead)).day == fact.day:
                return today + timedelta(days=ahead)
    return None


def _other(fact: Fact) -> date | None:
    return fact.other if isinstance(fact, OnDate) else None


def _day_word(scan: Scan, place: int) -> tuple[int, date] | None:
    """Read a weekday or `tomorrow` as one date."""
    today = scan.around.now.day
    if scan.key(place) in OFFSETS:
        return place + 1, today + timedelta(days=Offset(OFFSETS[scan.key(place)]).days)
    is_next = scan.key(place) == "next"
    found = weekday_list(scan, place + is_next, expected=True)
    if found is None or len(found[1]) > 1:
        return None
    weekday = min(found[1])
    if is_next:
        return found[0], monday_of(today) + timedelta(days=7 + weekday)
    return found[0], today + timedelta(days=(weekday - today.weekday()) % 7)


def _end_of_term(scan: Scan, place: int) -> tuple[int, date] | None:
    for phrase in (("the", "end", "of", "the"), ("end", "of", "the"), ("the", "end", "of"), ("end", "of"), ()):
        here = scan.behind_phrase(place, phrase)
        if not here:
            continue
        here += scan.key(here) in ("this", "the")
        here += scan.key(here) == "school"
        if phrase and scan.key(here) == "month":
            return here + 1, _end_of_month(scan.around.now.day)
        if phrase and scan.key(here) in MONTHS:
            month = next_date(scan.around.now.day, MONTHS[scan.key(here)], 1)
            return (here + 1, _end_of_month(month)) if month else None
        kind = TERM_WORDS.get(scan.key(here))
        span = _span(scan, kind, "this") if kind and phrase else None
        if span:
            return here + 1, span.last
    return None


def _span(scan: Scan, kind: str, which: str) -> CalendarSpan | None:
    """Return the term or year meant; a school without terms means its year."""
    today = scan.around.now.day
    spans = [span for span in scan.around.calendar.rules.spans if span.kind == kind]
    if not spans and kind == "term":
        spans = [span for span in scan.around.calendar.rules.spans if span.kind == "year"]
    if which == "this":
        return next((span for span in spans if span.holds(today)), None)
    return min((span for span in spans if span.first > today), key=lambda span: span.first, default=None)


def _end_of_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
