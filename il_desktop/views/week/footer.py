"""The strip under the week: planned time by category and by goal, and what waits to be reconciled."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from il_desktop.domain.blocks import Category
from il_desktop.domain.light import NamedTuple
from il_desktop.queries.week import BlockCard, GoalMinutes
from il_desktop.views.shared import a11y, icons
from il_desktop.views.shared.theme import SPACE, Theme
from il_desktop.views.week.faces import CATEGORY_NAME
from il_desktop.views.week.paint_blocks import category_pattern
from il_desktop.views.week.picture import GridState
from il_desktop.wording.format import count_text, duration_text, percent_text

_GAP = SPACE[4]
_SWATCH = 12.0


class Sums(NamedTuple):
    """Minutes of the shown days by category, by goal, and the number of past blocks nobody has reconciled."""

    by_category: tuple[tuple[Category, int], ...]
    goals: tuple[GoalMinutes, ...]
    open_blocks: int

    @property
    def total(self) -> int:
        """All planned minutes."""
        return sum(minutes for _, minutes in self.by_category)


def sums_of(state: GridState) -> Sums:
    """Add up what a week holds."""
    totals = [day.totals for day in state.view.days]
    by_category = (
        (Category.INSTRUCTIONAL, sum(one.instructional for one in totals)),
        (Category.MANAGEMENT, sum(one.management for one in totals)),
        (Category.PERSONAL, sum(one.personal for one in totals)),
    )
    open_blocks = sum(1 for card in state.view.cards if _is_open(card, state))
    return Sums(by_category, state.view.goals, open_blocks)


def _is_open(card: BlockCard, state: GridState) -> bool:
    return card.state == "planned" and card.span.end <= state.now and not card.is_buffer and not card.all_day


class Footer(QWidget):
    """Shows the sums of a week; painted as one line, what does not fit is left out from the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sums: Sums | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        a11y.name(self, "Sums of the week")
        theme.changed.connect(self._restyle)

    def show_sums(self, sums: Sums) -> None:
        """Show the sums of another week."""
        if sums != self._sums:
            self._sums = sums
            self.setAccessibleDescription(self.sentence())
            self.update()

    def sentence(self) -> str:
        """Return all sums as words, for a screen reader."""
        sums = self._sums
        if sums is None:
            return ""
        words = [f"{CATEGORY_NAME[kind]} {duration_text(minutes)}" for kind, minutes in sums.by_category]
        words += [
            f"goal {goal.rank or goal.title} {duration_text(goal.minutes)}" for goal in sums.goals if goal.goal_id
        ]
        if sums.open_blocks:
            words.append(self._open_text(sums))
        return ", ".join(words)

    @staticmethod
    def _open_text(sums: Sums) -> str:
        return f"{count_text(sums.open_blocks, 'block', 'blocks')} to reconcile"

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Return one line with room above and below."""
        return QSize(400, self._theme.px(44))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole strip is drawn
        """Draw the strip."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), tokens.surface)
        painter.fillRect(0, 0, self.width(), 1, tokens.grid)
        if self._sums is None:
            return
        right = self.width() - _GAP
        if self._sums.open_blocks:
            right = self._draw_open(painter, self._sums, right)
        line = _Line(painter, self._theme, self.height() / 2, float(_GAP), right)
        total = self._sums.total
        line.leave_names_out_unless_fitting(
            [(CATEGORY_NAME[kind], duration_text(m)) for kind, m in self._sums.by_category]
        )
        for kind, minutes in self._sums.by_category:
            line.swatch(kind, CATEGORY_NAME[kind], duration_text(minutes), _share(kind, minutes, total))
        if self._sums.goals:
            line.goals(self._sums.goals)

    def _draw_open(self, painter: QPainter, sums: Sums, right: float) -> float:
        color = self._theme.tokens.attention
        font = self._theme.font()
        text = self._open_text(sums)
        metrics = QFontMetricsF(font)
        x = right - metrics.horizontalAdvance(text)
        painter.setFont(font)
        painter.setPen(color)
        painter.drawText(QPointF(x, _baseline(metrics, self.height() / 2)), text)
        icons.draw(painter, "triangle-alert", color, x - 21, self.height() / 2 - 7.5, 15)
        return x - 21 - _GAP


