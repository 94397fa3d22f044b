"""Cards of the week's review that do more than show: the meter with its next step, debts, and one's own words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from il_desktop.queries.protected_hours import Meter
from il_desktop.queries.review import Debt, ReviewText
from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.kit import Card, Hairline, PlainLabel, link_button, outline_button
from il_desktop.views.shared.protected_bar import Parts, ProtectedBar, ProtectedLegend
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import count_text, dated_moment_text, duration_text, moment_text
from il_desktop.wording.review import DEBT_STATES, because_text, clash_text, forecast_text, range_text, risk_text

MOST_DEBTS = 5
_FIELDS = (("wins", "What went well"), ("lesson", "What was learnt"), ("adjust", "What changes next week"))
_TEXT_LINES = 2


class MeterCard(Card):
    """Protected time of the week. Signals: step_wanted() to raise the range, reconcile_wanted()."""

    step_wanted = Signal()
    reconcile_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Protected time", parent=parent)
        self._target = PlainLabel(role="caption", muted=True, parent=self)
        self.head.addWidget(self._target)
        row = QHBoxLayout()
        self._kept = PlainLabel(role="number", strong=True, parent=self)
        self._planned = PlainLabel(muted=True, parent=self)
        row.addWidget(self._kept, 0, Qt.AlignmentFlag.AlignBaseline)
        row.addWidget(self._planned, 1, Qt.AlignmentFlag.AlignBaseline)
        self.body.addLayout(row)
        self.bar = ProtectedBar(self)
        self._legend = ProtectedLegend(self)
        self.likely = PlainLabel(fit="wrap", strong=True, parent=self)
        self.risk = PlainLabel(fit="wrap", parent=self)
        self.clash = PlainLabel(fit="wrap", tone="attention", parent=self)
        self.step = PlainLabel(fit="wrap", parent=self)
        self.raise_button = outline_button("Raise the range", "trending-up", self)
        self.reconcile_button = link_button("", parent=self)
        for widget in (self.bar, self._legend, self.likely, self.risk, self.clash, self.step):
            self.body.addWidget(widget)
        self.body.addWidget(self.raise_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.reconcile_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.raise_button.clicked.connect(self._step)
        self.reconcile_button.clicked.connect(self._reconcile)

    def show_meter(self, meter: Meter, step: str, *, waiting: int) -> None:
        """Show a week; `waiting` are minutes of all blocks that nobody reconciled."""
        minutes = meter.minutes
        parts = Parts(minutes.planned, minutes.kept, minutes.unknown, meter.ahead, meter.reserve)
        self._target.setText(f"target {range_text(meter.target)}")
        self._kept.setText(duration_text(minutes.kept))
        self._planned.setText(
            f"kept of {duration_text(minutes.planned)} planned" if minutes.planned else "kept; nothing was protected"
        )
        self.bar.show_parts(parts, *meter.target)
        self._legend.show_parts(parts)
        for label, text in (
            (self.likely, forecast_text(meter.likely)),
            (self.risk, risk_text(meter.tight, len(meter.blocks))),
            (self.clash, clash_text([(card.title, title) for card, title in meter.clashes])),
            (self.step, step),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self.raise_button.setVisible(bool(step))
        self.reconcile_button.setVisible(waiting > 0)
        self.reconcile_button.set_face(f"{duration_text(waiting)} of this week are not reconciled yet", "")

    @Slot()
    def _step(self) -> None:
        self.step_wanted.emit()

    @Slot()
    def _reconcile(self) -> None:
        self.reconcile_wanted.emit()


class DebtCard(Card):
    """Protected time that is owed. Signals: place_wanted(str id), let_go_wanted(str id)."""

    place_wanted = Signal(str)
    let_go_wanted = Signal(str)

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__("Owed time", parent=parent)
        self._shell = shell
        self._sum = PlainLabel(role="caption", muted=True, parent=self)
        self.head.addWidget(self._sum)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self._none = PlainLabel("Nothing is owed: every protected block was kept or made up.", muted=True, fit="wrap",
                                parent=self)  # fmt: skip
        self.body.addWidget(self._none)
        self.body.addLayout(self._rows)

    def show_debts(self, debts: Sequence[Debt]) -> None:
        """List the latest debts."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, debt in enumerate(debts[:MOST_DEBTS]):
            if number:
                self._rows.addWidget(Hairline(parent=self))
            self._rows.addWidget(self._row(debt))
        total = sum(debt.minutes for debt in debts)
        self._sum.setText(f"{count_text(len(debts), 'block', 'blocks')}, {duration_text(total)}" if debts else "")
        if len(debts) > MOST_DEBTS:
            more = PlainLabel(
                f"{len(debts) - MOST_DEBTS} older ones are on the shelf.", "caption", muted=True, parent=self
            )
            self._rows.addWidget(more)
        self._none.setVisible(not debts)

    def _row(self, debt: Debt) -> QWidget:
        words = self._shell.words
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(PlainLabel(debt.title, strong=True, fit="elide", parent=holder))
        when = f"{duration_text(debt.minutes)} {DEBT_STATES[debt.state]} since {dated_moment_text(debt.lost_at, words)}"
        told.addWidget(PlainLabel(f"{when}, {because_text(debt.reason)}", "caption", muted=True, fit="wrap",
                                  parent=holder))  # fmt: skip
        row.addLayout(told, 1)
        if debt.make_up is not None:
            row.addWidget(PlainLabel(f"make-up {moment_text(debt.make_up, words)}", "caption", parent=holder))
            return holder
        for text, name, slot in (
            ("Find a place", "Find a place for", self._press_place),
            ("Let go", "Let go", self._press_let_go),
        ):
            button = link_button(text, parent=holder)
            a11y.name(button, f"{name} {debt.title}, {dated_moment_text(debt.lost_at, words)}")
            button.setProperty("debt", debt.id)
            button.clicked.connect(slot)
            row.addWidget(button)
        return holder

    @Slot()
    def _press_place(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.place_wanted.emit(str(sender.property("debt")))

    @Slot()
    def _press_let_go(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.let_go_wanted.emit(str(sender.property("debt")))


class WordsCard(Card):
    """What went well, what was learnt, what changes. Signal: written(str field, str text) when a field is left."""

    written = Signal(str, str)

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__("In your own words", parent=parent)
        self._shell = shell
        self._state = PlainLabel(role="caption", muted=True, parent=self)
        self.head.addWidget(self._state)
        self.fields: dict[str, QPlainTextEdit] = {}
        for name, label in _FIELDS:
            text = QPlainTextEdit(self)
            text.setTabChangesFocus(True)
            text.installEventFilter(self)
            a11y.name(text, label)
            self.fields[name] = text
            self.body.addWidget(PlainLabel(label, "caption", muted=True, parent=self))
            self.body.addWidget(text)
        self.close_button = outline_button("Close the review", "check-check", self)
        self.body.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignLeft)
        theme.current().changed.connect(self._scale)
        self._scale()

    def show_text(self, text: ReviewText) -> None:
        """Show what was written; a field being typed in is left alone."""
        for name, field in self.fields.items():
            if not field.hasFocus() and field.toPlainText() != getattr(text, name):
                field.setPlainText(getattr(text, name))
        closed = text.is_closed and text.actual_min is not None
        self._state.setText(
            f"closed with {duration_text(text.actual_min or 0)} kept of {duration_text(text.planned_min or 0)}"
            if closed
            else ""
        )

    @Slot()
    def commit(self) -> None:
        """Tell of the field being typed in."""
        for name, field in self.fields.items():
            if field.hasFocus():
                self.written.emit(name, field.toPlainText().strip())

    @Slot()
    def _scale(self) -> None:
        line = self.fields["wins"].fontMetrics().lineSpacing()
        for field in self.fields.values():
            field.setFixedHeight(line * _TEXT_LINES + 18)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save a field when it is left."""
        if event.type() == QEvent.Type.FocusOut:
            for name, field in self.fields.items():
                if field is watched:
                    self.written.emit(name, field.toPlainText().strip())
        return super().eventFilter(watched, event)
