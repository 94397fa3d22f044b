"""The people page: the roster with coverage dots, search, filter and sort; one person in the side sheet; the import."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.changes import ChangeSet
from il_desktop.interchange.roster_plan import RosterPlan
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.people import PersonDetail, RosterRow, RosterView, known_people, person_detail, roster
from il_desktop.queries.timeline import LINKED
from il_desktop.views.people.deeds import Deeds
from il_desktop.views.people.import_source import dropped_list
from il_desktop.views.people.page_actions import add_actions
from il_desktop.views.people.person_sheet import PersonSheet
from il_desktop.views.people.rooms import Rooms
from il_desktop.views.people.roster_bar import RosterBar
from il_desktop.views.people.roster_item_model import NAME, ROW_ROLE, RosterFilter, RosterItemModel
from il_desktop.views.people.roster_table import RosterTable
from il_desktop.views.shared import theme
from il_desktop.views.shared.kit import Card, EmptyState
from il_desktop.views.shared.page import Page
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.shell import Shell
from il_desktop.views.shared.side_sheet import SideSheet
from il_desktop.wording.people import coverage_sentence


class PeoplePage(Page):
    """Shows and changes people. `show_key` takes a person's id, "new" or "import". A dropped list starts the import."""

    page_id = "people"
    title = "People"
    icon = "users"
    tables = frozenset({"person", "visit", "recognition", "calendar_span", "day_override", "action_step", "setting"})

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._view: RosterView | None = None
        self.model = RosterItemModel(self)
        self.filter = RosterFilter(self)
        self.filter.setSourceModel(self.model)
        self.bar = RosterBar(self)
        self.search, self.group = self.bar.search, self.bar.group
        self.view = RosterTable(self.model, self.filter, self)
        self.legend = PlainLabel("", "caption", muted=True, fit="elide", parent=self)
        self.count = PlainLabel("", "caption", muted=True, parent=self)
        self.empty = EmptyState(
            "No staff yet. Bring in the list your office keeps.", "Import staff list", "users", self
        )
        self.nobody = EmptyState("Nobody fits what you typed.", icon="search", parent=self)
        self._deeds = Deeds(shell, self)
        self._deeds.forgotten.connect(self._leave_forgotten)
        self.sheet = SideSheet(self)
        self.person = PersonSheet(shell.words, shell.today, self.sheet.content)
        self.setAcceptDrops(True)
        self._build()
        add_actions(self)
        self._connect()

    # Page

    def refresh(self) -> None:
        """Read the roster and the person shown anew."""
        settings = self.shell.settings()
        view = self.shell.desk.read(roster, self.shell.today())
        self._view = view
        key = self._current_id()
        self.model.show(view, self.shell.words, settings.stale_days, settings.recognition_days)
        if key:
            self._select(key)
        self._show_list()
        self._refresh_person()
        if self.rooms.is_on_timeline and self.rooms.timeline is not None:
            self._show_timeline(self.rooms.timeline.person_id)
        if self.rooms.is_on_teams and self.rooms.teams is not None:
            self.rooms.teams.refresh()

    def concerns(self, changes: ChangeSet) -> bool:
        """Say whether a change touches the roster, or what a timeline, teams or the sheet hold while on show."""
        is_wide = self.rooms.is_on_timeline or self.rooms.is_on_teams or self.sheet.isVisible()
        more = is_wide and not LINKED.isdisjoint(changes.tables)
        return more or super().concerns(changes)

    def head_sentence(self) -> str:
        """Say who was seen lately."""
        if self._view is None:
            return ""
        limit = self.shell.settings().stale_days
        here = self._view.present_teachers
        seen = sum(row.seen_days is not None and row.seen_days <= limit for row in here)
        never = sum(row.seen_days is None for row in here)
        return coverage_sentence(seen, len(here) - seen - never, never, len(here), limit, self._view.unit)

    def show_key(self, key: str) -> None:
        """Open a person, somebody new, or the import."""
        if key == "import":
            self.start_import()
        elif key == "new":
            self.add_person()
        elif key == "teams" or key.startswith("team:"):
            self.rooms.show_teams(key.removeprefix("teams").removeprefix("team:"))
        elif key.startswith("timeline:"):
            self._show_timeline(key.removeprefix("timeline:"))
        else:
            self.rooms.leave()
            row = next((one for one in self._view.rows if one.id == key), None) if self._view else None
            if row is not None and not row.is_teacher:
                self.group.set_key("staff")
                self.filter.set_group("staff")
            self._select(key)
            self._open(key)

    def commit_edits(self) -> None:
        """Save what the sheet holds."""
        if self.sheet.isVisible():
            self.save_person()

    # Roster

    @Slot(str)
    def _filter(self, text: str) -> None:
        self.filter.set_words(text)
        self._show_list()

    @Slot(str)
    def _choose_group(self, group: str) -> None:
        self.filter.set_group(group)
        self._show_list()

    def _show_list(self) -> None:
        shown, total = self.filter.rowCount(), self.model.rowCount()
        self.rooms.show_roster(self._table if shown else self.nobody if total else self.empty)
        has_people = bool(total)
        for widget in (self.search, self.group, self._foot):
            widget.setVisible(has_people)
        self.nobody.label.setText("Nobody fits what you typed." if self.search.text().strip() else "Nobody here.")
        self.count.setText(f"{shown} of {total} shown")
        away = [row.name for row in self._view.rows if row.leave_until] if self._view else []
        note = f"   {', '.join(away)} on leave, not counted." if away else ""
        self.legend.setText(f"●  visit    ○  talk after it    –  no visit that week{note}")

    @Slot(QModelIndex)
    def _open_index(self, index: QModelIndex) -> None:
        person = index.data(ROW_ROLE)
        if isinstance(person, RosterRow):
            self._open(person.id)

    def _open(self, person_id: str) -> None:
        if self.sheet.isVisible() and self.person.detail is not None and self.person.detail.id != person_id:
            self.save_person()
        detail = self.shell.desk.read(person_detail, person_id, self.shell.today())
        if detail is not None:
            self.person.offer(self._view, self.shell.desk.cached(school_calendar).rules.cycle.types)
            self.person.show_person(detail)
            self.sheet.open_sheet(detail.name)

    def _current_id(self) -> str:
        person = self.view.currentIndex().data(ROW_ROLE)
        return person.id if isinstance(person, RosterRow) else ""

    def _select(self, person_id: str) -> None:
        row = self.model.row_of(person_id)
        if row >= 0:
            self.view.setCurrentIndex(self.filter.mapFromSource(self.model.index(row, NAME)))

    # Person

    def _refresh_person(self) -> None:
        shown = self.person.detail
        if shown is None or not self.sheet.isVisible():
            return
        detail = self.shell.desk.read(person_detail, shown.id, self.shell.today())
        if detail is None:
            self.person.detail = None
            self.sheet.close_sheet()
        elif detail != shown:
            self.person.show_person(detail)
            self.sheet.title.setText(detail.name)

    @Slot()
    def save_person(self) -> None:
        """Save the fields of the sheet that changed."""
        detail = self.person.detail
        if detail is not None and (changed := self.person.changed_fields()):
            self._deeds.run(commands.people.edit_person, detail.id, **changed)

    @Slot()
    def add_person(self) -> None:
        """Open the sheet for somebody new."""
        self.rooms.leave()
        if self.sheet.isVisible():
            self.save_person()
        self.person.offer(self._view, self.shell.desk.cached(school_calendar).rules.cycle.types)
        self.person.show_new()
        self.sheet.open_sheet("Somebody new")
        self.person.given.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _add(self) -> None:
        fields = self.person.fields()
        if fields is None:
            return
        given, family = fields.pop("given"), fields.pop("family")
        key = self._deeds.run(commands.people.add_person, given, family, **fields)
        if key:
            self.shell.hub.flush()
            self.show_key(str(key))

    @Slot(object, object, object)
    def _add_absence(self, first: date, last: date, substitute: str | None) -> None:
        if self.person.detail is not None:
            self.save_person()  # showing the new absence would show every field anew
            self._deeds.run(commands.school.add_absence, self.person.detail.id, first, last, substitute)

    @Slot(str)
    def _remove_absence(self, key: str) -> None:
        self.save_person()
        self._deeds.run(commands.school.delete_span, key)

    @Slot()
    def _recognize(self) -> None:
        if self.person.detail is not None:
            self.shell.go("recognition", f"person:{self.person.detail.id}")

    @Slot()
    def _end(self) -> None:
        if self.person.detail is not None:
            self.save_person()
            self._deeds.end(self.person.detail)

    @Slot()
    def delete_person(self) -> None:
        """Delete the person of the sheet or the current row, when there are no records."""
        if key := self._chosen_id():
            self._deeds.run(commands.people.delete_person, key)

    @Slot()
    def forget_person(self) -> None:
        """Remove everything about the person of the sheet or the current row, for good."""
        detail = self._chosen()
        if detail is not None:
            self._deeds.forget(detail)

    @Slot()
    def _leave_forgotten(self) -> None:
        self.shell.hub.flush()
        self.sheet.close_sheet()
        self.rooms.leave()

    @Slot()
    def write_paper(self) -> None:
        """Save what is held about the person of the sheet, the timeline or the current row."""
        detail = self._chosen()
        if detail is not None:
            self._deeds.write_paper(detail)

    def _chosen_id(self) -> str:
        """Return whom an action means: the person of the sheet, of the timeline, else of the current row."""
        if self.sheet.isVisible() and self.person.detail is not None:
            return self.person.detail.id
        if self.rooms.is_on_timeline and self.rooms.timeline is not None:
            return self.rooms.timeline.person_id
        return self._current_id()

    def _chosen(self) -> PersonDetail | None:
        if self.sheet.isVisible():
            self.save_person()
        return self.shell.desk.read(person_detail, self._chosen_id(), self.shell.today())

    @Slot()
    def edit_person(self) -> None:
        """Open the current person."""
        if key := self._current_id():
            self._open(key)

    # Rooms

    @Slot()
    def show_timeline(self) -> None:
        """Show everything about the person of the sheet, else of the current row."""
        if key := self._chosen_id():
            self._show_timeline(key)

    def _show_timeline(self, person_id: str) -> None:
        row = next((one for one in self._view.rows if one.id == person_id), None) if self._view else None
        if row is None:
            self.rooms.leave()
        else:
            self.rooms.show_timeline(person_id, row.name)

    @Slot()
    def show_teams(self) -> None:
        """Show the teams."""
        self.rooms.show_teams()

    @Slot()
    def start_import(self) -> None:
        """Show the way to bring in a staff list."""
        self.rooms.start_import(self.shell.desk.read(known_people, self.shell.today()))

    @Slot(object)
    def _import(self, plan: RosterPlan) -> None:
        if self._deeds.run(commands.people.import_roster, plan) is not None:
            self.rooms.leave()
            self.group.set_key("staff")
            self.filter.set_group("staff")
            self.shell.hub.flush()
            self._show_list()
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _enter_room(self) -> None:
        self.sheet.close_sheet()
        self.bar.hide()
        self._foot.hide()
        self.head_changed.emit()

    @Slot()
    def _leave_room(self) -> None:
        self.bar.show()
        self._show_list()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # Building

    def _build(self) -> None:
        main = QWidget(self)
        column = QVBoxLayout(main)
        column.setContentsMargins(theme.MARGIN, 4, theme.MARGIN, 10)
        column.setSpacing(10)
        column.addWidget(self.bar)
        self._table = card = Card(parent=main, margin=1)
        outer = card.layout()
        assert outer is not None  # noqa: S101  a card has one from the start
        outer.setContentsMargins(1, 1, 1, 2)
        card.body.addWidget(self.view)
        self.rooms = Rooms(self.shell, (card, self.empty, self.nobody), main)
        column.addWidget(self.rooms, 1)
        self._foot = QWidget(main)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(4, 0, 4, 0)
        foot.addWidget(self.legend, 1)
        foot.addWidget(self.count)
        column.addWidget(self._foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(main, 1)
        row.addWidget(self.sheet)
        self.sheet.body.addWidget(self.person)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.group.chosen.connect(self._choose_group)
        self.view.activated.connect(self._open_index)
        self.view.clicked.connect(self._open_index)
        self.empty.pressed.connect(self.start_import)
        self.sheet.leaving.connect(self.save_person)
        self.person.add_wanted.connect(self._add)
        self.person.recognize_wanted.connect(self._recognize)
        self.person.timeline_wanted.connect(self.show_timeline)
        self.person.end_wanted.connect(self._end)
        self.person.away.add_wanted.connect(self._add_absence)
        self.person.away.remove_wanted.connect(self._remove_absence)
        self.person.delete_wanted.connect(self.delete_person)
        self.person.forget_wanted.connect(self.forget_person)
        self.person.paper_wanted.connect(self.write_paper)
        self.rooms.entered.connect(self._enter_room)
        self.rooms.left.connect(self._leave_room)
        self.rooms.import_wanted.connect(self._import)

    @Slot()
    def find_person(self) -> None:
        """Put the focus on the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # Qt overrides

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a list that is dragged over the page."""
        if dropped_list(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show what a dropped list would do."""
        path = dropped_list(event)
        if path is not None:
            event.acceptProposedAction()
            self.start_import()
            self.rooms.importer.take_file(path)
