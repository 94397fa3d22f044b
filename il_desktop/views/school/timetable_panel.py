"""The timetable of one person, changed by hand from a date on: a grid, and under it the chosen cell and its class."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from il_desktop import commands
from il_desktop.queries.school_year import SchoolYear
from il_desktop.queries.timetable_grid import SectionRow, TimetableGrid, timetable_grid
from il_desktop.views.school.form import Form, LineField, choice, chosen
from il_desktop.views.school.timetable_item_model import TimetableItemModel, cell_text, head_text
from il_desktop.views.shared import a11y, tables, theme
from il_desktop.views.shared.actions import ActionSpec
from il_desktop.views.shared.form import are_ready, fill
from il_desktop.views.shared.kit import Card, EmptyState, SegmentedControl, outline_button
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.scrolled import Scrolled
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.school import SLOT_WORDS

_KEYS = (("teach", "L"), ("plan", "P"), ("lunch", "U"), ("team", "M"), ("duty", "D"), ("off", "O"), ("", "Del"))
_NOTHING = ("", "Nothing known")
_NEW = "new"


class TimetablePanel(Form):
    """Keys in the grid: arrows, a letter for what is done, Enter for the fields under it."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._view: SchoolYear | None = None
        self.person = choice("Whose timetable", self)
        self.days = SegmentedControl([("letters", "By letter"), ("weekdays", "By weekday")], "Days", self)
        self.first = self.date_field("Changes hold from")
        self.model = TimetableItemModel(shell.words, self)
        self.table = QTableView(self)
        self.spot = PlainLabel("", strong=True, fit="wrap", parent=self)
        self.kind = choice("What is done in this period", self)
        self.section = choice("Class", self)
        self.title = LineField("Name of the class", hint="Math 6", parent=self)
        self.room = LineField("Room", is_required=False, limit=60, hint="102", parent=self)
        self.subject = LineField("Subject", is_required=False, limit=120, hint="Math", parent=self)
        self.grade = LineField("Grade", is_required=False, limit=16, hint="6", parent=self)
        self.save_button = outline_button("Save the class", "check", self)
        self.delete_button = outline_button("Delete the class", "trash-2", self)
        self.empty = EmptyState("", icon="calendar", parent=self)
        self.by_name["title"] = self.title
        self._build()
        self._connect()

    # Showing

    def show_year(self, view: SchoolYear) -> None:
        """Show a year; person, day and cell stay."""
        is_other = self._view is None or self._view.year != view.year
        self._view = view
        fill(self.person, list(view.staff), chosen(self.person) or "")
        self.days.setVisible(bool(view.calendar.rules.cycle.types))
        if is_other and view.year is not None:
            self.first.set_value(min(max(self.shell.today(), view.year.first), view.year.last))
        self._read()

    @Slot()
    def _read(self) -> None:
        view, who, day = self._view, chosen(self.person), self.first.value
        grid: TimetableGrid | None = None
        if view is not None and view.year is not None and who is not None and day is not None:
            grid = self.shell.desk.read(
                timetable_grid, who, view.year.id, day, view.calendar, by_weekday=self.days.key == "weekdays"
            )
        has_rows = grid is not None and bool(grid.periods)
        said = "Set up the bells first: their periods are the rows here."
        self.empty.label.setText("Bring in the staff list first: nobody is here yet." if grid is None else said)
        self.empty.setVisible(not has_rows)
        self._parts.setVisible(has_rows)
        self.model.show_grid(grid)
        a11y.name(self.table, f"Timetable of {self.person.currentText()}")
        if has_rows and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._scale()
        self._show_cell()

    @Slot()
    def _show_cell(self) -> None:
        """Show the current cell in the fields."""
        index = self.table.currentIndex()
        place, cell, grid = self.model.place(index), self.model.cell(index), self.model.grid
        if place is None or grid is None:
            return
        period, column = place
        away = "" if column.is_worked else " Works on other days."
        every = " As on every day." if cell is not None and not cell.is_own else ""
        self.spot.setText(f"{period}, {head_text(column, self.shell.words)}: {cell_text(cell) or 'free'}.{every}{away}")
        fill(self.kind, [_NOTHING, *SLOT_WORDS.items()], cell.kind if cell else "")
        known = [(row.id, f"{row.title}  {row.room}".strip()) for row in grid.sections]
        key = cell.section_id or "" if cell else ""
        if key and cell is not None and key not in {row.id for row in grid.sections}:
            known.append((key, f"{cell.section}  {cell.room}".strip()))
        fill(self.section, [("", "Choose a class"), *known, (_NEW, "A new class…")], key)
        self._show_section()

    @Slot()
    def _show_section(self) -> None:
        """Show the class that is chosen in its fields."""
        row = self._chosen_section()
        is_lesson = chosen(self.kind) == "teach"
        is_new = chosen(self.section) == _NEW
        self._section_block.setVisible(is_lesson)
        self._class_block.setVisible(is_lesson and (row is not None or is_new))
        self.delete_button.setVisible(row is not None)
        known = row or SectionRow("", "")
        shown = (
            (self.title, known.title),
            (self.room, known.room),
            (self.subject, known.subject),
            (self.grade, known.grade),
        )
        for field, text in shown:
            field.set_value(text or None)

    def _chosen_section(self) -> SectionRow | None:
        key = chosen(self.section)
        rows = self.model.grid.sections if self.model.grid else ()
        return next((row for row in rows if row.id == key), None)

    # Changing

    @Slot()
    def _kind_chosen(self) -> None:
        kind = chosen(self.kind)
        if kind != "teach":
            self.put(kind)
        elif (chosen(self.section) or _NEW) == _NEW:
            self._show_section()
            self.section.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.put("teach", chosen(self.section))

    @Slot()
    def _section_chosen(self) -> None:
        key = chosen(self.section)
        self._show_section()
        if key == _NEW:
            self.title.setFocus()
        elif key is not None:
            self.put("teach", key)

    @Slot()
    def _key_pressed(self) -> None:
        """Do what a letter in the grid stands for."""
        sender = self.sender()
        kind = str(sender.data() or "") if isinstance(sender, QAction) else ""
        self.kind.setCurrentIndex(max(self.kind.findData(kind), 0))
        self._kind_chosen()

    def put(self, kind: str | None, section_id: str | None = None) -> None:
        """Write the current cell as one step, when it differs."""
        place, cell = self.model.place(self.table.currentIndex()), self.model.cell(self.table.currentIndex())
        who = chosen(self.person)
        same = cell.kind if cell else None, cell.section_id if cell else None
        if place is None or who is None or same == (kind, section_id) or not are_ready([self.first]):
            return
        period, column = place
        worked = self.run(
            commands.timetable.set_slot, who, period, kind, self.first.value, day_type=column.day_type,
            weekday=column.weekday, section_id=section_id,
        )  # fmt: skip
        if worked:
            self.shell.hub.flush()
            self._read()

    @Slot()
    def save(self) -> None:
        """Save the class as one step; a new one is at once taught in the cell."""
        view = self._view
        if view is None or view.year is None or not are_ready([self.title, self.room, self.subject, self.grade]):
            return
        facts = {"subject": self.subject.value, "grade": self.grade.value, "room": self.room.value}
        facts = {name: text or "" for name, text in facts.items()}
        row = self._chosen_section()
        if row is not None:
            self.run(commands.timetable.edit_section, row.id, title=self.title.value, **facts)
            self.shell.hub.flush()
            return
        place, who = self.model.place(self.table.currentIndex()), chosen(self.person)
        if place is None or who is None or not are_ready([self.first]):
            return
        period, column = place
        lesson = commands.timetable.LessonPlace(who, period, self.first.value, column.day_type, column.weekday)
        if self.run(commands.timetable.add_section, view.year.id, self.title.value, lesson=lesson, **facts):
            self.shell.hub.flush()

    @Slot()
    def delete(self) -> None:
        """Delete the class chosen, when nothing uses it."""
        row = self._chosen_section()
        if row is not None and self.run(commands.timetable.delete_section, row.id):
            self.shell.hub.flush()

    @Slot()
    def _to_fields(self) -> None:
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(self.kind)

    @Slot()
    def _follow(self) -> None:
        """Keep the current cell in sight where the whole panel scrolls."""
        area = self.table.visualRect(self.table.currentIndex())
        middle = self.table.viewport().mapTo(self._holder, area.center())
        self._scroll.ensureVisible(middle.x(), middle.y(), 0, area.height())

    # Building

    def _make_bar(self) -> QGridLayout:
        bar = QGridLayout()
        bar.setHorizontalSpacing(12)
        bar.setVerticalSpacing(3)
        for column, (words, widget) in enumerate(
            (("Whose timetable", self.person), ("Changes hold from", self.first), ("Days", self.days))
        ):
            bar.addWidget(PlainLabel(words, "caption", muted=True, parent=self), 0, column)
            bar.addWidget(widget, 1, column, Qt.AlignmentFlag.AlignTop)
        bar.setColumnStretch(3, 1)
        return bar

    def _build(self) -> None:
        tables.dress(self.table, "Timetable")
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.verticalHeader().show()
        grid_card = Card(parent=self, margin=1)
        grid_card.body.addWidget(self.table)
        cell_card = Card(parent=self)
        cell_card.body.addWidget(self.spot)
        cell_card.body.addLayout(self._make_fields())
        self._parts = QWidget(self)
        parts = QVBoxLayout(self._parts)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(12)
        parts.addWidget(grid_card)
        parts.addWidget(cell_card)
        holder = self._holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addLayout(self._make_bar())
        column.addWidget(self._parts)
        column.addWidget(self.empty)
        column.addStretch(1)
        scroll = self._scroll = Scrolled(self, sideways=True)
        scroll.hold(holder)
        self.column.addWidget(scroll)
        self.setFocusProxy(self.table)

    def _make_fields(self) -> QGridLayout:
        """Lay what is done and which class beside each other, the class's own fields under them."""
        fields = QGridLayout()
        fields.setSpacing(12)
        kind = self.add("What is done", self.kind)
        self._section_block = self.add("Class", self.section)
        self._class_block = QWidget(self)
        own = QGridLayout(self._class_block)
        own.setContentsMargins(0, 0, 0, 0)
        own.setSpacing(8)
        blocks = (
            self.add("Name", self.title, "title"), self.add("Room", self.room), self.add("Subject", self.subject),
            self.add("Grade", self.grade),
        )  # fmt: skip
        for number, block in enumerate(blocks):
            own.addWidget(block, number // 2, number % 2)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.delete_button)
        buttons.addStretch(1)
        own.addLayout(buttons, 2, 0, 1, 2)
        fields.addWidget(kind, 0, 0)
        fields.addWidget(self._section_block, 0, 1)
        fields.addWidget(self._class_block, 1, 0, 1, 2)
        fields.setColumnStretch(0, 1)
        fields.setColumnStretch(1, 1)
        return fields

    def _connect(self) -> None:
        self.person.currentIndexChanged.connect(self._read)
        self.first.accepted.connect(self._read)
        self.days.chosen.connect(self._read)
        self.table.selectionModel().currentChanged.connect(self._show_cell)
        self.table.selectionModel().currentChanged.connect(self._follow)
        self.kind.activated.connect(self._kind_chosen)
        self.section.activated.connect(self._section_chosen)
        self.save_button.clicked.connect(self.save)
        self.delete_button.clicked.connect(self.delete)
        for kind, key in _KEYS:
            name = SLOT_WORDS[kind] if kind else "Nothing known"
            spec = ActionSpec(
                f"school.slot_{kind or 'none'}", f"Timetable: {name.lower()}", key, menu="edit", group=22,
                page="school", scope="widget",
            )  # fmt: skip
            action = self.shell.actions.add(spec, self._key_pressed, self.table)
            action.setData(kind)
        into = ActionSpec(
            "school.slot_fields", "Timetable: to the fields of this period", ("Return", "F2"), menu="edit", group=22,
            page="school", scope="widget",
        )  # fmt: skip
        self.shell.actions.add(into, self._to_fields, self.table)
        theme.current().changed.connect(self._scale)

    @Slot()
    def _scale(self) -> None:
        look = theme.current()
        row, rows = look.px(theme.ROW_HEIGHT), self.model.rowCount()
        self.table.verticalHeader().setDefaultSectionSize(row)
        header = self.table.horizontalHeader()
        header.setMinimumSectionSize(look.px(90))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.setFixedHeight(header.sizeHint().height() + rows * row + 4)
        self.person.setMinimumWidth(look.px(180))
