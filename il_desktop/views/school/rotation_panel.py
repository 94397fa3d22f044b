"""How day types follow each other, and which bells ring on which weekday."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.settings import DayCycle
from il_desktop.queries.school_year import SchoolYear, preview
from il_desktop.views.school.form import Form, LineField, choice, chosen
from il_desktop.views.shared import theme, typed
from il_desktop.views.shared.form import are_ready, fill
from il_desktop.views.shared.kit import Card, outline_button
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.scrolled import Scrolled
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import date_text
from il_desktop.wording.school import fallout_sentence

RULES = (
    ("slide", "Slides: a lost day passes its letter on to the next"),
    ("fixed", "Fixed by date: the printed letters stay"),
    ("weekday", "By weekday: Monday gets the first letter"),
)
_MOST_TYPES = 12


class LettersField(LineField):
    """Day types, parted by commas; the value is a tuple."""

    def read(self, text: str) -> tuple[str, ...]:  # pyright: ignore[reportIncompatibleMethodOverride]  another value
        """Return the types; refuse one given twice, or too many."""
        types = tuple(part.strip() for part in text.replace(";", ",").split(",") if part.strip())
        if len(set(types)) < len(types):
            sentence = "Write each letter once, for example A, B."
            raise typed.NotReadable(sentence)
        if len(types) > _MOST_TYPES or any(len(part) > 16 for part in types):
            sentence = f"At most {_MOST_TYPES} day types of 16 characters."
            raise typed.NotReadable(sentence)
        return types

    def write(self, value: tuple[str, ...]) -> str:
        """Write the types with commas."""
        return ", ".join(value)


class RotationPanel(QWidget):
    """Two cards; each is saved by its own button, after the sentence that says what it does."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cycle = CycleForm(shell, self)
        self.week = WeekForm(shell, self)
        self._cards: list[Card] = []
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for title, form in (("Day types", self.cycle), ("Bells of the week", self.week)):
            card = Card(title, parent=holder)
            card.body.addWidget(form)
            self._cards.append(card)
            column.addWidget(card)
        column.addStretch(1)
        scroll = Scrolled(self, sideways=True)
        scroll.hold(holder)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.setFocusProxy(self.cycle.types)
        self._scale()
        theme.current().changed.connect(self._scale)

    @Slot()
    def _scale(self) -> None:
        for card in self._cards:
            card.setMaximumWidth(theme.current().px(720))

    def show_year(self, view: SchoolYear) -> None:
        """Show the rules in force."""
        self.cycle.show_year(view)
        self.week.show_year(view)


