"""The left side of the goals page: the vision in one line, the tree of goals, the way to a new one."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QTreeView, QWidget

from il_desktop.queries.goals import GoalList, VisionHead
from il_desktop.views.goals.tree_delegate import GoalDelegate, chevron_rect
from il_desktop.views.goals.tree_item_model import GoalItemModel
from il_desktop.views.shared import a11y, icons, tables, theme
from il_desktop.views.shared.kit import (
    Button,
    Card,
    Hairline,
    PlainLabel,
    focus_ring,
    plain_tooltip,
    status_shape,
    tool_button,
)
from il_desktop.wording.format import Words, count_text, date_text

_UNFOLD_MS = 600  # a folded goal opens under a row that is dragged over it


class VisionButton(QAbstractButton):
    """The newest vision in three lines; pressing it shows the vision page. `setChecked` marks it as shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lines = ("", "", "", "")

    def set_vision(self, vision: VisionHead | None, words: Words) -> None:
        """Show a vision, or the invitation to write one."""
        if vision is None:
            self._lines = ("Vision", "What is this school for?", "", "Write it in one sentence")
        else:
            state = f"adopted {date_text(vision.adopted_on, words)}" if vision.adopted_on else "draft"
            counts = f"{count_text(vision.n_values, 'value', 'values')}, "
            counts += count_text(vision.n_elements, "element", "elements")
            late = "Review overdue" if vision.is_overdue else ""
            self._lines = (f"Vision, version {vision.version}, {state}", vision.statement, late, counts)
        a11y.name(self, ". ".join(line for line in self._lines if line))
        plain_tooltip(self, self._lines[1])
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Three lines."""
        look = theme.current()
        lines = 2 * QFontMetricsF(look.font("caption")).height() + QFontMetricsF(look.font(strong=True)).height()
        return QSize(200, round(lines) + 28)

    def minimumSizeHint(self) -> QSize:
        """As high as wished, any width."""
        return QSize(80, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole button is drawn
        """Draw plane and lines."""
        look = theme.current()
        tokens = look.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.fillRect(self.rect(), look.selection)
            painter.fillRect(0, 0, 3, self.height(), tokens.accent)
        elif self.underMouse():
            painter.fillRect(self.rect(), look.hover)
        caption, strong = look.font("caption"), look.font(strong=True)
        small, tall = QFontMetricsF(caption).height(), QFontMetricsF(strong).height()
        head, statement, late, counts = self._lines
        y, width = 10.0, self.width() - 32.0
        icons.draw(painter, "eye", tokens.muted, 16, y + (small - 14) / 2, 14)
        self._line(painter, head, QRectF(36, y, width - 20, small), "caption", "muted")
        y += small + 4
        self._line(painter, statement, QRectF(16, y, width, tall), "body", "text", strong=True)
        y += tall + 4
        x = 16.0
        if late:
            status_shape(painter, "attention", 22, y + small / 2)
            self._line(painter, late, QRectF(34, y, width - 18, small), "caption", "attention", strong=True)
            x = 34 + QFontMetricsF(look.font("caption", strong=True)).horizontalAdvance(late) + 8
        self._line(painter, counts, QRectF(x, y, self.width() - x - 16, small), "caption", "muted")
        if self.hasFocus():
            painter.setPen(QPen(tokens.focus, 1))
            focus_ring(painter, QRectF(self.rect()).adjusted(3, 3, -3, -3))

    def _line(self, painter: QPainter, text: str, room: QRectF, role: str, tone: str, *, strong: bool = False) -> None:
        font = theme.current().font(role, strong=strong)
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(font)
        painter.setPen(getattr(theme.current().tokens, tone))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)


class GoalTree(QTreeView):
    """The tree of goals. Keys: arrows walk, left and right fold, Enter opens. Rows can be dragged to another place.

    Signal: opened(str goal id).
    """

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.goals = GoalItemModel(self)
        self.setModel(self.goals)
        tables.dress(self, "Cascade of goals")
        self.setItemDelegate(GoalDelegate(self))
        self.setUniformRowHeights(False)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(False)
        self.setDragDropMode(QTreeView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setAutoExpandDelay(_UNFOLD_MS)
        self.selectionModel().currentChanged.connect(self._moved)
        self.activated.connect(self._activated)

    def show_goal(self, goal_id: str) -> None:
        """Select a goal without a signal and bring it into view."""
        index = self.goals.index_of(goal_id)
        blocked = self.selectionModel().blockSignals(True)
        above = index.parent()
        while above.isValid():
            self.expand(above)
            above = above.parent()
        self.setCurrentIndex(index)
        self.selectionModel().blockSignals(blocked)
        self.scrollTo(index)
        self.viewport().update()

    def current_id(self) -> str:
        """Return the id of the selected goal, empty when none is."""
        entry = self.goals.entry(self.currentIndex())
        return entry.node.id if entry else ""

    def expanded_ids(self) -> set[str]:
        """Return the ids of all unfolded goals."""
        found: set[str] = set()
        waiting = [QModelIndex()]
        while waiting:
            parent = waiting.pop()
            for row in range(self.goals.rowCount(parent)):
                index = self.goals.index(row, 0, parent)
                if self.isExpanded(index):
                    entry = self.goals.entry(index)
                    assert entry is not None  # noqa: S101  the index is from the model itself
                    found.add(entry.node.id)
                waiting.append(index)
        return found

    def unfold(self, goal_ids: set[str]) -> None:
        """Unfold goals by id."""
        for goal_id in goal_ids:
            index = self.goals.index_of(goal_id)
            if index.isValid():
                self.expand(index)

    def unfold_below(self, goal_id: str) -> None:
        """Unfold a goal and everything under it."""
        index = self.goals.index_of(goal_id)
        if index.isValid():
            self.expandRecursively(index)

    @Slot(QModelIndex, QModelIndex)
    def _moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        entry = self.goals.entry(current)
        if entry is not None:
            self.opened.emit(entry.node.id)

    @Slot(QModelIndex)
    def _activated(self, index: QModelIndex) -> None:
        self.setExpanded(index, not self.isExpanded(index))

    # Qt overrides

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold or unfold on the chevron, select elsewhere."""
        index = self.indexAt(event.position().toPoint())
        entry = self.goals.entry(index)
        if entry is not None and entry.children:
            box = chevron_rect(entry, self.visualRect(index))
            if box.contains(event.position().toPoint()):
                self.setExpanded(index, not self.isExpanded(index))
                return
        super().mousePressEvent(event)


