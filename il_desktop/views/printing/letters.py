"""Letters as one PDF: a head with the school's logo, the day, whom it is for, a measure that reads well, a signature.

The body is set in lines of some 66 letters; a long letter grows smaller, then goes on overleaf. Runs beside the window:
nothing here touches a widget.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter

from il_desktop.domain.bidi import is_from_right
from il_desktop.domain.light import NamedTuple
from il_desktop.reports.certificate import CertificateStyle
from il_desktop.reports.letter import Letter
from il_desktop.reports.pdf_text import TextLine
from il_desktop.views.printing import certificates_ornament as ornament
from il_desktop.views.printing.certificates_designs import BLUE, GREY, HAIR, INK
from il_desktop.views.printing.certificates_logo import Logo
from il_desktop.views.printing.certificates_type import Looks, Setting
from il_desktop.views.printing.pages import SIZES, page_picture, page_writer, write_pages

_LEFT = Qt.AlignmentFlag.AlignLeft
_MEASURE = 356.0  # points: 66 letters of the body in its size
_BODY, _SMALLEST, _LEADING = 11.6, 9.6, 1.5
_HEAD, _DAY, _ADDRESS, _GREETING = 62.0, 150.0, 186.0, 262.0  # heights of baselines; the address fits a window envelope
_FOOT = 172.0  # from the bottom: the lowest baseline of the body, so that closing and signature have room
_AGAIN, _EDGE = 96.0, 44.0  # where a second page begins; how far the rule at the foot is from the edge
_ABOVE, _ANY = 2.1, 400  # from line to line of two paragraphs, in sizes of the type; lines of a paragraph at most
_SIGN = 46.0  # room to sign by hand
_LOGO = 44.0
_NAME = Looks("", 10.6, strong=True)


def write_letters(
    letters: Sequence[Letter],
    style: CertificateStyle,
    path: Path,
    progress: Callable[[int, int], None] | None = None,
    is_stopped: Callable[[], bool] | None = None,
) -> int:
    """Write a PDF, each letter on a new page, and return the number of pages; raises like `write_certificates`."""
    logo = Logo(Path(style.logo)) if style.logo else None
    writer = page_writer(path, style.size, "Letters", is_landscape=False)

    height = writer.pageLayout().fullRectPoints().height()
    parts = [part for letter in letters for part in _parts(letter, height)]

    def draw(painter: QPainter, size: tuple[float, float], number: int) -> list[TextLine]:
        return _Sheet(painter, size, style, logo).draw(parts[number])

    return write_pages(writer, path, len(parts), draw, progress, is_stopped)


def letter_picture(letter: Letter, style: CertificateStyle, width: int) -> QImage:
    """Return the first page of a letter as a picture of a width in pixels; raises BadFile like `write_letters`."""
    logo = Logo(Path(style.logo)) if style.logo else None
    layout = QPageLayout(QPageSize(SIZES[style.size]), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    whole = layout.fullRectPoints().size()
    size = (whole.width(), whole.height())

    def draw(painter: QPainter) -> None:
        _Sheet(painter, size, style, logo).draw(_parts(letter, size[1])[0])

    return page_picture(size, width, draw)


class _Part(NamedTuple):
    """What of a letter stands on one page, in one size of type."""

    letter: Letter
    paragraphs: tuple[str, ...]
    points: float
    is_first: bool = True
    is_last: bool = True


def _parts(letter: Letter, height: float) -> list[_Part]:
    """Return a letter as one page, set smaller when it must be; one that is too long even then goes on overleaf."""
    points = _BODY
    while points >= _SMALLEST:
        tall = sum(_set_in(text, points).bottom + points * _ABOVE for text in letter.paragraphs)
        if _GREETING + points * _ABOVE + tall <= height - _FOOT:
            return [_Part(letter, letter.paragraphs, points)]
        points *= 0.96
    made: list[_Part] = []
    rest = list(letter.paragraphs)
    while rest:
        here: list[str] = []
        y = _AGAIN if made else _GREETING + _BODY * _ABOVE
        while rest and y <= height - _FOOT:
            setting = _set_in(rest[0], _BODY)
            fitting = int((height - _FOOT - y) / setting.step) + 1
            first, more = setting.broken_after(fitting)
            here.append(first)
            rest[:1] = [more] if more else []
            y += min(fitting, setting.layout.lineCount()) * setting.step + _BODY * (_ABOVE - _LEADING)
        made.append(_Part(letter, tuple(here), _BODY, is_first=not made, is_last=not rest))
    return made


def _set_in(text: str, points: float) -> Setting:
    return Setting(text, Looks(points=points), _MEASURE, lines=_ANY, leading=_LEADING)


class _Sheet:
    """One page with its margins, filled from top to bottom."""

    def __init__(
        self, painter: QPainter, size: tuple[float, float], style: CertificateStyle, logo: Logo | None
    ) -> None:
        self._painter, self._style, self._logo = painter, style, logo
        self._width, self._height = size
        self._left = (self._width - _MEASURE) / 2
        self._said: list[TextLine] = []

    def draw(self, part: _Part) -> list[TextLine]:
        """Draw a letter, or a part of a long one, and return what stands where."""
        letter, points = part.letter, part.points
        y = _AGAIN
        if part.is_first:
            self._head()
            self._set(letter.day, Looks("", 9.6), _DAY, GREY)
            self._set(letter.name, _NAME, _ADDRESS, INK)
            self._set(letter.role, Looks("", 9.6), _ADDRESS + 15, GREY)
            self._set(self._style.school, Looks("", 9.6), _ADDRESS + (29 if letter.role else 15), GREY)
            y = self._set(letter.greeting, Looks(points=points), _GREETING, INK) + points * _ABOVE
        for text in part.paragraphs:
            y = self._set(text, Looks(points=points), y, INK, lines=_ANY) + points * _ABOVE
        if part.is_last:
            self._sign(letter, y, points)
        foot = self._height - _EDGE
        ornament.rule(self._painter, HAIR, (self._left, foot), (self._left + _MEASURE, foot), 0.5)
        return self._said

    def _head(self) -> None:
        """Draw the head: logo, school, a rule over the measure."""
        beside = 0.0
        if self._logo is not None:
            self._logo.draw(self._painter, QRectF(self._left, _HEAD - 30, _LOGO, _LOGO))
            beside = _LOGO + 14
        school = Looks("", 11.5, strong=True, spaced=2.2)
        self._set(self._style.school.upper(), school, _HEAD, BLUE, beside=beside)
        if self._style.year:
            self._set(f"School year {self._style.year}", Looks("", 8.6), _HEAD + 15, GREY, beside=beside)
        ornament.rule(self._painter, BLUE, (self._left, _HEAD + 30), (self._left + _MEASURE, _HEAD + 30), 0.8)

    def _sign(self, letter: Letter, y: float, points: float) -> None:
        """Close the letter: room and a line to sign on, then who signs."""
        y = self._set(letter.closing, Looks(points=points), y + points * 0.4, INK)
        line = y + _SIGN
        ornament.rule(self._painter, GREY, (self._left, line), (self._left + 170, line), 0.5)
        self._set(self._style.signer, _NAME, line + 16, INK)
        self._set(self._style.signer_role, Looks("", 9.6), line + 31 if self._style.signer else line + 16, GREY)

    def _set(
        self, text: str, looks: Looks, baseline: float, ink: QColor, *, lines: int = 1, beside: float = 0.0
    ) -> float:
        """Set a text over the measure and return its last baseline; one from the right stands at the right edge."""
        if not text:
            return baseline
        align = Qt.AlignmentFlag.AlignRight if is_from_right(text) and lines > 1 else _LEFT
        setting = Setting(
            text, looks, _MEASURE - beside, lines=lines, align=align | Qt.AlignmentFlag.AlignAbsolute, leading=_LEADING
        )
        self._said += setting.draw(self._painter, self._left + beside, baseline, ink)
        return baseline + setting.bottom
