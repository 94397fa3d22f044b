"""The rooms of the people page beside the roster: import of a staff list, one person's timeline, teams.

Each is made when it is first wanted. The page decides what the roster shows; here is decided what stands in its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from il_desktop.interchange.roster_plan import KnownPerson
from il_desktop.views.shared.shell import Shell

if TYPE_CHECKING:
    from il_desktop.views.people.roster_import import RosterImport
    from il_desktop.views.people.teams_view import TeamsView
    from il_desktop.views.people.timeline_view import TimelineView


class Rooms(QStackedWidget):
    """Signals: entered() when a room takes the roster's place, left() when it is over, import_wanted(object)."""

    entered = Signal()
    left = Signal()
    import_wanted = Signal(object)

    def __init__(self, shell: Shell, roster: tuple[QWidget, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self._roster = roster
        self._importer: RosterImport | None = None
        self.timeline: TimelineView | None = None
        self.teams: TeamsView | None = None
        for widget in roster:
            self.addWidget(widget)

    @property
    def is_away(self) -> bool:
        """Whether a room is on show instead of the roster."""
        return self.currentWidget() not in self._roster

    @property
    def is_importing(self) -> bool:
        """Whether the import is on show."""
        return self._importer is not None and self.currentWidget() is self._importer

    @property
    def is_on_timeline(self) -> bool:
        """Whether one person's timeline is on show."""
        return self.timeline is not None and self.currentWidget() is self.timeline

    @property
    def is_on_teams(self) -> bool:
        """Whether the teams are on show."""
        return self.teams is not None and self.currentWidget() is self.teams

    @property
    def importer(self) -> RosterImport:
        """The way to bring in a staff list."""
        if self._importer is None:
            from il_desktop.views.people.roster_import import RosterImport  # noqa: PLC0415  reads files: not needed to look

            self._importer = RosterImport(self._shell, self)
            self._importer.import_wanted.connect(self.import_wanted)
            self._importer.cancelled.connect(self.leave)
            self.addWidget(self._importer)
        return self._importer

    def show_roster(self, place: QWidget) -> None:
        """Show one of the roster's faces, unless a room stands in its place."""
        if not self.is_away:
            self.setCurrentWidget(place)

    def start_import(self, known: tuple[KnownPerson, ...]) -> None:
        """Show the way to bring in a staff list."""
        self.importer.start(known)
        self._enter(self.importer)

    def show_timeline(self, person_id: str, name: str) -> None:
        """Show everything about a person; the focus goes there when the room is entered."""
        if self.timeline is None:
            from il_desktop.views.people.timeline_view import TimelineView  # noqa: PLC0415  made when first wanted

            self.timeline = TimelineView(self._shell, self)
            self.timeline.left.connect(self.leave)
            self.addWidget(self.timeline)
        is_new = not self.is_on_timeline
        self.timeline.show_person(person_id, name)
        if is_new:
            self._enter(self.timeline)
            self.timeline.take_focus()

    def show_teams(self, team_id: str = "") -> None:
        """Show the teams, with one of them chosen when its id is given."""
        if self.teams is None:
            from il_desktop.views.people.teams_view import TeamsView  # noqa: PLC0415  made when first wanted

            self.teams = TeamsView(self._shell, self)
            self.teams.left.connect(self.leave)
            self.addWidget(self.teams)
        self._enter(self.teams)
        self.teams.refresh(team_id)
        self.teams.take_focus()

    @Slot()
    def leave(self) -> None:
        """Go back to the roster."""
        if self.is_away:
            self.setCurrentWidget(self._roster[0])
            self.left.emit()

    def _enter(self, room: QWidget) -> None:
        self.setCurrentWidget(room)
        self.entered.emit()