class Cascade(Card):
    """The card with vision, tree and new goal. Signals: goal_opened(str id), vision_opened()."""

    goal_opened = Signal(str)
    vision_opened = Signal()

    def __init__(self, new_goal: QAction, new_part: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, margin=1)
        self.body.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(15, 2, 15, 12)
        head.addWidget(PlainLabel("Cascade", strong=True, parent=self))
        self._counts = PlainLabel("", "caption", muted=True, fit="elide", parent=self)
        self._counts.setIndent(10)
        self._counts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._counts, 1)
        self.vision = VisionButton(self)
        self.tree = GoalTree(self)
        self._new = Button("New goal", "plus", "quiet", parent=self)
        self._new.follow(new_goal)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 6, 15, 0)
        foot.addWidget(self._new)
        foot.addStretch(1)
        part = tool_button("New strategy or step", "git-branch", self, kind="quiet")
        part.follow(new_part)
        foot.addWidget(part)
        self.body.addLayout(head)
        self.body.addWidget(Hairline(parent=self))
        self.body.addWidget(self.vision)
        self.body.addWidget(Hairline(parent=self))
        self.body.addWidget(self.tree, 1)
        self.body.addWidget(Hairline(parent=self))
        self.body.addLayout(foot)
        self.tree.opened.connect(self.goal_opened)
        self.vision.clicked.connect(self._vision_pressed)

    def set_goals(self, found: GoalList, words: Words, current_week: int, shown: str) -> None:
        """Show a cascade; unfolded goals stay unfolded, `shown` is selected (empty: the vision)."""
        unfolded = self.tree.expanded_ids()
        self.tree.goals.set_goals(found, words, current_week)
        self.tree.unfold(unfolded)
        self.vision.set_vision(found.vision, words)
        counts = [count_text(len(found.goals), "goal", "goals")]
        for kind, many in (("strategy", "strategies"), ("step", "steps"), ("test", "tests")):
            if found.count(kind):
                counts.append(count_text(found.count(kind), kind, many))
        self._counts.setText(" · ".join(counts))
        self.select(shown)

    def select(self, goal_id: str) -> None:
        """Mark a goal, or the vision for an empty id, as shown."""
        self.vision.setChecked(not goal_id)
        self.tree.show_goal(goal_id)

    @Slot()
    def _vision_pressed(self) -> None:
        self.vision.setChecked(True)
        self.vision_opened.emit()
