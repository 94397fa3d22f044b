"""The three designs of a certificate, drawn on a page of a size in points; what it says is handed in.

Fine line: a woven border, a seal, everything centred. Plain: white space, one rule, set from the left. Double frame:
two thin frames with open corners, one sentence in the middle. Long names grow smaller before they break.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from il_desktop.reports.certificate import Certificate, CertificateStyle
from il_desktop.reports.pdf_text import TextLine
from il_desktop.views.printing import certificates_ornament as ornament
from il_desktop.views.printing.certificates_logo import Logo
from il_desktop.views.printing.certificates_type import DISPLAY, Looks, Setting
from il_desktop.views.shared import theme

BLUE, GREEN, WINE = (QColor(name) for name in theme.CERTIFICATE_INKS)
INK, GREY, HAIR = theme.LIGHT.text, theme.LIGHT.muted, theme.LIGHT.grid
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_SANS = ""


class Page:
    """What a design draws on: the painter, the size in points, and what it says."""

    def __init__(
        self,
        painter: QPainter,
        size: tuple[float, float],
        certificate: Certificate,
        style: CertificateStyle,
        logo: Logo | None,
    ) -> None:
        self.painter, self.certificate, self.style, self.logo = painter, certificate, style, logo
        self.width, self.height = size
        self.lines: list[TextLine] = []  # for the text layer, in reading order

    def centred(
        self, text: str, looks: Looks, baseline: float, ink: QColor, share: float = 0.8, lines: int = 1
    ) -> float:
        """Set a text in the middle and return its last baseline."""
        return self.set(text, looks, (self.width * (1 - share) / 2, baseline, self.width * share), ink, lines=lines)

    def set(
        self,
        text: str,
        looks: Looks,
        at: tuple[float, float, float],
        ink: QColor,
        *,
        lines: int = 1,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
        leading: float = 1.38,
    ) -> float:
        """Set a text at (left, baseline, width) and return its last baseline; an empty text takes no room."""
        if not text:
            return at[1]
        setting = Setting(text, looks, at[2], lines=lines, align=align, leading=leading)
        self.lines += setting.draw(self.painter, at[0], at[1], ink)
        return at[1] + setting.bottom

    def rule(self, left: float, right: float, y: float, ink: QColor, points: float) -> None:
        """Draw a level line."""
        ornament.rule(self.painter, ink, (left, y), (right, y), points)


def draw(page: Page) -> None:
    """Draw a certificate in the design of its style; an unknown number is the first."""
    _DESIGNS.get(page.style.design, _fine_line)(page)


def _fine_line(page: Page) -> None:
    width, height, said = page.width, page.height, page.certificate
    edge = 25.0
    ornament.woven_band(page.painter, QRectF(edge, edge, width - 2 * edge, height - 2 * edge), 13.5, BLUE)
    page.centred(page.style.school.upper(), Looks(_SANS, 11.5, strong=True, spaced=2.6), height * 0.143, BLUE)
    page.centred(said.title, Looks(DISPLAY, 40), height * 0.232, INK)
    page.centred("presented to", Looks(_SANS, 11.5), height * 0.302, GREY)
    page.centred(said.name, Looks(DISPLAY, 55), height * 0.405, INK)
    page.rule(width / 2 - 96, width / 2 + 96, height * 0.44, BLUE, 1.0)
    page.centred(said.role, Looks(_SANS, 10.8), height * 0.477, GREY)
    _deed(page, height * 0.557, height * 0.6)
    if said.value:
        page.centred(f"Our value: {said.value}", Looks(_SANS, 10.2), height * 0.712, INK)
    seal = height * 0.83
    ornament.rosette(page.painter, width / 2, seal, 45, BLUE)
    if page.logo:
        page.logo.draw(page.painter, QRectF(width / 2 - 14, seal - 18, 28, 24))
    else:
        page.centred(_initials(page.style.school), Looks(DISPLAY, 14.5), seal + 2.5, BLUE, 0.06)
    page.centred(page.style.year, Looks(_SANS, 5.6, strong=True, spaced=0.3), seal + 13, BLUE, 0.06)
    _signed(page, (width * 0.129, height * 0.837), 214)
    _dated(page, (width * 0.621, height * 0.837), 214)


def _deed(page: Page, label: float, text: float) -> None:
    """Set what was done and why it mattered side by side, or one of them in the middle."""
    said, width = page.certificate, page.width
    lead, body = Looks(_SANS, 8.2, strong=True, spaced=1.3), Looks(points=15.5)
    parts = [(head, words) for head, words in (("WHAT YOU DID", said.did), ("WHY IT MATTERED", said.why)) if words]
    if len(parts) == 1:
        page.centred(parts[0][0], lead, label, GREY)
        page.centred(parts[0][1], body, text, INK, 0.6, lines=3)
        return
    for (head, words), left in zip(parts, (width * 0.129, width * 0.524), strict=False):
        page.set(head, lead, (left, label, width * 0.35), GREY, align=_LEFT)
        page.set(words, body, (left, text, width * 0.352), INK, lines=3, align=_LEFT)
    if parts:
        ornament.rule(page.painter, HAIR, (width / 2, label - 8), (width / 2, page.height * 0.645), 0.5)


def _plain(page: Page) -> None:
    width, height, said = page.width, page.height, page.certificate
    left, room = width * 0.115, width * 0.74
    ornament.rule(page.painter, GREEN, (left - 30, height * 0.115), (left - 30, height * 0.885), 1.4)
    if page.logo:
        page.logo.draw(page.painter, QRectF(width * 0.885 - 54, height * 0.105, 54, 54))
    page.set(page.style.school, Looks(_SANS, 12, strong=True), (left, height * 0.14, room), GREEN, align=_LEFT)
    page.set(said.title, Looks(_SANS, 12), (left, height * 0.175, room), GREY, align=_LEFT)
    last = page.set(said.name, Looks(DISPLAY, 66), (left - 2, height * 0.365, room + 40), INK, align=_LEFT)
    last = page.set(said.role, Looks(_SANS, 11.5), (left, last + 30, room), GREY, align=_LEFT)
    last = page.set(said.did, Looks(points=19), (left, last + 52, room), INK, lines=3, align=_LEFT)
    last = page.set(said.why, Looks(points=19), (left, last + 32, room), GREY, lines=3, align=_LEFT)
    if said.value:
        page.set(said.value, Looks(_SANS, 11, strong=True), (left, last + 36, room), GREEN, align=_LEFT)
    _signed(page, (left, height * 0.845), 200)
    _dated(page, (left + 260, height * 0.845), 150)


def _double_frame(page: Page) -> None:
    width, height, said = page.width, page.height, page.certificate
    _open_frames(page)
    middle = width / 2
    top = height * 0.17
    if page.logo:
        page.logo.draw(page.painter, QRectF(middle - 30, height * 0.1, 60, 44))
        top = height * 0.215
    page.centred(page.style.school, Looks(points=15), top, INK)
    page.centred(said.title.upper(), Looks(_SANS, 9.5, strong=True, spaced=2.4), top + 26, WINE)
    page.centred(said.name, Looks(DISPLAY, 60), height * 0.415, INK, 0.78)
    page.rule(middle - 70, middle - 8, height * 0.465, WINE, 0.6)
    page.rule(middle + 8, middle + 70, height * 0.465, WINE, 0.6)
    ornament.diamond(page.painter, middle, height * 0.465, 3.2, WINE)
    last = page.centred(said.role, Looks(_SANS, 10.5), height * 0.512, GREY)
    last = page.centred(said.did, Looks(points=17), last + 40, INK, 0.62, lines=3)
    last = page.centred(said.why, Looks(points=17), last + 30, GREY, 0.62, lines=3)
    page.centred(said.value, Looks(_SANS, 10.5, strong=True), last + 30, WINE, 0.62)
    _signed(page, (width * 0.17, height * 0.835), 190)
    _dated(page, (width * 0.83 - 190, height * 0.835), 190)
    page.centred(page.style.year, Looks(_SANS, 9, spaced=0.8), height * 0.838, WINE, 0.2)


def _open_frames(page: Page) -> None:
    """Draw two frames; the inner one steps back at its corners."""
    ornament.frame(page.painter, QRectF(24, 24, page.width - 48, page.height - 48), WINE, 1.4)
    near, step = 31.0, 16.0
    right, bottom = page.width - near, page.height - near
    for x, inward in ((near, 1), (right, -1)):
        for y, down in ((near, 1), (bottom, -1)):
            corner = (x + inward * step, y + down * step)
            ornament.rule(page.painter, WINE, (corner[0], y), corner, 0.5)
            ornament.rule(page.painter, WINE, (x, corner[1]), corner, 0.5)
            ornament.diamond(page.painter, x + inward * step / 2, y + down * step / 2, 2.2, WINE)
    for y in (near, bottom):
        page.rule(near + step, right - step, y, WINE, 0.5)
    for x in (near, right):
        ornament.rule(page.painter, WINE, (x, near + step), (x, bottom - step), 0.5)


def _signed(page: Page, at: tuple[float, float], width: float) -> None:
    """Draw the line to sign on, with name and role under it."""
    page.rule(at[0], at[0] + width, at[1], INK, 0.6)
    page.set(page.style.signer, Looks(_SANS, 10.8, strong=True), (at[0], at[1] + 17, width), INK, align=_LEFT)
    page.set(page.style.signer_role, Looks(_SANS, 9.6), (at[0], at[1] + 31, width), GREY, align=_LEFT)


def _dated(page: Page, at: tuple[float, float], width: float) -> None:
    page.rule(at[0], at[0] + width, at[1], INK, 0.6)
    page.set(page.certificate.day, Looks(_SANS, 10.8, strong=True), (at[0], at[1] + 17, width), INK, align=_LEFT)
    page.set(page.certificate.occasion, Looks(_SANS, 9.6), (at[0], at[1] + 31, width), GREY, align=_LEFT)


def _initials(school: str) -> str:
    return "".join(word[0] for word in school.split() if word[0].isalnum())[:3].upper()


_DESIGNS: dict[int, Callable[[Page], None]] = {1: _fine_line, 2: _plain, 3: _double_frame}
