"""The two lists of the recognition page: how they look and the card around them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QListView, QScrollArea, QStackedWidget, QWidget

from il_desktop.views.shared import tables, theme
from il_desktop.views.shared.kit import Card, Hairline

NARROW = 720  # below it the log and its neighbour stand below each other


class ListsScroll(QScrollArea):
    """The page's content; where there is little room the two lists stand below each other."""

    lists: QBoxLayout | None = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the direction of the lists."""
        if self.lists is not None:
            is_narrow = self.viewport().width() < theme.current().px(NARROW)
            way = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
            self.lists.setDirection(way)
        super().resizeEvent(event)


def line_list(name: str) -> QListView:
    """Make a list of painted lines."""
    view = QListView()
    tables.dress(view, name)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
    view.setUniformItemSizes(True)
    view.setMinimumHeight(theme.current().px(170))
    return view


def list_card(head: Sequence[QWidget], stack: QStackedWidget, pages: Sequence[QWidget], parent: QWidget) -> Card:
    """Make a card whose list reaches its edges; the last widget of the head stands at the right."""
    card = Card(parent=parent, margin=1)
    outer = card.layout()
    assert outer is not None  # noqa: S101  a card has one from the start
    outer.setContentsMargins(1, 1, 1, 2)
    card.body.setSpacing(0)
    row = QHBoxLayout()
    row.setContentsMargins(16, 9, 16, 9)
    row.setSpacing(8)
    for widget in head:
        if widget is head[-1]:
            row.addStretch(1)
        row.addWidget(widget)
    head[0].setMinimumHeight(max(24, theme.current().px(24)))
    card.body.addLayout(row)
    card.body.addWidget(Hairline(parent=card))
    for page in pages:
        stack.addWidget(page)
    card.body.addWidget(stack, 1)
    return card
