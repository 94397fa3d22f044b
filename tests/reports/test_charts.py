"""Charts as files: the same bytes each time, no date, nothing that is not shown, nothing heavy before the first."""

from __future__ import annotations

import re
import subprocess
import sys
from html import unescape

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from il_desktop.domain.goal_pages import Resources
from il_desktop.reports.charts import FORMS, PRINT, Chart, chart_paper, picture, pixels
from il_desktop.reports.charts_bars import height_of
from il_desktop.reports.sheets import to_xlsx
from il_desktop.wording import charts_goals, charts_steps
from tests.wording.told_goals import TODAY, math, pages, reading, target

PLAN = pages()


def charts() -> dict[str, Chart]:
    found = {
        "trend": charts_goals.trend_chart(PLAN.goals[0], TODAY),
        "hidden": charts_goals.trend_chart(PLAN.goals[1], TODAY),
        "multiples": charts_goals.multiples_chart(PLAN),
        "burn_up": charts_steps.burn_up_chart(PLAN),
        "resources": charts_goals.resources_chart(PLAN),
        "roadmap": charts_steps.roadmap_chart(PLAN),
        "gaps": charts_goals.gap_chart(PLAN._replace(goals=(gap(),))),
    }
    return {name: chart for name, chart in found.items() if chart is not None}


def gap(value: int | None = 20):
    told = target(reading(2, None if value is None else value, code="" if value else "hidden"))  # pyright: ignore[reportArgumentType]  None is meant
    told = told._replace(is_gap=True, unit="points", interval=(9.0, 38.7) if value else None)
    return PLAN.goals[0]._replace(title="A gap", target=told)


def words_of(svg: bytes) -> str:
    """Return the text of a picture, as it is read."""
    return " ".join(unescape(text) for text in re.findall(r"<text[^>]*>(?:<tspan[^>]*>)?([^<]*)", svg.decode()))


@pytest.mark.parametrize("name", ["trend", "hidden", "multiples", "burn_up", "resources", "roadmap", "gaps"])
def test_a_chart_is_the_same_bytes_each_time_without_a_date(name) -> None:
    chart = charts()[name]
    for form in FORMS:
        made = picture(chart, form)
        assert made == picture(chart, form)
        assert not re.search(rb"CreationDate|dc:date|matplotlib\.org", made)
    assert chart.headline.split(".")[0].split()[0] in words_of(picture(chart, "svg"))


@pytest.mark.parametrize("name", ["trend", "multiples", "burn_up", "resources", "roadmap", "gaps"])
def test_a_chart_has_a_sentence_and_a_table(name) -> None:
    chart = charts()[name]
    assert chart.headline.endswith((".", "more."))
    assert chart.table.rows
    assert all(len(row) == len(chart.table.columns) for row in chart.table.rows)
    assert to_xlsx(chart_paper(chart)).startswith(b"PK")


def test_the_trend_is_said_with_its_weakness() -> None:
    chart = charts_goals.trend_chart(PLAN.goals[0], TODAY)
    assert chart is not None
    assert "If the trend goes on:" in chart.headline
    assert chart.note == "3 readings: weak forecast"
    assert chart.band is not None
    assert chart.band.low1 < chart.band.high1


def test_two_readings_make_no_trend() -> None:
    chart = charts_goals.trend_chart(PLAN.goals[2], TODAY)
    assert chart is not None
    assert (chart.trend, chart.band, chart.note) == (None, None, "2 readings: too few for a trend")
    assert "trend" not in chart.headline


def test_a_hidden_reading_is_nowhere_in_the_file() -> None:
    told = target(reading(2, None, code="hidden"), reading(9, None, code="<5"), baseline=None)
    chart = charts_goals.trend_chart(PLAN.goals[0]._replace(target=told), TODAY)
    assert chart is not None
    assert chart.marks == ()
    assert chart.aim is None
    assert "/ " not in words_of(picture(chart, "svg"))
    assert [row[1] for row in chart.table.rows] == ["hidden: small group", "<5 %"]


def test_a_hidden_gap_is_said_and_not_drawn() -> None:
    chart = charts_goals.gap_chart(PLAN._replace(goals=(gap(None), gap())))
    assert chart is not None
    assert [row.value for row in chart.rows] == [None, 20.0]
    words = words_of(picture(chart, "svg"))
    assert "hidden: small group" in words
    assert "no gap at all is unlikely" in words


def test_only_what_is_shown_stands_in_the_picture() -> None:
    """Every number of an SVG's text is in the words of the chart."""
    chart = charts_goals.trend_chart(PLAN.goals[0], TODAY)
    assert chart is not None
    said = [chart.title, chart.headline, chart.note, *(tick.label for tick in (*chart.months, *chart.values))]
    said += [part for mark in (*chart.marks, *chart.ends) for part in (mark.label, mark.note)]
    said += [chart.today.label if chart.today else "", "Reading", "Aim line", "Trend (least squares), if it goes on"]
    allowed = set(" ".join(said).split())
    assert set(words_of(picture(chart, "svg")).split()) <= allowed


