"""The "Repeats" part of a block's sheet: how it repeats, when that ends, what happens on days off, in words before all.

Each choice saves at once, as one step. The rule of a series changes from the date on that is open, or altogether when
the sheet's changes are meant for all.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.blocks import Scope
from il_desktop.domain.errors import UserFacingError
from il_desktop.domain.repeat_choice import FIRST_OF_MONTH, RepeatChoice, choice_of, rule_of
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.series_draft import Repeat
from il_desktop.domain.series_edit import upcoming
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.series import SeriesDetail, series_detail
from il_desktop.queries.week import BlockCard
from il_desktop.views.shared import a11y
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.fields import DateField, NumberField
from il_desktop.views.shared.kit import PlainLabel, SegmentedControl
from il_desktop.views.shared.shell import Shell
from il_desktop.views.week.deeds import ORIGIN, Deeds
from il_desktop.views.week.exceptions import ExceptionList
from il_desktop.views.week.weekday_row import WeekdayRow
from il_desktop.wording.format import day_text, list_text
from il_desktop.wording.repeat import PLACES, repeat_text

WAY_TEXT = {
    "never": "Never",
    "daily": "Every day",
    "weekly": "Every week on…",
    "biweekly": "Every 2 weeks on…",
    "monthly": "Every month",
    "school": "School days",
}
NO_SCHOOL_TEXT = {
    "skip": "Days off: skipped",
    "keep": "Days off: kept all the same",
    "next_contact_day": "Days off: on the next contact day",
}
END_TEXT = {"never": "Never ends", "date": "Ends on a date", "count": "Ends after a number of times"}
SCOPE_TEXT = {Scope.THIS: "This one", Scope.FOLLOWING: "Following", Scope.ALL: "All"}  # short for large text
REACH_TEXT = {
    Scope.THIS: "What you change in this sheet is for this day alone; a new rule counts from this day on.",
    Scope.FOLLOWING: "What you change in this sheet counts from this day on.",
    Scope.ALL: "What you change in this sheet is for every date, past ones too.",
}
OWN_TIME = "At its own time"


class RepeatEditor(QWidget):
    """Shows and changes how the open block repeats. Signal: went(str), the block's key after a step."""

    went = Signal(str)

    def __init__(self, shell: Shell, deeds: Deeds, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self._deeds = deeds
        self._card: BlockCard | None = None
        self._detail: SeriesDetail | None = None
        self._choice = RepeatChoice()
        words = shell.words
        self.scope = SegmentedControl(list(SCOPE_TEXT.items()), "Changes are for", self, breaks=True)
        self.reach = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.way = _box("Repeats", self)
        self.days = WeekdayRow(words, self)
        self.month = _box("Day of the month", self)
        self.school = _box("Which school days", self)
        self.period = _box("Period", self)
        self.end = _box("End of the repeat", self)
        self.until = DateField(
            "Last date", today=shell.today, show=self._day_text, day_first=words.day_first, parent=self
        )
        self.count = NumberField("Number of times", low=1, high=10_000, parent=self)
        self.no_school = _box("On days without school", self)
        self.preview = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.exceptions = ExceptionList(words, self)
        self._lay_out()
        self._connect()

    # what is shown

    def show_card(self, card: BlockCard) -> None:
        """Show how a block repeats."""
        is_other = self._card is None or self._series_of(card) != self._series_of(self._card)
        self._card = card
        if is_other:
            self._deeds.scope = Scope.THIS
            self.scope.set_key(Scope.THIS)
        calendar = self._calendar
        series_id = self._series_of(card)
        self._detail = self._shell.desk.read(series_detail, series_id, calendar) if series_id else None
        rule = self._detail.row.rule if self._detail else None
        self._choice = choice_of(rule) if rule else RepeatChoice("never", (card.span.start.day.weekday(),))
        if rule is not None and self._choice.way == "custom":
            self._choice = RepeatChoice("custom", (card.span.start.day.weekday(),))
        self.reach.setText(REACH_TEXT[Scope(self.scope.key)])
        self._fill_choices(card, calendar)
        self._fill_end(rule)
        self._show_parts()
        self.preview.setText(self._preview())
        self.preview.setVisible(bool(self.preview.text()))
        self.exceptions.show_exceptions(self._detail.exceptions if self._detail else ())

    @staticmethod
    def _series_of(card: BlockCard) -> str:
        return (card.occurrence.series_id or "") if card.occurrence else ""

    @property
    def _calendar(self) -> SchoolCalendar:
        return self._shell.desk.cached(school_calendar)

    def _fill_choices(self, card: BlockCard, calendar: SchoolCalendar) -> None:
        choice, day = self._choice, card.span.start.day
        ways = [(key, text) for key, text in WAY_TEXT.items() if key != "school" or calendar.years]
        if choice.way == "custom" and self._detail is not None:
            ways.append(("custom", self._words(self._detail.row.rule).capitalize()))
        _refill(self.way, ways, choice.way)
        self.days.set_days(choice.weekdays)
        weekday = self._shell.words.weekdays[day.weekday()]
        nth = PLACES[(day.day - 1) // 7 + 1]
        months = [("day", f"On day {day.day}"), ("nth", f"On the {nth} {weekday}"), ("last", f"On the last {weekday}")]
        _refill(self.month, months, choice.month_way)
        types = [(kind, f"Every {kind} day") for kind in calendar.rules.cycle.types]
        types += [("", "Every contact day"), (FIRST_OF_MONTH, "First contact day of the month")]
        _refill(self.school, types, choice.day_type)
        bells = next((one for one in calendar.rules.bells if one.id == calendar.rules.default_bells), None)
        codes = [(period.code, f"In {period.code}") for period in bells.periods] if bells else []
        _refill(self.period, [("", OWN_TIME), *codes], choice.period)

    def _fill_end(self, rule: Any) -> None:
        key = "count" if rule and rule.count else "date" if rule and rule.until_on else "never"
        _refill(self.end, list(END_TEXT.items()), key)
        self.until.set_value(rule.until_on if rule else None)
        self.count.set_value(rule.count if rule else None)
        _refill(self.no_school, list(NO_SCHOOL_TEXT.items()), rule.on_no_school if rule else "skip")

    def _show_parts(self) -> None:
        choice = self._choice
        repeats = self._detail is not None
        end = self.end.currentData()
        for widget, is_shown in (
            (self.scope, repeats),
            (self.reach, repeats),
            (self.days, choice.way in ("weekly", "biweekly")),
            (self.month, choice.way == "monthly"),
            (self.school, choice.way == "school"),
            (self.period, choice.way == "school"),
            (self.end, repeats),
            (self.until, repeats and end == "date"),
            (self.count, repeats and end == "count"),
            (self.no_school, repeats and bool(self._calendar.years) and choice.way != "school"),
        ):
            widget.setVisible(is_shown)

    def _words(self, rule: Any) -> str:
        rules = self._calendar.rules
        bells = {one.id: one.name for one in rules.bells}
        return repeat_text(rule, self._shell.words, bells=bells, spans=rules.spans)

    def _preview(self) -> str:
        if self._detail is None or self._card is None:
            return ""
        rule = self._detail.row.rule
        text = self._words(rule)
        after = max(self._shell.today(), rule.starts.day)
        gone = frozenset(one.on for one in self._detail.exceptions if one.what in ("cancelled", "moved"))
        items = upcoming(rule, after, self._calendar, leave_out=gone)
        days = [day_text(item.start.day, self._shell.words) for item in items]
        following = f" Next: {list_text(days)}." if days else " No more dates."
        return f"{text[0].upper()}{text[1:]}.{following}"

    def _day_text(self, day: date) -> str:
        return day_text(day, self._shell.words, year=day.year != self._shell.today().year)

    # saving

    def commit(self) -> None:
        """Save what is half typed."""
        for field in (self.until, self.count):
            if field.isVisible():
                field.commit()

    def _rule_scope(self) -> Scope:
        return Scope.ALL if self._deeds.scope is Scope.ALL else Scope.FOLLOWING

    def _run(self, command: Any, *args: Any, **fields: Any) -> None:
        try:
            key = self._shell.desk.run(command, *args, origin=ORIGIN, **fields)
        except UserFacingError as error:
            self._shell.messages.problem(error)
            if self._card is not None:
                self.show_card(self._card)
            return
        if self._card is not None:
            self._deeds.note_heir(self._card.key, key)
        self._shell.hub.flush()
        self.went.emit(key)

    def _edit(self, **fields: Any) -> None:
        if self._card is not None and self._detail is not None:
            self._run(commands.series.edit_series, self._card.ref, self._rule_scope(), **fields)

    def _save_choice(self, choice: RepeatChoice) -> None:
        card = self._card
        if card is None or choice == self._choice:
            return
        self._choice = choice
        kind, rule = rule_of(choice, card.span.start)
        if self._detail is None:
            self._run(commands.series.make_repeating, card.ref, Repeat(rule, kind))
        else:
            self._edit(rule_kind=kind, rule=rule)

    def mean(self, scope: Scope) -> None:
        """Let the sheet's changes be meant for so much of the series."""
        self.scope.set_key(scope)
        self._pick_scope(scope)

    @Slot(str)
    def _pick_scope(self, key: str) -> None:
        self._deeds.scope = Scope(key)
        self.reach.setText(REACH_TEXT[Scope(key)])

    @Slot(int)
    def _pick_way(self, index: int) -> None:
        way, card = self.way.itemData(index), self._card
        if card is None or way in (self._choice.way, "custom"):
            return
        if way == "never":
            if self._detail is not None:
                self._run(commands.series.end_series, card.ref)
            return
        weekday = card.span.start.day.weekday()
        weekdays = self._choice.weekdays if weekday in self._choice.weekdays else (weekday,)
        day_type = self._calendar.day(card.span.start.day).day_type or ""
        self._save_choice(RepeatChoice(way, weekdays, day_type=day_type if way == "school" else ""))

    @Slot(object)
    def _pick_days(self, days: tuple[int, ...]) -> None:
        self._save_choice(RepeatChoice(self._choice.way, days))

    @Slot(int)
    def _pick_month(self, index: int) -> None:
        self._save_choice(RepeatChoice("monthly", self._choice.weekdays, self.month.itemData(index)))

    @Slot(int)
    def _pick_school(self, index: int) -> None:  # noqa: ARG002  both boxes count
        day_type, period = self.school.currentData(), self.period.currentData()
        self._save_choice(RepeatChoice("school", self._choice.weekdays, day_type=day_type, period=period))

    @Slot(int)
    def _pick_end(self, index: int) -> None:
        key = self.end.itemData(index)
        rule = self._detail.row.rule if self._detail else None
        self._show_parts()
        if key == "never" and rule is not None and (rule.until_on or rule.count):
            self._edit(until_on=None)
        elif key != "never":
            field = self.until if key == "date" else self.count
            field.line.setFocus()

    @Slot(object)
    def _take_until(self, day: date | None) -> None:
        if day is not None and self._detail is not None and day != self._detail.row.rule.until_on:
            self._edit(until_on=day)

    @Slot(object)
    def _take_count(self, count: int | None) -> None:
        if count is not None and self._detail is not None and count != self._detail.row.rule.count:
            self._edit(count=count)

    @Slot(int)
    def _pick_no_school(self, index: int) -> None:
        self._edit(on_no_school=self.no_school.itemData(index))

    @Slot(object)
    def _restore(self, ref: Any) -> None:
        self._run(commands.series.restore_occurrence, ref)

    # making the form

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (
            self.way, self.days, self.month, self.school, self.period, self.end, self.until, self.count, self.no_school,
            self.preview, self.scope, self.reach, self.exceptions,
        ):  # fmt: skip
            column.addWidget(widget)

    def _connect(self) -> None:
        self.scope.chosen.connect(self._pick_scope)
        self.way.activated.connect(self._pick_way)
        self.days.days_changed.connect(self._pick_days)
        self.month.activated.connect(self._pick_month)
        self.school.activated.connect(self._pick_school)
        self.period.activated.connect(self._pick_school)
        self.end.activated.connect(self._pick_end)
        self.until.accepted.connect(self._take_until)
        self.count.accepted.connect(self._take_count)
        self.no_school.activated.connect(self._pick_no_school)
        self.exceptions.restore_wanted.connect(self._restore)


def _box(name: str, parent: QWidget) -> QComboBox:
    box = ComboBox(parent)
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    a11y.name(box, name)
    return box


def _refill(box: QComboBox, choices: list[tuple[str, str]], key: str) -> None:
    box.clear()
    for value, text in choices:
        box.addItem(text, value)
    place = box.findData(key)
    box.setCurrentIndex(max(place, 0))
