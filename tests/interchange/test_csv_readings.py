"""Results of assessments in several layouts: what is read, what is refused, and that every bad line is named."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from il_desktop.domain.errors import BadFile, BadLines
from il_desktop.domain.reading_plan import (
    KnownMeasure,
    KnownReading,
    KnownWindow,
    ReadingBasis,
    ReadingFacts,
    ReadingOutcome,
    ReadingPlan,
)
from il_desktop.interchange.csv_readings import Wish, columns_of, plan_readings, read_results

FALL = KnownWindow("w1", "Fall", date(2025, 8, 25), date(2025, 8, 29))
WINTER = KnownWindow("w3", "Winter", date(2026, 1, 9), date(2026, 1, 15))
LAST_FALL = KnownWindow("w0", "Fall", date(2024, 8, 25), date(2024, 8, 29))
MATH = KnownMeasure("m1", "Math proficiency", "percent", "interim")
RUBRIC = KnownMeasure("m2", "ELA rubric", "score", "formative")
SHARE = KnownMeasure("m3", "Instructional share", "percent", "app")
BASIS = ReadingBasis((MATH, RUBRIC, SHARE), (LAST_FALL, FALL, WINTER), {}, {}, date(2026, 1, 16))


def plan(text: str, basis: ReadingBasis = BASIS, **wish: Any) -> ReadingPlan:
    table = read_results(text)
    return plan_readings(table, columns_of(table, basis), basis, Wish(**wish))


def facts(text: str, **wish: Any) -> list[ReadingFacts]:
    return [item.facts for item in plan(text, **wish).items]


def problems(text: str, **wish: Any) -> list[tuple[int, str, str]]:
    with pytest.raises(BadLines) as caught:
        plan(text, **wish)
    return [(line.line, line.column, line.reason) for line in caught.value.lines]


def test_a_row_a_reading_with_counts() -> None:
    text = (
        "Measure,Date,Group,Number,Out of\nMath proficiency,2025-08-28,Group 2,38,71\n"
        "math Proficiency,8/29/2025,All Students,294,700"
    )
    assert facts(text) == [
        ReadingFacts("Math proficiency", date(2025, 8, 28), "w1", "group", "Group 2", "", "", 38, 71),
        ReadingFacts("Math proficiency", date(2025, 8, 29), "w1", "", "", "", "", 294, 700),
    ]


def test_a_percentage_beside_the_number_tested() -> None:
    text = (
        "Subject;Test window;Student group;Percent proficient;Number tested\n"
        'Math proficiency;Winter;Grade 8;"56,3";71\nMath proficiency;Winter;All;47%;700'
    )
    first, second = facts(text)
    assert (first.numerator, first.denominator, first.read_on, first.window_id) == (40, 71, WINTER.last, "w3")
    assert (second.numerator, second.denominator) == (329, 700)


def test_a_column_for_each_window_with_percent_and_n() -> None:
    text = (
        "Assessment,Grade,Fall %,Fall N,Winter %,Winter N\n"
        "Math proficiency,8,42.0%,700,47.0%,700\nMath proficiency,7,45.1,71,*,71"
    )
    found = facts(text)
    assert [(one.grade, one.window_id, one.numerator) for one in found] == [
        ("8", "w1", 294),
        ("8", "w3", 329),
        ("7", "w1", 32),
    ]


def test_a_column_for_each_window_with_scores_or_counts() -> None:
    assert [(one.window_id, one.value) for one in facts("Test,Fall 2025,Winter 2025-26\nELA rubric,2.1,2.2")] == [
        ("w1", 2.1),
        ("w3", 2.2),
    ]
    assert [
        (one.numerator, one.denominator) for one in facts("Test,Fall,Winter\nMath proficiency,294/700,329 of 700")
    ] == [
        (294, 700),
        (329, 700),
    ]


def test_a_window_of_another_year_is_found_by_its_year() -> None:
    assert facts("Test,Fall 2024,Fall 2025\nELA rubric,1.9,2.1")[0].window_id == "w0"


def test_a_column_for_each_level_becomes_a_distribution() -> None:
    text = "Subgroup,Level 1,Level 2,Level 3,Total tested\nGroup 2,10,20,41,71\nGroup 3,3,*,2,9"
    found = plan(text, measure="Math proficiency", read_on=date(2025, 8, 28))
    assert [(item.facts.level, item.facts.numerator, item.facts.denominator) for item in found.items] == [
        ("Level 1", 10, 71),
        ("Level 2", 20, 71),
        ("Level 3", 41, 71),
    ]
    assert found.left_out == (3,)


def test_numbers_the_sender_hid_are_left_out() -> None:
    found = plan(
        "Measure,Date,Group,Number,Out of\nMath proficiency,2025-08-28,a,*,7\nMath proficiency,2025-08-28,b,3,12"
    )
    assert (len(found.items), found.left_out) == (1, (2,))


def test_five_bad_lines_are_all_named() -> None:
    text = "\n".join(
        [
            "Measure,Date,Group,Number,Out of",
            "Math proficiency,2025-08-28,a,30,60",
            "Math proficiency,2025-08-28,b,61,60",
            "Math proficiency,soon,c,30,60",
            "Music,2025-08-28,d,30,60",
            "Math proficiency,2026-08-28,e,30,60",
            "Math proficiency,2025-08-28,f,thirty,60",
            "Math proficiency,2025-08-28,g,20,60",
        ]
    )
    assert problems(text) == [
        (3, "Number", "outside_whole"),
        (4, "Date", "not_a_date"),
        (5, "Measure", "unknown_measure"),
        (6, "Date", "in_future"),
        (7, "Number", "not_a_number"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Measure,Date,Percent\nMath proficiency,2025-08-28,47", "needs_both"),
        ("Measure,Date,Percent,N\nMath proficiency,2025-08-28,40,7", "not_of_n"),
        ("Measure,Date,Percent,N\nMath proficiency,2025-08-28,140,70", "outside_whole"),
        ("Measure,Date,Number,N\nMath proficiency,2025-08-28,3.5,7", "not_a_count"),
        ("Measure,Date,Number,N\nMath proficiency,2025-08-28,0,0", "nobody"),
        ("Measure,Date,Value\nMath proficiency,2025-08-28,47", "needs_both"),
        ("Measure,Date,Number,N\nELA rubric,2025-08-28,4,7", "needs_value"),
        ("Measure,Date,Number,N\nInstructional share,2025-08-28,4,7", "computed_measure"),
        ("Measure,Window,Number,N\nMath proficiency,Easter,4,7", "unknown_window"),
        ("Measure,Number,N\nMath proficiency,4,7", "no_day"),
        ("Date,Number,N\n2025-08-28,4,7", "no_measure"),
        ("Measure,Date,Number,N\nMath proficiency,2025-08-28,4,7,9", "too_many_columns"),
    ],
)
def test_what_cannot_be_taken_says_why(text: str, reason: str) -> None:
    assert [found[2] for found in problems(text)] == [reason]


def test_the_same_reading_twice_is_refused() -> None:
    text = "Measure,Date,Number,N\nMath proficiency,2025-08-28,4,7\nMath proficiency,28.8.2025,5,7"
    assert problems(text) == [(3, "Number", "twice_in_file")]


def test_levels_that_do_not_add_up_are_refused() -> None:
    text = "Measure,Date,Below,Meets,Tested\nMath proficiency,2025-08-28,4,7,12"
    assert problems(text) == [(2, "Tested", "levels_off_total")]


def test_a_list_of_single_students_is_refused() -> None:
    with pytest.raises(BadFile, match="lists_students"):
        plan("Student Name,Student ID,Measure,Date,Score\nAda,1,ELA rubric,2025-08-28,2")


def test_a_list_without_numbers_is_refused() -> None:
    with pytest.raises(BadFile, match="no_header"):
        plan("Measure,Date\nELA rubric,2025-08-28")


def test_new_measures_are_made_when_allowed() -> None:
    found = plan("Measure,Date,Number,N,Value\nMusic,2025-08-28,4,7,\nJumping,2025-08-28,,,2.5", makes_measures=True)
    assert [(made.name, made.unit) for made in found.new_measures] == [("Music", "percent"), ("Jumping", "score")]


def test_what_is_known_is_changed_or_left() -> None:
    tail = ("", "", "", "")
    known = {
        ("m1", "2025-08-28", *tail): KnownReading("r1", 294, 700, None),
        ("m2", "2026-01-12", *tail): KnownReading("r2", None, None, 2.1),
    }
    windows = {("m2", "w3", *tail): known["m2", "2026-01-12", *tail]}
    basis = BASIS._replace(by_day=known, by_window=windows)
    same = plan("Measure,Date,Number,N\nMath proficiency,2025-08-28,294,700", basis)
    assert [item.outcome for item in same.items] == [ReadingOutcome.UNCHANGED]
    assert same.writes == ()
    other = plan("Measure,Winter\nELA rubric,2.4", basis)  # the day is not in the list: the window's reading is meant
    assert [(item.outcome, item.reading_id) for item in other.items] == [(ReadingOutcome.CHANGED, "r2")]


def test_a_mapping_can_be_changed() -> None:
    table = read_results("Measure,Date,Foo,Bar\nMath proficiency,2025-08-28,4,7")
    columns = columns_of(table, BASIS)
    assert columns.ignored == ("Foo", "Bar")
    columns = columns.with_field(2, "numerator").with_field(3, "denominator")
    assert plan_readings(table, columns, BASIS).items[0].facts.numerator == 4


def test_progress_is_told_and_can_stop_it() -> None:
    rows = "\n".join(f"Math proficiency,2025-08-28,g{number},4,7" for number in range(2500))
    table = read_results(f"Measure,Date,Group,Number,N\n{rows}")
    told: list[tuple[int, int]] = []
    plan_readings(table, columns_of(table, BASIS), BASIS, progress=lambda *seen: told.append(seen))
    assert told == [(0, 2500), (1000, 2500), (2000, 2500), (2500, 2500)]

    def stop(_done: int, _all: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        plan_readings(table, columns_of(table, BASIS), BASIS, progress=stop)
