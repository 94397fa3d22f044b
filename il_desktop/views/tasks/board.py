"""The board: nine fields of importance and urgency, painted, with the tasks in them. Moving one rates it.

Keys: arrows go between tasks and fields, Ctrl and an arrow moves the task to the next field, Enter opens it. A task can
be dragged as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from il_desktop.domain.tasks import LEVELS
from il_desktop.queries.tasks import TaskRow
from il_desktop.views.shared import a11y, icons, painted_list, theme
from il_desktop.views.shared.buttons import FocusVisible
from il_desktop.wording.format import Words, count_text, duration_text
from il_desktop.wording.tasks import GRADES, due_text, rating_text

Cell = tuple[int, int]  # importance and urgency
_LINE = 26
_HEAD = 24
_GAP = 8
_CENTER = Qt.AlignmentFlag.AlignVCenter
_MOVES = {
    Qt.Key.Key_Up: (1, 0), Qt.Key.Key_Down: (-1, 0), Qt.Key.Key_Left: (0, 1), Qt.Key.Key_Right: (0, -1),
}  # fmt: skip


class Board(FocusVisible, QWidget):
    """Signals: rated(str id, int importance, int urgency), opened(str id), cursor_moved(str id)."""

    rated = Signal(str, int, int)
    opened = Signal(str)
    cursor_moved = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.cells: dict[Cell, list[TaskRow]] = {}
        self.chosen = ""
        self._today, self._words = date.min, Words()
        self._pressed = ""
        self._from = QPointF()
        self._over: Cell | None = None
        self.entries = BoardEntries(self)
        painted_list.install(self, self.entries)
        a11y.name(self, "Tasks by importance and urgency")

    # what is shown

    def show_tasks(self, rows: Sequence[TaskRow], today: date, words: Words) -> None:
        """Show tasks; the cursor stays on its task, else goes to the first."""
        self._today, self._words = today, words
        self.cells = {(high, quick): [] for high in LEVELS for quick in LEVELS}
        for row in rows:
            self.cells[row.importance, row.urgency].append(row)
        if self.row(self.chosen) is None:
            self.chosen = next((row.id for cell in self.cells.values() for row in cell), "")
        self.update()

    def row(self, task_id: str) -> TaskRow | None:
        """Return a task shown."""
        return next((row for cell in self.cells.values() for row in cell if row.id == task_id), None)

    def set_cursor(self, task_id: str) -> None:
        """Put the cursor on a task."""
        if task_id and task_id != self.chosen and self.row(task_id) is not None:
            self.chosen = task_id
            self.cursor_moved.emit(task_id)
            painted_list.tell_focus(self)
        self.update()

    def line_of(self, row: TaskRow) -> str:
        """Return the small words at the right of a task."""
        parts = [duration_text(row.minutes)] if row.minutes else []
        if row.is_delegated:
            parts.append(row.owner)
        elif row.due:
            parts.append(due_text(row.due, self._today, self._words))
        return " · ".join(parts)

    def is_late(self, row: TaskRow) -> bool:
        """Tell whether a task is past its day."""
        day = row.check_in if row.is_delegated else row.due
        return day is not None and day < self._today

    # geometry

    def _frame(self) -> QRectF:
        look = theme.current()
        left, top = look.px(_HEAD), look.px(_HEAD)
        return QRectF(left, top, max(1, self.width() - left), max(1, self.height() - top))

    def cell_area(self, cell: Cell) -> QRectF:
        """Return a field's place."""
        frame = self._frame()
        width, height = (frame.width() - 2 * _GAP) / 3, (frame.height() - 2 * _GAP) / 3
        column, line = 3 - cell[1], 3 - cell[0]
        return QRectF(frame.left() + column * (width + _GAP), frame.top() + line * (height + _GAP), width, height)

    def _fitting(self, cell: Cell) -> int:
        return max(1, int((self.cell_area(cell).height() - 8) // theme.current().px(_LINE)))

    def shown(self, cell: Cell) -> tuple[int, int]:
        """Return the first and one after the last task of a field that are painted; the cursor is among them."""
        rows, room = self.cells.get(cell, []), self._fitting(cell)
        if len(rows) <= room:
            return 0, len(rows)
        room = max(1, room - 1)  # the last line says how many more
        place = next((number for number, row in enumerate(rows) if row.id == self.chosen), 0)
        first = min(max(0, place - room + 1), len(rows) - room)
        return first, first + room

    def area(self, task_id: str) -> QRectF:
        """Return a task's place, empty while it is out of sight."""
        row = self.row(task_id)
        if row is None:
            return QRectF()
        cell = row.importance, row.urgency
        first, last = self.shown(cell)
        place = self.cells[cell].index(row)
        if not first <= place < last:
            return QRectF()
        field, height = self.cell_area(cell), theme.current().px(_LINE)
        return QRectF(field.left() + 4, field.top() + 4 + (place - first) * height, field.width() - 8, height)

    def cell_at(self, point: QPointF) -> Cell | None:
        """Return the field at a place."""
        return next((cell for cell in self.cells if self.cell_area(cell).contains(point)), None)

    def task_at(self, point: QPointF) -> str:
        """Return the task at a place, empty when there is none."""
        cell = self.cell_at(point)
        rows = self.cells[cell] if cell else []
        return next((row.id for row in rows if self.area(row.id).contains(point)), "")

    # keys and mouse

    def _step(self, key: Qt.Key) -> None:
        row = self.row(self.chosen)
        if row is None:
            return
        up, sooner = _MOVES[key]
        cell = row.importance, row.urgency
        place = self.cells[cell].index(row)
        if up and 0 <= place - up < len(self.cells[cell]):
            self.set_cursor(self.cells[cell][place - up].id)
            return
        while True:
            cell = cell[0] + up, cell[1] + sooner
            if cell not in self.cells:
                return
            if rows := self.cells[cell]:
                self.set_cursor(rows[-1 if up > 0 else 0 if up else min(place, len(rows) - 1)].id)
                return

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Ask for three lines a field."""
        look = theme.current()
        return QSize(look.px(520), look.px(_HEAD) + 3 * (3 * look.px(_LINE) + 8) + 2 * _GAP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go, move or open."""
        key, row = Qt.Key(event.key()), self.row(self.chosen)
        if key in _MOVES and event.modifiers() & Qt.KeyboardModifier.ControlModifier and row is not None:
            cell = row.importance + _MOVES[key][0], row.urgency + _MOVES[key][1]
            if cell in self.cells:
                self.rated.emit(row.id, *cell)
        elif key in _MOVES and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._step(key)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None and not event.modifiers():
            self.opened.emit(row.id)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the task under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._from = self.task_at(event.position()), event.position()
            self.set_cursor(self._pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the pressed task over the fields."""
        way = (event.position() - self._from).manhattanLength()
        if self._pressed and (self._over or way >= QApplication.startDragDistance()):
            self._over = self.cell_at(event.position())
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002  the last move said where
        """Drop a carried task into its field; a plain click opens it."""
        task_id, over, self._pressed, self._over = self._pressed, self._over, "", None
        self.unsetCursor()
        row = self.row(task_id)
        if row is not None and over is None:
            self.opened.emit(task_id)
        elif row is not None and over is not None and over != (row.importance, row.urgency):
            self.rated.emit(task_id, *over)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Repaint without the ring."""
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole board is drawn
        """Draw heads, fields and tasks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_heads(painter)
        for cell in self.cells:
            self._paint_cell(painter, cell)

    def _paint_heads(self, painter: QPainter) -> None:
        look = theme.current()
        painter.setFont(look.font("caption"))
        painter.setPen(look.tokens.muted)
        side = look.px(_HEAD)
        for level in LEVELS:
            column, line = self.cell_area((3, level)), self.cell_area((level, 3))
            painter.drawText(QRectF(column.left(), 0, column.width(), side), _CENTER, f"Urgency {GRADES[level]}")
            painter.save()
            painter.translate(0, line.bottom())
            painter.rotate(-90)
            words = f"Importance {GRADES[level]}"
            if QFontMetricsF(painter.font()).horizontalAdvance(words) > line.height():
                words = GRADES[level].capitalize()
            painter.drawText(QRectF(0, 0, line.height(), side - 4), _CENTER, words)
            painter.restore()

    def _paint_cell(self, painter: QPainter, cell: Cell) -> None:
        look = theme.current()
        tokens = look.tokens
        field = self.cell_area(cell).adjusted(0.5, 0.5, -0.5, -0.5)
        is_target = self._over == cell
        painter.setPen(QPen(tokens.accent if is_target else tokens.grid, 2 if is_target else 1))
        painter.setBrush(look.tint(tokens.accent) if sum(cell) == 6 else tokens.surface)
        painter.drawRoundedRect(field, theme.RADIUS_CARD, theme.RADIUS_CARD)
        first, last = self.shown(cell)
        for row in self.cells[cell][first:last]:
            self._paint_task(painter, row)
        hidden = len(self.cells[cell]) - (last - first)
        if hidden:
            height = look.px(_LINE)
            painter.setFont(look.font("caption"))
            painter.setPen(tokens.muted)
            line = QRectF(field.left() + 12, field.top() + 4 + (last - first) * height, field.width() - 16, height)
            painter.drawText(line, _CENTER, f"{hidden} more")

    def _paint_task(self, painter: QPainter, row: TaskRow) -> None:
        look = theme.current()
        tokens = look.tokens
        area = self.area(row.id)
        if row.id == self.chosen:
            painter.setBrush(look.selection)
            has_ring = self.hasFocus()
            painter.setPen(QPen(tokens.focus if has_ring else tokens.accent, 1) if has_ring else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS_CHIP, theme.RADIUS_CHIP)
        inner = area.adjusted(8, 0, -8, 0)
        if row.is_delegated or row.planned:
            size = look.px(13)
            glyph = "user" if row.is_delegated else "calendar-check"
            icons.draw(painter, glyph, tokens.muted, inner.left(), inner.center().y() - size / 2, size)
            inner.setLeft(inner.left() + size + 6)
        small, body = look.font("caption"), look.font()
        side = self.line_of(row)
        if QFontMetricsF(small).horizontalAdvance(side) > inner.width() * 0.45:
            side = side.rpartition(" · ")[2]  # who or by when says more than how long
        if QFontMetricsF(small).horizontalAdvance(side) > inner.width() * 0.55:
            side = ""
        width = min(QFontMetricsF(small).horizontalAdvance(side), inner.width() * 0.55)
        painter.setFont(small)
        painter.setPen(tokens.attention if self.is_late(row) else tokens.muted)
        shown = QFontMetricsF(small).elidedText(side, Qt.TextElideMode.ElideRight, width + 1)
        painter.drawText(inner, _CENTER | Qt.AlignmentFlag.AlignRight, shown)
        painter.setFont(body)
        painter.setPen(tokens.text)
        room = inner.width() - width - 8
        painter.drawText(inner, _CENTER, QFontMetricsF(body).elidedText(row.title, Qt.TextElideMode.ElideRight, room))


class BoardEntries(painted_list.PaintedEntries):
    """The board for assistive technology: one entry a task."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def keys(self) -> Sequence[str]:
        """Return the tasks field by field."""
        return [row.id for cell in self._board.cells.values() for row in cell]

    def focused(self) -> str | None:
        """Return the task under the cursor."""
        return self._board.chosen or None

    def area(self, key: str) -> QRectF:
        """Return a task's place."""
        return self._board.area(key)

    def name(self, key: str) -> str:
        """Return title, rating and what stands beside it."""
        row = self._board.row(key)
        if row is None:
            return ""
        parts = [row.title, rating_text(row.importance, row.urgency), self._board.line_of(row)]
        return ", ".join(part for part in parts if part)

    def title(self) -> str:
        """Return what the board holds."""
        return f"Tasks by importance and urgency, {count_text(len(self.keys()), 'task', 'tasks')}"

    def help(self) -> str:
        """Return the keys."""
        return "Arrow keys go between tasks, Ctrl and an arrow moves the task to the next field, Enter opens it."
