"""Which zone a time of one file is in. One object a file, so that no zone leaks to the next; never silently naive."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from il_desktop.domain import zones
from il_desktop.domain.walltime import WallTime
from il_desktop.interchange.ics.components import Component
from il_desktop.interchange.ics.findings import Finding
from il_desktop.interchange.ics.foreign_zone import ForeignZone
from il_desktop.interchange.ics.values import Moment
from il_desktop.interchange.ics.zone_names import LIKELY, iana_name, named_offset

_DISAGREEMENT_MIN = 60  # a known name beats its VTIMEZONE unless they differ by more; our choice


class Placed(NamedTuple):
    """A time with its IANA zone, and what had to be decided to say so."""

    wall: WallTime
    tz: str
    findings: tuple[Finding, ...] = ()


class ZoneResolver:
    """Places the times of one file."""

    def __init__(self, school_tz: str, calendars: tuple[Component, ...]) -> None:
        self.school = school_tz
        self._custom: dict[str, ForeignZone] = {}
        self._names: dict[str, str | None] = {}
        self.default, self._default_code = school_tz, "zone_floating"
        for component in (part for calendar in calendars for part in calendar.walk()):
            if component.name == "VTIMEZONE" and (tzid := component.text("TZID").strip('"')):
                zone = ForeignZone(component)
                if zone.is_computable:
                    self._custom.setdefault(tzid.casefold(), zone)
            elif component.name == "VCALENDAR" and (named := self._name(component.text("X-WR-TIMEZONE"))):
                self.default, self._default_code = named, "zone_of_calendar"

    def place(self, moment: Moment) -> Placed:
        """Return the wall time and IANA zone of a moment."""
        if moment.is_date:
            return Placed(moment.wall, self.school)
        if moment.offset == 0:
            return Placed(moment.wall, "UTC")
        if moment.offset is not None:
            return self._by_instant(moment.wall, moment.offset)
        if not moment.tzid:
            return self._settled(moment.wall, self.default, (Finding(self._default_code, self.default),))
        return self._by_name(moment.wall, moment.tzid)

    def same_instant(self, moment: Moment, tz: str) -> WallTime:
        """Return the wall time in `tz` of a moment that may be written in another zone."""
        placed = self.place(moment)
        return placed.wall if placed.tz == tz else zones.to_wall(zones.to_instant(placed.wall, placed.tz), tz)

    def at_school(self, wall: WallTime, tz: str) -> WallTime:
        """Return the school's wall time of a wall time in another zone."""
        return zones.to_wall(zones.to_instant(wall, tz), self.school)

    def steady_shift(self, tz: str, start: WallTime) -> int | None:
        """Return the minutes the school's clock is ahead of another's, None when that differs over the year."""
        noons = [WallTime(start.day + timedelta(days=days), 720) for days in range(0, 371, 7)]
        shifts = {zones.offset_minutes(noon, self.school) - zones.offset_minutes(noon, tz) for noon in noons}
        return shifts.pop() if len(shifts) == 1 else None

    def _by_instant(self, wall: WallTime, offset: int) -> Placed:
        return Placed(self.at_school(wall.plus(-offset), "UTC"), self.school)

    def _by_name(self, wall: WallTime, tzid: str) -> Placed:
        name, custom = self._name(tzid), self._custom.get(tzid.casefold())
        if name:
            if custom and abs(zones.offset_minutes(wall, name) - custom.offset(wall)) > _DISAGREEMENT_MIN:
                return self._by_rules(wall, tzid, custom, "zone_disagrees")
            exact = name.casefold() == tzid.casefold()
            return self._settled(wall, name, () if exact else (Finding("zone_named", f"{tzid} → {name}"),))
        if custom:
            return self._by_rules(wall, tzid, custom, "zone_by_rules")
        offset = named_offset(tzid)
        if offset is None:
            return self._settled(wall, self.default, (Finding("zone_unknown", f"{tzid} → {self.default}"),))
        if offset == zones.offset_minutes(wall, self.school):
            return self._settled(wall, self.school, (Finding("zone_by_offset", f"{tzid} → {self.school}"),))
        placed = self._by_instant(wall, offset)
        return placed._replace(findings=(Finding("zone_by_offset", f"{tzid} → {self.school}"),))

    def _by_rules(self, wall: WallTime, tzid: str, custom: ForeignZone, code: str) -> Placed:
        for name in dict.fromkeys((self.school, *LIKELY)):
            if _agree(custom, name, wall.day.year):
                return self._settled(wall, name, (Finding(code, f"{tzid} → {name}"),))
        placed = self._by_instant(wall, custom.offset(wall))
        return placed._replace(findings=(Finding("zone_converted", f"{tzid} → {self.school}"),))

    def _settled(self, wall: WallTime, tz: str, findings: tuple[Finding, ...]) -> Placed:
        """Move a time that a clock change skips to the first minute after it, and say so."""
        if 0 < wall.minute < 240:
            seen = zones.to_wall(zones.to_instant(wall, tz), tz)
            if seen != wall:
                return Placed(seen, tz, (*findings, Finding("skipped_hour", seen.iso())))
        return Placed(wall, tz, findings)

    def _name(self, tzid: str) -> str | None:
        if not tzid:
            return None
        if tzid not in self._names:
            self._names[tzid] = iana_name(tzid)
        return self._names[tzid]


def _agree(custom: ForeignZone, name: str, year: int) -> bool:
    """Tell whether a zone has the same offsets as a file's own rules in the weeks of a year."""
    noons = (WallTime(date(year, 1, 1) + timedelta(days=days), 720) for days in range(0, 364, 7))
    return all(custom.offset(noon) == zones.offset_minutes(noon, name) for noon in noons)
