"""The preferences: school, hours, protected time, goals, look. Each change is saved at once as one step with Undo."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from PySide6.QtCore import QStringListModel, Qt, Slot
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from il_desktop import commands
from il_desktop.domain import zones
from il_desktop.domain.changes import ChangeSet
from il_desktop.domain.errors import BadValue, UserFacingError
from il_desktop.domain.settings import Settings
from il_desktop.queries.goal_detail import owner_choices
from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.dialogs import take_size
from il_desktop.views.shared.fields import MinutesField, NumberField, ParsedField, TimeField
from il_desktop.views.shared.form import fill
from il_desktop.views.shared.kit import SegmentedControl, outline_button, primary_button
from il_desktop.views.shared.locale_words import locale_words
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.scrolled import Scrolled
from il_desktop.views.shared.shell import Shell
from il_desktop.views.shared.typed import NotReadable
from il_desktop.wording import problems

THEMES = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"), ("contrast", "High contrast"))
CLOCKS = (("12", "2:40 PM"), ("24", "14:40"))
FIRST_DAYS = (("0", "Monday"), ("6", "Sunday"))
REMINDERS = (("-1", "Not at all"), ("0", "At start"), ("5", "5 min"), ("10", "10 min"))
QUIET = (("1", "Wait for its end"), ("0", "Come at once"))
TRAY = (("1", "Show a sign"), ("0", "No sign"))
_NUMBERS = frozenset({"first_weekday", "remind_default_min"})
_YES = {"clock_24h": "24", "remind_quiet": "1", "tray": "1"}  # the choice that means yes


class TextField(ParsedField):
    """One line of text that may not be empty."""

    def read(self, text: str) -> str:
        """Take any text that says something."""
        if not text.strip():
            sentence = "Please write a name."
            raise NotReadable(sentence)
        return " ".join(text.split())


class CurrencyField(ParsedField):
    """The sign that money is written with; empty for the one of the computer."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self.line.setMaxLength(5)
        self.line.setPlaceholderText(f"{locale_words(Settings()).currency}, as on this computer")

    def read(self, text: str) -> str:
        """Take a sign or a short name, such as € or CHF."""
        if any(letter.isdigit() for letter in text):
            sentence = "A currency is written without figures, for example $, € or CHF."
            raise NotReadable(sentence)
        return text.strip()


