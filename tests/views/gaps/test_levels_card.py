"""Levels on the gaps page: a stacked bar a window and the same as a table; a shared view tells no small number."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtGui import QAccessible, QImage

from il_desktop import commands
from il_desktop.domain.reading_plan import NewMeasure, ReadingFacts, ReadingItem, ReadingOutcome, ReadingPlan
from il_desktop.views.gaps.page import GapsPage

LEVELS = ("Below", "Near", "Meets", "Above")
WINDOWS = {date(2025, 9, 12): (7, 33, 40, 60), date(2025, 11, 14): (2, 1, 3, 1)}


def write_levels(shell) -> None:
    items = [
        ReadingItem(
            line,
            ReadingOutcome.NEW,
            ReadingFacts("Reading levels", day, level=level, numerator=count, denominator=sum(counts)),
        )
        for day, counts in WINDOWS.items()
        for line, (level, count) in enumerate(zip(LEVELS, counts, strict=True), start=2)
    ]
    measure = NewMeasure("Reading levels", "percent", LEVELS)
    shell.desk.run(commands.readings.import_readings, ReadingPlan("levels.csv", tuple(items), (measure,)))


def shown(qtbot, shell) -> GapsPage:
    page = GapsPage(shell)
    qtbot.addWidget(page)
    shell.actions.set_page(page.page_id)
    page.resize(1180, 720)
    page.show()
    return page


def cells(page: GapsPage) -> list[list[str]]:
    model = page.levels.model
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


@pytest.fixture
def page(qtbot, sample_shell) -> GapsPage:
    write_levels(sample_shell)
    return shown(qtbot, sample_shell)


def test_each_window_is_a_bar_with_its_number_of_people_and_a_row_of_the_table(page: GapsPage) -> None:
    assert page.levels.isVisibleTo(page)
    assert [bar.text for bar in page.levels.bars.bars] == ["n 140", "n 7"]
    assert page.levels.bars.spoken(0).endswith("140 people: Below 5.0 % (7), Near 23.6 % (33), Meets 28.6 % (40), "
                                               "Above 42.9 % (60)")  # fmt: skip
    assert cells(page)[1][1:] == ["7", "28.6 % (2)", "14.3 % (1)", "42.9 % (3)", "14.3 % (1)"]
    page.levels.show_as("table")
    assert page.levels.table.isVisibleTo(page)
    assert not page.levels.bars.isVisibleTo(page)


def test_the_shared_view_tells_no_small_number(page: GapsPage) -> None:
    page.show_key("shared")
    assert [bar.text for bar in page.levels.bars.bars] == ["n 140", "too few"]
    fall, small = cells(page)
    assert fall[1:] == ["140", "<5 %", "hidden", "28.6 % (40)", "42.9 % (60)"]
    assert set(small[1:]) == {"hidden"}
    name = QAccessible.queryAccessibleInterface(page.levels.bars).child(0).text(QAccessible.Text.Name)
    assert "33" not in name
    assert "(7)" not in name


def test_a_hidden_level_takes_the_room_that_is_left_and_shows_no_share(page: GapsPage) -> None:
    """Two hidden levels are drawn equally wide, whatever they hold."""
    page.show_key("shared")
    bars = page.levels.bars
    bars.resize(600, bars.height())
    image = QImage(bars.size(), QImage.Format.Format_RGB32)
    bars.render(image)
    track = bars.track(0)
    middle = round(track.left() + track.width() * (40 / 140) / 2)  # the border of two that share 40 of 140
    y = round(track.top() - 1)
    left = {image.pixel(x, y) for x in range(round(track.left()) + 3, middle - 3)}
    right = {image.pixel(x, y) for x in range(middle + 3, round(track.left() + track.width() * 40 / 140) - 3)}
    assert left == right


def test_a_school_with_levels_alone_sees_them(qtbot, shell) -> None:
    write_levels(shell)
    page = shown(qtbot, shell)
    assert page.levels.isVisibleTo(page)
    assert not page.empty.isVisibleTo(page)
    assert not page.over_time.isVisibleTo(page)


def test_without_levels_there_is_no_card(qtbot, sample_shell) -> None:
    assert not shown(qtbot, sample_shell).levels.isVisibleTo(None)
