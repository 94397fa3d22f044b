"""Fills charts about goals: each with the sentence that heads it, drawn from the data, and the table beside it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from il_desktop.domain.goal_pages import GoalPages, GoalTold, TargetTold, by_risk
from il_desktop.domain.metrics.goals import GoalStatus
from il_desktop.domain.metrics.rounding import exact
from il_desktop.reports.charts import (
    Bar,
    BarChart,
    BarPanel,
    GapChart,
    Interval,
    Mark,
    Multiples,
    Ribbon,
    Segment,
    Tick,
    TrendChart,
    picture,
)
from il_desktop.reports.charts_scale import ticks, value_range
from il_desktop.reports.paper import Cell, Column, Picture, Table
from il_desktop.wording.format import (
    ENGLISH,
    Words,
    count_text,
    date_text,
    day_text,
    duration_text,
    list_text,
    money_text,
)
from il_desktop.wording.goal_told import (
    HIDDEN_TEXT,
    numbered,
    reading_text,
    standing_text,
    statuses_sentence,
    trend_text,
    under_over_text,
)
from il_desktop.wording.goals import STATUS_WORDS, interval_text, short_value_text, value_text
from il_desktop.wording.papers_goals import goals_table, readings_table

_LIMITS = {"percent": (0.0, 100.0), "per_100": (0.0, 100.0)}
_COLORS = {GoalStatus.ON_TRACK: "good", GoalStatus.MET: "good", GoalStatus.AT_RISK: "attention",
           GoalStatus.OFF_TRACK: "attention"}  # fmt: skip
_PAPER_DPI, _PAPER_MM = 200, 130.0


def trend_chart(goal: GoalTold, today: date, words: Words = ENGLISH, *, is_small: bool = False) -> TrendChart | None:
    """Return a goal's readings with aim line and, from three told readings on, the trend; None without a target."""
    target = goal.target
    if target is None:
        return None
    first, last = target.baseline_on, max([target.due_on, *(reading.on for reading in target.readings)])
    time = target.time
    months = spaced([Tick(at, words.short_months[month.month - 1]) for month, at in time.months(first, last)])
    headline = STATUS_WORDS[goal.status] if is_small else standing_text(goal, words)
    trend, band = _trend(target)
    shown = [float(reading.value) for reading in target.readings if reading.value is not None]
    firm = [*shown, float(target.aim), *([float(target.baseline)] if target.baseline is not None else [])]
    low, high = value_range(firm, [band.low1, band.high1] if band else [], _LIMITS.get(target.unit))
    marks = ticks(low, high)
    return TrendChart(
        title=numbered(goal),
        headline=f"{headline} {trend_text(target)}".strip() if not is_small else headline,
        table=readings_table(target, words),
        marks=tuple(
            Mark(reading.x, float(reading.value), reading_text(reading, target.unit),
                 f"{reading.part} / {reading.whole}" if reading.part is not None else "")
            for reading in target.readings
            if reading.value is not None
        ),
        aim=_aim(target),
        trend=trend,
        band=band,
        ends=_ends(target, band, words),
        months=months,
        values=tuple(Tick(mark, _tick_text(mark, target.unit)) for mark in marks),
        today=Tick(time.place(today), "" if is_small else day_text(today, words)) if first <= today <= last else None,
        note=_note(target),
        status=_COLORS.get(GoalStatus(goal.status), "muted"),
    )  # fmt: skip


def multiples_chart(pages: GoalPages, words: Words = ENGLISH) -> Multiples | None:
    """Return all goals small, those at risk first; None when no goal has a target."""
    ordered = by_risk(pages.goals)
    found = [chart for goal in ordered if (chart := trend_chart(goal, pages.today, words, is_small=True)) is not None]
    if not found:
        return None
    worst = ordered[0]
    sentence = statuses_sentence(pages.goals)
    if worst.status in (GoalStatus.OFF_TRACK, GoalStatus.AT_RISK):
        sentence += (
            f" {worst.title} comes first: {standing_text(worst, words)[0].lower()}{standing_text(worst, words)[1:]}"
        )
    return Multiples("All goals, those at risk first", sentence, goals_table(pages, words), tuple(found))


