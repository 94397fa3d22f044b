"""What stands over the roster: which people, a search, and the ways to more of them."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from il_desktop.views.shared import a11y
from il_desktop.views.shared.kit import SegmentedControl, outline_button


class RosterBar(QWidget):
    """Holds the controls; the page decides what they do."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.group = SegmentedControl(
            [("teachers", "Teachers"), ("staff", "All staff"), ("left", "Left")], "Show", self
        )
        self.search = QLineEdit(self)
        a11y.name(self.search, "Search people")
        self.search.setPlaceholderText("Search name, department, e-mail")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(320)
        self.teams = outline_button("Teams", "users", self)
        self.bring = outline_button("Import", "upload", self)
        self.add = outline_button("Add person", "user-plus", self)
        bar = QHBoxLayout(self)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(8)
        bar.addWidget(self.group)
        bar.addWidget(self.search, 1)
        bar.addStretch(1)
        for button in (self.teams, self.bring, self.add):
            bar.addWidget(button)
