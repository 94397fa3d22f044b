"""Pages drawn by a painter: the PDF they go into with progress and a way to stop, or one of them as a picture.

Decides paper and device; who draws decides the rest. Runs beside the window: nothing here touches a widget.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMarginsF, QSize
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from il_desktop.reports.pdf_text import TextLine, with_text
from il_desktop.views.printing.certificates_type import UNITS
from il_desktop.views.shared import theme

SIZES = {"letter": QPageSize.PageSizeId.Letter, "a4": QPageSize.PageSizeId.A4}


class Stopped(Exception):
    """Somebody stopped the printing; the file is not whole."""


def write_pages(
    writer: QPdfWriter,
    path: Path,
    count: int,
    draw: Callable[[QPainter, tuple[float, float], int], list[TextLine]],
    progress: Callable[[int, int], None] | None,
    is_stopped: Callable[[], bool] | None,
) -> int:
    """Let `draw` make each page and return how many; raises Stopped, or OSError when the file cannot be written."""
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


def page_writer(path: Path, size: str, title: str, *, is_landscape: bool) -> QPdfWriter:
    """Return a writer whose dots are the units of the designs, without margins."""
    writer = QPdfWriter(str(path))
    writer.setResolution(72 * UNITS)
    writer.setTitle(title)
    writer.setCreator("IL Desktop")
    way = QPageLayout.Orientation.Landscape if is_landscape else QPageLayout.Orientation.Portrait
    writer.setPageLayout(QPageLayout(QPageSize(SIZES[size]), way, QMarginsF(0, 0, 0, 0)))
    return writer


def page_picture(size: tuple[float, float], width: int, draw: Callable[[QPainter], None]) -> QImage:
    """Return what `draw` makes of a page of a size in points, as a picture of a width in pixels."""
    image = QImage(QSize(width, round(width * size[1] / size[0])), QImage.Format.Format_RGB32)
    image.fill(theme.LIGHT.surface)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    scale = width / (size[0] * UNITS)
    painter.scale(scale, scale)
    draw(painter)
    painter.end()
    return image
