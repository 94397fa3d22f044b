"""The right side: one goal with its head sentence, chart or data table, hours put in, and check-ins."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from il_desktop.domain.metrics.goals import GoalStatus
from il_desktop.queries.goal_detail import GoalDetail
from il_desktop.views.goals.check_ins import CheckInCard
from il_desktop.views.goals.effort import EffortCard
from il_desktop.views.goals.parts import PartCard
from il_desktop.views.goals.readings_table import ReadingsTable
from il_desktop.views.goals.row_words import SHAPES
from il_desktop.views.goals.target_chart import TargetChart
from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.kit import (
    Button,
    Card,
    EmptyState,
    PlainLabel,
    SegmentedControl,
    StatusMark,
    tool_button,
)
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import date_text
from il_desktop.wording.goals import (
    KIND_WORDS,
    SOURCE_WORDS,
    STATE_WORDS,
    STATUS_WORDS,
    UNIT_WORDS,
    change_text,
    gap_text,
    measure_kind,
    standing_sentence,
    zones_text,
)

_GLYPHS = {"goals.edit": "pencil", "goals.reading": "plus"}
STACK_BELOW = 620  # the two lower cards stand one above the other in less width
EXPORT_FROM = 430  # the button that saves the chart needs this width beside the switch


class RankBadge(QWidget):
    """The rank of a goal on a filled plane."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_rank(self, rank: int | None) -> None:
        """Show a rank; a goal without one has no badge."""
        self._text = str(rank or "")
        self.setVisible(bool(rank))
        a11y.name(self, f"Rank {rank}" if rank else "")
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Return a square."""
        side = theme.current().px(24)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole badge is drawn
        """Draw plane and figure."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.tokens.accent)
        painter.drawRoundedRect(QRectF(self.rect()), theme.RADIUS_CHIP, theme.RADIUS_CHIP)
        painter.setPen(look.tokens.on_accent)
        painter.setFont(look.font(strong=True))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self._text)


