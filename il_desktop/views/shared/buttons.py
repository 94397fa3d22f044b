"""Buttons that paint themselves: filled, outlined, quiet, link and icon-only, and the segmented choice.

One filled button a page; everything else is outlined. A button made for an action follows its text, icon and state.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QFocusEvent, QFontMetricsF, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QLayout, QPushButton, QSizePolicy, QWidget

from il_desktop.domain.light import NamedTuple
from il_desktop.views.shared import a11y, icons, plain, theme

_ICON = 16
_GAP = 8


class _Ink(NamedTuple):
    """Colours of one button state."""

    fill: QColor | None
    edge: QColor | None
    text: QColor


class FocusVisible:
    """For focusable widgets that paint themselves: shows the ring when keys brought the focus, not after a click."""

    is_focus_visible = False

    # Qt overrides

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember how the focus came; a window that becomes active again changes nothing."""
        if event.reason() == Qt.FocusReason.MouseFocusReason:
            self.is_focus_visible = False
        elif event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.is_focus_visible = True
        super().focusInEvent(event)  # pyright: ignore[reportAttributeAccessIssue]  the widget beside this class has it


class Button(FocusVisible, QPushButton):
    """A flat button. `kind` is primary, outline, quiet (no edge) or link; `hint` shows its keys in a small box."""

    def __init__(
        self,
        text: str,
        icon: str = "",
        kind: str = "outline",
        *,
        hint: str = "",
        role: str = "body",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.kind = kind
        self.role = role
        self.icon_name = icon
        self.hint = hint
        self._action: QAction | None = None
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def follow(self, action: QAction) -> None:
        """Show and trigger an action; text, tip and enabled state follow it."""
        self._action = action
        self.clicked.connect(action.trigger)
        action.changed.connect(self._take_action)
        self._take_action()

    def unfollow(self) -> None:
        """Let go of the action, so that the button no longer shows itself; call before deleteLater."""
        action, self._action = self._action, None
        if action is not None:
            action.changed.disconnect(self._take_action)
            self.clicked.disconnect(action.trigger)
        self.hide()

    @Slot()
    def _take_action(self) -> None:
        action = self._action
        if action is None:
            return
        self.setEnabled(action.isEnabled())
        self.setVisible(action.isVisible())
        text = action.text().replace("&", "").removesuffix("…")
        if self.text():
            self.setText(text)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        tip = action.toolTip() or text
        plain.plain_tooltip(self, f"{tip} ({keys})" if keys else tip)
        a11y.name(self, text)

    def set_face(self, text: str, icon: str) -> None:
        """Change words and glyph."""
        self.icon_name = icon
        self.setText(text)
        self.updateGeometry()

    def show_words(self, *, is_whole: bool) -> None:
        """Show an action's words, or its glyph alone where room is scarce; a button without a glyph keeps them."""
        action = self._action
        if action is not None and self.icon_name:
            self.setText(action.text().replace("&", "").removesuffix("…") if is_whole else "")
            self.updateGeometry()

    @property
    def is_icon_only(self) -> bool:
        """Whether the button shows a glyph without words."""
        return not self.text() and bool(self.icon_name)

    def _shown_text(self) -> str:
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def _ink(self) -> _Ink:
        look = theme.current()
        tokens = look.tokens
        is_over = self.underMouse() and self.isEnabled()
        if not self.isEnabled():
            return _Ink(None, tokens.grid if self.kind in ("primary", "outline") else None, tokens.muted)
        if self.kind == "primary":
            shade = theme.mix(tokens.text, tokens.accent, 12) if is_over or self.isDown() else tokens.accent
            return _Ink(shade, None, tokens.on_accent)
        if self.kind == "link":
            return _Ink(None, None, tokens.accent)
        fill = look.selection if self.isChecked() or self.isDown() else look.hover if is_over else None
        text = tokens.accent if self.isChecked() else tokens.text
        if self.kind == "quiet":
            return _Ink(fill, tokens.edge if is_over and tokens.is_contrast else None, text)
        return _Ink(fill or tokens.surface, tokens.accent if self.isChecked() else tokens.edge, text)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Room for glyph, words and the keys box."""
        look = theme.current()
        height = max(look.px(theme.CONTROL_HEIGHT), 24)
        if self.is_icon_only:
            return QSize(height, height)
        pad = 2 if self.kind == "link" else 12
        metrics = QFontMetricsF(look.font(self.role, strong=self.kind == "primary"))
        width = metrics.horizontalAdvance(self._shown_text()) + 2 * pad
        if self.icon_name:
            width += look.px(_ICON) + _GAP
        if self.hint:
            width += QFontMetricsF(look.font("caption")).horizontalAdvance(self.hint) + 12 + _GAP
        return QSize(round(width + 0.5), height if self.kind != "link" else max(24, look.px(24)))

    def minimumSizeHint(self) -> QSize:
        """Never clip the words."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole button is drawn
        """Draw fill, edge, glyph, words, keys and the focus ring."""
        look = theme.current()
        ink = self._ink()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if ink.fill is not None or ink.edge is not None:
            is_dotted = look.tokens.is_contrast and not self.isEnabled()
            line = Qt.PenStyle.DotLine if is_dotted else Qt.PenStyle.SolidLine
            painter.setPen(QPen(ink.edge, 1, line) if ink.edge is not None else Qt.PenStyle.NoPen)
            painter.setBrush(ink.fill if ink.fill is not None else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, theme.RADIUS_CARD, theme.RADIUS_CARD)
        self._paint_content(painter, look, ink)
        if self.hasFocus() and self.is_focus_visible:
            focus_ring(painter, area, on_fill=self.kind == "primary")

    def _paint_content(self, painter: QPainter, look: theme.Theme, ink: _Ink) -> None:
        height = self.height()
        if self.is_icon_only:
            size = look.px(_ICON)
            icons.draw(painter, self.icon_name, ink.text, (self.width() - size) / 2, (height - size) / 2, size)
            return
        font = look.font(self.role, strong=self.kind == "primary")
        words = self._shown_text()
        wanted = self.sizeHint().width()
        x = max(2.0, (self.width() - wanted) / 2 + (2 if self.kind == "link" else 12))
        if self.icon_name:
            size = look.px(_ICON)
            icons.draw(painter, self.icon_name, ink.text, x, (height - size) / 2, size)
            x += size + _GAP
        painter.setFont(font)
        painter.setPen(ink.text)
        width = QFontMetricsF(font).horizontalAdvance(words)
        painter.drawText(QRectF(x, 0, width + 4, height), Qt.AlignmentFlag.AlignVCenter, words)
        if self.hint:
            edge = look.tokens.grid if self.kind != "primary" else ink.text
            key_box(painter, self.hint, x + width + _GAP, height / 2, ink.text, edge)

    def enterEvent(self, event: QEvent) -> None:
        """Repaint under the pointer."""
        self.update()
        super().enterEvent(event)  # pyright: ignore[reportArgumentType]  the binding hands over a QEnterEvent


def focus_ring(painter: QPainter, area: QRectF, *, on_fill: bool = False) -> None:
    """Draw the 2 px focus ring inside an area, with a gap to a filled face."""
    tokens = theme.current().tokens
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(tokens.focus, 2))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS_CARD, theme.RADIUS_CARD)
    if on_fill:
        painter.setPen(QPen(tokens.surface, 1.5))
        painter.drawRoundedRect(area.adjusted(2.5, 2.5, -2.5, -2.5), theme.RADIUS_CHIP, theme.RADIUS_CHIP)


