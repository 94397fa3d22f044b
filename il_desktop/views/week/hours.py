"""Which hours of the grid are in view: the compressed rows before and after work, and the scroll bar at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSizeF, Qt
from PySide6.QtWidgets import QScrollBar

from il_desktop.views.shared import a11y
from il_desktop.views.week.cursor import Cursor
from il_desktop.views.week.geometry import Fold, Frame, WeekLayout
from il_desktop.views.week.picture import GridState
from il_desktop.views.week.placing import lay_out

if TYPE_CHECKING:
    from il_desktop.views.week.grid import WeekGrid

_RIM_PX = 24


class Hours:
    """Folds and scrolling of one grid; it lays the grid out, as both depend on what has room."""

    def __init__(self, grid: WeekGrid) -> None:
        self._grid = grid
        self._open = (False, False)
        self._has_scrolled = False
        self.bar = QScrollBar(Qt.Orientation.Vertical, grid)
        self.bar.hide()
        self.bar.valueChanged.connect(grid.picture_is_old)
        a11y.name(self.bar, "Scroll the hours")

    @property
    def scroll_px(self) -> float:
        """How far the hours are scrolled, in pixels."""
        return float(self.bar.value()) if self.bar.isVisibleTo(self._grid) else 0.0

    def lay_out(self, state: GridState) -> WeekLayout:
        """Place everything, with a scroll bar where the hours need more room than there is."""
        grid, bar = self._grid, self.bar
        size = QSizeF(grid.width(), grid.height())
        frame = Frame(size, grid.look_for(state).sizes, state.work_start, state.work_end, *self._open)
        layout = lay_out(state.view, grid.parts, frame)
        overflow = layout.body_height - layout.viewport.height()
        bar.setVisible(overflow > 0.5)
        if overflow <= 0.5:
            return layout
        width = bar.sizeHint().width()
        layout = lay_out(state.view, grid.parts, frame._replace(size=QSizeF(grid.width() - width, grid.height())))
        bar.setGeometry(grid.width() - width, int(layout.body_top), width, int(layout.viewport.height()))
        bar.setRange(0, int(overflow + 0.999))
        bar.setPageStep(int(layout.viewport.height()))
        bar.setSingleStep(int(layout.frame.sizes.line * 2))
        if not self._has_scrolled:
            self._has_scrolled = True
            bar.setValue(_first_scroll(layout, state))
        return layout

    def reveal(self, cursor: Cursor) -> None:
        """Scroll until a slot or block is in view."""
        layout = self._grid.layout_now
        if layout is None or not self.bar.isVisibleTo(self._grid):
            return
        boxes = layout.boxes_of(cursor.key) if cursor.key else []
        area = boxes[0].rect if boxes else next((rect for _, rect in layout.span_rects(cursor.slot)), None)
        if area is None:
            return
        height = layout.viewport.height()
        if area.top() < self.scroll_px:
            self.bar.setValue(int(area.top()) - 4)
        elif area.bottom() > self.scroll_px + height:
            self.bar.setValue(int(min(area.top() - 4, area.bottom() - height + 4)))

    def toggle(self, *, before: bool) -> None:
        """Open or close the hours before or after work; what was in view stays in view."""
        grid = self._grid
        old = grid.layout_now
        if old is None:
            return
        first, last = self._open
        self._open = (not first, last) if before else (first, not last)
        anchor = old.hours[0]
        was = old.axis.y_of(anchor)
        grid.forget()
        new = grid.layout_now
        if new is not None and before:
            self.bar.setValue(round(self.bar.value() + new.axis.y_of(anchor) - was))

    def toggle_all(self) -> None:
        """Open both compressed rows, or close them when one is open."""
        want = not any(self._open)
        for before, is_open in ((True, self._open[0]), (False, self._open[1])):
            if is_open != want:
                self.toggle(before=before)

    def close_at(self, point: QPointF) -> None:
        """Close opened hours when their part of the gutter is clicked."""
        layout = self._grid.layout_now
        if layout is None or point.y() < layout.body_top:
            return
        minute = layout.axis.whole_minute(layout.to_body(point, self.scroll_px).y())
        if minute < layout.hours[0] and layout.frame.before_open:
            self.toggle(before=True)
        elif minute >= layout.hours[1] and layout.frame.after_open:
            self.toggle(before=False)

    def open_under(self, point: QPointF, pressed: Fold | None) -> None:
        """Open a compressed row that something is carried into, unless the gesture began in it."""
        layout = self._grid.layout_now
        if layout is not None:
            hit = layout.hit(point, self.scroll_px)
            if hit.kind == "fold" and hit.fold is not None and pressed is not hit.fold:
                self.toggle(before=hit.fold.is_before)

    def scroll_at_rim(self, point: QPointF) -> None:
        """Scroll while something is carried near the upper or lower rim."""
        layout = self._grid.layout_now
        if layout is None:
            return
        if point.y() < layout.viewport.top() + _RIM_PX:
            self.bar.setValue(self.bar.value() - _RIM_PX // 2)
        elif point.y() > layout.viewport.bottom() - _RIM_PX:
            self.bar.setValue(self.bar.value() + _RIM_PX // 2)


def _first_scroll(layout: WeekLayout, state: GridState) -> int:
    """Start at the present hour of a shown today, else at the beginning of work."""
    y = layout.axis.y_of(state.now.minute)
    height = layout.viewport.height()
    if layout.column_of(state.now.day) is None or y < height * 0.8:
        return 0
    return int(y - height / 3)
