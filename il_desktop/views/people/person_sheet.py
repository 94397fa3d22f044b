"""One person in the side sheet: visits and recognitions at a glance, the facts as fields that save by themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from il_desktop.domain.people import STAFF_KINDS
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.people import PersonDetail
from il_desktop.views.shared import a11y, icons
from il_desktop.views.shared.fields import DateField, NumberField, ParsedField
from il_desktop.views.shared.kit import Chip, Hairline, outline_button, section_title
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.recognition_glyphs import PREFERENCE_ICONS
from il_desktop.views.shared.typed import NotReadable
from il_desktop.wording.format import Words, count_text, dated_moment_text, day_text
from il_desktop.wording.people import CONTRACTS, KINDS
from il_desktop.wording.recognition import CHANNELS, PREFERENCES
from il_desktop.wording.recognition import KINDS as RECOGNITION_KINDS

SHOWN_RECOGNITIONS = 6
_BIRTHDAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})")


class BirthdayField(ParsedField):
    """Month and day; the value is `MM-DD`."""

    def read(self, text: str) -> str:
        """Read month and day, 29 February included."""
        found = _BIRTHDAY.fullmatch(text.strip())
        try:
            day = date(2024, int(found[1]), int(found[2])) if found else None
        except ValueError:
            day = None
        if day is None:
            sentence = f"“{text[:24]}” is not a birthday. Type month and day: 9-30."
            raise NotReadable(sentence)
        return f"{day:%m-%d}"


class PersonSheet(QWidget):
    """Signals: add_wanted(), recognize_wanted(), end_wanted(), delete_wanted()."""

    add_wanted = Signal()
    recognize_wanted = Signal()
    end_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, words: Words, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.detail: PersonDetail | None = None
        self.given = _line("Given name", self)
        self.family = _line("Family name", self)
        self.shown_as = _line("Shown as", self)
        self.kind = _combo("Role", {kind: KINDS[kind] for kind in STAFF_KINDS}, {}, self)
        self.contract = _combo("Contract", {"": "Not said", **CONTRACTS}, {}, self)
        self.department = _line("Department", self)
        self.email = _line("E-mail", self)
        self.preference = _combo("Likes to be recognized", PREFERENCES, PREFERENCE_ICONS, self)
        self.favorites = QPlainTextEdit(self)
        self.hired_on = DateField(
            "Hired on", today=today, show=self._date_text, day_first=words.day_first, is_required=False, parent=self
        )
        self.birthday = BirthdayField("Birthday", is_required=False, parent=self)
        self.birthday_opt_in = QCheckBox("May be shown to me on the day", self)
        self.every = NumberField("Visit every so many days", low=1, high=180, parent=self)
        self._facts = QWidget(self)
        self._chips = QHBoxLayout()
        self._visits = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self._log = QVBoxLayout()
        self.recognize = outline_button("Recognize", "award", self)
        self.end = outline_button("Leaves …", "log-out", self)
        self.delete = outline_button("Delete", "trash-2", self)
        self.add = outline_button("Add to the roster", "user-plus", self)
        self._build()
        self.add.clicked.connect(self._add)
        self.recognize.clicked.connect(self._recognize)
        self.end.clicked.connect(self._end)
        self.delete.clicked.connect(self._delete)

    def show_new(self) -> None:
        """Show empty fields for somebody new."""
        self.detail = None
        for field in (self.given, self.family, self.shown_as, self.department, self.email):
            field.clear()
        self.favorites.clear()
        _choose(self.kind, "teacher")
        _choose(self.contract, "")
        _choose(self.preference, "ask")
        self.hired_on.set_value(None)
        self.birthday.set_value(None)
        self.birthday_opt_in.setChecked(False)
        self.every.set_value(14)
        self._show_parts(is_new=True)
        self.given.setFocus()

    def show_person(self, detail: PersonDetail) -> None:
        """Show a person; what was typed before is replaced."""
        self.detail = detail
        self.given.setText(detail.given)
        self.family.setText(detail.family)
        self.shown_as.setText(detail.shown_as)
        self.department.setText(detail.department)
        self.email.setText(detail.email)
        if self.kind.findData(detail.kind) < 0:
            self.kind.addItem(KINDS[detail.kind], detail.kind)
        _choose(self.kind, detail.kind)
        _choose(self.contract, detail.contract or "")
        _choose(self.preference, detail.recognition_pref)
        self.favorites.setPlainText(detail.favorites)
        self.hired_on.set_value(detail.hired_on)
        self.birthday.set_value(detail.birthday_md)
        self.birthday_opt_in.setChecked(detail.birthday_opt_in)
        self.every.set_value(detail.visit_every_days)
        self._show_facts(detail)
        self._show_parts(is_new=False)

    def fields(self) -> dict[str, Any] | None:
        """Return all fields by column name; None while one of them cannot be read."""
        parsed = (self.hired_on, self.birthday, self.every)
        for field in parsed:
            field.commit()
        if not all(field.is_valid for field in parsed):
            return None
        return {
            "given": self.given.text().strip(),
            "family": self.family.text().strip(),
            "shown_as": self.shown_as.text().strip() or None,
            "kind": self.kind.currentData(),
            "contract": self.contract.currentData() or None,
            "department": self.department.text().strip() or None,
            "email": self.email.text().strip() or None,
            "recognition_pref": self.preference.currentData(),
            "favorites": self.favorites.toPlainText().strip() or None,
            "hired_on": self.hired_on.value,
            "birthday_md": self.birthday.value,
            "birthday_opt_in": self.birthday_opt_in.isChecked(),
            "visit_every_days": self.every.value,
        }

    def changed_fields(self) -> dict[str, Any]:
        """Return what differs from the person shown; empty while a field cannot be read."""
        fields = self.fields()
        if fields is None or self.detail is None:
            return {}
        return {name: value for name, value in fields.items() if value != _held(self.detail, name)}

    def _show_parts(self, *, is_new: bool) -> None:
        self._facts.setVisible(not is_new)
        self.add.setVisible(is_new)
        self.delete.setVisible(not is_new)

    def _show_facts(self, detail: PersonDetail) -> None:
        words = self._words
        _empty(self._chips)
        self._chips.addWidget(Chip(detail.department or KINDS[detail.kind], tone="accent", parent=self))
        if detail.leave_until:
            text = f"on leave to {day_text(detail.leave_until, words)}"
            self._chips.addWidget(Chip(text, "calendar-clock", "attention", parent=self))
        if detail.open_steps:
            self._chips.addWidget(
                Chip(count_text(detail.open_steps, "open step", "open steps"), "list-checks", parent=self)
            )
        self._chips.addStretch(1)
        lines = [f"{count_text(detail.visits, 'visit', 'visits')} so far"]
        if detail.last_visit:
            lines[0] += f", the last {dated_moment_text(WallTime.parse(detail.last_visit), words)}"
        if detail.next_visit:
            lines.append(f"Next planned {dated_moment_text(WallTime.parse(detail.next_visit), words)}")
        if detail.leader:
            lines.append(f"Visited by {detail.leader}")
        if detail.grades:
            lines.append(f"Grades {', '.join(detail.grades)}")
        if detail.active_from:
            lines.append(f"Here since {day_text(detail.active_from, words, year=True)}")
        if detail.active_to:
            lines.append(f"Last day {day_text(detail.active_to, words, year=True)}")
        self._visits.setText("\n".join(lines))
        self._show_recognitions(detail)
        has_left = detail.active_to is not None
        self.end.setText("Bring back" if has_left else "Leaves …")
        self.end.updateGeometry()

    def _show_recognitions(self, detail: PersonDetail) -> None:
        _empty(self._log)
        if not detail.recognitions:
            self._log.addWidget(PlainLabel("Not recognized yet.", "caption", muted=True, parent=self))
        for one in detail.recognitions[:SHOWN_RECOGNITIONS]:
            how = CHANNELS[one.channel].lower() if one.channel else "draft" if one.state == "draft" else ""
            kind = RECOGNITION_KINDS[one.kind]
            head = " · ".join(part for part in (day_text(one.given_on, self._words), kind, how) if part)
            self._log.addWidget(PlainLabel(head, "caption", muted=True, fit="elide", parent=self))
            if one.action:
                self._log.addWidget(PlainLabel(one.action, fit="elide", parent=self))
        more = len(detail.recognitions) - SHOWN_RECOGNITIONS
        if more > 0:
            self._log.addWidget(PlainLabel(f"and {more} more in the log", "caption", muted=True, parent=self))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        facts = QVBoxLayout(self._facts)
        facts.setContentsMargins(0, 0, 0, 0)
        facts.setSpacing(6)
        facts.addLayout(self._chips)
        facts.addWidget(self._visits)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.recognize, self.end):
            buttons.addWidget(button)
        buttons.addStretch(1)
        facts.addSpacing(4)
        facts.addLayout(buttons)
        facts.addSpacing(8)
        facts.addWidget(section_title("Recognitions", self))
        self._log.setSpacing(2)
        facts.addLayout(self._log)
        facts.addSpacing(8)
        facts.addWidget(Hairline(parent=self))
        facts.addWidget(section_title("Facts", self))
        column.addWidget(self._facts)
        self._build_fields(column)

    def _build_fields(self, column: QVBoxLayout) -> None:
        a11y.name(self.favorites, "Favorites")
        self.favorites.setTabChangesFocus(True)
        self.favorites.setPlaceholderText("Coffee, flowers, a quiet word …")
        self.favorites.setFixedHeight(3 * self.favorites.fontMetrics().height() + 16)
        fields: tuple[tuple[str, QWidget], ...] = (
            ("Given name", self.given),
            ("Family name", self.family),
            ("Shown as (if different)", self.shown_as),
            ("Role", self.kind),
            ("Contract", self.contract),
            ("Department", self.department),
            ("E-mail", self.email),
            ("Likes to be recognized", self.preference),
            ("Favorites", self.favorites),
            ("Visit every … days", self.every),
            ("Hired on", self.hired_on),
            ("Birthday (month-day)", self.birthday),
        )
        for text, field in fields:
            label = PlainLabel(text, "caption", muted=True, parent=self)
            label.setBuddy(field)
            column.addSpacing(4)
            column.addWidget(label)
            column.addWidget(field)
        column.addWidget(self.birthday_opt_in)
        column.addSpacing(8)
        column.addWidget(self.add)
        column.addWidget(self.delete)
        column.addStretch(1)

    @Slot()
    def _add(self) -> None:
        self.add_wanted.emit()

    @Slot()
    def _recognize(self) -> None:
        self.recognize_wanted.emit()

    @Slot()
    def _end(self) -> None:
        self.end_wanted.emit()

    @Slot()
    def _delete(self) -> None:
        self.delete_wanted.emit()

    def _date_text(self, day: date) -> str:
        return day_text(day, self._words, year=True)


def _held(detail: PersonDetail, name: str) -> Any:
    """Return a fact as the fields give it: an empty text is None."""
    value = getattr(detail, name)
    return None if value == "" else value


def _line(name: str, parent: QWidget) -> QLineEdit:
    line = QLineEdit(parent)
    line.setMaxLength(254)
    a11y.name(line, name)
    return line


def _combo(name: str, entries: Mapping[str, str], glyphs: Mapping[str, str], parent: QWidget) -> QComboBox:
    combo = QComboBox(parent)
    a11y.name(combo, name)
    for key, text in entries.items():
        if key in glyphs:
            combo.addItem(icons.icon(glyphs[key]), text, key)
        else:
            combo.addItem(text, key)
    return combo


def _choose(combo: QComboBox, key: str) -> None:
    combo.setCurrentIndex(max(0, combo.findData(key)))


def _empty(layout: QHBoxLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
