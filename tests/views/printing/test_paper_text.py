"""The text of a printed paper holds names as they were written, character by character."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader

from il_desktop.reports.paper import Paper, Text
from il_desktop.views.printing.certificates_type import missing_characters
from il_desktop.views.printing.paper_pdf import write_pdf

NAMES = ("Zoë Núñez", "Fiona O’Brien", "Łukasz Żółć", "Jean-Luc Picard", "王小明", "Михаил Щербаков", "Ελένη Παππά")


def test_blanks_apostrophes_and_chinese_characters_stay_what_they_were(qapp, tmp_path: Path) -> None:
    write_pdf(Paper("Names", tuple(Text(name) for name in NAMES), footer="1 of 1"), tmp_path / "names.pdf")
    said = PdfReader(tmp_path / "names.pdf").pages[0].extract_text()
    for name in NAMES:
        if not missing_characters((name,)):  # not every computer has a font for Chinese
            assert name in said
