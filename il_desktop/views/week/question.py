"""The calm question when wanted time is held: which blocks, how many minutes, the ways out. Nothing is written yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QStyle, QVBoxLayout, QWidget

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.others_time import Busy
from il_desktop.domain.protection import Conflict, Demand, DisplacementReason, OverrideReason, demand
from il_desktop.domain.walltime import Span
from il_desktop.views.shared import a11y, icons, theme
from il_desktop.views.shared.kit import Button, Hairline, PlainLabel, outline_button, primary_button
from il_desktop.views.shared.shell import Shell
from il_desktop.views.shared.side_sheet import SideSheet
from il_desktop.views.week.deeds import Wish, at
from il_desktop.views.week.faces import LEVEL_GLYPH, LEVEL_NAME
from il_desktop.views.week.tip import when_text
from il_desktop.wording.format import Words, clock_text, day_text, duration_text, hours_text
from il_desktop.wording.reasons import REASONS

_GAP = 6


class _ReasonKey(QObject):
    """Carries one reason from its button to the sheet."""

    def __init__(self, sheet: QuestionSheet, reason: DisplacementReason) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self._reason = reason

    @Slot()
    def choose(self) -> None:
        """Place the block for this reason."""
        self._sheet.give_reason(self._reason)


class QuestionSheet(SideSheet):
    """Asks what to do about held time. Signal: answered(Wish, OverrideReason or None). Keys: Esc cancels."""

    answered = Signal(object, object)

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._wish: Wish | None = None
        self._free: Span | None = None
        self.wanted = PlainLabel("", strong=True, fit="wrap", parent=self.content)
        self.sentence = PlainLabel("", fit="wrap", parent=self.content)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.next_free = primary_button("", "arrow-right", self.content)
        self.no_room = PlainLabel(
            "No free place of this length in the next school days.", muted=True, fit="wrap", parent=self.content
        )
        self._line = Hairline(parent=self.content)
        self.anyway_label = PlainLabel("", strong=True, fit="wrap", parent=self.content)
        self.anyway = outline_button("Place it anyway", parent=self.content)
        self.reasons = QWidget(self.content)
        self.reason_buttons: dict[DisplacementReason, Button] = {}
        self._keys: list[_ReasonKey] = []
        self.cancel = outline_button("Leave everything as it is", parent=self.content)
        self._make_reasons()
        for widget in (self.wanted, self.sentence):
            self.body.addWidget(widget)
        self.body.addLayout(self._list)
        for widget in (
            self.next_free,
            self.no_room,
            self._line,
            self.anyway_label,
            self.reasons,
            self.anyway,
            self.cancel,
        ):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.next_free.clicked.connect(self._take_free)
        self.anyway.clicked.connect(self._consent)
        self.cancel.clicked.connect(self.close_sheet)

    def _make_reasons(self) -> None:
        self._grid = QGridLayout(self.reasons)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        for reason, text in REASONS.items():
            button = outline_button(text, parent=self.reasons)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            a11y.name(button, f"Place it anyway: {text}")
            key = _ReasonKey(self, reason)
            button.clicked.connect(key.choose)
            self._keys.append(key)
            self.reason_buttons[reason] = button

    def _lay_reasons(self) -> None:
        """Put the reasons side by side, below each other where two would be wider than the sheet."""
        buttons = list(self.reason_buttons.values())
        margins = self.body.contentsMargins()
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        room = self.width() - margins.left() - margins.right() - bar
        columns = 2 if 2 * max(button.sizeHint().width() for button in buttons) + _GAP <= room else 1
        for button in buttons:
            self._grid.removeWidget(button)
        for number, button in enumerate(buttons):
            self._grid.addWidget(button, number // columns, number % columns)

    def ask(self, wish: Wish, conflicts: Sequence[Conflict], free: Span | None, others: Sequence[Busy] = ()) -> None:
        """Show what is in the way of a wish, other calendars' busy times below it, and the next free place."""
        self._wish, self._free = wish, free
        words = self._shell.words
        need = demand(conflicts)
        title = wish.card.title if wish.card is not None else "New block"
        if wish.mates:
            title = f"{len(wish.mates) + 1} blocks, the first"
        self.wanted.setText(f"{title}, {when_text(wish.span, words)}")
        self.sentence.setText(_sentence(conflicts, need))
        self._show_conflicts(conflicts, others, words)
        self.next_free.setVisible(free is not None)
        self.no_room.setVisible(free is None)
        if free is not None:
            text = f"Next free place: {_place_text(free, wish.span, words)}"
            self.next_free.setText(text)
            a11y.name(self.next_free, text)
        self._lay_reasons()
        is_open = need in (Demand.CONSENT, Demand.REASON)
        self._line.setVisible(is_open)
        self.anyway_label.setVisible(need is Demand.REASON)
        self.anyway_label.setText("Place it anyway, because of")
        self.reasons.setVisible(need is Demand.REASON)
        self.anyway.setVisible(need is Demand.CONSENT)
        self.open_sheet("This time is held")
        a11y.announce(
            self, f"{self.sentence.text()} {self.next_free.text() if free else self._no_room_text()}", urgent=True
        )
        (self.next_free if free is not None else self.cancel).setFocus()

    def _no_room_text(self) -> str:
        return "" if self.no_room.isHidden() else self.no_room.text()

    def give_reason(self, reason: DisplacementReason) -> None:
        """Place the block although Guarded time is lost; the reason goes into the record."""
        if self._wish is not None:
            self.answered.emit(self._wish, OverrideReason(reason))

    @Slot()
    def _consent(self) -> None:
        if self._wish is not None:
            self.answered.emit(self._wish, OverrideReason())

    @Slot()
    def _take_free(self) -> None:
        if self._wish is not None and self._free is not None:
            self.answered.emit(at(self._wish, self._free), None)

    def _show_conflicts(self, conflicts: Sequence[Conflict], others: Sequence[Busy], words: Words) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for conflict in conflicts:
            lost = f"{duration_text(conflict.minutes)} of it would be lost"
            held = f"{LEVEL_NAME[conflict.protection]}, {_day_hours(conflict.span, words)}"
            lines = _Lines(LEVEL_GLYPH[conflict.protection], conflict.title, held, lost)
            self._list.addWidget(_HeldRow(lines, self.content))
        for busy in others:
            held = f"{busy.feed_name}, {_day_hours(busy.span, words)}"
            lines = _Lines("calendar-x", busy.title, held, "Another calendar is busy then")
            self._list.addWidget(_HeldRow(lines, self.content))


