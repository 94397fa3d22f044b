"""The sheet for a calendar server: set one up, sync now, see how it went, settle what changed on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain import zones
from il_desktop.domain.errors import SyncProblem, UserFacingError
from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.dialogs import Choice, take_size
from il_desktop.views.shared.kit import Card, SegmentedControl, link_button, outline_button, primary_button
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.scrolled import Scrolled
from il_desktop.views.shared.shell import Shell
from il_desktop.views.sync.conflict_list import ConflictList
from il_desktop.views.sync.runner import SyncRunner
from il_desktop.wording import preflight
from il_desktop.wording import sync as say
from il_desktop.wording.problems import problem_sentence

if TYPE_CHECKING:
    from il_desktop.interchange.caldav.client import FoundCalendar
    from il_desktop.queries.sync import SyncCalendar
    from il_desktop.syncing.steps import Job, SyncOutcome


class SyncSheet(QDialog):
    """A sheet over the window. Keys: Enter does the main thing, Esc closes; a run that is under way stops safely."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._calendar: SyncCalendar | None = None
        self._password = ""
        self._is_turned_away = False  # by the server: what the key store knows is no good then
        self.setWindowTitle("Sync with a calendar server")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.runner = SyncRunner(shell, self)
        self.runner.progressed.connect(self._progress)
        self.runner.finished.connect(self._finished)
        self.runner.failed.connect(self._failed)
        self.runner.found.connect(self._found)
        self._build()
        self.refresh()
        take_size(self, 640, 600)

    # Building

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 20, 0, 16)
        outer.setSpacing(12)
        title = PlainLabel("Sync with a calendar server", "page", strong=True, parent=self)
        title.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        outer.addWidget(title)
        scroll = Scrolled(self)
        content = QWidget(scroll)
        body = QVBoxLayout(content)
        body.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 8)
        body.setSpacing(12)
        body.addWidget(PlainLabel(say.WHAT, muted=True, fit="wrap", parent=content))
        body.addWidget(self._form_card(content))
        body.addWidget(self._state_card(content))
        self.conflicts = ConflictList(self._shell, content)
        self.conflicts.settled.connect(self.refresh)
        body.addWidget(self.conflicts)
        body.addStretch(1)
        scroll.hold(content)
        outer.addWidget(scroll, 1)
        outer.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        self.said = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.dismiss = outline_button("Close", parent=self)
        self.dismiss.clicked.connect(self._close_or_stop)
        self.go = primary_button("Sync now", parent=self)
        self.go.setDefault(True)
        self.go.clicked.connect(self._start)
        row.addWidget(self.said, 1)
        row.addWidget(self.dismiss)
        row.addWidget(self.go)
        return row

    def _form_card(self, parent: QWidget) -> Card:
        self._form = Card("Account", parent=parent)
        self.address = self._field("Address of the server", "https://cloud.example.org/", self._form)
        self.user = self._field("User name", "", self._form)
        self.password = self._field("Password", "", self._form)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self._form.body.addWidget(PlainLabel(say.KEY_STORE_HINT, "caption", muted=True, fit="wrap", parent=self._form))
        self._for_whom = PlainLabel("Who reads that calendar", "caption", muted=True, parent=self._form)
        self._form.body.addWidget(self._for_whom)
        self.audiences = SegmentedControl(
            tuple(preflight.AUDIENCE_NAMES.items()), "Who reads that calendar", self._form
        )
        self._form.body.addWidget(self.audiences, 0, Qt.AlignmentFlag.AlignLeft)
        return self._form

    def _field(self, name: str, example: str, card: Card) -> QLineEdit:
        label = PlainLabel(name, "caption", muted=True, parent=card)
        field = QLineEdit(card)
        field.setPlaceholderText(example)
        a11y.name(field, name)
        label.setBuddy(field)
        card.body.addWidget(label)
        card.body.addWidget(field)
        field.setProperty("label", label)
        return field

    def _state_card(self, parent: QWidget) -> Card:
        self._state = Card("Calendar", parent=parent)
        self.where = PlainLabel("", fit="wrap", parent=self._state)
        self.last = PlainLabel("", "caption", muted=True, fit="wrap", parent=self._state)
        self.leave = link_button("Stop syncing with it", parent=self._state)
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self._end)
        self._state.body.addWidget(self.where)
        self._state.body.addWidget(self.last)
        self._state.body.addWidget(self._lost_ways(self._state))
        self._state.body.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeft)
        return self._state

    def _lost_ways(self, card: Card) -> QWidget:
        """Return what to do when the server lost most of its events at once: nothing is done before."""
        self.lost = QWidget(card)
        column = QVBoxLayout(self.lost)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(PlainLabel(say.KEEP_HINT, "caption", muted=True, fit="wrap", parent=self.lost))
        row = QHBoxLayout()
        row.setSpacing(8)
        for answer, text in (("keep", say.KEEP_LOST), ("take", say.TAKE_LOST)):
            button = outline_button(text, parent=self.lost)
            button.setAutoDefault(False)
            button.setProperty("answer", answer)
            button.clicked.connect(self._answer_lost)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        return self.lost

    # Showing

    @Slot()
    def refresh(self) -> None:
        """Show what is set up and what waits."""
        from il_desktop.queries import sync as queries  # noqa: PLC0415  not needed at start

        known = self._shell.desk.read(queries.calendars)
        self._calendar = known[0] if known else None
        calendar = self._calendar
        needs_password = calendar is not None and self._known_password() is None
        self._form.setVisible(calendar is None or needs_password)
        for field in (self.address, self.user):
            field.setVisible(calendar is None)
            field.property("label").setVisible(calendar is None)
        for widget in (self._for_whom, self.audiences):
            widget.setVisible(calendar is None)
        self._state.setVisible(calendar is not None)
        self.lost.setVisible(calendar is not None and calendar.problem == "shrunk")
        if calendar is not None:
            self.where.setText(say.place_sentence(calendar.name, calendar.place, calendar.user))
            self.last.setText(self._last_sentence(calendar))
        self.conflicts.show_open(self._shell.desk.read(queries.conflicts))
        self._show_buttons()

    def _last_sentence(self, calendar: SyncCalendar) -> str:
        if calendar.last_problem is not None:
            return problem_sentence(calendar.last_problem, self._shell.words)
        tz = self._shell.settings().tz
        at = zones.to_wall(zones.parse_instant(calendar.fetched_at), tz) if calendar.fetched_at else None
        return say.last_sentence(at, self._shell.words)

    def _show_buttons(self) -> None:
        is_busy = self.runner.is_busy
        can_write = not self._shell.desk.is_read_only
        self.go.set_face("Sync now" if self._calendar else "Find calendars", "")
        self.go.setEnabled(can_write and not is_busy)
        self.leave.setEnabled(can_write and not is_busy)
        self.conflicts.setEnabled(can_write and not is_busy)
        self.lost.setEnabled(can_write and not is_busy)
        self.dismiss.set_face("Cancel" if is_busy else "Close", "")

    # Doing

    @Slot()
    def _start(self) -> None:
        self.said.setText("")
        if self._calendar is None:
            self._look()
        else:
            self._sync(self._calendar)

    @Slot()
    def _answer_lost(self) -> None:
        if self._calendar is not None:
            self._sync(self._calendar, str(self.sender().property("answer")))

    def _sync(self, calendar: SyncCalendar, lost: str = "ask") -> None:
        password = self.password.text() or self._known_password()
        if not password:
            self.said.setText("Enter the password first.")
            self.password.setFocus()
            return
        self._password = password
        self.runner.start(calendar, password, lost)
        self._show_buttons()

    def _look(self) -> None:
        from il_desktop.interchange.caldav.transport import check_address  # noqa: PLC0415  not needed at start

        try:
            check_address(self.address.text().strip())
        except UserFacingError as problem:
            self._failed(problem)
            self.address.setFocus()
            return
        if not (self.user.text().strip() and self.password.text()):
            self.said.setText("User name and password are needed.")
            (self.password if self.user.text().strip() else self.user).setFocus()
            return
        self._password = self.password.text()
        self.said.setText("Looking for calendars…")
        self.runner.look(self.address.text().strip(), self.user.text().strip(), self._password)
        self._show_buttons()

    @Slot(object)
    def _found(self, calendars: list[FoundCalendar]) -> None:
        fitting = [each for each in calendars if each.is_writable]
        self._show_buttons()
        if not fitting:
            self._failed(SyncProblem(reason="read_only" if calendars else "no_calendar"))
            return
        self.said.setText("")
        chosen = 0
        if len(fitting) > 1:
            choices = [Choice(str(number), each.name) for number, each in enumerate(fitting)] + [Choice("", "Cancel")]
            answer = self._shell.ask.choose(self, "Which calendar?", say.WHICH, choices)
            if not answer:
                return
            chosen = int(answer)
        self._set_up(fitting[chosen])

    def _set_up(self, calendar: FoundCalendar) -> None:
        from il_desktop.syncing import credentials  # noqa: PLC0415  not needed at start

        user = self.user.text().strip()
        try:
            self._shell.desk.run(commands.sync.set_up, calendar.name, calendar.url, user, self.audiences.key)
        except UserFacingError as problem:
            self._failed(problem)
            return
        unkept = credentials.keep_password(calendar.url, user, self._password)
        self.password.clear()
        self.refresh()
        self.said.setText(say.NOT_KEPT.get(unkept, ""))

    @Slot()
    def _end(self) -> None:
        calendar = self._calendar
        if calendar is None:
            return
        choices = [Choice("end", "Stop syncing"), Choice("", "Cancel")]
        if self._shell.ask.choose(self, "Stop syncing", say.END, choices) != "end":
            return
        from il_desktop.syncing import credentials  # noqa: PLC0415  not needed at start

        try:
            self._shell.desk.run(commands.sync.end, calendar.id)
        except UserFacingError as problem:
            self._failed(problem)
            return
        credentials.forget_password(calendar.place, calendar.user)
        self._password = ""
        self.refresh()

    def _known_password(self) -> str | None:
        from il_desktop.syncing import credentials  # noqa: PLC0415  not needed at start

        if self._password or self._calendar is None or self._is_turned_away:
            return self._password or None
        return credentials.known_password(self._calendar.place, self._calendar.user)

    @Slot(object)
    def _progress(self, job: Job) -> None:
        self.said.setText(say.progress_sentence(job.step, job.done, job.total))

    @Slot(object)
    def _finished(self, outcome: SyncOutcome) -> None:
        unkept = self._keep_typed()
        self.refresh()
        self.said.setText(" ".join(filter(None, (say.outcome_sentence(outcome), say.NOT_KEPT.get(unkept)))))
        self.go.setFocus()
        a11y.announce(self, self.said.text())

    def _keep_typed(self) -> str:
        """Keep a password that was typed, now that it is known to be right; return why it is not kept."""
        from il_desktop.syncing import credentials  # noqa: PLC0415  not needed at start

        calendar, typed = self._calendar, self.password.text()
        self._is_turned_away = False
        self.password.clear()
        return credentials.keep_password(calendar.place, calendar.user, typed) if calendar and typed else ""

    @Slot(object)
    def _failed(self, problem: UserFacingError) -> None:
        if isinstance(problem, SyncProblem) and problem.reason == "login":
            self._password = ""
            self._is_turned_away = True
            self.password.clear()
        self.refresh()
        sentence = problem_sentence(problem, self._shell.words)
        is_told = self._calendar is not None and self.last.text() == sentence  # the card says it already
        self.said.setText("" if is_told else sentence)
        (self.password if self.password.isVisible() else self.go).setFocus()
        a11y.announce(self, sentence)

    @Slot()
    def _close_or_stop(self) -> None:
        if not self.runner.is_busy:
            self.close()
            return
        self.runner.stop()
        self.refresh()
        self.said.setText(say.STOPPED)

    # Qt overrides

    def closeEvent(self, event: QCloseEvent) -> None:
        """Break a run off safely before the sheet goes."""
        self.runner.stop()
        super().closeEvent(event)

    def reject(self) -> None:
        """Esc: close like the button."""
        self.close()
