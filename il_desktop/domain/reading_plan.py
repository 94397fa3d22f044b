"""What bringing in readings means, as records: rows read, what the file knows already, and the plan that joins them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from il_desktop.domain.light import NamedTuple

COUNTED = frozenset({"percent", "per_100"})  # units that are a count out of a number


class ReadingOutcome(StrEnum):
    """What happens to one reading of the list."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class ReadingFacts(NamedTuple):
    """One reading as its list says it. Empty text and None mean "of all" or "not said"."""

    measure: str
    read_on: date
    window_id: str = ""
    group_dim: str = ""
    group_name: str = ""
    grade: str = ""
    level: str = ""
    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None

    @property
    def numbers(self) -> tuple[int | None, int | None, float | None]:
        """Counts and value."""
        return self.numerator, self.denominator, self.value


class KnownMeasure(NamedTuple):
    """A measure of the file."""

    id: str
    name: str
    unit: str
    source: str
    levels: tuple[str, ...] = ()


class KnownWindow(NamedTuple):
    """An assessment window of the file."""

    id: str
    name: str
    first: date
    last: date


# measure id, ISO date or window id, group dimension, group, grade, level
ReadingKey = tuple[str, str, str, str, str, str]


class KnownReading(NamedTuple):
    """A reading of the file: its id, counts and value."""

    id: str
    numerator: int | None
    denominator: int | None
    value: float | None


class ReadingBasis(NamedTuple):
    """What the file knows: measures, windows, and its readings by day and by window."""

    measures: tuple[KnownMeasure, ...]
    windows: tuple[KnownWindow, ...]
    by_day: Mapping[ReadingKey, KnownReading]
    by_window: Mapping[ReadingKey, KnownReading]
    today: date


class NewMeasure(NamedTuple):
    """A measure that the list names and the file does not have."""

    name: str
    unit: str
    levels: tuple[str, ...] = ()


class ReadingItem(NamedTuple):
    """One reading with its outcome; `reading_id` and `before` are set for those the file has."""

    line: int
    outcome: ReadingOutcome
    facts: ReadingFacts
    reading_id: str = ""
    before: KnownReading | None = None


class ReadingPlan(NamedTuple):
    """The whole list, decided. Writing it is one transaction and one undo step.

    `left_out` are lines whose numbers the sender had hidden, or left empty.
    """

    source: str
    items: tuple[ReadingItem, ...]
    new_measures: tuple[NewMeasure, ...] = ()
    ignored_columns: tuple[str, ...] = ()
    left_out: tuple[int, ...] = ()
    encoding_guessed: bool = False

    def count(self, outcome: ReadingOutcome) -> int:
        """Count the readings of one outcome."""
        return sum(item.outcome is outcome for item in self.items)

    @property
    def writes(self) -> tuple[ReadingItem, ...]:
        """The readings that change the file."""
        return tuple(item for item in self.items if item.outcome is not ReadingOutcome.UNCHANGED)
