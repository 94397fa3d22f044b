"""Which repeating rules our own expander knows, read from RFC 5545 text; every other rule goes to `fallback`.

Decides nothing about dates: a `Shape` is the rule in plain numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
KNOWN_PARTS = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"},
)


@dataclass(frozen=True, slots=True)
class Shape:
    """A rule in numbers: weekdays 0 Monday to 6 Sunday, `nth` pairs (weekday, place in the month).

    `count` and `until` (`YYYYMMDD…`) are those of the rule itself; a series may hold its own beside them.
    """

    freq: str
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nth: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    set_pos: tuple[int, ...] = ()
    week_start: int = 0
    count: int | None = None
    until: str = ""


class BadRule(ValueError):
    """The text is no rule at all."""


@lru_cache(maxsize=4096)
def parse(rule: str) -> Shape | None:
    """Read a rule; None when it is a rule but not one of our shapes, `BadRule` when it is none."""
    parts = rule_parts(rule)
    if not parts.keys() <= KNOWN_PARTS:
        return None
    try:
        shape = _shape(parts)
    except (ValueError, KeyError) as error:
        raise BadRule(rule) from error
    return shape if shape is not None and _is_ours(shape) else None


def rule_parts(rule: str) -> dict[str, str]:
    """Split `FREQ=WEEKLY;BYDAY=MO` into parts in capitals; raise `BadRule` without a frequency or with a part twice."""
    parts: dict[str, str] = {}
    for item in rule.upper().removeprefix("RRULE:").strip().strip(";").split(";"):
        name, equals, value = item.partition("=")
        if not equals or not value or name in parts:
            raise BadRule(rule)
        parts[name] = value
    if "FREQ" not in parts or ("COUNT" in parts and "UNTIL" in parts):
        raise BadRule(rule)
    return parts


def _shape(parts: dict[str, str]) -> Shape | None:
    if parts["FREQ"] not in FREQUENCIES:
        return None
    weekdays: list[int] = []
    nth: list[tuple[int, int]] = []
    for item in parts["BYDAY"].split(",") if "BYDAY" in parts else ():
        weekday = WEEKDAYS.index(item[-2:])
        if item[:-2]:
            nth.append((weekday, _within(int(item[:-2]), 53)))
        else:
            weekdays.append(weekday)
    return Shape(
        freq=parts["FREQ"],
        interval=_positive(parts.get("INTERVAL", "1")),
        weekdays=tuple(sorted(set(weekdays))),
        nth=tuple(sorted(set(nth))),
        month_days=_numbers(parts, "BYMONTHDAY", 31),
        months=_numbers(parts, "BYMONTH", 12),
        set_pos=_numbers(parts, "BYSETPOS", 366),
        week_start=WEEKDAYS.index(parts.get("WKST", "MO")),
        count=_positive(parts["COUNT"]) if "COUNT" in parts else None,
        until=parts.get("UNTIL", ""),
    )


def _is_ours(shape: Shape) -> bool:
    """Tell whether the expander's reading of the parts is the standard's; rarer mixtures are left to `fallback`."""
    if any(abs(place) > 5 for _, place in shape.nth) or any(month < 0 for month in shape.months):
        return False
    ways = [bool(shape.nth), bool(shape.month_days), bool(shape.weekdays or shape.set_pos)]
    if shape.freq in ("DAILY", "WEEKLY"):
        return not (shape.nth or shape.month_days or shape.months or shape.set_pos)
    if sum(ways) > 1 or bool(shape.weekdays) != bool(shape.set_pos):
        return False
    # Only years with one month: without it the standard reads the other parts relative to the whole year.
    return shape.freq == "MONTHLY" or len(shape.months) == 1 or not (any(ways) or shape.months)


def is_whole(shape: Shape) -> bool:
    """Tell whether a rule says all by itself, leaving nothing to its start date."""
    if shape.freq in ("MONTHLY", "YEARLY"):
        has_days = bool(shape.month_days or shape.nth or shape.weekdays)
        return has_days and (shape.freq == "MONTHLY" or bool(shape.months))
    return shape.freq == "DAILY" or bool(shape.weekdays)


def for_start(shape: Shape, weekday: int, month: int, month_day: int) -> Shape:
    """Fill in what a short rule leaves to its start date."""
    if shape.freq == "WEEKLY" and not shape.weekdays:
        return replace(shape, weekdays=(weekday,))
    if shape.freq == "YEARLY" and not shape.months:
        shape = replace(shape, months=(month,))
    if shape.freq in ("MONTHLY", "YEARLY") and not (shape.month_days or shape.nth or shape.weekdays):
        return replace(shape, month_days=(month_day,))
    return shape


def _numbers(parts: dict[str, str], name: str, limit: int) -> tuple[int, ...]:
    if name not in parts:
        return ()
    return tuple(sorted({_within(int(item), limit) for item in parts[name].split(",")}))


def _within(number: int, limit: int) -> int:
    if not 1 <= abs(number) <= limit:
        raise ValueError(number)
    return number


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number
