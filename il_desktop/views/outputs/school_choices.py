"""What the school decides once for all its papers: size, who signs, logo and letterhead. Kept in the settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.errors import BadFile, UserFacingError
from il_desktop.reports.certificate import CertificateStyle
from il_desktop.views.outputs import jobs
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.kit import SegmentedControl, link_button
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.problems import problem_sentence


class SchoolChoices(QWidget):
    """Signals: changed() when a choice was kept, refused(str) with the sentence why it was not."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self.papers = SegmentedControl((("letter", "Letter"), ("a4", "A4")), "Paper", self)
        self.signed = link_button("", parent=self)
        self.logo = link_button("", parent=self)
        self.letterhead = link_button("", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.papers, 0, Qt.AlignmentFlag.AlignLeft)
        row = FlowLayout(8)
        for button in (self.signed, self.logo, self.letterhead):
            row.addWidget(button)
        column.addLayout(row)
        self.papers.chosen.connect(self._take_paper)
        self.signed.clicked.connect(self._choose_role)
        self.logo.clicked.connect(self._choose_logo)
        self.letterhead.clicked.connect(self._choose_letterhead)

    def show_for(self, kind: str, style: CertificateStyle) -> None:
        """Show the choices that matter for a kind of paper."""
        is_drawn = kind in jobs.DRAWN
        self.logo.setVisible(is_drawn)
        self.letterhead.setVisible(kind == jobs.LETTERS)
        self.papers.setVisible(kind not in (jobs.SLIDE, jobs.MAIL))
        self.signed.setVisible(kind not in jobs.LISTS)
        self._show(style.signer)

    def change(self, **values: Any) -> None:
        """Keep settings, as one step to undo."""
        try:
            self._shell.desk.run(commands.settings.change_settings, **values)
        except UserFacingError as error:
            self.refused.emit(problem_sentence(error, self._shell.words))

    def _show(self, signer: str) -> None:
        settings = self._shell.settings()
        self._signer = signer
        who = ", ".join(filter(None, (signer, settings.signature_role)))
        self.signed.setText(f"Signed: {who or 'nobody yet'}")
        self.papers.set_key(settings.paper_size)
        self.logo.setText(f"Logo: {Path(settings.logo_file).name}" if settings.logo_file else "School logo…")
        head = settings.letterhead_file
        self.letterhead.setText(f"Letterhead: {Path(head).name}" if head else "Letterhead…")

    def _keep(self, **values: Any) -> None:
        self.change(**values)
        self._show(self._signer)
        self.changed.emit()

    @Slot(str)
    def _take_paper(self, key: str) -> None:
        if not self._shell.desk.is_read_only and key != self._shell.settings().paper_size:
            self._keep(paper_size=key)

    @Slot()
    def _choose_role(self) -> None:
        """Ask for what stands under the name; the name is the principal's, from the preferences."""
        role = self._shell.settings().signature_role
        said = self._shell.ask.text(self, "Signed", "Under the name of the principal", role)
        if said is not None and said != role:
            self._keep(signature_role=said)

    @Slot()
    def _choose_logo(self) -> None:
        path = self._shell.ask.open_file(self, "School logo", "Pictures (*.png *.svg);;All files (*)")
        if path is None:
            return
        from il_desktop.views.printing.certificates_logo import Logo  # noqa: PLC0415  on demand

        try:
            Logo(path)
        except BadFile as error:
            self.refused.emit(problem_sentence(error, self._shell.words))
        else:
            self._keep(logo_file=str(path))

    @Slot()
    def _choose_letterhead(self) -> None:
        path = self._shell.ask.open_file(self, "Letterhead", "Word documents (*.docx);;All files (*)")
        if path is None:
            return
        from il_desktop.reports.letterhead import read_template  # noqa: PLC0415  on demand

        try:
            read_template(path)
        except BadFile as error:
            self.refused.emit(problem_sentence(error, self._shell.words))
        else:
            self._keep(letterhead_file=str(path))
