"""The side sheet's editor of dates: a school year, a term, days off, testing, a special day, or who is away."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.school import CalendarSpan
from il_desktop.queries.school_year import SchoolYear, SpanRow, preview, with_span
from il_desktop.queries.window_links import window_links
from il_desktop.views.school.form import Form, LineField, choice, chosen
from il_desktop.views.shared.form import are_ready, fill
from il_desktop.views.shared.kit import outline_button
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.school import SPAN_WORDS, fallout_sentence, window_sentence

NEW_KINDS = ("holiday", "staff_only", "term", "testing", "special", "window", "absence")
_WITH_BELLS = ("testing", "special")
_QUIET = ("term", "window", "absence")  # these move no block


class SpanForm(Form):
    """Signal: done() after something was saved or deleted."""

    done = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.span: SpanRow | None = None
        self._view: SchoolYear | None = None
        self._fixed_kind = ""
        self.kind = choice("What it is", self)
        self.name = LineField("Name", hint="Fall break", parent=self)
        self.person = choice("Who is away", self)
        self.substitute = choice("Substitute", self)
        self.first = self.date_field("First day")
        self.last = self.date_field("Last day")
        self.bells = choice("Bells", self)
        self.hint = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.preview = PlainLabel("", fit="wrap", parent=self)
        self.save_button = outline_button("Save", "check", self)
        self.delete_button = outline_button("Delete", "trash-2", self)
        self._build()

    def _build(self) -> None:
        self._kind_block = self.add("What it is", self.kind)
        self._name_block = self.add("Name", self.name, "name")
        self._person_block = self.add("Who is away", self.person)
        self.add("First day", self.first, "first_day")
        self.add("Last day", self.last, "last_day")
        self._substitute_block = self.add("Who takes the lessons", self.substitute)
        self._bells_block = self.add("Bells on these days", self.bells)
        self.column.addWidget(self.hint)
        self.column.addWidget(self.preview)
        row = QHBoxLayout()
        row.addWidget(self.save_button)
        row.addWidget(self.delete_button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)
        self.kind.currentIndexChanged.connect(self._show_parts)
        self.first.accepted.connect(self._first_taken)
        for field in (self.first, self.last):
            field.accepted.connect(self._say)
        for box in (self.kind, self.bells):
            box.currentIndexChanged.connect(self._say)
        for field in (self.name, self.first, self.last):
            field.line.returnPressed.connect(self._enter)
        self.save_button.clicked.connect(self.save)
        self.delete_button.clicked.connect(self.delete)

    def show_new(self, kind: str, view: SchoolYear, first: date | None = None) -> None:
        """Start new dates of a kind; with kind `year` nothing else can be chosen."""
        self.span, self._view = None, view
        self._fixed_kind = kind if kind == "year" else ""
        self._offer(view, kind, None)
        self.name.set_value(None)
        self.first.set_value(first)
        self.last.set_value(first)
        self._show_parts()
        self._say()

    def show_span(self, span: SpanRow, view: SchoolYear) -> None:
        """Show stored dates."""
        self.span, self._fixed_kind, self._view = span, span.kind, view
        self._offer(view, span.kind, span)
        self.name.set_value(span.name)
        self.first.set_value(span.first)
        self.last.set_value(span.last)
        self._show_parts()
        self._say()

    def take_focus(self) -> None:
        """Begin at the first thing to fill in."""
        start = self.kind if self._kind_block.isVisibleTo(self) else self.name.line
        start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, view: SchoolYear, kind: str, span: SpanRow | None) -> None:
        fill(self.kind, [(key, SPAN_WORDS[key]) for key in NEW_KINDS], kind)
        bells = [(row.id, row.name) for row in view.bells]
        fill(self.bells, [("", "As on other days"), *bells], span.bells_id or "" if span else "")
        staff = list(view.staff)
        for key, name in ((span.person_id, span.person), (span.substitute_id, span.substitute)) if span else ():
            if key and key not in {known for known, _ in staff}:
                staff.append((key, name))
        fill(self.person, staff, span.person_id or "" if span else "")
        fill(self.substitute, [("", "Nobody yet"), *staff], span.substitute_id or "" if span else "")

    @property
    def shown_kind(self) -> str:
        """The kind of dates on show."""
        return self._fixed_kind or chosen(self.kind) or "holiday"

    @Slot()
    def _show_parts(self) -> None:
        kind = self.shown_kind
        is_absence = kind == "absence"
        self._kind_block.setVisible(not self._fixed_kind)
        self._name_block.setVisible(not is_absence)
        self._person_block.setVisible(is_absence)
        self._substitute_block.setVisible(is_absence)
        self._bells_block.setVisible(kind in _WITH_BELLS)
        self.delete_button.setVisible(self.span is not None)
        hints = {
            "absence": "Only that somebody is away, never why.",
            "year": "First and last day with students. Weekends are off by themselves.",
            "special": "Students are here, for example an assembly or a concert.",
        }
        self.hint.setText(hints.get(kind, ""))
        self.hint.setVisible(kind in hints)
        examples = {"year": "2026–27", "term": "Semester 1", "staff_only": "Report cards", "testing": "State testing"}
        self.name.line.setPlaceholderText(examples.get(kind, "Fall break"))

    @Slot(object)
    def _first_taken(self, day: date) -> None:
        """Let a single day be typed once."""
        if self.last.value is None and self.shown_kind != "year" and isinstance(day, date):
            self.last.set_value(day)

    @Slot()
    def _say(self) -> None:
        """Say what the dates would do, once they can be read and would change anything planned."""
        self.preview.hide()
        view, kind = self._view, self.shown_kind
        first, last = self.first.value, self.last.value
        if view is None or view.year is None or first is None or last is None or last < first:
            return
        if kind == "window" and self.span is not None:
            self._say_links(self.span)
        if kind in _QUIET:
            return
        if kind == "year" and self.span is None:
            return
        if not (self.first.is_valid and self.last.is_valid):
            return
        bells = chosen(self.bells) if kind in _WITH_BELLS else None
        name = self.span.name if self.span is not None else ""
        rules = with_span(view.calendar.rules, self.span, CalendarSpan(kind, name, first, last, bells))
        found = self.shell.desk.read(preview, rules, self.shell.today())
        if found.days:
            self.preview.setText(f"From today on: {fallout_sentence(found)}")
            self.preview.show()

    def _say_links(self, window: SpanRow) -> None:
        """List the goals, tests and sessions that hang on an assessment window, before it is moved."""
        found = self.shell.desk.read(window_links, window.id, window.first, window.last)
        if said := window_sentence(found, self.shell.words):
            self.preview.setText(said)
            self.preview.show()

    @Slot()
    def _enter(self) -> None:
        wanted = self._wanted()
        empty = next((field for field in wanted if not field.line.text().strip()), None)
        if empty is not None:
            empty.setFocus()
        else:
            self.save()

    def _wanted(self) -> list[LineField]:
        fields = [self.name, self.first, self.last]
        return fields[1:] if self.shown_kind == "absence" else fields  # pyright: ignore[reportReturnType]  parsed fields

    @Slot()
    def save(self) -> None:
        """Save what is typed as one step."""
        if not are_ready(self._wanted()):
            return
        if self.shown_kind == "absence":
            worked = self._save_absence()
        else:
            bells = chosen(self.bells) if self.shown_kind in _WITH_BELLS else None
            values = {"name": self.name.value, "first": self.first.value, "last": self.last.value, "bells_id": bells}
            if self.span is not None:
                worked = self.run(commands.school.edit_span, self.span.id, **values)
            else:
                draft = commands.school.SpanDraft(self.shown_kind, **values)
                worked = self.run(commands.school.add_span, draft)
        if worked:
            self.done.emit()

    def _save_absence(self) -> bool:
        who, instead = chosen(self.person), chosen(self.substitute)
        first, last = self.first.value, self.last.value
        if self.span is None:
            return self.run(commands.school.add_absence, who, first, last, instead)
        return self.run(
            commands.school.edit_span, self.span.id, person_id=who, substitute_id=instead, first=first, last=last
        )

    @Slot()
    def delete(self) -> None:
        """Delete the dates shown."""
        if self.span is not None and self.run(commands.school.delete_span, self.span.id):
            self.done.emit()
