"""The strategy on one page and all goals in full: what they say, on one page in both sizes, in every form."""

from __future__ import annotations

import io

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from il_desktop.reports.document import to_docx
from il_desktop.reports.html import to_html
from il_desktop.reports.paper import Facts, Table, walk
from il_desktop.reports.sheets import to_xlsx
from il_desktop.wording.papers_goals import goals_paper, strategy_paper, strategy_sheet
from tests.wording.told_goals import pages


def facts(paper, number: int) -> dict[str, str]:
    return dict([part for part in walk(paper.parts) if isinstance(part, Facts)][number].pairs)


def test_each_goal_says_where_it_leads_and_where_it_stands() -> None:
    paper = strategy_paper(pages())
    assert paper.title == "Strategy 2025–26"
    assert paper.fits == 1
    math = facts(paper, 0)
    assert math["Target"] == "42 % to 52 % by 5 Jun 2026"
    assert math["Now"].startswith("On track. 47.0 % on 5 Jan 2026")
    assert facts(paper, 4)["Target"] == "not set yet"


def test_a_hidden_reading_is_said_to_be_hidden() -> None:
    hidden = facts(strategy_paper(pages()), 1)
    assert hidden["Target"] == "52 % by 5 Jun 2026 (baseline hidden: small group)"
    assert "hidden: small group" in hidden["Now"]
    assert strategy_paper(pages()).footer == "As of 16 Jan 2026. 1 reading of small groups hidden."


def test_all_goals_stand_in_order_of_risk() -> None:
    table = goals_paper(pages()).tables()[0]
    assert [row[1] for row in table.rows] == ["At risk", "Baseline only", "No target yet", "On track", "On track"]


def test_the_workbook_holds_tables_and_the_document_headings() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(strategy_sheet(pages()))))
    assert book.sheet_names == ["About", "All goals", "Strategies", "Milestones"]
    document = Document(io.BytesIO(to_docx(strategy_paper(pages()))))
    assert sum(paragraph.style.name == "Heading 2" for paragraph in document.paragraphs) == 5
    assert "Goal 3" in to_html(goals_paper(pages()))


@pytest.mark.parametrize("build", [strategy_paper, goals_paper, strategy_sheet])
def test_a_plan_without_goals_is_still_a_paper(build) -> None:
    paper = build(pages(goals=(), vision="", values=(), year=None))
    assert "No goal is active yet." in [getattr(part, "text", "") for part in walk(paper.parts)]
    assert all(isinstance(part, Table) for part in paper.tables())
