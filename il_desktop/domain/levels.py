"""How the people of a window spread over the levels of a measure, in full or as it may be told.

In a shared view a window of too few people is not told at all. A level of 5 % or less, or of 95 % or more, is told by a
code, one of too few people is hidden; and since all levels add up to everybody, further levels are hidden with them
until none can be worked out from the others. Who reads is taken to know how many people there were, and to lay the
tables of the grades and of the groups beside the one of all: `level_cuts` decides those together.
"""

from __future__ import annotations

from collections.abc import Collection

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.privacy import ABOVE, BELOW, code_of, is_small

HIDDEN = "hidden"
_SHARE = 20  # 5 % is one in twenty


class LevelMoment(NamedTuple):
    """One window: how many people at each level, in the order of the levels.

    `codes` is what a shared view says of each level, empty text for an exact count; None where only this table counts,
    no codes at all where nothing is told. `key` is the same for the same window in all tables.
    """

    label: str
    counts: tuple[int, ...]
    key: str = ""
    codes: tuple[str, ...] | None = None

    @property
    def people(self) -> int:
        """Everybody who was tested."""
        return sum(self.counts)


class LevelTable(NamedTuple):
    """A measure by its levels, lowest first; `who` names the grade or group it is of, empty for all."""

    measure_id: str
    measure: str
    who: str
    levels: tuple[str, ...]
    min_n: int
    moments: tuple[LevelMoment, ...]
    grade: str = ""
    dimension: str = ""
    group: str = ""


class LevelCell(NamedTuple):
    """What is told of one level: how many, or a code, or that it is hidden."""

    number: int | None
    told: str = ""


class LevelRow(NamedTuple):
    """One window as it is told; `people` is None where the window is too small to be told."""

    label: str
    people: int | None
    cells: tuple[LevelCell, ...]

    @property
    def is_told(self) -> bool:
        """Whether anything is told of it."""
        return self.people is not None


def level_rows(table: LevelTable, *, is_shared: bool) -> tuple[LevelRow, ...]:
    """Return the windows of a table in full, or as they may be told."""
    return tuple(_row(moment, table.min_n, is_shared=is_shared) for moment in table.moments)


def _row(moment: LevelMoment, min_n: int, *, is_shared: bool) -> LevelRow:
    if not is_shared:
        return LevelRow(moment.label, moment.people, tuple(LevelCell(count) for count in moment.counts))
    told = moment.codes
    if told is None:
        told = () if is_small(moment.people, min_n) else covered(moment.counts, min_n)
    if not told:
        return LevelRow(moment.label, None, tuple(LevelCell(None, HIDDEN) for _ in moment.counts))
    cells = (LevelCell(None if code else count, code) for count, code in zip(moment.counts, told, strict=True))
    return LevelRow(moment.label, moment.people, tuple(cells))


def covered(counts: tuple[int, ...], min_n: int, hide: Collection[int] = ()) -> tuple[str, ...]:
    """Return the code of each level, empty text for an exact one; nothing at all where no covering helps.

    `hide` are the places of levels that are hidden for another table's sake.
    """
    people = sum(counts)
    told = [
        code_of(count, people) or (HIDDEN if place in hide or is_small(count, min_n) else "")
        for place, count in enumerate(counts)
    ]
    while any(told) and _follows(told, counts, people):
        left = [number for number, code in enumerate(told) if not code]
        if left:
            told[min(left, key=lambda number: (counts[number], number))] = HIDDEN
        elif any(code != HIDDEN for code in told):
            told = [HIDDEN] * len(told)
        else:
            return ()
    return tuple(told)


def _follows(told: list[str], counts: tuple[int, ...], people: int) -> bool:
    """Tell whether a level that is not told exactly has only one possible count, from the others and from everybody."""
    unseen = [_range(code, people) for code in told if code]
    spare = people - sum(count for count, code in zip(counts, told, strict=True) if not code)
    least, most = sum(low for low, _ in unseen), sum(high for _, high in unseen)
    return any(max(low, spare - (most - high)) >= min(high, spare - (least - low)) for low, high in unseen)


def _range(code: str, people: int) -> tuple[int, int]:
    few = people // _SHARE
    return {BELOW: (0, few), ABOVE: (people - few, people)}.get(code, (0, people))
