"""The Front office page: write the board, take proposals in, answer each by an ordinary change or a word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QTableView, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.errors import ProtectedTimeConflict, UserFacingError
from il_desktop.domain.protection import DisplacementReason, OverrideReason
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.free_places import free_places, work_days
from il_desktop.queries.office import ProposalRow, proposals
from il_desktop.views.shared import a11y, tables, theme
from il_desktop.views.shared.actions import ActionSpec
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.export_note import note_export
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.kit import Card, EmptyState, PlainLabel, outline_button
from il_desktop.views.shared.page import Page
from il_desktop.views.shared.plain_table import TextItemModel, stretch_column
from il_desktop.views.shared.shell import Shell
from il_desktop.views.shared.side_sheet import SideSheet
from il_desktop.wording.format import span_text
from il_desktop.wording.office import STATES, asks_text, counts_text, fit_text, short_fit_text
from il_desktop.wording.reasons import REASONS

_PAGE = "office"
ORIGIN = "office"
BOARD_DAYS, OTHER_PLACES = 14, 3
_FILTER = "Office files (*.json);;All files (*)"
_HEADS = ("What they ask", "Who", "Answer", "Now")
_EMPTY = (
    "Nothing came in yet. Write the board for your office: blocks in general words, open places, first contacts. They "
    "answer with a file of proposals, and you accept or decline each."
)
_ACTIONS = (
    ActionSpec("office.take_in", "&Take proposals in…", "Ctrl+N", icon="import", menu="edit", group=26, page=_PAGE,
               tip="Read a file of proposals; the same file twice is nothing new"),
    ActionSpec("office.board", "&Write the board…", "Ctrl+Shift+X", icon="upload", menu="edit", group=26, page=_PAGE,
               tip="Write what the office may see, and your answers, from today on for two weeks"),
    ActionSpec("office.accept", "&Accept", "Ctrl+Return", icon="check", menu="edit", group=26, page=_PAGE,
               tip="Do what the chosen proposal asks for"),
    ActionSpec("office.decline", "&Decline", "Ctrl+Shift+Return", icon="x", menu="edit", group=26, page=_PAGE,
               tip="Decline the chosen proposal"),
)  # fmt: skip


class OfficePage(Page):
    """`show_key` takes a proposal's uid."""

    page_id = _PAGE
    title = "Front office"
    icon = "messages-square"
    tables = frozenset({"office_proposal", "time_block", "block_series", "calendar_span", "setting"})

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.rows: dict[str, ProposalRow] = {}
        self.model = TextItemModel(_HEADS, 0, self)
        self.table = QTableView(self)
        tables.dress(self.table, "Proposals of the office")
        self.table.setModel(self.model)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.empty = EmptyState(_EMPTY, "Write the board", "upload", self)
        self.sheet = SideSheet(self)
        self.asks = PlainLabel("", strong=True, fit="wrap", parent=self.sheet.content)
        self.told = PlainLabel("", fit="wrap", parent=self.sheet.content)
        self.note = PlainLabel("", muted=True, fit="wrap", parent=self.sheet.content)
        self.place = self._box("Time")
        self.reason = self._box("Reason, if protected time gives way")
        self.said = QLineEdit(self.sheet.content)
        self.said.setMaxLength(255)
        a11y.name(self.said, "A word to the office")
        self.accept = outline_button("Accept", "check", self.sheet.content)
        self.decline = outline_button("Decline", "x", self.sheet.content)
        self._build()
        for spec in _ACTIONS:
            shell.actions.add(spec, getattr(self, f"do_{spec.id.removeprefix('office.')}"), self)
        self.table.activated.connect(self._open)
        self.table.clicked.connect(self._open)
        self.empty.pressed.connect(self.do_board)
        self.accept.clicked.connect(self.do_accept)
        self.decline.clicked.connect(self.do_decline)

    def _box(self, name: str) -> QComboBox:
        box = ComboBox(self.sheet.content)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        a11y.name(box, name)
        return box

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        column = QVBoxLayout()
        column.setContentsMargins(theme.MARGIN, 16, theme.MARGIN, 16)
        card = Card(parent=self, margin=1)
        card.body.addWidget(self.table)
        card.body.addWidget(self.empty)
        column.addWidget(card)
        row.addLayout(column, 1)
        row.addWidget(self.sheet)
        stretch_column(self.table, 0)
        body = self.sheet.body
        for widget in (self.asks, self.told, self.note):
            body.addWidget(widget)
        self.labels: dict[QWidget, PlainLabel] = {}
        for label, field in (
            ("Time", self.place), ("Reason, if protected time gives way", self.reason),
            ("A word to the office", self.said),
        ):  # fmt: skip
            self.labels[field] = PlainLabel(label, "caption", muted=True, fit="wrap", parent=self.sheet.content)
            body.addWidget(self.labels[field])
            body.addWidget(field)
        buttons = FlowLayout(8)
        buttons.addWidget(self.accept)
        buttons.addWidget(self.decline)
        body.addLayout(buttons)
        body.addStretch(1)
        self.setFocusProxy(self.table)

    # what is shown

    def refresh(self) -> None:
        """Read and check all proposals again."""
        shell = self.shell
        words = shell.words
        found = shell.desk.read(proposals, shell.now(), shell.desk.cached(school_calendar))
        self.rows = {row.proposal.uid: row for row in found}
        chosen = self.chosen_id
        self.model.show_rows([
            (
                row.proposal.uid,
                (
                    asks_text(row.proposal, row.fit, words), row.proposal.author, self._state(row),
                    short_fit_text(row.fit) if row.is_open else "",
                ),
            )
            for row in found
        ])  # fmt: skip
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        place = self.model.row_of(chosen)
        if place >= 0:
            self.table.setCurrentIndex(self.model.index(place, 0))
        if self.sheet.isVisible():
            self._show_row(chosen)

    def _state(self, row: ProposalRow) -> str:
        if row.state == "accepted" and not row.stands:
            return "taken back"
        return STATES[row.state]

    def head_sentence(self) -> str:
        """Return how many wait."""
        waiting = sum(row.is_open for row in self.rows.values())
        return counts_text(waiting, len(self.rows) - waiting) if self.rows else ""

    def primary_action(self) -> QAction:
        """Return Take proposals in."""
        return self.shell.actions.action("office.take_in")

    def page_actions(self) -> list[QAction]:
        """Return Write the board."""
        return [self.shell.actions.action("office.board")]

    @property
    def chosen_id(self) -> str:
        """The uid of the chosen proposal."""
        return self.model.key(self.table.currentIndex().row())

    def show_key(self, key: str) -> None:
        """Open a proposal."""
        place = self.model.row_of(key)
        if place >= 0:
            self.table.setCurrentIndex(self.model.index(place, 0))
            self._open(self.model.index(place, 0))

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if self._show_row(self.model.key(index.row())):
            self.sheet.open_sheet("Proposal")
            self.accept.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_row(self, uid: str) -> bool:
        row = self.rows.get(uid)
        if row is None:
            self.sheet.close_sheet()
            return False
        words = self.shell.words
        self.asks.setText(asks_text(row.proposal, row.fit, words))
        if row.is_open:
            self.told.setText(fit_text(row.fit, words, is_stale=row.is_stale))
        else:
            self.told.setText(f"{STATES[row.state].capitalize()}. {row.said}".strip())
        self.note.setText(f"{row.proposal.author}: {row.proposal.note}" if row.proposal.note else row.proposal.author)
        self._offer(row)
        for widget in (self.accept, self.decline, self.said, self.place, self.reason):
            is_wanted = row.is_open and not (widget is self.decline and row.state == "accepted")
            is_wanted &= not (widget in (self.place, self.reason) and row.proposal.action == "cancel")
            is_wanted &= not (widget is self.reason and not row.fit.conflicts)
            widget.setVisible(is_wanted)
            if widget in self.labels:
                self.labels[widget].setVisible(is_wanted)
        return True

    def _offer(self, row: ProposalRow) -> None:
        """Offer the asked time and the next free ones, and the reasons."""
        words = self.shell.words
        self.place.clear()
        if row.fit.place is not None and row.fit.problem != "past":
            self.place.addItem(f"As asked, {span_text(row.fit.place, words)}", row.fit.place.start.iso())
        for span in self._free(row):
            self.place.addItem(span_text(span, words), span.start.iso())
        self.reason.clear()
        self.reason.addItem("No reason given", "")
        for reason, text in REASONS.items():
            self.reason.addItem(text, reason.value)
        self.said.setText(row.said)

    def _free(self, row: ProposalRow) -> list[Span]:
        if row.proposal.action == "cancel" or not row.is_open or row.fit.problem == "gone":
            return []
        shell = self.shell
        settings, calendar, now = shell.settings(), shell.desk.cached(school_calendar), shell.now()
        minutes = row.fit.place.minutes if row.fit.place else row.proposal.minutes or 30
        wanted = Span.of(max(now, row.fit.place.start) if row.fit.place else now, minutes)
        days = work_days(wanted.start.day, BOARD_DAYS, calendar)
        found = shell.desk.read(free_places, wanted, days, calendar, settings, OTHER_PLACES + 1)
        return [span for span in found if span != row.fit.place][:OTHER_PLACES]

    # wishes

    @Slot()
    def do_take_in(self) -> None:
        """Read a file of proposals."""
        from il_desktop.interchange.office import read_proposals  # noqa: PLC0415  not needed to look

        path = self.shell.ask.open_file(self, "Take proposals in", _FILTER)
        if path is None:
            return
        try:
            found = read_proposals(path)
            new = self.shell.desk.run(commands.office.take_in, found, origin=ORIGIN)
        except UserFacingError as error:
            self.shell.messages.problem(error)
            return
        self.shell.hub.flush()
        self.shell.messages.note(f"{new} of {len(found)} in “{path.name}” are new." if found else "No proposal in it.")

    @Slot()
    def do_board(self) -> None:
        """Write the board into a file of the user's choice."""
        from il_desktop.interchange.files import write_private  # noqa: PLC0415  not needed to look
        from il_desktop.interchange.office import board_text  # noqa: PLC0415  same
        from il_desktop.queries.office import board  # noqa: PLC0415  same

        shell = self.shell
        start = Path.home() / f"office board {shell.today().isoformat()}.json"
        path = shell.ask.save_file(self, "Write the board", _FILTER, start)
        if path is None:
            return
        made_at = shell.desk.clock.now().replace(microsecond=0).isoformat().replace("+00:00", "Z")
        calendar, settings = shell.desk.cached(school_calendar), shell.settings()
        try:
            told = shell.desk.read(board, shell.now(), BOARD_DAYS, calendar, settings, made_at)
            written = write_private(path, [board_text(told)])
        except UserFacingError as error:
            shell.messages.problem(error)
            return
        if note_export(shell, path, written.sha256, "office", kind="json", with_names=True):
            shell.messages.note(f"“{path.name}” holds two weeks in general words; only first contacts are named.")

    @Slot()
    def do_accept(self) -> None:
        """Do what the chosen proposal asks for, at the chosen time, for the chosen reason."""
        row = self.rows.get(self.chosen_id)
        if row is None or not row.is_open:
            return
        is_shown = self.sheet.isVisible()
        at = str(self.place.currentData() or "") if is_shown else ""
        reason = str(self.reason.currentData() or "") if is_shown else ""
        override = OverrideReason(DisplacementReason(reason) if reason else None)
        try:
            self.shell.desk.run(
                commands.office.accept, row.proposal.uid, start=WallTime.parse(at) if at else None,
                override=override if is_shown else None, origin=ORIGIN,
            )  # fmt: skip
        except ProtectedTimeConflict as error:
            self.shell.messages.problem(error)
            if not is_shown:
                self.show_key(row.proposal.uid)
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        except UserFacingError as error:
            self.shell.messages.problem(error)
            return
        self.shell.hub.flush()

    @Slot()
    def do_decline(self) -> None:
        """Decline the chosen proposal with the word typed."""
        row = self.rows.get(self.chosen_id)
        if row is None or row.state == "accepted":
            return
        self._run(commands.office.decline, row.proposal.uid, self.said.text() if self.sheet.isVisible() else "")

    def _run(self, command: Callable[..., Any], *args: Any) -> None:
        try:
            self.shell.desk.run(command, *args, origin=ORIGIN)
        except UserFacingError as error:
            self.shell.messages.problem(error)
        self.shell.hub.flush()
