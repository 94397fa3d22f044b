"""Other people's calendars over the week: hatched where somebody is busy, never in the way of a click.

A sheet of glass over the grid, laid only when a calendar is subscribed. What it shows is asked of the file once and
kept until a subscription changes, so that a change of week asks nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QWidget

from il_desktop.domain.others_time import Busy, FeedEntry, busy_of, met_of
from il_desktop.domain.walltime import Span
from il_desktop.queries.feeds import entries
from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.shell import Shell
from il_desktop.views.week.geometry import SIDE_PX, WeekLayout
from il_desktop.views.week.grid import WeekGrid
from il_desktop.wording.format import span_text

_ALL_DAY_PX = 5.0
_MAX_NAMED = 40
# Calendars differ by pattern: colours belong to the kinds of work.
_PATTERNS = {
    "cal1": Qt.BrushStyle.BDiagPattern,
    "cal2": Qt.BrushStyle.FDiagPattern,
    "cal3": Qt.BrushStyle.DiagCrossPattern,
    "cal4": Qt.BrushStyle.HorPattern,
}


class FeedLayer(QWidget):
    """Paints the busy times of the shown days over a grid; the mouse and the keys go through it."""

    def __init__(self, shell: Shell, grid: WeekGrid) -> None:
        super().__init__(grid)
        self._shell = shell
        self._grid = grid
        self._kept: tuple[tuple[FeedEntry, ...], date, date, str] | None = None
        self._busy: list[Busy] = []
        self._by_day: dict[date, list[Busy]] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setGeometry(grid.rect())
        a11y.name(self, "Calendars of others")
        grid.installEventFilter(self)
        grid.others = self
        self.show()

    def shown(self) -> list[Busy]:
        """Return what other calendars hold on the shown days."""
        state = self._grid.state
        if state is None or not state.view.days:
            return []
        found, tz = self._shell.desk.cached(entries), self._shell.settings().tz
        first, last = state.view.days[0].school.day, state.view.days[-1].school.day
        if self._kept != (found, first, last, tz):
            self._kept = (found, first, last, tz)
            self._by_day = {}
            self._busy = busy_of(found, first, last, tz)
            words = [f"{each.title} ({each.feed_name}), {self._when(each)}" for each in self._busy[:_MAX_NAMED]]
            self.setAccessibleDescription("; ".join(words) or "Nothing on the shown days")
        return self._busy

    def met(self, spans: Sequence[Span]) -> list[Busy]:
        """Return the busy times that some spans meet, on other days than the shown ones too; each day is asked once."""
        self.shown()
        found: dict[Busy, None] = {}
        for span in spans:
            for day in span.days():
                if day not in self._by_day:
                    kept = self._shell.desk.cached(entries)
                    self._by_day[day] = busy_of(kept, day, day, self._shell.settings().tz)
                found.update(dict.fromkeys(met_of(self._by_day[day], [span])))
        return list(found)

    def _when(self, each: Busy) -> str:
        return "all day" if each.all_day else span_text(each.span, self._shell.words)

    def _paint_one(self, painter: QPainter, layout: WeekLayout, each: Busy) -> None:
        tokens = theme.current().tokens
        ink = QColor(tokens.muted)
        hatch = QBrush(ink, _PATTERNS.get(each.color_key, Qt.BrushStyle.BDiagPattern))
        if each.all_day:
            for column, _ in layout.span_rects(each.span):
                painter.fillRect(QRectF(column.left, layout.viewport.top(), column.width, _ALL_DAY_PX), hatch)
            return
        painter.setPen(QPen(ink, 1, Qt.PenStyle.SolidLine if each.is_busy else Qt.PenStyle.DotLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        is_taken = self._is_taken(each)
        for column, body in layout.span_rects(each.span):
            area = self._grid.to_widget(body).adjusted(0.5, 0.5, -0.5, -0.5)
            side = QRectF(column.right - SIDE_PX, area.top(), SIDE_PX - 1, area.height())
            if each.is_busy:
                painter.fillRect(side, hatch)
            painter.drawRect(side)
            if not is_taken:
                painter.drawRoundedRect(area, theme.RADIUS_CHIP, theme.RADIUS_CHIP)
                self._paint_title(painter, area, each)
                painter.setPen(QPen(ink, 1, Qt.PenStyle.SolidLine if each.is_busy else Qt.PenStyle.DotLine))

    def _is_taken(self, each: Busy) -> bool:
        """Tell whether a block of one's own stands there: then the free strip beside it says all."""
        state = self._grid.state
        return state is not None and any(card.span.overlaps(each.span) for card in state.view.cards)

    def _paint_title(self, painter: QPainter, area: QRectF, each: Busy) -> None:
        look = theme.current()
        painter.setFont(look.font("caption"))
        room = area.adjusted(6, 2, -4, -2)
        metrics = painter.fontMetrics()
        if room.height() < metrics.height() - 2:
            return
        painter.setPen(look.tokens.muted)
        text = metrics.elidedText(each.title, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, text)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the size of the grid."""
        if watched is self._grid and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._grid.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the clip does it
        """Draw the busy times; the grid below has drawn everything else."""
        layout, found = self._grid.layout_now, self.shown()
        if layout is None or not found:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = QRegion(layout.viewport.toAlignedRect())
        painter.setClipRegion(shown - QRegion(self._grid.floating.tip_area.toAlignedRect()))
        for each in found:
            self._paint_one(painter, layout, each)


def lay(shell: Shell, page: QWidget) -> FeedLayer | None:
    """Put the layer over the week's grid once a calendar is subscribed; an older one is drawn anew."""
    grid = page.findChild(WeekGrid)
    layer = grid.findChild(FeedLayer) if grid is not None else None
    if layer is not None:
        layer.update()
    elif grid is not None and shell.desk.cached(entries):
        layer = FeedLayer(shell, grid)
    return layer
