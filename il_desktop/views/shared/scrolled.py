"""Lets one widget scroll on the plane it lies on: no frame, no background of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from il_desktop.views.shared import a11y


class Scrolled(QScrollArea):
    """Up and down alone unless `sideways`. With a name keys reach it and scroll it, else only what it holds."""

    def __init__(self, parent: QWidget, name: str = "", *, sideways: bool = False) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.viewport().setAutoFillBackground(False)
        if not sideways:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if name:
            a11y.name(self, name)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def hold(self, widget: QWidget) -> None:
        """Take what scrolls; Qt gives it a background, which is taken away again."""
        self.setWidget(widget)
        widget.setAutoFillBackground(False)
