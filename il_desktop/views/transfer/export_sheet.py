"""Export: which days, for whom, how much; then exactly what goes out, and what to do in Outlook.

Nothing is written before Save. Looking and writing happen beside the window, so that a whole year never holds it up.
What goes out is decided by the queries and `interchange`; the sentences are `wording`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.errors import UserFacingError
from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.dialogs import take_size
from il_desktop.views.shared.kit import link_button
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.scrolled import Scrolled
from il_desktop.views.shared.shell import Shell
from il_desktop.views.shared.writing_sheet import WritingSheet
from il_desktop.views.transfer.export_pick import ExportPick
from il_desktop.views.transfer.export_preview import ExportPreview
from il_desktop.wording import preflight as say
from il_desktop.wording.format import count_text, days_text

if TYPE_CHECKING:
    from il_desktop.queries.export_apart import WrittenExport
    from il_desktop.queries.export_prepare import Prepared

FILTERS = {
    "ics": "Calendars (*.ics);;All files (*)",
    "csv": "Tables (*.csv);;All files (*)",
    "xlsx": "Workbooks (*.xlsx);;All files (*)",
}
_LOOK, _WRITE = "export.look", "export.write"


class ExportSheet(WritingSheet):
    """A sheet over the window; each choice shows at once what would go out. Keys: Esc closes, Enter saves."""

    def __init__(self, shell: Shell, parent: QWidget | None, first: date, last: date) -> None:
        super().__init__(parent, "Export to Outlook", "Save file…")
        self._shell = shell
        self._prepared: Prepared | None = None  # None also once it is saved
        self.is_looking = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 20, 0, 16)
        outer.setSpacing(12)
        head = _padded(outer)
        head.addWidget(PlainLabel("Export to Outlook", "page", strong=True, parent=self), 1)
        self.feed = link_button("Published calendar…", parent=self)
        self.feed.clicked.connect(self._open_feed)
        head.addWidget(self.feed)
        self._build_body(outer, first, last)
        self._build_buttons(outer)
        take_size(self, 760, 680)
        self.refresh()

    def _build_body(self, outer: QVBoxLayout, first: date, last: date) -> None:
        self._scroll = Scrolled(self)
        content = QWidget(self._scroll)
        body = QVBoxLayout(content)
        body.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 8)
        body.setSpacing(12)
        self.pick = ExportPick(self._shell, first, last, content)
        self.pick.changed.connect(self.refresh)
        self.by_term = QCheckBox("One file for each term", content)
        a11y.name(self.by_term, "One file for each term")
        self.by_term.clicked.connect(self.refresh)
        self._large = PlainLabel("", "caption", muted=True, fit="wrap", parent=content)
        self.preview = ExportPreview(self._shell, content)
        self.preview.ticked.connect(self._tick)
        for widget in (self.pick, self._large, self.by_term, self.preview):
            body.addWidget(widget)
        body.addStretch(1)
        self._scroll.hold(content)
        outer.addWidget(self._scroll, 1)

    def _build_buttons(self, outer: QVBoxLayout) -> None:
        self.fill_foot(_padded(outer))
        self.save.clicked.connect(self.save_file)

    # Looking

    @property
    def is_busy(self) -> bool:
        """Whether something is being looked up or written."""
        return self.is_looking or self.is_writing

    @Slot()
    def refresh(self) -> None:
        """Look again at what would go out, beside the window."""
        self.said.setText("")
        self._prepared = None
        self.save.setEnabled(False)
        wish = self.pick.wish(by_term=self.by_term.isChecked() and not self.by_term.isHidden())
        if wish is None:
            self._shell.tasks.cancel(_LOOK)
            self.is_looking = False
            self._show_terms(None)
            missing = (
                "Tick at least one kind of time." if self.pick.has_dates else "The last day lies before the first."
            )
            self.preview.show_waiting(missing)
            return
        from il_desktop.queries.export_apart import prepare_apart  # noqa: PLC0415  not needed at start

        self.is_looking = True
        self.preview.count.setText("Looking at what goes out…")
        self._shell.tasks.start(
            _LOOK,
            prepare_apart,
            self._shell.desk.path,
            wish,
            self._shell.today(),
            done=self._show,
            failed=self._fail,
        )

    def _show(self, prepared: Prepared) -> None:
        self.is_looking = False
        self._prepared = prepared
        self._show_terms(prepared)
        kind = self.pick.kinds.key
        self.preview.show_prepared(prepared, kind)
        self.save.setEnabled(prepared.plan.count > 0)
        self.save.setText("Save files…" if prepared.wish.dated and prepared.terms else "Save file…")

    def _show_terms(self, prepared: Prepared | None) -> None:
        is_large = prepared is not None and bool(prepared.terms) and self.pick.kinds.key == "ics"
        self.by_term.setVisible(is_large)
        self._large.setVisible(is_large)
        if prepared is not None and is_large:
            self._large.setText(say.large_sentence(prepared.plan.count, len(prepared.terms)))

    def _fail(self, error: Exception) -> None:
        self.is_looking = self.is_writing = False
        if not isinstance(error, UserFacingError):
            raise error
        self._shell.messages.problem(error)
        self.close()

    # Writing

    @Slot()
    def save_file(self) -> None:
        """Ask where, write the file and note it; the sheet stays for what is left to do in Outlook."""
        prepared = self._prepared
        if prepared is None or self.is_busy:
            return
        kind = self.pick.kinds.key
        path = self._shell.ask.save_file(self, "Export to Outlook", FILTERS[kind], self._start_path(prepared, kind))
        if path is None:
            return
        path = path if path.suffix.lower() == f".{kind}" else path.with_name(f"{path.name}.{kind}")
        from il_desktop.queries.export_apart import write_apart  # noqa: PLC0415  not needed at start

        self._set_writing(is_writing=True)
        self._shell.tasks.start(
            _WRITE,
            write_apart,
            self._shell.desk.path,
            prepared,
            path,
            self.pick.form,
            self._shell.today(),
            self._stop.is_set,
            done=self._written,
            failed=self._fail,
        )

    def _set_writing(self, *, is_writing: bool) -> None:
        self.hold(self.pick, self.by_term, is_writing=is_writing)
        if is_writing:
            self.said.setText("Writing the file…")

    def _written(self, outcome: WrittenExport) -> None:
        self._set_writing(is_writing=False)
        try:
            self._note(outcome)
        except UserFacingError as error:
            self._fail(error)
            return
        if self._is_closing:
            self.close()
        elif outcome.problem is not None:
            self._fail(outcome.problem)
        elif outcome.is_stopped:
            self.said.setText("Stopped; nothing was written." if not outcome.files else "Stopped after a file.")
        else:
            self._tell(outcome)

    def _note(self, outcome: WrittenExport) -> None:
        """Note in the school file what was written, also where a later file failed."""
        if self._shell.desk.is_read_only:
            return
        from il_desktop.queries.export_apart import kind_of  # noqa: PLC0415  not needed at start
        from il_desktop.queries.export_files import term_note  # noqa: PLC0415  same

        for number, (prepared, written) in enumerate(outcome.files):
            note = term_note(prepared, written, number)
            if note is not None:
                self._shell.desk.run(commands.exports.note_export, note)
            else:
                wish = prepared.wish
                self._shell.desk.run(
                    commands.exports.log_export,
                    written.path.name,
                    written.sha256,
                    wish.audience.value,
                    kind=kind_of(written.path).value,
                    with_names=wish.allowed.with_names,
                )
            self._shell.messages.forget()

    def _tell(self, outcome: WrittenExport) -> None:
        prepared = self._prepared or outcome.files[0][0]
        wish, kind = prepared.wish, self.pick.kinds.key
        entries = sum(part.plan.count if kind == "ics" else part.preflight.total for part, _written in outcome.files)
        names = " and ".join(written.path.name for _part, written in outcome.files)
        dates = days_text(wish.first, wish.last, self._shell.words)
        has_titles = wish.audience.value == "public" or wish.allowed.with_names
        sentence = say.exported_sentence(entries, dates, names, has_titles=has_titles)
        self._shell.messages.note(sentence)
        # What changed is now known as it went out; its old entry can be read off the list, but no longer be forgotten.
        old = list(prepared.delete_first)
        self.preview.show_old(old, can_tick=frozenset(each.id for each in prepared.delta.gone))
        self._prepared = None
        left = f"{count_text(len(old), 'entry', 'entries')} to delete in Outlook before you import it." if old else ""
        self.said.setText(f"{sentence} {left}".strip())
        a11y.announce(self, self.said.text())
        self._scroll.ensureWidgetVisible(self.preview.old_card if old else self.preview.after_card)
        self.save.setEnabled(False)
        self.dismiss.setFocus()

    def _start_path(self, prepared: Prepared, kind: str) -> Path:
        folder = Path.home() / "Documents"
        wish = prepared.wish
        name = f"{say.AUDIENCE_NAMES[wish.audience.value].lower()} {wish.first.isoformat()}.{kind}"
        return (folder if folder.is_dir() else Path.home()) / name

    @Slot(str)
    def _tick(self, key: str) -> None:
        """Take an entry off the list: the user has deleted it in Outlook."""
        try:
            self._shell.desk.run(commands.exports.tick_deleted, [key])
        except UserFacingError as error:
            self._shell.messages.problem(error)
            return
        has_more_to_write = self._prepared is not None
        self.preview.forget_old(key)
        if has_more_to_write:
            self.refresh()

    @Slot()
    def _open_feed(self) -> None:
        from il_desktop.views.transfer.feed_sheet import FeedSheet  # noqa: PLC0415  rare

        FeedSheet(self._shell, self).show()

    # Qt overrides

    def closeEvent(self, event: QCloseEvent) -> None:
        """Drop what is looked up, once nothing is written any more."""
        super().closeEvent(event)
        if event.isAccepted():
            self._shell.tasks.cancel(_LOOK)


def _padded(outer: QVBoxLayout) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(QMargins(theme.MARGIN, 0, theme.MARGIN, 0))
    row.setSpacing(8)
    outer.addLayout(row)
    return row
