"""What a strategy, step or test shows in place of a chart: why, what is expected, and its own parts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from il_desktop.queries.goal_detail import GoalDetail
from il_desktop.queries.goals import GoalNode
from il_desktop.views.goals.row_words import short_day
from il_desktop.views.shared import a11y
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.kit import Button, Card, PlainLabel, StatusMark, link_button
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.goals import KIND_WORDS

_GLYPHS = {"goals.block": "calendar-plus", "goals.task": "list-checks"}


class PartCard(Card):
    """Signal: part_wanted(str goal id) when one of the listed parts is pressed."""

    part_wanted = Signal(str)

    def __init__(self, shell: Shell, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__("Plan", parent=parent)
        self._shell = shell
        deeds = FlowLayout(8)
        for action in actions:
            button = Button(action.text(), _GLYPHS.get(action.objectName(), ""), parent=self)
            button.follow(action)
            deeds.addWidget(button)
        self._because = PlainLabel("", fit="wrap", parent=self)
        self._note = PlainLabel("", muted=True, fit="wrap", parent=self)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.body.addWidget(self._because)
        self.body.addWidget(self._note)
        self.body.addLayout(self._rows)
        self.body.addLayout(deeds)
        self.body.addStretch(1)

    def set_detail(self, detail: GoalDetail) -> None:
        """Show another strategy, step or test."""
        while (item := self._rows.takeAt(0)) is not None:
            if (layout := item.layout()) is not None:
                while (child := layout.takeAt(0)) is not None:
                    if (widget := child.widget()) is not None:
                        widget.hide()
                        widget.deleteLater()
        fields = detail.fields
        if fields.kind == "strategy":
            then = [fields.prediction and f"then {fields.prediction}", fields.because and f"because {fields.because}"]
            sentence = ", ".join(part for part in then if part)
            said = [sentence and f"If we do this, {sentence}"]
        else:
            said = [fields.because, fields.prediction and f"Prediction: {fields.prediction}"]
        said.append(fields.result and f"Result: {fields.result}")
        self._because.setText("\n".join(text for text in said if text))
        self._because.setVisible(any(said))
        kind = KIND_WORDS.get(fields.kind, "Goal").lower()
        has_parts = bool(detail.node.children)
        self._note.setText("" if has_parts else f"This {kind} has no parts of its own.")
        self._note.setVisible(not has_parts)
        for node in detail.node.children:
            self._rows.addLayout(self._row(node))

    def _row(self, node: GoalNode) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(StatusMark("done" if node.is_done else "none", "", parent=self))
        button = link_button(node.title, parent=self)
        button.setProperty("goal_id", node.id)
        button.clicked.connect(self._pressed)
        a11y.name(button, f"Show {node.title}")
        row.addWidget(button)
        row.addStretch(1)
        row.addWidget(PlainLabel(short_day(node, self._shell.words), "caption", muted=True, parent=self))
        return row

    @Slot()
    def _pressed(self) -> None:
        self.part_wanted.emit(str(self.sender().property("goal_id")))
