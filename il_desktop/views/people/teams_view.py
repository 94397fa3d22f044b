"""Teams: the list, and who is in one on a date; members come, change and leave with their days."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from il_desktop import commands
from il_desktop.domain.errors import UserFacingError
from il_desktop.queries.roster import roster_names
from il_desktop.queries.teams import Membership, TeamRow, memberships, team_list
from il_desktop.views.people.last_day import ask_last_day
from il_desktop.views.shared import a11y, tables, theme
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.fields import DateField
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.kit import Card, EmptyState, outline_button, section_title
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.scrolled import Scrolled
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import day_text
from il_desktop.wording.people import TEAM_KINDS, since_text

ORIGIN = "teams"
ID_ROLE = Qt.ItemDataRole.UserRole


class TeamsView(QWidget):
    """Signal: left() when the user goes back to the roster. Keys: arrows in both tables, Del ends a membership."""

    left = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._teams: tuple[TeamRow, ...] = ()
        self._members: tuple[Membership, ...] = ()
        self._is_showing = False
        self.back = outline_button("Roster", "arrow-left", self)
        self.on = DateField(
            "Members on", today=shell.today, show=self._date_text, day_first=shell.words.day_first, parent=self
        )
        self.list = _table(("Team", "Members"), "Teams", self)
        self.new = outline_button("New team …", "plus", self)
        self.title = QLineEdit(self)
        self.kind = ComboBox(self)
        self.purpose = QLineEdit(self)
        self.is_active = QCheckBox("Meets now", self)
        self.all_days = QCheckBox("Past and future members too", self)
        self.members = _table(("Member", "Role", "From – to"), "Members", self)
        self.person = ComboBox(self)
        self.join = outline_button("Add", "user-plus", self)
        self.leave = outline_button("Leaves …", "log-out", self)
        self.role = outline_button("Role …", "pencil", self)
        self.mistake = outline_button("Was never in it", "x", self)
        self.delete = outline_button("Delete the team", "trash-2", self)
        self.nothing = EmptyState(
            "No team yet. A team has members with a first and a last day, so that the past stays right.",
            icon="users", parent=self,
        )  # fmt: skip
        self._detail = QWidget(self)
        self._build()
        self._connect()
        self.on.set_value(shell.today())
        self._scale()
        theme.current().changed.connect(self._scale)

    def refresh(self, team_id: str = "") -> None:
        """Read the teams and keep the one shown, or show another."""
        wanted = team_id or self._team_id()
        self._is_showing = True
        self._teams = self._shell.desk.read(team_list, self.on.value or self._shell.today())
        self.list.setRowCount(len(self._teams))
        for row, team in enumerate(self._teams):
            name = team.name if team.is_active else f"{team.name} (closed)"
            _fill(self.list, row, (name, str(team.members)), team.id)
        place = next((row for row, team in enumerate(self._teams) if team.id == wanted), 0)
        if self._teams:
            self.list.setCurrentCell(place, 0)
        self._is_showing = False
        self.nothing.setVisible(not self._teams)
        for part in (self.list, self._right):
            part.setVisible(bool(self._teams))
        self._show_team()

    def take_focus(self) -> None:
        """Put the focus on the teams."""
        (self.list if self._teams else self.new).setFocus(Qt.FocusReason.OtherFocusReason)

    # The team shown

    def _team_id(self) -> str:
        item = self.list.item(self.list.currentRow(), 0)
        return str(item.data(ID_ROLE)) if item is not None else ""

    def _member(self) -> Membership | None:
        item = self.members.item(self.members.currentRow(), 0)
        key = item.data(ID_ROLE) if item is not None else ""
        return next((one for one in self._members if one.id == key), None)

    @Slot()
    def _show_team(self) -> None:
        key = self._team_id()
        team = next((one for one in self._teams if one.id == key), None)
        if self._is_showing or team is None:
            return
        self._is_showing = True
        on = self.on.value or self._shell.today()
        self.title.setText(team.name)
        self.kind.setCurrentIndex(max(0, self.kind.findData(team.kind)))
        self.purpose.setText(team.purpose)
        self.is_active.setChecked(team.is_active)
        self._members = self._shell.desk.read(memberships, key)
        shown = [one for one in self._members if self.all_days.isChecked() or one.holds_on(on)]
        self.members.setRowCount(len(shown))
        for row, one in enumerate(shown):
            days = since_text(one.from_on, one.to_on, self._shell.words)
            name = f"{one.name}, {one.department}" if one.department else one.name
            _fill(self.members, row, (name, one.role, days), one.id)
        if shown:
            self.members.setCurrentCell(0, 0)
        inside = {one.person_id for one in self._members if one.holds_on(on)}
        self.person.clear()
        for one in self._shell.desk.cached(roster_names):
            if one.is_here(on) and one.id not in inside:
                self.person.addItem(one.shown, one.id)
        self.person.setCurrentIndex(-1)
        self._is_showing = False
        self._enable()

    @Slot()
    def _enable(self) -> None:
        has_member = self._member() is not None
        for button in (self.leave, self.role, self.mistake):
            button.setEnabled(has_member)

    @Slot()
    def save(self) -> None:
        """Save the fields of the team that changed."""
        key = self._team_id()
        team = next((one for one in self._teams if one.id == key), None)
        if self._is_showing or team is None:
            return
        fields: dict[str, Any] = {}
        if (name := self.title.text().strip()) != team.name:
            fields["name"] = name
        if self.kind.currentData() != team.kind:
            fields["kind"] = self.kind.currentData()
        if (purpose := self.purpose.text().strip()) != team.purpose:
            fields["purpose"] = purpose or None
        if self.is_active.isChecked() != team.is_active:
            fields["is_active"] = self.is_active.isChecked()
        if fields and self._run(commands.teams.edit_team, key, **fields) is False:
            self._show_team()

    # Deeds

    @Slot()
    def _add_team(self) -> None:
        name = self._shell.ask.text(self, "New team", "What is it called?")
        if name and name.strip():
            key = self._run(commands.teams.add_team, name.strip(), "plc")
            if isinstance(key, str):
                self._shell.hub.flush()
                self.refresh(key)
                self.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _delete_team(self) -> None:
        self._run(commands.teams.delete_team, self._team_id())

    @Slot()
    def _join(self) -> None:
        person = self.person.currentData()
        if person is None:
            self._shell.messages.problem("Choose who joins the team.")
            return
        self._run(commands.teams.add_member, self._team_id(), person, self.on.value or self._shell.today())

    @Slot()
    def end_member(self) -> None:
        """Ask for the last day of the current member."""
        member = self._member()
        if member is None:
            return
        last_day = ask_last_day(self._shell, self, f"{member.name} leaves the team", "Last day in it")
        if last_day is not None:
            self._run(commands.teams.end_member, member.id, last_day)

    @Slot()
    def _change_role(self) -> None:
        member = self._member()
        if member is not None:
            role = self._shell.ask.text(
                self, f"Role of {member.name}", "Facilitator, note taker, member …", member.role
            )
            if role and role.strip():
                self._run(commands.teams.edit_member, member.id, role=role.strip())

    @Slot()
    def _take_out(self) -> None:
        member = self._member()
        if member is not None:
            self._run(commands.teams.delete_member, member.id)

    @Slot()
    def _leave(self) -> None:
        self.left.emit()

    @Slot(object)
    def _choose_day(self, _day: date) -> None:
        self.refresh()

    def _run(self, command: Any, *args: object, **fields: object) -> object:
        """Run a command; show the problem and return False when it was refused."""
        try:
            return self._shell.desk.run(command, *args, origin=ORIGIN, **fields)
        except UserFacingError as error:
            self._shell.messages.problem(error)
            return False

    def _date_text(self, day: date) -> str:
        return day_text(day, self._shell.words, year=True)

    @Slot()
    def _scale(self) -> None:
        px = theme.current().px
        self.members.setMinimumHeight(px(130))
        for table in (self.list, self.members):
            table.verticalHeader().setDefaultSectionSize(px(theme.ROW_HEIGHT))
        self.list.setColumnHidden(1, self.width() < px(640))  # the names need the room more

    # Building

    def _connect(self) -> None:
        self.back.clicked.connect(self._leave)
        self.on.accepted.connect(self._choose_day)
        self.list.itemSelectionChanged.connect(self._show_team)
        self.members.itemSelectionChanged.connect(self._enable)
        self.new.clicked.connect(self._add_team)
        self.delete.clicked.connect(self._delete_team)
        self.join.clicked.connect(self._join)
        self.leave.clicked.connect(self.end_member)
        self.role.clicked.connect(self._change_role)
        self.mistake.clicked.connect(self._take_out)
        self.all_days.clicked.connect(self._show_team)
        self.title.editingFinished.connect(self.save)
        self.purpose.editingFinished.connect(self.save)
        self.kind.activated.connect(self.save)
        self.is_active.clicked.connect(self.save)

    def _build(self) -> None:
        for field, name in ((self.title, "Name of the team"), (self.purpose, "Purpose"), (self.kind, "Kind of team"),
                            (self.person, "Who joins")):  # fmt: skip
            a11y.name(field, name)
        for key, text in TEAM_KINDS.items():
            self.kind.addItem(text, key)
        self.person.setEditable(True)
        self.person.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = self.person.lineEdit()
        if line is not None:
            line.setPlaceholderText("Type a name")
            a11y.name(line, "Who joins")
        self.purpose.setPlaceholderText("What is it for?")
        self._lay_out()
        self._build_detail()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.back)
        head.addWidget(PlainLabel("Teams", "title", strong=True, parent=self))
        head.addStretch(1)
        label = PlainLabel("Members on", "caption", muted=True, parent=self)
        label.setBuddy(self.on)
        head.addWidget(label)
        head.addWidget(self.on)
        head.addWidget(self.new)
        column.addLayout(head)
        left = Card(parent=self, margin=1)
        left.body.addWidget(self.list, 1)
        left.body.addWidget(self.nothing, 1)
        right = self._right = Card(parent=self)
        scroll = Scrolled(right)
        scroll.hold(self._detail)
        right.body.addWidget(scroll, 1)
        both = QHBoxLayout()
        both.setSpacing(12)
        both.addWidget(left, 3)
        both.addWidget(right, 7)
        column.addLayout(both, 1)

    def _build_detail(self) -> None:
        column = QVBoxLayout(self._detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.kind)
        column.addLayout(top)
        column.addWidget(self.purpose)
        column.addWidget(self.is_active)
        row = QHBoxLayout()
        row.addWidget(section_title("Members", self._detail))
        row.addStretch(1)
        row.addWidget(self.all_days)
        column.addLayout(row)
        column.addWidget(self.members, 1)
        joining = QHBoxLayout()
        joining.addWidget(self.person, 1)
        joining.addWidget(self.join)
        column.addLayout(joining)
        deeds = FlowLayout(8)
        for button in (self.leave, self.role, self.mistake, self.delete):
            deeds.addWidget(button)
        column.addLayout(deeds)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what has no room."""
        super().resizeEvent(event)
        self._scale()


def _table(heads: tuple[str, ...], name: str, parent: QWidget) -> QTableWidget:
    table = QTableWidget(0, len(heads), parent)
    table.setHorizontalHeaderLabels(list(heads))
    tables.dress(table, name)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    header = table.horizontalHeader()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    return table


def _fill(table: QTableWidget, row: int, texts: tuple[str, ...], key: str) -> None:
    for column, text in enumerate(texts):
        item = QTableWidgetItem(text)
        item.setData(ID_ROLE, key)
        table.setItem(row, column, item)
