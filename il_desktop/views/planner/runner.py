"""Solves beside the window: the first answer as soon as there is one, the best at the end, nothing after Cancel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from il_desktop.planning import worker
from il_desktop.planning.proposing import Planned
from il_desktop.planning.week import WeekFacts
from il_desktop.views.planner.apart import Question
from il_desktop.views.shared.tasks import TaskRunner


class PlannerEndedError(Exception):
    """The planner's process ended without an answer; the number is how."""


class PlanRunner(QObject):
    """Signals: better(Planned) while it works, done(Planned) at the end, stopped() after Cancel.

    And for what is asked aside: told(tuple of Note), found_others(list of Planned).
    """

    better = Signal(object)
    done = Signal(object)
    stopped = Signal()
    told = Signal(object)
    found_others = Signal(object)

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._question: Question | None = None
        self._aside: Question | None = None
        tasks.closing.connect(self.cancel)

    @property
    def is_busy(self) -> bool:
        """Whether a plan is being made."""
        return self._question is not None

    def start(self, facts: WeekFacts) -> None:
        """Plan a week; what was being solved before is dropped."""
        self._drop()
        question = self._question = Question(self)
        question.better.connect(self.better)
        question.done.connect(self._finish)
        question.died.connect(self._break)
        question.ask(worker.PLAN, (facts,))

    @Slot()
    def cancel(self) -> None:
        """Stop solving; what was shown stays."""
        self._drop_aside()
        if self._question is not None:
            self._drop()
            self.stopped.emit()

    def ask_keeping(self, planned: Planned, key: str) -> None:
        """Ask what it would take to keep a block where it was."""
        self._ask_aside(worker.KEEP, (planned, key), self._tell)

    def ask_others(self, planned: Planned) -> None:
        """Ask for other plans that are about as good."""
        self._ask_aside(worker.OTHERS, (planned,), self._tell_others)

    def _ask_aside(self, name: str, args: tuple[object, ...], done: Callable[[Any], None]) -> None:
        self._drop_aside()
        question = self._aside = Question(self)
        question.done.connect(done)
        question.died.connect(self._break)
        question.ask(name, args)

    @Slot(object)
    def _finish(self, planned: Planned) -> None:
        self._drop()
        self.done.emit(planned)

    @Slot(int)
    def _break(self, code: int) -> None:
        self.cancel()
        raise PlannerEndedError(code)

    @Slot(object)
    def _tell(self, notes: object) -> None:
        self._drop_aside()
        self.told.emit(notes)

    @Slot(object)
    def _tell_others(self, found: object) -> None:
        self._drop_aside()
        self.found_others.emit(found)

    def _drop(self) -> None:
        if self._question is not None:
            self._question.stop()
            self._question = None

    def _drop_aside(self) -> None:
        if self._aside is not None:
            self._aside.stop()
            self._aside = None
