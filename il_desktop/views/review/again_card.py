"""What should be looked at again this week: interventions, challenges, curriculum units, the vision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from il_desktop.domain.improvement import DueItem
from il_desktop.views.shared import a11y
from il_desktop.views.shared.kit import Card, Hairline, PlainLabel, link_button
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.improvement import review_line

MOST = 6
_PAGES = {"challenge": "improve", "unit": "library", "test": "improve", "intervention": "improve"}


class AgainCard(Card):
    """Hidden where nothing waits. Signal: open_wanted(str page, str key)."""

    open_wanted = Signal(str, str)

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__("To look at again", parent=parent)
        self._shell = shell
        self.items: tuple[DueItem, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addLayout(self._rows)

    def show_items(self, items: Sequence[DueItem], today: date) -> None:
        """List the reviews that are due, those that wait longest first."""
        self.items = tuple(items)
        self.setVisible(bool(items))
        while (place := self._rows.takeAt(0)) is not None:
            widget = place.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, item in enumerate(self.items[:MOST]):
            if number:
                self._rows.addWidget(Hairline(parent=self))
            self._rows.addWidget(self._row(number, item, today))
        if len(items) > MOST:
            text = f"{len(items) - MOST} more stand among the next 90 days."
            self._rows.addWidget(PlainLabel(text, "caption", muted=True, parent=self))

    def _row(self, number: int, item: DueItem, today: date) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(PlainLabel(item.title, strong=True, fit="elide", parent=holder))
        line = review_line(item, today, self._shell.words)
        told.addWidget(PlainLabel(line, "caption", muted=True, fit="wrap", parent=holder))
        row.addLayout(told, 1)
        button = link_button("Open", parent=holder)
        a11y.name(button, f"Open {item.title}, {line}")
        button.setProperty("number", number)
        button.clicked.connect(self._open)
        row.addWidget(button)
        return holder

    @Slot()
    def _open(self) -> None:
        sender = self.sender()
        if sender is not None:
            item = self.items[int(sender.property("number"))]
            key = "vision" if item.kind == "vision" else item.id
            self.open_wanted.emit(_PAGES.get(item.kind, "goals"), key)
