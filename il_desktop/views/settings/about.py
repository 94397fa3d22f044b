"""About: version, what the program is made of and under which licences, and where the data is."""

from __future__ import annotations

import sys

import PySide6
from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from il_desktop import __version__
from il_desktop.views.shared import a11y, resources, theme
from il_desktop.views.shared.dialogs import take_size
from il_desktop.views.shared.kit import Hairline, outline_button, primary_button
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.shell import Shell

# name, licence; versions are asked where they cost nothing
PARTS = (
    ("Qt and PySide6", "LGPL 3.0"),
    ("SQLAlchemy", "MIT"),
    ("Alembic", "MIT"),
    ("SQLite", "public domain"),
    ("icalendar", "BSD 2-Clause"),
    ("python-dateutil", "Apache 2.0 / BSD"),
    ("click", "BSD 3-Clause"),
    ("RapidFuzz", "MIT"),
    ("platformdirs", "MIT"),
    ("Inter (font)", "SIL Open Font License 1.1"),
    ("Source Serif 4 (font of certificates)", "SIL Open Font License 1.1"),
    ("Lucide (glyphs)", "ISC, parts MIT"),
)


class About(QDialog):
    """Facts to read and to copy; nothing here can be changed. Key: Esc closes."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.setWindowTitle("About IL Desktop")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.MARGIN, 20, theme.MARGIN, 20)
        outer.setSpacing(12)
        outer.addWidget(PlainLabel("IL Desktop", "page", strong=True, parent=self))
        purpose = "A principal's goals, protected time and recognitions in one local file."
        outer.addWidget(PlainLabel(purpose, muted=True, parent=self))
        outer.addLayout(self._facts())
        outer.addWidget(Hairline(parent=self))
        outer.addWidget(PlainLabel("Made with", strong=True, parent=self))
        self.licences = QPlainTextEdit(licence_text(), self)
        self.licences.setReadOnly(True)
        self.licences.setTabChangesFocus(True)
        self.licences.setMinimumHeight(200)
        a11y.name(self.licences, "Parts and licences")
        outer.addWidget(self.licences, 1)
        outer.addLayout(self._buttons())
        take_size(self, 620, 560)

    def _facts(self) -> QGridLayout:
        facts = QGridLayout()
        facts.setHorizontalSpacing(24)
        facts.setVerticalSpacing(6)
        python = ".".join(str(part) for part in sys.version_info[:3])
        for row, (label, text) in enumerate(
            (
                ("Version", __version__),
                ("Runs on", f"PySide6 {PySide6.__version__}, Python {python}"),
                ("Your file", str(self._shell.desk.path)),
                ("Your backups", str(self._shell.desk.path.parent / "backups")),
                ("Network", "None. Nothing leaves this computer unless you export it."),
            )
        ):
            facts.addWidget(PlainLabel(label, muted=True, parent=self), row, 0)
            value = PlainLabel(text, fit="wrap", parent=self)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            facts.addWidget(value, row, 1)
        facts.setColumnStretch(1, 1)
        return facts

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        folder = outline_button("Open the data folder", "folder-open", self)
        folder.clicked.connect(self.open_folder)
        close = primary_button("Close", parent=self)
        close.clicked.connect(self.close)
        row.addWidget(folder)
        row.addStretch(1)
        row.addWidget(close)
        return row

    @Slot()
    def open_folder(self) -> None:
        """Show the folder of the file in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._shell.desk.path.parent)))


def licence_text() -> str:
    """Return the list of parts, then the full texts of what is shipped with the program itself."""
    lines = [f"{name}: {licence}" for name, licence in PARTS]
    texts = [
        path.read_text(encoding="utf-8").strip()
        for path in (
            resources.path("fonts", "OFL.txt"),
            resources.path("fonts", "OFL-SourceSerif.txt"),
            resources.path("icons", "LICENSE"),
        )
    ]
    return "\n\n".join(["\n".join(lines), *texts])
