"""Lists as assessment programs and spreadsheets write them (invented numbers): read right, or refused by line."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop.domain.errors import BadFile
from il_desktop.domain.reading_plan import KnownMeasure
from tests.interchange.test_csv_readings import BASIS, MATH, facts, plan, problems

ON = date(2025, 8, 28)
HEAD = "Measure,Date,Group,Number,Out of"


def row(rest: str) -> str:
    return f"Math proficiency,2025-08-28,{rest}"


# numbers


@pytest.mark.parametrize("text", ["1,294/2,700", "1 294/2 700", "1\u202f294/2\u00a0700", "1294 / 2700"])
def test_thousands_are_read_whatever_stands_between(text) -> None:
    number, whole = text.split("/")
    (found,) = facts(f"{HEAD}\n{row(f'a,{chr(34)}{number}{chr(34)},{chr(34)}{whole}{chr(34)}')}")
    assert (found.numerator, found.denominator) == (1294, 2700)


def test_points_between_thousands_are_read_where_commas_are_decimal() -> None:
    (found,) = facts("Measure;Date;Number;Out of\nMath proficiency;28.08.2025;1.294;2.700")
    assert (found.numerator, found.denominator) == (1294, 2700)


@pytest.mark.parametrize("number", ["10,5", "1,2", "1,29,4", "12,3456"])
def test_a_count_with_a_comma_that_parts_no_thousands_is_refused(number) -> None:
    """It is not ten times as many."""
    assert [found[2] for found in problems(f'{HEAD}\n{row(f"a,{chr(34)}{number}{chr(34)},700")}')] in (
        ["not_a_count"], ["not_a_number"],
    )  # fmt: skip


def test_a_comma_is_decimal_in_a_list_apart_by_semicolons() -> None:
    assert facts("Measure;Date;Value\nELA rubric;2025-08-28;2,125")[0].value == 2.125
    assert facts('Measure,Date,Value\nELA rubric,2025-08-28,"1,234"')[0].value == 1234


@pytest.mark.parametrize(
    "text",
    ["<10", "<10%", "≤10", "<= 5 %", ">95", ">=95%", "N<20", "*", "**", "***", "n/a", "#N/A", "suppressed", "Masked",
     "redacted", "--", "insufficient data", "too few students"],
)  # fmt: skip
def test_what_the_sender_withheld_is_left_out(text) -> None:
    found = plan(f"Measure,Date,Group,Percent,Tested\n{row(f'a,{text},40')}\n{row('b,50,40')}")
    assert ([item.facts.group_name for item in found.items], found.left_out) == (["b"], (2,))


def test_a_withheld_number_tested_leaves_the_row_out() -> None:
    assert plan(f"{HEAD}\n{row('a,10,*')}\n{row('b,10,40')}").left_out == (2,)


def test_a_percentage_that_does_not_fit_the_number_beside_it_is_refused() -> None:
    text = "Measure,Date,Group,Number,Percent,Out of"
    assert facts(f"{text}\n{row('a,10,25,40')}")[0].numerator == 10
    assert problems(f"{text}\n{row('a,10,50,40')}") == [(2, "Percent", "percent_differs")]


# columns


def test_two_columns_of_one_name_that_differ_are_refused() -> None:
    head = "Measure,Date,Number,Number,Out of"
    assert facts(f"{head}\nMath proficiency,2025-08-28,10,10,40")[0].numerator == 10
    assert problems(f"{head}\nMath proficiency,2025-08-28,10,12,40") == [(1, "Number", "columns_differ")]


def test_lines_above_the_headings_are_passed_over_and_lines_keep_their_numbers() -> None:
    title = "Assessment summary,,,,\nSchool: Maple Hollow,,,,\n\n"
    assert plan(f"{title}{HEAD}\n{row('a,10,40')}").items[0].line == 5
    assert problems(f"{title}{HEAD}\n{row('a,50,40')}") == [(5, "Number", "outside_whole")]


def test_columns_of_a_growth_assessment() -> None:
    text = (
        "TermName,SchoolName,Subject,Grade,TestedCount,MeanRITScore,StandardDeviation\n"
        "Fall 2025-2026,Maple Hollow,ELA rubric,6,231,214.3,15.2\nFall 2025-2026,Maple Hollow,ELA rubric,7,240,219,14.9"
    )
    found = plan(text)
    assert [(one.facts.grade, one.facts.value, one.facts.window_id) for one in found.items] == [
        ("6", 214.3, "w1"), ("7", 219.0, "w1"),
    ]  # fmt: skip
    assert found.ignored_columns == ("SchoolName", "StandardDeviation")


def test_a_row_with_percent_and_score_gives_what_the_measure_takes() -> None:
    head = "Measure,Date,Percent,Score,Tested"
    text = f"{head}\nMath proficiency,2025-08-28,25,214.3,40\nELA rubric,2025-08-28,25,2.5,40"
    assert [(one.numerator, one.value) for one in facts(text)] == [(10, None), (None, 2.5)]


@pytest.mark.parametrize(
    "levels",
    [
        "Mid or Above Grade Level,Early On Grade Level,Grade Level Below,Two Grade Levels Below,3 Grade Levels Below",
        "Well Below Benchmark,Below Benchmark,At Benchmark,Above Benchmark,Well Above Benchmark",
        "Urgent Intervention,Intervention,On Watch,At/Above Benchmark,Well Above Benchmark",
        "Did Not Meet,Partially Met,Approached,Met Expectations,Exceeded Expectations",
    ],
)
def test_the_levels_of_screening_programs_are_a_distribution(levels) -> None:
    found = plan(f"Subject,Window,Grade,{levels},Total Students Assessed\nMath proficiency,Fall,6,10,20,30,40,50,150")
    assert [(one.facts.level, one.facts.numerator) for one in found.items] == list(
        zip(levels.split(","), (10, 20, 30, 40, 50), strict=True)
    )


def test_a_pivot_of_sums() -> None:
    text = "Group,SUM of Met,SUM of Tested\na,10,40\nb,20,40\nGrand Total,30,80"
    found = facts(text, measure="Math proficiency", read_on=ON)
    assert [(one.group_name, one.numerator) for one in found] == [("a", 10), ("b", 20), ("", 30)]


def test_a_total_over_measures_or_windows_is_no_reading() -> None:
    found = plan(f"{HEAD}\n{row('a,10,40')}\nGrand Total,,,10,40", makes_measures=True)
    assert (len(found.items), found.left_out, found.new_measures) == (1, (3,), ())


@pytest.mark.parametrize("head", ["Name", "Full Name", "Last, First", "E-mail", "Pupil ID"])
def test_names_of_single_students_are_never_taken(head) -> None:
    with pytest.raises(BadFile, match="lists_students"):
        plan(f'"{head}",Measure,Date,Score\nAda Byron,ELA rubric,2025-08-28,2')


# what a number is of


@pytest.mark.parametrize("text", ["8", "08", "Grade 8", "grade 08", "8th", "8th Grade", "Gr. 8"])
def test_a_grade_is_one_grade_however_it_is_written(text) -> None:
    assert facts(f"Measure,Date,Grade,Number,Out of\nMath proficiency,2025-08-28,{text},10,40")[0].grade == "8"
    twice = f"Measure,Date,Grade,Number,Out of\nMath proficiency,2025-08-28,{text},10,40\n{row('8,11,40')}"
    assert problems(twice) == [(3, "Number", "twice_in_file")]


def test_levels_of_a_row_each_that_are_more_than_all_are_refused() -> None:
    head = "Measure,Date,Level,Number,Out of"
    good = f"{head}\n{row('Below,10,40')}\n{row('Meets,30,40')}"
    assert [one.level for one in facts(good)] == ["Below", "Meets"]
    assert problems(good.replace("Meets,30", "Meets,35")) == [(3, "Out of", "levels_off_total")]


@pytest.mark.parametrize(
    "text", ["2025/08/28", "Aug 28, 2025", "28 August 2025", "28-Aug-25", "8/28/2025 0:00", "8/28/2025 12:00:00 AM"]
)
def test_dates_as_programs_write_them(text) -> None:
    assert facts(f'Measure,Date,Number,Out of\nMath proficiency,"{text}",10,40')[0].read_on == ON


def test_wide_characters_and_a_byte_order_mark() -> None:
    from il_desktop.interchange.csv_readings import columns_of, plan_readings, read_results  # noqa: PLC0415  here alone

    text = "Measure\tDate\tNumber\tOut of\nMath proficiency\t2025-08-28\t10\t40\n"
    for data in (text.encode("utf-16"), text.encode("utf-16-le"), b"\xef\xbb\xbf" + text.encode()):
        table = read_results(data)
        assert plan_readings(table, columns_of(table, BASIS), BASIS).items[0].facts.numerator == 10


def test_a_known_measure_of_scores_is_not_taken_for_a_rate() -> None:
    basis = BASIS._replace(measures=(MATH, KnownMeasure("m9", "Lexile", "score", "interim")))
    (item,) = plan("Measure,Date,Percent,Mean\nLexile,2025-08-28,40,812", basis).items
    assert item.facts.value == 812


@pytest.mark.parametrize(
    ("name", "window"),
    [("Fall 2025-2026", "w1"), ("Fall 2024-25", "w0"), ("Winter 2025-2026", "w3"), ("Winter 2025-26", "w3"),
     ("Fall (2025)", "w1"), ("Winter 2026", "w3"), ("2025-2026 Fall", "w1"),
     ("BOY", "w1"), ("MOY 2025-26", "w3"), ("Autumn 2024", "w0")],
)  # fmt: skip
def test_a_window_of_a_school_year_is_found(name, window) -> None:
    assert facts(f"Test,Window,Value\nELA rubric,{name},2.1")[0].window_id == window


def test_a_window_whose_name_ends_like_a_kind_of_number_keeps_it() -> None:
    """The last letter of Autumn is not a number of people."""
    autumn = BASIS.windows[1]._replace(name="Autumn")
    basis = BASIS._replace(windows=(autumn,))
    found = plan("Test,Autumn %,Autumn N\nMath proficiency,42%,700", basis).items[0].facts
    assert (found.numerator, found.denominator, found.window_id) == (294, 700, "w1")
    assert plan("Test,Autumn\nELA rubric,2.1", basis).items[0].facts.value == 2.1
