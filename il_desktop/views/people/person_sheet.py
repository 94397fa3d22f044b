"""One person in the side sheet: visits and recognitions at a glance, the facts as fields that save by themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from il_desktop.domain.walltime import WallTime
from il_desktop.queries.people import PersonDetail, RosterView, is_ended
from il_desktop.views.people.away_list import AwayList
from il_desktop.views.people.person_form import PersonForm
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.kit import Chip, Hairline, outline_button, section_title
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.wording.format import Words, count_text, dated_moment_text, day_text, list_text
from il_desktop.wording.people import KINDS
from il_desktop.wording.recognition import CHANNELS
from il_desktop.wording.recognition import KINDS as RECOGNITION_KINDS

SHOWN_RECOGNITIONS = 6
LEADERS = ("administrator", "coach")


class PersonSheet(QWidget):
    """Shows a person and asks for deeds by signals without arguments: each `_wanted` is a button."""

    add_wanted = Signal()
    recognize_wanted = Signal()
    timeline_wanted = Signal()
    paper_wanted = Signal()
    end_wanted = Signal()
    delete_wanted = Signal()
    forget_wanted = Signal()

    def __init__(self, words: Words, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.detail: PersonDetail | None = None
        self.form = PersonForm(words, today, self)
        self.given, self.family, self.department = self.form.given, self.form.family, self.form.department
        self.birthday, self.preference = self.form.birthday, self.form.preference
        self.away = AwayList(words, today, self)
        self._facts = QWidget(self)
        self._chips = QHBoxLayout()
        self._visits = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self._log = QVBoxLayout()
        self.timeline = outline_button("Timeline", "history", self)
        self.recognize = outline_button("Recognize", "award", self)
        self.paper = outline_button("Save as paper …", "file-text", self)
        self.end = outline_button("Leaves …", "log-out", self)
        self.delete = outline_button("Delete", "trash-2", self)
        self.forget = outline_button("Remove everything …", "user-x", self)
        self.add = outline_button("Add to the roster", "user-plus", self)
        self._build()
        for button, wanted in (
            (self.add, self.add_wanted), (self.recognize, self.recognize_wanted), (self.end, self.end_wanted),
            (self.timeline, self.timeline_wanted), (self.paper, self.paper_wanted), (self.delete, self.delete_wanted),
            (self.forget, self.forget_wanted),
        ):  # fmt: skip
            button.clicked.connect(wanted)

    def offer(self, roster: RosterView | None, day_types: tuple[str, ...]) -> None:
        """Tell the fields who may lead, who may stand in, and the letters of the rotation."""
        here = [row for row in roster.rows if not is_ended(row, roster.today)] if roster else []
        self.form.offer(day_types, [(row.id, row.name) for row in here if row.kind in LEADERS])
        self.away.offer([(row.id, row.name) for row in here])

    def show_new(self) -> None:
        """Show empty fields for somebody new."""
        self.detail = None
        self.form.show_new()
        self._show_parts(is_new=True)
        self.given.setFocus()

    def show_person(self, detail: PersonDetail) -> None:
        """Show a person; what was typed before is replaced."""
        self.detail = detail
        self.form.show_person(detail)
        self.away.show_absences(detail.absences)
        self._show_facts(detail)
        self._show_parts(is_new=False)

    def fields(self) -> dict[str, Any] | None:
        """Return all fields by column name; None while one of them cannot be read."""
        return self.form.values()

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
        self.forget.setVisible(not is_new)

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
        if detail.teams:
            lines.append(f"In {list_text(list(detail.teams))}")
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
        buttons = FlowLayout(8)
        for button in (self.recognize, self.timeline, self.paper, self.end):
            buttons.addWidget(button)
        facts.addSpacing(4)
        facts.addLayout(buttons)
        facts.addSpacing(8)
        facts.addWidget(section_title("Recognitions", self))
        self._log.setSpacing(2)
        facts.addLayout(self._log)
        facts.addSpacing(8)
        facts.addWidget(section_title("Away", self))
        facts.addWidget(self.away)
        facts.addSpacing(8)
        facts.addWidget(Hairline(parent=self))
        column.addWidget(self._facts)
        column.addWidget(self.form)
        column.addSpacing(8)
        column.addWidget(self.add)
        gone = FlowLayout(8)
        gone.addWidget(self.delete)
        gone.addWidget(self.forget)
        column.addLayout(gone)
        column.addStretch(1)


def _held(detail: PersonDetail, name: str) -> Any:
    """Return a fact as the fields give it: an empty text is None."""
    value = getattr(detail, name)
    return None if value == "" else value


def _empty(layout: QHBoxLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
