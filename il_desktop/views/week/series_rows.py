"""Lines of the list of repeating blocks: what is said of each, and how it is painted."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from il_desktop.domain.school import SchoolCalendar
from il_desktop.queries.series import SeriesRow
from il_desktop.views.shared import theme
from il_desktop.views.shared.tables import RowDelegate
from il_desktop.wording.format import Words, count_text, day_text, hours_text
from il_desktop.wording.repeat import repeat_text

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole
_MARGIN, _GAP = 12, 2
_TEXT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)


class SeriesLine(NamedTuple):
    """What a line shows: title, rule with its hours, next date and how many dates differ."""

    row: SeriesRow
    rule: str
    dates: str

    @property
    def spoken(self) -> str:
        """The line in one sentence."""
        return f"{self.row.title}. {self.rule}. {self.dates}."


def line_of(row: SeriesRow, calendar: SchoolCalendar, words: Words, today: date) -> SeriesLine:
    """Return a series in words."""
    rules, rule = calendar.rules, row.rule
    text = repeat_text(rule, words, bells={one.id: one.name for one in rules.bells}, spans=rules.spans)
    start = rule.starts.minute
    by_period = rule.kind == "school" and '"periods"' in rule.rule
    if not by_period and not (start == 0 and rule.minutes == 1440):
        text = f"{text}, {hours_text(start, min(start + rule.minutes, 1440), words)}"
    parts = ["No more dates"]
    if row.next_on is not None:
        parts = [f"Next {day_text(row.next_on, words, year=row.next_on.year != today.year)}"]
    if row.exceptions:
        parts.append(count_text(row.exceptions, "date differs", "dates differ"))
    return SeriesLine(row, text[:1].upper() + text[1:], " · ".join(parts))


class SeriesDelegate(RowDelegate):
    """Paints title, rule (on as many rows as it needs) and dates."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def _pieces(self, line: SeriesLine) -> tuple[tuple[str, str, bool, bool], ...]:
        """Text, role of its font, whether strong, whether muted."""
        is_over = line.row.is_over
        return (
            (line.row.title, "body", True, is_over),
            (line.rule, "caption", False, is_over),
            (line.dates, "caption", False, True),
        )

    # Qt overrides

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a line."""
        painter.save()
        self.paint_row(painter, option, index)
        look = theme.current()
        y, width = option.rect.y() + 8.0, option.rect.width() - 2.0 * _MARGIN
        for text, role, is_strong, is_muted in self._pieces(index.data(LINE_ROLE)):
            font = look.font(role, strong=is_strong)
            metrics = QFontMetricsF(font)
            room = metrics.boundingRect(QRectF(0, 0, width, 10_000), _TEXT, text).height()
            painter.setFont(font)
            painter.setPen(look.tokens.muted if is_muted else look.tokens.text)
            painter.drawText(QRectF(option.rect.x() + _MARGIN, y, width, room + 2), _TEXT, text)
            y += room + _GAP
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002  the view's width counts
        """Return a height in which all of the words stand."""
        look = theme.current()
        width = max(80, self._view.viewport().width()) - 2.0 * _MARGIN
        height = 16.0 - _GAP
        for text, role, is_strong, _ in self._pieces(index.data(LINE_ROLE)):
            metrics = QFontMetricsF(look.font(role, strong=is_strong))
            height += metrics.boundingRect(QRectF(0, 0, width, 10_000), _TEXT, text).height() + _GAP
        return QSize(80, round(height + 1))
