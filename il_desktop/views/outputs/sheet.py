"""Certificates, letters, newsletter: what to make, of which days, for whom; look at a page; write it.

Only what may leave is offered (`domain.outputs`); what needs a yes of its person is marked and starts without a tick.
Writing happens beside the window, can be stopped, and is noted in the export log.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.errors import BadFile, UserFacingError
from il_desktop.domain.outputs import OutputItem, Outputs
from il_desktop.interchange.files import WrittenFile
from il_desktop.queries import outputs as queries
from il_desktop.reports.certificate import DESIGNS, CertificateStyle
from il_desktop.views.outputs import jobs
from il_desktop.views.outputs.item_list import ItemList
from il_desktop.views.outputs.preview import Preview
from il_desktop.views.outputs.school_choices import SchoolChoices
from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.dialogs import take_size
from il_desktop.views.shared.fields import DateField
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.kit import SegmentedControl
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.shell import Shell
from il_desktop.views.shared.writing_sheet import WritingSheet
from il_desktop.wording import papers_recognition as say
from il_desktop.wording.format import count_text, date_text
from il_desktop.wording.problems import problem_sentence

KINDS = (
    (jobs.CERTIFICATES, "Certificates"), (jobs.CARDS, "Cards"), (jobs.LETTERS, "Letters"), (jobs.MAIL, "E-mail drafts"),
    (jobs.NEWSLETTER, "Newsletter"), (jobs.SLIDE, "Slide"),
)  # fmt: skip
HINTS = {
    jobs.CERTIFICATES: "One page for each ticked recognition.",
    jobs.CARDS: "Four cards to a page, with marks to cut along.",
    jobs.LETTERS: "One letter to a page. A Word file uses your letterhead when you have chosen one.",
    jobs.MAIL: "Drafts that your mail program opens. Nothing is sent from here.",
    jobs.NEWSLETTER: "Only what is public, and nobody who prefers private.",
    jobs.SLIDE: "Plain words to paste into a slide. Only what is public.",
}
_NAMES = {
    ".pdf": "PDF (*.pdf)", ".docx": "Word (*.docx)", ".html": "Web page (*.html)", ".txt": "Text (*.txt)",
    ".eml": "E-mail drafts (*.eml)",
}  # fmt: skip
_DAYS = 90
_TASK = "outputs.write"


class OutputsSheet(WritingSheet):
    """A sheet over the window. Keys: Enter saves, Esc closes or stops what is being written."""

    _progressed = Signal(int, int)

    def __init__(self, shell: Shell, parent: QWidget | None, kind: str = jobs.CERTIFICATES) -> None:
        super().__init__(parent, "Certificates, letters, newsletter", "Save…")
        self._shell = shell
        self._found = Outputs((), 0)
        self._build()
        self.kinds.set_key(kind)
        self.designs.set_key(str(shell.settings().certificate_design))
        today = shell.today()
        self.first.set_value(today - timedelta(days=_DAYS))
        self.last.set_value(today)
        self._progressed.connect(self._show_progress)
        take_size(self, 980, 680)
        self.refresh()

    # Building

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.MARGIN, 20, theme.MARGIN, 16)
        outer.setSpacing(12)
        outer.addWidget(PlainLabel("Certificates, letters, newsletter", "page", strong=True, parent=self))
        self.kinds = SegmentedControl(KINDS, "What to make", self)
        outer.addWidget(self.kinds, 0, Qt.AlignmentFlag.AlignLeft)
        self.hint = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        outer.addWidget(self.hint)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addLayout(self._left(), 46)
        middle.addLayout(self._right(), 54)
        outer.addLayout(middle, 1)
        foot = QHBoxLayout()
        self.fill_foot(foot)
        outer.addLayout(foot)
        self.save.clicked.connect(self.save_file)
        self.kinds.chosen.connect(self._take_kind)
        self.designs.chosen.connect(self._take_design)
        self.list.changed.connect(self._show)
        for field in (self.first, self.last):
            field.accepted.connect(self._take_date)

    def _left(self) -> QVBoxLayout:
        words, today = self._shell.words, self._shell.today
        column = QVBoxLayout()
        column.setSpacing(8)
        self.first, self.last = (
            DateField(name, today=today, show=self._date_text, day_first=words.day_first, parent=self)
            for name in ("First day", "Last day")
        )
        dates = FlowLayout(8)
        for label, field in (("Given from", self.first), ("to", self.last)):
            field.setMinimumWidth(theme.current().px(112))
            dates.addWidget(PlainLabel(label, "caption", muted=True, parent=self))
            dates.addWidget(field)
        column.addLayout(dates)
        self.list = ItemList(self)
        column.addWidget(self.list, 1)
        self.count = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        column.addWidget(self.count)
        return column

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        self.designs = SegmentedControl(tuple((str(key), name) for key, name in DESIGNS.items()), "Design", self)
        column.addWidget(self.designs, 0, Qt.AlignmentFlag.AlignLeft)
        self.preview = Preview(self)
        column.addWidget(self.preview, 1)
        self.missing = PlainLabel("", "caption", tone="attention", fit="wrap", parent=self)
        column.addWidget(self.missing)
        self.school = SchoolChoices(self._shell, self)
        self.school.changed.connect(self._show)
        self.school.refused.connect(self._tell)
        column.addWidget(self.school)
        return column

    def _date_text(self, day: date) -> str:
        return date_text(day, self._shell.words)

    # Showing

    @property
    def kind(self) -> str:
        """What is to be made."""
        return self.kinds.key

    @Slot()
    def refresh(self) -> None:
        """Read again what may leave of the days chosen."""
        if isinstance(self.first.value, date) and isinstance(self.last.value, date):
            self._found = self._shell.desk.read(queries.outputs, self.first.value, self.last.value)
        is_list = self.kind in jobs.LISTS
        self.hint.setText(HINTS[self.kind])
        self.designs.setVisible(self.kind in (jobs.CERTIFICATES, jobs.CARDS))
        self.school.show_for(self.kind, self._style())
        self.list.show_items(self._found.listed if is_list else self._found.items, self._shell.words)

    @Slot()
    def _show(self) -> None:
        """Follow the ticks and the cursor: count, preview, missing characters."""
        chosen = self.list.chosen
        asked = sum(not item.may_be_listed for item in chosen)
        said = count_text(len(chosen), "recognition ticked", "recognitions ticked")
        if asked:
            said += f", {asked} of them only because you say their person agreed"
        inside = self._found.kept_inside
        kept = f" {count_text(inside, 'other stays', 'others stay')} inside: private, or not wished." if inside else ""
        self.count.setText(f"{said}.{kept}")
        self.save.setEnabled(bool(chosen) and not self.is_writing and not self._shell.desk.is_read_only)
        self._preview(chosen)

    def _preview(self, chosen: tuple[OutputItem, ...]) -> None:
        item = self.list.current
        if item is None:
            self.preview.show_text("Nothing may leave of these days yet. Choose a longer stretch, or make one public.")
            self.missing.hide()
            return
        sender = say.Sender(*self._style()[:3])
        if self.kind in jobs.DRAWN:
            self._preview_page(item)
        elif self.kind == jobs.SLIDE:
            self.preview.show_text(say.slide_text(chosen, sender.school))
        elif self.kind == jobs.NEWSLETTER:
            self.preview.show_text("\n\n".join(_newsletter_lines(each) for each in chosen))
        else:
            subject, text = say.mail_texts(item, sender)
            self.preview.show_text(f"{subject}\n\n{text}")
        self._tell_missing(chosen)

    def _preview_page(self, item: OutputItem) -> None:
        page = say.certificate_of(item, self._shell.words)
        width = max(400, round(self.preview.width() * self.devicePixelRatioF()))
        image = QImage()
        try:
            image = self._picture(item, width)
            self.said.setText("")
        except BadFile as error:
            self.said.setText(problem_sentence(error, self._shell.words))
        self.preview.show_image(image, f"{page.title}, {page.name}. {page.did} {page.why}")

    def _picture(self, item: OutputItem, width: int) -> QImage:
        from il_desktop.views.printing import certificates, letters  # noqa: PLC0415  on demand

        if self.kind == jobs.LETTERS:
            return letters.letter_picture(
                say.letter_of(item, self._shell.today(), self._shell.words), self._style(), width
            )
        draw = certificates.card_picture if self.kind == jobs.CARDS else certificates.certificate_picture
        return draw(say.certificate_of(item, self._shell.words), self._style(), width)

    def _tell_missing(self, chosen: tuple[OutputItem, ...]) -> None:
        from il_desktop.views.printing.certificates_type import missing_characters  # noqa: PLC0415  on demand

        lost = missing_characters(tuple(text for item in chosen for text in (item.name, item.did, item.why)))
        names = [item.name for item in chosen if set(item.name) & set(lost)]
        where = f" in {', '.join(names[:3])}" if names else ""
        self.missing.setText(
            f"No font of this computer can draw {' '.join(lost[:12])}{where}. Install one that can, for example Noto."
        )
        self.missing.setVisible(bool(lost))

    def _style(self) -> CertificateStyle:
        settings = self._shell.settings()
        signed = self._shell.desk.read(queries.signature, settings.principal_id, self._shell.today())
        return CertificateStyle(
            settings.school_name, signed.name, settings.signature_role, signed.year, int(self.designs.key or "1"),
            settings.paper_size, settings.logo_file,
        )  # fmt: skip

    # Choosing

    @Slot(str)
    def _take_kind(self, _key: str) -> None:
        self.said.setText("")
        self.refresh()

    @Slot(str)
    def _take_design(self, key: str) -> None:
        if not self._shell.desk.is_read_only and int(key) != self._shell.settings().certificate_design:
            self.school.change(certificate_design=int(key))
        self._show()

    @Slot(object)
    def _take_date(self, _day: object) -> None:
        self.refresh()

    @Slot(str)
    def _tell(self, sentence: str) -> None:
        self.said.setText(sentence)
        a11y.announce(self, sentence, urgent=True)

    # Writing

    @Slot()
    def save_file(self) -> None:
        """Ask where, then write beside the window."""
        chosen = self.list.chosen
        if self.is_writing or not chosen or not (self.first.is_valid and self.last.is_valid):
            return
        endings = jobs.ENDINGS[self.kind]
        folder = Path.home() / "Documents"
        start = (folder if folder.is_dir() else Path.home()) / f"{self.kinds_text()}{endings[0]}"
        path = self._shell.ask.save_file(self, self.kinds_text(), ";;".join(_NAMES[one] for one in endings), start)
        if path is None:
            return
        if path.suffix.lower() not in endings:
            path = path.with_name(f"{path.name}{endings[0]}")
        items = chosen if self.kind in jobs.LISTS else queries.in_name_order(chosen)
        job = jobs.Job(
            self.kind, items, self._style(), path, self._shell.today(), self.first.value, self.last.value,
            self._shell.words, self._shell.settings().letterhead_file,
        )  # fmt: skip
        self._set_writing(is_writing=True)
        self._shell.tasks.start(
            _TASK, jobs.write, job, self._progressed.emit, self._stop.is_set, done=self._written, failed=self._failed
        )

    def kinds_text(self) -> str:
        """Return what is to be made, in words."""
        return dict(KINDS)[self.kind]

    @Slot(int, int)
    def _show_progress(self, done: int, total: int) -> None:
        if self.is_writing and not self._stop.is_set():
            self.said.setText(f"{done} of {total} …")

    def _written(self, files: tuple[WrittenFile, ...]) -> None:
        self._set_writing(is_writing=False)
        audience = "public" if self.kind in jobs.LISTS else "person"
        for written in files:
            kind = written.path.suffix.lower().removeprefix(".")
            try:
                self._shell.desk.run(
                    commands.exports.log_export, written.path.name, written.sha256, audience, kind=kind, with_names=True
                )
            except UserFacingError as error:
                self._failed(error)
                return
            self._shell.messages.forget()
        if self._is_closing:
            self.close()
            return
        name = files[0].path.name if len(files) == 1 else f"{len(files)} files"
        self.said.setText(f"Written: {name}." if files else "Stopped; nothing was written.")
        if files:
            self._shell.messages.note(self.said.text())
        a11y.announce(self, self.said.text())

    def _failed(self, error: Exception) -> None:
        self._set_writing(is_writing=False)
        if isinstance(error, OSError):
            error = BadFile(Path("file"), "cannot_write", error.strerror or "")
        if not isinstance(error, UserFacingError):
            raise error
        self._tell(problem_sentence(error, self._shell.words))

    def _set_writing(self, *, is_writing: bool) -> None:
        others = (self.kinds, self.list, self.designs, self.first, self.last, self.school)
        self.hold(*others, is_writing=is_writing)
        self.save.setEnabled(not is_writing and bool(self.list.chosen))


def _newsletter_lines(item: OutputItem) -> str:
    said = " ".join(filter(None, (say.sentence(item.did), say.sentence(item.why))))
    return f"{item.name}\n{said}\n{say.role_text(item)}"
