"""The dates of a repeating block that differ from its rule, each with the way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from il_desktop.domain.blocks import BlockRef
from il_desktop.queries.series import SeriesException
from il_desktop.views.shared import a11y
from il_desktop.views.shared.kit import PlainLabel, link_button
from il_desktop.views.week.tip import when_text
from il_desktop.wording.format import Words, count_text, day_text

MOST_SHOWN = 20


class _Back(QObject):
    """Carries one date from its button to the list."""

    def __init__(self, owner: ExceptionList, ref: BlockRef) -> None:
        super().__init__(owner)
        self._owner = owner
        self._ref = ref

    @Slot()
    def go(self) -> None:
        """Ask for the rule's own place."""
        self._owner.restore_wanted.emit(self._ref)


class ExceptionList(QWidget):
    """Lists changed and cancelled dates. Signal: restore_wanted(BlockRef)."""

    restore_wanted = Signal(object)

    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(2)
        self._rows: list[QWidget] = []
        self._backs: list[_Back] = []

    def show_exceptions(self, exceptions: Sequence[SeriesException]) -> None:
        """Show the newest `MOST_SHOWN` dates, and how many there are."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        for back in self._backs:
            back.deleteLater()
        self._rows, self._backs = [], []
        differing = [one for one in exceptions if one.what != "recorded"]
        recorded = len(exceptions) - len(differing)
        if differing:
            text = f"{count_text(len(differing), 'date differs', 'dates differ')} from the rule"
            self._add(PlainLabel(text, "caption", muted=True, parent=self))
        for exception in differing[-MOST_SHOWN:]:
            self._add(self._row(exception))
        if recorded:
            text = f"{count_text(recorded, 'date has', 'dates have')} a record and will not change."
            self._add(PlainLabel(text, "caption", muted=True, fit="wrap", parent=self))
        self.setVisible(bool(exceptions))

    def _add(self, row: QWidget) -> None:
        self._column.addWidget(row)
        self._rows.append(row)

    def _row(self, exception: SeriesException) -> QWidget:
        widget = QWidget(self)
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        day = day_text(exception.on, self._words)
        row.addWidget(PlainLabel(f"{day}: {self._said(exception)}", fit="wrap", parent=widget), 1)
        button = link_button("Back to the rule", parent=widget)
        a11y.name(button, f"Back to the rule: {day}")
        back = _Back(self, exception.ref)
        button.clicked.connect(back.go)
        self._backs.append(back)
        row.addWidget(button)
        return widget

    def _said(self, exception: SeriesException) -> str:
        if exception.what == "cancelled":
            return "left out"
        if exception.what == "moved":
            return f"moved to {when_text(exception.span, self._words)}"
        return "changed"