class _Line:
    """Draws entries from left to right until the room is used up."""

    def __init__(self, painter: QPainter, theme: Theme, middle: float, left: float, right: float) -> None:
        self._painter = painter
        self._theme = theme
        self._middle = middle
        self._x = left
        self._right = right
        self._plain = QFontMetricsF(theme.font())
        self._strong = QFontMetricsF(theme.font(strong=True))
        self._is_full = False
        self._has_names = True

    def leave_names_out_unless_fitting(self, entries: list[tuple[str, str]]) -> None:
        """Show the categories by their patterns alone when the names of all would not fit."""
        side = _SWATCH * max(1.0, self._theme.scale_pct / 100)
        names = sum(self._plain.horizontalAdvance(name) + 6 for name, _ in entries)
        rest = sum(self._strong.horizontalAdvance(amount) + side + 6 + _GAP for _, amount in entries)
        self._has_names = self._x + names + rest <= self._right

    def swatch(self, kind: Category, name: str, amount: str, share: str) -> None:
        """Draw one category: its pattern, name, time and share of all."""
        side = _SWATCH * max(1.0, self._theme.scale_pct / 100)
        name = name if self._has_names else ""
        width = side + 6 + self._plain.horizontalAdvance(name) + 6 + self._strong.horizontalAdvance(amount)
        if not self._has_room(width):
            return
        _paint_swatch(self._painter, self._theme, kind, QRectF(self._x, self._middle - side / 2, side, side))
        self._x += side + 6
        if name:
            self._text(name, muted=True)
            self._x += 6
        self._text(amount, strong=True)
        if share and self._x + 6 + self._plain.horizontalAdvance(share) < self._right:
            self._x += 6
            self._text(share, muted=True)
        self._x += _GAP

    def goals(self, goals: tuple[GoalMinutes, ...]) -> None:
        """Draw the minutes of goals behind a line; a goal nobody works on stands out."""
        tokens = self._theme.tokens
        if not self._has_room(self._plain.horizontalAdvance("Goals") + 60):
            return
        self._painter.setPen(QPen(tokens.grid, 1))
        self._painter.drawLine(QPointF(self._x, self._middle - 9), QPointF(self._x, self._middle + 9))
        self._x += _GAP
        self._text("Goals", muted=True)
        self._x += _GAP
        for goal in goals:
            color = tokens.text if goal.minutes or not goal.goal_id else tokens.attention
            name = f"{goal.rank}" if goal.rank else ("none" if not goal.goal_id else goal.title[:12])
            amount = duration_text(goal.minutes)
            width = self._strong.horizontalAdvance(name) + self._plain.horizontalAdvance(amount) + 24
            if not self._has_room(width):
                return
            if goal.goal_id:
                self._badge(name, color)
            else:
                self._text(name, muted=True)
            self._x += 6
            self._text(amount, color=color)
            self._x += _GAP

    def _has_room(self, width: float) -> bool:
        self._is_full = self._is_full or self._x + width > self._right
        return not self._is_full

    def _badge(self, name: str, color: QColor) -> None:
        font = self._theme.font("caption", strong=True)
        metrics = QFontMetricsF(font)
        side = max(metrics.height() + 4, metrics.horizontalAdvance(name) + 10)
        box = QRectF(self._x, self._middle - (metrics.height() + 4) / 2, side, metrics.height() + 4)
        self._painter.setPen(QPen(color, 1))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(box, 4, 4)
        self._painter.setFont(font)
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)
        self._x = box.right()

    def _text(self, text: str, *, strong: bool = False, muted: bool = False, color: QColor | None = None) -> None:
        tokens = self._theme.tokens
        metrics = self._strong if strong else self._plain
        self._painter.setFont(self._theme.font(strong=strong))
        self._painter.setPen(color or (tokens.muted if muted else tokens.text))
        self._painter.drawText(QPointF(self._x, _baseline(metrics, self._middle)), text)
        self._x += metrics.horizontalAdvance(text)


def _baseline(metrics: QFontMetricsF, middle: float) -> float:
    return middle + (metrics.ascent() - metrics.descent()) / 2


def _share(kind: Category, minutes: int, total: int) -> str:
    return percent_text(minutes, total) if kind is Category.INSTRUCTIONAL and total else ""


def _paint_swatch(painter: QPainter, theme: Theme, kind: Category, area: QRectF) -> None:
    tokens = theme.tokens
    color = {
        Category.INSTRUCTIONAL: tokens.instructional,
        Category.MANAGEMENT: tokens.management,
        Category.PERSONAL: tokens.personal,
    }[kind]
    painter.setPen(QPen(color, 1))
    painter.setBrush(color if kind is Category.INSTRUCTIONAL else theme.tint(color))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    device = painter.device()
    tile = category_pattern(kind, color, device.devicePixelRatioF() if device is not None else 1.0)
    if tile is not None:
        painter.drawTiledPixmap(area.adjusted(1.5, 1.5, -1.5, -1.5), tile)
