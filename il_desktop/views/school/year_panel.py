"""The year at a glance: the painted months, what their marks mean, and how many days there are."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from il_desktop.domain.school import DayKind
from il_desktop.queries.school_year import SchoolYear
from il_desktop.views.school import accessible, year_paint
from il_desktop.views.school.year_view import YearView
from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.kit import Card
from il_desktop.views.shared.scrolled import Scrolled
from il_desktop.views.shared.shell import Shell


class YearPanel(QWidget):
    """The months in a card that scrolls when the window is small, and the legend under it."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.months = YearView(self)
        accessible.install(self.months)
        scroll = Scrolled(self)
        scroll.hold(self.months)
        self._scroll = scroll
        card = Card(parent=self)
        card.body.addWidget(scroll)
        self.legend = Legend(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(card, 1)
        column.addWidget(self.legend)
        self.setFocusProxy(self.months)
        self.months.cursor_moved.connect(self._follow)
        scroll.verticalScrollBar().rangeChanged.connect(self._follow)  # after the months found new places

    def show_year(self, view: SchoolYear) -> None:
        """Show a year."""
        shell = self._shell
        self.months.show_year(view, shell.today(), shell.words, shell.settings().first_weekday)
        self.legend.show_types(view.calendar.rules.cycle.types)

    @Slot()
    def _follow(self) -> None:
        """Keep the cursor in sight."""
        layout, day = self.months.layout_now, self.months.cursor_day
        if layout is not None and day is not None and self.months.shows_cursor:
            middle = layout.day_rect(day).center().toPoint()
            self._scroll.ensureVisible(middle.x(), middle.y(), 20, 60)


class Legend(QWidget):
    """What the fills and marks of the year mean, in lines that break where they must."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._types: tuple[str, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_types(self, types: tuple[str, ...]) -> None:
        """Explain these day types."""
        self._types = types
        a11y.name(self, f"Legend: {', '.join(words for _, words in self._items())}")
        self.updateGeometry()
        self.update()

    def _items(self) -> list[tuple[str, str]]:
        letters = [(f"type:{letter}", f"{letter} day") for letter in self._types[:8]]
        return [
            *letters,
            (DayKind.HOLIDAY, "Holiday"),
            (DayKind.STAFF_ONLY, "Staff day"),
            (DayKind.WEATHER, "Weather day"),
            (DayKind.TESTING, "Testing"),
            ("bells", "Other bells than usual"),
            ("today", "Today"),
        ]

    def _places(self, width: float) -> list[tuple[str, str, QPointF]]:
        """Return mark, words and the left middle of each item."""
        look = theme.current()
        metrics = QFontMetricsF(look.font("caption"))
        line = max(metrics.height() + 6, look.px(20))
        x, y = 2.0, line / 2
        found: list[tuple[str, str, QPointF]] = []
        for mark, words in self._items():
            need = look.px(16) + 6 + metrics.horizontalAdvance(words) + 16
            if x > 2 and x + need > width:
                x, y = 2.0, y + line
            found.append((mark, words, QPointF(x, y)))
            x += need
        return found

    # Qt overrides

    def hasHeightForWidth(self) -> bool:
        """Say that lines break."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        line = max(QFontMetricsF(theme.current().font("caption")).height() + 6, theme.current().px(20))
        return round(self._places(width)[-1][2].y() + line / 2) + 1

    def sizeHint(self) -> QSize:
        """Room for one line."""
        return QSize(400, self.heightForWidth(max(self.width(), 400)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole legend is drawn
        """Draw marks and words."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark, words, at in self._places(self.width()):
            self._paint_mark(painter, mark, QRectF(at.x(), at.y() - look.px(14) / 2, look.px(16), look.px(14)))
            painter.setFont(look.font("caption"))
            painter.setPen(look.tokens.muted)
            area = QRectF(at.x() + look.px(16) + 6, at.y() - look.px(12), self.width(), look.px(24))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_mark(self, painter: QPainter, mark: str, box: QRectF) -> None:
        tokens = theme.current().tokens
        painter.setPen(tokens.grid)
        painter.setBrush(tokens.surface)
        if mark.startswith("type:"):
            painter.setBrush(year_paint.letter_fill(mark[5:], self._types) or tokens.surface)
        elif mark in (DayKind.HOLIDAY, DayKind.STAFF_ONLY, DayKind.WEATHER):
            painter.setBrush(tokens.sunken)
        if mark == "today":
            year_paint.paint_today(painter, box)
            return
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if mark.startswith("type:"):
            painter.setFont(theme.current().font("caption"))
            painter.setPen(tokens.muted)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark[5:7])
        elif mark == DayKind.TESTING:
            painter.fillRect(QRectF(box.left() + 3, box.bottom() - 4, box.width() - 6, 2), tokens.attention)
        elif mark == "bells":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.accent)
            painter.drawEllipse(QPointF(box.right() - 4, box.top() + 4), 2.2, 2.2)
        else:
            year_paint.paint_mark(painter, mark, box.center())
