"""Papers about goals: the strategy on one page, and all goals in full. Names and small groups are out already."""

from __future__ import annotations

from il_desktop.domain.goal_pages import GoalPages, GoalTold, StepTold, TargetTold, by_risk
from il_desktop.domain.metrics.rounding import half_up, shown
from il_desktop.reports.paper import (
    Break,
    Bullets,
    Cell,
    Column,
    Columns,
    Facts,
    Heading,
    Paper,
    Part,
    Picture,
    Table,
    Text,
)
from il_desktop.wording.format import ENGLISH, Words, date_text, duration_text, money_text
from il_desktop.wording.goal_told import (
    baseline_text,
    counts_text,
    left_out_text,
    next_steps,
    numbered,
    reading_text,
    resources_text,
    standing_text,
    statuses_sentence,
    step_text,
    trend_text,
    way_text,
)
from il_desktop.wording.goals import DOMAIN_WORDS, KIND_WORDS, STATUS_WORDS, short_value_text

STEPS_ON_A_PAGE = 3


def strategy_paper(pages: GoalPages, size: str = "letter", words: Words = ENGLISH) -> Paper:
    """Return the plan on one page: vision, and for each goal its target, where it stands, strategies, milestones."""
    parts: list[Part] = []
    if pages.vision:
        parts.append(Text(pages.vision, "lead"))
    if pages.values:
        parts.append(Text(" · ".join(pages.values), "muted"))
    parts.append(Text(statuses_sentence(pages.goals), "strong"))
    for goal in pages.goals:
        parts.append(Heading(numbered(goal), 2))
        if goal.because:
            parts.append(Text(goal.because, "muted"))
        parts.append(Columns((_aims(goal, words), _strategies(goal), _milestones(goal, pages, words))))
    return Paper(
        title=_title("Strategy", pages),
        parts=tuple(parts),
        subtitle=pages.school,
        footer=_footer(pages, words),
        size=size,
        fits=1,
    )


def strategy_sheet(pages: GoalPages, words: Words = ENGLISH) -> Paper:
    """Return the same plan as tables, for a workbook."""
    strategies = tuple(
        (numbered(goal), strategy.title, strategy.because, strategy.n_done, len(strategy.steps))
        for goal in pages.goals
        for strategy in goal.strategies
    )
    steps = tuple(
        (
            numbered(goal),
            KIND_WORDS.get(step.kind, step.kind),
            step.title,
            _iso(step.due_on),
            "yes" if step.is_done else "no",
        )
        for goal in pages.goals
        for step in goal.steps
    )
    return Paper(
        title=_title("Strategy", pages),
        subtitle=pages.school,
        parts=(
            *([Text(pages.vision, "lead")] if pages.vision else []),
            *([Text(pages.mission)] if pages.mission else []),
            Text(statuses_sentence(pages.goals), "strong"),
            goals_table(pages, words),
            Table("Strategies", (Column("Goal"), Column("Strategy"), Column("Because"),
                                 Column("Steps done", is_number=True), Column("Steps", is_number=True)), strategies),
            Table("Milestones", (Column("Goal"), Column("Kind"), Column("What"), Column("Due"), Column("Done")), steps),
        ),
        footer=_footer(pages, words),
    )  # fmt: skip


def goals_paper(
    pages: GoalPages, size: str = "letter", words: Words = ENGLISH, pictures: dict[str, Picture] | None = None
) -> Paper:
    """Return all goals in full, the ones at risk first; `pictures` by goal title, and "" for the one of all goals."""
    pictures = pictures or {}
    parts: list[Part] = [Text(statuses_sentence(pages.goals), "lead"), goals_table(pages, words)]
    if "" in pictures:
        parts.append(pictures[""])
    if pages.time and pages.time_span:
        parts.append(time_table(pages, words))
    for goal in by_risk(pages.goals):
        parts += [Break(), *_goal_in_full(goal, pages, words, pictures.get(goal.title))]
    return Paper(
        title=_title("Goals", pages), parts=tuple(parts), subtitle=pages.school, footer=_footer(pages, words), size=size
    )


def goals_table(pages: GoalPages, words: Words = ENGLISH) -> Table:
    """Return one row a goal, those at risk first."""
    rows: list[tuple[Cell, ...]] = []
    for goal in by_risk(pages.goals):
        target = goal.target
        last = target.last if target else None
        rows.append((
            numbered(goal),
            STATUS_WORDS[goal.status],
            date_text(target.due_on, words) if target else "",
            baseline_text(target) if target else "",
            reading_text(last, target.unit) if target and last else "",
            short_value_text(target.aim, target.unit) if target else "",
            duration_text(goal.resources.kept),
        ))  # fmt: skip
    columns = (
        Column("Goal", 2.2), Column("Status", 1.1), Column("By", 1.1), Column("Baseline", is_number=True),
        Column("Now", is_number=True), Column("Target", is_number=True), Column("Leader time", 1.1, is_number=True),
    )  # fmt: skip
    return Table("All goals", columns, tuple(rows))


def time_table(pages: GoalPages, words: Words = ENGLISH) -> Table:
    """Return where the minutes of all blocks went, to goals and to none; the last row is the sum of the others."""
    first, last = pages.time_span or (pages.today, pages.today)
    rows: list[tuple[Cell, ...]] = [(row.title, row.planned, row.kept) for row in pages.time]
    total = (sum(row.planned for row in pages.time), sum(row.kept for row in pages.time))
    columns = (Column("Goal", 3), Column("Minutes planned", is_number=True), Column("Minutes kept", is_number=True))
    note = f"All blocks from {date_text(first, words)} to {date_text(last, words)}, each minute once."
    return Table("Where the time went", columns, (*rows, ("All", *total)), note)


