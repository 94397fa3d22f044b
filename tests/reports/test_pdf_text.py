"""Right-to-left text as it stands on paper, which is the order a PDF holds it in."""

from __future__ import annotations

import pytest

from il_desktop.reports.pdf_text import visual_order, with_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zoë Núñez", "Zoë Núñez"),
        ("שרה כהן", "ןהכ הרש"),
        ("Sam שרה Lee", "Sam הרש Lee"),
        ("שרה 12", "12 הרש"),
        ("שִׁי", "ישִׁ"),  # the points stay with their letter
    ],
)
def test_line_stands_as_read_on_paper(text: str, shown: str) -> None:
    assert visual_order(text) == shown


def test_a_pdf_of_another_writer_is_refused() -> None:
    with pytest.raises(ValueError, match="0"):
        with_text(b"%PDF-1.4\n", [[]])
