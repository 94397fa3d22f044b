"""The small parts every page is made of: cards, chips, status marks, meters, titles and empty states.

They paint themselves from the theme in force, so a change of look needs no restyling. Buttons live in `buttons`.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from il_desktop.views.shared import a11y, icons, theme
from il_desktop.views.shared.buttons import (
    Button,
    SegmentedControl,
    focus_ring,
    key_box,
    link_button,
    outline_button,
    primary_button,
    tool_button,
)
from il_desktop.views.shared.plain import PlainLabel, plain_tooltip

__all__ = [
    "Button",
    "Card",
    "Chip",
    "EmptyState",
    "Hairline",
    "Meter",
    "PlainLabel",
    "SegmentedControl",
    "StatusMark",
    "focus_ring",
    "key_box",
    "link_button",
    "outline_button",
    "plain_tooltip",
    "primary_button",
    "section_title",
    "tool_button",
]


class Card(QFrame):
    """A bordered plane: content goes into `body`, extras of the title row into `head`."""

    def __init__(self, title: str = "", *, hint: str = "", parent: QWidget | None = None, margin: int = 16) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(margin, 12, margin, min(12, margin))
        outer.setSpacing(8)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.title_label: PlainLabel | None = None
        if title:
            self.title_label = PlainLabel(title, strong=True, parent=self)
            self.head.addWidget(self.title_label)
            if hint:
                self.head.addWidget(PlainLabel(hint, "caption", muted=True, parent=self))
            self.head.addStretch(1)
            outer.addLayout(self.head)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        outer.addLayout(self.body, 1)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole card is drawn
        """Draw the plane and its edge."""
        tokens = theme.current().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.grid))
        painter.setBrush(tokens.surface)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, theme.RADIUS_CARD, theme.RADIUS_CARD)


class Hairline(QWidget):
    """A 1 px line between parts; upright when asked."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole line is drawn
        """Draw the line."""
        QPainter(self).fillRect(self.rect(), theme.current().tokens.grid)


def section_title(text: str, parent: QWidget | None = None) -> PlainLabel:
    """Make the title of a section."""
    return PlainLabel(text, strong=True, parent=parent)


class Chip(QWidget):
    """A short fact on a small plane. `tone` is plain, accent, attention, good or outline."""

    def __init__(
        self, text: str, icon: str = "", tone: str = "plain", *, strong: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text, self._icon, self._tone, self._strong = text, icon, tone, strong
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        a11y.name(self, text)

    @property
    def text(self) -> str:
        """The words shown."""
        return self._text

    def set_text(self, text: str, icon: str | None = None, tone: str | None = None) -> None:
        """Change words, glyph and tone."""
        self._text = text
        self._icon = self._icon if icon is None else icon
        self._tone = self._tone if tone is None else tone
        a11y.name(self, text)
        self.updateGeometry()
        self.update()

    def _inks(self) -> tuple[QColor, QColor, QColor]:
        """Fill, edge and text."""
        look = theme.current()
        tokens = look.tokens
        if self._tone in ("accent", "attention", "good"):
            color: QColor = getattr(tokens, self._tone)
            fill = look.tint(color)
            return fill, color if tokens.is_contrast else fill, tokens.text if self._tone == "accent" else color
        if self._tone == "outline":
            return tokens.surface, tokens.grid, tokens.text
        return tokens.sunken, tokens.edge if tokens.is_contrast else tokens.sunken, tokens.text

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Room for glyph and words."""
        metrics = QFontMetricsF(theme.current().font("caption", strong=self._strong))
        width = metrics.horizontalAdvance(self._text) + 17 + (18 if self._icon else 0)
        return QSize(round(width), max(20, round(metrics.height()) + 7))

    def minimumSizeHint(self) -> QSize:
        """Never clip the words."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole chip is drawn
        """Draw plane, glyph and words."""
        fill, edge, ink = self._inks()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(edge))
        painter.setBrush(fill)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, theme.RADIUS_CHIP, theme.RADIUS_CHIP)
        x = 8.0
        if self._icon:
            icons.draw(painter, self._icon, ink, x - 1, (self.height() - 13) / 2, 13)
            x += 17
        painter.setFont(theme.current().font("caption", strong=self._strong))
        painter.setPen(ink)
        painter.drawText(QRectF(x, 0, self.width() - x, self.height()), Qt.AlignmentFlag.AlignVCenter, self._text)


# Shape and tone of each status: never colour alone
STATUS_SHAPES = {
    "good": ("disc", "good"),
    "attention": ("triangle", "attention"),
    "baseline": ("dashed", "muted"),
    "open": ("ring", "muted"),
    "half": ("half", "accent"),
    "done": ("disc", "accent"),
    "none": ("ring", "muted"),
}


