"""The palette: type to find an action, a person, a goal, a date or any words written, Enter to do it or go there.

Actions, people and goals answer at every key; the search of everything follows when typing rests for a moment.
Keys: Up and Down choose, Enter does it, Esc closes and gives the focus back to where it was.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from il_desktop.queries import search
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.finder import findables
from il_desktop.views.shared import a11y, icons, palette_finds, theme
from il_desktop.views.shared.actions import keys_text
from il_desktop.views.shared.kit import key_box
from il_desktop.views.shared.palette_finds import Find
from il_desktop.views.shared.shell import Shell
from il_desktop.views.shared.tables import Index

WIDTH = 560
ROW = 36
REST_MS = 70  # typing rests; [our choice]
MOST_HITS = 30


class FindsItemModel(QAbstractListModel):
    """The offered lines."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.finds: list[Find] = []

    def show(self, finds: list[Find]) -> None:
        """Replace the lines."""
        self.beginResetModel()
        self.finds = finds
        self.endResetModel()

    # Qt overrides

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self.finds)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a line; a screen reader hears detail and keys too."""
        find = self.finds[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return find.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (find.title, find.detail, find.when, find.hint) if part)
        return None


class _FindDelegate(QStyledItemDelegate):
    """Draws glyph, title, detail, and keys or date of a line."""

    def __init__(self, finds: FindsItemModel, parent: QObject) -> None:
        super().__init__(parent)
        self._finds = finds

    # Qt overrides

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        look = theme.current()
        tokens = look.tokens
        find = self._finds.finds[index.row()]
        area = QRectF(option.rect).adjusted(6, 1, -6, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(tokens.accent) if tokens.is_contrast else Qt.PenStyle.NoPen)
            painter.setBrush(look.selection)
            painter.drawRoundedRect(area, theme.RADIUS_CHIP, theme.RADIUS_CHIP)
        middle = area.center().y()
        icons.draw(painter, find.icon or "arrow-right", tokens.muted, area.left() + 10, middle - 8)
        font, small = look.font(), look.font("caption")
        right = self._paint_end(painter, find, area)
        room = right - area.left() - 38
        title = QFontMetricsF(font).elidedText(find.title, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(tokens.text)
        words = QRectF(area.left() + 38, area.top(), room, area.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, title)
        words.setLeft(words.left() + QFontMetricsF(font).horizontalAdvance(title) + 10)
        words.setRight(right)
        painter.setFont(small)
        painter.setPen(tokens.muted)
        detail = QFontMetricsF(small).elidedText(find.detail, Qt.TextElideMode.ElideRight, max(0.0, words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, detail)
        painter.restore()

    @staticmethod
    def _paint_end(painter: QPainter, find: Find, area: QRectF) -> float:
        """Draw the keys or the date at the right; return where the words may end."""
        tokens, small = theme.current().tokens, theme.current().font("caption")
        right = area.right() - 10
        if find.hint:
            right -= QFontMetricsF(small).horizontalAdvance(find.hint) + 19
            key_box(painter, find.hint, right + 8, area.center().y(), tokens.muted, tokens.grid)
        elif find.when:
            width = QFontMetricsF(small).horizontalAdvance(find.when) + 1
            right -= width + 12
            painter.setFont(small)
            painter.setPen(tokens.muted)
            place = QRectF(right + 12, area.top(), width, area.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, find.when)
        return right

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002  all lines are alike
        """Return the height of a line."""
        return QSize(200, theme.current().px(ROW))


class Palette(QFrame):
    """A sheet over the window; a child of it, so that nothing steals the window's focus."""

    def __init__(self, shell: Shell, parent: QWidget, *, actions: bool = True) -> None:
        """Offer actions too, or only what is in the file."""
        super().__init__(parent)
        self._shell = shell
        self._origin: QWidget | None = None
        self._sources = [*(_actions(shell) if actions else ()), *_places(shell)]
        self._offers_all = actions
        self._sure: list[Find] = []
        self._guesses: list[Find] = []
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._search)
        self._model = FindsItemModel(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 7)
        column.setSpacing(4)
        self.line = QLineEdit(self)
        self.line.setProperty("bare", "true")
        self.line.setFont(theme.current().font("title"))
        self.line.setPlaceholderText("Search or go to…" if actions else "Find people, goals, blocks, notes, visits…")
        self.line.setTextMargins(16, 12, 16, 10)
        a11y.name(self.line, "Search or go to" if actions else "Find")
        self.view = QListView(self)
        self.view.setModel(self._model)
        self._delegate = _FindDelegate(self._model, self.view)
        self.view.setItemDelegate(self._delegate)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        a11y.name(self.view, "What was found")
        column.addWidget(self.line)
        column.addWidget(self.view)
        self.line.textChanged.connect(self._find)
        self.line.installEventFilter(self)
        self.view.clicked.connect(self._clicked)

    def open_over(self, window: QWidget) -> None:
        """Show the palette in the upper middle of a window."""
        self._origin = QApplication.focusWidget()
        width = min(theme.current().px(WIDTH), window.width() - 64)
        self._find("")
        self.setGeometry((window.width() - width) // 2, theme.HEAD_HEIGHT, width, 100)
        self._fit()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def dismiss(self) -> None:
        """Close and give the focus back."""
        self._rest.stop()
        self.line.removeEventFilter(self)
        self.hide()
        if self._origin is not None:
            self._origin.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()

    @Slot()
    def take(self) -> None:
        """Do the chosen line; what the search has not answered yet is asked first."""
        if self._rest.isActive():
            self._search()
        row = self.view.currentIndex().row()
        if not 0 <= row < len(self._model.finds):
            return
        find = self._model.finds[row]
        self.dismiss()
        first, second = find.key
        if find.kind == "action":
            spec = self._shell.actions.spec(first)
            if spec.page:
                self._shell.go(spec.page)
            self._shell.actions.action(first).trigger()
            return
        if find.day:
            self._shell.go(first, find.day)  # its week first: only what is shown can be chosen
        self._shell.go(first, second)

    @Slot(str)
    def _find(self, text: str) -> None:
        """Offer what needs no look into the file; the search follows."""
        if not text.strip():
            self._rest.stop()
            self._sure = palette_finds.ranked(text, self._sources) if self._offers_all else []
            self._guesses = []
            self._show([])
            return
        finds = palette_finds.ranked(text, self._sources, palette_finds.TYPED_LIMIT)
        self._sure = [find for find in finds if palette_finds.is_sure(text, find)]
        self._guesses = [find for find in finds if find not in self._sure]
        day = palette_finds.date_find(text, self._shell.today(), self._shell.words)
        if day is not None:
            self._sure.insert(0, day)
        # What was found for the letters before stays until the answer is there, so that the list does not flicker.
        self._show([find for find in self._model.finds if find.kind == "hit"])
        self._rest.start()

    @Slot()
    def _search(self) -> None:
        """Add what the whole file has to say, and tell how much was found."""
        self._rest.stop()
        shell = self._shell
        calendar = shell.desk.cached(school_calendar)
        hits = shell.desk.read(search.find, self.line.text(), MOST_HITS, today=shell.today(), calendar=calendar)
        self._show([palette_finds.hit_find(hit, shell.today(), shell.words) for hit in hits if hit.page])
        found = len(self._model.finds)
        a11y.announce(self.line, f"{found} found" if found else "Nothing found")

    def _show(self, hits: list[Find]) -> None:
        """Show all lines with these hits among them; keep the line chosen by hand if it is still there."""
        row = self.view.currentIndex().row()
        chosen = self._model.finds[row] if 0 < row < len(self._model.finds) else None
        finds = palette_finds.with_hits(self._sure, hits, self._guesses)
        self._model.show(finds)
        if finds:
            row = finds.index(chosen) if chosen in finds else 0
            self.view.setCurrentIndex(self._model.index(row))
        if self.isVisible():
            self._fit()

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self.view.setCurrentIndex(index)
        self.take()

    def _fit(self) -> None:
        """Be as high as the lines need."""
        rows = len(self._model.finds)
        self.view.setVisible(rows > 0)
        row = theme.current().px(ROW)
        parent = self.parentWidget()
        room = max(3, (parent.height() - self.y() - self.line.sizeHint().height() - 24) // row) if parent else rows
        self.view.setFixedHeight(max(1, min(rows, room)) * row + 2)
        self.resize(self.width(), self.sizeHint().height())

    def _move(self, step: int) -> None:
        rows = len(self._model.finds)
        if rows:
            self.view.setCurrentIndex(self._model.index((self.view.currentIndex().row() + step) % rows))

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that choose; close when the focus goes elsewhere."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._move(1 if key == Qt.Key.Key_Down else -1)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.take()
                return True
            if key == Qt.Key.Key_Escape:
                self.dismiss()
                return True
        elif event.type() == QEvent.Type.FocusOut and self.isVisible() and self.window().isActiveWindow():
            self._origin = None
            self.dismiss()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole sheet is drawn
        """Draw the plane, its edge and the line under the field."""
        tokens = theme.current().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.edge))
        painter.setBrush(tokens.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        painter.fillRect(1, self.line.geometry().bottom() + 2, self.width() - 2, 1, tokens.grid)


def _actions(shell: Shell) -> list[Find]:
    """Collect the usable actions, those of the page shown first."""
    here: list[Find] = []
    elsewhere: list[Find] = []
    for spec, action in shell.actions.entries():
        if spec.id in ("tools.palette", "edit.find") or (action.isVisible() and not action.isEnabled()):
            continue
        text = action.text().replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("…")
        detail = spec.page.capitalize() if spec.page else ""
        find = Find("action", (spec.id, ""), text, detail, keys_text(action), spec.icon)
        (here if spec.page and action.isVisible() else elsewhere).append(find)
    return [*here, *elsewhere]


def _places(shell: Shell) -> list[Find]:
    """Collect people and goals: these are found with slips of the pen too."""
    return [palette_finds.place(found) for found in shell.desk.read(findables, shell.today())]
