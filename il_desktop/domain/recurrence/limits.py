"""Which rules are taken at all: one list of caps, asked wherever a rule enters the file.

Every answer takes far less than a quarter of a second, whatever the text says.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from il_desktop.domain.recurrence import SeriesRule, check_rule, occurrences
from il_desktop.domain.recurrence.shapes import BadRule, rule_parts
from il_desktop.domain.school import CalendarRules, SchoolCalendar

MAX_TEXT = 1000
MAX_INTERVAL = 9999
MAX_COUNT = 10_000
FIRST_YEAR, LAST_YEAR = 1970, 2100
TOO_FINE = frozenset({"SECONDLY", "MINUTELY"})
_LAST_DAY = date(LAST_YEAR, 12, 31).toordinal()
_LOOK_AHEAD = (10, 400, 30 * 366)  # days in which a rule has to happen; most do at once
_NO_CALENDAR = SchoolCalendar(CalendarRules())


def refusal(series: SeriesRule) -> str | None:
    """Return why a rule is not taken, as a reason code for `wording.problems`; None for a rule that is fine."""
    checks = (
        (len(series.rule) > MAX_TEXT, "rule_too_long"),
        (not FIRST_YEAR <= series.starts.day.year <= LAST_YEAR, "rule_years"),
        (series.count is not None and not 1 <= series.count <= MAX_COUNT, "rule_count"),
        (series.until_on is not None and series.until_on < series.starts.day, "rule_ends_before"),
    )
    for is_bad, reason in checks:
        if is_bad:
            return reason
    try:
        if series.kind != "school":
            return _of_text(series)
        check_rule(series)
    except (BadRule, ValueError, OverflowError):
        return "not_a_rule"
    return None


def _of_text(series: SeriesRule) -> str | None:
    parts = rule_parts(series.rule)
    if parts["FREQ"] in TOO_FINE or "BYSECOND" in parts:
        return "rule_too_fine"
    interval, count = int(parts.get("INTERVAL", "1")), int(parts.get("COUNT", "1"))
    if not 1 <= interval <= MAX_INTERVAL:
        return "rule_interval"
    if not 1 <= count <= MAX_COUNT:
        return "rule_count"
    until = parts.get("UNTIL", "")[:8]
    if until and until < series.starts.day.strftime("%Y%m%d"):
        return "rule_ends_before"
    check_rule(series)
    endless = replace(series, on_no_school="keep", count=None)
    first = series.starts.day
    reaches = (date.fromordinal(min(first.toordinal() + days, _LAST_DAY)) for days in _LOOK_AHEAD)
    return None if any(occurrences(endless, first, last, _NO_CALENDAR) for last in reaches) else "rule_never"
