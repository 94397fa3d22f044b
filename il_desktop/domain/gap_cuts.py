"""What several cuts of one measure tell together: its dimensions, its grades, its windows, laid side by side.

Each table alone is covered in `privacy`. Side by side they tell more: the groups of another dimension add up to a total
that was not written down, and the grades of a group add up to the group. So a measure is decided as a whole. A group is
hidden in all grades and windows or in none. And where the grades cannot be told beside the school without telling of
one of them, only the school is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from il_desktop.domain.gaps import GapTable, Moment
from il_desktop.domain.privacy import EDGE, Group, GroupTable, hidden_everywhere, hidden_groups, told

At = tuple[str, str]  # grade, and the key of a moment


def decided(tables: Sequence[GapTable]) -> list[GapTable]:
    """Return the tables in the same order with what is hidden in each; tables of other measures do not matter."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    silent: dict[str, frozenset[str]] = {}
    for measure in dict.fromkeys(table.measure_id for table in tables):
        family = _Family([table for table in tables if table.measure_id == measure])
        found[measure], silent[measure] = family.hides, frozenset(family.silent)
    return [
        table._replace(
            hides=tuple(sorted(found[table.measure_id][table.dimension].items())),
            silent=silent[table.measure_id] if table.grade else frozenset(),
        )
        for table in tables
    ]


class _Family:
    """The tables of one measure; `silent` are the moments at which no grade is told."""

    def __init__(self, tables: Sequence[GapTable]) -> None:
        self._min_n = tables[0].min_n
        self._dimensions = tuple(dict.fromkeys(table.dimension for table in tables))
        self._moments: dict[str, dict[At, GroupTable]] = {dimension: {} for dimension in self._dimensions}
        for table in tables:
            for moment in table.moments:
                self._moments[table.dimension][table.grade, key_of(moment)] = moment.table
        self._totals = self._known_totals()
        self.hides: dict[str, dict[str, str]] = {dimension: {} for dimension in self._dimensions}
        self.silent = {
            key
            for key in self._keys()
            if self._unsafe({at[0]: one for at, one in self._totals.items() if at[1] == key})
        }
        before = -1
        while before != (before := sum(map(len, (*self.hides.values(), self.silent)))):
            for dimension in self._dimensions:
                self._hide(dimension)
                self._silence(dimension)

    def _keys(self) -> list[str]:
        return sorted({key for moments in self._moments.values() for _, key in moments})

    def _known_totals(self) -> dict[At, Group]:
        """Return the totals that are told, and those that the groups of several dimensions tell."""
        found: dict[At, Group] = {}
        sums: dict[At, list[Group]] = {}
        for moments in self._moments.values():
            for at, table in moments.items():
                if table.total is not None:
                    found[at] = table.total
                sums.setdefault(at, []).append(_sum(table.groups))
        several = {at: max(ones, key=lambda one: one.whole) for at, ones in sums.items() if len(ones) > 1}
        return several | found

    def _hide(self, dimension: str) -> None:
        hides, moments = self.hides[dimension], self._moments[dimension]
        shown = {at: table for at, table in moments.items() if not at[0] or at[1] not in self.silent}
        known = [table._replace(total=self._totals.get(at)) for at, table in shown.items()]
        several = len(self._dimensions) > 1
        hides |= hidden_everywhere(known, self._min_n, hides, are_totals_known=several)
        by_grade: dict[tuple[str, str], dict[str, Group]] = {}
        for (grade, key), table in shown.items():
            for group in table.groups:
                by_grade.setdefault((group.name, key), {})[grade] = group
        for (name, _key), cells in by_grade.items():
            if name not in hides and self._unsafe(cells):
                hides[name] = EDGE

    def _silence(self, dimension: str) -> None:
        """Tell no grade where the total of one, or of the school, is hidden: the others would give it back."""
        for (_grade, key), table in self._moments[dimension].items():
            _, total = told(table, self.hides[dimension], self._min_n)
            if total is not None and total.hidden:
                self.silent.add(key)

    def _unsafe(self, cells: dict[str, Group]) -> bool:
        """Tell whether a count by grade beside the one of the school tells of one grade more than it may."""
        if not cells.get("") or len(cells) == 1:
            return False
        grades = tuple(group._replace(name=grade) for grade, group in sorted(cells.items()) if grade)
        table = GroupTable(grades, cells[""])
        hidden = hidden_groups(table, self._min_n)
        _, school = told(table, hidden, self._min_n)
        return bool(hidden) or school is None or bool(school.hidden)


def key_of(moment: Moment) -> str:
    """Return what tells whether moments of several tables are the same: the window, else the day."""
    return moment.key or f"{moment.label} {moment.on}"


def _sum(groups: Iterable[Group]) -> Group:
    found = list(groups)
    return Group("", sum(group.part for group in found), sum(group.whole for group in found))
