"""The repeating patterns that the model of Outlook takes, and their dates, looked at one by one."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from tests.interchange.outlook_lines import DAYS, Refused, naive, utc
from tests.interchange.outlook_zones import Zone

WORKDAYS = frozenset(range(5))


DAY = timedelta(days=1)


_TEMPLATES = (
    ("FREQ=DAILY", "INTERVAL"),
    ("FREQ=WEEKLY", "BYDAY", "INTERVAL", "WKST"),
    ("FREQ=MONTHLY", "BYMONTHDAY", "INTERVAL"),
    ("FREQ=MONTHLY", "BYDAY", "BYSETPOS", "INTERVAL"),
    ("FREQ=YEARLY", "BYMONTHDAY", "BYMONTH"),
    ("FREQ=YEARLY", "BYDAY", "BYSETPOS", "BYMONTH"),
)


_OPTIONAL = {"INTERVAL", "WKST"}


def pattern(rule: str, begin: datetime, zone: Zone, length: timedelta) -> list[date]:
    """Return the dates of a rule that has one of the templates; refuse every other."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    if len(parts) != rule.count(";") + 1 or not {"UNTIL", "COUNT"} & set(parts) or {"UNTIL", "COUNT"} <= set(parts):
        raise Refused(what=f"rule {rule}")
    names = [name for name in parts if name not in ("UNTIL", "COUNT", "FREQ")]
    if not any(_has_form(template, parts["FREQ"], names) for template in _TEMPLATES):
        raise Refused(what=f"rule {rule}")
    _check_values(parts, rule)
    step = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 28, "YEARLY": 365}[parts["FREQ"]] * int(parts.get("INTERVAL", "1"))
    if length >= timedelta(days=1 if "," in parts.get("BYDAY", "") else step):
        raise Refused(what="an instance as long as the interval")
    last = date.max
    if "UNTIL" in parts:
        until = parts["UNTIL"]
        last = (zone.local(utc(until)) if until.endswith("Z") else naive(until)).date()
    return _days(parts, begin.date(), last, int(parts.get("COUNT", "0")))


def _has_form(template: tuple[str, ...], freq: str, names: list[str]) -> bool:
    wanted = [name for name in template[1:] if name not in _OPTIONAL or name in names]
    return template[0] == f"FREQ={freq}" and names == wanted


def _check_values(parts: dict[str, str], rule: str) -> None:
    days = parts.get("BYDAY", "MO").split(",")
    fits = (
        set(days) <= set(DAYS)
        and parts.get("BYSETPOS", "1") in ("1", "2", "3", "4", "-1")
        and parts.get("BYMONTHDAY", "1") in (*map(str, range(1, 29)), "-1")
        and parts.get("BYMONTH", "1") in map(str, range(1, 13))
        and 1 <= int(parts.get("INTERVAL", "1")) <= 99
        and len(parts.get("COUNT", "1")) <= 3
        and (parts["FREQ"] != "WEEKLY" or parts.get("INTERVAL", "1") == "1" or parts.get("WKST") == "SU")
        and (parts["FREQ"] == "WEEKLY" or len(days) == 1 or {DAYS.index(day) for day in days} == WORKDAYS)
    )
    if not fits:
        raise Refused(what=f"rule {rule}")


def _days(parts: dict[str, str], first: date, last: date, count: int) -> list[date]:
    """Look at every date once: slow, and as plain as the documents."""
    found: list[date] = []
    interval = int(parts.get("INTERVAL", "1"))
    weekdays = {DAYS.index(day) for day in parts["BYDAY"].split(",")} if "BYDAY" in parts else set()
    sunday = first - timedelta(days=(first.weekday() + 1) % 7)
    day = first
    while day <= last and (not count or len(found) < count) and (day - first).days < 40_000:
        months = (day.year - first.year) * 12 + day.month - first.month
        if parts["FREQ"] == "DAILY":
            fits = (day - first).days % interval == 0
        elif parts["FREQ"] == "WEEKLY":
            fits = (day - sunday).days // 7 % interval == 0 and day.weekday() in weekdays
        elif parts["FREQ"] == "MONTHLY":
            fits = months % interval == 0 and _is_place(day, parts, weekdays)
        else:
            fits = day.month == int(parts["BYMONTH"]) and _is_place(day, parts, weekdays)
        if fits:
            found.append(day)
        day += DAY
    return found


def _is_place(day: date, parts: dict[str, str], weekdays: set[int]) -> bool:
    if "BYMONTHDAY" in parts:
        wanted = int(parts["BYMONTHDAY"])
        return (day + DAY).month != day.month if wanted == -1 else day.day == wanted
    if day.weekday() not in weekdays:
        return False
    place = int(parts["BYSETPOS"])
    step = DAY if place > 0 else -DAY
    before = 0
    probe = day
    while probe.month == day.month:
        before += probe.weekday() in weekdays
        probe -= step
    return before == abs(place)