class _Lines(NamedTuple):
    """What a row says: its glyph, a name, when it is, and what that means."""

    glyph: str
    title: str
    held: str
    lost: str


class _HeldRow(QWidget):
    """One thing in the way: a glyph, a name, when, and how much of it would be lost."""

    def __init__(self, lines: _Lines, parent: QWidget) -> None:
        super().__init__(parent)
        self._glyph = lines.glyph
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.current().px(24), 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PlainLabel(lines.title, strong=True, fit="wrap", parent=self))
        column.addWidget(PlainLabel(lines.held, muted=True, fit="wrap", parent=self))
        column.addWidget(PlainLabel(lines.lost, tone="attention", fit="wrap", parent=self))

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  only the glyph is drawn here
        """Draw the glyph."""
        look = theme.current()
        icons.draw(QPainter(self), self._glyph, look.tokens.text, 0, 1, look.px(16))


def _sentence(conflicts: Sequence[Conflict], need: Demand) -> str:
    count = len(conflicts)
    if need is Demand.REFUSED:
        return "An Immovable block cannot be displaced. Give it another protection level first, or take a free place."
    if need is Demand.REASON:
        what = "a Guarded block" if count == 1 else f"{count} protected blocks"
        return f"This place is held by {what}. If it has to give way, say why: the lost minutes are recorded."
    what = "a Firm block" if count == 1 else f"{count} Firm blocks"
    return f"This place is held by {what}. It gives way when you confirm."


def _day_hours(span: Span, words: Words) -> str:
    start = span.start
    return f"{day_text(start.day, words)} {hours_text(start.minute, start.minute + span.minutes, words)}"


def _place_text(free: Span, wanted: Span, words: Words) -> str:
    day = words.short_weekdays[free.start.day.weekday()]
    if abs((free.start.day - wanted.start.day).days) > 6:
        day = day_text(free.start.day, words)
    return f"{day} {clock_text(free.start.minute, words)}"
