"""The repeats a form offers, as plain choices, and the rule each one stands for.

Decides how a rule is told in choices and back. A rule no choice reaches is `custom` and stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from il_desktop.domain.recurrence import BadRule, SchoolRule, SeriesRule, shapes
from il_desktop.domain.recurrence.shapes import WEEKDAYS, Shape
from il_desktop.domain.series_edit import nth_of_month
from il_desktop.domain.walltime import WallTime

WAYS = ("never", "daily", "weekly", "biweekly", "monthly", "school")
MONTH_WAYS = ("day", "nth", "last")
CONTACT_DAY, FIRST_OF_MONTH = "", "first"
_WORKDAYS = (0, 1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class RepeatChoice:
    """How a block repeats, in a form's words.

    `way` is one of `WAYS` or custom. `weekdays` belong to weekly ways, `month_way` to monthly (the date's day, its n-th
    or its last weekday), `day_type` (empty for every contact day, `first` for the first of a month) and `period` (empty
    for the block's own time) to school days.
    """

    way: str = "never"
    weekdays: tuple[int, ...] = ()
    month_way: str = "nth"
    day_type: str = CONTACT_DAY
    period: str = ""


def rule_of(choice: RepeatChoice, start: WallTime) -> tuple[str, str]:
    """Return kind and text of the rule a choice stands for, read from a block that begins at `start`."""
    if choice.way == "school":
        return "school", _school_rule(choice).to_json()
    if choice.way == "daily":
        return "rrule", "FREQ=DAILY"
    if choice.way in ("weekly", "biweekly"):
        days = ",".join(WEEKDAYS[day] for day in sorted(choice.weekdays or (start.day.weekday(),)))
        interval = ";INTERVAL=2" if choice.way == "biweekly" else ""
        return "rrule", f"FREQ=WEEKLY{interval};BYDAY={days}"
    if choice.way == "monthly":
        return "rrule", f"FREQ=MONTHLY;{_month_part(choice.month_way, start.day)}"
    raise ValueError(choice.way)


def choice_of(rule: SeriesRule) -> RepeatChoice:
    """Return the choice a rule is, `custom` for a rule of any other shape."""
    custom = RepeatChoice("custom", (rule.starts.day.weekday(),))
    try:
        if rule.kind == "school":
            return _school_choice(SchoolRule.from_json(rule.rule), rule.starts.day) or custom
        shape = shapes.parse(rule.rule)
    except BadRule:
        return custom
    if shape is None:
        return custom
    day = rule.starts.day
    return _plain_choice(shapes.for_start(shape, day.weekday(), day.month, day.day), day) or custom


def _school_rule(choice: RepeatChoice) -> SchoolRule:
    return SchoolRule(
        day_types=() if choice.day_type in (CONTACT_DAY, FIRST_OF_MONTH) else (choice.day_type,),
        periods=(choice.period,) if choice.period else (),
        month_nth=1 if choice.day_type == FIRST_OF_MONTH else 0,
    )


def _school_choice(rule: SchoolRule, day: date) -> RepeatChoice | None:
    is_plain = not (rule.weekdays or rule.bells or rule.every > 1) and rule.month_nth in (0, 1)
    if not is_plain or len(rule.day_types) > 1 or len(rule.periods) > 1 or (rule.month_nth and rule.day_types):
        return None
    day_type = FIRST_OF_MONTH if rule.month_nth else next(iter(rule.day_types), CONTACT_DAY)
    return RepeatChoice("school", (day.weekday(),), day_type=day_type, period=next(iter(rule.periods), ""))


def _plain_choice(shape: Shape, day: date) -> RepeatChoice | None:
    weekdays = shape.weekdays or (day.weekday(),)
    if shape.freq == "DAILY" and shape.interval == 1:
        return RepeatChoice("weekly", weekdays) if shape.weekdays else RepeatChoice("daily", _WORKDAYS)
    if shape.freq == "WEEKLY" and shape.interval <= 2:
        return RepeatChoice("weekly" if shape.interval == 1 else "biweekly", weekdays)
    if shape.freq == "MONTHLY" and shape.interval == 1 and not shape.months:
        return _month_choice(shape, day)
    return None


def _month_choice(shape: Shape, day: date) -> RepeatChoice | None:
    alone = (day.weekday(),)
    if shape.month_days == (day.day,):
        return RepeatChoice("monthly", alone, "day")
    places = [place for _, place in shape.nth] or list(shape.set_pos)
    weekdays = [weekday for weekday, _ in shape.nth] or list(shape.weekdays)
    if len(places) != 1 or weekdays != [day.weekday()]:
        return None
    if places[0] == -1:
        return RepeatChoice("monthly", alone, "last")
    return RepeatChoice("monthly", alone, "nth") if places[0] == (day.day - 1) // 7 + 1 else None


def _month_part(way: str, day: date) -> str:
    if way == "day":
        return f"BYMONTHDAY={day.day}"
    place = nth_of_month(day) if way == "nth" else -1
    return f"BYDAY={WEEKDAYS[day.weekday()]};BYSETPOS={place}"
