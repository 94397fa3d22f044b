"""A paper as a Word document that the reader may go on writing: real headings, real tables, repeated table heads."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from il_desktop.domain.bidi import bare, is_from_right
from il_desktop.reports.document_fit import GAP, HEADING, HEADING_ABOVE, TITLE, points_that_fit
from il_desktop.reports.paper import Break, Bullets, Columns, Facts, Heading, Paper, Picture, Table, Text

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001  a fixed date: the same paper gives the same words, and no clock leaves
_SIZES_MM = {"letter": (215.9, 279.4), "a4": (210.0, 297.0)}
_MARGIN_MM = 18.0
_CLOSE_MARGIN_MM = 12.0
_POINTS = 10.5
_GREY = (0x57, 0x60, 0x6A)


def to_docx(paper: Paper) -> bytes:
    """Return the document's bytes; a paper that has to fit is set smaller, for Word alone knows its pages."""
    from docx import Document  # noqa: PLC0415  heavy
    from docx.shared import Pt  # noqa: PLC0415  same

    document = Document()
    _page(document.sections[0], paper)
    normal: Any = document.styles["Normal"]
    normal.font.name = "Calibri"
    normal.font.size = Pt(_POINTS)
    if paper.fits:
        _set_close(document, paper)
    document.core_properties.title = paper.title
    document.core_properties.author = ""
    document.core_properties.created = document.core_properties.modified = _MADE
    document.add_heading(paper.title, 0)
    if paper.subtitle:
        _paragraph(document, Text(paper.subtitle, "muted"))
    _fill(document, paper.parts)
    document.sections[0].footer.paragraphs[0].text = paper.footer
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _page(section: Any, paper: Paper) -> None:
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415  heavy
    from docx.shared import Mm  # noqa: PLC0415  same

    width, height = _SIZES_MM[paper.size]
    if paper.is_landscape:
        width, height = height, width
        section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN_MM)


def _set_close(document: Any, paper: Paper) -> None:
    """Set a paper that has to fit close and small: type, headings, the room between paragraphs."""
    from docx.shared import Mm, Pt  # noqa: PLC0415  heavy

    section = document.sections[0]
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_CLOSE_MARGIN_MM)
    section.header_distance = section.footer_distance = Mm(_CLOSE_MARGIN_MM / 2)
    width, height = _SIZES_MM[paper.size]
    if paper.is_landscape:
        width, height = height, width
    points = points_that_fit(paper, width - 2 * _CLOSE_MARGIN_MM, height - 2 * _CLOSE_MARGIN_MM)
    sizes = {"Normal": 1.0, "List Bullet": 1.0, "Title": TITLE, "Heading 1": HEADING, "Heading 2": HEADING,
             "Heading 3": 1.0}  # fmt: skip
    for name, scale in sizes.items():
        style: Any = document.styles[name]
        style.font.size = Pt(round(2 * points * scale) / 2)
        style.paragraph_format.space_before = Pt(HEADING_ABOVE if name.startswith("Heading") else 0)
        style.paragraph_format.space_after = Pt(GAP)
        style.paragraph_format.line_spacing = 1.0


def _fill(place: Any, parts: Iterable[Any]) -> None:
    """Add parts to a document or a cell of a table."""
    for part in parts:
        if isinstance(part, Heading):
            _heading(place, part)
        elif isinstance(part, Text):
            _paragraph(place, part)
        elif isinstance(part, Bullets):
            for item in part.items:
                _turned(place.add_paragraph(bare(item), style="List Bullet"), item)
        elif isinstance(part, Facts):
            for label, said in part.pairs:
                paragraph = place.add_paragraph()
                paragraph.add_run(f"{label}: ").bold = True
                paragraph.add_run(said)
        elif isinstance(part, Table):
            _table(place, part)
        else:
            _special(place, part)


def _special(place: Any, part: Any) -> None:
    from docx.enum.text import WD_BREAK  # noqa: PLC0415  heavy
    from docx.shared import Mm  # noqa: PLC0415  same

    if isinstance(part, Picture):
        run = place.add_paragraph().add_run()
        shape = run.add_picture(io.BytesIO(part.png), width=Mm(part.width_mm))
        shape._inline.docPr.set("descr", part.says)  # noqa: SLF001  the library has no words for the alternative text
    elif isinstance(part, Columns):
        table = place.add_table(1, len(part.columns))
        for cell, column in zip(table.rows[0].cells, part.columns, strict=True):
            _fill(cell, column)
            first = cell.paragraphs[0]
            if not first.text and len(cell.paragraphs) > 1:
                first._element.getparent().remove(first._element)  # noqa: SLF001  a new cell holds an empty paragraph
    elif isinstance(part, Break):
        place.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _heading(place: Any, part: Heading) -> None:
    if hasattr(place, "add_heading"):
        place.add_heading(part.text, min(max(part.level, 1), 3))
        return
    place.add_paragraph(part.text, style=f"Heading {min(max(part.level, 1), 3)}")


def _paragraph(place: Any, part: Text) -> None:
    from docx.shared import Pt, RGBColor  # noqa: PLC0415  heavy

    paragraph = _turned(place.add_paragraph(), part.text)
    run = paragraph.add_run(bare(part.text))  # Word knows the direction of its letters; marks would show as boxes
    if part.look == "muted":
        run.font.color.rgb = RGBColor(*_GREY)
    elif part.look == "strong":
        run.bold = True
    elif part.look == "lead":
        run.font.size = Pt(_POINTS + 2)


def _turned(paragraph: Any, text: str) -> Any:
    """Let a paragraph run from right to left where its text does; return it."""
    from docx.oxml import OxmlElement  # noqa: PLC0415  heavy

    if is_from_right(text):
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))  # noqa: SLF001  the library has no words for it
    return paragraph


def _table(place: Any, part: Table) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415  heavy
    from docx.oxml import OxmlElement  # noqa: PLC0415  same
    from docx.oxml.ns import qn  # noqa: PLC0415  same

    if part.name:
        _paragraph(place, Text(part.name, "strong"))
    table = place.add_table(1, len(part.columns))
    if hasattr(place, "styles"):
        table.style = "Light List"
    for cell, column in zip(table.rows[0].cells, part.columns, strict=True):
        cell.paragraphs[0].add_run(column.title).bold = True
    repeats = OxmlElement("w:tblHeader")
    repeats.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeats)  # noqa: SLF001  the library has no words for repeated heads
    for row in part.rows:
        for cell, column, value in zip(table.add_row().cells, part.columns, row, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.add_run("" if value is None else str(value))
            if column.is_number:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if part.note:
        _paragraph(place, Text(part.note, "muted"))
