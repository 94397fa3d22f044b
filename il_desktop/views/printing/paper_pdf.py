"""A paper as PDF pages: sets its parts as a text document and prints that page by page with number and footer.

Every text goes in by the cursor, so that no text of a user is ever read as HTML. A paper that has to fit on so many
pages is set smaller step by step; `DoesNotFit` says when even the smallest readable size is too large.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QBrush,
    QFont,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextListFormat,
    QTextOption,
    QTextTable,
    QTextTableFormat,
)

from il_desktop.domain.bidi import bare, is_from_right, settled
from il_desktop.reports.paper import Break, Bullets, Columns, Facts, Heading, Paper, Picture, Table, Text
from il_desktop.reports.pdf_text import mended
from il_desktop.views.printing.fonts import text_font
from il_desktop.views.shared import theme

POINTS, SMALLEST = 10.0, 6.5
MARGIN_MM = 15.0
_STEP = 0.95
_HEADINGS = {1: 1.35, 2: 1.15, 3: 1.0}
_INK, _GREY, _LINE = theme.LIGHT.text, theme.LIGHT.muted, theme.LIGHT.grid  # paper is light
_DPI = 600
_UNIT = 96  # per inch: margins and pictures are given in it, whatever the device; Qt multiplies them
_SIZES = {"letter": QPageSize.PageSizeId.Letter, "a4": QPageSize.PageSizeId.A4}


class DoesNotFit(ValueError):
    """The paper needs more pages than it may take, at the smallest readable size."""


def write_pdf(paper: Paper, path: Path) -> int:
    """Write the PDF and return its number of pages; raises DoesNotFit, or OSError when the file cannot be written."""
    writer = QPdfWriter(str(path))
    writer.setTitle(paper.title)
    writer.setCreator("IL Desktop")
    _lay_out(paper, writer)
    document = _fitting(paper, writer)
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError(str(path))
    pages = document.pageCount()
    size = document.pageSize()
    for page in range(pages):
        if page:
            writer.newPage()
        _print_page(painter, document, page, size)
        _print_foot(painter, paper, page + 1, pages)
    painter.end()
    path.write_bytes(mended(path.read_bytes(), f"{bare(document.toPlainText())}{paper.footer}"))
    return pages


def first_page(paper: Paper, width: int) -> tuple[QImage, int]:
    """Return the first page as a picture `width` pixels wide, and the number of pages; raises DoesNotFit.

    Set for a printer that writes nowhere, so that the lines break where they will on paper.
    """
    nowhere = QBuffer()
    nowhere.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(nowhere)
    _lay_out(paper, writer)
    document = _fitting(paper, writer)
    full, inner = (writer.pageLayout().fullRectPixels(_DPI), writer.pageLayout().paintRectPixels(_DPI))
    scale = width / full.width()
    image = QImage(width, round(full.height() * scale), QImage.Format.Format_RGB32)
    image.fill(theme.LIGHT.surface)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    painter.translate(inner.topLeft())
    _print_page(painter, document, 0, document.pageSize())
    painter.end()
    return image, document.pageCount()


def _lay_out(paper: Paper, writer: QPdfWriter) -> None:
    """Give the writer the paper's size, way and margins."""
    writer.setResolution(_DPI)
    way = QPageLayout.Orientation.Landscape if paper.is_landscape else QPageLayout.Orientation.Portrait
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    writer.setPageLayout(QPageLayout(QPageSize(_SIZES[paper.size]), way, margins, QPageLayout.Unit.Millimeter))


def _fitting(paper: Paper, writer: QPdfWriter) -> QTextDocument:
    points = POINTS
    while True:
        document = _set(paper, writer, points)
        if not paper.fits or document.pageCount() <= paper.fits:
            return document
        points *= _STEP
        if points < SMALLEST:
            raise DoesNotFit(paper.title)


