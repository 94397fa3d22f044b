"""The sample year's own table of days against the resolver, and its week against the rules of the timetable."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import date

import pytest

from il_desktop.domain.walltime import WallTime
from il_desktop.queries import calendar
from il_desktop.sample import build_sample, timetable, year
from il_desktop.sample.book import NOW, row_id
from il_desktop.sample.people import PRINCIPAL, TEACHERS


@pytest.fixture(scope="module")
def rows():
    return build_sample()


@pytest.fixture
def school(sample_desk):
    return sample_desk.read(calendar.school_calendar)


def test_resolver_agrees_with_every_day_of_the_table(school):
    found = [day for day in school.days(date(2025, 8, 1), date(2026, 7, 1)) if day.is_contact_day]
    assert [(day.day, day.day_type, day.number) for day in found] == [
        (day.day, day.letter, day.number) for day in year.DAYS
    ]
    for resolved, day in zip(found, year.DAYS, strict=True):
        periods = {
            period.code: (period.start_min, period.end_min) for period in resolved.periods if period.kind == "period"
        }
        assert periods == day.periods, day.day


def test_year_has_its_golden_figures():
    letters = Counter(day.letter for day in year.DAYS)
    assert (len(year.DAYS), letters["A"], letters["B"]) == (180, 90, 90)
    assert len({day.day.isocalendar()[:2] for day in year.DAYS}) == 40
    assert year.DAYS[-1].day == date(2026, 6, 8)
    assert year.DAYS[-1].week == 36
    assert sum(day.bells == "early" for day in year.DAYS) == 37
    assert (year.BY_DATE[date(2026, 1, 26)].letter, year.BY_DATE[date(2026, 1, 26)].number) == ("B", 96)
    assert year.BY_DATE[date(2026, 1, 29)].letter == "A"
    assert (year.BY_DATE[date(2025, 11, 21)].letter, year.BY_DATE[date(2025, 11, 21)].number) == ("A", 65)


@pytest.mark.parametrize(
    ("week", "first", "last"),
    [
        (2, date(2025, 8, 25), date(2025, 8, 29)),
        (10, date(2025, 10, 23), date(2025, 10, 29)),
        (18, date(2026, 1, 9), date(2026, 1, 15)),
        (34, date(2026, 5, 18), date(2026, 5, 22)),
    ],
)
def test_assessment_windows_are_school_weeks(week, first, last):
    days = year.week_days(week)
    assert (days[0].day, days[-1].day) == (first, last)


def test_base_timetable_has_its_golden_slots():
    slots = Counter(kind for rows in timetable.BASE.values() for letter in "AB" for kind in rows[letter])
    assert slots == {"T": 470, "P": 94, "L": 84, "M": 24}


def test_peer_visits_without_cover():
    def pairs():
        for learner in timetable.BASE:
            for host in timetable.BASE:
                if learner != host:
                    yield any(
                        timetable.BASE[learner][letter][period] == "P" and timetable.BASE[host][letter][period] == "T"
                        for letter in "AB"
                        for period in range(8)
                    )

    found = list(pairs())
    assert (sum(found), len(found)) == (1437, 1722)


def test_visits_lie_inside_lessons_of_their_day(rows):
    slots = {
        (slot["person_id"], slot["day_type"], slot["period_code"]): slot["section_id"]
        for slot in rows["timetable_slot"]
        if slot["kind"] == "teach"
    }
    for visit in rows["visit"]:
        start = WallTime.parse(visit["starts_local"])
        day = year.BY_DATE[start.day]
        low, high = day.periods[visit["period_code"]]
        assert start.minute >= low + 3, visit
        assert start.minute + visit["duration_min"] <= high, visit
        assert slots[visit["person_id"], day.letter, visit["period_code"]] == visit["section_id"]


def test_blocks_of_a_day_overlap_only_where_something_came_between(rows):
    planned = sorted(
        (row for row in rows["time_block"] if row["state"] in ("kept", "shortened", "planned")),
        key=lambda row: row["starts_local"],
    )
    clashes = [
        (first["title"], second["title"])
        for first, second in itertools.pairwise(planned)
        if second["starts_local"] < first["ends_local"]
    ]
    assert clashes == []


def test_what_happened_never_happened_twice_at_once(rows):
    actual = sorted((row["starts_local"], row["ends_local"]) for row in rows["actual"] if row["source"] != "study")
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(actual))


def test_past_is_reconciled_and_the_future_is_not(rows):
    past = [row for row in rows["time_block"] if row["ends_local"] <= NOW.iso()]
    ahead = [row for row in rows["time_block"] if row["starts_local"] > NOW.iso()]
    states = Counter(row["state"] for row in past)
    assert states["kept"] / len(past) > 0.9
    assert {"shortened", "moved", "replaced", "missed", "planned"} <= states.keys()
    assert states["planned"] < 10
    assert {row["state"] for row in ahead} == {"planned"}


def test_week_of_the_pictures_is_there(rows):
    friday = [row for row in rows["time_block"] if row["starts_local"].startswith("2026-01-16")]
    assert [row["title"] for row in friday][:7] == [
        "E-mail",
        "Arrival duty",
        "Talk Bello",
        "Visit Raman",
        "Talk Raman",
        "Buffer",
        "Visit Okoye",
    ]
    assert len(friday) == 16
    okoye = next(row for row in friday if row["title"] == "Visit Okoye")
    assert (okoye["state"], okoye["id"]) == ("planned", row_id("block:2026-01-16:0943"))
    marsh = next(row for row in friday if row["title"] == "Visit Marsh")
    lost = next(row for row in rows["interruption"] if row["id"] == marsh["make_up_for_id"])
    assert (lost["kind"], lost["minutes"], lost["debt"]) == ("override", 15, "made_up")


def test_principal_meets_standing_duties_every_day(rows):
    by_title = Counter(row["title"] for row in rows["time_block"])
    assert by_title["Arrival duty"] == 180
    assert by_title["Lunch duty"] + by_title["Lunch and families"] == 180
    assert by_title["ILT meeting"] == 18
    assert by_title["Weekly review"] == sum(day.day.weekday() == 4 for day in year.DAYS)


def test_goal_time_goes_to_all_but_the_starved_goal(rows):
    shares = Counter(row["goal_id"] for row in rows["block_goal"])
    assert all(shares[row_id(f"goal:{letter}")] for letter in "ABCE")
    assert shares[row_id("goal:D")] == 0


def test_baseline_study_is_an_exact_third_of_instruction(rows):
    kinds = {row["id"]: row["category"] for row in rows["activity_type"]}
    study = Counter(kinds[row["activity_type_id"]] for row in rows["actual"] if row["source"] == "study")
    assert study == {"I": 150, "M": 310, "P": 40}
    assert {row["starts_local"][:10] for row in rows["actual"] if row["source"] == "study"} == {
        f"2025-09-{day:02d}" for day in range(8, 13)
    }


def test_recognitions_of_the_first_weeks_are_spread_as_written(rows):
    until = year.week_days(12)[-1].day.isoformat()
    early = Counter(row["person_id"] for row in rows["recognition"] if row["given_on"] <= until)
    assert [early[teacher.id] for teacher in TEACHERS] == [0] * 9 + [1] * 12 + [2] * 10 + [3] * 6 + [5] * 3 + [9] * 2
    assert sum(early.values()) == 83
    assert {row["state"] for row in rows["recognition"] if row["given_on"] <= NOW.day.isoformat()} == {"given"}
    assert {row["state"] for row in rows["recognition"] if row["given_on"] > NOW.day.isoformat()} == {"draft"}


def test_goals_have_their_cascade(rows):
    kinds = Counter(row["kind"] for row in rows["goal"])
    assert kinds == {"goal": 5, "strategy": 10, "step": 30, "test": 5, "intervention": 1}
    ranks = {row["id"]: row["rank"] for row in rows["goal"] if row["kind"] == "goal"}
    assert ranks == {row_id(f"goal:{letter}"): rank for letter, rank in zip("ABCDE", (1, 4, 2, 3, 5), strict=True)}
    assert {row["owner_id"] for row in rows["goal"] if row["kind"] == "goal"} == {PRINCIPAL}


def test_groups_add_up_to_the_whole_in_every_window(rows):
    for row in rows["reading"]:
        if row["group_name"] is None and row["window_id"] and row["section_id"] is None and row["denominator"]:
            parts = [
                part
                for part in rows["reading"]
                if (part["measure_id"], part["window_id"]) == (row["measure_id"], row["window_id"])
                and part["group_name"]
            ]
            assert sum(part["numerator"] for part in parts) == row["numerator"]
            assert sum(part["denominator"] for part in parts) == row["denominator"]
