"""A foreign RRULE to one that is safe to keep: within the caps, of a known kind, with its end as a local date."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from il_desktop.domain import zones
from il_desktop.domain.light import NamedTuple
from il_desktop.domain.recurrence import BadRule, SeriesRule, dates
from il_desktop.domain.recurrence.limits import LAST_YEAR, refusal
from il_desktop.domain.walltime import MINUTES_PER_DAY, WallTime
from il_desktop.interchange.ics.findings import Finding
from il_desktop.interchange.ics.properties import Property
from il_desktop.interchange.ics.values import MIN_YEAR, Moment, Unreadable

MAX_COUNT = 10_000
MAX_INTERVAL = 9_999
MAX_VALUES = 100
MAX_COUNTED_YEARS = 150  # before 1970; dates of a counted repetition are counted one by one
_REACHES = (10, 400, 40 * 366)  # days in which a rule has to happen; most do at once
_TOO_FINE = frozenset({"HOURLY", "MINUTELY", "SECONDLY"})
_PARTS = frozenset(
    {
        "FREQ",
        "INTERVAL",
        "COUNT",
        "UNTIL",
        "BYDAY",
        "BYMONTHDAY",
        "BYYEARDAY",
        "BYWEEKNO",
        "BYMONTH",
        "BYSETPOS",
        "WKST",
        "BYHOUR",
        "BYMINUTE",
        "BYSECOND",
    }
)
# RFC 7529 says what rules mean by default, and more; only the default can be kept.
_USUAL = frozenset({("RSCALE", "GREGORIAN"), ("SKIP", "OMIT")})
_UNTIL = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T(?:(\d\d):?(\d\d):?(?:\d\d)?(Z?))?)?")


class RuleRead(NamedTuple):
    """The rule without its end, or None when only the first instance can be kept; then the finding says why."""

    rule: str | None
    until_on: date | None = None
    times: int | None = None
    findings: tuple[Finding, ...] = ()


def plain_rule(text: str) -> str | None:
    """Return an RRULE value without its end and whatever only repeats the start, None when it cannot be read."""
    parts = _parts(text)
    if parts is None or parts.get("FREQ") in _TOO_FINE or not _within_caps(parts):
        return None
    return _joined(parts) if "FREQ" in parts else None


def read_rule(text: str, start: WallTime, tz: str, *, done: int = 0) -> RuleRead:
    """Read an RRULE value for an event that starts at `start` in an IANA zone; `done` dates of it are already over."""
    parts = _parts(text)
    if parts is not None and parts.get("FREQ") in _TOO_FINE:
        return _single("rule_too_fine", parts["FREQ"])
    if parts is None or not _own_clock(parts, start) or not _within_caps(parts):
        return _single("rule_unreadable", text)
    until = _until(parts["UNTIL"], start, tz) if "UNTIL" in parts else date.max
    count, findings = _count(parts, done)
    if until is None or until < start.day or count == 0:
        return _single("rule_unreadable" if until is None else "rule_ended_before", text)
    rule = _joined(parts)
    is_taken, has_start = _verdict(rule, start.day)
    if not is_taken:
        return _single("rule_unreadable", text)
    if not has_start:
        findings = (*findings, Finding("start_not_in_rule", start.iso()))
    return RuleRead(rule, None if until == date.max else until, count, findings)


def brought_forward(rule: Property | None, start: Moment) -> tuple[int, int, tuple[Finding, ...]]:
    """Return by how many days a repetition from before our years is taken later, and how many dates that leaves out.

    Raises Unreadable for what happened once, never happens in our years, or cannot be counted.
    """
    day = start.wall.day
    text = plain_rule(rule.value) if rule else None
    is_counted = rule is not None and "COUNT" in rule.value.upper()
    if text is None or (is_counted and day.year < MIN_YEAR - MAX_COUNTED_YEARS):
        raise Unreadable(Finding("year", str(day.year)))
    series = SeriesRule("rrule", text, start.wall, MINUTES_PER_DAY, "UTC")
    first = date(MIN_YEAR, 1, 1)
    try:
        later = next(filter(None, (dates(series, first, first + timedelta(days=reach)) for reach in _REACHES)), None)
        before = dates(series, day, first - timedelta(days=1)) if is_counted and later else []
    except BadRule:
        later = before = None
    if not later or before is None:
        raise Unreadable(Finding("year", str(day.year)))
    return (later[0] - day).days, len(before), (Finding("begun_earlier", day.isoformat()),)


@lru_cache(maxsize=8192)
def _verdict(rule: str, start: date) -> tuple[bool, bool]:
    """Tell whether a rule without an end can be kept, and whether the day it starts is one of its dates."""
    series = SeriesRule("rrule", rule, WallTime(start, 0), MINUTES_PER_DAY, "UTC")
    return (True, dates(series, start, start) != []) if refusal(series) is None else (False, False)


def _joined(parts: dict[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items() if name not in {"COUNT", "UNTIL"})


def _single(code: str, text: str) -> RuleRead:
    return RuleRead(None, findings=(Finding(code, text[:80]),))


def _parts(text: str) -> dict[str, str] | None:
    parts: dict[str, str] = {}
    for piece in re.sub(r"\s", "", text).upper().removeprefix("RRULE:").strip(";").split(";"):
        name, mark, value = piece.partition("=")
        if name.startswith("X-") or (name, value) in _USUAL or parts.get(name) == value:
            continue
        value = value.strip(",")
        if not mark or not value or name in parts or name not in _PARTS:
            return None
        parts[name] = value
    return None if "COUNT" in parts and "UNTIL" in parts else parts


def _own_clock(parts: dict[str, str], start: WallTime) -> bool:
    """Take out BYHOUR, BYMINUTE and BYSECOND where they only repeat the start; tell whether they did."""
    said = {"BYHOUR": str(start.hour), "BYMINUTE": str(start.minute % 60), "BYSECOND": "0"}
    found = {name: parts.pop(name).lstrip("0") or "0" for name in said if name in parts}
    return all(said[name] == value for name, value in found.items())


def _within_caps(parts: dict[str, str]) -> bool:
    interval = parts.get("INTERVAL", "1")
    if not re.fullmatch(r"\d{1,4}", interval) or not 1 <= int(interval) <= MAX_INTERVAL:
        return False
    if not re.fullmatch(r"[1-9]\d{0,11}", parts.get("COUNT", "1")):
        return False
    return all(value.count(",") < MAX_VALUES for value in parts.values())


def _count(parts: dict[str, str], done: int) -> tuple[int | None, tuple[Finding, ...]]:
    if "COUNT" not in parts:
        return None, ()
    count = max(0, int(parts["COUNT"]) - done)
    if count > MAX_COUNT:
        return MAX_COUNT, (Finding("rule_shortened", str(MAX_COUNT)),)
    return count, ()


def _until(text: str, start: WallTime, tz: str) -> date | None:
    """Return the last local day: a date counts whole, a time before the start's clock means the day before.

    A year that no calendar reaches means no end.
    """
    match = _UNTIL.fullmatch(text)
    if not match:
        return None
    year, month, day, hour, minute, mark = match.groups()
    if int(year) > LAST_YEAR:
        return date.max
    try:
        wall = WallTime(date(int(year), int(month), int(day)), min(int(hour or 0) * 60 + int(minute or 0), 1439))
    except ValueError:
        return None
    if hour is None:
        return wall.day
    if mark:
        wall = zones.to_wall(zones.to_instant(wall, "UTC"), tz)
    return wall.day if wall.minute >= start.minute else WallTime(wall.day, 0).plus(-1440).day