def resources_chart(pages: GoalPages, words: Words = ENGLISH) -> BarChart | None:
    """Return leader time, professional development and money per goal; None without a goal."""
    if not pages.goals:
        return None
    goals = pages.goals
    columns = (
        Column("Goal", 2.2), Column("Leader min", is_number=True), Column("due", is_number=True),
        Column("planned", is_number=True), Column("PD min", is_number=True), Column("planned", is_number=True),
        Column("Spent", is_number=True), Column("Approved", is_number=True), Column("Asked for", is_number=True),
    )  # fmt: skip
    note = f"Minutes, and money in {words.currency}. Due: what was planned up to now."
    rows: list[tuple[Cell, ...]] = []
    for goal in goals:
        put = goal.resources
        cents = (put.spent / 100, put.approved / 100, put.asked / 100)
        rows.append((numbered(goal), put.kept, put.due, put.planned, put.pd_held, put.pd_planned, *map(_plain, cents)))
    return BarChart(
        title="Put into each goal",
        headline=_resources_sentence(pages),
        table=Table("Put in", columns, tuple(rows), note),
        panels=(
            BarPanel("Leader time", tuple(_time_bar(goal) for goal in goals)),
            BarPanel("Professional development", tuple(_pd_bar(goal, words) for goal in goals)),
            BarPanel("Money", tuple(_money_bar(goal, words) for goal in goals)),
        ),
    )


def gap_chart(pages: GoalPages, words: Words = ENGLISH) -> GapChart | None:
    """Return the goals that close a gap, each with its interval; hidden ones say so. None when there is none."""
    goals = [goal for goal in pages.goals if goal.target is not None and goal.target.is_gap]
    if not goals:
        return None
    rows = tuple(_gap_row(goal) for goal in goals)
    told = [(goal, row) for goal, row in zip(goals, rows, strict=True) if row.value is not None]
    sentences = [_gap_sentence(goal) for goal, _row in told]
    columns = (Column("Gap", 2), Column("Date"), Column("Points", is_number=True), Column("95 % interval", 1.4))
    cells: list[tuple[Cell, ...]] = []
    for goal, row in zip(goals, rows, strict=True):
        last = goal.target.last if goal.target else None
        points = row.said if row.value is None else value_text(exact(row.value), "")
        cells.append((goal.title, date_text(last.on, words) if last else "", points, _span_text(row)))
    return GapChart(
        title="Gaps",
        headline=" ".join(sentences) or "No gap may be shown: the groups are too small.",
        table=Table("Gaps", columns, tuple(cells)),
        rows=rows,
        axis="percentage points",
        values=_gap_ticks(rows),
        zero=True,
    )


def _gap_ticks(rows: tuple[Interval, ...]) -> tuple[Tick, ...]:
    shown = [each for row in rows for each in (row.low, row.high, row.value) if each is not None]
    if not shown:
        return ()
    low, high = value_range([0.0, *shown])
    return tuple(Tick(mark, _tick_text(mark, "")) for mark in ticks(low, high, 6) if mark >= low)


# parts of a trend chart


def _aim(target: TargetTold) -> Segment | None:
    if target.baseline is None:
        return None
    time = target.time
    return Segment(
        time.middle(target.baseline_on), float(target.baseline), time.middle(target.due_on), float(target.aim)
    )


def _trend(target: TargetTold) -> tuple[Segment | None, Ribbon | None]:
    trend, last = target.trend, target.last
    if trend is None or last is None or last.on >= target.due_on:
        return None, None
    near, end = trend.band(last.week), trend.band(target.time.week(target.due_on))
    x1 = target.time.middle(target.due_on)
    return (
        Segment(last.x, near.value, x1, end.value),
        Ribbon(last.x, near.low, near.high, x1, end.low, end.high),
    )


def _ends(target: TargetTold, band: Ribbon | None, words: Words) -> tuple[Mark, ...]:
    x = target.time.middle(target.due_on)
    found = [Mark(x, float(target.aim), f"{short_value_text(target.aim, '')} target", date_text(target.due_on, words))]
    if band is not None and target.trend is not None:
        at_due = target.trend.at(target.time.week(target.due_on))
        found.append(Mark(x, float(at_due), f"{value_text(at_due, '')} projected", "if the trend goes on"))
    return tuple(found)


def _note(target: TargetTold) -> str:
    told = [reading for reading in target.readings if reading.value is not None]
    hidden = len(target.readings) - len(told)
    if hidden:
        return f"{count_text(hidden, 'reading', 'readings')} not shown: small group or near 0 or 100 %"
    if len(told) < 3:
        return f"{count_text(len(told), 'reading', 'readings')}: too few for a trend"
    return f"{len(told)} readings: weak forecast" if target.trend is not None and target.trend.is_weak else ""


def _tick_text(mark: float, unit: str) -> str:
    return short_value_text(Fraction(mark).limit_denominator(10_000), "percent" if unit == "percent" else "")


# parts of the others


