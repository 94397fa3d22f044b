from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain import zones
from il_desktop.domain.walltime import WallTime

NEW_YORK = "America/New_York"


def test_a_missing_time_means_the_first_minute_after_the_gap():
    skipped = WallTime.at(date(2026, 3, 8), 2, 30)
    assert zones.to_instant(skipped, NEW_YORK) == datetime(2026, 3, 8, 7, 0, tzinfo=UTC)
    assert zones.to_wall(zones.to_instant(skipped, NEW_YORK), NEW_YORK) == WallTime.at(date(2026, 3, 8), 3)


def test_a_doubled_time_means_the_first_of_the_two():
    doubled = WallTime.at(date(2025, 11, 2), 1, 30)
    assert zones.to_instant(doubled, NEW_YORK) == datetime(2025, 11, 2, 5, 30, tzinfo=UTC)


@pytest.mark.parametrize(("day", "hours"), [(date(2025, 11, 1), -4), (date(2025, 11, 3), -5), (date(2026, 3, 9), -4)])
def test_nine_o_clock_stays_nine_over_clock_changes(day, hours):
    nine = WallTime.at(day, 9)
    assert zones.offset_minutes(nine, NEW_YORK) == hours * 60
    assert zones.iso_with_offset(nine, NEW_YORK).endswith(f"T09:00:00{hours:+03d}:00")


def test_a_gap_of_half_an_hour_is_found():
    skipped = WallTime.at(date(2026, 10, 4), 2, 10)
    assert zones.to_wall(zones.to_instant(skipped, "Australia/Lord_Howe"), "Australia/Lord_Howe") == WallTime.at(
        date(2026, 10, 4), 2, 30
    )


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)),
    st.sampled_from([NEW_YORK, "Europe/Berlin", "Asia/Kathmandu", "America/Phoenix", "Australia/Sydney"]),
)
def test_an_instant_survives_the_way_to_wall_time_and_back(instant, tz):
    instant = instant.replace(second=0, microsecond=0)
    back = zones.to_instant(zones.to_wall(instant, tz), tz)
    assert (instant - back).total_seconds() in (0, 3600)


@pytest.mark.parametrize("name", ["Nowhere/Land", "../../etc/passwd", "", "America"])
def test_a_name_that_is_no_zone_is_refused(name):
    assert not zones.is_zone(name)
    with pytest.raises(ValueError, match=r".*"):
        zones.zone(name)


def test_an_instant_is_written_so_that_text_sorts_in_time_order_and_reads_back() -> None:
    early = zones.to_instant(WallTime.parse("2026-01-16T08:00"), "America/New_York")
    assert zones.instant_text(early) == "2026-01-16T13:00:00.000000Z"
    assert zones.parse_instant(zones.instant_text(early)) == early
    assert zones.parse_instant("2026-01-16T08:00:00-05:00") == early
    assert zones.parse_instant("20260116T130000Z") == early


def test_an_instant_without_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="2026"):
        zones.parse_instant("2026-01-16T08:00:00")
