"""Levels as they are read from the file: windows of two years stay apart, the newest day of a window counts alone."""

from __future__ import annotations

from datetime import date, timedelta

from il_desktop import commands
from il_desktop.commands.school import SpanDraft
from il_desktop.domain.levels import level_rows
from il_desktop.domain.reading_plan import NewMeasure, ReadingFacts, ReadingItem, ReadingOutcome, ReadingPlan
from il_desktop.queries.levels import level_tables

TODAY = date(2026, 1, 16)
LEVELS = ("Below", "Meets")


def read_levels(desk, *readings: tuple[date, str, str, dict[str, int]]) -> None:
    """Write readings: the day, the window, the group, and how many at each level."""
    items = [
        ReadingItem(
            2, ReadingOutcome.NEW,
            ReadingFacts("Levels", on, window, "group" if group else "", group, level=level, numerator=count,
                         denominator=sum(counts.values())),
        )
        for on, window, group, counts in readings
        for level, count in counts.items()
    ]  # fmt: skip
    plan = ReadingPlan("levels.csv", tuple(items), (NewMeasure("Levels", "percent", LEVELS),))
    desk.run(commands.readings.import_readings, plan)


def fall(desk, first: date, year: tuple[date, date]) -> str:
    """Make a school year, and in it a window called Fall of a week."""
    desk.run(commands.school.add_span, SpanDraft("year", f"{year[0].year}", *year))
    return desk.run(commands.school.add_span, SpanDraft("window", "Fall", first, first + timedelta(4)))


def test_windows_of_two_years_with_one_name_stay_apart(desk) -> None:
    before = fall(desk, date(2024, 9, 2), (date(2024, 8, 19), date(2025, 6, 6)))
    now = fall(desk, date(2025, 9, 1), (date(2025, 8, 18), date(2026, 6, 5)))
    read_levels(desk, (date(2024, 9, 3), before, "", {"Below": 50, "Meets": 50}),
                (date(2025, 9, 2), now, "", {"Below": 40, "Meets": 60}))  # fmt: skip
    (table,) = desk.read(level_tables, TODAY)
    assert [(one.label, one.counts) for one in table.moments] == [("Fall 2024", (50, 50)), ("Fall 2025", (40, 60))]


def test_of_two_days_in_a_window_the_newer_counts_alone(desk) -> None:
    """A level that nobody reached the second time is not left over from the first."""
    now = fall(desk, date(2025, 9, 1), (date(2025, 8, 18), date(2026, 6, 5)))
    first, second = {"Below": 40, "Meets": 60}, {"Meets": 99}
    read_levels(desk, (date(2025, 9, 2), now, "", first), (date(2025, 9, 4), now, "", second))
    (table,) = desk.read(level_tables, TODAY)
    assert [(one.label, one.counts) for one in table.moments] == [("Fall", (0, 99))]


def test_tables_of_grades_and_groups_are_decided_together(desk) -> None:
    """Twelve of twenty at the lowest level are in one group: the others, eight, are not had by subtraction."""
    on = date(2025, 9, 2)
    read_levels(desk, (on, "", "", {"Below": 20, "Meets": 80}), (on, "", "a", {"Below": 12, "Meets": 40}),
                (on, "", "b", {"Below": 8, "Meets": 40}))  # fmt: skip
    tables = desk.read(level_tables, TODAY)
    assert [table.who for table in tables] == ["", "a", "b"]
    told = [[cell.number for cell in level_rows(table, is_shared=True)[0].cells] for table in tables]
    assert told == [[20, 80], [None, None], [None, None]]
