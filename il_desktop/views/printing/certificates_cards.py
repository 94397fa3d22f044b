"""Thank-you cards: four to a page, each a quarter of it, with marks to cut along. One ink, a little ornament."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from il_desktop.reports.certificate import Certificate, CertificateStyle
from il_desktop.reports.pdf_text import TextLine
from il_desktop.views.printing import certificates_ornament as ornament
from il_desktop.views.printing.certificates_designs import BLUE, GREEN, GREY, HAIR, INK, WINE, Page
from il_desktop.views.printing.certificates_logo import Logo
from il_desktop.views.printing.certificates_type import DISPLAY, UNITS, Looks

TO_A_PAGE = 4
_INKS = {1: BLUE, 2: GREEN, 3: WINE}
_MARK = 14.0  # points of a cut mark


def draw(
    painter: QPainter,
    size: tuple[float, float],
    cards: Sequence[Certificate],
    style: CertificateStyle,
    logo: Logo | None,
) -> list[TextLine]:
    """Draw up to four cards on a page of a size in points and return what stands where."""
    width, height = size[0] / 2, size[1] / 2
    said: list[TextLine] = []
    for number, card in enumerate(cards):
        left, top = (number % 2) * width, (number // 2) * height
        painter.save()
        painter.translate(left * UNITS, top * UNITS)
        page = Page(painter, (width, height), card, style, logo)
        draw_card(page)
        painter.restore()
        said += [line._replace(left=line.left + left, baseline=line.baseline + top) for line in page.lines]
    _cut_marks(painter, size)
    return said


def draw_card(page: Page) -> None:
    """Draw one card on a page of its own size."""
    ink = _INKS.get(page.style.design, BLUE)
    card, middle = page.certificate, page.width / 2
    ornament.frame(page.painter, QRectF(22, 22, page.width - 44, page.height - 44), ink, 0.6)
    page.centred("Thank you", Looks(DISPLAY, 34), page.height * 0.235, ink)
    page.rule(middle - 52, middle - 7, page.height * 0.275, ink, 0.5)
    page.rule(middle + 7, middle + 52, page.height * 0.275, ink, 0.5)
    ornament.diamond(page.painter, middle, page.height * 0.275, 2.6, ink)
    page.centred(card.name, Looks(DISPLAY, 22), page.height * 0.365, INK, 0.76)
    last = page.centred(card.did, Looks(points=11.5), page.height * 0.45, INK, 0.72, lines=5)
    page.centred(card.why, Looks(points=11.5), last + 21, GREY, 0.72, lines=4)
    page.centred(page.style.signer, Looks("", 9, strong=True), page.height * 0.845, INK)
    page.centred(page.style.school, Looks("", 8), page.height * 0.845 + 12, GREY)


def _cut_marks(painter: QPainter, size: tuple[float, float]) -> None:
    """Mark the two cuts at the edges and where they cross."""
    width, height = size
    x, y = width / 2, height / 2
    for start, end in (
        ((x, 0), (x, _MARK)),
        ((x, height - _MARK), (x, height)),
        ((0, y), (_MARK, y)),
        ((width - _MARK, y), (width, y)),
        ((x - _MARK / 2, y), (x + _MARK / 2, y)),
        ((x, y - _MARK / 2), (x, y + _MARK / 2)),
    ):
        ornament.rule(painter, HAIR, start, end, 0.5)
