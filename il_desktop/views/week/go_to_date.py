"""The small panel for another date: typed, with what it was understood as beneath, or chosen from the shaded month."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from il_desktop.queries.calendar import school_calendar
from il_desktop.views.shared import typed
from il_desktop.views.shared.dialogs import PlainDialog
from il_desktop.views.shared.fields import DateField
from il_desktop.views.shared.kit import primary_button
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.shell import Shell
from il_desktop.views.week.aside import MonthPanel
from il_desktop.wording.format import day_text

HINT = "For example 3 Dec, tomorrow or 2026-01-16."
LARGE = 150  # text scale in per cent


class GoToDate(PlainDialog):
    """Signal: chosen(object) a date. Keys: Enter takes what is typed, or the month's day with the focus; Esc leaves."""

    chosen = Signal(object)

    def __init__(self, shell: Shell, shown: date, parent: QWidget) -> None:
        super().__init__(parent, "Go to date")
        self._shell = shell
        self.field = DateField("Date", today=shell.today, show=self._written, day_first=shell.words.day_first)
        self.preview = PlainLabel(HINT, muted=True, fit="wrap", parent=self)
        self.month = MonthPanel(shell, self)
        self.body.addWidget(self.field)
        self.body.addWidget(self.preview)
        self.body.addWidget(self.month, 0, Qt.AlignmentFlag.AlignHCenter)
        self.month.shelf_button.hide()  # nothing is planned from here
        self.month.setFixedHeight(self.month.sizeHint().height())
        # With large text the panel still fits a window of 1024 x 640: the frame above it tells the title as well.
        self.title_label.setVisible(shell.theme.px(100) < LARGE)
        self.add_answer("", "Cancel")
        show = primary_button("Show", parent=self)
        show.setDefault(True)
        show.clicked.connect(self._show_typed)
        self.buttons.addWidget(show)
        self.field.line.textEdited.connect(self._typing)
        self.month.day_chosen.connect(self._choose)
        self.month.show_place((shown, shown), shell.today())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field.setFocus()
        layout, width = self.layout(), self.sizeHint().width()
        if layout is not None:
            self.resize(width, layout.totalHeightForWidth(width))

    def _written(self, day: date) -> str:
        return day_text(day, self._shell.words, year=True)

    @Slot(str)
    def _typing(self, text: str) -> None:
        """Show what the text means so far; the reason of a refusal stood alone."""
        self.preview.show()
        try:
            day = typed.read_date(text.strip(), self._shell.today(), day_first=self._shell.words.day_first)
        except typed.NotReadable:
            self.preview.setText(HINT)
            return
        school = self._shell.desk.cached(school_calendar).day(day)
        letter = f"{school.day_type} day" if school.day_type else ""
        name = school.name or (school.bells.name if school.bells else "")
        self.preview.setText(" · ".join(part for part in (self._written(day), letter, name) if part))
        self.month.show_place((day, day), self._shell.today())

    @Slot()
    def _show_typed(self) -> None:
        self.field.commit()
        self.preview.setVisible(not self.field.reason.text())
        if self.field.is_valid and self.field.value is not None:
            self._choose(self.field.value)

    @Slot(object)
    def _choose(self, day: date) -> None:
        self.accept()
        self.chosen.emit(day)