def key_box(painter: QPainter, keys: str, x: float, middle: float, ink: QColor, edge: QColor) -> None:
    """Draw a small box with key names, its left edge at x, centred on `middle`."""
    look = theme.current()
    font = look.font("caption")
    metrics = QFontMetricsF(font)
    box = QRectF(
        x + 0.5, middle - metrics.height() / 2 - 1.5, metrics.horizontalAdvance(keys) + 11, metrics.height() + 3
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(edge))
    painter.drawRoundedRect(box, theme.RADIUS_CHIP, theme.RADIUS_CHIP)
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, keys)


def primary_button(text: str, icon: str = "", parent: QWidget | None = None) -> Button:
    """Make the one filled button of a page or dialog."""
    return Button(text, icon, "primary", parent=parent)


def outline_button(text: str, icon: str = "", parent: QWidget | None = None) -> Button:
    """Make an outlined button."""
    return Button(text, icon, parent=parent)


def link_button(text: str, icon: str = "", parent: QWidget | None = None, *, role: str = "body") -> Button:
    """Make a button that reads like a link, for example Undo."""
    return Button(text, icon, "link", role=role, parent=parent)


def tool_button(text: str, icon: str, parent: QWidget | None = None, *, kind: str = "outline") -> Button:
    """Make an icon-only button; the text is its name and tool tip."""
    button = Button("", icon, kind, parent=parent)
    a11y.name(button, text)
    plain.plain_tooltip(button, text)
    return button


