"""Gaps between groups over time: rates, the difference with its interval, and how it moves. As told, or in full.

Everything is computed from what may be told in the view asked for, so that no figure says more than the table beside
it. Which numbers are near or far is left to who reads.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.metrics.rate_gap import Rate, RateGap, rate_gap
from il_desktop.domain.metrics.trend import LEAST_POINTS, least_squares
from il_desktop.domain.privacy import ALONG, Group, GroupTable, Told, hidden_everywhere, told


class Moment(NamedTuple):
    """The groups of a measure in one window, or on one day; `week` is its place on the line of time.

    `key` is the same for the same window in all tables, whatever it is called.
    """

    label: str
    on: date
    week: Fraction
    table: GroupTable
    key: str = ""


class GapTable(NamedTuple):
    """A measure by the groups of one dimension; `better` is up or down, `min_n` the smallest group that is told.

    `hides` are the groups that other cuts of the measure would tell of, with why, and `silent` the moments at which
    nothing is told for their sake (see `gap_cuts`).
    """

    measure_id: str
    measure: str
    better: str
    dimension: str
    grade: str
    min_n: int
    moments: tuple[Moment, ...]
    source: str = "other"
    hides: tuple[tuple[str, str], ...] = ()
    silent: frozenset[str] = frozenset()
    family: str = "other"
    timing: str = "lagging"

    @property
    def names(self) -> tuple[str, ...]:
        """The groups, each once, in order of name."""
        return tuple(sorted({group.name for moment in self.moments for group in moment.table.groups}))


def renamed(table: GapTable, say: Callable[[str], str]) -> GapTable:
    """Return a table with all its words said anew; groups that come to the same words get a number."""
    said: dict[str, str] = {}
    for name in sorted({*table.names, *dict(table.hides)}):
        words = say(name)
        same = sum(known == words or known.startswith(f"{words} ") for known in said.values()) if words != name else 0
        said[name] = f"{words} {same + 1}" if same else words

    def groups(found: GroupTable) -> GroupTable:
        return found._replace(groups=tuple(group._replace(name=said[group.name]) for group in found.groups))

    moments = tuple(one._replace(label=say(one.label), table=groups(one.table)) for one in table.moments)
    hides = tuple((said[name], why) for name, why in table.hides)
    return table._replace(measure=say(table.measure), dimension=say(table.dimension), moments=moments, hides=hides)


class GapRow(NamedTuple):
    """One group through all moments; `gap` is its difference to the group compared with, at the last moment."""

    name: str
    told: tuple[Told, ...]
    gap: RateGap | None = None


class GapPoint(NamedTuple):
    """The difference of the two groups of the headline at one moment."""

    label: str
    on: date
    gap: RateGap


class GapView(NamedTuple):
    """What is shown of a measure's gaps. `first` leads `second`; both are empty where no two groups can be compared.

    `change` is how many points the gap grew since its first moment, `slope` the points a week of a trend line, None
    under three moments. `hidden` counts the cells that are not told, `hides` names the groups a shared view hides.
    """

    table: GapTable
    is_shared: bool
    rows: tuple[GapRow, ...]
    total: tuple[Told | None, ...]
    first: str = ""
    second: str = ""
    points: tuple[GapPoint, ...] = ()
    change: Fraction | None = None
    slope: Fraction | None = None
    hidden: int = 0
    hides: tuple[tuple[str, str], ...] = ()

    @property
    def gap(self) -> RateGap | None:
        """The newest difference of the headline."""
        return self.points[-1].gap if self.points else None


def gap_view(table: GapTable, *, is_shared: bool, compare: str = "") -> GapView:
    """Return the view of a table; `compare` names the group the others are compared with, else it is found."""
    hides = hidden_everywhere([moment.table for moment in table.moments], table.min_n, dict(table.hides))
    told_at = [_told_at(moment, table, hides) if is_shared else _in_full(moment) for moment in table.moments]
    last = {row.name: row for row in told_at[-1][0] if row.is_exact} if told_at else {}
    first, second = _pair(last, compare)
    rows = tuple(
        GapRow(name, tuple(_of(rows, name) for rows, _ in told_at), _gap(last.get(first), last.get(name), name, first))
        for name in table.names
    )
    points = _points(table, told_at, first, second)
    line = least_squares([(_week(table, point), point.gap.points) for point in points])
    cells = [cell for row in rows for cell in row.told] + [total for _, total in told_at if total is not None]
    return GapView(
        table=table,
        is_shared=is_shared,
        rows=rows,
        total=tuple(total for _, total in told_at),
        first=first,
        second=second,
        points=points,
        change=points[-1].gap.points - points[0].gap.points if len(points) > 1 else None,
        slope=line.slope if line is not None and len(points) >= LEAST_POINTS else None,
        hidden=sum(bool(cell.hidden or cell.code) for cell in cells),
        hides=tuple(sorted(hides.items())),
    )


def _told_at(moment: Moment, table: GapTable, hides: dict[str, str]) -> tuple[tuple[Told, ...], Told | None]:
    """Return what may be told of a moment; nothing where another cut would tell the rest."""
    if moment.key in table.silent:
        rows = tuple(Told(group.name, hidden=ALONG) for group in moment.table.groups)
        return rows, None if moment.table.total is None else Told("", hidden=ALONG)
    return told(moment.table, hides, table.min_n)


def _in_full(moment: Moment) -> tuple[tuple[Told, ...], Told | None]:
    total = moment.table.total
    return tuple(_full(group) for group in moment.table.groups), None if total is None else _full(total)


def _full(group: Group) -> Told:
    return Told(group.name, group.part, group.whole) if group.whole else Told(group.name)


def _pair(last: dict[str, Told], compare: str) -> tuple[str, str]:
    """Return the group the others are compared with and the one furthest from it."""
    rates = {name: _rate(row).points for name, row in last.items()}
    if len(rates) < 2:
        return "", ""
    first = compare if compare in rates else max(sorted(rates), key=lambda name: rates[name])
    others = sorted(name for name in rates if name != first)
    return first, max(others, key=lambda name: abs(rates[name] - rates[first]))


def _points(
    table: GapTable, told_at: list[tuple[tuple[Told, ...], Told | None]], first: str, second: str
) -> tuple[GapPoint, ...]:
    found = []
    for moment, (rows, _) in zip(table.moments, told_at, strict=True):
        gap = _gap(_of(rows, first), _of(rows, second), second, first) if first else None
        if gap is not None:
            found.append(GapPoint(moment.label, moment.on, gap))
    return tuple(found)


def _week(table: GapTable, point: GapPoint) -> Fraction:
    return next(moment.week for moment in table.moments if moment.on == point.on and moment.label == point.label)


def _of(rows: tuple[Told, ...], name: str) -> Told:
    return next((row for row in rows if row.name == name), Told(name))


def _gap(first: Told | None, other: Told | None, name: str, against: str) -> RateGap | None:
    if first is None or other is None or name == against or not (first.is_exact and other.is_exact):
        return None
    return rate_gap(_rate(first), _rate(other))


def _rate(row: Told) -> Rate:
    return Rate(row.part or 0, row.whole or 1)