class CycleForm(Form):
    """The day types, their rule, and the dates on which the row begins anew."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._view: SchoolYear | None = None
        self.types = LettersField("Day types", is_required=False, hint="none: all days are alike", parent=self)
        self.rule = choice("Rule", self)
        self.restarts = LineField("Begins anew on", is_required=False, hint="20 Jan 2026", parent=self)
        self.preview = PlainLabel("", fit="wrap", parent=self)
        self.save_button = outline_button("Save the day types", "check", self)
        self.add("Day types in their order, parted by commas; empty when all days are alike", self.types, "day_cycle")
        self.add("When a day is lost", self.rule)
        self.add("The row begins anew on these dates (each year begins anew by itself)", self.restarts)
        self.column.addWidget(self.preview)
        self.column.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.types.accepted.connect(self._say)
        self.restarts.accepted.connect(self._say)
        self.rule.currentIndexChanged.connect(self._say)
        self.save_button.clicked.connect(self.save)

    def show_year(self, view: SchoolYear) -> None:
        """Show the cycle in force."""
        cycle = view.calendar.rules.cycle
        known = self._view.calendar.rules.cycle if self._view else None
        self._view = view
        if cycle != known:
            self.types.set_value(cycle.types or None)
            fill(self.rule, RULES, cycle.rule)
            dates = [date_text(date.fromisoformat(text), self.shell.words) for text in cycle.restarts]
            self.restarts.set_value("; ".join(dates) or None)
        self._say()

    def wanted(self) -> DayCycle | None:
        """Return the cycle typed, None after refusing what cannot be read."""
        if not are_ready([self.types]):
            return None
        restarts: list[str] = []
        for part in (self.restarts.line.text() or "").split(";"):
            if not part.strip():
                continue
            try:
                day = typed.read_date(part, self.shell.today(), day_first=self.shell.words.day_first)
            except typed.NotReadable as refusal:
                self.restarts.set_refusal(refusal.sentence)
                self.restarts.setFocus()
                return None
            restarts.append(day.isoformat())
        return DayCycle(self.types.value or (), chosen(self.rule) or "slide", tuple(sorted(restarts)))

    @Slot()
    def _say(self) -> None:
        self.preview.hide()
        view = self._view
        wanted = self.wanted() if view is not None and self.types.is_valid and not self.restarts.reason.text() else None
        if view is None or wanted is None or wanted == view.calendar.rules.cycle:
            return
        found = self.shell.desk.read(preview, view.calendar.rules._replace(cycle=wanted), self.shell.today())
        self.preview.setText(f"From today on: {fallout_sentence(found)}")
        self.preview.show()

    @Slot()
    def save(self) -> None:
        """Save the cycle as one step."""
        wanted = self.wanted()
        if wanted is not None and self._view is not None and wanted != self._view.calendar.rules.cycle:
            self.run(commands.bells.set_cycle, wanted)


class WeekForm(Form):
    """The regular bells and those of single weekdays."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._view: SchoolYear | None = None
        self.default = choice("Regular bells", self)
        self.days = [choice(f"Bells on {name}", self) for name in shell.words.weekdays[:5]]
        self.preview = PlainLabel("", fit="wrap", parent=self)
        self.save_button = outline_button("Save the week", "check", self)
        self.add("Regular bells", self.default)
        grid = QGridLayout()
        grid.setSpacing(8)
        for column, (box, name) in enumerate(zip(self.days, shell.words.weekdays, strict=False)):
            label = PlainLabel(name, "caption", muted=True, parent=self)
            label.setBuddy(box)
            grid.addWidget(label, column // 3 * 2, column % 3)
            grid.addWidget(box, column // 3 * 2 + 1, column % 3)
        self.column.addLayout(grid)
        self.column.addWidget(self.preview)
        self.column.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignLeft)
        for box in (self.default, *self.days):
            box.currentIndexChanged.connect(self._say)
        self.save_button.clicked.connect(self.save)

    def show_year(self, view: SchoolYear) -> None:
        """Show the rule in force."""
        self._view = view
        rules, bells = view.calendar.rules, [(row.id, row.name) for row in view.bells]
        fill(self.default, bells or [("", "No bells yet")], rules.default_bells)
        for weekday, box in enumerate(self.days):
            fill(box, [("", "Regular"), *bells], rules.weekly_bells.get(weekday, ""))
        self._say()

    def wanted(self) -> tuple[str, dict[int, str]]:
        """Return the regular bells and those of weekdays."""
        kept = dict(self._view.calendar.rules.weekly_bells) if self._view else {}
        for weekday, box in enumerate(self.days):
            kept[weekday] = chosen(box) or ""
        return chosen(self.default) or "", {weekday: bells for weekday, bells in kept.items() if bells}

    @Slot()
    def _say(self) -> None:
        self.preview.hide()
        if self._view is None:
            return
        rules = self._view.calendar.rules
        default, weekly = self.wanted()
        if (default, weekly) == (rules.default_bells, dict(rules.weekly_bells)):
            return
        changed = rules._replace(default_bells=default, weekly_bells=weekly)
        found = self.shell.desk.read(preview, changed, self.shell.today())
        self.preview.setText(f"From today on: {fallout_sentence(found)}")
        self.preview.show()

    @Slot()
    def save(self) -> None:
        """Save the week as one step."""
        self.run(commands.bells.set_week, *self.wanted())
