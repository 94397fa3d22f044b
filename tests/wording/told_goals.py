"""A made-up plan to fill papers and charts with: five goals, one of every status, long texts if wanted."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from il_desktop.domain.goal_pages import (
    HIDDEN,
    GoalPages,
    GoalTold,
    ReadingTold,
    Resources,
    StepTold,
    StrategyTold,
    TargetTold,
)
from il_desktop.domain.metrics.goals import AimLine
from il_desktop.domain.metrics.time_line import TimeLine
from il_desktop.domain.metrics.trend import least_squares

TODAY = date(2026, 1, 16)
_FIRST, _DUE = date(2025, 9, 1), date(2026, 6, 5)
_TIME = TimeLine(_FIRST)


def reading(
    weeks: int, value: Fraction | None, part: int | None = None, whole: int | None = None, code: str = ""
) -> ReadingTold:
    on = _FIRST + timedelta(weeks=weeks)
    return ReadingTold(on, float(weeks), Fraction(weeks), value, part, whole, code)


def target(*readings: ReadingTold, status: str = "on_track", aim: int = 52, baseline: int | None = 42) -> TargetTold:
    told = [each for each in readings if each.value is not None]
    is_open = len(told) == len(readings)
    line = AimLine(Fraction(0), Fraction(baseline), _TIME.week(_DUE), Fraction(aim)) if baseline is not None else None
    return TargetTold(
        measure="Proficient", unit="percent", better="up", is_gap=False, aim=Fraction(aim), stretch=None,
        baseline=None if baseline is None else Fraction(baseline), baseline_code="" if baseline is not None else HIDDEN,
        baseline_on=_FIRST, due_on=_DUE, time=_TIME, readings=readings, status=status,
        pace=Fraction(17, 16) if is_open else None, line=line,
        trend=least_squares([(each.week, each.value) for each in told if each.value is not None]) if is_open else None,
        open_window="",
    )  # fmt: skip


def goal(
    rank: int, told: TargetTold | None, *, title: str = "", words: int = 1, put: Resources | None = None
) -> GoalTold:
    long = " and more" * words
    steps = tuple(
        StepTold(f"Step {rank}.{n}{long}", "step", _FIRST, _FIRST + timedelta(weeks=6 * n),
                 _FIRST + timedelta(weeks=6 * n - 1) if n == 1 else None, n == 1)
        for n in range(1, 4)
    )  # fmt: skip
    strategies = tuple(StrategyTold(f"Strategy {rank}.{n}{long}", "", _FIRST, _DUE, steps) for n in range(1, 3))
    test = StepTold(f"Test {rank}", "test", _FIRST, date(2026, 3, 1), None, is_done=False)
    return GoalTold(
        rank, title or f"Goal {rank}{long}", "achievement", "", f"Because it matters{long}.", _FIRST, _DUE, 1, told,
        strategies, (test,), put or Resources(),
    )  # fmt: skip


def math() -> TargetTold:
    return target(
        *(reading(week, Fraction(100 * part, 700), part, 700) for week, part in ((2, 294), (10, 315), (18, 329)))
    )


def pages(words: int = 1, **changed: object) -> GoalPages:
    """Five goals: on track, with a hidden reading, at risk, without a reading, without a target."""
    goals = (
        goal(1, math(), words=words, put=Resources(3326, 3651, 6792, 0, 825, 825, 1275, 90_000, 0, 198_000, 196_000)),
        goal(2, target(reading(2, None, code=HIDDEN), baseline=None), words=words),
        goal(3, target(reading(2, Fraction(42)), reading(9, Fraction(43)), status="at_risk"), words=words),
        goal(4, target(status="baseline_only"), words=words),
        goal(5, None, words=words),
    )
    made = GoalPages(
        "A school", TODAY, (_FIRST, _DUE), "A mission", "A vision", ("A value", "Another"), goals, hidden=1
    )
    return made._replace(**changed)  # pyright: ignore[reportArgumentType]  None is meant
