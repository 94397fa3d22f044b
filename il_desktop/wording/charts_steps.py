"""Fills the charts about steps: what is done against what is due, and the roadmap of goals, strategies, milestones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from il_desktop.domain.goal_pages import GoalPages, GoalTold, StepTold
from il_desktop.reports.charts import BurnUp, Lane, Mark, Roadmap, Stretch, Tick
from il_desktop.reports.paper import Cell, Column, Table
from il_desktop.wording.charts_goals import spaced
from il_desktop.wording.format import ENGLISH, Words, count_text, date_text, day_text
from il_desktop.wording.goal_told import next_steps, numbered, step_text

_YEAR = 365.25


def burn_up_chart(pages: GoalPages, words: Words = ENGLISH) -> BurnUp | None:
    """Return the steps done against the steps due; None when no step has a date."""
    steps = [step for goal in pages.goals for step in goal.steps if step.due_on and step.kind in ("step", "milestone")]
    if not steps:
        return None
    today, week = pages.today, _week
    done_on = sorted(step.done_on or step.due_on or today for step in steps if step.is_done)
    due_on = sorted(step.due_on for step in steps if step.due_on)
    first = min([pages.today, *(step.starts_on for step in steps if step.starts_on), due_on[0]])
    done = [Mark(week(first), 0), *(Mark(week(day), n) for n, day in enumerate(done_on, 1) if day <= today)]
    due = [Mark(week(first), 0), *(Mark(week(day), n) for n, day in enumerate(due_on, 1))]
    done.append(Mark(max(week(today), done[-1].x), done[-1].y))
    n_due = sum(day <= today for day in due_on)
    all_steps = count_text(len(steps), "step", "steps")
    headline = f"{len(done_on)} of {all_steps} done; {n_due} were due by {date_text(today, words)}."
    late = sorted((step for step in steps if not step.is_done and (step.due_on or today) < today), key=_due)
    if late:
        headline += f" Late: {step_text(late[0], words)}" + (f" and {len(late) - 1} more." if len(late) > 1 else ".")
    rows: list[tuple[Cell, ...]] = [
        (numbered(goal), *_counts(goal, today)) for goal in pages.goals if any(step.due_on for step in goal.steps)
    ]
    columns = (Column("Goal", 2.5), Column("Done", is_number=True), Column("Due by now", is_number=True),
               Column("All", is_number=True))  # fmt: skip
    return BurnUp(
        title="Steps done against steps due",
        headline=headline,
        table=Table("Steps", columns, tuple(rows)),
        done=tuple(done),
        due=tuple(due),
        total=len(steps),
        months=_months(first, due_on[-1], words, week),
        today=Tick(week(today), day_text(today, words)),
        ends=(Mark(0, len(steps), f"{len(steps)} in all"), Mark(0, len(done_on), f"{len(done_on)} done")),
    )


def roadmap_chart(pages: GoalPages, words: Words = ENGLISH) -> Roadmap | None:
    """Return lanes of goals, strategies and milestones over one to five years; None when no goal has dates."""
    goals = [goal for goal in pages.goals if goal.due_on is not None]
    if not goals:
        return None
    starts = [_begins(goal) or pages.today for goal in goals]
    ends = [max(goal.due_on or pages.today, _plus_years(goal.starts_on, goal.years)) for goal in goals]
    first = min(starts).replace(day=1)
    last = min(max(ends) + timedelta(days=20), _plus_years(first, 5))
    years = last.year - first.year
    is_short = (last - first).days < 500
    coming = [step for goal in goals for step in next_steps(goal, 1) if step.due_on]
    until = max(goal.due_on for goal in goals if goal.due_on)
    headline = f"{count_text(len(goals), 'goal', 'goals')} until {date_text(until, words)}."
    if coming:
        headline += f" Next: {step_text(min(coming, key=_due), words, pages.today)}."
    rows: list[tuple[Cell, ...]] = []
    for goal in goals:
        rows.append((numbered(goal), "Goal", goal.title, _text(goal.starts_on, words), _text(goal.due_on, words), ""))
        rows += [(numbered(goal), "Strategy", each.title, _text(each.starts_on, words), _text(each.due_on, words),
                  f"{each.n_done} of {len(each.steps)}") for each in goal.strategies]  # fmt: skip
    table = Table("Roadmap", (Column("Goal", 1.6), Column("Kind"), Column("What", 2), Column("From"), Column("Until"),
                              Column("Steps done")), tuple(rows))  # fmt: skip
    year_ticks = [Tick(_year(max(date(first.year + n, 1, 1), first)), str(first.year + n)) for n in range(years + 1)]
    return Roadmap(
        title="Roadmap",
        headline=headline,
        table=table,
        lanes=tuple(_lane(goal, words) for goal in goals),
        years=tuple(year_ticks),
        months=_months(first, last, words, _year) if is_short else (),
        first=_year(first),
        last=_year(last),
        today=Tick(_year(pages.today), ""),
    )


def _begins(goal: GoalTold) -> date | None:
    """Return the first day of a goal: the one it was given, else that of its baseline."""
    return goal.starts_on or (goal.target.baseline_on if goal.target else None)


def _counts(goal: GoalTold, today: date) -> tuple[int, int, int]:
    steps = [step for step in goal.steps if step.due_on and step.kind in ("step", "milestone")]
    return sum(step.is_done for step in steps), sum(_due(step) <= today for step in steps), len(steps)


def _lane(goal: GoalTold, words: Words) -> Lane:
    start, end = _begins(goal) or goal.due_on, goal.due_on
    assert start is not None and end is not None  # noqa: S101, PT018  only goals with a due date come here
    bars = [Stretch(_year(start), _year(end), f"until {date_text(end, words)}", 0, is_strong=True)]
    for row, strategy in enumerate(goal.strategies, 1):
        begin, until = strategy.starts_on or start, strategy.due_on or end
        bars.append(
            Stretch(_year(begin), _year(until), f"{strategy.title}  {strategy.n_done}/{len(strategy.steps)}", row)
        )
    row = len(goal.strategies) + 1
    stones = sorted((step for step in goal.steps if step.kind in ("milestone", "test") and step.due_on), key=_due)
    marks = tuple(
        Mark(_year(_due(step)), row + number, step.title, "done" if step.is_done else "")
        for number, step in enumerate(stones[:3])
    )
    return Lane(numbered(goal), tuple(bars), marks, row + len(marks))


def _months(first: date, last: date, words: Words, place: Callable[[date], float]) -> tuple[Tick, ...]:
    found, month = [], first.replace(day=1)
    while month <= last:
        found.append(Tick(place(max(month, first)), words.short_months[month.month - 1]))
        month = (month + timedelta(days=32)).replace(day=1)
    return spaced(found)


def _week(day: date) -> float:
    return day.toordinal() / 7


def _year(day: date) -> float:
    return day.year + (day - date(day.year, 1, 1)).days / _YEAR


def _plus_years(day: date | None, years: int) -> date:
    return date.min if day is None else day + timedelta(days=round(years * _YEAR) - 1) if years > 1 else day


def _text(day: date | None, words: Words) -> str:
    return date_text(day, words) if day else ""


def _due(step: StepTold) -> date:
    return step.due_on or date.max
