"""Solves beside the window: the first answer as soon as there is one, the best at the end, nothing after Cancel.

The search runs in a process of its own; a thread waits for it. What it finds lies in a queue that the window's own
timer empties: no signal crosses threads.
"""

from __future__ import annotations

import queue
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from il_desktop.planning import worker
from il_desktop.planning.proposing import Planned
from il_desktop.planning.week import WeekFacts
from il_desktop.views.planner.apart import Question, Stopped
from il_desktop.views.shared.tasks import TaskRunner

TASK = "planner.solve"
ASIDE = "planner.ask"
LOOK_MS = 40
CALM_LOOKS = 12  # after the first answer better ones are shown twice a second: a list that flickers cannot be read


class PlanRunner(QObject):
    """Signals: better(Planned) while it works, done(Planned) at the end, stopped() after Cancel.

    And for what is asked aside: told(tuple of Note), found_others(list of Planned).
    """

    better = Signal(object)
    done = Signal(object)
    stopped = Signal()
    told = Signal(object)
    found_others = Signal(object)

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None, name: str = TASK) -> None:
        super().__init__(parent)
        self._tasks, self._name = tasks, name
        self._question, self._aside = Question(), Question()
        self._found: queue.SimpleQueue[Planned] = queue.SimpleQueue()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._looks = 0
        self.is_busy = False

    def start(self, facts: WeekFacts) -> None:
        """Plan a week; what was being solved before is dropped."""
        self._question.stop()
        self._question, self._found = Question(), queue.SimpleQueue()
        self.is_busy = True
        self._looks = 0
        self._timer.start()
        self._tasks.start(self._name, _solve, facts, self._question, self._found, done=self._finish, failed=self._break)

    @Slot()
    def cancel(self) -> None:
        """Stop solving; what was shown stays."""
        self._aside.stop()
        if self.is_busy:
            self._end()
            self._tasks.cancel(self._name)
            self.stopped.emit()

    def ask_keeping(self, planned: Planned, key: str) -> None:
        """Ask what it would take to keep a block where it was."""
        self._ask_aside(worker.KEEP, (planned, key), self._tell)

    def ask_others(self, planned: Planned) -> None:
        """Ask for other plans that are about as good."""
        self._ask_aside(worker.OTHERS, (planned,), self._tell_others)

    def _ask_aside(self, name: str, args: tuple[object, ...], done: Callable[[Any], None]) -> None:
        self._aside.stop()
        self._aside = Question()
        self._tasks.start(ASIDE, self._aside.ask, name, args, done=done, failed=self._drop)

    @Slot()
    def _look(self) -> None:
        if self._looks % CALM_LOOKS:
            self._looks += 1
            return
        newest: Planned | None = None
        while not self._found.empty():
            newest = self._found.get()
        if newest is not None and self.is_busy:
            self._looks += 1
            self.better.emit(newest)

    def _finish(self, planned: Planned) -> None:
        self._end()
        self.done.emit(planned)

    def _break(self, error: Exception) -> None:
        self._end()
        self.stopped.emit()
        raise error

    def _drop(self, error: Exception) -> None:
        if not isinstance(error, Stopped):
            raise error

    def _end(self) -> None:
        self._question.stop()
        self._timer.stop()
        self.is_busy = False

    def _tell(self, notes: object) -> None:
        self.told.emit(notes)

    def _tell_others(self, found: object) -> None:
        self.found_others.emit(found)


def _solve(facts: WeekFacts, question: Question, found: queue.SimpleQueue[Planned]) -> Planned:
    return question.ask(worker.PLAN, (facts,), found.put)