class StatusMark(QWidget):
    """A status as shape and word. `kind` is a key of `STATUS_SHAPES`."""

    def __init__(self, kind: str, text: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self._text = kind, text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        a11y.name(self, text)

    def set_status(self, kind: str, text: str) -> None:
        """Change shape and word."""
        self._kind, self._text = kind, text
        a11y.name(self, text)
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Room for shape and word."""
        metrics = QFontMetricsF(theme.current().font("caption", strong=True))
        width = 14 + (6 + metrics.horizontalAdvance(self._text) if self._text else 0)
        return QSize(round(width) + 1, max(16, round(metrics.height()) + 2))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole mark is drawn
        """Draw shape and word."""
        painter = QPainter(self)
        middle = self.height() / 2
        color = status_shape(painter, self._kind, 7, middle)
        painter.setFont(theme.current().font("caption", strong=True))
        painter.setPen(color)
        area = QRectF(20, 0, self.width() - 20, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self._text)


def status_shape(painter: QPainter, kind: str, x: float, y: float, radius: float = 6.0) -> QColor:
    """Draw a status shape centred on (x, y) and return its colour; delegates draw lists with it."""
    tokens = theme.current().tokens
    shape, tone = STATUS_SHAPES[kind]
    color: QColor = getattr(tokens, tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    center = QPointF(x, y)
    if shape == "disc":
        painter.setBrush(color)
        painter.drawEllipse(center, radius - 0.5, radius - 0.5)
        painter.setPen(QPen(tokens.surface, 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline([QPointF(x - 2.7, y + 0.2), QPointF(x - 0.8, y + 2.2), QPointF(x + 2.9, y - 2)])
    elif shape == "triangle":
        painter.setPen(QPen(color, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(color)
        painter.drawPolygon(
            [
                QPointF(x, y - radius + 1.2),
                QPointF(x + radius - 0.6, y + radius - 1.4),
                QPointF(x - radius + 0.6, y + radius - 1.4),
            ]
        )
        painter.setPen(QPen(tokens.surface, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(x, y - 1.6), QPointF(x, y + 1))
        painter.drawPoint(QPointF(x, y + 3.2))
    else:
        if shape == "dashed":
            painter.setPen(QPen(color, 1.5, Qt.PenStyle.DotLine))
        painter.drawEllipse(center, radius - 0.7, radius - 0.7)
        if shape == "half":
            painter.setBrush(color)
            box = QRectF(x - radius + 0.7, y - radius + 0.7, 2 * radius - 1.4, 2 * radius - 1.4)
            painter.drawPie(box, 90 * 16, -180 * 16)
    painter.restore()
    return color


class Meter(QWidget):
    """A bar of `value` out of `maximum` with an optional plan tick; the words beside it carry the meaning."""

    def __init__(self, height: int = 10, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value, self._maximum, self._tick = 0.0, 1.0, -1.0
        self._bar = height
        self.setFixedHeight(height + 6)

    def set_values(self, value: float, maximum: float, *, tick: float = -1.0, name: str = "") -> None:
        """Show a value; `tick` below 0 draws none; `name` is what a screen reader says."""
        self._value, self._maximum, self._tick = value, max(maximum, 1e-9), tick
        if name:
            a11y.name(self, name)
        self.update()

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole bar is drawn
        """Draw track, value and tick."""
        tokens = theme.current().tokens
        painter = QPainter(self)
        track = QRectF(0.5, 3.5, self.width() - 1, self._bar - 1)
        painter.setPen(QPen(tokens.grid))
        painter.setBrush(tokens.sunken)
        painter.drawRoundedRect(track, 2, 2)
        part = min(1.0, max(0.0, self._value / self._maximum))
        painter.fillRect(QRectF(1, 4, (self.width() - 2) * part, self._bar - 2), tokens.instructional)
        if self._tick >= 0:
            x = 1 + (self.width() - 3) * min(1.0, self._tick / self._maximum)
            painter.fillRect(QRectF(x - 1, 0, 4, self._bar + 6), tokens.surface)
            painter.fillRect(QRectF(x, 0, 2, self._bar + 6), tokens.text)


class EmptyState(QWidget):
    """What a page or list says when it has nothing: one sentence and one button. Signal: pressed()."""

    pressed = Signal()

    def __init__(self, sentence: str, button_text: str = "", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(1)
        self._icon = icon
        self.label = PlainLabel(sentence, muted=True, fit="wrap", parent=self)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if icon:
            column.addSpacing(44)
        column.addWidget(self.label)
        self.button: Button | None = None
        if button_text:
            self.button = outline_button(button_text, parent=self)
            self.button.clicked.connect(self._press)
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    @Slot()
    def _press(self) -> None:
        self.pressed.emit()

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  only the glyph is drawn here
        """Draw the quiet glyph above the sentence."""
        if self._icon:
            y = self.label.y() - 44
            icons.draw(QPainter(self), self._icon, theme.current().tokens.muted, (self.width() - 32) / 2, y, 32)
