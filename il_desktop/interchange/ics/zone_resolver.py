"""Which zone a time of one file is in. One object a file, so that no zone leaks to the next; never silently naive."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

from il_desktop.domain import zones
from il_desktop.domain.light import NamedTuple
from il_desktop.domain.walltime import WallTime
from il_desktop.interchange.ics.components import Component
from il_desktop.interchange.ics.findings import Finding
from il_desktop.interchange.ics.foreign_zone import ForeignZone, noons
from il_desktop.interchange.ics.values import Moment
from il_desktop.interchange.ics.zone_names import LIKELY, iana_name, named_offset, named_offsets

_DISAGREEMENT_MIN = 60  # a known name beats its VTIMEZONE unless they differ by more; our choice


class Placed(NamedTuple):
    """A time with its IANA zone, and what had to be decided to say so."""

    wall: WallTime
    tz: str
    findings: tuple[Finding, ...] = ()


class _Scope:
    """What one VCALENDAR says about zones: its own VTIMEZONEs and the zone of times without one."""

    def __init__(self) -> None:
        self.custom: dict[str, ForeignZone] = {}
        self.default = ""


class ZoneResolver:
    """Places the times of one file. Several calendars in it may use one name for different zones: `enter` first."""

    def __init__(self, school_tz: str, calendars: tuple[Component, ...]) -> None:
        self.school = school_tz
        self._names: dict[str, str | None] = {}
        self._all = _Scope()
        self._scopes: dict[int, _Scope] = {}
        self._here = self._all
        self._notes: list[Finding] = []
        self._whole_days: dict[tuple[str, date, _Scope], tuple[str, tuple[Finding, ...]]] = {}
        for calendar in calendars:
            scope = self._scopes[calendar.line] = _Scope()
            for component in calendar.walk():
                self._learn(component, scope)

    def _learn(self, component: Component, scope: _Scope) -> None:
        if component.name == "VTIMEZONE" and (tzid := component.text("TZID").strip('"')):
            zone = ForeignZone(component)
            if zone.is_computable:
                scope.custom.setdefault(tzid.casefold(), zone)
                self._all.custom.setdefault(tzid.casefold(), zone)
        elif component.name == "VCALENDAR" and (
            named := self._name(component.text("X-WR-TIMEZONE") or component.text("TIMEZONE-ID"))
        ):
            scope.default = self._all.default = named

    def enter(self, component: Component) -> None:
        """Say which event the next times belong to."""
        root = component
        while root.parent:
            root = root.parent
        self._here = self._scopes.get(root.line, self._all)
        self._notes.clear()

    def taken_notes(self) -> tuple[Finding, ...]:
        """Return what had to be said about the event's times in the school's zone, once."""
        notes = tuple(dict.fromkeys(self._notes))
        self._notes.clear()
        return notes

    def place(self, moment: Moment) -> Placed:
        """Return the wall time and IANA zone of a moment."""
        if moment.is_date:
            return Placed(moment.wall, self.school)
        if moment.offset == 0:
            return Placed(moment.wall, "UTC", self._beside_utc(moment))
        if moment.offset is not None:
            return self._by_instant(moment.wall, moment.offset)
        if not moment.tzid:
            default, code = self._default()
            return self._settled(moment.wall, default, (Finding(code, default),))
        known = self._whole_days.get((moment.tzid, moment.wall.day, self._here))
        return Placed(moment.wall, *known) if known else self._by_name(moment.wall, moment.tzid)

    def same_instant(self, moment: Moment, tz: str) -> WallTime:
        """Return the wall time in `tz` of a moment that may be written in another zone."""
        placed = self.place(moment)
        return self._moved(placed.wall, placed.tz, tz)

    def at_school(self, wall: WallTime, tz: str) -> WallTime:
        """Return the school's wall time of a wall time in another zone."""
        return self._moved(wall, tz, self.school)

    def steady_shift(self, tz: str, start: WallTime) -> int | None:
        """Return the minutes the school's clock is ahead of another's, None when that differs over the year."""
        return _steady_shift(tz, self.school, start.day)

    def _default(self) -> tuple[str, str]:
        named = self._here.default or self._all.default
        return (named, "zone_of_calendar") if named else (self.school, "zone_floating")

    def _beside_utc(self, moment: Moment) -> tuple[Finding, ...]:
        """Say that a time names a zone and ends in Z, which means UTC: other programs take the zone."""
        if not moment.tzid or self._name(moment.tzid) in ("UTC", "Etc/UTC", "GMT", "Etc/GMT"):
            return ()
        return (Finding("zone_beside_utc", moment.tzid[:80]),)

    def _moved(self, wall: WallTime, tz: str, to: str) -> WallTime:
        """Return the wall time of the same instant; an hour that comes twice there is taken as the first, and said."""
        if tz == to:
            return wall
        here, there = _day_offset(wall.day, tz), _day_offset(wall.day, to)
        if here is not None and there is not None:
            moved = wall.plus(there - here)
            if moved.day == wall.day or _day_offset(moved.day, to) == there:
                return moved
        instant = zones.to_instant(wall, tz)
        moved = zones.to_wall(instant, to)
        if zones.to_instant(moved, to) != instant.replace(second=0):
            self._notes.append(Finding("second_hour", moved.iso()))
        return moved

    def _by_instant(self, wall: WallTime, offset: int) -> Placed:
        return Placed(self.at_school(wall.plus(-offset), "UTC"), self.school)

    def _by_name(self, wall: WallTime, tzid: str) -> Placed:
        name = self._name(tzid)
        custom = self._here.custom.get(tzid.casefold()) or self._all.custom.get(tzid.casefold())
        if name:
            apart = self._apart(wall, name, custom) if custom else 0
            if custom and apart > _DISAGREEMENT_MIN:
                return self._by_rules(wall, tzid, custom, "zone_disagrees")
            findings = () if name.casefold() == tzid.casefold() else (Finding("zone_named", f"{tzid} → {name}"),)
            if apart:
                findings = (*findings, Finding("zone_rules_ignored", name))
            elif _day_offset(wall.day, name) is not None and self._agrees(custom, name, wall):
                self._whole_days[tzid, wall.day, self._here] = name, findings  # true of every time of the day
            return self._settled(wall, name, findings)
        if custom:
            return self._by_rules(wall, tzid, custom, "zone_by_rules")
        return self._by_offset(wall, tzid)

    def _apart(self, wall: WallTime, name: str, custom: ForeignZone) -> int:
        """Return by how many minutes a name and its rules differ; years in which they agree are known by one look."""
        if self._agrees(custom, name, wall):
            return 0
        return abs(zones.offset_minutes(wall, name) - custom.offset(wall))

    def _agrees(self, custom: ForeignZone | None, name: str, wall: WallTime) -> bool:
        """Tell whether a zone has the same offsets as a file's own rules in the weeks of a year."""
        return custom is None or custom.weeks(wall.day.year) == _weeks(name, wall.day.year)

    def _by_offset(self, wall: WallTime, tzid: str) -> Placed:
        said = named_offsets(tzid)
        if len(set(said)) > 1:
            for name in dict.fromkeys((self.school, *LIKELY)):
                if _has_offsets(name, frozenset(said)):
                    return self._settled(wall, name, (Finding("zone_named", f"{tzid} → {name}"),))
        offset = named_offset(tzid)
        if offset is None:
            default, _ = self._default()
            return self._settled(wall, default, (Finding("zone_unknown", f"{tzid[:80]} → {default}"),))
        finding = Finding("zone_by_offset", f"{tzid} → {self.school}")
        if offset == zones.offset_minutes(wall, self.school):
            return self._settled(wall, self.school, (finding,))
        return self._by_instant(wall, offset)._replace(findings=(finding,))

    def _by_rules(self, wall: WallTime, tzid: str, custom: ForeignZone, code: str) -> Placed:
        for name in dict.fromkeys((self.school, *LIKELY)):
            if self._agrees(custom, name, wall):
                return self._settled(wall, name, (Finding(code, f"{tzid} → {name}"),))
        placed = self._by_instant(wall, custom.offset(wall))
        return placed._replace(findings=(Finding("zone_converted", f"{tzid} → {self.school}"),))

    def _settled(self, wall: WallTime, tz: str, findings: tuple[Finding, ...]) -> Placed:
        """Move a time that a clock change skips to the first minute after it; one that comes twice is the first."""
        if _day_offset(wall.day, tz) is not None:
            return Placed(wall, tz, findings)
        seen = zones.to_wall(zones.to_instant(wall, tz), tz)
        if seen != wall:
            return Placed(seen, tz, (*findings, Finding("skipped_hour", seen.iso())))
        if _is_twice(wall, tz):
            findings = (*findings, Finding("twice_hour", wall.iso()))
        return Placed(wall, tz, findings)

    def _name(self, tzid: str) -> str | None:
        if not tzid:
            return None
        if tzid not in self._names:
            self._names[tzid] = iana_name(tzid)
        return self._names[tzid]


