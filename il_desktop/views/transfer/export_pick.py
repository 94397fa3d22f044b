"""What to export: which days, for whom, which kinds of time, with how much, as which file. Signal: changed()."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from il_desktop.domain.blocks import Category
from il_desktop.views.shared import a11y
from il_desktop.views.shared.fields import DateField
from il_desktop.views.shared.kit import SegmentedControl
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.shell import Shell
from il_desktop.wording import preflight as say
from il_desktop.wording.format import date_text

if TYPE_CHECKING:
    from il_desktop.interchange.csv_events import DateForm
    from il_desktop.queries.export_prepare import Wish

RANGES = (("week", "This week"), ("month", "This month"), ("term", "This term"), ("dates", "Dates"))
KINDS = (("ics", "Calendar"), ("csv", "Table for Outlook (CSV)"), ("xlsx", "Excel"))
DATE_FORMS = (("us", "01/16/2026"), ("uk", "16/01/2026"), ("iso", "2026-01-16"))
CATEGORIES = (("I", "Instructional"), ("M", "Management"), ("P", "Personal"))


class ExportPick(QWidget):
    """The choices at the top of the sheet; each change is told at once."""

    changed = Signal()

    def __init__(self, shell: Shell, first: date, last: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self._week = (first, last)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._build_dates()
        self.audiences = self._choice("For whom", tuple(say.AUDIENCE_NAMES.items()))
        self._audience_sentence = self._sentence()
        self._build_scope()
        self.kinds = self._choice("As", KINDS)
        self.forms = SegmentedControl(DATE_FORMS, "How dates are written", self)
        self.forms.chosen.connect(self._take)
        self._column.addWidget(self.forms, 0, Qt.AlignmentFlag.AlignLeft)
        options = tuple((key, say.CHOICE_NAMES[key]) for key in ("changed", "new", "all"))
        self.choices = self._choice("How much", options)
        self._choice_sentence = self._sentence()
        self.first.set_value(first)
        self.last.set_value(last)
        self._show_what_fits()

    # Building

    def _build_dates(self) -> None:
        words = self._shell.words
        self.ranges = SegmentedControl(RANGES, "Which days", self)
        self.ranges.chosen.connect(self._take_range)
        self._add("Which days", self.ranges)
        dates = QHBoxLayout()
        dates.setSpacing(8)
        self.first, self.last = (
            DateField(name, today=self._shell.today, show=self._date_text, day_first=words.day_first, parent=self)
            for name in ("First day", "Last day")
        )
        for field, label in ((self.first, "From"), (self.last, "to")):
            field.accepted.connect(self._take_dates)
            dates.addWidget(PlainLabel(label, muted=True, parent=self))
            dates.addWidget(field, 1)
        dates.addStretch(1)
        self._column.addLayout(dates)

    def _build_scope(self) -> None:
        self._column.addWidget(PlainLabel("What", strong=True, parent=self))
        kinds = QHBoxLayout()
        kinds.setSpacing(20)
        self.categories = {key: self._box(text, kinds, checked=True) for key, text in CATEGORIES}
        kinds.addStretch(1)
        self._column.addLayout(kinds)
        more = QHBoxLayout()
        more.setSpacing(20)
        self.names = self._box("Your own titles, places and people", more)
        self.alarms = self._box("Reminders", more, checked=True)
        more.addStretch(1)
        self._column.addLayout(more)

    def _box(self, text: str, layout: QHBoxLayout, *, checked: bool = False) -> QCheckBox:
        box = QCheckBox(text, self)
        a11y.name(box, text)
        box.setChecked(checked)
        box.clicked.connect(self._take_click)
        layout.addWidget(box)
        return box

    def _choice(self, label: str, options: tuple[tuple[str, str], ...]) -> SegmentedControl:
        control = SegmentedControl(options, label, self)
        control.chosen.connect(self._take)
        self._add(label, control)
        return control

    def _add(self, label: str, control: SegmentedControl) -> None:
        title = PlainLabel(label, strong=True, parent=self)
        control.setProperty("label", title)
        self._column.addWidget(title)
        self._column.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft)

    def _sentence(self) -> PlainLabel:
        label = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self._column.addWidget(label)
        return label

    # What was chosen

    @property
    def has_dates(self) -> bool:
        """Whether the days are in order."""
        first, last = self.first.value, self.last.value
        return first is not None and last is not None and first <= last

    @property
    def form(self) -> DateForm:
        """How dates are written in a CSV table."""
        from il_desktop.interchange.csv_events import DateForm  # noqa: PLC0415  not needed at start

        return DateForm(self.forms.key)

    def wish(self, *, by_term: bool = False) -> Wish | None:
        """Return what is chosen, None while the dates are not in order or nothing is ticked."""
        from il_desktop.interchange.ics.ledger import Choice  # noqa: PLC0415  not needed at start
        from il_desktop.interchange.ics.records import Audience, Scope  # noqa: PLC0415  same
        from il_desktop.queries.export_prepare import Wish  # noqa: PLC0415  same

        ticked = frozenset(Category(key) for key, box in self.categories.items() if box.isChecked())
        if not (self.has_dates and ticked):
            return None
        scope = Scope(
            frozenset() if len(ticked) == len(CATEGORIES) else ticked,
            with_names=self.names.isChecked(),
            with_alarms=self.alarms.isChecked(),
        )
        # A table is a plain copy, and a file that cannot be written to cannot remember an export.
        is_copy = self._shell.desk.is_read_only or self.kinds.key != "ics"
        choice = None if is_copy else Choice(self.choices.key)
        wish = Wish(self.first.value, self.last.value, Audience(self.audiences.key), choice, scope)
        return replace(wish, dated=by_term)

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
        self.changed.emit()

    @Slot(object)
    def _take_dates(self, _value: object) -> None:
        self.ranges.set_key("dates")
        self.changed.emit()

    @Slot(str)
    def _take(self, _key: str) -> None:
        self._show_what_fits()
        self.changed.emit()

    @Slot()
    def _take_click(self) -> None:
        self._show_what_fits()
        self.changed.emit()

    def _show_what_fits(self) -> None:
        """Explain the choices, and offer only what the audience and the kind of file have."""
        audience, kind, choice = self.audiences.key, self.kinds.key, self.choices.key
        can_name = audience in ("me", "office")
        self.names.setEnabled(can_name)
        if not can_name:
            self.names.setChecked(False)
        self.alarms.setVisible(audience == "me")
        sentences = say.NAMES_SENTENCES if self.names.isChecked() else say.AUDIENCE_SENTENCES
        self._audience_sentence.setText(sentences[audience])
        self.forms.setVisible(kind == "csv")
        is_calendar = kind == "ics"
        self.choices.setVisible(is_calendar)
        self.choices.property("label").setVisible(is_calendar)
        self._choice_sentence.setText(say.CHOICE_SENTENCES[choice] if is_calendar else say.KIND_SENTENCES[kind])
