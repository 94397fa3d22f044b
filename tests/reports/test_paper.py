"""One paper in all its forms: every word is there, none of them is read as anything but a word."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser

from docx import Document
from python_calamine import CalamineWorkbook

from il_desktop.reports.document import to_docx
from il_desktop.reports.html import to_html
from il_desktop.reports.paper import Column, Paper, Table, from_json, to_json
from il_desktop.reports.sheets import to_xlsx
from tests.reports.made_paper import GOALS, made_paper


class Tags(HTMLParser):
    """Counts the tags of a page and gathers its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not any(value and re.match(r"(?i)https?:|//|javascript:", value) for _, value in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_paper_travels_as_text() -> None:
    assert from_json(to_json(made_paper())) == made_paper()


def test_the_page_holds_every_text_as_text() -> None:
    page = Tags(to_html(made_paper()))
    assert "script" not in page.tags
    assert "b" not in page.tags
    for text in ("Strategy & more", "Goals <1>", "Zoë Núñez", "Math <b>all</b>", "<script>alert(1)</script>", "2.1"):
        assert text in page.text
    assert page.tags.count("table") == 2


def test_the_document_has_real_headings_and_tables() -> None:
    document = Document(io.BytesIO(to_docx(made_paper())))
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}
    assert styles["Strategy & more"] == "Title"
    assert styles["Goals <1>"] == "Heading 1"
    assert styles["Zoë Núñez"] == "List Bullet"
    first = document.tables[0]
    assert [cell.text for cell in first.rows[1].cells] == ["Math <b>all</b>", "42", "=1+1"]
    assert "tblHeader" in first.rows[0]._tr.xml
    assert document.tables[1].rows[0].cells[1].tables[0].rows[1].cells[0].text == "in a column"
    assert document.sections[0].footer.paragraphs[0].text == "Sample school"
    assert document.core_properties.author == ""


def test_the_workbook_has_a_sheet_for_each_table_and_no_formula() -> None:
    data = to_xlsx(made_paper())
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert book.sheet_names == ["About", "Goals", "Left Goals <1>"]  # one without a name takes its headings
    assert book.get_sheet_by_name("Goals").to_python()[1] == ["Math <b>all</b>", 42.0, "=1+1"]
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any("<f>" in sheet for sheet in sheets)


def test_a_table_without_a_name_and_a_heading_is_a_table() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(Paper("p", (GOALS._replace(name=""),)))))
    assert book.sheet_names == ["About", "Table"]


def test_names_of_sheets_are_short_different_and_allowed() -> None:
    names = ("Goals: all/of [them]?", "Goals: all/of [them]?", "x" * 40, "x" * 41, "''")
    tables = tuple(GOALS._replace(name=name) for name in names)
    book = CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(Paper("p", tables))))
    assert len({name.casefold() for name in book.sheet_names}) == 6
    assert all(1 <= len(name) <= 31 for name in book.sheet_names)


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert to_xlsx(made_paper()) == to_xlsx(made_paper())
    assert to_html(made_paper()) == to_html(made_paper())


def test_an_empty_table_is_a_table() -> None:
    empty = Paper("p", (Table("None yet", (Column("a"),), ()),))
    assert "None yet" in to_html(empty)
    assert len(Document(io.BytesIO(to_docx(empty))).tables[0].rows) == 1
    assert CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(empty))).sheet_names == ["About", "None yet"]
