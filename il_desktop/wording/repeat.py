"""How a block repeats, in words: `every Tuesday`, `every A day, P3`, `every 2 weeks on Mon and Wed until 29 May`.

Decides the words alone. A rule that words do not reach is called by what is certain of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from il_desktop.domain.recurrence import BadRule, SchoolRule, SeriesRule, last_day, shapes
from il_desktop.domain.recurrence.shapes import Shape
from il_desktop.domain.school import CalendarSpan
from il_desktop.wording.format import ENGLISH, Words, day_text, list_text

PLACES = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "second last"}
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year", "HOURLY": "hour"}
_NO_NAMES: Mapping[str, str] = MappingProxyType({})
_WORKDAYS = (0, 1, 2, 3, 4)
_LONG_LIST = 3  # so many weekdays are written in full
_FIRST_WEEKS = timedelta(days=14)  # what begins in these weeks of a term takes all of it


def repeat_text(
    rule: SeriesRule,
    words: Words = ENGLISH,
    *,
    bells: Mapping[str, str] = _NO_NAMES,
    spans: Sequence[CalendarSpan] = (),
) -> str:
    """Say when a series happens, its time of day left aside.

    `bells` are names of bell schedules by id; with the `spans` of the school, the end of a term is said by its name.
    """
    try:
        return _days_text(rule, words, bells) + end_text(rule, words, spans)
    except BadRule:
        return "by a rule that cannot be read, so it happens once"


def end_text(rule: SeriesRule, words: Words = ENGLISH, spans: Sequence[CalendarSpan] = ()) -> str:
    """Say the end of a series, with what joins it to the words before; empty when it never ends."""
    count = rule.count
    if rule.kind != "school":
        text = shapes.rule_parts(rule.rule).get("COUNT")
        counts = [number for number in (count, int(text) if text else None) if number]
        count = min(counts, default=None)
    if count is not None:
        return ", once" if count == 1 else f", {count} times"
    last = rule.until_on if rule.kind == "school" else last_day(rule)
    if last is None or last == date.max:
        return ""
    term = next((span for span in spans if span.kind in ("term", "year") and span.last == last), None)
    if term is not None:
        is_whole = term.first <= rule.starts.day <= term.first + _FIRST_WEEKS
        return f", all of {term.name}" if is_whole else f", to the end of {term.name}"
    return f" until {day_text(last, words, year=last.year != rule.starts.day.year)}"


def _days_text(rule: SeriesRule, words: Words, bells: Mapping[str, str]) -> str:
    if rule.kind == "school":
        return _school_text(SchoolRule.from_json(rule.rule), words, bells)
    shape = shapes.parse(rule.rule)
    if shape is None:
        return _far_text(rule.rule)
    starts = rule.starts.day
    shape = shapes.for_start(shape, starts.weekday(), starts.month, starts.day)
    if shape.freq == "DAILY":
        return _daily_text(shape, words)
    if shape.freq == "WEEKLY":
        return _weekly_text(shape, words)
    return _monthly_text(shape, words)


def _daily_text(shape: Shape, words: Words) -> str:
    if not shape.weekdays:
        return "every day" if shape.interval == 1 else f"every {shape.interval} days"
    if shape.interval == 1:
        return _weekly_text(shape, words)
    return f"every {shape.interval} days if {_weekdays_text(shape.weekdays, words, last='or')}"


def _weekly_text(shape: Shape, words: Words) -> str:
    days = _weekdays_text(shape.weekdays, words)
    if shape.interval == 1:
        if len(shape.weekdays) == len(words.weekdays):
            return "every day"
        return "every weekday" if shape.weekdays == _WORKDAYS else f"every {days}"
    return f"every {shape.interval} weeks on {days}"


def _weekdays_text(days: Sequence[int], words: Words, *, last: str = "and") -> str:
    names = words.weekdays if len(days) < _LONG_LIST else words.short_weekdays
    return list_text([names[day] for day in days], last=last)


def _monthly_text(shape: Shape, words: Words) -> str:
    if shape.month_days:
        days = (
            "the last day" if shape.month_days == (-1,) else f"day {list_text([_number(n) for n in shape.month_days])}"
        )
    elif shape.nth:
        days = f"the {_nth_text(shape.nth, words)}"
    else:
        places = list_text([PLACES.get(place, f"{place}.") for place in sorted(shape.set_pos, key=_last_at_end)])
        kind = "weekday" if shape.weekdays == _WORKDAYS else _weekdays_text(shape.weekdays, words, last="or")
        days = f"the {places} {kind}"
    months = list_text([words.months[month - 1] for month in shape.months])
    if shape.freq == "YEARLY":
        every = "every year" if shape.interval == 1 else f"every {shape.interval} years"
        return f"{days} of {months}, {every}"
    if months:
        return f"{days} of {months}" if shape.interval == 1 else f"{days}, every {shape.interval} months in {months}"
    return f"{days} of the month" if shape.interval == 1 else f"{days}, every {shape.interval} months"


def _nth_text(nth: Sequence[tuple[int, int]], words: Words) -> str:
    ordered = _in_order(nth)
    if len({day for day, _ in ordered}) == 1:
        return f"{list_text([PLACES[place] for _, place in ordered])} {words.weekdays[ordered[0][0]]}"
    return list_text([f"{PLACES[place]} {words.weekdays[day]}" for day, place in ordered])


def _in_order(nth: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    return sorted(nth, key=lambda pair: (*_last_at_end(pair[1]), pair[0]))


def _last_at_end(place: int) -> tuple[bool, int]:
    return place < 0, place


def _number(day: int) -> str:
    return str(day) if day > 0 else ("last" if day == -1 else f"{-day} from the end")


def _school_text(rule: SchoolRule, words: Words, bells: Mapping[str, str]) -> str:
    kinds = [f"{kind} day" for kind in rule.day_types] + [f"{bells.get(one, 'special')} day" for one in rule.bells]
    which = list_text(kinds, last="or") or "school day"
    if rule.month_nth:
        text = f"the {PLACES.get(rule.month_nth, f'{rule.month_nth}.')} {which} of the month"
    elif rule.every > 1:
        text = f"every {PLACES.get(rule.every, f'{rule.every}th')} {which}"
    elif rule.weekdays and rule.periods and not kinds:
        return f"every {_weekdays_text(rule.weekdays, words)}, {list_text(list(rule.periods))}"  # periods mean school
    else:
        text = f"every {which}"
    if rule.weekdays:
        text = f"{text} on {_weekdays_text(rule.weekdays, words, last='or')}"
    return f"{text}, {list_text(list(rule.periods))}" if rule.periods else text


def _far_text(rule: str) -> str:
    parts = shapes.rule_parts(rule)
    unit = _UNITS.get(parts["FREQ"], "time")
    interval = parts.get("INTERVAL", "1")
    every = f"every {unit}" if interval == "1" else f"every {interval} {unit}s"
    return (
        f"{every}, by a rule brought from a file" if len(parts.keys() - {"INTERVAL", "COUNT", "UNTIL"}) > 1 else every
    )
