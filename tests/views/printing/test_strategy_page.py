"""Five goals fit on one page, Letter and A4, also with long texts; a preview shows the same page."""

from __future__ import annotations

import pytest
from pypdf import PdfReader

from il_desktop.views.printing.paper_pdf import first_page, write_pdf
from il_desktop.wording.papers_goals import strategy_paper
from tests.wording.told_goals import pages


@pytest.mark.parametrize("size", ["letter", "a4"])
@pytest.mark.parametrize("words", [1, 5])
def test_five_goals_fit_on_one_page(qapp, tmp_path, size, words) -> None:
    paper = strategy_paper(pages(words), size)
    assert write_pdf(paper, tmp_path / "plan.pdf") == 1
    page = PdfReader(tmp_path / "plan.pdf").pages[0]
    said = " ".join(page.extract_text().split())
    for number in range(1, 6):
        assert f"Strategy {number}.2" in said
    assert round(page.mediabox.width) == (612 if size == "letter" else 595)


def test_the_preview_is_the_page(qapp) -> None:
    image, n_pages = first_page(strategy_paper(pages(), "a4"), 600)
    assert (image.width(), n_pages) == (600, 1)
    assert abs(image.height() / image.width() - 297 / 210) < 0.01
    inked = sum(image.pixelColor(x, y).lightness() < 200 for y in range(0, image.height(), 2) for x in range(0, 600, 2))
    assert inked > 500
