"""Bringing a calendar in: read in its own process, shown line by line before anything is written, then one step.

The file is untrusted; nothing of it is shown but plain text.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QHeaderView, QTableView, QWidget

from il_desktop import commands
from il_desktop.domain.errors import UserFacingError
from il_desktop.queries.import_known import import_preview
from il_desktop.views.shared import tables
from il_desktop.views.shared.dialogs import PlainDialog
from il_desktop.views.shared.long_save import LongSave
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.shell import Shell
from il_desktop.wording import import_findings
from il_desktop.wording.format import count_text, span_text

if TYPE_CHECKING:
    from il_desktop.interchange.ics.incoming import CalendarRead
    from il_desktop.interchange.ics.preview import ImportItem, ImportPreview
    from il_desktop.wording.format import Words

OUTCOME_WORDS = {"new": "New", "changed": "Changed", "unchanged": "Unchanged", "refused": "Not taken"}
HEADS = ("Outcome", "Event", "When", "Remarks")


class PreviewItemModel(QAbstractTableModel):
    """One row for each event of the file, ready texts only."""

    def __init__(self, preview: ImportPreview, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self._rows = [_texts(item, words) for item in preview.shown]

    # Qt overrides

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  Qt's default
        """Return the number of events."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  Qt's default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text."""
        return self._rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's title."""
        is_title = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return HEADS[section] if is_title else None


class CalendarImport(QObject):
    """One import, from the chosen file to the written step."""

    def __init__(self, shell: Shell, window: QWidget, path: Path) -> None:
        super().__init__(window)
        self._shell = shell
        self._window = window
        self._path = path
        self._preview: ImportPreview | None = None
        self.dialog: PlainDialog | None = None
        self.saving: LongSave | None = None
        self._theirs: QCheckBox | None = None
        self._takes_theirs = False

    def read(self) -> None:
        """Read the file beside the window; the process that reads it is killed when it takes too long."""
        from il_desktop.interchange.worker import read_isolated  # noqa: PLC0415  rare

        self._shell.messages.busy(f"Reading {self._path.name} …")
        tz = self._shell.settings().tz
        self._shell.tasks.start("import", read_isolated, self._path, tz, done=self._show, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        self._shell.messages.busy("")
        if not isinstance(error, UserFacingError):
            raise error
        self._shell.messages.problem(error)
        self.deleteLater()

    def _show(self, read: CalendarRead) -> None:
        """Show what would come in; nothing is written yet."""
        self._shell.messages.busy("")
        preview = self._preview = self._shell.desk.read(import_preview, read, self._path.name)
        dialog = self.dialog = PlainDialog(self._window, f"Import “{self._path.name}”")
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.resize(860, 560)
        dialog.body.addWidget(PlainLabel(summary(preview), muted=True, fit="wrap", parent=dialog))
        for finding in preview.findings[:3]:
            sentence = import_findings.finding_sentence(*finding)
            dialog.body.addWidget(PlainLabel(sentence, "caption", tone="attention", fit="wrap", parent=dialog))
        view = QTableView(dialog)
        view.setModel(PreviewItemModel(preview, self._shell.words, view))
        tables.dress(view, "Events of the file")
        view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate((90, 260, 210)):
            view.setColumnWidth(column, width)
        dialog.body.addWidget(view, 1)
        if any(item.conflicts for item in preview.writes):
            box = self._theirs = QCheckBox("Where you and the sender changed the same, take the sender's", dialog)
            dialog.body.addWidget(box)
        dialog.add_answer("", "Cancel")
        count = len(preview.writes)
        main = dialog.add_answer("import", f"Bring in {count_text(count, 'event', 'events')}", is_main=True)
        main.setEnabled(count > 0 and not self._shell.desk.is_read_only)
        dialog.finished.connect(self._answered)
        dialog.show()

    @Slot(int)
    def _answered(self, result: int) -> None:
        """Make a backup first, then write everything as one step."""
        dialog, self.dialog = self.dialog, None
        is_wanted = dialog is not None and result == QDialog.DialogCode.Accepted and dialog.answer == "import"
        self._takes_theirs = self._theirs is not None and self._theirs.isChecked()
        if dialog is not None:
            dialog.deleteLater()
        if not is_wanted:
            self.deleteLater()
            return
        save = self.saving = LongSave(self._shell, self._window, f"Bringing in “{self._path.name}”", backs_up=True)
        save.over.connect(self.deleteLater)
        if self._preview is not None and self._preview.adds_only:
            save.start(commands.first_import.bring_in, self._preview)
        else:
            save.start(commands.transfer.import_events, self._preview, theirs=self._takes_theirs)


def summary(preview: ImportPreview) -> str:
    """Say in one sentence what the import would do."""
    counts = [(sum(item.outcome == key for item in preview.shown), word) for key, word in OUTCOME_WORDS.items()]
    parts = [f"{count} {word.lower()}" for count, word in counts if count]
    events = count_text(len(preview.shown), "event", "events")
    mended = f" {preview.repaired} mended on the way in." if preview.repaired else ""
    what = ", ".join(parts) or "nothing to bring in"
    return f"{events} in the file: {what}.{mended} Nothing is written yet; one undo takes all of it back."


def _texts(item: ImportItem, words: Words) -> tuple[str, str, str, str]:
    when = span_text(item.event.span, words) if item.event.span is not None else ""
    if item.event.repeat is not None:
        when += ", repeats"
    remarks = import_findings.findings_text(item.findings)
    if item.changes:
        remarks = f"Changed: {', '.join(item.changes)}. {remarks}".strip()
    for both in item.conflicts:
        remarks = f"{both.field.capitalize()}: yours “{both.mine}”, theirs “{both.theirs}”. {remarks}"
    return OUTCOME_WORDS[item.outcome], item.event.summary, when, remarks
