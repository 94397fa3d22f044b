"""The quick-add panel over the window: one line, chips of what was understood, questions, Enter adds.

Keys: Enter adds and closes, Ctrl+Enter adds and stays, Down goes to the first choice, Esc closes and gives the focus
back. What is typed stays in the line until it is added.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.errors import ProtectedTimeConflict, UserFacingError
from il_desktop.domain.others_time import busy_of, met_of
from il_desktop.domain.protection import OverrideReason
from il_desktop.domain.quick_add import Around, Choice, Doubt, QuickBlock, read
from il_desktop.domain.quick_add.drafts import block_draft, series_draft, wanted_span
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.feeds import entries
from il_desktop.queries.free_places import days_to_search, free_place
from il_desktop.queries.quick_add import quick_add_around
from il_desktop.views.quick_add.held import HeldQuestion
from il_desktop.views.quick_add.understood import facts
from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.floating_line import FloatingLine
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.kit import Button, Chip, PlainLabel, outline_button, primary_button
from il_desktop.views.shared.marked_line import MarkedLine
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.problems import problem_sentence
from il_desktop.wording.quick_add import choice_text, doubt_text

GAP = 8
ORIGIN = "quick_add"
PLACEHOLDER = "observe Okoye every Tue 9–9:30"
EXAMPLES = "Name what, who and when: “walkthrough Raman P3 A-day”, “lunch duty tomorrow 11:12–12:41”."
_NOTHING = QuickBlock()


class QuickAddPanel(FloatingLine):
    """The line, what was understood of it, and what is still to be answered."""

    wide = 720

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self._around: Around | None = None
        self._chosen: dict[str, str] = {}
        self._keep_open = False
        self.block = _NOTHING
        self.choices: list[Button] = []
        self.line = MarkedLine(self)
        self.line.setPlaceholderText(PLACEHOLDER)
        a11y.name(self.line, "Quick add: what, who and when in one line")
        self.add = primary_button("Add", parent=self)
        a11y.name(self.add, "Add (Enter)")
        self._scroll = QScrollArea(self)
        self.content = QWidget(self._scroll)
        self.title = PlainLabel("", strong=True, fit="elide", parent=self.content)
        self.chips = FlowLayout(8)
        self.doubts = QVBoxLayout()
        self.doubts.setSpacing(8)
        self._column = QVBoxLayout(self)
        self._body = QVBoxLayout(self.content)
        self.held = HeldQuestion(shell, self.content)
        self.hint = PlainLabel("", "caption", muted=True, fit="wrap", parent=self.content)
        self._build()
        self.line.edited.connect(self._edited)
        self.line.entered.connect(self._enter)
        self.line.dismissed.connect(self.dismiss)
        self.line.choice_wanted.connect(self._focus_choice)
        self.add.clicked.connect(self._add_clicked)
        self.held.answered.connect(self._answered)

    def prepare(self) -> None:
        """Read what was typed before again, with the school as it is now."""
        shell = self._shell
        calendar = shell.desk.cached(school_calendar)
        # The order of digits is the computer's, as in every other program on it; a doubt shows both readings anyway.
        month_first = QLocale.system().dateFormat(QLocale.FormatType.ShortFormat).upper().startswith("M")
        self._around = shell.desk.read(quick_add_around, shell.now(), calendar, day_first=not month_first)
        self._read()

    def take_focus(self) -> None:
        """Give the focus to the line, ready to be typed over."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    @Slot()
    def dismiss(self) -> None:
        """Close, drop an open question and give the focus back."""
        self.held.drop()
        super().dismiss()

    def _build(self) -> None:
        column = self._column
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.line, 1)
        top.addWidget(self.add)
        column.addLayout(top)
        body = self._body
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addWidget(self.title)
        body.addLayout(self.chips)
        body.addLayout(self.doubts)
        body.addWidget(self.held)
        body.addWidget(self.hint)
        body.addStretch(1)
        scroll = self._scroll
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setAutoFillBackground(False)
        scroll.setWidget(self.content)
        self.content.setAutoFillBackground(False)  # setWidget turns it on
        column.addWidget(scroll, 1)

    # reading

    @Slot(str)
    def _edited(self, text: str) -> None:
        if not text.strip():
            self._chosen = {}
        self.held.drop()
        self._read()
        if self.isVisible():
            self.fit()

    def _read(self) -> None:
        if self._around is None:
            return
        self.block = read(self.line.line, self._around, self._chosen)
        self.line.mark(self.block.parts)
        self._show()

    def _show(self) -> None:
        block, words = self.block, self._shell.words
        is_typed = bool(self.line.line.strip())
        self.title.setText(block.title if is_typed else "")
        self.title.setVisible(is_typed)
        self.chips.empty()
        self.choices = []
        while (item := self.doubts.takeAt(0)) is not None:
            _let_go(item.widget())
        if is_typed and self._around is not None:
            for fact in facts(block, self._around, words):
                chip = Chip(fact.text, fact.icon, fact.tone, parent=self.content)
                self.chips.addWidget(chip)
                chip.show()
            self._show_busy()
            for doubt in block.doubts:
                row = self._doubt_row(doubt)
                self.doubts.addWidget(row)
                row.show()
        self.add.setEnabled(is_typed and block.can_be_added)
        keys = "Enter adds · Ctrl+Enter adds and stays · Esc closes"
        self.hint.setText(keys if is_typed else f"{EXAMPLES} {keys}")

    def _show_busy(self) -> None:
        """Tell before anything is added that another calendar is busy then."""
        span = wanted_span(self.block)
        if span is None or self.block.all_day:
            return
        shell = self._shell
        kept = shell.desk.cached(entries)
        for each in met_of(busy_of(kept, span.start.day, span.end.day, shell.settings().tz), [span])[:1]:
            chip = Chip(f"{each.feed_name} is busy then: {each.title}", "calendar-x", "attention", parent=self.content)
            self.chips.addWidget(chip)
            chip.show()

    def _doubt_row(self, doubt: Doubt) -> QWidget:
        row = QWidget(self.content)
        line = FlowLayout(8, row)
        words = self._shell.words
        kind = "attention" if doubt.is_open else "plain"
        glyph = "circle-question-mark" if doubt.choices or doubt.is_open else "info"
        line.addWidget(Chip(doubt_text(doubt, words), glyph, kind, parent=row))
        for choice in doubt.choices:
            line.addWidget(self._choice_button(doubt, choice, row))
        return row

    def _choice_button(self, doubt: Doubt, choice: Choice, row: QWidget) -> Button:
        text = choice_text(doubt, choice, self._shell.words)
        is_chosen = self._chosen.get(doubt.key) == choice.key
        button = outline_button(text, "check" if is_chosen else "", row)
        a11y.name(button, f"{doubt_text(doubt, self._shell.words)} {text}{', chosen' if is_chosen else ''}")
        button.setProperty("doubt", doubt.key)
        button.setProperty("choice", choice.key)
        button.clicked.connect(self._choose)
        self.choices.append(button)
        return button

    @Slot()
    def _choose(self) -> None:
        sender = self.sender()
        if sender is not None:
            self._chosen[str(sender.property("doubt"))] = str(sender.property("choice"))
            self._read()
            self.fit()
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _focus_choice(self) -> None:
        if self.choices:
            self.choices[0].setFocus(Qt.FocusReason.TabFocusReason)
        elif self.held.isVisible():
            self.held.take_focus()

    # adding

    @Slot(bool)
    def _enter(self, keep_open: bool) -> None:
        self._keep_open = keep_open
        if self.held.isVisible():
            self.held.take_focus()
        elif self.block.can_be_added and self.line.line.strip():
            self._write(self.block.start, None)
        else:
            self._focus_choice()
            open_ones = [doubt for doubt in self.block.doubts if doubt.is_open]
            if open_ones:
                a11y.announce(self, doubt_text(open_ones[0], self._shell.words), urgent=True)

    @Slot()
    def _add_clicked(self) -> None:
        self._enter(keep_open=False)

    @Slot(object, object)
    def _answered(self, start: WallTime | None, override: OverrideReason | None) -> None:
        self._write(start or self.block.start, override)

    def _write(self, start: WallTime | None, override: OverrideReason | None) -> None:
        if start is None:
            return
        desk, block = self._shell.desk, self.block
        try:
            if block.is_series:
                desk.run(commands.series.create_series, series_draft(block, start), override=override, origin=ORIGIN)
            else:
                desk.run(commands.schedule.create_block, block_draft(block, start), override=override, origin=ORIGIN)
        except ProtectedTimeConflict as conflict:
            self._ask(conflict)
            return
        except UserFacingError as error:
            self.hint.setText(problem_sentence(error, self._shell.words))
            a11y.announce(self, self.hint.text(), urgent=True)
            self.fit()
            return
        self._chosen = {}
        self.line.clear()
        if not self._keep_open:
            self.dismiss()

    def _ask(self, conflict: ProtectedTimeConflict) -> None:
        span = wanted_span(self.block)
        free: Span | None = None
        if span is not None and not self.block.is_series:
            shell = self._shell
            calendar = shell.desk.cached(school_calendar)
            days = days_to_search(span.start.day, calendar)
            free = shell.desk.read(free_place, span, days, calendar, shell.settings())
        self.held.ask(conflict, free, is_series=self.block.is_series)
        self.fit()
        focused = QApplication.focusWidget()
        if focused is not None and self.content.isAncestorOf(focused):
            self._scroll.ensureWidgetVisible(focused)

    # place

    @Slot()
    def fit(self) -> None:
        """Be as wide and high as the window allows; what is longer scrolls."""
        window = self.parentWidget()
        if window is None:
            return
        width = self.room(window)
        margins, body = self._column.contentsMargins(), self._body
        inside = width - margins.left() - margins.right()
        body.activate()
        content = body.totalHeightForWidth(inside) if body.hasHeightForWidth() else body.totalSizeHint().height()
        top_row = max(self.line.sizeHint().height(), self.add.sizeHint().height())
        height = margins.top() + top_row + self._column.spacing() + content + margins.bottom()
        # Lower than the head where there is room, else from the top; what is longer than the window scrolls.
        top = theme.HEAD_HEIGHT - 8
        top = top if top + height <= window.height() else GAP
        height = min(height, window.height() - top - GAP)
        self.setGeometry((window.width() - width) // 2, top, width, height)


def _let_go(widget: QWidget | None) -> None:
    if widget is not None:
        widget.hide()
        widget.deleteLater()
