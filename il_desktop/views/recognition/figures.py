"""The painted figures of the fairness strip: dots of people, days since, evenness against chance, preferences.

Each draws one frozen `Fairness`; the sentence that says the same in words is its accessible description.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from il_desktop.domain.metrics.recognition import ChanceBand, is_uneven
from il_desktop.queries.recognition_fairness import Fairness
from il_desktop.views.shared import icons, theme
from il_desktop.views.shared.recognition_glyphs import PREFERENCE_ICONS
from il_desktop.wording.recognition import PREFERENCES

BIN_DAYS = 5
_CENTER = Qt.AlignmentFlag.AlignCenter


class Figure(QWidget):
    """Base: holds the data, keeps a size that grows with the text."""

    base_height = 90

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.data: Fairness | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_data(self, data: Fairness) -> None:
        """Draw another stretch."""
        self.data = data
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Enough for the drawing at the present text size."""
        return QSize(theme.current().px(150), theme.current().px(self.base_height))

    def minimumSizeHint(self) -> QSize:
        """Keep the height."""
        return QSize(110, theme.current().px(self.base_height))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole figure is drawn
        """Draw the figure."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.data is not None:
            self.draw(painter, self.data)

    def draw(self, painter: QPainter, data: Fairness) -> None:
        """Draw the data; each figure has its own."""


class CoverageDots(Figure):
    """One dot a teacher: filled when reached, hollow when not yet."""

    base_height = 80

    def draw(self, painter: QPainter, data: Fairness) -> None:
        """Draw rows of dots, as large as the room allows."""
        tokens = theme.current().tokens
        n = len(data.people)
        largest = float(theme.current().px(12))
        size = largest
        while n and size > 4 and -(-n // self._per_row(n, size, largest)) * (size + 7) > self.height():
            size -= 1
        per_row = self._per_row(n, size, largest)
        for number in range(n):
            row, column = divmod(number, per_row)
            center = QPointF(1 + size / 2 + column * (size + 4.4), 2 + size / 2 + row * (size + 7))
            _dot(painter, center, size / 2, tokens.instructional if number < data.reached else None, tokens.alert)

    def _per_row(self, n: int, size: float, largest: float) -> int:
        """Dozens read best while the dots are large; small dots use the whole width."""
        fitting = max(1, int((self.width() + 4) // (size + 4.4)))
        return min(fitting, 12) if size == largest and n <= 48 else fitting


class DaysSince(Figure):
    """How long ago everybody was recognized: stacks of dots over days, those not yet in a box of their own."""

    base_height = 124

    def draw(self, painter: QPainter, data: Fairness) -> None:
        """Draw the box, the stacks, the axis and the line from which somebody is due."""
        look = theme.current()
        tokens = look.tokens
        here = [person for person in data.people if person.is_here]
        never = sum(person.days is None for person in here)
        bins: dict[int, int] = {}
        for person in here:
            if person.days is not None:
                bins[person.days // BIN_DAYS] = bins.get(person.days // BIN_DAYS, 0) + 1
        line = QFontMetricsF(look.font("caption")).height()
        floor = self.height() - 2 * line - 3
        box_width = look.px(66)
        self._box(painter, QRectF(0, 0, box_width, floor), never)
        left, right = box_width + 28.0, float(self.width()) - 8
        last_bin = max([*bins, data.due_after // BIN_DAYS + 1, 5])
        step = (right - left) / (last_bin + 1)
        tallest = max([*bins.values(), 1])
        size = max(3.0, min(float(look.px(11)), step - 3, (floor - line - 2) / tallest - 3.5))
        for place, count in bins.items():
            is_due = place * BIN_DAYS >= data.due_after
            for number in range(count):
                center = QPointF(left + step * (place + 0.5), floor - 6 - size / 2 - number * (size + 3.5))
                _dot(painter, center, size / 2, None if is_due else tokens.instructional, tokens.alert)
        self._axis(painter, data, (left, right, floor, step), last_bin)

    def _axis(self, painter: QPainter, data: Fairness, frame: tuple[float, float, float, float], last_bin: int) -> None:
        look = theme.current()
        tokens = look.tokens
        left, right, floor, step = frame
        limit = left + step * data.due_after / BIN_DAYS
        line = QFontMetricsF(look.font("caption")).height()
        painter.setPen(QPen(tokens.edge))
        painter.drawLine(QPointF(left - 6, floor), QPointF(right, floor))
        painter.setPen(QPen(tokens.attention, 1.2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(limit, 2), QPointF(limit, floor))
        painter.setFont(look.font("caption"))
        painter.setPen(tokens.attention)
        due_text = f"over {data.due_after}: due"
        width = QFontMetricsF(painter.font()).horizontalAdvance(due_text)
        painter.drawText(QPointF(limit + 5 if limit + 5 + width < right else limit - 5 - width, line), due_text)
        painter.setPen(tokens.muted)
        label = QFontMetricsF(painter.font()).horizontalAdvance("000") + 6
        every = next((days for days in (10, 20, 50, 100) if step * days / BIN_DAYS >= label), 200)
        for day in range(0, (last_bin + 1) * BIN_DAYS + 1, every):
            x = left + step * day / BIN_DAYS
            painter.drawText(QRectF(x - 30, floor + 2, 60, line), _CENTER, str(day))
        start = float(look.px(66)) + 8
        whole = f"{data.unit} since the last one"
        fits = QFontMetricsF(painter.font()).horizontalAdvance(whole) < right - start
        area = QRectF(start, floor + line + 2, right - start, line)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight, whole if fits else data.unit)

    def _box(self, painter: QPainter, box: QRectF, never: int) -> None:
        look = theme.current()
        tokens = look.tokens
        painter.setPen(QPen(tokens.grid) if tokens.is_contrast or not never else Qt.PenStyle.NoPen)
        painter.setBrush(look.tint(tokens.alert) if never else tokens.sunken)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS_CARD, theme.RADIUS_CARD)
        painter.setFont(look.font(strong=True))
        painter.setPen(tokens.text)
        line = QFontMetricsF(painter.font()).height()
        painter.drawText(QRectF(box.x(), box.y() + 8, box.width(), line), _CENTER, str(never))
        top, room = box.y() + line + 14, box.height() - line - 20
        per_row = 3 if never <= 9 else 4 if never <= 16 else 6
        size = min(12.0, (box.width() - 12) / per_row - 3)
        for number in range(never):
            row, column = divmod(number, per_row)
            y = top + size / 2 + row * (size + 3.5)
            if y + size / 2 > top + room:
                break
            width = per_row * (size + 3.5) - 3.5
            x = box.center().x() - width / 2 + size / 2 + column * (size + 3.5)
            _dot(painter, QPointF(x, y), size / 2, None, tokens.alert)
        painter.setFont(look.font("caption", strong=True))
        painter.setPen(tokens.attention if never else tokens.muted)
        below = QRectF(box.x(), box.bottom() + 3, box.width(), QFontMetricsF(painter.font()).height())
        painter.drawText(below, _CENTER, "not yet")


class Evenness(Figure):
    """The Gini figure on its scale, with the band that chance alone would give."""

    base_height = 62

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.band: ChanceBand | None = None

    def set_band(self, band: ChanceBand | None) -> None:
        """Show the band, None while it is worked out."""
        self.band = band
        self.update()

    def draw(self, painter: QPainter, data: Fairness) -> None:
        """Draw track, band and marker with their numbers."""
        look = theme.current()
        tokens = look.tokens
        line = QFontMetricsF(look.font("caption")).height()
        top = line + 4
        high = self.band.high if self.band else 0.0
        scale = max(0.7, (int(max(data.gini, high) * 10) + 1) / 10)
        width = float(self.width()) - 2
        track = QRectF(1, top + 3, width, 9)
        painter.setPen(QPen(tokens.grid) if tokens.is_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.sunken)
        painter.drawRoundedRect(track, 2, 2)
        painter.setFont(look.font("caption"))
        painter.setPen(tokens.muted)
        below = track.bottom() + 5
        painter.drawText(QRectF(1, below, width, line), Qt.AlignmentFlag.AlignLeft, "0 even")
        painter.drawText(QRectF(width - 99, below, 100, line), Qt.AlignmentFlag.AlignRight, f"{scale:.1f}")
        if self.band and data.total:
            self._band(painter, self.band, track, scale, below, line)
        if data.total:
            self._marker(painter, data.gini, track, scale)

    def _band(
        self, painter: QPainter, band: ChanceBand, track: QRectF, scale: float, below: float, line: float
    ) -> None:
        tokens = theme.current().tokens
        low = max(0.0, 2 * band.mean - band.high)
        left, right = (track.x() + track.width() * value / scale for value in (low, band.high))
        middle = track.x() + track.width() * band.mean / scale
        box = QRectF(left, track.y() - 3, right - left, track.height() + 6)
        painter.setPen(QPen(tokens.edge))
        painter.setBrush(tokens.surface)
        painter.drawRoundedRect(box, 2, 2)
        painter.save()
        painter.setClipRect(box.adjusted(1, 1, -1, -1))
        painter.setPen(QPen(tokens.edge, 0.7))
        x = box.left() - box.height()
        while x < box.right():
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
            x += 5
        painter.restore()
        painter.setPen(QPen(tokens.text, 2))
        painter.drawLine(QPointF(middle, box.top() + 1), QPointF(middle, box.bottom() - 1))
        painter.setPen(tokens.muted)
        painter.drawText(QRectF(box.center().x() - 50, 0, 100, line), _CENTER, "chance")
        number = QFontMetricsF(painter.font()).horizontalAdvance("0.00")
        mean_x = min(middle - number / 2, right - number - 4)
        painter.drawText(QRectF(mean_x, below, 2 * number, line), Qt.AlignmentFlag.AlignLeft, f"{band.mean:.2f}")
        high_x = max(right - number / 2, mean_x + number + 5)
        painter.drawText(QRectF(high_x, below, 2 * number, line), Qt.AlignmentFlag.AlignLeft, f"{band.high:.2f}")

    def _marker(self, painter: QPainter, value: float, track: QRectF, scale: float) -> None:
        look = theme.current()
        tokens = look.tokens
        uneven = self.band is not None and is_uneven(value, self.band)
        color: QColor = tokens.attention if uneven else tokens.text
        x = track.x() + track.width() * value / scale
        painter.setPen(QPen(color, 2))
        painter.drawLine(QPointF(x, track.y() - 6), QPointF(x, track.bottom() + 4))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        top = track.y() - 11
        painter.drawPolygon(QPolygonF([QPointF(x - 6, top), QPointF(x + 6, top), QPointF(x, top + 8)]))
        painter.setFont(look.font(strong=True))
        painter.setPen(color)
        metrics = QFontMetricsF(painter.font())
        text = f"{value:.2f}"
        room = x + 10 + metrics.horizontalAdvance(text) < self.width()
        painter.drawText(QPointF(x + 10 if room else x - 10 - metrics.horizontalAdvance(text), top + 8), text)


class Preferences(Figure):
    """How many people wish which way, as bars with their number."""

    base_height = 112

    def draw(self, painter: QPainter, data: Fairness) -> None:
        """Draw a row for each preference."""
        look = theme.current()
        tokens = look.tokens
        painter.setFont(look.font("caption"))
        metrics = QFontMetricsF(painter.font())
        names = [PREFERENCES[pref] for pref in data.preferences]
        label = max((metrics.horizontalAdvance(name) for name in names), default=0.0) + 30
        row = max(metrics.height() + 2, float(look.px(22)))
        highest = max(data.preferences.values(), default=1)
        bar_width = max(20.0, self.width() - label - look.px(26))
        for number, (pref, count) in enumerate(data.preferences.items()):
            y = number * row
            icons.draw(painter, PREFERENCE_ICONS[pref], tokens.muted, 0, y + (row - 14) / 2, 14)
            painter.setPen(tokens.text)
            painter.drawText(QRectF(22, y, label, row), Qt.AlignmentFlag.AlignVCenter, PREFERENCES[pref])
            bar = QRectF(label, y + row / 2 - 4, bar_width, 8)
            painter.setPen(QPen(tokens.grid) if tokens.is_contrast else Qt.PenStyle.NoPen)
            painter.setBrush(tokens.sunken)
            painter.drawRoundedRect(bar, 2, 2)
            painter.setBrush(tokens.management)
            painter.drawRoundedRect(QRectF(bar.x(), bar.y(), bar.width() * count / (highest * 1.3), 8), 2, 2)
            painter.setFont(look.font("caption", strong=True))
            painter.setPen(tokens.text)
            area = QRectF(bar.right(), y, self.width() - bar.right(), row)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(count))
            painter.setFont(look.font("caption"))


def _dot(painter: QPainter, center: QPointF, radius: float, fill: QColor | None, ring: QColor) -> None:
    """Draw a person: filled when reached, a ring when not."""
    if fill is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawEllipse(center, radius, radius)
        return
    painter.setPen(QPen(ring, 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(center, radius - 0.8, radius - 0.8)
