"""Export to Outlook: which days, for whom, how much; then exactly what goes out, and what to do in Outlook.

Nothing is written before Save. What goes out is decided by the queries and `interchange`; the sentences are `wording`.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QHeaderView, QScrollArea, QTableView, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.errors import UserFacingError
from il_desktop.queries.calendar import school_calendar
from il_desktop.views.shared import a11y, tables, theme
from il_desktop.views.shared.fields import DateField
from il_desktop.views.shared.kit import Card, SegmentedControl, outline_button, primary_button
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.shell import Shell
from il_desktop.views.transfer.row_item_model import RowItemModel
from il_desktop.wording import preflight as say
from il_desktop.wording.format import count_text, date_text, dated_moment_text, days_text

if TYPE_CHECKING:
    from il_desktop.interchange.ics.ledger import Known
    from il_desktop.queries.export_prepare import Prepared

CALENDAR_FILTER = "Calendars (*.ics);;All files (*)"
RANGES = (("week", "This week"), ("month", "This month"), ("term", "This term"), ("dates", "Dates"))
_CATEGORIES = {"I": "instructional", "M": "management", "P": "personal"}
_FINDINGS_SHOWN = 8
_ROWS_SHOWN = 8


class ExportSheet(QDialog):
    """A sheet over the window; each choice shows at once what would go out. Keys: Esc closes, Enter saves."""

    def __init__(self, shell: Shell, parent: QWidget | None, first: date, last: date) -> None:
        super().__init__(parent)
        self._shell = shell
        self._week = (first, last)
        self._prepared: Prepared | None = None  # None also once it is saved
        self._listed: list[Known] = []
        self.setWindowTitle("Export to Outlook")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 20, 0, 16)
        outer.setSpacing(12)
        self._add_padded(outer, PlainLabel("Export to Outlook", "page", strong=True, parent=self))
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget(self._scroll)
        self._body = QVBoxLayout(content)
        self._body.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 8)
        self._body.setSpacing(12)
        self._scroll.setWidget(content)
        content.setAutoFillBackground(False)
        outer.addWidget(self._scroll, 1)
        self._build_choices(content)
        self._build_preview(content)
        self._build_after(content)
        self._body.addStretch(1)
        self._build_buttons(outer)
        self.resize(theme.current().px(760), theme.current().px(640))
        if parent is not None:
            self.resize(self.size().boundedTo(parent.size()))
        self._show_dates(first, last)
        self.refresh()

    # Building

    def _add_padded(self, outer: QVBoxLayout, widget: QWidget) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        row.addWidget(widget, 1)
        outer.addLayout(row)

    def _build_choices(self, parent: QWidget) -> None:
        words = self._shell.words
        self.ranges = SegmentedControl(RANGES, "Which days", parent)
        self.ranges.chosen.connect(self._take_range)
        self._add_choice("Which days", self.ranges)
        dates = QHBoxLayout()
        dates.setSpacing(8)
        self.first, self.last = (
            DateField(name, today=self._shell.today, show=self._date_text, day_first=words.day_first, parent=parent)
            for name in ("First day", "Last day")
        )
        for field, label in ((self.first, "From"), (self.last, "to")):
            field.accepted.connect(self._take_dates)
            dates.addWidget(PlainLabel(label, muted=True, parent=parent))
            dates.addWidget(field, 1)
        dates.addStretch(1)
        self._body.addLayout(dates)
        self.audiences = SegmentedControl(tuple(say.AUDIENCE_NAMES.items()), "For whom", parent)
        self.audiences.chosen.connect(self._take_choice)
        self._add_choice("For whom", self.audiences)
        self._audience_sentence = self._sentence(parent)
        options = tuple((key, say.CHOICE_NAMES[key]) for key in ("changed", "new", "all"))
        self.choices = SegmentedControl(options, "How much", parent)
        self.choices.chosen.connect(self._take_choice)
        self._add_choice("How much", self.choices)
        self._choice_sentence = self._sentence(parent)

    def _add_choice(self, label: str, control: QWidget) -> None:
        self._body.addWidget(PlainLabel(label, strong=True, parent=control.parentWidget()))
        self._body.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft)

    def _sentence(self, parent: QWidget) -> PlainLabel:
        label = PlainLabel("", "caption", muted=True, fit="wrap", parent=parent)
        self._body.addWidget(label)
        return label

    def _build_preview(self, parent: QWidget) -> None:
        card = Card("What goes out", parent=parent)
        self.count = PlainLabel("", fit="wrap", parent=card)
        self.delta = PlainLabel("", muted=True, fit="wrap", parent=card)
        card.body.addWidget(self.count)
        card.body.addWidget(self.delta)
        self.findings = [PlainLabel("", "caption", muted=True, fit="wrap", parent=card) for _ in range(_FINDINGS_SHOWN)]
        for label in self.findings:
            card.body.addWidget(label)
        self._body.addWidget(card)
        self.old_card = Card("Delete these in Outlook first", parent=parent)
        hint = "They are in Outlook from earlier exports. Tick each one once it is deleted there."
        self.old_card.body.addWidget(PlainLabel(hint, "caption", muted=True, fit="wrap", parent=self.old_card))
        self.old = RowItemModel(("When", "Title", "Category"), self)
        self.old.ticked.connect(self._tick)
        self._old = self._table(self.old, "Entries to delete in Outlook", self.old_card, stretched=1)
        self._body.addWidget(self.old_card)
        self.seen_card = Card("What your office will see", parent=parent)
        self.texts = RowItemModel(("Text", "Explanation", "Shown as", "Dates"), self)
        self._seen = self._table(self.texts, "The exact texts that go out", self.seen_card, stretched=0)
        self._body.addWidget(self.seen_card)

    def _table(self, model: RowItemModel, name: str, card: Card, *, stretched: int) -> QTableView:
        view = QTableView(card)
        view.setModel(model)
        tables.dress(view, name)
        head = view.horizontalHeader()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        card.body.addWidget(view)
        return view

    def _build_after(self, parent: QWidget) -> None:
        self.after_card = Card("In Outlook", parent=parent)
        self.steps = [PlainLabel("", fit="wrap", parent=self.after_card) for _ in range(3)]
        for label in self.steps:
            self.after_card.body.addWidget(label)
        self._body.addWidget(self.after_card)

    def _build_buttons(self, outer: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        row.setSpacing(8)
        self.said = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.dismiss = outline_button("Close", parent=self)
        self.dismiss.clicked.connect(self.close)
        self.save = primary_button("Save file…", parent=self)
        self.save.setDefault(True)
        self.save.clicked.connect(self.save_file)
        row.addWidget(self.said, 1)
        row.addWidget(self.dismiss)
        row.addWidget(self.save)
        outer.addLayout(row)

    # Choosing

    def _date_text(self, day: date) -> str:
        return date_text(day, self._shell.words)

    def _show_dates(self, first: date, last: date) -> None:
        self.first.set_value(first)
        self.last.set_value(last)

    @Slot(str)
    def _take_range(self, key: str) -> None:
        day = self._week[0]
        if key == "week":
            self._show_dates(*self._week)
        elif key == "month":
            self._show_dates(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))
        elif key == "term":
            from il_desktop.queries.export_prepare import term_dates  # noqa: PLC0415  loaded with the sheet's first look

            self._show_dates(*self._shell.desk.read(term_dates, day))
        else:
            self.first.line.setFocus()
        self.refresh()

    @Slot(object)
    def _take_dates(self, _value: object) -> None:
        self.ranges.set_key("dates")
        self.refresh()

    @Slot(str)
    def _take_choice(self, _key: str) -> None:
        self.refresh()

    # Showing

    def refresh(self) -> None:
        """Look again at what would go out."""
        audience, choice = self.audiences.key, self.choices.key
        self.said.setText("")
        self._audience_sentence.setText(say.AUDIENCE_SENTENCES[audience])
        self._choice_sentence.setText(say.CHOICE_SENTENCES[choice])
        who = {"me": "you", "office": "your office", "staff": "your staff", "public": "everybody"}[audience]
        if self.seen_card.title_label is not None:
            self.seen_card.title_label.setText(f"What {who} will see")
        first, last = self.first.value, self.last.value
        if first is None or last is None or last < first:
            self._prepared = None
            self.count.setText("The last day lies before the first.")
            self.save.setEnabled(False)
            return
        self._prepared = self._prepare(first, last)
        self._show(self._prepared)

    def _prepare(self, first: date, last: date) -> Prepared:
        from il_desktop.interchange.ics.ledger import Choice  # noqa: PLC0415  not needed at start
        from il_desktop.interchange.ics.records import Audience  # noqa: PLC0415  same
        from il_desktop.queries.export_prepare import Wish, prepare  # noqa: PLC0415  same

        desk = self._shell.desk
        # A file that cannot be written to cannot remember an export: a plain copy then.
        choice = None if desk.is_read_only else Choice(self.choices.key)
        wish = Wish(first, last, Audience(self.audiences.key), choice)
        calendar = desk.cached(school_calendar)
        return desk.read(prepare, wish, calendar=calendar, tz=self._shell.settings().tz, today=self._shell.today())

    def _show(self, prepared: Prepared) -> None:
        found, delta = prepared.preflight, prepared.delta
        counts = [(_CATEGORIES[category.value], number) for category, number in found.counts]
        is_same = not found.total and bool(delta.same)
        self.count.setText(
            "Nothing new: Outlook has all of it." if is_same else say.count_sentence(found.total, counts)
        )
        self.delta.setText(say.delta_sentence(len(delta.new), len(delta.changed), len(delta.same), len(delta.gone)))
        said = [say.finding_sentence(each.kind.value, each.title, each.number) for each in found.findings]
        if len(said) > _FINDINGS_SHOWN:
            said = [*said[: _FINDINGS_SHOWN - 1], f"And {len(said) - _FINDINGS_SHOWN + 1} more of these."]
        for number, label in enumerate(self.findings):
            label.setText(said[number] if number < len(said) else "")
            label.setVisible(number < len(said))
        self.texts.show_rows(
            [(each.summary, each.description, say.BUSY_WORDS[each.busy], str(each.number)) for each in found.texts]
        )
        self._seen.setColumnHidden(1, not any(each.description for each in found.texts))
        _fit(self._seen, len(found.texts))
        self.seen_card.setVisible(bool(found.texts))
        old = list(prepared.delete_first)
        self._show_old(old, can_tick=frozenset(each.id for each in old))
        self._show_steps("new" if self.choices.key == "changed" and not old else self.choices.key)
        self.save.setEnabled(prepared.plan.count > 0)

    def _show_old(self, old: list[Known], *, can_tick: frozenset[str]) -> None:
        self._listed = old
        rows = [(self._when(each.entry.start), each.entry.title, each.tag) for each in old]
        self.old.show_rows(rows, [each.id if each.id in can_tick else "" for each in old])
        self._old.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self._old.setColumnWidth(0, theme.current().px(220))  # the box beside the date wants room
        _fit(self._old, len(rows))
        self.old_card.setVisible(bool(rows))

    def _show_steps(self, choice: str) -> None:
        for number, (label, sentence) in enumerate(zip(self.steps, say.IMPORT_STEPS[choice], strict=True), start=1):
            label.setText(f"{number}. {sentence}")

    def _when(self, start: str) -> str:
        from il_desktop.domain.walltime import WallTime  # noqa: PLC0415  only for lists

        words = self._shell.words
        if "T" not in start:
            return date_text(date.fromisoformat(start), words)
        return dated_moment_text(WallTime.parse(start), words)

    # Doing

    @Slot()
    def save_file(self) -> None:
        """Ask where, write the file and note it; the sheet stays for what is left to do in Outlook."""
        prepared = self._prepared
        if prepared is None:
            return
        path = self._shell.ask.save_file(self, "Export to Outlook", CALENDAR_FILTER, self._start_path(prepared))
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(".ics")
        try:
            self._write(prepared, path)
        except UserFacingError as error:
            self._shell.messages.problem(error)
            self.close()
            return
        wish = prepared.wish
        dates = days_text(wish.first, wish.last, self._shell.words)
        is_public = wish.audience.value == "public"
        sentence = say.exported_sentence(prepared.plan.count, dates, path.name, has_titles=is_public)
        self._shell.messages.note(sentence)
        # What changed is now known as it went out; its old entry can be read off the list, but no longer be forgotten.
        old = list(prepared.delete_first)
        self._show_old(old, can_tick=frozenset(each.id for each in prepared.delta.gone))
        self._prepared = None
        self.said.setText(f"{sentence} {self._left_to_do(len(old))}".strip())
        a11y.announce(self, self.said.text())
        self._scroll.ensureWidgetVisible(self.after_card)
        if old:
            self._scroll.ensureWidgetVisible(self.old_card)
        self.save.setEnabled(False)
        self.dismiss.setFocus()

    def _left_to_do(self, number: int) -> str:
        return f"{count_text(number, 'entry', 'entries')} to delete in Outlook before you import it." if number else ""

    def _start_path(self, prepared: Prepared) -> Path:
        folder = Path.home() / "Documents"
        wish = prepared.wish
        name = f"{say.AUDIENCE_NAMES[wish.audience.value].lower()} {wish.first.isoformat()}.ics"
        return (folder if folder.is_dir() else Path.home()) / name

    def _write(self, prepared: Prepared, path: Path) -> None:
        from il_desktop.interchange import files  # noqa: PLC0415  not needed at start
        from il_desktop.interchange.ics.write import write_calendar  # noqa: PLC0415  same

        written = files.write_private(path, write_calendar(prepared.plan))
        note = prepared.note(path.name, written.sha256)
        if note is not None:
            self._shell.desk.run(commands.exports.note_export, note)
            self._shell.messages.forget()

    @Slot(str)
    def _tick(self, key: str) -> None:
        """Take an entry off the list: the user has deleted it in Outlook."""
        try:
            self._shell.desk.run(commands.exports.tick_deleted, [key])
        except UserFacingError as error:
            self._shell.messages.problem(error)
            return
        if self._prepared is not None:
            self.refresh()
            return
        left = [each for each in self._listed if each.id != key]
        boxes = frozenset(self.old.keys())
        self._show_old(left, can_tick=boxes)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def _fit(view: QTableView, rows: int) -> None:
    """Make a table as high as its rows, up to a limit: more are scrolled."""
    height = view.verticalHeader().defaultSectionSize() * min(max(rows, 1), _ROWS_SHOWN)
    view.setFixedHeight(height + view.horizontalHeader().sizeHint().height() + 2)
