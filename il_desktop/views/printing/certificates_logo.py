"""The school's own logo, a PNG or SVG file: read once, drawn where a design wants it, refused in a sentence."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter

from il_desktop.domain.errors import BadFile
from il_desktop.views.printing.certificates_type import UNITS

MAX_BYTES = 5 * 1024 * 1024


class Logo:
    """A picture that keeps its proportions. Raises BadFile `cannot_read`, `too_large` or `not_a_picture`."""

    def __init__(self, path: Path) -> None:
        try:
            size = path.stat().st_size
            data = path.read_bytes() if size <= MAX_BYTES else b""
        except OSError as error:
            raise BadFile(path, "unreadable", error.strerror or "") from error
        if size > MAX_BYTES:
            raise BadFile(path, "too_large", f"{MAX_BYTES // 1024 // 1024} MB")
        self._image, self._vector = QImage(), None
        if path.suffix.lower() == ".svg":
            from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415  only schools with such a logo pay for it

            self._vector = QSvgRenderer(data)
            self._size = QSizeF(self._vector.defaultSize())
        else:
            self._image = QImage.fromData(data)
            self._size = QSizeF(self._image.size())
        if self._size.isEmpty():
            raise BadFile(path, "not_a_picture")

    def draw(self, painter: QPainter, box: QRectF) -> None:
        """Draw as large as fits in the middle of a box given in points."""
        size = self._size.scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = box.center().x() - size.width() / 2, box.center().y() - size.height() / 2
        at = QRectF(left * UNITS, top * UNITS, size.width() * UNITS, size.height() * UNITS)
        if self._vector is not None:
            self._vector.render(painter, at)
        else:
            painter.drawImage(at, self._image)
