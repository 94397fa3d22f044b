"""Windows' names for time zones, for calendars that are read by programs which know no other.

The table of names is the Unicode consortium's (CLDR windowsZones, as the icalendar package carries it); it names one
place a zone. The other places of the United States are listed here, from the same source.
"""

from __future__ import annotations

from functools import lru_cache

_EASTERN = ("Detroit", "Kentucky/Louisville", "Kentucky/Monticello", "Indiana/Petersburg", "Indiana/Vincennes")
_EASTERN += ("Indiana/Winamac", "Toronto", "Nassau", "Iqaluit")
_CENTRAL = ("Indiana/Knox", "Indiana/Tell_City", "Menominee", "North_Dakota/Beulah", "North_Dakota/Center")
_CENTRAL += ("North_Dakota/New_Salem", "Winnipeg", "Matamoros")
_OTHER_PLACES = {
    **{f"America/{place}": "Eastern Standard Time" for place in _EASTERN},
    **{f"America/{place}": "Central Standard Time" for place in _CENTRAL},
    **{f"America/{place}": "US Eastern Standard Time" for place in ("Indiana/Marengo", "Indiana/Vevay")},
    "America/Boise": "Mountain Standard Time",
    "America/Edmonton": "Mountain Standard Time",
    "America/Vancouver": "Pacific Standard Time",
    **{f"America/{place}": "Alaskan Standard Time" for place in ("Juneau", "Sitka", "Metlakatla", "Nome", "Yakutat")},
    "America/Puerto_Rico": "SA Western Standard Time",
    "Pacific/Guam": "West Pacific Standard Time",
    "Pacific/Pago_Pago": "UTC-11",
    "Europe/Vienna": "W. Europe Standard Time",
    "Europe/Zurich": "W. Europe Standard Time",
    "Australia/Melbourne": "AUS Eastern Standard Time",
}


def windows_name(tz: str) -> str:
    """Return Windows' name of an IANA zone, or the zone's own where Windows has none for it."""
    return _OTHER_PLACES.get(tz) or _by_place().get(tz, tz)


@lru_cache(maxsize=1)
def _by_place() -> dict[str, str]:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # noqa: PLC0415  only where the setting is on

    return {place: name for name, place in WINDOWS_TO_OLSON.items()}
