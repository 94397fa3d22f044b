"""Certificates as one PDF, page by page with progress and a way to stop; and one page as a picture for the eye.

Decides what is on which page; the designs decide the rest. Runs beside the window: nothing here touches a widget.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from il_desktop.reports.certificate import Certificate, CertificateStyle
from il_desktop.reports.pdf_text import TextLine
from il_desktop.views.printing import certificates_designs as designs
from il_desktop.views.printing.certificates_logo import Logo
from il_desktop.views.printing.pages import SIZES, Stopped, page_picture, page_writer, write_pages

__all__ = ["Stopped", "card_picture", "certificate_picture", "write_cards", "write_certificates"]


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
    writer = page_writer(path, style.size, "Certificates", is_landscape=True)

    def draw(painter: QPainter, size: tuple[float, float], number: int) -> list[TextLine]:
        page = designs.Page(painter, size, pages[number], style, logo)
        designs.draw(page)
        return page.lines

    return write_pages(writer, path, len(pages), draw, progress, is_stopped)


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
    writer = page_writer(path, style.size, "Thank-you cards", is_landscape=False)

    def draw(painter: QPainter, size: tuple[float, float], number: int) -> list[TextLine]:
        return cards.draw(painter, size, pages[number * cards.TO_A_PAGE : (number + 1) * cards.TO_A_PAGE], style, logo)

    return write_pages(writer, path, -(-len(pages) // cards.TO_A_PAGE), draw, progress, is_stopped)


def certificate_picture(certificate: Certificate, style: CertificateStyle, width: int) -> QImage:
    """Return one certificate as a picture of a width in pixels; raises BadFile like `write_certificates`."""
    logo = Logo(Path(style.logo)) if style.logo else None
    layout = QPageLayout(QPageSize(SIZES[style.size]), QPageLayout.Orientation.Landscape, QMarginsF(0, 0, 0, 0))
    size = layout.fullRectPoints().size()

    def draw(painter: QPainter) -> None:
        designs.draw(designs.Page(painter, (size.width(), size.height()), certificate, style, logo))

    return page_picture((size.width(), size.height()), width, draw)


def card_picture(card: Certificate, style: CertificateStyle, width: int) -> QImage:
    """Return one thank-you card, a quarter of a page, as a picture of a width in pixels; raises BadFile."""
    from il_desktop.views.printing import certificates_cards as cards  # noqa: PLC0415  certificates alone need it not

    logo = Logo(Path(style.logo)) if style.logo else None
    layout = QPageLayout(QPageSize(SIZES[style.size]), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    size = layout.fullRectPoints().size()
    quarter = (size.width() / 2, size.height() / 2)

    def draw(painter: QPainter) -> None:
        cards.draw_card(designs.Page(painter, quarter, card, style, logo))

    return page_picture(quarter, width, draw)
