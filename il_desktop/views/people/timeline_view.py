"""One person's page: everything linked to them in order of time, by kind; Enter shows a thing where it lives."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from il_desktop.domain.timeline import TimelineEntry
from il_desktop.queries.timeline import timeline
from il_desktop.views.people.timeline_item_model import ENTRY_ROLE, TEXT, WHAT, WHEN, TimelineItemModel
from il_desktop.views.shared import a11y, tables, theme
from il_desktop.views.shared.kit import Card, SegmentedControl, outline_button
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.timeline import GROUPS, entry_name, entry_text, entry_when, timeline_sentence

_WIDTHS = {WHEN: (212, 0.36), WHAT: (230, 0.32)}  # pixels at 100 %, and the largest share of a narrow window


class TimelineView(QWidget):
    """Signal: left() when the user goes back to the roster. Keys: arrows, Enter goes to the thing."""

    left = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.person_id = ""
        self.name = PlainLabel("", "title", strong=True, fit="elide", parent=self)
        self.sentence = PlainLabel("", "caption", muted=True, fit="elide", parent=self)
        self.back = outline_button("Roster", "arrow-left", self)
        self.group = SegmentedControl(list(GROUPS.items()), "Show", self)
        self.model = TimelineItemModel(shell.words, self)
        self.view = QTableView(self)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = PlainLabel("", muted=True, fit="wrap", parent=self)
        self.whole = PlainLabel("", fit="wrap", parent=self)
        self._build()
        self.back.clicked.connect(self._leave)
        self.group.chosen.connect(self._choose)
        self.view.activated.connect(self._go)
        self.view.selectionModel().currentChanged.connect(self._show_whole)
        theme.current().changed.connect(self._scale)
        self._scale()

    def show_person(self, person_id: str, name: str) -> None:
        """Show everything about a person, the newest past thing current."""
        is_new = person_id != self.person_id
        self.person_id = person_id
        self.name.setText(name)
        a11y.name(self.view, f"Timeline of {name}")
        keep = self.view.currentIndex().data(ENTRY_ROLE)
        entries = self._shell.desk.read(timeline, person_id)
        self.model.show(entries, self._shell.today())
        self.sentence.setText(timeline_sentence(entries))
        self._show_rows(None if is_new else keep)

    def take_focus(self) -> None:
        """Put the focus on the timeline."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_rows(self, keep: object = None) -> None:
        rows = self.model.rowCount()
        place = next((row for row in range(rows) if self.model.entry(row) == keep), None) if keep else None
        row = self.model.first_past() if place is None else place
        if rows:
            self.view.setCurrentIndex(self.model.index(row, WHEN))
            self.view.scrollTo(self.model.index(max(0, row - 3), WHEN), QTableView.ScrollHint.PositionAtTop)
        self.view.setVisible(rows > 0)
        self.nothing.setVisible(rows == 0)
        key = self.group.key
        self.nothing.setText(
            "Nothing of this kind." if key else "Nothing is linked yet: visits, recognitions and notes appear here."
        )
        if not rows:
            self.whole.setText("")

    @Slot(str)
    def _choose(self, group: str) -> None:
        self.model.set_group(group)
        self._show_rows()

    @Slot()
    def _show_whole(self) -> None:
        """Write the current line out below, since a row holds one line only."""
        entry = self.view.currentIndex().data(ENTRY_ROLE)
        if isinstance(entry, TimelineEntry):
            words = self._shell.words
            head = f"{entry_when(entry, words)}, {entry_name(entry)}"
            self.whole.setText(f"{head}: {entry_text(entry, words)}" if entry_text(entry, words) else head)

    @Slot(QModelIndex)
    def _go(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, TimelineEntry) and entry.page:
            self._shell.go(entry.page, entry.target)

    @Slot()
    def _leave(self) -> None:
        self.left.emit()

    @Slot()
    def _scale(self) -> None:
        whole = self.view.viewport().width()
        for column, (width, share) in _WIDTHS.items():
            self.view.setColumnWidth(column, min(theme.current().px(width), int(whole * share)))
        self.view.verticalHeader().setDefaultSectionSize(theme.current().px(theme.ROW_HEIGHT))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.back)
        head.addWidget(self.name)
        head.addWidget(self.sentence, 1)
        column.addLayout(head)
        row = QHBoxLayout()
        row.addWidget(self.group)
        row.addStretch(1)
        column.addLayout(row)
        tables.dress(self.view, "Timeline")
        self.view.setModel(self.model)
        self.view.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.view.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
        card = Card(parent=self, margin=1)
        card.body.addWidget(self.view, 1)
        card.body.addWidget(self.nothing, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(card, 1)
        column.addWidget(self.whole)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the columns within the window."""
        super().resizeEvent(event)
        self._scale()
