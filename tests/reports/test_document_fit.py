"""A Word document that has to fit is set as small as it needs and no smaller, for both sizes of paper."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.shared import Mm

from il_desktop.reports.document import to_docx
from il_desktop.reports.document_fit import LARGEST, SMALLEST, height, points_that_fit
from il_desktop.reports.paper import Column, Paper, Table, Text
from il_desktop.wording.papers_goals import strategy_paper
from tests.wording.told_goals import pages

POINTS_A_MM = 72 / 25.4


@pytest.mark.parametrize(("size", "high"), [("letter", 279.4), ("a4", 297.0)])
@pytest.mark.parametrize("words", [1, 5])
def test_the_strategy_is_set_to_fit_its_page(size, high, words) -> None:
    paper = strategy_paper(pages(words), size)
    document = Document(io.BytesIO(to_docx(paper)))
    section = document.sections[0]
    room = (section.page_height - section.top_margin - section.bottom_margin) / Mm(1) * POINTS_A_MM
    width = (section.page_width - section.left_margin - section.right_margin) / Mm(1) * POINTS_A_MM
    points = document.styles["Normal"].font.size.pt
    assert SMALLEST < points < LARGEST
    assert height(paper, width, points) < 0.9 * room + 0.1
    assert round(section.page_height / Mm(1), 1) == high


def test_a_short_paper_keeps_its_size_and_a_long_one_stops_at_the_smallest() -> None:
    assert points_that_fit(Paper("A", (Text("short"),), fits=1), 190, 250) == LARGEST
    assert points_that_fit(Paper("A", (Text("long\n" * 300),), fits=1), 190, 250) == SMALLEST


def test_more_words_are_never_lower() -> None:
    table = Table("Name", (Column("A"), Column("B")), (("one", "two"),), "note")
    more = table._replace(rows=(*table.rows, ("three", "a long text " * 20)))
    assert height(Paper("A", (table,)), 400, 9) < height(Paper("A", (more,)), 400, 9)
