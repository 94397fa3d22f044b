"""Gaps as they are read from the file: windows of two years stay apart, cuts of one measure are decided together."""

from __future__ import annotations

from datetime import date, timedelta

from il_desktop import commands
from il_desktop.commands.school import SpanDraft
from il_desktop.domain.gaps import gap_view
from il_desktop.domain.reading_plan import NewMeasure, ReadingFacts, ReadingItem, ReadingOutcome, ReadingPlan
from il_desktop.queries.gaps import gap_tables

TODAY = date(2026, 1, 16)


def write(desk, *facts: ReadingFacts) -> None:
    items = tuple(ReadingItem(2, ReadingOutcome.NEW, one) for one in facts)
    desk.run(commands.readings.import_readings, ReadingPlan("x.csv", items, (NewMeasure("Math", "percent"),)))


def reading(on: date, group: str, part: int, whole: int, dimension: str = "group", window: str = "") -> ReadingFacts:
    return ReadingFacts("Math", on, window, dimension if group else "", group, numerator=part, denominator=whole)


def test_windows_of_two_years_with_one_name_say_their_year(desk) -> None:
    found = []
    for year in (2024, 2025):
        desk.run(commands.school.add_span, SpanDraft("year", str(year), date(year, 8, 18), date(year + 1, 6, 5)))
        first = date(year, 9, 2)
        fall = desk.run(commands.school.add_span, SpanDraft("window", "Fall", first, first + timedelta(4)))
        found += [reading(first, "a", 30, 60, window=fall), reading(first, "b", 40, 60, window=fall)]
    write(desk, *found)
    (table,) = desk.read(gap_tables, TODAY)
    assert [moment.label for moment in table.moments] == ["Fall 2024", "Fall 2025"]


def test_a_total_that_another_dimension_tells_hides_a_cover_too(desk) -> None:
    """193 and 7 in one cut, 120 and 80 in the other: who adds the second up has the seven by subtraction."""
    on = date(2025, 9, 2)
    write(desk, reading(on, "big", 100, 193), reading(on, "tiny", 2, 7),
          reading(on, "girls", 60, 120, "gender"), reading(on, "boys", 42, 80, "gender"))  # fmt: skip
    told = {
        row.name: row.told[0].is_exact
        for table in desk.read(gap_tables, TODAY)
        for row in gap_view(table, is_shared=True).rows
    }
    assert told == {"big": False, "tiny": False, "girls": True, "boys": True}