def _time_bar(goal: GoalTold) -> Bar:
    put = goal.resources
    said = (
        f"{duration_text(put.kept) if put.kept else '0 h'} of {duration_text(put.planned)}"
        if put.planned
        else "no time yet"
    )
    note = under_over_text(put.kept, put.due, duration_text(abs(put.kept - put.due))) if put.due else ""
    return Bar(numbered(goal), put.kept, put.planned, put.due or None, said, note)


def _pd_bar(goal: GoalTold, words: Words) -> Bar:
    put = goal.resources
    if not put.pd_planned:
        return Bar(numbered(goal), 0, 0, None, "none planned")
    cost = f", {money_text(put.pd_cents, words)}" if put.pd_cents else ""
    note = under_over_text(put.pd_held, put.pd_due, duration_text(abs(put.pd_held - put.pd_due)))
    said = f"{duration_text(put.pd_held) if put.pd_held else '0 h'} of {duration_text(put.pd_planned)}{cost}"
    return Bar(numbered(goal), put.pd_held, put.pd_planned, put.pd_due, said, note)


def _money_bar(goal: GoalTold, words: Words) -> Bar:
    put = goal.resources
    note = f"{money_text(put.asked, words)} more asked for" if put.asked else ""
    if not put.approved:
        return Bar(numbered(goal), 0, 0, None, "none approved", note)
    said = f"{money_text(put.spent, words)} of {money_text(put.approved, words)}"
    return Bar(numbered(goal), put.spent, put.approved, None, said, note)


def _resources_sentence(pages: GoalPages) -> str:
    most = max(pages.goals, key=lambda goal: goal.resources.kept)
    bare = [goal.title for goal in pages.goals if not goal.resources.kept]
    total = sum(goal.resources.kept for goal in pages.goals)
    nothing = [goal.title for goal in pages.goals if goal.resources.is_bare]
    bare = [title for title in bare if title not in nothing]
    flag = _bare_sentence(nothing)
    if not total:
        return f"No leader time is recorded for a goal yet.{flag}"
    sentence = (
        f"{duration_text(total)} of leader time so far; most for {most.title}, {duration_text(most.resources.kept)}."
    )
    if bare:
        sentence += f" {bare[0]} got none" + (
            f", as did {count_text(len(bare) - 1, 'other', 'others')}." if bare[1:] else "."
        )
    return sentence + flag


def _bare_sentence(titles: list[str]) -> str:
    if not titles:
        return ""
    others = [count_text(len(titles) - 1, "other goal", "other goals")] if titles[1:] else []
    return f" {list_text([titles[0], *others])} {'have' if others else 'has'} neither hours nor money."


def _gap_row(goal: GoalTold) -> Interval:
    target = goal.target
    last = target.last if target else None
    if target is None or last is None or last.value is None:
        return Interval(goal.title, HIDDEN_TEXT if last else "no reading yet")
    low, high = target.interval or (None, None)
    said = value_text(last.value, "points")
    row = Interval(goal.title, said, float(last.value), low, high)
    return row._replace(said=f"{said} ({_span_text(row)})") if low is not None else row


def _span_text(row: Interval) -> str:
    if row.low is None or row.high is None:
        return ""
    return f"{value_text(exact(row.low), '')} to {value_text(exact(row.high), '')}"


def _gap_sentence(goal: GoalTold) -> str:
    target = goal.target
    if target is None or target.last is None or target.last.value is None or target.interval is None:
        return ""
    low, high = target.interval
    sure = "no gap at all is unlikely" if low > 0 or high < 0 else "it may be chance alone"
    return f"{goal.title}: {value_text(target.last.value, 'points')}, {interval_text(low, high)}; {sure}."


def spaced(found: list[Tick]) -> tuple[Tick, ...]:
    """Return months without the name of a first one too short for it."""
    if len(found) > 1 and found[1].at - found[0].at < (found[-1].at - found[0].at) / 20:
        found[0] = Tick(found[0].at, "")
    return tuple(found)


def _plain(value: float) -> Cell:
    return int(value) if value == int(value) else round(value, 2)


def pictures_of(pages: GoalPages, words: Words = ENGLISH) -> dict[str, Picture]:
    """Return the pictures of the paper about all goals: one a goal with a target, and "" for all of them."""
    found: dict[str, Picture] = {}
    together = multiples_chart(pages, words)
    if together is not None:
        found[""] = Picture(picture(together, dpi=_PAPER_DPI, is_bare=True), together.headline)
    for goal in pages.goals:
        chart = trend_chart(goal, pages.today, words)
        if chart is not None and chart.marks:
            found[goal.title] = Picture(picture(chart, dpi=_PAPER_DPI, is_bare=True), chart.headline, _PAPER_MM)
    return found
