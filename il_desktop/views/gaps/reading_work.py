"""What an import of results does beside the window: read, plan, say how far it is, stop when asked."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from il_desktop.domain.errors import BadFile, UserFacingError
from il_desktop.domain.reading_plan import ReadingBasis, ReadingPlan
from il_desktop.interchange.csv_readings import Wish, columns_of, plan_readings, read_results
from il_desktop.interchange.csv_table import CsvTable
from il_desktop.interchange.reading_columns import ReadingColumns


class Stopped(Exception):
    """The reading was stopped by the user."""


class Asked(NamedTuple):
    """What is read beside the window."""

    data: bytes | str | None
    source: Path
    table: CsvTable | None
    columns: ReadingColumns | None
    basis: ReadingBasis
    wish: Wish


class Answer(NamedTuple):
    """What came of it: the table and its columns, then a plan or a problem."""

    table: CsvTable | None
    columns: ReadingColumns | None
    plan: ReadingPlan | None
    problem: UserFacingError | None


class Meter(QObject):
    """Tells the window how far another thread is. Signal: told(int done, int all)."""

    told = Signal(int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop = threading.Event()

    def begin(self) -> None:
        """Forget an earlier stop."""
        self._stop.clear()

    def stop(self) -> None:
        """Ask the other thread to end."""
        self._stop.set()

    def tell(self, done: int, every: int) -> None:
        """Say how far it is; called on the other thread, and stops it there when asked."""
        if self._stop.is_set():
            raise Stopped
        self.told.emit(done, every)


def read(asked: Asked, meter: Meter) -> Answer:
    """Read and plan; runs on another thread."""
    table, columns = asked.table, asked.columns
    try:
        if table is None:
            data = asked.data if asked.data is not None else asked.source.read_bytes()
            table = read_results(data, asked.source)
        columns = columns or columns_of(table, asked.basis)
        return Answer(table, columns, plan_readings(table, columns, asked.basis, asked.wish, meter.tell), None)
    except UserFacingError as error:
        return Answer(table, columns, None, error)
    except OSError as error:
        return Answer(None, None, None, BadFile(asked.source, "unreadable", error.strerror or ""))
