"""Everything about one recognition in the side sheet; it hands over changed facts, the page saves them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from il_desktop.domain.recognition import RecognitionFacts, goes_against, visibility_of
from il_desktop.domain.recognition_hints import wording_hints
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.evidence import Evidence
from il_desktop.queries.recognition import LogRow
from il_desktop.queries.recognition_choices import Choices
from il_desktop.views.recognition.evidence import EvidencePart
from il_desktop.views.shared import a11y, icons
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.fields import DateField, NumberField
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.kit import Chip, outline_button
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.recognition_glyphs import CHANNEL_ICONS, KIND_ICONS
from il_desktop.wording.format import Words, clock_text, day_text
from il_desktop.wording.recognition import CHANNELS, HINTS, KINDS, PREFERENCES, SENDERS, THEMES, VISIBILITIES

_NONE = {"": "None"}


class RecognitionEditor(QWidget):
    """Signals: give_wanted(), plan_wanted(), celebrate_wanted(), delete_wanted(). `facts()` is what the fields say."""

    give_wanted = Signal()
    plan_wanted = Signal()
    celebrate_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, words: Words, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.row: LogRow | None = None
        self.kind = _combo("Kind", KINDS, KIND_ICONS, self)
        self.channel = _combo("How it is said", {"": "Not decided", **CHANNELS}, CHANNEL_ICONS, self)
        self.visibility = _combo("Who sees it", VISIBILITIES, {}, self)
        self.theme = _combo("Theme", _NONE | THEMES, {}, self)
        self.value = _combo("Core value", _NONE, {}, self)
        self.goal = _combo("Goal", _NONE, {}, self)
        self.visit = _combo("Seen in the visit", _NONE, {}, self)
        self.sender_kind = _combo("Who says thanks", SENDERS, {}, self)
        self.sender_name = _line("Their name, in your words", "The Lee family", self)
        self.given_on = self._date("Date", today, is_required=True)
        self.follow_up = self._date("Follow up on", today, is_required=False)
        self.action = _prose("What they did", "I saw …", self)
        self.impact = _prose("Why it mattered", "It mattered because …", self)
        self.hints = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.amount = NumberField(
            f"Amount of the gift in {words.currency}", low=0, high=100_000, decimals=2, parent=self
        )
        self.fund = _line("Fund the gift came from", "Parent group", self)
        self.cash = QCheckBox("A gift card or cash", self)
        self.wish = PlainLabel("", "caption", fit="wrap", parent=self)
        self.state = Chip("", parent=self)
        self.prefers = Chip("", parent=self)
        self.planned = Chip("", "calendar-days", parent=self)
        self.evidence = EvidencePart(self)
        self.give = outline_button("Mark as given", "check", self)
        self.plan = outline_button("Plan time", "calendar-days", self)
        self.celebrate = outline_button("Celebrate at a meeting…", "users", self)
        self.delete = outline_button("Delete", "trash-2", self)
        self._build()
        self._connect()

    def _connect(self) -> None:
        for combo in (self.kind, self.value, self.visibility):
            combo.currentIndexChanged.connect(self._adapt)
        self.channel.currentIndexChanged.connect(self._follow_channel)
        self.sender_kind.currentIndexChanged.connect(self._adapt)
        self.action.textChanged.connect(self._hint)
        self.impact.textChanged.connect(self._hint)
        self.give.clicked.connect(self._give)
        self.plan.clicked.connect(self._plan)
        self.celebrate.clicked.connect(self._celebrate)
        self.delete.clicked.connect(self._delete)

    def show_row(self, row: LogRow, choices: Choices, files: tuple[Evidence, ...], gift_hint: str) -> None:
        """Show a recognition; what was typed before is replaced."""
        self.row = None  # nothing is judged while the fields are filled
        facts = row.facts
        visits = {key: self._visit_text(starts, period) for key, starts, period in choices.visits}
        for combo, entries in (
            (self.value, dict(choices.values)),
            (self.goal, dict(choices.goals)),
            (self.visit, visits),
        ):
            _fill(combo, _NONE | entries)
        for combo, key in (
            (self.kind, facts.kind),
            (self.channel, facts.channel or ""),
            (self.visibility, facts.seen_by),
            (self.theme, facts.theme or ""),
            (self.value, facts.value_id or ""),
            (self.goal, facts.goal_id or ""),
            (self.visit, facts.visit_id or ""),
            (self.sender_kind, facts.sender_kind),
        ):
            _choose(combo, key)
        self.given_on.set_value(facts.given_on)
        self.follow_up.set_value(facts.follow_up_on)
        self.action.setPlainText(facts.action_text)
        self.impact.setPlainText(facts.impact)
        self.sender_name.setText(facts.sender)
        self.amount.set_value(None if facts.gift_cents is None else facts.gift_cents / 100)
        self.fund.setText(facts.gift_fund)
        self.cash.setChecked(facts.is_cash_like)
        self.cash.setText(f"A gift card or cash: {gift_hint}")
        self.evidence.show_files(files)
        self._show_chips(row)
        self.row = row
        self._adapt()

    def facts(self) -> RecognitionFacts | None:
        """Return what the fields say; None while one of them cannot be read."""
        if self.row is None:
            return None
        is_gift = self.kind.currentData() == "gift"
        fields = [self.given_on, self.follow_up, *([self.amount] if is_gift else [])]
        for field in fields:
            field.commit()
        if not all(field.is_valid for field in fields):
            return None
        sender_kind = self.sender_kind.currentData()
        before = self.row.facts
        return replace(
            before,
            kind=self.kind.currentData(),
            channel=self.channel.currentData() or None,
            visibility=self.visibility.currentData(),
            theme=self.theme.currentData() or None,
            value_id=self.value.currentData() or None,
            goal_id=self.goal.currentData() or None,
            visit_id=self.visit.currentData() or None,
            sender_kind=sender_kind,
            sender="" if sender_kind == "principal" else self.sender_name.text().strip(),
            giver_id=before.giver_id if sender_kind == before.sender_kind else None,
            given_on=self.given_on.value,
            follow_up_on=self.follow_up.value,
            action_text=self.action.toPlainText().strip(),
            impact=self.impact.toPlainText().strip(),
            gift_cents=round(self.amount.value * 100) if is_gift and self.amount.value is not None else None,
            gift_fund=self.fund.text().strip() if is_gift else "",
            is_cash_like=is_gift and self.cash.isChecked(),
        )

    def _show_chips(self, row: LogRow) -> None:
        is_draft = row.facts.state == "draft"
        self.state.set_text(
            "Draft" if is_draft else "Given", "pencil" if is_draft else "check", "accent" if is_draft else "good"
        )
        self.prefers.set_text(f"Prefers: {PREFERENCES[row.preference].lower()}")
        self.planned.setVisible(bool(row.planned_at))
        if row.planned_at:
            at = WallTime.parse(row.planned_at)
            self.planned.set_text(f"{day_text(at.day, self._words)}, {clock_text(at.minute, self._words)}")
        self.give.setVisible(is_draft)
        self.plan.setVisible(is_draft and not row.planned_at)
        self.celebrate.setVisible(not is_draft)

    def _visit_text(self, starts: str, period: str) -> str:
        at = WallTime.parse(starts)
        return f"{day_text(at.day, self._words)}, {period or clock_text(at.minute, self._words)}"

    def _date(self, name: str, today: Callable[[], date], *, is_required: bool) -> DateField:
        return DateField(
            name,
            today=today,
            show=self._date_text,
            day_first=self._words.day_first,
            is_required=is_required,
            parent=self,
        )

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        chips = FlowLayout()
        for chip in (self.state, self.prefers, self.planned):
            chips.addWidget(chip)
        column.addLayout(chips)
        self._labels: dict[QWidget, PlainLabel] = {}
        self._add(column, "What they did", self.action)
        self._add(column, "Why it mattered", self.impact)
        column.addWidget(self.hints)
        fields: tuple[tuple[str, QWidget], ...] = (
            ("Kind", self.kind),
            (f"Amount in {self._words.currency}", self.amount),
            ("Fund", self.fund),
            ("How it is said", self.channel),
            ("Who sees it", self.visibility),
        )
        for text, field in fields:
            self._add(column, text, field)
            if field is self.fund:
                column.addWidget(self.cash)
        column.addWidget(self.wish)
        rest: tuple[tuple[str, QWidget], ...] = (
            ("Date", self.given_on),
            ("Core value", self.value),
            ("Theme", self.theme),
            ("Goal", self.goal),
            ("Seen in the visit", self.visit),
            ("Who says thanks", self.sender_kind),
            ("Their name", self.sender_name),
            ("Follow up on", self.follow_up),
            ("Evidence", self.evidence),
        )
        for text, field in rest:
            self._add(column, text, field)
        column.addSpacing(8)
        buttons = FlowLayout()
        for button in (self.give, self.plan, self.celebrate, self.delete):
            buttons.addWidget(button)
        column.addLayout(buttons)
        column.addStretch(1)

    def _add(self, column: QVBoxLayout, text: str, field: QWidget) -> None:
        label = PlainLabel(text, "caption", muted=True, parent=self)
        label.setBuddy(field)
        self._labels[field] = label
        column.addSpacing(6)
        column.addWidget(label)
        column.addWidget(field)

    @Slot()
    def _follow_channel(self) -> None:
        """Let the channel say who sees it; that can be changed after."""
        if self.row is not None:
            _choose(self.visibility, visibility_of(self.channel.currentData() or None))
        self._adapt()

    @Slot()
    def _adapt(self) -> None:
        is_gift = self.kind.currentData() == "gift"
        for widget in (self.amount, self.fund):
            widget.setVisible(is_gift)
            self._labels[widget].setVisible(is_gift)
        self.cash.setVisible(is_gift)
        is_other = self.sender_kind.currentData() != "principal"
        self.sender_name.setVisible(is_other)
        self._labels[self.sender_name].setVisible(is_other)
        self.visibility.setEnabled(self.channel.currentData() != "newsletter")  # a newsletter is public
        if self.row is not None:
            channel, seen_by = self.channel.currentData() or None, self.visibility.currentData()
            is_against = goes_against(self.row.preference, "given", channel, seen_by)
            wish = PREFERENCES[self.row.preference].lower()
            reason = self.row.facts.override_reason
            kept = f" Kept reason: {reason}" if reason else ""
            self.wish.setText(
                f"{self.row.name} prefers: {wish}. You will be asked why.{kept}"
                if is_against and not reason
                else f"{self.row.name} prefers: {wish}.{kept}"
            )
        self._hint()

    @Slot()
    def _hint(self) -> None:
        """Say what the words still lack; saving works all the same, and nothing leaves."""
        found = wording_hints(
            self.action.toPlainText(), self.impact.toPlainText(), has_value=bool(self.value.currentData())
        )
        self.hints.setText(" ".join(HINTS[code] for code in found))

    @Slot()
    def _give(self) -> None:
        self.give_wanted.emit()

    @Slot()
    def _plan(self) -> None:
        self.plan_wanted.emit()

    @Slot()
    def _celebrate(self) -> None:
        self.celebrate_wanted.emit()

    @Slot()
    def _delete(self) -> None:
        self.delete_wanted.emit()

    def _date_text(self, day: date) -> str:
        return day_text(day, self._words, year=True)


def _combo(name: str, entries: Mapping[str, str], glyphs: Mapping[str, str], parent: QWidget) -> QComboBox:
    combo = ComboBox(parent)
    a11y.name(combo, name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for key, text in entries.items():
        combo.addItem(icons.icon(glyphs[key]) if key in glyphs else QIcon(), text, key)
    return combo


def _fill(combo: QComboBox, entries: Mapping[str, str]) -> None:
    combo.clear()
    for key, text in entries.items():
        combo.addItem(text, key)


def _choose(combo: QComboBox, key: str) -> None:
    combo.setCurrentIndex(max(0, combo.findData(key)))


def _line(name: str, hint: str, parent: QWidget) -> QLineEdit:
    field = QLineEdit(parent)
    a11y.name(field, name)
    field.setPlaceholderText(hint)
    return field


def _prose(name: str, hint: str, parent: QWidget) -> QPlainTextEdit:
    field = QPlainTextEdit(parent)
    a11y.name(field, name)
    field.setPlaceholderText(hint)
    field.setTabChangesFocus(True)
    field.setFixedHeight(4 * field.fontMetrics().height() + 16)
    return field
