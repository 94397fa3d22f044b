"""What each setting may be: one checker for values typed, imported, or found in a file of another version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from il_desktop.domain.errors import BadValue
from il_desktop.domain.settings import DayCycle, Settings
from il_desktop.domain.walltime import MINUTES_PER_DAY, WallTime

Check = Callable[[str, Any], Any]

_NAME_LIMIT = 255
_ID_LIMIT = 64
_PLAIN = (str, int, float, bool)


def checked(name: str, value: Any) -> Any:
    """Return the value a field of `Settings` takes; raise BadValue for a wrong one or a name there is not."""
    check = _CHECKS.get(name)
    if check is None:
        raise BadValue(name, _shown(value), "not_a_choice")
    return check(name, value)


def settings_from(stored: Mapping[str, Any]) -> Settings:
    """Build settings from stored JSON values; what is missing, unknown or wrong leaves the default."""
    good: dict[str, Any] = {}
    for name, value in stored.items():
        try:
            good[name] = checked(name, value)
        except BadValue:
            continue
    return Settings(**good)


def plain(value: Any) -> Any:
    """Return a checked value as JSON holds it."""
    if isinstance(value, DayCycle):
        return {"types": list(value.types), "rule": value.rule, "restarts": list(value.restarts)}
    return value


def _text(limit: int, *, may_be_empty: bool = True) -> Check:
    def check(name: str, value: Any) -> str:
        if not isinstance(value, str):
            raise BadValue(name, _shown(value), "not_a_text")
        text = " ".join(value.split())
        if not text and not may_be_empty:
            raise BadValue(name, value, "empty")
        if len(text) > limit:
            raise BadValue(name, text, "too_long", limit)
        return text

    return check


def _whole(low: int, high: int) -> Check:
    def check(name: str, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise BadValue(name, _shown(value), "not_a_number")
        return int(_within(name, value, low, high))

    return check


def _ratio(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadValue(name, _shown(value), "not_a_number")
    return float(_within(name, value, 0, 1))


def _within(name: str, value: float, low: int, high: int) -> float:
    if not value >= low:  # also refuses NaN
        raise BadValue(name, _shown(value), "too_small", low)
    if value > high:
        raise BadValue(name, _shown(value), "too_large", high)
    return value


def _flag(name: str, value: Any) -> bool:
    if value not in {True, False}:
        raise BadValue(name, _shown(value), "not_a_choice")
    return bool(value)


def _choice(*words: str) -> Check:
    def check(name: str, value: Any) -> str:
        if value not in words:
            raise BadValue(name, _shown(value), "not_a_choice")
        return str(value)

    return check


def _zone(name: str, value: Any) -> str:
    from il_desktop.domain import zones  # noqa: PLC0415  reading settings at the start needs no zone data

    if not isinstance(value, str):
        raise BadValue(name, _shown(value), "not_a_zone")
    try:
        zones.zone(value)
    except ValueError as error:
        raise BadValue(name, value, "not_a_zone") from error
    return value


def _wall_or_empty(name: str, value: Any) -> str:
    try:
        return WallTime.parse(value).iso() if value else ""
    except (ValueError, TypeError) as error:
        raise BadValue(name, _shown(value), "not_a_time") from error


def _day_cycle(name: str, value: Any) -> DayCycle:
    parts = plain(value)
    if not isinstance(parts, Mapping) or set(parts) - {"types", "rule", "restarts"}:
        raise BadValue(name, _shown(value), "not_a_choice")
    types = tuple(_text(20, may_be_empty=False)(name, item) for item in parts.get("types", ("A", "B")))
    restarts = tuple(sorted(_day(name, item) for item in parts.get("restarts", ())))
    rule = _choice("slide", "fixed", "weekday")(name, parts.get("rule", "slide"))
    if len(set(types)) != len(types):  # no types at all is a school whose days are all alike
        raise BadValue(name, _shown(value), "not_a_choice")
    return DayCycle(types, rule, restarts)


def _day(name: str, value: Any) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except (ValueError, TypeError) as error:
        raise BadValue(name, _shown(value), "not_a_date") from error


def _weekly_bells(name: str, value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping) or not set(value) <= set("0123456"):
        raise BadValue(name, _shown(value), "not_a_choice")
    return {day: _text(_ID_LIMIT)(name, bells) for day, bells in sorted(value.items())}


def _shown(value: Any) -> str:
    return str(value) if isinstance(value, _PLAIN) else type(value).__name__


_CHECKS: dict[str, Check] = {
    "school_name": _text(_NAME_LIMIT, may_be_empty=False),
    "tz": _zone,
    "principal_id": _text(_ID_LIMIT),
    "work_start_min": _whole(0, MINUTES_PER_DAY - 1),
    "work_end_min": _whole(1, MINUTES_PER_DAY),
    "day_cycle": _day_cycle,
    "weekly_bells": _weekly_bells,
    "default_bells": _text(_ID_LIMIT),
    "theme": _choice("system", "light", "dark", "contrast"),
    "text_scale_pct": _whole(80, 200),
    "first_weekday": _whole(0, 6),
    "clock_24h": _flag,
    "protected_target_low_min": _whole(0, 7 * MINUTES_PER_DAY),
    "protected_target_high_min": _whole(0, 7 * MINUTES_PER_DAY),
    "recognition_days": _whole(1, 365),
    "gift_hint": _text(80, may_be_empty=False),
    "min_n": _whole(1, 1000),
    "min_staff_n": _whole(1, 1000),
    "max_active_goals": _whole(1, 100),
    "stale_days": _whole(1, 365),
    "feedback_days": _whole(0, 365),
    "pace_on_track": _ratio,
    "pace_at_risk": _ratio,
    "backup_minutes": _whole(1, MINUTES_PER_DAY),
    "remind_default_min": _whole(-1, MINUTES_PER_DAY),
    "remind_quiet": _flag,
    "tray": _flag,
    "windows_zone_names": _flag,
    "feed_file": _text(1000),
    "feed_audience": _choice("me", "office", "staff", "public"),
    "feed_local": _flag,
    "feed_token": _text(_ID_LIMIT),
    "currency": _text(5),
    "paper_size": _choice("letter", "a4"),
    "signature_role": _text(_NAME_LIMIT),
    "certificate_design": _whole(1, 3),
    "logo_file": _text(1000),
    "letterhead_file": _text(1000),
    "sample_now": _wall_or_empty,
}
