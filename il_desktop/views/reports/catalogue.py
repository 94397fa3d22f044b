"""What can be printed or exported, and how each is filled. A new report is a line here and a function that fills it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from il_desktop.domain.light import NamedTuple
from il_desktop.queries.report_data import GAPS, NINETY, ReportData

if TYPE_CHECKING:
    from il_desktop.domain.goal_pages import GoalPages
    from il_desktop.reports.charts import Chart
    from il_desktop.reports.paper import Paper
    from il_desktop.wording.format import Words

PAPER_FORMS, CHART_FORMS = ("pdf", "docx", "xlsx", "html"), ("pdf", "png", "svg", "xlsx")
FORM_NAMES = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel", "html": "HTML", "png": "PNG", "svg": "SVG"}
GOAL, IMPACT = "goal:", "impact:"  # with a number: a chart of that goal


class Source(NamedTuple):
    """One line of the list; `is_chart` says what `fill` makes."""

    key: str
    title: str
    about: str
    is_chart: bool = False
    needs: frozenset[str] = frozenset()

    @property
    def forms(self) -> tuple[str, ...]:
        """The endings of the files it can become, the usual one first."""
        return CHART_FORMS if self.is_chart else PAPER_FORMS


SOURCES = (
    Source("strategy", "Strategy on a page", "Vision, goals, targets, strategies and milestones on one page"),
    Source("goals", "All goals in full", "Each goal with readings, trend, steps and what was put in"),
    Source(
        "gap_paper", "Gaps in full", "Rates by group with differences, small groups hidden", needs=frozenset({GAPS})
    ),
    Source("ninety", "The next 90 days", "What is due or to be reviewed", needs=frozenset({NINETY})),
    Source("multiples", "All goals side by side", "Small charts, the goals at risk first", is_chart=True),
    Source("resources", "Put into each goal", "Leader time, professional development, money", is_chart=True),
    Source("burn_up", "Steps done and due", "How many steps are done against those due", is_chart=True),
    Source("roadmap", "Roadmap", "Goals, strategies and milestones over the years", is_chart=True),
    Source("gap_goals", "Goals that close a gap", "Each gap with its 95 % interval", is_chart=True),
    Source(
        "gaps",
        "Gaps between groups",
        "The newest gap of each measure, small groups hidden",
        is_chart=True,
        needs=frozenset({GAPS}),
    ),
)


def sources(pages: GoalPages) -> tuple[Source, ...]:
    """Return all lines: the fixed ones and a chart for each goal with a target."""
    goals = tuple(
        Source(f"{GOAL}{number}", f"Trend: {goal.title}", "Readings, aim line and trend", is_chart=True)
        for number, goal in enumerate(pages.goals)
        if goal.target is not None
    )
    impacts = tuple(
        Source(f"{IMPACT}{number}", f"Strategy and result: {goal.title}", "What lessons show beside what is measured",
               is_chart=True)
        for number, goal in enumerate(pages.goals)
        if goal.target is not None and goal.look_fors
    )  # fmt: skip
    return (*SOURCES, *goals, *impacts)


def paper(key: str, data: ReportData, size: str, form: str, words: Words) -> Paper:
    """Return a paper filled for a form; raises KeyError for an unknown key."""
    pages = data.pages
    if key in ("gap_paper", "ninety"):
        from il_desktop.wording import papers_gaps  # noqa: PLC0415  same

        if key == "gap_paper":
            return papers_gaps.gaps_paper(data.gaps, pages.school, pages.today, words, size=size)
        if data.ninety is not None:
            return papers_gaps.ninety_paper(data.ninety, pages.school, words, size=size, with_names=pages.with_names)
    from il_desktop.wording import papers_goals  # noqa: PLC0415  when the first one is asked for

    if key == "strategy":
        is_sheet = form == "xlsx"
        return (
            papers_goals.strategy_sheet(pages, words) if is_sheet else papers_goals.strategy_paper(pages, size, words)
        )
    if key == "goals":
        from il_desktop.wording.charts_goals import pictures_of  # noqa: PLC0415  same

        return papers_goals.goals_paper(pages, size, words, pictures_of(pages, words) if form != "xlsx" else None)
    raise KeyError(key)


def chart(key: str, data: ReportData, words: Words) -> Chart | None:
    """Return a chart, None when there is nothing to show yet; raises KeyError for an unknown key."""
    pages = data.pages
    if key == "gaps":
        from il_desktop.wording.charts_gaps import gaps_chart  # noqa: PLC0415  same

        return gaps_chart(data.gaps)
    from il_desktop.wording import charts_goals, charts_steps  # noqa: PLC0415  when the first one is asked for

    if key.startswith(GOAL):
        number = int(key.removeprefix(GOAL))
        return charts_goals.trend_chart(pages.goals[number], pages.today, words) if number < len(pages.goals) else None
    if key.startswith(IMPACT):
        from il_desktop.wording.charts_impact import impact_chart  # noqa: PLC0415  same

        number = int(key.removeprefix(IMPACT))
        return impact_chart(pages.goals[number], words) if number < len(pages.goals) else None
    fill: dict[str, Callable[[GoalPages, Words], Chart | None]] = {
        "multiples": charts_goals.multiples_chart,
        "resources": charts_goals.resources_chart,
        "burn_up": charts_steps.burn_up_chart,
        "roadmap": charts_steps.roadmap_chart,
        "gap_goals": charts_goals.gap_chart,
    }
    return fill[key](pages, words)
