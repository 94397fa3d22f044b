"""Every trap of the sample school is in the data, and the rules that exist already walk past it."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

import pytest

from il_desktop.domain import zones
from il_desktop.domain.metrics.recognition import chance_band, coverage, gini, is_uneven
from il_desktop.domain.recognition_quick_add import read_line
from il_desktop.domain.school import DayKind, SchoolCalendar
from il_desktop.domain.settings import DayCycle
from il_desktop.domain.walltime import WallTime
from il_desktop.queries import calendar, goals, recognition, week
from il_desktop.queries.people import leave_until
from il_desktop.sample import build_sample, year
from il_desktop.sample.book import row_id
from il_desktop.sample.people import TEACHERS, person_id
from il_desktop.sample.traps import SECRET


@pytest.fixture(scope="module")
def rows():
    return build_sample()


@pytest.fixture
def school(sample_desk) -> SchoolCalendar:
    return sample_desk.read(calendar.school_calendar)


def of(rows, table, key):
    return next(row for row in rows[table] if row["id"] == row_id(key))


def test_leave_keeps_the_teacher_out_of_visits_and_coverage(rows, sample_desk):
    away = sample_desk.read(leave_until, date(2026, 1, 16))
    assert away == {person_id("T07"): date(2026, 2, 27)}
    board = sample_desk.read(recognition.recognition_board, date(2026, 1, 16), 30)
    assert person_id("T07") not in {row.person_id for row in board.due}
    visits = [visit["starts_local"][:10] for visit in rows["visit"] if visit["person_id"] == person_id("T07")]
    assert not [day for day in visits if "2025-11-03" <= day <= "2026-02-27"]
    taught = [slot for slot in rows["timetable_slot"] if slot["person_id"] == person_id("moss")]
    assert {slot["kind"] for slot in taught} == {"teach"}
    assert {slot["from_on"] for slot in taught} == {"2025-11-03"}


def test_part_timer_is_off_on_a_days_and_never_visited_there(rows):
    teachers = {person_id(teacher.key) for teacher in TEACHERS}
    slots = Counter(slot["kind"] for slot in rows["timetable_slot"] if slot["person_id"] in teachers)
    assert (slots["teach"], slots["off"]) == (465, 8)
    visited = {
        year.BY_DATE[date.fromisoformat(visit["starts_local"][:10])].letter
        for visit in rows["visit"]
        if visit["person_id"] == person_id("T38")
    }
    assert visited == {"B"}


def test_co_taught_section_has_two_teachers_in_one_period(rows):
    sections = {}
    for slot in rows["timetable_slot"]:
        if slot["section_id"] and slot["person_id"] != person_id("moss") and slot["person_id"] != person_id("T07"):
            sections.setdefault(slot["section_id"], set()).add((slot["person_id"], slot["period_code"]))
    shared = {section: people for section, people in sections.items() if len({who for who, _ in people}) > 1}
    assert shared == {row_id("section:T02:P5"): {(person_id("T02"), "P5"), (person_id("T25"), "P5")}}


def test_two_teachers_share_a_family_name(sample_desk):
    names = sample_desk.read(recognition.recognition_names, date(2026, 1, 16))
    said = read_line("Chen note", names, date(2026, 1, 16))
    assert said.person is None
    assert [name.shown for name in said.choices] == ["Emily Chen", "Marcus Chen"]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("nunez", "Zoë Núñez"), ("o’brien", "Liam O'Brien"), ("wang fang", "Wang Fang"), ("ruiz", "Sofia Ruíz")],
)
def test_names_are_found_without_accents(sample_desk, typed, shown):
    names = sample_desk.read(recognition.recognition_names, date(2026, 1, 16))
    said = read_line(f"{typed} stayed late", names, date(2026, 1, 16))
    assert said.person is not None
    assert said.person.shown == shown


def test_starved_goal_is_flagged_and_no_other(sample_desk):
    found = sample_desk.read(goals.goal_list, date(2026, 1, 16))
    assert [line.node.title for line in found.goals if line.is_starved] == ["Chronic absence"]


def test_names_keep_their_letters(rows):
    shown = {row["id"]: (row["given"], row["family"], row["shown_as"], row["email"]) for row in rows["person"]}
    assert shown[person_id("T09")] == ("Zoë", "Núñez", None, "zoe.nunez@example.org")
    assert shown[person_id("T04")] == ("Liam", "O'Brien", None, "liam.obrien@example.org")
    assert shown[person_id("T17")] == ("芳", "王", "Wang Fang", "wang.fang@example.org")
    assert shown[person_id("T32")] == ("ليلى", "حداد", "Layla Haddad", "layla.haddad@example.org")


def test_leap_day_birthday_is_opted_in(rows):
    winters = of(rows, "person", "person:T33")
    assert (winters["family"], winters["birthday_md"], winters["birthday_opt_in"]) == ("Winters", "02-29", 1)


def test_private_praise_in_public_has_a_reason_and_is_not_in_print(rows):
    qureshi = [row for row in rows["recognition"] if row["person_id"] == person_id("T12")]
    public = [row for row in qureshi if row["visibility"] == "public"]
    assert len(public) == 1
    assert public[0]["pref_override_reason"]
    assert public[0]["channel"] != "newsletter"


def test_gift_card_is_cash_like_ten_dollars(rows):
    gifts = [row for row in rows["recognition"] if row["kind"] == "gift"]
    assert [(row["person_id"], row["gift_cents"], row["is_cash_like"]) for row in gifts] == [
        (person_id("T20"), 1000, 1)
    ]


def test_formal_observation_counts_school_days_and_moves_with_a_weather_day(rows, school):
    seen = [visit for visit in rows["visit"] if visit["kind"] == "formal_observation"]
    assert [(visit["person_id"], visit["starts_local"][:10]) for visit in seen] == [(person_id("T09"), "2025-11-21")]
    assert seen[0]["notice_sent_at"]
    setting = next(row for row in rows["setting"] if row["key"] == "deadline_rules")
    rule = next(rule for rule in json.loads(setting["value"]) if rule["step"] == "written")
    assert (rule["offset"], rule["counted_in"]) == (5, "school")
    assert school.add_contact_days(date(2025, 11, 21), 5) == date(2025, 12, 3)
    lost = school.rules.overrides[0]._replace(day=date(2025, 12, 1), kind=DayKind.WEATHER, bells_id=None)
    snowed = SchoolCalendar(school.rules._replace(overrides=(*school.rules.overrides, lost)))
    assert snowed.add_contact_days(date(2025, 11, 21), 5) == date(2025, 12, 4)


def test_assembly_moves_the_first_period(rows, school):
    period = school.day(date(2025, 10, 24)).period("P1")
    assert period is not None
    assert (period.start_min, period.end_min) == (8 * 60 + 56, 9 * 60 + 33)
    block = of(rows, "time_block", "block:2025-10-24:0859")
    assert (block["anchor"], block["period_code"], block["offset_min"]) == ("period", "P1", 3)


def test_fire_drill_costs_an_observation_and_leaves_its_make_up(rows):
    drill = of(rows, "interruption", "interruption:fire-drill")
    assert (drill["kind"], drill["source"], drill["minutes"], drill["debt"]) == ("override", "safety", 40, "made_up")
    made_up = [row for row in rows["time_block"] if row["make_up_for_id"] == drill["id"]]
    assert [(row["title"], row["state"]) for row in made_up] == [("Observation Larsen", "kept")]
    lost = next(row for row in rows["visit"] if row["block_id"] == drill["block_id"])
    assert (lost["state"], lost["backup_id"]) == ("missed", person_id("T19"))
    backup = [
        row for row in rows["visit"] if row["person_id"] == person_id("T19") and row["visitor_id"] == lost["visitor_id"]
    ]
    assert "2025-10-16" in {row["starts_local"][:10] for row in backup}


def test_weather_days_slide_or_stay(school):
    def letters(days, rule):
        kept = tuple(each for each in school.rules.overrides if each.kind is not DayKind.WEATHER or each.day in days)
        changed = school.rules._replace(overrides=kept, cycle=DayCycle(rule=rule))
        return SchoolCalendar(changed)

    first, second = date(2026, 1, 27), date(2026, 1, 28)
    assert letters((first,), "slide").day(second).day_type == "A"
    assert letters((first,), "fixed").day(second).day_type == "B"
    for rule in ("slide", "fixed"):
        assert letters((first, second), rule).day(date(2026, 1, 29)).day_type == "A"


def test_monday_block_stays_at_nine_over_both_clock_changes(sample_desk, school):
    for monday, offset in (
        (date(2025, 10, 27), -240),
        (date(2025, 11, 3), -300),
        (date(2026, 3, 2), -300),
        (date(2026, 3, 9), -240),
    ):
        cards = sample_desk.read(week.cards_between, monday, 1, school)
        planning = next(card for card in cards if card.title == "Planning with Joel Ramos")
        assert planning.span.start == WallTime.at(monday, 9)
        assert zones.offset_minutes(planning.span.start, planning.tz) == offset


def test_planning_of_the_picture_week_is_the_moved_occurrence(sample_desk, school):
    cards = sample_desk.read(week.cards_between, date(2026, 1, 12), 5, school)
    planning = [card for card in cards if card.title == "Planning with Joel Ramos"]
    assert [card.span.start.iso() for card in planning] == ["2026-01-14T13:45"]


def test_fist_to_five_of_one_is_no_consensus(rows):
    decision = of(rows, "decision", "decision:no-consensus")
    assert (decision["method"], decision["lowest_fist"]) == ("leader_after_consulting", 1)
    assert all(row["lowest_fist"] >= 2 for row in rows["decision"] if row["method"] == "consensus")


def test_grant_is_worked_on_before_the_break_its_deadline_lies_in(rows, school):
    task = of(rows, "task", "task:grant")
    assert task["due_on"] == "2025-12-26"
    assert school.day(date.fromisoformat(task["due_on"])).kind is DayKind.HOLIDAY
    parts = sorted(row["ends_local"] for row in rows["time_block"] if row["title"].startswith("Grant report"))
    assert parts[-1][:10] == "2025-12-19"


def test_secret_stands_in_a_private_note_and_in_one_visit_text(rows):
    notes = [row for row in rows["note"] if SECRET in row["text"]]
    visits = [row for row in rows["visit"] if SECRET in (row["evidence_text"] or "")]
    assert [row["class"] for row in notes] == ["private_memory"]
    assert [row["id"] for row in visits] == [notes[0]["visit_id"]]
    elsewhere = {table for table, found in rows.items() for row in found if SECRET in str(row.values())}
    assert elsewhere == {"note", "visit"}


def test_two_guarded_blocks_overlap_on_17_september(rows):
    blocks = [
        row for row in rows["time_block"] if row["starts_local"].startswith("2025-09-17T1") and row["protection"] == 3
    ]
    pairs = [
        (first["title"], second["title"])
        for first in blocks
        for second in blocks
        if first["starts_local"] < second["starts_local"] < first["ends_local"]
    ]
    assert pairs == [("Curriculum night talk", "MTSS meeting")]


def test_mention_is_due_on_the_day_its_teacher_is_visited(rows):
    mention = of(rows, "log_entry", "log_entry:mention:T16")
    assert (mention["kind"], mention["on_date"], mention["state"]) == ("mention", "2025-09-10", "new")
    assert any(
        visit["person_id"] == person_id("T16") and visit["starts_local"].startswith("2026-01-16")
        for visit in rows["visit"]
    )


def test_podcast_is_followed_up_after_ten_school_days(rows, school):
    shared = of(rows, "log_entry", "log_entry:podcast:T14")
    due = school.add_contact_days(date.fromisoformat(shared["on_date"]), 10)
    assert due is not None
    assert shared["follow_on"] == due.isoformat()


def test_bright_spot_stands_out_in_two_windows(rows):
    readings = [row for row in rows["reading"] if row["section_id"]]
    mine = [row for row in readings if row["section_id"] == row_id("section:T13:P2")]
    others = [row for row in readings if row not in mine]
    assert [row["denominator"] for row in mine] == [24, 24]
    assert len({row["window_id"] for row in mine}) == 2
    assert min(row["numerator"] for row in mine) > max(row["numerator"] for row in others) + 5


def test_recognition_of_the_first_weeks_is_uneven(rows):
    until = year.week_days(12)[-1].day.isoformat()
    early = Counter(row["person_id"] for row in rows["recognition"] if row["given_on"] <= until)
    counts = [early[teacher.id] for teacher in TEACHERS]
    assert coverage(counts).reached == 33
    assert round(gini(counts), 3) == 0.507
    assert is_uneven(gini(counts), chance_band(42, 83))
