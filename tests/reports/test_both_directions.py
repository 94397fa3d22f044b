"""Papers that others write on in: a name from the right keeps its neighbours, a text from the right runs that way."""

from __future__ import annotations

import io

from docx import Document

from il_desktop.domain.bidi import isolate
from il_desktop.reports.document import to_docx
from il_desktop.reports.html import to_html
from il_desktop.reports.paper import Bullets, Heading, Paper, Text

AVI = "אבי כהן"
HEBREW = "הוא לימד את כולנו, יחד עם Dana."
PAPER = Paper("Recognized", (Heading(AVI, 2), Text(f"{AVI} led the lab, 3 times."), Text(HEBREW), Bullets((HEBREW,))))


def test_a_page_of_the_web_says_the_direction_and_isolates_names() -> None:
    page = to_html(PAPER)
    assert f"<p>\u2068{AVI}\u2069 led the lab, 3 times.</p>" in page
    assert '<p dir="rtl">' in page
    assert '<li dir="rtl">' in page
    assert f'<h3 dir="rtl">{AVI}</h3>' in page


def test_a_word_document_holds_the_words_without_marks_and_says_the_direction() -> None:
    paper = PAPER._replace(parts=(*PAPER.parts, Text(f"Dear {isolate(AVI)},")))
    document = Document(io.BytesIO(to_docx(paper)))
    said = {each.text: each for each in document.paragraphs}
    assert {f"{AVI} led the lab, 3 times.", HEBREW, f"Dear {AVI},"} <= set(said)
    assert said[HEBREW]._p.xpath("./w:pPr/w:bidi")
    assert not said[f"Dear {AVI},"]._p.xpath("./w:pPr/w:bidi")
