"""The periods of a bell schedule as they must be: named once, in order, none over another."""

from __future__ import annotations

from collections.abc import Iterable

from il_desktop.domain.errors import BadValue
from il_desktop.domain.school import Period
from il_desktop.domain.walltime import MINUTES_PER_DAY

PERIOD_KINDS = ("period", "advisory", "assembly", "test")
MAX_CODE = 16
MAX_PERIODS = 40


def checked_periods(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Return the periods in order of time; raise BadValue naming the first that cannot be."""
    found = sorted((_checked(period) for period in periods), key=lambda period: period.start_min)
    if not found:
        raise BadValue(field="periods", value="", reason="empty")
    if len(found) > MAX_PERIODS:
        raise BadValue(field="periods", value=str(len(found)), reason="too_large", limit=MAX_PERIODS)
    codes: set[str] = set()
    for before, period in zip([None, *found], found, strict=False):
        if period.code.casefold() in codes:
            raise BadValue(field="period", value=period.code, reason="duplicate")
        codes.add(period.code.casefold())
        if before is not None and period.start_min < before.end_min:
            raise BadValue(field="period", value=f"{before.code}, {period.code}", reason="overlaps")
    return tuple(found)


def _checked(period: Period) -> Period:
    code = " ".join(period.code.split())
    if not code:
        raise BadValue(field="period", value="", reason="empty")
    if len(code) > MAX_CODE:
        raise BadValue(field="period", value=code, reason="too_long", limit=MAX_CODE)
    if not 0 <= period.start_min < MINUTES_PER_DAY or not 0 < period.end_min <= MINUTES_PER_DAY:
        raise BadValue(field="period", value=code, reason="not_a_time")
    if period.end_min <= period.start_min:
        raise BadValue(field="period", value=code, reason="end_before_start")
    if period.kind not in PERIOD_KINDS:
        raise BadValue(field="period", value=period.kind, reason="not_a_choice")
    return period._replace(code=code)
