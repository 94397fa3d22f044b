"""The list of look-fors to tick for an element of the vision, a goal or a strategy."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from il_desktop.queries.vision import LookForChoice
from il_desktop.views.shared import a11y

_ROWS_SHOWN = 8
_ROW_GAP = 8


class LookForList(QListWidget):
    """Look-fors to tick; Space ticks. One that shows something else already says what, and moves when ticked."""

    def __init__(self, choices: list[LookForChoice], item_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._item_id = item_id
        a11y.name(self, "Look-fors that show this element")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight((self.fontMetrics().lineSpacing() + _ROW_GAP) * _ROWS_SHOWN + 4)
        self.setVisible(bool(choices))
        self.show_choices(choices)
        self._before = self.chosen

    def show_choices(self, choices: list[LookForChoice]) -> None:
        """Show texts and ticks as they are stored, without a signal."""
        with QSignalBlocker(self):
            for number, choice in enumerate(choices):
                row = self.item(number) or QListWidgetItem(self)
                elsewhere = f" (now with “{choice.item}”)" if choice.item_id not in ("", self._item_id) else ""
                row.setText(f"{choice.text}{elsewhere}")
                row.setData(Qt.ItemDataRole.UserRole, choice.id)
                row.setSizeHint(QSize(0, self.fontMetrics().lineSpacing() + _ROW_GAP))
                is_here = bool(self._item_id) and choice.item_id == self._item_id
                row.setCheckState(Qt.CheckState.Checked if is_here else Qt.CheckState.Unchecked)
            while self.count() > len(choices):
                self.takeItem(self.count() - 1)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the ticked look-fors."""
        rows = (self.item(number) for number in range(self.count()))
        return tuple(row.data(Qt.ItemDataRole.UserRole) for row in rows if row.checkState() == Qt.CheckState.Checked)

    @property
    def is_changed(self) -> bool:
        """Tell whether a tick was set or taken away."""
        return self.chosen != self._before
