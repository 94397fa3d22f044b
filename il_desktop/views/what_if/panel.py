"""Beside the two weeks: their figures, the differences to tick, and the ways out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from il_desktop.domain.proposal import Proposal
from il_desktop.domain.walltime import Span
from il_desktop.views.planner.figure_table import FigureTable
from il_desktop.views.planner.line_list import LineList
from il_desktop.views.planner.lost_form import LostForm
from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.kit import Hairline, PlainLabel, link_button, outline_button, primary_button, tool_button
from il_desktop.views.shared.scrolled import Scrolled
from il_desktop.views.shared.shell import Shell
from il_desktop.views.what_if.bench import Shown
from il_desktop.views.what_if.keys import PAGE
from il_desktop.wording.what_if import READ_ONLY, STALE, pair_lines, sum_text

WIDTH, MOST_WIDTH = 300, 460


class Panel(QWidget):
    """Signals: lost(Loss) from the form, line_shown(str) a difference's key."""

    lost = Signal(object)
    line_shown = Signal(str)

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self.figures = FigureTable(self)
        self.list = LineList("Differences", self)
        self.state = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.stop = link_button("Stop looking", parent=self, role="caption")
        self.plan = link_button("Plan what waits", parent=self, role="caption")
        self.lose = link_button("I lost time…", parent=self, role="caption")
        self.back = link_button("Bring back", parent=self, role="caption")
        self.adopt = primary_button("Adopt", parent=self)
        self.throw = outline_button("Throw away", parent=self)
        self.form = LostForm(shell, self)
        self._title = PlainLabel("Differences", "title", strong=True, fit="elide", parent=self)
        self._blocked = 0
        self._is_filling = False
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.setSpacing(0)
        column = self._scrolled(outer)
        links, ends = QWidget(self), QWidget(self)
        for holder, widgets in ((links, (self.plan, self.lose, self.back)), (ends, (self.adopt, self.throw))):
            row = FlowLayout(12, holder)
            for widget in widgets:
                row.addWidget(widget)
        line = Hairline(parent=self)
        self._about: tuple[QWidget, ...] = (self.figures, self.list, self.state, links, ends, line)
        column.addLayout(self._head())
        for widget in (self.figures, self.state, self.stop):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(links)
        column.addWidget(self.form, 1)
        foot = QVBoxLayout()  # outside what scrolls: the way to decide is always in sight
        foot.setContentsMargins(16, 8, 16, 12)
        foot.addWidget(ends)
        outer.addWidget(line)
        outer.addLayout(foot)
        self.form.hide()
        self.stop.hide()

    def _scrolled(self, outer: QVBoxLayout) -> QVBoxLayout:
        scroll = Scrolled(self)
        inside = QWidget(scroll)
        scroll.hold(inside)
        outer.addWidget(scroll, 1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        return column

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        for name in ("undo", "redo"):
            button = tool_button(name.capitalize(), f"{name}-2", self, kind="quiet")
            button.follow(self._shell.actions.action(f"edit.{name}"))
            head.addWidget(button)
        return head

    def _connect(self) -> None:
        self.list.row_changed.connect(self._tell_line)
        self.list.lines.ticked.connect(self.count)
        self.form.lost.connect(self._lose)
        self.form.left.connect(self.close_form)
        self._scale()
        theme.current().changed.connect(self._scale)

    def follow_actions(self) -> None:
        """Let the buttons stand for the page's actions, which are registered by now."""
        actions = self._shell.actions
        for button, name in ((self.plan, "plan"), (self.lose, "lost"), (self.throw, "throw_away")):
            button.clicked.connect(actions.action(f"{PAGE}.{name}").trigger)
        self.back.clicked.connect(actions.action(f"{PAGE}.bring_back").trigger)
        self.adopt.clicked.connect(actions.action(f"{PAGE}.adopt").trigger)
        self.list.accept_wanted.connect(actions.action(f"{PAGE}.adopt").trigger)

    # what is shown

    def show_all(self, shown: Shown, proposal: Proposal, *, is_new: bool) -> None:
        """Show figures and differences; what cannot be adopted is not ticked. A new copy forgets what was refused."""
        row, self._is_filling = self.list.row, True
        if is_new:
            self.list.lines.show_proposal(None, self._shell.words)
        self.list.lines.show_proposal(proposal, self._shell.words)
        self.list.lines.refuse(shown.clashing)
        self._blocked = len(shown.clashing)
        self.figures.show_rows(pair_lines(*shown.figures))
        self.list.choose(row.key if row is not None else "")
        self._is_filling = False
        self.back.setVisible(shown.has_thrown)
        self.throw.setEnabled(shown.has_deeds)
        for name, can in (("bring_back", shown.has_thrown), ("throw_away", shown.has_deeds)):
            self._shell.actions.action(f"{PAGE}.{name}").setEnabled(can)
        told = [sum_text(shown.lines, self._blocked)]
        if shown.is_stale and shown.lines:
            told.append(STALE)
        if self._shell.desk.is_read_only:
            told.append(READ_ONLY)
        self.say(" ".join(told))
        self.count()

    def say(self, sentence: str) -> None:
        """Show a sentence under the list."""
        self.state.setText(sentence)
        a11y.announce(self.list, sentence)

    @Slot()
    def count(self) -> None:
        """Say on the button how many differences are adopted."""
        chosen = len(self.list.lines.chosen)
        self.adopt.setText(f"Adopt {chosen}" if chosen else "Adopt")
        can = bool(chosen) and not self._shell.desk.is_read_only
        self.adopt.setEnabled(can)
        self._shell.actions.action(f"{PAGE}.adopt").setEnabled(can)

    def open_form(self, span: Span) -> None:
        """Ask which time was lost."""
        self._show_form(is_form=True)
        self.form.open_at(span)

    @Slot()
    def close_form(self) -> None:
        """Show the differences again."""
        self._show_form(is_form=False)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_form(self, *, is_form: bool) -> None:
        for widget in self._about:
            widget.setVisible(not is_form)
        self._title.setText("I lost time" if is_form else "Differences")
        self.form.setVisible(is_form)

    @Slot(object)
    def _lose(self, loss: object) -> None:
        self.close_form()
        self.lost.emit(loss)

    @Slot()
    def _tell_line(self) -> None:
        row = self.list.row
        if row is not None and not self._is_filling:
            self.line_shown.emit(row.key)

    @Slot()
    def _scale(self) -> None:
        self.setMinimumWidth(min(theme.current().px(WIDTH), MOST_WIDTH))

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole panel is drawn
        """Draw the plane and its left edge."""
        tokens = theme.current().tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.surface)
        painter.fillRect(0, 0, 1, self.height(), tokens.grid)