def _set(paper: Paper, writer: QPdfWriter, points: float) -> QTextDocument:
    """Set the paper in one size of type on the pages of the writer, whose units are dots."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(text_font(points))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.documentLayout().setPaintDevice(writer)
    document.setDocumentMargin(0)
    area = writer.pageLayout().paintRectPixels(_DPI)
    foot = _dots(8.0)
    document.setPageSize(QSizeF(area.width(), area.height() - foot))
    setter = _Setter(document, points, area.width())
    setter.paper(paper)
    return document


def _print_page(painter: QPainter, document: QTextDocument, page: int, size: QSizeF) -> None:
    painter.save()
    painter.translate(0, -page * size.height())
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(context.palette.ColorRole.Text, _INK)
    context.clip = QRectF(0, page * size.height(), size.width(), size.height())
    painter.setClipRect(context.clip)
    document.documentLayout().draw(painter, context)
    painter.restore()


def _print_foot(painter: QPainter, paper: Paper, page: int, pages: int) -> None:
    painter.save()
    painter.setFont(text_font(8))
    painter.setPen(_GREY)
    area = painter.viewport()
    line = QRectF(0, area.height() - _dots(5.0), area.width(), _dots(5.0))
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, paper.footer)
    if pages > 1:
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, f"{page} / {pages}")
    painter.restore()


def _dots(millimetres: float) -> float:
    return millimetres / 25.4 * _DPI


class _Setter:
    """Sets parts at a cursor; columns get a cursor of their own in a cell."""

    def __init__(self, document: QTextDocument, points: float, width: float) -> None:
        self._document = document
        self._points = points
        self._width = width
        self._cursor = self._all = QTextCursor(document)
        self._is_first = True
        self._pictures = 0

    def paper(self, paper: Paper) -> None:
        """Set everything in one go: laid out after each cell, a table would take the square of its time."""
        self._all.beginEditBlock()
        self._line(paper.title, self._looks(1.8, strong=True), below=0.2)
        if paper.subtitle:
            self._line(paper.subtitle, self._looks(1.05, muted=True), below=0.6)
        self.parts(paper.parts)
        self._all.endEditBlock()

    def parts(self, parts: Iterable[Any]) -> None:
        for part in parts:
            if isinstance(part, Heading):
                level = min(max(part.level, 1), 3)
                self._line(
                    part.text, self._looks(_HEADINGS[level], strong=True), above=1.0 / level, below=0.25, keep=True
                )
            elif isinstance(part, Text):
                looks = self._looks(
                    1.15 if part.look == "lead" else 1.0, strong=part.look == "strong", muted=part.look == "muted"
                )
                self._line(part.text, looks)
            elif isinstance(part, Bullets):
                self._bullets(part)
            elif isinstance(part, Facts):
                for label, said in part.pairs:
                    self._line(f"{label}: ", self._looks(strong=True), below=0.1)
                    self._cursor.insertText(said, self._looks())
            else:
                self._special(part)

    def _special(self, part: Any) -> None:
        if isinstance(part, Table):
            self._table(part)
        elif isinstance(part, Picture):
            self._picture(part)
        elif isinstance(part, Columns):
            self._columns(part)
        elif isinstance(part, Break):
            block = QTextBlockFormat()
            block.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            self._new_block(block, self._looks())

    def _looks(self, scale: float = 1.0, *, strong: bool = False, muted: bool = False) -> QTextCharFormat:
        looks = QTextCharFormat()  # size and weight only: the rest, with its features, is the document's own font
        looks.setFontPointSize(self._points * scale)
        looks.setFontWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        looks.setForeground(QBrush(_GREY if muted else _INK))
        return looks

    def _new_block(self, block: QTextBlockFormat, looks: QTextCharFormat) -> None:
        if self._is_first:
            self._cursor.setBlockFormat(block)
            self._cursor.setBlockCharFormat(looks)
            self._is_first = False
        else:
            self._cursor.insertBlock(block, looks)

    def _line(
        self, text: str, looks: QTextCharFormat, *, above: float = 0.0, below: float = 0.35, keep: bool = False
    ) -> None:
        """Set a paragraph; room above and below in lines of the plain size."""
        block = QTextBlockFormat()
        line = self._points / 72 * _UNIT
        block.setTopMargin(above * line)
        block.setBottomMargin(below * line)
        block.setLineHeight(120, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setNonBreakableLines(False)
        if keep:
            block.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_Auto)
        if is_from_right(text):
            block.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._new_block(block, looks)
        self._cursor.insertText(settled(text).replace("\n", "\u2028"), looks)

    def _bullets(self, part: Bullets) -> None:
        style = QTextListFormat()
        style.setStyle(QTextListFormat.Style.ListDisc)
        style.setIndent(1)
        self._document.setIndentWidth(self._points / 72 * _UNIT * 1.4)
        made = None
        for item in part.items:
            self._line(item, self._looks(), below=0.1)
            if made is None:
                made = self._cursor.createList(style)
            else:
                made.add(self._cursor.block())
        self._after_list()

    def _after_list(self) -> None:
        self._cursor.insertBlock(QTextBlockFormat(), self._looks())
        current = self._cursor.currentList()
        if current is not None:
            current.remove(self._cursor.block())
        self._is_first = True  # the empty block is there to be filled

    def _table(self, part: Table) -> None:
        if part.name:
            self._line(part.name, self._looks(strong=True), above=0.4, below=0.15, keep=True)
        shape = QTextTableFormat()
        shape.setHeaderRowCount(1)
        shape.setBorder(0)
        shape.setCellSpacing(0)
        shape.setCellPadding(self._points / 72 * _UNIT * 0.22)
        shape.setBottomMargin(self._points / 72 * _UNIT * 0.5)
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        total = sum(column.share for column in part.columns) or 1.0
        shape.setColumnWidthConstraints(
            [QTextLength(QTextLength.Type.PercentageLength, 100 * column.share / total) for column in part.columns]
        )
        table = self._cursor.insertTable(len(part.rows) + 1, max(1, len(part.columns)), shape)
        for row in range(len(part.rows) + 1):
            for at, column in enumerate(part.columns):
                cell = table.cellAt(row, at)
                self._rule(cell)
                cursor = cell.firstCursorPosition()
                block = QTextBlockFormat()
                if column.is_number:
                    block.setAlignment(Qt.AlignmentFlag.AlignRight)
                cursor.setBlockFormat(block)
                value = column.title if row == 0 else part.rows[row - 1][at]
                cursor.insertText("" if value is None else str(value), self._looks(strong=row == 0))
        self._leave(table)
        if part.note:
            self._line(part.note, self._looks(0.9, muted=True), above=0.25)

    def _rule(self, cell: Any) -> None:
        looks = cell.format().toTableCellFormat()
        looks.setBottomBorder(_UNIT / 144)
        looks.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        looks.setBottomBorderBrush(QBrush(_LINE))
        cell.setFormat(looks)

    def _leave(self, table: QTextTable) -> None:
        """Go on after a table: the block behind it is there to be filled."""
        self._cursor.setPosition(table.lastPosition() + 1)
        self._is_first = True

    def _picture(self, part: Picture) -> None:
        self._pictures += 1
        name = f"picture:{id(self)}:{self._pictures}"
        image = QImage.fromData(part.png)
        self._document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), image)
        shape = QTextImageFormat()
        shape.setName(name)
        width = min(part.width_mm / 25.4 * _UNIT, self._width / _DPI * _UNIT)
        shape.setWidth(width)
        shape.setHeight(width * image.height() / max(1, image.width()))
        self._line("", self._looks())
        block = self._cursor.blockFormat()
        block.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)  # in parts of a picture it is far
        self._cursor.setBlockFormat(block)
        self._cursor.insertImage(shape)
        self._line(part.says, self._looks(0.9, muted=True))

    def _columns(self, part: Columns) -> None:
        shape = QTextTableFormat()
        shape.setBorder(0)
        shape.setCellSpacing(0)
        shape.setCellPadding(self._points / 72 * _UNIT * 0.4)
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        count = max(1, len(part.columns))
        shape.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, 100 / count)] * count)
        table = self._cursor.insertTable(1, count, shape)
        outer, width = self._cursor, self._width
        for at, column in enumerate(part.columns):
            self._cursor, self._is_first, self._width = table.cellAt(0, at).firstCursorPosition(), True, width / count
            self.parts(column)
        self._cursor, self._width = outer, width
        self._leave(table)
