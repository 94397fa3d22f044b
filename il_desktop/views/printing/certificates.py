"""Certificates as one PDF, page by page with progress and a way to stop; and one page as a picture for the eye.

Decides paper and device; the designs decide the rest. Runs beside the window: nothing here touches a widget.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QSize
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from il_desktop.reports.certificate import Certificate, CertificateStyle
from il_desktop.reports.pdf_text import TextLine, with_text
from il_desktop.views.printing import certificates_designs as designs
from il_desktop.views.printing.certificates_logo import Logo
from il_desktop.views.printing.certificates_type import UNITS
from il_desktop.views.shared import theme

SIZES = {"letter": QPageSize.PageSizeId.Letter, "a4": QPageSize.PageSizeId.A4}


class Stopped(Exception):
    """Somebody stopped the printing; the file is not whole."""


def write_certificates(
    pages: Sequence[Certificate],
    style: CertificateStyle,
    path: Path,
    progress: Callable[[int, int], None] | None = None,
    is_stopped: Callable[[], bool] | None = None,
) -> int:
    """Write a PDF with a page for each certificate and return how many.

    Raises Stopped, BadFile for a logo that is no picture, or OSError when the file cannot be written.
    """
    logo = Logo(Path(style.logo)) if style.logo else None
    writer = _writer(path, style.size, "Certificates", is_landscape=True)

    def draw(painter: QPainter, size: tuple[float, float], number: int) -> list[TextLine]:
        page = designs.Page(painter, size, pages[number], style, logo)
        designs.draw(page)
        return page.lines

    return _write(writer, path, len(pages), draw, progress, is_stopped)


def write_cards(
    pages: Sequence[Certificate],
    style: CertificateStyle,
    path: Path,
    progress: Callable[[int, int], None] | None = None,
    is_stopped: Callable[[], bool] | None = None,
) -> int:
    """Write thank-you cards, four to a page with cut marks, and return the number of pages; raises the same."""
    from il_desktop.views.printing import certificates_cards as cards  # noqa: PLC0415  certificates alone need it not

    logo = Logo(Path(style.logo)) if style.logo else None
    writer = _writer(path, style.size, "Thank-you cards", is_landscape=False)

    def draw(painter: QPainter, size: tuple[float, float], number: int) -> list[TextLine]:
        return cards.draw(painter, size, pages[number * cards.TO_A_PAGE : (number + 1) * cards.TO_A_PAGE], style, logo)

    return _write(writer, path, -(-len(pages) // cards.TO_A_PAGE), draw, progress, is_stopped)


def _write(
    writer: QPdfWriter,
    path: Path,
    count: int,
    draw: Callable[[QPainter, tuple[float, float], int], list[TextLine]],
    progress: Callable[[int, int], None] | None,
    is_stopped: Callable[[], bool] | None,
) -> int:
    size = writer.pageLayout().fullRectPoints().size()
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError(str(path))
    said: list[list[TextLine]] = []
    try:
        for number in range(count):
            if is_stopped is not None and is_stopped():
                raise Stopped
            if number:
                writer.newPage()
            said.append(draw(painter, (size.width(), size.height()), number))
            if progress is not None:
                progress(number + 1, count)
    finally:
        painter.end()
    path.write_bytes(with_text(path.read_bytes(), said))
    return count


def _writer(path: Path, size: str, title: str, *, is_landscape: bool) -> QPdfWriter:
    """Return a writer whose dots are the units of the designs, without margins."""
    writer = QPdfWriter(str(path))
    writer.setResolution(72 * UNITS)
    writer.setTitle(title)
    writer.setCreator("IL Desktop")
    way = QPageLayout.Orientation.Landscape if is_landscape else QPageLayout.Orientation.Portrait
    writer.setPageLayout(QPageLayout(QPageSize(SIZES[size]), way, QMarginsF(0, 0, 0, 0)))
    return writer


def certificate_picture(certificate: Certificate, style: CertificateStyle, width: int) -> QImage:
    """Return one certificate as a picture of a width in pixels; raises BadFile like `write_certificates`."""
    logo = Logo(Path(style.logo)) if style.logo else None
    layout = QPageLayout(QPageSize(SIZES[style.size]), QPageLayout.Orientation.Landscape, QMarginsF(0, 0, 0, 0))
    size = layout.fullRectPoints().size()

    def draw(painter: QPainter) -> None:
        designs.draw(designs.Page(painter, (size.width(), size.height()), certificate, style, logo))

    return _picture((size.width(), size.height()), width, draw)


def card_picture(card: Certificate, style: CertificateStyle, width: int) -> QImage:
    """Return one thank-you card, a quarter of a page, as a picture of a width in pixels; raises BadFile."""
    from il_desktop.views.printing import certificates_cards as cards  # noqa: PLC0415  certificates alone need it not

    logo = Logo(Path(style.logo)) if style.logo else None
    layout = QPageLayout(QPageSize(SIZES[style.size]), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    size = layout.fullRectPoints().size()
    quarter = (size.width() / 2, size.height() / 2)

    def draw(painter: QPainter) -> None:
        cards.draw_card(designs.Page(painter, quarter, card, style, logo))

    return _picture(quarter, width, draw)


def _picture(size: tuple[float, float], width: int, draw: Callable[[QPainter], None]) -> QImage:
    image = QImage(QSize(width, round(width * size[1] / size[0])), QImage.Format.Format_RGB32)
    image.fill(theme.LIGHT.surface)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    scale = width / (size[0] * UNITS)
    painter.scale(scale, scale)
    draw(painter)
    painter.end()
    return image
