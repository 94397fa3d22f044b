"""The log: a search, what to show, and the list. Search ignores accents; public lists hold public things only."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from il_desktop.queries.recognition import LOG_LIMIT, LogFilter, LogRow
from il_desktop.views.recognition.line_delegates import LogDelegate
from il_desktop.views.recognition.lists import line_list, list_card
from il_desktop.views.recognition.log_item_model import KEY_ROLE, LineItemModel, log_line
from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.kit import EmptyState, section_title
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.wording.format import Words
from il_desktop.wording.recognition import LOG_FILTERS

_PAUSE_MS = 120  # typing goes on


class LogCard(QWidget):
    """Signals: changed() when something else is wanted, opened(str id), begin_wanted() from the empty state."""

    changed = Signal()
    opened = Signal(str)
    begin_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = QLineEdit(self)
        a11y.name(self.search, "Search the log")
        self.search.setPlaceholderText("Find in the log")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(theme.current().px(220))
        self.shown = ComboBox(self)
        a11y.name(self.shown, "What the log shows")
        for key, text in LOG_FILTERS.items():
            self.shown.addItem(text, key)
        self._count = PlainLabel("", "caption", muted=True, parent=self)
        self.list = line_list("Recognition log")
        self.model = LineItemModel(self)
        self._delegate = LogDelegate(self.list)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self._stack = QStackedWidget(self)
        self.empty = EmptyState("No recognition yet.", "Recognize someone", "award", self)
        self._nothing = EmptyState("Nothing in the log fits.", icon="search", parent=self)
        head = [section_title("Log", self), self.search, self.shown, self._count]
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(list_card(head, self._stack, [self.empty, self.list, self._nothing], self))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self.search.textChanged.connect(self._typed)
        self.shown.currentIndexChanged.connect(self._chosen)
        self.list.activated.connect(self._open)
        self.list.clicked.connect(self._open)
        self.empty.pressed.connect(self.begin_wanted)

    def wanted(self, principal_id: str) -> LogFilter:
        """Return the filter that the head of the card says."""
        field, _, value = str(self.shown.currentData()).partition(":")
        return LogFilter(
            text=self.search.text(),
            kind=value if field == "kind" else "",
            giver_id=principal_id or "nobody" if field == "giver" else None,
            sender_kind=value if field == "sender" else "",
            audience=value if field == "audience" else "",
            state=value if field == "state" else "",
        )

    def show_rows(self, rows: tuple[LogRow, ...], words: Words, gift_hint: str, *, has_people: bool) -> None:
        """Show what was read."""
        self.model.show([log_line(row, words, gift_hint) for row in rows])
        self._count.setText(f"newest {LOG_LIMIT}" if len(rows) >= LOG_LIMIT else str(len(rows) or ""))
        is_narrowed = bool(self.search.text().strip() or self.shown.currentIndex())
        self._stack.setCurrentIndex(1 if rows else 2 if is_narrowed else 0)
        self.empty.label.setText("No recognition yet." if has_people else "First the school needs its people.")
        if self.empty.button is not None:
            self.empty.button.setText("Recognize someone" if has_people else "Import staff (CSV)")
            self.empty.button.updateGeometry()

    def show_filter(self, key: str) -> None:
        """Choose what is shown, as the menu does."""
        self.shown.setCurrentIndex(max(0, self.shown.findData(key)))

    def current_key(self) -> str:
        """Return the recognition with the cursor, empty without one."""
        index = self.list.currentIndex()
        return str(index.data(KEY_ROLE)) if index.isValid() else ""

    @Slot()
    def start_search(self) -> None:
        """Put the caret into the search."""
        self.search.setFocus()
        self.search.selectAll()

    @Slot(str)
    def _typed(self, _text: str) -> None:
        self._pause.start()

    @Slot(int)
    def _chosen(self, _row: int) -> None:
        self.changed.emit()

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(str(index.data(KEY_ROLE)))
