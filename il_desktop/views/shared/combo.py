"""A list to choose from that shortens a text too long for it, as Qt's own cuts it off without a sign."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QToolTip

from il_desktop.views.shared.plain import escaped

_AROUND = 4  # pixels between the glyph and the words
_MARGIN = 2  # pixels that the style leaves beside the words


class ComboBox(QComboBox):
    """Shows the chosen text with … where it is cut; the tool tip then has the whole."""

    def shown_text(self) -> str:
        """Return the words as they are drawn."""
        return self._shortened(self._option())

    def _option(self) -> QStyleOptionComboBox:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return option

    def _shortened(self, option: QStyleOptionComboBox) -> str:
        place = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        glyph = 0 if option.currentIcon.isNull() else option.iconSize.width() + _AROUND
        room = place.width() - glyph - _MARGIN
        return self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Wish for room for every choice whole: Qt counts a pixel or two too few at some text sizes."""
        return super().sizeHint() + QSize(2 * _MARGIN, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, glyph and the words, shortened where they must be."""
        if self.isEditable():
            super().paintEvent(event)
            return
        option = self._option()
        option.currentText = self._shortened(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def event(self, event: QEvent) -> bool:
        """Tell the whole text where it is shortened."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and not self.toolTip():
            if self.shown_text() != self.currentText():
                QToolTip.showText(event.globalPos(), escaped(self.currentText()), self)
            return True
        return super().event(event)