class _Segment(FocusVisible, QAbstractButton):
    """One choice of a segmented control; left and right keys move among its siblings."""

    def __init__(self, text: str, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text)
        self.icon_name = icon
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        a11y.name(self, text)

    def _ends(self) -> tuple[bool, bool]:
        """Tell whether this segment begins and ends its row."""
        control = self.parentWidget()
        others = control.children() if control is not None else ()
        shown = [other for other in others if isinstance(other, _Segment) and not other.isHidden()]
        row = [other.x() for other in shown if other.y() == self.y()] or [self.x()]
        return self.x() == min(row), self.x() == max(row)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Room for the strong form of the words, so that choosing does not shift the others."""
        look = theme.current()
        width = QFontMetricsF(look.font(strong=True)).horizontalAdvance(self.text()) + 25
        return QSize(round(width + (look.px(_ICON) + _GAP if self.icon_name else 0)), look.px(theme.CONTROL_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole segment is drawn
        """Draw the part of the common outline that is ours, and the words."""
        look = theme.current()
        tokens = look.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        reach = 12.0
        is_first, is_last = self._ends()
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5 if is_last else 0.5, -0.5)
        outline = area.adjusted(0 if is_first else -reach, 0, 0 if is_last else reach, 0)
        fill = look.selection if self.isChecked() else look.hover if self.underMouse() else tokens.surface
        painter.setPen(QPen(tokens.edge))
        painter.setBrush(fill)
        painter.drawRoundedRect(outline, theme.RADIUS_CARD, theme.RADIUS_CARD)
        if not is_first:
            painter.drawLine(area.topLeft(), area.bottomLeft())
        ink = tokens.accent if self.isChecked() else tokens.text
        font = look.font(strong=self.isChecked())
        width = QFontMetricsF(font).horizontalAdvance(self.text())
        size = look.px(_ICON)
        x = (self.width() - width - (size + _GAP if self.icon_name else 0)) / 2
        if self.icon_name:
            icons.draw(painter, self.icon_name, ink, x, (self.height() - size) / 2, size)
            x += size + _GAP
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(QRectF(x, 0, width + 4, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        if tokens.is_contrast and self.isChecked():
            painter.fillRect(QRectF(area.left() + 4, area.bottom() - 3, area.width() - 8, 2), tokens.accent)
        if self.hasFocus() and self.is_focus_visible:
            focus_ring(painter, area)


class SegmentedControl(QWidget):
    """A row of exclusive choices. Signal: chosen(str key) after a user's pick. Keys: left and right.

    One that `breaks` goes on in a second row where it is too wide for its place, as it may be in a side sheet.
    """

    chosen = Signal(str)

    def __init__(
        self,
        options: Sequence[tuple[str, str] | tuple[str, str, str]],
        name: str = "",
        parent: QWidget | None = None,
        *,
        breaks: bool = False,
    ) -> None:
        super().__init__(parent)
        row = self._breaking_row() if breaks else QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._keys: list[str] = []
        for number, (key, text, *rest) in enumerate(options):
            segment = _Segment(text, rest[0] if rest else "", self)
            self._group.addButton(segment, number)
            self._keys.append(key)
            row.addWidget(segment)
        self._group.idClicked.connect(self._pick)
        fixed = QSizePolicy.Policy.Fixed
        self.setSizePolicy(
            QSizePolicy.Policy.Maximum if breaks else fixed, QSizePolicy.Policy.Preferred if breaks else fixed
        )
        if name:
            a11y.name(self, name)
        if self._keys:
            self.set_key(self._keys[0])

    @property
    def key(self) -> str:
        """The chosen key."""
        number = self._group.checkedId()
        return self._keys[number] if number >= 0 else ""

    def _breaking_row(self) -> QLayout:
        from il_desktop.views.shared.flow import FlowLayout  # noqa: PLC0415  not for the first picture

        return FlowLayout(0, self, row_gap=theme.SPACE[1])

    def set_key(self, key: str) -> None:
        """Choose without a signal; an unknown key is ignored."""
        if key in self._keys:
            self._group.button(self._keys.index(key)).setChecked(True)

    @Slot(int)
    def _pick(self, number: int) -> None:
        self.chosen.emit(self._keys[number])
