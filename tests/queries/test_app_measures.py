"""Computed measures read themselves: from visits and talks of the sample school, and as a goal's own readings."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from il_desktop import commands
from il_desktop.commands.measuring import MeasureSpec, TargetSpec
from il_desktop.domain.errors import BadValue
from il_desktop.queries.app_measures import computed_readings, months
from il_desktop.queries.goal_detail import measure_choices
from il_desktop.queries.goal_figures import figures_by_goal
from tests.commands.school_goals import dump, first_goal

TODAY = date(2026, 1, 16)


def measured(desk, name: str, unit: str = "percent", baseline: float = 60.0, aim: float = 90.0) -> tuple[str, str]:
    goal = first_goal(desk, "Close the loop")
    spec = TargetSpec(MeasureSpec(name, unit), baseline, aim, date(2025, 9, 1), date(2026, 6, 5))
    desk.run(commands.measuring.set_target, goal, spec)
    return goal, str(dump(desk, "SELECT id FROM measure WHERE source = 'app'")[0][0])


def test_a_computed_measure_is_made_by_its_name(desk) -> None:
    measured(desk, "visits closed by a TALK")
    found = dump(desk, "SELECT name, source, formula_key, family, timing FROM measure")
    assert found == [("Visits closed by a talk", "app", "visits_closed", "instruction", "leading")]


def test_it_is_offered_before_it_is_there(desk) -> None:
    names = {name for _, name, _, _ in desk.read(measure_choices)}
    assert {"Visits closed by a talk", "Recognition coverage", "Instructional share of my time"} <= names


def test_its_readings_are_counted_from_the_records(sample_desk) -> None:
    _, measure = measured(sample_desk, "Visits closed by a talk")
    found = sample_desk.read(computed_readings, measure, date(2025, 9, 1), TODAY)
    whole = dump(
        sample_desk,
        "SELECT count(*) FROM visit WHERE state IN ('visited', 'written', 'talked', 'closed')"
        " AND starts_local >= '2025-09-01' AND starts_local < '2026-01-17'",
    )[0][0]
    assert sum(one.denominator or 0 for one in found) == whole
    assert whole
    assert all(0 <= (one.numerator or 0) <= (one.denominator or 0) for one in found)
    assert found[-1].on == TODAY


def test_the_goal_reads_itself(sample_desk) -> None:
    goal, measure = measured(sample_desk, "Visits closed by a talk")
    figures = sample_desk.read(figures_by_goal, TODAY, [goal])[goal]
    found = sample_desk.read(computed_readings, measure, date(2025, 8, 2), TODAY)
    assert [point.on for point in figures.points] == [one.on for one in found]
    last = found[-1]
    assert figures.last is not None
    assert figures.last.value == Fraction(100 * (last.numerator or 0), last.denominator or 1)


def test_nothing_can_be_typed_into_it(desk) -> None:
    _, measure = measured(desk, "Recognition coverage")
    with pytest.raises(BadValue) as problem:
        desk.run(commands.measuring.add_reading, measure, date(2025, 10, 1), numerator=1, denominator=2)
    assert problem.value.reason == "computed_measure"


def test_months_end_today() -> None:
    assert months(date(2025, 11, 20), date(2026, 1, 16)) == [
        (date(2025, 11, 1), date(2025, 11, 30)),
        (date(2025, 12, 1), date(2025, 12, 31)),
        (date(2026, 1, 1), date(2026, 1, 16)),
    ]