def readings_table(target: TargetTold, words: Words = ENGLISH) -> Table:
    """Return the readings of a target with counts and how each lies to the aim line."""
    rows: list[tuple[Cell, ...]] = []
    for reading in target.readings:
        line = target.line
        on_line = short_value_text(half_up(line.at(reading.week)), target.unit) if line is not None else ""
        rows.append((date_text(reading.on, words), reading_text(reading, target.unit), counts_text(reading), on_line))
    columns = (Column("Date"), Column("Value", is_number=True), Column("Counts", is_number=True),
               Column("Aim line", is_number=True))  # fmt: skip
    return Table(f"Readings: {target.measure}", columns, tuple(rows), trend_text(target))


def _aims(goal: GoalTold, words: Words) -> tuple[Part, ...]:
    target = goal.target
    pairs: list[tuple[str, str]] = []
    if target is None:
        pairs.append(("Target", "not set yet"))
    else:
        pairs += [("Target", way_text(target, words)), ("Indicator", target.measure)]
        if target.stretch is not None:
            pairs.append(("Stretch", short_value_text(target.stretch, target.unit)))
    pairs.append(("Now", standing_text(goal, words)))
    if goal.owner:
        pairs.append(("Owner", goal.owner))
    return (Facts(tuple(pairs)),)


def _strategies(goal: GoalTold) -> tuple[Part, ...]:
    said = tuple(
        f"{strategy.title}: {strategy.n_done} of {len(strategy.steps)} steps done" if strategy.steps else strategy.title
        for strategy in goal.strategies
    )
    return (Text("Strategies", "strong"), Bullets(said) if said else Text("None yet.", "muted"))


def _milestones(goal: GoalTold, pages: GoalPages, words: Words) -> tuple[Part, ...]:
    said = tuple(step_text(step, words, pages.today) for step in next_steps(goal, STEPS_ON_A_PAGE))
    return (Text("Next milestones", "strong"), Bullets(said) if said else Text("None open.", "muted"))


def _goal_in_full(goal: GoalTold, pages: GoalPages, words: Words, picture: Picture | None) -> list[Part]:
    parts: list[Part] = [Heading(numbered(goal), 1)]
    if goal.because:
        parts.append(Text(goal.because, "lead"))
    parts.append(Facts((*_facts(goal, words),)))
    if picture is not None:
        parts.append(picture)
    if goal.target is not None and goal.target.readings:
        table = readings_table(goal.target, words)
        parts.append(table._replace(note="") if picture is not None else table)
    if goal.strategies:
        parts += [Heading("Strategies", 2), _strategy_table(goal, pages, words)]
    if goal.others:
        parts += [Heading("Tests, milestones and interventions", 2), _steps(goal.others, pages, words)]
    return parts


def _facts(goal: GoalTold, words: Words) -> list[tuple[str, str]]:
    target = goal.target
    pairs = [("Target", way_text(target, words) if target else "not set yet"), ("Now", standing_text(goal, words))]
    if target is not None:
        pairs.insert(1, ("Indicator", target.measure))
        if target.pace is not None:
            pairs.append(("Pace", f"{shown(target.pace, 2)} (part of the change ÷ part of the time)"))
    if goal.domain:
        pairs.append(("Domain", DOMAIN_WORDS[goal.domain]))
    pairs.append(("Put in", resources_text(goal, words)))
    if goal.resources.asked:
        pairs.append(("Asked for", f"{money_text(goal.resources.asked, words)}, not granted yet"))
    if goal.owner:
        pairs.append(("Owner", goal.owner))
    return pairs


def _strategy_table(goal: GoalTold, pages: GoalPages, words: Words) -> Part:
    rows: list[tuple[Cell, ...]] = []
    for strategy in goal.strategies:
        because = f" ({strategy.because})" if strategy.because else ""
        said = f"{strategy.title}{because}"
        rows += [(said if number == 0 else "", step.title, *_when(step, pages, words))
                 for number, step in enumerate(strategy.steps)] or [(said, "no step yet", "", "")]  # fmt: skip
    return Table("", (Column("Strategy", 2.4), Column("Step", 2.4), Column("Due"), Column("State", 1.3)), tuple(rows))


def _steps(steps: tuple[StepTold, ...], pages: GoalPages, words: Words) -> Part:
    rows = tuple((step.title, KIND_WORDS.get(step.kind, step.kind), *_when(step, pages, words)) for step in steps)
    return Table("", (Column("What", 3.3), Column("Kind", 1.5), Column("Due"), Column("State", 1.3)), rows)


def _when(step: StepTold, pages: GoalPages, words: Words) -> tuple[str, str]:
    due = date_text(step.due_on, words) if step.due_on else ""
    if step.done_on:
        return due, f"done {date_text(step.done_on, words)}"
    return due, "done" if step.is_done else "late" if step.due_on and step.due_on < pages.today else "open"


def _title(what: str, pages: GoalPages) -> str:
    if pages.year is None:
        return what
    first, last = pages.year
    return f"{what} {first.year}–{last.year % 100:02d}" if first.year != last.year else f"{what} {first.year}"


def _footer(pages: GoalPages, words: Words) -> str:
    left_out = left_out_text(pages)
    return " ".join(part for part in (f"As of {date_text(pages.today, words)}.", left_out) if part)


def _iso(day: object) -> str:
    return str(day) if day else ""
