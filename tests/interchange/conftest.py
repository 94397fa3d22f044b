"""Independent readers of calendars: libical in its own process, vobject with dateutil. A missing one fails on Linux."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import vobject
from dateutil.rrule import rrulestr

Instance = tuple[str, str]  # start and end as UTC ISO text, or as dates for all-day events

_LIBICAL = r"""
import json, sys
import gi
gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib as I
text = open(sys.argv[1], encoding="utf-8").read()
calendar = I.Component.new_from_string(text)
found, utc = [], I.Timezone.get_utc_timezone()

def shown(time):
    if time.is_date():
        return "%04d-%02d-%02d" % (time.get_year(), time.get_month(), time.get_day())
    time = time.convert_to_zone(utc)
    day = "%04d-%02d-%02d" % (time.get_year(), time.get_month(), time.get_day())
    return day + "T%02d:%02d" % (time.get_hour(), time.get_minute())

moved = set()  # (uid, instant) of changed instances, which take the place of the rule's own
event = calendar.get_first_component(I.ComponentKind.VEVENT_COMPONENT)
while event:
    original = event.get_first_property(I.PropertyKind.RECURRENCEID_PROPERTY)
    if original is not None:
        moment = event.get_recurrenceid()
        moment.set_timezone(event.get_dtstart().get_timezone())
        moved.add((event.get_uid(), shown(moment)))
    event = calendar.get_next_component(I.ComponentKind.VEVENT_COMPONENT)

event = calendar.get_first_component(I.ComponentKind.VEVENT_COMPONENT)
while event:
    start, end = event.get_dtstart(), event.get_dtend()
    rule = event.get_first_property(I.PropertyKind.RRULE_PROPERTY)
    if rule is None:
        found.append([shown(start), shown(end)])
    else:
        zone, length = start.get_timezone(), int((end.as_timet() - start.as_timet()) // 60)
        iterator = I.RecurIterator.new(rule.get_rrule(), start)
        moment = iterator.next()
        while not moment.is_null_time():
            moment.set_timezone(zone)
            is_moved = (event.get_uid(), shown(moment)) in moved
            if not is_moved and not I.Property.recurrence_is_excluded(event, start, moment):
                until = moment.clone()
                until.adjust(0, 0, length, 0)
                found.append([shown(moment), shown(until)])
            moment = iterator.next()
    event = calendar.get_next_component(I.ComponentKind.VEVENT_COMPONENT)
I.restriction_check(calendar)
print(json.dumps({"instances": sorted(found), "errors": calendar.count_errors()}))
"""


@pytest.fixture
def libical(tmp_path: Path) -> Callable[[bytes], dict]:
    """Read a calendar with libical: its instances and the number of errors its RFC 5546 check finds."""
    if not sys.platform.startswith("linux"):
        pytest.skip("libical's Python binding is a Linux distribution package")

    def read(data: bytes) -> dict:
        script, file = tmp_path / "oracle.py", tmp_path / "oracle.ics"
        script.write_text(_LIBICAL, encoding="utf-8")
        file.write_bytes(data)
        run = subprocess.run(
            ["/usr/bin/python3", str(script), str(file)], capture_output=True, text=True, timeout=60, check=False
        )
        assert run.returncode == 0, f"libical is missing: install gir1.2-ical-3.0 and python3-gi\n{run.stderr}"
        return json.loads(run.stdout)

    return read


@pytest.fixture
def vobject_instances() -> Callable[[bytes], list[Instance]]:
    """Read a calendar with vobject and expand its rules with dateutil on local time."""
    return _vobject_instances


def _vobject_instances(data: bytes) -> list[Instance]:
    calendar = vobject.readOne(data.decode())
    found: list[Instance] = []
    events = calendar.contents.get("vevent", [])
    moved = {(each.uid.value, _utc(each.recurrence_id.value)) for each in events if "recurrence-id" in each.contents}
    for event in events:
        start, end = event.dtstart.value, event.dtend.value
        if not isinstance(start, datetime):
            found.append((start.isoformat(), end.isoformat()))
            continue
        if "rrule" not in event.contents:
            found.append((_utc(start), _utc(end)))
            continue
        wall = end.replace(tzinfo=None) - start.replace(tzinfo=None)
        own = (moment for moment in _expand(event, start) if (event.uid.value, _utc(moment)) not in moved)
        found.extend((_utc(moment), _utc(_on_wall(moment, wall))) for moment in own)
    return sorted(found)


def _expand(event, start: datetime) -> list[datetime]:
    rule = event.rrule.value
    parts = dict(part.split("=") for part in rule.split(";"))
    until = datetime.strptime(parts["UNTIL"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).astimezone(start.tzinfo)
    naive_rule = rule.replace(parts["UNTIL"], until.strftime("%Y%m%dT%H%M%S"))
    holes = {moment for child in event.contents.get("exdate", []) for moment in child.value}
    naive = rrulestr(naive_rule, dtstart=start.replace(tzinfo=None))
    return [moment for moment in (each.replace(tzinfo=start.tzinfo) for each in naive) if moment not in holes]


def _on_wall(moment: datetime, length: timedelta) -> datetime:
    return (moment.replace(tzinfo=None) + length).replace(tzinfo=moment.tzinfo)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M")


@pytest.fixture
def day() -> Callable[[str], date]:
    """Shorten dates in tables of cases."""
    return date.fromisoformat
