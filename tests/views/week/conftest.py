"""The week page on the sample school, in a window of its own, and hands that press, drag and type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.week import BlockCard
from il_desktop.views.shared.shell import Shell
from il_desktop.views.week.page import WeekPage

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
MON, TUE, WED, THU, FRI = (date(2026, 1, day) for day in range(12, 17))


@dataclass
class Hands:
    """Does to a week page what a person does, at days and times instead of pixels."""

    page: WeekPage
    shell: Shell
    host: QWidget

    @property
    def grid(self):
        return self.page.grid

    def point(self, day: date, minute: int, share: float = 0.5) -> QPoint:
        """The pixel of a day and minute, `share` of the way from the left to the right of the blocks' part."""
        layout = self.grid.layout_now
        column = layout.column_of(day)
        left, width = column.lanes
        y = layout.axis.y_of(minute) + layout.body_top - self.grid.scroll_px
        return QPoint(round(left + width * share), round(y))

    def press(self, at: QPoint, keys=NONE) -> None:
        QTest.mousePress(self.grid, LEFT, keys, at)

    def glide(self, start: QPoint, end: QPoint, keys=NONE) -> None:
        """Move with the button down, in a few steps."""
        for part in (0.2, 0.6, 1.0):
            self.hover(QPointF(start) + (QPointF(end) - QPointF(start)) * part, keys)

    def hover(self, at: QPointF | QPoint, keys=NONE) -> None:

        local = QPointF(at)
        event = QMouseEvent(
            QEvent.Type.MouseMove, local, QPointF(self.grid.mapToGlobal(local)), Qt.MouseButton.NoButton, LEFT, keys
        )
        QApplication.sendEvent(self.grid, event)

    def release(self, at: QPoint, keys=NONE) -> None:
        QTest.mouseRelease(self.grid, LEFT, keys, at)

    def drag(self, start: QPoint, end: QPoint, keys=NONE) -> None:
        self.press(start)
        self.glide(start, end, keys)
        self.release(end, keys)
        self.settle()

    def click(self, at: QPoint) -> None:
        QTest.mouseClick(self.grid, LEFT, NONE, at)
        self.settle()

    def key(self, key, keys=NONE) -> None:
        QTest.keyClick(self.grid, key, keys)
        self.settle()

    def settle(self) -> None:
        self.shell.hub.flush()

    def card(self, title: str, day: date | None = None) -> BlockCard:
        """The shown block of this name (on this day)."""
        found = [one for one in self.cards() if one.title == title and day in (None, one.span.start.day)]
        assert found, f"{title} is not shown"
        return found[0]

    def cards(self) -> tuple[BlockCard, ...]:
        return self.grid.state.view.cards

    def middle(self, card: BlockCard) -> QPoint:
        return self.grid.to_widget(self.grid.layout_now.boxes_of(card.key)[0].rect).center().toPoint()

    def steps(self) -> int:
        """The number of the newest step that can be undone."""
        step = self.shell.desk.history().undo
        return step.seq if step else 0

    def add(self, title: str, start: WallTime, minutes: int = 30, **more) -> BlockCard:
        """Put a block into the file through a command and show it."""

        draft = BlockDraft(title, more.pop("kind", "office_work"), start, start.plus(minutes), **more)
        key = self.shell.desk.run(commands.schedule.create_block, draft)
        self.settle()
        return self.grid.card(key)


@pytest.fixture
def open_week(qtbot) -> Callable[..., Hands]:
    """Show the week page of a shell."""

    def build(shell: Shell, width: int = 1284, height: int = 800) -> Hands:
        host = QWidget()
        qtbot.addWidget(host)
        column = QVBoxLayout(host)
        column.setContentsMargins(0, 0, 0, 0)
        page = WeekPage(shell, host)
        for widget in (page.head_lead(), page.head_tools()):
            column.addWidget(widget)
        column.addWidget(page, 1)
        shell.actions.set_page("week")
        host.resize(width, height)
        with qtbot.waitActive(host):
            host.show()
        page.grid.setFocus()
        return Hands(page, shell, host)

    return build


@pytest.fixture
def week(open_week, sample_shell) -> Hands:
    """The sample school's week of 12 January 2026, Friday 8:00."""
    return open_week(sample_shell)


@pytest.fixture
def quiet(open_week, shell) -> Hands:
    """The same week of a new, empty file."""
    return open_week(shell)
