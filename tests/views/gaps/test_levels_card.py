"""Levels on the gaps page: a stacked bar a window and the same as a table; a shared view tells no small number."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage

from il_desktop import commands
from il_desktop.domain.reading_plan import NewMeasure, ReadingFacts, ReadingItem, ReadingOutcome, ReadingPlan
from il_desktop.reports.charts import Stack
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


def parts_of(data: bytes, form: str) -> str:
    """Return all texts of a file, hidden sheets, properties and cached values too."""
    if form == "pdf":
        reader = PdfReader(io.BytesIO(data))
        return " ".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
    if form in ("xlsx", "docx"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
            return " ".join(archive.read(name).decode() for name in names)
    return data.decode("latin-1")


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx", "html", "svg", "png"])
def test_levels_are_written_as_they_may_be_told_whatever_is_shown(qtbot, page: GapsPage, ask, tmp_path, form) -> None:
    """Seven and 33 of 140 are not told, nor shares of them, nor anything of a window of seven people."""
    out = tmp_path / f"levels.{form}"
    ask.files = [out]
    assert not page.is_shared
    qtbot.mouseClick(page.levels.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.is_writing, timeout=20_000)
    data = out.read_bytes()
    assert data.startswith({"pdf": b"%PDF", "svg": b"<?xml", "png": b"\x89PNG"}.get(form, data[:4]))
    rows = page.shell.desk.read(lambda reader: reader.rows("SELECT kind, suppressed_cells FROM export_batch"))
    assert rows == [(form, 6)]
    if form == "png":
        return
    said = re.sub(r"\s+", " ", parts_of(data, form))
    assert "Above" in said
    if form != "svg":  # the drawing has no table
        assert "42.9 % (60)" in said
        assert "28.6 % (40)" in said
    for secret in ("23.6", "(33)", "(7)", "5.0 %", "14.3", "n 7<", "23.57", "0.2357", "0.05 "):
        assert secret not in said


def test_the_bar_of_a_hidden_level_is_as_wide_as_of_any_other_hidden_one() -> None:
    """SVG holds the places of every bar: two hidden levels of 7 and 33 are drawn 20 wide each."""
    assert Stack("Fall", "n 140", (None, None, 40 / 140, 60 / 140)).widths[:2] == pytest.approx((20 / 140, 20 / 140))


def test_the_sentence_says_how_many_reach_the_highest_level(page: GapsPage) -> None:
    assert page.levels.headline.text() == (
        "Reading levels, 2025-11-14: 14.3 % are at the level “Above”. That is 28.6 points fewer than in 2025-09-12."
    )
    page.show_key("shared")
    assert page.levels.headline.text() == "Reading levels, 2025-09-12: 42.9 % are at the level “Above”."


def test_without_levels_there_is_no_card(qtbot, sample_shell) -> None:
    assert not shown(qtbot, sample_shell).levels.isVisibleTo(None)