class GoalView(QWidget):
    """One goal. Signals: block_wanted(str id), check_in_deleted(str id), target_wanted(), part_wanted(str goal id)."""

    block_wanted = Signal(str)
    check_in_deleted = Signal(str)
    file_wanted = Signal(str)
    file_deleted = Signal(str)
    target_wanted = Signal()
    part_wanted = Signal(str)

    def __init__(
        self, shell: Shell, head_actions: list[QAction], part_actions: list[QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self.detail: GoalDetail | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._make_head(head_actions))
        column.addWidget(self._make_chart_card(), 1)
        self._parts = PartCard(shell, part_actions, self)
        self._parts.part_wanted.connect(self.part_wanted)
        column.addWidget(self._parts, 1)
        below = self._below = QHBoxLayout()
        below.setSpacing(12)
        self._effort = EffortCard(shell, self)
        self._check_ins = CheckInCard(shell, self)
        below.addWidget(self._effort, 6)
        below.addWidget(self._check_ins, 5)
        column.addLayout(below)
        self._effort.block_wanted.connect(self.block_wanted)
        self._check_ins.delete_wanted.connect(self.check_in_deleted)
        self._check_ins.file_wanted.connect(self.file_wanted)
        self._check_ins.file_deleted.connect(self.file_deleted)
        theme.current().changed.connect(self._scale)
        self._scale()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the lower cards where there is no room side by side; where it is narrow the menu alone saves."""
        super().resizeEvent(event)
        self._export.setVisible(self.width() >= theme.current().px(EXPORT_FROM))
        is_narrow = self.width() < theme.current().px(STACK_BELOW)
        way = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if self._below.direction() != way:
            self._below.setDirection(way)

    # Building and showing

    @Slot()
    def _scale(self) -> None:
        for card in (self._effort, self._check_ins):
            card.setFixedHeight(theme.current().px(236))

    def _make_head(self, actions: list[QAction]) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setSpacing(2)
        first = QHBoxLayout()
        first.setSpacing(8)
        self._badge = RankBadge(self)
        self._title = PlainLabel("", "title", strong=True, fit="elide", parent=self)
        first.addWidget(self._badge)
        first.addWidget(self._title, 1)
        for action in actions:
            button = Button(action.text().removesuffix("…"), _GLYPHS.get(action.objectName(), ""), parent=self)
            button.follow(action)
            first.addWidget(button)
        second = QHBoxLayout()
        second.setSpacing(8)
        self._mark = StatusMark("open", "", parent=self)
        self._sentence = PlainLabel("", fit="wrap", parent=self)
        second.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        second.addWidget(self._sentence, 1)
        head.addLayout(first)
        head.addLayout(second)
        return head

    def _make_chart_card(self) -> Card:
        card = Card("Target and trend", parent=self)
        self._hint = PlainLabel("", "caption", muted=True, fit="elide", parent=card)
        card.head.insertWidget(1, self._hint, 20)
        options = [("chart", "Chart", "chart-line"), ("table", "Data table", "table-2")]
        self.switch = SegmentedControl(options, "Chart or data table", card)
        self.switch.chosen.connect(self.show_as)
        card.head.addWidget(self.switch)
        self._export = tool_button("Save or print the chart", "upload", card)
        card.head.addWidget(self._export)
        self.chart = TargetChart(self._shell, card)
        self.table = ReadingsTable(self._shell, card)
        self._no_target = EmptyState(
            "No target yet: what shall move, from where to where, until when?", "Set the target", "target", card
        )
        self._no_target.pressed.connect(self.target_wanted)
        self._stack = QStackedLayout()
        for widget in (self.chart, self.table, self._no_target):
            self._stack.addWidget(widget)
        card.body.addLayout(self._stack)
        self._chart_card = card
        return card

    def offer_chart(self, action: QAction) -> None:
        """Let the button beside the switch lead to the chart as a file."""
        self._export.follow(action)

    def set_detail(self, detail: GoalDetail) -> None:
        """Show another goal, or the same one anew."""
        self.detail = detail
        is_part = detail.fields.parent_id is not None and detail.figures is None
        self._chart_card.setVisible(not is_part)
        self._parts.setVisible(is_part)
        self._badge.set_rank(detail.fields.rank)
        self._title.setText(self._title_text(detail))
        self._say_standing(detail)
        self._hint.setText(_measure_words(detail))
        self.switch.setEnabled(detail.figures is not None)
        self.chart.set_detail(detail)
        self.table.set_figures(detail.figures)
        self._parts.set_detail(detail)
        self._effort.set_detail(detail)
        self._check_ins.set_detail(detail)
        self.show_as(self.switch.key)

    @Slot(str)
    def show_as(self, key: str) -> None:
        """Show the chart or the data table; without a target the way to one."""
        if self.detail is None or self.detail.figures is None:
            self._stack.setCurrentWidget(self._no_target)
            return
        self.switch.set_key(key)
        self._stack.setCurrentWidget(self.table if key == "table" else self.chart)

    def _title_text(self, detail: GoalDetail) -> str:
        if detail.figures is None:
            above = " › ".join(node.title for node in detail.path[:-1])
            return f"{above} › {detail.fields.title}" if above else detail.fields.title
        target = detail.figures.target
        if target.levels:
            return f"{detail.fields.title} by {date_text(target.due_on, self._shell.words)}"
        unit = "points" if detail.figures.gap else target.unit
        change = change_text(target.baseline, target.aim, unit)
        return f"{detail.fields.title}: {change} by {date_text(target.due_on, self._shell.words)}"

    def _say_standing(self, detail: GoalDetail) -> None:
        fields, figures = detail.fields, detail.figures
        if figures is None and fields.parent_id is not None:
            self._mark.set_status("done" if detail.node.is_done else "half", "Done" if detail.node.is_done else "Open")
        elif fields.state != "active":
            self._mark.set_status("good" if fields.state == "met" else "open", STATE_WORDS[fields.state])
        else:
            status = figures.standing.status if figures else GoalStatus.NO_TARGET
            self._mark.set_status(SHAPES[status], STATUS_WORDS[status])
        self._sentence.setText(self._standing_words(detail))

    def _standing_words(self, detail: GoalDetail) -> str:
        figures, fields = detail.figures, detail.fields
        if figures is None:
            parts = [KIND_WORDS.get(fields.kind, "Goal"), fields.owner]
            due = f"due {date_text(fields.due_on, self._shell.words)}" if fields.due_on else "no due date"
            return ", ".join(part for part in (*parts, due) if part) + "."
        if figures.gap is not None and figures.standing.pace is None:
            groups = [(group.name, group.rate.part, group.rate.whole) for group in figures.groups]
            return gap_text(groups, figures.gap.points, figures.gap.low, figures.gap.high) + "."
        if figures.target.levels:
            newest = figures.last
            day = f"on {date_text(newest.on, self._shell.words)}" if newest else ""
            return zones_text(figures.target.levels, newest.value if newest else None, day)
        if figures.last is None:
            return "No reading yet; the baseline was typed with the target."
        last = figures.last
        when = f"in the {last.window.lower()} window" if last.window else f"on {date_text(last.on, self._shell.words)}"
        unit = "points" if figures.gap else figures.target.unit
        return standing_sentence(figures.standing, figures.line, (last.week, last.value), unit, when)


def _measure_words(detail: GoalDetail) -> str:
    if detail.figures is None:
        return ""
    target = detail.figures.target
    if target.levels:
        zones = zip(("Commit", "Target", "Stretch"), target.levels, strict=False)
        return " · ".join(f"{zone}: {words}" for zone, words in zones)
    unit = "gap in points" if detail.figures.gap else UNIT_WORDS[target.unit]
    better = "more is better" if target.better == "up" else "less is better"
    parts = (target.measure, measure_kind(target.family, target.timing), SOURCE_WORDS[target.source], unit, better)
    return ", ".join(part for part in parts if part)
