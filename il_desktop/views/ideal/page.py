"""The Ideal week page: paint what time is wanted for, put blocks in, apply it, and see a real week beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QRectF, QSignalBlocker, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.blocks import Category
from il_desktop.domain.errors import UserFacingError
from il_desktop.domain.ideal import DAY_TYPE
from il_desktop.queries.activity_types import activity_types
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.ideal import compared_week, day_types, ideal_names, ideal_week
from il_desktop.queries.review import week_start
from il_desktop.views.ideal.map import IdealMap
from il_desktop.views.shared import a11y, tables, theme
from il_desktop.views.shared.actions import ActionSpec
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.dialogs import Choice
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.kit import Card, PlainLabel, SegmentedControl
from il_desktop.views.shared.page import Page
from il_desktop.views.shared.plain_table import TextItemModel, stretch_column
from il_desktop.views.shared.scrolled import Scrolled
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import count_text, days_text
from il_desktop.wording.ideal import applied_text, honest_text

_PAGE = "ideal"
ORIGIN = "ideal"
_BRUSHES = (("I", "Instruction"), ("M", "Management"), ("P", "Personal"), ("", "Wipe"), ("choose", "Choose only"))
_USUAL_KIND = {Category.INSTRUCTIONAL: "visit_quick", Category.MANAGEMENT: "office_work", Category.PERSONAL: "personal"}
_HEADS = ("Day", "Instruction", "Management", "Personal", "Against")
_TABLE_WIDTH, _TABLE_MOST = 440, 440  # pixels at 100 %, and at any size
_ACTIONS = (
    ActionSpec("ideal.apply", "&Apply to a week or term…", "Ctrl+Return", icon="calendar-plus", menu="edit", group=27,
               page=_PAGE, tip="Make the blocks of this Ideal week on real days; nothing that is taken is touched"),
    ActionSpec("ideal.new", "&New Ideal week…", "Ctrl+N", icon="plus", menu="edit", group=27, page=_PAGE,
               tip="Begin another Ideal week, for example for testing weeks"),
    ActionSpec("ideal.previous", "&Previous week", "Alt+Left", icon="chevron-left", menu="go", group=22, page=_PAGE,
               mac=("Ctrl+[",), tip="Compare with the week before"),
    ActionSpec("ideal.next", "Ne&xt week", "Alt+Right", icon="chevron-right", menu="go", group=22, page=_PAGE,
               mac=("Ctrl+]",), tip="Compare with the week after"),
)  # fmt: skip


class IdealPage(Page):
    """`show_key` takes the name of an Ideal week, or an ISO date to compare with."""

    page_id = _PAGE
    title = "Ideal week"
    icon = "palette"
    tables = frozenset({"ideal_band", "block_series", "time_block", "calendar_span", "day_override", "setting"})

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._name = ""
        self._first: date | None = None
        self.sentence = PlainLabel("", fit="wrap", parent=self)
        self.names = ComboBox(self)
        a11y.name(self.names, "Ideal week shown")
        self.by = SegmentedControl((("week", "Weekdays"), ("type", "Day types")), "Columns", self)
        self.brush = SegmentedControl(_BRUSHES, "Brush", self, breaks=True)
        self.only = QCheckBox("Exclusive", self)
        a11y.name(self.only, "Exclusive: nothing else is wanted there")
        self.map = IdealMap(self)
        self.model = TextItemModel(_HEADS, 0, self)
        self.table = QTableView(self)
        tables.dress(self.table, "The week beside the Ideal week, planned of wanted minutes")
        self.table.setModel(self.model)
        self._build()
        for spec in _ACTIONS:
            shell.actions.add(spec, getattr(self, f"do_{spec.id.removeprefix('ideal.')}"), self)
        self.names.activated.connect(self._choose_name)
        self.by.chosen.connect(self._choose)
        self.brush.chosen.connect(self._take_brush)
        self.map.painted.connect(self._paint)
        self.map.block_wanted.connect(self.add_block)
        self.map.removed.connect(self._remove)
        self.map.exclusive_wanted.connect(self.only.toggle)
        self.map.moved.connect(self._follow)

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(theme.MARGIN, 12, 12, 16)
        column.setSpacing(10)
        tools = FlowLayout(12)
        for widget in (self.names, self.by, self.brush, self.only):
            tools.addWidget(widget)
        column.addLayout(tools)
        self.scroller = Scrolled(self)
        self.scroller.hold(self.map)
        column.addWidget(self.scroller, 1)
        hint = "Drag to paint. Keys: arrows and Shift, I, M, P, X for exclusive, E to wipe, Enter for a block."
        column.addWidget(PlainLabel(hint, "caption", muted=True, fit="wrap", parent=self))
        self.card = Card("Beside the plan", parent=self)
        self.which = PlainLabel("", "caption", muted=True, parent=self.card)
        self.card.body.addWidget(self.which)
        self.card.body.addWidget(self.sentence)
        self.card.body.addWidget(self.table, 1)
        how = "Planned so / wanted, in hours; the last column counts minutes of something else in exclusive time."
        self.card.body.addWidget(PlainLabel(how, "caption", muted=True, fit="wrap", parent=self.card))
        stretch_column(self.table, 4)
        self._scale()
        theme.current().changed.connect(self._scale)
        side = QVBoxLayout()
        side.setContentsMargins(0, 12, theme.MARGIN, 16)
        side.addWidget(self.card)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 4)
        row.addLayout(side, 3)
        self.setFocusProxy(self.map)

    @Slot()
    def _scale(self) -> None:
        """Let the table have its five columns before the map takes the rest."""
        self.card.setMinimumWidth(min(theme.current().px(_TABLE_WIDTH), _TABLE_MOST))

    # what is shown

    @property
    def name(self) -> str:
        """The Ideal week shown."""
        return self._name or self.shell.desk.read(ideal_names)[0]

    @property
    def first(self) -> date:
        """The first date of the week it is compared with."""
        return self._first or week_start(self.shell.today(), self.shell.settings())

    def refresh(self) -> None:
        """Read the Ideal week and the compared one again."""
        shell = self.shell
        settings, calendar, words = shell.settings(), shell.desk.cached(school_calendar), shell.words
        names = list(shell.desk.read(ideal_names))
        if self.name not in names:
            names.append(self.name)
        with QSignalBlocker(self.names):
            self.names.clear()
            self.names.addItems(names)
            self.names.setCurrentText(self.name)
        types = shell.desk.read(day_types, calendar, shell.today())
        self.by.setVisible(bool(types))
        columns = [f"{DAY_TYPE}{name}" for name in types] if self.by.key == "type" and types else list("01234")
        week = shell.desk.read(ideal_week, self.name)
        self.map.show_week(week, columns, settings.work_start_min, settings.work_end_min, words)
        days = shell.desk.read(compared_week, self.name, self.first, calendar)
        self.which.setText(days_text(self.first, self.first + timedelta(days=6), words))
        self.sentence.setText(honest_text(day.told for day in days))
        rows = []
        for day in days:
            told = day.told
            kinds = (f"{_clock(told.fitting[kind])}/{_clock(told.wanted[kind])}" for kind in Category)
            name = f"{words.short_weekdays[day.day.weekday()]}{f', {day.day_type}' if day.day_type else ''}"
            rows.append((day.day.isoformat(), (name, *kinds, _clock(told.against))))
        self.model.show_rows(rows)

    def head_sentence(self) -> str:
        """Return the names of the set and its size."""
        week = self.map.week
        if not week.bands and not week.templates:
            return "Paint what your time is wanted for, then put blocks in and apply them."
        blocks = count_text(len(week.templates), "block", "blocks")
        return f"{self.name}: {blocks} to apply, {sum(map(len, week.bands.values()))} painted."

    def primary_action(self) -> QAction:
        """Return Apply."""
        return self.shell.actions.action("ideal.apply")

    def show_key(self, key: str) -> None:
        """Show an Ideal week, or compare with the week of a date."""
        if len(key) == 10 and key[4] == "-":
            self._first = week_start(date.fromisoformat(key), self.shell.settings())
        else:
            self._name = key
        self.refresh()

    # wishes

    @Slot(int)
    def _choose_name(self, _number: int) -> None:
        self._name = self.names.currentText()
        self._again()

    @Slot(str)
    def _choose(self, _key: str) -> None:
        self._again()

    @Slot(str)
    def _take_brush(self, key: str) -> None:
        self.map.brush = key

    def _again(self) -> None:
        self.refresh()
        self.head_changed.emit()

    @Slot(list, int, int, str)
    def _paint(self, columns: list[str], start: int, end: int, wants: str) -> None:
        self._run(
            commands.ideal.paint_bands, self.name, columns, start, end, Category(wants) if wants else None,
            is_exclusive=self.only.isChecked() and bool(wants),
        )  # fmt: skip

    @Slot()
    def add_block(self) -> None:
        """Ask for a title and put a block at the chosen place of the first chosen column."""
        columns, start, end = self.map.chosen
        band = self.map.band_at_cursor()
        kind = _USUAL_KIND[band.wants if band else Category.MANAGEMENT]
        title = self.shell.ask.text(self, "New block of the Ideal week", "What is done there, each such day?")
        if not title:
            return
        known = {row.key: row for row in self.shell.desk.cached(activity_types) if row.is_active}
        typed = title.strip().casefold()
        named = next((row.key for row in known.values() if row.name.casefold().startswith(typed)), kind)
        self._run(commands.ideal.add_template, self.name, columns[0], start, end - start, title, named)

    @Slot(QRectF)
    def _follow(self, area: QRectF) -> None:
        place = area.center().toPoint()
        self.scroller.ensureVisible(place.x(), place.y(), 40, 40)

    @Slot(str)
    def _remove(self, template_id: str) -> None:
        self._run(commands.ideal.delete_template, template_id)

    @Slot()
    def do_new(self) -> None:
        """Ask for a name and begin an empty Ideal week; it is kept with the first stroke."""
        name = self.shell.ask.text(self, "New Ideal week", "What is it for? Coaching days, Testing weeks …")
        if name and name.strip():
            self._name = " ".join(name.split())[:120]
            self._again()

    @Slot()
    def do_previous(self) -> None:
        """Compare with the week before."""
        self._first = self.first - timedelta(days=7)
        self._again()

    @Slot()
    def do_next(self) -> None:
        """Compare with the week after."""
        self._first = self.first + timedelta(days=7)
        self._again()

    @Slot()
    def do_apply(self) -> None:
        """Ask for which days, then make the blocks in one step."""
        shell = self.shell
        today, words = shell.today(), shell.words
        this = week_start(today, shell.settings())
        calendar = shell.desk.cached(school_calendar)
        after = this + timedelta(days=7)
        spans = {"next": (after, after + timedelta(days=6)), "this": (today, this + timedelta(days=6))}
        texts = {"next": f"Next week ({days_text(*spans['next'], words)})", "this": "What is left of this week"}
        term = next((one for one in calendar.rules.spans if one.kind == "term" and one.holds(today)), None)
        if term is not None:
            spans["term"] = (today, min(term.last, today + timedelta(days=200)))
            texts["term"] = f"Rest of {term.name}"
        answer = shell.ask.choose(
            self, f"Apply {self.name}",
            "Blocks are made on school days only, and only where nothing else claims the time. One step, one undo.",
            [Choice(key, text) for key, text in texts.items()],
        )  # fmt: skip
        if answer not in spans:
            return
        try:
            made, skipped = shell.desk.run(commands.ideal.apply_week, self.name, *spans[answer], origin=ORIGIN)
        except UserFacingError as error:
            shell.messages.problem(error)
            return
        shell.hub.flush()
        if made:
            shell.messages.done(applied_text(made, skipped))
        else:
            shell.messages.note("No block was made: there is none to apply, or its time is taken.")

    def _run(self, command: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        try:
            self.shell.desk.run(command, *args, origin=ORIGIN, **kwargs)
        except UserFacingError as error:
            self.shell.messages.problem(error)
        self.shell.hub.flush()


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"
