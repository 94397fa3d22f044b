"""Names that files give time zones, to names of the IANA database: by fixed tables and patterns, never as a path."""

from __future__ import annotations

import re
from functools import lru_cache
from zoneinfo import available_timezones

# Parts of Outlook's display names ("(UTC-05:00) Eastern Time (US & Canada)"). Source: Windows' own English names.
_DISPLAY = (
    ("eastern time", "America/New_York"),
    ("indiana", "America/Indiana/Indianapolis"),
    ("central time", "America/Chicago"),
    ("mountain time", "America/Denver"),
    ("arizona", "America/Phoenix"),
    ("pacific time", "America/Los_Angeles"),
    ("alaska", "America/Anchorage"),
    ("hawaii", "Pacific/Honolulu"),
    ("atlantic time", "America/Halifax"),
    ("newfoundland", "America/St_Johns"),
    ("berlin", "Europe/Berlin"),
    ("london", "Europe/London"),
    ("paris", "Europe/Paris"),
    ("sydney", "Australia/Sydney"),
    ("coordinated universal time", "UTC"),
)
_ABBREVIATIONS = {
    "est5edt": "America/New_York",
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
    "utc": "UTC",
    "gmt": "UTC",
    "z": "UTC",
    "tzone://microsoft/utc": "UTC",
}
_NOT_PLACES = frozenset({"localtime", "posixrules", "Factory"})
# The zones tried, in this order, for a set of offsets without a usable name.
LIKELY = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Phoenix",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Halifax",
    "UTC",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Athens",
    "Europe/Moscow",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Australia/Brisbane",
    "Pacific/Auckland",
    "America/Sao_Paulo",
)


def iana_name(tzid: str) -> str | None:
    """Return the IANA zone a name stands for, None when the name says nothing certain."""
    name = tzid.strip().strip('"').strip()
    return _exact(name) or _windows(name) or _without_vendor(name) or _by_words(name)


def named_offset(tzid: str) -> int | None:
    """Return minutes east of UTC that a name like `GMT-0500` or `(UTC+01:00) …` spells out."""
    match = re.search(r"(?:UTC|GMT)\s*([+-−])\s*(\d{1,2}):?(\d\d)?", tzid, re.IGNORECASE)
    if not match or int(match[2]) > 14:
        return None
    return (1 if match[1] == "+" else -1) * (int(match[2]) * 60 + int(match[3] or 0))


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones() if name not in _NOT_PLACES}


def _exact(name: str) -> str | None:
    known = _known()
    found = known.get(name.casefold()) or known.get(name.casefold().replace("-", "/", 1))
    return None if found and found.casefold().startswith("etc/gmt") and found.casefold() != name.casefold() else found


def _windows(name: str) -> str | None:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # noqa: PLC0415  only a name that is not IANA's needs it

    standard = re.sub(r"\bdaylight\b", "standard", name.casefold())
    return next((zone for windows, zone in WINDOWS_TO_OLSON.items() if windows.casefold() == standard), None)


def _without_vendor(name: str) -> str | None:
    pieces = name.replace("\\", "/").split("/")
    for length in (3, 2):
        if len(pieces) > length and (found := _known().get("/".join(pieces[-length:]).casefold())):
            return found
    return None


def _by_words(name: str) -> str | None:
    folded = name.casefold()
    if folded in _ABBREVIATIONS:
        return _ABBREVIATIONS[folded]
    return next((zone for words, zone in _DISPLAY if words in folded), None) if len(folded) > 8 else None
