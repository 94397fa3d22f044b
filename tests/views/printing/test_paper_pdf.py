"""Pages as PDF: every word is in the text layer, and a paper that has to fit fits or says no."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from il_desktop.domain.errors import BadFile
from il_desktop.reports.paper import Column, Heading, Paper, Table, Text
from il_desktop.reports.printing import paper_bytes
from il_desktop.views.printing.paper_pdf import DoesNotFit, write_pdf
from tests.reports.made_paper import made_paper

ROWS = tuple((f"row {number}", number) for number in range(120))
LONG = Table("Long", (Column("Name", 3), Column("Number", is_number=True)), ROWS)


def texts(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def test_every_word_is_in_the_text_layer(qapp: object, tmp_path: Path) -> None:
    out = tmp_path / "paper.pdf"
    assert write_pdf(made_paper(), out) == 2
    first, second = texts(out)
    for word in ("Strategy & more", "A sample", "Goals <1>", "Zoë Núñez", "Math <b>all</b>", "in a column", "O'Brien"):
        assert word in first
    assert "<script>alert(1)</script>" in second
    assert first.endswith("1 / 2")


@pytest.mark.parametrize(("size", "points"), [("letter", (612, 792)), ("a4", (595, 842))])
def test_pages_have_the_size_asked_for(qapp: object, tmp_path: Path, size: str, points: tuple[int, int]) -> None:
    for is_landscape in (False, True):
        write_pdf(made_paper(size=size, is_landscape=is_landscape), tmp_path / "paper.pdf")
        box = PdfReader(tmp_path / "paper.pdf").pages[0].mediabox
        found = (round(float(box.width)), round(float(box.height)))
        assert found == (points[::-1] if is_landscape else points)


def test_a_long_table_repeats_its_head_and_loses_no_row(qapp: object, tmp_path: Path) -> None:
    pages = write_pdf(Paper("Long", (LONG, Text("the end"))), tmp_path / "paper.pdf")
    found = texts(tmp_path / "paper.pdf")
    assert len(found) == pages >= 3
    assert all("Name Number" in page for page in found)
    words = " ".join(found)
    assert [number for number in range(120) if f"row {number} " not in words] == []
    assert "the end" in found[-1]


def test_what_has_to_fit_is_set_smaller(qapp: object, tmp_path: Path) -> None:
    paper = Paper("Long", (Heading("All"), LONG._replace(rows=ROWS[:50])))
    assert write_pdf(paper, tmp_path / "paper.pdf") == 2
    assert write_pdf(paper._replace(fits=1), tmp_path / "paper.pdf") == 1
    with pytest.raises(DoesNotFit):
        write_pdf(Paper("Long", (LONG,), fits=1), tmp_path / "paper.pdf")


def test_the_command_line_prints_by_a_process_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(paper_bytes(made_paper(), tmp_path / "paper.pdf"))
    assert len(texts(tmp_path / "paper.pdf")) == 2
    with pytest.raises(BadFile) as caught:
        paper_bytes(Paper("Long", (LONG,), fits=1), tmp_path / "other.pdf")
    assert caught.value.reason == "does_not_fit"
