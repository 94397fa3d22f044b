"""The left rail: one entry a page, settings and the present school day at its foot; icons alone in a narrow window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from il_desktop.domain.school import DayKind, SchoolDay
from il_desktop.views.shared import a11y, icons, theme
from il_desktop.views.shared.buttons import FocusVisible, focus_ring
from il_desktop.views.shared.plain import PlainLabel, plain_tooltip

_ENTRY_HEIGHT = 38


def day_lines(day: SchoolDay, days_in_year: int) -> tuple[str, str]:
    """Return the two lines under the date: "A day · Regular bells" and "School day 91 of 180", empty when unknown."""
    parts = [f"{day.day_type} day" if day.day_type else "", day.name]
    if day.bells is not None and not day.name:
        parts.append(f"{day.bells.name} bells")
    line = " · ".join(part for part in parts if part)
    if not line and day.kind is not DayKind.OUTSIDE:
        line = day.kind.value.replace("_", " ").capitalize()
    return line, f"School day {day.number} of {days_in_year}" if day.number else ""


class RailEntry(FocusVisible, QAbstractButton):
    """One entry; up and down keys move among its siblings."""

    def __init__(self, key: str, text: str, icon: str, parent: QWidget, *, is_page: bool = True) -> None:
        super().__init__(parent)
        self.key = key
        self.icon_name = icon
        self.is_wide = True
        self.setText(text)
        self.setCheckable(is_page)
        self.setAutoExclusive(is_page)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        a11y.name(self, text)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Return the fixed height of an entry."""
        return QSize(40, theme.current().px(_ENTRY_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole entry is drawn
        """Draw tint and accent edge of the page shown, glyph and word."""
        look = theme.current()
        tokens = look.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(8, 1, -8, -1)
        is_here = self.isChecked()
        if is_here or self.underMouse():
            painter.setPen(tokens.accent if is_here and tokens.is_contrast else Qt.PenStyle.NoPen)
            painter.setBrush(theme.mix(tokens.accent, tokens.sunken, look.tokens.tint_pct) if is_here else look.hover)
            painter.drawRoundedRect(area, theme.RADIUS_CARD, theme.RADIUS_CARD)
        if is_here:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.accent)
            painter.drawRoundedRect(QRectF(area.left(), area.top() + 8, 3, area.height() - 16), 1.5, 1.5)
        size = look.px(18)
        x = 20 if self.is_wide else (self.width() - size) / 2
        ink = tokens.accent if is_here else tokens.muted
        icons.draw(painter, self.icon_name, ink, x, (self.height() - size) / 2, size)
        if self.is_wide:
            painter.setFont(look.font(strong=is_here))
            painter.setPen(tokens.text if is_here or tokens.is_contrast else theme.mix(tokens.text, tokens.muted, 50))
            words = QRectF(x + size + 11, 0, self.width() - x - size - 12, self.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus() and self.is_focus_visible:
            focus_ring(painter, area)


class Rail(QWidget):
    """Signals: picked(str page id), settings_wanted()."""

    picked = Signal(str)
    settings_wanted = Signal()

    def __init__(
        self,
        pages: Sequence[tuple[str, str, str]],
        parent: QWidget | None = None,
        *,
        foot: Sequence[tuple[str, str, str]] = (),
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        a11y.name(self, "Pages")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 1, 12)
        column.setSpacing(0)
        self._entries: dict[str, RailEntry] = {}
        for place, (key, text, icon) in enumerate((*pages, *foot)):
            entry = RailEntry(key, text, icon, self)
            entry.clicked.connect(self._pick)
            self._entries[key] = entry
            if place == len(pages):
                column.addStretch(1)
            column.addWidget(entry)
        if not foot:
            column.addStretch(1)
        self.settings_entry = RailEntry("settings", "Settings", "settings", self, is_page=False)
        self.settings_entry.clicked.connect(self._settings)
        column.addWidget(self.settings_entry)
        self._foot = QWidget(self)
        lines = QVBoxLayout(self._foot)
        lines.setContentsMargins(20, 12, 8, 4)
        lines.setSpacing(1)
        self._date = PlainLabel("", "caption", strong=True, fit="elide", parent=self._foot)
        self._day = PlainLabel("", "caption", muted=True, fit="elide", parent=self._foot)
        self._number = PlainLabel("", "caption", muted=True, fit="elide", parent=self._foot)
        for label in (self._date, self._day, self._number):
            lines.addWidget(label)
        column.addWidget(self._foot)
        self._is_wide = True
        self._scale()
        theme.current().changed.connect(self._scale)

    def set_page(self, key: str) -> None:
        """Mark the page shown."""
        entry = self._entries.get(key)
        if entry is not None:
            entry.setChecked(True)

    def set_tips(self, tips: dict[str, str]) -> None:
        """Set tool tips by key, which name the page and its keys."""
        for key, tip in tips.items():
            entry = self.settings_entry if key == "settings" else self._entries.get(key)
            if entry is not None:
                plain_tooltip(entry, tip)

    def set_day(self, date: str, day: str, number: str) -> None:
        """Show date, kind of school day and its number."""
        self._date.setText(date)
        self._day.setText(day)
        self._number.setText(number)

    def set_wide(self, is_wide: bool) -> None:
        """Show words beside the glyphs, or glyphs alone."""
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            self._scale()

    @Slot()
    def _scale(self) -> None:
        width = theme.RAIL_WIDTH if self._is_wide else theme.RAIL_WIDTH_ICONS
        self.setFixedWidth(theme.current().px(width) if self._is_wide else width)
        self._foot.setVisible(self._is_wide)
        for entry in (*self._entries.values(), self.settings_entry):
            entry.is_wide = self._is_wide
            entry.updateGeometry()
            entry.update()

    @Slot()
    def _pick(self) -> None:
        entry = self.sender()
        if isinstance(entry, RailEntry):
            self.picked.emit(entry.key)

    @Slot()
    def _settings(self) -> None:
        self.settings_wanted.emit()

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole rail is drawn
        """Draw the plane and its right edge."""
        tokens = theme.current().tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.sunken)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), tokens.grid)
