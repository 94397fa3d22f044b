"""The library page: strategies and words to look up, and the curriculum units with the day of their next review."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.errors import UserFacingError
from il_desktop.domain.library import Entry, Unit
from il_desktop.queries.library import entries, free_look_fors, top_goals, units
from il_desktop.views.library.entry_form import EntryForm
from il_desktop.views.library.unit_form import UnitForm
from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.actions import ActionSpec
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.kit import Card, EmptyState, SegmentedControl
from il_desktop.views.shared.page import Page
from il_desktop.views.shared.plain_table import TextItemModel, text_table
from il_desktop.views.shared.shell import Shell
from il_desktop.views.shared.side_sheet import SideSheet
from il_desktop.wording.library import (
    ENTRY_KINDS,
    aliases_cell,
    library_sentence,
    review_cell,
    score_cell,
    units_sentence,
    used_cell,
)

_PAGE = "library"
_TABS = (("entries", "Strategies and words"), ("units", "Curriculum"))
_HEADS = (
    ("Name", "Kind", "Other names", "Used by"),
    ("Unit", "Next review", "What is amiss", "Subject", "Grade", "Criteria"),
)
_EMPTY = (
    ("Nothing is in the library yet. Say in plain words what a strategy means here, and where you know it from.",
     "Add a strategy…"),
    ("No unit is listed yet. Judge a unit by four criteria, note what is amiss, and say when you look at it again.",
     "Add a unit…"),
)  # fmt: skip
_NOT_FOUND = "Nothing in the library is called that, or says so."
_ACTIONS = (
    ActionSpec("library.strategy", "New &strategy…", "Ctrl+N", icon="plus", menu="edit", group=44, page=_PAGE,
               tip="Something teachers do, with what it means and how it is known to work"),
    ActionSpec("library.word", "New &word…", "Ctrl+Shift+A", icon="plus", menu="edit", group=44, page=_PAGE,
               tip="A word the school uses, in plain words"),
    ActionSpec("library.unit", "New curriculum &unit…", "Ctrl+Shift+H", icon="plus", menu="edit", group=44, page=_PAGE,
               tip="A unit of a subject that is reviewed from time to time"),
    ActionSpec("library.find", "&Find in the library", "Ctrl+Shift+K", icon="search", menu="edit", group=44,
               page=_PAGE, tip="By name, other name or meaning"),
)  # fmt: skip


class LibraryPage(Page):
    """`show_key` takes a tab, or the id of an entry or a unit."""

    page_id = _PAGE
    title = "Library"
    icon = "book-open"
    tables = frozenset({"library_item", "look_for", "goal"})

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.entries: tuple[Entry, ...] = ()
        self.units: tuple[Unit, ...] = ()
        self._is_read = False
        self.tabs = SegmentedControl(_TABS, "Show", self)
        self.search = QLineEdit(self)
        self.models = tuple(TextItemModel(heads, 0, self) for heads in _HEADS)
        self.lists = tuple(
            text_table(model, name, self, gives_way=gives_way)
            for model, (_, name), gives_way in zip(self.models, _TABS, ((2,), (5, 4, 3)), strict=True)
        )
        self.empties = tuple(EmptyState(text, button, "book-open", self) for text, button in _EMPTY)
        self.sheet = SideSheet(self)
        self.entry = EntryForm(shell, self.sheet.content)
        self.unit = UnitForm(shell, self.sheet.content)
        self._build()
        for spec in _ACTIONS:
            shell.actions.add(spec, getattr(self, f"do_{spec.id.removeprefix('library.')}"), self)
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 16)
        column.setSpacing(12)
        top = FlowLayout(12)
        top.addWidget(self.tabs)
        a11y.name(self.search, "Find in the library")
        self.search.setPlaceholderText("Find a name or another name")
        self.search.setClearButtonEnabled(True)
        top.addWidget(self.search)
        self._scale()
        theme.current().changed.connect(self._scale)
        column.addLayout(top)
        self._stack = QStackedWidget(self)
        for table, empty in zip(self.lists, self.empties, strict=True):
            card = Card(parent=self, margin=1)
            card.body.addWidget(table, 1)
            card.body.addWidget(empty, 1)
            self._stack.addWidget(card)
        column.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        row.addWidget(self.sheet)
        for form in (self.entry, self.unit):
            self.sheet.body.addWidget(form)
            form.hide()
        self.setFocusProxy(self.lists[0])

    @Slot()
    def _scale(self) -> None:
        self.search.setFixedWidth(theme.current().px(240))

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._choose)
        self.search.textChanged.connect(self._find)
        for table in self.lists:
            table.activated.connect(self._open_row)
            table.clicked.connect(self._open_row)
        self.empties[0].pressed.connect(self._first)
        self.empties[1].pressed.connect(self.do_unit)
        for form in (self.entry, self.unit):
            form.deleted.connect(self.sheet.close_sheet)
        self.unit.challenge_made.connect(self._go_to_challenge)
        self.sheet.leaving.connect(self._leave)

    # Page

    def refresh(self) -> None:
        """Read everything again; what is open stays open."""
        self._is_read = True
        self.entries, self.units = self.shell.desk.read(entries), self.shell.desk.read(units)
        self._show_entries()
        today, words = self.shell.today(), self.shell.words
        self.models[1].show_rows(
            [
                (one.id, (one.name, review_cell(one, today, words), one.issue, one.subject, one.grade, score_cell(one)))
                for one in self.units
            ]
        )
        self._fill_stack(1, _EMPTY[1][0])
        self._show_open()
        self.shell.actions.refresh()
        self.head_changed.emit()

    def _show_entries(self) -> None:
        found = [one for one in self.entries if one.fits(self.search.text())]
        self.models[0].show_rows(
            [(one.id, (one.name, ENTRY_KINDS[one.kind], aliases_cell(one), used_cell(one))) for one in found]
        )
        self._fill_stack(0, _NOT_FOUND if self.entries else _EMPTY[0][0])

    def _fill_stack(self, place: int, words: str) -> None:
        has_any = self.models[place].rowCount() > 0
        self.lists[place].setVisible(has_any)
        self.empties[place].setVisible(not has_any)
        self.empties[place].label.setText(words)

    def _show_open(self) -> None:
        """Show the open entry or unit anew; close the sheet when it is gone."""
        if not self.entry.isHidden() and self.entry.view is not None:
            entry = next((one for one in self.entries if one.id == self.entry.view.id), None)
            self.entry.view = entry
            if entry is not None:
                self.entry.show_view(entry, self.shell.desk.read(free_look_fors))
            else:
                self.sheet.close_sheet()
        if not self.unit.isHidden() and self.unit.view is not None:
            unit = next((one for one in self.units if one.id == self.unit.view.id), None)
            self.unit.view = unit
            if unit is not None:
                self.unit.show_view(unit, self.shell.desk.read(top_goals))
            else:
                self.sheet.close_sheet()

    def head_sentence(self) -> str:
        """Count what is there, and what is due."""
        if self.tabs.key == "units":
            return units_sentence(self.units, self.shell.today())
        return library_sentence(self.entries)

    def primary_action(self) -> QAction:
        """Return New strategy, or New unit."""
        return self.shell.actions.action("library.unit" if self.tabs.key == "units" else "library.strategy")

    def page_actions(self) -> list[QAction]:
        """Return New word beside the strategies."""
        return [] if self.tabs.key == "units" else [self.shell.actions.action("library.word")]

    def show_key(self, key: str) -> None:
        """Show a tab, or open an entry or a unit."""
        if not self._is_read:
            self.refresh()
        if key in dict(_TABS):
            self.tabs.set_key(key)
            self._choose(key)
        elif any(one.id == key for one in self.entries):
            self.show_key("entries")
            self.open_entry(key)
        elif any(one.id == key for one in self.units):
            self.show_key("units")
            self.open_unit(key)

    def commit_edits(self) -> None:
        """Save what is being typed."""
        self._leave()

    # What can be opened

    def open_entry(self, key: str) -> None:
        """Open an entry in the sheet."""
        found = next((one for one in self.entries if one.id == key), None)
        if found is not None:
            self._leave()
            self._show_form(self.entry, "In the library")
            self.entry.show_view(found, self.shell.desk.read(free_look_fors))
            self.entry.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_unit(self, key: str) -> None:
        """Open a unit in the sheet."""
        found = next((one for one in self.units if one.id == key), None)
        if found is not None:
            self._leave()
            self._show_form(self.unit, "Curriculum unit")
            self.unit.show_view(found, self.shell.desk.read(top_goals))
            self.unit.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_form(self, form: QWidget, title: str) -> None:
        for other in (self.entry, self.unit):
            other.setVisible(other is form)
        self.sheet.open_sheet(title)

    # Wishes

    @Slot(str)
    def _choose(self, key: str) -> None:
        place = [name for name, _ in _TABS].index(key)
        if (self.unit, self.entry)[place].isVisible():
            self.sheet.close_sheet()  # what is open belongs to the other list
        self._stack.setCurrentIndex(place)
        self.search.setVisible(place == 0)
        self.setFocusProxy(self.lists[place])
        self.shell.actions.refresh()
        self.head_changed.emit()

    @Slot()
    def _find(self) -> None:
        self._show_entries()
        a11y.announce(self, f"{self.models[0].rowCount()} found")

    @Slot(QModelIndex)
    def _open_row(self, index: QModelIndex) -> None:
        model = index.model()
        if isinstance(model, TextItemModel):
            open_ = self.open_entry if model is self.models[0] else self.open_unit
            open_(model.key(index.row()))

    @Slot()
    def do_find(self) -> None:
        """Go to the line that searches."""
        self.show_key("entries")
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def do_strategy(self) -> None:
        """Ask for the name of a strategy, add it and open it."""
        self._add("strategy", "New strategy", "What is the strategy called?")

    @Slot()
    def do_word(self) -> None:
        """Ask for a word, add it and open it."""
        self._add("term", "New word", "Which word?")

    @Slot()
    def do_unit(self) -> None:
        """Ask for the name of a unit, add it and open it."""
        self._add("unit", "New curriculum unit", "What is the unit called?")

    def _add(self, kind: str, title: str, question: str) -> None:
        name = self.shell.ask.text(self, title, question)
        if name is None or not name.strip():
            return
        try:
            key = self.shell.desk.run(commands.library.add_item, kind, name, origin=_PAGE)
        except UserFacingError as error:
            self.shell.messages.problem(error)
            return
        self.search.clear()
        self.shell.hub.flush()
        self.refresh()
        self.show_key(key)

    @Slot()
    def _first(self) -> None:
        if self.entries:
            self.search.clear()
        else:
            self.do_strategy()

    @Slot(str)
    def _go_to_challenge(self, key: str) -> None:
        self.shell.go("improve", key)

    @Slot()
    def _leave(self) -> None:
        if self.sheet.isHidden() or self.shell.desk.is_read_only:
            return
        for form in (self.entry, self.unit):
            if not form.isHidden():
                form.commit()
