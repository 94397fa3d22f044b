"""The side sheet's editor of one date: its kind, letter and bells, why, and what that would do before it is done."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.reanchor import Fallout
from il_desktop.domain.school import CONTACT_KINDS, DayKind, DayOverride
from il_desktop.queries.school_year import SchoolYear, preview, with_override
from il_desktop.views.school.form import Form, LineField, choice, chosen
from il_desktop.views.school.period_list import PeriodList
from il_desktop.views.shared.form import are_ready, fill
from il_desktop.views.shared.kit import Hairline, outline_button
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import clock_text, count_text, hours_text
from il_desktop.wording.school import KIND_WORDS, fallout_sentence, kind_text

_KINDS = (DayKind.INSTRUCTION, DayKind.STAFF_ONLY, DayKind.HOLIDAY, DayKind.WEATHER, DayKind.TESTING)
_LISTED = 4
_OWN = "own"  # the choice of bells that means times of this day alone
_COUNTS = (("", "As its kind says"), ("yes", "Counts as a school day"), ("no", "Does not count"))


class DayForm(Form):
    """Signal: done() after the day was changed. Nothing is saved before Apply is pressed."""

    done = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.day: date | None = None
        self._view: SchoolYear | None = None
        self.facts = PlainLabel("", fit="wrap", strong=True, parent=self)
        self.hours = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.kind = choice("Kind of day", self)
        self.letter = choice("Letter", self)
        self.bells = choice("Bells", self)
        self.times = PeriodList(shell, is_narrow=True, parent=self)
        self.counts = choice("Counts as a school day", self)
        self.reason = LineField("Reason", hint="Snow storm", parent=self)
        self.preview = PlainLabel("", fit="wrap", parent=self)
        self.details = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.apply_button = outline_button("Apply", "check", self)
        self.clear_button = outline_button("Back to the rules", "rotate-ccw", self)
        self._build()

    def _build(self) -> None:
        self.column.addWidget(self.facts)
        self.column.addWidget(self.hours)
        self.column.addWidget(Hairline(parent=self))
        self.add("Kind of day", self.kind)
        self._letter_block = self.add("Letter of this day alone", self.letter)
        self._bells_block = self.add("Bells", self.bells)
        self.column.addWidget(self.times)
        self.add("In the count of school days", self.counts)
        self.add("Reason, shown in the calendar", self.reason, "reason")
        self.column.addWidget(self.preview)
        self.column.addWidget(self.details)
        row = QHBoxLayout()
        row.addWidget(self.apply_button)
        row.addWidget(self.clear_button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)
        for box in (self.kind, self.letter, self.counts):
            box.currentIndexChanged.connect(self._changed)
        self.bells.currentIndexChanged.connect(self._bells_chosen)
        self.times.changed.connect(self._changed)
        self.reason.line.returnPressed.connect(self.apply)
        self.apply_button.clicked.connect(self.apply)
        self.clear_button.clicked.connect(self.clear)

    def show_day(self, day: date, view: SchoolYear) -> None:
        """Show a date as it is; what was chosen for another date and not applied is forgotten."""
        self.day, self._view = day, view
        found, words = view.day(day), self.shell.words
        number = f"School day {found.number} of {view.total.days}" if found.number else ""
        self.facts.setText(kind_text(found))
        periods = [period for period in found.periods if period.kind == "period"] or list(found.periods)
        hours = (
            f"{count_text(len(periods), 'period', 'periods')}, "
            f"{hours_text(periods[0].start_min, periods[-1].end_min, words)}"
            if periods
            else ""
        )
        self.hours.setText("\n".join(part for part in (number, hours) if part))
        self.hours.setVisible(bool(self.hours.text()))
        override = view.overrides.get(day)
        kinds = [("", "As the rules say"), *((str(kind), KIND_WORDS[kind].capitalize()) for kind in _KINDS)]
        fill(self.kind, kinds, str(override.kind) if override and override.kind else "")
        letters = [(letter, f"{letter} day") for letter in view.calendar.rules.cycle.types]
        fill(self.letter, [("", "By the rotation"), *letters], override.day_type or "" if override else "")
        bells = [(row.id, row.name) for row in view.bells]
        has_own = override is not None and override.periods is not None
        known = _OWN if has_own else (override.bells_id or "" if override else "")
        fill(self.bells, [("", "As the rules say"), *bells, (_OWN, "Own times, this day alone")], known)
        self.times.fill(found.periods if has_own else ())
        counted = override.is_contact_day if override else None
        fill(self.counts, _COUNTS, "" if counted is None else "yes" if counted else "no")
        self.reason.set_value(override.reason or None if override else None)
        self.clear_button.setVisible(override is not None)
        self._changed()

    def wanted(self) -> DayOverride | None:
        """Return the exception that is chosen, None when nothing differs from the rules."""
        if self.day is None:
            return None
        kind, counts = chosen(self.kind), chosen(self.counts)
        has_school = self._has_school()
        letter, bells = (chosen(self.letter), chosen(self.bells)) if has_school else (None, None)
        periods = self.times.periods() if bells == _OWN else None
        bells = None if bells == _OWN else bells
        if all(each is None for each in (kind, letter, bells, periods, counts)):
            return None
        counted = None if counts is None else counts == "yes"
        reason = self.reason.line.text().strip()
        return DayOverride(self.day, DayKind(kind) if kind else None, letter, bells, periods, counted, reason)

    def _has_school(self) -> bool:
        if chosen(self.counts) == "yes":
            return True
        kind = chosen(self.kind)
        if kind is not None:
            return kind in CONTACT_KINDS
        if self._view is None or self.day is None:
            return False
        bare = with_override(self._view.calendar.rules, self.day, None)
        return type(self._view.calendar)(bare).day(self.day).is_contact_day

    @Slot()
    def _bells_chosen(self) -> None:
        """Let own times start from those the day has."""
        if chosen(self.bells) == _OWN and not self.times.rows and self._view is not None and self.day is not None:
            rules = self._view.calendar.rules
            regular = next((bells for bells in rules.bells if bells.id == rules.default_bells), None)
            self.times.fill(self._view.day(self.day).periods or (regular.on(self.day).periods if regular else ()))
        self._changed()

    @Slot()
    def _changed(self) -> None:
        """Say what the choice would do."""
        has_school = self._has_school()
        self.times.setVisible(has_school and chosen(self.bells) == _OWN)
        self._letter_block.setVisible(has_school and self.letter.count() > 1)
        self._bells_block.setVisible(has_school)
        view, day, wanted = self._view, self.day, self.wanted()
        if view is None or day is None:
            return
        stored = view.overrides.get(day)
        is_new = wanted is not None and (stored is None or wanted._replace(reason=stored.reason) != stored)
        self.apply_button.setEnabled(wanted is not None or not self.times.isHidden())
        if not is_new:
            self.preview.setText("")
            self.details.setText("")
        else:
            rules = with_override(view.calendar.rules, day, wanted)
            found = self.shell.desk.read(preview, rules, self.shell.today(), (day,))
            self.preview.setText(f"Applying this: {_lower(fallout_sentence(found))}")
            self.details.setText("\n".join(self._details(found)))
        self.preview.setVisible(bool(self.preview.text()))
        self.details.setVisible(bool(self.details.text()))

    def _details(self, found: Fallout) -> list[str]:
        """List what will not follow by itself."""
        lines: list[str] = []
        for title, blocks in (("Stay by the clock", found.stays), ("Without their period", found.lost_periods)):
            if blocks:
                named = [f"{clock_text(b.span.start.minute, self.shell.words)} {b.title}" for b in blocks[:_LISTED]]
                more = f" and {len(blocks) - _LISTED} more" if len(blocks) > _LISTED else ""
                lines.append(f"{title}: {', '.join(named)}{more}.")
        return lines

    @Slot()
    def apply(self) -> None:
        """Save the exception as one step."""
        if self.times.isVisibleTo(self) and self.times.read() is None:
            return
        wanted = self.wanted()
        if wanted is None or self.day is None or not are_ready([self.reason]):
            return
        kind = str(wanted.kind) if wanted.kind else None
        saved = self.run(
            commands.school_days.set_day,
            self.day,
            kind=kind,
            day_type=wanted.day_type,
            bells_id=wanted.bells_id,
            periods=wanted.periods,
            is_contact=wanted.is_contact_day,
            reason=self.reason.value,
        )
        if saved:
            self.done.emit()

    @Slot()
    def clear(self) -> None:
        """Let the day follow the rules again."""
        if self.day is not None and self.run(commands.school_days.clear_day, self.day):
            self.done.emit()

    def take_focus(self) -> None:
        """Begin at the kind of day."""
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]
