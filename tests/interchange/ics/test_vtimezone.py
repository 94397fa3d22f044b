"""The zones we write are the zones Outlook can compute with, right on every day or not written at all."""

from __future__ import annotations

import bisect
import itertools
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr

from il_desktop.interchange.ics.vtimezone import zone_lines

US_ZONES = (
    "America/New_York",
    "America/Detroit",
    "America/Indiana/Indianapolis",
    "America/Kentucky/Louisville",
    "America/Chicago",
    "America/Menominee",
    "America/North_Dakota/Center",
    "America/Denver",
    "America/Boise",
    "America/Los_Angeles",
    "America/Anchorage",
    "America/Juneau",
    "America/Adak",
)
OTHERS = (
    "Europe/Berlin",
    "Europe/London",
    "Europe/Dublin",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "America/Halifax",
)
WITHOUT_CHANGES = ("America/Phoenix", "Pacific/Honolulu", "Asia/Tokyo", "Asia/Kolkata", "UTC")
UNFIT = ("Africa/Casablanca", "Africa/El_Aaiun", "Africa/Cairo")


def _onsets(lines: tuple[str, ...]) -> list[tuple[datetime, timedelta]]:
    """Compute the changes the way Outlook does: from DTSTART, RRULE and the offsets alone."""
    found, part = [], {}
    for line in lines:
        name, _, value = line.partition(":")
        if name == "BEGIN":
            part = {}
        elif name == "END" and value in {"STANDARD", "DAYLIGHT"}:
            start = datetime.strptime(part["DTSTART"], "%Y%m%dT%H%M%S")
            to = part["TZOFFSETTO"]
            offset = (-1 if to.startswith("-") else 1) * timedelta(hours=int(to[1:3]), minutes=int(to[3:5]))
            rule = rrulestr(part["RRULE"], dtstart=start.replace(year=2023)) if "RRULE" in part else [start]
            found += [(onset, offset) for onset in itertools.islice(rule, 9)]
        else:
            part[name] = value
    return sorted(found)


@pytest.mark.parametrize("tz", US_ZONES + OTHERS + WITHOUT_CHANGES)
def test_every_day_of_five_years_has_the_right_hour(tz):
    lines = zone_lines(tz, 2025, 2030)
    assert lines is not None
    onsets = _onsets(lines)
    for days in range(5 * 365):
        local = datetime(2025, 1, 1, 9) + timedelta(days=days)
        offset = onsets[bisect.bisect(onsets, (local,)) - 1][1]
        assert offset == local.replace(tzinfo=ZoneInfo(tz)).utcoffset(), (tz, local)


def test_new_york_is_written_as_outlook_writes_it():
    assert zone_lines("America/New_York", 2025, 2026) == (
        "BEGIN:VTIMEZONE",
        "TZID:America/New_York",
        "BEGIN:STANDARD",
        "DTSTART:19701101T020000",
        "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11",
        "TZOFFSETFROM:-0400",
        "TZOFFSETTO:-0500",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:19700308T020000",
        "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3",
        "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0400",
        "END:DAYLIGHT",
        "END:VTIMEZONE",
    )


@pytest.mark.parametrize("tz", WITHOUT_CHANGES)
def test_a_zone_without_changes_has_one_part_and_no_rule(tz):
    lines = zone_lines(tz, 2025, 2030)
    assert lines is not None
    assert sum(line.startswith("BEGIN:") for line in lines) == 2
    assert not any(line.startswith("RRULE") for line in lines)


@pytest.mark.parametrize("tz", UNFIT)
def test_a_zone_no_yearly_rule_fits_is_not_written(tz):
    assert zone_lines(tz, 2026, 2027) is None


def test_berlin_changes_on_the_last_sunday_not_the_fourth():
    lines = zone_lines("Europe/Berlin", 2026, 2026)
    assert lines is not None
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10" in lines


def test_daylight_is_the_larger_offset_in_dublin_too():
    lines = zone_lines("Europe/Dublin", 2026, 2026)
    assert lines is not None
    daylight = lines[lines.index("BEGIN:DAYLIGHT") : lines.index("END:DAYLIGHT")]
    assert "TZOFFSETTO:+0100" in daylight


def test_a_rule_holds_for_years_after_the_window():
    assert zone_lines("America/Chicago", 2026, 2026) == zone_lines("America/Chicago", 2026, 2033)
