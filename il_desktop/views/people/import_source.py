"""Where a staff list comes from: a file that is chosen or dropped, or rows that are pasted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from il_desktop.views.shared import a11y
from il_desktop.views.shared.kit import Card, outline_button, section_title
from il_desktop.views.shared.oneroster_import import FILTER
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.shell import Shell

LISTS = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".xlsm", ".zip")
EXAMPLE = "First name\tLast name\tE-mail\tDepartment\nDaniel\tOkoye\tdaniel.okoye@example.org\tMath 6"


class ImportSource(Card):
    """Signals: chosen(Path) for a file, pasted(str) for rows, cancelled()."""

    chosen = Signal(object)
    pasted = Signal(str)
    cancelled = Signal()

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__("Bring in the staff list", parent=parent)
        self._shell = shell
        self.choose = outline_button("Choose a file …", "folder-open", self)
        self.paste = QPlainTextEdit(self)
        self.read_paste = outline_button("Read the pasted list", "clipboard-list", self)
        self.cancel = outline_button("Cancel", parent=self)
        self._build()
        self.choose.clicked.connect(self._choose_file)
        self.read_paste.clicked.connect(self._read_pasted)
        self.cancel.clicked.connect(self.cancelled)

    def take_focus(self) -> None:
        """Put the focus where rows are pasted."""
        self.paste.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _choose_file(self) -> None:
        kinds = " ".join(f"*{ending}" for ending in LISTS if ending != ".xlsm")
        filters = f"Staff lists and OneRoster exports ({kinds});;{FILTER};;All files (*)"
        path = self._shell.ask.open_file(self, "Choose a staff list", filters)
        if path is not None:
            self.chosen.emit(path)

    @Slot()
    def _read_pasted(self) -> None:
        text = self.paste.toPlainText()
        if text.strip():
            self.pasted.emit(text)
        else:
            self._shell.messages.problem(
                "Nothing is pasted yet. Copy the list from your spreadsheet and paste it here."
            )

    def _build(self) -> None:
        self.body.addWidget(
            PlainLabel(
                "A spreadsheet or CSV file from your office, a OneRoster export, or rows copied from anywhere. You see"
                " what would happen before anything is written, and Undo takes all of it back.",
                muted=True,
                fit="wrap",
                parent=self,
            )
        )
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(section_title("Or paste here", self))
        a11y.name(self.paste, "Pasted staff list")
        self.paste.setPlaceholderText(EXAMPLE)
        self.paste.setTabChangesFocus(True)
        self.paste.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.body.addWidget(self.paste, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.read_paste)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        self.body.addLayout(buttons)


def dropped_list(event: QDropEvent) -> Path | None:
    """Return the one list among what is dragged, None when there is none."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in LISTS else None
