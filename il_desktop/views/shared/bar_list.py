"""Amounts as bars with words and numbers: one line each, readable by keys and screen readers, no axis to decode."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from il_desktop.views.shared import painted_list, theme
from il_desktop.views.shared.buttons import focus_ring

_ROW, _BAR = 26, 9
_PLAN_HATCH = Qt.BrushStyle.BDiagPattern


class Bar(NamedTuple):
    """One line. `tone` is a colour of the theme; `hatched` marks what is not known; `text` stands at the right."""

    label: str
    value: int
    text: str
    tone: str = "instructional"
    hatched: bool = False


class BarList(QWidget):
    """Bars on one scale. Keys: up and down go through the lines, for assistive technology."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.bars: list[Bar] = []
        self.line = 0
        self._most = 1
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._entries = _Entries(self)
        painted_list.install(self, self._entries)
        theme.current().changed.connect(self.updateGeometry)

    def show_bars(self, bars: Sequence[Bar], most: int = 0) -> None:
        """Show lines; `most` is the value of a full bar, the highest one by default."""
        self.bars = list(bars)
        self.line = min(self.line, max(0, len(self.bars) - 1))
        self._most = max(most, *(bar.value for bar in self.bars), 1) if self.bars else 1
        self.setVisible(bool(self.bars))
        self.setAccessibleName(self.title)
        self.updateGeometry()
        self.update()

    def row_area(self, number: int) -> QRectF:
        """Return where a line stands."""
        height = theme.current().px(_ROW)
        return QRectF(0, number * height, self.width(), height)

    def track(self, number: int) -> QRectF:
        """Return the place between words and number of a line."""
        strong = QFontMetricsF(theme.current().font(strong=True))
        numbers = max((strong.horizontalAdvance(bar.text) for bar in self.bars), default=0.0)
        area, labels = self.row_area(number), self._label_width()
        return QRectF(labels + 12, area.center().y() - _BAR / 2, area.width() - labels - numbers - 28, _BAR)

    def _label_width(self) -> float:
        metrics = QFontMetricsF(theme.current().font())
        labels = max((metrics.horizontalAdvance(bar.label) for bar in self.bars), default=0.0)
        return min(labels, self.width() * 0.45)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Room for every line."""
        return QSize(240, max(1, len(self.bars)) * theme.current().px(_ROW))

    def minimumSizeHint(self) -> QSize:
        """Shrink sideways only."""
        return QSize(160, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the lines."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if not step or not 0 <= self.line + step < len(self.bars):
            super().keyPressEvent(event)
            return
        self.line += step
        painted_list.tell_focus(self)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say the line that has the focus."""
        super().focusInEvent(event)
        painted_list.tell_focus(self)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  everything is drawn
        """Draw label, bar and number of each line."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(look.font())
        labels = self._label_width()
        for number, bar in enumerate(self.bars):
            area = self.row_area(number)
            painter.setFont(look.font())
            painter.setPen(look.tokens.text)
            shown = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, labels + 1)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            self.paint_amount(painter, number, self.track(number))
            painter.setFont(look.font(strong=True))
            painter.setPen(look.tokens.text)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, bar.text)
            if self.hasFocus() and number == self.line:
                focus_ring(painter, area.adjusted(0.5, 0.5, -0.5, -0.5))

    def spoken(self, number: int) -> str:
        """Return a line as it is read aloud."""
        bar = self.bars[number]
        return f"{bar.label}: {bar.text}"

    def paint_amount(self, painter: QPainter, number: int, track: QRectF) -> None:
        """Draw the amount of a line; another kind of list draws something else in the same place."""
        tokens, bar = theme.current().tokens, self.bars[number]
        if track.width() < 8:
            return
        painter.setPen(QPen(tokens.edge) if tokens.is_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.sunken)
        painter.drawRoundedRect(track, 2, 2)
        color: QColor = getattr(tokens, bar.tone)
        full = QRectF(track.x(), track.y(), track.width() * bar.value / self._most, track.height())
        if bar.hatched:
            painter.setPen(QPen(tokens.edge))
            painter.setBrush(QBrush(tokens.edge, _PLAN_HATCH))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
        if full.width() > 0:
            painter.drawRoundedRect(full, 2, 2)


class _Entries(painted_list.PaintedEntries):
    """The lines as a list of named entries."""

    def __init__(self, bars: BarList) -> None:
        self._list = bars

    def keys(self) -> Sequence[int]:
        """Return the lines."""
        return range(len(self._list.bars))

    def focused(self) -> int | None:
        """Return the line the cursor stands on."""
        return self._list.line if self._list.bars else None

    def area(self, key: int) -> QRectF:
        """Return where a line stands."""
        return self._list.row_area(key)

    def name(self, key: int) -> str:
        """Say label and number."""
        return self._list.spoken(key)

    def title(self) -> str:
        """Say what is listed."""
        return self._list.title
