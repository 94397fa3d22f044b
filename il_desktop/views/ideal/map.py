"""The painted map: one column a weekday or day type, quarter hours down, bands in the colours of what is wanted.

Keys: arrows move, Shift and arrows take more, I, M and P paint, X paints exclusively or not, E wipes, Enter makes a
block there, Delete takes the block under the cursor out. The mouse paints with the chosen brush.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from il_desktop.domain.blocks import Category
from il_desktop.domain.ideal import STEP_MIN, Band, IdealWeek, Template
from il_desktop.views.shared import a11y, painted_list, theme
from il_desktop.views.shared.block_marks import category_color, draw_category
from il_desktop.views.shared.buttons import FocusVisible
from il_desktop.wording.format import Words, clock_text, hours_text
from il_desktop.wording.ideal import WANTS, band_text, column_text

_HEAD, _SIDE = 28, 52
_BRUSHES = {Qt.Key.Key_I: "I", Qt.Key.Key_M: "M", Qt.Key.Key_P: "P", Qt.Key.Key_E: ""}
_ARROWS = {Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0)}


class IdealMap(FocusVisible, QWidget):
    """Signals: painted(list columns, int start, int end, str wants), an empty `wants` wipes; block_wanted().

    removed(str), exclusive_wanted(), moved(QRectF) where the cursor is now.
    """

    painted = Signal(list, int, int, str)
    block_wanted = Signal()
    removed = Signal(str)
    exclusive_wanted = Signal()
    moved = Signal(QRectF)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.week = IdealWeek("", {}, ())
        self.columns: tuple[str, ...] = tuple("01234")
        self.first, self.last = 420, 990
        self.brush = "I"
        self._words = Words()
        self.at = (0, 0)  # column and step of the cursor
        self.anchor = (0, 0)
        self._is_painting = False
        painted_list.install(self, MapEntries(self))
        a11y.name(self, "Ideal week")

    # what is shown

    def show_week(self, week: IdealWeek, columns: Sequence[str], first: int, last: int, words: Words) -> None:
        """Show an Ideal week from one minute of the day to another."""
        self.week, self.columns, self._words = week, tuple(columns), words
        self.first, self.last = first - first % STEP_MIN, max(last, first + 60)
        self.at = self._inside(self.at)
        self.anchor = self._inside(self.anchor)
        self.updateGeometry()
        self.update()

    @property
    def steps(self) -> int:
        """The number of quarter hours shown."""
        return -(-(self.last - self.first) // STEP_MIN)

    def _inside(self, at: tuple[int, int]) -> tuple[int, int]:
        return min(max(at[0], 0), len(self.columns) - 1), min(max(at[1], 0), self.steps - 1)

    @property
    def chosen(self) -> tuple[list[str], int, int]:
        """The columns, first and last minute of what is chosen."""
        columns = sorted((self.at[0], self.anchor[0]))
        steps = sorted((self.at[1], self.anchor[1]))
        start, end = (self.first + step * STEP_MIN for step in (steps[0], steps[1] + 1))
        return list(self.columns[columns[0] : columns[1] + 1]), start, end

    def templates(self, column: str) -> list[Template]:
        """Return the templates of a column."""
        return [one for one in self.week.templates if column in one.columns]

    def template_at_cursor(self) -> Template | None:
        """Return the template the cursor stands on."""
        minute = self.first + self.at[1] * STEP_MIN
        found = self.templates(self.columns[self.at[0]])
        return next((one for one in found if one.start < minute + STEP_MIN and minute < one.start + one.minutes), None)

    def band_at_cursor(self) -> Band | None:
        """Return the band the cursor stands on."""
        minute = self.first + self.at[1] * STEP_MIN
        bands = self.week.bands.get(self.columns[self.at[0]], ())
        return next((band for band in bands if band.start <= minute < band.end), None)

    # geometry

    def column_area(self, number: int) -> QRectF:
        """Return a column's place under its head."""
        look = theme.current()
        side, head = look.px(_SIDE), look.px(_HEAD)
        width = (self.width() - side) / max(1, len(self.columns))
        return QRectF(side + number * width + 2, head, width - 4, self.height() - head - 1)

    def stretch(self, number: int, start: int, end: int) -> QRectF:
        """Return the place of some minutes in a column."""
        area = self.column_area(number)
        scale = area.height() / (self.steps * STEP_MIN)
        top, bottom = (area.top() + (minute - self.first) * scale for minute in (start, end))
        return QRectF(area.left(), top, area.width(), bottom - top)

    def _place(self, point: QPointF) -> tuple[int, int]:
        look = theme.current()
        width = (self.width() - look.px(_SIDE)) / max(1, len(self.columns))
        step = (point.y() - look.px(_HEAD)) / max(1.0, self.height() - look.px(_HEAD) - 1) * self.steps
        return self._inside((int((point.x() - look.px(_SIDE)) // width), int(step)))

    def _go(self, at: tuple[int, int], *, takes_more: bool) -> None:
        self.at = self._inside(at)
        if not takes_more:
            self.anchor = self.at
        painted_list.tell_focus(self)
        start = self.first + self.at[1] * STEP_MIN
        self.moved.emit(self.stretch(self.at[0], start, start + STEP_MIN))
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Ask for enough to tell quarter hours apart."""
        look = theme.current()
        return QSize(look.px(420), look.px(_HEAD) + self.steps * 10)

    def minimumSizeHint(self) -> QSize:
        """Stay usable in a low window."""
        return QSize(300, theme.current().px(_HEAD) + self.steps * theme.current().px(8))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go, choose, paint, wipe, make a block."""
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _ARROWS and modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            across, down = _ARROWS[key]
            self._go((self.at[0] + across, self.at[1] + down), takes_more=bool(modifiers))
        elif modifiers:
            super().keyPressEvent(event)
        elif key in _BRUSHES:
            self.painted.emit(*self.chosen, _BRUSHES[key])
        elif key == Qt.Key.Key_X:
            self.exclusive_wanted.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.block_wanted.emit()
        elif key == Qt.Key.Key_Delete:
            found = self.template_at_cursor()
            if found is not None:
                self.removed.emit(found.id)
            else:
                self.painted.emit(*self.chosen, "")
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._is_painting = True
            self._go(self._place(event.position()), takes_more=False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the stroke longer."""
        if self._is_painting:
            self._go(self._place(event.position()), takes_more=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002  the last move said where
        """Paint the stroke with the brush; without a brush it only chooses."""
        if self._is_painting:
            self._is_painting = False
            if self.brush != "choose":
                self.painted.emit(*self.chosen, self.brush)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Repaint without the ring."""
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole map is drawn
        """Draw hours, bands, templates and what is chosen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_hours(painter)
        for number, column in enumerate(self.columns):
            for band in self.week.bands.get(column, ()):
                self._paint_band(painter, number, band)
            for template in self.templates(column):
                self._paint_template(painter, number, template)
        self._paint_chosen(painter)

    def _paint_hours(self, painter: QPainter) -> None:
        look = theme.current()
        tokens = look.tokens
        painter.setFont(look.font(strong=True))
        painter.setPen(tokens.text)
        for number, column in enumerate(self.columns):
            area = self.column_area(number)
            head = QRectF(area.left(), 0, area.width(), area.top() - 4)
            painter.drawText(head, Qt.AlignmentFlag.AlignCenter, column_text(column, self._words))
            painter.fillRect(area, tokens.surface)
        painter.setFont(look.font("caption"))
        height = QFontMetricsF(painter.font()).height()
        room = self.stretch(0, 0, 60).height()
        every = 60 if room >= height else 120
        for minute in range(-(-self.first // 60) * 60, self.last + 1, 60):
            y = self.stretch(0, minute, minute).top()
            painter.setPen(tokens.grid)
            painter.drawLine(QPointF(look.px(_SIDE), y), QPointF(self.width(), y))
            if minute % every == 0 and y + height / 2 <= self.height():
                painter.setPen(tokens.muted)
                words = QRectF(0, y - height / 2, look.px(_SIDE) - 8, height)
                text = clock_text(minute, self._words).replace(":00", "")
                painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_band(self, painter: QPainter, number: int, band: Band) -> None:
        look = theme.current()
        tokens = look.tokens
        color = category_color(band.wants)
        area = self.stretch(number, band.start, band.end).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.fillRect(area, theme.mix(color, tokens.surface, 30 if band.is_exclusive else 14))
        draw_category(painter, band.wants, area)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if band.is_exclusive:
            painter.setPen(QPen(color, 1.5))
            painter.drawRect(area)
        self._words_in(painter, area.adjusted(14, 1, -4, 0), _face(band), tokens.text)

    def _paint_template(self, painter: QPainter, number: int, template: Template) -> None:
        look = theme.current()
        tokens = look.tokens
        whole = self.stretch(number, template.start, template.start + template.minutes)
        area = whole.adjusted(whole.width() * 0.34, 1, -3, -1)
        painter.setPen(QPen(category_color(template.category), 1))
        painter.setBrush(tokens.surface)
        painter.drawRoundedRect(area, theme.RADIUS_CHIP, theme.RADIUS_CHIP)
        self._words_in(painter, area.adjusted(6, 0, -4, 0), template.title, tokens.text)

    def _words_in(self, painter: QPainter, area: QRectF, text: str, color: QColor) -> None:
        font = theme.current().font("caption")
        metrics = QFontMetricsF(font)
        if area.height() < metrics.height() - 3:
            return
        painter.setFont(font)
        painter.setPen(color)
        line = QRectF(area.left(), area.top(), area.width(), min(area.height(), metrics.height() + 4))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_chosen(self, painter: QPainter) -> None:
        tokens = theme.current().tokens
        columns, start, end = self.chosen
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(tokens.focus if self.hasFocus() else tokens.edge, 2 if self.hasFocus() else 1))
        for column in columns:
            area = self.stretch(self.columns.index(column), start, end)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 2, 2)


def _face(band: Band) -> str:
    return f"{WANTS[band.wants]} only" if band.is_exclusive else WANTS[band.wants]


class MapEntries(painted_list.PaintedEntries):
    """The map for assistive technology: the cursor's place, then bands and blocks column by column."""

    def __init__(self, owner: IdealMap) -> None:
        self._map = owner

    def keys(self) -> Sequence[tuple[str, str, int]]:
        """Return the cursor, then every band and block."""
        found: list[tuple[str, str, int]] = [("cursor", "", 0)]
        for column in self._map.columns:
            found += [("band", column, band.start) for band in self._map.week.bands.get(column, ())]
            found += [("block", column, number) for number, one in enumerate(self._map.week.templates)
                      if column in one.columns]  # fmt: skip
        return found

    def focused(self) -> tuple[str, str, int]:
        """Return the cursor."""
        return "cursor", "", 0

    def area(self, key: tuple[str, str, int]) -> QRectF:
        """Return an entry's place."""
        kind, column, number = key
        if kind == "cursor":
            columns, start, end = self._map.chosen
            return self._map.stretch(self._map.columns.index(columns[0]), start, end)
        if kind == "band":
            band = self._band(column, number)
            return self._map.stretch(self._map.columns.index(column), band.start, band.end)
        one = self._map.week.templates[number]
        return self._map.stretch(self._map.columns.index(column), one.start, one.start + one.minutes)

    def name(self, key: tuple[str, str, int]) -> str:
        """Return what is said of an entry."""
        kind, column, number = key
        words = self._map._words  # noqa: SLF001  the map's own node
        if kind == "cursor":
            columns, start, end = self._map.chosen
            names = ", ".join(column_text(one, words) for one in columns)
            parts = [f"{names} {hours_text(start, end, words)}"]
            band, template = self._map.band_at_cursor(), self._map.template_at_cursor()
            parts.append(_face(band) if band else "nothing painted")
            return ", ".join(parts + ([template.title] if template else []))
        if kind == "band":
            return band_text(column, self._band(column, number), words)
        one = self._map.week.templates[number]
        return f"{column_text(column, words)} {hours_text(one.start, one.start + one.minutes, words)}, {one.title}"

    def title(self) -> str:
        """Return what the map is."""
        return f"Map of {self._map.week.name}"

    def help(self) -> str:
        """Return the keys."""
        return (
            "Arrow keys move, Shift takes more, I, M and P paint for instruction, management and personal, X switches "
            "exclusive painting, E wipes, Enter makes a block, Delete takes it out."
        )

    def _band(self, column: str, start: int) -> Band:
        bands = self._map.week.bands.get(column, ())
        return next((band for band in bands if band.start == start), Band(0, 1, Category.PERSONAL))
