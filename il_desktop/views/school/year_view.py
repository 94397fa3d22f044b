"""The school year as twelve small months, painted in one widget, with a cursor that goes from day to day.

What a day is comes from `queries.school_year`; opening one is the page's business.
"""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from il_desktop.queries.school_year import SchoolYear
from il_desktop.views.school import year_paint
from il_desktop.views.school.year_layout import YearLayout
from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.plain import escaped
from il_desktop.wording.format import ENGLISH, Words
from il_desktop.wording.school import day_sentence

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
    Qt.Key.Key_PageUp: -28,
    Qt.Key.Key_PageDown: 28,
}


class YearView(QWidget):
    """Signals: opened(object date) by Enter, Space or a click; cursor_moved(). Keys: arrows, Page, Home, End, T."""

    opened = Signal(object)
    cursor_moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: SchoolYear | None = None
        self.words: Words = ENGLISH
        self.cursor_day: date | None = None
        self._today: date | None = None
        self._first_weekday = 0
        self._layout: YearLayout | None = None
        self._is_open = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        a11y.name(self, "School year", "Arrow keys go from day to day, Enter opens a day, T goes to today.")
        theme.current().changed.connect(self.updateGeometry)

    def show_year(self, view: SchoolYear, today: date, words: Words, first_weekday: int) -> None:
        """Show a year; the cursor stays where it was, else it stands on today or the first day."""
        self.view, self._today, self.words, self._first_weekday = view, today, words, first_weekday
        if view.year is not None:
            a11y.name(self, f"School year {view.year.name}")
            here = self.cursor_day or today
            self.cursor_day = min(max(here, view.year.first), view.year.last)
        self._layout = None
        self.updateGeometry()
        self.update()

    def set_cursor(self, day: date) -> None:
        """Put the cursor on a day of the year."""
        if self.view is None or self.view.year is None:
            return
        self._update_cursor()
        self.cursor_day = min(max(day, self.view.year.first), self.view.year.last)
        self._update_cursor()
        self.cursor_moved.emit()

    @property
    def shows_cursor(self) -> bool:
        """Whether the cursor is on show: with the focus, or while its day stands open."""
        return self._is_open or self.hasFocus()

    def mark_open(self, *, is_open: bool) -> None:
        """Keep the cursor in sight while its day stands open in the sheet."""
        self._is_open = is_open
        self._update_cursor()
        self.cursor_moved.emit()

    def _update_cursor(self) -> None:
        """Paint the cursor's day again."""
        if self.cursor_day is not None and self.layout_now is not None:
            self.update(self.layout_now.day_rect(self.cursor_day).adjusted(-3, -3, 3, 3).toAlignedRect())

    @property
    def layout_now(self) -> YearLayout | None:
        """Where everything lies at the present size."""
        if self.view is None or self.view.year is None:
            return None
        size = (float(self.width()), float(self.height()))
        if self._layout is None or (self._layout.width, self._layout.height) != size:
            year = self.view.year
            scale = max(1.0, theme.current().scale_pct / 100)
            self._layout = YearLayout(year.first, year.last, *size, self._first_weekday, scale)
        return self._layout

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Room for all months in rows of four."""
        return QSize(theme.current().px(880), self.minimumHeight())

    def heightForWidth(self, width: int) -> int:
        """Return the least height at a width."""
        if self.view is None or self.view.year is None:
            return 0
        year = self.view.year
        scale = max(1.0, theme.current().scale_pct / 100)
        return round(YearLayout(year.first, year.last, width, 0, self._first_weekday, scale).least_height)

    def resizeEvent(self, event: QEvent) -> None:
        """Keep as high as the months need."""
        super().resizeEvent(event)  # pyright: ignore[reportArgumentType]  a QResizeEvent
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the months that need it."""
        layout, view = self.layout_now, self.view
        if layout is None or view is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        year_paint.paint_months(painter, layout, self.words)
        dirty = event.rect()
        for month in layout.months:
            if not layout.month_rect(month).toAlignedRect().intersects(dirty):
                continue
            for day in layout.days_of(month):
                area = layout.day_rect(day)
                if area.toAlignedRect().intersects(dirty):
                    year_paint.paint_day(painter, area, view.day(day), view)
        if self._today is not None and layout.first <= self._today <= layout.last:
            year_paint.paint_today(painter, layout.day_rect(self._today))
        if self.cursor_day is not None and self.shows_cursor:
            year_paint.paint_cursor(painter, layout.day_rect(self.cursor_day), has_focus=self.hasFocus())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor, or open its day."""
        key, day = Qt.Key(event.key()), self.cursor_day
        if day is None or self.view is None or self.view.year is None or event.modifiers():
            super().keyPressEvent(event)
        elif key in _STEPS:
            self.set_cursor(day + timedelta(days=_STEPS[key]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.set_cursor(self.view.year.first if key == Qt.Key.Key_Home else self.view.year.last)
        elif key == Qt.Key.Key_T and self._today is not None:
            self.set_cursor(self._today)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the day under the pointer."""
        day = self._day_at(event.position())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self.set_cursor(day)
            self.opened.emit(day)

    def event(self, event: QEvent) -> bool:
        """Say what a day is in its tool tip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self._day_at(QPointF(event.pos()))
            if day is not None and self.view is not None:
                QToolTip.showText(event.globalPos(), escaped(day_sentence(self.view.day(day), self.words)), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the cursor."""
        super().focusInEvent(event)
        self.update()
        self.cursor_moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the cursor."""
        super().focusOutEvent(event)
        self.update()

    def _day_at(self, point: QPointF) -> date | None:
        return self.layout_now.day_at(point) if self.layout_now is not None else None
