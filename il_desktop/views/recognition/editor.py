"""Everything about one recognition in the side sheet; it hands over changed facts, the page saves them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from il_desktop.domain.recognition import RecognitionFacts, visibility_of
from il_desktop.queries.recognition import LogRow
from il_desktop.views.shared import a11y, icons
from il_desktop.views.shared.fields import DateField, NumberField
from il_desktop.views.shared.kit import Chip, outline_button
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.recognition_glyphs import CHANNEL_ICONS, KIND_ICONS
from il_desktop.wording.format import Words, day_text
from il_desktop.wording.recognition import CHANNELS, KINDS, PREFERENCES, THEMES, VISIBILITIES


class RecognitionEditor(QWidget):
    """Signals: give_wanted(), delete_wanted(). `facts()` is what the fields say now."""

    give_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, words: Words, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.row: LogRow | None = None
        self.kind = _combo("Kind", KINDS, KIND_ICONS, self)
        self.channel = _combo("How it is said", {"": "Not decided", **CHANNELS}, CHANNEL_ICONS, self)
        self.theme = _combo("Theme", {"": "None", **THEMES}, {}, self)
        self.given_on = DateField("Date", today=today, show=self._date_text, day_first=words.day_first, parent=self)
        self.action = _prose("What they did", "I saw …", self)
        self.impact = _prose("Why it mattered", "It mattered because …", self)
        self.amount = NumberField("Amount of the gift in dollars", low=0, high=100_000, decimals=2, parent=self)
        self.cash = QCheckBox("A gift card or cash: tell payroll", self)
        self.seen_by = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.state = Chip("", parent=self)
        self.prefers = Chip("", parent=self)
        self.give = outline_button("Mark as given", "check", self)
        self.delete = outline_button("Delete", "trash-2", self)
        self._build()
        self.kind.currentIndexChanged.connect(self._adapt)
        self.channel.currentIndexChanged.connect(self._adapt)
        self.give.clicked.connect(self._give)
        self.delete.clicked.connect(self._delete)

    def show_row(self, row: LogRow) -> None:
        """Show a recognition; what was typed before is replaced."""
        self.row = row
        facts = row.facts
        _choose(self.kind, facts.kind)
        _choose(self.channel, facts.channel or "")
        _choose(self.theme, facts.theme or "")
        self.given_on.set_value(facts.given_on)
        self.action.setPlainText(facts.action_text)
        self.impact.setPlainText(facts.impact)
        self.amount.set_value(None if facts.gift_cents is None else facts.gift_cents / 100)
        self.cash.setChecked(facts.is_cash_like)
        is_draft = facts.state == "draft"
        self.state.set_text(
            "Draft" if is_draft else "Given", "pencil" if is_draft else "check", "accent" if is_draft else "good"
        )
        self.prefers.set_text(f"Prefers: {PREFERENCES[row.preference].lower()}")
        self.give.setVisible(is_draft)
        self._adapt()

    def facts(self) -> RecognitionFacts | None:
        """Return what the fields say; None while one of them cannot be read."""
        if self.row is None:
            return None
        is_gift = self.kind.currentData() == "gift"
        self.given_on.commit()
        if is_gift:
            self.amount.commit()
        if not self.given_on.is_valid or (is_gift and not self.amount.is_valid):
            return None
        before = self.row.facts
        channel = self.channel.currentData() or None
        kept = before.visibility if channel == before.channel else None
        return replace(
            before,
            kind=self.kind.currentData(),
            channel=channel,
            visibility=kept or visibility_of(channel),
            theme=self.theme.currentData() or None,
            given_on=self.given_on.value,
            action_text=self.action.toPlainText().strip(),
            impact=self.impact.toPlainText().strip(),
            gift_cents=round(self.amount.value * 100) if is_gift else None,
            is_cash_like=is_gift and self.cash.isChecked(),
        )

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        chips = QHBoxLayout()
        chips.addWidget(self.state)
        chips.addWidget(self.prefers)
        chips.addStretch(1)
        column.addLayout(chips)
        fields: tuple[tuple[str, QWidget], ...] = (
            ("What they did", self.action),
            ("Why it mattered", self.impact),
            ("Kind", self.kind),
            ("How it is said", self.channel),
            ("Theme", self.theme),
            ("Date", self.given_on),
            ("Amount in dollars", self.amount),
        )
        self._labels: dict[QWidget, PlainLabel] = {}
        for text, field in fields:
            label = PlainLabel(text, "caption", muted=True, parent=self)
            label.setBuddy(field)
            self._labels[field] = label
            column.addSpacing(6)
            column.addWidget(label)
            column.addWidget(field)
        column.addWidget(self.cash)
        column.addWidget(self.seen_by)
        column.addSpacing(8)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.give)
        buttons.addWidget(self.delete)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)

    @Slot()
    def _adapt(self) -> None:
        is_gift = self.kind.currentData() == "gift"
        for widget in (self.amount, self._labels[self.amount], self.cash):
            widget.setVisible(is_gift)
        visibility = visibility_of(self.channel.currentData() or None)
        self.seen_by.setText(f"Seen by: {VISIBILITIES[visibility].lower()}.")

    @Slot()
    def _give(self) -> None:
        self.give_wanted.emit()

    @Slot()
    def _delete(self) -> None:
        self.delete_wanted.emit()

    def _date_text(self, day: date) -> str:
        return day_text(day, self._words, year=True)


def _combo(name: str, entries: Mapping[str, str], glyphs: Mapping[str, str], parent: QWidget) -> QComboBox:
    combo = QComboBox(parent)
    a11y.name(combo, name)
    for key, text in entries.items():
        combo.addItem(icons.icon(glyphs[key]) if key in glyphs else QIcon(), text, key)
    return combo


def _choose(combo: QComboBox, key: str) -> None:
    combo.setCurrentIndex(max(0, combo.findData(key)))


def _prose(name: str, hint: str, parent: QWidget) -> QPlainTextEdit:
    field = QPlainTextEdit(parent)
    a11y.name(field, name)
    field.setPlaceholderText(hint)
    field.setTabChangesFocus(True)
    field.setFixedHeight(4 * field.fontMetrics().height() + 16)
    return field