@lru_cache(maxsize=16384)
def _day_offset(day: date, tz: str) -> int | None:
    """Minutes east of UTC on a day without a clock change, None on a day with one."""
    before = zones.offset_minutes(WallTime(day, 0), tz)
    return before if before == zones.offset_minutes(WallTime(day + timedelta(days=1), 0), tz) else None


def _is_twice(wall: WallTime, tz: str) -> bool:
    local = datetime(wall.day.year, wall.day.month, wall.day.day, wall.hour, wall.minute % 60, tzinfo=zones.zone(tz))
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


@lru_cache(maxsize=4096)
def _steady_shift(tz: str, school: str, start: date) -> int | None:
    noons = [WallTime(start + timedelta(days=days), 720) for days in range(0, 371, 7)]
    shifts = {zones.offset_minutes(noon, school) - zones.offset_minutes(noon, tz) for noon in noons}
    return shifts.pop() if len(shifts) == 1 else None


@lru_cache(maxsize=4096)
def _weeks(name: str, year: int) -> tuple[int, ...]:
    return tuple(zones.offset_minutes(noon, name) for noon in noons(year))


def _has_offsets(name: str, offsets: frozenset[int]) -> bool:
    return {zones.offset_minutes(WallTime(date(2026, month, 15), 720), name) for month in (1, 7)} == offsets
