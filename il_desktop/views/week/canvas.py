"""What the painted calendar views have in common: one state, a look and a picture that are made again when outdated."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Slot
from PySide6.QtGui import QFocusEvent, QHelpEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from il_desktop.views.shared import plain
from il_desktop.views.shared.theme import Theme
from il_desktop.views.week.parts import Parts
from il_desktop.views.week.picture import GridState, Look


class Canvas(QWidget):
    """Base of week and month: a view without widgets for its blocks, painted from a layout that the subclass makes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state: GridState | None = None
        self._parts = Parts({}, [])
        self._look: Look | None = None
        self._picture: QPixmap | None = None
        self._has_picture = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme.changed.connect(self._restyle)

    @property
    def state(self) -> GridState | None:
        """What is shown, None before the first days."""
        return self._state

    def look_for(self, state: GridState) -> Look:
        """Return pens, faces and lengths for a state on the present screen."""
        dpr = self.devicePixelRatioF()
        if self._look is None or self._look.dpr != dpr or self._look.words != state.words:
            self._look = Look(self._theme, state.words, dpr)
        self._look.take_moment(state)
        return self._look

    @Slot()
    def picture_is_old(self) -> None:
        """Draw everything anew at the next chance."""
        self._has_picture = False
        self.update()

    def forget(self) -> None:
        """Lay out and draw everything anew; subclasses drop their places too."""
        self.picture_is_old()

    def tip_at(self, point: QPointF) -> str:  # noqa: ARG002  a view without tips says nothing
        """Return what a block or day under a point had no room for."""
        return ""

    @Slot()
    def _restyle(self) -> None:
        self._look = None
        self.forget()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Return a comfortable size for a week or month."""
        return QSize(900, 640)

    def minimumSizeHint(self) -> QSize:
        """Return a size that fits a window of 1024 x 640."""
        return QSize(420, 240)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self.forget()

    def changeEvent(self, event: QEvent) -> None:
        """Lay out anew when the font or the screen's scale changed."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.forget()

    def event(self, event: QEvent) -> bool:
        """Show in a tool tip what something had no room for."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            text = self.tip_at(QPointF(event.pos()))
            if text:
                QToolTip.showText(event.globalPos(), plain.escaped(text), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the focus ring."""
        super().focusOutEvent(event)
        self.update()
