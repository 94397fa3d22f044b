"""Rules outside our own shapes, expanded by python-dateutil on naive local time.

The library is imported at the first such rule: most files never need it, and start-up must not pay for it.
"""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING

from il_desktop.domain.recurrence.shapes import BadRule, rule_parts
from il_desktop.domain.walltime import WallTime

if TYPE_CHECKING:
    from dateutil.rrule import rrule, rruleset

# Finer than an hour is no calendar entry, and one such rule would keep the program busy for minutes.
REFUSED = frozenset({"MINUTELY", "SECONDLY"})


def moments(rule: str, starts: WallTime, count: int | None, first: date, last: date) -> list[WallTime]:
    """Return the wall times of a rule on the dates `first` to `last`; raise `BadRule` when it cannot be read."""
    known = _known(rule, starts, count)
    low, high = datetime.combine(first, time.min), datetime.combine(last, time.max)
    return [WallTime(moment.date(), moment.hour * 60 + moment.minute) for moment in known.between(low, high, inc=True)]


@lru_cache(maxsize=512)
def _known(rule: str, starts: WallTime, count: int | None) -> rrule | rruleset:
    from dateutil.rrule import rrulestr  # noqa: PLC0415  see the module's docstring

    parts = rule_parts(rule)
    if parts["FREQ"] in REFUSED or "BYSECOND" in parts:
        raise BadRule(rule)
    parts.pop("UNTIL", None)
    if count is not None:
        parts["COUNT"] = str(count)
    begin = datetime.combine(starts.day, time(starts.hour, starts.minute % 60))
    try:
        return rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=begin, cache=True)
    except (ValueError, KeyError, TypeError) as error:
        raise BadRule(rule) from error