def test_a_dollar_and_other_scripts_are_plain_text(tmp_path) -> None:
    goal = PLAN.goals[0]._replace(title="$5 & <b> 王芳")
    chart = charts_goals.trend_chart(goal, TODAY)
    assert chart is not None
    assert "$5 & <b> 王芳" in words_of(picture(chart, "svg"))
    (tmp_path / "a.pdf").write_bytes(picture(chart, "pdf"))
    assert "$5 & <b>" in PdfReader(tmp_path / "a.pdf").pages[0].extract_text()


def test_the_steps_done_are_counted_against_those_due() -> None:
    chart = charts_steps.burn_up_chart(PLAN)
    assert chart is not None
    assert re.match(r"10 of 30 steps done; \d+ were due by 16 Jan 2026\.", chart.headline)
    assert chart.total == 30
    assert chart.done[-1].y == 10


def test_a_plan_of_five_years_has_lanes_of_five_years() -> None:
    due = TODAY.replace(year=2030)
    goals = (PLAN.goals[0], PLAN.goals[1]._replace(years=5, due_on=due))
    chart = charts_steps.roadmap_chart(PLAN._replace(goals=goals))
    assert chart is not None
    assert [tick.label for tick in chart.years] == ["2025", "2026", "2027", "2028", "2029", "2030"]
    assert chart.months == ()
    assert chart.headline.startswith("2 goals until 16 Jan 2030.")
    assert 4 < chart.last - chart.first <= 5


def test_rows_make_a_chart_higher() -> None:
    short, long = charts_goals.resources_chart(PLAN._replace(goals=PLAN.goals[:1])), charts_goals.resources_chart(PLAN)
    assert height_of(short) < height_of(long)


def test_without_goals_there_is_no_chart() -> None:
    empty = PLAN._replace(goals=())
    for build in (charts_goals.multiples_chart, charts_steps.burn_up_chart, charts_goals.resources_chart,
                  charts_steps.roadmap_chart, charts_goals.gap_chart):  # fmt: skip
        assert build(empty) is None


def test_the_drawing_library_waits_for_the_first_picture() -> None:
    code = "import sys, il_desktop.wording.charts_goals; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    assert math().trend is not None
    code = (
        "import sys; from il_desktop.wording import charts_goals; from tests.wording.told_goals import pages;"
        "charts_goals.pictures_of(pages()); sys.exit('matplotlib.pyplot' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("name", ["trend", "multiples", "burn_up", "resources", "roadmap", "gaps"])
def test_words_on_the_screen_stand_where_they_do_on_paper_and_are_set_once(name) -> None:
    from il_desktop.reports import charts_words  # noqa: PLC0415  brings the drawing library, which must wait

    chart = charts()[name]
    first = pixels(chart, PRINT, dpi=96)
    before = charts_words._set.cache_info()
    assert pixels(chart, PRINT, dpi=96) == first
    after = charts_words._set.cache_info()
    assert (after.misses, after.hits > before.hits) == (before.misses, True)
    screen = QImage(first.data, first.width, first.height, QImage.Format.Format_RGBA8888)
    paper = QImage.fromData(picture(chart, "png", dpi=96, is_bare=True))
    soft = [_soft(image) for image in (screen, paper)]  # a word may lie a fraction of a point beside itself
    assert max(abs(one - other) for one, other in zip(*soft, strict=True)) < 60


def _soft(image: QImage) -> bytes:
    small = image.convertToFormat(QImage.Format.Format_Grayscale8).scaled(
        96, 60, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    return bytes(small.constBits())


def test_long_names_are_shortened_beside_each_other_and_whole_in_the_table() -> None:
    long = "Goal with a name that is far longer than any chart has room for, and then some more words of it"
    plan = PLAN._replace(goals=tuple(goal._replace(title=f"{long} {n}") for n, goal in enumerate(PLAN.goals)))
    for build in (charts_goals.multiples_chart, charts_goals.resources_chart, charts_steps.roadmap_chart):
        chart = build(plan)
        assert chart is not None
        words = words_of(picture(chart, "svg", is_bare=True))
        assert "\N{HORIZONTAL ELLIPSIS}" in words
        assert "and then some more words" not in words
        assert any(long in str(cell) for row in chart.table.rows for cell in row)


def test_a_goal_without_a_first_day_begins_on_the_road_where_its_baseline_was_read() -> None:
    plan = PLAN._replace(goals=(PLAN.goals[0]._replace(starts_on=None),))
    chart, told = charts_steps.roadmap_chart(plan), PLAN.goals[0].target
    assert chart is not None
    assert told is not None
    bar = chart.lanes[0].stretches[0]
    assert bar.x1 - bar.x0 == pytest.approx((told.due_on - told.baseline_on).days / 365.25, abs=0.01)


def test_many_goals_without_anything_are_counted_not_listed() -> None:
    plan = PLAN._replace(goals=tuple(goal._replace(resources=Resources()) for goal in PLAN.goals))
    chart = charts_goals.resources_chart(plan)
    assert chart is not None
    assert chart.headline == (
        f"No leader time is recorded for a goal yet. {PLAN.goals[0].title} and {len(PLAN.goals) - 1} other goals "
        "have neither hours nor money."
    )
