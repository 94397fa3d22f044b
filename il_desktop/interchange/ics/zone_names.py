"""Names that files give time zones, to names of the IANA database: by fixed tables and patterns, never as a path."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from zoneinfo import available_timezones

from il_desktop.domain import zones
from il_desktop.domain.walltime import WallTime

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
    ("hora del este", "America/New_York"),
    ("hora central", "America/Chicago"),
    ("heure de l'est", "America/New_York"),
    ("heure de l’est", "America/New_York"),
    ("mitteleurop", "Europe/Berlin"),
    ("westeurop", "Europe/Berlin"),
    ("west-europa", "Europe/Amsterdam"),
    ("vest-europa", "Europe/Oslo"),
    ("västeuropa", "Europe/Stockholm"),
    ("europa occidentale", "Europe/Rome"),
    ("europe de l'ouest", "Europe/Paris"),
    ("europe de l’ouest", "Europe/Paris"),
    ("europe occidentale", "Europe/Paris"),
    ("europe centrale", "Europe/Paris"),
    ("europa central", "Europe/Madrid"),
    ("hora estándar romance", "Europe/Madrid"),
    ("romance", "Europe/Paris"),
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
    "zulu": "UTC",
    "greenwich mean time": "UTC",
    "edt": "America/New_York",
    "et": "America/New_York",
    "cdt": "America/Chicago",
    "cst": "America/Chicago",
    "ct": "America/Chicago",
    "mdt": "America/Denver",
    "mt": "America/Denver",
    "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
    "pt": "America/Los_Angeles",
    "akst": "America/Anchorage",
    "akdt": "America/Anchorage",
    "cest": "Europe/Berlin",
    "mez": "Europe/Berlin",
    "mesz": "Europe/Berlin",
    "bst": "Europe/London",
    "aest": "Australia/Brisbane",
    "aedt": "Australia/Sydney",
    "tzone://microsoft/utc": "UTC",
}
_OFFSET = re.compile(r"(?:UTC|GMT)\s*([+\-−])\s*(0?\d|1[0-4])[:.]?([0-5]\d)?(?!\d)", re.IGNORECASE)
_BARE_OFFSET = re.compile(r"([+\-−])(0?\d|1[0-4]):?([0-5]\d)?")
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
    found = named_offsets(tzid)
    return found[0] if found else None


def named_offsets(tzid: str) -> list[int]:
    """Return all offsets a name spells out, `GMT -0500 (Standard) / GMT -0400 (Daylight)` has two."""
    pieces = _OFFSET.findall(tzid) or [match.groups() for match in [_BARE_OFFSET.fullmatch(tzid.strip())] if match]
    return [(1 if sign == "+" else -1) * (int(hours) * 60 + int(minutes or 0)) for sign, hours, minutes in pieces]


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones() if name not in _NOT_PLACES}


def _exact(name: str) -> str | None:
    known, folded = _known(), name.casefold().replace(" ", "_")
    found = known.get(folded) or known.get(folded.replace("-", "/", 1))
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
    if len(pieces) > 2 and name.startswith("/"):
        found = _known().get(pieces[-1].casefold())
        return found if found and "/" not in found else None
    return None


def _by_words(name: str) -> str | None:
    folded = name.casefold()
    if folded in _ABBREVIATIONS:
        return _ABBREVIATIONS[folded]
    if len(folded) <= 8:
        return None
    found = next((zone for words, zone in _DISPLAY if words in folded), None)
    return found or _by_city(folded)


def _by_city(folded: str) -> str | None:
    """Find `(UTC+02:00) Athen, Helsinki, …` by a city that stands in both, where its offset is the one spelled out."""
    offset = named_offset(folded)
    if offset is None:
        return None
    for piece in re.split(r"[,/()]", folded):
        found = _cities().get(piece.strip().replace(" ", "_"))
        if found and offset in _offsets(found):
            return found
    return None


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    return {name.rpartition("/")[2].casefold(): name for name in sorted(available_timezones()) if "/" in name}


def _offsets(zone: str) -> set[int]:
    """Return a zone's offsets in winter and summer, minutes east of UTC."""
    return {zones.offset_minutes(WallTime(date(2026, month, 15), 720), zone) for month in (1, 7)}
