"""Which goals a block's minutes go to: one row for each goal with its share, never more than 100 per cent together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from il_desktop.domain.blocks import GoalShare
from il_desktop.views.shared import a11y
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.fields import NumberField
from il_desktop.views.shared.kit import PlainLabel, link_button, tool_button

_CHOOSE = "Choose a goal"


class _ShareRow(QWidget):
    """One goal and its per cent. Signals: changed(), removed(object) itself, goal_wanted(str goal id)."""

    changed = Signal()
    goal_wanted = Signal(str)
    removed = Signal(object)

    def __init__(self, choices: Sequence[tuple[str, str]], share: GoalShare | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.goal = ComboBox(self)
        self.goal.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.goal.addItem(_CHOOSE, "")
        for goal_id, label in choices:
            self.goal.addItem(label, goal_id)
        a11y.name(self.goal, "Goal")
        self.share = NumberField("Share in per cent", low=1, high=100, parent=self)
        self.share.line.setFixedWidth(self.share.line.fontMetrics().horizontalAdvance("000") + 30)
        self.show_goal = tool_button("Show this goal and its vision", "target", self, kind="quiet")
        drop = tool_button("Unlink this goal", "x", self, kind="quiet")
        percent = PlainLabel("%", muted=True, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        above, below = QHBoxLayout(), QHBoxLayout()  # beside the share the goal's name would be cut
        for row, parts in ((above, (self.goal, self.show_goal, drop)), (below, (self.share, percent))):
            row.setSpacing(6)
            for part in parts:
                row.addWidget(part, int(part is self.goal))
            column.addLayout(row)
        below.addStretch(1)
        if share is not None:
            place = self.goal.findData(share.goal_id)
            if place < 0:
                self.goal.addItem("A goal that takes no more time", share.goal_id)
                place = self.goal.count() - 1
            self.goal.setCurrentIndex(place)
            self.share.set_value(share.share_pct)
        self.goal.activated.connect(self._pick)
        self.share.accepted.connect(self._share_taken)
        self.show_goal.clicked.connect(self._show_goal)
        drop.clicked.connect(self._drop)
        self._enable()

    @property
    def value(self) -> GoalShare | None:
        """The row as a share, None while it is not complete."""
        goal_id = self.goal.currentData()
        return GoalShare(goal_id, self.share.value) if goal_id and self.share.value else None

    @Slot(int)
    def _pick(self, index: int) -> None:  # noqa: ARG002  the box knows its choice
        self._enable()
        self.changed.emit()

    @Slot(object)
    def _share_taken(self, value: object) -> None:  # noqa: ARG002  the field knows its value
        self.changed.emit()

    def _enable(self) -> None:
        self.show_goal.setEnabled(bool(self.goal.currentData()))

    @Slot()
    def _show_goal(self) -> None:
        self.goal_wanted.emit(self.goal.currentData())

    @Slot()
    def _drop(self) -> None:
        self.removed.emit(self)


class GoalShares(QWidget):
    """Signals: shares_changed(object) a tuple of GoalShare, only when it can be saved; goal_wanted(str goal id)."""

    goal_wanted = Signal(str)
    shares_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: Sequence[tuple[str, str]] = ()
        self._saved: tuple[GoalShare, ...] = ()
        self.rows: list[_ShareRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.reason = PlainLabel("", "caption", tone="attention", fit="wrap", parent=self)
        self.reason.hide()
        self.rest = PlainLabel("", "caption", muted=True, parent=self)
        self.add = link_button("Link a goal", "plus", self)
        column.addLayout(self._rows)
        column.addWidget(self.reason)
        column.addWidget(self.rest)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.add.clicked.connect(self._add)

    def show_shares(self, shares: tuple[GoalShare, ...], choices: Sequence[tuple[str, str]]) -> None:
        """Show the goals of another block, or what was saved of this one."""
        is_same = shares == self._saved and list(choices) == list(self._choices) and len(self.rows) >= len(shares)
        self._saved, self._choices = shares, choices
        if is_same:
            return
        for row in list(self.rows):
            self._take_out(row)
        for share in shares:
            self._put_in(share)
        self._say()

    def _put_in(self, share: GoalShare | None) -> _ShareRow:
        row = _ShareRow(self._choices, share, self)
        row.changed.connect(self._changed)
        row.removed.connect(self._removed)
        row.goal_wanted.connect(self.goal_wanted)
        self.rows.append(row)
        self._rows.addWidget(row)
        return row

    def _take_out(self, row: _ShareRow) -> None:
        self.rows.remove(row)
        self._rows.removeWidget(row)
        row.hide()
        row.deleteLater()

    @Slot()
    def _add(self) -> None:
        left = 100 - sum(row.share.value or 0 for row in self.rows)
        row = self._put_in(None)
        if left > 0:
            row.share.set_value(left)
        row.goal.setFocus()
        self._say()

    @Slot(object)
    def _removed(self, row: _ShareRow) -> None:
        self._take_out(row)
        self.add.setFocus()
        self._changed()

    @Slot()
    def _changed(self) -> None:
        shares = tuple(row.value for row in self.rows if row.value is not None)
        self._say()
        if not self.reason.text() and shares != self._saved:
            self._saved = shares
            self.shares_changed.emit(shares)

    def _say(self) -> None:
        """Show what is left, or why the shares cannot be saved."""
        values = [row.value for row in self.rows if row.value is not None]
        total = sum(share.share_pct for share in values)
        reason = ""
        if total > 100:
            reason = f"Together {total} %. A block has 100 %; nothing was saved."
        elif len({share.goal_id for share in values}) < len(values):
            reason = "The same goal stands here twice; nothing was saved."
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        if reason:
            a11y.announce(self, reason, urgent=True)
        has_rest = 0 < total < 100
        self.rest.setText(f"{100 - total} % goes to no goal." if has_rest else "")
        self.rest.setVisible(has_rest)
