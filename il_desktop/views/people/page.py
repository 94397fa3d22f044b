"""The people page: the roster with coverage dots, search, filter and sort; one person in the side sheet; the import."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.changes import ChangeSet
from il_desktop.domain.errors import UserFacingError
from il_desktop.interchange.roster_plan import RosterPlan
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.people import RosterRow, RosterView, is_ended, known_people, person_detail, roster
from il_desktop.queries.timeline import LINKED
from il_desktop.views.people.person_sheet import PersonSheet
from il_desktop.views.people.roster_item_model import NAME, ROW_ROLE, RosterFilter, RosterItemModel
from il_desktop.views.people.roster_table import RosterTable
from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.actions import ActionSpec
from il_desktop.views.shared.kit import Card, EmptyState, SegmentedControl, outline_button
from il_desktop.views.shared.page import Page
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.shell import Shell
from il_desktop.views.shared.side_sheet import SideSheet
from il_desktop.views.shared.typed import NotReadable, read_date
from il_desktop.wording.people import coverage_sentence

if TYPE_CHECKING:
    from il_desktop.views.people.roster_import import RosterImport
    from il_desktop.views.people.teams_view import TeamsView
    from il_desktop.views.people.timeline_view import TimelineView

ORIGIN = "people page"
_ROOMS = 3  # places of the stack from here on are rooms of their own: import, timeline, teams
LISTS = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".xlsm", ".zip")
LEADERS = ("administrator", "coach")


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
        self.search = QLineEdit(self)
        self.group = SegmentedControl(
            [("teachers", "Teachers"), ("staff", "All staff"), ("left", "Left")], "Show", self
        )
        self.import_button = outline_button("Import", "upload", self)
        self.teams_button = outline_button("Teams", "users", self)
        self.add_button = outline_button("Add person", "user-plus", self)
        self.view = RosterTable(self.model, self.filter, self)
        self.legend = PlainLabel("", "caption", muted=True, fit="elide", parent=self)
        self.count = PlainLabel("", "caption", muted=True, parent=self)
        self.empty = EmptyState(
            "No staff yet. Bring in the list your office keeps.", "Import staff list", "users", self
        )
        self.nobody = EmptyState("Nobody fits what you typed.", icon="search", parent=self)
        self._importer: RosterImport | None = None
        self._timeline: TimelineView | None = None
        self._teams: TeamsView | None = None
        self.sheet = SideSheet(self)
        self.person = PersonSheet(shell.words, shell.today, self.sheet.content)
        self.setAcceptDrops(True)
        self._build()
        self._add_actions()
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
        if self.is_on_timeline and self._timeline is not None:
            self._show_timeline(self._timeline.person_id)
        if self.is_on_teams and self._teams is not None:
            self._teams.refresh()

    def concerns(self, changes: ChangeSet) -> bool:
        """Say whether a change touches the roster, or what a timeline, teams or the sheet hold while on show."""
        is_wide = self.is_on_timeline or self.is_on_teams or self.sheet.isVisible()
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
            self._show_teams(key.removeprefix("teams").removeprefix("team:"))
        elif key.startswith("timeline:"):
            self._show_timeline(key.removeprefix("timeline:"))
        else:
            self._leave_room()
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
        place = 1 if shown else 2 if total else 0
        if self._stack.currentIndex() < _ROOMS:
            self._stack.setCurrentIndex(place)
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
            self._offer_names()
            self.person.show_person(detail)
            self.sheet.open_sheet(detail.name)

    def _offer_names(self) -> None:
        """Tell the sheet who may lead and who may stand in, and the letters of the rotation."""
        here = [row for row in self._view.rows if not is_ended(row, self._view.today)] if self._view else []
        leads = [(row.id, row.name) for row in here if row.kind in LEADERS]
        self.person.form.offer(self.shell.desk.cached(school_calendar).rules.cycle.types, leads)
        self.person.away.offer([(row.id, row.name) for row in here])

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
            self._run(commands.people.edit_person, detail.id, **changed)

    @Slot()
    def add_person(self) -> None:
        """Open the sheet for somebody new."""
        self._leave_room()
        if self.sheet.isVisible():
            self.save_person()
        self._offer_names()
        self.person.show_new()
        self.sheet.open_sheet("Somebody new")
        self.person.given.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _add(self) -> None:
        fields = self.person.fields()
        if fields is None:
            return
        given, family = fields.pop("given"), fields.pop("family")
        key = self._run(commands.people.add_person, given, family, **fields)
        if key:
            self.shell.hub.flush()
            self.show_key(str(key))

    @Slot(object, object, object)
    def _add_absence(self, first: date, last: date, substitute: str | None) -> None:
        if self.person.detail is not None:
            self.save_person()  # showing the new absence would show every field anew
            self._run(commands.school.add_absence, self.person.detail.id, first, last, substitute)

    @Slot(str)
    def _remove_absence(self, key: str) -> None:
        self.save_person()
        self._run(commands.school.delete_span, key)

    @Slot()
    def _recognize(self) -> None:
        if self.person.detail is not None:
            self.shell.go("recognition", f"person:{self.person.detail.id}")

    @Slot()
    def _end(self) -> None:
        detail = self.person.detail
        if detail is None:
            return
        self.save_person()
        if detail.active_to is not None:
            self._run(commands.people.return_person, detail.id)
            return
        typed = self.shell.ask.text(self, f"{detail.name} leaves", "Last day (all records stay)", "today")
        if typed is None:
            return
        try:
            last_day = read_date(typed, self.shell.today(), day_first=self.shell.words.day_first)
        except NotReadable as refusal:
            self.shell.messages.problem(refusal.sentence)
            return
        self._run(commands.people.end_person, detail.id, last_day)

    @Slot()
    def delete_person(self) -> None:
        """Delete the person of the sheet or the current row, when there are no records."""
        shown = self.person.detail if self.sheet.isVisible() else None
        key = shown.id if shown else self._current_id()
        if key:
            self._run(commands.people.delete_person, key)

    @Slot()
    def edit_person(self) -> None:
        """Open the current person."""
        if key := self._current_id():
            self._open(key)

    def _run(self, command: Any, *args: object, **fields: object) -> object:
        """Run a command; show the problem and return None when it was refused."""
        try:
            return self.shell.desk.run(command, *args, origin=ORIGIN, **fields)
        except UserFacingError as error:
            self.shell.messages.problem(error)
            return None

    # Timeline

    @property
    def is_on_timeline(self) -> bool:
        """Whether one person's timeline is on show instead of the roster."""
        return self._timeline is not None and self._stack.currentWidget() is self._timeline

    @Slot()
    def show_timeline(self) -> None:
        """Show everything about the person of the sheet, else of the current row."""
        shown = self.person.detail if self.sheet.isVisible() else None
        key = shown.id if shown else self._current_id()
        if key:
            self._show_timeline(key)

    def _show_timeline(self, person_id: str) -> None:
        row = next((one for one in self._view.rows if one.id == person_id), None) if self._view else None
        if row is None:
            self._leave_room()
            return
        if self._timeline is None:
            from il_desktop.views.people.timeline_view import TimelineView  # noqa: PLC0415  made when first wanted

            self._timeline = TimelineView(self.shell, self)
            self._timeline.left.connect(self._leave_room)
            self._stack.addWidget(self._timeline)
        is_new = not self.is_on_timeline
        self._timeline.show_person(person_id, row.name)
        if is_new:
            self.sheet.close_sheet()
            self._stack.setCurrentWidget(self._timeline)
            self._bar.hide()
            self._foot.hide()
            self._timeline.take_focus()

    # Teams

    @property
    def is_on_teams(self) -> bool:
        """Whether the teams are on show instead of the roster."""
        return self._teams is not None and self._stack.currentWidget() is self._teams

    @Slot()
    def show_teams(self) -> None:
        """Show the teams."""
        self._show_teams("")

    def _show_teams(self, team_id: str) -> None:
        if self._teams is None:
            from il_desktop.views.people.teams_view import TeamsView  # noqa: PLC0415  made when first wanted

            self._teams = TeamsView(self.shell, self)
            self._teams.left.connect(self._leave_room)
            self._stack.addWidget(self._teams)
        self.sheet.close_sheet()
        self._stack.setCurrentWidget(self._teams)
        self._bar.hide()
        self._foot.hide()
        self._teams.refresh(team_id)
        self._teams.take_focus()

    @Slot()
    def _leave_room(self) -> None:
        """Go back to the roster from the import, a timeline or the teams."""
        if self._stack.currentIndex() >= _ROOMS:
            self._stack.setCurrentIndex(1)
            self._bar.show()
            self._show_list()
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # Import

    @property
    def importer(self) -> RosterImport:
        """The way to bring in a staff list, made when it is first wanted."""
        if self._importer is None:
            from il_desktop.views.people.roster_import import RosterImport  # noqa: PLC0415  reads files: not needed to look

            self._importer = RosterImport(self.shell, self)
            self._importer.import_wanted.connect(self._import)
            self._importer.cancelled.connect(self._leave_room)
            self._stack.addWidget(self._importer)
        return self._importer

    @property
    def is_importing(self) -> bool:
        """Whether the import is on show instead of the roster."""
        return self._importer is not None and self._stack.currentWidget() is self._importer

    @Slot()
    def start_import(self) -> None:
        """Show the way to bring in a staff list."""
        self.sheet.close_sheet()
        self.importer.start(self.shell.desk.read(known_people, self.shell.today()))
        self._stack.setCurrentWidget(self.importer)
        self._bar.hide()
        self._foot.hide()
        self.head_changed.emit()

    @Slot(object)
    def _import(self, plan: RosterPlan) -> None:
        if self._run(commands.people.import_roster, plan) is not None:
            self._leave_room()
            self.group.set_key("staff")
            self.filter.set_group("staff")
            self.shell.hub.flush()
            self._show_list()
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # Building

    def _build(self) -> None:
        main = QWidget(self)
        column = QVBoxLayout(main)
        column.setContentsMargins(theme.MARGIN, 4, theme.MARGIN, 10)
        column.setSpacing(10)
        self._bar = self._bar_of(main)
        column.addWidget(self._bar)
        card = Card(parent=main, margin=1)
        outer = card.layout()
        assert outer is not None  # noqa: S101  a card has one from the start
        outer.setContentsMargins(1, 1, 1, 2)
        card.body.addWidget(self.view)
        self._stack = QStackedWidget(main)
        for widget in (self.empty, card, self.nobody):
            self._stack.addWidget(widget)
        column.addWidget(self._stack, 1)
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

    def _bar_of(self, main: QWidget) -> QWidget:
        holder = QWidget(main)
        bar = QHBoxLayout(holder)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(8)
        a11y.name(self.search, "Search people")
        self.search.setPlaceholderText("Search name, department, e-mail")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(320)
        bar.addWidget(self.group)
        bar.addWidget(self.search, 1)
        bar.addStretch(1)
        for widget in (self.teams_button, self.import_button, self.add_button):
            bar.addWidget(widget)
        return holder

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

    def _add_actions(self) -> None:
        add, page = self.shell.actions.add, self.page_id
        new = ActionSpec("people.new", "Add person …", "Ctrl+N", icon="user-plus", menu="edit", group=20, page=page)
        self.add_button.follow(add(new, self.add_person, self))
        bring = ActionSpec(
            "people.import", "Import staff list …", "Ctrl+I", icon="upload", menu="file", group=20, page=page
        )
        self.import_button.follow(add(bring, self.start_import, self))
        keys = "Ctrl+Shift+F"
        find = ActionSpec("people.find", "Find a person", keys, icon="search", menu="edit", group=20, page=page)
        add(find, self._find, self)
        edit = ActionSpec("people.edit", "Open person", "F2", menu="edit", group=20, page=page, scope="widget")
        add(edit, self.edit_person, self.view)
        whole = ActionSpec(
            "people.timeline", "Timeline of a person", "F4", icon="history", menu="view", group=20, page=page
        )
        add(whole, self.show_timeline, self)
        teams = ActionSpec("people.teams", "Teams", "F6", icon="users", menu="view", group=20, page=page)
        self.teams_button.follow(add(teams, self.show_teams, self))
        gone = ActionSpec(
            "people.delete", "Delete person", "Del", icon="trash-2", menu="edit", group=20, page=page, scope="widget"
        )
        add(gone, self.delete_person, self.view)

    @Slot()
    def _find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # Qt overrides

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a list that is dragged over the page."""
        if _dropped_list(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show what a dropped list would do."""
        path = _dropped_list(event)
        if path is not None:
            event.acceptProposedAction()
            self.start_import()
            self.importer.take_file(path)


def _dropped_list(event: QDropEvent) -> Path | None:
    """Return the one list among what is dragged, None when there is none."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in LISTS else None
