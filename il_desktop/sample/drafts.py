"""Blocks of the principal's year while they are being laid out: drafts by day, without overlap unless wanted."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from il_desktop.domain.walltime import WallTime
from il_desktop.sample.book import NOW, row_id

WORK = (435, 945)  # 7:15 to 15:45


@dataclass(slots=True, eq=False)
class Draft:
    """One block to be: minutes of the day, `goals` as (letter, per cent), `actual` when it really took place."""

    day: date
    start: int
    end: int
    title: str
    activity: str
    protection: int = 1
    is_buffer: bool = False
    origin: str = "manual"
    period: str | None = None
    offset: int = 0
    place: str | None = None
    note: str | None = None
    is_public: bool = False
    state: str = "planned"
    goals: tuple[tuple[str, int], ...] = ()
    actual: tuple[int, int] | None = None
    follows: Draft | None = None
    series: str | None = None
    occurrence_on: date | None = None
    make_up_for: str | None = None
    tag: str = ""  # tells two blocks with the same start apart

    @property
    def key(self) -> str:
        """Readable key: the day and start, `block:2026-01-16:0943`."""
        return f"block:{self.day}:{self.start // 60:02d}{self.start % 60:02d}{self.tag}"

    @property
    def id(self) -> str:
        """Return the row's id."""
        return row_id(self.key)

    @property
    def minutes(self) -> int:
        """Length in minutes."""
        return self.end - self.start

    @property
    def starts(self) -> WallTime:
        """When it starts."""
        return WallTime(self.day, self.start)

    @property
    def is_past(self) -> bool:
        """Tell whether it had ended when the sample stands still."""
        return WallTime(self.day, self.end) <= NOW


@dataclass(slots=True)
class Agenda:
    """All drafts by day, and reserved times that stay free though no row stands there."""

    by_day: dict[date, list[Draft]] = field(default_factory=dict)
    reserved: dict[date, list[tuple[int, int]]] = field(default_factory=dict)

    def is_free(self, day: date, start: int, end: int) -> bool:
        """Tell whether nothing is planned or reserved in [start, end)."""
        return all(end <= low or high <= start for low, high in self.busy(day))

    def busy(self, day: date) -> list[tuple[int, int]]:
        """Return the taken spans of a day, sorted."""
        taken = [(draft.start, draft.end) for draft in self.by_day.get(day, ())]
        return sorted(taken + self.reserved.get(day, []))

    def gaps(self, day: date, low: int, high: int) -> list[tuple[int, int]]:
        """Return the free spans of a day between two minutes."""
        found: list[tuple[int, int]] = []
        cursor = low
        for start, end in [*self.busy(day), (high, high)]:
            if min(start, high) > cursor:
                found.append((cursor, min(start, high)))
            cursor = max(cursor, end)
        return found

    def put(self, draft: Draft) -> Draft:
        """Add a draft as it stands, overlap or not."""
        insort(self.by_day.setdefault(draft.day, []), draft, key=lambda each: (each.start, each.end, each.tag))
        return draft

    def try_put(self, draft: Draft) -> Draft | None:
        """Add a draft where it is free; return None and add nothing otherwise."""
        return self.put(draft) if self.is_free(draft.day, draft.start, draft.end) else None

    def all(self) -> Iterator[Draft]:
        """Yield every draft in order of time."""
        for day in sorted(self.by_day):
            yield from self.by_day[day]

    @property
    def count(self) -> int:
        """How many drafts there are."""
        return sum(len(drafts) for drafts in self.by_day.values())