class ZoneField(ParsedField):
    """An IANA time zone, offered while typing."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        completer = QCompleter(QStringListModel(sorted(available_timezones()), self), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.line.setCompleter(completer)

    def read(self, text: str) -> str:
        """Take a zone this computer knows."""
        if not zones.is_zone(text):
            sentence = f"“{text[:40]}” is not a time zone. Type for example America/New_York."
            raise NotReadable(sentence)
        return text


_SIZE = 560, 560  # pixels at 100 %: all of the longest tab


class Preferences(QDialog):
    """Settings of the open file; fields write at once, Reset puts a tab's defaults back. Key: Esc closes."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._fields: dict[str, ParsedField] = {}
        self._choices: dict[str, SegmentedControl] = {}
        self.setWindowTitle("Preferences")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.MARGIN, 20, theme.MARGIN, 20)
        outer.setSpacing(16)
        outer.addWidget(PlainLabel("Preferences", "page", strong=True, parent=self))
        self.tabs = QTabWidget(self)
        a11y.name(self.tabs, "Preferences")
        a11y.name(self.tabs.tabBar(), "Groups of preferences")
        for form, title in (
            (self._school_tab(), "School"), (self._time_tab(), "Protected time"), (self._goals_tab(), "Goals"),
            (self._reminder_tab(), "Reminders"), (self._look_tab(), "Look"),
        ):  # fmt: skip
            scroll = Scrolled(self.tabs)
            scroll.hold(form)
            self.tabs.addTab(scroll, title)
        outer.addWidget(self.tabs, 1)
        note = "Each change is saved at once and can be undone with Ctrl+Z. The settings belong to this school file."
        outer.addWidget(PlainLabel(note, "caption", muted=True, fit="wrap", parent=self))
        outer.addLayout(self._buttons())
        shell.hub.changed.connect(self._follow)
        self._show(shell.settings())
        take_size(self, *_SIZE)
        if shell.desk.is_read_only:
            self.tabs.setEnabled(False)
            self.reset.setEnabled(False)

    # Tabs

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.reset = outline_button("Reset this tab", "rotate-ccw", self)
        self.reset.clicked.connect(self.reset_tab)
        close = primary_button("Close", parent=self)
        close.clicked.connect(self.close)
        row.addWidget(self.reset)
        row.addStretch(1)
        row.addWidget(close)
        return row

    def _school_tab(self) -> QWidget:
        h24 = self._shell.settings().clock_24h
        form = _Form(self.tabs)
        self._add(form, "school_name", "Name of the school", TextField("Name of the school", parent=form))
        self.principal = ComboBox(form)
        a11y.name(self.principal, "Principal")
        self.principal.activated.connect(self._principal_chosen)
        form.add("Principal", self.principal)
        self._add(form, "tz", "Time zone", ZoneField("Time zone", form))
        self._add(form, "currency", "Currency", CurrencyField("Currency", form))
        self._add(form, "work_start_min", "Your day begins", TimeField("Your day begins", h24=h24, parent=form))
        self._add(form, "work_end_min", "Your day ends", TimeField("Your day ends", h24=h24, parent=form))
        return form

    def _time_tab(self) -> QWidget:
        form = _Form(self.tabs)
        hint = "Protected instructional time a week; a range, so that a good week is not spoiled by one bell."
        form.add_note(hint)
        week = 40 * 60
        low = MinutesField("From", highest=week, parent=form)
        high = MinutesField("To", highest=week, parent=form)
        self._add(form, "protected_target_low_min", "From", low)
        self._add(form, "protected_target_high_min", "To", high)
        days = NumberField("Recognise each person within, days", low=1, high=365, parent=form)
        self._add(form, "recognition_days", "Recognise within (days)", days)
        hint = TextField("What to remember about cash and gift cards", parent=form)
        self._add(form, "gift_hint", "Beside gift cards", hint)
        return form

    def _goals_tab(self) -> QWidget:
        form = _Form(self.tabs)
        form.add_note("Smaller groups are told in no report, chart or shared view.")
        for key, label, low, high in (
            ("min_n", "Smallest group told", 2, 1000),
            ("min_staff_n", "Smallest group of staff told", 2, 1000),
            ("max_active_goals", "Active goals before it asks", 1, 100),
            ("stale_days", "Check-in or visit is late after (days)", 1, 365),
        ):
            self._add(form, key, label, NumberField(label, low=low, high=high, parent=form))
        form.add_note("Pace is progress by time gone at the last reading; 1 is as planned. Below both: off track.")
        for key, label in (("pace_on_track", "On track from a pace of"), ("pace_at_risk", "At risk from a pace of")):
            self._add(form, key, label, NumberField(label, low=0.05, high=1, decimals=2, parent=form))
        return form

    def _reminder_tab(self) -> QWidget:
        form = _Form(self.tabs)
        form.add_note("A block reminds as it says itself; this is what a new block with hours says at first.")
        self._add_choice(form, "remind_default_min", "New blocks remind before", REMINDERS)
        self._add_choice(form, "remind_quiet", "In Guarded time", QUIET)
        self._add_choice(form, "tray", "Notification area", TRAY)
        return form

    def _look_tab(self) -> QWidget:
        form = _Form(self.tabs)
        self._add_choice(form, "theme", "Theme", THEMES)
        size = NumberField("Text size in per cent", low=80, high=200, parent=form)
        self._add(form, "text_scale_pct", "Text size (%)", size)
        self._add_choice(form, "clock_24h", "Clock", CLOCKS)
        self._add_choice(form, "first_weekday", "Week begins on", FIRST_DAYS)
        return form

    def _add(self, form: _Form, key: str, label: str, field: ParsedField) -> None:
        field.setProperty("key", key)
        field.accepted.connect(self._field_changed)
        self._fields[key] = field
        form.add(label, field)

    def _add_choice(self, form: _Form, key: str, label: str, options: tuple[tuple[str, str], ...]) -> None:
        choice = SegmentedControl(options, label, form)
        choice.setProperty("key", key)
        choice.chosen.connect(self._choice_changed)
        self._choices[key] = choice
        form.add(label, choice)

    # Changes

    @Slot(object)
    def _field_changed(self, value: object) -> None:
        field = self.sender()
        if field is not None:
            self._change(**{str(field.property("key")): value})

    @Slot(str)
    def _choice_changed(self, text: str) -> None:
        choice = self.sender()
        if choice is None:
            return
        key = str(choice.property("key"))
        value: object = int(text) if key in _NUMBERS else text == _YES[key] if key in _YES else text
        self._change(**{key: value})

    @Slot(int)
    def _principal_chosen(self, _number: int) -> None:
        self._change(principal_id=str(self.principal.currentData() or ""))

    def _change(self, **values: Any) -> None:
        try:
            self._shell.desk.run(commands.settings.change_settings, **values)
        except BadValue as error:
            field = self._fields.get(error.field)
            if field is not None:
                field.set_refusal(_reason(error))
            else:
                self._shell.messages.problem(error)
        except UserFacingError as error:
            self._shell.messages.problem(error)

    @Slot()
    def reset_tab(self) -> None:
        """Put the defaults of the tab shown back, as one step."""
        page = self.tabs.currentWidget()
        defaults = Settings()
        keys = [key for key, field in (*self._fields.items(), *self._choices.items()) if page.isAncestorOf(field)]
        self._change(**{key: getattr(defaults, key) for key in keys})

    @Slot(object)
    def _follow(self, changes: ChangeSet) -> None:
        if "setting" in changes.tables:
            self._show(self._shell.settings())

    def _show(self, settings: Settings) -> None:
        """Show the values in force, also after an undo."""
        for key, field in self._fields.items():
            if isinstance(field, TimeField):
                field.set_h24(settings.clock_24h)
            field.set_value(getattr(settings, key))
        people = self._shell.desk.read(owner_choices, self._shell.today())
        fill(self.principal, [("", "Nobody yet"), *people], settings.principal_id)
        self._choices["theme"].set_key(settings.theme)
        self._choices["clock_24h"].set_key("24" if settings.clock_24h else "12")
        for key in _NUMBERS:
            self._choices[key].set_key(str(getattr(settings, key)))
        for key in ("remind_quiet", "tray"):
            self._choices[key].set_key("1" if getattr(settings, key) else "0")


class _Form(QWidget):
    """Rows of label and field; each label is the field's buddy."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = QFormLayout(self)
        self._rows.setContentsMargins(0, 20, 0, 8)
        self._rows.setHorizontalSpacing(24)
        self._rows.setVerticalSpacing(14)
        self._rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)

    def add(self, text: str, field: QWidget) -> None:
        """Add a row."""
        label = PlainLabel(text, parent=self)
        label.setFixedHeight(theme.current().px(28))
        self._rows.addRow(label, field)

    def add_note(self, text: str) -> None:
        """Add a sentence across both columns."""
        self._rows.addRow(PlainLabel(text, muted=True, fit="wrap", parent=self))


def _reason(error: BadValue) -> str:
    """Return why a value was refused, as a sentence under its field."""
    text = problems.value_reason(error.reason, error.limit)
    return text[:1].upper() + text[1:] + "."
