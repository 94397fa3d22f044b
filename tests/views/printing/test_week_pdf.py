"""The printed week: one landscape page, every word in its text, kinds and levels told without colour."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage

from il_desktop.domain.blocks import Category
from il_desktop.reports.week_sheet import SheetBlock, SheetDay, WeekSheet, week_bytes
from il_desktop.views.printing.week_pdf import week_picture, write_week

KINDS = (
    (Category.INSTRUCTIONAL.value, "Instructional"),
    (Category.MANAGEMENT.value, "Management"),
    (Category.PERSONAL.value, "Personal"),
)
LEVELS = ((0, "Open"), (1, "Flexible"), (2, "Firm"), (3, "Guarded"), (4, "Immovable"))


def block(
    start: int, minutes: int, text: str, category: str = Category.INSTRUCTIONAL.value, level: int = 2
) -> SheetBlock:
    return SheetBlock(
        start, start + minutes, f"{start // 60}:{start % 60:02}\N{NO-BREAK SPACE}AM", text, "", category, level
    )


def sheet(*blocks: SheetBlock, size: str = "letter", whole: tuple[str, ...] = ()) -> WeekSheet:
    days = (
        SheetDay("Mon 12", "A", "Regular bells", is_off=False, whole=whole, blocks=blocks, periods=(("P1", 490, 534),)),
        SheetDay("Tue 13", "", "Founders’ Day", is_off=True),
    )
    marks = tuple((hour * 60, f"{hour}:00") for hour in range(7, 17))
    return WeekSheet("12–13 January 2026", "Maple · Week 1", "For me", days, (420, 960), marks, KINDS, LEVELS, size)


def text_of(path: Path) -> str:
    (page,) = PdfReader(path).pages
    return page.extract_text()


@pytest.mark.parametrize(("size", "points"), [("letter", (792, 612)), ("a4", (842, 595))])
def test_it_is_one_landscape_page_of_the_paper_asked_for(qapp, tmp_path, size, points):
    out = tmp_path / "week.pdf"
    assert write_week(sheet(size=size), out) == 1
    (page,) = PdfReader(out).pages
    assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == points


def test_every_word_is_in_the_text(qapp, tmp_path):
    out = tmp_path / "week.pdf"
    write_week(sheet(block(540, 45, "Visit Núñez <b>"), block(600, 5, "Call"), whole=("Conference",)), out)
    found = text_of(out)
    for word in ("12–13 January 2026", "Maple", "Mon 12", "Regular bells", "Founders’ Day", "P1", "Visit Núñez <b>",
                 "9:00 AM", "Call", "Conference", "Immovable", "Personal", "For me"):  # fmt: skip
        assert word in found, word


def test_blocks_at_the_same_time_beyond_four_are_counted_and_named_under_the_hours(qapp, tmp_path):
    out = tmp_path / "week.pdf"
    blocks = [block(540, 60, f"B{number}")._replace(place="Room 12") for number in range(6)]
    assert write_week(sheet(*blocks), out) == 1
    found = text_of(out)
    assert [name for name in ("B0", "B1", "B2") if name not in found] == []
    assert "+3" in found
    named = "".join(f"  ·  Mon 12 9:00 AM B{number} (Room 12)" for number in (3, 4, 5)).removeprefix("  ·  ")
    assert f"Behind the +: {named}" in found


def test_nothing_is_named_twice_where_everything_has_its_place(qapp, tmp_path):
    out = tmp_path / "week.pdf"
    write_week(sheet(*(block(540, 60, f"B{number}") for number in range(4))), out)
    assert "Behind" not in text_of(out)


@pytest.mark.parametrize(("count", "pages"), [(40, 1), (160, 2), (800, 6)])
def test_however_many_there_are_each_is_told_once(qapp, tmp_path, count, pages):
    out = tmp_path / "week.pdf"
    blocks = [block(480 + number % 7 * 60, 60, f"Block-{number:03}") for number in range(count)]
    assert write_week(sheet(*blocks, whole=tuple(f"Whole-{number}" for number in range(9))), out) == pages
    found = "".join(page.extract_text() for page in PdfReader(out).pages)
    drawn = {f"Block-{number:03}": found.count(f"Block-{number:03}") for number in range(count)}
    cut = found.count("…")
    assert sum(times == 0 for times in drawn.values()) <= cut  # only what is drawn may be shortened
    assert max(drawn.values()) == 1
    assert all(found.count(f"Whole-{number}") == 1 for number in range(9))
    assert ("next page" in found) == (pages > 1)
    assert found.count("For me") == pages


def without_color(kind: str, level: int) -> QImage:
    """The page with one block, as a printer without colour has it."""
    return week_picture(sheet(block(540, 240, "x", kind, level)), 1000).convertToFormat(QImage.Format.Format_Grayscale8)


def is_patterned(image: QImage) -> bool:
    """Whether the block's edge, left of its words, is more than one grey all the way down."""
    line = [image.pixelColor(108, row).lightness() for row in range(260, 330)]
    return max(line) - min(line) > 30


def test_kinds_differ_by_pattern_and_levels_by_outline_without_colour(qapp):
    solid, hatched, dotted = (without_color(kind, 2) for kind, _ in KINDS)
    assert not is_patterned(solid)
    assert is_patterned(hatched)
    assert is_patterned(dotted)
    assert hatched != dotted
    outlines = [without_color(Category.MANAGEMENT.value, level) for level, _ in LEVELS]
    assert all(one != other for number, one in enumerate(outlines) for other in outlines[number + 1 :])


def test_the_command_line_gets_the_same_page_from_a_process_of_its_own(qapp, tmp_path):
    out = tmp_path / "week.pdf"
    out.write_bytes(week_bytes(sheet(block(540, 45, "Visit Núñez")), out))
    assert "Visit Núñez" in text_of(out)
