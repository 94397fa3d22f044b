"""What an import of results does beside the window before anything is written: read and plan."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from il_desktop.domain.errors import BadFile, UserFacingError
from il_desktop.domain.reading_plan import ReadingBasis, ReadingPlan
from il_desktop.domain.uncollected import uncollected
from il_desktop.interchange.csv_readings import Wish, columns_of, plan_readings, read_results
from il_desktop.interchange.csv_table import CsvTable
from il_desktop.interchange.reading_columns import ReadingColumns
from il_desktop.views.shared.meter import Meter


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


def read(asked: Asked, meter: Meter) -> Answer:
    """Read and plan; runs on another thread."""
    table, columns = asked.table, asked.columns
    try:
        with uncollected():
            if table is None:
                data = asked.data if asked.data is not None else asked.source.read_bytes()
                table = read_results(data, asked.source)
            columns = columns or columns_of(table, asked.basis)
            return Answer(table, columns, plan_readings(table, columns, asked.basis, asked.wish, meter.tell), None)
    except UserFacingError as error:
        return Answer(table, columns, None, error)
    except OSError as error:
        return Answer(None, None, None, BadFile(asked.source, "unreadable", error.strerror or ""))
