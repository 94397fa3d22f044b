"""The fields of a person: names, work, how they like to be recognized, dates. Decides no rule; the page saves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from il_desktop.domain.people import STAFF_KINDS
from il_desktop.queries.people import PersonDetail
from il_desktop.views.people.person_fields import BirthdayField, WordsField, WorkdaysField
from il_desktop.views.shared import a11y, icons
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.fields import DateField, NumberField, ParsedField
from il_desktop.views.shared.kit import section_title
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.recognition_glyphs import PREFERENCE_ICONS
from il_desktop.wording.format import Words, day_text
from il_desktop.wording.people import CONTRACTS, KINDS
from il_desktop.wording.recognition import PREFERENCES


class PersonForm(QWidget):
    """Shows the facts of a person as fields; `values` gives them back by column name."""

    def __init__(self, words: Words, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._today = words, today
        self.given = _line("Given name", self)
        self.family = _line("Family name", self)
        self.shown_as = _line("Shown as", self)
        self.former_names = WordsField("Former names", "found by search too", self)
        self.kind = _combo("Role", {kind: KINDS[kind] for kind in STAFF_KINDS}, {}, self)
        self.department = _line("Department", self)
        self.grades = WordsField("Grades", "6, 7", self)
        self.email = _line("E-mail", self)
        self.contract = _combo("Contract", {"": "Not said", **CONTRACTS}, {}, self)
        self.works_on = WorkdaysField("Works on", parent=self)
        self.leader = _combo("Visited by", {"": "Nobody in particular"}, {}, self)
        self.every = NumberField("Visit every so many days", low=1, high=180, parent=self)
        self.is_focus = QCheckBox("In focus this year", self)
        self.preference = _combo("Likes to be recognized", PREFERENCES, PREFERENCE_ICONS, self)
        self.favorites = QPlainTextEdit(self)
        self.strengths = WordsField("Strengths", "number talks, lab routines", self)
        self.lists_opt_out = QCheckBox("Keep out of every list for others", self)
        self.hired_on = self._date("Hired on")
        self.career_started_on = self._date("Career started on")
        self.active_from = self._date("Here since")
        self.birthday = BirthdayField("Birthday", is_required=False, parent=self)
        self.birthday_opt_in = QCheckBox("Birthday may be shown to me", self)
        self.anniversary_opt_in = QCheckBox("Work anniversary may be shown", self)
        self._build()

    @property
    def parsed(self) -> tuple[ParsedField, ...]:
        """The fields whose text has to be read."""
        return (
            self.former_names, self.grades, self.works_on, self.every, self.strengths, self.hired_on,
            self.career_started_on, self.active_from, self.birthday,
        )  # fmt: skip

    def offer(self, letters: tuple[str, ...], leaders: Sequence[tuple[str, str]]) -> None:
        """Take the letters of the rotation and who may lead (id, name)."""
        self.works_on.letters = letters
        self.leader.clear()
        self.leader.addItem("Nobody in particular", "")
        for key, name in leaders:
            self.leader.addItem(name, key)

    def show_new(self) -> None:
        """Show empty fields."""
        for line in (self.given, self.family, self.shown_as, self.department, self.email):
            line.clear()
        self.favorites.clear()
        for field in self.parsed:
            field.set_value(None)
        self.every.set_value(14)
        for box in (self.is_focus, self.lists_opt_out, self.birthday_opt_in, self.anniversary_opt_in):
            box.setChecked(False)
        for combo, key in ((self.kind, "teacher"), (self.contract, ""), (self.preference, "ask"), (self.leader, "")):
            _choose(combo, key)

    def show_person(self, detail: PersonDetail) -> None:
        """Show the facts of a person."""
        self.given.setText(detail.given)
        self.family.setText(detail.family)
        self.shown_as.setText(detail.shown_as)
        self.department.setText(detail.department)
        self.email.setText(detail.email)
        if self.kind.findData(detail.kind) < 0:
            self.kind.addItem(KINDS[detail.kind], detail.kind)
        if detail.leader_id and self.leader.findData(detail.leader_id) < 0:
            self.leader.addItem(detail.leader, detail.leader_id)
        _choose(self.kind, detail.kind)
        _choose(self.contract, detail.contract or "")
        _choose(self.preference, detail.recognition_pref)
        _choose(self.leader, detail.leader_id or "")
        self.favorites.setPlainText(detail.favorites)
        self.former_names.set_value(detail.former_names or None)
        self.grades.set_value(detail.grades or None)
        self.works_on.set_value(detail.works_on or None)
        self.strengths.set_value(detail.strengths or None)
        self.every.set_value(detail.visit_every_days)
        self.hired_on.set_value(detail.hired_on)
        self.career_started_on.set_value(detail.career_started_on)
        self.active_from.set_value(detail.active_from)
        self.birthday.set_value(detail.birthday_md)
        self.is_focus.setChecked(detail.is_focus)
        self.lists_opt_out.setChecked(detail.lists_opt_out)
        self.birthday_opt_in.setChecked(detail.birthday_opt_in)
        self.anniversary_opt_in.setChecked(detail.anniversary_opt_in)

    def values(self) -> dict[str, Any] | None:
        """Return all fields by column name; None while one of them cannot be read."""
        for field in self.parsed:
            field.commit()
        if not all(field.is_valid for field in self.parsed):
            return None
        return {
            "given": self.given.text().strip(),
            "family": self.family.text().strip(),
            "shown_as": self.shown_as.text().strip() or None,
            "former_names": self.former_names.value or (),
            "kind": self.kind.currentData(),
            "contract": self.contract.currentData() or None,
            "works_on": self.works_on.value or (),
            "department": self.department.text().strip() or None,
            "grades": self.grades.value or (),
            "email": self.email.text().strip() or None,
            "leader_id": self.leader.currentData() or None,
            "visit_every_days": self.every.value,
            "is_focus": self.is_focus.isChecked(),
            "recognition_pref": self.preference.currentData(),
            "favorites": self.favorites.toPlainText().strip() or None,
            "strengths": self.strengths.value or (),
            "lists_opt_out": self.lists_opt_out.isChecked(),
            "hired_on": self.hired_on.value,
            "career_started_on": self.career_started_on.value,
            "active_from": self.active_from.value,
            "birthday_md": self.birthday.value,
            "birthday_opt_in": self.birthday_opt_in.isChecked(),
            "anniversary_opt_in": self.anniversary_opt_in.isChecked(),
        }

    def _date(self, name: str) -> DateField:
        return DateField(
            name, today=self._today, show=self._date_text, day_first=self._words.day_first, is_required=False,
            parent=self,
        )  # fmt: skip

    def _date_text(self, day: date) -> str:
        return day_text(day, self._words, year=True)

    def _build(self) -> None:
        a11y.name(self.favorites, "Favorites")
        self.favorites.setTabChangesFocus(True)
        self.favorites.setPlaceholderText("Coffee, flowers, a quiet word …")
        self.favorites.setFixedHeight(3 * self.favorites.fontMetrics().height() + 16)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        parts: tuple[tuple[str, tuple[tuple[str, QWidget], ...], tuple[QCheckBox, ...]], ...] = (
            ("Name", (("Given name", self.given), ("Family name", self.family),
                      ("Shown as (if different)", self.shown_as), ("Former names", self.former_names)), ()),
            ("Work", (("Role", self.kind), ("Department", self.department), ("Grades", self.grades),
                      ("E-mail", self.email), ("Contract", self.contract), ("Works on", self.works_on)), ()),
            ("Recognition", (("Likes to be recognized", self.preference), ("Favorites", self.favorites),
                             ("Strengths", self.strengths)), (self.lists_opt_out,)),
            ("Visits", (("Visited by", self.leader), ("Visit every … days", self.every)), (self.is_focus,)),
            ("Dates", (("Here since", self.active_from), ("Hired on", self.hired_on),
                       ("Career started on", self.career_started_on), ("Birthday (month-day)", self.birthday)),
             (self.birthday_opt_in, self.anniversary_opt_in)),
        )  # fmt: skip
        for title, fields, boxes in parts:
            column.addSpacing(8)
            column.addWidget(section_title(title, self))
            for text, field in fields:
                label = PlainLabel(text, "caption", muted=True, parent=self)
                label.setBuddy(field)
                column.addSpacing(4)
                column.addWidget(label)
                column.addWidget(field)
            for box in boxes:
                column.addWidget(box)


def _line(name: str, parent: QWidget) -> QLineEdit:
    line = QLineEdit(parent)
    line.setMaxLength(254)
    a11y.name(line, name)
    return line


def _combo(name: str, entries: Mapping[str, str], glyphs: Mapping[str, str], parent: QWidget) -> QComboBox:
    combo = ComboBox(parent)
    a11y.name(combo, name)
    for key, text in entries.items():
        if key in glyphs:
            combo.addItem(icons.icon(glyphs[key]), text, key)
        else:
            combo.addItem(text, key)
    return combo


def _choose(combo: QComboBox, key: str) -> None:
    combo.setCurrentIndex(max(0, combo.findData(key)))
